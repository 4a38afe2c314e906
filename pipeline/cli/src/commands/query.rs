//! The command `query`: one question and its answer, or a prompt for many.

use report::{Asked, Error, Exit, Format, Inquiry, Voice, footer, from_file, typed, write_answer};

use crate::args::Query;
use crate::commands::prompt;
use crate::terminal::Terminal;

/// Runs `query`.
pub(crate) fn run(args: &Query, terminal: &mut Terminal<'_>) -> Result<Exit, Error> {
    let format = args.format();
    if matches!(format, Format::Xlsx | Format::Parquet) && args.out.is_none() {
        return Err(Error::NeedsOut);
    }
    let wanted = match (&args.command, &args.file) {
        (Some(sql), _) => Some(typed(sql)?),
        (None, Some(file)) => Some(from_file(file, &args.project)?),
        (None, None) => None,
    };
    let mut inquiry = Inquiry::open(&asked(args), terminal)?;
    let Some(wanted) = wanted else {
        return prompt::run(&mut inquiry, &args.project, terminal);
    };
    if args.explain {
        let told = inquiry.explain(&wanted)?;
        terminal.result(&told);
        return Ok(Exit::Done);
    }
    let school = args.school.as_ref().map(ToString::to_string);
    let published = inquiry.answer(&wanted, school.as_deref(), terminal)?;
    let bytes = inquiry.written(&published, format, args.out.is_some())?;
    match &args.out {
        Some(path) => {
            write_answer(path, &bytes)?;
            terminal.note(&format!("{} in {}", footer(&published), path.display()));
        }
        // A reader that went away is no fault.
        None => drop(terminal.results().write_all(&bytes)),
    }
    Ok(Exit::Done)
}

fn asked(args: &Query) -> Asked {
    Asked {
        project: args.project.clone(),
        key: args.key.key.clone(),
        school: args.school.clone(),
        term: args.term,
        parameters: args.param.clone(),
        file: args.file.clone(),
        out: args.out.clone().map(|out| (out, args.format())),
    }
}
