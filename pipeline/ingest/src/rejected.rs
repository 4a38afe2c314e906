//! Faults of single rows in, a count that always adds up and the list of refused values out.
//!
//! A row with any fault is refused whole: half a row would be a figure that nobody published.

use std::fmt;

use crate::clean::{self, Repair};
use crate::grid::{Cell, Grid, Header, Row};
use crate::warning::{Oddity, Warning};

/// Why a value was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// The row has no OVT.
    MissingOvt,
    /// The OVT is not two digits, two capitals, `|C` and a number.
    MalformedOvt,
    /// The OVT stands in the file more than once.
    DuplicateOvt,
    /// The cell is empty, or `NA`, where a value has to be.
    MissingValue,
    /// The text is not a number.
    NotANumber,
    /// The number is outside the bounds of the column.
    OutOfRange,
    /// The number of pupils is not whole.
    NotWhole,
    /// The percentage is not a whole number of levels for this number of pupils.
    NotACount,
    /// Known, hidden and empty cells stand together where they can't.
    InconsistentStatus,
    /// The verdict is not one of the four of the Inspectie.
    UnknownVerdict,
    /// The text is not a class of the schoolweging, such as `[30,31)`.
    UnknownCategory,
    /// The class does not hold the schoolweging beside it.
    CategoryMismatch,
    /// The line has more or fewer cells than there are headings.
    RaggedRow,
    /// A count of 1 to 4 is published as `<5`, never as itself.
    CountUnderFive,
    /// The peildatum is not a first of October such as `20221001`.
    UnknownPeildatum,
    /// The code is not a BRIN such as `00AP`.
    MalformedBrin,
    /// The code is not the two digits of a vestiging.
    MalformedVestiging,
    /// The vestiging stands in the file more than once.
    DuplicateVestiging,
}

impl Reason {
    /// Every reason, in order: a catalogue of texts can be held against it.
    pub const ALL: [Self; 18] = [
        Self::MissingOvt,
        Self::MalformedOvt,
        Self::DuplicateOvt,
        Self::MissingValue,
        Self::NotANumber,
        Self::OutOfRange,
        Self::NotWhole,
        Self::NotACount,
        Self::InconsistentStatus,
        Self::UnknownVerdict,
        Self::UnknownCategory,
        Self::CategoryMismatch,
        Self::RaggedRow,
        Self::CountUnderFive,
        Self::UnknownPeildatum,
        Self::MalformedBrin,
        Self::MalformedVestiging,
        Self::DuplicateVestiging,
    ];

    /// Returns the stable code that stands in column `reden`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingOvt => "missing_ovt",
            Self::MalformedOvt => "malformed_ovt",
            Self::DuplicateOvt => "duplicate_ovt",
            Self::MissingValue => "missing_value",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange => "out_of_range",
            Self::NotWhole => "not_whole",
            Self::NotACount => "not_a_count",
            Self::InconsistentStatus => "inconsistent_status",
            Self::UnknownVerdict => "unknown_verdict",
            Self::UnknownCategory => "unknown_category",
            Self::CategoryMismatch => "category_mismatch",
            Self::RaggedRow => "ragged_row",
            Self::CountUnderFive => "count_under_five",
            Self::UnknownPeildatum => "unknown_peildatum",
            Self::MalformedBrin => "malformed_brin",
            Self::MalformedVestiging => "malformed_vestiging",
            Self::DuplicateVestiging => "duplicate_vestiging",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingOvt => "there is no OVT",
            Self::MalformedOvt => "not an OVT such as `00AP|C1`",
            Self::DuplicateOvt => "this OVT stands in the file more than once",
            Self::MissingValue => "there is no value",
            Self::NotANumber => "not a number",
            Self::OutOfRange => "outside the bounds of this column",
            Self::NotWhole => "not a whole number of pupils",
            Self::NotACount => "not a whole number of levels for this number of pupils",
            Self::InconsistentStatus => "known, hidden and empty cells are mixed",
            Self::UnknownVerdict => "not a verdict of the Inspectie",
            Self::UnknownCategory => "not a class such as `[30,31)`",
            Self::CategoryMismatch => "not the class of the schoolweging in this row",
            Self::RaggedRow => "not as many cells as there are headings",
            Self::CountUnderFive => "a count of 1 to 4 is published as `<5`",
            Self::UnknownPeildatum => "not a first of October such as `20221001`",
            Self::MalformedBrin => "not a BRIN such as `00AP`",
            Self::MalformedVestiging => "not the two digits of a vestiging",
            Self::DuplicateVestiging => "this vestiging stands in the file more than once",
        })
    }
}

/// One faulty value of a row that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Path within `bronnen`.
    pub bestand: String,
    /// Sheet of the workbook.
    pub blad: Option<String>,
    /// Line in the file or the sheet, from 1.
    pub regel: u32,
    /// Heading of the column.
    pub kolom: Option<String>,
    /// The value as it was found.
    pub waarde: Option<String>,
    /// Why it was refused.
    pub reden: Reason,
    /// School of the row when it is known: its OVT, or its BRIN in a file that knows no OVT.
    pub school: Option<String>,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.bestand)?;
        if let Some(blad) = &self.blad {
            write!(f, "{blad}:")?;
        }
        write!(f, "{}: ", self.regel)?;
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
    pub(crate) loaded: u32,
    pub(crate) refused: u32,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) warnings: Vec<Warning>,
    repaired: (u32, Option<String>),
    damaged: (u32, Option<String>),
}

impl Ledger {
    pub(crate) fn new(bestand: &str) -> Self {
        Self {
            bestand: bestand.to_owned(),
            loaded: 0,
            refused: 0,
            rejected: Vec::new(),
            warnings: Vec::new(),
            repaired: (0, None),
            damaged: (0, None),
        }
    }

    /// Books one row: loaded when it has a value and no fault, refused otherwise.
    pub(crate) fn book<T>(
        &mut self,
        grid: &Grid,
        reading: Reading<'_>,
        value: Option<T>,
        school: Option<&str>,
    ) -> Option<T> {
        if reading.faults.is_empty() {
            self.loaded += 1;
            return value;
        }
        self.refused += 1;
        for (column, reden) in reading.faults {
            self.rejected.push(Rejected {
                bestand: self.bestand.clone(),
                blad: grid.sheet.clone(),
                regel: reading.row.line,
                kolom: column.map(|column| reading.header.names[column].clone()),
                waarde: column.and_then(|column| reading.row.cell(column).shown()),
                reden,
                school: school.map(ToOwned::to_owned),
            });
        }
        None
    }

    /// Undoes a double encoding where that is safe, and counts.
    pub(crate) fn mend(&mut self, text: String) -> String {
        match clean::repair(&text) {
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
