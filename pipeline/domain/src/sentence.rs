//! The text of the sentence catalogue in, sentences with their trigger rules out; and a rule's row in, printed text out.
//!
//! Decides nothing: whether a sentence holds is a SQL condition that the query stage evaluates. The title, subtitle and
//! description of a figure are conditions on what its rows show, all other sentences on the facts of the school.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::card::ColumnKind;
use crate::project::{Audience, line_of};
use crate::rows::Value;
use crate::suggest::nearest;

mod placeholder;

pub use placeholder::{Known, PlaceholderFault, check, readable};
use placeholder::{Piece, pieces};

/// One sentence of the catalogue.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// The name by which a reader finds it.
    pub id: String,
    /// Where in the report it stands.
    pub plaats: String,
    /// Heavier sentences come first in their place.
    #[serde(default = "ordinary_weight")]
    pub gewicht: i32,
    /// For whom it is printed.
    #[serde(default = "everyone")]
    pub voor: Vec<Audience>,
    /// The trigger: a SQL condition on the columns of `feiten`, or on the facts of the figure that it is about.
    pub als: String,
    /// The heading, where the place has one.
    pub titel: Option<String>,
    /// The text, with `{column}` or `{column:format}` for figures.
    pub tekst: String,
    /// The columns in it that are computed from the rows of the figure beside it, and stand in none of them.
    #[serde(default)]
    pub berekend: Vec<String>,
}

/// Before the name of a query: the places of the words of its figure.
const OF_FIGURE: [&str; 3] = ["titel.", "ondertitel.", "alt."];

impl Sentence {
    /// The query of which this sentence is the title, the subtitle or the description.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        OF_FIGURE.iter().find_map(|start| self.plaats.strip_prefix(start))
    }
}

/// How many sentences a place holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The greatest number of sentences that are printed here.
    pub hoogstens: usize,
    /// The queries whose figures and tables stand beside it.
    #[serde(default)]
    pub bij: Vec<String>,
}

/// All sentences of a report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The names of the months, January first.
    pub maanden: Vec<String>,
    /// The places; a sentence for a place that is not listed is a fault.
    pub plaats: BTreeMap<String, Place>,
    /// What the words of a figure may say of it: for each query names, each with an aggregate over its rows.
    #[serde(default)]
    pub figuur: BTreeMap<String, BTreeMap<String, String>>,
    /// The sentences.
    pub zin: Vec<Sentence>,
}

fn ordinary_weight() -> i32 {
    50
}

fn everyone() -> Vec<Audience> {
    Audience::ALL.to_vec()
}

/// A fault in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct CatalogueError {
    /// The line in the file, from 1.
    pub line: usize,
    /// The text of that line.
    pub text: String,
    /// The word at fault, for the caret; empty when the whole line is meant.
    pub word: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Catalogue {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// On a syntax fault, a double id, an unknown place or a placeholder that cannot be read.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            at(text, line, "", error.message().trim().replace('\n', "; "), None)
        })?;
        let mut seen = BTreeSet::new();
        for sentence in &catalogue.zin {
            if !seen.insert(&sentence.id) {
                let what = format!("sentence `{}` stands twice", sentence.id);
                return Err(in_sentence(text, &sentence.id, 1, &sentence.id, what, None));
            }
            if !catalogue.plaats.contains_key(&sentence.plaats) {
                let what = format!("place `{}` is not listed under `[plaats]`", sentence.plaats);
                let meant = nearest(&sentence.plaats, catalogue.plaats.keys().map(String::as_str));
                let hint = meant.map(|meant| format!("did you mean `{meant}`?"));
                return Err(in_sentence(text, &sentence.id, 0, &sentence.plaats, what, hint));
            }
            for part in sentence.texts() {
                pieces(part).map_err(|fault| misworded(text, &sentence.id, fault))?;
            }
        }
        Ok(catalogue)
    }

    /// Makes sure that every sentence of the catalogue, whose text this is, speaks of facts and places that there are: the
    /// words of a figure of the facts of that figure too.
    ///
    /// # Errors
    /// On a placeholder that can never be filled.
    pub fn fits(
        &self,
        text: &str,
        facts: &[(String, ColumnKind)],
        figures: &BTreeMap<String, Vec<(String, ColumnKind)>>,
    ) -> Result<(), CatalogueError> {
        let places: Vec<&str> = self.plaats.keys().map(String::as_str).collect();
        for sentence in &self.zin {
            let shown = sentence.figure().and_then(|figure| figures.get(figure));
            let all: Vec<_> = shown.into_iter().flatten().chain(facts).cloned().collect();
            let known = Known { columns: &all, of: "`feiten`", places: &places };
            for part in sentence.texts() {
                check(part, &known).map_err(|fault| misworded(text, &sentence.id, fault))?;
            }
        }
        Ok(())
    }

    /// A fault in the rule of a sentence of the catalogue, whose text this is.
    #[must_use]
    pub fn rule_fault(
        &self,
        text: &str,
        id: &str,
        table: &str,
        what: &str,
        hint: Option<String>,
    ) -> CatalogueError {
        let rule = self.zin.iter().find(|sentence| sentence.id == id).map_or("", |sentence| &sentence.als);
        let first = rule.trim().lines().next().unwrap_or_default();
        let what = format!("the rule of sentence `{id}` is not a condition on `{table}`: {what}");
        in_sentence(text, id, 0, first, what, hint)
    }
}

