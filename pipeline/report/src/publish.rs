//! Reads answers, returns what of them may be shown: the way of every figure to a chart, a page or a file.
//!
//! What may be shown is decided by the disclosure stage alone.

use std::sync::Arc;

use disclose::Published;
use domain::rows::Rows;
use query::ResultSet;

/// The rows of one school, published.
pub(crate) fn publish(result: &ResultSet, ovt: &str) -> Published {
    published(result, result.rows_for(ovt))
}

/// Rows of an answer, published under its card.
pub(crate) fn published(result: &ResultSet, rows: Rows) -> Published {
    disclose::publish(&result.query.file.name, &Arc::new(result.query.card.clone()), rows)
}
