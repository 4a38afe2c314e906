//! An expression in, what its value tells about pupils out.
//!
//! Arithmetic that keeps a mean honest is let through; what can pick or magnify one value is not.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema};
use datafusion::logical_expr::expr::{Case, ScalarFunction};
use datafusion::logical_expr::{BinaryExpr, Expr, LogicalPlan, Operator};

use super::taint::{Level, Relation, Taint};
use super::{Refusal, Tracer};

/// Where the columns of an expression are looked up.
pub(super) struct Scope<'a> {
    pub(super) schema: &'a DFSchema,
    pub(super) relation: &'a Relation,
    /// That of the query around a subquery.
    pub(super) outer: Option<&'a Scope<'a>>,
}

impl Scope<'_> {
    fn column(&self, column: &Column) -> Option<Taint> {
        let index = self.schema.maybe_index_of_column(column)?;
        self.relation.columns.get(index).cloned()
    }

    fn outer_column(&self, column: &Column) -> Option<Taint> {
        let outer = self.outer?;
        outer.column(column).or_else(|| outer.outer_column(column))
    }
}

/// Functions of one number that leave a mean honest: they magnify no value.
const EVEN: [&str; 4] = ["round", "floor", "ceil", "trunc"];

impl Tracer<'_> {
    /// What the value of an expression tells.
    pub(super) fn expr(&self, expr: &Expr, scope: &Scope<'_>) -> Taint {
        match expr {
            Expr::Alias(alias) => self.expr(&alias.expr, scope),
            Expr::Column(column) => scope.column(column).unwrap_or_else(unknown),
            Expr::OuterReferenceColumn(_, column) => scope.outer_column(column).unwrap_or_else(unknown),
            Expr::Literal(value, _) => Taint::public(!value.is_null()),
            Expr::Placeholder(_) | Expr::LambdaVariable(_) => Taint::public(true),
            Expr::BinaryExpr(binary) => self.binary(binary, scope),
            Expr::Case(case) => self.case(case, scope),
            Expr::Cast(cast) => {
                let inner = self.expr(&cast.expr, scope);
                converted(inner, cast.field.data_type(), true)
            }
            Expr::TryCast(cast) => {
                let inner = self.expr(&cast.expr, scope);
                converted(inner, cast.field.data_type(), false)
            }
            Expr::Negative(inner) => Taint { counts: [].into(), ..self.expr(inner, scope) }.without_key(),
            Expr::IsNull(inner) | Expr::IsNotNull(inner) => {
                let inner = self.expr(inner, scope);
                // Whether there is a pupil at all says nothing of which one.
                let plain = inner.level < Level::Key || inner.why.is_some();
                condition(if plain { inner } else { inner.at(Level::Outcome) })
            }
            Expr::ScalarFunction(function) => self.function(function, scope),
            Expr::ScalarSubquery(subquery) => self.scalar_subquery(&subquery.subquery, scope),
            Expr::Exists(exists) => condition(members(self.plan(&exists.subquery.subquery, Some(scope)))),
            Expr::InSubquery(membership) => {
                let wanted = self.expr(&membership.expr, scope);
                self.membership(&wanted, &membership.subquery.subquery, scope)
            }
            Expr::SetComparison(comparison) => {
                let wanted = self.expr(&comparison.expr, scope);
                self.membership(&wanted, &comparison.subquery.subquery, scope)
            }
            Expr::Like(_)
            | Expr::SimilarTo(_)
            | Expr::Between(_)
            | Expr::InList(_)
            | Expr::Not(_)
            | Expr::IsTrue(_)
            | Expr::IsFalse(_)
            | Expr::IsUnknown(_)
            | Expr::IsNotTrue(_)
            | Expr::IsNotFalse(_)
            | Expr::IsNotUnknown(_) => condition(self.parts(expr, scope)),
            Expr::ScalarVariable(..) => Taint::new(Level::Key),
            _ => self.parts(expr, scope).reshaped(expr),
        }
    }

    /// What everything in an expression tells together.
    fn parts(&self, expr: &Expr, scope: &Scope<'_>) -> Taint {
        let mut all = Taint::public(true);
        let done = expr.apply_children(|child| {
            all = all.clone().with(&self.expr(child, scope));
            Ok(TreeNodeRecursion::Continue)
        });
        if done.is_err() { unknown() } else { all }
    }

    fn binary(&self, binary: &BinaryExpr, scope: &Scope<'_>) -> Taint {
        let (left, right) = (self.expr(&binary.left, scope), self.expr(&binary.right, scope));
        let (one, other) = (left.level, right.level);
        let both = left.clone().with(&right);
        match binary.op {
            Operator::Eq | Operator::IsNotDistinctFrom
                if one == Level::Key && other == Level::Key && both.why.is_none() =>
            {
                Taint { known: true, ..both.at(Level::Occasion) }
            }
            Operator::And | Operator::Or => both,
            op if is_comparison(op) => condition(both),
            Operator::Plus | Operator::Minus => both.without_key(),
            Operator::Divide if left.is_of_pupils() && other <= Level::Public => both.without_key(),
            Operator::Multiply if one <= Level::Public || other <= Level::Public => both.without_key(),
            _ if both.level <= Level::Outcome => both,
            _ => both.reshaped(&Expr::BinaryExpr(binary.clone())),
        }
    }

    /// A choice between constants is an outcome; one between values of pupils picks.
    fn case(&self, case: &Case, scope: &Scope<'_>) -> Taint {
        let whens = case.when_then_expr.iter().map(|(when, _)| self.expr(when, scope));
        let base = case.expr.iter().map(|base| self.expr(base, scope));
        let mut tested = base.chain(whens).fold(Taint::public(true), |all, one| all.with(&one));
        if case.expr.is_some() {
            tested = condition(tested);
        }
        let thens = case.when_then_expr.iter().map(|(_, then)| then).chain(&case.else_expr);
        let results: Vec<Taint> = thens.clone().map(|then| self.expr(then, scope)).collect();
        let given = results.iter().fold(Taint::public(case.else_expr.is_some()), Taint::with);
        if tested.level == Level::Key {
            return tested.with(&given);
        }
        let all = |level: Level| {
            let nothing = |then: &Expr| matches!(then, Expr::Literal(value, _) if value.is_null());
            thens.clone().zip(&results).all(|(then, result)| result.level == level || nothing(then))
        };
        let (all_keys, values_or_nothing) = (given.is_of_one_scan() && all(Level::Key), all(Level::Value));
        match given.level {
            Level::Key if all_keys => Taint { known: false, ..given },
            Level::Key => given.refused(Level::Key, Refusal::KeyComputed),
            // By occasion a value is kept or left out whole; who is left out has none.
            Level::Value if tested.level <= Level::Occasion && values_or_nothing => {
                Taint { known: false, ..given.with(&tested) }
            }
            Level::Value | Level::Chosen if tested.level > Level::Public => {
                given.with(&tested).reshaped(&Expr::Case(case.clone()))
            }
            _ => given.with(&tested),
        }
    }

    fn function(&self, function: &ScalarFunction, scope: &Scope<'_>) -> Taint {
        let arguments: Vec<Taint> = function.args.iter().map(|argument| self.expr(argument, scope)).collect();
        let all = arguments.iter().fold(Taint::public(true), Taint::with);
        match (function.name(), arguments.as_slice()) {
            ("coalesce", _)
                if all.is_of_one_scan() && arguments.iter().all(|argument| argument.level == Level::Key) =>
            {
                all
            }
            // The smallest of several counts is a count of each group.
            ("least", _) if arguments.iter().all(|argument| !argument.counts.is_empty()) => {
                let counts = arguments.iter().flat_map(|argument| argument.counts.iter().cloned()).collect();
                Taint { counts, is_count: true, ..all }
            }
            ("coalesce", [first, rest @ ..]) if rest.iter().all(|other| other.level == Level::Public) => {
                let known = rest.iter().any(|other| other.known) || first.known;
                let kept = Taint { known, ..first.clone() }.without_key();
                if first.level == Level::Value && !first.known {
                    kept.reshaped(&Expr::ScalarFunction(function.clone()))
                } else {
                    kept
                }
            }
            (name, [value, rest @ ..])
                if EVEN.contains(&name) && rest.iter().all(|other| other.level == Level::Public) =>
            {
                Taint { counts: [].into(), is_count: false, is_rounded: true, ..value.clone() }.without_key()
            }
            _ if all.level <= Level::Outcome => Taint { known: false, ..all },
            _ => Taint { known: false, ..all }.reshaped(&Expr::ScalarFunction(function.clone())),
        }
    }

    fn scalar_subquery(&self, plan: &LogicalPlan, scope: &Scope<'_>) -> Taint {
        let relation = self.plan(plan, Some(scope));
        let given = relation.columns.first().cloned().unwrap_or_else(unknown);
        let given = Taint { known: false, counts: [].into(), is_count: false, is_label: false, ..given };
        match relation.poison {
            Some(poison) => given.refused(Level::Key, poison),
            None if relation.pupils => given.refused(Level::Chosen, Refusal::Subquery),
            None => given,
        }
    }

    fn membership(&self, wanted: &Taint, plan: &LogicalPlan, scope: &Scope<'_>) -> Taint {
        let relation = self.plan(plan, Some(scope));
        let among = relation.columns.first().cloned().unwrap_or_else(unknown);
        let members = members(relation);
        if (wanted.level == Level::Key) != (among.level == Level::Key) {
            return members.with(wanted).refused(Level::Key, Refusal::KeyCompared);
        }
        let level = match wanted.level {
            Level::Key => members.level,
            level => members.level.max(level.min(Level::Outcome)),
        };
        let both = members.with(&Taint { why: None, ..wanted.clone() });
        if let Some(why) = wanted.why.clone().or_else(|| among.why.clone()) {
            return both.refused(Level::Key, why);
        }
        both.at(level)
    }
}

