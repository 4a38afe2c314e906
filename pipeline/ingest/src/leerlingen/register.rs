//! The rows of pupil registers in, who was where in which leerjaar out.
//!
//! Holds hashes only. A result is held against the register of its own school year, and against no other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
}

/// Everything that registers say.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// Schools and school years of which the register is whole, so that others are unknown pupils.
    whole: BTreeSet<(SchoolId, u16)>,
    /// The pupils per school year, with leerjaar and group.
    pupils: HashMap<(i64, u16), (SchoolId, u8, Option<String>)>,
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

    /// Notes where a pupil is; what stood there before is given back when it was another leerjaar.
    pub(crate) fn enter(&mut self, one: Inschrijving) -> Option<u8> {
        let before = self.pupils.insert((one.leerling, one.jaar), (one.school, one.leerjaar, one.groep));
        before.map(|(_, leerjaar, _)| leerjaar).filter(|leerjaar| *leerjaar != one.leerjaar)
    }

    /// The leerjaar of a pupil in a school year.
    pub(crate) fn leerjaar(&self, leerling: i64, jaar: u16) -> Option<u8> {
        self.pupils.get(&(leerling, jaar)).map(|(_, leerjaar, _)| *leerjaar)
    }

    /// Whether the register of this school year is whole and does not have this pupil.
    pub(crate) fn misses(&self, school: SchoolId, leerling: i64, jaar: u16) -> bool {
        self.whole.contains(&(school, jaar)) && !self.pupils.contains_key(&(leerling, jaar))
    }

    /// Every pupil and school year, sorted.
    pub(crate) fn inschrijvingen(&self) -> BTreeMap<(SchoolId, i64, u16), (u8, Option<&str>)> {
        let entries = self.pupils.iter().map(|((leerling, jaar), (school, leerjaar, groep))| {
            ((*school, *leerling, *jaar), (*leerjaar, groep.as_deref()))
        });
        entries.collect()
    }
}

/// The code of a group, such as `5/6b`; nothing when it is named in words, which may be those of a teacher.
pub(crate) fn groep(word: &[u8]) -> Option<String> {
    let word = word.trim_ascii();
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let signs = word.iter().filter(|byte| matches!(byte, b'/' | b'-' | b'+')).count();
    let is_code =
        (1..=4).contains(&digits) && letters <= 2 && signs <= 3 && digits + letters + signs == word.len();
    is_code.then(|| String::from_utf8_lossy(word).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_a_code_or_nothing() {
        for code in ["5", "5/6b", "7A", "1-2a", "3+4"] {
            assert_eq!(groep(code.as_bytes()).as_deref(), Some(code));
        }
        for name in ["Juf Anja", "Kabouters", "", "groep 5", "Bo5x", "12345"] {
            assert_eq!(groep(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn only_a_whole_register_makes_a_pupil_unknown() {
        let mut register = Register::default();
        let one = Inschrijving { school: 0, leerling: 7, jaar: 2024, leerjaar: 5, groep: None };
        assert_eq!(register.enter(one.clone()), None);
        assert!(!register.misses(0, 8, 2024));
        register.close(0, 2024);
        assert!(register.misses(0, 8, 2024) && !register.misses(0, 7, 2024) && !register.misses(0, 8, 2023));
        assert_eq!(register.enter(Inschrijving { leerjaar: 6, ..one }), Some(5));
        register.alias(99, 7);
        assert_eq!((register.meant(99), register.meant(8)), (7, 8));
    }
}
