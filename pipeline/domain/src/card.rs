//! Reads the `--!` lines on top of a `.sql` file, returns the query's card.
//!
//! To SQL the card is a comment, so the file runs unchanged elsewhere; the SQL below it is not looked at here.

use std::collections::BTreeMap;

use crate::dutch::Format;
use crate::parameter::Parameter;
use crate::project::Audience;

mod chart;
mod defaults;
mod parse;
mod words;

pub use chart::{CHARTS, Channel, ChartKind, ChartSpec};
pub use defaults::{ColumnKind, heading};

/// How the rows of a query reach a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The result has a column `ovt`; each report gets its own school's rows.
    #[default]
    School,
    /// The result has a column `bevoegd_gezag`; each report gets the rows of the school's board.
    Bestuur,
    /// Every report gets all rows.
    All,
}

impl Scope {
    /// The column that says whose row it is; none when all rows are for everyone.
    #[must_use]
    pub fn column(self) -> Option<&'static str> {
        match self {
            Self::School => Some("ovt"),
            Self::Bestuur => Some("bevoegd_gezag"),
            Self::All => None,
        }
    }
}

/// What the result of a query becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A chart, with the table under it when the card names columns.
    Figure,
    /// A table.
    Table,
    /// A sentence for each row.
    Bevinding,
    /// Rows that should not be there, for `check`.
    Check,
}

/// How bad the rows of a check are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Severity {
    /// `check` fails.
    #[default]
    Fout,
    /// `check` only tells.
    Waarschuwing,
}

/// One column by which the rows are put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortColumn {
    /// The result column.
    pub name: String,
    /// Whether the highest comes first.
    pub descending: bool,
}

/// One column of the printed table: one column of the result, or two that form an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// The result column, or the low end of the interval.
    pub name: String,
    /// The high end, when this is an interval.
    pub high: Option<String>,
    /// The heading.
    pub label: String,
    /// How the values are spelled.
    pub format: Format,
    /// The unit, printed under the heading.
    pub unit: Option<String>,
}

/// What the top of a `.sql` file says about its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The heading when no sentence gives a message.
    pub title: String,
    /// The measure, under the title.
    pub subtitle: Option<String>,
    /// The question of a school that the result answers.
    pub question: Option<String>,
    /// What the result becomes, when the card says so.
    pub role: Option<Role>,
    /// The chart, when there is one.
    pub chart: Option<ChartKind>,
    /// Which columns feed which channel of the chart; several columns make a panel each.
    pub channels: BTreeMap<String, Vec<String>>,
    /// Printed words inside the chart, by name.
    pub words: BTreeMap<String, String>,
    /// Width and height of the chart in millimetres.
    pub size: (u16, u16),
    /// Whether the card itself gives that size; without it the kinds that stack rows take the height they need.
    pub sized: bool,
    /// The columns of the printed table, left to right; empty when there is none.
    pub table: Vec<TableColumn>,
    /// The column with the number of pupils behind a row.
    pub n: Option<String>,
    /// Rows on fewer pupils than this are hidden.
    pub minimum: u32,
    /// Columns that say nothing of the row's own pupils (norms, comparisons) and are never hidden.
    pub context: Vec<String>,
    /// The order of the rows, on top of the query's own.
    pub sort: Vec<SortColumn>,
    /// Whose rows these are.
    pub scope: Scope,
    /// Who gets to see it; empty means everyone.
    pub audience: Vec<Audience>,
    /// The chapter at the end of which it stands; without one it is the chapter of own questions.
    pub chapter: Option<String>,
    /// What can be set from outside.
    pub parameters: Vec<Parameter>,
    /// The sentence that a row of a bevinding becomes, with `{column}` for its figures.
    pub sentence: Option<String>,
    /// How bad the rows of a check are.
    pub severity: Severity,
    /// How many rows of a check are let pass.
    pub allowed: usize,
    /// Where the figures come from.
    pub source: Option<String>,
    /// A note under the figure or table.
    pub note: Option<String>,
    /// What has to be hidden; filled when the query is planned, never by the file.
    pub guard: Guard,
}

/// The columns of a result that rest on pupils, as followed through the plan of the query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guard {
    /// Hidden whatever their type in a row of too few pupils; empty when the plan was not followed.
    pub figures: Vec<String>,
    /// Numbers of pupils of a part of the group, hidden by themselves when they are small.
    pub parts: Vec<String>,
}

/// Fewer pupils than this are hidden unless a card asks for more; the Inspectie's own threshold
/// (Toelichting leerresultaten primair onderwijs 2023-2024-2025: "minder dan 5 leerlingen").
pub const MINIMUM: u32 = 5;

