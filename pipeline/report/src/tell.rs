//! Tells of what was read and found: files and rows, rejected values, ties to DUO, checks.

pub(crate) mod checks;
pub(crate) mod loaded;
pub(crate) mod rejected;
pub(crate) mod ties;
