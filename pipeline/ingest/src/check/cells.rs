//! Reads one cell, returns one value or the reason why not: pure functions, one per kind of cell.
//!
//! Nothing is guessed: a value that does not read as what the column holds is a reason, never a null.

use std::ops::RangeInclusive;

use domain::ovt::{Ovt, is_brin};
use domain::schooljaar::Schooljaar;
use encoding_rs::WINDOWS_1252;

use super::dates::{DateOrder, Day};
use super::numbers;
use super::reason::Reason;
use crate::read::grid::Cell;

/// A value of a publication that hides small numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Published<T> {
    /// The value stands there.
    Known(T),
    /// Hidden: `*`.
    Suppressed,
    /// The cell is empty.
    Missing,
}

/// A DUO count: exact, or `<5` with its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) min: i32,
    pub(crate) max: i32,
    pub(crate) suppressed: bool,
}

/// Reads text; a whole number becomes its digits.
pub(crate) fn text(cell: &Cell) -> Option<String> {
    cell.shown()
}

/// Reads text that has to be there.
pub(crate) fn required(cell: &Cell) -> Result<String, Reason> {
    text(cell).ok_or(Reason::MissingValue)
}

/// Reads text that a spreadsheet was told to keep as text: `="00008"` is `00008`.
pub(crate) fn plain(cell: &Cell) -> Option<String> {
    let text = text(cell)?;
    let kept = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let kept = kept.map(|kept| kept.trim().to_owned());
    Some(kept.unwrap_or(text)).filter(|text| !text.is_empty())
}

/// Reads the number of a bestuur; spreadsheets drop its leading zeros.
pub(crate) fn bestuur(cell: &Cell) -> Result<Option<String>, Reason> {
    let Some(number) = plain(cell) else { return Ok(None) };
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    if digits && number.len() <= 5 { Ok(Some(five_digits(number))) } else { Err(Reason::MalformedBestuur) }
}

/// Gives the number of a bestuur its five digits; any other text stays as it is.
pub(crate) fn five_digits(number: String) -> String {
    if number.bytes().all(|byte| byte.is_ascii_digit()) { format!("{number:0>5}") } else { number }
}

/// Reads a day of the calendar.
pub(crate) fn day(cell: &Cell) -> Result<Option<Day>, Reason> {
    let Some(word) = plain(cell) else { return Ok(None) };
    Day::read(word.as_bytes(), DateOrder::Dutch).map(Some).map_err(|_| Reason::MalformedDate)
}

/// Reads a number with a decimal comma or point, without separators of thousands.
pub(crate) fn decimal(cell: &Cell) -> Result<Option<f64>, Reason> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(number) if number.is_finite() => Ok(Some(*number)),
        Cell::Number(_) => Err(Reason::NotANumber),
        Cell::Text(text) => numbers::plain(text.as_bytes()).map(Some).ok_or(Reason::NotANumber),
    }
}

/// Reads a number that has to lie in a range.
pub(crate) fn ranged(cell: &Cell, range: RangeInclusive<f64>) -> Result<Option<f64>, Reason> {
    match decimal(cell)? {
        Some(number) if !range.contains(&number) => Err(Reason::OutOfRange),
        number => Ok(number),
    }
}

/// Reads a percentage.
pub(crate) fn percentage(cell: &Cell) -> Result<Option<f64>, Reason> {
    ranged(cell, 0.0..=100.0)
}

/// The largest number of pupils that a cell can hold; a school has far fewer.
const MOST_PUPILS: f64 = 1_000_000.0;

