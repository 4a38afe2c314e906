//! Reads what was computed, returns files: publish, compose, deliver, for each school.

pub(crate) mod compose;
pub(crate) mod deliver;
pub(crate) mod description;
pub(crate) mod files;
pub(crate) mod manifest;
pub(crate) mod order;
pub(crate) mod pictures;
pub(crate) mod reader;
pub(crate) mod rehearse;
pub(crate) mod schools;
pub(crate) mod speaker;
pub(crate) mod tools;
