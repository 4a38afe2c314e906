//! The command `gallery`: the built-in examples of every chart in, one PDF that shows each with its file out.
//!
//! The examples bring their own rows, so it reads no project; each runs, unchanged, as a query of a project too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use disclose::Published;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use query::{Limits, Parameters, Query, ResultSet, Session};
use typeset::{Document, Job, Report, SchoolHead};

use crate::error::Error;
use crate::make::compose::question;
use crate::make::pictures::{Pictures, pictures};
use crate::make::tools::{find_typst, register_fonts};
use crate::project::anatomy::queries_in;
use crate::project::content::{Content, write_file};
use crate::project::fingerprint::Fingerprint;
use crate::project::place;
use crate::project::workplace::Workplace;
use crate::publish::published;

/// The folder of the gallery.
const GALLERY: &str = "reports/galerij";
/// The school of the examples.
const SCHOOL: &str = "99AA|C1";
/// What the PDF is of: no school, but this program.
const NAME: &str = "schoolanalyse";
/// The day of the examples: theirs and not that of the clock, so that the same program makes the same bytes.
const DAY: Date = date(2026, 9, 1);

/// Makes the gallery.
///
/// # Errors
/// When something else stands in its place, or typst is missing or refuses it.
pub fn gallery(out: &Path, typst: Option<&Path>) -> Result<(), Error> {
    place::allow_file(out, &["pdf"], &[])?;
    let typst = find_typst(typst, ".".as_ref())?;
    register_fonts()?;
    let content = Content::read(None)?;
    let results = crate::block_on(examples(&content))?;
    let (document, figures) = document(&content, &results)?;
    let folder = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(".".as_ref());
    fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    let work = Workplace::open(folder).map_err(Error::io("make a work folder in", folder))?;
    content.write_for_typst(work.path())?;
    for result in &results {
        // The page shows the file itself.
        write_file(&work.path().join(&result.query.file.path), result.query.file.text.as_bytes())?;
    }
    typeset::stage(&work.path().join("staging"), &document, &figures, &BTreeMap::new(), render::printable)?;
    let made = work.path().join("galerij.pdf");
    let job = Job {
        root: work.path().to_owned(),
        template: format!("{GALLERY}/main.typ"),
        staging: "/staging".to_owned(),
        audience: "directie".to_owned(),
        created: DAY.to_zoned(TimeZone::UTC).map_or(0, |start| start.timestamp().as_second()),
        output: made.clone(),
    };
    typeset::compile(&typst, &job)?;
    let bytes = fs::read(&made).map_err(Error::io("read", &made))?;
    place::write(out, &bytes)
}

/// The names of the examples that a new query can start from.
pub(crate) fn names(content: &Content) -> Result<Vec<String>, Error> {
    let files = content.sql_files(&format!("{GALLERY}/queries"))?;
    Ok(files.into_iter().map(|file| file.name).collect())
}

/// The file of an example.
pub(crate) fn path(name: &str) -> String {
    format!("{GALLERY}/queries/{name}.sql")
}

/// Answers the examples, charts in the order in which they are known, then what is no chart.
async fn examples(content: &Content) -> Result<Vec<ResultSet>, Error> {
    let mut examples: Vec<Query> = queries_in(content, &format!("{GALLERY}/queries"))?;
    for example in &mut examples {
        // As strict with them as with what a user makes of them.
        example.file.own = true;
    }
    examples.sort_by_key(|example| {
        (example.card.chart.map_or(usize::MAX, |kind| kind as usize), example.file.name.clone())
    });
    let mut session = Session::open([], Parameters::new(), Limits::default())?;
    let answers = session.answer_all(&examples, &[]).await?;
    if !answers.faults.is_empty() {
        return Err(Error::from(answers.faults));
    }
    Ok(answers.results)
}

fn document(content: &Content, results: &[ResultSet]) -> Result<(Document, BTreeMap<String, String>), Error> {
    let shown: Vec<Published> =
        results.iter().map(|result| published(result, result.rows_for(SCHOOL))).collect();
    let Pictures { drawings, figuren, tabellen } =
        pictures(&shown, SCHOOL, &content.palette()?, &|_| true, |_, _| None)?;
    let eigen = results.iter().zip(&shown).map(|(result, rows)| question(result, rows)).collect();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let mut fingerprint = Fingerprint::default();
    for (path, _, hash) in content.hashes() {
        fingerprint.add(path, hash);
    }
    let rapport = Report {
        titel: "Galerij".to_owned(),
        hoofdstukken: Vec::new(),
        bijlagen: Vec::new(),
        term: version.clone(),
        periode: version.clone(),
        jaren: Vec::new(),
        datum: (DAY.year(), DAY.month(), DAY.day()),
        datum_tekst: None,
        versie: version,
        vingerafdruk: fingerprint.finish(),
    };
    let school = SchoolHead { ovt: NAME.to_owned(), naam: NAME.to_owned(), plaats: None, bestuur: None };
    let document =
        Document { school, rapport, zinnen: BTreeMap::new(), tabellen, figuren, eigen, queries: Vec::new() };
    Ok((document, drawings))
}
