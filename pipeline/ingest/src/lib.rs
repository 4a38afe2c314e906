//! Reads source files as people download them, returns canonical Arrow tables and rejected rows.
//!
//! Files are recognised by their content. Nothing is lost: of every file the rows read are the rows loaded and
//! the rows refused, where a row is one line with data; the year sheets of a schoolweging file count as rows of
//! that file. It computes no figure, knows no query engine, and lets no name of a person or postcode through.

mod check;
mod error;
mod intake;
mod leerlingen;
mod loaded;
mod normen;
mod publiek;
mod read;
mod soort;
mod source;
mod tables;
mod tabulate;
mod walk;
mod warning;
mod why;

pub use check::ledger::Rejected;
pub use check::reason::Reason;
pub use error::Error;
pub use leerlingen::koppeling::KoppelingFile;
pub use leerlingen::sleutel::{NoSleutel, Sleutel};
pub use leerlingen::suggest::{Draft, Told, draft};
pub use loaded::{Loaded, Pupils, Request, load};
pub use normen::NormFile;
pub use publiek::oordelen::OfficialTie;
pub use soort::Soort;
pub use source::{Refused, Source};
pub use tabulate::{empty, schema};
pub use warning::{Left, Oddity, Warning};
pub use why::{Unrecognised, Why};
