//! An answer and what it rests on in, the same answer out for as long as it rests on the same.
//!
//! Compares texts and never rows: the tables of a session do not change while it is open.

use std::collections::BTreeMap;

use crate::{Query, ResultSet};

/// What an answer rests on, beside the tables and parameters of its session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ground {
    /// The query.
    pub(crate) query: Query,
    /// The schools that are asked one by one; none when the query is asked once.
    pub(crate) schools: Vec<String>,
    /// The answers that it selects from, by the turn in which they were given.
    pub(crate) needs: Vec<(String, usize)>,
}

/// The answers of a session.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    kept: BTreeMap<String, Kept>,
    turn: usize,
}

#[derive(Debug, Clone)]
struct Kept {
    ground: Ground,
    turn: usize,
    result: ResultSet,
    is_table: bool,
}

impl Memory {
    /// The answer that was given before on just this ground; where others select from it, it has to be a table too.
    pub(crate) fn recall(&self, ground: &Ground, as_table: bool) -> Option<ResultSet> {
        let kept = self.kept.get(&ground.query.file.name)?;
        (kept.ground == *ground && (kept.is_table || !as_table)).then(|| kept.result.clone())
    }

    /// Keeps an answer.
    pub(crate) fn keep(&mut self, ground: Ground, result: ResultSet, is_table: bool) {
        self.turn += 1;
        let name = ground.query.file.name.clone();
        self.kept.insert(name, Kept { ground, turn: self.turn, result, is_table });
    }

    /// Forgets an answer; returns whether it was a table.
    pub(crate) fn forget(&mut self, name: &str) -> bool {
        self.kept.remove(name).is_some_and(|kept| kept.is_table)
    }

    /// The turn in which an answer was given.
    pub(crate) fn turn(&self, name: &str) -> Option<usize> {
        self.kept.get(name).map(|kept| kept.turn)
    }

    /// Whether an answer is a table.
    pub(crate) fn is_table(&self, name: &str) -> bool {
        self.kept.get(name).is_some_and(|kept| kept.is_table)
    }

    /// The names of the answers that `is_gone` points out.
    pub(crate) fn names(&self, is_gone: impl Fn(&str) -> bool) -> Vec<String> {
        self.kept.keys().filter(|name| is_gone(name)).cloned().collect()
    }
}
