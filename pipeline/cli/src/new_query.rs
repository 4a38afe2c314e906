//! The command `new-query`: a name in, a query with a card to fill in out.
//!
//! The text stands in `reports/`, because it is read by people of a school; nothing is overwritten.

use std::fs;

use domain::card::is_name;

use crate::Exit;
use crate::args::NewQuery;
use crate::content::{Content, OWN_QUERIES, write_file};
use crate::error::Error;
use crate::gallery;
use crate::tell::Voice;

/// The query to start from.
const EXAMPLE: &str = "reports/vraag/nieuwe_vraag.sql";

/// Runs `new-query`.
pub(crate) fn run(args: &NewQuery, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let name = args.name.trim_end_matches(".sql");
    if !is_name(name) {
        return Err(Error::QueryName { name: args.name.clone() });
    }
    if !args.project.is_dir() {
        return Err(Error::NoProject { path: args.project.clone() });
    }
    if !args.project.join("bronnen").is_dir() {
        return Err(Error::NoBronnen { path: args.project.clone() });
    }
    let path = args.project.join(OWN_QUERIES).join(format!("{name}.sql"));
    if fs::exists(&path).map_err(Error::io("look for", &path))? {
        return Err(Error::Exists { path });
    }
    let content = Content::read(None)?;
    let example = match &args.like {
        None => EXAMPLE.to_owned(),
        Some(like) => {
            let names = gallery::names(&content)?;
            if !names.contains(like) {
                return Err(Error::UnknownExample { name: like.clone(), known: names.join(", ") });
            }
            gallery::path(like)
        }
    };
    write_file(&path, content.text(&example)?.as_bytes())?;
    voice.result(&format!("wrote {}", path.display()));
    voice.note(&format!("try it: schoolanalyse query {}", path.display()));
    Ok(Exit::Done)
}
