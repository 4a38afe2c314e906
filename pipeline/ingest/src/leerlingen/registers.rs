//! Reads the registers of all files, returns who is where according to the one that counts.
//!
//! Of two registers of a school and school year the one of the later day counts and the other is not used at all; those
//! of one day count together. A pupil who stands in two leerjaren stays in the first of them.

use std::collections::BTreeMap;

use super::column::Column;
use super::ledger::{Ledger, book};
use super::pupil_file::{Content, PupilFile};
use super::reading::{Context, Fault};
use super::register::{Entry, Register};
use super::scholen::SchoolId;
use super::xml::format::Holds;
use super::xml_rows::{self, RegisterRead};
use crate::check::reason::Reason;
use crate::error::Error;
use crate::warning::{Oddity, Warning};

/// What the registers came to.
#[derive(Default)]
pub(crate) struct Registers {
    /// Who is where.
    pub(crate) register: Register,
    /// Per file its count and its hash, of those that are used.
    pub(crate) used: BTreeMap<usize, (Ledger, String)>,
    /// What is odd about the files.
    pub(crate) warnings: Vec<Warning>,
    /// The files that are not used, because another register counts.
    pub(crate) superseded: Vec<usize>,
}

/// Reads all registers, and then the school years in dossiers, which fill in what no register says.
///
/// # Errors
/// Fails when files cannot be read to their end: with all of these at once.
pub(crate) fn read(files: &[PupilFile], context: &Context<'_>) -> Result<Registers, Vec<Error>> {
    let (mut all, mut damaged) = (Registers::default(), Vec::new());
    let holding = |wanted: Holds| {
        let format = move |file: &PupilFile| match file.inhoud {
            Content::Xml(format) if format.holds == wanted => Some(format),
            _ => None,
        };
        let found = move |(number, file)| Some((number, file, format(file)?));
        files.iter().enumerate().filter_map(found)
    };
    let mut read = Vec::new();
    for (number, file, format) in holding(Holds::Register) {
        match xml_rows::register(file, format, context) {
            Ok(outcome) => read.push((number, outcome)),
            Err(error) => damaged.push(error),
        }
    }
    let newest = newest(&read);
    for (number, outcome) in read {
        let file = &files[number];
        if let Some(newer) = superseded(number, &outcome, &newest) {
            let oddity = Oddity::OlderRegister(files[newer].naam.clone());
            all.warnings.push(Warning::new(&file.naam, oddity));
            all.superseded.push(number);
            continue;
        }
        if let Err(error) = all.enter(number, file, outcome, context) {
            damaged.push(error);
        }
    }
    for (_, file, format) in holding(Holds::Dossier) {
        match xml_rows::register(file, format, context) {
            Ok(outcome) => {
                for entry in outcome.entries {
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

fn newest(read: &[(usize, RegisterRead)]) -> Newest {
    let mut newest = Newest::new();
    for (number, outcome) in read {
        for key in outcome.about() {
            let best = newest.entry(key).or_insert((outcome.day, *number));
            if outcome.day > best.0 {
                *best = (outcome.day, *number);
            }
        }
    }
    newest
}

/// The file that counts instead of this one.
fn superseded(number: usize, outcome: &RegisterRead, newest: &Newest) -> Option<usize> {
    let mut newer =
        outcome.about().into_iter().map(|key| newest.get(&key).filter(|best| best.0 > outcome.day));
    let first = newer.next()??.1;
    (first != number && newer.all(|other| other.is_some())).then_some(first)
}

impl Registers {
    fn enter(
        &mut self,
        number: usize,
        file: &PupilFile,
        outcome: RegisterRead,
        context: &Context<'_>,
    ) -> Result<(), Error> {
        let about = outcome.about();
        let (mut faults, mut refused) = (outcome.faults, outcome.refused);
        let mut ledger = Ledger::default();
        for entry in outcome.entries {
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
                ledger.loaded += 1;
                ledger.jaren.insert(one.jaar);
            }
        }
        for (leerling, jaar) in outcome.elsewhere {
            self.register.leave(leerling, jaar);
        }
        for (school, jaar) in about {
            self.register.close(school, jaar);
        }
        if !outcome.codes.is_empty() {
            self.warnings.push(Warning::new(&file.naam, Oddity::OtherJaargroepen(outcome.codes)));
        }
        if outcome.day.is_none() {
            self.warnings.push(Warning::new(&file.naam, Oddity::NoPeildatum(outcome.undated)));
        }
        faults.sort_by_key(|fault| fault.line);
        book(&mut ledger, file, context, None, (faults, refused), 0)?;
        self.used.insert(number, (ledger, outcome.sha256));
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
