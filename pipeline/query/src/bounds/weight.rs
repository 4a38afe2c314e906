//! A statement in, how deep and how heavy it is out, or the first part that the engine passes over.
//!
//! A `with` weighs what it holds each time that it is named: so it is planned.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{Expr, ObjectName, Query, Select, SetExpr, TableFactor, Visitor};

use super::silent::{of_expr, of_query, of_select, of_table};
use super::{DEPTH, Fault, WEIGHT, too_deep, too_heavy};

/// A walk through a statement.
pub(crate) struct Look<'a> {
    scalars: &'a dyn Fn(&str) -> bool,
    depth: usize,
    queries: Vec<Weighing>,
}

/// A query while it is walked through.
#[derive(Default)]
struct Weighing {
    weight: u64,
    /// The same with every name as one: what it adds to the query in whose `with` it stands.
    alone: u64,
    /// What is known of the names that its `with` makes, so far.
    known: BTreeMap<String, u64>,
    /// The queries in its `with`, by their place in memory, with their names.
    named: Vec<(*const Query, String)>,
}

impl<'a> Look<'a> {
    pub(crate) fn new(scalars: &'a dyn Fn(&str) -> bool) -> Self {
        Self { scalars, depth: 0, queries: Vec::new() }
    }

    fn deeper(&mut self) -> ControlFlow<Fault> {
        self.depth += 1;
        if self.depth > DEPTH { ControlFlow::Break(too_deep()) } else { ControlFlow::Continue(()) }
    }

    fn add(&mut self, weight: u64, alone: u64) -> ControlFlow<Fault> {
        let Some(query) = self.queries.last_mut() else { return ControlFlow::Continue(()) };
        query.weight = query.weight.saturating_add(weight);
        query.alone = query.alone.saturating_add(alone);
        if query.weight > WEIGHT { ControlFlow::Break(too_heavy()) } else { ControlFlow::Continue(()) }
    }
}

impl Visitor for Look<'_> {
    type Break = Fault;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<Fault> {
        if let Some(silent) = of_query(query) {
            return ControlFlow::Break(Fault::Silent(silent));
        }
        if deepest_union(&query.body) > DEPTH {
            return ControlFlow::Break(too_deep());
        }
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        let named = tables.map(|table| (&raw const *table.query, key(&table.alias.name.value))).collect();
        self.queries.push(Weighing { weight: 1, alone: 1, named, known: BTreeMap::new() });
        self.deeper()
    }

    fn post_visit_query(&mut self, query: &Query) -> ControlFlow<Fault> {
        self.depth -= 1;
        let (mut weight, alone) = self.queries.pop().map_or((0, 0), |done| (done.weight, done.alone));
        if let Some(outer) = self.queries.last_mut()
            && let Some((_, name)) = outer.named.iter().find(|(place, _)| std::ptr::eq(*place, query))
        {
            let name = name.clone();
            let known = outer.known.entry(name).or_default();
            *known = weight.max(*known);
            weight = alone;
        }
        self.add(weight, alone)
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<Fault> {
        of_select(select)
            .map_or(ControlFlow::Continue(()), |silent| ControlFlow::Break(Fault::Silent(silent)))
    }

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<Fault> {
        of_table(table).map_or(ControlFlow::Continue(()), |silent| ControlFlow::Break(Fault::Silent(silent)))
    }

    fn pre_visit_relation(&mut self, name: &ObjectName) -> ControlFlow<Fault> {
        let single = <[_; 1]>::try_from(name.0.as_slice().iter().collect::<Vec<_>>()).ok();
        let name = single.and_then(|[part]| Some(key(&part.as_ident()?.value)));
        let known =
            name.and_then(|name| self.queries.iter().filter_map(|query| query.known.get(&name)).max());
        self.add(known.copied().unwrap_or(1), 1)
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Fault> {
        if let Some(silent) = of_expr(expr, self.scalars) {
            return ControlFlow::Break(Fault::Silent(silent));
        }
        self.add(1, 1)?;
        self.deeper()
    }

    fn post_visit_expr(&mut self, _: &Expr) -> ControlFlow<Fault> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }
}

/// Names are the same in capitals, and one that hides another weighs as the heavier of them: never too little.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// How deep unions stand inside each other: a row of them is as deep as it is long.
fn deepest_union(body: &SetExpr) -> usize {
    let (mut deepest, mut waiting) = (0, vec![(body, 1)]);
    while let Some((part, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        if let SetExpr::SetOperation { left, right, .. } = part {
            waiting.extend([(&**left, depth + 1), (&**right, depth + 1)]);
        }
    }
    deepest
}
