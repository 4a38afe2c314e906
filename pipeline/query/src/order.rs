//! `.sql` files in, the same files in turns out, each turn needing only those before it, or the circle.
//!
//! Knows which names a file selects from and nothing else of it.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::config::Dialect;
use datafusion::error::DataFusionError;
use datafusion::execution::context::SessionContext;

use crate::{Error, SqlFile};

/// Puts files in turns, so that each comes after the files it selects from; in a turn by name.
pub(crate) fn in_order<'a>(
    context: &SessionContext,
    files: &'a [SqlFile],
    wrong: impl Fn(&DataFusionError, &SqlFile) -> Error,
) -> Result<Vec<Vec<&'a SqlFile>>, Error> {
    let names: BTreeMap<&str, &SqlFile> = files.iter().map(|file| (file.name.as_str(), file)).collect();
    let mut needs = BTreeMap::new();
    for file in files {
        let tables = selected_from(context, &file.text).map_err(|error| wrong(&error, file))?;
        let needed = tables.into_iter().filter(|name| names.contains_key(name.as_str()));
        needs.insert(file.name.as_str(), needed.collect());
    }
    let files = |turn: Vec<&str>| turn.into_iter().filter_map(|name| names.get(name).copied()).collect();
    Ok(turns(needs)?.into_iter().map(files).collect())
}

/// The tables that a text selects from.
pub(crate) fn selected_from(
    context: &SessionContext,
    text: &str,
) -> Result<BTreeSet<String>, DataFusionError> {
    let state = context.state();
    let statement = state.sql_to_statement(text, &Dialect::Generic)?;
    let tables = state.resolve_table_references(&statement)?;
    Ok(tables.iter().map(|table| table.table().to_owned()).collect())
}

/// Puts names in turns, so that each comes after the names it needs; in a turn by name.
///
/// # Errors
/// [`Error::Circle`] when names need each other.
pub(crate) fn turns(mut needs: BTreeMap<&str, BTreeSet<String>>) -> Result<Vec<Vec<&str>>, Error> {
    let mut turns = Vec::new();
    while !needs.is_empty() {
        let is_ready = |waits: &BTreeSet<String>| waits.iter().all(|name| !needs.contains_key(name.as_str()));
        let turn: Vec<&str> =
            needs.iter().filter(|(_, waits)| is_ready(waits)).map(|(name, _)| *name).collect();
        if turn.is_empty() {
            return Err(Error::Circle(circle(&needs)));
        }
        needs.retain(|name, _| !turn.contains(name));
        turns.push(turn);
    }
    Ok(turns)
}

/// Walks from the first query that waits until a name comes back.
fn circle(needs: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let mut path: Vec<String> = needs.keys().next().map(|name| (*name).to_owned()).into_iter().collect();
    while let Some(next) = path.last().and_then(|last| {
        needs.get(last.as_str())?.iter().find(|name| needs.contains_key(name.as_str())).cloned()
    }) {
        if let Some(start) = path.iter().position(|name| *name == next) {
            path.drain(..start);
            path.push(next);
            return path;
        }
        path.push(next);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs<'a>(pairs: &[(&'a str, &[&str])]) -> BTreeMap<&'a str, BTreeSet<String>> {
        pairs
            .iter()
            .map(|(name, needs)| (*name, needs.iter().map(|need| (*need).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn what_is_needed_comes_first() {
        let found = turns(needs(&[("a", &["c"]), ("b", &[]), ("c", &["b"]), ("d", &[])])).unwrap();
        assert_eq!(found, [vec!["b", "d"], vec!["c"], vec!["a"]]);
    }

    #[test]
    fn a_circle_is_shown_whole() {
        let found = turns(needs(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"]), ("d", &[])]));
        assert!(matches!(found, Err(Error::Circle(circle)) if circle == ["b", "c", "b"]));
    }
}
