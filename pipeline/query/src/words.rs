//! A name in, what it means in SQL out, for those who look for a name of their own.
//!
//! Asks the engine itself; keeps no list of words.

use datafusion::execution::context::SessionContext;
use datafusion::sql::sqlparser::keywords::ALL_KEYWORDS;

use crate::functions;

/// What a name is to SQL already; nothing when a query can have it.
#[must_use]
pub fn word_of_sql(name: &str) -> Option<&'static str> {
    let context = SessionContext::new();
    for function in functions::all() {
        context.register_udf(function);
    }
    let state = context.state();
    let is_function = state.scalar_functions().contains_key(name)
        || state.aggregate_functions().contains_key(name)
        || state.window_functions().contains_key(name)
        || state.table_functions().contains_key(name);
    if is_function {
        return Some("a function of SQL");
    }
    let is_word = ALL_KEYWORDS.binary_search(&name.to_uppercase().as_str()).is_ok();
    is_word.then_some("a word of SQL")
}

#[cfg(test)]
mod tests {
    use super::word_of_sql;

    #[test]
    fn knows_the_words_of_sql_and_leaves_those_of_schools() {
        for name in ["select", "from", "order", "group", "where", "table", "join", "union", "case", "values"]
        {
            assert_eq!(word_of_sql(name), Some("a word of SQL"), "{name}");
        }
        for name in ["count", "avg", "round", "rank", "date_trunc", "wilson_laag", "range"] {
            assert_eq!(word_of_sql(name), Some("a function of SQL"), "{name}");
        }
        for name in ["lezen_laag", "instroom", "groei", "doel", "per_jaar", "uitstroom", "q1"] {
            assert_eq!(word_of_sql(name), None, "{name}");
        }
    }
}
