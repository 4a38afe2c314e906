//! Takes the files of `bronnen` one by one: public ones are read, those about pupils are put aside for later.
//!
//! A fault in a public file stops the run; one in a file about pupils, or in the folder of a school, costs that file alone.

use std::collections::BTreeMap;
use std::slice;

use crate::check::ledger::{Ledger, Rejected};
use crate::check::naming::school_of;
use crate::error::Error;
use crate::leerlingen::koppeling::Koppeling;
use crate::leerlingen::pupil_file::{self, PupilFile};
use crate::publiek;
use crate::publiek::publication::Shelf;
use crate::read::container::{self, Container, Known};
use crate::read::hash::hash;
use crate::soort::Soort;
use crate::source::{Refused, Source};
use crate::walk::{self, Found};
use crate::warning::{Left, Oddity, Warning};
use crate::why::{Unrecognised, Why};

/// What came in so far.
pub(crate) struct Intake {
    pub(crate) shelves: Vec<Box<dyn Shelf>>,
    mappings: Vec<Koppeling>,
    pub(crate) pupil_files: Vec<PupilFile>,
    pub(crate) sources: Vec<Source>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) unrecognised: Vec<Unrecognised>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
    /// What each file is about, to find two files about the same years.
    contents: BTreeMap<(Soort, String), String>,
}

impl Intake {
    /// Starts with the mappings and with what was left because of its name.
    pub(crate) fn new(mappings: Vec<Koppeling>, unrecognised: Vec<Unrecognised>) -> Self {
        Self {
            shelves: publiek::shelves(),
            mappings,
            pupil_files: Vec::new(),
            sources: Vec::new(),
            rejected: Vec::new(),
            unrecognised,
            refused: Vec::new(),
            warnings: Vec::new(),
            contents: BTreeMap::new(),
        }
    }

    /// Takes a file; a fault in one about pupils costs that file alone.
    pub(crate) fn take(&mut self, file: &Found) -> Result<(), Error> {
        match self.take_in(file) {
            Err(error) if is_about_pupils(&error, &file.bestand) => {
                self.refused.push(Refused::new(&file.bestand, &file.told, &error));
                Ok(())
            }
            taken => taken,
        }
    }

    fn take_in(&mut self, file: &Found) -> Result<(), Error> {
        let (path, bestand) = (&file.path, &file.bestand);
        if let Some(inhoud) = pupil_file::recognise(path, bestand, &self.mappings)? {
            self.pupil_files.push(PupilFile::new(file, inhoud));
            return Ok(());
        }
        let bytes = walk::read_whole(path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(waarom) => {
                self.leave(file, waarom);
                return Ok(());
            }
        };
        let sha256 = hash(&bytes);
        if let Some(same) = self.sources.iter().find(|source| source.sha256 == sha256) {
            self.warnings.push(Warning::new(bestand, Oddity::IdenticalTo(same.bestand.clone())));
            return Ok(());
        }
        match container::open(bestand, &bytes, &|grid| publiek::known(&self.shelves, grid))? {
            Ok(opened) => self.take_sheets(file, opened, sha256),
            Err(waarom) => {
                self.leave(file, waarom);
                Ok(())
            }
        }
    }

    /// Leaves a file that is none of ours.
    fn leave(&mut self, file: &Found, waarom: Why) {
        let (bestand, told) = (file.bestand.clone(), file.told.clone());
        self.unrecognised.push(Unrecognised { bestand, told, waarom });
    }

