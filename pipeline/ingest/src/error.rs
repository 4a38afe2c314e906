//! Says what stops the loading: each case with its file, sheet and line, and with the way out as a hint.
//!
//! It prints nothing.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::soort::Soort;
use crate::why::Why;

/// Why nothing was loaded.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder can't be read.
    #[error("can't read `{}`", .path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A workbook that can't be opened.
    #[error("can't open the workbook `{bestand}`: {waarom}")]
    Workbook {
        /// Path within `bronnen`.
        bestand: String,
        /// The words of the reader.
        waarom: String,
    },
    /// A quoted field that runs over the end of its line.
    #[error("`{bestand}`, line {regel}: a quoted field does not end on its line")]
    OpenQuote {
        /// Path within `bronnen`.
        bestand: String,
        /// The line on which the field starts.
        regel: u32,
    },
    /// A text that holds more than any table does.
    #[error("`{bestand}`: {wat}")]
    TooLarge {
        /// Path within `bronnen`.
        bestand: String,
        /// What there is too much of.
        wat: String,
    },
    /// A file of a known kind without some of its columns.
    #[error("{}, line {regel}: no column `{}`", place(.bestand, .blad.as_ref()), .kolommen.join("`, `"))]
    MissingColumn {
        /// Path within `bronnen`.
        bestand: String,
        /// Sheet of the workbook.
        blad: Option<String>,
        /// The line with headings.
        regel: u32,
        /// The headings that are missed.
        kolommen: Vec<String>,
        /// The kind of file that it was taken for.
        soort: Soort,
    },
    /// Two columns with the same heading.
    #[error("{}, line {regel}: columns {eerste} and {tweede} are both called `{kolom}`", place(.bestand, .blad.as_ref()))]
    DuplicateColumn {
        /// Path within `bronnen`.
        bestand: String,
        /// Sheet of the workbook.
        blad: Option<String>,
        /// The line with headings.
        regel: u32,
        /// The heading.
        kolom: String,
        /// Letters of the first column.
        eerste: String,
        /// Letters of the second column.
        tweede: String,
    },
    /// A schoolweging workbook without its main sheet.
    #[error("`{bestand}`: no sheet `{blad}`")]
    MissingSheet {
        /// Path within `bronnen`.
        bestand: String,
        /// The sheet that is missed.
        blad: String,
    },
    /// Headings that do not name three school years in a row.
    #[error("{}, line {regel}: `{gevonden}` are not three school years in a row", place(.bestand, .blad.as_ref()))]
    Years {
        /// Path within `bronnen`.
        bestand: String,
        /// Sheet of the workbook.
        blad: Option<String>,
        /// The line with headings.
        regel: u32,
        /// What the headings name.
        gevonden: String,
    },
    /// Headings without a single row below them.
    #[error("{}: no rows below the headings", place(.bestand, .blad.as_ref()))]
    NoRows {
        /// Path within `bronnen`.
        bestand: String,
        /// Sheet of the workbook.
        blad: Option<String>,
        /// The kind of file.
        soort: Soort,
    },
    /// Two different files of the same kind about the same years.
    #[error("`{eerste}` and `{tweede}` are both {soort} of {inhoud}, with different content")]
    SameContent {
        /// The file that was read first.
        eerste: String,
        /// The file that was read next.
        tweede: String,
        /// The kind of both.
        soort: Soort,
        /// The period or the school year.
        inhoud: String,
    },
    /// A norm file whose headings fit no norm table.
    #[error("`{path}`, line {regel}: the headings are those of no norm table")]
    NormHeader {
        /// The norm file.
        path: String,
        /// The line with headings.
        regel: u32,
    },
    /// A value that a norm file can't have.
    #[error("`{path}`, line {regel}, column `{kolom}`: `{waarde}` is not {verwacht}")]
    NormValue {
        /// The norm file.
        path: String,
        /// The line.
        regel: u32,
        /// The column.
        kolom: String,
        /// The value as it was found.
        waarde: String,
        /// What it should have been.
        verwacht: String,
    },
    /// Two rows for the same class.
    #[error(
        "`{path}`, line {regel}: class {klasse} of {inhoud} stands in `{eerder}`, line {eerder_regel} already"
    )]
    NormTwice {
        /// The norm file.
        path: String,
        /// The line.
        regel: u32,
        /// Lower end of the class.
        klasse: i32,
        /// The period, or the period and the school year.
        inhoud: String,
        /// The norm file with the first row.
        eerder: String,
        /// The line of the first row.
        eerder_regel: u32,
    },
    /// A period without all twenty classes.
    #[error("`{path}`: {inhoud} has no row for {}", .ontbreekt.join(", "))]
    NormIncomplete {
        /// The norm file.
        path: String,
        /// The period, or the period and the school year.
        inhoud: String,
        /// The classes, or the school years, that are missed.
        ontbreekt: Vec<String>,
    },
    /// Files about pupils, and no key to hash them under.
    #[error("`bronnen` has files about pupils, and the project has no key to hash them under")]
    NoSleutel,
    /// An XML file that can't be read to its end.
    #[error("`{bestand}`, line {regel}: {waarom}")]
    Xml {
        /// Path within `bronnen`.
        bestand: String,
        /// The line.
        regel: u32,
        /// What is wrong, without a word of the file.
        waarom: String,
    },
    /// A fault in a mapping.
    #[error("`{path}`, line {regel}: {wat}")]
    Koppeling {
        /// The mapping.
        path: String,
        /// The line.
        regel: u32,
        /// What is wrong.
        wat: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// A heading of a pupil file that stands there twice.
    #[error("{}, line {regel}: columns {eerste} and {tweede} are both called `{kolom}`", place(.bestand, .blad.as_ref()))]
    DoubleHeading {
        /// Path within `bronnen`.
        bestand: String,
        /// Sheet of the workbook.
        blad: Option<String>,
        /// The line with headings.
        regel: u32,
        /// The heading.
        kolom: String,
        /// Letters of the first column.
        eerste: String,
        /// Letters of the second column.
        tweede: String,
    },
    /// Two mappings for one file.
    #[error("`{bestand}` has the headings of both `{eerste}` and `{tweede}`")]
    TwoKoppelingen {
        /// Path within `bronnen`.
        bestand: String,
        /// One mapping.
        eerste: String,
        /// The other.
        tweede: String,
    },
    /// A file about pupils that lies in the folders of two schools.
    #[error("`{bestand}`: the same bytes as `{andere}`, in the folder of another school, so neither is read")]
    InTwoSchools {
        /// Path within `bronnen`.
        bestand: String,
        /// The other one.
        andere: String,
    },
    /// A file of which far too many rows are refused.
    #[error("`{bestand}`: more than {aantal} faulty values, so it is not what its headings say")]
    TooManyRejected {
        /// Path within `bronnen`.
        bestand: String,
        /// How many there are so far.
        aantal: usize,
        /// The kind of file that it was taken for.
        soort: Soort,
    },
    /// The stored tables of pupils can't be written or read.
    #[error("can't store the tables of pupils in `{}`: {waarom}", .path.display())]
    Store {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        waarom: String,
    },
    /// A file for which no mapping can be drafted.
    #[error("`{}` is {}", .path.display(), .why.map_or_else(|| "neither delimited text with headings nor a workbook".to_owned(), |why| why.to_string()))]
    NoTable {
        /// The file.
        path: PathBuf,
        /// What it is, where that is known.
        why: Option<Why>,
    },
    /// A batch that does not fit its table in the data dictionary; a fault of this program.
    #[error("the rows for table `{tabel}` do not fit its columns: {waarom}")]
    Table {
        /// The table.
        tabel: &'static str,
        /// What does not fit.
        waarom: String,
    },
}

