//! Reads a question, returns its published answer, as a file or a plan.
//!
//! Every answer passes the disclosure stage; what is refused in a PDF is refused here too.

use std::path::{Path, PathBuf};

use disclose::Published;
use domain::card::Scope;
use domain::ovt::Ovt;
use domain::term::Term;
use export::Csv;
use ingest::Loaded;
use query::{Known, Query, Session};
use tokio::runtime::Runtime;

use crate::compute::answers::{Answers, Before};
use crate::compute::load::load;
use crate::compute::prepared::{Wish, asked_schools};
use crate::compute::slips;
use crate::error::Error;
use crate::make::files::words;
use crate::make::order::created;
use crate::messages::fault_told;
use crate::project::anatomy;
use crate::project::content::{Content, OWN_QUERIES};
use crate::project::plan::Plan;
use crate::project::workplace::Workplace;
use crate::project::{place, written};
use crate::publish::published;
use crate::voice::Voice;

/// Of which project something is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The project folder.
    pub project: PathBuf,
    /// The file with the key, when it is kept elsewhere.
    pub key: Option<PathBuf>,
    /// Only the rows of this school.
    pub school: Option<Ovt>,
    /// The half-year.
    pub term: Option<Term>,
    /// Values for parameters.
    pub parameters: Vec<(String, String)>,
    /// The file with the question, which no answer is written over.
    pub file: Option<PathBuf>,
    /// Where the answer goes, and how it is written.
    pub out: Option<(PathBuf, Format)>,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns under each other, for a screen.
    Table,
    /// For a Dutch spreadsheet: semicolons and decimal commas.
    Csv,
    /// An array of objects.
    Json,
    /// For other programs.
    Parquet,
    /// A workbook.
    Xlsx,
    /// A table for a text.
    Markdown,
}

impl Format {
    /// How the names of files in this format end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
        }
    }
}

/// Everything that a question is asked of.
pub struct Inquiry {
    /// The tables and the model.
    session: Session,
    /// The queries that a question can select from.
    others: Vec<Query>,
    /// The schools that are asked where a query wants one.
    schools: Vec<String>,
    content: Content,
    created: i64,
    /// Keeps the stored tables of pupils in their place while they are asked.
    _sources: Loaded,
    /// Keeps the folder for what does not fit in memory.
    _spills: Option<Workplace>,
    runtime: Option<Runtime>,
}

/// A question that was typed as SQL.
///
/// # Errors
/// When its card has a fault.
pub fn typed(sql: &str) -> Result<Query, Error> {
    Ok(Query::typed("query", sql)?)
}

/// A question from a file, or by its name from the project or the report.
///
/// # Errors
/// When there is none, or it has a fault.
pub fn from_file(file: &Path, project: &Path) -> Result<Query, Error> {
    let is_sql = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("sql"));
    let mut query = if is_sql && file.exists() {
        let text = written::text(file)?;
        // What is something else is not told either, as the place of a mistake would.
        if !starts_as_query(&text) && !file.parent().is_some_and(|folder| folder.ends_with(OWN_QUERIES)) {
            return Err(Error::NotAQuery { path: file.to_owned() });
        }
        let mut query = Query::typed(&file.display().to_string(), &text)?;
        if let Some(stem) = file.file_stem() {
            query.file.name = stem.to_string_lossy().into_owned();
        }
        query
    } else {
        named(file, project)?
    };
    // What counts the pupils is found by itself, so that a question is answered in each format or in none.
    query.guess_n = true;
    Ok(query)
}

fn named(file: &Path, project: &Path) -> Result<Query, Error> {
    let content = Content::read(Some(project))?;
    let name = file.to_string_lossy();
    let mut known = content.sql_files(OWN_QUERIES)?;
    known.extend(anatomy::query_files(&content)?);
    if let Some(found) = known.iter().find(|file| file.name == name) {
        return Ok(Query::read(found.clone())?);
    }
    if file.exists() {
        return Err(Error::NotAQuery { path: file.to_owned() });
    }
    let names = known.iter().map(|file| file.name.as_str());
    let hint = domain::suggest::nearest(&name, names).map(|meant| format!("did you mean `{meant}`?"));
    Err(Error::UnknownQuery { name: name.to_string(), hint })
}

/// Whether a text starts as a statement of SQL does, comments left out.
fn starts_as_query(text: &str) -> bool {
    /// The last of these are refused, but in words of their own.
    const STARTS: [&str; 14] = [
        "select", "with", "values", "from", "explain", "describe", "show", "create", "insert", "update",
        "delete", "drop", "set", "copy",
    ];
    let mut rest = text.trim_start_matches(['\u{feff}', '(']).trim_start();
    loop {
        let behind = match rest.split_at_checked(2) {
            Some(("--", comment)) => comment.split_once('\n').map(|(_, behind)| behind),
            Some(("/*", comment)) => comment.split_once("*/").map(|(_, behind)| behind),
            _ => break,
        };
        rest = behind.unwrap_or_default().trim_start().trim_start_matches('(').trim_start();
    }
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    STARTS.iter().any(|start| word.eq_ignore_ascii_case(start))
}

