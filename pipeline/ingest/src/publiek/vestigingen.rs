//! The keys of a DUO file that has one row per vestiging and school year, and how such rows are told apart.
//!
//! What else stands in a row is for its own reader.

use std::collections::BTreeSet;

use super::rows::Rules;
use crate::check::reason::Reason;
use crate::check::{cells, doubles};
use crate::read::grid::Row;

/// Where the columns are that tell rows apart.
#[derive(Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) peildatum: usize,
    pub(crate) brin: usize,
    pub(crate) vestiging: usize,
}

impl Keys {
    /// What the rows have in common.
    pub(crate) fn rules(self) -> Rules<'static> {
        Rules {
            code: self.brin,
            double: (self.vestiging, Reason::DuplicateVestiging),
            school: Some((self.brin, cells::brin)),
            left: &|_| None,
        }
    }

    /// Finds the lines of a vestiging and school year that stand there twice.
    pub(crate) fn doubles(self, rows: &[&Row]) -> BTreeSet<u32> {
        doubles::doubles(rows, |row| {
            let vestiging =
                (cells::brin(row.cell(self.brin)).ok()?, cells::vestiging(row.cell(self.vestiging)).ok()?);
            Some((vestiging, cells::peildatum(row.cell(self.peildatum)).ok()?))
        })
    }
}
