//! Source files as people download them in, canonical Arrow tables and rejected rows out.
//!
//! Files are recognised by their content. Nothing is lost: of every file the rows read are the rows loaded and
//! the rows refused, where a row is one line with data; the year sheets of a schoolweging file count as rows of
//! that file. It computes no figure, knows no query engine, and lets no name of a person or postcode through.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use arrow::array::{RecordBatch, StringArray};
use domain::project::School;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod cijfers;
mod clean;
mod columns;
mod delimited;
mod duo;
mod duplicates;
mod error;
mod grid;
mod leerlingen;
mod leerresultaten;
mod normen;
mod reason;
mod recognise;
mod referentieniveaus;
mod rejected;
mod schoolweging;
mod tables;
mod tabulate;
mod vestigingsrijen;
mod walk;
mod warning;
mod workbook;

pub use error::Error;
pub use leerlingen::suggest::{Draft, draft};
pub use leerlingen::{KoppelingFile, NoSleutel, Request, Sleutel};
pub use normen::NormFile;
pub use recognise::{Unrecognised, Why};
pub use rejected::{Reason, Rejected};
pub use tabulate::schema;
pub use warning::{Oddity, Warning};

use leerlingen::bereik::Bereiken;
use leerlingen::bestand::{self, Bestand};
use leerlingen::koppeling::Koppeling;
use leerresultaten::Leerresultaten;
use recognise::{Kind, Recognised};
use referentieniveaus::Vestiging;
use rejected::Ledger;
use schoolweging::Schoolweging;
use walk::Found;

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
    /// What was odd but usable.
    pub warnings: Vec<Warning>,
    /// The tables of pupils, stored as Parquet; empty until they are read.
    pub stored: BTreeMap<&'static str, PathBuf>,
    pupil_files: Vec<Bestand>,
    koppelingen: Vec<KoppelingFile>,
    bereiken: Bereiken,
}

/// A kind of source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Soort {
    /// Results per school, Inspectie.
    Leerresultaten,
    /// Schoolweging per school, Inspectie.
    Schoolweging,
    /// Counts per reference level, DUO.
    Referentieniveaus,
    /// Counts per advice, DUO.
    Schooladviezen,
    /// Mean final scores, DUO.
    Eindscores,
    /// Test results in a table, of one's own or mapped.
    Toetsresultaten,
    /// Final tests and advices in a table, of one's own or mapped.
    Groep8,
    /// A register of pupils.
    Edexml,
    /// Test results, exchanged between systems.
    Uwlr,
    /// The dossier of a pupil.
    Oso,
}

impl Soort {
    /// Returns the name that stands in column `soort`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leerresultaten => "leerresultaten",
            Self::Schoolweging => "schoolweging",
            Self::Referentieniveaus => "referentieniveaus",
            Self::Schooladviezen => "schooladviezen",
            Self::Eindscores => "eindscores",
            Self::Toetsresultaten => "toetsresultaten",
            Self::Groep8 => "groep 8",
            Self::Edexml => "leerlingregister",
            Self::Uwlr => "toetsresultaten (UWLR)",
            Self::Oso => "dossier (OSO)",
        }
    }

    /// Whether the file is about pupils one by one.
    #[must_use]
    pub const fn is_about_pupils(self) -> bool {
        matches!(self, Self::Toetsresultaten | Self::Groep8 | Self::Edexml | Self::Uwlr | Self::Oso)
    }

    /// Returns who publishes the file.
    #[must_use]
    pub const fn publisher(self) -> &'static str {
        match self {
            Self::Leerresultaten | Self::Schoolweging => "onderwijsinspectie.nl",
            Self::Referentieniveaus | Self::Schooladviezen | Self::Eindscores => "duo.nl",
            _ => "the system that made it",
        }
    }
}