impl Sentence {
    /// What is printed of it.
    fn texts(&self) -> impl Iterator<Item = &String> {
        self.titel.iter().chain([&self.tekst])
    }
}

fn misworded(text: &str, id: &str, fault: PlaceholderFault) -> CatalogueError {
    let what = format!("sentence `{id}`: {}", fault.what);
    in_sentence(text, id, 0, &fault.text, what, fault.hint)
}

/// A fault in a sentence, at the first line of it that has this word; `which` is 1 for the second sentence of this id.
fn in_sentence(
    text: &str,
    id: &str,
    which: usize,
    word: &str,
    what: String,
    hint: Option<String>,
) -> CatalogueError {
    let is_id = |line: &str| {
        let value = line.split_once('=').filter(|(key, _)| key.trim() == "id");
        value.is_some_and(|(_, value)| value.trim().trim_matches(['"', '\'']) == id)
    };
    let lines: Vec<&str> = text.lines().collect();
    let start = (0..lines.len()).filter(|line| is_id(lines[*line])).nth(which).unwrap_or(0);
    // The keys of a sentence stand in any order, its id among them.
    let first = (0..start).rev().find(|line| lines[*line].trim_start().starts_with("[[")).unwrap_or(0);
    let after = lines.iter().skip(start + 1).position(|line| line.trim_start().starts_with("[["));
    let end = after.map_or(lines.len(), |after| start + 1 + after);
    let from = if which == 0 { first } else { start };
    let line = (from..end).find(|line| lines[*line].contains(word)).unwrap_or(start);
    at(text, line + 1, word, what, hint)
}

fn at(text: &str, line: usize, word: &str, what: String, hint: Option<String>) -> CatalogueError {
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    CatalogueError { line, text: shown.to_owned(), word: word.to_owned(), what, hint }
}

