//! What was typed: clap's types and nothing else.
//!
//! Paths are not looked at and defaults not filled here; `plan` does that.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::card::CHARTS;
use domain::ovt::Ovt;
use domain::project::Audience;
use domain::term::Term;
use report::Wanted;

const OVERVIEW: &str = "Examples:
  schoolanalyse init mijn-bestuur    make a project folder, with bronnen/ for the downloads
  schoolanalyse check mijn-bestuur   see what was read and what was rejected
  schoolanalyse build mijn-bestuur   make the PDFs

Exit codes:
  0  everything that was asked for is done
  1  a check found faults, verify found differences, or some schools could not be built
  2  nothing was done; the message says what to mend
  3  typst is missing, too old, or refused a report";

const BUILD_EXAMPLES: &str = "Examples:
  schoolanalyse build                              every school of the project in this folder
  schoolanalyse build --school '00AP|C1'           one school; repeat for more
  schoolanalyse build --audience inspectie         only the PDF for the Inspectie
  schoolanalyse build /srv/bestuur --json --quiet  for a scheduler: one JSON object on stdout";

const CHECK_EXAMPLES: &str = "Examples:
  schoolanalyse check
  schoolanalyse check mijn-bestuur --json
  schoolanalyse check --suggest-mapping export.csv > koppelingen/export.toml";

const QUERY_EXAMPLES: &str = "Examples:
  schoolanalyse query queries/groei_rekenen.sql --school '99WH|C1'
  schoolanalyse query groei_rekenen --format xlsx --out groei.xlsx
  schoolanalyse query -c 'select ovt, schoolweging from schoolweging order by ovt'
  schoolanalyse query --explain groei_rekenen
  schoolanalyse query                              a prompt, with history and completion";

const WATCH_EXAMPLES: &str = "Examples:
  schoolanalyse watch                              the first school of the project in this folder
  schoolanalyse watch --school '00AP|C1' --audience directie
  schoolanalyse watch --poll                       on a network drive, which tells nobody of a change";

/// Turns outcome data of Dutch primary schools into the PDF schoolanalyse.
#[derive(Debug, Parser)]
#[command(name = "schoolanalyse", version, after_help = OVERVIEW, max_term_width = 100)]
pub(crate) struct Args {
    /// Say only what went wrong.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Write the result as one JSON object to stdout.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands; their names are an interface that schedulers call.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a project folder to put the downloaded files in.
    #[command(after_help = "Example:\n  schoolanalyse init mijn-bestuur")]
    Init(Init),
    /// Read and check everything without making a report.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Make the PDFs of each school.
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Show the tables that a query can select from: columns, types, units, meaning, examples.
    #[command(
        after_help = "Examples:\n  schoolanalyse tables\n  schoolanalyse tables eindresultaten\n  schoolanalyse tables --project mijn-bestuur\n  schoolanalyse tables --markdown > tabellen.md"
    )]
    Tables(Tables),
    /// Answer a question: a .sql file, a query by its name, or SQL that is typed; without any it asks for one.
    #[command(after_help = QUERY_EXAMPLES)]
    Query(Query),
    /// Write a query with a card to fill in.
    #[command(
        after_help = "Examples:\n  schoolanalyse new-query instroom_en_resultaat\n  schoolanalyse new-query instroom_en_resultaat --like funnel"
    )]
    NewQuery(NewQuery),
    /// Make a PDF with every chart that a query can have, each with its file.
    #[command(after_help = "Example:\n  schoolanalyse gallery --out galerij.pdf")]
    Gallery(Gallery),
    /// Make the PDF of a school anew whenever a query, template or source is saved.
    #[command(after_help = WATCH_EXAMPLES)]
    Watch(Watch),
    /// Recompute a published results file and show every difference.
    #[command(after_help = "Example:\n  schoolanalyse verify bronnen/leerresultaten.ods")]
    Verify(Verify),
    /// Write a completion script for a shell.
    #[command(
        after_help = "Example:\n  schoolanalyse completions bash > /etc/bash_completion.d/schoolanalyse"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// What `init` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// Write the built-in queries, sentences, templates and norms too, to read and to change.
    #[arg(long)]
    pub(crate) reports: bool,
    /// Make only the key file for pupil data, in a project that is there already.
    #[arg(long)]
    pub(crate) key: bool,
    /// The folder to make or fill.
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
}

/// Where the key of pupil data is kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Key {
    /// The file with the key under which pupils are hashed [default: leerlingsleutel.txt in the project].
    #[arg(long, value_name = "FILE", env = "SCHOOLANALYSE_KEY", hide_env_values = true)]
    pub(crate) key: Option<PathBuf>,
}

