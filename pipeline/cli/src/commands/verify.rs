//! The command `verify`: a published results file recomputed.

use report::{Error, Exit, verify};

use crate::args::Verify;
use crate::terminal::Terminal;

/// Runs `verify`.
pub(crate) fn run(args: &Verify, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    verify(&args.file, args.project.as_deref(), terminal)
}
