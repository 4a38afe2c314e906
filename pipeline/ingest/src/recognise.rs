//! Reads the bytes of one file, returns its kind with the sheets or lines to read, or why it is none of ours.
//!
//! Only the content decides, never the name or the extension: people rename downloads. A name helps to say what a
//! file was meant to be that nobody can open.

use std::fmt;
use std::path::Path;

use domain::schooljaar::Schooljaar;

use crate::Soort;
use crate::error::Error;
use crate::publiek::{besturen, duo, leerresultaten, oordelen, referentieniveaus, schoolweging};
use crate::read::delimited;
use crate::read::delimited::Fault;
use crate::read::grid::{Grid, Header, LINES_BEFORE_HEADINGS};
use crate::read::workbook;
use crate::read::workbook::Opened;

/// A file that was left, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrecognised {
    /// Path within `bronnen`.
    pub bestand: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub told: String,
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
    /// A pipe, a device, a socket, or a link to nothing.
    NotRegular,
    /// More megabytes than this.
    TooLarge(u64),
    /// No bytes.
    Empty,
    /// A zip archive without a workbook in it.
    OtherArchive,
    /// Named as a workbook, but something else.
    FalseWorkbook,
    /// A workbook in the format of before 2007.
    OldExcel,
    /// A workbook in Excel's binary format, `.xlsb`.
    BinaryExcel,
    /// A workbook that is one XML document: `.xml` or `.xls` of Excel 2003, `.fods`.
    XmlWorkbook,
    /// A workbook that a password locks.
    Password,
    /// A page of a website, saved in the place of the download.
    WebPage,
    /// Not text and not a workbook.
    Binary,
    /// A workbook in which no sheet has known headings.
    OtherWorkbook,
    /// Open data of DUO about something else.
    OtherDuo,
    /// Open data of DUO with the headings of before 2019-2020; its school year where that can be read.
    OldDuo(Option<Schooljaar>),
    /// Text without known headings.
    OtherText,
}

impl Why {
    /// Returns the stable code that stands in column `reden`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hidden => "hidden_file",
            Self::Lock => "lock_file",
            Self::LinkedFolder => "linked_folder",
            Self::NotRegular => "not_a_file",
            Self::TooLarge(_) => "file_too_large",
            Self::Empty => "empty_file",
            Self::OtherArchive => "other_archive",
            Self::FalseWorkbook => "false_workbook",
            Self::OldExcel => "old_excel",
            Self::BinaryExcel => "binary_excel",
            Self::XmlWorkbook => "xml_workbook",
            Self::Password => "password",
            Self::WebPage => "web_page",
            Self::Binary => "binary_file",
            Self::OtherWorkbook => "other_workbook",
            Self::OtherDuo => "other_duo",
            Self::OldDuo(_) => "old_duo",
            Self::OtherText => "other_text",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hidden => "hidden",
            Self::Lock => "left by an office program that has a file open",
            Self::LinkedFolder => "a link to a folder, which is not followed",
            Self::NotRegular => "not a regular file but a pipe, a device or a link to nothing; put the file itself there",
            Self::TooLarge(megabytes) => {
                return write!(f, "larger than {megabytes} MB; a real export is not, so split it or save it as .csv");
            }
            Self::Empty => "empty",
            Self::OtherArchive => "an archive or document, not a workbook",
            Self::FalseWorkbook => "named as a workbook, but it holds something else; download it again",
            Self::OldExcel => "a workbook of before 2007; save it as .ods or .xlsx",
            Self::BinaryExcel => "a workbook in Excel's binary format (.xlsb); save it as .xlsx",
            Self::XmlWorkbook => "a workbook saved as one XML document; open it in a spreadsheet and save it as .xlsx",
            Self::Password => "a workbook with a password; save it without one",
            Self::WebPage => {
                "a web page, not the download itself; if it is a table, open it in a spreadsheet and save it as .xlsx"
            }
            Self::Binary => "neither text nor a workbook",
            Self::OtherWorkbook => "a workbook without a visible sheet with known headings",
            Self::OtherDuo => "open data of DUO that this program does not use",
            Self::OldDuo(Some(schooljaar)) => {
                return write!(
                    f,
                    "open data of DUO about {schooljaar} in an older layout (`BRIN_NUMMER`), of which nothing is used"
                );
            }
            Self::OldDuo(None) => "open data of DUO in an older layout (`BRIN_NUMMER`), of which nothing is used",
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
    /// The sheets that are not read.
    pub(crate) others: Vec<Grid>,
    /// Encoding of a text file when it is not UTF-8.
    pub(crate) other_encoding: Option<&'static str>,
}

