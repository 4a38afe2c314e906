//! Record batches in, the rows of one school as plain values out.
//!
//! Keeps the batches as Arrow holds them and makes plain rows only for the school that is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, RecordBatch, StringArray};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::cast::{as_boolean_array, as_float64_array, as_int64_array, as_string_array};
use datafusion::error::DataFusionError;
use domain::card::{ColumnKind, Scope};
use domain::rows::{Rows, Value};
use domain::sentence::{Known, check};

use crate::{Error, Query};

/// The column that stands for a pupil.
const LEERLING: &str = "leerling";

/// What one query answered, for every school at once.
#[derive(Debug, Clone)]
pub struct ResultSet {
    /// The query.
    pub query: Query,
    batch: RecordBatch,
    /// The rows of each school, or of each board.
    by_owner: Arc<BTreeMap<String, Vec<usize>>>,
    /// The board of each school.
    boards: Arc<BTreeMap<String, String>>,
}

impl ResultSet {
    /// Joins the batches of an answer and finds the rows of each school or board.
    ///
    /// # Errors
    /// When the card names a column that is not there, or a column cannot be printed.
    pub(crate) fn new(
        query: Query,
        batches: &[RecordBatch],
        schema: &SchemaRef,
        boards: &Arc<BTreeMap<String, String>>,
    ) -> Result<Self, Error> {
        let joined = concat_batches(schema, batches).map_err(|error| Error::Engine(error.to_string()))?;
        let batch = printable(&query.file.path, &joined)?;
        let query = fitting(query, &batch)?;
        let owner = query.card.scope.column();
        if let Some(column) = owner.filter(|column| batch.column_by_name(column).is_none()) {
            return Err(Error::NoOwner { path: query.file.path, column });
        }
        let by_owner = owner.map_or(Ok(BTreeMap::new()), |column| positions(&batch, column));
        let by_owner = by_owner.map_err(|error| Error::Engine(error.to_string()))?;
        Ok(Self { query, batch, by_owner: Arc::new(by_owner), boards: Arc::clone(boards) })
    }

    /// The same for a query that was asked once for each school.
    pub(crate) fn per_school(
        query: Query,
        parts: &[(String, Vec<RecordBatch>)],
        schema: &SchemaRef,
    ) -> Result<Self, Error> {
        let all = parts.iter().flat_map(|(_, batches)| batches);
        let joined = concat_batches(schema, all).map_err(|error| Error::Engine(error.to_string()))?;
        let batch = printable(&query.file.path, &joined)?;
        let query = fitting(query, &batch)?;
        let (mut by_owner, mut from) = (BTreeMap::new(), 0);
        for (school, batches) in parts {
            let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
            by_owner.insert(school.clone(), (from..from + rows).collect());
            from += rows;
        }
        Ok(Self { query, batch, by_owner: Arc::new(by_owner), boards: Arc::default() })
    }

    /// The rows for one school's report; all rows when the query is about no school or board.
    #[must_use]
    pub fn rows_for(&self, ovt: &str) -> Rows {
        let owner = match self.query.card.scope {
            Scope::All => return self.all_rows(),
            Scope::School => Some(ovt),
            Scope::Bestuur => self.boards.get(ovt).map(String::as_str),
        };
        let rows = owner.and_then(|owner| self.by_owner.get(owner));
        self.rows(rows.into_iter().flatten().copied())
    }

    /// Rows, given by their places in the answer, as places among the rows of each school that has one of them.
    pub(crate) fn by_school(&self, rows: &[usize]) -> Vec<(String, Vec<usize>)> {
        let of_owner = |owned: &Vec<usize>| -> Vec<usize> {
            let is_held = |(_, row): &(usize, &usize)| rows.binary_search(row).is_ok();
            owned.iter().enumerate().filter(is_held).map(|(at, _)| at).collect()
        };
        let owners: Vec<(&String, Vec<usize>)> =
            self.by_owner.iter().map(|(owner, owned)| (owner, of_owner(owned))).collect();
        let held = owners.iter().filter(|(_, rows)| !rows.is_empty());
        match self.query.card.scope {
            Scope::Bestuur => {
                let of_board = |board: &str| owners.iter().find(|(owner, _)| *owner == board);
                let schools = self.boards.iter().filter_map(|(ovt, board)| Some((ovt, of_board(board)?)));
                let schools = schools.filter(|(_, (_, rows))| !rows.is_empty());
                schools.map(|(ovt, (_, rows))| (ovt.clone(), rows.clone())).collect()
            }
            Scope::School | Scope::All => {
                held.map(|(owner, rows)| ((*owner).clone(), rows.clone())).collect()
            }
        }
    }

    /// All rows as Arrow holds them.
    pub(crate) fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// Every row, school after school.
    #[must_use]
    pub fn all_rows(&self) -> Rows {
        self.rows(0..self.batch.num_rows())
    }

    /// The columns, each with what it holds.
    #[must_use]
    pub fn columns(&self) -> Vec<(String, ColumnKind)> {
        kinds(&self.batch)
    }

    /// Whether there is no row for anyone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.batch.num_rows() == 0
    }

    /// The schools, or boards, that have a row, in order.
    pub fn schools(&self) -> impl Iterator<Item = &str> {
        self.by_owner.keys().map(String::as_str)
    }

    /// Whether a school, or a board, has a row.
    #[must_use]
    pub fn has(&self, owner: &str) -> bool {
        self.by_owner.contains_key(owner)
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

/// Makes sure that a result has what its card names, and no pupil; a user's card gets what it leaves open.
fn fitting(mut query: Query, batch: &RecordBatch) -> Result<Query, Error> {
    let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    if names.iter().any(|name| name == LEERLING) {
        return Err(Error::Pupil { path: query.file.path.clone() });
    }
    if let Some(missing) = query.card.columns().find(|column| !names.iter().any(|name| name == column)) {
        return Err(Error::card_column(&query.file, missing, names.clone()));
    }
    let columns: Vec<(String, ColumnKind)> = kinds(batch);
    if let Some(sentence) = &query.card.sentence {
        let known = Known { columns: &columns, of: "the result", places: &[] };
        check(sentence, &known)
            .map_err(|fault| query.card_fault("sentence", &fault.text, fault.what, fault.hint))?;
    }
    if query.file.own {
        query.card = query.card.completed(&columns);
    }
    Ok(query)
}

/// The columns of a printable batch, each with what it holds.
fn kinds(batch: &RecordBatch) -> Vec<(String, ColumnKind)> {
    let of = |field: &Field| match field.data_type() {
        DataType::Int64 => ColumnKind::Int,
        DataType::Float64 => ColumnKind::Number,
        DataType::Boolean => ColumnKind::Bool,
        _ => ColumnKind::Text,
    };
    batch.schema().fields().iter().map(|field| (field.name().clone(), of(field))).collect()
}

fn positions(batch: &RecordBatch, column: &str) -> Result<BTreeMap<String, Vec<usize>>, DataFusionError> {
    let mut by_owner: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    if let Some(column) = batch.column_by_name(column) {
        let owners: &StringArray = as_string_array(column)?;
        for (row, owner) in owners.iter().enumerate() {
            by_owner.entry(owner.unwrap_or_default().to_owned()).or_default().push(row);
        }
    }
    Ok(by_owner)
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
        fields.push(Field::new(field.name(), target, true));
    }
    let schema = Arc::new(Schema::new(fields));
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
