//! A message about the call of a function in, where it stands, what is wrong with it and how it is called out.
//!
//! The engine speaks of signatures and of faults of its own; here that becomes what somebody who writes a query can mend.

use crate::advice::Names;

/// A call that the engine refuses.
pub(crate) struct RefusedCall {
    pub(crate) line: u64,
    pub(crate) column: u64,
    pub(crate) what: String,
    pub(crate) hint: Option<String>,
}

/// Words of the messages about calls; a table may have the name of a function.
const ABOUT_CALLS: [&str; 4] = ["unction", "rgument", "oerc", "ignature"];
/// The engine's names of types, and ours.
const TYPES: [(&str, &str); 11] = [
    ("LargeUtf8", "text"),
    ("Utf8View", "text"),
    ("Utf8", "text"),
    ("UInt64", "whole number"),
    ("Int64", "whole number"),
    ("Int32", "whole number"),
    ("Float64", "number"),
    ("Date32", "date"),
    ("Interval", "span of time"),
    ("Boolean", "true or false"),
    ("Null", "nothing"),
];

/// Finds the call that a message is about; nothing when it is about something else.
pub(crate) fn refused(sql: &str, said: &str, known: &Names) -> Option<RefusedCall> {
    if said.starts_with("Invalid function") || !ABOUT_CALLS.iter().any(|word| said.contains(word)) {
        return None;
    }
    let (name, types) = named(said, known)?;
    let (line, column) = place(sql, name)?;
    let values = match types {
        _ if said.contains("zero arguments") => "an empty pair of brackets".to_owned(),
        Some("") => "an empty pair of brackets".to_owned(),
        Some(types) if !types.contains('(') => format!("({})", in_words(types)),
        _ => "what stands between its brackets".to_owned(),
    };
    Some(RefusedCall {
        line,
        column,
        what: format!("`{name}` does not take {values}"),
        hint: known.calls.get(name).map(|call| format!("it is called as `{call}`")),
    })
}

/// The function that a message names between quotes, and the types that it was given; best the one with types.
fn named<'a>(said: &'a str, known: &Names) -> Option<(&'a str, Option<&'a str>)> {
    let found = |quoted: &'a str| {
        let (name, types) = match quoted.split_once('(') {
            Some((name, behind)) => (name, Some(behind.strip_suffix(')')?)),
            None => (quoted, None),
        };
        known.functions.iter().any(|function| function == name).then_some((name, types))
    };
    let all = || said.split('\'').skip(1).filter_map(found);
    all().find(|(_, types)| types.is_some()).or_else(|| all().next())
}

fn in_words(types: &str) -> String {
    let ours = |theirs: &str| {
        TYPES
            .iter()
            .find(|(name, _)| *name == theirs)
            .map_or(theirs.to_owned(), |(_, ours)| (*ours).to_owned())
    };
    types.split(", ").map(ours).collect::<Vec<_>>().join(", ")
}

/// Where a function is called first, as line and column from 1.
fn place(sql: &str, name: &str) -> Option<(u64, u64)> {
    for (index, line) in sql.lines().enumerate() {
        let code = line.split_once("--").map_or(line, |(code, _)| code).to_ascii_lowercase();
        let is_call = |start: &usize| {
            let before = code[..*start].chars().next_back();
            let alone = before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == '.'));
            alone && code[start + name.len()..].trim_start().starts_with('(')
        };
        if let Some(start) = code.match_indices(name).map(|(start, _)| start).find(is_call) {
            let column = code[..start].chars().count() + 1;
            return Some((u64::try_from(index + 1).ok()?, u64::try_from(column).ok()?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::refused;
    use crate::advice::Names;

    fn told(sql: &str, said: &str) -> Option<(u64, u64, String, Option<String>)> {
        let known = Names {
            tables: Vec::new(),
            functions: ["date_trunc", "round", "rank"].map(str::to_owned).to_vec(),
            calls: BTreeMap::from([(
                "date_trunc".to_owned(),
                "date_trunc(precision, expression)".to_owned(),
            )]),
        };
        refused(sql, said, &known).map(|call| (call.line, call.column, call.what, call.hint))
    }

    #[test]
    fn finds_the_call_and_says_how_it_is_called() {
        let said = "No function matches the given name and argument types 'date_trunc(Int64, Int64)'. You might need";
        let expected = (
            3,
            8,
            "`date_trunc` does not take (whole number, whole number)".to_owned(),
            Some("it is called as `date_trunc(precision, expression)`".to_owned()),
        );
        assert_eq!(told("-- date_trunc(\n--! x\nselect Date_Trunc (1, 2)", said), Some(expected));
    }

    #[test]
    fn stays_silent_about_what_is_no_call() {
        assert_eq!(told("select a from rank", "table 'rank' not found"), None);
        assert_eq!(told("select rond(1)", "Invalid function 'rond'. Did you mean 'round'?"), None);
        assert_eq!(told("select 1", "Function 'round' failed"), None);
    }
}
