//! Reads the pupil files that were found, returns each content once, with what was refused and odd about copies.
//!
//! One content in the folders of two schools is used for neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::pupil_file::PupilFile;
use super::xml_rows::sha256;
use crate::check::naming::school_of;
use crate::error::Error;
use crate::source::Refused;
use crate::warning::{Oddity, Warning};

/// The files of which each content is there once.
#[derive(Default)]
pub(crate) struct Unique {
    pub(crate) files: Vec<PupilFile>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) warnings: Vec<Warning>,
}

/// Leaves each content once; the sheets of a workbook stay together.
///
/// # Errors
/// Fails when a file cannot be read.
pub(crate) fn without(all: Vec<PupilFile>) -> Result<Unique, Error> {
    let mut by_length: BTreeMap<u64, Vec<PupilFile>> = BTreeMap::new();
    for file in all {
        let length = metadata(&file.path)?.len();
        by_length.entry(length).or_default().push(file);
    }
    let mut unique = Unique::default();
    for same in by_length.into_values() {
        let alone = same.iter().all(|file| file.path == same[0].path);
        let mut by_hash: BTreeMap<String, Vec<PupilFile>> = BTreeMap::new();
        for file in same {
            let hash = if alone { String::new() } else { sha256(&file)? };
            by_hash.entry(hash).or_default().push(file);
        }
        for copies in by_hash.into_values() {
            let files = unique.one_of(copies);
            unique.files.extend(files);
        }
    }
    unique.files.sort_by(|one, other| (&one.naam, one.nummer()).cmp(&(&other.naam, other.nummer())));
    Ok(unique)
}

impl Unique {
    /// Of files with the same bytes one, with all its sheets: the first in the folder of a school, else the first; none of
    /// them when they lie in the folders of different schools.
    fn one_of(&mut self, copies: Vec<PupilFile>) -> Vec<PupilFile> {
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
}

/// What the system says of a file.
///
/// # Errors
/// Fails when it is not there any more.
pub(crate) fn metadata(path: &Path) -> Result<fs::Metadata, Error> {
    fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}
