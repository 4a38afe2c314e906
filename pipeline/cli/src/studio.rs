//! A project folder as it is now in, the PDFs of the watched schools out, with no more work than the change asks for.
//!
//! Keeps what was read and computed, each with what it rests on; waits for nothing and prints no outcome.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use domain::ovt::Ovt;
use ingest::Loaded;
use tokio::runtime::Runtime;
use typeset::Typst;

use crate::args::{TableFormat, Watch};
use crate::build::{audiences, fingerprint, out};
use crate::content::has_extension;
use crate::error::Error;
use crate::fingerprint::{Fingerprint, sha256};
use crate::ground::{Before, Ground};
use crate::make::{Order, cores};
use crate::plan::{Plan, norm_files};
use crate::prepare::{self, REPORT, Wish};
use crate::production::Done;
use crate::show;
use crate::tell::Voice;

/// What is kept between two changes.
pub(crate) struct Studio<'a> {
    args: &'a Watch,
    typst: Typst,
    runtime: Runtime,
    loaded: Option<(String, Loaded)>,
    ground: Option<(String, Ground)>,
    /// The project file under which the ground was laid.
    project: String,
    /// What the last good reports were made of.
    made: Option<String>,
    /// The sources that were told of, with their hashes.
    seen: BTreeSet<(String, String)>,
}

/// What was made anew.
pub(crate) struct Made {
    /// What became of each school.
    pub(crate) done: Vec<Done>,
    /// For whom there are PDFs.
    pub(crate) audiences: Vec<&'static str>,
    /// The folder of the term.
    pub(crate) out: PathBuf,
    /// The queries that were run.
    pub(crate) run: Vec<String>,
    /// How many there are.
    pub(crate) queries: usize,
}

impl<'a> Studio<'a> {
    pub(crate) fn open(args: &'a Watch, typst: Typst) -> Result<Self, Error> {
        let (runtime, project, seen) = (crate::runtime()?, String::new(), BTreeSet::new());
        Ok(Self { args, typst, runtime, loaded: None, ground: None, project, made: None, seen })
    }

    /// Makes anew what a change touches; nothing when it touches no report.
    pub(crate) fn refresh(&mut self, voice: &mut Voice<'_>) -> Result<Option<Made>, Error> {
        let plan = Plan::read(&self.args.reports.project, &self.args.reports.key)?;
        let read = self.load(&plan)?;
        let Some((sources, loaded)) = &self.loaded else { return Ok(None) };
        let typed = &self.args.reports;
        let mut wish =
            Wish { term: typed.term, parameters: &typed.param, schools: &typed.school, skip_broken: false };
        let rests_on = ground_of(&plan, sources);
        if self.ground.as_ref().is_none_or(|(known, _)| *known != rests_on) {
            let marks = loaded.stored.iter().map(|(name, path)| Ok((*name, content_of(path)?)));
            let marks = marks.collect::<Result<_, Error>>()?;
            let ground = self.ground.take().filter(|_| self.project == plan.project_text);
            let before = Before { ground: ground.map(|(_, ground)| ground), marks };
            self.project.clone_from(&plan.project_text);
            let laid = self.runtime.block_on(Ground::lay(&plan, loaded, &wish, before))?;
            self.ground = Some((rests_on, laid));
        }
        let Some((_, ground)) = &mut self.ground else { return Ok(None) };
        // Who names no school looks at one page at a time: the first.
        let first: Vec<Ovt> = prepare::asked_schools(&plan, &typed.school, &ground.facts)
            .iter()
            .filter_map(|ovt| ovt.parse().ok())
            .take(if typed.school.is_empty() { 1 } else { usize::MAX })
            .collect();
        wish.schools = &first;
        let (prepared, run) = self.runtime.block_on(ground.answer(&plan, &wish))?;
        let now = fingerprint(&plan, &loaded.sources, &self.typst.version, &prepared);
        if self.made.as_ref() == Some(&now) {
            return Ok(None);
        }
        voice.fresh_screen();
        if read {
            show::read_anew(loaded, &mut self.seen, voice);
        }
        for doubt in &prepared.doubts {
            voice.warn(doubt);
        }
        let audiences = audiences(&typed.audience, &plan);
        let out = out(&plan, typed.out.as_deref(), prepared.term)?;
        let rejected = prepare::public_rejected(loaded);
        let schools = prepared.chosen(&first, &plan, &rejected)?;
        let order = Order {
            plan: &plan,
            prepared: &prepared,
            loaded,
            rejected: &rejected,
            typst: &self.typst,
            audiences: &audiences,
            formats: &exported(&out, &schools),
            out: &out,
            force: false,
            accept_rejected: false,
            jobs: cores().min(schools.len().max(1)),
            keep_staging: None,
        };
        let done = order.make(&schools, voice)?;
        self.made = done.iter().all(Done::is_good).then_some(now);
        let queries = prepared.results.len() + prepared.checks.len();
        Ok(Some(Made { done, audiences, out, run, queries }))
    }

