//! A project folder in, a session on its tables with the model built out: what `build` computes, before it is printed.
//!
//! For tests that look at every school at once; the road from words to files is walked by `Project`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{RecordBatch, UInt32Array};
use arrow::compute::take_record_batch;
use disclose::Published;
use domain::card::Scope;
use domain::parameter::ParameterValue;
use domain::periode::Periode;
use domain::project::{Project, School};
use domain::rows::Rows;
use domain::sentence::Catalogue;
use domain::term::Term;
use ingest::{KoppelingFile, Loaded, NormFile, Pupils, Request, Sleutel};
use query::{Holding, Known, Limits, Query, ResultSet, Session, SqlFile};
use tempfile::TempDir;

use crate::listing::{files_below, has_extension};
use crate::workspace::{scratch, shipped_sql, workspace};

/// The folder of the model.
const MODEL: &str = "reports/schoolanalyse/model/";
/// The folder of the queries that a report shows.
const QUERIES: &str = "reports/schoolanalyse/queries/";

/// A session in which the shipped queries can be asked.
pub struct World {
    runtime: tokio::runtime::Runtime,
    session: Session,
    /// Where the tables of pupils are, as long as the session is asked.
    _store: TempDir,
}

impl World {
    /// The tables of a project in `fixtures/`.
    pub fn of(fixture: &str) -> Self {
        Self::open(&workspace().join("fixtures").join(fixture), Limits::default(), |batch| batch)
    }

    /// The same with these limits for a query.
    pub fn limited(fixture: &str, limits: Limits) -> Self {
        Self::open(&workspace().join("fixtures").join(fixture), limits, |batch| batch)
    }

    /// The same with the rows of every table in reverse order.
    pub fn reversed(fixture: &str) -> Self {
        Self::open(&workspace().join("fixtures").join(fixture), Limits::default(), |batch| {
            let rows = u32::try_from(batch.num_rows()).expect("a table of a fixture is small");
            let backwards = UInt32Array::from_iter_values((0..rows).rev());
            take_record_batch(&batch, &backwards).expect("rows can be taken in any order")
        })
    }

    /// A project folder that a test made.
    pub fn at(folder: &Path) -> Self {
        Self::open(folder, Limits::default(), |batch| batch)
    }

    fn open(folder: &Path, limits: Limits, arrange: impl Fn(RecordBatch) -> RecordBatch) -> Self {
        let text = fs::read_to_string(folder.join("schoolanalyse.toml")).unwrap_or_default();
        let project = Project::parse(&text).expect("the project file is in order");
        let store = tempfile::tempdir_in(scratch()).expect("a folder for a test can be made");
        let sleutel = fs::read_to_string(folder.join("leerlingsleutel.txt")).ok();
        let sleutel = sleutel.map(|text| Sleutel::parse(&text).expect("the key is in order"));
        let schools: Vec<School> = project.schools.values().cloned().collect();
        let loaded = ingest::load(&Request {
            bronnen: &folder.join("bronnen"),
            normen: &norms(),
            koppelingen: &mappings(folder),
            schools: &schools,
            pupils: Some(Pupils { sleutel: sleutel.as_ref(), term: project.term, store: store.path() }),
        });
        let loaded = loaded.expect("the sources can be read");
        let parameters = parameters(&loaded, &project);
        let tables = loaded.tables().map(|(name, batch)| (name.to_owned(), arrange(batch)));
        let mut session = Session::open(tables, parameters, limits).expect("a session opens");
        for (name, path) in &loaded.stored {
            let table = domain::tables::table(name).expect("what is stored is a table");
            session
                .attach(name, path, ingest::schema(table), String::new())
                .expect("a stored table can be asked");
        }
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime starts");
        let model: Vec<SqlFile> =
            shipped_sql().iter().filter(|path| path.starts_with(MODEL)).map(|path| file(path)).collect();
        runtime.block_on(session.build_model(&model)).expect("the model can be built");
        Self { runtime, session, _store: store }
    }

    /// Every table of the session with its columns, the model included.
    pub fn tables(&self) -> Vec<Known> {
        self.runtime.block_on(self.session.known()).expect("tables can be looked at")
    }

