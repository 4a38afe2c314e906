//! The bytes of a workbook (`.ods` or `.xlsx`) in, one grid per sheet out, each cell at its own line and column.
//!
//! It looks at the bytes, never at the file name, and does not evaluate formulas: the stored value counts.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xlsx};

use crate::grid::{Cell, Grid, Row};
use crate::recognise::Why;

/// What the bytes of a zip archive turned out to be.
pub(crate) enum Opened {
    /// A workbook with its sheets, in the order of the workbook.
    Sheets(Vec<Grid>),
    /// A file that is no workbook.
    Other(Why),
    /// A workbook that can't be opened, with the words of the reader.
    Broken(String),
}

/// The text that every `.ods` file carries unpacked at its start.
const ODS_MARK: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// The name of the part that makes an archive an `.xlsx` workbook.
const XLSX_MARK: &[u8] = b"xl/workbook.xml";

/// Opens a zip archive as a workbook.
pub(crate) fn open(bytes: &[u8]) -> Opened {
    let opened = if contains(bytes, ODS_MARK) {
        sheets(Ods::new(Cursor::new(bytes)))
    } else if contains(bytes, XLSX_MARK) {
        sheets(Xlsx::new(Cursor::new(bytes)))
    } else {
        return Opened::Other(Why::OtherArchive);
    };
    opened.map_or_else(Opened::Broken, Opened::Sheets)
}

fn sheets<'a, R>(workbook: Result<R, R::Error>) -> Result<Vec<Grid>, String>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let mut workbook = workbook.map_err(|error| error.to_string())?;
    let names = workbook.sheet_names();
    let read = |name: String| match workbook.worksheet_range(&name) {
        Ok(range) => Ok(grid(name, &range)),
        Err(error) => Err(format!("sheet `{name}`: {error}")),
    };
    names.into_iter().map(read).collect()
}

fn grid(name: String, range: &Range<Data>) -> Grid {
    let (first_line, first_column) = range.start().unwrap_or_default();
    let offset = usize::try_from(first_column).unwrap_or_default();
    let rows = range.rows().zip(first_line + 1..).map(|(data, line)| {
        let mut cells = vec![Cell::Empty; offset];
        cells.extend(data.iter().map(cell));
        Row { line, cells }
    });
    Grid::new(Some(name), rows)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => Cell::from_text(text),
        // A day that a spreadsheet keeps as a number is written as a day.
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cell::from_text(&format!("{year:04}-{month:02}-{day:02}"))
        }
        other => Cell::from_text(&other.to_string()),
    }
}

/// Finds a mark in the first or the last part of the archive, where zip keeps names and unpacked parts.
fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    const PART: usize = 64 * 1024;
    let found = |part: &[u8]| part.windows(mark.len()).any(|window| window == mark);
    let start = &bytes[..bytes.len().min(PART)];
    let end = &bytes[bytes.len().saturating_sub(PART)..];
    found(start) || found(end)
}

#[cfg(test)]
mod tests {
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    use super::*;

    #[test]
    fn an_archive_without_a_workbook_is_something_else() {
        assert!(matches!(open(b"PK\x03\x04 a letter"), Opened::Other(Why::OtherArchive)));
    }

    #[test]
    fn a_day_is_read_as_a_day() {
        let day =
            |serial| cell(&Data::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false)));
        assert_eq!(day(45_684.0), Cell::from_text("2025-01-27"));
        assert_eq!(cell(&Data::DateTimeIso("2025-01-27".to_owned())), Cell::from_text("2025-01-27"));
    }

    #[test]
    fn half_a_download_is_broken_and_not_unknown() {
        assert!(matches!(open(&[b"PK\x03\x04mimetype", ODS_MARK].concat()), Opened::Broken(_)));
        assert!(matches!(open(&[b"PK\x03\x04", XLSX_MARK].concat()), Opened::Broken(_)));
    }
}
