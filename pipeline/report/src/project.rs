//! Reads a project folder as a user wrote it: the project file, the reports with the user's own on top, own queries.

pub(crate) mod anatomy;
pub(crate) mod content;
pub(crate) mod fingerprint;
pub(crate) mod own;
pub(crate) mod place;
pub(crate) mod plan;
pub(crate) mod workplace;
pub(crate) mod written;
