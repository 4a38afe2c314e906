//! The suite: one binary, so that the query engine links once.
//!
//! A test is a sentence about the product; what it compares with stands in `golden/`.

mod agreement;
mod attacks;
mod bestanden;
mod bombs;
mod chapters;
mod charts;
mod dictionary;
mod facts;
mod findings;
mod first_day;
mod fixtures;
mod fuzz;
mod gallery;
mod hidden;
mod invariants;
mod koppelingen;
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
mod ties;
mod watch;
mod workbook;
