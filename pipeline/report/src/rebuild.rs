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

use crate::compute::answers::{Answers, Before};
use crate::compute::load;
use crate::compute::prepared::{Wish, asked_schools};
use crate::error::Error;
use crate::make::order::{Order, audiences, cores, fingerprint, out};
use crate::make::schools::Done;
use crate::make::tools::{find_typst, register_fonts};
use crate::project::content::REPORT;
use crate::project::content::has_extension;
use crate::project::fingerprint::{Fingerprint, sha256};
use crate::project::plan::{Plan, norm_files};
use crate::tell::loaded;
use crate::voice::Voice;
use crate::wanted::{TableFormat, Wanted};

/// What is kept between two changes.
pub struct Rebuild<'a> {
    wanted: &'a Wanted,
    typst: Typst,
    runtime: Runtime,
    loaded: Option<(String, Loaded)>,
    answers: Option<(String, Answers)>,
    /// The project file under which the session was opened.
    project: String,
    /// What the last good reports were made of.
    made: Option<String>,
    /// The sources that were told of, with their hashes.
    seen: BTreeSet<(String, String)>,
}

/// What was made anew.
pub struct Made {
    /// What became of each school.
    pub done: Vec<Done>,
    /// For whom there are PDFs.
    pub audiences: Vec<&'static str>,
    /// The folder of the term.
    pub out: PathBuf,
    /// The queries that were run.
    pub run: Vec<String>,
    /// How many there are.
    pub queries: usize,
}

impl<'a> Rebuild<'a> {
    /// Gets ready for the first of many times.
    ///
    /// # Errors
    /// When typst is missing or too old.
    pub fn open(wanted: &'a Wanted) -> Result<Self, Error> {
        let typst = find_typst(wanted.typst.as_deref(), &wanted.project)?;
        register_fonts()?;
        let (runtime, project, seen) = (crate::runtime()?, String::new(), BTreeSet::new());
        Ok(Self { wanted, typst, runtime, loaded: None, answers: None, project, made: None, seen })
    }

    /// Makes anew what a change touches; nothing when it touches no report.
    ///
    /// # Errors
    /// On everything that stops all schools.
    pub fn refresh(&mut self, voice: &mut dyn Voice) -> Result<Option<Made>, Error> {
        let plan = Plan::read(&self.wanted.project, self.wanted.key.as_deref())?;
        let read = self.load(&plan)?;
        let Some((sources, loaded)) = &self.loaded else { return Ok(None) };
        let wanted = self.wanted;
        let mut wish = Wish { skip_broken: false, ..Wish::of(wanted) };
        let rests_on = session_of(&plan, sources);
        if self.answers.as_ref().is_none_or(|(known, _)| *known != rests_on) {
            let known = self.answers.take().filter(|_| self.project == plan.project_text);
            self.project.clone_from(&plan.project_text);
            let known = known.map(|(_, known)| known);
            let opened = open(&plan, loaded, &wish, known, &self.runtime)?;
            self.answers = Some((rests_on, opened));
        }
        let Some((_, answers)) = &mut self.answers else { return Ok(None) };
        // Who names no school looks at one page at a time: the first.
        let first: Vec<Ovt> = asked_schools(&plan, &wanted.schools, &answers.facts)
            .iter()
            .filter_map(|ovt| ovt.parse().ok())
            .take(if wanted.schools.is_empty() { 1 } else { usize::MAX })
            .collect();
        wish.schools = &first;
        let (prepared, run) = self.runtime.block_on(answers.answer_all(&plan, &wish))?;
        let now = fingerprint(&plan, &loaded.sources, &self.typst.version, &prepared);
        if self.made.as_ref() == Some(&now) {
            return Ok(None);
        }
        voice.fresh_screen();
        if read {
            loaded::read_anew(loaded, &mut self.seen, voice);
        }
        for slip in &prepared.slips {
            voice.warn(slip);
        }
        let audiences = audiences(&wanted.audiences, &plan);
        let out = out(&plan, wanted.out.as_deref(), prepared.term)?;
        let rejected = load::public_rejected(loaded);
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
        self.loaded = Some((now, load::load(plan, self.wanted.term)?));
        Ok(true)
    }
}

/// Opens the session anew, from what is left of the one before.
fn open(
    plan: &Plan,
    loaded: &Loaded,
    wish: &Wish<'_>,
    answers: Option<Answers>,
    runtime: &Runtime,
) -> Result<Answers, Error> {
    let marks = loaded.stored.iter().map(|(name, path)| Ok((*name, content_of(path)?)));
    let marks = marks.collect::<Result<_, Error>>()?;
    runtime.block_on(Answers::open(plan, loaded, wish, Before { answers, marks }))
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
        if entry.file_type().is_ok_and(|kind| kind.is_symlink()) && !path.is_file() {
            // A link to a folder, to a device or to nowhere is not read either.
            parts.add(&path.to_string_lossy(), "link");
        } else if path.is_dir() {
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
fn session_of(plan: &Plan, sources: &str) -> String {
    let mut parts = Fingerprint::default();
    parts.add("bronnen", sources);
    let facts = format!("{REPORT}/zinnen.sql");
    for (path, _, hash) in plan.content.hashes() {
        if path.starts_with("reports/") && path.contains("/model/") || *path == *facts {
            parts.add(path, hash);
        }
    }
    parts.finish()
}
