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

use crate::compose::published;
use crate::content::{Content, OWN_QUERIES};
use crate::doubts;
use crate::error::Error;
use crate::own::{self, OwnQueries};
use crate::plan::Plan;
use crate::prepare::{Prepared, REPORT, Wish, asked_schools, check_ties, given, model, newest_period, term};

/// A session with the model in it, and what holds for all queries.
pub(crate) struct Ground {
    /// The session, with the model.
    pub(crate) session: Session,
    /// The facts of every school.
    pub(crate) facts: ResultSet,
    /// The half-year.
    pub(crate) term: Term,
    periode: Periode,
    parameters: Parameters,
    model: Vec<SqlFile>,
    sentences: Option<Sentences>,
}

/// What is left of the ground of before.
#[derive(Default)]
pub(crate) struct Before {
    /// The ground, when its project file was the same.
    pub(crate) ground: Option<Ground>,
    /// Marks of the content of stored tables.
    pub(crate) marks: BTreeMap<&'static str, String>,
}

/// Which sentences of a catalogue hold for which school.
struct Sentences {
    text: String,
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
pub(crate) async fn run(plan: &Plan, loaded: &Loaded, wish: &Wish<'_>) -> Result<Prepared, Error> {
    let mut ground = Ground::lay(plan, loaded, wish, Before::default()).await?;
    Ok(ground.answer(plan, wish).await?.0)
}

impl Ground {
    /// Computes the model and the facts; on the ground of before only what changed.
    pub(crate) async fn lay(
        plan: &Plan,
        loaded: &Loaded,
        wish: &Wish<'_>,
        before: Before,
    ) -> Result<Self, Error> {
        let periode = newest_period(loaded)?.ok_or_else(|| Error::NoResults { path: plan.bronnen() })?;
        check_ties(plan, loaded)?;
        let term = term(plan, wish.term, periode);
        let mut given = given(plan, wish.parameters);
        given.marks = before.marks;
        given.before = before.ground.map(|ground| (ground.session, ground.parameters));
        let comparison = plan.project.vergelijking;
        let (mut session, parameters, model) =
            model(&plan.content, loaded, periode, term, comparison, given).await?;
        if session.count("klassen").await? == 0 || session.count("klassen_jaar").await? == 0 {
            return Err(Error::NoBenchmark { periode: periode.to_string() });
        }
        let facts = session.answer(&single(&plan.content, "zinnen")?).await?;
        session.know_boards(boards(&facts))?;
        Ok(Self { session, facts, term, periode, parameters, model, sentences: None })
    }

    /// Reads the cards of all queries.
    pub(crate) fn questions(&self, content: &Content) -> Result<Questions, Error> {
        let mut built_in = queries(content, &format!("{REPORT}/queries"))?;
        built_in.extend(queries(content, &format!("{REPORT}/checks"))?.into_iter().map(own::as_check));
        let own = own::read(content, &self.model, &built_in)?;
        Ok(Questions { built_in, own })
    }

    /// Answers every query for all schools at once; tells also which were run, for the answers of others still hold.
    pub(crate) async fn answer(
        &mut self,
        plan: &Plan,
        wish: &Wish<'_>,
    ) -> Result<(Prepared, Vec<String>), Error> {
        let catalogue = catalogue(&plan.content)?;
        let mut holds = self.sentences(plan, &catalogue).await?;
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
        let is_check = |result: &ResultSet| result.query.card.role == Some(Role::Check);
        let (checks, results): (Vec<_>, Vec<_>) = answers.results.into_iter().partition(is_check);
        let doubts = doubts::of(&results);
        let FigureFacts { facts: figures, holds: spoken } =
            self.figures(plan.content.text(&catalogue_path())?, &catalogue, &results).await?;
        for (ovt, sentences) in spoken {
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
            results,
            shared,
            checks,
            broken,
            doubts,
        };
        Ok((prepared, answers.run))
    }

    /// Finds what the words of figures may say, and makes sure that every sentence can be filled.
    async fn figures(
        &self,
        text: &str,
        catalogue: &Catalogue,
        results: &[ResultSet],
    ) -> Result<FigureFacts, Error> {
        let found = self
            .session
            .figures(catalogue, results)
            .await
            .map_err(|error| at_rule(text, catalogue, error))?;
        let columns = found.facts.iter().map(|(name, facts)| (name.clone(), facts.columns())).collect();
        catalogue.fits(text, &self.facts.columns(), &columns).map_err(in_catalogue)?;
        Ok(found)
    }

    /// Which sentences hold for which school.
    async fn sentences(&mut self, plan: &Plan, catalogue: &Catalogue) -> Result<Holding, Error> {
        let text = plan.content.text(&catalogue_path())?;
        if let Some(known) = self.sentences.as_ref().filter(|known| known.text == text) {
            return Ok(known.holds.clone());
        }
        let holds =
            self.session.sentences(catalogue).await.map_err(|error| at_rule(text, catalogue, error))?;
        self.sentences = Some(Sentences { text: text.to_owned(), holds: holds.clone() });
        Ok(holds)
    }
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
    Catalogue::parse(content.text(&catalogue_path())?).map_err(in_catalogue)
}

fn in_catalogue(fault: CatalogueError) -> Error {
    Error::Catalogue { path: catalogue_path(), fault: Box::new(fault) }
}

/// Gives the fault of a rule its line in the catalogue.
fn at_rule(text: &str, catalogue: &Catalogue, error: query::Error) -> Error {
    match error {
        query::Error::Trigger { id, table, what, hint } => {
            in_catalogue(catalogue.rule_fault(text, &id, &table, &what, hint))
        }
        other => other.into(),
    }
}

fn catalogue_path() -> String {
    format!("{REPORT}/zinnen.toml")
}
