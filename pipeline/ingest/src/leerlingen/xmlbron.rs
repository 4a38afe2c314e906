//! An XML file of pupils in, register entries or checked rows out.
//!
//! Words of a file pass by here on their way to the checks; none is kept but hashes and codes.

use std::collections::BTreeSet;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::bestand::Bestand;
use super::groep8::{Groep8Blok, Groep8Lezer};
use super::kolommen::{MOST_COLUMNS, Soort};
use super::register::{Inschrijving, Register, groep};
use super::rij::{Context, Fault, Herkomst, Lezer, RijLezer};
use super::toets::{ToetsBlok, ToetsLezer};
use super::words;
use super::xml::{self, Receiver, RowKind, XmlKind};
use crate::error::Error;
use crate::rejected::Reason;

/// The columns of a register, for messages.
pub(crate) const REGISTER: [&str; 4] = ["school", "leerling", "schooljaar", "jaargroep"];

/// What reading a register came to.
pub(crate) struct RegisterGelezen {
    pub(crate) loaded: u32,
    pub(crate) refused: u32,
    pub(crate) jaren: BTreeSet<u16>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) sha256: String,
}

/// What reading results came to.
pub(crate) struct ResultatenGelezen {
    pub(crate) toetsen: ToetsBlok,
    pub(crate) groep8: Groep8Blok,
    pub(crate) sha256: String,
}

fn pass(file: &Bestand, kind: XmlKind, receiver: &mut dyn Receiver) -> Result<(), Error> {
    let open = || file.open_buffered();
    xml::read(kind, &open, receiver).map_err(|fault| Error::Xml {
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
                0 => return Ok(crate::hexadecimal(&hash.finalize())),
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
        let school = context.scholen.at(brin, vestiging);
        school.map_or(brin, |school| context.scholen.ovt(school)).clone_into(&mut self.ovt);
        schooljaar.clone_into(&mut self.schooljaar);
    }

    /// The words of a row in the order of our columns.
    fn fields<'a>(&'a self, soort: Soort, fields: &[(&'static str, &'a str)]) -> [&'a [u8]; MOST_COLUMNS] {
        let mut words = [&[][..]; MOST_COLUMNS];
        words[0] = self.ovt.as_bytes();
        // A message can hold results of years before its own: the day of a test goes first.
        if field(fields, "afnamedatum").is_empty() {
            words[2] = self.schooljaar.as_bytes();
        }
        for (name, word) in fields {
            if let Some(at) = soort.columns().iter().position(|column| column == name) {
                words[at] = word.trim().as_bytes();
            }
        }
        words
    }
}

fn field<'a>(fields: &[(&'static str, &'a str)], wanted: &str) -> &'a str {
    fields.iter().find(|(name, _)| *name == wanted).map_or("", |(_, word)| word.trim())
}

/// Reads who is where.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn register(
    file: &Bestand,
    kind: XmlKind,
    context: &Context<'_>,
    register: &mut Register,
) -> Result<RegisterGelezen, Error> {
    let herkomst = file.herkomst(context.scholen);
    let mut desk = RegisterDesk {
        lezer: Lezer::new(context, herkomst),
        whole: kind == XmlKind::Edexml,
        now: Now::default(),
        register,
        loaded: 0,
        refused: 0,
        jaren: BTreeSet::new(),
        faults: Vec::new(),
    };
    pass(file, kind, &mut desk)?;
    let RegisterDesk { loaded, refused, jaren, faults, .. } = desk;
    Ok(RegisterGelezen { loaded, refused, jaren, faults, sha256: sha256(file)? })
}

struct RegisterDesk<'a> {
    lezer: Lezer<'a>,
    /// Whether the file has every pupil of its school year.
    whole: bool,
    now: Now,
    register: &'a mut Register,
    loaded: u32,
    refused: u32,
    jaren: BTreeSet<u16>,
    faults: Vec<Fault>,
}

impl Receiver for RegisterDesk<'_> {
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str) {
        self.now.turn(self.lezer.context, brin, vestiging, schooljaar);
    }

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(&'static str, &str)]) {
        if soort != RowKind::Leerling {
            return;
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let ovt = self.now.ovt.clone();
        let school = self.lezer.school(0, ovt.as_bytes());
        let number = field(fields, "leerling_id");
        let leerling = self.lezer.leerling(1, number.as_bytes(), school);
        let schooljaar = match field(fields, "schooljaar") {
            "" => self.now.schooljaar.clone(),
            named => named.to_owned(),
        };
        let jaar = self.lezer.jaar(2, schooljaar.as_bytes());
        let word = field(fields, "jaargroep");
        let leerjaar = self.lezer.word(3, word.as_bytes(), Reason::LeerjaarOutOfRange, words::leerjaar);
        if word.is_empty() {
            self.lezer.fault(3, b"", Reason::MissingLeerjaar);
        }
        let sound = school.zip(leerling).zip(jaar).zip(leerjaar).filter(|_| self.lezer.is_sound());
        if let Some((((school, leerling), jaar), leerjaar)) = sound {
            let groep = groep(field(fields, "groep").as_bytes());
            let before = self.register.enter(Inschrijving { school, leerling, jaar, leerjaar, groep });
            if self.whole && before.is_some() {
                self.lezer.fault(3, word.as_bytes(), Reason::ContradictoryRegistration);
            } else {
                self.take(school, leerling, jaar, fields);
                return;
            }
        }
        self.refused += u32::from(self.whole);
        let faults = self.lezer.faults(line, school);
        if self.whole {
            self.faults.extend(faults);
        } else {
            drop(faults);
        }
    }
}

impl RegisterDesk<'_> {
    fn take(&mut self, school: u16, leerling: i64, jaar: u16, fields: &[(&'static str, &str)]) {
        self.loaded += 1;
        self.jaren.insert(jaar);
        if self.whole {
            self.register.close(school, jaar);
        }
        let context = self.lezer.context;
        for (_, other) in fields.iter().filter(|(name, word)| *name == "alias" && !word.trim().is_empty()) {
            let hash = context.sleutel.leerling(context.scholen.ovt(school), other.as_bytes());
            self.register.alias(hash, leerling);
        }
    }
}

/// Reads results and final tests.
///
/// # Errors
/// Fails when the file cannot be read to its end.
pub(crate) fn results(
    file: &Bestand,
    kind: XmlKind,
    context: &Context<'_>,
) -> Result<ResultatenGelezen, Error> {
    let herkomst: Herkomst = file.herkomst(context.scholen);
    let mut desk = ResultDesk {
        context,
        now: Now::default(),
        toetsen: ToetsLezer::new(context, herkomst),
        groep8: Groep8Lezer::new(context, herkomst),
    };
    pass(file, kind, &mut desk)?;
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

    fn row(&mut self, soort: RowKind, line: u64, fields: &[(&'static str, &str)]) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match soort {
            RowKind::Leerling => {}
            RowKind::Toets => self.toetsen.row(&self.now.fields(Soort::Toets, fields), line),
            RowKind::Groep8 => self.groep8.row(&self.now.fields(Soort::Groep8, fields), line),
        }
    }
}
