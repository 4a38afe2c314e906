//! Reads the folder of a report, returns its parts: chapters in their order, model, queries, checks and sentences.
//!
//! Everything is found by walking; no list elsewhere knows a chapter's name. Runs and draws nothing.

use std::collections::BTreeMap;

use domain::project::Audience;
use domain::sentence::{Catalogue, CatalogueFile};
use query::{Query, SqlFile};
use serde::Deserialize;

use crate::error::Error;
use crate::project::content::{Content, REPORT};

/// What several reports and chapters rest on.
const SHARED: &str = "reports/gedeeld";
/// The folders with queries that only sentences speak of.
const FACTS: &str = "feiten";
/// The place of the chapters of a project that the report does not name.
const OTHERS: &str = "*";

/// A report: what it is called, what one of it is about, for whom it is, and its chapters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Anatomy {
    /// What it is called on its cover.
    pub(crate) titel: String,
    /// What one report is about.
    pub(crate) eenheid: Unit,
    /// For whom it can be.
    pub(crate) lezers: Vec<Audience>,
    /// The chapters, by the names of their folders, in their order.
    pub(crate) hoofdstukken: Vec<String>,
    /// The appendices.
    #[serde(default)]
    pub(crate) bijlagen: Vec<String>,
}

/// What one report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    /// A school.
    School,
}

impl Anatomy {
    /// Reads `rapport.toml` and finds the chapters of the project that it does not name.
    pub(crate) fn read(content: &Content) -> Result<Self, Error> {
        let path = format!("{REPORT}/rapport.toml");
        let mut anatomy: Self = toml::from_str(content.text(&path)?)
            .map_err(|error| Error::Words { path: path.clone(), what: error.message().to_owned() })?;
        let there = chapters(content)?;
        let named = |name: &String| anatomy.hoofdstukken.contains(name) || anatomy.bijlagen.contains(name);
        let others: Vec<String> = there.iter().filter(|name| !named(name)).cloned().collect();
        for name in anatomy.hoofdstukken.iter().chain(&anatomy.bijlagen).filter(|name| *name != OTHERS) {
            if !there.contains(name) {
                return Err(Error::NoChapter { path, name: name.clone() });
            }
        }
        let place = anatomy.hoofdstukken.iter().position(|name| name == OTHERS);
        match place {
            Some(place) => drop(anatomy.hoofdstukken.splice(place..=place, others)),
            None => anatomy.hoofdstukken.extend(others),
        }
        Ok(anatomy)
    }
}

/// The chapters that there are, by the names of their folders.
fn chapters(content: &Content) -> Result<Vec<String>, Error> {
    let folder = chapter_folder("");
    let mut found = Vec::new();
    for rest in content.paths(&folder).filter_map(|path| path.strip_prefix(&folder)) {
        match rest.split_once('/') {
            Some((name, "hoofdstuk.typ")) => found.push(name.to_owned()),
            Some(_) => {}
            // A chapter was one file once.
            None => {
                let name = rest.trim_end_matches(".typ");
                return Err(Error::Moved {
                    path: format!("{folder}{rest}"),
                    to: chapter_folder(&format!("{name}/hoofdstuk.typ")),
                });
            }
        }
    }
    Ok(found)
}

/// A place in the folder of the chapters.
fn chapter_folder(rest: &str) -> String {
    format!("{REPORT}/hoofdstukken/{rest}")
}

/// The chapters at the end of which a project's own queries can stand.
pub(crate) fn chapters_with_room(content: &Content) -> Result<Vec<String>, Error> {
    let has_room = |name: &String| {
        let text = content.text(&chapter_folder(&format!("{name}/hoofdstuk.typ")));
        text.is_ok_and(|text| text.contains(&format!("eigen(\"{name}\")")))
    };
    Ok(chapters(content)?.into_iter().filter(has_room).collect())
}

/// The files of the model: what reports share, and what each chapter adds.
pub(crate) fn model(content: &Content) -> Result<Vec<SqlFile>, Error> {
    let mut files = of_kind(content, SHARED, "model")?;
    files.extend(of_kind(content, REPORT, "model")?);
    once(files)
}

/// The files of the queries whose answers the report shows.
pub(crate) fn query_files(content: &Content) -> Result<Vec<SqlFile>, Error> {
    once(of_kind(content, REPORT, "queries")?)
}

/// The queries whose answers the report shows.
pub(crate) fn queries(content: &Content) -> Result<Vec<Query>, Error> {
    read(query_files(content)?)
}

/// The queries that only sentences speak of.
pub(crate) fn facts(content: &Content) -> Result<Vec<Query>, Error> {
    read(once(of_kind(content, REPORT, FACTS)?)?)
}

/// Whether a query is there for sentences alone.
pub(crate) fn is_of_facts(path: &str) -> bool {
    path.rsplit('/').nth(1) == Some(FACTS)
}

/// The queries directly in a folder.
pub(crate) fn queries_in(content: &Content, folder: &str) -> Result<Vec<Query>, Error> {
    read(content.sql_files(folder)?)
}

fn read(files: Vec<SqlFile>) -> Result<Vec<Query>, Error> {
    files.into_iter().map(|file| Query::read(file).map_err(Error::from)).collect()
}

/// The sentences of the report and of its chapters, in the order of the chapters.
pub(crate) fn catalogue(content: &Content, anatomy: &Anatomy) -> Result<Catalogue, Error> {
    let chapters = anatomy.hoofdstukken.iter().chain(&anatomy.bijlagen);
    let chapters = chapters.map(|name| chapter_folder(&format!("{name}/zinnen.toml")));
    let paths = std::iter::once(format!("{REPORT}/zinnen.toml")).chain(chapters);
    let files = paths.filter(|path| content.has(path)).map(|path| {
        let text = content.text(&path)?.to_owned();
        Ok(CatalogueFile { path, text })
    });
    let files = files.collect::<Result<_, Error>>()?;
    Catalogue::read(files).map_err(|fault| Error::Catalogue(Box::new(fault)))
}

/// The `.sql` files in every folder of this name below a folder, by name.
fn of_kind(content: &Content, below: &str, kind: &str) -> Result<Vec<SqlFile>, Error> {
    let mut folders: Vec<&str> =
        content.paths(below).filter_map(|path| path.rsplit_once('/')).map(|at| at.0).collect();
    folders.dedup();
    folders.retain(|folder| folder.strip_suffix(kind).is_some_and(|above| above.ends_with('/')));
    let files = folders.into_iter().map(|folder| content.sql_files(folder));
    let mut files = files.collect::<Result<Vec<_>, _>>()?.concat();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Makes sure that no two files claim one name. Where the project has a file in a place that a built-in one has left, it
/// is told where that went.
fn once(files: Vec<SqlFile>) -> Result<Vec<SqlFile>, Error> {
    let mut known: BTreeMap<&str, &SqlFile> = BTreeMap::new();
    for file in &files {
        if let Some(first) = known.insert(&file.name, file) {
            let moved = |old: &SqlFile, new: &SqlFile| old.own && !Content::is_added(&new.path);
            return Err(match (moved(first, file), moved(file, first)) {
                (true, false) => Error::Moved { path: first.path.clone(), to: file.path.clone() },
                (false, true) => Error::Moved { path: file.path.clone(), to: first.path.clone() },
                _ => Error::TwoClaim {
                    name: file.name.clone(),
                    one: first.path.clone(),
                    other: file.path.clone(),
                },
            });
        }
    }
    Ok(files)
}
