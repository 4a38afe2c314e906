//! The command `gallery`: a PDF with every chart that a query can have.

use report::{Error, Exit, Voice, gallery};

use crate::args::Gallery;
use crate::terminal::Terminal;

/// Runs `gallery`.
pub(crate) fn run(args: &Gallery, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    gallery(&args.out, args.typst.as_deref())?;
    terminal.result(&format!("wrote {}", args.out.display()));
    Ok(Exit::Done)
}