impl Error {
    /// Says what the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Read { .. } => "check that it exists and that you may read it".to_owned(),
            Self::Workbook { .. } => {
                "download or export the file again; or open it in a spreadsheet and save it as .xlsx".to_owned()
            }
            Self::OpenQuote { .. } => "download the file again, or close the quote on that line".to_owned(),
            Self::MissingColumn { soort, .. } => format!(
                "this looks like a {soort} file with a column removed or renamed; download it again from {}",
                soort.publisher()
            ),
            Self::DuplicateColumn { .. }
            | Self::Years { .. }
            | Self::MissingSheet { .. }
            | Self::NoRows { .. } => "put the file in `bronnen` exactly as it was downloaded".to_owned(),
            Self::SameContent { .. } => {
                "keep the newest of the two in `bronnen` and remove the other".to_owned()
            }
            Self::NormHeader { .. } => {
                "the headings of each norm table stand in the files that come with the program".to_owned()
            }
            Self::NormValue { .. } | Self::NormTwice { .. } => "mend that line of the norm file".to_owned(),
            Self::NormIncomplete { .. } => "a period needs every class from 20 to 39, once".to_owned(),
            Self::NoSleutel => {
                "`schoolanalyse init --key` makes the key file `leerlingsleutel.txt`; keep it out of version control"
                    .to_owned()
            }
            Self::Xml { .. } => "export the file again from the system that made it".to_owned(),
            Self::Koppeling { hint, .. } => return hint.clone(),
            Self::TwoKoppelingen { .. } => {
                "name in one of them a heading that only its own export has, or remove one".to_owned()
            }
            Self::InTwoSchools { .. } => {
                "keep it in the folder of the school whose pupils it is about, and remove the other".to_owned()
            }
            Self::TooLarge { .. } => "no real export is; download or export the file again".to_owned(),
            Self::TooManyRejected { soort, .. } if !soort.is_about_pupils() => {
                format!("download it again from {}, and put it in `bronnen` as it is", soort.publisher())
            }
            Self::TooManyRejected { .. } => {
                "look whether the same export is there twice; for an export with other headings \
                 `schoolanalyse check --suggest-mapping FILE` drafts a mapping"
                    .to_owned()
            }
            Self::Store { .. } => "check that there is room and that you may write there".to_owned(),
            Self::DoubleHeading { .. } => {
                "keep the column that is meant, and remove the other or give it another heading".to_owned()
            }
            Self::NoTable { .. } => "give a .csv, .txt or .xlsx export".to_owned(),
            Self::Table { .. } => return None,
        };
        Some(hint)
    }
}

