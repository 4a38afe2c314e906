//! Reads the rows of pupil registers, returns who was where in which leerjaar.
//!
//! Holds hashes only. A result is held against the register of its own school year, and against no other.

use std::collections::hash_map;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::scholen::SchoolId;

/// One pupil in one school year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Inschrijving {
    /// The school.
    pub(crate) school: SchoolId,
    /// The pupil.
    pub(crate) leerling: i64,
    /// The calendar year in which the school year starts.
    pub(crate) jaar: u16,
    /// 1 to 8.
    pub(crate) leerjaar: u8,
    /// Code of the group, when it is one.
    pub(crate) groep: Option<String>,
    /// What the number has in common with the same number at another school.
    pub(crate) nummer: u32,
}

/// A pupil of a register with the line on which she stands.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) line: u32,
    pub(crate) inschrijving: Inschrijving,
    /// Other numbers of the pupil, hashed.
    pub(crate) aliases: Vec<i64>,
}

/// Everything that registers say.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// Schools and school years of which the register is whole, so that others are unknown pupils.
    whole: BTreeSet<(SchoolId, u16)>,
    /// The pupils per school year.
    pupils: HashMap<(i64, u16), Inschrijving>,
    /// Pupils who are in no leerjaar from 1 to 8 in a school year.
    elsewhere: HashSet<(i64, u16)>,
    /// Other numbers of a pupil, hashed as the number itself is.
    aliases: HashMap<i64, i64>,
}

impl Register {
    /// Notes that the register of this school year is whole.
    pub(crate) fn close(&mut self, school: SchoolId, jaar: u16) {
        self.whole.insert((school, jaar));
    }

    /// Notes another number of a pupil.
    pub(crate) fn alias(&mut self, other: i64, leerling: i64) {
        if other != leerling {
            self.aliases.insert(other, leerling);
        }
    }

    /// The pupil behind a number, which may be another number of his.
    pub(crate) fn meant(&self, leerling: i64) -> i64 {
        self.aliases.get(&leerling).copied().unwrap_or(leerling)
    }

    /// Notes where a pupil is, unless something stands there already: whether that was another leerjaar.
    pub(crate) fn enter(&mut self, one: Inschrijving) -> bool {
        match self.pupils.entry((one.leerling, one.jaar)) {
            hash_map::Entry::Vacant(place) => {
                place.insert(one);
                false
            }
            hash_map::Entry::Occupied(before) => before.get().leerjaar != one.leerjaar,
        }
    }

    /// Notes that a pupil is in no leerjaar from 1 to 8.
    pub(crate) fn leave(&mut self, leerling: i64, jaar: u16) {
        self.elsewhere.insert((leerling, jaar));
    }

    /// Whether the register has a pupil in no leerjaar from 1 to 8.
    pub(crate) fn is_elsewhere(&self, leerling: i64, jaar: u16) -> bool {
        self.elsewhere.contains(&(leerling, jaar)) && !self.pupils.contains_key(&(leerling, jaar))
    }

    /// The leerjaar of a pupil in a school year.
    pub(crate) fn leerjaar(&self, leerling: i64, jaar: u16) -> Option<u8> {
        self.pupils.get(&(leerling, jaar)).map(|one| one.leerjaar)
    }

    /// Whether the register of this school year is whole and does not have this pupil.
    pub(crate) fn misses(&self, school: SchoolId, leerling: i64, jaar: u16) -> bool {
        self.whole.contains(&(school, jaar)) && !self.pupils.contains_key(&(leerling, jaar))
    }

    /// Every pupil and school year, sorted.
    pub(crate) fn inschrijvingen(&self) -> BTreeMap<(SchoolId, i64, u16), &Inschrijving> {
        self.pupils.values().map(|one| ((one.school, one.leerling, one.jaar), one)).collect()
    }
}

/// The code of a group, such as `5/6b`; nothing when it is named in words, which may be those of a teacher.
///
/// A spreadsheet turns `5/6` into a day and shows `5-jun`.
pub(crate) fn groep(word: &[u8]) -> Option<String> {
    const MONTHS: [&str; 7] = ["feb", "mrt", "apr", "mei", "jun", "jul", "aug"];
    let word = word.trim_ascii();
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let signs = word.iter().filter(|byte| matches!(byte, b'/' | b'-' | b'+')).count();
    let is_code =
        (1..=4).contains(&digits) && letters <= 2 && signs <= 3 && digits + letters + signs == word.len();
    if is_code {
        return Some(String::from_utf8_lossy(word).into_owned());
    }
    let [first @ b'1'..=b'7', b'-', name @ ..] = word else { return None };
    let month =
        MONTHS.get(usize::from(first - b'1')).filter(|month| month.as_bytes().eq_ignore_ascii_case(name));
    month.map(|_| format!("{}/{}", first - b'0', first - b'0' + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_a_code_or_nothing() {
        for code in ["5", "5/6b", "7A", "1-2a", "3+4"] {
            assert_eq!(groep(code.as_bytes()).as_deref(), Some(code));
        }
        assert_eq!(groep(b"5-jun").as_deref(), Some("5/6"));
        for name in ["5-jul", "8-sep", "Juf Anja", "Kabouters", "", "groep 5", "Bo5x", "12345"] {
            assert_eq!(groep(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn only_a_whole_register_makes_a_pupil_unknown() {
        let mut register = Register::default();
        let one = Inschrijving { school: 0, leerling: 7, jaar: 2024, leerjaar: 5, groep: None, nummer: 0 };
        assert!(!register.enter(one.clone()));
        assert!(!register.misses(0, 8, 2024));
        register.close(0, 2024);
        assert!(register.misses(0, 8, 2024) && !register.misses(0, 7, 2024) && !register.misses(0, 8, 2023));
        assert!(register.enter(Inschrijving { leerjaar: 6, ..one.clone() }) && !register.enter(one));
        assert_eq!(register.leerjaar(7, 2024), Some(5), "what is told as contradictory is not used");
        register.leave(9, 2024);
        register.leave(7, 2024);
        assert!(register.is_elsewhere(9, 2024) && !register.is_elsewhere(9, 2023));
        assert!(!register.is_elsewhere(7, 2024));
        register.alias(99, 7);
        assert_eq!((register.meant(99), register.meant(8)), (7, 8));
    }
}
