//! Reads the bytes of one file, returns its sheets, each once; a text is one sheet. Or says why it has none.
//!
//! Only the content decides, never the name or the extension: people rename downloads. A name helps to say what a file was
//! meant to be that nobody can open. What the sheets mean is for the caller to know.

use std::path::Path;

use super::delimited::{self, Fault};
use super::grid::{Grid, LINES_BEFORE_HEADINGS};
use super::workbook::{self, Opened};
use crate::error::Error;
use crate::why::Why;

/// The sheets of a file.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) sheets: Vec<Grid>,
    /// Encoding of a text file when it is not UTF-8.
    pub(crate) other_encoding: Option<&'static str>,
}

/// What somebody knows of a sheet by its first lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is one that is read.
    Ours,
    /// It is one that is not read, for this reason.
    Left(Why),
    /// Nothing.
    Nothing,
}

/// Opens a file; of a text, lines are cut by the delimiter that makes it one that is known.
///
/// # Errors
/// Fails on a workbook that can't be opened, and on text of a known kind with a quote that nobody closed or with more than
/// any table has.
pub(crate) fn open(
    bestand: &str,
    bytes: &[u8],
    known: &dyn Fn(&Grid) -> Known,
) -> Result<Result<Container, Why>, Error> {
    if bytes.is_empty() {
        return Ok(Err(Why::Empty));
    }
    if bytes.starts_with(workbook::ZIP) {
        return match workbook::open(bytes) {
            Opened::Sheets(sheets) => Ok(Ok(Container { sheets, other_encoding: None })),
            Opened::Other(Why::OtherArchive) if is_named(bestand, &["xlsb"]) => Ok(Err(Why::BinaryExcel)),
            Opened::Other(why) => Ok(Err(why)),
            Opened::Broken(waarom) => Err(Error::Workbook { bestand: bestand.to_owned(), waarom }),
        };
    }
    if let Some(why) = not_text(bytes) {
        return Ok(Err(why));
    }
    let decoded = delimited::decode(bytes);
    match of_text(&decoded.text, known).map_err(|fault| fault.into_error(bestand))? {
        Ok(grid) => Ok(Ok(Container { sheets: vec![grid], other_encoding: decoded.other_encoding })),
        Err(Why::OtherText) if is_named(bestand, &["ods", "xlsx", "xlsb"]) => Ok(Err(Why::FalseWorkbook)),
        Err(why) => Ok(Err(why)),
    }
}

fn is_named(bestand: &str, extensions: &[&str]) -> bool {
    let extension =
        Path::new(bestand).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extensions.iter().any(|named| extension.eq_ignore_ascii_case(named))
}

/// Tells why bytes can't be text.
pub(crate) fn not_text(bytes: &[u8]) -> Option<Why> {
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if bytes.starts_with(COMPOUND) && is_encrypted(bytes) {
        Some(Why::Password)
    } else if bytes.starts_with(COMPOUND) {
        Some(Why::OldExcel)
    } else if !marked && bytes.iter().take(4096).any(|byte| *byte == 0) || bytes.starts_with(b"%PDF") {
        Some(Why::Binary)
    } else {
        None
    }
}

/// Tells whether a compound file holds an encrypted workbook: its list of streams names them in UTF-16.
///
/// Source: [MS-OFFCRYPTO], 2.3: the streams `EncryptionInfo` and `EncryptedPackage`.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// Tells why text is no table, by how it starts.
pub(crate) fn no_table(text: &str) -> Option<Why> {
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_lowercase();
    let has = |marks: &[&str]| marks.iter().any(|mark| start.contains(mark));
    if !start.starts_with('<') {
        None
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Some(Why::WebPage)
    } else if has(&["progid=\"excel.sheet\"", "office:spreadsheet\"", "<office:document "]) {
        Some(Why::XmlWorkbook)
    } else if has(&["<html", "<table"]) {
        Some(Why::WebPage)
    } else {
        None
    }
}

/// The longest that the first lines of a text with known headings can be, in bytes.
const LONGEST_TOP: usize = 4 << 20;

fn of_text(text: &str, known: &dyn Fn(&Grid) -> Known) -> Result<Result<Grid, Why>, Fault> {
    if let Some(why) = no_table(text) {
        return Ok(Err(why));
    }
    let is_filled = |line: &&str| line.contains(char::is_alphanumeric);
    let mut top = String::new();
    for line in text.split(['\n', '\r']).filter(is_filled).take(LINES_BEFORE_HEADINGS + 1) {
        if top.len() + line.len() > LONGEST_TOP {
            return Ok(Err(Why::OtherText));
        }
        top.extend([line, "\n"]);
    }
    let is_ours = |grid: Grid| known(&grid) == Known::Ours;
    let mut why = Why::OtherText;
    for delimiter in delimited::delimiters(text) {
        match delimited::grid_by(&top, delimiter).map(|head| known(&head)) {
            Ok(Known::Left(found)) => why = found,
            Ok(Known::Nothing) => {}
            // A quote that stays open and a long line matter in our files only: other text may do as it likes.
            Err(_) if !each_line(&top, delimiter).any(is_ours) => {}
            _ => return delimited::grid_by(text, delimiter).map(Ok),
        }
    }
    Ok(Err(why))
}

/// Each line by itself, but for those with a quote that stays open.
fn each_line(text: &str, delimiter: u8) -> impl Iterator<Item = Grid> {
    text.lines().filter_map(move |line| delimited::grid_by(line, delimiter).ok())
}
