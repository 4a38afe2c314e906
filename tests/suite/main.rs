//! The suite: one binary, so that the query engine links once.
//!
//! A test is a sentence about the product; what it compares with stands in `golden/`.

mod bestanden;
mod charts;
mod dictionary;
mod fixtures;
mod fuzz;
mod gallery;
mod invariants;
mod leerlingen;
mod messages;
mod model;
mod own_answers;
mod own_queries;
mod pdfs;
mod privacy;
mod queries;
mod reports;
mod safety;
mod sentences;
mod watch;
