//! The answers of checks in, what they found on the screen and whether that fails the run out.
//!
//! Rows pass the disclosure stage like all others; a few are shown, the rest is counted.

use domain::card::Severity;
use serde_json::{Value, json};

use crate::compute::prepared::Prepared;
use crate::publish::published;
use crate::voice::Voice;

/// Rows of a check that are shown.
const SHOWN: usize = 10;

/// What all checks came to.
pub(crate) struct Found {
    /// The checks that found more than they let pass, and are a fault.
    pub(crate) failed: usize,
    /// Each check, for machines.
    pub(crate) entries: Vec<Value>,
}

/// Shows what the checks found.
pub(crate) fn show(prepared: &Prepared, voice: &mut dyn Voice) -> Found {
    let mut found = Found { failed: 0, entries: Vec::new() };
    for check in &prepared.checks {
        let card = &check.query.card;
        let mut rows = check.all_rows();
        let count = rows.len();
        let passed = count <= card.allowed;
        let severity = match card.severity {
            Severity::Fout => "fout",
            Severity::Waarschuwing => "waarschuwing",
        };
        found.entries.push(json!({
            "check": check.query.file.path,
            "title": card.title,
            "severity": severity,
            "rows": count,
            "allowed": card.allowed,
            "passed": passed,
        }));
        if passed {
            continue;
        }
        found.failed += usize::from(card.severity == Severity::Fout);
        let allowed = if card.allowed > 0 { format!(", {} allowed", card.allowed) } else { String::new() };
        let rows_word = if count == 1 { "row" } else { "rows" };
        voice.result(&format!(
            "{severity}: {}: {count} {rows_word}{allowed} ({})",
            card.title, check.query.file.path
        ));
        rows.cells.truncate(SHOWN);
        let shown = published(check, rows);
        for line in export::text(&shown).lines() {
            voice.result(&format!("  {line}"));
        }
        if count > SHOWN {
            voice.result(&format!("  and {} more", count - SHOWN));
        }
    }
    found
}
