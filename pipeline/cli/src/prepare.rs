//! A plan in, every figure of every school out, still undisclosed.
//!
//! Reads and computes everything before anything is written; draws and typesets nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use disclose::Published;
use domain::ovt::Ovt;
use domain::parameter::ParameterValue;
use domain::periode::Periode;
use domain::project::{Comparison, School};
use domain::sentence::Catalogue;
use domain::suggest::nearest;
use domain::term::Term;
use ingest::{Loaded, Pupils, Rejected, Request};
use query::{Holding, Limits, Parameters, ResultSet, Session, SqlFile};

use crate::content::Content;
use crate::error::Error;
use crate::plan::{Plan, norm_files};

/// The folder of the school report.
pub(crate) const REPORT: &str = "reports/schoolanalyse";

/// Everything that was computed, for all schools together.
pub(crate) struct Prepared {
    /// The period of the results.
    pub(crate) periode: Periode,
    /// The half-year of the reports.
    pub(crate) term: Term,
    /// The values of the `$` parameters.
    pub(crate) parameters: Parameters,
    /// The model files, in order of name.
    pub(crate) model: Vec<SqlFile>,
    /// The facts that sentences are filled with.
    pub(crate) facts: ResultSet,
    /// The sentence catalogue.
    pub(crate) catalogue: Catalogue,
    /// Which sentences hold for which school.
    pub(crate) holds: Holding,
    /// What the words of each figure may say, by its query.
    pub(crate) figures: BTreeMap<String, ResultSet>,
    /// The answers of the queries, in order of name.
    pub(crate) results: Vec<ResultSet>,
    /// The answers that all reports share, published once.
    pub(crate) shared: BTreeMap<String, Published>,
    /// The answers of the checks: rows that should not be there.
    pub(crate) checks: Vec<ResultSet>,
    /// The project's own queries with a fault, when they are passed over.
    pub(crate) broken: Vec<query::Error>,
    /// What looks like a slip in the answers of the project's own queries.
    pub(crate) doubts: Vec<String>,
}

/// What was asked of the queries on the command line.
#[derive(Default)]
pub(crate) struct Wish<'a> {
    /// The term that was typed.
    pub(crate) term: Option<Term>,
    /// The parameters that were typed.
    pub(crate) parameters: &'a [(String, String)],
    /// The schools that were typed.
    pub(crate) schools: &'a [Ovt],
    /// Pass over the project's own queries that have a fault.
    pub(crate) skip_broken: bool,
}

/// Reads the source files and what the project says of its schools; `asked` is the term that was typed.
pub(crate) fn load(plan: &Plan, asked: Option<Term>) -> Result<Loaded, Error> {
    let schools: Vec<School> = plan.project.schools.values().cloned().collect();
    Ok(ingest::load(&Request {
        bronnen: &plan.bronnen(),
        normen: &norm_files(&plan.content)?,
        koppelingen: &plan.koppelingen,
        schools: &schools,
        pupils: Some(Pupils {
            sleutel: plan.sleutel.as_ref(),
            term: asked.or(plan.project.term),
            store: &plan.store(),
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

/// Opens a session on what was loaded and builds the model in it, or does so in a session of before when the parameters
/// are the same: then only what changed is computed again.
pub(crate) async fn model(
    content: &Content,
    loaded: &Loaded,
    periode: Periode,
    term: Term,
    comparison: Comparison,
    given: Given,
) -> Result<(Session, Parameters, Vec<SqlFile>), Error> {
    let built_in = [
        ("periode", periode.to_string()),
        ("schooljaar", term.schooljaar.to_string()),
        ("moment", term.moment.code().to_owned()),
        ("term", term.to_string()),
        ("vergelijking", comparison.word().to_owned()),
    ];
    let built_in = built_in.map(|(name, value)| (name.to_owned(), ParameterValue::Text(value)));
    let mut parameters = given.parameters;
    if let Some((name, _)) = built_in.iter().find(|(name, _)| parameters.contains_key(name)) {
        return Err(Error::OwnParameter { name: name.clone() });
    }
    parameters.extend(built_in);
    let tables = loaded.tables().map(|(name, batch)| (name.to_owned(), batch));
    let mut session = match given.before {
        Some((mut session, known)) if known == parameters => {
            session.load(tables)?;
            session
        }
        _ => Session::open(tables, parameters.clone(), given.limits)?,
    };
    for (name, path) in &loaded.stored {
        if let Some(table) = domain::tables::table(name) {
            let path = std::path::absolute(path).map_err(Error::io("find", path))?;
            let mark = given.marks.get(name).cloned().unwrap_or_else(|| path.display().to_string());
            session.attach(name, &path, ingest::schema(table), mark)?;
        }
    }
    let files = content.sql_files(&format!("{REPORT}/model"))?;
    session.build_model(&files).await?;
    Ok((session, parameters, files))
}

/// What the project gives its queries.
#[derive(Default)]
pub(crate) struct Given {
    /// Its parameters.
    pub(crate) parameters: Parameters,
    /// What queries may take.
    pub(crate) limits: Limits,
    /// Marks of the content of stored tables; without one a table is another when it stands elsewhere.
    pub(crate) marks: BTreeMap<&'static str, String>,
    /// A session of before, with its parameters.
    pub(crate) before: Option<(Session, Parameters)>,
}

/// The parameters and limits of a project, with what was typed on top.
pub(crate) fn given(plan: &Plan, typed: &[(String, String)]) -> Given {
    let mut parameters = plan.project.parameters.clone();
    parameters.extend(typed.iter().map(|(name, value)| (name.clone(), ParameterValue::Text(value.clone()))));
    let usual = Limits::default();
    let limits = Limits {
        seconds: plan.project.seconds.unwrap_or(usual.seconds),
        megabytes: plan.project.megabytes.unwrap_or(usual.megabytes),
        ..usual
    };
    Given { parameters, limits, ..Given::default() }
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

    /// Whether figures of this school were read.
    pub(crate) fn knows(&self, ovt: &str) -> bool {
        self.facts.has(ovt)
    }
}