    /// The answer to a shipped query, undisclosed; a file of the model is asked for all its rows.
    pub fn answer(&self, path: &str) -> ResultSet {
        let mut sql = file(path);
        if path.starts_with(MODEL) {
            sql.text = format!("--! title: model\n--! scope: all\n{}", sql.text);
        }
        let query = Query::read(sql).unwrap_or_else(|error| panic!("{error}"));
        self.runtime.block_on(self.session.answer(&query)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The rows of any select.
    pub fn rows(&self, sql: &str) -> Rows {
        self.ask(sql).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The rows of any statement, or why it is refused.
    ///
    /// # Errors
    /// Whatever the query stage says.
    pub fn ask(&self, sql: &str) -> Result<Rows, String> {
        let text = format!("--! title: test\n--! scope: all\n{sql}");
        self.ask_file(text, false)
    }

    /// The published rows of a query that a user wrote, card and all, or why it is refused.
    ///
    /// # Errors
    /// Whatever the query stage says.
    pub fn ask_own(&self, text: &str) -> Result<Rows, String> {
        self.ask_file(text.to_owned(), true)
    }

    fn ask_file(&self, text: String, own: bool) -> Result<Rows, String> {
        let query = Query::read(SqlFile { name: "test".into(), path: "test.sql".into(), text, own });
        let query = query.map_err(|error| error.to_string())?;
        let answer = self.runtime.block_on(self.session.answer(&query));
        answer.map(|result| result.all_rows()).map_err(|error| error.to_string())
    }

    /// The answer to a shipped query as one school's report gets it.
    pub fn published(&self, result: &ResultSet, ovt: &str) -> Published {
        let rows = match result.query.card.scope {
            Scope::All => result.all_rows(),
            Scope::School | Scope::Bestuur => result.rows_for(ovt),
        };
        disclose::publish(&result.query.file.name, &Arc::new(result.query.card.clone()), rows)
    }

    /// The shipped catalogue, for each school the sentences that hold, by their place in it, and what the words of each
    /// figure may say.
    pub fn sentences(&self) -> (Catalogue, Holding, BTreeMap<String, ResultSet>) {
        let text = fs::read_to_string(workspace().join("reports/schoolanalyse/zinnen.toml"));
        let catalogue =
            Catalogue::parse(&text.expect("the catalogue can be read")).expect("the catalogue is in order");
        let shown = shipped_sql().into_iter().filter(|path| path.starts_with(QUERIES));
        let shown: Vec<ResultSet> = shown.map(|path| self.answer(&path)).collect();
        let (mut holds, figures) = self.runtime.block_on(async {
            let holds = self.session.sentences(&catalogue).await.unwrap_or_else(|error| panic!("{error}"));
            let figures = self.session.figures(&catalogue, &shown).await;
            (holds, figures.unwrap_or_else(|error| panic!("{error}")))
        });
        for (ovt, sentences) in figures.holds {
            holds.entry(ovt).or_default().extend(sentences);
        }
        (catalogue, holds, figures.facts)
    }
}

fn file(path: &str) -> SqlFile {
    let text = fs::read_to_string(workspace().join(path)).unwrap_or_else(|error| panic!("`{path}`: {error}"));
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".sql");
    SqlFile { name: name.to_owned(), path: path.to_owned(), text, own: false }
}

/// The norm files of the reports.
pub fn norms() -> Vec<NormFile> {
    let folder = workspace().join("reports/normen");
    let tables = files_below(&folder).into_iter().filter(|path| has_extension(path, "csv"));
    tables
        .map(|path| NormFile {
            text: fs::read_to_string(folder.join(&path)).expect("a norm file can be read"),
            path: format!("reports/normen/{path}"),
        })
        .collect()
}

/// The mappings of a project.
fn mappings(folder: &Path) -> Vec<KoppelingFile> {
    let place = folder.join("koppelingen");
    if !place.is_dir() {
        return Vec::new();
    }
    let files = files_below(&place).into_iter().filter(|path| has_extension(path, "toml"));
    files
        .map(|path| KoppelingFile {
            text: fs::read_to_string(place.join(&path)).expect("a mapping can be read"),
            path: format!("koppelingen/{path}"),
        })
        .collect()
}

fn parameters(loaded: &Loaded, project: &Project) -> query::Parameters {
    let periods = loaded.texts("leerresultaten", "periode");
    let newest = periods.iter().filter_map(|text| text.parse::<Periode>().ok()).max();
    let newest = newest.expect("there are results");
    let term = project.term.unwrap_or_else(|| Term::after(newest.laatste()));
    let parameters = [
        ("periode", newest.to_string()),
        ("schooljaar", term.schooljaar.to_string()),
        ("moment", term.moment.code().to_owned()),
        ("term", term.to_string()),
        ("vergelijking", project.vergelijking.word().to_owned()),
    ];
    parameters.map(|(name, value)| (name.to_owned(), ParameterValue::Text(value))).into()
}
