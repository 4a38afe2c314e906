//! Command-line words in, an exit code and words out.
//!
//! The only crate that knows every stage; it computes no figure, draws nothing and writes no Dutch.

mod args;
mod ask;
mod build;
mod check;
mod checks;
mod compose;
mod content;
mod deliver;
mod doubts;
mod error;
mod exit;
mod figures;
mod fingerprint;
mod gallery;
mod ground;
mod heard;
mod init;
mod make;
mod manifest;
mod mapping;
mod new_query;
mod own;
mod own_tables;
mod place;
mod plan;
mod prepare;
mod production;
mod prompt;
mod reader;
mod refused;
mod rehearse;
mod show;
mod studio;
mod tables;
mod tell;
mod ties;
mod verify;
mod wake;
mod watch;
mod workplace;
mod written;

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
pub use exit::Exit;
use tell::Voice;

/// Runs the program as if typed: `words` starts with the program's name.
pub fn run(
    words: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(answer) => return tell::usage(&answer, out, err),
    };
    let mut voice = Voice::new(args.quiet, args.json, out, err);
    let outcome = match &args.command {
        Command::Init(init) => init::run(init, &mut voice),
        Command::Check(check) => check::run(check, &mut voice),
        Command::Build(build) => build::run(build, &mut voice),
        Command::Tables(tables) => tables::run(tables, &mut voice),
        Command::Query(query) => ask::run(query, &mut voice),
        Command::NewQuery(new) => new_query::run(new, &mut voice),
        Command::Verify(verify) => verify::run(verify, &mut voice),
        Command::Gallery(gallery) => gallery::run(gallery, &mut voice),
        Command::Watch(watch) => watch::run(watch, &mut voice),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Args::command(), "schoolanalyse", &mut voice.results());
            Ok(Exit::Done)
        }
    };
    outcome.unwrap_or_else(|error| voice.fail(&error))
}

/// Runs the query stage to its end.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, error::Error>>) -> Result<T, error::Error> {
    let runtime = runtime()?;
    let done = runtime.block_on(work);
    // A query that was stopped may still be at work on its thread, and nobody waits for it.
    runtime.shutdown_background();
    done
}

/// The workers of the query stage.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, error::Error> {
    tokio::runtime::Builder::new_multi_thread().enable_time().build().map_err(error::Error::Runtime)
}
