//! The command `watch`: files that are saved in, the PDF of a school made anew out, again and again.
//!
//! A fault is told where the outcome would stand, and the last good PDF stays. It ends when the project folder goes.

use std::time::Instant;

use report::{Changes, Done, Error, Exit, Made, Rebuild, Voice};
use serde_json::json;

use crate::args::Watch;
use crate::terminal::Terminal;

/// So many queries are named, and more only counted.
const FEW: usize = 5;

/// Runs `watch`.
pub(crate) fn run(args: &Watch, voice: &mut Terminal<'_>) -> Result<Exit, Error> {
    let wanted = args.reports.wanted();
    let mut rebuild = Rebuild::open(&wanted)?;
    // First listening and then reading: nothing that is saved in between is missed.
    let mut changes = Changes::listen(&wanted.project, wanted.key.as_deref(), args.poll)?;
    let mut at_fault = false;
    loop {
        let started = Instant::now();
        match rebuild.refresh(voice) {
            Ok(Some(made)) => {
                tell(&made, started, voice);
                voice.note(&listening(args));
                at_fault = false;
            }
            // What was saved changes no report, unless it takes a fault away.
            Ok(None) if at_fault => {
                voice.fresh_screen();
                voice.note("mended: the PDF is up to date again");
                voice.note(&listening(args));
                at_fault = false;
            }
            Ok(None) => {}
            Err(error) => {
                voice.fresh_screen();
                voice.fault(&error);
                voice.note("the last good PDF stays");
                voice.note(&listening(args));
                at_fault = true;
            }
        }
        if !changes.wait()? {
            return Err(Error::NoProject { path: args.reports.project.clone() });
        }
    }
}

fn listening(args: &Watch) -> String {
    format!("watching {}; Ctrl-C stops", args.reports.project.display())
}

/// Tells what came of a change, in the place of what was told before.
fn tell(made: &Made, started: Instant, voice: &mut Terminal<'_>) {
    for school in &made.done {
        told(school, made, voice);
    }
    let seconds = started.elapsed().as_secs_f64();
    let few = if (1..=FEW).contains(&made.run.len()) {
        format!(": {}", made.run.join(", "))
    } else {
        String::new()
    };
    voice.note(&format!("{seconds:.2} s; {} of {} queries run{few}", made.run.len(), made.queries));
    voice.object(&json!({
        "schools": made.done.iter().map(Done::object).collect::<Vec<_>>(),
        "queries": made.queries,
        "queries_run": made.run,
        "seconds": seconds,
    }));
}

/// The PDFs of one school; what went wrong with it was told when it happened.
fn told(school: &Done, made: &Made, voice: &mut Terminal<'_>) {
    if school.is_good() {
        for audience in &made.audiences {
            let path = made.out.join(&school.folder).join(format!("{audience}.pdf"));
            voice.result(&format!("{}: {}", school.title(), path.display()));
        }
    }
}
