//! Reads the first bytes of a file, returns what kind of pupil file it is.
//!
//! Recognised by its headings or by the root of its XML, never by its name. A file that nobody maps is none of ours.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::koppeling::Koppeling;
use super::layout::{Layout, TableKind, Twice};
use super::quotes::{is_wrapped, unwrapped};
use super::reading::Origin;
use super::scholen::Scholen;
use super::stream::Form;
use super::xml;
use super::xml::format::{Format, Holds};
use crate::error::Error;
use crate::read::delimited::as_utf8;
use crate::read::grid::{Grid, letters};
use crate::read::workbook::{self, Opened};
use crate::soort::Soort;
use crate::walk::{self, Found};
use crate::warning::{Left, Oddity, Warning};

/// How much of a file is looked at to recognise it.
pub(crate) const HEAD: usize = 64 * 1024;

/// A pupil file that was found.
#[derive(Clone, Debug)]
pub(crate) struct PupilFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Path within `bronnen`, with slashes.
    pub(crate) naam: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub(crate) told: String,
    /// What is in it.
    pub(crate) inhoud: Content,
}

/// What is in a pupil file.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Delimited text.
    Text(Layout, Form),
    /// One sheet of a workbook.
    Blad {
        /// How its rows are read.
        layout: Layout,
        /// Its place among the sheets, from 0.
        nummer: usize,
        /// What it is called in messages.
        blad: String,
        /// The line with headings.
        regel: u32,
    },
    /// XML.
    Xml(&'static Format),
}

/// Gives every dossier another name than its file has, which is often that of the pupil: its number in the folder.
pub(crate) fn mask(files: &mut [PupilFile]) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for file in files
        .iter_mut()
        .filter(|file| matches!(file.inhoud, Content::Xml(format) if format.holds == Holds::Dossier))
    {
        let folder = file.naam.rfind('/').map_or("", |at| &file.naam[..=at]).to_owned();
        let number = numbers.entry(folder.clone()).or_default();
        *number += 1;
        let folder_told = file.told.rfind('/').map_or("", |at| &file.told[..=at]);
        file.told = format!("{folder_told}dossier {number:03}");
        file.naam = format!("{folder}dossier {number:03}");
    }
}

/// Tells whether the start of a file is that of a pupil file; a workbook is for [`in_workbook`] to say.
///
/// # Errors
/// Fails when two mappings fit the same file, or a heading that is read stands in it twice.
pub(crate) fn recognise(
    path: &Path,
    bestand: &str,
    koppelingen: &[Koppeling],
) -> Result<Option<Content>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut head = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    if head.starts_with(workbook::ZIP) {
        return Ok(None);
    }
    if let Some(kind) = xml::recognise(&head) {
        return Ok(Some(Content::Xml(kind)));
    }
    let head = unwrapped(as_utf8(&head));
    for form in Form::all(&head) {
        let place = Place { bestand, blad: None, regel: form.line - 1 };
        if let Some(layout) = layout(&form.headings, &place, koppelingen)? {
            return Ok(Some(Content::Text(layout, form)));
        }
    }
    Ok(None)
}

/// Where headings stand, for messages.
struct Place<'a> {
    bestand: &'a str,
    blad: Option<&'a str>,
    regel: u32,
}

impl Place<'_> {
    fn twice(&self, twice: Twice) -> Error {
        Error::DoubleHeading {
            bestand: self.bestand.to_owned(),
            blad: self.blad.map(str::to_owned),
            regel: self.regel,
            kolom: twice.heading,
            eerste: letters(twice.first),
            tweede: letters(twice.second),
        }
    }
}

/// The layout that fits the headings: our own, or the one mapping that names them.
fn layout(
    headings: &[String],
    place: &Place<'_>,
    koppelingen: &[Koppeling],
) -> Result<Option<Layout>, Error> {
    let mut fitting: Option<(&Koppeling, Layout)> = None;
    for one in koppelingen {
        let Some(layout) = one.layout(headings).map_err(|twice| place.twice(twice))? else { continue };
        if let Some((other, _)) = &fitting {
            return Err(Error::TwoKoppelingen {
                bestand: place.bestand.to_owned(),
                eerste: other.path.clone(),
                tweede: one.path.clone(),
            });
        }
        fitting = Some((one, layout));
    }
    match fitting {
        Some((_, layout)) => Ok(Some(layout)),
        None => Layout::own(headings).map_err(|twice| place.twice(twice)),
    }
}

/// What a workbook holds about pupils.
#[derive(Default)]
pub(crate) struct InWorkbook {
    /// Its sheets with rows about pupils.
    pub(crate) bladen: Vec<Content>,
    /// The other sheets that are not empty: what they are called, and why they are left.
    pub(crate) left: Vec<(String, Left)>,
}

/// Finds the sheets of a workbook with rows about pupils; a hidden one is left.
///
/// # Errors
/// Fails when two mappings fit the same sheet, or a heading stands in it twice.
pub(crate) fn in_workbook(
    sheets: &[Grid],
    bestand: &str,
    koppelingen: &[Koppeling],
) -> Result<InWorkbook, Error> {
    let mut found = InWorkbook::default();
    for (nummer, grid) in sheets.iter().enumerate().filter(|(_, grid)| !grid.rows.is_empty()) {
        let blad = grid.sheet.clone().unwrap_or_default();
        let mut fitting = None;
        if !grid.hidden {
            for row in grid.top() {
                let place = Place { bestand, blad: Some(&blad), regel: row.line };
                fitting = layout(&row.texts(), &place, koppelingen)?.map(|layout| (layout, row.line));
                if fitting.is_some() {
                    break;
                }
            }
        }
        match fitting {
            Some((layout, regel)) => found.bladen.push(Content::Blad { layout, nummer, blad, regel }),
            None => found.left.push((blad, if grid.hidden { Left::Hidden } else { Left::Unknown })),
        }
    }
    Ok(found)
}

