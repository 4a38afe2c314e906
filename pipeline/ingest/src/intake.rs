//! Takes the files of `bronnen` one by one: public ones are read, those about pupils are put aside for later.
//!
//! A fault in a public file stops the run; one in a file about pupils costs that file alone.

use std::collections::BTreeMap;

use crate::check::ledger::{Ledger, Rejected};
use crate::error::Error;
use crate::leerlingen::bestand;
use crate::leerlingen::bestand::Bestand;
use crate::leerlingen::koppeling::Koppeling;
use crate::publiek::besturen;
use crate::publiek::besturen::Bestuur;
use crate::publiek::duo;
use crate::publiek::leerresultaten;
use crate::publiek::leerresultaten::Leerresultaten;
use crate::publiek::oordelen;
use crate::publiek::oordelen::Oordelen;
use crate::publiek::referentieniveaus;
use crate::publiek::referentieniveaus::Vestiging;
use crate::publiek::schoolweging;
use crate::publiek::schoolweging::Schoolweging;
use crate::read::grid::Grid;
use crate::recognise;
use crate::recognise::{Kind, Recognised, Unrecognised, Why};
use crate::walk;
use crate::walk::Found;
use crate::warning::{Left, Oddity, Warning};
use crate::{Refused, Soort, Source, hash, school_of};

/// What came in so far.
#[derive(Default)]
pub(crate) struct Intake {
    pub(crate) results: Vec<Leerresultaten>,
    pub(crate) weights: Vec<(String, Schoolweging)>,
    pub(crate) levels: Vec<Vestiging>,
    pub(crate) advices: Vec<duo::Vestiging>,
    pub(crate) scores: Vec<duo::Vestiging>,
    pub(crate) judgements: Vec<Oordelen>,
    pub(crate) boards: Vec<Bestuur>,
    pub(crate) mappings: Vec<Koppeling>,
    pub(crate) pupil_files: Vec<Bestand>,
    pub(crate) sources: Vec<Source>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) unrecognised: Vec<Unrecognised>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
    /// What each file is about, to find two files about the same years.
    pub(crate) contents: BTreeMap<(Soort, String), String>,
}

impl Intake {
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
        if let Some(inhoud) = bestand::recognise(path, bestand, &self.mappings)? {
            self.pupil_files.push(Bestand::new(file, inhoud));
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
        match recognise::recognise(bestand, &bytes)? {
            Ok(Recognised { kind: Kind::Sheets(sheets), .. }) => self.take_sheets(file, &sheets),
            Ok(recognised) => self.read(bestand, sha256, recognised),
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

    /// Takes a workbook that is no public file: its sheets about pupils, or nothing.
    fn take_sheets(&mut self, file: &Found, sheets: &[Grid]) -> Result<(), Error> {
        let found = bestand::in_workbook(sheets, &file.bestand, &self.mappings)?;
        if found.bladen.is_empty() {
            self.leave(file, Why::OtherWorkbook);
            return Ok(());
        }
        if !found.left.is_empty() {
            self.warnings.push(Warning::new(&file.bestand, Oddity::SheetsLeft(found.left)));
        }
        self.pupil_files.extend(found.bladen.into_iter().map(|inhoud| Bestand::new(file, inhoud)));
        Ok(())
    }

    fn read(&mut self, bestand: &str, sha256: String, recognised: Recognised) -> Result<(), Error> {
        let mut ledger = Ledger::new(bestand, recognised.kind.soort());
        if let Some(codering) = recognised.other_encoding {
            ledger.warnings.push(Warning::new(bestand, Oddity::OtherEncoding(codering.to_owned())));
        }
        ledger.warnings.extend(self.beside(bestand, &recognised));
        let (soort, contents) = match recognised.kind {
            Kind::Leerresultaten(grid, header) => {
                let read = leerresultaten::read(&grid, &header, &mut ledger)?;
                let contents = vec![read.periode.to_string()];
                self.results.push(read);
                (Soort::Leerresultaten, contents)
            }
            Kind::Schoolweging(sheets) => {
                let read = schoolweging::read(&sheets, &mut ledger)?;
                let contents = vec![read.inhoud()];
                self.weights.push((bestand.to_owned(), read));
                (Soort::Schoolweging, contents)
            }
            Kind::Referentieniveaus(grid, header) => {
                let mut read = referentieniveaus::read(&grid, &header, &mut ledger)?;
                let contents =
                    referentieniveaus::schooljaren(&read).iter().map(ToString::to_string).collect();
                self.levels.append(&mut read);
                (Soort::Referentieniveaus, contents)
            }
            Kind::Duo(soort, grid, header) => {
                let mut read = duo::read(&grid, &header, soort, &mut ledger)?;
                let contents = duo::schooljaren(&read).iter().map(ToString::to_string).collect();
                let rows = if soort == Soort::Schooladviezen { &mut self.advices } else { &mut self.scores };
                rows.append(&mut read);
                (soort, contents)
            }
            Kind::Oordelen(grid, header) => {
                let read = oordelen::read(&grid, &header, &mut ledger)?;
                let contents = read.peildata();
                self.judgements.push(read);
                (Soort::Oordelen, contents)
            }
            Kind::Besturen(grid, header) => {
                let mut read = besturen::read(&grid, &header, &mut ledger)?;
                let contents = besturen::peildata(&read);
                self.boards.append(&mut read);
                (Soort::Besturen, contents)
            }
            Kind::Sheets(_) => return Ok(()),
        };
        self.enter(ledger, soort, &contents, sha256)
    }

    /// What is odd about the sheets of a public file that are not read; those that explain it are not.
    fn beside(&self, bestand: &str, recognised: &Recognised) -> Vec<Warning> {
        let is_results = matches!(recognised.kind, Kind::Leerresultaten(..));
        let (mut warnings, mut left) = (Vec::new(), Vec::new());
        for grid in recognised.others.iter().filter(|grid| !grid.rows.is_empty()) {
            let about_pupils = || {
                let found = bestand::in_workbook(std::slice::from_ref(grid), bestand, &self.mappings);
                found.map_or(true, |found| !found.bladen.is_empty())
            };
            if is_results && recognise::is_results(grid) {
                warnings.push(Warning::in_sheet(bestand, grid.sheet.as_ref(), Oddity::ExtraSheet));
                continue;
            }
            let why = if grid.hidden {
                Left::Hidden
            } else if recognise::is_public(grid) || about_pupils() {
                Left::OfAnotherKind
            } else if recognise::is_explanation(grid) {
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
