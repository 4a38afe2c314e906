//! A window function in, what its value tells about pupils out.
//!
//! Over groups it gives figures of other rows, so these rest on groups of their own name, which only a count that looks
//! at the same rows can cover.

use datafusion::logical_expr::expr::WindowFunction;
use datafusion::logical_expr::{Expr, LogicalPlan, Window};

use super::expr::Scope;
use super::taint::{Level, Relation, Taint};
use super::{Refusal, Tracer};

/// Functions that give a place among rows and no value.
const PLACES: [&str; 6] = ["row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile"];
/// Functions that give a value of one other row.
const OF_A_ROW: [&str; 5] = ["lag", "lead", "first_value", "last_value", "nth_value"];

impl Tracer<'_> {
    pub(super) fn window(&self, window: &Window, outer: Option<&Scope<'_>>) -> Relation {
        let input: &LogicalPlan = &window.input;
        let mut relation = self.plan(input, outer);
        let scope = Scope { schema: input.schema(), relation: &relation, outer };
        let added: Vec<Taint> = window.window_expr.iter().map(|expr| self.over(expr, &scope)).collect();
        relation.columns.extend(added);
        relation
    }

    fn over(&self, expr: &Expr, scope: &Scope<'_>) -> Taint {
        let function = match expr {
            Expr::Alias(alias) => return self.over(&alias.expr, scope),
            Expr::WindowFunction(function) => function,
            other => return self.expr(other, scope),
        };
        let params = &function.params;
        let partition: Vec<Taint> =
            params.partition_by.iter().map(|ground| self.expr(ground, scope)).collect();
        let order = params.order_by.iter().map(|sort| self.expr(&sort.expr, scope));
        let around =
            partition.iter().cloned().chain(order).fold(Taint::public(true), |all, one| all.with(&one));
        let arguments: Vec<Taint> = params.args.iter().map(|argument| self.expr(argument, scope)).collect();
        let all = arguments.iter().fold(Taint::public(true), Taint::with);
        let name = function.fun.name().to_owned();
        let by_key = params.order_by.iter().any(|sort| self.expr(&sort.expr, scope).level == Level::Key);
        if by_key {
            return around.refused(Level::Key, Refusal::KeyComputed);
        }
        if PLACES.contains(&name.as_str()) {
            let own = partition.iter().any(|ground| ground.level == Level::Key);
            let by = params.order_by.iter().map(|sort| self.expr(&sort.expr, scope).level).max();
            let level = match scope.relation.pupils {
                // The first or the last of a pupil's own tests, by when they were.
                true if own && by.is_none_or(|level| level <= Level::Occasion) => Level::Occasion,
                true => Level::Outcome,
                false => around.level.min(Level::Group),
            };
            return Taint { known: true, why: None, counts: [].into(), ..around.at(level) };
        }
        if all.level == Level::Key {
            return all.refused(Level::Key, Refusal::KeyComputed);
        }
        if scope.relation.pupils {
            return over_pupils(&name, all, &partition);
        }
        over_groups(function, &name, &arguments, all)
    }
}

/// Within the rows of one pupil it is a value of that pupil; beyond them it is someone else's.
fn over_pupils(name: &str, all: Taint, partition: &[Taint]) -> Taint {
    let own = partition.iter().any(|ground| ground.level == Level::Key);
    if own || all.level <= Level::Public {
        let level = all.level.max(Level::Outcome);
        return Taint { known: false, ..all.at(level) };
    }
    all.refused(Level::Chosen, Refusal::Window(name.to_owned()))
}

fn over_groups(function: &WindowFunction, name: &str, arguments: &[Taint], all: Taint) -> Taint {
    if all.sources.is_empty() {
        return Taint { known: false, ..all };
    }
    let params = &function.params;
    let of_a_row = OF_A_ROW.contains(&name);
    let shape = if of_a_row { format!("{name} {:?}", params.args.get(1..)) } else { String::new() };
    let rows = format!(
        "@{shape} {:?} {:?} {:?} {:?}",
        params.partition_by, params.order_by, params.window_frame, params.filter
    );
    let renamed = |source: &String| format!("{source}{rows}");
    let counts = match arguments {
        [first, ..] if of_a_row || name == "min" => first.counts.clone(),
        _ => [].into(),
    };
    let is_count = !counts.is_empty();
    Taint { counts, is_count, known: false, is_label: false, ..all }.renamed(&renamed)
}
