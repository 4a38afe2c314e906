//! Queries in, their answers out, each within its limits.
//!
//! Decides in which order queries run and what may be shown of them; one that fails does not stop the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::prelude::DataFrame;
use domain::card::Scope;
use futures::StreamExt;

use crate::error::refused;
use crate::lineage::{Relation, verdict, volatile};
use crate::memory::Ground;
use crate::order::{selected_from, turns};
use crate::parameters;
use crate::session::{Session, running, side_by_side};
use crate::{Error, Parameters, Query, ResultSet};

/// The parameter that stands for the school of a report.
const SCHOOL: &str = "school";

/// The answer of one query, with what others need to select from it.
pub(crate) struct Answer {
    pub(crate) result: ResultSet,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    relation: Relation,
}

/// What all queries of a run came to.
#[derive(Debug, Default)]
pub struct Answers {
    /// The answers, in the order of the queries.
    pub results: Vec<ResultSet>,
    /// What went wrong, in the order of the queries.
    pub faults: Vec<Error>,
    /// The names of those that were run; the answers of the others still held.
    pub run: Vec<String>,
}

impl Session {
    /// Answers all queries, also those that select from each other; `schools` are asked one by one where a query has
    /// the parameter `$school`. What was answered before and rests on nothing that changed is not run again.
    ///
    /// # Errors
    /// [`Error::Circle`] when queries select from each other in a circle. What is wrong with one query is in the answer.
    pub async fn answer_all(&mut self, queries: &[Query], schools: &[String]) -> Result<Answers, Error> {
        let is_gone = |name: &str| !queries.iter().any(|query| query.file.name == name);
        for gone in self.memory.names(is_gone) {
            self.forget(&gone)?;
        }
        self.all(queries, schools, false).await
    }

    /// The same, and every answer becomes a table.
    pub(crate) async fn share_all(
        &mut self,
        queries: &[Query],
        schools: &[String],
    ) -> Result<Answers, Error> {
        self.all(queries, schools, true).await
    }

    async fn all(&mut self, queries: &[Query], schools: &[String], share: bool) -> Result<Answers, Error> {
        let names: BTreeMap<&str, &Query> =
            queries.iter().map(|query| (query.file.name.as_str(), query)).collect();
        // A built-in query may have the name of the table that it shows.
        let tables = self.ground_tables();
        let mut needs: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut from_tables: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for query in queries {
            // What cannot be read is told when it is planned.
            let from = selected_from(&self.context, &query.file.text).unwrap_or_default();
            let (other, table) = from
                .into_iter()
                .partition(|name| names.contains_key(name.as_str()) && !tables.contains(name));
            needs.insert(&query.file.name, other);
            from_tables.insert(&query.file.name, table);
        }
        let needed: BTreeSet<String> = needs.values().flatten().cloned().collect();
        let mut done: BTreeMap<&str, Result<ResultSet, Error>> = BTreeMap::new();
        let mut answers = Answers::default();
        for turn in turns(needs.clone())? {
            let mut grounds = Vec::new();
            for (name, query) in turn.into_iter().filter_map(|name| Some((name, *names.get(name)?))) {
                let needs = needs.get(name).into_iter().flatten();
                if let Some(need) = needs.clone().find(|need| !matches!(done.get(need.as_str()), Some(Ok(_))))
                {
                    self.forget(name)?;
                    let fault = Error::Needs { path: query.file.path.clone(), name: need.clone() };
                    done.insert(name, Err(fault));
                    continue;
                }
                let ground = self.ground(query, schools, needs, from_tables.get(name).into_iter().flatten());
                match self.memory.recall(&ground, share || needed.contains(name)) {
                    Some(kept) => drop(done.insert(name, Ok(kept))),
                    None => grounds.push((name, ground)),
                }
            }
            answers.run.extend(grounds.iter().map(|(name, _)| (*name).to_owned()));
            let work = grounds.iter().map(|(_, ground)| self.clone().answered(ground.clone()));
            let outcomes = side_by_side(work).await;
            for ((name, ground), outcome) in grounds.into_iter().zip(outcomes) {
                self.forget(name)?;
                let as_table = share || needed.contains(name);
                let kept = outcome.and_then(|answer| self.keep(ground, answer, as_table));
                done.insert(name, kept);
            }
        }
        for query in queries {
            match done.remove(query.file.name.as_str()) {
                Some(Ok(result)) => answers.results.push(result),
                Some(Err(fault)) => answers.faults.push(fault),
                None => {}
            }
        }
        Ok(answers)
    }

