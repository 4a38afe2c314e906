//! Source files as people download them in, canonical Arrow tables and rejected rows out.
//!
//! Files are recognised by their content. Nothing is lost: of every file the rows read are the rows loaded and
//! the rows refused, where a row is one line with data; the year sheets of a schoolweging file count as rows of
//! that file. It computes no figure, knows no query engine, and lets no name of a person or postcode through.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::{RecordBatch, StringArray};
use domain::ovt::Ovt;
use domain::project::School;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod check;
mod error;
mod intake;
mod leerlingen;
mod normen;
mod publiek;
mod read;
mod recognise;
mod soort;
mod tables;
mod tabulate;
mod walk;
mod warning;

pub use check::ledger::{Reason, Rejected};
pub use error::Error;
pub use leerlingen::suggest::{Draft, Told, draft};
pub use leerlingen::{KoppelingFile, NoSleutel, Request, Sleutel};
pub use normen::NormFile;
pub use publiek::oordelen::OfficialTie;
pub use recognise::{Unrecognised, Why};
pub use soort::Soort;
pub use tabulate::{empty, schema};
pub use warning::{Left, Oddity, Warning};

use intake::Intake;
use leerlingen::bereik::Bereiken;
use leerlingen::bestand::{self, Bestand};
use leerlingen::koppeling::Koppeling;
use publiek::{besturen, duo, oordelen};

/// Everything that was read.
#[derive(Debug)]
pub struct Loaded {
    /// One batch per table of `domain::tables`, by name; empty when nothing was read for it.
    pub tables: BTreeMap<&'static str, RecordBatch>,
    /// The files that were loaded, sorted by path.
    pub sources: Vec<Source>,
    /// The faulty values of the rows that were refused, by file and line.
    pub rejected: Vec<Rejected>,
    /// The files that are none of ours, sorted by path.
    pub unrecognised: Vec<Unrecognised>,
    /// The files about pupils of which nothing is used, because they are damaged or can't be told apart.
    pub refused: Vec<Refused>,
    /// What was odd but usable.
    pub warnings: Vec<Warning>,
    /// The tables of pupils, stored as Parquet; empty until they are read.
    pub stored: BTreeMap<&'static str, PathBuf>,
    /// Keeps the stored tables from being taken away while they are in use.
    held: Option<File>,
    pupil_files: Vec<Bestand>,
    koppelingen: Vec<KoppelingFile>,
    bereiken: Bereiken,
}

/// A file about pupils that was refused as a whole; it stops no school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Path within `bronnen`.
    pub bestand: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub told: String,
    /// The OVT of the school in whose folder it lies.
    pub school: Option<String>,
    /// Code of the reason, such as `damaged_file`.
    pub reden: String,
    /// What is wrong, with its place.
    pub wat: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

impl Refused {
    fn new(bestand: &str, told: &str, error: &Error) -> Self {
        let wat = match error {
            // Where the project stands on this machine is nobody's business.
            Error::Read { source, .. } => format!("can't read `{bestand}`: {source}"),
            other => other.to_string(),
        };
        Self {
            bestand: bestand.to_owned(),
            told: told.to_owned(),
            school: school_of(bestand),
            reden: error.of_one_file().map_or("refused", |(_, code)| code).to_owned(),
            wat,
            hint: error.hint(),
        }
    }
}

/// The OVT of the school in whose folder a file lies: the nearest folder that is named as one.
fn school_of(bestand: &str) -> Option<String> {
    bestand.rsplit('/').skip(1).find_map(|folder| Ovt::from_folder(folder).ok()).map(String::from)
}

/// One file that was loaded, or one sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path within `bronnen`, with slashes.
    pub bestand: String,
    /// The sheet, of a workbook about pupils.
    pub blad: Option<String>,
    /// Its kind.
    pub soort: Soort,
    /// The period or the school years in it.
    pub inhoud: String,
    /// Hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// Lines with data.
    pub rijen_gelezen: u32,
    /// Lines that were taken up.
    pub rijen_geladen: u32,
    /// Lines that were refused.
    pub rijen_afgewezen: u32,
}

impl Loaded {
    /// The texts in one column of a table, row by row; empty cells are left out.
    #[must_use]
    pub fn texts(&self, table: &str, column: &str) -> Vec<&str> {
        let found = self.tables.get(table).and_then(|batch| batch.column_by_name(column));
        let array = found.and_then(|array| array.as_any().downcast_ref::<StringArray>());
        array.map_or_else(Vec::new, |array| array.iter().flatten().collect())
    }

    /// Fills the table `opgegeven_scholen`.
    ///
    /// # Errors
    /// Fails only by a fault of this program, when the rows do not fit the table.
    pub fn declare<'a>(&mut self, scholen: impl IntoIterator<Item = &'a School>) -> Result<(), Error> {
        self.tables.extend([tables::declared(scholen)?]);
        Ok(())
    }
}

/// Reads all public files in the folder `bronnen`, or the one file that is named, and the norm files; pupil files are
/// recognised, with the mappings, and read by [`Loaded::read_pupils`].
///
/// # Errors
/// Fails when a file can't be read or opened, when a file of a known kind misses a column, when two different
/// files are about the same years, and on any fault in a norm file. Faulty rows are no error: they are refused.
pub fn load(bronnen: &Path, normen: &[NormFile], koppelingen: &[KoppelingFile]) -> Result<Loaded, Error> {
    let (mut tables, bereiken) = normen::read(normen)?;
    let (files, unrecognised) = walk::files(bronnen)?;
    let mappings = koppelingen.iter().map(Koppeling::parse).collect::<Result<_, Error>>()?;
    let mut intake = Intake { mappings, unrecognised, ..Intake::default() };
    for file in &files {
        intake.take(file)?;
    }
    bestand::mask(&mut intake.pupil_files);
    intake.unrecognised.sort_by(|one, other| one.bestand.cmp(&other.bestand));
    tables.extend(tables::results(intake.results)?);
    tables.extend(tables::weights(intake.weights, &mut intake.warnings)?);
    tables.extend(tables::levels(intake.levels)?);
    tables.extend(duo::tables(intake.advices, intake.scores)?);
    tables.extend(oordelen::tables(intake.judgements)?);
    tables.extend([besturen::table(intake.boards)?]);
    tables.extend(tables::pupils()?);
    tables.extend(tables::records(&intake.sources, &intake.rejected)?);
    tables.extend([tables::not_read(&intake.refused, &intake.unrecognised)?, tables::declared([])?]);
    let Intake { sources, rejected, unrecognised, refused, warnings, pupil_files, .. } = intake;
    let (stored, koppelingen) = (BTreeMap::new(), koppelingen.to_vec());
    Ok(Loaded {
        tables,
        sources,
        rejected,
        unrecognised,
        refused,
        warnings,
        stored,
        held: None,
        pupil_files,
        koppelingen,
        bereiken,
    })
}

fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        for nibble in [byte >> 4, byte & 0xF] {
            text.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_told_by_its_path_within_the_sources() {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::Read { path: "/home/anja/bronnen/99WH-C1/a.csv".into(), source };
        let refused = Refused::new("99WH-C1/a.csv", "99WH-C1/#1.csv", &error);
        assert_eq!(refused.wat, "can't read `99WH-C1/a.csv`: permission denied");
        assert_eq!((refused.school.as_deref(), refused.reden.as_str()), (Some("99WH|C1"), "unreadable_file"));
    }
}
