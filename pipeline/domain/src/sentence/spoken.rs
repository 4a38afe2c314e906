//! One sentence of the catalogue: where it stands, of what it speaks, when it holds, and its text.
//!
//! Decides nothing: whether it holds is a SQL condition that the query stage evaluates.

use serde::Deserialize;

use crate::project::Audience;

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
    /// The query whose rows it speaks of; without one it speaks of the facts of the school, or of the figure that it is
    /// about.
    pub over: Option<String>,
    /// Whether it is said once, of all rows that it holds for; else it is said of each.
    #[serde(default)]
    pub samen: bool,
    /// Of how many rows it is said at the most.
    pub hoogstens: Option<usize>,
    /// The trigger: a SQL condition on the columns of what it speaks of.
    pub als: String,
    /// The heading, where the place has one.
    pub titel: Option<String>,
    /// The text, with `{column}` or `{column:format}` for figures.
    pub tekst: String,
    /// The columns in it that are computed from the rows of the figure beside it, and stand in none of them.
    #[serde(default)]
    pub berekend: Vec<String>,
    /// The file that it stands in, by its place among the files of the catalogue.
    #[serde(skip)]
    pub(super) file: usize,
}

/// How many rows a sentence speaks of, when it speaks of all together.
pub const COUNT: &str = "aantal";

/// Before the name of a query: the places of the words of its figure.
const OF_FIGURE: [&str; 3] = ["titel.", "ondertitel.", "alt."];

impl Sentence {
    /// The query of which this sentence is the title, the subtitle or the description.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        OF_FIGURE.iter().find_map(|start| self.plaats.strip_prefix(start))
    }
}

fn ordinary_weight() -> i32 {
    50
}

fn everyone() -> Vec<Audience> {
    Audience::ALL.to_vec()
}

impl Sentence {
    /// What is printed of it.
    pub(super) fn texts(&self) -> impl Iterator<Item = &String> {
        self.titel.iter().chain([&self.tekst])
    }
}
