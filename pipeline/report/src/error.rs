//! Everything that stops a run before or while it works.
//!
//! Stages bring their own errors; here stand only those that arise between the stages.

use std::path::PathBuf;

use domain::project::ProjectError;
use domain::sentence::CatalogueError;

use crate::exit::Exit;

/// A fault that stops a run.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant has its message, which says more")]
pub enum Error {
    #[error(transparent)]
    Ingest(Box<ingest::Error>),
    #[error(transparent)]
    Query(Box<query::Error>),
    #[error("{} queries have a fault; no report was made", .0.len())]
    Queries(Vec<query::Error>),
    #[error(transparent)]
    Export(#[from] export::Error),
    #[error("`{path}`: {what}")]
    Words { path: String, what: String },
    #[error("this format is not for a screen")]
    NeedsOut,
    #[error("the answer has no column `ovt`, so it cannot be limited to one school")]
    NoSchoolColumn,
    #[error("there is no file or query `{name}`")]
    UnknownQuery { name: String, hint: Option<String> },
    #[error("`{path}` is no query")]
    NotAQuery { path: PathBuf },
    #[error("`{name}` cannot be the name of a query")]
    QueryName { name: String, meant: Option<String> },
    #[error("`{name}` is {what} already, so a query cannot have that name")]
    QueryNameTaken { name: String, what: &'static str, meant: Option<String> },
    #[error("there is no example `{name}`")]
    UnknownExample { name: String, known: String },
    #[error("the prompt cannot read: {0}")]
    Prompt(String),
    #[error("parameter `{name}` is given by the program itself")]
    OwnParameter { name: String },
    #[error(transparent)]
    Render(#[from] render::Error),
    #[error("the chart of query `{query}`")]
    Chart { query: String, source: render::Error },
    #[error(transparent)]
    Typeset(#[from] typeset::Error),
    #[error("`{path}`, {fault}")]
    Project { path: String, fault: Box<ProjectError> },
    #[error("{}:{}: {}", .0.path, .0.line, .0)]
    Catalogue(Box<CatalogueError>),
    #[error("`{path}` names chapter `{name}`, and there is none")]
    NoChapter { path: String, name: String },
    #[error("`{one}` and `{other}` claim one name: `{name}`")]
    TwoClaim { name: String, one: String, other: String },
    #[error("`{path}` no longer has a part in the report")]
    Moved { path: String, to: String },
    #[error("`{path}` does not exist")]
    NoProject { path: PathBuf },
    #[error("`{path}` has no folder `bronnen`")]
    NoBronnen { path: PathBuf },
    #[error("`{path}` holds no key: it needs one line of 64 hexadecimal digits")]
    NoKey { path: PathBuf },
    #[error("there is no key in `{path}`")]
    KeyAway { path: PathBuf },
    #[error("the system gives no random numbers for a key: {0}")]
    Random(String),
    #[error("`{path}` holds no results file")]
    NoResults { path: PathBuf },
    #[error("changes of files are not told: {0}")]
    Deaf(String),
    #[error("there are no signaleringswaarden for period {periode}")]
    NoNorm { periode: String },
    #[error("there are no figures of schools with the same schoolweging for period {periode}")]
    NoBenchmark { periode: String },
    #[error("school `{ovt}` does not stand in the results of {periode}")]
    UnknownSchool { ovt: String, periode: String, hint: Option<String> },
    #[error("school `{ovt}` is tied to vestiging `{brin}` `{vestiging}`, which no DUO file in `bronnen` has")]
    UnknownVestiging { ovt: String, brin: String, vestiging: String },
    #[error("a source row of this school was rejected: {row}")]
    RejectedRow { row: String, dispensable: bool },
    #[error("there is no table `{name}`")]
    UnknownTable { name: String, hint: Option<String> },
    #[error("`{path}` already exists")]
    Exists { path: PathBuf },
    #[error("`{path}` leads to an input of the project, and nothing is written over that")]
    OverInput { path: PathBuf },
    #[error("`{path}` is there already and is no earlier answer")]
    NotAnAnswer { path: PathBuf, endings: String },
    #[error("`{path}` is there already and is no report of this program")]
    NotAReport { path: PathBuf },
    #[error("`{path}` is missing from the reports")]
    NoContent { path: String },
    #[error("`{path}`, line {regel}: not UTF-8 text, but {codering}")]
    NotText { path: String, codering: &'static str, regel: usize },
    #[error("`{path}` is not a regular file")]
    NotRegular { path: PathBuf },
    #[error("`{path}` is larger than {megabytes} MB, and nobody wrote that by hand")]
    TooLarge { path: PathBuf, megabytes: u64 },
    #[error("`{path}` is not a published results file")]
    NotResults { path: PathBuf },
    #[error("can't {what} `{path}`")]
    Io { what: &'static str, path: PathBuf, source: std::io::Error },
    #[error("the program cannot start its workers")]
    Runtime(#[source] std::io::Error),
}

impl From<ingest::Error> for Error {
    fn from(error: ingest::Error) -> Self {
        Self::Ingest(Box::new(error))
    }
}

impl From<query::Error> for Error {
    fn from(error: query::Error) -> Self {
        Self::Query(Box::new(error))
    }
}

/// One fault is told as it is, several one after another.
impl From<Vec<query::Error>> for Error {
    fn from(mut faults: Vec<query::Error>) -> Self {
        match faults.pop() {
            Some(only) if faults.is_empty() => only.into(),
            Some(last) => {
                faults.push(last);
                Self::Queries(faults)
            }
            None => Self::Queries(faults),
        }
    }
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Ingest(error) => error.hint(),
            Self::Query(error) => error.hint(),
            Self::Queries(_) => Some(
                "`build --skip-broken` makes the reports without them, and says so in the PDF".to_owned(),
            ),
            Self::OwnParameter { .. } => Some("give it another name".to_owned()),
            Self::Render(error) | Self::Chart { source: error, .. } => error.hint(),
            Self::Typeset(error) => error.hint(),
            Self::Project { fault, .. } => fault.hint.clone(),
            Self::Catalogue(fault) => fault.hint.clone(),
            Self::NoProject { .. } => Some("`schoolanalyse init` makes a project folder".to_owned()),
            Self::NoBronnen { .. } => {
                Some("make the folder `bronnen` and put the downloaded files in it".to_owned())
            }
            Self::NoResults { .. } => Some(
                "download `Leerresultaten primair onderwijs` (.ods) from onderwijsinspectie.nl into it"
                    .to_owned(),
            ),
            Self::NoNorm { periode } => Some(format!(
                "add `reports/normen/signaleringswaarden-{periode}.csv` to the project folder, with the columns periode, \
                 schoolweging_van, schoolweging_tot, signaleringswaarde_1f, signaleringswaarde_1s_2f and bron, and a \
                 row for each of the 20 classes",
            )),
            Self::NoBenchmark { periode } => Some(format!(
                "load the national results file, or add `reports/normen/benchmarks-{periode}.csv` and \
                 `benchmarks_jaar-{periode}.csv` to the project folder; `schoolanalyse tables benchmarks` names the columns",
            )),
            Self::UnknownExample { known, .. } => {
                Some(format!("known examples: {known}; `schoolanalyse gallery` shows them"))
            }
            Self::NoSchoolColumn => Some("select `ovt` too, or write `where ovt = $school`".to_owned()),
            Self::Deaf(_) => Some("`watch --poll` looks for changes every second".to_owned()),
            Self::NeedsOut => Some("add `--out answer.xlsx`".to_owned()),
            Self::QueryName { .. } | Self::QueryNameTaken { .. } => Some(self.hint_for_a_name()),
            Self::UnknownQuery { hint, .. }
            | Self::UnknownSchool { hint, .. }
            | Self::UnknownTable { hint, .. } => hint.clone(),
            Self::RejectedRow { dispensable, .. } => Some(if *dispensable {
                "mend that row in the source file, or build without that row with `--accept-rejected`"
                    .to_owned()
            } else {
                "mend that row in the source file".to_owned()
            }),
            Self::UnknownVestiging { .. } => {
                Some("`schoolanalyse check` shows the vestigingen of each BRIN".to_owned())
            }
            Self::NotResults { .. } => {
                Some("give the file `Leerresultaten primair onderwijs` as downloaded".to_owned())
            }
            _ => self.hint_on_files(),
        }
    }

    /// What the user can do about a file that is not as it should be, or in the way.
    fn hint_on_files(&self) -> Option<String> {
        match self {
            Self::OverInput { .. } => Some(
                "choose a place outside `bronnen`, `queries`, `reports`, `koppelingen`, `sjablonen` and `.schoolanalyse`"
                    .to_owned(),
            ),
            Self::NotAnAnswer { endings, .. } => {
                Some(format!("nothing was overwritten; choose a new name, or one that ends in `.{endings}`"))
            }
            Self::NoChapter { name, .. } => {
                Some(format!("make `hoofdstukken/{name}/hoofdstuk.typ`, or take the name away"))
            }
            Self::TwoClaim { .. } => Some("give one of them another name".to_owned()),
            Self::Moved { to, .. } => Some(format!("what it replaced is now `{to}`: move it there")),
            Self::NotAReport { .. } => {
                Some("nothing was overwritten; move that folder away, or choose another with `--out`".to_owned())
            }
            Self::Exists { .. } => Some("nothing was overwritten; choose another folder".to_owned()),
            Self::NotAQuery { .. } => Some(
                "a query is a text file whose name ends in `.sql` and that starts with `select` or `with`".to_owned(),
            ),
            Self::KeyAway { .. } => Some(
                "`--key` or SCHOOLANALYSE_KEY names this file; give the path where the key is kept".to_owned(),
            ),
            Self::NoKey { .. } => Some(
                "put the right key file back; without it pupils get other hashes, and `init --key` makes a new one"
                    .to_owned(),
            ),
            _ => self.hint_of_text(),
        }
    }

    /// What the user can do about a file that was written by hand.
    fn hint_of_text(&self) -> Option<String> {
        let hint = match self {
            Self::NotText { .. } => "save it as UTF-8; editors offer that under `Save as`, as encoding",
            Self::NotRegular { .. } => {
                "a folder, pipe, device or socket holds no text; put the file itself there"
            }
            _ => return None,
        };
        Some(hint.to_owned())
    }

    /// What to call a query instead.
    fn hint_for_a_name(&self) -> String {
        match self {
            Self::QueryName { meant: Some(meant), .. } => format!("did you mean `{meant}`?"),
            Self::QueryNameTaken { meant: Some(meant), .. } => {
                format!("choose another, such as `{meant}`; nothing was written")
            }
            Self::QueryNameTaken { .. } => "choose another; nothing was written".to_owned(),
            _ => "use small letters, digits and underscores, and start with a letter".to_owned(),
        }
    }

    /// How a run ends on this error.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Typeset(_) => Exit::Typst,
            Self::RejectedRow { .. } => Exit::Faults,
            _ => Exit::Usage,
        }
    }

    /// Gives a fault of the file system its place.
    pub fn io(what: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { what, path, source }
    }
}
