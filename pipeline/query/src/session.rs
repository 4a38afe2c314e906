//! Canonical tables in, a session that answers queries out.
//!
//! One machine, one plan per query for all schools together; the same SQL would run on a cluster's session.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SQLOptions, SessionContext};
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::DataFrame;
use domain::parameter::ParameterValue;
use futures::{StreamExt, TryStreamExt};
use url::Url;

use crate::bounds::Text;
use crate::engine::{engine, start};
use crate::error::plain;
use crate::growth_rule::endless;
use crate::guard::within;
use crate::lineage::{Lineage, Relation};
use crate::memory::{Change, Content, MadeOf, Memory, Needs};
use crate::order::{in_order, selected_from};
use crate::parameters::scalar;
use crate::{Error, Query, ResultSet, SqlFile, UnknownParameter};

/// The values of `$name` parameters.
pub type Parameters = BTreeMap<String, ParameterValue>;

/// What the queries of a session may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Megabytes of memory for all queries at work; what does not fit goes to a temporary file first.
    pub megabytes: usize,
    /// Seconds that a query of a user may run.
    pub seconds: u64,
    /// Rows that a query of a user may answer.
    pub rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { megabytes: 2048, seconds: 60, rows: 1_000_000 }
    }
}

/// A place where queries run. Copies share the tables, and each is as good as the other until one is changed.
#[derive(Clone)]
pub struct Session {
    pub(crate) context: SessionContext,
    pub(crate) parameters: Parameters,
    pub(crate) lineage: Arc<Lineage>,
    pub(crate) limits: Limits,
    pub(crate) memory: Arc<Memory>,
    pub(crate) boards: Arc<BTreeMap<String, String>>,
}

impl Session {
    /// Opens a session on the canonical tables.
    ///
    /// # Errors
    /// [`Error::Engine`] when a table cannot be registered.
    pub fn open(
        tables: impl IntoIterator<Item = (String, RecordBatch)>,
        parameters: Parameters,
        limits: Limits,
    ) -> Result<Self, Error> {
        Self::open_in(tables, parameters, limits, None)
    }

    /// The same with a folder for what does not fit in memory; without one that goes to the folder of the system.
    ///
    /// # Errors
    /// [`Error::Engine`] when a table cannot be registered, or the folder cannot be used.
    pub fn open_in(
        tables: impl IntoIterator<Item = (String, RecordBatch)>,
        parameters: Parameters,
        limits: Limits,
        spills: Option<&Path>,
    ) -> Result<Self, Error> {
        let context = engine(limits, spills)?;
        let (lineage, memory) = (Arc::default(), Arc::default());
        let mut session = Self { context, parameters, lineage, limits, memory, boards: Arc::default() };
        session.load(tables)?;
        Ok(session)
    }

    /// Loads the canonical tables; of those that are there already only what changed, and what rests on it, is due again.
    ///
    /// # Errors
    /// [`Error::Engine`] when a table cannot be registered.
    pub fn load(&mut self, tables: impl IntoIterator<Item = (String, RecordBatch)>) -> Result<(), Error> {
        for (name, batch) in tables {
            self.put(&name, Content::Loaded(batch.clone()), MadeOf::default(), |session| {
                session.register(&name, batch.schema(), vec![batch])
            })?;
        }
        Ok(())
    }

    /// Tells to which board each school belongs, for queries about boards.
    ///
    /// # Errors
    /// [`Error::Engine`] when an answer about boards of before cannot be taken away.
    pub fn know_boards(&mut self, boards: BTreeMap<String, String>) -> Result<(), Error> {
        if *self.boards != boards {
            self.boards = Arc::new(boards);
            for name in self.memory.names(|_| true) {
                self.forget(&name)?;
            }
        }
        Ok(())
    }

    /// Adds a table that is stored as one Parquet file, so that more rows than fit in memory can be asked; `mark` tells
    /// whether its content is another than before.
    ///
    /// # Errors
    /// [`Error::Engine`] when the path is not absolute or the table cannot be registered.
    pub fn attach(&mut self, name: &str, path: &Path, schema: SchemaRef, mark: String) -> Result<(), Error> {
        let engine = |error: DataFusionError| Error::Engine(format!("table `{name}`: {}", plain(&error)));
        let url = Url::from_file_path(path)
            .map_err(|()| Error::Engine(format!("table `{name}`: `{}` is no place", path.display())))?;
        // A URL that is made here is never read as a pattern, whatever stands in the path.
        let url = ListingTableUrl::try_new(url, None).map_err(engine)?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
        let config = ListingTableConfig::new(url).with_listing_options(options).with_schema(schema);
        let table = Arc::new(ListingTable::try_new(config).map_err(engine)?);
        let change = Arc::make_mut(&mut self.memory).hold(name, Content::Stored(mark), MadeOf::default());
        // The same content may stand in another place now.
        if change != Change::New {
            self.context.deregister_table(name).map_err(engine)?;
        }
        self.context.register_table(name, table).map_err(engine)?;
        Ok(())
    }

