//! Reads an XML file of pupils, returns register entries or checked rows.
//!
//! Words of a file pass by here on their way to the checks; none is kept but hashes and codes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::column::{Column, Fields};
use super::groep8::{Groep8Block, Groep8Reader};
use super::pupil_file::PupilFile;
use super::reading::{Context, Fault, Origin, Reading, RowReader, Who};
use super::register::{Entry, Inschrijving, groep};
use super::scholen::SchoolId;
use super::toets::{ToetsBlock, ToetsReader};
use super::xml::format::{Format, Holds, Receiver, RowKind};
use super::{cell, words};
use crate::check::dates::Day;
use crate::check::reason::Reason;
use crate::error::Error;

/// What reading a register came to.
#[derive(Default)]
pub(crate) struct RegisterRead {
    /// The day of which it tells, since 1970.
    pub(crate) day: Option<i32>,
    /// The pupils in a leerjaar from 1 to 8.
    pub(crate) entries: Vec<Entry>,
    /// The pupils in another jaargroep, per school year, under each of their numbers.
    pub(crate) elsewhere: Vec<(i64, u16)>,
    /// These jaargroepen, with the number of pupils in each.
    pub(crate) codes: BTreeMap<String, u32>,
    /// The pupils with a day on which they leave, in a file that does not say of which day it tells.
    pub(crate) undated: u32,
    pub(crate) refused: u32,
    pub(crate) faults: Vec<Fault>,
    pub(crate) sha256: String,
}

impl RegisterRead {
    /// The schools and school years that it tells of.
    pub(crate) fn about(&self) -> BTreeSet<(SchoolId, u16)> {
        self.entries.iter().map(|entry| (entry.inschrijving.school, entry.inschrijving.jaar)).collect()
    }
}

/// What reading results came to.
pub(crate) struct ResultsRead {
    pub(crate) toetsen: ToetsBlock,
    pub(crate) groep8: Groep8Block,
    pub(crate) sha256: String,
}

fn pass(file: &PupilFile, format: &Format, receiver: &mut dyn Receiver) -> Result<(), Error> {
    let open = || file.open_buffered();
    (format.read)(&open, receiver).map_err(|fault| Error::Xml {
        bestand: file.naam.clone(),
        regel: u32::try_from(fault.line).unwrap_or(u32::MAX),
        waarom: fault.what,
    })
}

/// The hash of a file.
///
/// # Errors
/// Fails when the file cannot be read.
pub(crate) fn sha256(file: &PupilFile) -> Result<String, Error> {
    let hashed = || -> io::Result<String> {
        let (mut source, mut hash, mut block) = (file.open_buffered()?, Sha256::new(), vec![0; 256 * 1024]);
        loop {
            match source.read(&mut block)? {
                0 => return Ok(crate::read::hash::hexadecimal(&hash.finalize())),
                read => hash.update(&block[..read]),
            }
        }
    };
    hashed().map_err(|source| Error::Read { path: file.path.clone(), source })
}

/// The school that the facts at hand are about.
#[derive(Default)]
struct Now {
    /// Its OVT, or the BRIN of a school that is not known.
    ovt: String,
    schooljaar: String,
}

impl Now {
    fn turn(&mut self, context: &Context<'_>, brin: &str, vestiging: &str, schooljaar: &str) {
        ovt_at(context, brin, vestiging).clone_into(&mut self.ovt);
        schooljaar.clone_into(&mut self.schooljaar);
    }

    /// The words of a row in the order of our columns.
    fn fields<'a>(&'a self, fields: &[(Column, &'a str)]) -> Fields<'a> {
        let mut words = Fields::empty();
        words[Column::Ovt] = self.ovt.as_bytes();
        // A message can hold results of years before its own: the day of a test goes first.
        if field(fields, Column::Afnamedatum).is_empty() {
            words[Column::Schooljaar] = self.schooljaar.as_bytes();
        }
        for (column, word) in fields {
            words[*column] = cell::meant(cell::trimmed(word.as_bytes()));
        }
        words
    }
}

/// The OVT at a vestiging, or the BRIN of a school that is not known.
fn ovt_at<'a>(context: &'a Context<'_>, brin: &'a str, vestiging: &str) -> &'a str {
    context.scholen.at(brin, vestiging).map_or(brin, |school| context.scholen.ovt(school))
}

fn field<'a>(fields: &[(Column, &'a str)], wanted: Column) -> &'a str {
    fields.iter().find(|(name, _)| *name == wanted).map_or("", |(_, word)| word.trim_matches(cell::is_blank))
}

/// Reads who is where; of a dossier only what is in order.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn register(
    file: &PupilFile,
    format: &Format,
    context: &Context<'_>,
) -> Result<RegisterRead, Error> {
    let mut desk = RegisterReceiver {
        reading: Reading::new(context, file.origin(context.scholen)),
        whole: format.holds == Holds::Register,
        now: Now::default(),
        outcome: RegisterRead::default(),
    };
    pass(file, format, &mut desk)?;
    // A dossier is hashed when its results are read.
    let sha256 = if desk.whole { sha256(file)? } else { String::new() };
    Ok(RegisterRead { sha256, ..desk.outcome })
}

