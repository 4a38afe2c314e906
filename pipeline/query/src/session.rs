//! Canonical tables in, a session that answers queries out.
//!
//! One machine, one plan per query for all schools together; the same SQL would run on a cluster's session.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::cast::{as_boolean_array, as_string_array};
use datafusion::config::Dialect;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SQLOptions, SessionConfig, SessionContext};
use datafusion::logical_expr::Expr;
use datafusion::prelude::{DataFrame, col};
use datafusion::scalar::ScalarValue;
use domain::sentence::Catalogue;
use url::Url;

use crate::error::plain;
use crate::{Error, Query, ResultSet, SqlFile, functions};

/// The values of `$name` parameters; text only, as in the files.
pub type Parameters = BTreeMap<String, String>;

/// A place where queries run.
pub struct Session {
    context: SessionContext,
    parameters: Parameters,
}

impl Session {
    /// Opens a session on the canonical tables.
    ///
    /// # Errors
    /// [`Error::Engine`] when a table cannot be registered.
    pub fn open(
        tables: impl IntoIterator<Item = (String, RecordBatch)>,
        parameters: Parameters,
    ) -> Result<Self, Error> {
        // One partition: a sum of floats has one order, so the same data gives the same bytes.
        let mut config = SessionConfig::new().with_target_partitions(1);
        config.options_mut().sql_parser.collect_spans = true;
        // Model tables keep Utf8, so that their columns compare with the sources' without casts.
        config.options_mut().sql_parser.map_string_types_to_utf8view = false;
        config.options_mut().execution.parquet.schema_force_view_types = false;
        let context = SessionContext::new_with_config(config);
        for function in functions::all() {
            context.register_udf(function);
        }
        let session = Self { context, parameters };
        for (name, batch) in tables {
            session.register(&name, batch.schema(), vec![batch])?;
        }
        Ok(session)
    }

    /// Adds a table that is stored as one Parquet file, so that more rows than fit in memory can be asked.
    ///
    /// # Errors
    /// [`Error::Engine`] when the path is not absolute or the table cannot be registered.
    pub fn attach(&self, name: &str, path: &Path, schema: SchemaRef) -> Result<(), Error> {
        let engine = |error: DataFusionError| Error::Engine(format!("table `{name}`: {}", plain(&error)));
        let url = Url::from_file_path(path)
            .map_err(|()| Error::Engine(format!("table `{name}`: `{}` is no place", path.display())))?;
        // A URL that is made here is never read as a pattern, whatever stands in the path.
        let url = ListingTableUrl::try_new(url, None).map_err(engine)?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
        let config = ListingTableConfig::new(url).with_listing_options(options).with_schema(schema);
        let table = ListingTable::try_new(config).map_err(engine)?;
        self.context.register_table(name, Arc::new(table)).map_err(engine)?;
        Ok(())
    }

    /// Runs the model: each file becomes a table of its own name, in the order in which they need each other.
    ///
    /// # Errors
    /// When a file cannot be planned or run, or the files need each other in a circle.
    pub async fn build_model(&self, files: &[SqlFile]) -> Result<(), Error> {
        for file in self.in_order(files)? {
            let frame = self.plan(&file.path, &file.text).await?;
            let planned = Arc::new(frame.schema().as_arrow().clone());
            let batches = frame.collect().await.map_err(|error| running(&file.path, &error))?;
            // What was computed may know more than the plan, for instance that a column is never empty.
            let schema = batches.first().map_or(planned, RecordBatch::schema);
            self.register(&file.name, schema, batches)?;
        }
        Ok(())
    }

    /// Answers one query for all schools.
    ///
    /// # Errors
    /// When it cannot be planned or run, or its result does not fit its card.
    pub async fn answer(&self, query: &Query) -> Result<ResultSet, Error> {
        let frame = self.plan(&query.file.path, &query.file.text).await?;
        let schema = Arc::new(frame.schema().as_arrow().clone());
        let batches = frame.collect().await.map_err(|error| running(&query.file.path, &error))?;
        ResultSet::new(query.clone(), &batches, &schema)
    }

    /// Finds, for each school in table `feiten`, the sentences whose trigger holds, as positions in the catalogue.
    ///
    /// # Errors
    /// [`Error::Trigger`] when a trigger is not a condition on `feiten`.
    pub async fn sentences(&self, catalogue: &Catalogue) -> Result<BTreeMap<String, Vec<usize>>, Error> {
        let facts = self.context.table("feiten").await.map_err(|error| Error::Engine(plain(&error)))?;
        let mut triggers: Vec<Expr> = vec![col("ovt")];
        for (index, sentence) in catalogue.zin.iter().enumerate() {
            let wrong =
                |error: DataFusionError| Error::Trigger { id: sentence.id.clone(), what: plain(&error) };
            let trigger = facts.parse_sql_expr(&sentence.als).map_err(wrong)?;
            facts.clone().filter(trigger.clone()).map_err(wrong)?;
            triggers.push(trigger.is_true().alias(format!("zin_{index}")));
        }
        let engine = |error: DataFusionError| Error::Engine(plain(&error));
        let batches = facts.select(triggers).map_err(engine)?.collect().await.map_err(engine)?;
        let mut holds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for batch in &batches {
            collect_holding(batch, &mut holds).map_err(engine)?;
        }
        Ok(holds)
    }

