//! Does everything that `build` does except making reports, and tells what it found.
//!
//! Shows per file what was read, every rejected value, how each school is tied to DUO, and the ties that only the user can
//! give.

use ingest::{Loaded, Rejected};
use serde_json::json;

use crate::compute::answers;
use crate::compute::load::{load, public_rejected};
use crate::compute::prepared::Wish;
use crate::error::Error;
use crate::exit::Exit;
use crate::make::compose::Edition;
use crate::make::order::fingerprint;
use crate::make::rehearse::{Rehearsed, rehearse};
use crate::make::tools::register_fonts;
use crate::project::plan::Plan;
use crate::tell::{checks, loaded as loaded_files, rejected, ties};
use crate::voice::Voice;
use crate::wanted::Wanted;

/// Reads and checks everything without making a report.
///
/// # Errors
/// On what would stop all schools.
pub fn check(wanted: &Wanted, voice: &mut dyn Voice) -> Result<Exit, Error> {
    let plan = Plan::read(&wanted.project, wanted.key.as_deref())?;
    register_fonts()?;
    let loaded = load(&plan, wanted.term)?;
    let public = show_rows(&plan, &loaded, voice)?;
    let places = ties::places(&loaded);
    let prepared = crate::block_on(answers::answer_all(&plan, &loaded, &Wish::of(wanted)))?;
    let schools = prepared.chosen(&[], &plan, &public)?;
    let term = prepared.term;
    let fingerprint = fingerprint(&plan, &loaded.sources, "", &prepared);
    let edition = Edition { plan: &plan, prepared: &prepared, term, fingerprint: &fingerprint };
    let sound: Vec<String> = schools.iter().filter(|ovt| prepared.knows(ovt)).cloned().collect();
    let Rehearsed { dropped, substituted } = rehearse(&edition, &sound)?;
    for line in dropped.iter().chain(&substituted) {
        voice.warn(line);
    }
    for slip in &prepared.slips {
        voice.warn(slip);
    }
    let found = checks::show(&prepared, voice);
    let tied = ties::told(&places, &prepared.facts, &sound, &plan);
    let (of_these, elsewhere) = ties::uncertain(&places, &prepared.facts, &schools, &plan);
    for line in tied.lines.into_iter().chain(of_these.iter().map(ties::Uncertain::told)) {
        voice.result(&line);
    }
    let clean =
        loaded.rejected.is_empty() && loaded.refused.is_empty() && dropped.is_empty() && found.failed == 0;
    let exit = if clean { Exit::Done } else { Exit::Faults };
    voice.result(&format!(
        "{} schools can be built for term {term}, period {}; {} rejected values, {} uncertain ties, {} of {} checks \
         failed",
        sound.len(),
        prepared.periode,
        loaded.rejected.len(),
        of_these.len(),
        found.failed,
        prepared.checks.len()
    ));
    if !elsewhere.is_empty() {
        voice.note(&format!("{} more uncertain ties are of schools that get no report", elsewhere.len()));
    }
    voice.object(&json!({
        "exit": exit.code(),
        "term": term.to_string(),
        "periode": prepared.periode.to_string(),
        "schools": sound,
        "rejected": loaded.rejected.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "refused": loaded.refused.iter().map(loaded_files::refused).collect::<Vec<_>>(),
        "unrecognised": loaded.unrecognised.iter().map(|file| file.bestand.clone()).collect::<Vec<_>>(),
        "checks": found.entries,
        "ties": tied.counts,
        "uncertain_ties": of_these.iter().map(|tie| tie.brin.clone()).collect::<Vec<_>>(),
    }));
    Ok(exit)
}

/// Shows of every file how many rows were read, loaded and rejected, and the rejected rows; returns the public ones.
fn show_rows(plan: &Plan, loaded: &Loaded, voice: &mut dyn Voice) -> Result<Vec<Rejected>, Error> {
    for source in loaded_files::listed(&loaded.sources) {
        voice.result(&format!(
            "{:<22} {:<34} {:>6} rows = {:>6} loaded + {:>4} rejected  {}",
            source.soort.name(),
            source.inhoud,
            source.rijen_gelezen,
            source.rijen_geladen,
            source.rijen_afgewezen,
            loaded_files::named(&source)
        ));
    }
    loaded_files::oddities(loaded, voice);
    let public = public_rejected(loaded);
    for row in &public {
        voice.result(&format!("rejected {row}"));
    }
    rejected::show(plan, loaded, voice)?;
    Ok(public)
}
