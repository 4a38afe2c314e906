//! The command `tables`: what a query can select from.
//!
//! Prints the data dictionary of `domain::tables` as it stands, and what a project adds to it; opens no source file.

use domain::suggest::nearest;
use domain::tables::{FOR_SHIPPED_QUERIES, MODEL, TABLES, Table};
use report::{Error, Exit, FUNCTIONS, OwnTable, OwnTables, Voice};
use serde_json::{Value, json};

use crate::args::Tables;
use crate::terminal::Terminal;

/// Where the tables of a project come from, for the headings of the whole dictionary.
const PARTS: [(&str, &[&Table]); 2] = [
    ("Loaded from the source files, the norms and the project file", TABLES),
    ("Computed by the model", MODEL),
];

/// Runs `tables`.
pub(crate) fn run(args: &Tables, voice: &mut Terminal<'_>) -> Result<Exit, Error> {
    let own = args.project.as_deref().map(OwnTables::of).transpose()?;
    let own = own.as_ref();
    if let Some(name) = &args.name
        && let Some(table) = own.and_then(|own| own.find(name))
    {
        show_own(table, args.markdown.then_some(2), voice);
        voice.object(&table.object());
        return Ok(Exit::Done);
    }
    let chosen = args.name.as_deref().map(|name| find(name, own)).transpose()?;
    match (chosen, args.markdown) {
        (Some(table), false) => show(table, voice),
        (Some(table), true) => markdown(table, 2, voice),
        (None, false) => overview(own, voice),
        (None, true) => dictionary(own, voice),
    }
    let all: Vec<&Table> = chosen.map_or_else(|| domain::tables::all().collect(), |table| vec![table]);
    let mut object = json!({ "tables": all.into_iter().map(object).collect::<Vec<_>>() });
    if let Some(own) = own.filter(|_| chosen.is_none()) {
        object["project"] = own.object();
    }
    voice.object(&object);
    Ok(Exit::Done)
}

fn find(name: &str, own: Option<&OwnTables>) -> Result<&'static Table, Error> {
    domain::tables::known(name).ok_or_else(|| {
        let names = domain::tables::all().map(|table| table.name);
        let names = names.chain(own.into_iter().flat_map(OwnTables::names));
        let hint = nearest(name, names).map(|meant| format!("did you mean `{meant}`?"));
        let elsewhere = || "`--project FOLDER` shows those of a project too".to_owned();
        Error::UnknownTable { name: name.to_owned(), hint: hint.or_else(|| own.is_none().then(elsewhere)) }
    })
}

/// The headings of what a project adds.
const OWN_PARTS: [&str; 2] = ["Computed by the project's own files", "Queries of the project"];

/// What a project adds, part by part.
fn parts(own: &OwnTables) -> impl Iterator<Item = (&'static str, &[OwnTable])> {
    OWN_PARTS
        .into_iter()
        .zip([own.tables.as_slice(), own.queries.as_slice()])
        .filter(|(_, part)| !part.is_empty())
}

/// Every table with what a row of it is, and every function.
fn overview(own: Option<&OwnTables>, voice: &mut Terminal<'_>) {
    let names = domain::tables::all().map(|table| table.name);
    let names = names.chain(own.into_iter().flat_map(OwnTables::names));
    let widest = names.map(str::len).max().unwrap_or(0);
    for (part, tables) in PARTS {
        voice.result(part);
        for table in tables {
            let mark = if is_for_shipped(table) { " *" } else { "" };
            voice.result(&format!("  {:widest$}  {}{mark}", table.name, table.meaning));
        }
        voice.result("");
    }
    for (part, tables) in own.into_iter().flat_map(parts) {
        voice.result(part);
        for OwnTable { name, path, meaning, fault, .. } in tables {
            let told = fault
                .as_ref()
                .map_or_else(|| format!("{meaning} ({path})"), |fault| format!("has a fault: {fault}"));
            voice.result(&format!("  {name:widest$}  {told}"));
        }
        voice.result("");
    }
    voice.result("Functions, beside those of SQL");
    for (call, answer) in FUNCTIONS {
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

fn show(table: &Table, voice: &mut Terminal<'_>) {
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

/// A table or a query of a project, as Markdown under a heading of this level or for the screen.
fn show_own(table: &OwnTable, level: Option<usize>, voice: &mut Terminal<'_>) {
    let OwnTable { name, path, meaning, columns, fault } = table;
    let told =
        fault.as_ref().map_or_else(|| format!("{meaning} ({path})"), |fault| format!("has a fault: {fault}"));
    let Some(level) = level else {
        voice.result(&format!("{name}\n  {told}"));
        let widest = columns.iter().map(|(column, ..)| column.len()).max().unwrap_or(0);
        for (column, kind, heading) in columns {
            let heading = heading.as_ref().map(|heading| format!(": {heading}")).unwrap_or_default();
            voice.result(&format!("  {column:widest$}  {kind}{heading}"));
        }
        return;
    };
    let safe = |text: &str| text.replace('|', "\\|");
    voice.result(&format!("{} {name}\n\n{}\n", "#".repeat(level), safe(&told)));
    if columns.is_empty() {
        return;
    }
    voice.result("| column | type | heading |\n| --- | --- | --- |");
    for (column, kind, heading) in columns {
        voice.result(&format!("| `{column}` | {kind} | {} |", safe(heading.as_deref().unwrap_or_default())));
    }
    voice.result("");
}

/// The whole dictionary as Markdown, to print or to keep beside one's queries.
fn dictionary(own: Option<&OwnTables>, voice: &mut Terminal<'_>) {
    voice.result("# Tables and functions of schoolanalyse\n");
    for (part, tables) in PARTS {
        voice.result(&format!("## {part}\n"));
        for table in tables {
            markdown(table, 3, voice);
        }
    }
    for (part, tables) in own.into_iter().flat_map(parts) {
        voice.result(&format!("## {part}\n"));
        for table in tables {
            show_own(table, Some(3), voice);
        }
    }
    voice.result("## Functions, beside those of SQL\n");
    for (call, answer) in FUNCTIONS {
        voice.result(&format!("- `{call}`: {answer}"));
    }
}

/// One table as Markdown, under a heading of this level.
fn markdown(table: &Table, level: usize, voice: &mut Terminal<'_>) {
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
