//! Reads a cell as it stands in a file, returns the word that is meant.
//!
//! Takes off what spreadsheets and databases put around a value, and knows their words for a value that is not there.
//! It reads no value: a cell that holds more than such wrapping comes out as it is.

use crate::check::numbers::exact;
use crate::read::grid::Cell;

/// The words that stand where nothing is known, in small letters.
const ABSENT: [&str; 13] =
    ["na", "n/a", "#n/a", "#n/b", "nvt", "n.v.t.", "n.v.t", "null", "nan", "none", ".", "–", "—"];
/// No word for nothing is longer.
const LONGEST_ABSENT: usize = 6;

/// Spreadsheets keep fifteen digits of a number; from here on the last ones are not those that were typed.
const FIRST_ROUNDED: f64 = 1e15;

/// The word of a cell of a workbook: of a number one that cannot be taken for a number with a mark of thousands, nor, when
/// it has more digits than are kept, for the number that was typed.
pub(crate) fn of_sheet(cell: &Cell) -> Option<String> {
    let shown = cell.shown()?;
    Some(match cell {
        Cell::Number(number) if number.abs() >= FIRST_ROUNDED => format!("{number:e}").replacen('e', "E+", 1),
        Cell::Number(_) => exact(&shown).into_owned(),
        _ => shown,
    })
}

/// A cell without white space of any kind around it; most cells have none.
pub(crate) fn trimmed(cell: &[u8]) -> &[u8] {
    match (cell.first(), cell.last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) | (None, None) => cell,
        _ => without_blanks(cell),
    }
}

fn without_blanks(cell: &[u8]) -> &[u8] {
    if let Ok(text) = std::str::from_utf8(cell) {
        return text.trim_matches(is_blank).as_bytes();
    }
    // In Windows-1252 a no-break space is one byte.
    let blank = |byte: &u8| *byte <= b' ' || *byte == 0xA0;
    let from = cell.iter().position(|byte| !blank(byte)).unwrap_or(cell.len());
    let to = cell.iter().rposition(|byte| !blank(byte)).map_or(from, |last| last + 1);
    &cell[from..to]
}

/// White space, and signs that take no room: they come along when a cell is copied from a page.
pub(crate) fn is_blank(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The word that a trimmed cell stands for: without a formula, quotes or an apostrophe around it, and empty where the
/// cell says that there is nothing.
pub(crate) fn meant(cell: &[u8]) -> &[u8] {
    match cell.first() {
        Some(b'=') => meant_by_formula(cell),
        Some(b'"') => inside(cell, b"\"", b"\"").map_or(cell, trimmed),
        Some(b'\'') => trimmed(inside(cell, b"'", b"'").unwrap_or(&cell[1..])),
        // A curly apostrophe, in UTF-8 and in Windows-1252.
        Some(0xE2) if cell.starts_with("’".as_bytes()) || cell.starts_with("‘".as_bytes()) => {
            trimmed(&cell[3..])
        }
        Some(0x91 | 0x92) => trimmed(&cell[1..]),
        Some(b'n' | b'N' | b'#' | b'-' | b'.' | 0xE2 | 0x96 | 0x97) if is_absent(cell) => &[],
        _ => cell,
    }
}

/// `="0012"` and `=12`, as spreadsheets write a number that has to stay as it is; a formula that computes stays.
fn meant_by_formula(cell: &[u8]) -> &[u8] {
    if let Some(text) = inside(cell, b"=\"", b"\"") {
        return meant(trimmed(text));
    }
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',');
    if cell.len() > 1 && cell[1..].iter().all(is_plain) { &cell[1..] } else { cell }
}

fn inside<'a>(cell: &'a [u8], before: &[u8], after: &[u8]) -> Option<&'a [u8]> {
    cell.strip_prefix(before)?.strip_suffix(after)
}

fn is_absent(cell: &[u8]) -> bool {
    // A dash, of which the longer ones are one byte in Windows-1252.
    if cell.iter().all(|byte| *byte == b'-') || matches!(cell, [0x96 | 0x97]) {
        return true;
    }
    cell.len() <= LONGEST_ABSENT && ABSENT.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leerlingen::sleutel;

    fn read(cell: &str) -> &str {
        std::str::from_utf8(meant(trimmed(cell.as_bytes()))).unwrap()
    }

    #[test]
    fn white_space_of_any_kind_is_taken_off() {
        for cell in
            ["200", " 200 ", "\u{a0}200\u{a0}", "\u{202f}200", "200\u{200b}", "\u{feff}200\t", "\u{3000}200"]
        {
            assert_eq!(read(cell), "200", "{cell:?}");
        }
        assert_eq!(trimmed(b"\xA0200\xA0"), b"200");
        assert_eq!(trimmed(b"\xA0 \xA0"), b"");
        assert_eq!(read("2\u{a0}00"), "2\u{a0}00");
        assert_eq!(read("Noor van Dam "), "Noor van Dam");
    }

    #[test]
    fn what_a_spreadsheet_puts_around_a_value_is_taken_off() {
        for (cell, word) in [
            ("=\"0012\"", "0012"),
            ("=12", "12"),
            ("'12", "12"),
            ("'12'", "12"),
            ("’12", "12"),
            ("\"12\"", "12"),
            ("=\"'12\u{a0}\"", "12"),
            ("=A1+A2", "=A1+A2"),
            ("\"", "\""),
            ("'", ""),
            ("-7", "-7"),
        ] {
            assert_eq!(read(cell), word, "{cell}");
        }
    }

    #[test]
    fn a_number_of_a_workbook_has_no_mark_of_thousands() {
        assert_eq!(of_sheet(&Cell::Number(187.125)).as_deref(), Some("187.1250"));
        assert_eq!(of_sheet(&Cell::Number(187.5)).as_deref(), Some("187.5"));
        assert_eq!(of_sheet(&Cell::from_text("1.200")).as_deref(), Some("1.200"));
        assert_eq!(of_sheet(&Cell::Empty), None);
        let rounded = |cell: Cell| sleutel::is_rounded(of_sheet(&cell).unwrap().as_bytes());
        assert!(rounded(Cell::Number(1_234_567_890_123_456.0)) && rounded(Cell::Number(1e16)));
        assert!(!rounded(Cell::Number(123_456_789_012_345.0)));
        assert!(!rounded(Cell::from_text("1234567890123456")));
    }

    #[test]
    fn words_for_nothing_are_nothing() {
        for cell in
            ["NA", "n/a", "#N/A", "#N/B", "nvt", "N.v.t.", "NULL", "NaN", "-", "--", "–", ".", "=\"NA\""]
        {
            assert_eq!(read(cell), "", "{cell}");
        }
        assert_eq!(meant(b"\x96"), b"");
        for cell in ["N", "Nadia", "#SPILL!", "n", "-1", ".5"] {
            assert_eq!(read(cell), cell);
        }
    }
}
