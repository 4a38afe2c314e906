//! What can go wrong while writing, in words for whoever runs the program.
//!
//! Holds no writing; hidden and missing figures are not errors here.

use arrow::error::ArrowError;
use parquet::errors::ParquetError;
use rust_xlsxwriter::XlsxError;

/// The reasons for which rows are not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The columns do not make one table.
    #[error("the rows of `{query}` do not make a table")]
    Table {
        /// The name of the query.
        query: String,
        /// What Arrow says.
        source: ArrowError,
    },
    /// The Parquet library refused.
    #[error("the rows of `{query}` could not be written as Parquet")]
    Parquet {
        /// The name of the query.
        query: String,
        /// What the library says.
        source: ParquetError,
    },
    /// The workbook library refused, for example because there are more rows than a sheet holds.
    #[error("the workbook could not be written")]
    Workbook(#[source] XlsxError),
}