/// What `check` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) key: Key,
    /// Draft a mapping for an export of another system, from its headings and some of its words.
    #[arg(long, value_name = "FILE")]
    pub(crate) suggest_mapping: Option<PathBuf>,
    /// Set a parameter of the project's own queries, such as `doel=75`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) param: Vec<(String, String)>,
    /// The project folder, with `schoolanalyse.toml` and `bronnen/`.
    #[arg(default_value = ".")]
    pub(crate) project: PathBuf,
}

/// Of which project the reports are made, for whom, and where they go.
#[derive(Debug, clap::Args)]
pub(crate) struct Reports {
    #[command(flatten)]
    pub(crate) key: Key,
    /// The project folder, with `schoolanalyse.toml` and `bronnen/`.
    #[arg(default_value = ".")]
    pub(crate) project: PathBuf,
    /// Only this school, by its OVT as the Inspectie writes it; may be repeated.
    #[arg(long, value_name = "OVT", value_parser = ovt)]
    pub(crate) school: Vec<Ovt>,
    /// Only for this audience: directie or inspectie; may be repeated.
    #[arg(long, value_parser = audience)]
    pub(crate) audience: Vec<Audience>,
    /// The half-year of the reports, such as 2025-2026-midden.
    #[arg(long)]
    pub(crate) term: Option<Term>,
    /// Where the reports go [default: rapporten in the project folder].
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Set a parameter of the project's own queries, such as `doel=75`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) param: Vec<(String, String)>,
    /// The typst program [default: the first on PATH, else .tools/bin of the project or of this folder].
    #[arg(long, value_name = "FILE", env = "SCHOOLANALYSE_TYPST", hide_env_values = true)]
    pub(crate) typst: Option<PathBuf>,
}

/// What `build` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// How many schools to work on at once [default: the number of cores].
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// Build also what has not changed.
    #[arg(long)]
    pub(crate) force: bool,
    /// Write every table of a school also by itself, in the folder `cijfers`; may be repeated.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) export: Vec<TableFormat>,
    /// Make the reports without own queries that have a fault; the PDF says which.
    #[arg(long)]
    pub(crate) skip_broken: bool,
    /// Build also schools of which a source row was rejected, without that row.
    #[arg(long)]
    pub(crate) accept_rejected: bool,
    /// Keep what typst is given in this folder, to try out templates with `typst watch`.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep_staging: Option<PathBuf>,
}

/// What `watch` was asked; without a school it watches the first one of the project, by OVT.
#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(crate) reports: Reports,
    /// Look for changes every second, where the system does not tell of them.
    #[arg(long)]
    pub(crate) poll: bool,
}

/// What `tables` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Tables {
    /// Only this table.
    pub(crate) name: Option<String>,
    /// Show the tables and queries of this project too.
    #[arg(long, value_name = "DIR")]
    pub(crate) project: Option<PathBuf>,
    /// Write the data dictionary as Markdown, to print or to keep beside one's queries.
    #[arg(long)]
    pub(crate) markdown: bool,
}

/// What `query` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Query {
    #[command(flatten)]
    pub(crate) key: Key,
    /// A .sql file, or the name of a query of the project or of the report.
    pub(crate) file: Option<PathBuf>,
    /// SQL instead of a file.
    #[arg(long, short, value_name = "SQL", conflicts_with = "file", allow_hyphen_values = true)]
    pub(crate) command: Option<String>,
    /// The project folder.
    #[arg(long, default_value = ".")]
    pub(crate) project: PathBuf,
    /// How the answer is written [default: as the name of `--out` ends, else table].
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Where the answer goes [default: the screen].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show how it would be answered and what would be hidden, without answering it.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Only the rows of this school.
    #[arg(long, value_name = "OVT", value_parser = ovt)]
    pub(crate) school: Option<Ovt>,
    /// The half-year, such as 2025-2026-midden.
    #[arg(long)]
    pub(crate) term: Option<Term>,
    /// Set a parameter, such as `doel=75`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) param: Vec<(String, String)>,
}

impl Reports {
    /// What that means for the driver.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            project: self.project.clone(),
            key: self.key.key.clone(),
            schools: self.school.clone(),
            audiences: self.audience.clone(),
            term: self.term,
            out: self.out.clone(),
            parameters: self.param.clone(),
            typst: self.typst.clone(),
            ..Wanted::default()
        }
    }
}

