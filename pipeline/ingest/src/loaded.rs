//! Reads a folder of source files with what the project says of them, returns all tables with what was refused and odd.
//!
//! `Loaded` is whole when it is there: nothing is filled in later.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use domain::periode::Periode;
use domain::project::School;
use domain::schooljaar::Schooljaar;
use domain::term::Term;

use crate::check::ledger::Rejected;
use crate::error::Error;
use crate::intake::Intake;
use crate::leerlingen::koppeling::{Koppeling, KoppelingFile};
use crate::leerlingen::sleutel::Sleutel;
use crate::normen::{self, NormFile};
use crate::publiek::oordelen::{self, OfficialTie};
use crate::source::{Refused, Source};
use crate::tables::{self, Tables};
use crate::warning::Warning;
use crate::why::Unrecognised;
use crate::{leerlingen, walk};

/// What is read, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder `bronnen`, or one file.
    pub bronnen: &'a Path,
    /// The norm files.
    pub normen: &'a [NormFile],
    /// The mappings of exports about pupils.
    pub koppelingen: &'a [KoppelingFile],
    /// The schools that the project file names.
    pub schools: &'a [School],
    /// How files about pupils are read; without it they are left as they are.
    pub pupils: Option<Pupils<'a>>,
}

/// What it takes to read files about pupils.
#[derive(Clone, Copy, Debug)]
pub struct Pupils<'a> {
    /// The key under which pupils are hashed.
    pub sleutel: Option<&'a Sleutel>,
    /// The term of the report; results can be of its school year, or of that after the newest public results.
    pub term: Option<Term>,
    /// The folder in which the tables are stored.
    pub store: &'a Path,
}

/// Everything that was read.
#[derive(Debug)]
pub struct Loaded {
    tables: Tables,
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
    /// The tables of pupils, stored as Parquet; empty when none were read.
    pub stored: BTreeMap<&'static str, PathBuf>,
    /// Keeps the stored tables from being taken away while they are in use.
    _held: Option<File>,
}

impl Loaded {
    /// The tables by name, but for those that are stored; a batch costs little to hand out.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, RecordBatch)> {
        self.tables.iter().map(|(name, batch)| (name, batch.clone()))
    }

    /// The same with every table put through this, such as one that turns its rows around.
    #[must_use]
    pub fn with_tables(mut self, change: impl Fn(RecordBatch) -> RecordBatch) -> Self {
        self.tables = self.tables.changed(change);
        self
    }

    /// The texts in one column of a table, row by row; empty cells are left out.
    #[must_use]
    pub fn texts(&self, table: &str, column: &str) -> Vec<&str> {
        self.tables.texts(table, column)
    }

    /// The vestigingen of each school at the newest day of which a file tells of that school.
    #[must_use]
    pub fn official_ties(&self) -> Vec<OfficialTie> {
        oordelen::official_ties(&self.tables)
    }
}

/// Reads all files.
///
/// # Errors
/// Fails when a file can't be read or opened, when a file of a known kind misses a column, when two different
/// files are about the same years, on any fault in a norm file, without a key for files about pupils, and when their tables
/// cannot be stored. Faulty rows are no error: they are refused, and so is a file about pupils that cannot be read to its end.
pub fn load(request: &Request<'_>) -> Result<Loaded, Error> {
    let (norms, bereiken) = normen::read(request.normen)?;
    let (files, unrecognised) = walk::files(request.bronnen)?;
    let mappings = request.koppelingen.iter().map(Koppeling::parse).collect::<Result<_, Error>>()?;
    let mut intake = Intake::new(mappings, unrecognised);
    for file in &files {
        intake.take(file)?;
    }
    let Intake {
        shelves,
        pupil_files,
        mut sources,
        mut rejected,
        mut unrecognised,
        mut refused,
        mut warnings,
        ..
    } = intake;
    unrecognised.sort_by(|one, other| one.bestand.cmp(&other.bestand));
    let mut tables = Tables::default();
    tables.add(norms);
    for shelf in shelves {
        tables.add(shelf.tables(&mut warnings)?);
    }
    tables.add(tables::pupils()?);
    tables.add([tables::declared(request.schools)?]);
    let (mut stored, mut held) = (BTreeMap::new(), None);
    if let Some(pupils) = request.pupils.filter(|_| !pupil_files.is_empty()) {
        let until = pupils.term.map(|term| term.schooljaar).max(after(&tables));
        let question = leerlingen::Question {
            sleutel: pupils.sleutel.ok_or(Error::NoSleutel)?,
            until,
            store: pupils.store,
            results: tables.texts("leerresultaten", "ovt"),
            schools: request.schools,
            official: &oordelen::official_ties(&tables),
            bereiken: &bereiken,
            koppelingen: request.koppelingen,
        };
        let read = leerlingen::read(pupil_files, &question)?;
        tables.drop(&leerlingen::TABLES);
        stored = read.stored;
        held = Some(read.held);
        sources.extend(read.record.sources);
        sources.sort_by(|one, other| one.bestand.cmp(&other.bestand));
        rejected.extend(read.record.rejected);
        refused.extend(read.record.refused);
        warnings.extend(read.record.warnings);
    }
    tables.add(tables::records(&sources, &rejected)?);
    tables.add([tables::not_read(&refused, &unrecognised)?]);
    Ok(Loaded { tables, sources, rejected, unrecognised, refused, warnings, stored, _held: held })
}

/// The school year of the report after the newest results.
fn after(tables: &Tables) -> Option<Schooljaar> {
    let periods = tables.texts("leerresultaten", "periode").into_iter();
    let newest = periods.filter_map(|text| text.parse::<Periode>().ok()).max();
    newest.map(|periode| Term::after(periode.laatste()).schooljaar)
}
