//! What was loaded in, a session that answers the queries of the report and of the project out.
//!
//! The session outlives its answers: what does not change is not computed again. Nothing is drawn here.

use std::collections::BTreeMap;

use domain::card::{Role, Scope};
use domain::periode::Periode;
use domain::sentence::{Catalogue, CatalogueError};
use domain::term::Term;
use ingest::Loaded;
use query::{FigureFacts, Holding, Parameters, Query, ResultSet, Session, SqlFile};

use crate::compute::load::{check_ties, newest_period, term};
use crate::compute::model::{given, model};
use crate::compute::prepared::{Prepared, Wish, asked_schools};
use crate::compute::slips;
use crate::error::Error;
use crate::project::anatomy;
use crate::project::content::{Content, OWN_QUERIES, REPORT};
use crate::project::own::{self, OwnQueries};
use crate::project::plan::Plan;
use crate::project::workplace::Workplace;
use crate::publish::published;

/// A session with the model in it, and what holds for all queries.
pub struct Answers {
    /// The session, with the model.
    pub session: Session,
    /// The facts of every school.
    pub facts: ResultSet,
    /// The half-year.
    pub term: Term,
    periode: Periode,
    parameters: Parameters,
    model: Vec<SqlFile>,
    sentences: Option<Sentences>,
    /// Where the session puts what does not fit in memory; behind it, so that it outlives the session.
    pub(crate) spills: Option<Workplace>,
}

/// What is left of the answers of before.
#[derive(Default)]
pub struct Before {
    /// The session, when its project file was the same.
    pub answers: Option<Answers>,
    /// Marks of the content of stored tables.
    pub marks: BTreeMap<&'static str, String>,
}

/// Which sentences of a catalogue hold for which school.
struct Sentences {
    catalogue: Catalogue,
    holds: Holding,
}

/// The queries that there are.
pub(crate) struct Questions {
    /// The built-in ones.
    pub(crate) built_in: Vec<Query>,
    /// The project's own, and what is wrong with them.
    pub(crate) own: OwnQueries,
}

/// Runs every query for all schools at once.
pub(crate) async fn answer_all(plan: &Plan, loaded: &Loaded, wish: &Wish<'_>) -> Result<Prepared, Error> {
    let mut answers = Answers::open(plan, loaded, wish, Before::default()).await?;
    Ok(answers.answer_all(plan, wish).await?.0)
}

impl Answers {
    /// Computes the model and the facts; with a session of before only what changed.
    ///
    /// # Errors
    /// When there are no results or no norms for them, or the model has a fault.
    pub async fn open(plan: &Plan, loaded: &Loaded, wish: &Wish<'_>, before: Before) -> Result<Self, Error> {
        let periode = newest_period(loaded)?.ok_or_else(|| Error::NoResults { path: plan.bronnen() })?;
        check_ties(plan, loaded)?;
        let term = term(plan, wish.term, periode);
        let mut given = given(plan, wish.parameters);
        given.marks = before.marks;
        let (before, spills) = match before.answers {
            Some(before) => (Some((before.session, before.parameters)), before.spills),
            None => (None, plan.spills()),
        };
        given.before = before;
        given.spills = spills.as_ref().map(|place| place.path().to_owned());
        let comparison = plan.project.vergelijking;
        let (mut session, parameters, model) =
            model(&plan.content, loaded, periode, term, comparison, given).await?;
        if session.count("klassen").await? == 0 || session.count("klassen_jaar").await? == 0 {
            return Err(Error::NoBenchmark { periode: periode.to_string() });
        }
        let facts = session.answer(&facts(&plan.content)?).await?;
        session.know_boards(boards(&facts))?;
        Ok(Self { session, facts, term, periode, parameters, model, sentences: None, spills })
    }

    /// Reads the cards of all queries.
    pub(crate) fn questions(&self, content: &Content) -> Result<Questions, Error> {
        questions(content, &self.model)
    }

