//! Reads the words of one pupil row, returns checked values and the faults that were found.
//!
//! What both kinds of pupil rows have in common: school, pupil, school year, numbers. It keeps no word of a row. A fault
//! in what every figure needs is one of the row; any other is one of its cell, and the rest of the row is used.

use super::bereik::Bereiken;
use super::column::{Column, Fields};
use super::register::Register;
use super::scholen::{Scholen, SchoolId};
use super::schooljaar;
use super::shape::shape;
use super::sleutel::{self, Sleutel};
use crate::check::dates::{DateOrder, Day, NoDay};
use crate::check::numbers;
use crate::check::reason::Reason;
use crate::warning::Oddity;

/// What rows of every file are held against.
pub(crate) struct Context<'a> {
    /// The key under which pupils are hashed.
    pub(crate) sleutel: &'a Sleutel,
    /// The schools that are known.
    pub(crate) scholen: &'a Scholen,
    /// The registers of pupils.
    pub(crate) register: &'a Register,
    /// The bounds of scores.
    pub(crate) bereiken: &'a Bereiken,
    /// The start of the last school year that can have results; nothing when no term is known.
    pub(crate) until: Option<u16>,
}

/// What is known of one file before its rows are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Origin {
    /// The school that the folder or the file itself names: a row of another school is refused.
    pub(crate) bound: Option<SchoolId>,
    /// The school of rows that name none.
    pub(crate) fallback: Option<SchoolId>,
    /// How a day is written.
    pub(crate) order: DateOrder,
    /// The order in which some day of the file has to be read, when that is another one: then no day is read.
    pub(crate) other_order: Option<DateOrder>,
}

/// One faulty word of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line of the row, counted within what is being read.
    pub(crate) line: u32,
    /// The column, by its position among ours; nothing when it is the whole row.
    pub(crate) column: Option<Column>,
    /// What may be told of the word.
    pub(crate) shown: Option<String>,
    /// Why it is refused.
    pub(crate) reden: Reason,
    /// The school of the row.
    pub(crate) school: Option<SchoolId>,
    /// Whether only the cell is refused and the rest of the row is used.
    pub(crate) cell: bool,
}

/// A fault of the row at hand.
struct Found {
    column: Option<Column>,
    shown: Option<String>,
    reden: Reason,
    cell: bool,
}

/// Who reads one kind of rows.
pub(crate) trait RowReader {
    /// Reads one row.
    fn row(&mut self, fields: &Fields<'_>, line: u32);
    /// Refuses a line whose cells do not fit the headings.
    fn ragged(&mut self, line: u32);
}

/// What the days that were read say of the order in which they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// The order in which some day has to be read, when it is not that of the file.
    pub(crate) other_order: Option<DateOrder>,
    /// The days that decide a school year or a moment and are other days with the month first.
    pub(crate) either_way: u32,
    /// Whether some day can be read in the order of the file alone.
    pub(crate) certain: bool,
    /// Whether some day lies in the school year beside it only with the month first.
    pub(crate) suspect: bool,
}

impl Days {
    /// Adds what another stretch of the file says.
    pub(crate) fn add(&mut self, other: Self) {
        self.other_order = self.other_order.or(other.other_order);
        self.either_way += other.either_way;
        self.certain |= other.certain;
        self.suspect |= other.suspect;
    }

    /// The order in which the days of the file have to be read, when that is another one.
    pub(crate) fn order(self) -> Option<DateOrder> {
        let month_first = (self.suspect && !self.certain).then_some(DateOrder::MonthFirst);
        self.other_order.or(month_first)
    }

    /// What is odd about the days of a file.
    pub(crate) fn oddity(self) -> Option<Oddity> {
        (self.either_way > 0 && !self.certain).then_some(Oddity::DaysEitherWay(self.either_way))
    }
}

/// A pupil, without the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leerling {
    /// The hash that stands for a pupil of this school.
    pub(crate) hash: i64,
    /// What the number has in common with the same number at another school.
    pub(crate) nummer: u32,
}

/// Reads words of rows one after another, and remembers what is wrong with the row at hand.
pub(crate) struct Reading<'a> {
    pub(crate) context: &'a Context<'a>,
    origin: Origin,
    faults: Vec<Found>,
    days: Days,
    /// The school of the row before and the word that named it.
    last_school: (Vec<u8>, Option<SchoolId>),
    /// The pupil of the row before: school, number and hashes.
    last_leerling: (SchoolId, Vec<u8>, Leerling),
}

