//! The command `tables`: what a query can select from.
//!
//! Prints the data dictionary of `domain::tables` as it stands; opens no source file.

use domain::suggest::nearest;
use domain::tables::{TABLES, Table};
use serde_json::json;

use crate::Exit;
use crate::args::Tables;
use crate::content::Content;
use crate::error::Error;
use crate::prepare::REPORT;
use crate::tell::Voice;

/// Runs `tables`.
pub(crate) fn run(args: &Tables, voice: &mut Voice<'_>) -> Result<Exit, Error> {
    let chosen: Vec<&Table> = match &args.name {
        None => TABLES.to_vec(),
        Some(name) => vec![domain::tables::table(name).ok_or_else(|| {
            Error::UnknownTable {
                name: name.clone(),
                hint: nearest(name, TABLES.iter().map(|table| table.name))
                    .map(|meant| format!("did you mean `{meant}`?")),
            }
        })?],
    };
    if args.markdown {
        markdown(&chosen, args.name.is_none(), voice);
        return Ok(Exit::Done);
    }
    for table in &chosen {
        voice.result(&format!("{}\n  {}", table.name, table.meaning));
        let widest = table.columns.iter().map(|column| column.name.len()).max().unwrap_or(0);
        for column in table.columns {
            let empty = if column.nullable { ", may be empty" } else { "" };
            let unit = column.unit.map(|unit| format!(" [{unit}]")).unwrap_or_default();
            voice.result(&format!(
                "  {:widest$}  {}{empty}: {}{unit} ({})",
                column.name,
                column.kind.name(),
                column.meaning,
                column.source
            ));
        }
        voice.result("");
    }
    if args.name.is_none() {
        voice.result("functions, beside those of SQL");
        for (call, answer) in query::FUNCTIONS {
            voice.result(&format!("  {call}: {answer}"));
        }
        voice.result("\nmodel tables, computed before the queries run; `init --reports` writes their SQL");
        let content = Content::read(None)?;
        for file in content.sql_files(&format!("{REPORT}/model"))? {
            voice.result(&format!("  {}", file.name));
        }
    }
    let objects = chosen.iter().map(|table| {
        let columns: Vec<_> = table
            .columns
            .iter()
            .map(|column| {
                json!({ "name": column.name, "type": column.kind.name(), "nullable": column.nullable,
                        "unit": column.unit, "meaning": column.meaning, "source": column.source })
            })
            .collect();
        json!({ "name": table.name, "meaning": table.meaning, "columns": columns })
    });
    voice.object(&json!({ "tables": objects.collect::<Vec<_>>() }));
    Ok(Exit::Done)
}

/// Prints the data dictionary as Markdown.
fn markdown(tables: &[&Table], whole: bool, voice: &mut Voice<'_>) {
    let safe = |text: &str| text.replace('|', "\\|");
    if whole {
        voice.result("# Tables and functions of schoolanalyse\n");
    }
    for table in tables {
        voice.result(&format!("## {}\n\n{}\n", table.name, safe(table.meaning)));
        voice.result("| column | type | unit | meaning | source |\n| --- | --- | --- | --- | --- |");
        for column in table.columns {
            let empty = if column.nullable { ", may be empty" } else { "" };
            voice.result(&format!(
                "| `{}` | {}{empty} | {} | {} | {} |",
                column.name,
                column.kind.name(),
                column.unit.unwrap_or_default(),
                safe(column.meaning),
                safe(column.source)
            ));
        }
        voice.result("");
    }
    if whole {
        voice.result("## Functions, beside those of SQL\n");
        for (call, answer) in query::FUNCTIONS {
            voice.result(&format!("- `{call}`: {answer}"));
        }
    }
}
