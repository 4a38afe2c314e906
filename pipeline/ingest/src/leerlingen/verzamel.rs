//! Who was seen where, from every file, in; the tables `inschrijvingen` and `leerlingen` out.
//!
//! Keeps sixteen bytes per pupil and school year. A register goes before what results say.

use std::collections::BTreeSet;

use arrow::array::RecordBatch;
use domain::tables::{INSCHRIJVINGEN, LEERLINGEN};
use hashbrown::HashMap;

use super::register::{Inschrijving, Register};
use super::rij::SCHOOLJAREN;
use super::scholen::{Scholen, SchoolId};
use crate::error::Error;
use crate::tabulate::{Rows, Value};

/// One pupil in one school year, small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Gezien {
    school: SchoolId,
    leerling: i64,
    jaar: u16,
    leerjaar: u8,
    groep: u16,
}

/// No group.
const NO_GROUP: u16 = 0;
/// Above this many the list is made shorter before it grows on.
const MANY: usize = 4_000_000;

/// Everything that was seen.
#[derive(Debug)]
pub(crate) struct Verzameling {
    seen: Vec<Gezien>,
    /// The length of the list when it was last made shorter.
    short: usize,
    groepen: Vec<String>,
    positions: HashMap<String, u16>,
}

impl Default for Verzameling {
    fn default() -> Self {
        Self { seen: Vec::new(), short: 0, groepen: vec![String::new()], positions: HashMap::new() }
    }
}

impl Verzameling {
    /// Adds a pupil in a school year.
    pub(crate) fn add(&mut self, one: &Inschrijving) {
        let groep = one.groep.as_deref().map_or(NO_GROUP, |groep| self.groep(groep));
        let Inschrijving { school, leerling, jaar, leerjaar, .. } = *one;
        self.seen.push(Gezien { school, leerling, jaar, leerjaar, groep });
        if self.seen.len() > self.short + MANY {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.seen.sort_unstable();
        self.seen.dedup();
        self.short = self.seen.len();
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

    /// Makes both tables, and counts the pupils whom results put in two leerjaren in one school year.
    pub(crate) fn finish(
        mut self,
        register: &Register,
        scholen: &Scholen,
    ) -> Result<([RecordBatch; 2], u32), Error> {
        let registered = register.inschrijvingen();
        let mut from_register = BTreeSet::new();
        self.seen.retain(|one| !registered.contains_key(&(one.school, one.leerling, one.jaar)));
        for ((school, leerling, jaar), (leerjaar, groep)) in &registered {
            let groep = groep.map_or(NO_GROUP, |groep| self.groep(groep));
            let (school, leerling, jaar, leerjaar) = (*school, *leerling, *jaar, *leerjaar);
            self.seen.push(Gezien { school, leerling, jaar, leerjaar, groep });
            from_register.insert((school, leerling));
        }
        self.shorten();
        let names: Vec<String> = SCHOOLJAREN.map(schooljaar).collect();
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
        Ok(([pupils.finish()?, years.finish()?], twice))
    }
}

/// A school year as tables spell it.
pub(crate) fn schooljaar(start: u16) -> String {
    format!("{start}-{}", start + 1)
}

#[cfg(test)]
mod tests {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::Int32Type;

    use super::*;

    fn one(leerling: i64, jaar: u16, leerjaar: u8, groep: Option<&str>) -> Inschrijving {
        Inschrijving { school: 0, leerling, jaar, leerjaar, groep: groep.map(str::to_owned) }
    }

    #[test]
    fn a_pupil_has_one_leerjaar_a_year_and_a_register_goes_first() {
        let scholen = Scholen::new(["99WH|C1"], &[]);
        let mut register = Register::default();
        register.enter(one(7, 2024, 6, Some("6a")));
        let mut all = Verzameling::default();
        for seen in [
            one(7, 2024, 5, None),
            one(7, 2023, 5, Some("5")),
            one(8, 2024, 4, Some("4")),
            one(8, 2024, 5, None),
            one(8, 2024, 4, Some("4")),
        ] {
            all.add(&seen);
        }
        let ([pupils, years], twice) = all.finish(&register, &scholen).unwrap();
        assert_eq!((pupils.num_rows(), years.num_rows(), twice), (2, 3, 1));
        let leerjaren = years.column(3).as_primitive::<Int32Type>();
        assert_eq!(leerjaren.values().to_vec(), [5, 6, 5]);
        assert_eq!(years.column(4).as_string::<i32>().value(1), "6a");
        assert!(years.column(4).is_null(2));
        assert_eq!(years.column(5).as_string::<i32>().value(1), "register");
        assert!(pupils.column(4).as_boolean().value(0) && !pupils.column(4).as_boolean().value(1));
    }
}