impl<'a> Reading<'a> {
    pub(crate) fn new(context: &'a Context<'a>, origin: Origin) -> Self {
        Self {
            context,
            origin,
            faults: Vec::new(),
            days: Days::default(),
            last_school: (Vec::new(), None),
            last_leerling: (SchoolId::MAX, Vec::new(), Leerling::default()),
        }
    }

    /// What the days say of the order in which they stand.
    pub(crate) fn days(&self) -> Days {
        self.days
    }

    /// Notes a fault in a word that every figure needs.
    pub(crate) fn fault(&mut self, column: Column, word: &[u8], reden: Reason) {
        self.note(column, word, reden, false);
    }

    /// Notes a fault in a word that the other words of the row can do without.
    pub(crate) fn fault_of_cell(&mut self, column: Column, word: &[u8], reden: Reason) {
        self.note(column, word, reden, true);
    }

    fn note(&mut self, column: Column, word: &[u8], reden: Reason, cell: bool) {
        let shown = (!word.is_empty()).then(|| shape(word));
        self.faults.push(Found { column: Some(column), shown, reden, cell });
    }

    /// Notes a fault of the whole row.
    pub(crate) fn fault_of_row(&mut self, reden: Reason) {
        self.faults.push(Found { column: None, shown: None, reden, cell: false });
    }

    /// Notes that nothing of the row can be used: for this reason, unless faults in the columns that tell something say why.
    pub(crate) fn nothing_left(&mut self, reden: Reason, ledger: &[Column]) {
        let tells = |fault: &Found| fault.column.is_some_and(|column| ledger.contains(&column));
        if !self.faults.iter().any(tells) {
            self.fault_of_row(reden);
        }
        for fault in &mut self.faults {
            fault.cell = false;
        }
    }