/// What it tells that a row is among others.
fn members(relation: Relation) -> Taint {
    let start = Taint::public(true);
    let all = relation.columns.iter().fold(start, Taint::with);
    let level = match relation.pupils {
        true if relation.picked => Level::Outcome,
        true => Level::Occasion,
        false => all.level.min(Level::Outcome),
    };
    let members = Taint { why: None, ..all }.at(level);
    match relation.poison {
        Some(poison) => members.refused(Level::Key, poison),
        None => members,
    }
}

/// A column that is nowhere: as near as can be.
fn unknown() -> Taint {
    Taint::new(Level::Key).refused(Level::Key, Refusal::Untraceable("an expression"))
}

fn is_comparison(op: Operator) -> bool {
    op.supports_propagation()
        || matches!(
            op,
            Operator::IsNotDistinctFrom
                | Operator::LikeMatch
                | Operator::ILikeMatch
                | Operator::NotLikeMatch
                | Operator::NotILikeMatch
        )
}

/// A yes or no about something: at most an outcome, unless it is about a key.
fn condition(tested: Taint) -> Taint {
    let tested = Taint { counts: [].into(), is_count: false, ..tested };
    match tested.level {
        Level::Key => tested.refused(Level::Key, Refusal::KeyCompared),
        level => Taint { why: None, ..tested }.at(level.min(Level::Outcome)),
    }
}

fn converted(inner: Taint, target: &DataType, keeps: bool) -> Taint {
    let known = inner.known && keeps;
    let counts = if target.is_numeric() { inner.counts.clone() } else { [].into() };
    let is_count = inner.is_count && target.is_numeric();
    Taint { known, counts, is_count, ..inner }.without_key()
}

impl Taint {
    /// Something made of it: of a key nothing can be made.
    fn without_key(self) -> Self {
        let plain = Self { is_label: self.is_label && self.level <= Level::Group, ..self };
        if plain.level == Level::Key { plain.refused(Level::Key, Refusal::KeyComputed) } else { plain }
    }

    /// Something made of it that may magnify or pick one value.
    fn reshaped(self, by: &Expr) -> Self {
        let plain = Self { counts: [].into(), is_count: false, ..self };
        match plain.level {
            Level::Key => plain.refused(Level::Key, Refusal::KeyComputed),
            Level::Value | Level::Chosen => {
                plain.refused(Level::Chosen, Refusal::Picked(by.human_display().to_string()))
            }
            _ => plain,
        }
    }

    /// Whether it is about the pupils of one reading of a table.
    fn is_of_one_scan(&self) -> bool {
        self.origins.len() == 1
    }
}
