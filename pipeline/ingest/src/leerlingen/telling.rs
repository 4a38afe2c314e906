//! The rows of one file as they are read in, a count that always adds up and the list of refused values out.
//!
//! Every row is either loaded or refused, and a refused cell changes neither count; no value is repeated but in the shape
//! that may be told.

use std::collections::BTreeSet;
use std::path::Path;

use super::bestand::Bestand;
use super::jaar;
use super::kolommen::Layout;
use super::rij::{Context, Fault};
use crate::check::ledger::{MOST_REJECTED, Rejected};
use crate::error::Error;
use crate::source::Source;

/// The count of one file while it is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Telling {
    pub(crate) loaded: u32,
    pub(crate) refused: u32,
    pub(crate) jaren: BTreeSet<u16>,
    pub(crate) rejected: Vec<Rejected>,
}

impl Telling {
    /// Stops at a file that is not what its headings say.
    pub(crate) fn check(&self, file: &Bestand) -> Result<(), Error> {
        if self.rejected.len() > MOST_REJECTED {
            let (bestand, soort) = (file.naam.clone(), file.soort());
            return Err(Error::TooManyRejected { bestand, aantal: MOST_REJECTED, soort });
        }
        Ok(())
    }
}

/// Books the faults of refused rows and cells with their file and line; without a layout the columns have our own names.
pub(crate) fn book(
    telling: &mut Telling,
    file: &Bestand,
    context: &Context<'_>,
    layout: Option<&Layout>,
    (faults, refused): (Vec<Fault>, u32),
    line: u32,
) -> Result<(), Error> {
    telling.refused += refused;
    for fault in faults {
        telling.rejected.push(Rejected {
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
    telling.check(file)
}

/// The line of a file in the table `bronnen`.
pub(crate) fn source(file: &Bestand, telling: &Telling, sha256: String) -> Source {
    let years = telling.jaren.first().zip(telling.jaren.last());
    Source {
        bestand: file.naam.clone(),
        blad: file.blad().map(str::to_owned),
        soort: file.soort(),
        inhoud: years.map_or_else(
            || "-".to_owned(),
            |(first, last)| {
                if first == last {
                    jaar::spelled(*first)
                } else {
                    format!("{} … {}", jaar::spelled(*first), jaar::spelled(*last))
                }
            },
        ),
        sha256,
        rijen_gelezen: telling.loaded + telling.refused,
        rijen_geladen: telling.loaded,
        rijen_afgewezen: telling.refused,
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
    use crate::leerlingen::bestand::Inhoud;
    use crate::leerlingen::xml;

    #[test]
    fn a_file_with_far_too_many_faults_is_not_what_it_says() {
        let file = Bestand {
            path: PathBuf::new(),
            naam: "export.csv".to_owned(),
            told: "export.csv".to_owned(),
            inhoud: Inhoud::Xml(xml::recognise(b"<EDEX>").unwrap()),
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
        let mut telling = Telling { rejected: vec![row.clone(); MOST_REJECTED], ..Telling::default() };
        assert!(telling.check(&file).is_ok());
        telling.rejected.push(row);
        assert!(matches!(telling.check(&file), Err(Error::TooManyRejected { .. })));
    }
}
