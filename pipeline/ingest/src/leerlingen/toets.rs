//! Rows of test results in, columns of checked values out, with the rows that were refused.
//!
//! A row with any fault is refused whole. Whether a result stands there twice is for `dubbel` to say.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::bereik::Maat;
use super::date::Day;
use super::dubbel::Entry;
use super::kolommen::Fields;
use super::register::{Inschrijving, groep};
use super::rij::{Context, Fault, Herkomst, Lezer, RijLezer};
use super::scholen::SchoolId;
use super::words;
use crate::rejected::Reason;

const OVT: usize = 0;
const LEERLING: usize = 1;
const SCHOOLJAAR: usize = 2;
const GROEP: usize = 3;
const JAARGROEP: usize = 4;
const AFNAMEDATUM: usize = 5;
const MOMENT: usize = 6;
const TOETS: usize = 7;
const VAKGEBIED: usize = 8;
const AANBIEDER: usize = 9;
const TOETSNIVEAU: usize = 10;
const SCORE: usize = 11;
const SCHAAL: usize = 12;
const NIVEAU: usize = 13;
const FUNCTIONERING: usize = 14;
const REFERENTIE: usize = 15;
const DLE: usize = 16;
const DL: usize = 17;
const TOETS_LEERJAAR: usize = 18;

/// The highest DLE or DL that can be: six school years of ten months, with room for older tests.
const MOST_MONTHS: u16 = 120;

/// One sound result; positions point into the vocabularies of `words`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toets {
    pub(crate) school: SchoolId,
    pub(crate) leerling: i64,
    pub(crate) jaar: u16,
    pub(crate) leerjaar: u8,
    pub(crate) moment: u8,
    pub(crate) datum: Option<i32>,
    /// Position in the names of the block.
    pub(crate) naam: Option<i32>,
    pub(crate) vakgebied: u8,
    pub(crate) aanbieder: u8,
    pub(crate) toetsniveau: Option<u8>,
    pub(crate) score: Option<f64>,
    pub(crate) niveau: Option<u8>,
    pub(crate) functionering: Option<u8>,
    pub(crate) referentie: Option<u8>,
    pub(crate) dl: Option<i16>,
    pub(crate) dle: Option<i16>,
    pub(crate) dle_begrensd: bool,
}

/// What one stretch of rows came to.
#[derive(Debug, Default)]
pub(crate) struct ToetsBlok {
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
    /// The faults of refused rows.
    pub(crate) faults: Vec<Fault>,
    /// The number of refused rows.
    pub(crate) refused: u32,
}

/// Reads one stretch of rows.
pub(crate) struct ToetsLezer<'a> {
    lezer: Lezer<'a>,
    blok: ToetsBlok,
    names: HashMap<Vec<u8>, i32>,
    hashes: FixedState,
    last_groep: (Vec<u8>, Option<String>),
}

impl RijLezer for ToetsLezer<'_> {
    fn ragged(&mut self, line: u32) {
        self.lezer.fault_of_row(Reason::RaggedRow);
        self.refuse(line, None);
    }

    fn row(&mut self, fields: &Fields<'_>, line: u32) {
        let school = self.lezer.school(OVT, fields[OVT]);
        match self.sound(fields, school) {
            Some(toets) if self.lezer.is_sound() => self.take(toets, fields, line),
            _ => self.refuse(line, school),
        }
    }
}

impl<'a> ToetsLezer<'a> {
    pub(crate) fn new(context: &'a Context<'a>, herkomst: Herkomst) -> Self {
        Self {
            lezer: Lezer::new(context, herkomst),
            blok: ToetsBlok::default(),
            names: HashMap::new(),
            hashes: FixedState::with_seed(0),
            last_groep: (Vec::new(), None),
        }
    }

    /// Hands out what was read.
    pub(crate) fn finish(self) -> ToetsBlok {
        self.blok
    }

    fn refuse(&mut self, line: u32, school: Option<SchoolId>) {
        self.blok.refused += 1;
        self.blok.faults.extend(self.lezer.faults(line, school));
    }

    fn take(&mut self, toets: Toets, fields: &Fields<'_>, line: u32) {
        self.enrol(&toets, fields[GROEP]);
        let row = u32::try_from(self.blok.rows.len()).unwrap_or(u32::MAX);
        let entry = Entry { key: self.key(&toets, fields[TOETS]), row, content: self.content(&toets) };
        self.blok.entries.push(entry);
        self.blok.lines.push(line);
        self.blok.rows.push(toets);
    }