impl fmt::Display for Soort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One file that was loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path within `bronnen`, with slashes.
    pub bestand: String,
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
    let mut desk = Desk { mappings, unrecognised, ..Desk::default() };
    for file in &files {
        desk.take(file)?;
    }
    bestand::mask(&mut desk.pupil_files);
    desk.unrecognised.sort_by(|one, other| one.bestand.cmp(&other.bestand));
    tables.extend(tables::results(desk.results)?);
    tables.extend(tables::weights(desk.weights, &mut desk.warnings)?);
    tables.extend(tables::levels(desk.levels)?);
    tables.extend(duo::tables(desk.advices, desk.scores)?);
    tables.extend(tables::pupils()?);
    tables.extend(tables::records(&desk.sources, &desk.rejected)?);
    tables.extend([tables::declared([])?]);
    let Desk { sources, rejected, unrecognised, warnings, pupil_files, .. } = desk;
    let (stored, koppelingen) = (BTreeMap::new(), koppelingen.to_vec());
    Ok(Loaded {
        tables,
        sources,
        rejected,
        unrecognised,
        warnings,
        stored,
        pupil_files,
        koppelingen,
        bereiken,
    })
}

/// Where files come in, one by one.
#[derive(Default)]
struct Desk {
    results: Vec<Leerresultaten>,
    weights: Vec<(String, Schoolweging)>,
    levels: Vec<Vestiging>,
    advices: Vec<duo::Vestiging>,
    scores: Vec<duo::Vestiging>,
    mappings: Vec<Koppeling>,
    pupil_files: Vec<Bestand>,
    sources: Vec<Source>,
    rejected: Vec<Rejected>,
    unrecognised: Vec<Unrecognised>,
    warnings: Vec<Warning>,
    /// What each file is about, to find two files about the same years.
    contents: BTreeMap<(Soort, String), String>,
}

impl Desk {
    fn take(&mut self, file: &Found) -> Result<(), Error> {
        let (path, bestand) = (&file.path, &file.bestand);
        if let Some(inhoud) = bestand::recognise(path, bestand, &self.mappings)? {
            self.pupil_files.push(Bestand { path: path.clone(), naam: bestand.clone(), inhoud });
            return Ok(());
        }
        let bytes = fs::read(&file.path).map_err(|source| Error::Read { path: file.path.clone(), source })?;
        let sha256 = hash(&bytes);
        if let Some(same) = self.sources.iter().find(|source| source.sha256 == sha256) {
            self.warnings.push(Warning::new(&file.bestand, Oddity::IdenticalTo(same.bestand.clone())));
            return Ok(());
        }
        match recognise::recognise(&file.bestand, &bytes)? {
            Ok(recognised) => self.read(&file.bestand, sha256, recognised),
            Err(Why::OtherWorkbook) => {
                let inhoud = bestand::in_workbook(&bytes, bestand, &self.mappings)?;
                let (path, naam) = (path.clone(), bestand.clone());
                match inhoud {
                    Some(inhoud) => self.pupil_files.push(Bestand { path, naam, inhoud }),
                    None => {
                        self.unrecognised.push(Unrecognised { bestand: naam, waarom: Why::OtherWorkbook });
                    }
                }
                Ok(())
            }
            Err(waarom) => {
                self.unrecognised.push(Unrecognised { bestand: file.bestand.clone(), waarom });
                Ok(())
            }
        }
    }

    fn read(&mut self, bestand: &str, sha256: String, recognised: Recognised) -> Result<(), Error> {
        let mut ledger = Ledger::new(bestand);
        if let Some(codering) = recognised.other_encoding {
            ledger.warnings.push(Warning::new(bestand, Oddity::OtherEncoding(codering.to_owned())));
        }
        let (soort, contents) = match recognised.kind {
            Kind::Leerresultaten(grid, header, others) => {
                let other = |blad: String| Warning::in_sheet(bestand, Some(&blad), Oddity::ExtraSheet);
                ledger.warnings.extend(others.into_iter().map(other));
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
        };
        self.enter(ledger, soort, &contents, sha256)
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
