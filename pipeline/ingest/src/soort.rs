//! The kinds of source files, each with the words by which a person knows it.
//!
//! What makes a file one of a kind stands with its reader.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Soort {
    /// Results per school, Inspectie.
    Leerresultaten,
    /// Schoolweging per school, Inspectie.
    Schoolweging,
    /// Counts per reference level, DUO.
    Referentieniveaus,
    /// Counts per advice, DUO.
    Schooladviezen,
    /// Mean final scores, DUO.
    Eindscores,
    /// Judgements, vestigingen and bestuur per school, Inspectie.
    Oordelen,
    /// Judgements per bestuur, Inspectie.
    Besturen,
    /// Test results in a table, of one's own or mapped.
    Toetsresultaten,
    /// Final tests and advices in a table, of one's own or mapped.
    Groep8,
    /// A register of pupils.
    Edexml,
    /// Test results, exchanged between systems.
    Uwlr,
    /// The dossier of a pupil.
    Oso,
}

impl Soort {
    /// Returns the name that stands in column `soort`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leerresultaten => "leerresultaten",
            Self::Schoolweging => "schoolweging",
            Self::Referentieniveaus => "referentieniveaus",
            Self::Schooladviezen => "schooladviezen",
            Self::Eindscores => "eindscores",
            Self::Oordelen => "oordelen",
            Self::Besturen => "besturen",
            Self::Toetsresultaten => "toetsresultaten",
            Self::Groep8 => "groep 8",
            Self::Edexml => "leerlingregister",
            Self::Uwlr => "toetsresultaten (UWLR)",
            Self::Oso => "dossier (OSO)",
        }
    }

    /// Whether the file is about pupils one by one.
    #[must_use]
    pub const fn is_about_pupils(self) -> bool {
        matches!(self, Self::Toetsresultaten | Self::Groep8 | Self::Edexml | Self::Uwlr | Self::Oso)
    }

    /// Returns who publishes the file.
    #[must_use]
    pub const fn publisher(self) -> &'static str {
        match self {
            Self::Leerresultaten | Self::Schoolweging | Self::Oordelen | Self::Besturen => {
                "onderwijsinspectie.nl"
            }
            Self::Referentieniveaus | Self::Schooladviezen | Self::Eindscores => "duo.nl",
            _ => "the system that made it",
        }
    }
}

impl fmt::Display for Soort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
