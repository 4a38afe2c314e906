//! Reads rows about pupils of groep 8, returns final test and advice per pupil, with the rows that were refused.
//!
//! A row of which the pupil, the school year or the ontheffing is at fault is refused whole, for nothing can be counted
//! without; of any other the cells that can be read are used. Rows of one pupil that differ contradict each other.

use std::collections::BTreeMap;

use super::bereik::Maat;
use super::column::{Column, Fields};
use super::reading::{Context, Fault, Leerling, Origin, Reading, RowReader, Who};
use super::register::Inschrijving;
use super::scholen::SchoolId;
use super::{advies, words};
use crate::check::reason::Reason;

/// Lezen, taalverzorging and rekenen.
const NIVEAUS: [Column; 3] = [Column::Lezen, Column::Taalverzorging, Column::Rekenen];
/// The columns that tell something.
const TELLING: [Column; 7] = [
    Column::Lezen,
    Column::Taalverzorging,
    Column::Rekenen,
    Column::Standaardscore,
    Column::Toetsadvies,
    Column::VoorlopigAdvies,
    Column::DefinitiefAdvies,
];

/// One pupil of groep 8; positions point into the vocabularies of `words`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Groep8 {
    pub(crate) school: SchoolId,
    pub(crate) leerling: Leerling,
    pub(crate) jaar: u16,
    pub(crate) aanbieder: u8,
    /// Lezen, taalverzorging and rekenen.
    pub(crate) niveaus: [Option<u8>; 3],
    pub(crate) score: Option<f64>,
    pub(crate) toetsadvies: Option<u8>,
    pub(crate) voorlopig: Option<u8>,
    pub(crate) definitief: Option<u8>,
    pub(crate) ontheffing: bool,
}

impl Groep8 {
    /// Whether anything is known of a final test, an ontheffing included.
    pub(crate) fn has_test(&self) -> bool {
        self.ontheffing
            || self.score.is_some()
            || self.toetsadvies.is_some()
            || self.niveaus.iter().any(Option::is_some)
    }

    /// Whether any advice of the school is known.
    pub(crate) fn has_advice(&self) -> bool {
        self.voorlopig.is_some() || self.definitief.is_some()
    }

    /// Where the pupil was.
    pub(crate) fn inschrijving(&self) -> Inschrijving {
        Inschrijving {
            school: self.school,
            leerling: self.leerling.hash,
            jaar: self.jaar,
            leerjaar: 8,
            groep: None,
            nummer: self.leerling.nummer,
        }
    }
}

/// One row with the place where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    /// The file, by its number in the run.
    pub(crate) file: usize,
    /// The line.
    pub(crate) line: u32,
    /// The row.
    pub(crate) row: Groep8,
}

/// What one stretch of rows came to.
#[derive(Debug, Default)]
pub(crate) struct Groep8Block {
    /// The sound rows, with their lines.
    pub(crate) rows: Vec<(u32, Groep8)>,
    /// The faults of refused rows, and of refused cells in rows that are used.
    pub(crate) faults: Vec<Fault>,
    /// The number of refused rows.
    pub(crate) refused: u32,
}

/// Reads one stretch of rows.
pub(crate) struct Groep8Reader<'a> {
    reading: Reading<'a>,
    block: Groep8Block,
}

impl RowReader for Groep8Reader<'_> {
    fn ragged(&mut self, line: u32) {
        self.reading.fault_of_row(Reason::RaggedRow);
        self.refuse(line, None);
    }

    fn row(&mut self, fields: &Fields<'_>, line: u32) {
        let school = self.reading.school(Column::Ovt, fields[Column::Ovt]);
        match self.sound(fields, school) {
            Some(row) if self.reading.is_sound() => {
                self.block.faults.extend(self.reading.faults(line, school, true));
                self.block.rows.push((line, row));
            }
            _ => self.refuse(line, school),
        }
    }
}

impl<'a> Groep8Reader<'a> {
    pub(crate) fn new(context: &'a Context<'a>, origin: Origin) -> Self {
        Self { reading: Reading::new(context, origin), block: Groep8Block::default() }
    }

