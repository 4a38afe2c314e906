//! A composed report in, its folder of files out: whole or not at all.
//!
//! Everything is made in a work folder beside the output and moved into place by renaming.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use domain::project::Audience;
use domain::term::Term;
use typeset::{Job, Typst};

use crate::error::Error;
use crate::make::compose::Composed;
use crate::make::files::{figures_csv, tables, workbook};
use crate::make::manifest::{OutputFile, Record, Written};
use crate::make::reader::Reader;
use crate::project::content::Content;
use crate::project::content::REPORT;
use crate::project::fingerprint::sha256;
use crate::project::workplace::{Workplace, clear};
use crate::wanted::TableFormat;

/// The folder that typst sees, inside the output folder so that renaming never crosses a disk.
pub(crate) struct Workshop {
    root: Workplace,
    /// Folders that were made for this run, deepest first; taken away again when they stay empty.
    made: Vec<PathBuf>,
    out: PathBuf,
}

impl Workshop {
    /// Makes the output folder and the work folder in it, and puts the templates ready.
    pub(crate) fn open(out: &Path, content: &Content) -> Result<Self, Error> {
        let made: Vec<PathBuf> = out
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .map(Path::to_owned)
            .collect();
        fs::create_dir_all(out).map_err(Error::io("make", out))?;
        let out = &std::path::absolute(out).map_err(Error::io("find", out))?;
        clear_terms(out);
        let root = Workplace::open(out).map_err(Error::io("make a work folder in", out))?;
        let workshop = Self { root, made, out: out.to_owned() };
        content.write_for_typst(workshop.root.path())?;
        Ok(workshop)
    }

    /// Keeps what typst was given in `folder`.
    pub(crate) fn keep(&self, folder: &Path) -> Result<(), Error> {
        for name in ["reports", "staging"] {
            let source = self.root.path().join(name);
            if source.is_dir() {
                copy_folder(&source, &folder.join(name))?;
            }
        }
        Ok(())
    }
}

impl Drop for Workshop {
    /// Leaves no empty folder behind; a folder with a report in it refuses to go.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.root.path());
        for folder in &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What delivering one report took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Took {
    /// Seconds in typst.
    pub(crate) typst: f64,
}

/// Everything needed to deliver reports.
pub(crate) struct Press<'a> {
    /// The work folder.
    pub(crate) workshop: &'a Workshop,
    /// The program.
    pub(crate) typst: &'a Typst,
    /// What goes into every manifest.
    pub(crate) record: &'a Record<'a>,
    /// The SQL of the report, as each audience may have it.
    pub(crate) sql: &'a BTreeMap<Audience, Vec<u8>>,
    /// The documents' time of creation.
    pub(crate) created: i64,
    /// The words of the workbook.
    pub(crate) words: &'a export::Words,
    /// The formats in which each table is written too.
    pub(crate) formats: &'a [TableFormat],
    /// Whether there is room to typeset the PDFs of one school side by side.
    pub(crate) side_by_side: bool,
}

