//! Publishable rows in, one table for a Dutch spreadsheet out: semicolons, decimal commas, a byte order mark.
//!
//! Rounds nothing but the seventh decimal, and puts no thousands points: a spreadsheet would read those as decimals.

use disclose::Published;
use domain::dutch::SUPPRESSED;
use domain::rows::Value;

use crate::spelling::plain;

/// Writes the rows as CSV: `*` for what is hidden, nothing for what is missing.
#[must_use]
pub fn csv(published: &Published) -> Vec<u8> {
    let rows = published.rows();
    let mut text = String::from("\u{feff}");
    push_line(&mut text, rows.columns.iter().map(|name| quoted(&disarmed(name))));
    for row in &rows.cells {
        push_line(&mut text, row.iter().map(field));
    }
    text.into_bytes()
}

fn push_line(text: &mut String, fields: impl Iterator<Item = String>) {
    text.push_str(&fields.collect::<Vec<_>>().join(";"));
    text.push_str("\r\n");
}

fn field(cell: &Value) -> String {
    match cell {
        Value::Suppressed => SUPPRESSED.to_owned(),
        Value::Text(text) => quoted(&disarmed(text)),
        other => plain(other),
    }
}

/// Disarms a text that a spreadsheet would run as a formula. Numbers have their own cells, so a text that only begins
/// as a number, such as `-1+2`, is disarmed too.
fn disarmed(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::csv;
    use crate::proof::{published, pupils};

    #[test]
    fn writes_a_table_for_a_dutch_spreadsheet() {
        let expected = "\u{feff}naam;jaar;n;percentage;laag;hoog;verschil;voldoende\r\n\
            1F;2024;1234;57,25;40,2;62,4;-1,25;true\r\n\
            '=1+1;2025;*;*;*;*;*;\r\n";
        assert_eq!(String::from_utf8(csv(&pupils())).unwrap(), expected);
    }

    #[test]
    fn disarms_formulas_and_quotes_what_would_break_the_line() {
        let texts = ["@a", "+1", "-1+cmd|x", "a;b", "a\"b", "=\"a\"\r\n", "a-b", "\t=1"];
        let cells = vec![texts.iter().map(|text| Value::Text((*text).to_owned())).collect()];
        let names: Vec<String> = (0..texts.len()).map(|number| format!("-k{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let written = String::from_utf8(csv(&published("", &names, cells))).unwrap();
        let (head, rows) = written.split_once("\r\n").unwrap();
        assert!(head.starts_with("\u{feff}'-k0;'-k1;"), "{head}");
        assert_eq!(rows, "'@a;'+1;'-1+cmd|x;\"a;b\";\"a\"\"b\";\"'=\"\"a\"\"\r\n\";a-b;'\t=1\r\n");
    }
}
