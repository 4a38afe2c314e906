//! The harness of the suite: projects to run the program on, golden files to hold its answers against, and the
//! generator of the fixtures.
//!
//! It judges nothing itself; what must hold is written in `suite/`.

#![expect(clippy::missing_panics_doc, reason = "a harness fails by panicking; every function here may")]
#![expect(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a chain of checks may end anywhere"
)]

pub mod fixtures;
pub mod golden;
mod hall;
mod hash;
mod listing;
mod packed;
mod pdf;
mod project;
mod workbook;
mod workspace;
mod world;

pub use hall::{Hall, Spoken};
pub use hash::sha256;
pub use listing::{copy_project, files_below, has_extension};
pub use packed::{ods, pack, pack_bytes, sheet, unpack, xlsx};
pub use pdf::Pdf;
pub use project::{Answer, Project};
pub use workbook::part;
pub use workspace::{
    is_of_model, scratch, shipped_queries, shipped_query, shipped_sql, silent_typst, source_files, typst,
    workspace,
};
pub use world::{World, norms};
