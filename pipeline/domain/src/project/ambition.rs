//! An ambition as somebody wrote it in, the percentage out, or the question what was meant.
//!
//! Corrects nothing by itself: a wrong ambition would be printed in every report.

/// Nobody aims lower: it is a fraction of one, or a slip of the hand.
const LOWEST: f64 = 10.0;

/// Takes an ambition for a percentage.
///
/// # Errors
/// When it cannot be one; with what was meant, where that is clear.
pub(super) fn percentage(key: &str, value: f64) -> Result<f64, (String, String)> {
    let fits = |value: &f64| (LOWEST..=100.0).contains(value);
    if fits(&value) {
        return Ok(value);
    }
    let likely = if value > 0.0 && value <= 1.0 {
        Some(value * 100.0)
    } else if value > 1.0 && value < LOWEST {
        Some(value * 10.0)
    } else if value >= 200.0 {
        [value / 10.0, value / 100.0].into_iter().find(fits)
    } else {
        Some(-value)
    };
    // A tenth of a percent is as precise as anybody writes it.
    let likely = likely.filter(fits).map(|value| (value * 10.0).round() / 10.0);
    let hint = likely.map_or_else(
        || format!("an ambition lies between {LOWEST} and 100; without one leave the line out"),
        |meant| format!("did you mean `{key} = {meant}`?"),
    );
    Err((format!("`{key}` is a percentage, and `{value}` is no ambition"), hint))
}

#[cfg(test)]
mod tests {
    use super::percentage;

    #[test]
    fn asks_what_was_meant_by_what_nobody_aims_at() {
        let asked = |value| percentage("ambitie_1f", value).err().map(|(_, hint)| hint);
        for value in [10.0, 60.0, 97.5, 100.0] {
            assert_eq!(asked(value), None, "{value}");
        }
        for (value, meant) in [
            (0.97, "97"),
            (0.975, "97.5"),
            (1.0, "100"),
            (9.7, "97"),
            (970.0, "97"),
            (9750.0, "97.5"),
            (-97.0, "97"),
        ] {
            assert_eq!(asked(value), Some(format!("did you mean `ambitie_1f = {meant}`?")), "{value}");
        }
        for value in [0.0, 0.05, 104.0, -0.5, 1e9, f64::NAN, f64::INFINITY] {
            assert!(asked(value).is_some_and(|hint| hint.contains("between 10 and 100")), "{value}");
        }
    }
}
