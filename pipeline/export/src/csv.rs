//! Cells in, lines for a Dutch spreadsheet out: semicolons, decimal commas, nothing that runs as a formula.
//!
//! Every CSV of the program is written with this one pen. It rounds nothing but the seventh decimal, and puts no
//! thousands points: a spreadsheet would read those as decimals.

use disclose::Published;
use domain::dutch::SUPPRESSED;
use domain::rows::Value;

use crate::spelling::plain;

/// Lines of CSV while they are written.
#[derive(Debug, Default)]
pub struct Csv {
    text: String,
}

impl Csv {
    /// Starts a file: with the mark by which a spreadsheet knows UTF-8.
    #[must_use]
    pub fn file() -> Self {
        Self { text: String::from("\u{feff}") }
    }

    /// Starts what another program reads from a pipe, to which a mark would be a part of the first heading.
    #[must_use]
    pub fn pipe() -> Self {
        Self::default()
    }

    /// Writes the names of the columns.
    #[must_use]
    pub fn headed<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.push(names.into_iter().map(text_field));
        self
    }

    /// Writes a line: `*` for what is hidden, nothing for what is missing.
    pub fn line<'a>(&mut self, cells: impl IntoIterator<Item = &'a Value>) {
        self.push(cells.into_iter().map(field));
    }

    /// The bytes of what was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn push(&mut self, fields: impl Iterator<Item = String>) {
        self.text.push_str(&fields.collect::<Vec<_>>().join(";"));
        self.text.push_str("\r\n");
    }
}

/// Writes a whole table.
#[must_use]
pub fn csv(published: &Published, start: Csv) -> Vec<u8> {
    let rows = published.rows();
    let mut lines = start.headed(rows.columns.iter().map(String::as_str));
    for row in &rows.cells {
        lines.line(row);
    }
    lines.into_bytes()
}

fn field(cell: &Value) -> String {
    match cell {
        Value::Suppressed => SUPPRESSED.to_owned(),
        Value::Text(text) => text_field(text),
        other => plain(other),
    }
}

fn text_field(text: &str) -> String {
    quoted(&disarmed(text))
}

/// Disarms a text that a spreadsheet would run as a formula. Numbers have their own cells, so a text that only begins
/// as a number, such as `-1+2`, is disarmed too. What is not seen before the sign does not make it safe, nor does the
/// wide form of the sign, which some spreadsheets take for the sign itself.
fn disarmed(text: &str) -> String {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    if text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(unseen).starts_with(SIGNS) {
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

    use super::{Csv, csv};
    use crate::proof::{published, pupils};

    #[test]
    fn writes_a_table_for_a_dutch_spreadsheet() {
        let expected = "naam;jaar;n;percentage;laag;hoog;verschil;voldoende\r\n\
            1F;2024;1234;57,25;40,2;62,4;-1,25;true\r\n\
            '=1+1;2025;*;*;*;*;*;\r\n";
        assert_eq!(String::from_utf8(csv(&pupils(), Csv::pipe())).unwrap(), expected);
        assert_eq!(String::from_utf8(csv(&pupils(), Csv::file())).unwrap(), format!("\u{feff}{expected}"));
    }

    #[test]
    fn disarms_formulas_and_quotes_what_would_break_the_line() {
        let texts = ["@a", "+1", "-1+cmd|x", "a;b", "a\"b", "=\"a\"\r\n", "a-b", "\t=1"];
        let cells = vec![texts.iter().map(|text| Value::Text((*text).to_owned())).collect()];
        let names: Vec<String> = (0..texts.len()).map(|number| format!("-k{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let written = String::from_utf8(csv(&published("", &names, cells), Csv::file())).unwrap();
        let (head, rows) = written.split_once("\r\n").unwrap();
        assert!(head.starts_with("\u{feff}'-k0;'-k1;"), "{head}");
        assert_eq!(rows, "'@a;'+1;'-1+cmd|x;\"a;b\";\"a\"\"b\";\"'=\"\"a\"\"\r\n\";a-b;'\t=1\r\n");
    }

    #[test]
    fn an_unseen_start_or_a_wide_sign_does_not_arm_a_formula() {
        let mut lines = Csv::pipe();
        for text in [" =1", "\u{feff}=1", "\u{200b}+1", "\u{a0}@x", "＝1+1", "－1", "\r=1", "\n-1", "\u{1}=1"]
        {
            lines.line([&Value::Text(text.to_owned()), &Value::Text("a".to_owned())]);
        }
        let written = String::from_utf8(lines.into_bytes()).unwrap();
        let disarmed = written.split(";a\r\n").filter(|line| !line.is_empty());
        let armed: Vec<&str> =
            disarmed.filter(|line| !line.trim_start_matches('"').starts_with('\'')).collect();
        assert!(armed.is_empty(), "{armed:?}");
    }

    #[test]
    fn numbers_stay_numbers() {
        let mut lines = Csv::pipe();
        lines.line([&Value::Float(-6.5), &Value::Int(-3), &Value::Null, &Value::Bool(true)]);
        assert_eq!(String::from_utf8(lines.into_bytes()).unwrap(), "-6,5;-3;;true\r\n");
    }
}
