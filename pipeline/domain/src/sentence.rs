//! The text of the sentence catalogue in, sentences with their trigger rules out; and a rule's row in, printed text out.
//!
//! Decides nothing: whether a sentence holds is a SQL condition that the query stage evaluates. The title, subtitle and
//! description of a figure are conditions on what its rows show, all other sentences on the facts of the school.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;

use crate::dutch::Format;
use crate::project::Audience;
use crate::rows::Value;

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
pub enum CatalogueError {
    /// The text is not TOML or has an unknown key.
    #[error("line {line}: {what}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// Two sentences have one id.
    #[error("sentence `{0}` stands twice")]
    Twice(String),
    /// A sentence for a place that is not listed.
    #[error("sentence `{id}` is for place `{place}`, which is not listed under `[plaats]`")]
    UnknownPlace {
        /// The sentence.
        id: String,
        /// The place.
        place: String,
    },
    /// A placeholder that cannot be read.
    #[error("sentence `{id}` has a placeholder that cannot be read: `{placeholder}`")]
    Placeholder {
        /// The sentence.
        id: String,
        /// What stands between the braces.
        placeholder: String,
    },
}

impl Catalogue {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// On a syntax fault, a double id, an unknown place or a placeholder that cannot be read.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let catalogue: Self = toml::from_str(text).map_err(|error| CatalogueError::Syntax {
            line: error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1),
            what: error.message().to_owned(),
        })?;
        let mut seen = std::collections::BTreeSet::new();
        for sentence in &catalogue.zin {
            if !seen.insert(&sentence.id) {
                return Err(CatalogueError::Twice(sentence.id.clone()));
            }
            if !catalogue.plaats.contains_key(&sentence.plaats) {
                return Err(CatalogueError::UnknownPlace {
                    id: sentence.id.clone(),
                    place: sentence.plaats.clone(),
                });
            }
            for text in sentence.titel.iter().chain([&sentence.tekst]) {
                pieces(text).map_err(|placeholder| CatalogueError::Placeholder {
                    id: sentence.id.clone(),
                    placeholder,
                })?;
            }
        }
        Ok(catalogue)
    }
}

enum Piece<'a> {
    Plain(&'a str),
    Figure(&'a str, Format),
    Interval(&'a str, &'a str, Format),
    Part(&'a str),
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, behind) = after.split_once('}').ok_or_else(|| after.to_owned())?;
        found.push(Piece::Plain(before));
        rest = behind;
        if let Some(place) = inside.strip_prefix('>') {
            found.push(Piece::Part(place));
            continue;
        }
        let (column, format) = match inside.split_once(':') {
            Some((column, format)) => (column, Format::from_str(format).map_err(|_| inside.to_owned())?),
            None => (inside, Format::Text),
        };
        found.push(match column.split_once("..") {
            Some((low, high)) => Piece::Interval(low, high, format),
            None => Piece::Figure(column, format),
        });
    }
    found.push(Piece::Plain(rest));
    Ok(found)
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
    for piece in pieces(text)? {
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
    use super::{Catalogue, fill};
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
        let text = format!("{HEAD}[[zin]]\nid = \"a\"\nplaats = \"voet\"\nals = \"true\"\ntekst = \"x\"\n");
        assert!(Catalogue::parse(&text).is_err());
    }
}
