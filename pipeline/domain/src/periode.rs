//! Three school years in a row go in, one assessment `Periode` comes out.
//!
//! The Inspectie judges the results of three tests together and names the period after the calendar
//! years of the first and the last: `2023-2025`. The five years of a small school are no `Periode`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::schooljaar::Schooljaar;

/// Three peiljaren in a row, kept as the first school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Periode(Schooljaar);

/// A text, or a list of school years, that is not a period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is not a period of three years such as `2023-2025`")]
pub struct PeriodeError {
    /// The text, or the school years, as they were found.
    pub text: String,
}

impl Periode {
    /// Returns the three school years, oldest first.
    #[must_use]
    pub fn jaren(self) -> [Schooljaar; 3] {
        [self.0, self.0.next(), self.0.next().next()]
    }

    /// Returns the last school year.
    #[must_use]
    pub fn laatste(self) -> Schooljaar {
        self.0.next().next()
    }
}

impl TryFrom<&[Schooljaar]> for Periode {
    type Error = PeriodeError;

    /// Takes exactly three school years in a row, oldest first.
    fn try_from(jaren: &[Schooljaar]) -> Result<Self, Self::Error> {
        match *jaren {
            [first, second, third] if second == first.next() && third == second.next() => Ok(Self(first)),
            _ => {
                let names: Vec<String> = jaren.iter().map(ToString::to_string).collect();
                Err(PeriodeError { text: names.join(", ") })
            }
        }
    }
}

impl FromStr for Periode {
    type Err = PeriodeError;

    /// Reads `2023-2025`: the calendar years of the first and the last test.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim()).ok_or_else(|| PeriodeError { text: text.to_owned() })
    }
}

impl fmt::Display for Periode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0.peiljaar(), self.laatste().peiljaar())
    }
}

impl TryFrom<String> for Periode {
    type Error = PeriodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Periode> for String {
    fn from(periode: Periode) -> Self {
        periode.to_string()
    }
}

fn parse(text: &str) -> Option<Periode> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (peiljaar(first)?, peiljaar(last)?);
    if last == first + 2 { Schooljaar::from_start(first - 1).map(Periode) } else { None }
}

fn peiljaar(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && (1902..2098).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_named_after_the_first_and_last_peiljaar() {
        let periode: Periode = "2023-2025".parse().unwrap();
        assert_eq!(periode.to_string(), "2023-2025");
        assert_eq!(periode.jaren().map(|jaar| jaar.to_string()), ["2022-2023", "2023-2024", "2024-2025"]);
    }

    #[test]
    fn is_made_of_three_school_years_in_a_row() {
        let first: Schooljaar = "2223".parse().unwrap();
        let jaren = [first, first.next(), first.next().next()];
        assert_eq!(Periode::try_from(jaren.as_slice()).unwrap().laatste(), jaren[2]);
        let gap = [first, first.next().next()];
        assert_eq!(Periode::try_from(gap.as_slice()).unwrap_err().text, "2022-2023, 2024-2025");
    }

    #[test]
    fn refuses_any_other_text() {
        for text in ["", "2023", "2023-2024", "2025-2023", "2023/2025", "+023-2025"] {
            assert_eq!(text.parse::<Periode>().unwrap_err().text, text);
        }
    }
}
