//! Reads cells and headings, returns values, or the reason why there is none: what every kind of file has in common.
//!
//! It knows no kind of file.

pub(crate) mod cells;
pub(crate) mod dates;
pub(crate) mod doubles;
pub(crate) mod headings;
pub(crate) mod ledger;
pub(crate) mod naming;
pub(crate) mod numbers;
pub(crate) mod reason;
pub(crate) mod vaktaal;