    /// Reads every word, so that a row is told with all its faults; nothing when something is missing.
    fn sound(&mut self, fields: &Fields<'_>, school: Option<SchoolId>) -> Option<Toets> {
        let lezer = &mut self.lezer;
        let leerling = lezer.leerling(LEERLING, fields[LEERLING], school);
        let (day, jaar) = moment_of_year(lezer, fields);
        let moment = lezer.word(MOMENT, fields[MOMENT], Reason::UnknownMoment, words::moment);
        let moment = moment.or_else(|| day.filter(|_| fields[MOMENT].is_empty()).map(Day::moment));
        if moment.is_none() && fields[MOMENT].is_empty() && fields[AFNAMEDATUM].is_empty() {
            lezer.fault(MOMENT, b"", Reason::UnknownMoment);
        }
        let who = school.zip(leerling).zip(jaar).map(|((school, leerling), jaar)| (school, leerling, jaar));
        lezer.check_known(LEERLING, who);
        let leerjaar = leerjaar(lezer, fields, who);
        let vakgebied = lezer.word(VAKGEBIED, fields[VAKGEBIED], Reason::UnknownVakgebied, words::vakgebied);
        if fields[VAKGEBIED].is_empty() {
            lezer.fault(VAKGEBIED, b"", Reason::UnknownVakgebied);
        }
        let aanbieder = lezer.word(AANBIEDER, fields[AANBIEDER], Reason::UnknownAanbieder, words::aanbieder);
        let aanbieder = aanbieder.or_else(|| words::aanbieder_of(fields[TOETS])).unwrap_or(words::ANDERS);
        let toetsniveau =
            lezer.word(TOETSNIVEAU, fields[TOETSNIVEAU], Reason::MalformedToetsniveau, |word| {
                words::toetsmoment(word, false)
            });
        let score = score(lezer, fields[SCORE], aanbieder);
        let niveau = niveau(lezer, fields);
        let functionering =
            lezer.word(FUNCTIONERING, fields[FUNCTIONERING], Reason::MalformedFunctioneringsniveau, |word| {
                words::toetsmoment(word, true)
            });
        let referentie = lezer.word(
            REFERENTIE,
            fields[REFERENTIE],
            Reason::UnknownReferentieniveau,
            words::referentieniveau,
        );
        let (dle, dle_begrensd) = dle(lezer, fields[DLE]);
        let dl = lezer.whole(DL, fields[DL], MOST_MONTHS);
        if [SCORE, NIVEAU, FUNCTIONERING, REFERENTIE, DLE].iter().all(|column| fields[*column].is_empty()) {
            lezer.fault_of_row(Reason::EmptyResult);
        }
        let (school, leerling, jaar) = who?;
        Some(Toets {
            school,
            leerling,
            jaar,
            leerjaar: leerjaar?,
            moment: moment?,
            datum: day.map(Day::since_1970),
            naam: name(&mut self.names, &mut self.blok.toetsen, fields[TOETS]),
            vakgebied: vakgebied?,
            aanbieder,
            toetsniveau,
            score,
            niveau,
            functionering,
            referentie,
            dl,
            dle,
            dle_begrensd,
        })
    }

    /// Notes who was where, unless the row before said the same.
    fn enrol(&mut self, toets: &Toets, word: &[u8]) {
        if self.last_groep.0 != word {
            self.last_groep = (word.to_vec(), groep(word));
        }
        let same = self.blok.inschrijvingen.last().is_some_and(|last| {
            last.leerling == toets.leerling
                && last.jaar == toets.jaar
                && last.leerjaar == toets.leerjaar
                && last.groep == self.last_groep.1
        });
        if !same {
            self.blok.inschrijvingen.push(Inschrijving {
                school: toets.school,
                leerling: toets.leerling,
                jaar: toets.jaar,
                leerjaar: toets.leerjaar,
                groep: self.last_groep.1.clone(),
            });
        }
    }

