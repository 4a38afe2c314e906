//! The answers of a project's own queries in, what looks like a slip in them out.
//!
//! Warns and refuses nothing: a percentage under one can be right.

use domain::card::{Role, TableColumn};
use domain::dutch::Format;
use domain::rows::Rows;
use query::{Query, ResultSet};

use crate::project::content::OWN_QUERIES;

/// What looks like a slip in the answers of own queries.
pub(crate) fn of<'a>(results: impl IntoIterator<Item = &'a ResultSet>) -> Vec<String> {
    let own = results.into_iter().filter(|result| result.query.file.path.starts_with(OWN_QUERIES));
    own.flat_map(about).collect()
}

fn about(result: &ResultSet) -> Vec<String> {
    let card = &result.query.card;
    // A finding has rows only where there is something to say.
    if result.is_empty() && card.role != Some(Role::Bevinding) {
        return vec![format!("`{}` has no rows for any school", result.query.file.path)];
    }
    if card.table.iter().any(is_percentage) {
        fractions(&result.query, &result.all_rows())
    } else {
        Vec::new()
    }
}

/// The columns that are printed as percentages and hold fractions.
pub(crate) fn fractions(query: &Query, rows: &Rows) -> Vec<String> {
    let columns = query.card.table.iter().filter(|column| is_percentage(column)).map(|column| &column.name);
    let told = |column: &String| {
        let path = &query.file.path;
        format!(
            "`{path}`: column `{column}` holds fractions of one and is printed as percentages; multiply it by 100"
        )
    };
    columns.filter(|column| are_fractions(rows, column)).map(told).collect()
}

fn is_percentage(column: &TableColumn) -> bool {
    matches!(column.format, Format::Percentage(_))
}

fn are_fractions(rows: &Rows, column: &str) -> bool {
    let numbers: Vec<f64> = (0..rows.len()).filter_map(|row| rows.cell(row, column).number()).collect();
    let all_small = numbers.iter().all(|number| (0.0..=1.0).contains(number));
    let some_between = numbers.iter().filter(|number| **number > 0.0 && **number < 1.0).count() > 1;
    all_small && some_between
}
