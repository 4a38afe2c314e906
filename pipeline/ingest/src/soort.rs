//! Names the kinds of source files, each with the words by which a person knows it: one line per kind.
//!
//! What makes a file one of a kind stands with its reader.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The publishers, and who makes the files about pupils.
const INSPECTIE: &str = "onderwijsinspectie.nl";
const DUO: &str = "duo.nl";
const SCHOOL: &str = "the system that made it";

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident, $text:literal, $publisher:ident;)+) => {
        /// A kind of source file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Soort {
            $($(#[$doc])* $name,)+
        }

        impl Soort {
            /// Returns the name that stands in column `soort`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// Returns who publishes the file.
            #[must_use]
            pub const fn publisher(self) -> &'static str {
                match self {
                    $(Self::$name => $publisher,)+
                }
            }
        }
    };
}

kinds! {
    /// Results per school, Inspectie.
    Leerresultaten, "leerresultaten", INSPECTIE;
    /// Schoolweging per school, Inspectie.
    Schoolweging, "schoolweging", INSPECTIE;
    /// Counts per reference level, DUO.
    Referentieniveaus, "referentieniveaus", DUO;
    /// Counts per advice, DUO.
    Schooladviezen, "schooladviezen", DUO;
    /// Mean final scores, DUO.
    Eindscores, "eindscores", DUO;
    /// Judgements, vestigingen and bestuur per school, Inspectie.
    Oordelen, "oordelen", INSPECTIE;
    /// Judgements per bestuur, Inspectie.
    Besturen, "besturen", INSPECTIE;
    /// Test results in a table, of one's own or mapped.
    Toetsresultaten, "toetsresultaten", SCHOOL;
    /// Final tests and advices in a table, of one's own or mapped.
    Groep8, "groep 8", SCHOOL;
    /// A register of pupils.
    Edexml, "leerlingregister", SCHOOL;
    /// Test results, exchanged between systems.
    Uwlr, "toetsresultaten (UWLR)", SCHOOL;
    /// The dossier of a pupil.
    Oso, "dossier (OSO)", SCHOOL;
}

impl Soort {
    /// Whether the file is about pupils one by one.
    #[must_use]
    pub fn is_about_pupils(self) -> bool {
        self.publisher() == SCHOOL
    }
}

impl fmt::Display for Soort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
