//! Reads rows of test results, returns columns of checked values, with the rows that were refused.
//!
//! A row of which the pupil, the time or the subject is at fault is refused whole; of any other the cells that can be read
//! are used. Whether a result stands there twice is for `dubbel` to say.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::column::{Column, Fields};
use super::doubles::Entry;
use super::metingen::Metingen;
use super::reading::{Context, Days, Fault, Leerling, Origin, Reading, RowReader, Who};
use super::register::{Inschrijving, groep};
use super::scholen::SchoolId;
use super::{schooljaar, words};
use crate::check::dates::Day;
use crate::check::reason::Reason;
use crate::read::delimited;

/// One sound result; positions point into the vocabularies of `words`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toets {
    pub(crate) school: SchoolId,
    pub(crate) leerling: Leerling,
    pub(crate) jaar: u16,
    pub(crate) leerjaar: u8,
    pub(crate) moment: u8,
    pub(crate) datum: Option<i32>,
    /// Position in the names of the block.
    pub(crate) naam: Option<i32>,
    pub(crate) vakgebied: u8,
    pub(crate) aanbieder: u8,
    pub(crate) metingen: Metingen,
}

/// What one stretch of rows came to.
#[derive(Debug, Default)]
pub(crate) struct ToetsBlock {
    /// The sound rows.
    pub(crate) rows: Vec<Toets>,
    /// The line of each sound row.
    pub(crate) lines: Vec<u32>,
    /// What tells each sound row apart, to find those that stand there twice.
    pub(crate) entries: Vec<Entry>,
    /// The names of tests, in order of first appearance.
    pub(crate) toetsen: Vec<String>,
    /// Who was where, without repeating the row before.
    pub(crate) inschrijvingen: Vec<Inschrijving>,
    /// The faults of refused rows, and of refused cells in rows that are used.
    pub(crate) faults: Vec<Fault>,
    /// The number of refused rows.
    pub(crate) refused: u32,
    /// What the days say of the order in which they stand.
    pub(crate) days: Days,
}

/// Reads one stretch of rows.
pub(crate) struct ToetsReader<'a> {
    reading: Reading<'a>,
    block: ToetsBlock,
    names: HashMap<Vec<u8>, i32>,
    hashes: FixedState,
    last_groep: (Vec<u8>, Option<String>),
}

impl RowReader for ToetsReader<'_> {
    fn ragged(&mut self, line: u32) {
        self.reading.fault_of_row(Reason::RaggedRow);
        self.refuse(line, None);
    }

    fn row(&mut self, fields: &Fields<'_>, line: u32) {
        let school = self.reading.school(Column::Ovt, fields[Column::Ovt]);
        match self.sound(fields, school) {
            Some(toets) if self.reading.is_sound() => {
                self.block.faults.extend(self.reading.faults(line, school, true));
                self.take(toets, fields, line);
            }
            _ => self.refuse(line, school),
        }
    }
}

impl<'a> ToetsReader<'a> {
    pub(crate) fn new(context: &'a Context<'a>, origin: Origin) -> Self {
        Self {
            reading: Reading::new(context, origin),
            block: ToetsBlock::default(),
            names: HashMap::new(),
            hashes: FixedState::with_seed(0),
            last_groep: (Vec::new(), None),
        }
    }

    /// Hands out what was read.
    pub(crate) fn finish(self) -> ToetsBlock {
        ToetsBlock { days: self.reading.days(), ..self.block }
    }

    fn refuse(&mut self, line: u32, school: Option<SchoolId>) {
        self.block.refused += 1;
        self.block.faults.extend(self.reading.faults(line, school, false));
    }

    fn take(&mut self, toets: Toets, fields: &Fields<'_>, line: u32) {
        self.enrol(&toets, fields[Column::Groep]);
        let row = u32::try_from(self.block.rows.len()).unwrap_or(u32::MAX);
        let entry =
            Entry { key: self.key(&toets, fields[Column::Toets]), row, content: self.content(&toets) };
        self.block.entries.push(entry);
        self.block.lines.push(line);
        self.block.rows.push(toets);
    }

    /// Reads every word, so that a row is told with all its faults; nothing when something is missing.
    fn sound(&mut self, fields: &Fields<'_>, school: Option<SchoolId>) -> Option<Toets> {
        let reading = &mut self.reading;
        let leerling = reading.leerling(Column::LeerlingId, fields[Column::LeerlingId], school);
        let (day, jaar) = moment_of_year(reading, fields);
        let moment =
            reading.needed(Column::Moment, fields[Column::Moment], Reason::UnknownMoment, words::moment);
        let moment = moment.or_else(|| day.filter(|_| fields[Column::Moment].is_empty()).map(Day::moment));
        if moment.is_none() && fields[Column::Moment].is_empty() && fields[Column::Afnamedatum].is_empty() {
            reading.fault(Column::Moment, b"", Reason::UnknownMoment);
        }
        let who = Who::of(school, leerling, jaar);
        reading.check_known(Column::LeerlingId, who);
        let leerjaar = leerjaar(reading, fields, who);
        let (reden, word) = (Reason::UnknownVakgebied, fields[Column::Vakgebied]);
        let vakgebied = reading.needed(Column::Vakgebied, word, reden, words::vakgebied);
        if word.is_empty() {
            reading.fault(Column::Vakgebied, b"", reden);
        }
        let aanbieder = reading.word(
            Column::Aanbieder,
            fields[Column::Aanbieder],
            Reason::UnknownAanbieder,
            words::aanbieder,
        );
        let aanbieder =
            aanbieder.or_else(|| words::aanbieder_of(fields[Column::Toets])).unwrap_or(words::ANDERS);
        let metingen = Metingen::read(reading, fields, aanbieder);
        let Who { school, leerling, jaar } = who?;
        Some(Toets {
            school,
            leerling,
            jaar,
            leerjaar: leerjaar?,
            moment: moment?,
            datum: day.map(Day::since_1970),
            naam: name(&mut self.names, &mut self.block.toetsen, fields[Column::Toets]),
            vakgebied: vakgebied?,
            aanbieder,
            metingen,
        })
    }