impl Build {
    /// What that means for the driver.
    pub(crate) fn wanted(&self) -> Wanted {
        let format = |format: &TableFormat| match format {
            TableFormat::Csv => report::TableFormat::Csv,
            TableFormat::Parquet => report::TableFormat::Parquet,
        };
        Wanted {
            jobs: self.jobs.map(usize::from),
            force: self.force,
            formats: self.export.iter().map(format).collect(),
            skip_broken: self.skip_broken,
            accept_rejected: self.accept_rejected,
            keep_staging: self.keep_staging.clone(),
            ..self.reports.wanted()
        }
    }
}

impl Check {
    /// What that means for the driver.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            project: self.project.clone(),
            key: self.key.key.clone(),
            parameters: self.param.clone(),
            ..Wanted::default()
        }
    }
}

impl Query {
    /// How the answer is written: as typed, else as the name of the file says.
    pub(crate) fn format(&self) -> report::Format {
        let ending = self.out.as_ref().and_then(|out| out.extension()).and_then(|ending| ending.to_str());
        let format = self.format.unwrap_or(match ending {
            Some("csv") => Format::Csv,
            Some("json") => Format::Json,
            Some("parquet") => Format::Parquet,
            Some("xlsx") => Format::Xlsx,
            Some("md") => Format::Markdown,
            _ => Format::Table,
        });
        match format {
            Format::Table => report::Format::Table,
            Format::Csv => report::Format::Csv,
            Format::Json => report::Format::Json,
            Format::Parquet => report::Format::Parquet,
            Format::Xlsx => report::Format::Xlsx,
            Format::Markdown => report::Format::Markdown,
        }
    }
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
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

/// How the tables of a report are written beside the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum TableFormat {
    /// For a Dutch spreadsheet: semicolons and decimal commas.
    Csv,
    /// For other programs.
    Parquet,
}

/// What `new-query` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct NewQuery {
    /// The name: small letters, digits and underscores.
    pub(crate) name: String,
    #[arg(long, value_name = "EXAMPLE", help = examples(), long_help = charts())]
    pub(crate) like: Option<String>,
    /// The project folder.
    #[arg(long, default_value = ".")]
    pub(crate) project: PathBuf,
}

/// What `gallery` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Gallery {
    /// Where the PDF goes.
    #[arg(long, value_name = "FILE", default_value = "galerij.pdf")]
    pub(crate) out: PathBuf,
    /// The typst program [default: the first on PATH, else .tools/bin of this folder].
    #[arg(long, value_name = "FILE", env = "SCHOOLANALYSE_TYPST", hide_env_values = true)]
    pub(crate) typst: Option<PathBuf>,
}

/// What `verify` was asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The published results file, .ods or .xlsx.
    pub(crate) file: PathBuf,
    /// A project folder whose reports/normen add to the built-in norms.
    #[arg(long)]
    pub(crate) project: Option<PathBuf>,
}

/// The examples of the gallery.
fn examples() -> String {
    let charts = CHARTS.each_ref().map(|chart| chart.name).join(", ");
    format!("Start from an example of the gallery: {charts}, table or bevinding")
}

/// The same with what each chart shows, the channels that it needs, those that it may have and its words.
fn charts() -> String {
    CHARTS.iter().fold(examples(), |mut told, chart| {
        let _ = write!(told, "\n\n{}: {}", chart.name, chart.help);
        for (title, channels) in [("needs", chart.required), ("may have", chart.optional)] {
            for (name, meaning) in channels {
                let _ = write!(told, "\n  {title} {name}: {meaning}");
            }
        }
        told + "\n  words: " + &chart.words.join(", ")
    })
}

/// An OVT as the Inspectie writes it, or the name of the school's output folder.
fn ovt(text: &str) -> Result<Ovt, String> {
    let code = text.to_uppercase();
    code.parse()
        .or_else(|error: domain::ovt::OvtError| Ovt::from_folder(&code).map_err(|_| error.to_string()))
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as name=value")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn audience(text: &str) -> Result<Audience, String> {
    text.parse().map_err(|_| "known audiences: directie, inspectie".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn every_command_that_reads_pupils_takes_the_key_from_elsewhere() {
        let program = Args::command();
        let with_key = program.get_subcommands().filter_map(|command| {
            let key = command.get_arguments().find(|argument| argument.get_id() == "key")?;
            Some((command.get_name().to_owned(), key.get_env()?.to_owned()))
        });
        let with_key: Vec<_> = with_key.collect();
        let commands = ["check", "build", "query", "watch"];
        assert_eq!(with_key, commands.map(|name| (name.to_owned(), "SCHOOLANALYSE_KEY".into())));
    }
}
