//! The words of one row, one by one, in; one call of the receiver out.
//!
//! It checks no word: an empty one is left out, and that is all.

use super::{Receiver, RowKind};

/// One row in the making.
#[derive(Debug, Default)]
pub(crate) struct Row {
    fields: Vec<(&'static str, String)>,
}

impl Row {
    /// Sets one column.
    pub(crate) fn set(&mut self, column: &'static str, word: &str) {
        if !word.is_empty() {
            self.fields.push((column, word.to_owned()));
        }
    }

    /// Says which pupil the row is about: the first known identifier, and the others as its aliases.
    pub(crate) fn identify(&mut self, identifiers: &[&str]) {
        let mut known = identifiers.iter().filter(|identifier| !identifier.is_empty());
        if let Some(identifier) = known.next() {
            self.set("leerling_id", identifier);
        }
        for alias in known {
            self.set("alias", alias);
        }
    }

    /// Sends the row.
    pub(crate) fn send(&self, soort: RowKind, line: u64, receiver: &mut dyn Receiver) {
        let fields: Vec<(&'static str, &str)> =
            self.fields.iter().map(|(column, word)| (*column, word.as_str())).collect();
        receiver.row(soort, line, &fields);
    }
}