    /// The number of rows in a table.
    ///
    /// # Errors
    /// [`Error::Engine`] when there is no such table.
    pub async fn count(&self, table: &str) -> Result<usize, Error> {
        let engine = |error: DataFusionError| Error::Engine(plain(&error));
        self.context.table(table).await.map_err(engine)?.count().await.map_err(engine)
    }

    /// The names that a query can select from.
    fn tables(&self) -> Vec<String> {
        let schema = self.context.catalog("datafusion").and_then(|catalog| catalog.schema("public"));
        let mut names = schema.map_or_else(Vec::new, |schema| schema.table_names());
        names.sort();
        names
    }

    async fn plan(&self, path: &str, sql: &str) -> Result<DataFrame, Error> {
        let options =
            SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let wrong = |error: DataFusionError| Error::planning(path, sql, &error, &self.tables());
        let frame = self.context.sql_with_options(sql, options).await.map_err(wrong)?;
        let values: Vec<(String, ScalarValue)> = self
            .parameters
            .iter()
            .map(|(name, value)| (name.clone(), ScalarValue::Utf8(Some(value.clone()))))
            .collect();
        frame.with_param_values(values).map_err(wrong)
    }

    fn register(&self, name: &str, schema: SchemaRef, batches: Vec<RecordBatch>) -> Result<(), Error> {
        let engine = |error: DataFusionError| Error::Engine(format!("table `{name}`: {}", plain(&error)));
        let table = MemTable::try_new(schema, vec![batches]).map_err(engine)?;
        self.context.register_table(name, Arc::new(table)).map_err(engine)?;
        Ok(())
    }

    /// Sorts files so that each comes after the files it selects from; ties by name.
    fn in_order<'a>(&self, files: &'a [SqlFile]) -> Result<Vec<&'a SqlFile>, Error> {
        let names: BTreeMap<&str, &SqlFile> = files.iter().map(|file| (file.name.as_str(), file)).collect();
        let mut needs: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for file in files {
            let wrong =
                |error: DataFusionError| Error::planning(&file.path, &file.text, &error, &self.tables());
            let state = self.context.state();
            let statement = state.sql_to_statement(&file.text, &Dialect::Generic).map_err(wrong)?;
            let tables = state.resolve_table_references(&statement).map_err(wrong)?;
            let needed = tables
                .iter()
                .map(|table| table.table().to_owned())
                .filter(|name| names.contains_key(name.as_str()));
            needs.insert(&file.name, needed.collect());
        }
        let mut ordered = Vec::new();
        while !needs.is_empty() {
            let ready =
                needs.iter().find(|(_, waits)| waits.iter().all(|name| !needs.contains_key(name.as_str())));
            let Some(name) = ready.map(|(name, _)| *name) else {
                return Err(Error::Circle(circle(&needs)));
            };
            needs.remove(name);
            ordered.extend(names.get(name));
        }
        Ok(ordered)
    }
}

/// Walks from the first query that waits until a name comes back.
fn circle(needs: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let mut path: Vec<String> = needs.keys().next().map(|name| (*name).to_owned()).into_iter().collect();
    while let Some(next) = path.last().and_then(|last| {
        needs.get(last.as_str())?.iter().find(|name| needs.contains_key(name.as_str())).cloned()
    }) {
        if let Some(start) = path.iter().position(|name| *name == next) {
            path.drain(..start);
            path.push(next);
            return path;
        }
        path.push(next);
    }
    path
}

fn collect_holding(
    batch: &RecordBatch,
    holds: &mut BTreeMap<String, Vec<usize>>,
) -> Result<(), DataFusionError> {
    let schools = as_string_array(batch.column(0))?;
    for (index, column) in batch.columns().iter().skip(1).enumerate() {
        let triggers = as_boolean_array(column)?;
        for row in 0..batch.num_rows() {
            if triggers.is_valid(row) && triggers.value(row) {
                holds.entry(schools.value(row).to_owned()).or_default().push(index);
            }
        }
    }
    Ok(())
}

fn running(path: &str, error: &DataFusionError) -> Error {
    Error::Run { path: path.to_owned(), what: plain(error) }
}
