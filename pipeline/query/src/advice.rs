//! A message of the engine in, where it points, what is wrong and what was probably meant out.
//!
//! Knows the words of `DataFusion`'s messages, so that nobody else has to.

use std::collections::BTreeMap;

use datafusion::error::DataFusionError;
use domain::suggest::nearest;

/// The names that a query could have meant.
pub(crate) struct Names {
    pub(crate) tables: Vec<String>,
    pub(crate) functions: Vec<String>,
    /// How functions are called, such as `round(number[, decimals])`.
    pub(crate) calls: BTreeMap<String, String>,
}

/// What is wrong, and apart from it what was probably meant.
pub(crate) fn advised(said: &str, known: &Names) -> (String, Option<String>) {
    let short = said.split_once(" Valid fields are").map_or(said, |(before, _)| before);
    // What the parser shows of its own inside means nothing to anybody else.
    let short = short
        .split_once(" { ")
        .filter(|(_, dump)| dump.contains("Span("))
        .map_or(short, |(before, _)| before);
    let short = short.split_once(" at Line: ").map_or(short, |(before, _)| before).replace('\'', "`");
    if let Some((name, _)) = said.strip_prefix("Invalid function '").and_then(|rest| rest.split_once('\'')) {
        // The engine's own suggestion differs from run to run.
        let meant = nearest(name, known.functions.iter().map(String::as_str));
        if meant == Some(name) {
            let hint = format!("write `{name}(…) over (order by …)`");
            return (format!("`{name}` looks at the rows around a row"), Some(hint));
        }
        let what = format!("there is no function `{name}`");
        return (what, meant.map(|meant| format!("did you mean `{meant}`?")));
    }
    if let Some(field) = said.strip_prefix("Ambiguous reference to unqualified field ") {
        let field = field.split(' ').next().unwrap_or(field);
        let what = format!("`{field}` is a column of more than one table");
        return (what, Some(format!("say of which table, as in `table.{field}`")));
    }
    if let Some((_, rest)) =
        said.split_once("column \"").filter(|_| said.contains("must appear in the GROUP BY"))
    {
        let column = rest.split('"').next().unwrap_or(rest);
        let what = format!("column `{column}` stands neither in `group by` nor in a function such as `avg`");
        return (what, Some("add it to `group by`, or take its `count`, `sum` or `avg`".to_owned()));
    }
    if let Some(advice) = quoted_name(said) {
        return advice;
    }
    if let Some((what, meant)) = short.split_once(". Did you mean ") {
        // `table.column` is longer than anybody wants to type.
        let bare = meant.trim_end_matches(['.', '?']).trim_matches('`');
        let bare = bare.rsplit_once('.').map_or(bare, |(_, column)| column);
        return (what.to_owned(), Some(format!("did you mean `{bare}`?")));
    }
    if let Some(name) = unknown_table(said) {
        let meant = nearest(&name.to_lowercase(), known.tables.iter().map(String::as_str));
        let all = || "`schoolanalyse tables` lists them".to_owned();
        return (short, Some(meant.map_or_else(all, |meant| format!("did you mean `{meant}`?"))));
    }
    (short, columns_of(said))
}

/// What is said of a name between double quotes: to the engine that is a column whose letters have to fit exactly.
fn quoted_name(said: &str) -> Option<(String, Option<String>)> {
    let (name, rest) = said.strip_prefix("No field named ")?.split_once(". ")?;
    if !name.contains('"') {
        return None;
    }
    let bare = name.replace('"', "");
    let what = format!("there is no column `{bare}`");
    if let Some((_, behind)) = rest.split_once("use double quotes to refer to the ") {
        let meant = behind.split(" column or ").next()?;
        let meant = meant.rsplit_once('.').map_or(meant, |(_, column)| column);
        let hint = if meant.starts_with('"') {
            format!(
                "it is called {meant}; leave the quotes out where it gets that name, and it is `{}`",
                meant.replace('"', "").to_lowercase()
            )
        } else {
            format!("names of columns are small letters, without quotes: `{meant}`")
        };
        return Some((what, Some(hint)));
    }
    // Whoever sets a text between double quotes means no column at all.
    let column = bare.rsplit_once('.').map_or(bare.as_str(), |(_, column)| column);
    let hint = format!("a text stands between single quotes: `'{column}'`");
    Some((what, Some(hint)))
}

fn unknown_table(said: &str) -> Option<&str> {
    said.strip_prefix("table '")?.strip_suffix("' not found")
}

/// The columns that there are, where the engine names them and they are few enough to read.
fn columns_of(said: &str) -> Option<String> {
    const READABLE: usize = 24;
    let (_, fields) = said.split_once("Valid fields are ")?;
    let names: Vec<&str> = fields
        .trim_end_matches('.')
        .split(", ")
        .map(|field| field.rsplit_once('.').map_or(field, |(_, column)| column))
        .collect();
    (names.len() <= READABLE).then(|| format!("columns: {}", names.join(", ")))
}

/// `DataFusion` gives an unknown table no place; the name itself does.
pub(crate) fn missing_table(sql: &str, said: &str) -> Option<(u64, u64)> {
    let start = sql.find(unknown_table(said)?)?;
    let line = sql[..start].matches('\n').count() + 1;
    let column = sql[..start].chars().rev().take_while(|c| *c != '\n').count() + 1;
    Some((u64::try_from(line).ok()?, u64::try_from(column).ok()?))
}

/// Where a message of the engine points, as line and column.
pub(crate) fn position(error: &DataFusionError, what: &str) -> Option<(u64, u64)> {
    let span = error.diagnostic().and_then(|diagnostic| diagnostic.span);
    span.map(|span| (span.start.line, span.start.column)).or_else(|| {
        let in_words = || what.rsplit_once("Line: ")?.1.split_once(", Column: ");
        let in_a_dump = || what.split_once("Location(")?.1.split_once(',');
        let (line, column) = in_words().or_else(in_a_dump)?;
        let digits: String = column.chars().take_while(char::is_ascii_digit).collect();
        Some((line.trim().parse().ok()?, digits.parse().ok()?))
    })
}
