//! Pupil files in, the canonical tables of pupils and their tests out, stored as Parquet in a folder of the project.
//!
//! Names, numbers of persons, birth dates and addresses are dropped here; of a pupil only a hash under the project's
//! key remains. When no file changed, nothing is read but what is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use domain::project::School;
use domain::schooljaar::Schooljaar;
use sha2::{Digest, Sha256};

mod aanhaling;
mod advies;
pub(crate) mod bereik;
pub(crate) mod bestand;
mod blok;
mod cel;
mod dubbel;
mod edexml;
#[cfg(test)]
mod gevallen;
mod groep8;
mod jaar;
pub(crate) mod kolommen;
pub(crate) mod koppeling;
mod lees;
mod lezing;
mod marks;
mod metingen;
mod opslag;
mod oso;
mod register;
mod registers;
mod rij;
mod scholen;
mod shape;
mod sleutel;
pub(crate) mod stream;
mod stukken;
pub(crate) mod suggest;
mod telling;
mod toets;
mod uitkomst;
mod uwlr;
mod verzamel;
mod winkel;
pub(crate) mod words;
pub(crate) mod xml;
mod xmlbron;

pub use koppeling::KoppelingFile;
pub use sleutel::{NoSleutel, Sleutel};

use bestand::Bestand;
use register::Register;
use rij::Context;
use scholen::Scholen;

use crate::error::Error;
use crate::warning::{Oddity, Warning};
use crate::{Loaded, Refused, school_of};

/// The form of what is stored: another number makes everything be read again.
const FORM: u32 = 4;
/// The tables that are stored.
const TABLES: [&str; 5] =
    ["doorstroomtoets", "inschrijvingen", "leerlingen", "schooladviezen", "toetsresultaten"];

/// What is needed to read pupil files.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The schools that the project file names.
    pub schools: &'a [School],
    /// The key under which pupils are hashed.
    pub sleutel: Option<&'a Sleutel>,
    /// The last school year that can have results: that of the report.
    pub until: Option<Schooljaar>,
    /// The folder in which the tables are stored.
    pub store: &'a Path,
}

impl Loaded {
    /// Whether `bronnen` has files about pupils.
    #[must_use]
    pub fn has_pupils(&self) -> bool {
        !self.pupil_files.is_empty()
    }

    /// Reads the pupil files into tables in the store, or finds there what an earlier run read from the same files.
    ///
    /// # Errors
    /// Fails without a key, and when the tables cannot be stored. A file that cannot be read to its end is refused.
    pub fn read_pupils(&mut self, request: &Request<'_>) -> Result<(), Error> {
        if self.pupil_files.is_empty() {
            return Ok(());
        }
        let sleutel = request.sleutel.ok_or(Error::NoSleutel)?;
        let results = self.texts("leerresultaten", "ovt");
        let scholen = Scholen::new(results, request.schools, &self.official_ties());
        let files = self.without_copies()?;
        let context = Context {
            sleutel,
            scholen: &scholen,
            register: &Register::default(),
            bereiken: &self.bereiken,
            until: request.until.map(Schooljaar::start),
        };
        let place = request.store.join(self.fingerprint(&files, &context)?);
        let (record, held) = match winkel::stored(&place) {
            Some(found) => found,
            None => winkel::read_anew(&files, &context, request.store, &place)?,
        };
        self.held = Some(held);
        self.stored = TABLES.iter().map(|name| (*name, opslag::place(&place, name))).collect();
        for name in TABLES {
            self.tables.remove(name);
        }
        self.sources.extend(record.sources);
        self.sources.sort_by(|one, other| one.bestand.cmp(&other.bestand));
        self.rejected.extend(record.rejected);
        self.refused.extend(record.refused);
        self.warnings.extend(record.warnings);
        self.tables.extend(crate::tables::records(&self.sources, &self.rejected)?);
        self.tables.extend([crate::tables::not_read(&self.refused, &self.unrecognised)?]);
        Ok(())
    }

    /// The pupil files, each content once; the sheets of a workbook stay together.
    fn without_copies(&mut self) -> Result<Vec<Bestand>, Error> {
        let mut by_length: BTreeMap<u64, Vec<Bestand>> = BTreeMap::new();
        for file in std::mem::take(&mut self.pupil_files) {
            let length = metadata(&file.path)?.len();
            by_length.entry(length).or_default().push(file);
        }
        let mut files = Vec::new();
        for same in by_length.into_values() {
            let alone = same.iter().all(|file| file.path == same[0].path);
            let mut by_hash: BTreeMap<String, Vec<Bestand>> = BTreeMap::new();
            for file in same {
                let hash = if alone { String::new() } else { xmlbron::sha256(&file)? };
                by_hash.entry(hash).or_default().push(file);
            }
            for copies in by_hash.into_values() {
                files.extend(self.one_of(copies));
            }
        }
        files.sort_by(|one, other| (&one.naam, one.nummer()).cmp(&(&other.naam, other.nummer())));
        Ok(files)
    }

    /// Of files with the same bytes one, with all its sheets: the first in the folder of a school, else the first; none of
    /// them when they lie in the folders of different schools.
    fn one_of(&mut self, copies: Vec<Bestand>) -> Vec<Bestand> {
        let names: BTreeMap<String, String> =
            copies.iter().map(|file| (file.naam.clone(), file.told.clone())).collect();
        let schools: BTreeSet<String> = names.keys().filter_map(|naam| school_of(naam)).collect();
        if schools.len() > 1 {
            for (bestand, told) in &names {
                let elsewhere = |other: &&String| school_of(other) != school_of(bestand);
                let andere = names.keys().find(elsewhere).cloned().unwrap_or_default();
                let error = Error::InTwoSchools { bestand: bestand.clone(), andere };
                self.refused.push(Refused::new(bestand, told, &error));
            }
            return Vec::new();
        }
        // One in the folder of a school says whose pupils they are.
        let in_school = names.keys().find(|naam| school_of(naam).is_some());
        let Some(first) = in_school.or(names.keys().next()) else { return Vec::new() };
        for copy in names.keys().filter(|copy| *copy != first) {
            self.warnings.push(Warning::new(copy, Oddity::IdenticalTo(first.clone())));
        }
        copies.into_iter().filter(|file| file.naam == *first).collect()
    }

    /// A name for all that decides what is read: files by path, length and time, key, mappings, schools, bounds.
    fn fingerprint(&self, files: &[Bestand], context: &Context<'_>) -> Result<String, Error> {
        let mut hash = Sha256::new();
        let mut add = |part: &str| {
            hash.update(part.len().to_le_bytes());
            hash.update(part.as_bytes());
        };
        let version = env!("CARGO_PKG_VERSION");
        add(&format!("{version} {FORM} {} {:?}", context.sleutel.fingerprint(), context.until));
        add(&format!("{:?} {:?}", context.scholen, context.bereiken));
        for file in &self.koppelingen {
            add(&file.path);
            add(&file.text);
        }
        for file in files {
            let metadata = metadata(&file.path)?;
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            add(&file.naam);
            add(&format!("{} {:?}", metadata.len(), since.map(|since| since.as_nanos())));
        }
        Ok(crate::hexadecimal(&hash.finalize())[..32].to_owned())
    }
}

fn metadata(path: &Path) -> Result<fs::Metadata, Error> {
    fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}
