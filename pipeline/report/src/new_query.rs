//! The command `new-query`: a name in, a query with a card to fill in out.
//!
//! The text stands in `reports/`, because it is read by people of a school; nothing is overwritten, and no name that a
//! report cannot take is written.

use std::fs;
use std::path::{Path, PathBuf};

use domain::card::{CHARTS, is_name};
use domain::tables::TABLES;
use query::SqlFile;

use crate::error::Error;
use crate::gallery;
use crate::project::anatomy;
use crate::project::content::REPORT;
use crate::project::content::{Content, OWN_QUERIES, write_file};

/// The query to start from.
const EXAMPLE: &str = "reports/vraag/nieuwe_vraag.sql";

/// Writes a query with a card to fill in, like an example of the gallery when one is named; returns its path.
///
/// # Errors
/// When it cannot have that name, or is there already.
pub fn new_query(typed: &str, like: Option<&str>, project: &Path) -> Result<PathBuf, Error> {
    let name = typed.strip_suffix(".sql").unwrap_or(typed);
    if !is_name(name) {
        return Err(Error::QueryName { name: typed.to_owned(), meant: meant(name) });
    }
    if !project.is_dir() {
        return Err(Error::NoProject { path: project.to_owned() });
    }
    if !project.join("bronnen").is_dir() {
        return Err(Error::NoBronnen { path: project.to_owned() });
    }
    let path = project.join(OWN_QUERIES).join(format!("{name}.sql"));
    if fs::exists(&path).map_err(Error::io("look for", &path))? {
        return Err(Error::Exists { path });
    }
    let content = Content::read(Some(project))?;
    if let Some(what) = taken(name, &content)? {
        let mut meant = None;
        for other in [format!("{name}_eigen"), format!("vraag_{name}"), format!("{name}_2")] {
            if meant.is_none() && taken(&other, &content)?.is_none() {
                meant = Some(other);
            }
        }
        return Err(Error::QueryNameTaken { name: name.to_owned(), what, meant });
    }
    let example = match like {
        None => EXAMPLE.to_owned(),
        Some(like) => {
            let names = gallery::names(&content)?;
            if !names.iter().any(|name| name == like) {
                return Err(Error::UnknownExample { name: like.to_owned(), known: names.join(", ") });
            }
            gallery::path(like)
        }
    };
    write_file(&path, with_charts(content.text(&example)?).as_bytes())?;
    Ok(path)
}

/// The text of a query with the names of the charts where it asks for them: all but the last, and the last.
fn with_charts(text: &str) -> String {
    let [names @ .., last] = CHARTS.each_ref().map(|chart| chart.name);
    text.replace("{grafieken}", &names.join(", ")).replace("{laatste_grafiek}", last)
}

/// What a name stands for already: a table, a query or a word of SQL. Of the words, those that cannot be the name of a
/// table, and those of functions, with which nobody would know which is meant.
fn taken(name: &str, content: &Content) -> Result<Option<&'static str>, Error> {
    let stands_in = |files: Vec<SqlFile>| files.iter().any(|file| file.name == name);
    if TABLES.iter().any(|table| table.name == name) {
        return Ok(Some("a table"));
    }
    let taken = [
        (anatomy::model(content)?, "a table of the model"),
        (anatomy::query_files(content)?, "a query of the report"),
        (content.sql_files(&format!("{REPORT}/checks"))?, "a check of the report"),
        (content.sql_files(&format!("{OWN_QUERIES}/checks"))?, "a check of the project"),
    ];
    for (files, what) in taken {
        if stands_in(files) {
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
