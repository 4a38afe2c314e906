//! Reads the lines of a card, returns the card, or the line and word at fault.
//!
//! Knows which keys and values exist; what they mean is for those who use the card.

use std::collections::BTreeMap;

use super::words::{
    ROLES, SCOPES, SEVERITIES, audiences, chart, fault, format, list, minimum, number, parameter, size, sort,
    word_of,
};
use super::{
    CHARTS, Card, CardError, ChartKind, ChartSpec, Guard, MINIMUM, Role, Scope, Severity, SortColumn,
    TableColumn,
};
use crate::dutch::Format;
use crate::parameter::Parameter;
use crate::project::Audience;
use crate::sentence::readable;
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

/// The keys that every card can have, in the order in which they are told.
const KEYS: &str = "title, subtitle, question, role, chart, size, column, word, n, minimum, context, sort, scope, audience, \
                    chapter, parameter, sentence, severity, allowed, source, note";

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
    role: Option<(Role, usize)>,
    scope: Scope,
    sort: Vec<SortColumn>,
    audience: Vec<Audience>,
    parameters: Vec<Parameter>,
    severity: Severity,
    allowed: usize,
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
            "chart" => self.chart = Some((chart(line, value)?, line)),
            "role" => self.role = Some((word_of("role", &ROLES, line, value)?, line)),
            "scope" => self.scope = word_of("scope", &SCOPES, line, value)?,
            "severity" => self.severity = word_of("severity", &SEVERITIES, line, value)?,
            "size" => self.size = Some(size(line, value)?),
            "minimum" => self.minimum = Some(minimum(line, value)?),
            "allowed" => self.allowed = number(line, value)?,
            "sort" => self.sort = sort(line, value)?,
            "audience" => self.audience = audiences(line, value)?,
            "parameter" => self.parameters.push(parameter(line, argument, value)?),
            COLUMN if !argument.is_empty() => self.table.push(parse_column(line, argument, value)?),
            "word" => {
                self.words.insert(argument.to_owned(), value.to_owned());
            }
            known if KEYS.split(", ").any(|key| key == known) && known != COLUMN => {
                self.texts.insert(known.to_owned(), value.to_owned());
            }
            channel if CHARTS.iter().any(|spec| spec.knows(channel)) => {
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
        self.check_role()?;
        let context = self.texts.remove("context").map_or_else(Vec::new, |names| list(&names));
        Ok(Card {
            title,
            subtitle: self.texts.remove("subtitle"),
            question: self.texts.remove("question"),
            role: self.role.map(|(role, _)| role),
            chart: self.chart.map(|(kind, _)| kind),
            channels: self.channels.into_iter().map(|(name, (columns, _))| (name, columns)).collect(),
            words: self.words,
            size: self.size.unwrap_or((168, 70)),
            sized: self.size.is_some(),
            table: self.table,
            n: self.texts.remove("n"),
            minimum: self.minimum.unwrap_or(MINIMUM),
            context,
            sort: self.sort,
            scope: self.scope,
            audience: self.audience,
            chapter: self.texts.remove("chapter"),
            parameters: self.parameters,
            sentence: self.texts.remove("sentence"),
            severity: self.severity,
            allowed: self.allowed,
            source: self.texts.remove("source"),
            note: self.texts.remove("note"),
            guard: Guard::default(),
        })
    }

    /// A role needs what it is made of, and a sentence needs its role. A query in a folder of checks needs no role.
    fn check_role(&self) -> Result<(), CardError> {
        let role = self.role.map(|(role, _)| role);
        let line_of = |key: &str| self.seen.get(key).copied();
        let needs = |line: usize, word: &str, what: &str, hint: &str| {
            Err(fault(line, word, what.to_owned(), Some(hint.to_owned())))
        };
        let wants = "role `bevinding` needs the key `sentence`";
        match (self.role, line_of("sentence"), self.texts.get("sentence")) {
            (Some((Role::Bevinding, line)), None, _) => {
                return needs(line, "bevinding", wants, "add `--! sentence: …{column}…`");
            }
            (_, Some(line), _) if role != Some(Role::Bevinding) => {
                let what = "key `sentence` needs the role `bevinding`";
                return needs(line, "sentence", what, "add `--! role: bevinding`");
            }
            (_, Some(line), Some(text)) if text.is_empty() => {
                let hint = "write what each row says: `…{column}…`";
                return needs(line, "sentence", "the sentence is empty", hint);
            }
            (_, Some(line), Some(text)) => {
                readable(text).map_err(|slip| fault(line, &slip.text, slip.what, slip.hint))?;
            }
            _ => {}
        }
        match self.chart {
            Some((_, line)) if matches!(role, Some(Role::Table | Role::Bevinding | Role::Check)) => {
                needs(line, "chart", "a query with this role has no chart", "take `chart` or `role` away")
            }
            _ => Ok(()),
        }
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
        let spec = kind.spec();
        let name = spec.name;
        if let Some((missing, _)) =
            spec.required.iter().find(|(channel, _)| !self.channels.contains_key(*channel))
        {
            let what = format!("chart `{name}` needs the key `{missing}`");
            return Err(fault(chart_line, name, what, Some(format!("add `--! {missing}: <column>`"))));
        }
        match self.channels.iter().find(|(channel, _)| !spec.knows(channel)) {
            None => Ok(()),
            Some((channel, (_, line))) if channel == COLUMN => Err(unnamed_column(*line)),
            Some((channel, (_, line))) => {
                let known = spec.channels().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
                let what = format!("chart `{name}` has no key `{channel}`; it knows: {known}");
                Err(fault(*line, channel, what, None))
            }
        }
    }
}

fn unknown_key(line: usize, word: &str) -> CardError {
    let channels = CHARTS.iter().flat_map(ChartSpec::channels).map(|(name, _)| *name);
    let known = KEYS.split(", ").chain(channels);
    let hint = nearest(word, known).map(|meant| format!("did you mean `{meant}`?"));
    fault(
        line,
        word,
        format!("unknown key `{word}`; known keys: {KEYS}, and those of a chart, such as x, y, label, value"),
        hint,
    )
}

fn unnamed_column(line: usize) -> CardError {
    fault(line, COLUMN, "write `--! column <name>: <heading> | <format>`".to_owned(), None)
}

fn parse_column(line: usize, argument: &str, value: &str) -> Result<TableColumn, CardError> {
    let (name, high) = match argument.split_once("..") {
        Some((low, high)) => (low.trim(), Some(high.trim().to_owned())),
        None => (argument, None),
    };
    let mut parts = value.splitn(3, '|').map(str::trim);
    let label = parts.next().unwrap_or_default().to_owned();
    let format = parts.next().map_or_else(|| Ok(Format::usual(name)), |word| format(line, word))?;
    let unit = parts.next().filter(|unit| !unit.is_empty()).map(str::to_owned);
    Ok(TableColumn { name: name.to_owned(), high, label, format, unit })
}