    /// Notes who was where, unless the row before said the same.
    fn enrol(&mut self, toets: &Toets, word: &[u8]) {
        if self.last_groep.0 != word {
            self.last_groep = (word.to_vec(), groep(word));
        }
        let same = self.block.inschrijvingen.last().is_some_and(|last| {
            last.leerling == toets.leerling.hash
                && last.jaar == toets.jaar
                && last.leerjaar == toets.leerjaar
                && last.groep == self.last_groep.1
        });
        if !same {
            self.block.inschrijvingen.push(Inschrijving {
                school: toets.school,
                leerling: toets.leerling.hash,
                jaar: toets.jaar,
                leerjaar: toets.leerjaar,
                groep: self.last_groep.1.clone(),
                nummer: toets.leerling.nummer,
            });
        }
    }

    /// What makes a result the same one: pupil, moment and test.
    fn key(&self, toets: &Toets, name: &[u8]) -> u64 {
        let mut hasher = self.hashes.build_hasher();
        hasher.write_i64(toets.leerling.hash);
        hasher.write_u64(
            u64::from(toets.jaar) << 32
                | u64::from(toets.moment) << 16
                | u64::from(toets.vakgebied) << 8
                | u64::from(toets.aanbieder),
        );
        hasher.write(name);
        hasher.finish()
    }

    /// What two entries of the same result can differ in.
    fn content(&self, toets: &Toets) -> u32 {
        let small = |code: Option<u8>| u64::from(code.map_or(0, |code| code + 1));
        let months = |number: Option<i16>| number.map_or(0, |number| u64::from(number.unsigned_abs()) + 1);
        let gave = &toets.metingen;
        let mut hasher = self.hashes.build_hasher();
        hasher.write_u64(gave.score.map_or(u64::MAX, f64::to_bits));
        hasher.write_u64(
            small(gave.niveau) << 48
                | small(gave.functionering) << 40
                | small(gave.referentie) << 32
                | small(gave.toetsniveau) << 24
                | u64::from(toets.leerjaar) << 16
                | u64::from(gave.dle_begrensd),
        );
        hasher.write_u64(months(gave.dl) << 32 | months(gave.dle));
        hasher.write_i32(toets.datum.unwrap_or(i32::MIN));
        (hasher.finish() >> 32) as u32
    }
}

/// The day of the test and its school year, which have to agree.
fn moment_of_year(reading: &mut Reading<'_>, fields: &Fields<'_>) -> (Option<Day>, Option<u16>) {
    // What a row leaves empty follows from the day; else it can do without one.
    let needed = fields[Column::Schooljaar].is_empty() || fields[Column::Moment].is_empty();
    let day = reading.day(Column::Afnamedatum, fields[Column::Afnamedatum], needed);
    let of_day = day.and_then(Day::schooljaar).map(domain::schooljaar::Schooljaar::start);
    if fields[Column::Schooljaar].is_empty() {
        match of_day {
            Some(jaar) => {
                return (day, reading.jaar(Column::Afnamedatum, schooljaar::spelled(jaar).as_bytes()));
            }
            None if fields[Column::Afnamedatum].is_empty() => {
                reading.fault(Column::Schooljaar, b"", Reason::MalformedSchooljaar);
            }
            None => {}
        }
        return (day, None);
    }
    let jaar = reading.jaar(Column::Schooljaar, fields[Column::Schooljaar]);
    if let Some(jaar) = jaar.filter(|jaar| of_day.is_some_and(|of_day| of_day != *jaar)) {
        reading.outside(Column::Afnamedatum, fields[Column::Afnamedatum], jaar);
    }
    (day, jaar)
}

/// The leerjaar of the pupil: as the row says, else as the register says, else that of the test.
fn leerjaar(reading: &mut Reading<'_>, fields: &Fields<'_>, who: Option<Who>) -> Option<u8> {
    if !fields[Column::Jaargroep].is_empty() {
        return reading.needed(
            Column::Jaargroep,
            fields[Column::Jaargroep],
            Reason::LeerjaarOutOfRange,
            words::leerjaar,
        );
    }
    let registered = who.and_then(|who| reading.context.register.leerjaar(who.leerling.hash, who.jaar));
    let found = registered.or_else(|| words::leerjaar(fields[Column::ToetsLeerjaar]));
    // Of a pupil without a place in the register that is the fault, and was told.
    if found.is_none() && reading.is_sound() {
        reading.fault(Column::Jaargroep, b"", Reason::MissingLeerjaar);
    }
    found
}

/// The position of a test's name among the names that were seen.
fn name(names: &mut HashMap<Vec<u8>, i32>, seen: &mut Vec<String>, word: &[u8]) -> Option<i32> {
    /// Longer names are cut off: no test has one.
    const LONGEST: usize = 80;
    if word.is_empty() {
        return None;
    }
    if let Some(found) = names.get(word) {
        return Some(*found);
    }
    let position = i32::try_from(seen.len()).ok()?;
    seen.push(delimited::text(word).chars().take(LONGEST).collect());
    names.insert(word.to_vec(), position);
    Some(position)
}
