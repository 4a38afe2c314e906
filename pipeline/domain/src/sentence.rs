//! Sentences of a report: the catalogue that holds them, and how one is filled.
//!
//! Decides nothing: whether a sentence holds is a SQL condition that the query stage evaluates. The title, subtitle and
//! description of a figure are conditions on what its rows show, others on the rows of a query or the facts of the school.

mod catalogue;
mod fill;
mod placeholder;
mod spoken;

pub use catalogue::{Catalogue, CatalogueError, CatalogueFile, Place};
pub use fill::{Figures, fill};
pub use placeholder::{Known, PlaceholderFault, check, readable};
pub use spoken::{COUNT, Sentence};