    /// Reads the sources when one of them, or what is said of them, is not as it was; tells whether it did.
    fn load(&mut self, plan: &Plan) -> Result<bool, Error> {
        let now = sources_of(plan)?;
        if self.loaded.as_ref().is_some_and(|(known, _)| *known == now) {
            return Ok(false);
        }
        self.loaded = None;
        self.loaded = Some((now, prepare::load(plan, self.args.reports.term)?));
        Ok(true)
    }
}

/// The formats in which an earlier `build` wrote the tables of these schools: what was asked for stays.
fn exported(out: &Path, schools: &[String]) -> Vec<TableFormat> {
    let folders: Vec<PathBuf> =
        schools.iter().map(|ovt| out.join(ovt.replace('|', "-")).join("cijfers")).collect();
    let has = |ending: &str| {
        let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        files.into_iter().any(|file| has_extension(&file.file_name().to_string_lossy(), ending))
    };
    let formats = [("csv", TableFormat::Csv), ("parquet", TableFormat::Parquet)];
    formats.into_iter().filter(|(ending, _)| has(ending)).map(|(_, format)| format).collect()
}

/// What reading the sources rests on.
fn sources_of(plan: &Plan) -> Result<String, Error> {
    let mut parts = Fingerprint::default();
    parts.add("project", &plan.project_text);
    if plan.key.exists() {
        add_file(&plan.key, &mut parts)?;
    }
    for file in &plan.koppelingen {
        parts.add(&file.path, &file.text);
    }
    for file in norm_files(&plan.content)? {
        parts.add(&file.path, &file.text);
    }
    add_folder(&plan.bronnen(), &mut parts)?;
    Ok(parts.finish())
}

/// Adds the names, sizes and times of all files in a folder.
fn add_folder(folder: &Path, parts: &mut Fingerprint) -> Result<(), Error> {
    let entries = fs::read_dir(folder).map_err(Error::io("read", folder))?;
    let mut entries: Vec<_> = entries.collect::<Result<_, _>>().map_err(Error::io("read", folder))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            add_folder(&path, parts)?;
        } else {
            add_file(&path, parts)?;
        }
    }
    Ok(())
}

/// Adds the name, size and time of a file; its content may be large, or secret.
fn add_file(path: &Path, parts: &mut Fingerprint) -> Result<(), Error> {
    let about = fs::metadata(path).map_err(Error::io("read", path))?;
    let saved = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    parts.add(&path.to_string_lossy(), &format!("{} {saved:?}", about.len()));
    Ok(())
}

/// A mark of what is stored in a file: a table that was stored anew often holds what it held.
fn content_of(path: &Path) -> Result<String, Error> {
    Ok(sha256(&fs::read(path).map_err(Error::io("read", path))?))
}

/// What the session rests on, beside the sources.
fn ground_of(plan: &Plan, sources: &str) -> String {
    let mut parts = Fingerprint::default();
    parts.add("bronnen", sources);
    let model = format!("{REPORT}/model/");
    let facts = format!("{REPORT}/zinnen.sql");
    for (path, _, hash) in plan.content.hashes() {
        if path.starts_with(&model) || *path == *facts {
            parts.add(path, hash);
        }
    }
    parts.finish()
}
