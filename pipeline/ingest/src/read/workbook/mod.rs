//! Reads the bytes of a workbook (`.ods` or `.xlsx`), returns one grid per sheet, each cell at its own line and column.
//!
//! It looks at the bytes, never at the file name, and does not evaluate formulas: the stored value counts. What it
//! holds grows with what is in the cells, not with the size, the repeats or the nesting that a file claims.

use super::grid::Grid;
use crate::why::Why;

mod archive;
mod days;
mod elements;
mod ods;
mod sheet;
mod xlsx;

use archive::{Archive, ODS};
use sheet::Fault;

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
    is_office || [ODS, "xl/workbook", "xl/worksheets"].into_iter().any(has)
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
