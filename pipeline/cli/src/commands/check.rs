//! The command `check`: everything that `build` does except making reports.
//!
//! Or only drafts a mapping, when it is asked for one.

use report::{Error, Exit, check, draft_mapping};

use crate::args::Check;
use crate::terminal::Terminal;

/// Runs `check`.
pub(crate) fn run(args: &Check, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    match &args.suggest_mapping {
        Some(file) => draft_mapping(file, terminal),
        None => check(&args.wanted(), terminal),
    }
}