/// A fault in a card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct CardError {
    /// The line in the file, from 1.
    pub line: usize,
    /// The word at fault, for the caret; empty when the whole line is meant.
    pub word: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Whether a text can name a query or a parameter: small letters, digits and underscores, a letter first.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

impl Card {
    /// Reads the card of a `.sql` text.
    ///
    /// # Errors
    /// On a key or value that is not known, a key that stands twice, a missing title or a missing channel.
    pub fn parse(sql: &str) -> Result<Self, CardError> {
        parse::card(sql)
    }

    /// The column that feeds a channel; the first one when there are several.
    #[must_use]
    pub fn channel(&self, name: &str) -> Option<&str> {
        self.channel_of(name, 0)
    }

    /// The column that feeds a channel in the panel at this position.
    #[must_use]
    pub fn channel_of(&self, name: &str, panel: usize) -> Option<&str> {
        self.channels.get(name)?.get(panel).map(String::as_str)
    }

    /// How a column is spelled: as in the table, else as is usual.
    #[must_use]
    pub fn format_of(&self, column: &str) -> Format {
        let named = |entry: &&TableColumn| entry.name == column || entry.high.as_deref() == Some(column);
        self.table.iter().find(named).map_or_else(|| Format::usual(column), |entry| entry.format)
    }

    /// A printed word of the chart; empty when the card does not give it.
    #[must_use]
    pub fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }

    /// Every column that the card names, for the check against the result.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let table = self.table.iter().flat_map(|column| std::iter::once(&column.name).chain(&column.high));
        let sort = self.sort.iter().map(|column| &column.name);
        let named = self.channels.values().flatten().chain(table).chain(&self.n).chain(&self.context);
        named.chain(sort).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{Card, ChartKind};
    use crate::dutch::Format;

    #[test]
    fn reads_a_card() {
        let card = Card::parse(
            "--! title: Per jaar\n--! chart: line\n--! x: schooljaar\n--! y: percentage\n\
             --! column laag..hoog: marge | pct1\n--! n: aantal\n-- vrij\nselect 1",
        )
        .unwrap();
        assert_eq!(card.chart, Some(ChartKind::Line));
        assert_eq!(card.table[0].high.as_deref(), Some("hoog"));
        assert_eq!(card.table[0].format, Format::Percentage(1));
        assert_eq!(
            card.columns().collect::<Vec<_>>(),
            ["schooljaar", "percentage", "laag", "hoog", "aantal"]
        );
    }

    #[test]
    fn says_what_was_meant() {
        let error = Card::parse("--! title: A\n--! charts: line\nselect 1").unwrap_err();
        assert_eq!((error.line, error.hint.as_deref()), (2, Some("did you mean `chart`?")));
    }

    #[test]
    fn refuses_a_key_that_stands_twice() {
        assert_eq!(Card::parse("--! title: A\n--! title: B\n").unwrap_err().line, 2);
    }

    #[test]
    fn refuses_a_chart_without_its_columns() {
        let error = Card::parse("--! title: A\n--! chart: line\n--! x: a\n").unwrap_err();
        assert_eq!(error.what, "chart `line` needs the key `y`");
    }

    #[test]
    fn tells_the_channel_column_from_a_table_column() {
        let card = Card::parse(
            "--! title: A\n--! chart: heatmap\n--! row: leerjaar\n--! column: vak\n--! value: verschil\n\
             --! column verschil: Verschil | sign1\n",
        )
        .unwrap();
        assert_eq!(card.channel("column"), Some("vak"));
        assert_eq!(card.table[0].name, "verschil");
        let error = Card::parse("--! title: A\n--! chart: line\n--! x: a\n--! y: b\n--! column: c\n");
        assert_eq!(error.unwrap_err().what, "write `--! column <name>: <heading> | <format>`");
        assert!(Card::parse("--! title: A\n--! column: c\n").is_err());
    }

    #[test]
    fn knows_whether_a_card_gives_its_size() {
        let card = |size: &str| Card::parse(&format!("--! title: A\n{size}")).unwrap();
        assert_eq!((card("").size, card("").sized), ((168, 70), false));
        assert!(card("--! size: 168x50\n").sized);
    }

    #[test]
    fn never_lowers_the_minimum() {
        assert!(Card::parse("--! title: A\n--! minimum: 3\n").is_err());
        assert_eq!(Card::parse("--! title: A\n--! minimum: 10\n").unwrap().minimum, 10);
    }

    #[test]
    fn wants_a_title() {
        assert_eq!(Card::parse("select 1").unwrap_err().what, "the query has no title");
    }
}
