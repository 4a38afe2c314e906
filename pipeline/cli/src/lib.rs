//! Command-line words in, an exit code and words out.
//!
//! Knows the driver alone; it reads no project, computes no figure and writes no Dutch.

mod args;
mod commands;
mod terminal;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
use commands::{build, check, gallery, init, new_query, query, tables, verify, watch};
pub use report::Exit;
use terminal::Terminal;

/// Runs the program as if typed: `words` starts with the program's name.
pub fn run(
    words: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(answer) => return terminal::usage(&answer, out, err),
    };
    let mut terminal = Terminal::new(args.quiet, args.json, out, err);
    let outcome = match &args.command {
        Command::Init(args) => init::run(args, &mut terminal),
        Command::Check(args) => check::run(args, &mut terminal),
        Command::Build(args) => build::run(args, &mut terminal),
        Command::Tables(args) => tables::run(args, &mut terminal),
        Command::Query(args) => query::run(args, &mut terminal),
        Command::NewQuery(args) => new_query::run(args, &mut terminal),
        Command::Verify(args) => verify::run(args, &mut terminal),
        Command::Gallery(args) => gallery::run(args, &mut terminal),
        Command::Watch(args) => watch::run(args, &mut terminal),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Args::command(), "schoolanalyse", &mut terminal.results());
            Ok(Exit::Done)
        }
    };
    outcome.unwrap_or_else(|error| terminal.fail(&error))
}
