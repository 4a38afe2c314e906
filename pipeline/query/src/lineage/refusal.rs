//! Why a result about pupils cannot be shown, in words that say what to do instead.
//!
//! Names columns and functions, never a value.

/// A reason to refuse a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The key of a pupil reaches the result.
    Key(String),
    /// The key is held against something that is no key.
    KeyCompared,
    /// Something is made of the key.
    KeyComputed,
    /// The rows stand for single pupils.
    SinglePupils,
    /// A value of single pupils reaches the result.
    Value(String),
    /// An aggregate that gives a value of one pupil.
    Aggregate(String),
    /// A window function that gives a value of another pupil.
    Window(String),
    /// A mean of a value that may be empty.
    Nullable(String),
    /// A mean of a value that was picked by a condition.
    Picked(String),
    /// A mean of values of pupils who were picked by an outcome.
    Selected,
    /// Groups are picked by a figure of their pupils.
    GroupsPicked,
    /// A grouping by a value of pupils as it is.
    GroundIsValue,
    /// Which rows there are depends on pupils.
    RowsTell,
    /// A function whose answer differs from run to run.
    Volatile(String),
    /// A mean of a value from the side of an outer join that may be empty.
    OuterJoin,
    /// A scalar subquery that gives values of pupils.
    Subquery,
    /// A result about pupils without a count of them.
    NoCount {
        /// A column that could be it.
        candidate: Option<String>,
    },
    /// The column `n` does not count the pupils of another column.
    WrongCount {
        /// The column that is named as `n`.
        n: String,
        /// The column whose pupils it does not count.
        column: String,
    },
    /// A figure about pupils that the card calls context.
    Context(String),
    /// A table with values as they were found in a faulty row.
    RawValues,
    /// A construct through which pupils cannot be followed.
    Untraceable(&'static str),
}

impl Refusal {
    /// What is wrong, as the end of a sentence.
    pub(crate) fn what(&self) -> String {
        match self {
            Self::Key(column) => format!("column `{column}` is the key of a pupil"),
            Self::KeyCompared => "the key of a pupil is held against something that is no key".to_owned(),
            Self::KeyComputed => "something is made of the key of a pupil".to_owned(),
            Self::SinglePupils => "each row of the result is about a single pupil".to_owned(),
            Self::Value(column) => format!("column `{column}` holds values of single pupils"),
            Self::Aggregate(function) => format!("`{function}` gives a value of a single pupil"),
            Self::Window(function) => format!("`{function} over` gives a value of another pupil"),
            Self::Nullable(value) => {
                format!("`{value}` may be empty, so its mean can rest on fewer pupils than are counted")
            }
            Self::Picked(value) => {
                format!("`{value}` picks or reshapes values of pupils, so it can rest on fewer than are counted")
            }
            Self::Selected => "it takes a mean or a sum of values of pupils who were picked by an outcome, a \
                               score or a number of rows, so that one pupil can be found by comparing two of them"
                .to_owned(),
            Self::GroupsPicked => {
                "it picks groups by a figure of their pupils, which tells of small groups what is hidden".to_owned()
            }
            Self::GroundIsValue => "it groups by a value of pupils as it is".to_owned(),
            Self::RowsTell => {
                "which rows there are, or their order, depends on pupils whom no column of the row counts".to_owned()
            }
            Self::Volatile(function) => format!("`{function}` gives another answer each time"),
            Self::OuterJoin => "it takes a mean of values from the side of an outer join that may be empty".to_owned(),
            Self::Subquery => "a subquery in an expression gives values of pupils".to_owned(),
            Self::NoCount { .. } => {
                "it tells of pupils, and none of its columns is `count(distinct leerling)` of the group".to_owned()
            }
            Self::WrongCount { n, column } => format!("`{n}` does not count the pupils behind column `{column}`"),
            Self::Context(column) => {
                format!("column `{column}` rests on pupils, so it cannot be left out of hiding as context")
            }
            Self::RawValues => "the table holds values as they were found in faulty rows".to_owned(),
            Self::Untraceable(what) => format!("pupils cannot be followed through {what}"),
        }
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Key(_) | Self::KeyComputed => {
                "count pupils with `count(distinct leerling)`, and group by something else".to_owned()
            }
            Self::KeyCompared => "join on `leerling = leerling`; a query cannot pick one pupil".to_owned(),
            Self::SinglePupils => "group by school, leerjaar or vakgebied, and count or average".to_owned(),
            Self::Value(_) => "average it, or count how many pupils reach something".to_owned(),
            Self::Aggregate(_) => {
                "use avg, sum, median or stddev, or count how many pupils reach something".to_owned()
            }
            Self::Window(_) => {
                "partition by `leerling` for earlier results of the same pupil, or group first".to_owned()
            }
            Self::Nullable(value) => format!("add `where {value} is not null`"),
            Self::Picked(_) => {
                "take the mean of all pupils of a group, or count how many reach something".to_owned()
            }
            Self::Selected => {
                "limit by school year, leerjaar, groep, moment or vakgebied only, or count pupils".to_owned()
            }
            Self::GroupsPicked => {
                "leave `having` or the condition out: what rests on too few pupils is hidden by itself".to_owned()
            }
            Self::GroundIsValue => "group by steps, such as `floor(vaardigheidsscore / 20) * 20`".to_owned(),
            Self::RowsTell => {
                "join the tables about pupils and count them with `count(distinct leerling)`".to_owned()
            }
            Self::Volatile(_) => "use a parameter such as `$term` instead".to_owned(),
            Self::OuterJoin => "use an inner join, or average before joining".to_owned(),
            Self::Subquery => "join the subquery instead".to_owned(),
            Self::NoCount { candidate: Some(column) } => format!("add `--! n: {column}`"),
            Self::NoCount { candidate: None } => {
                "select `count(distinct leerling) as n` from a table with pupils, and in a file add `--! n: n`; figures of the \
                 model's tables about pupils cannot be shown"
                    .to_owned()
            }
            Self::WrongCount { .. } => {
                "take `count(distinct leerling)` of the same group as the figure; with several groups \
                 `least(n_1, n_2)`, over groups that are taken together `min(n)`"
                    .to_owned()
            }
            Self::Context(column) => format!("take `{column}` out of `--! context`"),
            Self::RawValues => "`schoolanalyse check` shows rejected rows".to_owned(),
            Self::Untraceable(_) => "write it with joins, groups and `with`".to_owned(),
        }
    }
}
