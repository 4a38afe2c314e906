//! Reads the sentence catalogue, returns for each school the sentences that hold, and what the words of its figures may say.
//!
//! The words of a figure rest on the rows that it shows and on nothing else: a row that is hidden says nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::common::TableReference;
use datafusion::common::cast::{as_boolean_array, as_string_array, as_uint64_array};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{Expr, col, ident, lit};
use datafusion::prelude::DataFrame;
use domain::card::Card;
use domain::sentence::{Catalogue, Sentence};

use crate::advice::advised;
use crate::bounds::check_expression;
use crate::error::plain;
use crate::session::Session;
use crate::{Error, Query, ResultSet, SqlFile};

/// The sentences that hold for each school.
pub type Holding = BTreeMap<String, Vec<Held>>;

/// A sentence that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its position in the catalogue.
    pub sentence: usize,
    /// The rows of the school that it speaks of, by their places among them; none when it speaks of facts.
    pub rows: Vec<usize>,
}

/// The column with the place of a row in its answer; no query can have this name.
const ROW: &str = "plaats in het antwoord";
/// The table with the rows of one figure, for as long as its facts are computed; no query can have this name.
const SHOWN: &str = "getoonde rijen";

/// What the words of the figures may say.
#[derive(Debug, Default)]
pub struct FigureFacts {
    /// For each query the facts of every school.
    pub facts: BTreeMap<String, ResultSet>,
    /// The titles, subtitles and descriptions that hold.
    pub holds: Holding,
}

impl Session {
    /// Finds, for each school in table `feiten`, the sentences whose trigger holds; the words of figures are not among
    /// them.
    ///
    /// # Errors
    /// [`Error::Trigger`] when a trigger is not a condition on `feiten`.
    pub async fn sentences(&self, catalogue: &Catalogue) -> Result<Holding, Error> {
        let facts = self.context.table("feiten").await.map_err(|error| Error::Engine(plain(&error)))?;
        let mut holds = Holding::new();
        let spoken = |sentence: &Sentence| sentence.figure().is_none() && sentence.over.is_none();
        self.holding(&facts, "feiten", &chosen(catalogue, spoken), &mut holds).await?;
        Ok(holds)
    }

    /// Computes what the words of each figure may say, from the rows that it shows, and finds those that hold.
    ///
    /// # Errors
    /// [`Error::FigureFact`] when a fact is no aggregate over the rows of its query, [`Error::Trigger`] when a trigger is
    /// not a condition on the facts.
    pub async fn figures(&self, catalogue: &Catalogue, results: &[ResultSet]) -> Result<FigureFacts, Error> {
        let mut found = FigureFacts::default();
        for result in results {
            let name = result.query.file.name.as_str();
            let words =
                chosen(catalogue, |sentence| sentence.figure() == Some(name) && sentence.over.is_none());
            let Some(owner) = owner(&result.query.card).filter(|_| !words.is_empty()) else { continue };
            let none = BTreeMap::new();
            let facts = catalogue.figuur.get(name).unwrap_or(&none);
            for (fact, aggregate) in facts {
                check_expression(format!("`{fact}` under `[figuur.{name}]` of the sentences"), aggregate)?;
            }
            self.context.register_batch(SHOWN, result.batch().clone()).map_err(engine)?;
            let computed = self.computed(&result.query.card, owner, facts).await;
            self.context.deregister_table(SHOWN).map_err(engine)?;
            let frame = computed
                .map_err(|error| Error::FigureFact { figure: name.to_owned(), what: plain(&error) })?;
            let schema = Arc::new(frame.schema().as_arrow().clone());
            let batches = frame.clone().collect().await.map_err(engine)?;
            let table = format!("figuur.{name}");
            self.holding(&frame, &table, &words, &mut found.holds).await?;
            let card = SqlFile {
                name: name.to_owned(),
                path: table,
                text: "--! title: feiten van de figuur\n".to_owned(),
                own: false,
            };
            let facts = ResultSet::new(Query::read(card)?, &batches, &schema, &Arc::default())?;
            found.facts.insert(name.to_owned(), facts);
        }
        Ok(found)
    }

    /// Finds, for each school, the sentences that speak of the rows of a query, with the rows that they hold for.
    ///
    /// # Errors
    /// [`Error::Trigger`] when a trigger is not a condition on the columns of its query.
    pub async fn rows(&self, catalogue: &Catalogue, results: &[&ResultSet]) -> Result<Holding, Error> {
        let mut holds = Holding::new();
        for result in results {
            let name = result.query.file.name.as_str();
            let sentences = chosen(catalogue, |sentence| sentence.over.as_deref() == Some(name));
            if sentences.is_empty() {
                continue;
            }
            let frame = self.context.read_batch(numbered(result.batch())?).map_err(engine)?;
            let frame = match &result.query.card.n {
                Some(n) => frame.filter(ident(n).gt_eq(lit(result.query.card.minimum))).map_err(engine)?,
                None => frame,
            };
            let mut columns = vec![ident(ROW)];
            columns.extend(self.triggers(&frame, name, &sentences)?);
            let batches = frame.select(columns).map_err(engine)?.collect().await.map_err(engine)?;
            let held = held_rows(&batches, sentences.len()).map_err(engine)?;
            for ((index, _), rows) in sentences.iter().zip(held) {
                for (school, rows) in result.by_school(&rows) {
                    holds.entry(school).or_default().push(Held { sentence: *index, rows });
                }
            }
        }
        Ok(holds)
    }

