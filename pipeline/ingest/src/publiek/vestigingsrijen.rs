//! The rows of a DUO file that has one per vestiging and school year in, what the caller makes of each row out.
//!
//! Ragged lines, totals and vestigingen that stand there twice are dealt with here, alike for every such file.

use crate::check::cells;
use crate::check::doubles;
use crate::check::ledger::{Ledger, Reading, Reason};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};

/// Where the columns are that tell rows apart.
#[derive(Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) peildatum: usize,
    pub(crate) brin: usize,
    pub(crate) vestiging: usize,
}

/// Reads the rows below the headings; `row_of` makes a value of the cells of one.
///
/// # Errors
/// Fails when so much is refused that the file is not what its headings say.
pub(crate) fn read<T>(
    grid: &Grid,
    header: &Header,
    keys: Keys,
    ledger: &mut Ledger,
    mut row_of: impl FnMut(&mut Reading<'_>, &Row, &mut Ledger) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let rows = doubles::without_totals(grid, header, keys.brin, ledger)?;
    let key = |row: &Row| {
        let brin = cells::brin(row.cell(keys.brin)).ok().filter(|_| header.fits(row))?;
        let vestiging = cells::vestiging(row.cell(keys.vestiging)).ok()?;
        Some((brin, vestiging, cells::peildatum(row.cell(keys.peildatum)).ok()?))
    };
    let doubles = doubles::doubles(&rows, key);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mut reading = Reading::new(header, row);
        let value = if header.fits(row) {
            if doubles.contains(&row.line) {
                reading.fault(keys.vestiging, Reason::DuplicateVestiging);
            }
            row_of(&mut reading, row, ledger)
        } else {
            // The cells of a ragged line can stand under the wrong heading: none is read.
            reading.fault_of_line(Reason::RaggedRow);
            None
        };
        let brin = cells::brin(row.cell(keys.brin)).ok();
        found.extend(ledger.book(grid, reading, value, brin.as_deref())?);
    }
    Ok(found)
}
