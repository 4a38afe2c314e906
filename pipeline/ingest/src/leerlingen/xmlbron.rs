//! An XML file of pupils in, register entries or checked rows out.
//!
//! Words of a file pass by here on their way to the checks; none is kept but hashes and codes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::bestand::Bestand;
use super::column::{Column, Fields};
use super::groep8::{Groep8Blok, Groep8Lezer};
use super::register::{Entry, Inschrijving, groep};
use super::rij::{Context, Fault, Herkomst, Lezer, RijLezer, Who};
use super::scholen::SchoolId;
use super::toets::{ToetsBlok, ToetsLezer};
use super::xml::format::{Format, Holds, Receiver, RowKind};
use super::{cel, words};
use crate::check::dates::Day;
use crate::check::reason::Reason;
use crate::error::Error;

/// What reading a register came to.
#[derive(Default)]
pub(crate) struct RegisterGelezen {
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

impl RegisterGelezen {
    /// The schools and school years that it tells of.
    pub(crate) fn about(&self) -> BTreeSet<(SchoolId, u16)> {
        self.entries.iter().map(|entry| (entry.inschrijving.school, entry.inschrijving.jaar)).collect()
    }
}

/// What reading results came to.
pub(crate) struct ResultatenGelezen {
    pub(crate) toetsen: ToetsBlok,
    pub(crate) groep8: Groep8Blok,
    pub(crate) sha256: String,
}

fn pass(file: &Bestand, format: &Format, receiver: &mut dyn Receiver) -> Result<(), Error> {
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
pub(crate) fn sha256(file: &Bestand) -> Result<String, Error> {
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
            words[*column] = cel::meant(cel::trimmed(word.as_bytes()));
        }
        words
    }
}

/// The OVT at a vestiging, or the BRIN of a school that is not known.
fn ovt_at<'a>(context: &'a Context<'_>, brin: &'a str, vestiging: &str) -> &'a str {
    context.scholen.at(brin, vestiging).map_or(brin, |school| context.scholen.ovt(school))
}

fn field<'a>(fields: &[(Column, &'a str)], wanted: Column) -> &'a str {
    fields.iter().find(|(name, _)| *name == wanted).map_or("", |(_, word)| word.trim_matches(cel::is_blank))
}

/// Reads who is where; of a dossier only what is in order.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn register(
    file: &Bestand,
    format: &Format,
    context: &Context<'_>,
) -> Result<RegisterGelezen, Error> {
    let mut desk = RegisterDesk {
        lezer: Lezer::new(context, file.herkomst(context.scholen)),
        whole: format.holds == Holds::Register,
        now: Now::default(),
        gelezen: RegisterGelezen::default(),
    };
    pass(file, format, &mut desk)?;
    // A dossier is hashed when its results are read.
    let sha256 = if desk.whole { sha256(file)? } else { String::new() };
    Ok(RegisterGelezen { sha256, ..desk.gelezen })
}

struct RegisterDesk<'a> {
    lezer: Lezer<'a>,
    /// Whether the file has every pupil of its school year.
    whole: bool,
    now: Now,
    gelezen: RegisterGelezen,
}

impl Receiver for RegisterDesk<'_> {
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
        self.now.turn(self.lezer.context, brin, vestiging, schooljaar);
    }

    fn peildatum(&mut self, day: Day) {
        self.gelezen.day = Some(day.since_1970());
    }

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(Column, &str)]) {
        if soort != RowKind::Leerling {
            return;
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        // A file of two vestigingen says of each pupil which is hers.
        let ovt = match field(fields, Column::Brin) {
            "" => self.now.ovt.clone(),
            brin => ovt_at(self.lezer.context, brin, field(fields, Column::Vestiging)).to_owned(),
        };
        let school = self.lezer.school(Column::School, ovt.as_bytes());
        let leerling =
            self.lezer.leerling(Column::Leerling, field(fields, Column::LeerlingId).as_bytes(), school);
        let schooljaar = match field(fields, Column::Schooljaar) {
            "" => self.now.schooljaar.clone(),
            named => named.to_owned(),
        };
        let jaar = self.lezer.jaar(Column::Schooljaar, schooljaar.as_bytes());
        let who = Who::of(school, leerling, jaar);
        let word = field(fields, Column::Jaargroep);
        if self.whole
            && words::is_other_jaargroep(word)
            && let Some(who) = who.filter(|_| self.lezer.is_sound())
        {
            let numbers = self.aliases(who.school, fields).into_iter().chain([who.leerling.hash]);
            self.gelezen.elsewhere.extend(numbers.map(|number| (number, who.jaar)));
            *self.gelezen.codes.entry(word.to_owned()).or_default() += 1;
            return;
        }
        let leerjaar = self.lezer.needed(
            Column::Jaargroep,
            word.as_bytes(),
            Reason::LeerjaarOutOfRange,
            words::leerjaar,
        );
        if word.is_empty() {
            self.lezer.fault(Column::Jaargroep, b"", Reason::MissingLeerjaar);
        }
        let left = field(fields, Column::Uitstroomdatum);
        if !left.is_empty() {
            self.lezer.fault_of_cell(Column::Uitstroomdatum, left.as_bytes(), Reason::MalformedDate);
        }
        let sound = who.zip(leerjaar).filter(|_| self.lezer.is_sound());
        let faults: Vec<Fault> = self.lezer.faults(line, school, sound.is_some()).collect();
        if self.whole {
            self.gelezen.faults.extend(faults);
        }
        match sound {
            Some((who, leerjaar)) => self.take(who, leerjaar, line, fields),
            None => self.gelezen.refused += u32::from(self.whole),
        }
    }
}

impl RegisterDesk<'_> {
    /// The other numbers of a pupil, hashed.
    fn aliases(&self, school: SchoolId, fields: &[(Column, &str)]) -> Vec<i64> {
        let context = self.lezer.context;
        let ovt = context.scholen.ovt(school);
        let others = fields.iter().filter(|(name, word)| *name == Column::Alias && !word.trim().is_empty());
        others.map(|(_, other)| context.sleutel.leerling(ovt, other.as_bytes())).collect()
    }

    fn take(&mut self, who: Who, leerjaar: u8, line: u32, fields: &[(Column, &str)]) {
        self.gelezen.undated += u32::from(!field(fields, Column::ZonderPeildatum).is_empty());
        let aliases = self.aliases(who.school, fields);
        let inschrijving = Inschrijving {
            school: who.school,
            leerling: who.leerling.hash,
            jaar: who.jaar,
            leerjaar,
            groep: groep(field(fields, Column::Groep).as_bytes()),
            nummer: who.leerling.nummer,
        };
        self.gelezen.entries.push(Entry { line, inschrijving, aliases });
    }
}

/// Reads results and final tests.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn results(
    file: &Bestand,
    format: &Format,
    herkomst: Herkomst,
    context: &Context<'_>,
) -> Result<ResultatenGelezen, Error> {
    let mut desk = ResultDesk {
        context,
        now: Now::default(),
        toetsen: ToetsLezer::new(context, herkomst),
        groep8: Groep8Lezer::new(context, herkomst),
    };
    pass(file, format, &mut desk)?;
    Ok(ResultatenGelezen {
        toetsen: desk.toetsen.finish(),
        groep8: desk.groep8.finish(),
        sha256: sha256(file)?,
    })
}

struct ResultDesk<'a> {
    context: &'a Context<'a>,
    now: Now,
    toetsen: ToetsLezer<'a>,
    groep8: Groep8Lezer<'a>,
}

impl Receiver for ResultDesk<'_> {
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
