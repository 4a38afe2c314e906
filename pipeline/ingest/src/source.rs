//! The files that were loaded, and those about pupils that were refused: what is told of each.
//!
//! It reads no file.

use serde::{Deserialize, Serialize};

use crate::check::naming::school_of;
use crate::error::Error;
use crate::soort::Soort;

/// One file that was loaded, or one sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path within `bronnen`, with slashes.
    pub bestand: String,
    /// The sheet, of a workbook about pupils.
    pub blad: Option<String>,
    /// Its kind.
    pub soort: Soort,
    /// The period or the school years in it.
    pub inhoud: String,
    /// Hash of its bytes, in hexadecimal.
    pub sha256: String,
    /// Lines with data.
    pub rijen_gelezen: u32,
    /// Lines that were taken up.
    pub rijen_geladen: u32,
    /// Lines that were refused.
    pub rijen_afgewezen: u32,
}

/// A file about pupils that was refused as a whole; it stops no school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Path within `bronnen`.
    pub bestand: String,
    /// The same path as tables tell it, without what may be the name of a person.
    pub told: String,
    /// The OVT of the school in whose folder it lies.
    pub school: Option<String>,
    /// Code of the reason, such as `damaged_file`.
    pub reden: String,
    /// What is wrong, with its place.
    pub wat: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

impl Refused {
    pub(crate) fn new(bestand: &str, told: &str, error: &Error) -> Self {
        let wat = match error {
            // Where the project stands on this machine is nobody's business.
            Error::Read { source, .. } => format!("can't read `{bestand}`: {source}"),
            other => other.to_string(),
        };
        Self {
            bestand: bestand.to_owned(),
            told: told.to_owned(),
            school: school_of(bestand),
            reden: error.of_one_file().map_or("refused", |(_, code)| code).to_owned(),
            wat,
            hint: error.hint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_told_by_its_path_within_the_sources() {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::Read { path: "/home/anja/bronnen/99WH-C1/a.csv".into(), source };
        let refused = Refused::new("99WH-C1/a.csv", "99WH-C1/#1.csv", &error);
        assert_eq!(refused.wat, "can't read `99WH-C1/a.csv`: permission denied");
        assert_eq!((refused.school.as_deref(), refused.reden.as_str()), (Some("99WH|C1"), "unreadable_file"));
    }
}
