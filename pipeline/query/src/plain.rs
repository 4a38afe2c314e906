//! An error of the engine in, what it says in one line out.
//!
//! What it was probably meant to be told is for `advice`.

use datafusion::error::DataFusionError;

/// `DataFusion`'s message in one line, without its own wrapping; what it takes for a fault of its own is one of the query.
pub(crate) fn plain(error: &DataFusionError) -> String {
    let root = match error {
        DataFusionError::Diagnostic(_, inner) | DataFusionError::Context(_, inner) => return plain(inner),
        DataFusionError::Collection(several) => match several.first() {
            Some(first) => return plain(first),
            None => error,
        },
        DataFusionError::Shared(inner) => return plain(inner),
        other => other,
    };
    let text = root.strip_backtrace().lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let mut bare = text.split(OWN_FAULT).next().unwrap_or(&text).trim_end();
    if bare.len() < text.len() {
        bare = bare.trim_end_matches('.');
    }
    while let Some(inner) = WRAPPERS.iter().find_map(|wrapper| bare.strip_prefix(wrapper)) {
        bare = inner;
    }
    bare.trim_end_matches("\")").replace("datafusion.public.", "")
}

/// What stands before a message and says nothing to someone who wrote a query.
const WRAPPERS: [&str; 7] = [
    "Error during planning: ",
    "Schema error: ",
    "SQL error: ParserError(\"",
    "SQL error: ",
    "Execution error: ",
    "Internal error: ",
    "Arrow error: ",
];
/// What the engine says where it takes a message for a fault of its own.
const OWN_FAULT: &str = "This issue was likely caused by a bug in DataFusion's code";
