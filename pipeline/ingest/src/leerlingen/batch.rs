//! Reads checked results, returns one Arrow batch as the table `toetsresultaten` wants it.
//!
//! Words stay positions in a dictionary until they are written, so twenty million rows take little room.

use std::sync::{Arc, LazyLock};

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, RecordBatch,
    StringArray, UInt8Array, UInt16Array,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef, UInt8Type, UInt16Type};
use arrow::error::ArrowError;
use domain::tables::TOETSRESULTATEN;

use super::scholen::Scholen;
use super::schooljaar::{SCHOOLJAREN, spelled};
use super::toets::{Toets, ToetsBlock};
use super::words::{self, Words};

/// The dictionaries that every batch shares.
pub(crate) struct Dictionaries {
    ovts: ArrayRef,
}

static JAREN: LazyLock<ArrayRef> =
    LazyLock::new(|| Arc::new(StringArray::from_iter_values(SCHOOLJAREN.map(spelled))));

fn fixed(words: Words) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(words))
}

type Codes = DictionaryArray<UInt8Type>;

fn codes(values: &ArrayRef, codes: impl Iterator<Item = Option<u8>>) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(Codes::try_new(codes.collect::<UInt8Array>(), Arc::clone(values))?))
}

/// The schema of a batch: that of the table, with words as dictionaries.
pub(crate) fn schema() -> SchemaRef {
    let plain = crate::tabulate::schema(&TOETSRESULTATEN);
    let field = |field: &Arc<Field>| {
        let key = match field.name().as_str() {
            "ovt" => DataType::UInt16,
            "toets" => DataType::Int32,
            _ => DataType::UInt8,
        };
        let words = DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
        let kind = if field.data_type() == &DataType::Utf8 { words } else { field.data_type().clone() };
        Field::new(field.name(), kind, field.is_nullable())
    };
    Arc::new(Schema::new(plain.fields().iter().map(field).collect::<Vec<_>>()))
}

impl Dictionaries {
    pub(crate) fn new(scholen: &Scholen) -> Self {
        Self { ovts: Arc::new(StringArray::from_iter_values(scholen.all())) }
    }

    /// Makes the batch of a block.
    pub(crate) fn batch(&self, block: &ToetsBlock) -> Result<RecordBatch, ArrowError> {
        let rows = &block.rows;
        let all = |words: Words, code: fn(&Toets) -> Option<u8>| codes(&fixed(words), rows.iter().map(code));
        let months = |number: fn(&Toets) -> Option<i16>| -> ArrayRef {
            Arc::new(rows.iter().map(|row| number(row).map(i32::from)).collect::<Int32Array>())
        };
        let ovts = UInt16Array::from_iter_values(rows.iter().map(|row| row.school));
        let toetsen: Int32Array = rows.iter().map(|row| row.naam).collect();
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(&block.toetsen));
        let start = SCHOOLJAREN.start;
        let jaren = rows.iter().map(|row| u8::try_from(row.jaar - start).ok());
        let column = |field: &Arc<Field>| -> Result<ArrayRef, ArrowError> {
            Ok(match field.name().as_str() {
                "ovt" => {
                    Arc::new(DictionaryArray::<UInt16Type>::try_new(ovts.clone(), Arc::clone(&self.ovts))?)
                }
                "leerling" => {
                    Arc::new(Int64Array::from_iter_values(rows.iter().map(|row| row.leerling.hash)))
                }
                "schooljaar" => codes(&JAREN, jaren.clone())?,
                "leerjaar" => {
                    Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| i32::from(row.leerjaar))))
                }
                "moment" => all(words::MOMENTEN, |row| Some(row.moment))?,
                "afnamedatum" => Arc::new(rows.iter().map(|row| row.datum).collect::<Date32Array>()),
                "toets" => {
                    Arc::new(DictionaryArray::<Int32Type>::try_new(toetsen.clone(), Arc::clone(&names))?)
                }
                "vakgebied" => all(words::VAKGEBIEDEN, |row| Some(row.vakgebied))?,
                "aanbieder" => all(words::AANBIEDERS, |row| Some(row.aanbieder))?,
                "toetsniveau" => all(words::TOETSMOMENTEN, |row| row.metingen.toetsniveau)?,
                "vaardigheidsscore" => {
                    Arc::new(rows.iter().map(|row| row.metingen.score).collect::<Float64Array>())
                }
                "schaal" => all(words::SCHALEN, |row| row.metingen.niveau.map(words::schaal_of))?,
                "niveau" => all(words::NIVEAUS, |row| row.metingen.niveau)?,
                "functioneringsniveau" => all(words::TOETSMOMENTEN, |row| row.metingen.functionering)?,
                "referentieniveau" => all(words::REFERENTIENIVEAUS, |row| row.metingen.referentie)?,
                "dl" => months(|row| row.metingen.dl),
                "dle" => months(|row| row.metingen.dle),
                "dle_begrensd" => {
                    let bounded = rows.iter().map(|row| row.metingen.dle.map(|_| row.metingen.dle_begrensd));
                    Arc::new(bounded.collect::<BooleanArray>())
                }
                other => return Err(ArrowError::SchemaError(format!("no column `{other}`"))),
            })
        };
        let schema = schema();
        let columns = schema.fields().iter().map(column).collect::<Result<_, _>>()?;
        RecordBatch::try_new(Arc::clone(&schema), columns)
    }
}
