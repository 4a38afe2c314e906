//! The words of one pupil row in, checked values and the faults that were found out.
//!
//! What both kinds of pupil rows have in common: school, pupil, school year, numbers. It keeps no word of a row.

use domain::schooljaar::Schooljaar;

use super::bereik::Bereiken;
use super::date::DateOrder;
use super::kolommen::Fields;
use super::register::Register;
use super::scholen::{Scholen, SchoolId};
use super::shape::shape;
use super::sleutel::Sleutel;
use crate::rejected::Reason;

/// What rows of every file are held against.
pub(crate) struct Context<'a> {
    /// The key under which pupils are hashed.
    pub(crate) sleutel: &'a Sleutel,
    /// The schools that are known.
    pub(crate) scholen: &'a Scholen,
    /// The registers of pupils.
    pub(crate) register: &'a Register,
    /// The bounds of scores.
    pub(crate) bereiken: &'a Bereiken,
    /// The start of the last school year that can have results; nothing when no term is known.
    pub(crate) until: Option<u16>,
}

/// What is known of one file before its rows are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Herkomst {
    /// The school that the folder or the file itself names: a row of another school is refused.
    pub(crate) bound: Option<SchoolId>,
    /// The school of rows that name none.
    pub(crate) fallback: Option<SchoolId>,
    /// How a day is written.
    pub(crate) order: DateOrder,
}

/// One faulty word of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line of the row, counted within what is being read.
    pub(crate) line: u32,
    /// The column, by its position among ours; nothing when it is the whole row.
    pub(crate) column: Option<usize>,
    /// What may be told of the word.
    pub(crate) shown: Option<String>,
    /// Why it is refused.
    pub(crate) reden: Reason,
    /// The school of the row.
    pub(crate) school: Option<SchoolId>,
}

/// Who reads one kind of rows.
pub(crate) trait RijLezer {
    /// Reads one row.
    fn row(&mut self, fields: &Fields<'_>, line: u32);
    /// Refuses a line whose cells do not fit the headings.
    fn ragged(&mut self, line: u32);
}

/// Reads words of rows one after another, and remembers what is wrong with the row at hand.
pub(crate) struct Lezer<'a> {
    pub(crate) context: &'a Context<'a>,
    herkomst: Herkomst,
    faults: Vec<(Option<usize>, Option<String>, Reason)>,
    /// The school of the row before and the word that named it.
    last_school: (Vec<u8>, Option<SchoolId>),
    /// The pupil of the row before: school, number and hash.
    last_leerling: (SchoolId, Vec<u8>, i64),
}

impl<'a> Lezer<'a> {
    pub(crate) fn new(context: &'a Context<'a>, herkomst: Herkomst) -> Self {
        Self {
            context,
            herkomst,
            faults: Vec::new(),
            last_school: (Vec::new(), None),
            last_leerling: (SchoolId::MAX, Vec::new(), 0),
        }
    }

    /// How a day is written in this file.
    pub(crate) fn order(&self) -> DateOrder {
        self.herkomst.order
    }

    /// Notes a fault in one word.
    pub(crate) fn fault(&mut self, column: usize, word: &[u8], reden: Reason) {
        self.faults.push((Some(column), (!word.is_empty()).then(|| shape(word)), reden));
    }

    /// Notes a fault of the whole row.
    pub(crate) fn fault_of_row(&mut self, reden: Reason) {
        self.faults.push((None, None, reden));
    }

    /// Whether the row at hand is sound so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Hands out the faults of the row at hand.
    pub(crate) fn faults(&mut self, line: u32, school: Option<SchoolId>) -> impl Iterator<Item = Fault> {
        self.faults.drain(..).map(move |(column, shown, reden)| Fault { line, column, shown, reden, school })
    }

    /// The school of a row.
    pub(crate) fn school(&mut self, column: usize, word: &[u8]) -> Option<SchoolId> {
        if word.is_empty() {
            let fallback = self.herkomst.bound.or(self.herkomst.fallback);
            if fallback.is_none() {
                self.fault(column, word, Reason::MissingSchool);
            }
            return fallback;
        }
        if self.last_school.0 != word {
            let found = std::str::from_utf8(word).ok().and_then(|text| self.context.scholen.find(text));
            let found = found.filter(|school| self.herkomst.bound.is_none_or(|bound| bound == *school));
            self.last_school = (word.to_vec(), found);
        }
        let found = self.last_school.1;
        if found.is_none() {
            self.fault(column, word, Reason::OtherSchool);
        }
        found
    }

    /// The hash of a pupil.
    pub(crate) fn leerling(&mut self, column: usize, word: &[u8], school: Option<SchoolId>) -> Option<i64> {
        if word.is_empty() {
            self.fault(column, word, Reason::MissingPupil);
            return None;
        }
        let school = school?;
        if self.last_leerling.0 != school || self.last_leerling.1 != word {
            let hash = self.context.sleutel.leerling(self.context.scholen.ovt(school), word);
            self.last_leerling = (school, word.to_vec(), self.context.register.meant(hash));
        }
        Some(self.last_leerling.2)
    }

