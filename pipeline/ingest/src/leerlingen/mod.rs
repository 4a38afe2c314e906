//! Reads the pupil files, returns the canonical tables of pupils and their tests, stored as Parquet in a folder of the project.
//!
//! Names, numbers of persons, birth dates and addresses are dropped here; of a pupil only a hash under the project's
//! key remains. When no file changed, nothing is read but what is stored.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::project::School;
use domain::schooljaar::Schooljaar;
use sha2::{Digest, Sha256};

mod advies;
mod attempts;
mod batch;
pub(crate) mod bereik;
#[cfg(test)]
mod cases;
mod cell;
mod column;
mod copies;
mod doubles;
mod enrolments;
mod finals;
mod groep8;
pub(crate) mod koppeling;
pub(crate) mod layout;
mod ledger;
mod marks;
mod metingen;
pub(crate) mod pupil_file;
mod quotes;
mod reading;
mod register;
mod registers;
mod run;
mod scholen;
mod schooljaar;
mod shape;
pub(crate) mod sleutel;
mod storage;
mod store;
pub(crate) mod stream;
mod stretches;
pub(crate) mod suggest;
mod toets;
pub(crate) mod words;
pub(crate) mod xml;
mod xml_rows;

use crate::error::Error;
use crate::publiek::oordelen::OfficialTie;
use crate::read::hash::hexadecimal;
use bereik::Bereiken;
use copies::metadata;
use koppeling::KoppelingFile;
use pupil_file::PupilFile;
use reading::Context;
use register::Register;
use scholen::Scholen;
use sleutel::Sleutel;
use store::Record;

pub(crate) use storage::TABLES;

/// The form of what is stored: another number makes everything be read again.
const FORM: u32 = 4;

/// What is needed to read pupil files.
pub(crate) struct Question<'a> {
    pub(crate) sleutel: &'a Sleutel,
    /// The last school year that can have results.
    pub(crate) until: Option<Schooljaar>,
    /// The folder in which the tables are stored.
    pub(crate) store: &'a Path,
    /// The schools of the results file.
    pub(crate) results: Vec<&'a str>,
    /// The schools that the project file names.
    pub(crate) schools: &'a [School],
    pub(crate) official: &'a [OfficialTie],
    pub(crate) bereiken: &'a Bereiken,
    pub(crate) koppelingen: &'a [KoppelingFile],
}

/// What was read.
pub(crate) struct Read {
    pub(crate) record: Record,
    pub(crate) stored: BTreeMap<&'static str, PathBuf>,
    /// Keeps the stored tables from being taken away while they are in use.
    pub(crate) held: File,
}

/// Reads the pupil files into tables in the store, or finds there what an earlier run read from the same files.
///
/// # Errors
/// Fails when the tables cannot be stored. A file that cannot be read to its end is refused.
pub(crate) fn read(mut files: Vec<PupilFile>, question: &Question<'_>) -> Result<Read, Error> {
    pupil_file::mask(&mut files);
    let scholen = Scholen::new(question.results.iter().copied(), question.schools, question.official);
    let unique = copies::without(files)?;
    let context = Context {
        sleutel: question.sleutel,
        scholen: &scholen,
        register: &Register::default(),
        bereiken: question.bereiken,
        until: question.until.map(Schooljaar::start),
    };
    let place = question.store.join(fingerprint(&unique.files, &context, question.koppelingen)?);
    let (mut record, held) = match store::stored(&place) {
        Some(found) => found,
        None => store::read_anew(&unique.files, &context, question.store, &place)?,
    };
    record.refused.splice(0..0, unique.refused);
    record.warnings.splice(0..0, unique.warnings);
    let stored = TABLES.iter().map(|name| (*name, storage::place(&place, name))).collect();
    Ok(Read { record, stored, held })
}

/// A name for all that decides what is read: files by path, length and time, key, mappings, schools, bounds.
fn fingerprint(
    files: &[PupilFile],
    context: &Context<'_>,
    koppelingen: &[KoppelingFile],
) -> Result<String, Error> {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    };
    let version = env!("CARGO_PKG_VERSION");
    add(&format!("{version} {FORM} {} {:?}", context.sleutel.fingerprint(), context.until));
    add(&format!("{:?} {:?}", context.scholen, context.bereiken));
    for file in koppelingen {
        add(&file.path);
        add(&file.text);
    }
    for file in files {
        let metadata = metadata(&file.path)?;
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        add(&file.naam);
        add(&format!("{} {:?}", metadata.len(), since.map(|since| since.as_nanos())));
    }
    Ok(hexadecimal(&hash.finalize())[..32].to_owned())
}