    /// Whether the row at hand can be used, with or without some of its cells.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.iter().all(|fault| fault.cell)
    }

    /// Hands out the faults of the row at hand; of a row that is not used they are all faults of the row.
    pub(crate) fn faults(
        &mut self,
        line: u32,
        school: Option<SchoolId>,
        used: bool,
    ) -> impl Iterator<Item = Fault> {
        self.faults.drain(..).map(move |Found { column, shown, reden, cell }| Fault {
            line,
            column,
            shown,
            reden,
            school,
            cell: cell && used,
        })
    }

    /// The school of a row.
    pub(crate) fn school(&mut self, column: Column, word: &[u8]) -> Option<SchoolId> {
        if word.is_empty() {
            let fallback = self.origin.bound.or(self.origin.fallback);
            if fallback.is_none() {
                self.fault(column, word, Reason::MissingSchool);
            }
            return fallback;
        }
        if self.last_school.0 != word {
            let found = std::str::from_utf8(word).ok().and_then(|text| self.context.scholen.find(text));
            let found = found.filter(|school| self.origin.bound.is_none_or(|bound| bound == *school));
            self.last_school = (word.to_vec(), found);
        }
        let found = self.last_school.1;
        if found.is_none() {
            self.fault(column, word, Reason::OtherSchool);
        }
        found
    }

    /// The pupil behind a number.
    pub(crate) fn leerling(
        &mut self,
        column: Column,
        word: &[u8],
        school: Option<SchoolId>,
    ) -> Option<Leerling> {
        if word.is_empty() {
            self.fault(column, word, Reason::MissingPupil);
            return None;
        }
        if sleutel::is_rounded(word) {
            self.fault(column, word, Reason::RoundedPupil);
            return None;
        }
        let school = school?;
        if self.last_leerling.0 != school || self.last_leerling.1 != word {
            let hash = self.context.sleutel.leerling(self.context.scholen.ovt(school), word);
            let found = Leerling { hash: self.context.register.meant(hash), nummer: sleutel::nummer(word) };
            self.last_leerling = (school, word.to_vec(), found);
        }
        Some(self.last_leerling.2)
    }

    /// The school year, as the calendar year in which it starts.
    pub(crate) fn jaar(&mut self, column: Column, word: &[u8]) -> Option<u16> {
        let jaar = schooljaar::schooljaar(word).and_then(|jaar| {
            if !schooljaar::SCHOOLJAREN.contains(&jaar) {
                Err(Reason::MalformedSchooljaar)
            } else if self.context.until.is_some_and(|until| jaar > until) {
                Err(Reason::FutureDate)
            } else {
                Ok(jaar)
            }
        });
        jaar.map_err(|reden| self.fault(column, word, reden)).ok()
    }

    /// The day in a word; `needed` says whether the row cannot do without.
    pub(crate) fn day(&mut self, column: Column, word: &[u8], needed: bool) -> Option<Day> {
        if word.is_empty() {
            return None;
        }
        let read = match self.origin.other_order {
            Some(other) => Err(NoDay::Order(other)),
            None => Day::read(word, self.origin.order),
        };
        match read {
            Ok(day) => {
                let is_guessed = needed && self.origin.order == DateOrder::Dutch;
                self.days.either_way += u32::from(is_guessed && day.is_either_way(word));
                self.days.certain = self.days.certain || day.settles_order(word);
                return Some(day);
            }
            Err(NoDay::Malformed) => self.note(column, word, Reason::MalformedDate, !needed),
            Err(NoDay::Order(order)) => {
                self.days.other_order = Some(order);
                let shown = Some(format!("({})", order.form()));
                let reden = Reason::OtherDateOrder;
                self.faults.push(Found { column: Some(column), shown, reden, cell: !needed });
            }
        }
        None
    }

    /// Notes a day that does not lie in the school year beside it.
    pub(crate) fn outside(&mut self, column: Column, word: &[u8], jaar: u16) {
        let swapped = Day::read(word, DateOrder::MonthFirst).ok().and_then(Day::schooljaar);
        let is_dutch = self.origin.order == DateOrder::Dutch;
        self.days.suspect |= is_dutch && swapped.is_some_and(|swapped| swapped.start() == jaar);
        self.fault(column, word, Reason::DateOutsideSchooljaar);
    }

    /// Whether the register of that school year has no place for the pupil in a leerjaar.
    pub(crate) fn check_known(&mut self, column: Column, who: Option<Who>) {
        let Some(who) = who else { return };
        let register = self.context.register;
        // The number itself is the one thing that must not be told.
        let mut note =
            |reden| self.faults.push(Found { column: Some(column), shown: None, reden, cell: false });
        if register.is_elsewhere(who.leerling.hash, who.jaar) {
            note(Reason::LeerjaarNotCounted);
        } else if register.misses(who.school, who.leerling.hash, who.jaar) {
            note(Reason::UnknownPupil);
        }
    }

    /// A word of a vocabulary that every figure needs; nothing when it is empty or unknown.
    pub(crate) fn needed(
        &mut self,
        column: Column,
        word: &[u8],
        reden: Reason,
        read: impl FnOnce(&[u8]) -> Option<u8>,
    ) -> Option<u8> {
        self.read(column, word, reden, false, read)
    }

    /// A word of a vocabulary that the other words can do without; nothing when it is empty or unknown.
    pub(crate) fn word(
        &mut self,
        column: Column,
        word: &[u8],
        reden: Reason,
        read: impl FnOnce(&[u8]) -> Option<u8>,
    ) -> Option<u8> {
        self.read(column, word, reden, true, read)
    }

    fn read(
        &mut self,
        column: Column,
        word: &[u8],
        reden: Reason,
        cell: bool,
        read: impl FnOnce(&[u8]) -> Option<u8>,
    ) -> Option<u8> {
        if word.is_empty() {
            return None;
        }
        let found = read(word);
        if found.is_none() {
            self.note(column, word, reden, cell);
        }
        found
    }

    /// A number with decimals, with a comma or a point.
    pub(crate) fn number(&mut self, column: Column, word: &[u8]) -> Option<f64> {
        if word.is_empty() {
            return None;
        }
        numbers::decimal(word).map_err(|reden| self.fault_of_cell(column, word, reden)).ok()
    }

    /// A whole number of at most `most`.
    pub(crate) fn whole(&mut self, column: Column, word: &[u8], most: u16) -> Option<i16> {
        if word.is_empty() {
            return None;
        }
        let read = match numbers::whole(word) {
            Some(number) if number <= most => i16::try_from(number).map_err(|_| Reason::OutOfRange),
            Some(_) => Err(Reason::OutOfRange),
            None => Err(Reason::NotANumber),
        };
        read.map_err(|reden| self.fault_of_cell(column, word, reden)).ok()
    }
}

/// Who and when: what a row is held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who {
    /// The school.
    pub(crate) school: SchoolId,
    /// The pupil.
    pub(crate) leerling: Leerling,
    /// The calendar year in which the school year starts.
    pub(crate) jaar: u16,
}

impl Who {
    /// All three, when all are known.
    pub(crate) fn of(
        school: Option<SchoolId>,
        leerling: Option<Leerling>,
        jaar: Option<u16>,
    ) -> Option<Self> {
        Some(Self { school: school?, leerling: leerling?, jaar: jaar? })
    }
}
