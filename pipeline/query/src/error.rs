//! Everything that can be wrong with a query, with its file and line.
//!
//! `DataFusion`'s own message is kept; its position is counted in the file, card included.

use datafusion::error::DataFusionError;
use domain::card::CardError;
use domain::suggest::nearest;

use crate::advice::{Names, advised, missing_table, position};
use crate::calls::{RefusedCall, refused as refused_call};
use crate::lineage::Refusal;
pub(crate) use crate::plain::plain;
use crate::{SqlFile, UnknownParameter};

/// A fault in a query or in what it was given.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The card on top of the file is wrong.
    #[error("{path}:{}: {fault}", .fault.line)]
    Card {
        /// The file.
        path: String,
        /// What is wrong with it.
        fault: Box<CardError>,
        /// The text of the line at fault.
        text: String,
    },
    /// `DataFusion` does not accept the SQL.
    #[error("{path}:{line}:{column}: {what}")]
    Sql {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: u64,
        /// What `DataFusion` says.
        what: String,
        /// The text of that line.
        text: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// The SQL is accepted but fails while it runs.
    #[error("{path}: {what}")]
    Run {
        /// The file.
        path: String,
        /// What `DataFusion` says.
        what: String,
    },
    /// The query would write, or do anything else than read.
    #[error("{path}: a query only reads; {what}")]
    Writes {
        /// The file.
        path: String,
        /// What `DataFusion` refused.
        what: String,
    },
    /// The queries select from each other in a circle.
    #[error("these queries select from each other in a circle: {}", .0.join(" -> "))]
    Circle(Vec<String>),
    /// A file name that cannot be the name of a result.
    #[error("{path}: `{name}` cannot be the name of a query")]
    FileName {
        /// The file.
        path: String,
        /// The name.
        name: String,
    },
    /// A query with the name of something else.
    #[error("{path}: there is a table or another query `{name}` already")]
    NameTaken {
        /// The file.
        path: String,
        /// The name.
        name: String,
    },
    /// A query selects from one that failed.
    #[error("{path}: it selects from `{name}`, which has a fault itself")]
    Needs {
        /// The file.
        path: String,
        /// The other query.
        name: String,
    },
    /// The card names a column that the result does not have.
    #[error("{path}:{line}: the card names column `{column}`, which the result does not have; it has: {}", .has.join(", "))]
    CardColumn {
        /// The file.
        path: String,
        /// The line of the card, from 1.
        line: usize,
        /// The text of that line.
        text: String,
        /// The column.
        column: String,
        /// The columns of the result.
        has: Vec<String>,
    },
    /// A query about each school or board that does not say whose row it is.
    #[error("{path}: the result has no column `{column}`, so nobody knows whose its rows are")]
    NoOwner {
        /// The file.
        path: String,
        /// The column that tells.
        column: &'static str,
    },
    /// A query with `$school` where no school is known.
    #[error("{path}: it asks for `$school`, and there is no school")]
    NoSchools {
        /// The file.
        path: String,
    },
    /// A result that would show pupils, or figures of too few without saying so.
    #[error("{path}: refused: {what}")]
    Refused {
        /// The file.
        path: String,
        /// What it would show.
        what: String,
        /// What to do instead.
        hint: String,
    },
    /// The SQL names a parameter that nobody gives.
    #[error(transparent)]
    UnknownParameter(Box<UnknownParameter>),
    /// A value of another type than the card declares.
    #[error("{path}: `{value}` is no value for `${name}`, which is of type {kind}")]
    ParameterType {
        /// The file.
        path: String,
        /// The name, without `$`.
        name: String,
        /// The type.
        kind: &'static str,
        /// The value.
        value: String,
    },
    /// The query runs longer than it may.
    #[error("{path}: it runs longer than {seconds} seconds and was stopped")]
    TooLong {
        /// The file.
        path: String,
        /// The limit.
        seconds: u64,
    },
    /// The query needs more memory than it may have, also with temporary files.
    #[error("{path}: it needs more than {megabytes} MB of memory and was stopped")]
    TooMuchMemory {
        /// The file.
        path: String,
        /// The limit.
        megabytes: usize,
    },
    /// A function would make more than it may in one go.
    #[error("{path}: `{function}` would make more than 64 MB at once")]
    TooMuchAtOnce {
        /// The file.
        path: String,
        /// The function.
        function: String,
    },
    /// The text is larger, deeper or heavier than can be planned.
    #[error("{path}: {what}")]
    TooLarge {
        /// The file.
        path: String,
        /// What there is too much of.
        what: String,
    },
    /// The answer is longer than anybody reads.
    #[error("{path}: it answers more than {rows} rows and was stopped")]
    TooManyRows {
        /// The file.
        path: String,
        /// The limit.
        rows: usize,
    },
    /// A result that shows pupils one by one.
    #[error("{path}: the result has a column `leerling`, and no pupil may reach a report")]
    Pupil {
        /// The file.
        path: String,
    },
    /// A result column has a type that cannot be printed.
    #[error("{path}: column `{column}` has type {kind}, which a report cannot print")]
    ColumnType {
        /// The file.
        path: String,
        /// The column.
        column: String,
        /// Its Arrow type.
        kind: String,
    },
    /// The trigger of a sentence is not a condition.
    #[error("the rule of sentence `{id}` is not a condition on `{table}`: {what}")]
    Trigger {
        /// The sentence.
        id: String,
        /// What its rule is about.
        table: String,
        /// What `DataFusion` says.
        what: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// What the words of a figure may say is no aggregate over its rows.
    #[error(
        "what `[figuur.{figure}]` of the sentences names cannot be computed from the rows of `{figure}`: {what}"
    )]
    FigureFact {
        /// The query.
        figure: String,
        /// What `DataFusion` says.
        what: String,
    },
    /// `DataFusion` itself fails.
    #[error("the query engine fails: {0}")]
    Engine(String),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Card { fault, .. } => fault.hint.clone(),
            Self::Sql { hint, .. } | Self::Trigger { hint, .. } => hint.clone(),
            Self::CardColumn { column, has, .. } => nearest(column, has.iter().map(String::as_str))
                .map(|meant| format!("did you mean `{meant}`?")),
            Self::NoOwner { column, .. } => Some(format!("select `{column}`, or add `--! scope: all`")),
            Self::Refused { hint, .. } => Some(hint.clone()),
            Self::UnknownParameter(unknown) => Some(unknown.hint().to_owned()),
            Self::TooLong { .. } => Some(
                "join on columns that are equal, or set `seconds` under `[queries]` in schoolanalyse.toml"
                    .to_owned(),
            ),
            Self::TooMuchMemory { .. } => Some(
                "group or filter earlier, or set `megabytes` under `[queries]` in schoolanalyse.toml"
                    .to_owned(),
            ),
            Self::TooMuchAtOnce { .. } => Some("ask it for less: fewer values, shorter texts".to_owned()),
            Self::TooLarge { .. } => Some(
                "split it into queries that select from each other by name; each is computed once".to_owned(),
            ),
            Self::TooManyRows { .. } => Some("group the rows, or add a `limit`".to_owned()),
            Self::FileName { .. } => {
                Some("use small letters, digits and underscores, and start with a letter".to_owned())
            }
            Self::NameTaken { .. } => Some("give the file another name".to_owned()),
            Self::Needs { .. } => Some("mend that one first".to_owned()),
            Self::Pupil { .. } => Some("count pupils, and group by something else".to_owned()),
            Self::ColumnType { .. } => Some("cast it to varchar, bigint or double in the query".to_owned()),
            Self::Writes { .. } => Some("write one `select` per file".to_owned()),
            _ => None,
        }
    }

    /// The file at fault, when it is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Card { path, .. }
            | Self::Sql { path, .. }
            | Self::Run { path, .. }
            | Self::Writes { path, .. }
            | Self::FileName { path, .. }
            | Self::NameTaken { path, .. }
            | Self::Needs { path, .. }
            | Self::CardColumn { path, .. }
            | Self::NoOwner { path, .. }
            | Self::NoSchools { path }
            | Self::Refused { path, .. }
            | Self::ParameterType { path, .. }
            | Self::TooLong { path, .. }
            | Self::TooMuchMemory { path, .. }
            | Self::TooMuchAtOnce { path, .. }
            | Self::TooLarge { path, .. }
            | Self::TooManyRows { path, .. }
            | Self::Pupil { path }
            | Self::ColumnType { path, .. } => Some(path),
            Self::UnknownParameter(unknown) => Some(unknown.path()),
            Self::Circle(_) | Self::Trigger { .. } | Self::FigureFact { .. } | Self::Engine(_) => None,
        }
    }

    /// The line at fault and the columns to underline (first, width), from 1.
    #[must_use]
    pub fn snippet(&self) -> Option<(&str, usize, usize)> {
        match self {
            Self::Card { fault, text, .. } => {
                let start = text.find(fault.word.as_str()).unwrap_or(0);
                let column = text[..start].chars().count() + 1;
                Some((text, column, fault.word.chars().count().max(1)))
            }
            Self::Sql { text, column, .. } => {
                let column = usize::try_from(*column).unwrap_or(1);
                Some((text, column, word_at(text, column)))
            }
            Self::UnknownParameter(unknown) => Some(unknown.snippet()),

            Self::CardColumn { text, column, .. } => {
                let start = word_start(text, column)?;
                Some((text, text[..start].chars().count() + 1, column.chars().count()))
            }
            _ => None,
        }
    }

    /// A column that the card names and the result does not have.
    pub(crate) fn card_column(file: &SqlFile, column: &str, has: Vec<String>) -> Self {
        let named = |line: &str| line.strip_prefix("--!").is_some_and(|rest| names(rest, column));
        let found = file.text.lines().enumerate().find(|(_, line)| named(line));
        let (line, text) = found.map_or((1, String::new()), |(index, line)| (index + 1, line.to_owned()));
        Self::CardColumn { path: file.path.clone(), line, text, column: column.to_owned(), has }
    }

    /// Gives `DataFusion`'s fault its place in the file; `known` are the names that could have been meant.
    pub(crate) fn planning(path: &str, sql: &str, error: &DataFusionError, known: &Names) -> Self {
        let said = plain(error);
        if said.contains("not supported: ") {
            // `DDL not supported: CreateMemoryTable` and its kin: the first word says enough.
            let what = said.split_once(':').map_or(said.as_str(), |(before, _)| before).to_owned();
            return Self::Writes { path: path.to_owned(), what };
        }
        if said.contains("only supports a single SQL statement") {
            return Self::Writes { path: path.to_owned(), what: "there are several statements".to_owned() };
        }
        if said.starts_with("SHOW ") || said.contains("information_schema") {
            let what = "`show` is no question; `schoolanalyse tables` lists the tables".to_owned();
            return Self::Run { path: path.to_owned(), what };
        }
        if let Some(fault) = Self::call(path, sql, &said, known) {
            return fault;
        }
        let (what, hint) = advised(&said, known);
        let Some((line, column)) = position(error, &said).or_else(|| missing_table(sql, &said)) else {
            return Self::Run { path: path.to_owned(), what };
        };
        Self::Sql { path: path.to_owned(), line, column, what, text: line_of(sql, line), hint }
    }

    /// A call of a function that the engine refuses, also where it finds that out while it runs.
    pub(crate) fn call(path: &str, sql: &str, said: &str, known: &Names) -> Option<Self> {
        let RefusedCall { line, column, what, hint } = refused_call(sql, said, known)?;
        Some(Self::Sql { path: path.to_owned(), line, column, what, text: line_of(sql, line), hint })
    }
}