    /// Hands out what was read.
    pub(crate) fn finish(self) -> Groep8Block {
        self.block
    }

    fn refuse(&mut self, line: u32, school: Option<SchoolId>) {
        self.block.refused += 1;
        self.block.faults.extend(self.reading.faults(line, school, false));
    }

    fn sound(&mut self, fields: &Fields<'_>, school: Option<SchoolId>) -> Option<Groep8> {
        let reading = &mut self.reading;
        let leerling = reading.leerling(Column::LeerlingId, fields[Column::LeerlingId], school);
        let jaar = reading.jaar(Column::Schooljaar, fields[Column::Schooljaar]);
        let who = Who::of(school, leerling, jaar);
        reading.check_known(Column::LeerlingId, who);
        let aanbieder = reading.word(
            Column::Toetsaanbieder,
            fields[Column::Toetsaanbieder],
            Reason::UnknownAanbieder,
            words::aanbieder,
        );
        let aanbieder = aanbieder.unwrap_or(words::ANDERS);
        let niveaus = NIVEAUS.map(|column| {
            reading.word(column, fields[column], Reason::UnknownReferentieniveau, words::referentieniveau)
        });
        let score = score(reading, fields[Column::Standaardscore], aanbieder);
        let [toetsadvies, voorlopig, definitief] =
            [Column::Toetsadvies, Column::VoorlopigAdvies, Column::DefinitiefAdvies]
                .map(|column| advice(reading, column, fields[column]));
        let ontheffing = words::ja_nee(fields[Column::Ontheffing]);
        if ontheffing.is_none() {
            reading.fault(Column::Ontheffing, fields[Column::Ontheffing], Reason::UnknownOntheffing);
        }
        let Who { school, leerling, jaar } = who?;
        let row = Groep8 {
            school,
            leerling,
            jaar,
            aanbieder,
            niveaus,
            score,
            toetsadvies,
            voorlopig,
            definitief,
            ontheffing: ontheffing?,
        };
        if !row.has_test() && !row.has_advice() {
            reading.nothing_left(Reason::EmptyResult, &TELLING);
        }
        Some(row)
    }
}

fn score(reading: &mut Reading<'_>, word: &[u8], aanbieder: u8) -> Option<f64> {
    let score = reading.number(Column::Standaardscore, word)?;
    let holds = reading.context.bereiken.holds(Maat::Standaardscore, aanbieder, score);
    if !holds {
        reading.fault_of_cell(Column::Standaardscore, word, Reason::ScoreOutOfRange);
    }
    Some(score).filter(|_| holds)
}

/// An advice; one that says that there is none is none.
fn advice(reading: &mut Reading<'_>, column: Column, word: &[u8]) -> Option<u8> {
    let word = if advies::is_none(word) { &[] } else { word };
    reading.word(column, word, Reason::UnknownAdvies, advies::advies)
}

/// Parts the rows into those that count, sorted by school, pupil and year, and those that stand there twice.
pub(crate) fn without_doubles(rows: Vec<Placed>) -> (Vec<Groep8>, Vec<(Placed, Reason)>) {
    let mut by_pupil: BTreeMap<(SchoolId, i64, u16), Vec<Placed>> = BTreeMap::new();
    for placed in rows {
        let key = (placed.row.school, placed.row.leerling.hash, placed.row.jaar);
        by_pupil.entry(key).or_default().push(placed);
    }
    let (mut kept, mut refused) = (Vec::with_capacity(by_pupil.len()), Vec::new());
    for same in by_pupil.into_values() {
        let identical = same.iter().all(|placed| placed.row == same[0].row);
        let reden = if identical { Reason::DuplicateResult } else { Reason::ContradictoryResult };
        let mut same = same.into_iter();
        if identical {
            kept.extend(same.next().map(|placed| placed.row));
        }
        refused.extend(same.map(|placed| (placed, reden)));
    }
    refused.sort_by_key(|(placed, _)| (placed.file, placed.line));
    (kept, refused)
}
