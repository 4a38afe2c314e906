//! Reads rows of plain values, returns one Arrow batch per table of the data dictionary.
//!
//! The schema comes from `domain::tables` and from nowhere else; a row that does not fit it is an error.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int32Builder, Int64Builder, RecordBatch,
    StringBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use domain::tables::{Column, Kind, Table};

use crate::check::dates::Day;
use crate::error::Error;

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    Int(i32),
    Float(f64),
    Bool(bool),
    /// A pupil.
    Key(i64),
    /// A day, in days since 1970.
    Date(i32),
    Null,
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Int(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<Day> for Value<'_> {
    fn from(day: Day) -> Self {
        Self::Date(day.since_1970())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Returns the Arrow schema of a table in the data dictionary.
#[must_use]
pub fn schema(table: &Table) -> SchemaRef {
    let field = |column: &Column| Field::new(column.name, data_type(column.kind), column.nullable);
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

/// Returns a table of the data dictionary without rows.
#[must_use]
pub fn empty(table: &Table) -> RecordBatch {
    RecordBatch::new_empty(schema(table))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Int => DataType::Int32,
        Kind::Float => DataType::Float64,
        Kind::Bool => DataType::Boolean,
        Kind::Key => DataType::Int64,
        Kind::Date => DataType::Date32,
    }
}

enum Builder {
    Text(StringBuilder),
    Int(Int32Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Key(Int64Builder),
    Date(Date32Builder),
}

impl Builder {
    fn new(column: &Column) -> Self {
        match column.kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Int => Self::Int(Int32Builder::new()),
            Kind::Float => Self::Float(Float64Builder::new()),
            Kind::Bool => Self::Bool(BooleanBuilder::new()),
            Kind::Key => Self::Key(Int64Builder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
        }
    }

    /// Adds a value, and tells whether its kind fits.
    fn push(&mut self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::Text(builder), Value::Text(text)) => builder.append_value(text),
            (Self::Int(builder), Value::Int(number)) => builder.append_value(number),
            (Self::Float(builder), Value::Float(number)) => builder.append_value(number),
            (Self::Bool(builder), Value::Bool(truth)) => builder.append_value(truth),
            (Self::Text(builder), Value::Null) => builder.append_null(),
            (Self::Int(builder), Value::Null) => builder.append_null(),
            (Self::Float(builder), Value::Null) => builder.append_null(),
            (Self::Bool(builder), Value::Null) => builder.append_null(),
            (Self::Key(builder), Value::Key(leerling)) => builder.append_value(leerling),
            (Self::Date(builder), Value::Date(day)) => builder.append_value(day),
            (Self::Date(builder), Value::Null) => builder.append_null(),
            _ => return false,
        }
        true
    }

    fn finish(mut self) -> ArrayRef {
        match &mut self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Int(builder) => Arc::new(builder.finish()),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::Bool(builder) => Arc::new(builder.finish()),
            Self::Key(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Collects the rows of one table.
pub(crate) struct Rows {
    table: &'static Table,
    builders: Vec<Builder>,
    misfit: Option<&'static str>,
}

impl Rows {
    pub(crate) fn new(table: &'static Table) -> Self {
        Self { table, builders: table.columns.iter().map(Builder::new).collect(), misfit: None }
    }

    /// Adds a row, one value per column; a misfit shows when the rows are finished.
    pub(crate) fn push<const N: usize>(&mut self, row: [Value<'_>; N]) {
        self.push_slice(&row);
    }

    /// Adds a row whose length is known only while running.
    pub(crate) fn push_slice(&mut self, row: &[Value<'_>]) {
        if row.len() != self.builders.len() {
            self.misfit.get_or_insert("a row has another number of values");
        }
        for ((builder, column), value) in self.builders.iter_mut().zip(self.table.columns).zip(row) {
            if !builder.push(*value) {
                self.misfit.get_or_insert(column.name);
            }
        }
    }

    /// Makes the batch.
    ///
    /// # Errors
    /// Fails when a row did not fit the table: another kind, another length, or nothing where a value has to be.
    pub(crate) fn finish(self) -> Result<RecordBatch, Error> {
        let tabel = self.table.name;
        if let Some(misfit) = self.misfit {
            return Err(Error::Table { tabel, waarom: misfit.to_owned() });
        }
        let arrays = self.builders.into_iter().map(Builder::finish).collect();
        RecordBatch::try_new(schema(self.table), arrays)
            .map_err(|error| Error::Table { tabel, waarom: error.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::tables::{AFGEWEZEN_RIJEN, SCHOOLWEGING_JAAR, TABLES};

    #[test]
    fn every_table_has_an_empty_batch_with_its_schema() {
        for table in TABLES {
            let batch = Rows::new(table).finish().unwrap();
            assert_eq!((batch.num_rows(), batch.schema()), (0, schema(table)), "{}", table.name);
        }
    }

    #[test]
    fn takes_rows_that_fit() {
        let mut rows = Rows::new(&SCHOOLWEGING_JAAR);
        rows.push(["00AP|C1".into(), "2023-2024".into(), Some(30.5).into(), None::<i32>.into(), 5.5.into()]);
        assert_eq!(rows.finish().unwrap().num_rows(), 1);
    }

    #[test]
    fn refuses_rows_that_do_not_fit() {
        let mut wrong_kind = Rows::new(&SCHOOLWEGING_JAAR);
        wrong_kind.push(["00AP|C1".into(), "2023-2024".into(), 30.into(), Value::Null, Value::Null]);
        let mut too_short = Rows::new(&SCHOOLWEGING_JAAR);
        too_short.push(["00AP|C1".into()]);
        let mut null = Rows::new(&AFGEWEZEN_RIJEN);
        null.push([Value::Null; 8]);
        for rows in [wrong_kind, too_short, null] {
            assert!(matches!(rows.finish(), Err(Error::Table { .. })));
        }
    }
}