    /// What makes a result the same one: pupil, moment and test.
    fn key(&self, toets: &Toets, name: &[u8]) -> u64 {
        let mut hasher = self.hashes.build_hasher();
        hasher.write_i64(toets.leerling);
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
        let mut hasher = self.hashes.build_hasher();
        hasher.write_u64(toets.score.map_or(u64::MAX, f64::to_bits));
        hasher.write_u64(
            small(toets.niveau) << 48
                | small(toets.functionering) << 40
                | small(toets.referentie) << 32
                | small(toets.toetsniveau) << 24
                | u64::from(toets.leerjaar) << 16
                | u64::from(toets.dle_begrensd),
        );
        hasher.write_u64(months(toets.dl) << 32 | months(toets.dle));
        hasher.write_i32(toets.datum.unwrap_or(i32::MIN));
        (hasher.finish() >> 32) as u32
    }
}

/// The day of the test and its school year, which have to agree.
fn moment_of_year(lezer: &mut Lezer<'_>, fields: &Fields<'_>) -> (Option<Day>, Option<u16>) {
    let day = Day::parse(fields[AFNAMEDATUM], lezer.order());
    if day.is_none() && !fields[AFNAMEDATUM].is_empty() {
        lezer.fault(AFNAMEDATUM, fields[AFNAMEDATUM], Reason::MalformedDate);
    }
    let of_day = day.and_then(Day::schooljaar).map(domain::schooljaar::Schooljaar::start);
    if fields[SCHOOLJAAR].is_empty() {
        match of_day {
            Some(jaar) => return (day, lezer.jaar(AFNAMEDATUM, format!("{jaar}-{}", jaar + 1).as_bytes())),
            None if fields[AFNAMEDATUM].is_empty() => {
                lezer.fault(SCHOOLJAAR, b"", Reason::MalformedSchooljaar);
            }
            None => {}
        }
        return (day, None);
    }
    let jaar = lezer.jaar(SCHOOLJAAR, fields[SCHOOLJAAR]);
    if jaar.is_some() && of_day.is_some() && jaar != of_day {
        lezer.fault(AFNAMEDATUM, fields[AFNAMEDATUM], Reason::DateOutsideSchooljaar);
    }
    (day, jaar)
}

/// The leerjaar of the pupil: as the row says, else as the register says, else that of the test.
fn leerjaar(lezer: &mut Lezer<'_>, fields: &Fields<'_>, who: Option<(SchoolId, i64, u16)>) -> Option<u8> {
    if !fields[JAARGROEP].is_empty() {
        return lezer.word(JAARGROEP, fields[JAARGROEP], Reason::LeerjaarOutOfRange, words::leerjaar);
    }
    let registered = who.and_then(|(_, leerling, jaar)| lezer.context.register.leerjaar(leerling, jaar));
    let found = registered.or_else(|| words::leerjaar(fields[TOETS_LEERJAAR]));
    if found.is_none() {
        lezer.fault(JAARGROEP, b"", Reason::MissingLeerjaar);
    }
    found
}

fn score(lezer: &mut Lezer<'_>, word: &[u8], aanbieder: u8) -> Option<f64> {
    let score = lezer.number(SCORE, word)?;
    if lezer.context.bereiken.holds(Maat::Vaardigheidsscore, aanbieder, score) {
        Some(score)
    } else {
        lezer.fault(SCORE, word, Reason::ScoreOutOfRange);
        None
    }
}

/// The DLE, and whether the source says that it is at least this.
fn dle(lezer: &mut Lezer<'_>, word: &[u8]) -> (Option<i16>, bool) {
    match word.strip_prefix(b">") {
        Some(rest) => (lezer.whole(DLE, rest.trim_ascii(), MOST_MONTHS), true),
        None => (lezer.whole(DLE, word, MOST_MONTHS), false),
    }
}

/// The level, which has to be one of the scale beside it.
fn niveau(lezer: &mut Lezer<'_>, fields: &Fields<'_>) -> Option<u8> {
    let schaal = lezer.word(SCHAAL, fields[SCHAAL], Reason::UnknownSchaal, words::schaal);
    let niveau = lezer.word(NIVEAU, fields[NIVEAU], Reason::UnknownNiveau, words::niveau)?;
    if schaal.is_some_and(|schaal| schaal != words::schaal_of(niveau)) {
        lezer.fault(NIVEAU, fields[NIVEAU], Reason::NiveauNotInSchaal);
    }
    Some(niveau)
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
    seen.push(super::stream::text(word).chars().take(LONGEST).collect());
    names.insert(word.to_vec(), position);
    Some(position)
}
