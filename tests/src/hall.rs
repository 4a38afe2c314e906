//! A world in, what the catalogue says of each of its schools out: filled as the report fills it, with what was used.
//!
//! A second writing of how sentences are filled, so that a test can hold the report against it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::rows::{Rows, Value};
use domain::sentence::{COUNT, Catalogue, Figures, Sentence, fill};
use query::{Holding, ResultSet};
use report::Prepared;

use crate::world::World;

/// The facts of one fixture, and who may say what.
pub struct Hall {
    /// What the fixture is called in messages.
    pub name: &'static str,
    /// Its tables.
    pub world: World,
    /// The facts of every school.
    pub facts: ResultSet,
    /// What the words of each figure may say.
    pub figures: BTreeMap<String, ResultSet>,
    /// The rows that sentences speak of.
    pub spoken: BTreeMap<String, ResultSet>,
    /// The shipped catalogue.
    pub catalogue: Catalogue,
    /// The sentences that hold for each school.
    pub holds: Holding,
}

/// A filled sentence.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// The text, heading first.
    pub text: String,
    /// The columns of `feiten` that are in it, parts included.
    pub used: BTreeSet<String>,
}

impl Hall {
    /// Looks at a world.
    pub fn of(name: &'static str, mut world: World) -> Self {
        let facts = world.answer("reports/schoolanalyse/zinnen.sql");
        let Prepared { catalogue, holds, figures, spoken, .. } = world.sentences();
        Self { name, world, facts, figures, spoken, catalogue, holds }
    }

    /// The filled text of a sentence.
    ///
    /// # Errors
    /// Names the column without a figure.
    pub fn speak(&self, ovt: &str, sentence: &Sentence) -> Result<Spoken, String> {
        let rows = self.shown(ovt, sentence).map(|(_, rows)| rows).unwrap_or_default();
        self.speak_of(ovt, sentence, rows)
    }

    /// A sentence that is said of each row, once for each.
    fn speak_each(&self, ovt: &str, sentence: &Sentence) -> Vec<Result<String, String>> {
        let rows = self.shown(ovt, sentence).map(|(_, rows)| rows).unwrap_or_default();
        let each = rows.into_iter().map(|row| self.speak_of(ovt, sentence, vec![row]));
        each.map(|spoken| spoken.map(|spoken| spoken.text)).collect()
    }

    fn speak_of(&self, ovt: &str, sentence: &Sentence, rows: Vec<usize>) -> Result<Spoken, String> {
        let facts = self.world.published(&self.facts, ovt).rows().clone();
        let shown = self.shown(ovt, sentence).map(|(shown, _)| shown);
        let count = Value::Int(i64::try_from(rows.len()).expect("a school has few rows"));
        let said = Said { hall: self, ovt, facts, shown, rows, count, used: RefCell::default() };
        let mut lines = Vec::new();
        for text in sentence.titel.iter().chain([&sentence.tekst]) {
            lines.push(fill(text, &said)?);
        }
        Ok(Spoken { text: lines.join("\n"), used: said.used.into_inner() })
    }

    /// The value that a placeholder of a sentence stands for.
    pub fn value(&self, ovt: &str, sentence: &Sentence, column: &str) -> Value {
        let shown = self.shown(ovt, sentence).filter(|(rows, _)| rows.position(column).is_some());
        let facts = || (self.world.published(&self.facts, ovt).rows().clone(), Vec::new());
        let (rows, places) = shown.unwrap_or_else(facts);
        rows.cell(places.first().copied().unwrap_or(0), column).clone()
    }

    /// The values that a placeholder of a sentence stands for: of every row that it speaks of.
    pub fn values(&self, ovt: &str, sentence: &Sentence, column: &str) -> Vec<Value> {
        match self
            .shown(ovt, sentence)
            .filter(|(rows, held)| rows.position(column).is_some() && !held.is_empty())
        {
            Some((rows, held)) => held.into_iter().map(|row| rows.cell(row, column).clone()).collect(),
            None => vec![self.value(ovt, sentence, column)],
        }
    }

    /// What a sentence speaks of, when that is not the facts of the school, and of which rows.
    fn shown(&self, ovt: &str, sentence: &Sentence) -> Option<(Rows, Vec<usize>)> {
        let held =
            self.holds.get(ovt)?.iter().find(|held| self.catalogue.zin[held.sentence].id == sentence.id);
        let facts = match &sentence.over {
            Some(over) => self.spoken.get(over)?,
            None => self.figures.get(sentence.figure()?)?,
        };
        let rows = held.map(|held| held.rows.clone()).unwrap_or_default();
        Some((self.world.published(facts, ovt).rows().clone(), rows))
    }

    /// The sentences of a place that hold for a school, heaviest first.
    pub fn holding(&self, ovt: &str, place: &str) -> Vec<&Sentence> {
        let held = self.holds.get(ovt).into_iter().flatten().map(|held| &self.catalogue.zin[held.sentence]);
        let mut held: Vec<&Sentence> = held.filter(|sentence| sentence.plaats == place).collect();
        held.sort_by_key(|sentence| std::cmp::Reverse(sentence.gewicht));
        held
    }

    /// The heaviest sentence of a place that holds and can be filled.
    pub fn first(&self, ovt: &str, place: &str) -> Option<(&Sentence, Spoken)> {
        let mut holding = self.holding(ovt, place).into_iter();
        holding.find_map(|sentence| Some((sentence, self.speak(ovt, sentence).ok()?)))
    }
}

/// A sentence while it is filled.
struct Said<'a> {
    hall: &'a Hall,
    ovt: &'a str,
    facts: Rows,
    shown: Option<Rows>,
    rows: Vec<usize>,
    count: Value,
    used: RefCell<BTreeSet<String>>,
}

impl Figures for Said<'_> {
    fn value(&self, column: &str) -> &Value {
        if let Some(rows) = self.shown.as_ref().filter(|rows| rows.position(column).is_some()) {
            return rows.cell(self.rows.first().copied().unwrap_or(0), column);
        }
        if column == COUNT && !self.rows.is_empty() {
            return &self.count;
        }
        self.used.borrow_mut().insert(column.to_owned());
        self.facts.cell(0, column)
    }

    fn all(&self, column: &str) -> Vec<&Value> {
        match self.shown.as_ref().filter(|rows| rows.position(column).is_some() && !self.rows.is_empty()) {
            Some(rows) => self.rows.iter().map(|row| rows.cell(*row, column)).collect(),
            None => vec![self.value(column)],
        }
    }

    fn part(&self, place: &str) -> Option<String> {
        let (_, spoken) = self.hall.first(self.ovt, place)?;
        self.used.borrow_mut().extend(spoken.used);
        Some(spoken.text)
    }

    fn parts(&self, place: &str) -> Option<Vec<String>> {
        let held = self.hall.holding(self.ovt, place).into_iter();
        let each = held.flat_map(|sentence| self.hall.speak_each(self.ovt, sentence));
        each.collect::<Result<_, _>>().ok()
    }
}
