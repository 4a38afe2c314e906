//! What each kind of published file is and does, and where the files of one kind are kept until all are read.
//!
//! It knows none of them: a reader says these things of its own kind.

use arrow::array::RecordBatch;

use crate::check::ledger::Ledger;
use crate::error::Error;
use crate::read::grid::{Grid, Header};
use crate::soort::Soort;
use crate::warning::Warning;

/// A table with its name.
pub(crate) type Batch = (&'static str, RecordBatch);

/// A sheet that is read, with its headings.
pub(crate) type Sheet = (Grid, Header);

/// The rows of one file of a kind that is published.
pub(crate) trait Publication: Sized + 'static {
    /// The kind.
    const SOORT: Soort;
    /// Whether every sheet of the kind is read, and not the first alone.
    const EVERY_SHEET: bool = false;

    /// The headings of a sheet, when it is one of this kind, or was before somebody removed one.
    fn find(grid: &Grid) -> Option<Header>;

    /// Reads the sheets, of which there is at least one.
    ///
    /// # Errors
    /// Fails when a column or a sheet is missing or double.
    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error>;

    /// The periods, school years or days of which the file tells: no two files tell of the same one.
    fn contents(&self) -> Vec<String>;

    /// Makes the tables of all files, which come with their names.
    ///
    /// # Errors
    /// Fails only by a fault of this program, when the rows do not fit a table.
    fn tables(files: Vec<(String, Self)>, warnings: &mut Vec<Warning>) -> Result<Vec<Batch>, Error>;
}

/// The files of one kind.
pub(crate) trait Shelf {
    fn soort(&self) -> Soort;
    fn every_sheet(&self) -> bool;
    fn find(&self, grid: &Grid) -> Option<Header>;
    /// Reads a file and keeps it; returns its contents.
    fn take(&mut self, sheets: &[Sheet], ledger: &mut Ledger) -> Result<Vec<String>, Error>;
    fn tables(self: Box<Self>, warnings: &mut Vec<Warning>) -> Result<Vec<Batch>, Error>;
}

struct Files<P>(Vec<(String, P)>);

/// An empty shelf for files of a kind.
pub(crate) fn shelf<P: Publication>() -> Box<dyn Shelf> {
    Box::new(Files::<P>(Vec::new()))
}

impl<P: Publication> Shelf for Files<P> {
    fn soort(&self) -> Soort {
        P::SOORT
    }

    fn every_sheet(&self) -> bool {
        P::EVERY_SHEET
    }

    fn find(&self, grid: &Grid) -> Option<Header> {
        P::find(grid)
    }

    fn take(&mut self, sheets: &[Sheet], ledger: &mut Ledger) -> Result<Vec<String>, Error> {
        let read = P::read(sheets, ledger)?;
        let contents = read.contents();
        self.0.push((ledger.bestand.clone(), read));
        Ok(contents)
    }

    fn tables(self: Box<Self>, warnings: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        P::tables(self.0, warnings)
    }
}
