//! The command `query`: a question in, its answer as a table, a file or a plan out.
//!
//! Every answer passes the disclosure stage; what is refused in a PDF is refused here too.

use std::path::Path;

use disclose::Published;
use domain::card::Scope;
use domain::ovt::Ovt;
use export::Csv;
use ingest::Loaded;
use query::{Query, Session};
use tokio::runtime::Runtime;

use crate::Exit;
use crate::args::{self, Format};
use crate::build::created;
use crate::compose::published;
use crate::content::{Content, OWN_QUERIES};
use crate::doubts;
use crate::error::Error;
use crate::ground::{Before, Ground};
use crate::place;
use crate::plan::Plan;
use crate::prepare::{self, REPORT, Wish};
use crate::prompt;
use crate::tell::Voice;
use crate::written;

/// Everything that a question is asked of.
pub(crate) struct Desk {
    /// The tables and the model.
    pub(crate) session: Session,
    /// The queries that a question can select from.
    pub(crate) others: Vec<Query>,
    /// The schools that are asked where a query wants one.
    pub(crate) schools: Vec<String>,
    content: Content,
    created: i64,
    /// Keeps the stored tables of pupils in their place while they are asked.
    _sources: Loaded,
}

/// Runs `query`.
pub(crate) fn run(args: &args::Query, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    if matches!(args.format(), Format::Xlsx | Format::Parquet) && args.out.is_none() {
        return Err(Error::NeedsOut);
    }
    let wanted = match (&args.command, &args.file) {
        (Some(sql), _) => Some(typed(sql)?),
        (None, Some(file)) => Some(from_file(file, args)?),
        (None, None) => None,
    };
    let runtime = crate::runtime()?;
    let done = ask(args, wanted, &runtime, voice);
    // A query that was stopped may still be at work on its thread, and nobody waits for it.
    runtime.shutdown_background();
    done
}

fn ask(
    args: &args::Query,
    wanted: Option<Query>,
    runtime: &Runtime,
    voice: &mut Voice<'_>,
) -> Result<Exit, Error> {
    let mut desk = runtime.block_on(Desk::open(args, voice))?;
    let Some(wanted) = wanted else {
        return prompt::run(&mut desk, &args.project, runtime, voice);
    };
    if args.explain {
        let told = runtime.block_on(desk.session.explain(&wanted, &desk.others, &desk.schools))?;
        voice.result(&told);
        return Ok(Exit::Done);
    }
    let school = args.school.as_ref().map(ToString::to_string);
    let published = runtime.block_on(desk.answer(&wanted, school.as_deref(), voice))?;
    desk.write(&published, args.format(), args.out.as_deref(), voice)?;
    Ok(Exit::Done)
}

/// SQL that was typed.
pub(crate) fn typed(sql: &str) -> Result<Query, Error> {
    Ok(Query::typed("query", sql)?)
}

/// A query from a file, or by its name from the project or the report.
fn from_file(file: &Path, args: &args::Query) -> Result<Query, Error> {
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
        named(file, args)?
    };
    // What counts the pupils is found by itself, so that a question is answered in each format or in none.
    query.guess_n = true;
    Ok(query)
}

fn named(file: &Path, args: &args::Query) -> Result<Query, Error> {
    let content = Content::read(Some(&args.project))?;
    let name = file.to_string_lossy();
    let folders = [OWN_QUERIES.to_owned(), format!("{REPORT}/queries")];
    let mut known = Vec::new();
    for folder in &folders {
        known.extend(content.sql_files(folder)?);
    }
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

impl Desk {
    /// Reads the sources and computes the model.
    async fn open(args: &args::Query, voice: &mut Voice<'_>) -> Result<Self, Error> {
        let plan = Plan::read(&args.project, &args.key)?;
        if let Some(out) = &args.out {
            place::allow_file(out, args.format().endings(), &plan.inputs(args.file.as_deref()))?;
        }
        let loaded = prepare::load(&plan, args.term)?;
        let asked: Vec<Ovt> = args.school.iter().cloned().collect();
        let wish = Wish { term: args.term, parameters: &args.param, schools: &asked, skip_broken: true };
        let ground = Ground::lay(&plan, &loaded, &wish, Before::default()).await?;
        let questions = ground.questions(&plan.content)?;
        for fault in &questions.own.faults {
            voice.warn(&crate::tell::fault_told(fault));
        }
        let schools = prepare::asked_schools(&plan, &asked, &ground.facts);
        let created = created(&plan, ground.term);
        let mut others = questions.built_in;
        others.extend(questions.own.queries);
        Ok(Self {
            session: ground.session,
            others,
            schools,
            content: plan.content,
            created,
            _sources: loaded,
        })
    }

    /// The published answer of a query, for one school or for all.
    pub(crate) async fn answer(
        &mut self,
        wanted: &Query,
        school: Option<&str>,
        voice: &mut Voice<'_>,
    ) -> Result<Published, Error> {
        let result = self.session.ask(wanted, &self.others, &self.schools).await?;
        let rows = match school {
            Some(school) => result.rows_for(school),
            None => result.all_rows(),
        };
        for doubt in doubts::fractions(&result.query, &rows) {
            voice.warn(&doubt);
        }
        let has_schools = rows.position("ovt").is_some();
        let published = published(&result, rows);
        match school.filter(|_| result.query.card.scope == Scope::All) {
            Some(_) if !has_schools => Err(Error::NoSchoolColumn),
            Some(school) => Ok(published.of_school(school)),
            None => Ok(published),
        }
    }

    /// Writes an answer as it was asked for.
    pub(crate) fn write(
        &self,
        published: &Published,
        format: Format,
        out: Option<&Path>,
        voice: &mut Voice<'_>,
    ) -> Result<(), Error> {
        let bytes = match format {
            Format::Table => {
                format!("{}\n{}\n", export::text(published).trim_end(), footer(published)).into_bytes()
            }
            Format::Markdown => export::markdown(published).into_bytes(),
            Format::Csv if out.is_some() => export::csv(published, Csv::file()),
            Format::Csv => export::csv(published, Csv::pipe()),
            Format::Json => export::json(published).into_bytes(),
            Format::Parquet => export::parquet(published)?,
            Format::Xlsx => {
                let sheet = export::Sheet { published, title: published.card().title.clone() };
                let about = export::About { title: published.card().title.clone(), created: self.created };
                export::workbook(&[sheet], &words(&self.content)?, &about)?
            }
        };
        match out {
            Some(path) => {
                place::write(path, &bytes)?;
                voice.note(&format!("{} in {}", footer(published), path.display()));
            }
            // A reader that went away is no fault.
            None => drop(voice.results().write_all(&bytes)),
        }
        Ok(())
    }
}

/// The Dutch words of a workbook.
pub(crate) fn words(content: &Content) -> Result<export::Words, Error> {
    let path = format!("{REPORT}/werkmap.toml");
    toml::from_str(content.text(&path)?)
        .map_err(|error| Error::Words { path, what: error.message().to_owned() })
}

pub(crate) fn footer(published: &Published) -> String {
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
