//! The command `build`: a project folder in, a folder of reports out.
//!
//! The path of the data in order: read and check, compute, then per school compose and deliver.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Instant;

use domain::ovt::Ovt;
use domain::project::Audience;
use domain::term::Term;
use ingest::Rejected;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::Exit;
use crate::args::Build;
use crate::compose::{Edition, compose};
use crate::content::Content;
use crate::deliver::{Press, Took, Workshop, is_current};
use crate::error::Error;
use crate::export::all_sql;
use crate::fingerprint::Fingerprint;
use crate::manifest::Record;
use crate::plan::Plan;
use crate::prepare;
use crate::show;
use crate::tell::{Voice, told};

/// Runs `build`.
pub(crate) fn run(args: &Build, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let plan = Plan::read(&args.project)?;
    let typst = typeset::find(args.typst.as_deref(), std::env::var_os("PATH"), &tool_folders(&plan.folder))?;
    register_fonts()?;
    let started = Instant::now();
    let mut loaded = prepare::load(&plan)?;
    let load_seconds = started.elapsed().as_secs_f64();
    show::loaded(&loaded, voice);

    let started = Instant::now();
    let prepared = crate::block_on(prepare::run(&plan, &mut loaded))?;
    let query_seconds = started.elapsed().as_secs_f64();
    let schools = prepared.chosen(&args.school, &plan)?;
    let term = args.term.or(plan.project.term).unwrap_or_else(|| Term::after(prepared.periode.laatste()));
    let audiences = audiences(args, &plan);
    let fingerprint = fingerprint(&plan, &loaded.sources, &typst.version, term, &audiences);
    let edition = Edition { plan: &plan, prepared: &prepared, term, fingerprint: &fingerprint };
    let record =
        Record { edition: &edition, sources: &loaded.sources, typst: &typst.version, audiences: &audiences };
    let out = args.out.clone().unwrap_or_else(|| plan.folder.join("rapporten")).join(term.to_string());
    let workshop = Workshop::open(&out, &plan.content)?;
    let sql = all_sql(&plan.content, &prepared)?;
    let created = seconds_since_1970(plan.project.datum.unwrap_or_else(|| term.date()));
    let press = Press { workshop: &workshop, typst: &typst, record: &record, sql: &sql, created };
    let line = Line { press: &press, out: &out, rejected: &loaded.rejected, force: args.force };

    voice.start_progress(schools.len());
    let started = Instant::now();
    let done = line.run(&schools, jobs(args, schools.len()), voice);
    voice.end_progress();
    if let Some(folder) = &args.keep_staging {
        workshop.keep(folder)?;
    }
    let seconds = json!({
        "load": load_seconds,
        "query": query_seconds,
        "charts": done.iter().map(|school| school.charts).sum::<f64>(),
        "typst": done.iter().map(|school| school.took.typst).sum::<f64>(),
        "reports": started.elapsed().as_secs_f64(),
    });
    Ok(conclude(&edition, &out, &done, &seconds, voice))
}

pub(crate) fn register_fonts() -> Result<(), Error> {
    let font = |face: &str| {
        let path = format!("huisstijl/fonts/SourceSans3-{face}.ttf");
        Content::built_in(&path).ok_or(Error::NoContent { path })
    };
    Ok(render::register_fonts(font("Regular")?, font("Bold")?)?)
}

/// Where typst may be when it is not on the path: the tools folder of the project, or of the folder one works in.
fn tool_folders(project: &Path) -> Vec<PathBuf> {
    [project, Path::new(".")].map(|folder| folder.join(".tools/bin")).to_vec()
}

fn audiences(args: &Build, plan: &Plan) -> Vec<&'static str> {
    let chosen = [&args.audience, &plan.project.doelgroepen].into_iter().find(|chosen| !chosen.is_empty());
    let chosen: BTreeSet<Audience> =
        chosen.map_or(Audience::ALL.to_vec(), Clone::clone).into_iter().collect();
    chosen.into_iter().map(Audience::word).collect()
}

fn jobs(args: &Build, schools: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    args.jobs.map_or(cores, usize::from).min(schools.max(1))
}

pub(crate) fn fingerprint(
    plan: &Plan,
    sources: &[ingest::Source],
    typst: &str,
    term: Term,
    audiences: &[&str],
) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add("versie", env!("CARGO_PKG_VERSION"));
    fingerprint.add("typst", typst);
    fingerprint.add("term", &term.to_string());
    fingerprint.add("project", &plan.project_text);
    for audience in audiences {
        fingerprint.add("doelgroep", audience);
    }
    for source in sources {
        fingerprint.add(&source.bestand, &source.sha256);
    }
    for (path, _, hash) in plan.content.hashes() {
        fingerprint.add(path, &hash);
    }
    fingerprint.finish()
}

/// The start of a day in UTC, for the PDF's time of creation.
fn seconds_since_1970(date: Date) -> i64 {
    date.to_zoned(TimeZone::UTC).map_or(0, |start| start.timestamp().as_second())
}

/// How one school ended.
enum Ending {
    Built,
    Unchanged,
    Failed { message: String, exit: Exit },
}