    /// Runs the model: each file becomes a table of its own name, in the order in which they need each other. What is
    /// there already and rests on nothing that changed is not run again.
    ///
    /// # Errors
    /// When a file cannot be planned or run, or the files need each other in a circle.
    pub async fn build_model(&mut self, files: &[SqlFile]) -> Result<(), Error> {
        for gone in self.memory.computed(|name| !files.iter().any(|file| file.name == name)) {
            self.context.deregister_table(&gone).map_err(|error| Error::Engine(plain(&error)))?;
            Arc::make_mut(&mut self.memory).let_go(&gone);
            Arc::make_mut(&mut self.lineage).forget(&gone);
        }
        // A query that moved into the model is no longer an answer.
        for file in files {
            self.forget(&file.name)?;
            if self.checked(file)? == Text::Broken {
                // Where it goes wrong is found on a stack that is large enough.
                within(&file.path, self.limits, self.clone().compute_unlimited(file.clone())).await?;
            }
        }
        for turn in in_order(&self.context, files, |error, file| self.wrong(file, error))? {
            let mut due = Vec::new();
            for file in turn {
                let names = selected_from(&self.context, &file.text).unwrap_or_default();
                let made_of = MadeOf { text: file.text.clone(), needs: self.turns_of(&names) };
                if !self.memory.holds(&file.name, &made_of) {
                    due.push((file, made_of));
                }
            }
            let work = due.iter().map(|(file, _)| self.clone().compute((*file).clone()));
            let outcomes = side_by_side(work).await;
            for ((file, made_of), computed) in due.into_iter().zip(outcomes) {
                let (schema, batches, relation) = computed?;
                let name = &file.name;
                let content = Content::Computed(Arc::clone(&schema), batches.clone(), relation.clone());
                self.put(name, content, made_of, |session| session.register(name, schema, batches))?;
                Arc::make_mut(&mut self.lineage).remember(name, relation);
            }
        }
        Ok(())
    }

    /// Puts something in a table, unless it is there.
    fn put(
        &mut self,
        name: &str,
        content: Content,
        made_of: MadeOf,
        register: impl FnOnce(&Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match Arc::make_mut(&mut self.memory).hold(name, content, made_of) {
            Change::Same => return Ok(()),
            Change::Changed => {
                self.context.deregister_table(name).map_err(|error| Error::Engine(plain(&error)))?;
            }
            Change::New => {}
        }
        register(self)
    }

    /// The tables among these names, each with the turn in which it came to hold what it holds.
    pub(crate) fn turns_of<'a>(&self, names: impl IntoIterator<Item = &'a String>) -> Needs {
        let turn = |name: &String| Some((name.clone(), self.memory.turn_of_table(name)?));
        names.into_iter().filter_map(turn).collect()
    }

    /// Computes one table of the model, within the limits when a user wrote it.
    async fn compute(self, file: SqlFile) -> Result<(SchemaRef, Vec<RecordBatch>, Relation), Error> {
        if file.own {
            let (path, limits) = (file.path.clone(), self.limits);
            return within(&path, limits, self.compute_unlimited(file)).await;
        }
        self.compute_unlimited(file).await
    }

    async fn compute_unlimited(
        self,
        file: SqlFile,
    ) -> Result<(SchemaRef, Vec<RecordBatch>, Relation), Error> {
        let frame = self.plan(&file, &self.parameters).await?;
        let relation = self.lineage.of(&file.name, frame.logical_plan());
        let planned = Arc::new(frame.schema().as_arrow().clone());
        let about_pupils = relation.pupils || !relation.sources().is_empty();
        let failed = |error: DataFusionError| self.failed(&file, about_pupils, &error);
        let stream = start(frame).await.map_err(failed)?;
        let batches: Vec<RecordBatch> = stream.try_collect().await.map_err(failed)?;
        // What was computed may know more than the plan, for instance that a column is never empty.
        let schema = batches.first().map_or(planned, RecordBatch::schema);
        Ok((schema, batches, relation))
    }

