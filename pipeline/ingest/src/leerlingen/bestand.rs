//! The first bytes of a file in, what kind of pupil file it is out.
//!
//! Recognised by its headings or by the root of its XML, never by its name. A file that nobody maps is none of ours.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use super::kolommen::{Layout, Soort as RowSoort};
use super::koppeling::Koppeling;
use super::rij::Herkomst;
use super::scholen::Scholen;
use super::stream::Form;
use super::xml::{self, XmlKind};
use crate::Soort;
use crate::error::Error;
use crate::grid::{Grid, Row};
use crate::warning::{Oddity, Warning};
use crate::workbook::{self, Opened};

/// How much of a file is looked at to recognise it.
pub(crate) const HEAD: usize = 64 * 1024;

/// The rows of a sheet with their lines, and the hash of the file.
type Rows = (Vec<(u32, Vec<String>)>, String);

/// A pupil file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Bestand {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Path within `bronnen`, with slashes.
    pub(crate) naam: String,
    /// What is in it.
    pub(crate) inhoud: Inhoud,
}

/// What is in a pupil file.
#[derive(Clone, Debug)]
pub(crate) enum Inhoud {
    /// Delimited text.
    Text(Layout, Form),
    /// One sheet of a workbook.
    Blad {
        /// How its rows are read.
        layout: Layout,
        /// Name of the sheet.
        blad: String,
        /// The line with headings.
        regel: u32,
    },
    /// XML.
    Xml(XmlKind),
}

/// Gives every dossier another name than its file has, which is often that of the pupil: its number in the folder.
pub(crate) fn mask(files: &mut [Bestand]) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter_mut().filter(|file| matches!(file.inhoud, Inhoud::Xml(XmlKind::Oso))) {
        let folder = file.naam.rfind('/').map_or("", |at| &file.naam[..=at]).to_owned();
        let number = numbers.entry(folder.clone()).or_default();
        *number += 1;
        file.naam = format!("{folder}dossier {number:03}");
    }
}

/// Tells whether the start of a file is that of a pupil file; a workbook is for [`in_workbook`] to say.
///
/// # Errors
/// Fails when two mappings fit the same file.
pub(crate) fn recognise(
    path: &Path,
    bestand: &str,
    koppelingen: &[Koppeling],
) -> Result<Option<Inhoud>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut head = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    if head.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    if let Some(kind) = xml::recognise(&head) {
        return Ok(Some(Inhoud::Xml(kind)));
    }
    let head = decoded(&head);
    let Some(form) = Form::of(&head) else { return Ok(None) };
    Ok(layout(&form.headings, bestand, koppelingen)?.map(|layout| Inhoud::Text(layout, form)))
}

/// The layout that fits the headings: our own, or the one mapping that names them.
fn layout(headings: &[String], bestand: &str, koppelingen: &[Koppeling]) -> Result<Option<Layout>, Error> {
    let mut fitting = koppelingen.iter().filter_map(|one| Some((one, one.layout(headings)?)));
    match (fitting.next(), fitting.next()) {
        (Some((one, _)), Some((other, _))) => Err(Error::TwoKoppelingen {
            bestand: bestand.to_owned(),
            eerste: one.path.clone(),
            tweede: other.path.clone(),
        }),
        (Some((_, layout)), None) => Ok(Some(layout)),
        (None, _) => Ok(Layout::own(headings)),
    }
}

/// Tells whether a workbook has a sheet with rows about pupils.
///
/// # Errors
/// Fails when two mappings fit the same sheet.
pub(crate) fn in_workbook(
    bytes: &[u8],
    bestand: &str,
    koppelingen: &[Koppeling],
) -> Result<Option<Inhoud>, Error> {
    let Opened::Sheets(sheets) = workbook::open(bytes) else { return Ok(None) };
    for grid in &sheets {
        for row in grid.rows.iter().take(20) {
            if let Some(layout) = layout(&words(row), bestand, koppelingen)? {
                let blad = grid.sheet.clone().unwrap_or_default();
                return Ok(Some(Inhoud::Blad { layout, blad, regel: row.line }));
            }
        }
    }
    Ok(None)
}

/// The cells of a line as text.
fn words(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.shown().unwrap_or_default()).collect()
}

/// UTF-16 as UTF-8; other bytes as they are.
fn decoded(bytes: &[u8]) -> Vec<u8> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            encoding.decode(bytes).0.into_owned().into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