impl Inquiry {
    /// Reads the sources and computes the model.
    ///
    /// # Errors
    /// When the project cannot be read, or the answer would be written over one of its inputs.
    pub fn open(asked: &Asked, voice: &mut dyn Voice) -> Result<Self, Error> {
        let plan = Plan::read(&asked.project, asked.key.as_deref())?;
        if let Some((out, format)) = &asked.out {
            place::allow_file(out, &[format.ending()], &plan.inputs(asked.file.as_deref()))?;
        }
        let loaded = load(&plan, asked.term)?;
        let schools: Vec<Ovt> = asked.school.iter().cloned().collect();
        let wish =
            Wish { term: asked.term, parameters: &asked.parameters, schools: &schools, skip_broken: true };
        let runtime = crate::runtime()?;
        let answers = runtime.block_on(Answers::open(&plan, &loaded, &wish, Before::default()))?;
        let questions = answers.questions(&plan.content)?;
        for fault in &questions.own.faults {
            voice.warn(&fault_told(fault));
        }
        let schools = asked_schools(&plan, &schools, &answers.facts);
        let created = created(&plan, answers.term);
        let mut others = questions.built_in;
        others.extend(questions.own.queries);
        Ok(Self {
            session: answers.session,
            others,
            schools,
            content: plan.content,
            created,
            _sources: loaded,
            _spills: answers.spills,
            runtime: Some(runtime),
        })
    }

    /// The published answer of a question, for one school or for all.
    ///
    /// # Errors
    /// When it is refused, fails, or is to be limited to a school without saying whose its rows are.
    pub fn answer(
        &mut self,
        wanted: &Query,
        school: Option<&str>,
        voice: &mut dyn Voice,
    ) -> Result<Published, Error> {
        let Some(runtime) = &self.runtime else { unreachable!("it goes when all else does") };
        let result = runtime.block_on(self.session.ask(wanted, &self.others, &self.schools))?;
        let rows = match school {
            Some(school) => result.rows_for(school),
            None => result.all_rows(),
        };
        for slip in slips::fractions(&result.query, &rows) {
            voice.warn(&slip);
        }
        let has_schools = rows.position("ovt").is_some();
        let published = published(&result, rows);
        match school.filter(|_| result.query.card.scope == Scope::All) {
            Some(_) if !has_schools => Err(Error::NoSchoolColumn),
            Some(school) => Ok(published.of_school(school)),
            None => Ok(published),
        }
    }

    /// How a question would be answered, and what would be hidden.
    ///
    /// # Errors
    /// When it is refused.
    pub fn explain(&mut self, wanted: &Query) -> Result<String, Error> {
        let Some(runtime) = &self.runtime else { unreachable!("it goes when all else does") };
        Ok(runtime.block_on(self.session.explain(wanted, &self.others, &self.schools))?)
    }

    /// The tables that can be asked, with their columns.
    ///
    /// # Errors
    /// When they cannot be looked at.
    pub fn tables(&self) -> Result<Vec<Known>, Error> {
        let Some(runtime) = &self.runtime else { unreachable!("it goes when all else does") };
        Ok(runtime.block_on(self.session.known())?)
    }

    /// The names of the queries that a question can select from, and of the functions.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.others.iter().map(|query| query.file.name.clone()).chain(self.session.functions())
    }

    /// An answer in this format; `to_file` when it is not for a pipe or a screen.
    ///
    /// # Errors
    /// When it does not fit the format.
    pub fn written(&self, published: &Published, format: Format, to_file: bool) -> Result<Vec<u8>, Error> {
        Ok(match format {
            Format::Table => {
                format!("{}\n{}\n", export::text(published).trim_end(), footer(published)).into_bytes()
            }
            Format::Markdown => export::markdown(published).into_bytes(),
            Format::Csv if to_file => export::csv(published, Csv::file()),
            Format::Csv => export::csv(published, Csv::pipe()),
            Format::Json => export::json(published).into_bytes(),
            Format::Parquet => export::parquet(published)?,
            Format::Xlsx => {
                let sheet = export::Sheet { published, title: published.card().title.clone() };
                let about = export::About { title: published.card().title.clone(), created: self.created };
                export::workbook(&[sheet], &words(&self.content)?, &about)?
            }
        })
    }
}

impl Drop for Inquiry {
    fn drop(&mut self) {
        // A query that was stopped may still be at work on its thread, and nobody waits for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// How many rows an answer has, and how many of them hide figures.
#[must_use]
pub fn footer(published: &Published) -> String {
    let rows = published.rows().len();
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    match published.hidden() {
        0 => rows,
        hidden => {
            format!("{rows}, {hidden} with figures of fewer than {} pupils hidden", published.card().minimum)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::starts_as_query;

    #[test]
    fn a_query_starts_as_one() {
        for text in [
            "select 1",
            "--! title: A\n-- b\n WITH a as (select 1) select 1",
            "/* a */ (select 1)",
            "(\n-- a\nselect 1)",
        ] {
            assert!(starts_as_query(text), "{text}");
        }
        for text in
            ["", "root:x:0:0", "# de sleutel\nabcdef", "selectief", "-- niets", "/* select", "--", "é"]
        {
            assert!(!starts_as_query(text), "{text}");
        }
    }
}