    /// Answers one query for all schools.
    ///
    /// # Errors
    /// When it cannot be planned or run, or its result does not fit its card.
    pub async fn answer(&self, query: &Query) -> Result<ResultSet, Error> {
        self.run(query, &[]).await.map(|answer| answer.result)
    }

    /// The number of rows in a table.
    ///
    /// # Errors
    /// [`Error::Engine`] when there is no such table.
    pub async fn count(&self, table: &str) -> Result<usize, Error> {
        let engine = |error: DataFusionError| Error::Engine(plain(&error));
        self.context.table(table).await.map_err(engine)?.count().await.map_err(engine)
    }

    /// The tables that are there without any query of a report: sources and model.
    pub(crate) fn ground_tables(&self) -> Vec<String> {
        let mut names = self.tables();
        names.retain(|name| !self.memory.is_table(name));
        names
    }

    /// Forgets an answer, and takes its table away.
    pub(crate) fn forget(&mut self, name: &str) -> Result<(), Error> {
        if Arc::make_mut(&mut self.memory).forget(name) {
            self.context.deregister_table(name).map_err(|error| Error::Engine(plain(&error)))?;
            Arc::make_mut(&mut self.lineage).forget(name);
        }
        Ok(())
    }

    /// The names that a query can select from.
    pub(crate) fn tables(&self) -> Vec<String> {
        let schema = self.context.catalog("datafusion").and_then(|catalog| catalog.schema("public"));
        let mut names = schema.map_or_else(Vec::new, |schema| schema.table_names());
        names.sort();
        names
    }

    /// Plans a file that only reads, with its parameters filled in.
    pub(crate) async fn plan(&self, file: &SqlFile, parameters: &Parameters) -> Result<DataFrame, Error> {
        let options =
            SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let wrong = |error: DataFusionError| self.wrong(file, &error);
        let frame = self.context.sql_with_options(&file.text, options).await.map_err(wrong)?;
        if !is_select(frame.logical_plan()) {
            return Err(Error::Writes {
                path: file.path.clone(),
                what: "this statement is no select".to_owned(),
            });
        }
        let names = frame.logical_plan().get_parameter_names().map_err(wrong)?;
        for name in names.iter().filter_map(|name| name.strip_prefix('$')) {
            if !parameters.contains_key(name) {
                let unknown = UnknownParameter::new(file, name, parameters.keys());
                return Err(Error::UnknownParameter(Box::new(unknown)));
            }
        }
        let values = parameters.iter().map(|(name, value)| (name.clone(), scalar(value))).collect::<Vec<_>>();
        let frame = frame.with_param_values(values).map_err(wrong)?;
        endless(frame.logical_plan(), file).filter(|_| file.own).map_or(Ok(frame), Err)
    }

    pub(crate) fn register(
        &self,
        name: &str,
        schema: SchemaRef,
        batches: Vec<RecordBatch>,
    ) -> Result<(), Error> {
        let engine = |error: DataFusionError| Error::Engine(format!("table `{name}`: {}", plain(&error)));
        let table = MemTable::try_new(schema, vec![batches]).map_err(engine)?;
        self.context.register_table(name, Arc::new(table)).map_err(engine)?;
        Ok(())
    }
}

/// Does pieces of work on all processors; the outcomes come in the order of the pieces.
pub(crate) async fn side_by_side<T: Send + 'static>(
    work: impl Iterator<Item = impl Future<Output = Result<T, Error>> + Send + 'static>,
) -> Vec<Result<T, Error>> {
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let started = futures::stream::iter(work.map(|piece| async { tokio::spawn(piece).await }));
    let outcomes: Vec<_> = started.buffered(workers).collect().await;
    let stopped = |_| Err(Error::Engine("a worker stopped".to_owned()));
    outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(stopped)).collect()
}

/// Whether a plan does nothing but select: `explain` and `describe` are no questions of a school.
fn is_select(plan: &LogicalPlan) -> bool {
    !matches!(
        plan,
        LogicalPlan::Explain(_)
            | LogicalPlan::Analyze(_)
            | LogicalPlan::DescribeTable(_)
            | LogicalPlan::Statement(_)
            | LogicalPlan::Dml(_)
            | LogicalPlan::Ddl(_)
            | LogicalPlan::Copy(_)
    )
}

pub(crate) fn running(path: &str, error: &DataFusionError) -> Error {
    Error::Run { path: path.to_owned(), what: plain(error) }
}
