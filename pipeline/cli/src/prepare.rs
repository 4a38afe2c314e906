//! A plan in, every figure of every school out, still undisclosed.
//!
//! Reads and computes everything before anything is written; draws and typesets nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

use disclose::Published;
use domain::card::{Role, Scope};
use domain::ovt::Ovt;
use domain::parameter::ParameterValue;
use domain::periode::Periode;
use domain::project::{Comparison, School};
use domain::sentence::Catalogue;
use domain::suggest::nearest;
use domain::term::Term;
use ingest::{Loaded, Rejected, Request};
use query::{Limits, Parameters, Query, ResultSet, Session, SqlFile};

use crate::content::{Content, OWN_QUERIES};
use crate::error::Error;
use crate::own::{self, OwnQueries};
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
    pub(crate) holds: BTreeMap<String, Vec<usize>>,
    /// The answers of the queries, in order of name.
    pub(crate) results: Vec<ResultSet>,
    /// The answers that all reports share, published once.
    pub(crate) shared: BTreeMap<String, Published>,
    /// The answers of the checks: rows that should not be there.
    pub(crate) checks: Vec<ResultSet>,
    /// The project's own queries with a fault, when they are passed over.
    pub(crate) broken: Vec<query::Error>,
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
    let mut loaded = ingest::load(&plan.bronnen(), &norm_files(&plan.content)?, &plan.koppelingen)?;
    loaded.declare(plan.project.schools.values())?;
    let schools: Vec<School> = plan.project.schools.values().cloned().collect();
    // A report on an earlier term may have newer results beside it; only what no term can have yet is an error.
    let newest = periods(&loaded).last().map(|last| Term::after(last.laatste()));
    let until = asked.or(plan.project.term).max(newest);
    loaded.read_pupils(&Request {
        schools: &schools,
        sleutel: plan.sleutel.as_ref(),
        until: until.map(|term| term.schooljaar),
        store: &plan.store(),
    })?;
    Ok(loaded)
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

/// Opens a session on what was loaded and builds the model in it.
pub(crate) async fn model(
    content: &Content,
    loaded: &mut Loaded,
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
    let tables = std::mem::take(&mut loaded.tables).into_iter().map(|(name, batch)| (name.to_owned(), batch));
    let mut session = Session::open(tables, parameters.clone(), given.limits)?;
    for (name, path) in &loaded.stored {
        if let Some(table) = domain::tables::table(name) {
            let path = std::path::absolute(path).map_err(Error::io("find", path))?;
            session.attach(name, &path, ingest::schema(table))?;
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
    Given { parameters, limits }
}

/// A session with everything in it that queries can ask.
pub(crate) struct Ground {
    /// The session, with the model.
    pub(crate) session: Session,
    /// The built-in queries.
    pub(crate) built_in: Vec<Query>,
    /// The project's own queries, and what is wrong with them.
    pub(crate) own: OwnQueries,
    /// The facts of every school.
    pub(crate) facts: ResultSet,
    /// The half-year.
    pub(crate) term: Term,
    periode: Periode,
    parameters: Parameters,
    model: Vec<SqlFile>,
}

/// Reads all cards and computes the model and the facts.
pub(crate) async fn ground(plan: &Plan, loaded: &mut Loaded, wish: &Wish<'_>) -> Result<Ground, Error> {
    let periode = newest_period(loaded)?.ok_or_else(|| Error::NoResults { path: plan.bronnen() })?;
    check_ties(plan, loaded)?;
    let mut built_in = queries(&plan.content, &format!("{REPORT}/queries"))?;
    built_in.extend(queries(&plan.content, &format!("{REPORT}/checks"))?.into_iter().map(own::as_check));
    let term = term(plan, wish.term, periode);
    let given = given(plan, wish.parameters);
    let comparison = plan.project.vergelijking;
    let (mut session, parameters, model) =
        model(&plan.content, loaded, periode, term, comparison, given).await?;
    if session.count("klassen").await? == 0 || session.count("klassen_jaar").await? == 0 {
        return Err(Error::NoBenchmark { periode: periode.to_string() });
    }
    let facts = session.answer(&single(&plan.content, "zinnen")?).await?;
    session.know_boards(boards(&facts));
    let own = own::read(&plan.content, &model, &built_in)?;
    Ok(Ground { session, built_in, own, facts, term, periode, parameters, model })
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

/// Runs every query for all schools at once.
pub(crate) async fn run(plan: &Plan, loaded: &mut Loaded, wish: &Wish<'_>) -> Result<Prepared, Error> {
    let catalogue = catalogue(&plan.content)?;
    let ground = ground(plan, loaded, wish).await?;
    let Ground { mut session, built_in, own, facts, term, periode, parameters, model } = ground;
    let holds = session.sentences(&catalogue).await?;
    let (mut queries, mut broken) = (built_in, own.faults);
    queries.extend(own.queries);
    let schools = asked_schools(plan, wish.schools, &facts);
    let answers = session.answer_all(&queries, &schools).await?;
    broken.extend(answers.faults);
    if !broken.is_empty() && !wish.skip_broken {
        return Err(Error::from(broken));
    }
    let is_own = |fault: &query::Error| fault.path().is_some_and(|path| path.starts_with(OWN_QUERIES));
    if let Some(at) = broken.iter().position(|fault| !is_own(fault)) {
        return Err(broken.swap_remove(at).into());
    }
    let mut shared = BTreeMap::new();
    for result in answers.results.iter().filter(|result| result.query.card.scope == Scope::All) {
        let card = Arc::new(result.query.card.clone());
        let name = result.query.file.name.clone();
        shared.insert(name.clone(), disclose::publish(&name, &card, result.all_rows()));
    }
    let is_check = |result: &ResultSet| result.query.card.role == Some(Role::Check);
    let (checks, results) = answers.results.into_iter().partition(is_check);
    Ok(Prepared {
        periode,
        term,
        parameters,
        model,
        facts,
        catalogue,
        holds,
        results,
        shared,
        checks,
        broken,
    })
}

/// The board of each school, as the facts say.
fn boards(facts: &ResultSet) -> BTreeMap<String, String> {
    let rows = facts.all_rows();
    let text = |row: usize, column: &str| rows.cell(row, column).text().map(str::to_owned);
    (0..rows.len()).filter_map(|row| text(row, "ovt").zip(text(row, "bevoegd_gezag"))).collect()
}

/// Reads the cards of all queries in a folder.
pub(crate) fn queries(content: &Content, folder: &str) -> Result<Vec<Query>, Error> {
    let files = content.sql_files(folder)?;
    files.into_iter().map(|file| Query::read(file).map_err(Error::from)).collect()
}

fn single(content: &Content, name: &str) -> Result<Query, Error> {
    let path = format!("{REPORT}/{name}.sql");
    let text = content.text(&path)?.to_owned();
    let own = content.is_own(&path);
    Ok(Query::read(SqlFile { name: name.to_owned(), path, text, own })?)
}

fn catalogue(content: &Content) -> Result<Catalogue, Error> {
    let path = format!("{REPORT}/zinnen.toml");
    Catalogue::parse(content.text(&path)?).map_err(|fault| Error::Catalogue { path, fault })
}

/// A tie in the project file that leads nowhere is an error, not a report without a part; where a row of that BRIN
/// was rejected, only its school fails.
fn check_ties(plan: &Plan, loaded: &Loaded) -> Result<(), Error> {
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
        self.facts.schools().any(|known| known == ovt)
    }
}
