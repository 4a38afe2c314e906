//! One question beside the queries of a project in, its answer or its plan out.
//!
//! Runs only those other queries that the question selects from, and each once in a session.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::datatypes::DataType;
use datafusion::physical_plan::displayable;
use domain::card::{Card, Scope};

use crate::guard::within;
use crate::lineage::verdict;
use crate::run::asks_per_school;
use crate::session::Session;
use crate::{Error, FUNCTIONS, Parameters, Query, ResultSet, SqlFile, parameters};

/// A column that a query can name: of which table, and of what type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The table.
    pub table: String,
    /// The columns, with their types.
    pub columns: Vec<(String, &'static str)>,
}

impl Query {
    /// A question that somebody types: a card is not asked of it, and without one all its rows are shown.
    ///
    /// # Errors
    /// [`Error::Card`] when it has a card and that is wrong.
    pub fn typed(path: &str, text: &str) -> Result<Self, Error> {
        let file =
            SqlFile { name: "vraag".to_owned(), path: path.to_owned(), text: text.to_owned(), own: true };
        let has_title =
            text.lines().take_while(|line| line.starts_with("--!")).any(|line| line.contains("title:"));
        let mut query = if has_title {
            Self::read(file)?
        } else {
            let keys = text.lines().take_while(|line| line.starts_with("--!"));
            let card = format!("--! title: {path}\n--! scope: all\n{}", keys.collect::<Vec<_>>().join("\n"));
            let card = Card::parse(&card).map_err(|mut fault| {
                fault.line = fault.line.saturating_sub(2).max(1);
                Error::Card {
                    path: path.to_owned(),
                    text: text.lines().nth(fault.line - 1).unwrap_or_default().to_owned(),
                    fault: Box::new(fault),
                }
            })?;
            let mut query = Self { file, card, guess_n: false };
            if asks_per_school(&query.file.text) {
                query.card.scope = Scope::School;
            }
            query
        };
        query.guess_n = true;
        Ok(query)
    }
}

impl Session {
    /// Answers one query that may select from `others`.
    ///
    /// # Errors
    /// When it, or a query that it needs, cannot be run.
    pub async fn ask(
        &mut self,
        wanted: &Query,
        others: &[Query],
        schools: &[String],
    ) -> Result<ResultSet, Error> {
        self.prepare(wanted, others, schools).await?;
        self.run(wanted, schools).await.map(|answer| answer.result)
    }

    /// How a query would be run, and what of its result would be hidden.
    ///
    /// # Errors
    /// When it, or a query that it needs, cannot be planned.
    pub async fn explain(
        &mut self,
        wanted: &Query,
        others: &[Query],
        schools: &[String],
    ) -> Result<String, Error> {
        self.prepare(wanted, others, schools).await?;
        let mut given = parameters::of(wanted, &self.parameters)?;
        if let Some(school) = schools.first() {
            given.insert("school".to_owned(), domain::parameter::ParameterValue::Text(school.clone()));
        }
        self.checked(&wanted.file)?;
        within(&wanted.file.path, self.limits, self.clone().explained(wanted.clone(), given)).await
    }

    async fn explained(self, wanted: Query, given: Parameters) -> Result<String, Error> {
        let frame = self.plan(&wanted.file, &given).await?;
        let relation = self.lineage.of(&wanted.file.name, frame.logical_plan());
        let fields: Vec<(String, DataType)> = frame
            .schema()
            .fields()
            .iter()
            .map(|field| (field.name().clone(), field.data_type().clone()))
            .collect();
        let shown = match verdict(&relation, &fields, wanted.card.n.as_deref(), &wanted.card.context, true) {
            Ok(verdict) => match verdict.n {
                Some(n) => format!(
                    "about pupils: `{n}` counts them; hidden under {}: {}",
                    wanted.card.minimum,
                    verdict.figures.join(", ")
                ),
                None => "about no pupils: nothing is hidden".to_owned(),
            },
            Err(refusal) => format!("refused: {}\nhint: {}", refusal.what(), refusal.hint()),
        };
        let logical = frame.logical_plan().display_indent().to_string();
        let failed = |error| self.ran(&wanted.file, &error);
        let physical = frame.create_physical_plan().await.map_err(failed)?;
        let physical = displayable(physical.as_ref()).indent(false).to_string();
        Ok(format!("{shown}\n\nlogical plan\n{logical}\n\nphysical plan\n{}", physical.trim_end()))
    }

