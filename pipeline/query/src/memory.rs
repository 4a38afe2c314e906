//! Tables and answers with what they rest on in, the same out for as long as they rest on the same.
//!
//! Everything is numbered by the turn in which it came to be; what rests on an older turn than there is, is due again.

use std::collections::BTreeMap;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;

use crate::lineage::Relation;
use crate::{Query, ResultSet};

/// Tables and answers that something rests on, each with its turn.
pub(crate) type Needs = Vec<(String, usize)>;

/// What an answer rests on, beside the parameters of its session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ground {
    /// The query.
    pub(crate) query: Query,
    /// The schools that are asked one by one; none when the query is asked once.
    pub(crate) schools: Vec<String>,
    /// What it selects from.
    pub(crate) needs: Needs,
}

/// What is in a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    /// Rows that were loaded.
    Loaded(RecordBatch),
    /// A file, by a mark of its content.
    Stored(String),
    /// Rows that the model computed, with what they tell of pupils.
    Computed(SchemaRef, Vec<RecordBatch>, Relation),
}

/// What a table of the model rests on: a text of SQL and what it selects from. Nothing for a table that was loaded.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct MadeOf {
    /// The text.
    pub(crate) text: String,
    /// What it selects from.
    pub(crate) needs: Needs,
}

/// What became of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It holds what it held.
    Same,
    /// It was there and holds something else.
    Changed,
    /// It was not there.
    New,
}

/// The tables and answers of a session.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory {
    tables: BTreeMap<String, Held>,
    answers: BTreeMap<String, Kept>,
    turn: usize,
}

#[derive(Debug, Clone)]
struct Held {
    content: Content,
    made_of: MadeOf,
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
    /// Whether a table of the model is there that rests on just this.
    pub(crate) fn holds(&self, name: &str, made_of: &MadeOf) -> bool {
        self.tables.get(name).is_some_and(|held| held.made_of == *made_of)
    }

    /// Takes note of what a table holds from now on. What rests on a table with the same rows is not due again.
    pub(crate) fn hold(&mut self, name: &str, content: Content, made_of: MadeOf) -> Change {
        let before = self.tables.get(name);
        // Who computes what was loaded by that name does not replace it.
        let known = before.filter(|held| {
            matches!(held.content, Content::Computed(..)) == matches!(content, Content::Computed(..))
        });
        let change = match known {
            None => Change::New,
            Some(held) if held.content == content && held.made_of.text == made_of.text => Change::Same,
            Some(_) => Change::Changed,
        };
        let turn = match known {
            Some(held) if change == Change::Same => held.turn,
            _ => self.next(),
        };
        self.tables.insert(name.to_owned(), Held { content, made_of, turn });
        change
    }

    /// The turn in which a table came to hold what it holds.
    pub(crate) fn turn_of_table(&self, name: &str) -> Option<usize> {
        self.tables.get(name).map(|held| held.turn)
    }

    /// The tables of the model that `is_gone` points out.
    pub(crate) fn computed(&self, is_gone: impl Fn(&str) -> bool) -> Vec<String> {
        let computed = self.tables.iter().filter(|(_, held)| matches!(held.content, Content::Computed(..)));
        computed.map(|(name, _)| name).filter(|name| is_gone(name)).cloned().collect()
    }

    /// Forgets a table.
    pub(crate) fn let_go(&mut self, name: &str) {
        self.tables.remove(name);
    }

    /// The answer that was given before on just this ground; where others select from it, it has to be a table too.
    pub(crate) fn recall(&self, ground: &Ground, as_table: bool) -> Option<ResultSet> {
        let kept = self.answers.get(&ground.query.file.name)?;
        (kept.ground == *ground && (kept.is_table || !as_table)).then(|| kept.result.clone())
    }

    /// Keeps an answer.
    pub(crate) fn keep(&mut self, ground: Ground, result: ResultSet, is_table: bool) {
        let (turn, name) = (self.next(), ground.query.file.name.clone());
        self.answers.insert(name, Kept { ground, turn, result, is_table });
    }

    /// Forgets an answer; returns whether it was a table.
    pub(crate) fn forget(&mut self, name: &str) -> bool {
        self.answers.remove(name).is_some_and(|kept| kept.is_table)
    }

    /// The turn in which an answer was given.
    pub(crate) fn turn(&self, name: &str) -> Option<usize> {
        self.answers.get(name).map(|kept| kept.turn)
    }

    /// Whether an answer is a table.
    pub(crate) fn is_table(&self, name: &str) -> bool {
        self.answers.get(name).is_some_and(|kept| kept.is_table)
    }

    /// The names of the answers that `is_gone` points out.
    pub(crate) fn names(&self, is_gone: impl Fn(&str) -> bool) -> Vec<String> {
        self.answers.keys().filter(|name| is_gone(name)).cloned().collect()
    }

    fn next(&mut self) -> usize {
        self.turn += 1;
        self.turn
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{ArrayRef, Int64Array};

    use super::*;

    fn rows(values: &[i64]) -> RecordBatch {
        let column: ArrayRef = Arc::new(Int64Array::from(values.to_vec()));
        RecordBatch::try_from_iter([("a", column)]).unwrap()
    }

    #[test]
    fn the_same_rows_from_the_same_text_keep_their_turn() {
        let mut memory = Memory::default();
        assert_eq!(memory.hold("bron", Content::Loaded(rows(&[1])), MadeOf::default()), Change::New);
        let made_of =
            |text: &str, turn| MadeOf { text: text.to_owned(), needs: vec![("bron".to_owned(), turn)] };
        let computed = |values: &[i64]| {
            let batch = rows(values);
            let told = Relation { columns: Vec::new(), pupils: false, picked: false, poison: None };
            Content::Computed(batch.schema(), vec![batch], told)
        };
        assert_eq!(memory.hold("som", computed(&[1]), made_of("a", 1)), Change::New);
        assert_eq!(memory.hold("bron", Content::Loaded(rows(&[2])), MadeOf::default()), Change::Changed);
        assert!(!memory.holds("som", &made_of("a", 3)), "its source is another");
        assert_eq!(memory.hold("som", computed(&[1]), made_of("a", 3)), Change::Same);
        assert_eq!((memory.turn_of_table("som"), memory.holds("som", &made_of("a", 3))), (Some(2), true));
        assert_eq!(memory.hold("som", computed(&[1]), made_of("b", 3)), Change::Changed);
        assert_eq!(
            memory.hold("bron", computed(&[2]), made_of("a", 3)),
            Change::New,
            "it was loaded, not computed"
        );
    }
}