    /// What the answer of a query rests on.
    fn ground<'a>(
        &self,
        query: &Query,
        schools: &[String],
        needs: impl Iterator<Item = &'a String>,
        tables: impl Iterator<Item = &'a String>,
    ) -> Ground {
        let per_school = query.card.scope == Scope::School && asks_per_school(&query.file.text);
        let schools = if per_school { schools.to_vec() } else { Vec::new() };
        let needs = needs.filter_map(|need| Some((need.clone(), self.memory.turn(need)?)));
        Ground { query: query.clone(), schools, needs: needs.chain(self.turns_of(tables)).collect() }
    }

    async fn answered(self, ground: Ground) -> Result<Answer, Error> {
        self.run(&ground.query, &ground.schools).await
    }

    /// Keeps an answer, as a table where others select from it.
    fn keep(&mut self, ground: Ground, answer: Answer, as_table: bool) -> Result<ResultSet, Error> {
        let result = if as_table { self.share(&ground.query.file.name, answer)? } else { answer.result };
        Arc::make_mut(&mut self.memory).keep(ground, result.clone(), as_table);
        Ok(result)
    }

    /// Makes a table of an answer.
    fn share(&mut self, name: &str, answer: Answer) -> Result<ResultSet, Error> {
        self.register(name, answer.schema, answer.batches)?;
        Arc::make_mut(&mut self.lineage).remember(name, answer.relation);
        Ok(answer.result)
    }

    /// Runs one query.
    pub(crate) async fn run(&self, query: &Query, schools: &[String]) -> Result<Answer, Error> {
        let given = parameters::of(query, &self.parameters)?;
        if query.card.scope == Scope::School && asks_per_school(&query.file.text) {
            return self.run_per_school(query, &given, schools).await;
        }
        let frame = self.plan(&query.file, &given).await?;
        let (query, relation) = self.judged(query, &frame)?;
        let frame = ordered(&query, frame)?;
        let planned = Arc::new(frame.schema().as_arrow().clone());
        let batches = self.collect(&query, frame).await?;
        let schema = batches.first().map_or(planned, RecordBatch::schema);
        let result = ResultSet::new(query, &batches, &schema, &self.boards)?;
        Ok(Answer { result, schema, batches, relation })
    }

    async fn run_per_school(
        &self,
        query: &Query,
        given: &Parameters,
        schools: &[String],
    ) -> Result<Answer, Error> {
        let mut parts = Vec::new();
        let mut last = None;
        for school in schools {
            let mut given = given.clone();
            given.insert(SCHOOL.to_owned(), domain::parameter::ParameterValue::Text(school.clone()));
            let frame = self.plan(&query.file, &given).await?;
            let (query, relation) = self.judged(query, &frame)?;
            let frame = ordered(&query, frame)?;
            let schema: SchemaRef = Arc::new(frame.schema().as_arrow().clone());
            let batches = self.collect(&query, frame).await?;
            parts.push((school.clone(), batches));
            last = Some((query, relation, schema));
        }
        let Some((query, relation, schema)) = last else {
            return Err(Error::NoSchools { path: query.file.path.clone() });
        };
        let result = ResultSet::per_school(query, &parts, &schema)?;
        let batches = parts.into_iter().flat_map(|(_, batches)| batches).collect();
        Ok(Answer { result, schema, batches, relation })
    }

    /// Looks at what a plan shows of pupils, before a row is read; what is built in has been looked at by people.
    fn judged(&self, query: &Query, frame: &DataFrame) -> Result<(Query, Relation), Error> {
        let relation = self.lineage.of(&query.file.name, frame.logical_plan());
        let mut query = query.clone();
        if query.file.own {
            if let Some(refusal) = volatile(frame.logical_plan()) {
                return Err(refused(&query.file, &refusal));
            }
            let fields: Vec<_> = frame
                .schema()
                .fields()
                .iter()
                .map(|field| (field.name().clone(), field.data_type().clone()))
                .collect();
            let card = &query.card;
            let shown = verdict(&relation, &fields, card.n.as_deref(), &card.context, query.guess_n)
                .map_err(|refusal| refused(&query.file, &refusal))?;
            query.card.guard.figures = shown.figures;
            query.card.guard.parts = shown.parts;
            if query.card.n.is_none() {
                query.card.n = shown.n;
            }
        }
        Ok((query, relation))
    }

    /// Reads the whole answer, within the limits.
    async fn collect(&self, query: &Query, frame: DataFrame) -> Result<Vec<RecordBatch>, Error> {
        let path = &query.file.path;
        let failed = |error: DataFusionError| self.failed(query, &error);
        if !query.file.own {
            return frame.collect().await.map_err(failed);
        }
        let limits = self.limits;
        // On a thread of its own, because a plan at work does not always look up: the clock runs beside it, on a worker.
        let (stop, here) = (Arc::new(AtomicBool::new(false)), tokio::runtime::Handle::current());
        let reads = read_all(frame, limits.rows, Arc::clone(&stop));
        let mut reading = tokio::task::spawn_blocking(move || here.block_on(reads));
        match tokio::time::timeout(Duration::from_secs(limits.seconds), &mut reading).await {
            Ok(Ok(Ok(Some(batches)))) => Ok(batches),
            Ok(Ok(Ok(None))) => Err(Error::TooManyRows { path: path.clone(), rows: limits.rows }),
            Ok(Ok(Err(error))) => Err(failed(error)),
            Ok(Err(_)) => Err(Error::Engine("a worker stopped".to_owned())),
            Err(_) => {
                stop.store(true, Ordering::Relaxed);
                Err(Error::TooLong { path: path.clone(), seconds: limits.seconds })
            }
        }
    }

    /// What went wrong while a query ran; a query about pupils never tells a value.
    fn failed(&self, query: &Query, error: &DataFusionError) -> Error {
        let path = query.file.path.clone();
        if matches!(error.find_root(), DataFusionError::ResourcesExhausted(_)) {
            return Error::TooMuchMemory { path, megabytes: self.limits.megabytes };
        }
        if query.file.own && !query.card.guard.figures.is_empty() {
            return Error::Run { path, what: without_values(error) };
        }
        running(&path, error)
    }
}

