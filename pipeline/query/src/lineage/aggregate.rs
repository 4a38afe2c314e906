//! A grouping in, what its groups and figures tell about pupils out.
//!
//! Where the key is among the grounds a row still stands for one pupil; elsewhere only figures of the whole group pass.

use std::collections::BTreeSet;

use datafusion::logical_expr::expr::AggregateFunction;
use datafusion::logical_expr::utils::grouping_set_to_exprlist;
use datafusion::logical_expr::{Aggregate, Expr};

use super::expr::Scope;
use super::taint::{Level, Relation, Source, Taint};
use super::{Refusal, Tracer};

/// Aggregates in which every value has its share.
const EVEN: [&str; 13] = [
    "count",
    "sum",
    "avg",
    "mean",
    "median",
    "stddev",
    "stddev_samp",
    "stddev_pop",
    "var",
    "var_samp",
    "var_pop",
    "var_sample",
    "var_population",
];
/// The aggregate of two numbers; beside an outcome it would single out who has it.
const OF_TWO: &str = "corr";
/// Aggregates that give something of one row.
const OF_A_ROW: [&str; 4] = ["min", "max", "bool_and", "bool_or"];

/// The groups of one grouping.
struct Groups {
    /// A row of the input stands for a pupil.
    of_pupils: bool,
    /// A row of the result still does.
    still_pupils: bool,
    /// The name of this grouping.
    name: Source,
    /// The groups on which the input rests already.
    sources: BTreeSet<Source>,
    /// The scans of pupils in the input.
    origins: BTreeSet<Source>,
    /// The pupils in the input were picked.
    picked: bool,
}

impl Groups {
    /// The groups that pupils of these scans make here.
    fn of(&self, origins: &BTreeSet<Source>) -> BTreeSet<Source> {
        origins.iter().map(|origin| format!("{}:{origin}", self.name)).collect()
    }
}

impl Tracer<'_> {
    pub(super) fn aggregate(&self, aggregate: &Aggregate, outer: Option<&Scope<'_>>) -> Relation {
        let input = self.plan(&aggregate.input, outer);
        let scope = Scope { schema: aggregate.input.schema(), relation: &input, outer };
        let grounds: Vec<Taint> = match grouping_set_to_exprlist(&aggregate.group_expr) {
            Ok(grounds) => grounds.into_iter().map(|ground| self.expr(ground, &scope)).collect(),
            Err(_) => Vec::new(),
        };
        let sets = matches!(aggregate.group_expr.first(), Some(Expr::GroupingSet(_)));
        let groups = Groups {
            of_pupils: input.pupils,
            still_pupils: input.pupils && grounds.iter().any(|ground| ground.level == Level::Key),
            name: self.fresh("groep"),
            sources: input.sources(),
            origins: input.origins(),
            picked: input.picked,
        };
        let mut columns = grounds_of(grounds, &groups);
        if sets {
            for column in &mut columns {
                column.known = false;
            }
            columns.push(Taint::public(true));
        }
        for figure in &aggregate.aggr_expr {
            columns.push(self.figure(figure, &scope, &groups));
        }
        // What cannot be matched with the schema is known to nobody.
        columns.resize(aggregate.schema.fields().len(), Taint::new(Level::Key));
        Relation { columns, pupils: groups.still_pupils, picked: input.picked, poison: input.poison }
    }

    /// Rows of which each is there once.
    pub(super) fn distinct(&self, input: Relation) -> Relation {
        if !input.pupils || input.columns.iter().any(|column| column.level == Level::Key) {
            return input;
        }
        let groups = Groups {
            of_pupils: true,
            still_pupils: false,
            name: self.fresh("groep"),
            sources: input.sources(),
            origins: input.origins(),
            picked: input.picked,
        };
        let columns = grounds_of(input.columns, &groups);
        Relation { columns, pupils: false, picked: input.picked, poison: input.poison }
    }

    fn figure(&self, figure: &Expr, scope: &Scope<'_>, groups: &Groups) -> Taint {
        let function = match figure {
            Expr::Alias(alias) => return self.figure(&alias.expr, scope, groups),
            Expr::AggregateFunction(function) => function,
            other => return self.expr(other, scope),
        };
        let arguments: Vec<Taint> =
            function.params.args.iter().map(|argument| self.expr(argument, scope)).collect();
        let filter = function.params.filter.as_ref().map(|filter| self.expr(filter, scope));
        if let Some(filter) = filter.iter().find(|filter| filter.level == Level::Key) {
            return filter.clone();
        }
        let all = arguments.iter().fold(Taint::public(true), Taint::with);
        if groups.still_pupils {
            of_one_pupil(function, all, filter.as_ref())
        } else if groups.of_pupils {
            of_group(function, &arguments, all, filter.as_ref(), groups)
        } else {
            of_groups(function, &arguments, all, filter.is_some(), groups)
        }
    }
}

/// What the grounds of a grouping tell afterwards. Of one outcome the word may stand beside a hidden figure; several
/// together would describe a pupil.
fn grounds_of(grounds: Vec<Taint>, groups: &Groups) -> Vec<Taint> {
    if groups.still_pupils || !groups.of_pupils {
        return grounds;
    }
    let outcomes = grounds.iter().filter(|ground| ground.level == Level::Outcome).count();
    grounds.into_iter().map(|ground| ground_of(ground, groups, outcomes <= 1)).collect()
}