/// Fills the placeholders of a text; `Err` names the first column that has no figure to print.
///
/// `figure` gives the value of a column, `part` the first sentence of a place, for `{>place}`; a place without a
/// sentence leaves nothing behind.
///
/// # Errors
/// When a placeholder's column is missing, empty or hidden, or the placeholder cannot be read.
pub fn fill<'a>(
    text: &str,
    figure: &impl Fn(&str) -> &'a Value,
    part: &impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut filled = String::new();
    for piece in pieces(text).map_err(|fault| fault.text)? {
        match piece {
            Piece::Plain(plain) => filled.push_str(plain),
            Piece::Figure(column, format) => match figure(column) {
                value if value.is_known() => filled.push_str(&format.spell(value)),
                _ => return Err(column.to_owned()),
            },
            Piece::Interval(low, high, format) => match (figure(low), figure(high)) {
                (from, to) if from.is_known() && to.is_known() => {
                    filled.push_str(&format.spell_interval(from, to));
                }
                _ => return Err(low.to_owned()),
            },
            Piece::Part(place) => filled.push_str(&part(place).unwrap_or_default()),
        }
    }
    Ok(filled.split("  ").collect::<Vec<_>>().join(" ").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Catalogue, fill};
    use crate::card::ColumnKind;
    use crate::rows::Value;

    const HEAD: &str = "maanden = []\nplaats.kop = { hoogstens = 1 }\n";

    #[test]
    fn fills_figures_in_dutch() {
        let value = Value::Float(51.4);
        assert_eq!(
            fill("De school haalt {p:pct1}.", &|_| &value, &|_| None).unwrap(),
            "De school haalt 51,4%."
        );
    }

    #[test]
    fn puts_the_sentence_of_a_place_in_and_leaves_no_gap_without_one() {
        let value = Value::Int(5);
        let part = |place: &str| (place == "een").then(|| "Eerst.".to_owned());
        assert_eq!(fill("Zo. {>een} {>twee} Klaar.", &|_| &value, &part).unwrap(), "Zo. Eerst. Klaar.");
    }

    #[test]
    fn names_the_figure_that_is_hidden() {
        let value = Value::Suppressed;
        assert_eq!(fill("{n:int} leerlingen", &|_| &value, &|_| None).unwrap_err(), "n");
    }

    #[test]
    fn refuses_a_placeholder_that_cannot_be_read() {
        let text =
            format!("{HEAD}[[zin]]\nid = \"a\"\nplaats = \"kop\"\nals = \"true\"\ntekst = \"{{p:pct9}}\"\n");
        assert!(Catalogue::parse(&text).is_err());
    }

    fn catalogue(tekst: &str) -> String {
        format!(
            "{HEAD}[[zin]]\nid = \"a\"\nplaats = \"kop\"\nals = \"true\"\ntekst = \"x\"\n\
             [[zin]]\nplaats = \"kop\"\nid = \"b\"\nals = \"x > 1\"\ntekst = \"{tekst}\"\n"
        )
    }

    #[test]
    fn knows_the_words_of_a_figure_and_what_it_may_say() {
        let text = format!(
            "{HEAD}plaats.\"titel.kaart\" = {{ hoogstens = 1 }}\n[figuur.kaart]\nn = \"count(*)\"\n\
             [[zin]]\nid = \"a\"\nplaats = \"titel.kaart\"\nals = \"n > 1\"\ntekst = \"x\"\n"
        );
        let catalogue = Catalogue::parse(&text).unwrap();
        assert_eq!(
            (catalogue.zin[0].figure(), catalogue.figuur["kaart"]["n"].as_str()),
            (Some("kaart"), "count(*)")
        );
    }

    #[test]
    fn refuses_an_unknown_place() {
        let text = catalogue("x").replacen("plaats = \"kop\"\nid", "plaats = \"kob\"\nid", 1);
        let fault = Catalogue::parse(&text).unwrap_err();
        assert_eq!((fault.line, fault.word.as_str()), (9, "kob"));
        assert_eq!(fault.hint.as_deref(), Some("did you mean `kop`?"));
    }

    #[test]
    fn a_sentence_that_can_never_be_filled_is_a_fault_at_its_line() {
        let columns = [("oud".to_owned(), ColumnKind::Number)];
        let fits = |tekst: &str| {
            let text = catalogue(tekst);
            Catalogue::parse(&text).unwrap().fits(&text, &columns, &BTreeMap::new())
        };
        assert_eq!(fits("{oud:pct1}"), Ok(()));
        let fault = fits("Van {out:pct1}.").unwrap_err();
        assert_eq!((fault.line, fault.word.as_str()), (12, "{out:pct1}"));
        assert_eq!(fault.what, "sentence `b`: there is no column `out` in `feiten`; it has: oud");
        assert_eq!(fault.hint.as_deref(), Some("did you mean `oud`?"));
        assert_eq!(fits("{>kob}").unwrap_err().hint.as_deref(), Some("did you mean `{>kop}`?"));
    }

    #[test]
    fn a_rule_and_a_double_id_have_their_line() {
        let text = catalogue("x");
        let rule = Catalogue::parse(&text).unwrap().rule_fault(&text, "b", "feiten", "no", None);
        assert_eq!((rule.line, rule.word.as_str()), (11, "x > 1"));
        let twice = Catalogue::parse(&text.replace("\"b\"", "\"a\"")).unwrap_err();
        assert_eq!((twice.line, twice.what.as_str()), (10, "sentence `a` stands twice"));
    }
}