impl Press<'_> {
    /// Whether a school's folder holds a whole report of just this input, for every audience that is wanted.
    pub(crate) fn is_current(&self, folder: &Path) -> bool {
        written(folder).is_some_and(|written| {
            let whole = |file: &OutputFile| {
                fs::read(folder.join(&file.bestand)).is_ok_and(|bytes| sha256(&bytes) == file.sha256)
            };
            written.vingerafdruk == self.record.edition.fingerprint
                && self
                    .record
                    .audiences
                    .iter()
                    .all(|audience| written.doelgroepen.iter().any(|has| has == audience))
                && written.uitvoer.iter().all(whole)
        })
    }

    /// The audiences that are wanted, and those of an earlier run: none of its PDFs is lost or left outdated.
    fn audiences(&self, folder: &Path) -> Vec<Audience> {
        let earlier = written(folder).map_or_else(Vec::new, |written| written.doelgroepen);
        let wanted = |audience: &Audience| {
            self.record.audiences.contains(&audience.word())
                || earlier.iter().any(|word| word == audience.word())
        };
        Audience::ALL.into_iter().filter(wanted).collect()
    }

    /// Typesets one school's report and moves it into its place.
    pub(crate) fn deliver(&self, ovt: &str, folder: &str, composed: &Composed) -> Result<Took, Error> {
        let root = self.workshop.root.path();
        let place = self.workshop.out.join(folder);
        if !is_replaceable(&place) {
            return Err(Error::NotAReport { path: place });
        }
        let audiences = self.audiences(&place);
        let words: Vec<&str> = audiences.iter().map(|audience| audience.word()).collect();
        let attachments =
            audiences.iter().flat_map(|audience| self.attachments(ovt, *audience, &words, composed));
        let attachments: BTreeMap<String, Vec<u8>> = attachments.collect();
        typeset::stage(
            &root.join("staging").join(folder),
            &composed.document,
            &composed.figures,
            &attachments,
            render::printable,
        )?;
        let made = root.join("uit").join(folder);
        fs::create_dir_all(&made).map_err(Error::io("make", &made))?;
        let started = Instant::now();
        self.compile(&words.iter().map(|audience| self.job(folder, audience, &made)).collect::<Vec<_>>())?;
        let took = Took { typst: started.elapsed().as_secs_f64() };
        let mut output = Vec::new();
        for audience in &words {
            let name = format!("{audience}.pdf");
            let bytes = fs::read(made.join(&name)).map_err(Error::io("read", made.join(&name)))?;
            output.push(OutputFile { sha256: sha256(&bytes), bestand: name });
        }
        for (name, svg) in &composed.figures {
            output.push(write(&made, &format!("figuren/{name}.svg"), svg.as_bytes())?);
        }
        output.push(write(&made, "cijfers.csv", &figures_csv(&composed.in_files, Reader::School))?);
        for (name, bytes) in tables(&composed.in_files, self.formats)? {
            output.push(write(&made, &name, &bytes)?);
        }
        let naam = &composed.document.school.naam;
        let workbook = workbook(&composed.in_files, naam, self.words, self.created)?;
        output.push(write(&made, "cijfers.xlsx", &workbook)?);
        let manifest = self.record.manifest(ovt, Reader::School, &words, &composed.published, &output);
        write(&made, "manifest.json", &manifest)?;
        replace(&made, &place, &root.join("oud").join(folder))?;
        Ok(took)
    }

    /// The files in the PDF of one audience, by the place where its template looks for them.
    fn attachments(
        &self,
        ovt: &str,
        audience: Audience,
        audiences: &[&str],
        composed: &Composed,
    ) -> [(String, Vec<u8>); 3] {
        let reader = Reader::Of(audience);
        let files = [
            ("cijfers.csv", figures_csv(&composed.in_files, reader)),
            ("schoolanalyse.sql", self.sql.get(&audience).cloned().unwrap_or_default()),
            ("manifest.json", self.record.manifest(ovt, reader, audiences, &composed.published, &[])),
        ];
        files.map(|(name, bytes)| (format!("{}/{name}", audience.word()), bytes))
    }

    /// Typesets the PDFs of one school; the fault of the first audience is told.
    fn compile(&self, jobs: &[Job]) -> Result<(), Error> {
        if !self.side_by_side {
            return Ok(jobs.iter().try_for_each(|job| typeset::compile(self.typst, job))?);
        }
        let done: Vec<_> = std::thread::scope(|scope| {
            let work: Vec<_> =
                jobs.iter().map(|job| scope.spawn(move || typeset::compile(self.typst, job))).collect();
            work.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
        });
        done.into_iter().try_for_each(|job| match job {
            Ok(outcome) => Ok(outcome?),
            Err(fault) => std::panic::resume_unwind(fault),
        })
    }

    fn job(&self, folder: &str, audience: &str, made: &Path) -> Job {
        Job {
            root: self.workshop.root.path().to_owned(),
            template: format!("{REPORT}/main.typ"),
            staging: format!("/staging/{folder}"),
            audience: audience.to_owned(),
            created: self.created,
            output: made.join(format!("{audience}.pdf")),
        }
    }
}

fn write(made: &Path, name: &str, bytes: &[u8]) -> Result<OutputFile, Error> {
    let path = made.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
    }
    fs::write(&path, bytes).map_err(Error::io("write", &path))?;
    Ok(OutputFile { bestand: name.to_owned(), sha256: sha256(bytes) })
}

/// Clears what killed runs left beside the reports of other terms.
fn clear_terms(out: &Path) {
    let beside = out.parent().and_then(|folder| fs::read_dir(folder).ok());
    for entry in beside.into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().parse::<Term>().is_ok() && entry.path() != out {
            clear(&entry.path());
        }
    }
}

/// Whether nothing but a report stands in a place: what somebody else put there is not thrown away.
fn is_replaceable(place: &Path) -> bool {
    let is_empty = || fs::read_dir(place).is_ok_and(|mut entries| entries.next().is_none());
    fs::symlink_metadata(place).is_err() || place.join("manifest.json").is_file() || is_empty()
}

/// Puts a finished folder in the place of an older one; when that fails the older one goes back.
fn replace(made: &Path, place: &Path, aside: &Path) -> Result<(), Error> {
    if place.exists() {
        if let Some(parent) = aside.parent() {
            fs::create_dir_all(parent).map_err(Error::io("make", parent))?;
        }
        fs::rename(place, aside).map_err(Error::io("move", place))?;
    }
    fs::rename(made, place).map_err(|source| {
        let _ = fs::rename(aside, place);
        Error::Io { what: "move a report to", path: place.to_owned(), source }
    })
}

/// What an earlier run says that it wrote in a school's folder.
fn written(folder: &Path) -> Option<Written> {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).ok()?).ok()
}

fn copy_folder(source: &Path, target: &Path) -> Result<(), Error> {
    fs::create_dir_all(target).map_err(Error::io("make", target))?;
    for entry in fs::read_dir(source).map_err(Error::io("read", source))? {
        let path = entry.map_err(Error::io("read", source))?.path();
        let place = target.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &place)?;
        } else {
            fs::copy(&path, &place).map_err(Error::io("write", &place))?;
        }
    }
    Ok(())
}
