//! The bytes of one file in, its kind with the sheets or lines to read out; or why it is none of ours.
//!
//! Only the content decides, never the name or the extension: people rename downloads.

use std::fmt;
use std::path::Path;

use crate::delimited::{self, OpenQuote};
use crate::error::Error;
use crate::grid::{Grid, Header};
use crate::workbook::{self, Opened};
use crate::{Soort, duo, leerresultaten, referentieniveaus, schoolweging};

/// A file that was left, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecognised {
    /// Path within `bronnen`.
    pub bestand: String,
    /// Why it was left.
    pub waarom: Why,
}

/// Why a file is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Why {
    /// A name that starts with a dot.
    Hidden,
    /// What an office program leaves while a file is open.
    Lock,
    /// A folder that is reached through a link.
    LinkedFolder,
    /// No bytes.
    Empty,
    /// A zip archive without a workbook in it.
    OtherArchive,
    /// Named as a workbook, but something else.
    FalseWorkbook,
    /// A workbook in the format of before 2007.
    OldExcel,
    /// A page of a website, saved in the place of the download.
    WebPage,
    /// Not text and not a workbook.
    Binary,
    /// A workbook in which no sheet has known headings.
    OtherWorkbook,
    /// Open data of DUO about something else.
    OtherDuo,
    /// Text without known headings.
    OtherText,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hidden => "hidden",
            Self::Lock => "left by an office program that has a file open",
            Self::LinkedFolder => "a link to a folder, which is not followed",
            Self::Empty => "empty",
            Self::OtherArchive => "an archive or document, not a workbook",
            Self::FalseWorkbook => "named as a workbook, but it holds something else; download it again",
            Self::OldExcel => "a workbook of before 2007; save it as .ods or .xlsx",
            Self::WebPage => "a web page, not the download itself",
            Self::Binary => "neither text nor a workbook",
            Self::OtherWorkbook => "a workbook without a sheet with known headings",
            Self::OtherDuo => "open data of DUO that this program does not use",
            Self::OtherText => "text without known headings",
        })
    }
}

impl fmt::Display for Unrecognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is left: {}", self.bestand, self.waarom)
    }
}

/// A file of a known kind.
pub(crate) struct Recognised {
    pub(crate) kind: Kind,
    /// Encoding of a text file when it is not UTF-8.
    pub(crate) other_encoding: Option<&'static str>,
}

/// What kind it is, with the part to read.
pub(crate) enum Kind {
    /// One sheet with results; the names of other sheets with results.
    Leerresultaten(Grid, Header, Vec<String>),
    /// All sheets of a schoolweging workbook.
    Schoolweging(Vec<Grid>),
    /// The lines of DUO.
    Referentieniveaus(Grid, Header),
    /// The lines of DUO about advices or final scores.
    Duo(Soort, Grid, Header),
}

/// Tells what a file is.
///
/// # Errors
/// Fails on a workbook that can't be opened or lost the sheet with its results, and on text with a quote that nobody closed.
pub(crate) fn recognise(bestand: &str, bytes: &[u8]) -> Result<Result<Recognised, Why>, Error> {
    if bytes.is_empty() {
        return Ok(Err(Why::Empty));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match workbook::open(bytes) {
            Opened::Sheets(sheets) if leerresultaten::is_explained_only(&sheets) => {
                Err(Error::MissingSheet {
                    bestand: bestand.to_owned(),
                    blad: leerresultaten::MAIN_SHEET.to_owned(),
                })
            }
            Opened::Sheets(sheets) => {
                let recognised = |kind| Recognised { kind, other_encoding: None };
                Ok(kind(sheets).map(recognised).ok_or(Why::OtherWorkbook))
            }
            Opened::Other(why) => Ok(Err(why)),
            Opened::Broken(waarom) => Err(Error::Workbook { bestand: bestand.to_owned(), waarom }),
        };
    }
    if let Some(why) = not_text(bytes) {
        return Ok(Err(why));
    }
    let decoded = delimited::decode(bytes);
    match of_text(&decoded.text) {
        Ok(Err(Why::OtherText)) if has_workbook_name(bestand) => Ok(Err(Why::FalseWorkbook)),
        Ok(Ok(kind)) => Ok(Ok(Recognised { kind, other_encoding: decoded.other_encoding })),
        Ok(Err(why)) => Ok(Err(why)),
        Err(OpenQuote { line }) => Err(Error::OpenQuote { bestand: bestand.to_owned(), regel: line }),
    }
}

fn has_workbook_name(bestand: &str) -> bool {
    let extension =
        Path::new(bestand).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["ods", "xlsx"].iter().any(|workbook| extension.eq_ignore_ascii_case(workbook))
}

fn not_text(bytes: &[u8]) -> Option<Why> {
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Some(Why::OldExcel)
    } else if !marked && bytes.iter().take(4096).any(|byte| *byte == 0) || bytes.starts_with(b"%PDF") {
        Some(Why::Binary)
    } else {
        None
    }
}