    /// Takes a file by its sheets: it is published, or some are about pupils, or nothing in it is ours.
    fn take_sheets(&mut self, file: &Found, opened: Container, sha256: String) -> Result<(), Error> {
        let bestand = &file.bestand;
        let sheets = match publiek::find(&self.shelves, opened.sheets, bestand)? {
            Ok(found) => return self.read(bestand, sha256, &found, opened.other_encoding),
            Err(sheets) => sheets,
        };
        let left = sheets.iter().find_map(|grid| match publiek::known(&self.shelves, grid) {
            Known::Left(why @ Why::OldDuo(_)) => Some(why),
            _ => None,
        });
        let found = match left {
            Some(_) => pupil_file::InWorkbook::default(),
            None => pupil_file::in_workbook(&sheets, bestand, &self.mappings)?,
        };
        if found.bladen.is_empty() {
            self.leave(file, left.unwrap_or(Why::OtherWorkbook));
        } else if !found.left.is_empty() {
            self.warnings.push(Warning::new(bestand, Oddity::SheetsLeft(found.left)));
        }
        self.pupil_files.extend(found.bladen.into_iter().map(|inhoud| PupilFile::new(file, inhoud)));
        Ok(())
    }

    fn read(
        &mut self,
        bestand: &str,
        sha256: String,
        found: &publiek::Found,
        other_encoding: Option<&str>,
    ) -> Result<(), Error> {
        let soort = self.shelves[found.shelf].soort();
        let mut ledger = Ledger::new(bestand, soort);
        if let Some(codering) = other_encoding {
            ledger.warnings.push(Warning::new(bestand, Oddity::OtherEncoding(codering.to_owned())));
        }
        ledger.warnings.extend(self.beside(bestand, found));
        let contents = self.shelves[found.shelf].take(&found.read, &mut ledger)?;
        self.enter(ledger, soort, &contents, sha256)
    }

    /// What is odd about the sheets of a public file that are not read; those that explain it are not.
    fn beside(&self, bestand: &str, found: &publiek::Found) -> Vec<Warning> {
        let kind = &self.shelves[found.shelf];
        let (mut warnings, mut left) = (Vec::new(), Vec::new());
        for grid in found.others.iter().filter(|grid| !grid.rows.is_empty()) {
            if kind.soort() == Soort::Leerresultaten && kind.find(grid).is_some() {
                warnings.push(Warning::in_sheet(bestand, grid.sheet.as_deref(), Oddity::ExtraSheet));
                continue;
            }
            let about_pupils = || {
                let found = pupil_file::in_workbook(slice::from_ref(grid), bestand, &self.mappings);
                found.map_or(true, |found| !found.bladen.is_empty())
            };
            let why = if grid.hidden {
                Left::Hidden
            } else if publiek::known(&self.shelves, grid) == Known::Ours || about_pupils() {
                Left::OfItsOwn
            } else if publiek::is_explanation(grid) {
                continue;
            } else {
                Left::Unknown
            };
            left.push((grid.sheet.clone().unwrap_or_default(), why));
        }
        if !left.is_empty() {
            warnings.push(Warning::new(bestand, Oddity::SheetsLeft(left)));
        }
        warnings
    }

    /// Enters a file that was read, unless another one is about the same years.
    fn enter(
        &mut self,
        mut ledger: Ledger,
        soort: Soort,
        contents: &[String],
        sha256: String,
    ) -> Result<(), Error> {
        let bestand = ledger.bestand.clone();
        for inhoud in contents {
            if let Some(eerste) = self.contents.insert((soort, inhoud.clone()), bestand.clone()) {
                return Err(Error::SameContent { eerste, tweede: bestand, soort, inhoud: inhoud.clone() });
            }
        }
        ledger.close();
        self.sources.push(Source {
            bestand,
            blad: None,
            soort,
            // A file of which every row was refused is about nothing.
            inhoud: if contents.is_empty() { "-".to_owned() } else { contents.join(", ") },
            sha256,
            rijen_gelezen: ledger.loaded + ledger.refused,
            rijen_geladen: ledger.loaded,
            rijen_afgewezen: ledger.refused,
        });
        self.rejected.append(&mut ledger.rejected);
        self.warnings.append(&mut ledger.warnings);
        Ok(())
    }
}

/// Whether a fault is that of a file about pupils: one in the folder of a school, or with the headings of one.
fn is_about_pupils(error: &Error, bestand: &str) -> bool {
    let by_headings = matches!(error, Error::DoubleHeading { .. } | Error::TwoKoppelingen { .. });
    by_headings || error.of_one_file().is_some() && school_of(bestand).is_some()
}
