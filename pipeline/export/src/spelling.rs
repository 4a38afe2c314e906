//! A cell in, its plain Dutch spelling out: a decimal comma, no thousands points.
//!
//! What the card asks for is not looked at here.

use domain::rows::Value;

/// Takes a number that is infinite or not a number for a missing one; no format here can say more of it.
pub(crate) fn finite(value: &Value) -> &Value {
    match value {
        Value::Float(number) if !number.is_finite() => &Value::Null,
        other => other,
    }
}

/// Spells a known cell with at most six decimals; nothing is left of one that is hidden or missing.
pub(crate) fn plain(value: &Value) -> String {
    match finite(value) {
        Value::Null | Value::Suppressed => String::new(),
        Value::Text(text) => text.clone(),
        number @ Value::Float(_) => {
            let text = number.to_string().replace('.', ",");
            // A trifle under zero rounds to zero, and zero has no sign.
            if text == "-0" { "0".to_owned() } else { text }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::plain;

    #[test]
    fn spells_numbers_with_a_comma_and_without_points() {
        assert_eq!(plain(&Value::Float(-1234.5)), "-1234,5");
        assert_eq!(plain(&Value::Int(1_234_567)), "1234567");
        assert_eq!(plain(&Value::Float(-0.000_000_1)), "0");
    }

    #[test]
    fn leaves_what_is_no_number_empty() {
        assert_eq!(plain(&Value::Float(f64::NAN)), "");
        assert_eq!(plain(&Value::Text(String::new())), "");
    }
}
