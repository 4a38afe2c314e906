//! The half-year that a report is about: midden or eind of a schooljaar.
//!
//! It never asks the clock which term it is.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::schooljaar::Schooljaar;

/// The moment in the schooljaar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Halfway, after the tests of January and February.
    Midden,
    /// The end, after the tests of May and June.
    Eind,
}

impl Moment {
    /// The letter by which tests call this moment.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Midden => "M",
            Self::Eind => "E",
        }
    }

    /// The word of the field.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Midden => "midden",
            Self::Eind => "eind",
        }
    }
}

/// One half-year: schooljaar and moment, written `2025-2026-midden`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The schooljaar.
    pub schooljaar: Schooljaar,
    /// The moment in it.
    pub moment: Moment,
}

impl Term {
    /// The term in which results up to `last` are analysed when nobody says otherwise: midden of the next schooljaar.
    #[must_use]
    pub fn after(last: Schooljaar) -> Self {
        Self { schooljaar: last.next(), moment: Moment::Midden }
    }

    /// The term as it is printed: `midden 2025-2026`.
    #[must_use]
    pub fn title(self) -> String {
        format!("{} {}", self.moment.word(), self.schooljaar)
    }

    /// The date that stands in the PDF's metadata when no other is given: the last day of the term's tests.
    ///
    /// The end of February for midden, of June for eind, so that the same input gives the same bytes.
    #[must_use]
    pub fn date(self) -> Date {
        let year = i16::try_from(self.schooljaar.peiljaar()).unwrap_or(i16::MAX);
        let month = match self.moment {
            Moment::Midden => 2,
            Moment::Eind => 6,
        };
        Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.schooljaar, self.moment.word())
    }
}

/// A text that is not a term.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a term; write it as `2025-2026-midden` or `2025-2026-eind`")]
pub struct NotATerm(pub String);

impl FromStr for Term {
    type Err = NotATerm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotATerm(text.to_owned());
        let (year, word) = text.rsplit_once('-').ok_or_else(wrong)?;
        let moment = match word {
            "midden" => Moment::Midden,
            "eind" => Moment::Eind,
            _ => return Err(wrong()),
        };
        let schooljaar = Schooljaar::from_str(year).map_err(|_| wrong())?;
        Ok(Self { schooljaar, moment })
    }
}

#[cfg(test)]
mod tests {
    use super::Term;

    #[test]
    fn reads_what_it_writes() {
        let term: Term = "2025-2026-midden".parse().unwrap();
        assert_eq!(term.to_string(), "2025-2026-midden");
        assert_eq!(term.title(), "midden 2025-2026");
        assert_eq!(term.date().to_string(), "2026-02-28");
    }

    #[test]
    fn refuses_another_moment() {
        assert!("2025-2026-herfst".parse::<Term>().is_err());
        assert!("midden".parse::<Term>().is_err());
    }
}
