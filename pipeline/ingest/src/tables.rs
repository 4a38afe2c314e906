//! The tables that were read, by name; and those that tell what was read, what was not, and which schools were declared.
//!
//! Every table of the data dictionary is there, empty when nothing was read for it, so that a query can name it.

use std::collections::BTreeMap;

use arrow::array::{RecordBatch, StringArray};
use domain::project::School;
use domain::tables::{
    AFGEWEZEN_RIJEN, BRONNEN, DOORSTROOMTOETS, INSCHRIJVINGEN, LEERLINGEN, NIET_GELEZEN_BESTANDEN,
    OPGEGEVEN_SCHOLEN, SCHOOLADVIEZEN, TOETSRESULTATEN,
};

use crate::check::ledger::Rejected;
use crate::check::naming::school_of;
use crate::error::Error;
use crate::publiek::publication::Batch;
use crate::source::{Refused, Source};
use crate::tabulate::Rows;
use crate::why::Unrecognised;

/// One batch per table of the data dictionary, by name.
#[derive(Debug, Default)]
pub(crate) struct Tables(BTreeMap<&'static str, RecordBatch>);

impl Tables {
    /// Adds tables; one that is there already is replaced.
    pub(crate) fn add(&mut self, batches: impl IntoIterator<Item = Batch>) {
        self.0.extend(batches);
    }

    /// Takes out tables that are stored elsewhere.
    pub(crate) fn drop(&mut self, names: &[&str]) {
        self.0.retain(|name, _| !names.contains(name));
    }

    /// Every table put through this.
    pub(crate) fn changed(self, change: impl Fn(RecordBatch) -> RecordBatch) -> Self {
        Self(self.0.into_iter().map(|(name, batch)| (name, change(batch))).collect())
    }

    /// One table.
    pub(crate) fn get(&self, name: &str) -> Option<&RecordBatch> {
        self.0.get(name)
    }

    /// All tables.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &RecordBatch)> {
        self.0.iter().map(|(name, batch)| (*name, batch))
    }

    /// The texts in one column of a table, row by row; empty cells are left out.
    pub(crate) fn texts(&self, table: &str, column: &str) -> Vec<&str> {
        let found = self.get(table).and_then(|batch| batch.column_by_name(column));
        let array = found.and_then(|array| array.as_any().downcast_ref::<StringArray>());
        array.map_or_else(Vec::new, |array| array.iter().flatten().collect())
    }
}

/// Makes the tables of pupils, empty.
pub(crate) fn pupils() -> Result<Vec<Batch>, Error> {
    let tables = [&LEERLINGEN, &INSCHRIJVINGEN, &TOETSRESULTATEN, &DOORSTROOMTOETS, &SCHOOLADVIEZEN];
    tables.into_iter().map(|table| Ok((table.name, Rows::new(table).finish()?))).collect()
}

/// Makes `bronnen` and `afgewezen_rijen`.
pub(crate) fn records(sources: &[Source], rejected: &[Rejected]) -> Result<[Batch; 2], Error> {
    let (mut bronnen, mut rijen) = (Rows::new(&BRONNEN), Rows::new(&AFGEWEZEN_RIJEN));
    for source in sources {
        bronnen.push([
            (&source.bestand).into(),
            source.blad.as_ref().into(),
            source.soort.name().into(),
            (&source.inhoud).into(),
            (&source.sha256).into(),
            source.rijen_gelezen.into(),
            source.rijen_geladen.into(),
            source.rijen_afgewezen.into(),
        ]);
    }
    for row in rejected {
        rijen.push([
            (&row.bestand).into(),
            row.blad.as_ref().into(),
            row.regel.into(),
            row.kolom.as_ref().into(),
            row.waarde.as_ref().into(),
            row.reden.code().into(),
            row.school.as_ref().into(),
            if row.cel { "cel" } else { "rij" }.into(),
        ]);
    }
    Ok([(BRONNEN.name, bronnen.finish()?), (AFGEWEZEN_RIJEN.name, rijen.finish()?)])
}

/// Makes `niet_gelezen_bestanden`: what was refused, and what was left in the folder of a school.
pub(crate) fn not_read(refused: &[Refused], left: &[Unrecognised]) -> Result<Batch, Error> {
    let mut rows = Rows::new(&NIET_GELEZEN_BESTANDEN);
    for file in refused {
        rows.push([file.school.as_ref().into(), (&file.told).into(), file.reden.as_str().into()]);
    }
    for file in left {
        if let Some(school) = school_of(&file.bestand) {
            rows.push([(&school).into(), (&file.told).into(), file.waarom.code().into()]);
        }
    }
    Ok((NIET_GELEZEN_BESTANDEN.name, rows.finish()?))
}

/// Makes `opgegeven_scholen`, in the order in which the schools are given.
pub(crate) fn declared(schools: &[School]) -> Result<Batch, Error> {
    let mut rows = Rows::new(&OPGEGEVEN_SCHOLEN);
    for school in schools {
        let (brin, vestiging) = school.vestiging.as_ref().map(|(brin, vestiging)| (brin, vestiging)).unzip();
        rows.push([
            school.ovt.as_str().into(),
            school.naam.as_ref().into(),
            brin.into(),
            vestiging.into(),
            school.ambitie_1f.into(),
            school.ambitie_1s_2f.into(),
        ]);
    }
    Ok((OPGEGEVEN_SCHOLEN.name, rows.finish()?))
}
