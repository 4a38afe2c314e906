//! The program `schoolanalyse`: words in, words out; all else is in the library.

use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(schoolanalyse::run(std::env::args_os(), &mut stdout(), &mut stderr()).code())
}