/// Reads a number of pupils: whole and not negative.
pub(crate) fn pupils(cell: &Cell) -> Result<Option<i32>, Reason> {
    let Some(number) = ranged(cell, 0.0..=MOST_PUPILS)? else {
        return Ok(None);
    };
    if number.fract() != 0.0 {
        return Err(Reason::NotWhole);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and at most a million")]
    Ok(Some(number as i32))
}

/// Reads a cell of the Inspectie: a value, `*` or nothing.
pub(crate) fn published<T>(
    cell: &Cell,
    read: impl FnOnce(&Cell) -> Result<Option<T>, Reason>,
) -> Result<Published<T>, Reason> {
    if matches!(cell, Cell::Text(text) if &**text == "*") {
        return Ok(Published::Suppressed);
    }
    Ok(read(cell)?.map_or(Published::Missing, Published::Known))
}

/// Reads a count of DUO, which writes `<5` for 1 to 4 and never publishes those numbers.
pub(crate) fn count(cell: &Cell) -> Result<Count, Reason> {
    if let Cell::Text(text) = cell {
        let dense: String = text.split_whitespace().collect();
        match dense.as_str() {
            "<5" => {
                return Ok(Count { min: 1, max: 4, suppressed: true });
            }
            "NA" => return Err(Reason::MissingValue),
            _ => {}
        }
    }
    match pupils(cell)?.ok_or(Reason::MissingValue)? {
        1..=4 => Err(Reason::CountUnderFive),
        number => Ok(Count { min: number, max: number, suppressed: false }),
    }
}

/// Tells whether a percentage of `3 * pupils` levels is a whole number of levels.
///
/// A percentage with two decimals is at most 0,005 off, so the number of levels at most 0,005% of `3 * pupils`.
/// Source: Inspectie, leerresultaten 2023-2024-2025: true for every school and year that is published.
pub(crate) fn is_whole_count(percentage: f64, pupils: i32) -> bool {
    const ROUNDING: f64 = 0.005;
    const FLOAT: f64 = 1e-6;
    let hundredth = 3.0 * f64::from(pupils) / 100.0;
    let levels = percentage * hundredth;
    (levels - levels.round()).abs() <= ROUNDING * hundredth + FLOAT
}

/// Reads an OVT.
pub(crate) fn ovt(cell: &Cell) -> Result<String, Reason> {
    let code = text(cell).ok_or(Reason::MissingOvt)?;
    code.parse::<Ovt>().map(String::from).map_err(|_| Reason::MalformedOvt)
}

/// Reads a BRIN.
pub(crate) fn brin(cell: &Cell) -> Result<String, Reason> {
    let code = required(cell)?;
    if is_brin(&code) { Ok(code) } else { Err(Reason::MalformedBrin) }
}

/// Reads the two digits of a vestiging; spreadsheets drop the leading zero.
pub(crate) fn vestiging(cell: &Cell) -> Result<String, Reason> {
    let code = required(cell)?;
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if digits && code.len() <= 2 { Ok(format!("{code:0>2}")) } else { Err(Reason::MalformedVestiging) }
}

/// Reads the date on which DUO counted, `20221001` or `2022-10-01`, as the school year in which it falls.
///
/// DUO counts on 1 October; any other date belongs to no school year of this file.
pub(crate) fn peildatum(cell: &Cell) -> Result<Schooljaar, Reason> {
    let digits = required(cell)?.replace('-', "");
    first_of_october(&digits).ok_or(Reason::UnknownPeildatum)
}

fn first_of_october(digits: &str) -> Option<Schooljaar> {
    let year = digits.strip_suffix("1001").filter(|year| year.len() == 4)?;
    let plain = year.bytes().all(|byte| byte.is_ascii_digit());
    Schooljaar::from_start(year.parse().ok().filter(|_| plain)?)
}

/// Text after a look at its encoding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Repair {
    /// Nothing was wrong.
    Sound,
    /// It had been encoded twice; this is what was meant.
    Repaired(String),
    /// It was encoded twice and then lost a byte: what was meant can't be known.
    Damaged,
}