/// The workbook that was opened last: its sheets are read one after another.
#[derive(Default)]
pub(crate) struct OpenWorkbook {
    path: PathBuf,
    sheets: Vec<Grid>,
    /// The hash of the file.
    pub(crate) sha256: String,
}

impl OpenWorkbook {
    /// Opens the workbook of a sheet, unless it is open, and returns that sheet.
    ///
    /// # Errors
    /// Fails when the workbook cannot be opened any more.
    pub(crate) fn sheet(&mut self, file: &PupilFile, nummer: usize) -> Result<&Grid, Error> {
        if self.path != file.path {
            let unreadable = |source| Error::Read { path: file.path.clone(), source };
            let bytes = fs::read(&file.path).map_err(unreadable)?;
            let changed = |waarom| Error::Workbook { bestand: file.naam.clone(), waarom };
            self.sheets = match workbook::open(&bytes) {
                Opened::Sheets(sheets) => sheets,
                Opened::Broken(waarom) => return Err(changed(waarom)),
                Opened::Other(why) => return Err(changed(why.to_string())),
            };
            (self.path, self.sha256) = (file.path.clone(), crate::read::hash::hash(&bytes));
        }
        let gone = || Error::Workbook { bestand: file.naam.clone(), waarom: "a sheet is gone".to_owned() };
        self.sheets.get(nummer).ok_or_else(gone)
    }
}

impl PupilFile {
    /// A file with what is in it.
    pub(crate) fn new(file: &Found, inhoud: Content) -> Self {
        Self { path: file.path.clone(), naam: file.bestand.clone(), told: file.told.clone(), inhoud }
    }

    /// Opens the file; one in UTF-16, or with each line in quotes, is turned into plain UTF-8 as a whole.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.is_converted()? {
            let whole = walk::read_whole(&self.path)?.map_err(|why| io::Error::other(why.to_string()))?;
            return Ok(Box::new(Cursor::new(unwrapped(as_utf8(&whole)))));
        }
        Ok(Box::new(File::open(&self.path)?))
    }

    /// Whether what is read of the file are other bytes than its own.
    pub(crate) fn is_converted(&self) -> io::Result<bool> {
        let mut head = Vec::new();
        File::open(&self.path)?.take(HEAD as u64).read_to_end(&mut head)?;
        let is_utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
        Ok(is_utf16 || is_wrapped(&head))
    }

    /// Opens the file to read it as XML.
    pub(crate) fn open_buffered(&self) -> io::Result<Box<dyn BufRead>> {
        Ok(Box::new(BufReader::with_capacity(256 * 1024, File::open(&self.path)?)))
    }

    /// The place of the sheet in its workbook.
    pub(crate) fn nummer(&self) -> usize {
        match self.inhoud {
            Content::Blad { nummer, .. } => nummer,
            _ => 0,
        }
    }

    /// Name of the sheet.
    pub(crate) fn blad(&self) -> Option<&str> {
        match &self.inhoud {
            Content::Blad { blad, .. } => Some(blad),
            _ => None,
        }
    }

    /// The kind of file, for people.
    pub(crate) fn soort(&self) -> Soort {
        match &self.inhoud {
            Content::Text(layout, _) | Content::Blad { layout, .. } => match layout.soort {
                TableKind::Toets => Soort::Toetsresultaten,
                TableKind::Groep8 => Soort::Groep8,
            },
            Content::Xml(format) => format.soort,
        }
    }

    /// The school that the file is about by its place, and how it writes days.
    pub(crate) fn origin(&self, scholen: &Scholen) -> Origin {
        let order = match &self.inhoud {
            Content::Text(layout, _) | Content::Blad { layout, .. } => layout.order,
            Content::Xml(_) => crate::check::dates::DateOrder::default(),
        };
        let bound = scholen.of_folder(&self.naam).ok().flatten();
        // In the folder of a school that is not known, no other school is meant.
        let fallback = scholen.only().filter(|_| scholen.of_folder(&self.naam).is_ok());
        Origin { bound, fallback, order, other_order: None }
    }

    /// What is odd about the file by itself.
    pub(crate) fn warnings(&self) -> Option<Warning> {
        let (Content::Text(layout, _) | Content::Blad { layout, .. }) = &self.inhoud else { return None };
        let odd = Oddity::ColumnsNotRead(layout.ignored);
        (layout.ignored > 0).then(|| Warning::in_sheet(&self.naam, self.blad(), odd))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dossier_is_told_by_its_number_and_never_by_its_name() {
        let recognised = |head: &[u8]| Content::Xml(xml::recognise(head).unwrap());
        let oso = || recognised(b"<dossier xmlns='http://www.edustandaard.nl/oso_gegevensset/2019/dossier'>");
        let file = |bestand: &str, inhoud: Content| PupilFile {
            path: PathBuf::new(),
            naam: bestand.to_owned(),
            told: bestand.to_owned(),
            inhoud,
        };
        let mut files = [
            file("99SR-C2/oso/jan-jansen.xml", oso()),
            file("99SR-C2/oso/piet-pieters.xml", oso()),
            file("99SR-C2/register.xml", recognised(b"<EDEX>")),
            file("klaas.xml", oso()),
        ];
        mask(&mut files);
        let names: Vec<&str> = files.iter().map(|file| file.naam.as_str()).collect();
        assert_eq!(
            names,
            ["99SR-C2/oso/dossier 001", "99SR-C2/oso/dossier 002", "99SR-C2/register.xml", "dossier 001"]
        );
    }
}
