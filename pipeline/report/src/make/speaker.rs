//! Reads the sentences that hold for a school and its published figures, returns them filled.
//!
//! Decides no sentence: that is a rule in SQL, which the query stage weighed.

use std::collections::BTreeMap;

use disclose::Published;
use domain::project::Audience;
use domain::rows::Value;
use domain::sentence::{Sentence, fill};
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
    holds: &'a [usize],
}

impl<'a> Speaker<'a> {
    /// Who speaks about a school, of its facts.
    pub(crate) fn of(prepared: &'a Prepared, facts: &'a Published, ovt: &str) -> Self {
        let figures = prepared.figures.iter().map(|(name, facts)| (name.as_str(), publish(facts, ovt)));
        let holds = prepared.holds.get(ovt).map_or(&[][..], Vec::as_slice);
        Self { prepared, facts, figures: figures.collect(), holds }
    }

    /// The sentences that hold for a place, heaviest first.
    fn holding(&self, place: &str) -> Vec<&'a Sentence> {
        let catalogue = &self.prepared.catalogue.zin;
        let mut found: Vec<&Sentence> = self
            .holds
            .iter()
            .map(|index| &catalogue[*index])
            .filter(|sentence| sentence.plaats == place)
            .collect();
        found.sort_by_key(|sentence| std::cmp::Reverse(sentence.gewicht));
        found
    }

    /// Fills a text of a sentence: the words of a figure from what its rows show, and from the facts of the school where
    /// the figure has no such name.
    fn fill(&self, sentence: &Sentence, text: &str) -> Result<String, String> {
        let shown = sentence.figure().and_then(|figure| self.figures.get(figure)).map(Published::rows);
        let figure = |column: &str| -> &Value {
            let shown = shown.filter(|rows| rows.position(column).is_some());
            shown.unwrap_or_else(|| self.facts.rows()).cell(0, column)
        };
        fill(text, &figure, &|place| self.first(place))
    }

    /// The text of the heaviest sentence in a place that can be filled.
    pub(crate) fn first(&self, place: &str) -> Option<String> {
        self.holding(place).into_iter().find_map(|sentence| self.fill(sentence, &sentence.tekst).ok())
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
            for sentence in self.holding(place) {
                match self.sentence(sentence, &mut room) {
                    Ok(text) => printed.extend(text),
                    Err(column) => dropped.push((sentence.id.clone(), column)),
                }
            }
            if !printed.is_empty() {
                places.insert(place.clone(), printed);
            }
        }
        (places, dropped)
    }

    fn sentence(
        &self,
        sentence: &Sentence,
        room: &mut BTreeMap<Audience, usize>,
    ) -> Result<Option<SentenceText>, String> {
        let titel = sentence.titel.as_deref().map(|titel| self.fill(sentence, titel)).transpose()?;
        let tekst = self.fill(sentence, &sentence.tekst)?;
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