/// The file that an error is about, when it is about one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About<'a> {
    /// By its path within `bronnen`.
    Bestand(&'a str),
    /// By where it is.
    Path(&'a Path),
}

impl Error {
    /// The file that is at fault, with a code for the reason: without that file all else can be read.
    pub(crate) fn of_one_file(&self) -> Option<(About<'_>, &'static str)> {
        match self {
            Self::Read { path, .. } => Some((About::Path(path), "unreadable_file")),
            Self::Workbook { bestand, .. }
            | Self::Xml { bestand, .. }
            | Self::OpenQuote { bestand, .. }
            | Self::MissingColumn { bestand, .. }
            | Self::MissingSheet { bestand, .. }
            | Self::Years { bestand, .. }
            | Self::NoRows { bestand, .. } => Some((About::Bestand(bestand), "damaged_file")),
            Self::TooLarge { bestand, .. } => Some((About::Bestand(bestand), "file_too_large")),
            Self::DoubleHeading { bestand, .. } | Self::DuplicateColumn { bestand, .. } => {
                Some((About::Bestand(bestand), "double_heading"))
            }
            Self::TwoKoppelingen { bestand, .. } => Some((About::Bestand(bestand), "two_mappings")),
            Self::InTwoSchools { bestand, .. } => Some((About::Bestand(bestand), "in_two_schools")),
            Self::TooManyRejected { bestand, .. } => Some((About::Bestand(bestand), "too_many_faults")),
            _ => None,
        }
    }
}

fn place(bestand: &str, blad: Option<&String>) -> String {
    blad.map_or_else(|| format!("`{bestand}`"), |blad| format!("`{bestand}`, sheet `{blad}`"))
}
