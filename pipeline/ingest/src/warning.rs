//! What was odd in the source files but usable: data with one wording per case.
//!
//! A warning never changes a figure; whatever does is a rejected row or an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::read::grid::{Grid, letters};

/// Something odd that did not stop the loading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Path within `bronnen`.
    pub bestand: String,
    /// Sheet of the workbook.
    pub blad: Option<String>,
    /// What is odd.
    pub oddity: Oddity,
}

/// What can be odd about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Oddity {
    /// Columns that this program does not know: their headings, or the letters of one without.
    ExtraColumns(Vec<String>),
    /// A second sheet with results, which was left.
    ExtraSheet,
    /// Sheets of a workbook that were left: what each is called, and why.
    SheetsLeft(Vec<(String, Left)>),
    /// Formulas of which the outcome is not in the file, so that their cells are empty.
    Uncomputed {
        /// Letters of the columns.
        kolommen: Vec<String>,
        /// Number of formulas.
        aantal: u32,
    },
    /// Lines of a sheet with something in columns that are not read, and nothing in those that are.
    RowsAside(u32),
    /// The same bytes as another file, which was loaded.
    IdenticalTo(String),
    /// Text that was encoded twice, and put right.
    RepairedText {
        /// Number of cells.
        aantal: u32,
        /// The first of them, as it is now.
        voorbeeld: String,
    },
    /// Text that was damaged before it was published, and left as it is.
    DamagedText {
        /// Number of cells.
        aantal: u32,
        /// The first of them.
        voorbeeld: String,
    },
    /// A text file in this encoding and not in that of its publisher.
    OtherEncoding(String),
    /// A line with a total, which is no school.
    TotalsRow(u32),
    /// A schoolweging file without the sheet of this school year.
    MissingYearSheet(String),
    /// Columns of a pupil file that are none of ours; their headings are not told, for they can be anything.
    ColumnsNotRead(usize),
    /// Pupils whom results put in two leerjaren in one school year.
    TwoLeerjaren(u32),
    /// Days that decide a school year or a moment and could have the month first as well; no day of the file tells which.
    DaysEitherWay(u32),
    /// A register of which a newer one is there, which counts: its name.
    OlderRegister(String),
    /// A register without a day of which it tells, with the number of pupils who left at some day.
    NoPeildatum(u32),
    /// Pupils of a register in another jaargroep than 1 to 8, by that jaargroep.
    OtherJaargroepen(BTreeMap<String, u32>),
    /// A school of which nearly all pupils are another school's too.
    SamePupils {
        /// The school.
        school: String,
        /// The other one.
        andere: String,
        /// Number of pupils per school year that both have.
        samen: u32,
        /// Number of pupils per school year of the school.
        alle: u32,
    },
    /// Rows of other sectors, and of what is no school, with how many of each there are.
    OtherSectors(Vec<(String, u32)>),
    /// Yearly figures that this newer file gives other values for.
    Superseded {
        /// The school year.
        schooljaar: String,
        /// Number of schools.
        aantal: u32,
    },
}

/// Why a sheet of a workbook is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Left {
    /// It is hidden.
    Hidden,
    /// Nothing in it is known.
    Unknown,
    /// It is a table by itself beside the one that is read, and a public file has one.
    OfItsOwn,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hidden => "hidden",
            Self::Unknown => "no known headings",
            Self::OfItsOwn => "a table by itself, which has to be a file of its own",
        })
    }
}

impl Warning {
    pub(crate) fn new(bestand: &str, oddity: Oddity) -> Self {
        Self { bestand: bestand.to_owned(), blad: None, oddity }
    }

    pub(crate) fn in_sheet(bestand: &str, blad: Option<&str>, oddity: Oddity) -> Self {
        Self { bestand: bestand.to_owned(), blad: blad.map(str::to_owned), oddity }
    }

