//! Reads the words of one row, one by one, returns one call of the receiver.
//!
//! It checks no word: an empty one is left out, and that is all.

use domain::schooljaar::Schooljaar;

use super::format::{Receiver, RowKind};
use crate::leerlingen::column::Column;

/// One row in the making.
#[derive(Debug, Default)]
pub(crate) struct Row {
    fields: Vec<(Column, String)>,
}

impl Row {
    /// Sets one column.
    pub(crate) fn set(&mut self, column: Column, word: &str) {
        if !word.is_empty() {
            self.fields.push((column, word.to_owned()));
        }
    }

    /// Sets the school year of a day; a day that is none sets nothing, and stands in its own column.
    pub(crate) fn set_schooljaar(&mut self, date: &str) {
        if let Some(year) = schooljaar(date) {
            self.set(Column::Schooljaar, &year.to_string());
        }
    }

    /// Says which pupil the row is about: the first known identifier, and the others as its aliases.
    pub(crate) fn identify(&mut self, identifiers: &[&str]) {
        let mut known = identifiers.iter().filter(|identifier| !identifier.is_empty());
        if let Some(identifier) = known.next() {
            self.set(Column::LeerlingId, identifier);
        }
        for alias in known {
            self.set(Column::Alias, alias);
        }
    }

    /// Sends the row.
    pub(crate) fn send(&self, soort: RowKind, line: u64, receiver: &mut dyn Receiver) {
        let fields: Vec<(Column, &str)> =
            self.fields.iter().map(|(column, word)| (*column, word.as_str())).collect();
        receiver.row(soort, line, &fields);
    }
}

/// Returns the day at the start of a date or a moment, `2025-01-27` of `2025-01-27T10:00:00`.
pub(crate) fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let fits = |(place, byte): (usize, u8)| {
        if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    day.bytes().enumerate().all(fits).then_some(day)
}

/// Returns the school year in which a day falls.
fn schooljaar(date: &str) -> Option<Schooljaar> {
    let day = day(date)?;
    let month = day[5..7].parse().ok().filter(|month| (1..=12).contains(month))?;
    Schooljaar::from_date(day[..4].parse().ok()?, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_turns_on_the_first_of_august() {
        for (date, year) in [
            ("2015-07-31", Some("2014-2015")),
            ("2015-08-01", Some("2015-2016")),
            ("2015-01-27T10:00:00+01:00", Some("2014-2015")),
            ("2015-13-01", None),
            ("27-01-2015", None),
            ("2015-1-2", None),
        ] {
            assert_eq!(schooljaar(date).map(|year| year.to_string()).as_deref(), year, "{date}");
        }
        assert_eq!(day("2015-01-2é7"), None);
    }
}
