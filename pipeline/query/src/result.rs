//! Record batches in, the rows of one school as plain values out.
//!
//! Keeps the batches as Arrow holds them and makes plain rows only for the school that is asked for.

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, RecordBatch, StringArray};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::cast::{as_boolean_array, as_float64_array, as_int64_array, as_string_array};
use datafusion::error::DataFusionError;
use domain::card::Scope;
use domain::rows::{Rows, Value};

use crate::{Error, Query};

/// The column that says which school a row is about.
const OVT: &str = "ovt";
/// The column that stands for a pupil.
const LEERLING: &str = "leerling";

/// What one query answered, for every school at once.
#[derive(Debug, Clone)]
pub struct ResultSet {
    /// The query.
    pub query: Query,
    batch: RecordBatch,
    by_school: BTreeMap<String, Vec<usize>>,
}

impl ResultSet {
    /// Joins the batches of an answer and finds each school's rows.
    ///
    /// # Errors
    /// When the card names a column that is not there, or a column cannot be printed.
    pub(crate) fn new(
        query: Query,
        batches: &[RecordBatch],
        schema: &datafusion::arrow::datatypes::SchemaRef,
    ) -> Result<Self, Error> {
        let joined = concat_batches(schema, batches).map_err(|error| Error::Engine(error.to_string()))?;
        let batch = printable(&query.file.path, &joined)?;
        let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        if names.iter().any(|name| name == LEERLING) {
            return Err(Error::Pupil { path: query.file.path });
        }
        let per_school = query.card.scope == Scope::School;
        if per_school && !names.iter().any(|name| name == OVT) {
            return Err(Error::NoSchool { path: query.file.path });
        }
        for column in query.card.columns() {
            if !names.iter().any(|name| name == column) {
                return Err(Error::CardColumn {
                    path: query.file.path,
                    column: column.to_owned(),
                    has: names,
                });
            }
        }
        let by_school = if per_school {
            positions(&batch).map_err(|error| Error::Engine(error.to_string()))?
        } else {
            BTreeMap::new()
        };
        Ok(Self { query, batch, by_school })
    }

    /// The rows for one school's report; all rows when the query is not about one school.
    #[must_use]
    pub fn rows_for(&self, ovt: &str) -> Rows {
        match self.query.card.scope {
            Scope::All => self.rows(0..self.batch.num_rows()),
            Scope::School => self.rows(self.by_school.get(ovt).into_iter().flatten().copied()),
        }
    }

    /// Every row, school after school.
    #[must_use]
    pub fn all_rows(&self) -> Rows {
        self.rows(0..self.batch.num_rows())
    }

    /// The schools that have a row, in the order of their ovt.
    pub fn schools(&self) -> impl Iterator<Item = &str> {
        self.by_school.keys().map(String::as_str)
    }

    fn rows(&self, wanted: impl Iterator<Item = usize>) -> Rows {
        let columns = self.batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        let cells = wanted
            .map(|row| {
                self.batch.columns().iter().map(|column| value(column, row).unwrap_or(Value::Null)).collect()
            })
            .collect();
        Rows { columns, cells }
    }
}

fn positions(batch: &RecordBatch) -> Result<BTreeMap<String, Vec<usize>>, DataFusionError> {
    let mut by_school: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    if let Some(column) = batch.column_by_name(OVT) {
        let schools: &StringArray = as_string_array(column)?;
        for (row, ovt) in schools.iter().enumerate() {
            by_school.entry(ovt.unwrap_or_default().to_owned()).or_default().push(row);
        }
    }
    Ok(by_school)
}

/// Brings every column to one of four types: text, whole number, number, yes or no.
fn printable(path: &str, batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let mut columns = Vec::new();
    let mut fields = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let kind = field.data_type();
        let target = match kind {
            DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Date32
            | DataType::Date64
            | DataType::Null => DataType::Utf8,
            DataType::Boolean => DataType::Boolean,
            kind if kind.is_integer() => DataType::Int64,
            kind if kind.is_numeric() => DataType::Float64,
            other => {
                return Err(Error::ColumnType {
                    path: path.to_owned(),
                    column: field.name().clone(),
                    kind: other.to_string(),
                });
            }
        };
        columns.push(cast(column, &target).map_err(|error| Error::Engine(error.to_string()))?);
        fields.push(datafusion::arrow::datatypes::Field::new(field.name(), target, true));
    }
    let schema = std::sync::Arc::new(datafusion::arrow::datatypes::Schema::new(fields));
    let options = datafusion::arrow::array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(schema, columns, &options)
        .map_err(|error| Error::Engine(error.to_string()))
}

fn value(column: &dyn Array, row: usize) -> Result<Value, DataFusionError> {
    if column.is_null(row) {
        return Ok(Value::Null);
    }
    Ok(match column.data_type() {
        DataType::Boolean => Value::Bool(as_boolean_array(column)?.value(row)),
        DataType::Int64 => Value::Int(as_int64_array(column)?.value(row)),
        DataType::Float64 => Value::Float(as_float64_array(column)?.value(row)),
        _ => Value::Text(as_string_array(column)?.value(row).to_owned()),
    })
}
