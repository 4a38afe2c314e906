//! Reads the bytes of a workbook (`.ods` or `.xlsx`), returns one grid per sheet, each cell at its own line and column.
//!
//! It looks at the bytes, never at the file name, and does not evaluate formulas: the stored value counts. What it
//! holds grows with what is in the cells, not with the size, the repeats or the nesting that a file claims.

use super::grid::{Cell, Grid, MOST_CELLS, Row};
use crate::check::naming;
use crate::why::Why;

mod archive;
mod days;
mod elements;
mod ods;
mod xlsx;

use archive::Archive;

/// What the bytes of a zip archive turned out to be.
pub(crate) enum Opened {
    /// A workbook with its sheets, in the order of the workbook.
    Sheets(Vec<Grid>),
    /// A file that is no workbook, or one that is not read.
    Other(Why),
    /// A workbook that can't be opened, with what is wrong.
    Broken(String),
}

/// The start of a zip archive.
pub(crate) const ZIP: &[u8] = b"PK\x03\x04";

/// The most sheets that a workbook may have.
const MOST_SHEETS: usize = 2_000;

/// The last line that any program can write.
const LAST_LINE: u32 = 1 << 24;

/// The columns that a sheet has: `A` to `XFD`.
const COLUMNS: usize = 16_384;

/// The longest text that a cell can hold (Excel: 32.767 signs); what is longer is no value of ours.
const LONGEST_TEXT: usize = 40_000;

/// Adds to the text of a cell what there is room for of a piece.
fn push(text: &mut String, piece: &str) {
    let room = LONGEST_TEXT.saturating_sub(text.len());
    text.push_str(&piece[..piece.floor_char_boundary(room)]);
}

/// Why a workbook could not be read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
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
fn too_many(most: usize, what: &str) -> Fault {
    Fault::Other(format!("it has more than {most} {what}; save the sheets as .csv"))
}

/// The fault that a workbook has more cells than are read.
fn too_many_cells() -> Fault {
    too_many(MOST_CELLS, "filled cells")
}

/// Opens a zip archive as a workbook.
pub(crate) fn open(bytes: &[u8]) -> Opened {
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        // Half a download has lost the list of its parts, which stands at the end.
        Err(_) if looks_like_a_workbook(bytes) => {
            return Opened::Broken("it does not end as an archive does".to_owned());
        }
        Err(_) => return Opened::Other(Why::OtherArchive),
    };
    let read = if archive.is_ods() {
        ods::read(&mut archive)
    } else if archive.has("xl/workbook.bin") {
        return Opened::Other(Why::BinaryExcel);
    } else if let Some(place) = xlsx::place(&mut archive) {
        xlsx::read(&mut archive, &place)
    } else {
        return Opened::Other(Why::OtherArchive);
    };
    match read {
        Ok(sheets) => Opened::Sheets(sheets),
        Err(Fault::Password) => Opened::Other(Why::Password),
        Err(Fault::Other(what)) => Opened::Broken(what),
    }
}

/// Tells whether an archive without a list of its parts starts as a workbook does.
fn looks_like_a_workbook(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 * 1024)];
    let has = |mark: &str| memchr::memmem::find(start, mark.as_bytes()).is_some();
    // Documents and presentations have the list of types too.
    let is_office = has("[Content_Types].xml") && !has("word/") && !has("ppt/");
    is_office || [ods::MIMETYPE, "xl/workbook", "xl/worksheets"].into_iter().any(has)
}

/// Collects the filled cells of one sheet.
#[derive(Default)]
struct Collected {
    grid: Grid,
    cells: Vec<(usize, Cell)>,
}

impl Collected {
    /// Starts the sheet with this name, at this place among the sheets, from 0.
    fn new(title: String, number: usize, hidden: bool) -> Self {
        let sheet = Some(naming::shown(&title, number));
        Self { grid: Grid { sheet, title, hidden, ..Grid::default() }, cells: Vec::new() }
    }

    /// Adds a cell to the line at hand, where it is filled.
    fn cell(&mut self, column: usize, cell: Cell, room: &mut usize) -> Result<(), Fault> {
        if cell.is_empty() {
            return Ok(());
        }
        *room = room.checked_sub(1).ok_or_else(too_many_cells)?;
        self.cells.push((column, cell));
        Ok(())
    }

    /// What the sheet is called.
    fn sheet(&self) -> &str {
        self.grid.sheet.as_deref().unwrap_or_default()
    }

    /// The fault that something, such as a cell, has a place that no sheet has.
    fn outside(&self, what: &str) -> Fault {
        Fault::Other(format!("sheet `{}` has a {what}, which lies outside every sheet", self.sheet()))
    }

    /// Notes a formula of which the outcome is not stored, on so many lines.
    fn uncomputed(&mut self, column: usize, lines: u32) {
        let count = self.grid.uncomputed.entry(column).or_default();
        *count = count.saturating_add(lines);
    }

    /// Ends the line at hand.
    fn end_line(&mut self, line: u32) {
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
    fn finish(mut self) -> Grid {
        self.grid.rows.sort_by_key(|row| row.line);
        self.grid
    }
}

#[cfg(test)]
pub(crate) mod made;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_without_a_workbook_is_something_else() {
        assert!(matches!(open(b"PK\x03\x04 a letter"), Opened::Other(Why::OtherArchive)));
        assert!(matches!(open(&made::zip(&[("brief.txt", "hallo")])), Opened::Other(Why::OtherArchive)));
    }

    #[test]
    fn half_a_download_is_broken_and_not_unknown() {
        for whole in [made::ods("<table:table table:name='A'/>"), made::xlsx("<row r='1'/>")] {
            for length in [whole.len() / 2, whole.len() - 1] {
                assert!(matches!(open(&whole[..length]), Opened::Broken(_)), "{length}");
            }
        }
    }

    #[test]
    fn a_binary_workbook_is_named() {
        let bytes = made::zip(&[("xl/workbook.bin", "x"), ("[Content_Types].xml", "<Types/>")]);
        assert!(matches!(open(&bytes), Opened::Other(Why::BinaryExcel)));
    }
}
