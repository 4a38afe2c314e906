//! Reads the rows of one file as they are read, returns a count that always adds up and the list of refused values.
//!
//! Every row is either loaded or refused, and a refused cell changes neither count; no value is repeated but in the shape
//! that may be told.

use std::collections::BTreeSet;
use std::path::Path;

use super::layout::Layout;
use super::pupil_file::PupilFile;
use super::reading::{Context, Fault};
use super::schooljaar;
use crate::check::ledger::{MOST_REJECTED, Rejected};
use crate::error::Error;
use crate::source::Source;

/// The count of one file while it is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) loaded: u32,
    pub(crate) refused: u32,
    pub(crate) jaren: BTreeSet<u16>,
    pub(crate) rejected: Vec<Rejected>,
}

impl Ledger {
    /// Stops at a file that is not what its headings say.
    pub(crate) fn check(&self, file: &PupilFile) -> Result<(), Error> {
        if self.rejected.len() > MOST_REJECTED {
            let (bestand, soort) = (file.naam.clone(), file.soort());
            return Err(Error::TooManyRejected { bestand, aantal: MOST_REJECTED, soort });
        }
        Ok(())
    }
}

/// Books the faults of refused rows and cells with their file and line; without a layout the columns have our own names.
pub(crate) fn book(
    ledger: &mut Ledger,
    file: &PupilFile,
    context: &Context<'_>,
    layout: Option<&Layout>,
    (faults, refused): (Vec<Fault>, u32),
    line: u32,
) -> Result<(), Error> {
    ledger.refused += refused;
    for fault in faults {
        ledger.rejected.push(Rejected {
            bestand: file.naam.clone(),
            blad: file.blad().map(str::to_owned),
            regel: line + fault.line,
            kolom: fault
                .column
                .map(|column| layout.map_or(column.heading(), |layout| layout.heading(column)).to_owned()),
            waarde: fault.shown,
            reden: fault.reden,
            school: fault.school.map(|school| context.scholen.ovt(school).to_owned()),
            cel: fault.cell,
        });
    }
    ledger.check(file)
}

/// The line of a file in the table `bronnen`.
pub(crate) fn source(file: &PupilFile, ledger: &Ledger, sha256: String) -> Source {
    let years = ledger.jaren.first().zip(ledger.jaren.last());
    Source {
        bestand: file.naam.clone(),
        blad: file.blad().map(str::to_owned),
        soort: file.soort(),
        inhoud: years.map_or_else(
            || "-".to_owned(),
            |(first, last)| {
                if first == last {
                    schooljaar::spelled(*first)
                } else {
                    format!("{} … {}", schooljaar::spelled(*first), schooljaar::spelled(*last))
                }
            },
        ),
        sha256,
        rijen_gelezen: ledger.loaded + ledger.refused,
        rijen_geladen: ledger.loaded,
        rijen_afgewezen: ledger.refused,
    }
}

/// Why reading a file stopped.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The file cannot be read.
    Io(std::io::Error),
    /// Anything else.
    Other(Box<Error>),
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Other(Box::new(error))
    }
}

impl Stopped {
    /// The fault, with the file in which it was met.
    pub(crate) fn into_error(self, path: &Path) -> Error {
        match self {
            Self::Io(source) => Error::Read { path: path.to_owned(), source },
            Self::Other(error) => *error,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::check::reason::Reason;
    use crate::leerlingen::pupil_file::Content;
    use crate::leerlingen::xml;

    #[test]
    fn a_file_with_far_too_many_faults_is_not_what_it_says() {
        let file = PupilFile {
            path: PathBuf::new(),
            naam: "export.csv".to_owned(),
            told: "export.csv".to_owned(),
            inhoud: Content::Xml(xml::recognise(b"<EDEX>").unwrap()),
        };
        let row = Rejected {
            bestand: String::new(),
            blad: None,
            regel: 1,
            kolom: None,
            waarde: None,
            reden: Reason::UnknownNiveau,
            school: None,
            cel: false,
        };
        let mut ledger = Ledger { rejected: vec![row.clone(); MOST_REJECTED], ..Ledger::default() };
        assert!(ledger.check(&file).is_ok());
        ledger.rejected.push(row);
        assert!(matches!(ledger.check(&file), Err(Error::TooManyRejected { .. })));
    }
}
