//! Reads Arrow batches, returns Parquet files of the canonical tables, in a folder that appears whole or not at all.
//!
//! What is stored knows pupils by their hash only. Knows no source file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::{Int32Type, Int64Type, SchemaRef};
use hashbrown::HashSet;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Encoding;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::enrolments::Place;
use crate::error::Error;

/// The tables that are stored.
pub(crate) const TABLES: [&str; 5] =
    ["doorstroomtoets", "inschrijvingen", "leerlingen", "schooladviezen", "toetsresultaten"];

/// Rows that are encoded together.
const ROWS_IN_A_GROUP: usize = 1024 * 1024;

/// Rows that are handed on together while they are encoded.
const ROWS_IN_A_BATCH: usize = 16 * 1024;

/// The files of one table while they are written.
pub(crate) struct Output {
    writer: ArrowWriter<File>,
    path: PathBuf,
}

/// A fault in writing or reading what is stored.
pub(crate) fn fault(path: &Path, error: &dyn ToString) -> Error {
    Error::Store { path: path.to_owned(), waarom: error.to_string() }
}

fn properties() -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(ROWS_IN_A_GROUP))
        .set_write_batch_size(ROWS_IN_A_BATCH)
        .set_statistics_enabled(EnabledStatistics::None);
    // Differences of numbers are small and soon written; looking each of them up is not.
    for numbers in ["leerling", "leerjaar", "afnamedatum", "dl", "dle"] {
        let column = ColumnPath::from(numbers);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
    }
    properties.build()
}

impl Output {
    /// Starts the file of a table.
    pub(crate) fn start(path: PathBuf, schema: &SchemaRef) -> Result<Self, Error> {
        // Without Arrow's own schema the words come back as text, whatever they were written from.
        let options = ArrowWriterOptions::new().with_properties(properties()).with_skip_arrow_metadata(true);
        let started = File::create(&path)
            .map_err(ParquetError::from)
            .and_then(|file| ArrowWriter::try_new_with_options(file, Arc::clone(schema), options));
        let writer = started.map_err(|error| fault(&path, &error))?;
        Ok(Self { writer, path })
    }

    /// Adds rows.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.writer.write(batch).map_err(|error| fault(&self.path, &error))
    }

    /// Ends the file.
    pub(crate) fn finish(&mut self) -> Result<PathBuf, Error> {
        self.writer.finish().map_err(|error| fault(&self.path, &error))?;
        Ok(self.path.clone())
    }
}

/// Writes one batch as the file of a table.
pub(crate) fn write(folder: &Path, name: &str, batch: &RecordBatch) -> Result<(), Error> {
    let mut file = Output::start(place(folder, name), &batch.schema())?;
    file.write(batch)?;
    file.finish().map(drop)
}

/// The file of a table.
pub(crate) fn place(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.parquet"))
}

/// Rows that were taken out of the file of test results.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Who was in which leerjaar according to these rows alone.
    pub(crate) gone: BTreeSet<Place>,
    /// The school of each of them.
    pub(crate) ovts: Vec<String>,
}

/// Writes the file of test results anew without some of its rows, which are given by number, sorted.
pub(crate) fn without(path: &Path, rows: &[u32]) -> Result<Taken, Error> {
    let wrong = |error: &dyn ToString| fault(path, error);
    let source = File::open(path).map_err(|error| wrong(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(source).map_err(|error| wrong(&error))?;
    let reader = reader.with_batch_size(64 * 1024).build().map_err(|error| wrong(&error))?;
    let beside = path.with_extension("new");
    let mut file = Output::start(beside.clone(), &arrow::array::RecordBatchReader::schema(&reader))?;
    let (mut number, mut rows) = (0_u32, rows.iter().copied().peekable());
    let (mut taken, mut kept) = (Taken::default(), HashSet::new());
    for batch in reader {
        let batch = batch.map_err(|error| wrong(&error))?;
        let places = places(&batch).ok_or_else(|| wrong(&"no pupils in the file"))?;
        let keep: BooleanArray = places
            .map(|(place, ovt)| {
                let keeps = rows.next_if_eq(&number).is_none();
                number += 1;
                if keeps {
                    kept.insert(place);
                } else {
                    taken.gone.insert(place);
                    taken.ovts.push(ovt.to_owned());
                }
                Some(keeps)
            })
            .collect();
        file.write(&filter_record_batch(&batch, &keep).map_err(|error| wrong(&error))?)?;
    }
    file.finish()?;
    fs::rename(&beside, path).map_err(|error| wrong(&error))?;
    taken.gone.retain(|place| !kept.contains(place));
    Ok(taken)
}

/// Who is in which leerjaar of which school, row by row.
fn places(batch: &RecordBatch) -> Option<impl Iterator<Item = (Place, &str)>> {
    let ovts = batch.column_by_name("ovt")?.as_string_opt::<i32>()?;
    let leerlingen = batch.column_by_name("leerling")?.as_primitive_opt::<Int64Type>()?;
    let jaren = batch.column_by_name("schooljaar")?.as_string_opt::<i32>()?;
    let leerjaren = batch.column_by_name("leerjaar")?.as_primitive_opt::<Int32Type>()?;
    let jaar = |text: Option<&str>| text.and_then(|text| text.get(..4)?.parse().ok()).unwrap_or_default();
    let each = leerlingen.values().iter().zip(jaren.iter()).zip(leerjaren.values()).zip(ovts.iter());
    Some(each.map(move |(((leerling, schooljaar), leerjaar), ovt)| {
        let leerjaar = u8::try_from(*leerjaar).unwrap_or_default();
        (Place { leerling: *leerling, jaar: jaar(schooljaar), leerjaar }, ovt.unwrap_or_default())
    }))
}

#[cfg(test)]
mod tests {
    use arrow::array::{ArrayRef, Int32Array, Int64Array, StringArray};
    use arrow::datatypes::{DataType, Field, Schema};

    use super::*;

    #[test]
    fn rows_can_be_taken_out_again() {
        let folder = tempfile::tempdir().unwrap();
        let schema = Arc::new(Schema::new(vec![
            Field::new("leerling", DataType::Int64, false),
            Field::new("schooljaar", DataType::Utf8, false),
            Field::new("leerjaar", DataType::Int32, false),
            Field::new("ovt", DataType::Utf8, false),
        ]));
        // The last two are one pupil in one leerjaar.
        let numbers = Int64Array::from(vec![0, 1, 2, 3, 3]);
        let words = StringArray::from(vec!["2024-2025"; 5]);
        let leerjaren = Int32Array::from(vec![5; 5]);
        let ovts = StringArray::from(vec!["99OE|C1", "99WH|C1", "99OE|C1", "99OE|C1", "99OE|C1"]);
        let columns: Vec<ArrayRef> =
            vec![Arc::new(numbers), Arc::new(words), Arc::new(leerjaren), Arc::new(ovts)];
        let batch = RecordBatch::try_new(schema, columns).unwrap();
        write(folder.path(), "proef", &batch).unwrap();
        let path = place(folder.path(), "proef");
        let taken = without(&path, &[1, 4]).unwrap();
        assert_eq!(taken.gone, BTreeSet::from([Place { leerling: 1, jaar: 2024, leerjaar: 5 }]));
        assert_eq!(taken.ovts, ["99WH|C1", "99OE|C1"]);
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
        let kept: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        let expected = filter_record_batch(&batch, &vec![true, false, true, true, false].into()).unwrap();
        assert_eq!(kept[0].column(0), expected.column(0));
        assert_eq!(kept[0].column(1), expected.column(1));
    }
}
