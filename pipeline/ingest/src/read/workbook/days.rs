//! Tells which number formats of a workbook show a day, and which day a number stands for.
//!
//! It reads no words of a day; those of a text stay as they are.

use std::collections::HashMap;

/// The formats of the cells of an `.xlsx` workbook, by the number of their style.
#[derive(Default)]
pub(super) struct Styles {
    /// The formats that the workbook describes itself.
    formats: HashMap<u32, bool>,
    /// The format of each style.
    styles: Vec<u32>,
}

impl Styles {
    /// Takes up a format with its code, such as `dd-mm-yyyy`.
    pub(super) fn format(&mut self, number: u32, code: &str) {
        self.formats.insert(number, is_day(code));
    }

    /// Takes up the next style.
    pub(super) fn style(&mut self, format: u32) {
        self.styles.push(format);
    }

    /// Tells whether a style shows a number as a day.
    pub(super) fn shows_a_day(&self, style: usize) -> bool {
        let format = self.styles.get(style).copied().unwrap_or_default();
        // ECMA-376 part 1, 18.8.30: 14 to 17 and 22 are days; 27 to 36 and 50 to 58 are days in East Asian editions.
        self.formats
            .get(&format)
            .copied()
            .unwrap_or(matches!(format, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58))
    }
}

/// Tells whether the code of a format shows a day, and not only a time or an amount.
fn is_day(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or_default();
    let mut signs = first.chars();
    let mut bare = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | '_' | '*' => drop(signs.next()),
            '"' => drop(signs.by_ref().find(|sign| *sign == '"')),
            '[' => drop(signs.by_ref().find(|sign| *sign == ']')),
            _ => bare.extend(sign.to_lowercase()),
        }
    }
    // The Dutch edition writes `j` for a year in what a person sees; in the file it is `y`.
    !bare.contains("general") && bare.contains(['y', 'd'])
}

/// Spells the day of a number, `2025-01-27`; nothing when it is outside the calendar of spreadsheets.
///
/// Day 60 is 29 February 1900, which never was: Excel counts it, so earlier numbers are one off.
pub(super) fn day(number: f64, from_1904: bool) -> Option<String> {
    const LAST: f64 = 2_958_465.0;
    if !(0.0..=LAST).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most the year 9999")]
    let whole = number.floor() as i32;
    let since_1900 = match (from_1904, whole) {
        (true, whole) => whole + 1462,
        (false, ..60) => whole + 1,
        (false, whole) => whole,
    };
    let epoch = jiff::civil::date(1899, 12, 30);
    epoch.checked_add(jiff::Span::new().try_days(since_1900).ok()?).ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_day() {
        assert_eq!(day(45_684.0, false).as_deref(), Some("2025-01-27"));
        assert_eq!(day(45_684.75, false).as_deref(), Some("2025-01-27"));
        assert_eq!(day(44_222.0, true).as_deref(), Some("2025-01-27"));
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!((day(-1.0, false), day(1e12, false), day(f64::NAN, false)), (None, None, None));
    }

    #[test]
    fn a_format_shows_a_day_when_it_has_a_day_or_a_year() {
        for code in ["dd-mm-yyyy", "[$-413]d mmmm yyyy;@", "yyyy\\-mm\\-dd hh:mm", "D/M/YY"] {
            assert!(is_day(code), "{code}");
        }
        for code in ["General", "0.00", "hh:mm:ss", "[h]:mm", "0\" dagen\"", "#,##0", "[Red]0", "mm:ss"] {
            assert!(!is_day(code), "{code}");
        }
    }
}
