//! Reads a project folder, makes the reports of its schools: read and check, compute, then per school compose and deliver.
//!
//! Prints no outcome.

use std::path::Path;
use std::time::Instant;

use domain::periode::Periode;
use domain::term::Term;
use serde_json::{Value, json};

use crate::compute::answers;
use crate::compute::load::{self, public_rejected};
use crate::compute::prepared::{Prepared, Wish};
use crate::error::Error;
use crate::make::order::{Order, audiences, cores, out};
use crate::make::schools::Done;
use crate::make::tools::{find_typst, register_fonts};
use crate::messages::fault_told;
use crate::project::place;
use crate::project::plan::Plan;
use crate::tell;
use crate::voice::Voice;
use crate::wanted::Wanted;

/// What a build came to.
pub struct Built {
    /// The half-year of the reports.
    pub term: Term,
    /// The period of the results.
    pub periode: Periode,
    /// The folder of the term.
    pub out: std::path::PathBuf,
    /// What became of each school, in the order of their ovt.
    pub done: Vec<Done>,
    /// The seconds that each stage took.
    pub seconds: Value,
}

/// Builds the reports of a project.
///
/// # Errors
/// On everything that stops all schools; a school that fails by itself is told in [`Built`].
pub fn build(wanted: &Wanted, voice: &mut dyn Voice) -> Result<Built, Error> {
    let plan = Plan::read(&wanted.project, wanted.key.as_deref())?;
    if let Some(folder) = &wanted.keep_staging {
        allow_staging(folder, &plan)?;
    }
    let typst = find_typst(wanted.typst.as_deref(), &plan.folder)?;
    register_fonts()?;
    let (loaded, prepared, took) = compute(wanted, &plan, voice)?;
    let rejected = public_rejected(&loaded);
    let schools = prepared.chosen(&wanted.schools, &plan, &rejected)?;
    let out = out(&plan, wanted.out.as_deref(), prepared.term)?;
    let order = Order {
        plan: &plan,
        prepared: &prepared,
        loaded: &loaded,
        rejected: &rejected,
        typst: &typst,
        audiences: &audiences(&wanted.audiences, &plan),
        formats: &wanted.formats,
        out: &out,
        force: wanted.force,
        accept_rejected: wanted.accept_rejected,
        jobs: wanted.jobs.unwrap_or_else(cores).min(schools.len().max(1)),
        keep_staging: wanted.keep_staging.as_deref(),
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
    Ok(Built { term: prepared.term, periode: prepared.periode, out, done, seconds })
}

/// Reads and computes everything; with the seconds that reading and computing took.
fn compute(
    wanted: &Wanted,
    plan: &Plan,
    voice: &mut dyn Voice,
) -> Result<(ingest::Loaded, Prepared, (f64, f64)), Error> {
    let started = Instant::now();
    let loaded = load::load(plan, wanted.term)?;
    let load_seconds = started.elapsed().as_secs_f64();
    tell::loaded::loaded(&loaded, voice);

    let started = Instant::now();
    let prepared = crate::block_on(answers::answer_all(plan, &loaded, &Wish::of(wanted)))?;
    for fault in &prepared.broken {
        voice.warn(&fault_told(fault));
    }
    for slip in &prepared.slips {
        voice.warn(slip);
    }
    Ok((loaded, prepared, (load_seconds, started.elapsed().as_secs_f64())))
}

/// Makes sure that what typst is given can be kept in a folder: nothing but an earlier copy of it stands there.
fn allow_staging(folder: &Path, plan: &Plan) -> Result<(), Error> {
    for name in ["reports", "staging"] {
        place::allow(&folder.join(name), &plan.inputs(None))?;
    }
    let is_earlier = folder.join("staging").exists() || !folder.join("reports").exists();
    if is_earlier { Ok(()) } else { Err(Error::OverInput { path: folder.join("reports") }) }
}
