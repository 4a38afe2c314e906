//! What was computed and for whom in, the reports of the schools made out.
//!
//! Knows what all reports of a run have in common; `build` makes them once and `watch` again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::project::Audience;
use domain::term::Term;
use ingest::{Loaded, Rejected};
use jiff::tz::TimeZone;
use typeset::Typst;

use crate::compute::prepared::Prepared;
use crate::error::Error;
use crate::make::compose::Edition;
use crate::make::deliver::{Press, Workshop};
use crate::make::files::all_sql;
use crate::make::files::words;
use crate::make::manifest::Record;
use crate::make::reader::Reader;
use crate::make::schools::{Done, Line};
use crate::project::fingerprint::{Fingerprint, sha256};
use crate::project::place;
use crate::project::plan::Plan;
use crate::voice::Voice;
use crate::wanted::TableFormat;

/// What is to be made.
pub(crate) struct Order<'a> {
    /// The project.
    pub(crate) plan: &'a Plan,
    /// Everything computed.
    pub(crate) prepared: &'a Prepared,
    /// What was read.
    pub(crate) loaded: &'a Loaded,
    /// The rejected rows that can stop a school.
    pub(crate) rejected: &'a [Rejected],
    /// The program.
    pub(crate) typst: &'a Typst,
    /// For whom.
    pub(crate) audiences: &'a [&'static str],
    /// The formats in which each table is written too.
    pub(crate) formats: &'a [TableFormat],
    /// The folder of the term.
    pub(crate) out: &'a Path,
    /// Make also what has not changed.
    pub(crate) force: bool,
    /// Make also schools of which a row was rejected.
    pub(crate) accept_rejected: bool,
    /// How many schools to work on at once.
    pub(crate) jobs: usize,
    /// Where to keep what typst is given.
    pub(crate) keep_staging: Option<&'a Path>,
}

impl Order<'_> {
    /// Makes the reports of these schools.
    pub(crate) fn make(&self, schools: &[String], voice: &mut dyn Voice) -> Result<Vec<Done>, Error> {
        let (plan, prepared) = (self.plan, self.prepared);
        let mut fingerprint = fingerprint(plan, &self.loaded.sources, &self.typst.version, prepared);
        if !self.formats.is_empty() {
            fingerprint = sha256(format!("{fingerprint} {:?}", self.formats).as_bytes());
        }
        let edition = Edition { plan, prepared, term: prepared.term, fingerprint: &fingerprint };
        let record = Record {
            edition: &edition,
            sources: &self.loaded.sources,
            typst: &self.typst.version,
            audiences: self.audiences,
        };
        let workshop = Workshop::open(self.out, &plan.content)?;
        let sql = Audience::ALL
            .map(|audience| Ok((audience, all_sql(&plan.content, prepared, Reader::Of(audience))?)));
        let sql = sql.into_iter().collect::<Result<BTreeMap<_, _>, Error>>()?;
        let words = words(&plan.content)?;
        let press = Press {
            workshop: &workshop,
            typst: self.typst,
            record: &record,
            sql: &sql,
            created: created(plan, prepared.term),
            words: &words,
            formats: self.formats,
            side_by_side: self.jobs < cores(),
        };
        let line = Line {
            press: &press,
            out: self.out,
            rejected: self.rejected,
            force: self.force,
            accept_rejected: self.accept_rejected,
        };
        let done = line.run(schools, self.jobs, voice);
        if let Some(folder) = self.keep_staging {
            workshop.keep(folder)?;
        }
        Ok(done)
    }
}

/// The processors that can be used at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
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

/// The hash over everything that a report is made of.
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