struct Done {
    ovt: String,
    naam: String,
    folder: String,
    ending: Ending,
    charts: f64,
    took: Took,
    dropped: Vec<(String, String)>,
}

/// The production line: workers take the next school until there is none.
struct Line<'a> {
    press: &'a Press<'a>,
    out: &'a Path,
    rejected: &'a [Rejected],
    force: bool,
}

impl Line<'_> {
    fn run(&self, schools: &[String], jobs: usize, voice: &mut Voice<'_>) -> Vec<Done> {
        let next = AtomicUsize::new(0);
        let (send, receive) = mpsc::channel();
        let mut done = Vec::with_capacity(schools.len());
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    while let Some(ovt) = schools.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if send.send(self.school(ovt)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            for school in receive {
                announce(&school, voice);
                done.push(school);
            }
        });
        done.sort_by(|one, other| one.ovt.cmp(&other.ovt));
        done
    }

    fn school(&self, ovt: &str) -> Done {
        let edition = self.press.record.edition;
        let folder = ovt.parse::<Ovt>().map_or_else(|_| ovt.replace('|', "-"), |ovt| ovt.folder());
        let facts = edition.prepared.facts.rows_for(ovt);
        let naam = facts.cell(0, "naam").text().unwrap_or(ovt).to_owned();
        let mut done = Done {
            ovt: ovt.to_owned(),
            naam,
            folder,
            ending: Ending::Unchanged,
            charts: 0.0,
            took: Took::default(),
            dropped: Vec::new(),
        };
        let brin = facts.cell(0, "brin_duo").text().unwrap_or_default();
        if let Some(row) = self.rejected.iter().find(|row| concerns(row, ovt, brin)).filter(|_| !self.force) {
            let message = format!(
                "a source row of this school was rejected: {row}\n\nhint: mend the source file, or build without that row with `--force`"
            );
            done.ending = Ending::Failed { message, exit: Exit::Faults };
        } else if self.force || !is_current(&self.out.join(&done.folder), edition.fingerprint) {
            done.ending = match self.make(ovt, &mut done) {
                Ok(()) => Ending::Built,
                Err(error) => Ending::Failed { message: told(&error), exit: error.exit() },
            };
        }
        done
    }

    fn make(&self, ovt: &str, done: &mut Done) -> Result<(), Error> {
        let started = Instant::now();
        let composed = compose(self.press.record.edition, ovt)?;
        done.charts = started.elapsed().as_secs_f64();
        done.took = self.press.deliver(ovt, &done.folder, &composed)?;
        done.dropped = composed.dropped;
        Ok(())
    }
}

/// Whether a rejected row is about this school: by its OVT, or by its BRIN in a file that knows no OVT.
pub(crate) fn concerns(row: &Rejected, ovt: &str, brin_duo: &str) -> bool {
    row.school.as_deref().is_some_and(|school| school == ovt || school == brin_duo)
}

fn announce(school: &Done, voice: &mut Voice<'_>) {
    match &school.ending {
        Ending::Built => voice.step(&format!("built {} {}", school.ovt, school.naam)),
        Ending::Unchanged => voice.step(&format!("unchanged {} {}", school.ovt, school.naam)),
        Ending::Failed { message, .. } => {
            voice.step(&format!("failed {} {}", school.ovt, school.naam));
            voice.fault(&school.ovt, message);
        }
    }
    for (id, column) in &school.dropped {
        voice.warn(&left_out(&school.ovt, id, column));
    }
}

fn conclude(
    edition: &Edition<'_>,
    out: &Path,
    done: &[Done],
    seconds: &Value,
    voice: &mut Voice<'_>,
) -> Exit {
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
    voice.result(&format!(
        "{built} built, {unchanged} unchanged, {} failed; reports are in {}",
        failed.len(),
        out.display()
    ));
    for school in &failed {
        voice.result(&format!("failed: {} {}", school.ovt, school.naam));
    }
    voice.object(&json!({
        "exit": exit.code(),
        "term": edition.term.to_string(),
        "periode": edition.prepared.periode.to_string(),
        "folder": out,
        "built": built,
        "unchanged": unchanged,
        "failed": failed.len(),
        "schools": done.iter().map(entry).collect::<Vec<_>>(),
        "seconds": seconds,
    }));
    exit
}

fn entry(school: &Done) -> Value {
    let (status, message) = match &school.ending {
        Ending::Built => ("built", None),
        Ending::Unchanged => ("unchanged", None),
        Ending::Failed { message, .. } => ("failed", Some(message)),
    };
    json!({ "ovt": school.ovt, "naam": school.naam, "folder": school.folder, "status": status, "message": message })
}

/// Composes every report without typesetting it, and names the sentences that could not be filled; for `check`.
pub(crate) fn rehearse(edition: &Edition<'_>, schools: &[String]) -> Result<Vec<String>, Error> {
    let mut dropped = Vec::new();
    for ovt in schools {
        let composed = compose(edition, ovt)?;
        dropped.extend(composed.dropped.iter().map(|(id, column)| left_out(ovt, id, column)));
    }
    Ok(dropped)
}

fn left_out(ovt: &str, id: &str, column: &str) -> String {
    format!("{ovt}: sentence `{id}` is left out, because `{column}` has no figure")
}
