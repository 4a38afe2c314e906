//! The registers of all files in, who is where according to the one that counts out.
//!
//! Of two registers of a school and school year the one of the later day counts and the other is not used at all; those
//! of one day count together. A pupil who stands in two leerjaren stays in the first of them.

use std::collections::BTreeMap;

use super::bestand::{Bestand, Inhoud};
use super::column::Column;
use super::register::{Entry, Register};
use super::rij::{Context, Fault};
use super::scholen::SchoolId;
use super::telling::{Telling, book};
use super::xml::format::Holds;
use super::xmlbron::{self, RegisterGelezen};
use crate::check::reason::Reason;
use crate::error::Error;
use crate::warning::{Oddity, Warning};

/// What the registers came to.
#[derive(Default)]
pub(crate) struct Registers {
    /// Who is where.
    pub(crate) register: Register,
    /// Per file its count and its hash, of those that are used.
    pub(crate) used: BTreeMap<usize, (Telling, String)>,
    /// What is odd about the files.
    pub(crate) warnings: Vec<Warning>,
    /// The files that are not used, because another register counts.
    pub(crate) superseded: Vec<usize>,
}

/// Reads all registers, and then the school years in dossiers, which fill in what no register says.
///
/// # Errors
/// Fails when files cannot be read to their end: with all of these at once.
pub(crate) fn read(files: &[Bestand], context: &Context<'_>) -> Result<Registers, Vec<Error>> {
    let (mut all, mut damaged) = (Registers::default(), Vec::new());
    let holding = |wanted: Holds| {
        let format = move |file: &Bestand| match file.inhoud {
            Inhoud::Xml(format) if format.holds == wanted => Some(format),
            _ => None,
        };
        let found = move |(number, file)| Some((number, file, format(file)?));
        files.iter().enumerate().filter_map(found)
    };
    let mut read = Vec::new();
    for (number, file, format) in holding(Holds::Register) {
        match xmlbron::register(file, format, context) {
            Ok(gelezen) => read.push((number, gelezen)),
            Err(error) => damaged.push(error),
        }
    }
    let newest = newest(&read);
    for (number, gelezen) in read {
        let file = &files[number];
        if let Some(newer) = superseded(number, &gelezen, &newest) {
            let oddity = Oddity::OlderRegister(files[newer].naam.clone());
            all.warnings.push(Warning::new(&file.naam, oddity));
            all.superseded.push(number);
            continue;
        }
        if let Err(error) = all.enter(number, file, gelezen, context) {
            damaged.push(error);
        }
    }
    for (_, file, format) in holding(Holds::Dossier) {
        match xmlbron::register(file, format, context) {
            Ok(gelezen) => {
                for entry in gelezen.entries {
                    all.fill_in(entry);
                }
            }
            Err(error) => damaged.push(error),
        }
    }
    if damaged.is_empty() { Ok(all) } else { Err(damaged) }
}

/// Per school and school year the file of the latest day, and that day.
type Newest = BTreeMap<(SchoolId, u16), (Option<i32>, usize)>;

fn newest(read: &[(usize, RegisterGelezen)]) -> Newest {
    let mut newest = Newest::new();
    for (number, gelezen) in read {
        for key in gelezen.about() {
            let best = newest.entry(key).or_insert((gelezen.day, *number));
            if gelezen.day > best.0 {
                *best = (gelezen.day, *number);
            }
        }
    }
    newest
}

/// The file that counts instead of this one.
fn superseded(number: usize, gelezen: &RegisterGelezen, newest: &Newest) -> Option<usize> {
    let mut newer =
        gelezen.about().into_iter().map(|key| newest.get(&key).filter(|best| best.0 > gelezen.day));
    let first = newer.next()??.1;
    (first != number && newer.all(|other| other.is_some())).then_some(first)
}

impl Registers {
    fn enter(
        &mut self,
        number: usize,
        file: &Bestand,
        gelezen: RegisterGelezen,
        context: &Context<'_>,
    ) -> Result<(), Error> {
        let about = gelezen.about();
        let (mut faults, mut refused) = (gelezen.faults, gelezen.refused);
        let mut telling = Telling::default();
        for entry in gelezen.entries {
            let (line, one) = (entry.line, entry.inschrijving.clone());
            if self.note(entry) {
                refused += 1;
                faults.push(Fault {
                    line,
                    column: Some(Column::Jaargroep),
                    shown: Some(one.leerjaar.to_string()),
                    reden: Reason::ContradictoryRegistration,
                    school: Some(one.school),
                    cell: false,
                });
            } else {
                telling.loaded += 1;
                telling.jaren.insert(one.jaar);
            }
        }
        for (leerling, jaar) in gelezen.elsewhere {
            self.register.leave(leerling, jaar);
        }
        for (school, jaar) in about {
            self.register.close(school, jaar);
        }
        if !gelezen.codes.is_empty() {
            self.warnings.push(Warning::new(&file.naam, Oddity::OtherJaargroepen(gelezen.codes)));
        }
        if gelezen.day.is_none() {
            self.warnings.push(Warning::new(&file.naam, Oddity::NoPeildatum(gelezen.undated)));
        }
        faults.sort_by_key(|fault| fault.line);
        book(&mut telling, file, context, None, (faults, refused), 0)?;
        self.used.insert(number, (telling, gelezen.sha256));
        Ok(())
    }

    /// Takes a school year of a dossier, unless a register has the pupil in no leerjaar; whose a number is stays as
    /// registers say.
    fn fill_in(&mut self, mut entry: Entry) {
        let register = &self.register;
        entry.aliases.retain(|other| register.meant(*other) == *other);
        let one = &mut entry.inschrijving;
        let is_elsewhere = register.is_elsewhere(one.leerling, one.jaar);
        one.leerling = register.meant(one.leerling);
        if !is_elsewhere {
            self.note(entry);
        }
    }

    /// Notes where a pupil is; whether she stood in another leerjaar already, which stays.
    fn note(&mut self, entry: Entry) -> bool {
        let leerling = entry.inschrijving.leerling;
        let contradicts = self.register.enter(entry.inschrijving);
        if !contradicts {
            for alias in entry.aliases {
                self.register.alias(alias, leerling);
            }
        }
        contradicts
    }
}
