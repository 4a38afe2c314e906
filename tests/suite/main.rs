//! The suite: one binary, so that the query engine links once.
//!
//! A test is a sentence about the product; what it compares with stands in `golden/`.

mod charts;
mod fixtures;
mod invariants;
mod messages;
mod model;
mod pdfs;
mod queries;
mod reports;
mod sentences;
