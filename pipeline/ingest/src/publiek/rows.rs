//! Reads the rows of a published sheet, returns what the caller makes of each: one loop for every kind.
//!
//! Totals, rows of something else, ragged lines and rows that stand there twice are dealt with here; what a cell means is
//! for the caller to say.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::doubles;
use crate::check::ledger::{Ledger, Reading};
use crate::check::reason::Reason;
use crate::error::Error;
use crate::read::grid::{Cell, Grid, Header, Row};

/// Reads the code of a school.
type Code = fn(&Cell) -> Result<String, Reason>;

/// What the rows of a sheet have in common.
pub(crate) struct Rules<'a> {
    /// The column in which a total says that it is one.
    pub(crate) code: usize,
    /// The column and the reason of a fault in a row that stands there twice.
    pub(crate) double: (usize, Reason),
    /// The column that names the school of a row, and how it is read; nothing when none does.
    pub(crate) school: Option<(usize, Code)>,
    /// Says what a row is of that is counted and left.
    pub(crate) left: &'a dyn Fn(&Row) -> Option<String>,
}

/// Reads the rows below the headings; `doubles` finds the lines to refuse because they stand there twice, and `value` makes
/// a value of the cells of one row.
///
/// # Errors
/// Fails when so much is refused that the file is not what its headings say.
pub(crate) fn read<T>(
    (grid, header): (&Grid, &Header),
    rules: &Rules<'_>,
    ledger: &mut Ledger,
    doubles: impl Fn(&[&Row]) -> BTreeSet<u32>,
    mut value: impl FnMut(&mut Reading<'_>, &Row, &mut Ledger) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let mut left: BTreeMap<String, u32> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in doubles::without_totals(grid, header, rules.code, ledger)? {
        match Some(row).filter(|row| header.fits(row)).and_then(rules.left) {
            Some(what) => *left.entry(what).or_default() += 1,
            None => rows.push(row),
        }
    }
    let whole: Vec<&Row> = rows.iter().copied().filter(|row| header.fits(row)).collect();
    let doubles = doubles(&whole);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mut reading = Reading::new(header, row);
        let value = if header.fits(row) {
            if doubles.contains(&row.line) {
                reading.fault(rules.double.0, rules.double.1);
            }
            value(&mut reading, row, ledger)
        } else {
            // The cells of a ragged line can stand under the wrong heading: none is read.
            reading.fault_of_line(Reason::RaggedRow);
            None
        };
        let school = rules.school.and_then(|(column, read)| read(row.cell(column)).ok());
        found.extend(ledger.book(grid, reading, value, school.as_deref())?);
    }
    ledger.leave(grid, left)?;
    Ok(found)
}
