//! The command `tables`: what a query can select from.
//!
//! Prints the data dictionary of `domain::tables` as it stands; opens no source file.

use domain::suggest::nearest;
use domain::tables::{FOR_SHIPPED_QUERIES, MODEL, TABLES, Table};
use serde_json::{Value, json};

use crate::Exit;
use crate::args::Tables;
use crate::error::Error;
use crate::tell::Voice;

/// Where the tables of a project come from, for the headings of the whole dictionary.
const PARTS: [(&str, &[&Table]); 2] = [
    ("Loaded from the source files, the norms and the project file", TABLES),
    ("Computed by the model", MODEL),
];

/// Runs `tables`.
pub(crate) fn run(args: &Tables, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let chosen = args.name.as_deref().map(find).transpose()?;
    match (chosen, args.markdown) {
        (Some(table), false) => show(table, voice),
        (Some(table), true) => markdown(table, 2, voice),
        (None, false) => overview(voice),
        (None, true) => dictionary(voice),
    }
    let all: Vec<&Table> = chosen.map_or_else(|| domain::tables::all().collect(), |table| vec![table]);
    voice.object(&json!({ "tables": all.into_iter().map(object).collect::<Vec<_>>() }));
    Ok(Exit::Done)
}

fn find(name: &str) -> Result<&'static Table, Error> {
    domain::tables::known(name).ok_or_else(|| {
        let names = domain::tables::all().map(|table| table.name);
        let hint = nearest(name, names).map(|meant| format!("did you mean `{meant}`?"));
        Error::UnknownTable { name: name.to_owned(), hint }
    })
}

/// Every table with what a row of it is, and every function.
fn overview(voice: &mut Voice<'_>) {
    let widest = domain::tables::all().map(|table| table.name.len()).max().unwrap_or(0);
    for (part, tables) in PARTS {
        voice.result(part);
        for table in tables {
            let mark = if is_for_shipped(table) { " *" } else { "" };
            voice.result(&format!("  {:widest$}  {}{mark}", table.name, table.meaning));
        }
        voice.result("");
    }
    voice.result("Functions, beside those of SQL");
    for (call, answer) in query::FUNCTIONS {
        voice.result(&format!("  {call}: {answer}"));
    }
    voice.result(&format!("\n* {FOR_SHIPPED}"));
    voice.result("\n`tables NAME` has the columns of one, `tables --markdown` those of all");
}

/// What is said of a table that a query of one's own cannot show.
const FOR_SHIPPED: &str =
    "rests on pupils and is for the shipped queries; a query of your own counts from the loaded tables";

fn is_for_shipped(table: &Table) -> bool {
    FOR_SHIPPED_QUERIES.contains(&table.name)
}

fn show(table: &Table, voice: &mut Voice<'_>) {
    voice.result(&format!("{}\n  {}", table.name, table.meaning));
    if is_for_shipped(table) {
        voice.result(&format!("  {FOR_SHIPPED}"));
    }
    let widest = table.columns.iter().map(|column| column.name.len()).max().unwrap_or(0);
    for column in table.columns {
        let empty = if column.nullable { ", may be empty" } else { "" };
        let unit = column.unit.map(|unit| format!(" [{unit}]")).unwrap_or_default();
        let told = column.meaning.contains(column.example);
        let example = if told { String::new() } else { format!("; such as {}", column.example) };
        voice.result(&format!(
            "  {:widest$}  {}{empty}: {}{unit}{example} ({})",
            column.name,
            column.kind.name(),
            column.meaning,
            column.source
        ));
    }
}

/// The whole dictionary as Markdown, to print or to keep beside one's queries.
fn dictionary(voice: &mut Voice<'_>) {
    voice.result("# Tables and functions of schoolanalyse\n");
    for (part, tables) in PARTS {
        voice.result(&format!("## {part}\n"));
        for table in tables {
            markdown(table, 3, voice);
        }
    }
    voice.result("## Functions, beside those of SQL\n");
    for (call, answer) in query::FUNCTIONS {
        voice.result(&format!("- `{call}`: {answer}"));
    }
}

/// One table as Markdown, under a heading of this level.
fn markdown(table: &Table, level: usize, voice: &mut Voice<'_>) {
    let safe = |text: &str| text.replace('|', "\\|");
    voice.result(&format!("{} {}\n\n{}\n", "#".repeat(level), table.name, safe(table.meaning)));
    if is_for_shipped(table) {
        voice.result(&format!("*{FOR_SHIPPED}*\n"));
    }
    voice.result(
        "| column | type | unit | meaning | example | source |\n| --- | --- | --- | --- | --- | --- |",
    );
    for column in table.columns {
        let empty = if column.nullable { ", may be empty" } else { "" };
        voice.result(&format!(
            "| `{}` | {}{empty} | {} | {} | {} | {} |",
            column.name,
            column.kind.name(),
            column.unit.unwrap_or_default(),
            safe(column.meaning),
            safe(column.example),
            safe(column.source)
        ));
    }
    voice.result("");
}

fn object(table: &Table) -> Value {
    let column = |column: &domain::tables::Column| {
        json!({ "name": column.name, "type": column.kind.name(), "nullable": column.nullable, "unit": column.unit,
                "meaning": column.meaning, "example": column.example, "source": column.source })
    };
    let columns: Vec<Value> = table.columns.iter().map(column).collect();
    json!({ "name": table.name, "meaning": table.meaning, "for_shipped_queries": is_for_shipped(table), "columns": columns })
}
