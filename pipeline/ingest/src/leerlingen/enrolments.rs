//! Reads who was seen where, from every file, returns the tables `inschrijvingen` and `leerlingen`.
//!
//! Keeps 24 bytes per pupil and school year. A register goes before what results say.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;
use domain::tables::{INSCHRIJVINGEN, LEERLINGEN};
use hashbrown::HashMap;

use super::register::{Inschrijving, Register};
use super::scholen::{Scholen, SchoolId};
use super::schooljaar::{SCHOOLJAREN, spelled};
use crate::error::Error;
use crate::tabulate::{Rows, Value};
use crate::warning::Oddity;

/// One pupil in one school year, small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    school: SchoolId,
    leerling: i64,
    jaar: u16,
    leerjaar: u8,
    groep: u16,
    nummer: u32,
}

/// A pupil in a leerjaar of a school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) leerling: i64,
    pub(crate) jaar: u16,
    pub(crate) leerjaar: u8,
}

/// No group.
const NO_GROUP: u16 = 0;
/// Above this many the list is made shorter before it grows on.
const MANY: usize = 4_000_000;

/// Everything that was seen.
#[derive(Debug)]
pub(crate) struct Enrolments {
    seen: Vec<Seen>,
    /// The length of the list when it was last made shorter.
    short: usize,
    groepen: Vec<String>,
    positions: HashMap<String, u16>,
}

impl Default for Enrolments {
    fn default() -> Self {
        Self { seen: Vec::new(), short: 0, groepen: vec![String::new()], positions: HashMap::new() }
    }
}

impl Enrolments {
    /// Adds a pupil in a school year.
    pub(crate) fn add(&mut self, one: &Inschrijving) {
        let groep = one.groep.as_deref().map_or(NO_GROUP, |groep| self.groep(groep));
        let Inschrijving { school, leerling, jaar, leerjaar, nummer, .. } = *one;
        self.seen.push(Seen { school, leerling, jaar, leerjaar, groep, nummer });
        if self.seen.len() > self.short + MANY {
            self.shorten();
        }
    }

    /// Puts the list in order and takes out what stands there twice.
    pub(crate) fn shorten(&mut self) {
        self.seen.sort_unstable();
        self.seen.dedup();
        self.short = self.seen.len();
    }

    /// Takes out pupils in leerjaren of whom every row was refused.
    pub(crate) fn forget(&mut self, gone: &BTreeSet<Place>) {
        let of = |one: &Seen| Place { leerling: one.leerling, jaar: one.jaar, leerjaar: one.leerjaar };
        self.seen.retain(|one| !gone.contains(&of(one)));
    }

    /// The position of a group's code; a code too many is no group.
    fn groep(&mut self, code: &str) -> u16 {
        if let Some(found) = self.positions.get(code) {
            return *found;
        }
        let Ok(position) = u16::try_from(self.groepen.len()) else { return NO_GROUP };
        self.groepen.push(code.to_owned());
        self.positions.insert(code.to_owned(), position);
        position
    }

    /// Makes both tables, and says what is odd about who was seen where.
    pub(crate) fn finish(mut self, register: &Register, scholen: &Scholen) -> Result<Enrolled, Error> {
        let registered = register.inschrijvingen();
        let mut from_register = BTreeSet::new();
        self.seen.retain(|one| !registered.contains_key(&(one.school, one.leerling, one.jaar)));
        for one in registered.values() {
            self.add(one);
            from_register.insert((one.school, one.leerling));
        }
        self.shorten();
        let names: Vec<String> = SCHOOLJAREN.map(spelled).collect();
        let name = |jaar: u16| -> Value<'_> {
            names.get(usize::from(jaar.saturating_sub(SCHOOLJAREN.start))).map(String::as_str).into()
        };
        let (mut years, mut pupils) = (Rows::new(&INSCHRIJVINGEN), Rows::new(&LEERLINGEN));
        let mut twice = 0;
        for of_pupil in
            self.seen.chunk_by(|one, other| (one.school, one.leerling) == (other.school, other.leerling))
        {
            for of_year in of_pupil.chunk_by(|one, other| one.jaar == other.jaar) {
                let last = of_year[of_year.len() - 1];
                twice += u32::from(of_year[0].leerjaar != last.leerjaar);
                let groep = &self.groepen[usize::from(last.groep)];
                let bron = if registered.contains_key(&(last.school, last.leerling, last.jaar)) {
                    "register"
                } else {
                    "resultaten"
                };
                years.push([
                    scholen.ovt(last.school).into(),
                    Value::Key(last.leerling),
                    name(last.jaar),
                    i32::from(last.leerjaar).into(),
                    (last.groep != NO_GROUP).then_some(groep).into(),
                    bron.into(),
                ]);
            }
            let (first, last) = (of_pupil[0], of_pupil[of_pupil.len() - 1]);
            pupils.push([
                scholen.ovt(first.school).into(),
                Value::Key(first.leerling),
                name(first.jaar),
                name(last.jaar),
                from_register.contains(&(first.school, first.leerling)).into(),
            ]);
        }
        let tables = [pupils.finish()?, years.finish()?];
        Ok(Enrolled { tables, twice, shared: shared(&self.seen) })
    }
}

/// The tables, and what is odd about them.
#[derive(Debug)]
pub(crate) struct Enrolled {
    /// `leerlingen` and `inschrijvingen`.
    pub(crate) tables: [RecordBatch; 2],
    /// The pupils whom results put in two leerjaren in one school year.
    pub(crate) twice: u32,
    /// Schools of which nearly all pupils are another school's too.
    pub(crate) shared: Vec<Shared>,
}