    /// Answers every query for all schools at once; tells also which were run, for the answers of others still hold.
    ///
    /// # Errors
    /// When a query, a sentence or a template of sentences has a fault.
    pub async fn answer_all(
        &mut self,
        plan: &Plan,
        wish: &Wish<'_>,
    ) -> Result<(Prepared, Vec<String>), Error> {
        let catalogue = anatomy::catalogue(&plan.content, &plan.anatomy)?;
        let mut holds = self.sentences(&catalogue).await?;
        let Questions { built_in: mut queries, own } = self.questions(&plan.content)?;
        let mut broken = own.faults;
        queries.extend(own.queries);
        let schools = asked_schools(plan, wish.schools, &self.facts);
        let answers = self.session.answer_all(&queries, &schools).await?;
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
            shared.insert(result.query.file.name.clone(), published(result, result.all_rows()));
        }
        let is_for_words = |result: &ResultSet| anatomy::is_of_facts(&result.query.file.path);
        let (facts, answered): (Vec<_>, Vec<_>) = answers.results.into_iter().partition(is_for_words);
        let is_check = |result: &ResultSet| result.query.card.role == Some(Role::Check);
        let (checks, results): (Vec<_>, Vec<_>) = answered.into_iter().partition(is_check);
        let slips = slips::of(&results);
        let (FigureFacts { facts: figures, holds: of_figures }, spoken, of_rows) =
            self.words(&catalogue, &results, facts).await?;
        for (ovt, sentences) in of_figures.into_iter().chain(of_rows) {
            holds.entry(ovt).or_default().extend(sentences);
        }
        let prepared = Prepared {
            periode: self.periode,
            term: self.term,
            parameters: self.parameters.clone(),
            model: self.model.clone(),
            facts: self.facts.clone(),
            catalogue,
            holds,
            figures,
            spoken,
            results,
            shared,
            checks,
            broken,
            slips,
        };
        Ok((prepared, answers.run))
    }

    /// Finds what the words of figures may say and the rows that sentences speak of, and makes sure that every sentence can
    /// be filled.
    async fn words(
        &self,
        catalogue: &Catalogue,
        results: &[ResultSet],
        facts: Vec<ResultSet>,
    ) -> Result<(FigureFacts, BTreeMap<String, ResultSet>, Holding), Error> {
        let found = self.session.figures(catalogue, results).await;
        let found = found.map_err(|error| at_rule(catalogue, error))?;
        let columns_of = |all: &BTreeMap<String, ResultSet>| {
            all.iter().map(|(name, rows)| (name.clone(), rows.columns())).collect::<BTreeMap<_, _>>()
        };
        let all = facts.iter().chain(results).map(|result| (result.query.file.name.clone(), result.clone()));
        let mut spoken: BTreeMap<String, ResultSet> = all.collect();
        catalogue
            .fits(&self.facts.columns(), &columns_of(&found.facts), &columns_of(&spoken))
            .map_err(in_catalogue)?;
        spoken.retain(|name, _| catalogue.zin.iter().any(|sentence| sentence.over.as_ref() == Some(name)));
        let of_rows = self.session.rows(catalogue, &spoken.values().collect::<Vec<_>>()).await;
        Ok((found, spoken, of_rows.map_err(|error| at_rule(catalogue, error))?))
    }

    /// Which sentences hold for which school.
    async fn sentences(&mut self, catalogue: &Catalogue) -> Result<Holding, Error> {
        if let Some(known) = self.sentences.as_ref().filter(|known| known.catalogue == *catalogue) {
            return Ok(known.holds.clone());
        }
        let holds = self.session.sentences(catalogue).await.map_err(|error| at_rule(catalogue, error))?;
        self.sentences = Some(Sentences { catalogue: catalogue.clone(), holds: holds.clone() });
        Ok(holds)
    }
}

/// Reads the cards of all queries beside a model.
pub(crate) fn questions(content: &Content, model: &[SqlFile]) -> Result<Questions, Error> {
    let mut built_in = anatomy::queries(content)?;
    built_in.extend(anatomy::facts(content)?);
    let checks = anatomy::queries_in(content, &format!("{REPORT}/checks"))?;
    built_in.extend(checks.into_iter().map(own::as_check));
    let own = own::read(content, model, &built_in)?;
    Ok(Questions { built_in, own })
}

/// The board of each school, as the facts say.
fn boards(facts: &ResultSet) -> BTreeMap<String, String> {
    let rows = facts.all_rows();
    let text = |row: usize, column: &str| rows.cell(row, column).text().map(str::to_owned);
    (0..rows.len()).filter_map(|row| text(row, "ovt").zip(text(row, "bevoegd_gezag"))).collect()
}

/// The facts of the report, that sentences are filled with where they speak of nothing else.
fn facts(content: &Content) -> Result<Query, Error> {
    let path = format!("{REPORT}/zinnen.sql");
    let text = content.text(&path)?.to_owned();
    let own = content.is_own(&path);
    Ok(Query::read(SqlFile { name: "zinnen".to_owned(), path, text, own })?)
}

fn in_catalogue(fault: CatalogueError) -> Error {
    Error::Catalogue(Box::new(fault))
}

/// Gives the fault of a rule its line in the catalogue.
fn at_rule(catalogue: &Catalogue, error: query::Error) -> Error {
    match error {
        query::Error::Trigger { id, table, what, hint } => {
            in_catalogue(catalogue.rule_fault(&id, &table, &what, hint))
        }
        other => other.into(),
    }
}
