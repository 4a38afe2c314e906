//! Reads the source files of a project, and what the project says of its schools.
//!
//! Computes nothing.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::periode::Periode;
use domain::project::School;
use domain::term::Term;
use ingest::{Loaded, Pupils, Rejected, Request};

use crate::error::Error;
use crate::project::plan::{Plan, norm_files};

/// Reads the source files and what the project says of its schools; `asked` is the term that was typed.
///
/// # Errors
/// When a public file or the key cannot be read, or what is said of schools cannot be.
pub fn load(plan: &Plan, asked: Option<Term>) -> Result<Loaded, Error> {
    let schools: Vec<School> = plan.project.schools.values().cloned().collect();
    Ok(ingest::load(&Request {
        bronnen: &plan.bronnen(),
        normen: &norm_files(&plan.content)?,
        koppelingen: &plan.koppelingen,
        schools: &schools,
        pupils: Some(Pupils {
            sleutel: plan.sleutel.as_ref(),
            term: asked.or(plan.project.term),
            store: &plan.store,
        }),
    })?)
}

/// The periods of the results files.
fn periods(loaded: &Loaded) -> BTreeSet<Periode> {
    let texts = loaded.texts("leerresultaten", "periode").into_iter();
    texts.filter_map(|text| Periode::from_str(text).ok()).collect()
}

/// The term of the reports: as typed, else as the project file says, else after the last results.
pub(crate) fn term(plan: &Plan, asked: Option<Term>, periode: Periode) -> Term {
    asked.or(plan.project.term).unwrap_or_else(|| Term::after(periode.laatste()))
}

/// The rejected rows of the public files: those of pupil files are counted in the report and stop no school.
pub(crate) fn public_rejected(loaded: &Loaded) -> Vec<Rejected> {
    let about_pupils = pupil_files(loaded);
    loaded.rejected.iter().filter(|row| !about_pupils.contains(row.bestand.as_str())).cloned().collect()
}

/// The files about pupils, by their names in `bronnen`.
pub(crate) fn pupil_files(loaded: &Loaded) -> BTreeSet<&str> {
    let about_pupils = loaded.sources.iter().filter(|source| source.soort.is_about_pupils());
    about_pupils.map(|source| source.bestand.as_str()).collect()
}

/// Finds the newest period of the results and makes sure that it has norms.
pub(crate) fn newest_period(loaded: &Loaded) -> Result<Option<Periode>, Error> {
    let Some(periode) = periods(loaded).last().copied() else { return Ok(None) };
    if !loaded.texts("signaleringswaarden", "periode").contains(&periode.to_string().as_str()) {
        return Err(Error::NoNorm { periode: periode.to_string() });
    }
    Ok(Some(periode))
}

/// A tie in the project file that leads nowhere is an error, not a report without a part; where a row of that BRIN
/// was rejected, only its school fails.
pub(crate) fn check_ties(plan: &Plan, loaded: &Loaded) -> Result<(), Error> {
    let brins = loaded.texts("vestigingen", "brin");
    let vestigingen = loaded.texts("vestigingen", "vestiging");
    let known: BTreeSet<(&str, &str)> = brins.into_iter().zip(vestigingen).collect();
    for school in plan.project.schools.values() {
        if let Some((brin, vestiging)) = &school.vestiging
            && !known.is_empty()
            && !known.contains(&(brin.as_str(), vestiging.as_str()))
            && !loaded.rejected.iter().any(|row| row.school.as_ref() == Some(brin))
        {
            return Err(Error::UnknownVestiging {
                ovt: school.ovt.to_string(),
                brin: brin.clone(),
                vestiging: vestiging.clone(),
            });
        }
    }
    Ok(())
}
