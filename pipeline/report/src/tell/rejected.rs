//! The rejected rows and cells of pupil files in, a table for people and the full list as CSV out.
//!
//! No value of a pupil file is told: `ingest` only hands out what it looks like.

use std::collections::BTreeMap;
use std::path::Path;

use domain::rows::Value;
use export::Csv;
use ingest::{Loaded, Reason, Rejected};

use crate::compute::load::pupil_files;
use crate::error::Error;
use crate::project::place;
use crate::project::plan::Plan;
use crate::voice::Voice;

/// The full list, in the project folder.
const LIST: &str = "afgewezen-rijen.csv";
/// How many lines the table names of each reason.
const LINES: usize = 5;

/// Shows how many rows of pupil files were rejected and why, and writes the list; without any, the list goes.
pub(crate) fn show(plan: &Plan, loaded: &Loaded, voice: &mut dyn Voice) -> Result<(), Error> {
    let path = plan.folder.join(LIST);
    let about_pupils = pupil_files(loaded);
    let of_pupils = |row: &&Rejected| about_pupils.contains(row.bestand.as_str());
    let rows: Vec<&Rejected> = loaded.rejected.iter().filter(of_pupils).collect();
    if rows.is_empty() {
        return if path.exists() {
            std::fs::remove_file(&path).map_err(Error::io("remove", &path))
        } else {
            Ok(())
        };
    }
    for line in table(&rows) {
        voice.result(&line);
    }
    write(&rows, &path)?;
    let cells = rows.iter().filter(|row| row.cel).count();
    let only =
        if cells == 0 { String::new() } else { format!("; of {cells} only the cell, and its row counts") };
    voice.result(&format!("all {} rejected values of pupil files are in {LIST}{only}", rows.len()));
    Ok(())
}

/// One line per file and reason: how many values, on which lines, and whether only the cell was rejected.
fn table(rows: &[&Rejected]) -> Vec<String> {
    let mut groups: BTreeMap<(&str, bool, Reason), Vec<&Rejected>> = BTreeMap::new();
    for row in rows {
        groups.entry((&row.bestand, row.cel, row.reden)).or_default().push(row);
    }
    let widest = groups.keys().map(|(bestand, ..)| bestand.chars().count()).max().unwrap_or(0);
    let line = |((bestand, cel, reden), rows): (&(&str, bool, Reason), &Vec<&Rejected>)| {
        let what = if *cel { "cell only" } else { "rejected" };
        let some: Vec<String> = rows.iter().take(LINES).map(|row| row.regel.to_string()).collect();
        let more = if rows.len() > LINES { " ..." } else { "" };
        let found = rows[0].waarde.as_deref().map(|found| format!(" is `{found}`")).unwrap_or_default();
        let column =
            rows[0].kolom.as_deref().map(|column| format!("`{column}`{found}: ")).unwrap_or_default();
        format!(
            "{what} {bestand:<widest$}  {:>6} x {column}{reden}; line {}{more}",
            rows.len(),
            some.join(", ")
        )
    };
    groups.iter().map(line).collect()
}

fn write(rows: &[&Rejected], path: &Path) -> Result<(), Error> {
    let mut lines = Csv::file().headed(["bestand", "blad", "regel", "kolom", "gevonden", "reden", "omvang"]);
    let text = |text: &str| Value::Text(text.to_owned());
    let known = |found: &Option<String>| found.as_deref().map_or(Value::Null, text);
    for row in rows {
        lines.line(&[
            text(&row.bestand),
            known(&row.blad),
            Value::Int(row.regel.into()),
            known(&row.kolom),
            known(&row.waarde),
            text(row.reden.code()),
            text(if row.cel { "cel" } else { "rij" }),
        ]);
    }
    // The list itself is replaced, and never what it links to.
    if std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        std::fs::remove_file(path).map_err(Error::io("replace", path))?;
    }
    place::write(path, &lines.into_bytes())
}
