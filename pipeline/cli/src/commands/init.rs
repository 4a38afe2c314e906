//! The command `init`: a project to put downloads in, or only a key for one.

use report::{Error, Exit, new_key, new_project};

use crate::args::Init;
use crate::terminal::Terminal;

/// Runs `init`.
pub(crate) fn run(args: &Init, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    if args.key { new_key(&args.folder, terminal) } else { new_project(&args.folder, args.reports, terminal) }
}