fn of_text(text: &str) -> Result<Result<Kind, Why>, OpenQuote> {
    let start = text.trim_start().get(..9).unwrap_or_default().to_lowercase();
    if start == "<!doctype" || start.starts_with("<html") {
        return Ok(Err(Why::WebPage));
    }
    let top: String = text.lines().take(20).flat_map(|line| [line, "\n"]).collect();
    let is_ours = |grid: Grid| kind(vec![grid]).is_some();
    match delimited::grid(&top) {
        Ok(head) if head.header(is_other_duo).is_some() => Ok(Err(Why::OtherDuo)),
        Ok(head) if !is_ours(head.clone()) => Ok(Err(Why::OtherText)),
        // A quote that stays open matters in our files only: other text may do as it likes.
        Err(_) if !first_line(text).is_some_and(is_ours) => Ok(Err(Why::OtherText)),
        _ => Ok(kind(vec![delimited::grid(text)?]).ok_or(Why::OtherText)),
    }
}

fn first_line(text: &str) -> Option<Grid> {
    delimited::grid(text.lines().next()?).ok()
}

fn kind(sheets: Vec<Grid>) -> Option<Kind> {
    if sheets.iter().any(schoolweging::is_schoolweging) {
        return Some(Kind::Schoolweging(sheets));
    }
    let headers: Vec<Option<Header>> =
        sheets.iter().map(|grid| grid.header(leerresultaten::is_header)).collect();
    if headers.iter().any(Option::is_some) {
        return results(sheets, headers);
    }
    sheets.into_iter().find_map(|grid| {
        if let Some(header) = grid.header(referentieniveaus::is_header) {
            return Some(Kind::Referentieniveaus(grid, header));
        }
        if let Some(header) = grid.header(duo::is_adviezen) {
            return Some(Kind::Duo(Soort::Schooladviezen, grid, header));
        }
        let header = grid.header(duo::is_eindscores)?;
        Some(Kind::Duo(Soort::Eindscores, grid, header))
    })
}

/// Tells whether headings are those of open data of DUO that no table takes up.
fn is_other_duo(header: &Header) -> bool {
    referentieniveaus::is_other_duo(header) && !duo::is_adviezen(header) && !duo::is_eindscores(header)
}

fn results(sheets: Vec<Grid>, headers: Vec<Option<Header>>) -> Option<Kind> {
    let mut found = sheets.into_iter().zip(headers).filter_map(|(grid, header)| Some((grid, header?)));
    let (grid, header) = found.next()?;
    let others = found.filter_map(|(grid, _)| grid.sheet).collect();
    Some(Kind::Leerresultaten(grid, header, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> Option<Why> {
        recognise("x", bytes).unwrap().err()
    }

    #[test]
    fn says_why_a_file_is_left() {
        assert_eq!(why(b""), Some(Why::Empty));
        assert_eq!(recognise("x.ODS", b"tekst").unwrap().err(), Some(Why::FalseWorkbook));
        assert_eq!(why(b"%PDF-1.7"), Some(Why::Binary));
        assert_eq!(why(b"\x89PNG\r\n\0\0"), Some(Why::Binary));
        assert_eq!(why(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Some(Why::OldExcel));
        assert_eq!(why(b"<!DOCTYPE html><html>"), Some(Why::WebPage));
        assert_eq!(why(b"Beste collega, \"hierbij\nde bestanden"), Some(Why::OtherText));
        assert_eq!(why(b"INSTELLINGSCODE;VESTIGINGSCODE;VSO;PRO\n00AP;00;0;0\n"), Some(Why::OtherDuo));
    }

    #[test]
    fn knows_duo_by_its_headings() {
        let text = b"\xEF\xBB\xBF\"INSTELLINGSCODE\";\"VESTIGINGSCODE\";\"REKENEN_LAGER1F\";\"LV_1F\";\"TV_2F\"\r\n\"00AP\";\"00\";\"<5\";\"7\";\"5\"\r\n";
        assert!(matches!(
            recognise("x.txt", text),
            Ok(Ok(Recognised { kind: Kind::Referentieniveaus(..), .. }))
        ));
    }

    #[test]
    fn knows_results_by_their_headings_even_as_text() {
        let text = b"ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223\n00AP|C1;94,44;55,56\n";
        assert!(matches!(recognise("x", text), Ok(Ok(Recognised { kind: Kind::Leerresultaten(..), .. }))));
    }

    #[test]
    fn an_open_quote_in_our_own_kind_is_an_error() {
        let text = b"ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223\n\"00AP|C1;94,44;55,56\n00AQ|C1;1;2\n";
        assert!(matches!(recognise("x", text), Err(Error::OpenQuote { regel: 2, .. })));
    }
}
