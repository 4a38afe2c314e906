//! Reads a published results file, tells `N/N` per indicator and every difference.
//!
//! The arithmetic stands in SQL, in the model and in `reports/schoolanalyse/verify`; here it is only counted.

use std::collections::BTreeSet;
use std::path::Path;

use domain::project::Comparison;
use domain::rows::{Rows, Value};
use domain::term::Term;
use ingest::Request;
use query::ResultSet;
use serde_json::json;

use crate::compute::load::newest_period;
use crate::compute::model::{Given, model};
use crate::error::Error;
use crate::exit::Exit;
use crate::project::anatomy::queries_in;
use crate::project::content::Content;
use crate::project::content::REPORT;
use crate::project::plan::norm_files;
use crate::tell::loaded::oddities;
use crate::voice::Voice;

/// Recomputes a published results file, with the norms of a project when one is given, and tells every difference.
///
/// # Errors
/// When it is no such file, or there are no norms for its period.
pub fn verify(file: &Path, project: Option<&Path>, voice: &mut dyn Voice) -> Result<Exit, Error> {
    let content = Content::read(project)?;
    let loaded = ingest::load(&Request {
        bronnen: file,
        normen: &norm_files(&content)?,
        koppelingen: &[],
        schools: &[],
        pupils: None,
    })?;
    oddities(&loaded, voice);
    let periode = newest_period(&loaded)?.ok_or_else(|| Error::NotResults { path: file.to_owned() })?;
    for row in &loaded.rejected {
        voice.result(&format!("rejected {row}"));
    }
    let term = Term::after(periode.laatste());
    let answers = crate::block_on(async {
        let (session, _, _) =
            model(&content, &loaded, periode, term, Comparison::Automatisch, Given::default()).await?;
        let mut answers = Vec::new();
        for query in queries_in(&content, &format!("{REPORT}/verify"))? {
            answers.push(session.answer(&query).await?);
        }
        Ok(answers)
    })?;
    let rows = |name: &str| -> Rows {
        answers
            .iter()
            .find(|answer| answer.query.file.name == name)
            .map(ResultSet::all_rows)
            .unwrap_or_default()
    };
    let (differences, counted) = (rows("verschillen"), rows("telling"));
    let rejected: u32 = loaded.sources.iter().map(|source| source.rijen_afgewezen).sum();
    let total = whole(counted.cell(0, "aantal_scholen")) + i64::from(rejected);
    voice.result(&format!(
        "period {periode}: {} schools recomputed from yearly figures, {} with a three-year figure only, {} without figures",
        whole(counted.cell(0, "uit_jaren")),
        whole(counted.cell(0, "alleen_driejaars")),
        whole(counted.cell(0, "zonder_cijfer"))
    ));
    let mut agree = serde_json::Map::new();
    for indicator in ["1F", "1S/2F"] {
        let differing: BTreeSet<&str> = (0..differences.len())
            .filter(|row| differences.cell(*row, "indicator").text() == Some(indicator))
            .filter_map(|row| differences.cell(row, "ovt").text())
            .collect();
        let differing = i64::try_from(differing.len()).unwrap_or(i64::MAX) + i64::from(rejected);
        voice.result(&format!("{indicator:<6} {}/{total}", total - differing));
        agree.insert(indicator.to_owned(), json!({ "agree": total - differing, "of": total }));
    }
    tell(&differences, voice);
    let exit = if differences.is_empty() && rejected == 0 { Exit::Done } else { Exit::Faults };
    voice.object(&json!({ "exit": exit.code(), "periode": periode.to_string(), "indicators": agree,
                          "rejected": rejected, "differences": differences.len() }));
    Ok(exit)
}

/// Tells every difference.
fn tell(differences: &Rows, voice: &mut dyn Voice) {
    for row in 0..differences.len() {
        let cell = |column: &str| differences.cell(row, column).to_string();
        voice.result(&format!(
            "differs {} {} {}: published {}, computed {}",
            cell("ovt"),
            cell("indicator"),
            cell("gegeven"),
            cell("gepubliceerd"),
            cell("berekend")
        ));
    }
}

fn whole(value: &Value) -> i64 {
    match value {
        Value::Int(number) => *number,
        _ => 0,
    }
}