    /// The school year, as the calendar year in which it starts.
    pub(crate) fn jaar(&mut self, column: usize, word: &[u8]) -> Option<u16> {
        let jaar = fast_schooljaar(word)
            .or_else(|| std::str::from_utf8(word).ok()?.parse::<Schooljaar>().ok().map(Schooljaar::start));
        match jaar {
            Some(jaar) if !SCHOOLJAREN.contains(&jaar) => {
                self.fault(column, word, Reason::MalformedSchooljaar);
                None
            }
            Some(jaar) if self.context.until.is_some_and(|until| jaar > until) => {
                self.fault(column, word, Reason::FutureDate);
                None
            }
            Some(jaar) => Some(jaar),
            None => {
                self.fault(column, word, Reason::MalformedSchooljaar);
                None
            }
        }
    }

    /// Whether the pupil is missing from the whole register of that school year.
    pub(crate) fn check_known(&mut self, column: usize, who: Option<(SchoolId, i64, u16)>) {
        if let Some((school, leerling, jaar)) = who
            && self.context.register.misses(school, leerling, jaar)
        {
            // The number itself is the one thing that must not be told.
            self.faults.push((Some(column), None, Reason::UnknownPupil));
        }
    }

    /// A word of a vocabulary; nothing when it is empty or unknown.
    pub(crate) fn word(
        &mut self,
        column: usize,
        word: &[u8],
        reden: Reason,
        read: impl FnOnce(&[u8]) -> Option<u8>,
    ) -> Option<u8> {
        if word.is_empty() {
            return None;
        }
        let found = read(word);
        if found.is_none() {
            self.fault(column, word, reden);
        }
        found
    }

    /// A number with decimals, with a comma or a point.
    pub(crate) fn number(&mut self, column: usize, word: &[u8]) -> Option<f64> {
        if word.is_empty() {
            return None;
        }
        let found = decimal(word);
        if found.is_none() {
            self.fault(column, word, Reason::NotANumber);
        }
        found
    }

    /// A whole number of at most `most`.
    pub(crate) fn whole(&mut self, column: usize, word: &[u8], most: u16) -> Option<i16> {
        if word.is_empty() {
            return None;
        }
        match digits(word) {
            Some(number) if number <= most => i16::try_from(number).ok(),
            Some(_) => {
                self.fault(column, word, Reason::OutOfRange);
                None
            }
            None => {
                self.fault(column, word, Reason::NotANumber);
                None
            }
        }
    }
}

/// The school years that pupil data can be about, by the calendar year in which they start.
pub(crate) const SCHOOLJAREN: std::ops::Range<u16> = 1990..2090;

/// Reads `2024-2025` without looking at other forms.
fn fast_schooljaar(word: &[u8]) -> Option<u16> {
    let [first @ .., b'-', _, _, _, _] = word else { return None };
    let (start, end) = (digits(first).filter(|_| first.len() == 4)?, digits(&word[5..])?);
    (end == start + 1).then_some(start)
}

fn digits(word: &[u8]) -> Option<u16> {
    if word.is_empty() || word.len() > 4 {
        return None;
    }
    word.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

/// Reads a number of at most fifteen digits, with one comma or point in it.
fn decimal(word: &[u8]) -> Option<f64> {
    const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let (negative, plain) = word.strip_prefix(b"-").map_or((false, word), |rest| (true, rest));
    let (mut sum, mut seen, mut decimals) = (0_u32, 0_usize, None);
    for byte in plain {
        match byte {
            b'0'..=b'9' if seen < 9 => {
                sum = sum * 10 + u32::from(byte - b'0');
                seen += 1;
                decimals = decimals.map(|count: usize| count + 1);
            }
            b',' | b'.' if decimals.is_none() && seen > 0 => decimals = Some(0),
            // More decimals than any test has add nothing.
            b'0'..=b'9' if decimals.is_some() => {}
            _ => return None,
        }
    }
    if seen == 0 || decimals == Some(0) {
        return None;
    }
    let number = f64::from(sum) / POWERS[decimals.unwrap_or(0)];
    Some(if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_comma_or_a_point() {
        for (word, number) in [("312,5", 312.5), ("0.25", 0.25), ("-7", -7.0), ("174,250000000000", 174.25)] {
            assert_eq!(decimal(word.as_bytes()), Some(number), "{word}");
        }
        for word in ["", ",5", "5,", "1.234,5", "12a", "--1", "1234567890"] {
            assert_eq!(decimal(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn a_school_year_is_two_years_in_a_row() {
        assert_eq!(fast_schooljaar(b"2024-2025"), Some(2024));
        for word in ["2024-2026", "24-25", "2024/2025", "02024-2025", ""] {
            assert_eq!(fast_schooljaar(word.as_bytes()), None, "{word}");
        }
    }
}
