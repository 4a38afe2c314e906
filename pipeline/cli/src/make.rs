//! What was computed and for whom in, the reports of the schools made out.
//!
//! Knows what all reports of a run have in common; `build` makes them once and `watch` again and again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::project::Audience;
use ingest::{Loaded, Rejected};
use typeset::Typst;

use crate::args::TableFormat;
use crate::ask::words;
use crate::build::{created, fingerprint};
use crate::compose::Edition;
use crate::deliver::{Press, Workshop};
use crate::error::Error;
use crate::figures::all_sql;
use crate::fingerprint::sha256;
use crate::manifest::Record;
use crate::plan::Plan;
use crate::prepare::Prepared;
use crate::production::{Done, Line};
use crate::reader::Reader;
use crate::tell::Voice;

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
    pub(crate) keep_staging: Option<&'a PathBuf>,
}

impl Order<'_> {
    /// Makes the reports of these schools.
    pub(crate) fn make(&self, schools: &[String], voice: &mut Voice<'_>) -> Result<Vec<Done>, Error> {
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
