//! A plan in, what its rows tell about pupils out, step by step.
//!
//! Every kind of step that a `select` can have is here; any other makes nothing of it visible.

use std::collections::BTreeSet;

use datafusion::common::{Column, DFSchema, JoinType, ScalarValue};
use datafusion::logical_expr::utils::split_conjunction;
use datafusion::logical_expr::{
    BinaryExpr, Distinct, Expr, Join, LogicalPlan, Operator, RecursiveQuery, TableScan,
};

use domain::card::MINIMUM;

use super::expr::Scope;
use super::taint::{Level, Relation, Source, Taint};
use super::{Refusal, Tracer};

impl Tracer<'_> {
    /// What the rows of a plan tell; `outer` is the query around a subquery.
    pub(super) fn plan(&self, plan: &LogicalPlan, outer: Option<&Scope<'_>>) -> Relation {
        match plan {
            LogicalPlan::TableScan(scan) => self.scan(scan),
            LogicalPlan::Projection(projection) => {
                let input = self.plan(&projection.input, outer);
                let scope = Scope { schema: projection.input.schema(), relation: &input, outer };
                let columns = projection.expr.iter().map(|expr| self.expr(expr, &scope)).collect();
                Relation { columns, ..input }
            }
            LogicalPlan::Filter(filter) => {
                let input = self.plan(&filter.input, outer);
                self.filtered(input, filter.input.schema(), &filter.predicate, outer)
            }
            LogicalPlan::Aggregate(aggregate) => self.aggregate(aggregate, outer),
            LogicalPlan::Window(window) => self.window(window, outer),
            LogicalPlan::Join(join) => self.join(join, outer),
            LogicalPlan::Union(union) => {
                let branches = union.inputs.iter().enumerate().map(|(index, branch)| {
                    let rename = |name: &Source| format!("{name}#{index}");
                    let relation = self.plan(branch, outer);
                    let columns =
                        relation.columns.into_iter().map(|column| column.renamed(&rename)).collect();
                    Relation { columns, ..relation }
                });
                branches.reduce(together).unwrap_or_else(|| Relation::public(0))
            }
            LogicalPlan::SubqueryAlias(alias) => self.plan(&alias.input, outer),
            LogicalPlan::Subquery(subquery) => self.plan(&subquery.subquery, outer),
            LogicalPlan::Sort(sort) => {
                let input = self.plan(&sort.input, outer);
                let scope = Scope { schema: sort.input.schema(), relation: &input, outer };
                let told: Vec<Taint> = sort.expr.iter().map(|by| self.expr(&by.expr, &scope)).collect();
                told.iter().fold(input, Relation::decided)
            }
            LogicalPlan::Limit(limit) => self.plan(&limit.input, outer).picked(),
            LogicalPlan::Repartition(repartition) => self.plan(&repartition.input, outer),
            LogicalPlan::Distinct(Distinct::All(input)) => self.distinct(self.plan(input, outer)),
            LogicalPlan::Distinct(Distinct::On(on)) => {
                let input = self.plan(&on.input, outer);
                let scope = Scope { schema: on.input.schema(), relation: &input, outer };
                let columns = on.select_expr.iter().map(|expr| self.expr(expr, &scope)).collect();
                Relation { columns, ..input }.picked()
            }
            LogicalPlan::EmptyRelation(empty) => Relation::public(empty.schema.fields().len()),
            LogicalPlan::Values(values) => Relation::public(values.schema.fields().len()),
            LogicalPlan::RecursiveQuery(query) => self.recursive(query, outer),
            other => self.opaque(other, outer),
        }
    }

    fn scan(&self, scan: &TableScan) -> Relation {
        let width = scan.projected_schema.fields().len();
        let Some(table) = self.lineage.table(scan.table_name.table(), &self.fresh("lezing")) else {
            return Relation::public(width);
        };
        match &scan.projection {
            Some(kept) => {
                let columns = kept.iter().filter_map(|index| table.columns.get(*index).cloned()).collect();
                Relation { columns, ..table }
            }
            None => table,
        }
    }

    /// The rows that are left, what is never empty in them, and whose pupils are the same.
    fn filtered(
        &self,
        input: Relation,
        schema: &DFSchema,
        predicate: &Expr,
        outer: Option<&Scope<'_>>,
    ) -> Relation {
        let mut relation = input;
        for part in split_conjunction(predicate) {
            let scope = Scope { schema, relation: &relation, outer };
            let told = self.expr(part, &scope);
            let poison = (told.level == Level::Key).then(|| told.why.clone().unwrap_or(Refusal::KeyCompared));
            // Which groups are left tells of the ones that are not, and of those whose figures are hidden.
            let by_figure = told.level == Level::Group
                && !told.sources.is_empty()
                && !told.is_label
                && !told.is_placed
                && !told.is_occasion
                && !matches!(part, Expr::IsNotNull(_))
                && !is_floor(part, |side| self.expr(side, &scope));
            let same = same_pupils(part, |side| self.expr(side, &scope));
            relation.poison = relation.poison.or(poison).or(by_figure.then_some(Refusal::GroupsPicked));
            // That there is a value at all picks nobody out.
            let by_outcome = told.level >= Level::Outcome && !matches!(part, Expr::IsNotNull(_));
            for index in never_empty(part).filter_map(|column| schema.maybe_index_of_column(column)) {
                if let Some(column) = relation.columns.get_mut(index) {
                    column.known = true;
                }
            }
            if let Some((one, other)) = same {
                relation = relation.unify(&one, &other);
            }
            if by_outcome {
                relation = relation.picked();
            }
            relation = relation.decided(&told);
        }
        relation
    }

    fn join(&self, join: &Join, outer: Option<&Scope<'_>>) -> Relation {
        let (left, right) = (self.plan(&join.left, outer), self.plan(&join.right, outer));
        let (may_miss_left, may_miss_right) = match join.join_type {
            JoinType::Left | JoinType::LeftMark => (false, true),
            JoinType::Right | JoinType::RightMark => (true, false),
            JoinType::Full => (true, true),
            _ => (false, false),
        };
        let mut columns: Vec<Taint> =
            left.columns.iter().map(|column| missing(column, may_miss_left)).collect();
        columns.extend(right.columns.iter().map(|column| missing(column, may_miss_right)));
        let poison = left.poison.clone().or_else(|| right.poison.clone());
        let picked = left.picked || right.picked;
        let mut both = Relation { columns, pupils: left.pupils || right.pupils, picked, poison };
        if picked {
            both = both.picked();
        }
        let Ok(schema) = join.left.schema().join(join.right.schema()) else {
            return both.poisoned(Refusal::Untraceable("this join"));
        };
        for (one, other) in &join.on {
            let equal = one.clone().eq(other.clone());
            let inner = may_miss_left || may_miss_right;
            both = self.joined(both, &schema, &equal, inner, outer);
        }
        if let Some(filter) = &join.filter {
            both = self.joined(both, &schema, filter, may_miss_left || may_miss_right, outer);
        }
        let width = left.columns.len();
        if left.pupils != right.pupils {
            let level = self.reach(join, &both, &schema, outer);
            let public = if left.pupils { width..both.columns.len() } else { 0..width };
            let origins = both.origins();
            for column in both.columns.get_mut(public).into_iter().flatten() {
                if column.level == Level::Public {
                    *column = Taint { level, origins: origins.clone(), ..column.clone() };
                }
            }
        }
        match join.join_type {
            JoinType::LeftSemi | JoinType::LeftAnti => {
                both.columns.truncate(width);
                Relation { pupils: left.pupils, ..both }
            }
            JoinType::RightSemi | JoinType::RightAnti => {
                both.columns.drain(..width);
                Relation { pupils: right.pupils, ..both }
            }
            JoinType::LeftMark | JoinType::RightMark => both.poisoned(Refusal::Untraceable("this join")),
            _ => both,
        }
    }

    /// How much the partner of a row in a join tells of its pupil.
    fn reach(&self, join: &Join, both: &Relation, schema: &DFSchema, outer: Option<&Scope<'_>>) -> Level {
        let scope = Scope { schema, relation: both, outer };
        let sides = join.on.iter().flat_map(|(one, other)| [one, other]).chain(&join.filter);
        let level = sides.map(|side| self.expr(side, &scope).level).max().unwrap_or(Level::Public);
        level.clamp(Level::Occasion, Level::Outcome)
    }

    /// Applies a condition of a join; where rows can be missing it makes nothing certain but whose pupils are the same.
    fn joined(
        &self,
        relation: Relation,
        schema: &DFSchema,
        condition: &Expr,
        open: bool,
        outer: Option<&Scope<'_>>,
    ) -> Relation {
        let before: Vec<bool> = relation.columns.iter().map(|column| column.known).collect();
        let mut after = self.filtered(relation, schema, condition, outer);
        if open {
            for (column, known) in after.columns.iter_mut().zip(before) {
                column.known = known;
            }
        }
        after
    }

    /// Only what says nothing about pupils can be asked again and again.
    fn recursive(&self, query: &RecursiveQuery, outer: Option<&Scope<'_>>) -> Relation {
        let start = self.plan(&query.static_term, outer);
        let step = self.plan(&query.recursive_term, outer);
        let relation = Relation::public(query.schema.fields().len());
        let poison = start.poison.clone().or_else(|| step.poison.clone());
        let about_pupils = start.is_about_pupils() || step.is_about_pupils();
        let why = poison.or_else(|| about_pupils.then_some(Refusal::Untraceable("a recursive query")));
        Relation { poison: why, ..relation }
    }

    fn opaque(&self, plan: &LogicalPlan, outer: Option<&Scope<'_>>) -> Relation {
        let inputs: Vec<Relation> = plan.inputs().into_iter().map(|input| self.plan(input, outer)).collect();
        let relation = Relation::public(plan.schema().fields().len());
        if let LogicalPlan::Unnest(unnest) = plan
            && let [input] = inputs.as_slice()
        {
            let columns =
                unnest.dependency_indices.iter().filter_map(|index| input.columns.get(*index).cloned());
            return Relation { columns: columns.collect(), ..input.clone() };
        }
        if inputs.iter().any(|input| input.is_about_pupils() || input.poison.is_some()) {
            return relation.poisoned(Refusal::Untraceable("this kind of statement"));
        }
        relation
    }
}

