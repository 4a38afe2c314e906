//! A world in, what the catalogue says of each of its schools out: filled as the report fills it, with what was used.
//!
//! A second writing of how sentences are filled, so that a test can hold the report against it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use domain::rows::{Rows, Value};
use domain::sentence::{Catalogue, Sentence, fill};
use query::{Holding, ResultSet};

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
        let (catalogue, holds, figures) = world.sentences();
        Self { name, world, facts, figures, catalogue, holds }
    }

    /// The filled text of a sentence.
    ///
    /// # Errors
    /// Names the column without a figure.
    pub fn speak(&self, ovt: &str, sentence: &Sentence) -> Result<Spoken, String> {
        let published = self.world.published(&self.facts, ovt);
        let shown = self.shown(ovt, sentence);
        let used = RefCell::new(BTreeSet::new());
        let figure = |column: &str| -> &Value {
            if let Some(rows) = shown.as_ref().filter(|rows| rows.position(column).is_some()) {
                return rows.cell(0, column);
            }
            used.borrow_mut().insert(column.to_owned());
            published.rows().cell(0, column)
        };
        let part = |place: &str| {
            let (_, spoken) = self.first(ovt, place)?;
            used.borrow_mut().extend(spoken.used);
            Some(spoken.text)
        };
        let mut lines = Vec::new();
        for text in sentence.titel.iter().chain([&sentence.tekst]) {
            lines.push(fill(text, &figure, &part)?);
        }
        Ok(Spoken { text: lines.join("\n"), used: used.into_inner() })
    }

    /// The value that a placeholder of a sentence stands for.
    pub fn value(&self, ovt: &str, sentence: &Sentence, column: &str) -> Value {
        let shown = self.shown(ovt, sentence).filter(|rows| rows.position(column).is_some());
        let rows = shown.unwrap_or_else(|| self.world.published(&self.facts, ovt).rows().clone());
        rows.cell(0, column).clone()
    }

    fn shown(&self, ovt: &str, sentence: &Sentence) -> Option<Rows> {
        let facts = self.figures.get(sentence.figure()?)?;
        Some(self.world.published(facts, ovt).rows().clone())
    }

    /// The sentences of a place that hold for a school, heaviest first.
    pub fn holding(&self, ovt: &str, place: &str) -> Vec<&Sentence> {
        let held = self.holds.get(ovt).into_iter().flatten().map(|index| &self.catalogue.zin[*index]);
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
