//! Reads the files that the Inspectie and DUO publish, returns the canonical tables of schools.
//!
//! It knows nothing of pupils one by one.

pub(crate) mod besturen;
mod cijfers;
pub(crate) mod duo;
pub(crate) mod leerresultaten;
pub(crate) mod oordelen;
pub(crate) mod referentieniveaus;
pub(crate) mod schoolweging;
mod vestigingsrijen;
