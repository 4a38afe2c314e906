//! Collects the cells of one sheet, returns its grid; and the bounds and faults that both kinds of workbooks share.
//!
//! It reads no XML.

use crate::check::naming;
use crate::read::grid::{Cell, Grid, MOST_CELLS, Row};

/// The most sheets that a workbook may have.
pub(super) const MOST_SHEETS: usize = 2_000;

/// The last line that any program can write.
pub(super) const LAST_LINE: u32 = 1 << 24;

/// The columns that a sheet has: `A` to `XFD`.
pub(super) const COLUMNS: usize = 16_384;

/// The longest text that a cell can hold (Excel: 32.767 signs); what is longer is no value of ours.
pub(super) const LONGEST_TEXT: usize = 40_000;

/// Adds to the text of a cell what there is room for of a piece.
pub(super) fn push(text: &mut String, piece: &str) {
    let room = LONGEST_TEXT.saturating_sub(text.len());
    text.push_str(&piece[..piece.floor_char_boundary(room)]);
}

/// Why a workbook could not be read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A password is needed.
    Password,
    /// Anything else, in a few words.
    Other(String),
}

impl From<&str> for Fault {
    fn from(what: &str) -> Self {
        Self::Other(what.to_owned())
    }
}

/// The fault that a workbook has more of something than is read.
pub(super) fn too_many(most: usize, what: &str) -> Fault {
    Fault::Other(format!("it has more than {most} {what}; save the sheets as .csv"))
}

/// The fault that a workbook has more cells than are read.
pub(super) fn too_many_cells() -> Fault {
    too_many(MOST_CELLS, "filled cells")
}

/// Collects the filled cells of one sheet.
#[derive(Default)]
pub(super) struct Collected {
    grid: Grid,
    pub(super) cells: Vec<(usize, Cell)>,
}

impl Collected {
    /// Starts the sheet with this name, at this place among the sheets, from 0.
    pub(super) fn new(title: String, number: usize, hidden: bool) -> Self {
        let sheet = Some(naming::shown(&title, number));
        Self { grid: Grid { sheet, title, hidden, ..Grid::default() }, cells: Vec::new() }
    }

    /// Adds a cell to the line at hand, where it is filled.
    pub(super) fn cell(&mut self, column: usize, cell: Cell, room: &mut usize) -> Result<(), Fault> {
        if cell.is_empty() {
            return Ok(());
        }
        *room = room.checked_sub(1).ok_or_else(too_many_cells)?;
        self.cells.push((column, cell));
        Ok(())
    }

    /// What the sheet is called.
    pub(super) fn sheet(&self) -> &str {
        self.grid.sheet.as_deref().unwrap_or_default()
    }

    /// The fault that something, such as a cell, has a place that no sheet has.
    pub(super) fn outside(&self, what: &str) -> Fault {
        Fault::Other(format!("sheet `{}` has a {what}, which lies outside every sheet", self.sheet()))
    }

    /// Notes a formula of which the outcome is not stored, on so many lines.
    pub(super) fn uncomputed(&mut self, column: usize, lines: u32) {
        let count = self.grid.uncomputed.entry(column).or_default();
        *count = count.saturating_add(lines);
    }

    /// Ends the line at hand.
    pub(super) fn end_line(&mut self, line: u32) {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        // Writers put cells in order; where one does not, the last of a column counts, as in a spreadsheet.
        if !cells.is_sorted_by(|one, other| one.0 < other.0) {
            cells.reverse();
            cells.sort_by_key(|(column, _)| *column);
            cells.dedup_by_key(|(column, _)| *column);
        }
        self.grid.rows.push(Row::of_sheet(line, cells));
    }

    /// Returns the sheet, its lines in order.
    pub(super) fn finish(mut self) -> Grid {
        self.grid.rows.sort_by_key(|row| row.line);
        self.grid
    }
}