/// The rows of two branches of a union.
fn together(one: Relation, other: Relation) -> Relation {
    let columns = one.columns.iter().zip(&other.columns).map(|(left, right)| {
        let counts = left.counts.union(&right.counts).cloned().collect();
        let is_label =
            (left.is_label || left.sources.is_empty()) && (right.is_label || right.sources.is_empty());
        let is_count = left.is_count || right.is_count;
        let both = Taint { counts, is_count, is_label, ..left.clone().with(right) };
        if (left.level == Level::Key) == (right.level == Level::Key) {
            both
        } else {
            both.refused(Level::Key, Refusal::KeyComputed)
        }
    });
    Relation {
        columns: columns.collect(),
        pupils: one.pupils || other.pupils,
        picked: one.picked || other.picked,
        poison: one.poison.or(other.poison),
    }
}

/// A column of the side of a join that may be missing.
fn missing(column: &Taint, may_be: bool) -> Taint {
    if !may_be {
        return column.clone();
    }
    let open = Taint { known: false, ..column.clone() };
    if column.level == Level::Value { open.refused(Level::Chosen, Refusal::OuterJoin) } else { open }
}

/// The scans of two keys that a condition makes equal.
fn same_pupils(part: &Expr, told: impl Fn(&Expr) -> Taint) -> Option<(BTreeSet<Source>, BTreeSet<Source>)> {
    let Expr::BinaryExpr(binary) = part else { return None };
    if binary.op != Operator::Eq {
        return None;
    }
    let (one, other) = (told(&binary.left), told(&binary.right));
    let keys =
        one.level == Level::Key && other.level == Level::Key && one.why.is_none() && other.why.is_none();
    keys.then_some((one.origins, other.origins))
}