impl Enrolled {
    /// What is odd, for messages.
    pub(crate) fn oddities(&self, scholen: &Scholen) -> Vec<Oddity> {
        let twice = (self.twice > 0).then_some(Oddity::TwoLeerjaren(self.twice));
        let shared = self.shared.iter().map(|one| Oddity::SamePupils {
            school: scholen.ovt(one.school).to_owned(),
            andere: scholen.ovt(one.other).to_owned(),
            samen: one.both,
            alle: one.all,
        });
        twice.into_iter().chain(shared).collect()
    }
}

/// Two schools with the same pupils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// The school of which nearly all pupils are the other's too.
    pub(crate) school: SchoolId,
    /// The other one.
    pub(crate) other: SchoolId,
    /// The pupils per school year that both have.
    pub(crate) both: u32,
    /// The pupils per school year of the school.
    pub(crate) all: u32,
}

/// Fewer pupils than this can be the same by chance.
const FEW: u32 = 10;

/// Finds schools of which nine in ten pupils have number, school year and leerjaar in common with those of one other:
/// schools that count from 1 have the numbers in common, and not the leerjaren.
fn shared(seen: &[Seen]) -> Vec<Shared> {
    let mut all: BTreeMap<SchoolId, u32> = BTreeMap::new();
    let mut both: BTreeMap<(SchoolId, SchoolId), u32> = BTreeMap::new();
    let mut pupils: Vec<(u32, u16, u8, SchoolId)> =
        seen.iter().map(|one| (one.nummer, one.jaar, one.leerjaar, one.school)).collect();
    pupils.sort_unstable();
    pupils.dedup();
    for same in pupils.chunk_by(|one, other| (one.0, one.1, one.2) == (other.0, other.1, other.2)) {
        for (.., school) in same {
            *all.entry(*school).or_default() += 1;
            // Beside a number that very many schools have, the schools say nothing of each other.
            for (.., other) in
                same.iter().filter(|_| same.len() <= MOST_SCHOOLS).filter(|other| other.3 != *school)
            {
                *both.entry((*school, *other)).or_default() += 1;
            }
        }
    }
    let count = |school: SchoolId| all.get(&school).copied().unwrap_or_default();
    let found =
        both.into_iter().map(|((school, other), both)| Shared { school, other, both, all: count(school) });
    let nearly_all = |one: &Shared| one.all >= FEW && u64::from(one.both) * 10 >= u64::from(one.all) * 9;
    let mut found: Vec<Shared> = found.filter(nearly_all).collect();
    // Of two schools that have each other's pupils one line says it.
    let pairs: BTreeSet<(SchoolId, SchoolId)> = found.iter().map(|one| (one.school, one.other)).collect();
    found.retain(|one| one.school < one.other || !pairs.contains(&(one.other, one.school)));
    found
}

/// More schools than this with one number in one leerjaar, and the number is no sign of anything.
const MOST_SCHOOLS: usize = 20;

#[cfg(test)]
mod tests {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::Int32Type;

    use super::*;

    fn one(leerling: i64, jaar: u16, leerjaar: u8, groep: Option<&str>) -> Inschrijving {
        Inschrijving { school: 0, leerling, jaar, leerjaar, groep: groep.map(str::to_owned), nummer: 0 }
    }

    #[test]
    fn a_pupil_has_one_leerjaar_a_year_and_a_register_goes_first() {
        let scholen = Scholen::new(["99WH|C1"], &[], &[]);
        let mut register = Register::default();
        register.enter(one(7, 2024, 6, Some("6a")));
        let mut all = Enrolments::default();
        for seen in [
            one(7, 2024, 5, None),
            one(7, 2023, 5, Some("5")),
            one(8, 2024, 4, Some("4")),
            one(8, 2024, 5, None),
            one(8, 2024, 4, Some("4")),
        ] {
            all.add(&seen);
        }
        let found = all.finish(&register, &scholen).unwrap();
        let ([pupils, years], twice) = (found.tables, found.twice);
        assert_eq!((pupils.num_rows(), years.num_rows(), twice), (2, 3, 1));
        assert!(found.shared.is_empty());
        let leerjaren = years.column(3).as_primitive::<Int32Type>();
        assert_eq!(leerjaren.values().to_vec(), [5, 6, 5]);
        assert_eq!(years.column(4).as_string::<i32>().value(1), "6a");
        assert!(years.column(4).is_null(2));
        assert_eq!(years.column(5).as_string::<i32>().value(1), "register");
        assert!(pupils.column(4).as_boolean().value(0) && !pupils.column(4).as_boolean().value(1));
    }

    #[test]
    fn schools_with_the_same_pupils_are_found_and_schools_that_count_from_one_are_not() {
        let scholen = Scholen::new(["99OE|C1", "99SR|C1", "99WH|C1"], &[], &[]);
        let mut all = Enrolments::default();
        for nummer in 0..20_u32 {
            let pupil = |school: SchoolId, leerjaar: u8| Inschrijving {
                school,
                leerling: i64::from(school) * 1000 + i64::from(nummer),
                jaar: 2024,
                leerjaar,
                groep: None,
                nummer,
            };
            all.add(&pupil(0, 5));
            // One of twenty is another pupil.
            all.add(&pupil(1, if nummer == 3 { 6 } else { 5 }));
            all.add(&pupil(2, if nummer % 4 == 0 { 5 } else { 7 }));
        }
        let found = all.finish(&Register::default(), &scholen).unwrap();
        assert_eq!(found.shared, [Shared { school: 0, other: 1, both: 19, all: 20 }]);
    }
}
