//! Publishable rows, charts and sentences in, a PDF out.
//!
//! The only crate that starts a program: `typst`. It writes data for the templates and never writes Typst markup.

mod document;
mod error;
mod typst;

pub use document::{
    Document, Figure, QueryNote, Question, Report, SchoolHead, SentenceText, Table, stage, table,
};
pub use error::Error;
pub use typst::{Job, MINIMUM_VERSION, Typst, arguments, compile, find};
