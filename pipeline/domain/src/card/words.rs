//! Reads the value of one card line, returns what it means, or what could have been meant.
//!
//! One function per kind of value; which keys there are is for `parse`.

use std::str::FromStr;

use super::{CHARTS, CardError, ChartKind, MINIMUM, Role, Scope, Severity, SortColumn, is_name};
use crate::dutch::{FORMATS, Format};
use crate::parameter::{Parameter, ParameterKind};
use crate::project::Audience;
use crate::suggest::nearest;

pub(super) const ROLES: [(&str, Role); 4] = [
    ("figure", Role::Figure),
    ("table", Role::Table),
    ("bevinding", Role::Bevinding),
    ("check", Role::Check),
];
pub(super) const SCOPES: [(&str, Scope); 3] =
    [("school", Scope::School), ("bestuur", Scope::Bestuur), ("all", Scope::All)];
pub(super) const SEVERITIES: [(&str, Severity); 2] =
    [("fout", Severity::Fout), ("waarschuwing", Severity::Waarschuwing)];

/// The fault of a line, or of a word in it.
pub(super) fn fault(line: usize, word: &str, what: String, hint: Option<String>) -> CardError {
    CardError { line, word: word.to_owned(), what, hint }
}

/// Reads a word of a closed list.
pub(super) fn word_of<T: Copy>(
    key: &str,
    known: &[(&str, T)],
    line: usize,
    value: &str,
) -> Result<T, CardError> {
    known.iter().find(|(word, _)| *word == value).map(|(_, meant)| *meant).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        unknown(key, &words, line, value)
    })
}

/// Reads the word of a chart.
pub(super) fn chart(line: usize, value: &str) -> Result<ChartKind, CardError> {
    word_of("chart", &CHARTS.each_ref().map(|spec| (spec.name, spec.kind)), line, value)
}

fn unknown(key: &str, words: &[&str], line: usize, value: &str) -> CardError {
    let hint = nearest(value, words.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
    let several = key.strip_suffix('y').map_or_else(|| format!("{key}s"), |stem| format!("{stem}ies"));
    fault(line, value, format!("unknown {key} `{value}`; known {several}: {}", words.join(", ")), hint)
}

/// Reads the spelling of a column.
pub(super) fn format(line: usize, word: &str) -> Result<Format, CardError> {
    Format::from_str(word).map_err(|_| unknown("format", FORMATS, line, word))
}

/// Splits names at commas.
pub(super) fn list(names: &str) -> Vec<String> {
    names.split(',').map(|name| name.trim().to_owned()).collect()
}

/// Reads width and height.
pub(super) fn size(line: usize, value: &str) -> Result<(u16, u16), CardError> {
    let parse = || {
        let (width, height) = value.split_once('x')?;
        let (width, height) = (width.trim().parse().ok()?, height.trim().parse().ok()?);
        ((30..=400).contains(&width) && (15..=400).contains(&height)).then_some((width, height))
    };
    parse().ok_or_else(|| {
        let hint = Some("write `--! size: 168x70`, in mm".to_owned());
        fault(line, value, format!("`{value}` is not a size"), hint)
    })
}

/// Reads the smallest number of pupils that is shown.
pub(super) fn minimum(line: usize, value: &str) -> Result<u32, CardError> {
    value.parse().ok().filter(|minimum| *minimum >= MINIMUM).ok_or_else(|| {
        let hint = Some(format!("a card can ask for more than {MINIMUM} pupils, never for fewer"));
        fault(line, value, format!("`{value}` is not a number of at least {MINIMUM}"), hint)
    })
}

/// Reads a number of rows.
pub(super) fn number(line: usize, value: &str) -> Result<usize, CardError> {
    value.parse().map_err(|_| fault(line, value, format!("`{value}` is not a number of rows"), None))
}

/// Reads `a, b desc`.
pub(super) fn sort(line: usize, value: &str) -> Result<Vec<SortColumn>, CardError> {
    let one = |part: String| {
        let (name, order) = part.split_once(char::is_whitespace).unwrap_or((&part, ""));
        match order.trim() {
            _ if name.is_empty() => Err(part.clone()),
            "" | "asc" => Ok(SortColumn { name: name.to_owned(), descending: false }),
            "desc" => Ok(SortColumn { name: name.to_owned(), descending: true }),
            _ => Err(part.clone()),
        }
    };
    list(value).into_iter().map(one).collect::<Result<_, String>>().map_err(|part| {
        let hint = Some("write `--! sort: column, other_column desc`".to_owned());
        fault(line, &part, format!("`{part}` is not an order"), hint)
    })
}

/// Reads who gets to see a result.
pub(super) fn audiences(line: usize, value: &str) -> Result<Vec<Audience>, CardError> {
    let one = |word: String| {
        Audience::from_str(&word).map_err(|word| {
            let known = Audience::ALL.map(Audience::word);
            unknown("audience", &known, line, &word)
        })
    };
    list(value).into_iter().map(one).collect()
}

/// Reads `parameter doel: number = 75`.
pub(super) fn parameter(line: usize, name: &str, value: &str) -> Result<Parameter, CardError> {
    if !is_name(name) {
        let hint = Some("write `--! parameter doel: number = 75`".to_owned());
        return Err(fault(line, name, format!("`{name}` is not a name for a parameter"), hint));
    }
    let (word, default) = match value.split_once('=') {
        Some((word, default)) => (word.trim(), Some(default.trim())),
        None => (value, None),
    };
    let kinds = ParameterKind::ALL.map(|(kind, word)| (word, kind));
    let kind = word_of("type", &kinds, line, word)?;
    let read = |text: &str| {
        kind.read(text).ok_or_else(|| fault(line, text, format!("`{text}` is not of type `{word}`"), None))
    };
    Ok(Parameter { name: name.to_owned(), kind, default: default.map(read).transpose()?, line })
}
