//! The `--!` lines on top of a `.sql` file in, the query's card out.
//!
//! To SQL the card is a comment, so the file runs unchanged elsewhere; the SQL below it is not looked at here.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::dutch::{FORMATS, Format};
use crate::suggest::nearest;

/// The kinds of chart that a card can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// One row per measure against its lines: signaleringswaarde, comparison, ambition.
    Bullet,
    /// Small multiples of a line with its margin.
    Line,
    /// Small multiples of intervals.
    Range,
    /// A cloud of schools by schoolweging.
    Scatter,
}

impl ChartKind {
    /// Every kind with its word, the channels it must have and those it may have.
    const ALL: [(Self, &'static str, &'static [&'static str], &'static [&'static str]); 4] = [
        (
            Self::Bullet,
            "bullet",
            &["label", "y"],
            &["sublabel", "low", "high", "band_low", "band_high", "mean", "norm", "ambition"],
        ),
        (Self::Line, "line", &["x", "y"], &["low", "high", "reference", "break", "count"]),
        (
            Self::Range,
            "range",
            &["x", "low", "high"],
            &["facet", "margin_low", "margin_high", "reference_low", "reference_high", "break", "count"],
        ),
        (
            Self::Scatter,
            "scatter",
            &["x", "y"],
            &["low", "high", "band_low", "band_high", "mean", "norm", "own"],
        ),
    ];

    fn entry(self) -> (&'static str, &'static [&'static str], &'static [&'static str]) {
        let (_, word, required, optional) = Self::ALL[self as usize];
        (word, required, optional)
    }
}

/// How the rows of a query reach a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The result has a column `ovt`; each report gets its own school's rows.
    #[default]
    School,
    /// Every report gets all rows.
    All,
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
}

/// What the top of a `.sql` file says about its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The heading when no sentence gives a message.
    pub title: String,
    /// The measure, under the title.
    pub subtitle: Option<String>,
    /// The chart, when there is one.
    pub chart: Option<ChartKind>,
    /// Which columns feed which channel of the chart; several columns make a panel each.
    pub channels: BTreeMap<String, Vec<String>>,
    /// Printed words inside the chart, by name.
    pub words: BTreeMap<String, String>,
    /// Width and height of the chart in millimetres.
    pub size: (u16, u16),
    /// The columns of the printed table, left to right; empty when there is none.
    pub table: Vec<TableColumn>,
    /// The column with the number of pupils behind a row.
    pub n: Option<String>,
    /// Rows on fewer pupils than this are hidden.
    pub minimum: u32,
    /// Columns that say nothing of the row's own pupils (norms, comparisons) and are never hidden.
    pub context: Vec<String>,
    /// Whose rows these are.
    pub scope: Scope,
    /// Where the figures come from.
    pub source: Option<String>,
    /// A note under the figure or table.
    pub note: Option<String>,
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

const KEYS: [&str; 12] = [
    "title", "subtitle", "chart", "size", "column", "word", "n", "minimum", "context", "scope", "source",
    "note",
];

impl Card {
    /// Reads the card of a `.sql` text.
    ///
    /// # Errors
    /// On a key or value that is not known, a key that stands twice, a missing title or a missing channel.
    pub fn parse(sql: &str) -> Result<Self, CardError> {
        let mut draft = Draft::default();
        for (index, line) in sql.lines().enumerate() {
            let Some(rest) = line.strip_prefix("--!") else { break };
            draft.take(index + 1, rest)?;
        }
        draft.finish()
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

    /// How a column is spelled: as in the table, else as text.
    #[must_use]
    pub fn format_of(&self, column: &str) -> Format {
        let named = |entry: &&TableColumn| entry.name == column || entry.high.as_deref() == Some(column);
        self.table.iter().find(named).map_or(Format::Text, |entry| entry.format)
    }

    /// A printed word of the chart; empty when the card does not give it.
    #[must_use]
    pub fn word(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
    }

    /// Every column that the card names, for the check against the result.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let table = self.table.iter().flat_map(|column| std::iter::once(&column.name).chain(&column.high));
        self.channels.values().flatten().chain(table).chain(&self.n).chain(&self.context).map(String::as_str)
    }
}

#[derive(Default)]
struct Draft {
    seen: BTreeMap<String, usize>,
    texts: BTreeMap<String, String>,
    chart: Option<(ChartKind, usize)>,
    channels: BTreeMap<String, (Vec<String>, usize)>,
    words: BTreeMap<String, String>,
    table: Vec<TableColumn>,
    size: Option<(u16, u16)>,
    minimum: Option<u32>,
    scope: Scope,
}

impl Draft {
    fn take(&mut self, line: usize, rest: &str) -> Result<(), CardError> {
        let Some((head, value)) = rest.split_once(':') else {
            return Err(fault(line, rest.trim(), "a card line reads `--! key: value`".to_owned(), None));
        };
        let (head, value) = (head.trim(), value.trim());
        let (key, argument) = head.split_once(char::is_whitespace).unwrap_or((head, ""));
        let argument = argument.trim();
        if let Some(earlier) = self.seen.insert(head.to_owned(), line) {
            return Err(fault(line, head, format!("key `{head}` already stands on line {earlier}"), None));
        }
        match key {
            "chart" => self.chart = Some((parse_chart(line, value)?, line)),
            "size" => self.size = Some(parse_size(line, value)?),
            "column" => self.table.push(parse_column(line, argument, value)?),
            "word" => {
                self.words.insert(argument.to_owned(), value.to_owned());
            }
            "minimum" => self.minimum = Some(parse_minimum(line, value)?),
            "scope" => self.scope = parse_scope(line, value)?,
            known if KEYS.contains(&known) => {
                self.texts.insert(known.to_owned(), value.to_owned());
            }
            channel if is_channel(channel) => {
                self.channels.insert(channel.to_owned(), (list(value), line));
            }
            unknown => return Err(unknown_key(line, unknown)),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Card, CardError> {
        let Some(title) = self.texts.remove("title") else {
            let hint = Some("add `--! title: …` as the first line".to_owned());
            return Err(fault(1, "", "the query has no title".to_owned(), hint));
        };
        self.check_channels()?;
        let context = self.texts.remove("context").map_or_else(Vec::new, |names| list(&names));
        Ok(Card {
            title,
            subtitle: self.texts.remove("subtitle"),
            chart: self.chart.map(|(kind, _)| kind),
            channels: self.channels.into_iter().map(|(name, (columns, _))| (name, columns)).collect(),
            words: self.words,
            size: self.size.unwrap_or((168, 70)),
            table: self.table,
            n: self.texts.remove("n"),
            minimum: self.minimum.unwrap_or(MINIMUM),
            context,
            scope: self.scope,
            source: self.texts.remove("source"),
            note: self.texts.remove("note"),
        })
    }

    fn check_channels(&self) -> Result<(), CardError> {
        let Some((kind, chart_line)) = self.chart else {
            return match self.channels.iter().next() {
                None => Ok(()),
                Some((name, (_, line))) => Err(fault(
                    *line,
                    name,
                    format!("key `{name}` needs a chart"),
                    Some("add `--! chart: …`".to_owned()),
                )),
            };
        };
        let (word, required, optional) = kind.entry();
        if let Some(missing) = required.iter().find(|name| !self.channels.contains_key(**name)) {
            let what = format!("chart `{word}` needs the key `{missing}`");
            return Err(fault(chart_line, word, what, Some(format!("add `--! {missing}: <column>`"))));
        }
        for (name, (_, line)) in &self.channels {
            if !required.contains(&name.as_str()) && !optional.contains(&name.as_str()) {
                let known = required.iter().chain(optional).copied().collect::<Vec<_>>().join(", ");
                let what = format!("chart `{word}` has no key `{name}`; it knows: {known}");
                return Err(fault(*line, name, what, None));
            }
        }
        Ok(())
    }
}

fn fault(line: usize, word: &str, what: String, hint: Option<String>) -> CardError {
    CardError { line, word: word.to_owned(), what, hint }
}

fn list(names: &str) -> Vec<String> {
    names.split(',').map(|name| name.trim().to_owned()).collect()
}

fn is_channel(word: &str) -> bool {
    ChartKind::ALL
        .iter()
        .any(|(_, _, required, optional)| required.contains(&word) || optional.contains(&word))
}

fn unknown_key(line: usize, word: &str) -> CardError {
    let channels =
        ChartKind::ALL.iter().flat_map(|(_, _, required, optional)| required.iter().chain(*optional));
    let known = KEYS.iter().chain(channels).copied();
    let hint = nearest(word, known).map(|meant| format!("did you mean `{meant}`?"));
    fault(line, word, format!("unknown key `{word}`; known keys: {}", KEYS.join(", ")), hint)
}

fn parse_chart(line: usize, value: &str) -> Result<ChartKind, CardError> {
    ChartKind::ALL.iter().find(|(_, word, _, _)| *word == value).map(|(kind, ..)| *kind).ok_or_else(|| {
        let words: Vec<&str> = ChartKind::ALL.iter().map(|(_, word, _, _)| *word).collect();
        let hint = nearest(value, words.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
        fault(line, value, format!("unknown chart `{value}`; known charts: {}", words.join(", ")), hint)
    })
}

fn parse_size(line: usize, value: &str) -> Result<(u16, u16), CardError> {
    let wrong = || {
        fault(
            line,
            value,
            format!("`{value}` is not a size"),
            Some("write `--! size: 168x70`, in mm".to_owned()),
        )
    };
    let (width, height) = value.split_once('x').ok_or_else(wrong)?;
    match (width.trim().parse(), height.trim().parse()) {
        (Ok(width @ 30..=400), Ok(height @ 15..=400)) => Ok((width, height)),
        _ => Err(wrong()),
    }
}

fn parse_minimum(line: usize, value: &str) -> Result<u32, CardError> {
    value.parse().ok().filter(|minimum| *minimum >= MINIMUM).ok_or_else(|| {
        let hint = Some(format!("a card can ask for more than {MINIMUM} pupils, never for fewer"));
        fault(line, value, format!("`{value}` is not a number of at least {MINIMUM}"), hint)
    })
}

fn parse_scope(line: usize, value: &str) -> Result<Scope, CardError> {
    match value {
        "school" => Ok(Scope::School),
        "all" => Ok(Scope::All),
        other => Err(fault(line, other, format!("unknown scope `{other}`; known scopes: school, all"), None)),
    }
}

fn parse_column(line: usize, argument: &str, value: &str) -> Result<TableColumn, CardError> {
    if argument.is_empty() {
        return Err(fault(
            line,
            "column",
            "write `--! column <name>: <heading> | <format>`".to_owned(),
            None,
        ));
    }
    let (name, high) = match argument.split_once("..") {
        Some((low, high)) => (low.trim(), Some(high.trim().to_owned())),
        None => (argument, None),
    };
    let (label, format) = match value.rsplit_once('|') {
        Some((label, format)) => {
            let word = format.trim();
            let format = Format::from_str(word).map_err(|_| {
                let hint =
                    nearest(word, FORMATS.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
                fault(
                    line,
                    word,
                    format!("unknown format `{word}`; known formats: {}", FORMATS.join(", ")),
                    hint,
                )
            })?;
            (label.trim(), format)
        }
        None => (value, Format::Text),
    };
    Ok(TableColumn { name: name.to_owned(), high, label: label.to_owned(), format })
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
    fn never_lowers_the_minimum() {
        assert!(Card::parse("--! title: A\n--! minimum: 3\n").is_err());
        assert_eq!(Card::parse("--! title: A\n--! minimum: 10\n").unwrap().minimum, 10);
    }

    #[test]
    fn wants_a_title() {
        assert_eq!(Card::parse("select 1").unwrap_err().what, "the query has no title");
    }
}
