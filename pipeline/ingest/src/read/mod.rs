//! Reads containers, returns grids of cells or elements: what a file is made of.
//!
//! It knows no column and no kind of file.

pub(crate) mod container;
pub(crate) mod delimited;
pub(crate) mod grid;
pub(crate) mod hash;
pub(crate) mod workbook;
pub(crate) mod xml;
