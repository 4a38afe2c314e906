//! Reads an XML file about pupils, returns its kind and its facts: pupils, results and final tests, one call per fact.
//!
//! It reads as a stream: memory does not grow with the file, except by the groups and the tests that it lists. It
//! checks no word, and passes on no name of a person, birth date, address or attachment.

mod edexml;
pub(crate) mod format;
mod oso;
pub(crate) mod row;
pub(crate) mod scores;
mod uwlr;

use crate::read::xml::root;
use format::Format;

/// All kinds.
static FORMATS: [&Format; 3] = [&edexml::FORMAT, &uwlr::FORMAT, &oso::FORMAT];

/// Tells what kind of XML these first bytes start with.
pub(crate) fn recognise(head: &[u8]) -> Option<&'static Format> {
    root(head, |schema, name| FORMATS.into_iter().find(|format| (format.dialect.is_root)(schema, name)))
}

#[cfg(test)]
pub(crate) mod heard;
#[cfg(test)]
mod tests;
