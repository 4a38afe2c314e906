//! The command `build`: says what became of each school.
//!
//! The reports are made by the driver.

use report::{Built, Done, Ending, Error, Exit, Voice, build};
use serde_json::json;

use crate::args::Build;
use crate::terminal::Terminal;

/// Runs `build`.
pub(crate) fn run(args: &Build, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    let built = build(&args.wanted(), terminal)?;
    Ok(conclude(&built, terminal))
}

fn conclude(built: &Built, voice: &mut dyn Voice) -> Exit {
    let Built { term, periode, out, done, seconds } = built;
    let failed: Vec<&Done> =
        done.iter().filter(|school| matches!(school.ending, Ending::Failed { .. })).collect();
    let count = |wanted: fn(&Ending) -> bool| done.iter().filter(|school| wanted(&school.ending)).count();
    let made = count(|ending| matches!(ending, Ending::Built));
    let unchanged = count(|ending| matches!(ending, Ending::Unchanged));
    let exit = failed.iter().fold(Exit::Done, |worst, school| match &school.ending {
        Ending::Failed { exit: Exit::Typst, .. } => Exit::Typst,
        Ending::Failed { .. } if worst == Exit::Done => Exit::Faults,
        _ => worst,
    });
    let place =
        if made + unchanged > 0 { format!("; reports are in {}", out.display()) } else { String::new() };
    voice.result(&format!("{made} built, {unchanged} unchanged, {} failed{place}", failed.len()));
    for school in &failed {
        voice.result(&format!("failed: {}", school.title()));
    }
    voice.object(&json!({
        "exit": exit.code(),
        "term": term.to_string(),
        "periode": periode.to_string(),
        "folder": out,
        "built": made,
        "unchanged": unchanged,
        "failed": failed.len(),
        "schools": done.iter().map(Done::object).collect::<Vec<_>>(),
        "seconds": seconds,
    }));
    exit
}
