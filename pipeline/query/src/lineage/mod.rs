//! The plan of a query in, what its result tells about pupils out, or the reason why it cannot be shown.
//!
//! It follows every column from the tables to the result and never looks at a row: an alias, a view or a union changes
//! nothing. What it does not know is taken for the nearest to a pupil that its parts are.

mod aggregate;
mod base;
mod expr;
mod plan;
mod refusal;
mod taint;
mod window;

use std::cell::Cell;
use std::collections::BTreeMap;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Expr, LogicalPlan, Volatility};
use domain::tables::TABLES;

pub(crate) use refusal::Refusal;
pub(crate) use taint::{Level, Relation, Taint};

/// What is known of every table in a session.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lineage {
    computed: BTreeMap<String, Relation>,
}

/// What a result that may be shown tells of its columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Columns that rest on pupils and are hidden with their row, whatever their type.
    pub(crate) figures: Vec<String>,
    /// Columns with the number of pupils of a part of the group.
    pub(crate) parts: Vec<String>,
    /// The column that counts the pupils of all others; none when the result is not about pupils.
    pub(crate) n: Option<String>,
}

impl Lineage {
    /// What the result of a plan tells; `name` is that of the query.
    pub(crate) fn of(&self, name: &str, plan: &LogicalPlan) -> Relation {
        Tracer { lineage: self, name, made: Cell::new(0) }.plan(plan, None)
    }

    /// Remembers what a computed table tells, for the queries that select from it.
    pub(crate) fn remember(&mut self, table: &str, relation: Relation) {
        self.computed.insert(table.to_owned(), relation);
    }

    /// Forgets a computed table.
    pub(crate) fn forget(&mut self, table: &str) {
        self.computed.remove(table);
    }

    /// What a table tells when it is read for the `scan`-th time.
    fn table(&self, name: &str, scan: &str) -> Option<Relation> {
        let canonical =
            || TABLES.iter().find(|table| table.name == name).map(|table| base::relation(table, scan));
        let computed = self.computed.get(name).map(|relation| {
            let rename = |source: &String| format!("{scan}/{source}");
            let columns = relation.columns.iter().map(|column| column.clone().renamed(&rename)).collect();
            Relation { columns, ..relation.clone() }
        });
        computed.or_else(canonical)
    }
}

/// Follows columns through one plan.
struct Tracer<'a> {
    lineage: &'a Lineage,
    name: &'a str,
    made: Cell<usize>,
}

impl Tracer<'_> {
    /// A name that nothing else in the session has.
    fn fresh(&self, what: &str) -> String {
        self.made.set(self.made.get() + 1);
        format!("{}.{what}{}", self.name, self.made.get())
    }
}

/// A function in a plan whose answer differs from run to run: the same data would give another report.
pub(crate) fn volatile(plan: &LogicalPlan) -> Option<Refusal> {
    /// Functions that ask the clock.
    const OF_THE_CLOCK: [&str; 4] = ["now", "current_date", "current_time", "today"];
    let mut found = None;
    let visited = plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            expr.apply(|inner| {
                if let Expr::ScalarFunction(function) = inner
                    && (function.func.signature().volatility == Volatility::Volatile
                        || OF_THE_CLOCK.contains(&function.name()))
                {
                    found = Some(Refusal::Volatile(function.name().to_owned()));
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    });
    visited.ok().and(found)
}

/// Whether a result may be shown, and what of it has to be hidden for small groups.
///
/// `n` is the column that the card names; without one a column that counts the pupils is looked for when `guess`.
pub(crate) fn verdict(
    relation: &Relation,
    fields: &[(String, DataType)],
    n: Option<&str>,
    context: &[String],
    guess: bool,
) -> Result<Verdict, Refusal> {
    if let Some(poison) = &relation.poison {
        return Err(poison.clone());
    }
    let named = || fields.iter().map(|(name, _)| name).zip(&relation.columns);
    if let Some((name, _)) = named().find(|(_, column)| column.level == Level::Key && column.why.is_none()) {
        return Err(Refusal::Key(name.clone()));
    }
    if let Some(why) =
        named().filter(|(_, column)| column.is_of_pupils()).find_map(|(_, column)| column.why.clone())
    {
        return Err(why);
    }
    if relation.pupils {
        return Err(Refusal::SinglePupils);
    }
    if let Some((name, _)) = named().find(|(_, column)| column.is_of_pupils()) {
        return Err(Refusal::Value(name.clone()));
    }
    let sources = relation.sources();
    if sources.is_empty() {
        return Ok(Verdict::default());
    }
    let covers = |column: &Taint| sources.is_subset(&column.counts);
    let candidate = named().find(|(_, column)| covers(column)).map(|(name, _)| name.clone());
    let Some(n) = n.map(str::to_owned).or_else(|| candidate.clone().filter(|_| guess)) else {
        return Err(Refusal::NoCount { candidate });
    };
    let Some((_, counted)) = named().find(|(name, _)| **name == n) else {
        return Err(Refusal::NoCount { candidate });
    };
    let uncounted = || named().filter(|(_, column)| !column.sources.is_subset(&counted.counts));
    // A figure says more than the word beside it.
    if let Some((column, _)) = uncounted().find(|(_, column)| !column.is_label).or_else(|| uncounted().next())
    {
        return Err(Refusal::WrongCount { n, column: column.clone() });
    }
    let rests = |column: &Taint| !column.sources.is_empty() && !column.is_placed;
    if let Some((name, _)) = named().find(|(name, column)| rests(column) && context.contains(name)) {
        return Err(Refusal::Context(name.clone()));
    }
    let figures = named().filter(|(_, column)| rests(column) && !column.is_label);
    let parts = named().filter(|(name, column)| column.is_count && **name != n);
    Ok(Verdict {
        figures: figures.map(|(name, _)| name.clone()).collect(),
        parts: parts.map(|(name, _)| name.clone()).collect(),
        n: Some(n),
    })
}
