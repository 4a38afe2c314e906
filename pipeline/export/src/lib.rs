//! Publishable rows in, the same rows as text, Markdown, CSV, JSON, Parquet or a workbook out.
//!
//! Writes no file and asks no clock: it gives text or bytes, and the same rows always give the same bytes. It never
//! decides what may be shown; that is done before rows arrive here.

mod csv;
mod error;
mod grid;
mod json;
mod markdown;
mod naming;
mod parquet;
#[cfg(test)]
mod proof;
mod spelling;
mod text;
mod workbook;

pub use csv::{Csv, csv};
pub use error::Error;
pub use json::json;
pub use markdown::markdown;
pub use text::text;
pub use workbook::{About, Sheet, Words, workbook};

pub use crate::parquet::parquet;