fn ground_of(ground: Taint, groups: &Groups, one_outcome: bool) -> Taint {
    match ground.level {
        Level::Key | Level::Chosen => ground,
        Level::Value if !ground.is_rounded => ground.refused(Level::Chosen, Refusal::GroundIsValue),
        // A number as ground is hidden with its row; a word is what the group has in common.
        level => {
            let plain =
                level <= Level::Occasion || (level == Level::Outcome && one_outcome && !ground.is_mixed);
            let is_label = plain && ground.sources.is_empty();
            let mut sources = groups.of(&ground.origins);
            sources.extend(ground.sources);
            if level == Level::Public {
                sources = groups.of(&groups.origins);
            }
            let is_occasion = is_label && level <= Level::Occasion && !groups.picked;
            Taint { known: ground.known, sources, is_label, is_occasion, ..Taint::new(Level::Group) }
        }
    }
}

/// A figure over the rows of one pupil is a value of that pupil.
fn of_one_pupil(function: &AggregateFunction, all: Taint, filter: Option<&Taint>) -> Taint {
    let picked = filter.is_some_and(|filter| filter.level > Level::Public);
    let name = function.func.name();
    if all.level == Level::Key {
        let counted = name == "count" && all.why.is_none();
        return if counted {
            Taint { known: true, ..all.at(Level::Outcome) }
        } else {
            all.refused(Level::Key, Refusal::KeyComputed)
        };
    }
    let known = (all.known && !picked) || name == "count";
    let by_outcome = filter.is_some_and(|filter| filter.level >= Level::Outcome);
    if by_outcome && all.level == Level::Value {
        return all.refused(Level::Chosen, Refusal::Selected);
    }
    let level = if name == "count" { Level::Outcome } else { all.level.max(Level::Occasion) };
    Taint { known, ..all.at(level) }
}

/// A figure over pupils.
fn of_group(
    function: &AggregateFunction,
    arguments: &[Taint],
    all: Taint,
    filter: Option<&Taint>,
    groups: &Groups,
) -> Taint {
    let name = function.func.name();
    let about = if all.origins.is_empty() { &groups.origins } else { &all.origins };
    let mut sources = groups.of(about);
    sources.extend(all.sources.iter().cloned());
    let group = Taint { known: name == "count", sources, ..Taint::new(Level::Group) };
    if name == "count" {
        let counted = function.params.distinct && all.level == Level::Key && all.why.is_none();
        let counts = if counted { groups.of(&all.origins) } else { [].into() };
        // How many schools or years there are is no number of pupils.
        let of_occasions = function.params.distinct && matches!(all.level, Level::Public | Level::Occasion);
        return Taint { counts, is_count: !of_occasions, ..group };
    }
    let shown =
        || function.params.args.first().map_or_else(String::new, |value| value.human_display().to_string());
    let reach = match all.level {
        Level::Key => return all.refused(Level::Key, Refusal::KeyComputed),
        Level::Chosen => return all.refused(Level::Chosen, Refusal::Picked(shown())),
        level => level,
    };
    let even = EVEN.contains(&name);
    let fits = match reach {
        Level::Public | Level::Group | Level::Occasion => even || OF_A_ROW.contains(&name),
        _ => even || (name == OF_TWO && arguments.iter().all(|argument| argument.level == Level::Value)),
    };
    let by_outcome = filter.is_some_and(|filter| filter.level >= Level::Outcome);
    if !fits || (by_outcome && matches!(name, "min" | "max")) {
        return group.refused(Level::Chosen, Refusal::Aggregate(name.to_owned()));
    }
    if reach == Level::Value {
        let open = arguments.iter().any(|argument| argument.level == Level::Value && !argument.known);
        if filter.is_some_and(|filter| filter.level > Level::Public) || function.params.distinct {
            return group.refused(Level::Chosen, Refusal::Picked(shown()));
        }
        if open {
            return group.refused(Level::Chosen, Refusal::Nullable(shown()));
        }
    }
    let is_count = name == "sum" && reach == Level::Outcome;
    let by_occasion = filter.is_none_or(|filter| filter.level <= Level::Occasion);
    let is_occasion = OF_A_ROW.contains(&name) && reach == Level::Occasion && by_occasion && !groups.picked;
    Taint { is_count, is_occasion, ..group }
}

/// A figure over groups: it rests on all of them, and only the smallest of their counts counts for each.
fn of_groups(
    function: &AggregateFunction,
    arguments: &[Taint],
    all: Taint,
    filtered: bool,
    groups: &Groups,
) -> Taint {
    if groups.sources.is_empty() || all.is_of_pupils() {
        return Taint { known: false, ..all };
    }
    let smallest = function.func.name() == "min" && !filtered;
    let counts = match arguments {
        [only] if smallest => only.counts.clone(),
        _ => [].into(),
    };
    let is_count = !counts.is_empty();
    let is_occasion = all.is_occasion && OF_A_ROW.contains(&function.func.name());
    Taint { sources: groups.sources.clone(), counts, is_count, is_occasion, ..Taint::new(Level::Group) }
}