    /// Runs the queries that a query selects from, those they need included, unless they are tables already.
    async fn prepare(&mut self, wanted: &Query, others: &[Query], schools: &[String]) -> Result<(), Error> {
        let known: BTreeSet<String> = self.ground_tables().into_iter().collect();
        let (mut needed, mut waiting) = (BTreeSet::new(), vec![wanted]);
        while let Some(query) = waiting.pop() {
            for name in self.selects_from(&query.file) {
                let is_other = name != wanted.file.name;
                let found = others.iter().find(|other| is_other && other.file.name == name);
                if let Some(other) = found.filter(|_| !known.contains(&name))
                    && needed.insert(name)
                {
                    waiting.push(other);
                }
            }
        }
        if needed.is_empty() {
            return Ok(());
        }
        let queries: Vec<Query> =
            others.iter().filter(|other| needed.contains(&other.file.name)).cloned().collect();
        let answers = self.share_all(&queries, schools).await?;
        answers.faults.into_iter().next().map_or(Ok(()), Err)
    }

    /// Every table with its columns, for those who write queries.
    ///
    /// # Errors
    /// [`Error::Engine`] when a table cannot be looked at.
    pub async fn known(&self) -> Result<Vec<Known>, Error> {
        let mut all = Vec::new();
        for table in self.tables() {
            let engine = |error| Error::Engine(crate::error::plain(&error));
            let frame = self.context.table(&table).await.map_err(engine)?;
            let columns = frame.schema().fields().iter().map(|field| {
                let kind = match field.data_type() {
                    DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => "text",
                    DataType::Boolean => "true or false",
                    DataType::Date32 | DataType::Date64 => "date",
                    kind if kind.is_integer() => "whole number",
                    kind if kind.is_numeric() => "number",
                    _ => "other",
                };
                (field.name().clone(), kind)
            });
            all.push(Known { columns: columns.collect(), table });
        }
        Ok(all)
    }

    /// How each function is called, where that is written down.
    pub(crate) fn calls(&self) -> BTreeMap<String, String> {
        let state = self.context.state();
        let scalar = state.scalar_functions().iter().map(|(name, function)| (name, function.documentation()));
        let aggregate =
            state.aggregate_functions().iter().map(|(name, function)| (name, function.documentation()));
        let window = state.window_functions().iter().map(|(name, function)| (name, function.documentation()));
        let theirs = scalar.chain(aggregate).chain(window).filter_map(|(name, documentation)| {
            let example = documentation?.syntax_example.trim().lines().next()?.trim().to_owned();
            Some((name.clone(), example))
        });
        let ours = FUNCTIONS
            .iter()
            .filter_map(|(call, _)| Some((call.split('(').next()?.to_owned(), (*call).to_owned())));
        theirs.chain(ours).collect()
    }

    /// The names of all functions, ours first.
    #[must_use]
    pub fn functions(&self) -> Vec<String> {
        let ours = FUNCTIONS.iter().filter_map(|(call, _)| call.split('(').next()).map(str::to_owned);
        let state = self.context.state();
        let mut theirs: Vec<String> =
            state.scalar_functions().keys().chain(state.aggregate_functions().keys()).cloned().collect();
        theirs.extend(state.window_functions().keys().cloned());
        theirs.sort();
        theirs.dedup();
        let ours: Vec<String> = ours.collect();
        theirs.retain(|name| !ours.contains(name));
        ours.into_iter().chain(theirs).collect()
    }
}
