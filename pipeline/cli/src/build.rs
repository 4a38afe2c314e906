//! The command `build`: a project folder in, a folder of reports out.
//!
//! The path of the data in order: read and check, compute, then per school compose and deliver.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use domain::project::Audience;
use domain::term::Term;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use typeset::Typst;

use crate::Exit;
use crate::args::Build;
use crate::content::Content;
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::make::{Order, cores};
use crate::place;
use crate::plan::Plan;
use crate::prepare::{self, Prepared, Wish};
use crate::production::{Done, Ending};
use crate::tell::{Voice, fault_told};
use crate::{ground, show};

/// Runs `build`.
pub(crate) fn run(args: &Build, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let plan = Plan::read(&args.reports.project, &args.reports.key)?;
    if let Some(folder) = &args.keep_staging {
        allow_staging(folder, &plan)?;
    }
    let typst = find_typst(args.reports.typst.as_deref(), &plan.folder)?;
    register_fonts()?;
    let (loaded, prepared, took) = compute(args, &plan, voice)?;
    let rejected = prepare::public_rejected(&loaded);
    let schools = prepared.chosen(&args.reports.school, &plan, &rejected)?;
    let audiences = audiences(&args.reports.audience, &plan);
    let out = out(&plan, args.reports.out.as_deref(), prepared.term)?;
    let order = Order {
        plan: &plan,
        prepared: &prepared,
        loaded: &loaded,
        rejected: &rejected,
        typst: &typst,
        audiences: &audiences,
        formats: &args.export,
        out: &out,
        force: args.force,
        accept_rejected: args.accept_rejected,
        jobs: args.jobs.map_or_else(cores, usize::from).min(schools.len().max(1)),
        keep_staging: args.keep_staging.as_ref(),
    };
    voice.start_progress(schools.len());
    let started = Instant::now();
    let done = order.make(&schools, voice);
    voice.end_progress();
    let done = done?;
    let seconds = json!({
        "load": took.0,
        "query": took.1,
        "charts": done.iter().map(|school| school.charts).sum::<f64>(),
        "typst": done.iter().map(|school| school.took.typst).sum::<f64>(),
        "reports": started.elapsed().as_secs_f64(),
    });
    Ok(conclude(&prepared, &out, &done, &seconds, voice))
}

/// Reads and computes everything; with the seconds that reading and computing took.
fn compute(
    args: &Build,
    plan: &Plan,
    voice: &mut Voice<'_>,
) -> Result<(ingest::Loaded, Prepared, (f64, f64)), Error> {
    let started = Instant::now();
    let loaded = prepare::load(plan, args.reports.term)?;
    let load_seconds = started.elapsed().as_secs_f64();
    show::loaded(&loaded, voice);

    let started = Instant::now();
    let wish = Wish {
        term: args.reports.term,
        parameters: &args.reports.param,
        schools: &args.reports.school,
        skip_broken: args.skip_broken,
    };
    let prepared = crate::block_on(ground::run(plan, &loaded, &wish))?;
    for fault in &prepared.broken {
        voice.warn(&fault_told(fault));
    }
    for doubt in &prepared.doubts {
        voice.warn(doubt);
    }
    let query_seconds = started.elapsed().as_secs_f64();
    Ok((loaded, prepared, (load_seconds, query_seconds)))
}

pub(crate) fn register_fonts() -> Result<(), Error> {
    let font = |face: &str| {
        let path = format!("huisstijl/fonts/SourceSans3-{face}.ttf");
        Content::built_in(&path).ok_or(Error::NoContent { path })
    };
    Ok(render::register_fonts(font("Regular")?, font("Bold")?)?)
}

/// Finds typst: as typed, on the path, or in the tools folder of the project or of the folder one works in.
pub(crate) fn find_typst(typed: Option<&Path>, project: &Path) -> Result<Typst, Error> {
    let tools = [project, Path::new(".")].map(|folder| folder.join(".tools/bin"));
    Ok(typeset::find(typed, std::env::var_os("PATH").as_deref(), &tools)?)
}

