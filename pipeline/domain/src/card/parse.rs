//! The lines of a card in, the card out, or the line and word at fault.
//!
//! Knows which keys and values exist; what they mean is for those who use the card.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{Card, CardError, ChartKind, MINIMUM, Scope, TableColumn};
use crate::dutch::{FORMATS, Format};
use crate::suggest::nearest;

/// Reads the leading `--!` lines of a `.sql` text.
pub(super) fn card(sql: &str) -> Result<Card, CardError> {
    let mut draft = Draft::default();
    for (index, line) in sql.lines().enumerate() {
        let Some(rest) = line.strip_prefix("--!") else { break };
        draft.take(index + 1, rest)?;
    }
    draft.finish()
}

const KEYS: [&str; 12] = [
    "title", "subtitle", "chart", "size", "column", "word", "n", "minimum", "context", "scope", "source",
    "note",
];

/// The key of a table column, and without a name behind it a channel of the kinds that have columns.
const COLUMN: &str = "column";

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
            COLUMN if !argument.is_empty() => self.table.push(parse_column(line, argument, value)?),
            "word" => {
                self.words.insert(argument.to_owned(), value.to_owned());
            }
            "minimum" => self.minimum = Some(parse_minimum(line, value)?),
            "scope" => self.scope = parse_scope(line, value)?,
            known if KEYS.contains(&known) && known != COLUMN => {
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
            sized: self.size.is_some(),
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
                Some((name, (_, line))) if name == COLUMN => Err(unnamed_column(*line)),
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
                if name == COLUMN {
                    return Err(unnamed_column(*line));
                }
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

fn unnamed_column(line: usize) -> CardError {
    fault(line, COLUMN, "write `--! column <name>: <heading> | <format>`".to_owned(), None)
}

fn parse_column(line: usize, argument: &str, value: &str) -> Result<TableColumn, CardError> {
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