/// What kind it is, with the part to read.
pub(crate) enum Kind {
    /// One sheet with results.
    Leerresultaten(Grid, Header),
    /// The sheets of a schoolweging workbook.
    Schoolweging(Vec<Grid>),
    /// The lines of DUO.
    Referentieniveaus(Grid, Header),
    /// The lines of DUO about advices or final scores.
    Duo(Soort, Grid, Header),
    /// The sheet with judgements per school.
    Oordelen(Grid, Header),
    /// The sheet with judgements per bestuur.
    Besturen(Grid, Header),
    /// The sheets of a workbook that is none of these.
    Sheets(Vec<Grid>),
}

impl Kind {
    /// The kind of file, for people.
    pub(crate) fn soort(&self) -> Soort {
        match self {
            Self::Leerresultaten(..) => Soort::Leerresultaten,
            Self::Schoolweging(_) => Soort::Schoolweging,
            Self::Referentieniveaus(..) => Soort::Referentieniveaus,
            Self::Duo(soort, ..) => *soort,
            Self::Oordelen(..) => Soort::Oordelen,
            Self::Besturen(..) => Soort::Besturen,
            Self::Sheets(_) => Soort::Toetsresultaten,
        }
    }
}

/// Tells what a file is.
///
/// # Errors
/// Fails on a workbook that can't be opened or lost the sheet with its results, and on text with a quote that nobody closed.
pub(crate) fn recognise(bestand: &str, bytes: &[u8]) -> Result<Result<Recognised, Why>, Error> {
    if bytes.is_empty() {
        return Ok(Err(Why::Empty));
    }
    if bytes.starts_with(workbook::ZIP) {
        return match workbook::open(bytes) {
            Opened::Sheets(sheets) if leerresultaten::is_explained_only(&sheets) => {
                Err(Error::MissingSheet {
                    bestand: bestand.to_owned(),
                    blad: leerresultaten::MAIN_SHEET.to_owned(),
                })
            }
            Opened::Sheets(sheets) => {
                let (kind, others) = kind(sheets).unwrap_or_else(|sheets| (Kind::Sheets(sheets), Vec::new()));
                let old = match &kind {
                    Kind::Sheets(sheets) => sheets.iter().find(|grid| grid.header(is_old_duo).is_some()),
                    _ => None,
                };
                let why = old.map(old_duo);
                Ok(why.map_or(Ok(Recognised { kind, others, other_encoding: None }), Err))
            }
            Opened::Other(Why::OtherArchive) if is_named(bestand, &["xlsb"]) => Ok(Err(Why::BinaryExcel)),
            Opened::Other(why) => Ok(Err(why)),
            Opened::Broken(waarom) => Err(Error::Workbook { bestand: bestand.to_owned(), waarom }),
        };
    }
    if let Some(why) = not_text(bytes) {
        return Ok(Err(why));
    }
    let decoded = delimited::decode(bytes);
    match of_text(&decoded.text) {
        Ok(Err(Why::OtherText)) if is_named(bestand, &["ods", "xlsx", "xlsb"]) => Ok(Err(Why::FalseWorkbook)),
        Ok(Ok(kind)) => {
            let other_encoding = decoded.other_encoding;
            Ok(Ok(Recognised { kind, others: Vec::new(), other_encoding }))
        }
        Ok(Err(why)) => Ok(Err(why)),
        Err(fault) => Err(fault.into_error(bestand)),
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

fn of_text(text: &str) -> Result<Result<Kind, Why>, Fault> {
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
    let is_ours = |grid: Grid| kind(vec![grid]).is_ok();
    let mut why = Why::OtherText;
    for delimiter in delimited::delimiters(text) {
        match delimited::grid_by(&top, delimiter) {
            Ok(head) if head.header(is_old_duo).is_some() => return Ok(Err(old_duo(&head))),
            Ok(head) if head.header(is_other_duo).is_some() => why = Why::OtherDuo,
            Ok(head) if !is_ours(head.clone()) => {}
            // A quote that stays open and a long line matter in our files only: other text may do as it likes.
            Err(_) if !each_line(&top, delimiter).any(is_ours) => {}
            _ => {
                let found = kind(vec![delimited::grid_by(text, delimiter)?]);
                return Ok(found.map(|(kind, _)| kind).map_err(|_| Why::OtherText));
            }
        }
    }
    Ok(Err(why))
}

/// Each line by itself, but for those with a quote that stays open.
fn each_line(text: &str, delimiter: u8) -> impl Iterator<Item = Grid> {
    text.lines().filter_map(move |line| delimited::grid_by(line, delimiter).ok())
}

/// The kind of a file by its sheets, with the sheets that are not read; or all sheets when they are of none.
fn kind(mut sheets: Vec<Grid>) -> Result<(Kind, Vec<Grid>), Vec<Grid>> {
    if sheets.iter().any(schoolweging::is_schoolweging) {
        let (read, others) = sheets.into_iter().partition(schoolweging::is_schoolweging);
        return Ok((Kind::Schoolweging(read), others));
    }
    let found = results(&sheets).or_else(|| {
        sheets
            .iter()
            .enumerate()
            .find_map(|(at, grid)| kind_of_sheet(grid).map(|(header, kind)| (at, header, kind)))
    });
    let Some((at, header, kind)) = found else { return Err(sheets) };
    let grid = sheets.remove(at);
    Ok((kind(grid, header), sheets))
}

/// Tells whether headings are those of a kind.
type Is = fn(&Header) -> bool;

/// Makes a kind of the sheet that is read.
type Maker = fn(Grid, Header) -> Kind;

/// The first sheet with results: they go before whatever stands beside them.
fn results(sheets: &[Grid]) -> Option<(usize, Header, Maker)> {
    let header = |(at, grid): (usize, &Grid)| Some((at, grid.header(leerresultaten::is_header)?));
    let (at, header) = sheets.iter().enumerate().find_map(header)?;
    Some((at, header, Kind::Leerresultaten))
}

/// The kind of a public sheet by its headings.
fn kind_of_sheet(grid: &Grid) -> Option<(Header, Maker)> {
    let known: [(Is, Maker); 6] = [
        (leerresultaten::is_header, Kind::Leerresultaten),
        (referentieniveaus::is_header, Kind::Referentieniveaus),
        (duo::is_adviezen, |grid, header| Kind::Duo(Soort::Schooladviezen, grid, header)),
        (duo::is_eindscores, |grid, header| Kind::Duo(Soort::Eindscores, grid, header)),
        (oordelen::is_header, Kind::Oordelen),
        (besturen::is_header, Kind::Besturen),
    ];
    known.into_iter().find_map(|(is_header, kind)| Some((grid.header(is_header)?, kind)))
}

/// Tells whether a sheet holds results, of which a file has one.
pub(crate) fn is_results(grid: &Grid) -> bool {
    grid.header(leerresultaten::is_header).is_some()
}

/// Tells whether a sheet is of a kind that is published.
pub(crate) fn is_public(grid: &Grid) -> bool {
    kind_of_sheet(grid).is_some() || schoolweging::is_schoolweging(grid)
}

/// What the sheets are called on which a publisher explains his figures.
const EXPLANATIONS: [&str; 4] = ["toelichting", "bestandsbeschrijving", "veranderingen", "leeswijzer"];

/// Tells whether a sheet explains the others, by its name: it has no rows to read.
pub(crate) fn is_explanation(grid: &Grid) -> bool {
    let title = grid.title.trim().to_lowercase();
    EXPLANATIONS.iter().any(|start| title.starts_with(start))
}

/// Tells whether headings are those that DUO gave its files about the years before 2019-2020.
fn is_old_duo(header: &Header) -> bool {
    header.has("BRIN_NUMMER") && !header.has("INSTELLINGSCODE") && header.has("INSTELLINGSNAAM_VESTIGING")
}

/// Says that a file has the older layout, with the school year of its first row.
fn old_duo(head: &Grid) -> Why {
    let year = || {
        let header = head.header(is_old_duo)?;
        let (column, _) = *header.starting_with("PEILDATUM").first()?;
        let digits = head.below(&header).next()?.cell(column).shown()?.replace('-', "");
        let (year, month) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?);
        Schooljaar::from_date(year, month)
    };
    Why::OldDuo(year())
}

/// Tells whether headings are those of open data of DUO that no table takes up.
fn is_other_duo(header: &Header) -> bool {
    referentieniveaus::is_other_duo(header) && !duo::is_adviezen(header) && !duo::is_eindscores(header)
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
        assert_eq!(
            why(b"<!-- x --><meta charset='utf-8'><table><tr><td>1</td></tr></table>"),
            Some(Why::WebPage)
        );
        assert_eq!(why(b"<?xml version='1.0'?><html xmlns='x'><table>"), Some(Why::WebPage));
        assert_eq!(why(b"<?mso-application progid=\"Excel.Sheet\"?><Workbook>"), Some(Why::XmlWorkbook));
        assert_eq!(
            why(b"<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\">"),
            Some(Why::XmlWorkbook)
        );
        assert_eq!(recognise("x.xlsb", b"PK\x03\x04\0\0").unwrap().err(), Some(Why::BinaryExcel));
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(why(&[&[0xD0, 0xCF, 0x11, 0xE0], &stream[..]].concat()), Some(Why::Password));
        assert_eq!(why(b"Beste collega, \"hierbij\nde bestanden"), Some(Why::OtherText));
        assert_eq!(why(b"INSTELLINGSCODE;VESTIGINGSCODE;VSO;PRO\n00AP;00;0;0\n"), Some(Why::OtherDuo));
    }

    #[test]
    fn the_older_layout_of_duo_is_left_with_its_year() {
        let levels = "PEILDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;REKENEN_LAGER1F;REKENEN_1F;LV_1F;TV_1F\n\
            20190417;99WH;0;X;1;4;6;0\n";
        let scores = "PEILDATUM_LEERLINGEN;brin_nummer;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;cet_aantal\n20161001;99WH;0;X;1\n";
        let year = |text: &str| text.parse::<Schooljaar>().ok();
        assert_eq!(why(levels.as_bytes()), Some(Why::OldDuo(year("2018-2019"))));
        assert_eq!(why(scores.as_bytes()), Some(Why::OldDuo(year("2016-2017"))));
        assert_eq!(why(levels.replace("20190417", "x").as_bytes()), Some(Why::OldDuo(None)));
    }

    #[test]
    fn headings_are_found_below_titles_and_a_line_that_names_the_delimiter() {
        let rows = "INSTELLINGSCODE,VESTIGINGSCODE,REKENEN_LAGER1F,LV_1F,TV_2F\n00AP,00,<5,7,5\n";
        for above in ["sep=,\n", "\"sep=,\"\n", "Download; van DUO; op maandag\n\n"] {
            let text = format!("{above}{rows}");
            assert!(
                matches!(
                    recognise("x", text.as_bytes()),
                    Ok(Ok(Recognised { kind: Kind::Referentieniveaus(..), .. }))
                ),
                "{above}"
            );
        }
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
        let text = "ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223\n\"00AP|C1;94,44;55,56\n00AQ|C1;1;2\n";
        for (above, line) in [("", 2), ("sep=;\n", 3), ("Download van maandag\n\n", 4)] {
            let text = format!("{above}{text}");
            let found = recognise("x", text.as_bytes());
            assert!(matches!(found, Err(Error::OpenQuote { regel, .. }) if regel == line), "{above}");
        }
    }
}