impl Bestand {
    /// Opens the file; one in UTF-16 is turned into UTF-8 as a whole.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.is_utf16() {
            return Ok(Box::new(Cursor::new(decoded(&fs::read(&self.path)?))));
        }
        Ok(Box::new(File::open(&self.path)?))
    }

    /// Whether the file starts with the mark of UTF-16.
    pub(crate) fn is_utf16(&self) -> bool {
        let mut mark = [0; 2];
        let read = File::open(&self.path).and_then(|mut file| file.read_exact(&mut mark));
        read.is_ok() && (mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF])
    }

    /// Opens the file to read it as XML.
    pub(crate) fn open_buffered(&self) -> io::Result<Box<dyn BufRead>> {
        Ok(Box::new(BufReader::with_capacity(256 * 1024, File::open(&self.path)?)))
    }

    /// The rows below the headings of the sheet, with their lines; and the hash of the file.
    ///
    /// # Errors
    /// Fails when the workbook cannot be opened any more.
    pub(crate) fn rows(&self, layout: &Layout) -> Result<Rows, Error> {
        let bytes = fs::read(&self.path).map_err(|source| Error::Read { path: self.path.clone(), source })?;
        let Inhoud::Blad { blad, regel, .. } = &self.inhoud else {
            return Ok((Vec::new(), crate::hash(&bytes)));
        };
        let sheets = match workbook::open(&bytes) {
            Opened::Sheets(sheets) => sheets,
            Opened::Broken(waarom) => return Err(Error::Workbook { bestand: self.naam.clone(), waarom }),
            Opened::Other(_) => Vec::new(),
        };
        let of_sheet = |grid: &&Grid| grid.sheet.as_ref() == Some(blad);
        let below = sheets.iter().find(of_sheet).into_iter().flat_map(|grid| &grid.rows);
        let rows = below.filter(|row| row.line > *regel).map(|row| {
            let mut cells = words(row);
            cells.resize(cells.len().max(layout.headings.len()), String::new());
            (row.line, cells)
        });
        Ok((rows.collect(), crate::hash(&bytes)))
    }

    /// Name of the sheet.
    pub(crate) fn blad(&self) -> Option<&str> {
        match &self.inhoud {
            Inhoud::Blad { blad, .. } => Some(blad),
            _ => None,
        }
    }

    /// The kind of file, for people.
    pub(crate) fn soort(&self) -> Soort {
        match &self.inhoud {
            Inhoud::Text(layout, _) | Inhoud::Blad { layout, .. } => match layout.soort {
                RowSoort::Toets => Soort::Toetsresultaten,
                RowSoort::Groep8 => Soort::Groep8,
            },
            Inhoud::Xml(XmlKind::Edexml) => Soort::Edexml,
            Inhoud::Xml(XmlKind::Uwlr) => Soort::Uwlr,
            Inhoud::Xml(XmlKind::Oso) => Soort::Oso,
        }
    }

    /// The school that the file is about by its place, and how it writes days.
    pub(crate) fn herkomst(&self, scholen: &Scholen) -> Herkomst {
        let order = match &self.inhoud {
            Inhoud::Text(layout, _) | Inhoud::Blad { layout, .. } => layout.order,
            Inhoud::Xml(_) => super::date::DateOrder::default(),
        };
        let bound = scholen.of_folder(&self.naam).ok().flatten();
        // In the folder of a school that is not known, no other school is meant.
        let fallback = scholen.only().filter(|_| scholen.of_folder(&self.naam).is_ok());
        Herkomst { bound, fallback, order }
    }

    /// What is odd about the file by itself.
    pub(crate) fn warnings(&self) -> Option<Warning> {
        let (Inhoud::Text(layout, _) | Inhoud::Blad { layout, .. }) = &self.inhoud else { return None };
        (layout.ignored > 0).then(|| Warning::new(&self.naam, Oddity::ColumnsNotRead(layout.ignored)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_told_by_its_number_and_never_by_its_name() {
        let file = |bestand: &str, inhoud: Inhoud| Bestand {
            path: PathBuf::new(),
            naam: bestand.to_owned(),
            inhoud,
        };
        let mut files = [
            file("99SR-C2/oso/jan-jansen.xml", Inhoud::Xml(XmlKind::Oso)),
            file("99SR-C2/oso/piet-pieters.xml", Inhoud::Xml(XmlKind::Oso)),
            file("99SR-C2/register.xml", Inhoud::Xml(XmlKind::Edexml)),
            file("klaas.xml", Inhoud::Xml(XmlKind::Oso)),
        ];
        mask(&mut files);
        let names: Vec<&str> = files.iter().map(|file| file.naam.as_str()).collect();
        assert_eq!(
            names,
            ["99SR-C2/oso/dossier 001", "99SR-C2/oso/dossier 002", "99SR-C2/register.xml", "dossier 001"]
        );
    }
}