/// Why a query is not shown.
pub(crate) fn refused(file: &SqlFile, refusal: &Refusal) -> Error {
    Error::Refused { path: file.path.clone(), what: refusal.what(), hint: refusal.hint() }
}

fn line_of(sql: &str, line: u64) -> String {
    let text = usize::try_from(line).ok().and_then(|line| sql.lines().nth(line.saturating_sub(1)));
    text.unwrap_or_default().to_owned()
}

/// How many characters the word that starts in a column has.
fn word_at(text: &str, column: usize) -> usize {
    let rest: Vec<char> = text.chars().skip(column.saturating_sub(1)).collect();
    // A name between quotes goes to the closing one.
    let quoted = rest.iter().skip(1).position(|c| *c == '"').filter(|_| rest.first() == Some(&'"'));
    let word = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    quoted.map_or(word, |end| end + 2).max(1)
}

/// Whether a line of a card names a column; what is printed as it stands names none.
fn names(rest: &str, column: &str) -> bool {
    const PRINTED: [&str; 8] =
        ["title", "subtitle", "question", "source", "note", "word", "sentence", "chapter"];
    let (head, value) = rest.split_once(':').unwrap_or((rest, ""));
    let (key, argument) = head.trim().split_once(char::is_whitespace).unwrap_or((head.trim(), ""));
    let place = if key == "column" && !argument.is_empty() { argument } else { value };
    !PRINTED.contains(&key) && word_start(place, column).is_some()
}

/// Where a text has this word by itself.
fn word_start(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |start: usize| {
        let (before, behind) = (&text[..start], &text[start + word.len()..]);
        !before.ends_with(is_part) && !behind.starts_with(is_part)
    };
    text.match_indices(word).map(|(start, _)| start).find(|start| alone(*start))
}
