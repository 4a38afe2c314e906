//! What each kind of XML about pupils is, and where the facts of a file go.
//!
//! It knows none of the kinds: each says these things of itself.

use crate::check::dates::Day;
use crate::leerlingen::column::Column;
use crate::read::xml::fault::XmlError;
use crate::read::xml::source::Opener;
use crate::read::xml::walk::Dialect;
use crate::soort::Soort;

/// A kind of XML about pupils.
pub(crate) struct Format {
    pub(crate) soort: Soort,
    pub(crate) holds: Holds,
    pub(crate) dialect: Dialect,
    /// Reads a file and sends its facts.
    pub(crate) read: fn(Opener<'_>, &mut dyn Receiver) -> Result<(), XmlError>,
}

/// What a file of a kind holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Every pupil of a school year.
    Register,
    /// Results of many pupils.
    Results,
    /// The results and the school years of one pupil, after whom the file is often named.
    Dossier,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Format({})", self.soort)
    }
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A pupil in a school year.
    Leerling,
    /// The result of a test.
    Toets,
    /// The final test of a pupil in groep 8.
    Groep8,
}

/// Where the facts of a file go, one call per fact, in the order of the file.
pub(crate) trait Receiver {
    /// The school that the facts after this call are about; empty where the file is silent.
    fn school(&mut self, brin: &str, vestiging: &str, schooljaar: &str);
    /// The day of which the file tells, when it says one.
    fn peildatum(&mut self, _day: Day) {}
    /// One row: columns of the import CSV with their words, unchecked; absent ones are left out.
    fn row(&mut self, soort: RowKind, line: u64, fields: &[(Column, &str)]);
}
