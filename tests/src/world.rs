//! A project folder in, a session on its tables with the model built out: what `build` computes, before it is printed.
//!
//! For tests that look at every school at once; the road from words to files is walked by `Project`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{RecordBatch, UInt32Array};
use arrow::compute::take_record_batch;
use disclose::Published;
use domain::card::Scope;
use domain::rows::Rows;
use ingest::NormFile;
use query::{Known, Limits, Query, ResultSet, SqlFile};
use report::{Answers, Before, Plan, Prepared, Wish};
use tempfile::TempDir;

use crate::listing::{files_below, has_extension};
use crate::workspace::{is_of_model, scratch, workspace};

/// A session in which the shipped queries can be asked.
pub struct World {
    runtime: tokio::runtime::Runtime,
    plan: Plan,
    answers: Answers,
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
        let store = tempfile::tempdir_in(scratch()).expect("a folder for a test can be made");
        let mut plan = Plan::read(folder, None).unwrap_or_else(|error| panic!("{error}"));
        store.path().clone_into(&mut plan.store);
        plan.project.seconds = Some(limits.seconds);
        plan.project.megabytes = Some(limits.megabytes);
        let loaded = report::load(&plan, None).unwrap_or_else(|error| panic!("{error}"));
        let loaded = loaded.with_tables(arrange);
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime starts");
        let answers = runtime.block_on(Answers::open(&plan, &loaded, &Wish::default(), Before::default()));
        let answers = answers.unwrap_or_else(|error| panic!("{error}"));
        Self { runtime, plan, answers, _store: store }
    }

    /// Every table of the session with its columns, the model included.
    pub fn tables(&self) -> Vec<Known> {
        self.runtime.block_on(self.answers.session.known()).expect("tables can be looked at")
    }

    /// The answer to a shipped query, undisclosed; a file of the model is asked for all its rows.
    pub fn answer(&self, path: &str) -> ResultSet {
        let mut sql = file(path);
        if is_of_model(path) {
            sql.text = format!("--! title: model\n--! scope: all\n{}", sql.text);
        }
        let query = Query::read(sql).unwrap_or_else(|error| panic!("{error}"));
        self.runtime.block_on(self.answers.session.answer(&query)).unwrap_or_else(|error| panic!("{error}"))
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
        let answer = self.runtime.block_on(self.answers.session.answer(&query));
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

    /// Everything that is computed for a report: the catalogue, the sentences that hold for each school, and what their
    /// words may say among it.
    pub fn sentences(&mut self) -> Prepared {
        let prepared = self.runtime.block_on(self.answers.answer_all(&self.plan, &Wish::default()));
        prepared.unwrap_or_else(|error| panic!("{error}")).0
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
