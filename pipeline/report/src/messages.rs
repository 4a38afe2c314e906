//! Spells an error as people read it: the causes once each, the line at fault with a mark under it, the remedy.
//!
//! Prints nothing.

use std::error::Error as _;

use crate::Error;

/// A fault for machines.
#[must_use]
pub fn fault_object(error: &Error) -> serde_json::Value {
    serde_json::json!({ "exit": error.exit().code(), "error": error.to_string(), "hint": error.hint() })
}

/// The error with its causes once each, the line at fault, then the hint.
#[must_use]
pub fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    match error {
        Error::Query(fault) => text.push_str(&snippet(fault)),
        Error::Catalogue(fault) => text.push_str(&underlined(&fault.text, &fault.word)),
        Error::Project { fault, .. } => text.push_str(&underlined(&fault.text, &fault.word)),
        Error::Queries(faults) => {
            for fault in faults {
                text.push_str("\n\n");
                text.push_str(&fault_told(fault));
            }
        }
        _ => {}
    }
    if let Some(hint) = error.hint() {
        text.push_str("\n\nhint: ");
        text.push_str(&hint);
    }
    text
}

/// One fault of a query with its line and hint.
pub(crate) fn fault_told(fault: &query::Error) -> String {
    let hint = fault.hint().map(|hint| format!("\n  hint: {hint}")).unwrap_or_default();
    format!("{fault}{}{hint}", snippet(fault))
}

/// The line at fault with what is meant underlined.
fn snippet(fault: &query::Error) -> String {
    fault.snippet().map_or_else(String::new, |(line, column, width)| marked(line, column, width))
}

/// A line with a word of it underlined; without that word nothing.
fn underlined(line: &str, word: &str) -> String {
    match line.find(word).filter(|_| !word.is_empty()) {
        Some(start) => marked(line, line[..start].chars().count() + 1, word.chars().count()),
        None => String::new(),
    }
}

fn marked(line: &str, column: usize, width: usize) -> String {
    let caret = format!("{}{}", " ".repeat(column.saturating_sub(1)), "^".repeat(width));
    format!("\n  | {line}\n  | {caret}")
}
