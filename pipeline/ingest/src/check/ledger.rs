//! Reads faults of single rows, returns a count that always adds up and the list of refused values.
//!
//! A row with any fault is refused whole: half a row would be a figure that nobody published.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::cells::{self, Repair};
use super::reason::Reason;
use crate::error::Error;
use crate::read::grid::{Cell, Grid, Header, Row};
use crate::soort::Soort;
use crate::warning::{Oddity, Warning};

/// More faulty values of one file than this, and it is not the file that its headings say.
pub(crate) const MOST_REJECTED: usize = 250_000;

/// The longest value that is told, in signs: enough to find it by.
const LONGEST_TOLD: usize = 200;

/// One faulty value: of a row that was refused, or of a row that counts without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    /// Path within `bronnen`.
    pub bestand: String,
    /// Sheet of the workbook.
    pub blad: Option<String>,
    /// Line in the file or the sheet, from 1.
    pub regel: u32,
    /// Heading of the column.
    pub kolom: Option<String>,
    /// The value as it was found; of a pupil file only what it looks like.
    pub waarde: Option<String>,
    /// Why it was refused.
    pub reden: Reason,
    /// School of the row when it is known: its OVT, or its BRIN in a file that knows no OVT.
    pub school: Option<String>,
    /// Whether only this cell was refused, and the rest of the row counts.
    pub cel: bool,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.bestand)?;
        if let Some(blad) = &self.blad {
            write!(f, "{blad}:")?;
        }
        write!(f, "{}: ", self.regel)?;
        if let Some(school) = &self.school {
            write!(f, "{school}: ")?;
        }
        if let Some(kolom) = &self.kolom {
            write!(f, "`{kolom}`")?;
            if let Some(waarde) = &self.waarde {
                write!(f, " is `{waarde}`")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.reden)
    }
}

/// Reads the cells of one row and remembers what was wrong with them.
pub(crate) struct Reading<'a> {
    header: &'a Header,
    row: &'a Row,
    faults: Vec<(Option<usize>, Reason)>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(header: &'a Header, row: &'a Row) -> Self {
        Self { header, row, faults: Vec::new() }
    }

    /// Reads one cell; nothing when it is faulty.
    pub(crate) fn take<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&Cell) -> Result<T, Reason>,
    ) -> Option<T> {
        read(self.row.cell(column)).map_err(|reason| self.fault(column, reason)).ok()
    }

    pub(crate) fn fault(&mut self, column: usize, reason: Reason) {
        self.faults.push((Some(column), reason));
    }

    pub(crate) fn fault_all(&mut self, columns: &[usize], reason: Reason) {
        self.faults.extend(columns.iter().map(|column| (Some(*column), reason)));
    }

    /// Notes a fault of the whole line.
    pub(crate) fn fault_of_line(&mut self, reason: Reason) {
        self.faults.push((None, reason));
    }
}

/// The bookkeeping of one file: every line that is read is either loaded or refused.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) bestand: String,
    soort: Soort,
    pub(crate) loaded: u32,
    pub(crate) refused: u32,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) warnings: Vec<Warning>,
    repaired: (u32, Option<String>),
    damaged: (u32, Option<String>),
}

impl Ledger {
    pub(crate) fn new(bestand: &str, soort: Soort) -> Self {
        Self {
            bestand: bestand.to_owned(),
            soort,
            loaded: 0,
            refused: 0,
            rejected: Vec::new(),
            warnings: Vec::new(),
            repaired: (0, None),
            damaged: (0, None),
        }
    }

    /// Books one row: loaded when it has a value and no fault, refused otherwise.
    ///
    /// # Errors
    /// Fails when so much is refused that the file is not what its headings say.
    pub(crate) fn book<T>(
        &mut self,
        grid: &Grid,
        reading: Reading<'_>,
        value: Option<T>,
        school: Option<&str>,
    ) -> Result<Option<T>, Error> {
        if reading.faults.is_empty() {
            self.loaded += 1;
            return Ok(value);
        }
        self.refused += 1;
        for (column, reden) in reading.faults {
            self.rejected.push(Rejected {
                bestand: self.bestand.clone(),
                blad: grid.sheet.clone(),
                regel: reading.row.line,
                kolom: column.map(|column| reading.header.names[column].clone()),
                waarde: column.and_then(|column| reading.row.cell(column).shown()).map(told),
                reden,
                school: school.map(ToOwned::to_owned),
                cel: false,
            });
        }
        self.check(self.rejected.len()).map(|()| None)
    }

    /// Stops at a file with so much of what is told line by line that it is not what its headings say.
    pub(crate) fn check(&self, told: usize) -> Result<(), Error> {
        if told <= MOST_REJECTED {
            return Ok(());
        }
        let (bestand, soort) = (self.bestand.clone(), self.soort);
        Err(Error::TooManyRejected { bestand, aantal: MOST_REJECTED, soort })
    }

    /// Warns of rows of no school for primary education, which were left, with how many of each there are.
    ///
    /// # Errors
    /// Fails when so many kinds of rows are left that the file is not what its headings say.
    pub(crate) fn leave(&mut self, grid: &Grid, left: BTreeMap<String, u32>) -> Result<(), Error> {
        self.check(left.len())?;
        if !left.is_empty() {
            let oddity = Oddity::OtherSectors(left.into_iter().collect());
            self.warnings.push(Warning::in_sheet(&self.bestand, grid.sheet.as_deref(), oddity));
        }
        Ok(())
    }

    /// Undoes a double encoding where that is safe, and counts.
    pub(crate) fn mend(&mut self, text: String) -> String {
        match cells::repair(&text) {
            Repair::Sound => text,
            Repair::Repaired(meant) => {
                self.repaired.0 += 1;
                self.repaired.1.get_or_insert_with(|| meant.clone());
                meant
            }
            Repair::Damaged => {
                self.damaged.0 += 1;
                self.damaged.1.get_or_insert_with(|| text.clone());
                text
            }
        }
    }

    /// Closes the book: the counted texts become warnings.
    pub(crate) fn close(&mut self) {
        let bestand = &self.bestand;
        if let (aantal, Some(voorbeeld)) = (self.repaired.0, self.repaired.1.take()) {
            self.warnings.push(Warning::new(bestand, Oddity::RepairedText { aantal, voorbeeld }));
        }
        if let (aantal, Some(voorbeeld)) = (self.damaged.0, self.damaged.1.take()) {
            self.warnings.push(Warning::new(bestand, Oddity::DamagedText { aantal, voorbeeld }));
        }
    }
}

/// A value as it is told: the start of one that is very long.
fn told(value: String) -> String {
    let cut = value.char_indices().nth(LONGEST_TOLD).map(|(at, _)| at);
    match cut {
        Some(at) => format!("{}…", &value[..at]),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_file_with_far_too_many_faults_is_not_what_it_says() {
        let row = Row::of_text(2, [Cell::from_text("x")].into_iter());
        let header = Header::new(&row);
        let mut ledger = Ledger::new("oordelen.csv", Soort::Oordelen);
        let mut book = || {
            let mut reading = Reading::new(&header, &row);
            reading.fault(0, Reason::MalformedOvt);
            ledger.book(&Grid::default(), reading, None::<()>, None)
        };
        assert!((0..MOST_REJECTED).all(|_| book().is_ok()));
        let error = book().unwrap_err();
        assert!(matches!(error, Error::TooManyRejected { aantal: MOST_REJECTED, .. }));
        assert!(error.hint().is_some_and(|hint| hint.contains("onderwijsinspectie.nl")));
    }
}