/// Reads an answer to its end, or until it is told to stop; nothing when it has more rows than this.
async fn read_all(
    frame: DataFrame,
    most: usize,
    stop: Arc<AtomicBool>,
) -> Result<Option<Vec<RecordBatch>>, DataFusionError> {
    let mut stream = frame.execute_stream().await?;
    let (mut batches, mut rows) = (Vec::new(), 0);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        rows += batch.num_rows();
        if rows > most || stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        batches.push(batch);
    }
    Ok(Some(batches))
}

/// The kind of a fault without the value that caused it.
fn without_values(error: &DataFusionError) -> String {
    let said = crate::error::plain(error);
    let kind = ["divide by zero", "cast", "overflow", "parse"]
        .into_iter()
        .find(|kind| said.to_lowercase().contains(kind))
        .unwrap_or("the computation");
    format!("{kind} fails on a row about pupils, whose value is not shown")
}

/// Whether a text has the parameter `$school`.
pub(crate) fn asks_per_school(text: &str) -> bool {
    let follows = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let code = text.lines().map(|line| line.split_once("--").map_or(line, |(code, _)| code));
    code.flat_map(|line| line.split("$school").skip(1)).any(follows)
}

/// Puts the rows in the order of the card, on top of the query's own.
fn ordered(query: &Query, frame: DataFrame) -> Result<DataFrame, Error> {
    if query.card.sort.is_empty() {
        return Ok(frame);
    }
    let has: Vec<String> = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
    if let Some(missing) = query.card.sort.iter().find(|column| !has.contains(&column.name)) {
        return Err(Error::card_column(&query.file, &missing.name, has));
    }
    let sorts = query.card.sort.iter().map(|column| {
        let name = datafusion::common::Column::from_name(&column.name);
        datafusion::prelude::Expr::Column(name).sort(!column.descending, column.descending)
    });
    let sorts: Vec<_> = sorts.collect();
    frame.sort(sorts).map_err(|error| running(&query.file.path, &error))
}

#[cfg(test)]
mod tests {
    use super::asks_per_school;

    #[test]
    fn only_the_parameter_itself_asks_per_school() {
        assert!(asks_per_school("select 1 where ovt = $school"));
        assert!(!asks_per_school("select 1 where x = $schooljaar"));
        assert!(!asks_per_school("-- $school\nselect 1"));
    }
}
