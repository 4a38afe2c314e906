//! The command `new-query`: a query with a card to fill in.

use report::{Error, Exit, Voice, new_query};

use crate::args::NewQuery;
use crate::terminal::Terminal;

/// Runs `new-query`.
pub(crate) fn run(args: &NewQuery, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    let path = new_query(&args.name, args.like.as_deref(), &args.project)?;
    terminal.result(&format!("wrote {}", path.display()));
    terminal.note(&format!("try it: schoolanalyse query {}", path.display()));
    Ok(Exit::Done)
}
