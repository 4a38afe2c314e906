//! Queries in, their answers out, each within its limits.
//!
//! Decides in which order queries run and what may be shown of them; one that fails does not stop the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::prelude::DataFrame;
use domain::card::Scope;
use futures::StreamExt;

use crate::engine::start;
use crate::error::refused;
use crate::guard::within;
use crate::lineage::{Relation, verdict, volatile};
use crate::memory::Ground;
use crate::order::turns;
use crate::parameters;
use crate::session::{Session, running, side_by_side};
use crate::{Error, Parameters, Query, ResultSet, SqlFile};

/// The parameter that stands for the school of a report.
const SCHOOL: &str = "school";

/// The answer of one query, with what others need to select from it.
pub(crate) struct Answer {
    pub(crate) result: ResultSet,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    relation: Relation,
}

/// What was read for one query, before it is put in the form of an answer.
struct Read {
    query: Query,
    relation: Relation,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
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
            let from = self.selects_from(&query.file);
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
            for (name, ground, outcome) in self.answered_all(grounds).await {
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

    /// Answers queries side by side. The memory is that of all of them: one that had too little is asked again, alone.
    async fn answered_all<'a>(
        &self,
        grounds: Vec<(&'a str, Ground)>,
    ) -> Vec<(&'a str, Ground, Result<Answer, Error>)> {
        let work = grounds.iter().map(|(_, ground)| self.clone().answered(ground.clone()));
        let (outcomes, alone) = (side_by_side(work).await, grounds.len() == 1);
        let mut all = Vec::new();
        for ((name, ground), mut outcome) in grounds.into_iter().zip(outcomes) {
            if matches!(outcome, Err(Error::TooMuchMemory { .. })) && !alone {
                outcome = self.clone().answered(ground.clone()).await;
            }
            all.push((name, ground, outcome));
        }
        all
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
        self.checked(&query.file)?;
        let given = parameters::of(query, &self.parameters)?;
        if query.card.scope == Scope::School && asks_per_school(&query.file.text) {
            return self.run_per_school(query, &given, schools).await;
        }
        let Read { query, relation, schema, batches } = self.read(query, given).await?;
        let schema = batches.first().map_or(schema, RecordBatch::schema);
        let result = ResultSet::new(query, &batches, &schema, &self.boards)?;
        Ok(Answer { result, schema, batches, relation })
    }

    async fn run_per_school(
        &self,
        query: &Query,
        given: &Parameters,
        schools: &[String],
    ) -> Result<Answer, Error> {
        let (mut parts, mut rows) = (Vec::new(), 0);
        let mut last = None;
        for school in schools {
            let mut given = given.clone();
            given.insert(SCHOOL.to_owned(), domain::parameter::ParameterValue::Text(school.clone()));
            let Read { query, relation, schema, batches } = self.read(query, given).await?;
            // All schools are held together, so the limit is theirs together.
            rows += batches.iter().map(RecordBatch::num_rows).sum::<usize>();
            if query.file.own && rows > self.limits.rows {
                return Err(Error::TooManyRows { path: query.file.path.clone(), rows: self.limits.rows });
            }
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

    /// Plans a query, judges it and reads its answer; all that within the limits when a user wrote it.
    async fn read(&self, query: &Query, given: Parameters) -> Result<Read, Error> {
        let work = self.clone().read_unlimited(query.clone(), given);
        if query.file.own { within(&query.file.path, self.limits, work).await } else { work.await }
    }

    async fn read_unlimited(self, query: Query, given: Parameters) -> Result<Read, Error> {
        let frame = self.plan(&query.file, &given).await?;
        let (query, relation) = self.judged(&query, &frame)?;
        let frame = ordered(&query, frame)?;
        let schema = Arc::new(frame.schema().as_arrow().clone());
        let most = if query.file.own { self.limits.rows } else { usize::MAX };
        let about_pupils = !query.card.guard.figures.is_empty();
        let failed = |error: DataFusionError| self.failed(&query.file, about_pupils, &error);
        let batches = read_all(frame, most).await.map_err(failed)?;
        let too_many = || Error::TooManyRows { path: query.file.path.clone(), rows: most };
        Ok(Read { batches: batches.ok_or_else(too_many)?, query, relation, schema })
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

    /// What went wrong while a file was run; one of a user about pupils never tells a value.
    pub(crate) fn failed(&self, file: &SqlFile, about_pupils: bool, error: &DataFusionError) -> Error {
        match self.ran(file, error) {
            Error::Run { path, .. } if file.own && about_pupils => {
                Error::Run { path, what: without_values(error) }
            }
            told => told,
        }
    }
}

/// Reads an answer to its end; nothing when it has more rows than this.
async fn read_all(frame: DataFrame, most: usize) -> Result<Option<Vec<RecordBatch>>, DataFusionError> {
    let mut stream = start(frame).await?;
    let (mut batches, mut rows) = (Vec::new(), 0);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        rows += batch.num_rows();
        if rows > most {
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
