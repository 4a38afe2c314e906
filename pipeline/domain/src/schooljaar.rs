//! A school year as people and files write it goes in, one `Schooljaar` comes out.
//!
//! It knows which test was taken in a year; it does not know today's date.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The first school year with the doorstroomtoets; every year before it has the eindtoets.
///
/// Source: Inspectie van het Onderwijs, Schoolweging 2021/2022 - 2022/2023 - 2023/2024, `Toelichting`.
const FIRST_DOORSTROOMTOETS: u16 = 2023;

/// A school year, kept as the calendar year in which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Schooljaar(u16);

/// A text that is not a school year.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is not a school year such as `2022-2023`")]
pub struct SchooljaarError {
    /// The text as it was found.
    pub text: String,
}

impl Schooljaar {
    /// Makes the school year that starts in `start`, or nothing outside 1901 to 2098.
    #[must_use]
    pub fn from_start(start: u16) -> Option<Self> {
        (1901..2099).contains(&start).then_some(Self(start))
    }

    /// Makes the school year in which a day falls; school years turn on 1 August.
    #[must_use]
    pub fn from_date(year: u16, month: u8) -> Option<Self> {
        let start = if month >= 8 { year } else { year.checked_sub(1)? };
        Self::from_start(start)
    }

    /// Returns the calendar year in which the school year starts.
    #[must_use]
    pub fn start(self) -> u16 {
        self.0
    }

    /// Returns the calendar year in which the school year ends and the test is taken.
    #[must_use]
    pub fn peiljaar(self) -> u16 {
        self.0 + 1
    }

    /// Returns the name of the final test of this year.
    #[must_use]
    pub fn toets(self) -> &'static str {
        if self.0 < FIRST_DOORSTROOMTOETS { "eindtoets" } else { "doorstroomtoets" }
    }

    /// Returns the school year after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Returns the school year before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }
}

impl FromStr for Schooljaar {
    type Err = SchooljaarError;

    /// Reads `2022-2023`, `2022/2023` or `2223`; the two years must follow each other.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim()).ok_or_else(|| SchooljaarError { text: text.to_owned() })
    }
}

impl fmt::Display for Schooljaar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

impl TryFrom<String> for Schooljaar {
    type Error = SchooljaarError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Schooljaar> for String {
    fn from(schooljaar: Schooljaar) -> Self {
        schooljaar.to_string()
    }
}

fn parse(text: &str) -> Option<Schooljaar> {
    if !text.is_ascii() {
        return None;
    }
    let (first, second) = match text.len() {
        4 => (century(number(&text[..2])?), century(number(&text[2..])?)),
        9 if matches!(text.as_bytes()[4], b'-' | b'/') => (number(&text[..4])?, number(&text[5..])?),
        _ => return None,
    };
    if second == first + 1 { Schooljaar::from_start(first) } else { None }
}

fn century(two_digits: u16) -> u16 {
    2000 + two_digits
}

fn number(digits: &str) -> Option<u16> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_spellings() {
        for text in ["2022-2023", "2022/2023", "2223", " 2022-2023 "] {
            assert_eq!(text.parse::<Schooljaar>().unwrap().to_string(), "2022-2023");
        }
    }

    #[test]
    fn refuses_what_is_not_two_years_in_a_row() {
        for text in ["", "2022", "2224", "2022-2024", "2022_2023", "+2-2023", "20é-2023", "2022-23"] {
            assert_eq!(text.parse::<Schooljaar>().unwrap_err().text, text);
        }
    }

    #[test]
    fn knows_the_test_of_the_year() {
        assert_eq!("2022-2023".parse::<Schooljaar>().unwrap().toets(), "eindtoets");
        assert_eq!("2023-2024".parse::<Schooljaar>().unwrap().toets(), "doorstroomtoets");
    }

    #[test]
    fn a_peildatum_in_october_belongs_to_the_year_that_starts() {
        assert_eq!(Schooljaar::from_date(2022, 10).unwrap().to_string(), "2022-2023");
        assert_eq!(Schooljaar::from_date(2023, 2).unwrap().to_string(), "2022-2023");
    }

    #[test]
    fn years_are_ordered_and_linked() {
        let year: Schooljaar = "2223".parse().unwrap();
        assert_eq!(year.next().previous(), year);
        assert!(year < year.next());
        assert_eq!(year.peiljaar(), 2023);
    }
}
