//! Everything that was computed for all schools together, and which of them get a report.
//!
//! Holds figures that are not disclosed yet; computes none.

use std::collections::{BTreeMap, BTreeSet};

use disclose::Published;
use domain::ovt::Ovt;
use domain::periode::Periode;
use domain::sentence::Catalogue;
use domain::suggest::nearest;
use domain::term::Term;
use ingest::Rejected;
use query::{Holding, Parameters, ResultSet, SqlFile};

use crate::error::Error;
use crate::project::anatomy::is_of_facts;
use crate::project::plan::Plan;
use crate::wanted::Wanted;

/// Everything that was computed, for all schools together.
pub struct Prepared {
    /// The period of the results.
    pub periode: Periode,
    /// The half-year of the reports.
    pub term: Term,
    /// The values of the `$` parameters.
    pub parameters: Parameters,
    /// The model files, in order of name.
    pub model: Vec<SqlFile>,
    /// The facts that sentences are filled with.
    pub facts: ResultSet,
    /// The sentence catalogue.
    pub catalogue: Catalogue,
    /// Which sentences hold for which school.
    pub holds: Holding,
    /// What the words of each figure may say, by its query.
    pub figures: BTreeMap<String, ResultSet>,
    /// The answers that sentences speak of row by row, by query.
    pub spoken: BTreeMap<String, ResultSet>,
    /// The answers of the queries, in order of name.
    pub results: Vec<ResultSet>,
    /// The answers that all reports share, published once.
    pub shared: BTreeMap<String, Published>,
    /// The answers of the checks: rows that should not be there.
    pub checks: Vec<ResultSet>,
    /// The project's own queries with a fault, when they are passed over.
    pub broken: Vec<query::Error>,
    /// What looks like a slip in the answers of the project's own queries.
    pub slips: Vec<String>,
}

/// What was asked of the queries on the command line.
#[derive(Default)]
pub struct Wish<'a> {
    /// The term that was typed.
    pub term: Option<Term>,
    /// The parameters that were typed.
    pub parameters: &'a [(String, String)],
    /// The schools that were typed.
    pub schools: &'a [Ovt],
    /// Pass over the project's own queries that have a fault.
    pub skip_broken: bool,
}

/// The schools that are asked one by one where a query wants a school: those that get a report.
pub(crate) fn asked_schools(plan: &Plan, asked: &[Ovt], facts: &ResultSet) -> Vec<String> {
    let named = &plan.project.schools;
    if !asked.is_empty() {
        asked.iter().map(ToString::to_string).collect()
    } else if named.is_empty() || plan.project.alle_scholen {
        facts.schools().map(str::to_owned).collect()
    } else {
        named.keys().map(ToString::to_string).collect()
    }
}

impl<'a> Wish<'a> {
    /// What was asked of the queries, of all that was asked.
    pub(crate) fn of(wanted: &'a Wanted) -> Self {
        Self {
            term: wanted.term,
            parameters: &wanted.parameters,
            schools: &wanted.schools,
            skip_broken: wanted.skip_broken,
        }
    }
}

impl Prepared {
    /// The schools to make a report for: those that were asked for, else those of the project, else all.
    ///
    /// A school whose row in the results was rejected belongs to them too: it fails by itself, and stops no other.
    pub(crate) fn chosen(
        &self,
        asked: &[Ovt],
        plan: &Plan,
        rejected: &[Rejected],
    ) -> Result<Vec<String>, Error> {
        let mut known: BTreeSet<&str> = self.facts.schools().collect();
        known.extend(
            rejected.iter().filter_map(|row| row.school.as_deref()).filter(|school| school.contains('|')),
        );
        let all = asked.is_empty() && plan.project.alle_scholen;
        let wanted: BTreeSet<String> = if all {
            BTreeSet::new()
        } else if asked.is_empty() {
            plan.project.schools.keys().map(ToString::to_string).collect()
        } else {
            asked.iter().map(ToString::to_string).collect()
        };
        if let Some(unknown) = wanted.iter().find(|ovt| !known.contains(ovt.as_str())) {
            let nameless = rejected.iter().find(|row| row.school.is_none());
            let hint = match nameless {
                Some(row) => Some(format!("it may be the row that was rejected without a school: {row}")),
                None => {
                    nearest(unknown, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"))
                }
            };
            return Err(Error::UnknownSchool {
                ovt: unknown.clone(),
                periode: self.periode.to_string(),
                hint,
            });
        }
        Ok(if wanted.is_empty() {
            known.into_iter().map(str::to_owned).collect()
        } else {
            wanted.into_iter().collect()
        })
    }

    /// The files behind the sentences: the facts of the school, and the queries that only sentences speak of.
    pub(crate) fn behind_sentences(&self) -> impl Iterator<Item = &SqlFile> {
        let spoken = self.spoken.values().map(|result| &result.query.file);
        std::iter::once(&self.facts.query.file).chain(spoken.filter(|file| is_of_facts(&file.path)))
    }

    /// Whether figures of this school were read.
    pub(crate) fn knows(&self, ovt: &str) -> bool {
        self.facts.has(ovt)
    }
}