/// The columns that are not empty where a condition holds.
fn never_empty(part: &Expr) -> impl Iterator<Item = &Column> {
    let sides: Vec<&Expr> = match part {
        Expr::IsNotNull(inner) => vec![inner],
        Expr::BinaryExpr(binary) if is_strict(binary.op) => vec![&binary.left, &binary.right],
        Expr::Between(between) if !between.negated => vec![&between.expr],
        Expr::InList(list) if !list.negated => vec![&list.expr],
        _ => Vec::new(),
    };
    sides.into_iter().filter_map(|side| match side {
        Expr::Column(column) => Some(column),
        Expr::Cast(cast) => match cast.expr.as_ref() {
            Expr::Column(column) => Some(column),
            _ => None,
        },
        _ => None,
    })
}

/// Whether a comparison never holds for what is empty.
fn is_strict(op: Operator) -> bool {
    use Operator::{Eq, Gt, GtEq, Lt, LtEq, NotEq};
    matches!(op, Eq | NotEq | Lt | LtEq | Gt | GtEq)
}

impl Relation {
    fn poisoned(mut self, why: Refusal) -> Self {
        self.poison = self.poison.or(Some(why));
        self
    }
}

/// Whether a condition asks for so many pupils that what it leaves out would be hidden: a floor under a count.
fn is_floor(condition: &Expr, told: impl Fn(&Expr) -> Taint) -> bool {
    let Expr::BinaryExpr(BinaryExpr { left, op, right }) = condition else { return false };
    let (count, least, strictly) = match op {
        Operator::GtEq => (left, right, false),
        Operator::Gt => (left, right, true),
        Operator::LtEq => (right, left, false),
        Operator::Lt => (right, left, true),
        _ => return false,
    };
    let Expr::Literal(ScalarValue::Int64(Some(least)), _) = least.as_ref() else { return false };
    let shown = i64::from(MINIMUM);
    told(count).is_count && least + i64::from(strictly) >= shown
}
