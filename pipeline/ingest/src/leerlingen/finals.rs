//! Reads the rows of groep 8 that count, returns the tables `doorstroomtoets` and `schooladviezen`.
//!
//! A row that knows only a test, or only an advice, stands in one of the two.

use std::path::Path;

use domain::tables::{DOORSTROOMTOETS, SCHOOLADVIEZEN};

use super::groep8::Groep8;
use super::scholen::Scholen;
use super::schooljaar::spelled;
use super::words::{self, Words};
use super::{advies, storage};
use crate::error::Error;
use crate::tabulate::{Rows, Value};

/// Writes both tables.
pub(crate) fn write(rows: &[Groep8], scholen: &Scholen, folder: &Path) -> Result<(), Error> {
    let (mut tests, mut advices) = (Rows::new(&DOORSTROOMTOETS), Rows::new(&SCHOOLADVIEZEN));
    let word = |words: Words, code: Option<u8>| -> Value<'static> {
        code.and_then(|code| words.get(usize::from(code)).copied()).into()
    };
    for row in rows {
        let (ovt, jaar) = (scholen.ovt(row.school), spelled(row.jaar));
        if row.has_test() {
            let [lezen, taalverzorging, rekenen] =
                row.niveaus.map(|niveau| word(words::REFERENTIENIVEAUS, niveau));
            tests.push([
                ovt.into(),
                Value::Key(row.leerling.hash),
                (&jaar).into(),
                word(words::AANBIEDERS, Some(row.aanbieder)),
                row.ontheffing.into(),
                lezen,
                taalverzorging,
                rekenen,
                row.score.into(),
                word(advies::ADVIEZEN, row.toetsadvies),
            ]);
        }
        if row.has_advice() {
            advices.push([
                ovt.into(),
                Value::Key(row.leerling.hash),
                (&jaar).into(),
                word(advies::ADVIEZEN, row.voorlopig),
                word(advies::ADVIEZEN, row.definitief),
            ]);
        }
    }
    storage::write(folder, DOORSTROOMTOETS.name, &tests.finish()?)?;
    storage::write(folder, SCHOOLADVIEZEN.name, &advices.finish()?)
}
