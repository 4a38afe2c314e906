//! Publishable rows in, one Parquet file in memory out.
//!
//! Rounds and spells nothing, and compresses nothing: the tables are small.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;
use disclose::Published;
use domain::dutch::Format;
use domain::rows::{Rows, Value};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::errors::ParquetError;

use crate::error::Error;
use crate::naming;

/// Writes the rows as Parquet; the last column, `onderdrukt`, says whether anything in the row is hidden.
///
/// # Errors
/// When the library refuses, which it does for more rows than fit in memory.
pub fn parquet(published: &Published) -> Result<Vec<u8>, Error> {
    let query = || published.name().to_owned();
    let batch = batch(published).map_err(|source| Error::Table { query: query(), source })?;
    written(&batch).map_err(|source| Error::Parquet { query: query(), source })
}

fn written(batch: &RecordBatch) -> Result<Vec<u8>, ParquetError> {
    // The four types are Parquet's own; Arrow's schema beside them would say nothing more.
    let options = ArrowWriterOptions::new().with_skip_arrow_metadata(true);
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new_with_options(&mut bytes, batch.schema(), options)?;
    writer.write(batch)?;
    writer.close()?;
    Ok(bytes)
}

fn batch(published: &Published) -> Result<RecordBatch, ArrowError> {
    let rows = published.rows();
    let (names, hidden) = naming::columns(rows);
    let mut fields = Vec::new();
    let mut columns = Vec::new();
    for (position, (name, column)) in names.into_iter().zip(&rows.columns).enumerate() {
        let column = array(rows, position, published.card().format_of(column));
        fields.push(Field::new(name, column.data_type().clone(), true));
        columns.push(column);
    }
    let anything = rows.cells.iter().map(|row| Some(row.contains(&Value::Suppressed)));
    fields.push(Field::new(hidden, DataType::Boolean, false));
    columns.push(Arc::new(anything.collect::<BooleanArray>()));
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

fn array(rows: &Rows, position: usize, format: Format) -> ArrayRef {
    let cells = || rows.cells.iter().map(|row| row.get(position).unwrap_or(&Value::Null));
    match kind(&cells().filter(|cell| cell.is_known()).collect::<Vec<_>>(), format) {
        DataType::Boolean => Arc::new(cells().map(yes_or_no).collect::<BooleanArray>()),
        DataType::Int64 => Arc::new(cells().map(whole).collect::<Int64Array>()),
        DataType::Float64 => Arc::new(cells().map(Value::number).collect::<Float64Array>()),
        _ => Arc::new(cells().map(text).collect::<StringArray>()),
    }
}

/// The type of a column by its known values; when all are hidden or missing the card tells what they would have been,
/// so that the files of two schools have the same columns.
fn kind(known: &[&Value], format: Format) -> DataType {
    let all = |holds: fn(&Value) -> bool| known.iter().all(|cell| holds(cell));
    if known.is_empty() {
        return match format {
            Format::Text => DataType::Utf8,
            Format::Int | Format::Year => DataType::Int64,
            Format::Decimal(_) | Format::Percentage(_) | Format::Signed(_) => DataType::Float64,
        };
    }
    if all(|cell| whole(cell).is_some()) {
        DataType::Int64
    } else if all(|cell| cell.number().is_some()) {
        DataType::Float64
    } else if all(|cell| yes_or_no(cell).is_some()) {
        DataType::Boolean
    } else {
        DataType::Utf8
    }
}

fn whole(cell: &Value) -> Option<i64> {
    match cell {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

fn yes_or_no(cell: &Value) -> Option<bool> {
    match cell {
        Value::Bool(value) => Some(*value),
        _ => None,
    }
}

fn text(cell: &Value) -> Option<String> {
    match cell {
        Value::Null | Value::Suppressed => None,
        Value::Text(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use arrow::array::{Array, AsArray, RecordBatch};
    use arrow::datatypes::{DataType, Float64Type, Int64Type};
    use domain::rows::Value;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::parquet;
    use crate::proof::{CARD, published, pupils};

    fn read(bytes: &[u8]) -> RecordBatch {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        reader.build().unwrap().next().unwrap().unwrap()
    }

    fn kinds(batch: &RecordBatch) -> Vec<DataType> {
        batch.schema().fields().iter().map(|field| field.data_type().clone()).collect()
    }

    #[test]
    fn gives_every_column_the_type_of_its_values() {
        use DataType::{Boolean, Float64, Int64, Utf8};
        let batch = read(&parquet(&pupils()).unwrap());
        assert_eq!(kinds(&batch), [Utf8, Int64, Int64, Float64, Float64, Float64, Float64, Boolean, Boolean]);
        let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        assert_eq!((names[0].as_str(), names[8].as_str()), ("naam", "onderdrukt"));
        assert!(!batch.schema().field(8).is_nullable() && batch.schema().field(0).is_nullable());
        assert_eq!(batch.column(0).as_string::<i32>().value(1), "=1+1");
        assert_eq!(batch.column(1).as_primitive::<Int64Type>().value(1), 2025);
    }

    #[test]
    fn never_gives_a_hidden_figure() {
        let batch = read(&parquet(&pupils()).unwrap());
        let (pupils, hidden) = (batch.column(2).as_primitive::<Int64Type>(), batch.column(8).as_boolean());
        assert_eq!((pupils.value(0), pupils.is_null(1)), (1234, true));
        assert_eq!((hidden.value(0), hidden.value(1)), (false, true));
        assert!((2..7).all(|column| batch.column(column).is_null(1)));
    }

    #[test]
    fn mixes_numbers_into_decimals_and_the_rest_into_text() {
        let row = |n: Value, mixed: Value| vec![n, mixed, Value::Null];
        let cells = vec![row(Value::Int(1), Value::Int(2)), row(Value::Float(0.5), Value::Text("a".into()))];
        let batch = read(&parquet(&published("", &["n", "mixed", "leeg"], cells)).unwrap());
        assert_eq!(batch.column(0).as_primitive::<Float64Type>().values(), &[1.0, 0.5]);
        assert_eq!(batch.column(1).as_string::<i32>().value(0), "2");
        assert_eq!((batch.column(2).data_type(), batch.column(2).null_count()), (&DataType::Utf8, 2));
    }

    #[test]
    fn asks_the_card_for_the_type_when_all_is_hidden() {
        let cells = vec![vec![Value::Int(1), Value::Float(20.0)]];
        let batch = read(&parquet(&published(CARD, &["n", "percentage"], cells)).unwrap());
        assert_eq!(kinds(&batch), [DataType::Int64, DataType::Float64, DataType::Boolean]);
    }

    #[test]
    fn gives_the_same_bytes_twice_and_takes_no_rows() {
        assert_eq!(parquet(&pupils()).unwrap(), parquet(&pupils()).unwrap());
        assert!(parquet(&published("", &["a"], vec![])).is_ok());
    }
}
