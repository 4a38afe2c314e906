//! A part of a statement in, what of it the engine would pass over in silence out.
//!
//! Knows what the planner of `DataFusion` leaves unread; what it refuses itself is no matter of ours.

use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArguments, GroupByExpr, JoinOperator, OrderByKind, Query, Select, SelectItem,
    TableFactor, TableWithJoins, WildcardAdditionalOptions,
};
use datafusion::sql::sqlparser::dialect::GenericDialect;
use datafusion::sql::sqlparser::tokenizer::{Token, Tokenizer};

use crate::{Error, SqlFile};

/// What would be passed over: its name, and the word by which it is found in the text.
pub(crate) struct Silent(&'static str, &'static str);

impl Silent {
    /// The fault, with its place in the file.
    pub(crate) fn told(&self, file: &SqlFile) -> Error {
        let Self(clause, word) = self;
        let tokens =
            Tokenizer::new(&GenericDialect {}, &file.text).tokenize_with_location().unwrap_or_default();
        let is_it =
            |token: &Token| matches!(token, Token::Word(found) if found.value.eq_ignore_ascii_case(word));
        let place = tokens.iter().find(|token| is_it(&token.token)).map(|token| token.span.start);
        let (line, column) = place.map_or((1, 1), |place| (place.line, place.column));
        let text = usize::try_from(line).ok().and_then(|line| file.text.lines().nth(line.saturating_sub(1)));
        Error::Sql {
            path: file.path.clone(),
            line,
            column,
            what: format!("`{clause}` would be passed over in silence"),
            text: text.unwrap_or_default().to_owned(),
            hint: Some("leave it out; the answer is the same without it".to_owned()),
        }
    }
}

/// What of a query is passed over.
pub(crate) fn of_query(query: &Query) -> Option<Silent> {
    let tables = || query.with.iter().flat_map(|with| &with.cte_tables);
    let order = query.order_by.as_ref().map(|order| &order.kind);
    let filled =
        matches!(order, Some(OrderByKind::Expressions(by)) if by.iter().any(|by| by.with_fill.is_some()));
    first([
        (!query.locks.is_empty(), Silent("for update", "for")),
        (query.for_clause.is_some(), Silent("for xml", "for")),
        (query.fetch.is_some(), Silent("fetch", "fetch")),
        (query.settings.is_some(), Silent("settings", "settings")),
        (query.format_clause.is_some(), Silent("format", "format")),
        (filled, Silent("with fill", "fill")),
        (tables().any(|table| table.materialized.is_some()), Silent("materialized", "materialized")),
        (tables().any(|table| table.from.is_some()), Silent("from", "from")),
    ])
}

/// What of a select is passed over.
pub(crate) fn of_select(select: &Select) -> Option<Silent> {
    let grouped = match &select.group_by {
        GroupByExpr::All(more) | GroupByExpr::Expressions(_, more) => !more.is_empty(),
    };
    let is_filtered = |options: &WildcardAdditionalOptions| options.opt_ilike.is_some();
    let picked = select.projection.iter().any(|item| match item {
        SelectItem::Wildcard(options) | SelectItem::QualifiedWildcard(_, options) => is_filtered(options),
        _ => false,
    });
    first([
        (!select.optimizer_hints.is_empty(), Silent("/*+ … */", "select")),
        (select.select_modifiers.is_some(), Silent("a modifier of select", "select")),
        (select.prewhere.is_some(), Silent("prewhere", "prewhere")),
        (!select.connect_by.is_empty(), Silent("connect by", "connect")),
        (select.value_table_mode.is_some(), Silent("as struct", "as")),
        (select.exclude.is_some(), Silent("exclude", "exclude")),
        (grouped, Silent("with rollup", "with")),
        (picked, Silent("ilike", "ilike")),
        (select.from.iter().any(has_odd_join), Silent("global", "global")),
    ])
}

/// What of a table is passed over.
pub(crate) fn of_table(table: &TableFactor) -> Option<Silent> {
    match table {
        TableFactor::Table {
            args,
            with_hints,
            version,
            with_ordinality,
            partitions,
            json_path,
            sample,
            index_hints,
            ..
        } => first([
            (sample.is_some(), Silent("tablesample", "tablesample")),
            (!with_hints.is_empty(), Silent("with (…)", "with")),
            (version.is_some(), Silent("a version of a table", "for")),
            (*with_ordinality, Silent("with ordinality", "ordinality")),
            (!partitions.is_empty(), Silent("partition", "partition")),
            (json_path.is_some(), Silent("a path behind a table", "from")),
            (!index_hints.is_empty(), Silent("use index", "index")),
            (args.as_ref().is_some_and(|args| args.settings.is_some()), Silent("settings", "settings")),
        ]),
        TableFactor::Derived { sample, .. } => {
            first([(sample.is_some(), Silent("tablesample", "tablesample"))])
        }
        TableFactor::Function { with_ordinality, .. } => {
            first([(*with_ordinality, Silent("with ordinality", "ordinality"))])
        }
        TableFactor::NestedJoin { table_with_joins, .. } => {
            first([(has_odd_join(table_with_joins), Silent("global", "global"))])
        }
        _ => None,
    }
}

/// What of an expression is passed over: a function of one row has no rows to filter, order or count once.
pub(crate) fn of_expr(expr: &Expr, scalars: &dyn Fn(&str) -> bool) -> Option<Silent> {
    let Expr::Function(Function {
        name, parameters, args, filter, null_treatment, over, within_group, ..
    }) = expr
    else {
        return None;
    };
    let list = match args {
        FunctionArguments::List(list) => Some(list),
        _ => None,
    };
    let scalar = scalars(&name.to_string().to_lowercase());
    first([
        (!matches!(parameters, FunctionArguments::None), Silent("parameters of a function", "select")),
        (
            matches!(args, FunctionArguments::Subquery(_)),
            Silent("a query as the argument of a function", "select"),
        ),
        (scalar && filter.is_some(), Silent("filter", "filter")),
        (scalar && over.is_some(), Silent("over", "over")),
        (scalar && null_treatment.is_some(), Silent("nulls", "nulls")),
        (scalar && !within_group.is_empty(), Silent("within group", "within")),
        (
            scalar && list.is_some_and(|list| list.duplicate_treatment.is_some()),
            Silent("distinct", "distinct"),
        ),
        (
            scalar && list.is_some_and(|list| !list.clauses.is_empty()),
            Silent("order by in a function", "order"),
        ),
    ])
}

fn has_odd_join(table: &TableWithJoins) -> bool {
    let is_odd = |operator: &JoinOperator| matches!(operator, JoinOperator::StraightJoin(_));
    table.joins.iter().any(|join| join.global || is_odd(&join.join_operator))
}

fn first<const N: usize>(parts: [(bool, Silent); N]) -> Option<Silent> {
    parts.into_iter().find_map(|(is_there, silent)| is_there.then_some(silent))
}