/// Undoes a double encoding: `MozaÃ¯ek` was meant as `Mozaïek`.
///
/// Only when all characters are bytes of Windows-1252 that together are valid UTF-8; a right text never is.
pub(crate) fn repair(text: &str) -> Repair {
    if text.is_ascii() {
        return Repair::Sound;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    match std::str::from_utf8(&bytes) {
        Ok(meant) if !lossy => Repair::Repaired(meant.to_owned()),
        // Frisian has `Â` (`FRYSLÂN`); no Dutch or Frisian name has `Ã`.
        _ if text.contains(['Ã', '\u{fffd}']) => Repair::Damaged,
        _ => Repair::Sound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell::from_text(text)
    }

    #[test]
    fn the_number_of_a_bestuur_has_five_digits() {
        for cell in [Cell::from_text("=\"00008\""), Cell::from_text("8"), Cell::Number(8.0)] {
            assert_eq!(bestuur(&cell), Ok(Some("00008".to_owned())));
        }
        assert_eq!(bestuur(&Cell::from_text("=\"\"")), Ok(None));
        for text in ["410410", "4104A", "41.04"] {
            assert_eq!(bestuur(&Cell::from_text(text)), Err(Reason::MalformedBestuur), "{text}");
        }
        assert_eq!(five_digits("onbekend".to_owned()), "onbekend");
    }

    #[test]
    fn a_day_is_read_in_each_form_of_the_inspectie() {
        for cell in [Cell::from_text("20250613"), Cell::from_text("13-06-2025"), Cell::Number(20_250_613.0)] {
            let read = day(&cell).map(|day| day.map(|day| day.to_string()));
            assert_eq!(read, Ok(Some("2025-06-13".to_owned())));
        }
        assert_eq!(day(&Cell::from_text("20250631")), Err(Reason::MalformedDate));
        assert_eq!(day(&Cell::Empty), Ok(None));
    }

    #[test]
    fn numbers_have_a_comma_or_a_point() {
        for (text, number) in [("94,44", 94.44), ("31.47", 31.47), ("100", 100.0), ("-3,5", -3.5)] {
            assert_eq!(decimal(&cell(text)), Ok(Some(number)));
        }
        assert_eq!(decimal(&Cell::Number(38.7)), Ok(Some(38.7)));
        assert_eq!(decimal(&Cell::Empty), Ok(None));
    }

    #[test]
    fn what_is_not_quite_a_number_is_refused() {
        for text in ["1.234,5", "94,44%", "NaN", "inf", "1e3", "5-", "--5", ",5", "-", "#DIV/0!"] {
            assert_eq!(decimal(&cell(text)), Err(Reason::NotANumber), "{text}");
        }
        assert_eq!(decimal(&Cell::Number(f64::NAN)), Err(Reason::NotANumber));
    }

    #[test]
    fn percentages_and_pupils_have_bounds() {
        assert_eq!(percentage(&cell("100,01")), Err(Reason::OutOfRange));
        assert_eq!(pupils(&cell("-1")), Err(Reason::OutOfRange));
        assert_eq!(pupils(&cell("12,5")), Err(Reason::NotWhole));
        assert_eq!(pupils(&cell("1.234")), Err(Reason::NotWhole));
        assert_eq!(pupils(&Cell::Number(93.0)), Ok(Some(93)));
    }

    #[test]
    fn a_star_is_hidden_and_an_empty_cell_is_missing() {
        assert_eq!(published(&cell(" * "), pupils), Ok(Published::Suppressed));
        assert_eq!(published(&Cell::Empty, pupils), Ok(Published::Missing));
        assert_eq!(published(&cell("18"), pupils), Ok(Published::Known(18)));
        assert_eq!(published(&cell("**"), pupils), Err(Reason::NotANumber));
    }

    #[test]
    fn duo_never_publishes_one_to_four() {
        assert_eq!(count(&cell("<5")), Ok(Count { min: 1, max: 4, suppressed: true }));
        assert_eq!(count(&cell("0")), Ok(Count { min: 0, max: 0, suppressed: false }));
        assert_eq!(count(&cell("3")), Err(Reason::CountUnderFive));
        assert_eq!(count(&cell("NA")), Err(Reason::MissingValue));
        assert_eq!(count(&Cell::Empty), Err(Reason::MissingValue));
        assert_eq!(count(&cell("<10")), Err(Reason::NotANumber));
    }

    #[test]
    fn a_percentage_is_a_whole_number_of_levels() {
        for (percentage, pupils) in [(94.44, 18), (92.31, 13), (47.22, 12), (100.0, 5), (0.0, 0)] {
            assert!(is_whole_count(percentage, pupils), "{percentage} of {pupils}");
        }
        assert!(!is_whole_count(94.0, 18));
        assert!(!is_whole_count(94.46, 18));
    }

    #[test]
    fn a_level_can_round_half_way() {
        // 1 of 3 * 8 levels is 4,1666… and 3 of 3 * 16 is 6,25: both ends of what two decimals can hide.
        assert!(is_whole_count(4.17, 8) && is_whole_count(6.25, 16));
        // 1 of 3 * 533.33 would be 0,0625: shown as 0,06 or 0,07, and 1600 levels are 533 pupils and a bit.
        assert!(is_whole_count(0.06, 533));
    }

    #[test]
    fn codes_are_checked_and_keep_their_zeros() {
        assert_eq!(ovt(&cell("00AP|C1")).as_deref(), Ok("00AP|C1"));
        assert_eq!(ovt(&cell("Totaal")), Err(Reason::MalformedOvt));
        assert_eq!(ovt(&Cell::Empty), Err(Reason::MissingOvt));
        assert_eq!(brin(&cell("0AP")), Err(Reason::MalformedBrin));
        assert_eq!(vestiging(&Cell::Number(0.0)).as_deref(), Ok("00"));
        assert_eq!(vestiging(&cell("00AP00")), Err(Reason::MalformedVestiging));
    }

    #[test]
    fn a_peildatum_gives_a_school_year() {
        for text in ["20221001", "2022-10-01"] {
            assert_eq!(peildatum(&cell(text)).unwrap().to_string(), "2022-2023");
        }
        for text in ["2022", "20240315", "20221032", "1 oktober 2022", "x0221001"] {
            assert_eq!(peildatum(&cell(text)), Err(Reason::UnknownPeildatum));
        }
    }

    #[test]
    fn double_encoding_is_undone_only_when_that_is_safe() {
        assert_eq!(repair("Het MozaÃ¯ek"), Repair::Repaired("Het Mozaïek".to_owned()));
        assert_eq!(repair("SÃºdwest-FryslÃ¢n"), Repair::Repaired("Súdwest-Fryslân".to_owned()));
        assert_eq!(repair("Noardeast-FryslÃn"), Repair::Damaged);
        assert_eq!(repair("Mozaïek – België"), Repair::Sound);
        assert_eq!(repair("NOARDEAST-FRYSLÂN"), Repair::Sound);
        assert_eq!(repair("De Kraal"), Repair::Sound);
    }
}