/// For whom: as typed, else as the project says, else for all.
pub(crate) fn audiences(typed: &[Audience], plan: &Plan) -> Vec<&'static str> {
    let chosen = [typed, &plan.project.doelgroepen].into_iter().find(|chosen| !chosen.is_empty());
    let chosen: BTreeSet<Audience> =
        chosen.map_or(Audience::ALL.to_vec(), <[Audience]>::to_vec).into_iter().collect();
    chosen.into_iter().map(Audience::word).collect()
}

/// The folder in which the reports of a term come.
pub(crate) fn out(plan: &Plan, typed: Option<&Path>, term: Term) -> Result<PathBuf, Error> {
    let out = typed.map_or_else(|| plan.folder.join("rapporten"), Path::to_owned).join(term.to_string());
    place::allow(&out, &plan.inputs(None))?;
    Ok(out)
}

/// Makes sure that what typst is given can be kept in a folder: nothing but an earlier copy of it stands there.
fn allow_staging(folder: &Path, plan: &Plan) -> Result<(), Error> {
    for name in ["reports", "staging"] {
        place::allow(&folder.join(name), &plan.inputs(None))?;
    }
    let is_earlier = folder.join("staging").exists() || !folder.join("reports").exists();
    if is_earlier { Ok(()) } else { Err(Error::OverInput { path: folder.join("reports") }) }
}

pub(crate) fn fingerprint(
    plan: &Plan,
    sources: &[ingest::Source],
    typst: &str,
    prepared: &Prepared,
) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add("versie", env!("CARGO_PKG_VERSION"));
    fingerprint.add("typst", typst);
    fingerprint.add("term", &prepared.term.to_string());
    for (name, value) in &prepared.parameters {
        fingerprint.add(name, &value.to_string());
    }
    fingerprint.add("project", &plan.project_text);
    for file in &plan.koppelingen {
        fingerprint.add(&file.path, &file.text);
    }
    for source in sources {
        fingerprint.add(&source.bestand, &source.sha256);
    }
    for (path, _, hash) in plan.content.hashes() {
        fingerprint.add(path, hash);
    }
    fingerprint.finish()
}

/// The time of creation that documents carry: the start of the report's day in UTC, in seconds since 1970.
pub(crate) fn created(plan: &Plan, term: Term) -> i64 {
    let date = plan.project.datum.unwrap_or_else(|| term.date());
    date.to_zoned(TimeZone::UTC).map_or(0, |start| start.timestamp().as_second())
}

fn conclude(prepared: &Prepared, out: &Path, done: &[Done], seconds: &Value, voice: &mut Voice<'_>) -> Exit {
    let failed: Vec<&Done> =
        done.iter().filter(|school| matches!(school.ending, Ending::Failed { .. })).collect();
    let count = |wanted: fn(&Ending) -> bool| done.iter().filter(|school| wanted(&school.ending)).count();
    let built = count(|ending| matches!(ending, Ending::Built));
    let unchanged = count(|ending| matches!(ending, Ending::Unchanged));
    let exit = failed.iter().fold(Exit::Done, |worst, school| match &school.ending {
        Ending::Failed { exit: Exit::Typst, .. } => Exit::Typst,
        Ending::Failed { .. } if worst == Exit::Done => Exit::Faults,
        _ => worst,
    });
    let place =
        if built + unchanged > 0 { format!("; reports are in {}", out.display()) } else { String::new() };
    voice.result(&format!("{built} built, {unchanged} unchanged, {} failed{place}", failed.len()));
    for school in &failed {
        voice.result(&format!("failed: {}", school.title()));
    }
    voice.object(&json!({
        "exit": exit.code(),
        "term": prepared.term.to_string(),
        "periode": prepared.periode.to_string(),
        "folder": out,
        "built": built,
        "unchanged": unchanged,
        "failed": failed.len(),
        "schools": done.iter().map(entry).collect::<Vec<_>>(),
        "seconds": seconds,
    }));
    exit
}

/// One school as JSON.
pub(crate) fn entry(school: &Done) -> Value {
    let (status, message) = match &school.ending {
        Ending::Built => ("built", None),
        Ending::Unchanged => ("unchanged", None),
        Ending::Failed { message, .. } => ("failed", Some(message)),
    };
    json!({ "ovt": school.ovt, "naam": school.naam, "folder": school.folder, "status": status, "message": message })
}