    /// Warns of formulas without an outcome in the columns of a sheet that are read.
    pub(crate) fn of_formulas(
        bestand: &str,
        blad: Option<&str>,
        grid: &Grid,
        columns: impl Iterator<Item = usize>,
    ) -> Option<Self> {
        let columns: BTreeSet<usize> =
            columns.filter(|column| grid.uncomputed.contains_key(column)).collect();
        let counts = columns.iter().filter_map(|column| grid.uncomputed.get(column));
        let aantal = counts.fold(0_u32, |sum, count| sum.saturating_add(*count));
        let kolommen = columns.into_iter().map(letters).collect();
        let oddity = Oddity::Uncomputed { kolommen, aantal };
        (aantal > 0).then(|| Self::in_sheet(bestand, blad, oddity))
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.bestand)?;
        if let Some(blad) = &self.blad {
            write!(f, ", sheet `{blad}`")?;
        }
        write!(f, ": {}", self.oddity)
    }
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExtraColumns(names) => {
                write!(f, "columns that are ignored: `{}`", names.join("`, `"))
            }
            Self::ExtraSheet => f.write_str("a second sheet with results, which is ignored"),
            Self::SheetsLeft(sheets) => {
                let named = sheets.iter().map(|(name, left)| format!("`{name}` ({left})"));
                write!(f, "sheets that are not read: {}", named.collect::<Vec<_>>().join(", "))
            }
            Self::Uncomputed { kolommen, aantal } => write!(
                f,
                "column {}: {aantal} formulas without their outcome, which are read as empty cells; open the file in a \
                 spreadsheet and save it again",
                kolommen.join(", ")
            ),
            Self::RowsAside(aantal) => {
                write!(f, "{aantal} lines hold something beside the columns that are read, and are no rows")
            }
            Self::IdenticalTo(other) => write!(f, "the same bytes as `{other}`, loaded once"),
            Self::RepairedText { aantal, voorbeeld } => {
                write!(f, "{aantal} texts were encoded twice and are put right, as in `{voorbeeld}`")
            }
            Self::DamagedText { aantal, voorbeeld } => {
                write!(f, "{aantal} texts were published damaged and are left so, as in `{voorbeeld}`")
            }
            Self::OtherEncoding(name) => {
                write!(f, "read as {name} and not UTF-8, so it was saved again after the download")
            }
            Self::TotalsRow(line) => {
                write!(f, "line {line} holds a total and is not taken for a school")
            }
            Self::MissingYearSheet(schooljaar) => {
                write!(f, "no sheet `{schooljaar}`, so that year has no pupils and no spreiding")
            }
            Self::ColumnsNotRead(aantal) => {
                write!(f, "{aantal} columns are not read: nothing of them is kept")
            }
            Self::TwoLeerjaren(aantal) => {
                write!(f, "{aantal} pupils stand in two leerjaren in one school year; the higher one counts")
            }
            Self::DaysEitherWay(_)
            | Self::OlderRegister(_)
            | Self::NoPeildatum(_)
            | Self::OtherJaargroepen(_)
            | Self::SamePupils { .. } => self.fmt_of_pupils(f),
            Self::OtherSectors(counts) => {
                let counts: Vec<String> =
                    counts.iter().map(|(what, aantal)| format!("{what} {aantal}")).collect();
                write!(f, "rows of no school for primary education, which are left: {}", counts.join(", "))
            }
            Self::Superseded { schooljaar, aantal } => {
                write!(
                    f,
                    "{aantal} schools have other values for {schooljaar} than in an older file; these count"
                )
            }
        }
    }
}

impl Oddity {
    /// The words for what can be odd about files of pupils alone.
    fn fmt_of_pupils(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DaysEitherWay(aantal) => write!(
                f,
                "{aantal} days could have the month first as well, and none tells which; they are read as day, month, year: \
                 look at them, and write schooljaar and moment beside them"
            ),
            Self::OlderRegister(newer) => write!(
                f,
                "a register of before `{newer}`, which is about the same school and school year and counts; none of this \
                 one is used"
            ),
            Self::NoPeildatum(aantal) => write!(
                f,
                "a register without a peildatum or aanmaakdatum that can be read, so nobody can tell who had left: \
                 {aantal} pupils with an uitstroomdatum are counted"
            ),
            Self::OtherJaargroepen(aantallen) => {
                let each: Vec<String> =
                    aantallen.iter().map(|(code, aantal)| format!("{aantal} in `{code}`")).collect();
                write!(
                    f,
                    "pupils in another jaargroep than 1 to 8 are left out, and so are their results: {}",
                    each.join(", ")
                )
            }
            Self::SamePupils { school, andere, samen, alle } => write!(
                f,
                "{samen} of {alle} pupils of {school} are pupils of {andere} too, in the same school year and leerjaar; \
                 look whether an export lies in the folder of another school"
            ),
            _ => Ok(()),
        }
    }
}