struct RegisterReceiver<'a> {
    reading: Reading<'a>,
    /// Whether the file has every pupil of its school year.
    whole: bool,
    now: Now,
    outcome: RegisterRead,
}

impl Receiver for RegisterReceiver<'_> {
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
        self.now.turn(self.reading.context, brin, vestiging, schooljaar);
    }

    fn peildatum(&mut self, day: Day) {
        self.outcome.day = Some(day.since_1970());
    }

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(Column, &str)]) {
        if soort != RowKind::Leerling {
            return;
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        // A file of two vestigingen says of each pupil which is hers.
        let ovt = match field(fields, Column::Brin) {
            "" => self.now.ovt.clone(),
            brin => ovt_at(self.reading.context, brin, field(fields, Column::Vestiging)).to_owned(),
        };
        let school = self.reading.school(Column::School, ovt.as_bytes());
        let leerling =
            self.reading.leerling(Column::Leerling, field(fields, Column::LeerlingId).as_bytes(), school);
        let schooljaar = match field(fields, Column::Schooljaar) {
            "" => self.now.schooljaar.clone(),
            named => named.to_owned(),
        };
        let jaar = self.reading.jaar(Column::Schooljaar, schooljaar.as_bytes());
        let who = Who::of(school, leerling, jaar);
        let word = field(fields, Column::Jaargroep);
        if self.whole
            && words::is_other_jaargroep(word)
            && let Some(who) = who.filter(|_| self.reading.is_sound())
        {
            let numbers = self.aliases(who.school, fields).into_iter().chain([who.leerling.hash]);
            self.outcome.elsewhere.extend(numbers.map(|number| (number, who.jaar)));
            *self.outcome.codes.entry(word.to_owned()).or_default() += 1;
            return;
        }
        let leerjaar = self.reading.needed(
            Column::Jaargroep,
            word.as_bytes(),
            Reason::LeerjaarOutOfRange,
            words::leerjaar,
        );
        if word.is_empty() {
            self.reading.fault(Column::Jaargroep, b"", Reason::MissingLeerjaar);
        }
        let left = field(fields, Column::Uitstroomdatum);
        if !left.is_empty() {
            self.reading.fault_of_cell(Column::Uitstroomdatum, left.as_bytes(), Reason::MalformedDate);
        }
        let sound = who.zip(leerjaar).filter(|_| self.reading.is_sound());
        let faults: Vec<Fault> = self.reading.faults(line, school, sound.is_some()).collect();
        if self.whole {
            self.outcome.faults.extend(faults);
        }
        match sound {
            Some((who, leerjaar)) => self.take(who, leerjaar, line, fields),
            None => self.outcome.refused += u32::from(self.whole),
        }
    }
}

impl RegisterReceiver<'_> {
    /// The other numbers of a pupil, hashed.
    fn aliases(&self, school: SchoolId, fields: &[(Column, &str)]) -> Vec<i64> {
        let context = self.reading.context;
        let ovt = context.scholen.ovt(school);
        let others = fields.iter().filter(|(name, word)| *name == Column::Alias && !word.trim().is_empty());
        others.map(|(_, other)| context.sleutel.leerling(ovt, other.as_bytes())).collect()
    }

    fn take(&mut self, who: Who, leerjaar: u8, line: u32, fields: &[(Column, &str)]) {
        self.outcome.undated += u32::from(!field(fields, Column::ZonderPeildatum).is_empty());
        let aliases = self.aliases(who.school, fields);
        let inschrijving = Inschrijving {
            school: who.school,
            leerling: who.leerling.hash,
            jaar: who.jaar,
            leerjaar,
            groep: groep(field(fields, Column::Groep).as_bytes()),
            nummer: who.leerling.nummer,
        };
        self.outcome.entries.push(Entry { line, inschrijving, aliases });
    }
}

/// Reads results and final tests.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn results(
    file: &PupilFile,
    format: &Format,
    origin: Origin,
    context: &Context<'_>,
) -> Result<ResultsRead, Error> {
    let mut desk = ResultReceiver {
        context,
        now: Now::default(),
        toetsen: ToetsReader::new(context, origin),
        groep8: Groep8Reader::new(context, origin),
    };
    pass(file, format, &mut desk)?;
    Ok(ResultsRead { toetsen: desk.toetsen.finish(), groep8: desk.groep8.finish(), sha256: sha256(file)? })
}

struct ResultReceiver<'a> {
    context: &'a Context<'a>,
    now: Now,
    toetsen: ToetsReader<'a>,
    groep8: Groep8Reader<'a>,
}

impl Receiver for ResultReceiver<'_> {
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
        self.now.turn(self.context, brin, vestiging, schooljaar);
    }

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(Column, &str)]) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match soort {
            RowKind::Leerling => {}
            RowKind::Toets => self.toetsen.row(&self.now.fields(fields), line),
            RowKind::Groep8 => self.groep8.row(&self.now.fields(fields), line),
        }
    }
}
