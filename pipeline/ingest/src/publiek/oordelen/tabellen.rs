//! Reads the rows of all files, returns the tables of the schools of the Inspectie, sorted by their keys.
//!
//! Every peildatum keeps its own rows; which of them counts is for the model.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Date32Array, PrimitiveArray};
use domain::tables::{BETROKKEN_VESTIGINGEN, OORDELEN_INSPECTIE, SCHOLEN_INSPECTIE};

use super::rijen::School;
use crate::check::dates::Day;
use crate::error::Error;
use crate::publiek::publication::Batch;
use crate::tables::Tables;
use crate::tabulate::Rows;

/// Makes `scholen_inspectie`, `betrokken_vestigingen` and `oordelen_inspectie`.
pub(crate) fn tables(mut scholen: Vec<School>) -> Result<Vec<Batch>, Error> {
    scholen.sort_by(|one, other| key(one).cmp(&key(other)));
    let (mut schools, mut places, mut judgements) =
        (Rows::new(&SCHOLEN_INSPECTIE), Rows::new(&BETROKKEN_VESTIGINGEN), Rows::new(&OORDELEN_INSPECTIE));
    let mut seen: BTreeSet<(&str, Day)> = BTreeSet::new();
    for school in &scholen {
        // An OVT with a row for each of two kaders is one school.
        if seen.insert((&school.ovt, school.peildatum)) {
            push_school(&mut schools, &mut places, school);
        }
        for (standaard, oordeel) in &school.oordelen {
            judgements.push([
                (&school.ovt).into(),
                school.peildatum.into(),
                standaard.into(),
                oordeel.into(),
                school.kader.as_ref().into(),
                school.onderzoek.as_ref().into(),
                school.vastgesteld.into(),
                school.gepubliceerd.into(),
            ]);
        }
    }
    Ok(vec![
        (SCHOLEN_INSPECTIE.name, schools.finish()?),
        (BETROKKEN_VESTIGINGEN.name, places.finish()?),
        (OORDELEN_INSPECTIE.name, judgements.finish()?),
    ])
}

fn push_school(schools: &mut Rows, places: &mut Rows, school: &School) {
    schools.push([
        (&school.ovt).into(),
        school.peildatum.into(),
        (&school.naam).into(),
        school.soort.as_ref().into(),
        school.bevoegd_gezag.as_ref().into(),
        school.bestuursnaam.as_ref().into(),
    ]);
    for (brin, vestiging) in &school.vestigingen {
        places.push([(&school.ovt).into(), school.peildatum.into(), brin.into(), vestiging.into()]);
    }
}

fn key(school: &School) -> (&str, Day, Option<&str>) {
    (&school.ovt, school.peildatum, school.kader.as_deref())
}

/// A school at a vestiging, as the Inspectie names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialTie {
    /// The school.
    pub ovt: String,
    /// The day of which the file tells, in days since 1970.
    pub peildatum: i32,
    /// Code of the institution.
    pub brin: String,
    /// Two digits.
    pub vestiging: String,
}

/// The vestigingen of each school at the newest day of which a file tells of that school.
pub(crate) fn official_ties(tables: &Tables) -> Vec<OfficialTie> {
    let column = |name: &str| tables.texts(BETROKKEN_VESTIGINGEN.name, name).into_iter();
    let batch = tables.get(BETROKKEN_VESTIGINGEN.name);
    let days = batch.and_then(|batch| batch.column_by_name("peildatum"));
    let days = days.and_then(|days| days.as_any().downcast_ref::<Date32Array>());
    let days = days.into_iter().flat_map(PrimitiveArray::values);
    let mut newest: BTreeMap<&str, i32> = BTreeMap::new();
    for (ovt, day) in column("ovt").zip(days.clone()) {
        let known = newest.entry(ovt).or_insert(*day);
        *known = (*known).max(*day);
    }
    let rows = column("ovt").zip(days).zip(column("brin")).zip(column("vestiging"));
    let ties = rows.map(|(((ovt, day), brin), vestiging)| OfficialTie {
        ovt: ovt.to_owned(),
        peildatum: *day,
        brin: brin.to_owned(),
        vestiging: vestiging.to_owned(),
    });
    ties.filter(|tie| newest.get(tie.ovt.as_str()) == Some(&tie.peildatum)).collect()
}