    /// The facts of a figure for each school, held in memory. A fact is one expression that names no table: a text that
    /// selects by itself, or goes on behind its end, could tell what is hidden.
    async fn computed(
        &self,
        card: &Card,
        owner: &str,
        facts: &BTreeMap<String, String>,
    ) -> Result<DataFrame, DataFusionError> {
        let shown = self.context.table(TableReference::bare(SHOWN)).await?;
        for aggregate in facts.values() {
            shown.parse_sql_expr(aggregate)?;
        }
        self.context.sql(&sql(card, owner, facts)).await?.cache().await
    }

    /// The triggers of sentences, as columns of a table that are true where one holds.
    fn triggers(
        &self,
        facts: &DataFrame,
        table: &str,
        sentences: &[(usize, &Sentence)],
    ) -> Result<Vec<Expr>, Error> {
        let mut triggers = Vec::new();
        for (index, sentence) in sentences {
            let wrong = |error: DataFusionError| {
                let (what, hint) = advised(&plain(&error), &self.names());
                Error::Trigger { id: sentence.id.clone(), table: table.to_owned(), what, hint }
            };
            check_expression(format!("the rule of sentence `{}`", sentence.id), &sentence.als)?;
            let trigger = facts.parse_sql_expr(&sentence.als).map_err(wrong)?;
            facts.clone().filter(trigger.clone()).map_err(wrong)?;
            triggers.push(trigger.is_true().alias(format!("zin_{index}")));
        }
        Ok(triggers)
    }

    /// Adds the sentences that hold on a table with a row for each school.
    async fn holding(
        &self,
        facts: &DataFrame,
        table: &str,
        sentences: &[(usize, &Sentence)],
        holds: &mut Holding,
    ) -> Result<(), Error> {
        let mut triggers: Vec<Expr> = vec![col("ovt")];
        triggers.extend(self.triggers(facts, table, sentences)?);
        let batches = facts.clone().select(triggers).map_err(engine)?.collect().await.map_err(engine)?;
        let indexes: Vec<usize> = sentences.iter().map(|(index, _)| *index).collect();
        for batch in &batches {
            collect_holding(batch, &indexes, holds).map_err(engine)?;
        }
        Ok(())
    }
}

/// The rows of a batch with their places in front.
fn numbered(batch: &RecordBatch) -> Result<RecordBatch, Error> {
    let wrong = |error: ArrowError| engine(error.into());
    let mut fields = vec![Arc::new(Field::new(ROW, DataType::UInt64, false))];
    fields.extend(batch.schema().fields().iter().cloned());
    let places = UInt64Array::from_iter_values(0..batch.num_rows() as u64);
    let mut columns: Vec<ArrayRef> = vec![Arc::new(places)];
    columns.extend(batch.columns().iter().cloned());
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map_err(wrong)
}

/// For each of so many triggers the rows that it holds for, in their order.
fn held_rows(batches: &[RecordBatch], triggers: usize) -> Result<Vec<Vec<usize>>, DataFusionError> {
    let mut held = vec![Vec::new(); triggers];
    for batch in batches {
        let places = as_uint64_array(batch.column(0))?;
        for (column, rows) in batch.columns().iter().skip(1).zip(&mut held) {
            let holds = as_boolean_array(column)?;
            let those = (0..batch.num_rows()).filter(|row| holds.is_valid(*row) && holds.value(*row));
            rows.extend(those.filter_map(|row| usize::try_from(places.value(row)).ok()));
        }
    }
    for rows in &mut held {
        rows.sort_unstable();
    }
    Ok(held)
}

/// The facts of a figure for each school, from the rows that are shown.
fn sql(card: &Card, owner: &str, facts: &BTreeMap<String, String>) -> String {
    let columns = facts.iter().map(|(name, aggregate)| format!(", {aggregate} as \"{name}\""));
    let columns: String = columns.collect();
    let enough = card.n.as_ref().map(|n| format!(" and coalesce(\"{n}\" >= {}, true)", card.minimum));
    let enough = enough.unwrap_or_default();
    format!(
        "select \"{owner}\" as ovt{columns} from \"{SHOWN}\" where \"{owner}\" is not null{enough} group by \"{owner}\""
    )
}

/// The column with the school of a row: of a figure of all schools the one that says which is the school's own.
fn owner(card: &Card) -> Option<&str> {
    card.scope.column().or_else(|| card.channel("own")).filter(|owner| *owner == "ovt")
}

/// The sentences of a catalogue that are wanted, with their positions.
fn chosen(catalogue: &Catalogue, wanted: impl Fn(&Sentence) -> bool) -> Vec<(usize, &Sentence)> {
    catalogue.zin.iter().enumerate().filter(|(_, sentence)| wanted(sentence)).collect()
}

fn collect_holding(
    batch: &RecordBatch,
    indexes: &[usize],
    holds: &mut Holding,
) -> Result<(), DataFusionError> {
    let schools = as_string_array(batch.column(0))?;
    for (column, index) in batch.columns().iter().skip(1).zip(indexes) {
        let triggers = as_boolean_array(column)?;
        for row in 0..batch.num_rows() {
            if triggers.is_valid(row) && triggers.value(row) {
                let held = Held { sentence: *index, rows: Vec::new() };
                holds.entry(schools.value(row).to_owned()).or_default().push(held);
            }
        }
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` asks for")]
fn engine(error: DataFusionError) -> Error {
    Error::Engine(plain(&error))
}
