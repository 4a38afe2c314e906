//! Reads the sentences that hold for a school and its published figures, returns them filled.
//!
//! Decides no sentence: that is a rule in SQL, which the query stage weighed.

use std::collections::BTreeMap;

use disclose::Published;
use domain::project::Audience;
use domain::rows::Value;
use domain::sentence::{COUNT, Figures, Sentence, fill};
use query::{Held, ResultSet};
use typeset::SentenceText;

use crate::compute::prepared::Prepared;
use crate::make::compose::Dropped;
use crate::publish::publish;

/// Fills the sentences that hold for one school.
pub(crate) struct Speaker<'a> {
    prepared: &'a Prepared,
    facts: &'a Published,
    /// What the words of each figure may say of this school.
    figures: BTreeMap<&'a str, Published>,
    /// The rows of this school that sentences speak of.
    spoken: BTreeMap<&'a str, Published>,
    holds: &'a [Held],
}

/// A sentence, and the rows that it is about.
struct Saying<'a> {
    sentence: &'a Sentence,
    rows: Vec<usize>,
}

/// What the placeholders of one saying stand for: its rows, what its figure shows, and the facts of the school where
/// those have no such column.
struct Meant<'a> {
    speaker: &'a Speaker<'a>,
    of: Option<&'a Published>,
    rows: &'a [usize],
    count: Option<Value>,
}

impl<'a> Speaker<'a> {
    /// Who speaks about a school, of its facts.
    pub(crate) fn of(prepared: &'a Prepared, facts: &'a Published, ovt: &str) -> Self {
        let published = |all: &'a BTreeMap<String, ResultSet>| {
            all.iter().map(|(name, rows)| (name.as_str(), publish(rows, ovt))).collect()
        };
        let holds = prepared.holds.get(ovt).map_or(&[][..], Vec::as_slice);
        Self {
            prepared,
            facts,
            figures: published(&prepared.figures),
            spoken: published(&prepared.spoken),
            holds,
        }
    }

    /// What can be said in a place, heaviest first: of rows once for each, or once for all together.
    fn holding(&self, place: &str) -> Vec<Saying<'a>> {
        let catalogue = &self.prepared.catalogue.zin;
        let held = self.holds.iter().map(|held| (&catalogue[held.sentence], &held.rows));
        let mut found = Vec::new();
        for (sentence, rows) in held.filter(|(sentence, _)| sentence.plaats == place) {
            let most = sentence.hoogstens.unwrap_or(usize::MAX);
            if sentence.samen || sentence.over.is_none() {
                found.push(Saying { sentence, rows: rows.iter().take(most).copied().collect() });
            } else {
                found.extend(rows.iter().take(most).map(|row| Saying { sentence, rows: vec![*row] }));
            }
        }
        found.sort_by_key(|saying| std::cmp::Reverse(saying.sentence.gewicht));
        found
    }

    /// Fills a text of a saying.
    fn fill(&self, saying: &Saying<'_>, text: &str) -> Result<String, String> {
        let Saying { sentence, rows } = saying;
        let of = match &sentence.over {
            Some(over) => self.spoken.get(over.as_str()),
            None => sentence.figure().and_then(|figure| self.figures.get(figure)),
        };
        let count = sentence.samen.then(|| Value::Int(i64::try_from(rows.len()).unwrap_or(i64::MAX)));
        fill(text, &Meant { speaker: self, of, rows, count })
    }

    /// The text of the heaviest sentence in a place that can be filled.
    pub(crate) fn first(&self, place: &str) -> Option<String> {
        self.holding(place).into_iter().find_map(|saying| self.fill(&saying, &saying.sentence.tekst).ok())
    }

    /// Every place with its sentences, as many for each audience as the place holds.
    pub(crate) fn places(&self) -> (BTreeMap<String, Vec<SentenceText>>, Vec<Dropped>) {
        let mut places = BTreeMap::new();
        let mut dropped = Vec::new();
        for (place, limit) in &self.prepared.catalogue.plaats {
            if ["titel.", "ondertitel.", "alt.", "deel."].iter().any(|inner| place.starts_with(inner)) {
                continue;
            }
            let mut room: BTreeMap<Audience, usize> =
                Audience::ALL.into_iter().map(|audience| (audience, limit.hoogstens)).collect();
            let mut printed = Vec::new();
            for saying in self.holding(place) {
                match self.said(&saying, &mut room) {
                    Ok(text) => printed.extend(text),
                    Err(column) => dropped.push((saying.sentence.id.clone(), column)),
                }
            }
            if !printed.is_empty() {
                places.insert(place.clone(), printed);
            }
        }
        (places, dropped)
    }

    fn said(
        &self,
        saying: &Saying<'_>,
        room: &mut BTreeMap<Audience, usize>,
    ) -> Result<Option<SentenceText>, String> {
        let sentence = saying.sentence;
        let titel = sentence.titel.as_deref().map(|titel| self.fill(saying, titel)).transpose()?;
        let tekst = self.fill(saying, &sentence.tekst)?;
        let mut voor = Vec::new();
        for audience in &sentence.voor {
            if let Some(left) = room.get_mut(audience).filter(|left| **left > 0) {
                *left -= 1;
                voor.push(audience.word());
            }
        }
        Ok((!voor.is_empty()).then(|| SentenceText { id: sentence.id.clone(), titel, tekst, voor }))
    }
}

impl Figures for Meant<'_> {
    fn value(&self, column: &str) -> &Value {
        let shown = self.of.map(Published::rows).filter(|rows| rows.position(column).is_some());
        match (shown, &self.count) {
            (Some(rows), _) => rows.cell(self.rows.first().copied().unwrap_or(0), column),
            (None, Some(count)) if column == COUNT => count,
            (None, _) => self.speaker.facts.rows().cell(0, column),
        }
    }

    fn all(&self, column: &str) -> Vec<&Value> {
        let shown = self.of.map(Published::rows).filter(|rows| rows.position(column).is_some());
        match shown {
            Some(rows) if !self.rows.is_empty() => {
                self.rows.iter().map(|row| rows.cell(*row, column)).collect()
            }
            _ => vec![self.value(column)],
        }
    }

    fn part(&self, place: &str) -> Option<String> {
        self.speaker.first(place)
    }

    fn parts(&self, place: &str) -> Option<Vec<String>> {
        let all = self.speaker.holding(place).into_iter();
        all.map(|saying| self.speaker.fill(&saying, &saying.sentence.tekst).ok()).collect()
    }
}
