//! The command `new-query`: a name in, a query with a card to fill in out.
//!
//! The text stands in `reports/`, because it is read by people of a school; nothing is overwritten, and no name that a
//! report cannot take is written.

use std::fs;
use std::path::Path;

use domain::card::{CHARTS, is_name};
use domain::tables::TABLES;

use crate::Exit;
use crate::args::NewQuery;
use crate::content::{Content, OWN_QUERIES, write_file};
use crate::error::Error;
use crate::gallery;
use crate::prepare::REPORT;
use crate::tell::Voice;

/// The query to start from.
const EXAMPLE: &str = "reports/vraag/nieuwe_vraag.sql";

/// Runs `new-query`.
pub(crate) fn run(args: &NewQuery, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let name = args.name.strip_suffix(".sql").unwrap_or(&args.name);
    if !is_name(name) {
        return Err(Error::QueryName { name: args.name.clone(), meant: meant(name) });
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
    let content = Content::read(Some(&args.project))?;
    if let Some(what) = taken(name, &content)? {
        let mut meant = None;
        for other in [format!("{name}_eigen"), format!("vraag_{name}"), format!("{name}_2")] {
            if meant.is_none() && taken(&other, &content)?.is_none() {
                meant = Some(other);
            }
        }
        return Err(Error::QueryNameTaken { name: name.to_owned(), what, meant });
    }
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
    write_file(&path, with_charts(content.text(&example)?).as_bytes())?;
    voice.result(&format!("wrote {}", path.display()));
    voice.note(&format!("try it: schoolanalyse query {}", path.display()));
    Ok(Exit::Done)
}

/// The text of a query with the names of the charts where it asks for them: all but the last, and the last.
fn with_charts(text: &str) -> String {
    let [names @ .., last] = CHARTS.each_ref().map(|chart| chart.name);
    text.replace("{grafieken}", &names.join(", ")).replace("{laatste_grafiek}", last)
}

/// What a name stands for already: a table, a query or a word of SQL. Of the words, those that cannot be the name of a
/// table, and those of functions, with which nobody would know which is meant.
fn taken(name: &str, content: &Content) -> Result<Option<&'static str>, Error> {
    let stands_in = |folder: &str| -> Result<bool, Error> {
        Ok(content.sql_files(folder)?.iter().any(|file| file.name == name))
    };
    if TABLES.iter().any(|table| table.name == name) {
        return Ok(Some("a table"));
    }
    let folders = [
        (format!("{REPORT}/model"), "a table of the model"),
        (format!("{REPORT}/queries"), "a query of the report"),
        (format!("{REPORT}/checks"), "a check of the report"),
        (format!("{OWN_QUERIES}/checks"), "a check of the project"),
    ];
    for (folder, what) in folders {
        if stands_in(&folder)? {
            return Ok(Some(what));
        }
    }
    Ok(query::word_of_sql(name))
}

/// The name that somebody meant who typed it in capitals, with spaces or with its folder.
fn meant(typed: &str) -> Option<String> {
    let stem = Path::new(typed).file_name()?.to_str()?.rsplit('\\').next()?.to_lowercase();
    let stem = stem.strip_suffix(".sql").unwrap_or(&stem);
    let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    is_name(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn knows_the_name_in_what_was_typed() {
        for typed in
            ["Lezen Laag", "lezen-laag", "queries/lezen_laag", "queries\\Lezen_laag.SQL", "_lezen laag "]
        {
            assert_eq!(meant(typed).as_deref(), Some("lezen_laag"), "{typed}");
        }
        for typed in ["", "..", "2024", "/", "é"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
