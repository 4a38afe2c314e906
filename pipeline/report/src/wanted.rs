//! What is asked of the driver: which project, which schools, for whom, and where the reports go.
//!
//! Plain values, as typed or as a program gives them; paths are not looked at here.

use std::path::PathBuf;

use domain::ovt::Ovt;
use domain::project::Audience;
use domain::term::Term;

/// Of which project the reports are made, for whom, where they go, and how.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The project folder.
    pub project: PathBuf,
    /// The file with the key under which pupils are hashed, when it is kept elsewhere.
    pub key: Option<PathBuf>,
    /// Only these schools; empty means those of the project.
    pub schools: Vec<Ovt>,
    /// Only for these audiences; empty means those of the project.
    pub audiences: Vec<Audience>,
    /// The half-year, when it is not that of the project.
    pub term: Option<Term>,
    /// The folder of the reports, when it is not `rapporten` in the project.
    pub out: Option<PathBuf>,
    /// Values for the parameters of the project's own queries.
    pub parameters: Vec<(String, String)>,
    /// The typst program, when it is not to be looked for.
    pub typst: Option<PathBuf>,
    /// Schools to work on at once, when not as many as there are processors.
    pub jobs: Option<usize>,
    /// Make also what has not changed.
    pub force: bool,
    /// The formats in which each table is written too.
    pub formats: Vec<TableFormat>,
    /// Make the reports without own queries that have a fault.
    pub skip_broken: bool,
    /// Make also schools of which a row was rejected.
    pub accept_rejected: bool,
    /// Where to keep what typst is given.
    pub keep_staging: Option<PathBuf>,
}

/// How the tables of a report are written beside the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// For a Dutch spreadsheet: semicolons and decimal commas.
    Csv,
    /// For other programs.
    Parquet,
}
