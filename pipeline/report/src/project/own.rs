//! The project's own queries in, each with its card and its place in the report out, and every fault there is.
//!
//! Knows which names are taken and which chapters there are; it runs nothing.

use std::collections::BTreeSet;

use domain::card::{Role, Scope, is_name};
use domain::suggest::nearest;
use domain::tables::TABLES;
use query::Query;

use crate::error::Error;
use crate::project::anatomy::chapters_with_room;
use crate::project::content::{Content, OWN_QUERIES};

/// The queries of the project, sound or not.
#[derive(Default)]
pub(crate) struct OwnQueries {
    /// Those that can be run.
    pub(crate) queries: Vec<Query>,
    /// What is wrong with the others.
    pub(crate) faults: Vec<query::Error>,
}

/// Reads the cards of the project's own queries; `model` and `built_in` are the names that are taken.
pub(crate) fn read(
    content: &Content,
    model: &[query::SqlFile],
    built_in: &[Query],
) -> Result<OwnQueries, Error> {
    let canonical = TABLES.iter().map(|table| table.name);
    let computed = model.iter().map(|file| file.name.as_str());
    let shipped = built_in.iter().map(|query| query.file.name.as_str());
    let taken: BTreeSet<&str> = canonical.chain(computed).chain(shipped).collect();
    let chapters = chapters_with_room(content)?;
    let mut own = OwnQueries::default();
    let folder_of_checks = format!("{OWN_QUERIES}/checks");
    let (mut files, checks) = (content.sql_files(OWN_QUERIES)?, content.sql_files(&folder_of_checks)?);
    let first_check = files.len();
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    files.extend(checks);
    for (index, file) in files.into_iter().enumerate() {
        let check = index >= first_check;
        let path = file.path.clone();
        if !is_name(&file.name) {
            own.faults.push(query::Error::FileName { path, name: file.name });
        } else if taken.contains(file.name.as_str()) || check && names.contains(&file.name) {
            own.faults.push(query::Error::NameTaken { path, name: file.name });
        } else {
            match Query::read(file).and_then(|query| placed(query, &chapters)) {
                Ok(query) => {
                    let check = check || query.card.role == Some(Role::Check);
                    own.queries.push(if check { as_check(query) } else { query });
                }
                Err(fault) => own.faults.push(fault),
            }
        }
    }
    Ok(own)
}

/// Makes sure that the chapter of a card is there.
fn placed(query: Query, chapters: &[String]) -> Result<Query, query::Error> {
    match &query.card.chapter {
        Some(chapter) if !chapters.contains(chapter) => {
            let meant = nearest(chapter, chapters.iter().map(String::as_str));
            let hint = meant.map(|meant| format!("did you mean `{meant}`?"));
            let what = format!("unknown chapter `{chapter}`; known chapters: {}", chapters.join(", "));
            Err(query.card_fault("chapter", &chapter.clone(), what, hint))
        }
        _ => Ok(query),
    }
}

/// A query in a folder of checks is one, whether its card says so or not; it looks at all schools together.
pub(crate) fn as_check(mut query: Query) -> Query {
    query.card.role = Some(Role::Check);
    query.card.scope = Scope::All;
    query
}
