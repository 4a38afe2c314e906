//! A printed table or a sentence beside a figure in, what of it no row holds out.

use disclose::Published;
use domain::rows::Value;
use domain::sentence::Sentence;
use serde_json::Value as Json;
use tests::Hall;

use super::tokens::{has_words, placeholders};

/// What in a printed table is not in the rows.
pub(super) fn table_faults(published: &Published, table: &Json) -> Vec<String> {
    let (card, rows) = (published.card(), published.rows());
    let Some(printed) = table["rijen"].as_array() else {
        let silent = rows.is_empty() || card.table.is_empty() || published.shows_nothing();
        return if silent { Vec::new() } else { vec!["its table is not printed".to_owned()] };
    };
    if printed.len() != rows.len() {
        return vec![format!("{} rows are printed of {}", printed.len(), rows.len())];
    }
    let heads = table["kolommen"].as_array().map_or(&[][..], Vec::as_slice);
    let mut faults = Vec::new();
    for (row, cells) in printed.iter().enumerate() {
        for (at, head) in heads.iter().enumerate() {
            let entry = card.table.iter().find(|entry| head["naam"] == entry.name.as_str());
            let Some(entry) = entry else { continue };
            let low = rows.cell(row, &entry.name);
            let expected = entry.high.as_ref().map_or_else(
                || entry.format.spell(low),
                |high| entry.format.spell_interval(low, rows.cell(row, high)),
            );
            if cells[at] != expected.as_str() {
                faults.push(format!("row {row} prints `{}` for `{expected}`", cells[at]));
            }
        }
    }
    faults
}

/// What a sentence beside figures says and none of their rows holds; what it declares to be computed is passed over.
pub(super) fn sentence_faults(
    hall: &Hall,
    ovt: &str,
    sentence: &Sentence,
    rows: &[Published],
) -> Vec<String> {
    let mut faults = Vec::new();
    for (column, format) in placeholders(&sentence.tekst) {
        if sentence.berekend.contains(&column) {
            continue;
        }
        for value in hall.values(ovt, sentence, &column).into_iter().filter(Value::is_known) {
            let said: Vec<String> = match &value {
                Value::Text(text) => items(text),
                value => vec![format.spell(value)],
            };
            let cells = rows.iter().flat_map(|published| published.rows().cells.iter().flatten());
            let cells: Vec<&Value> = cells.filter(|cell| cell.is_known()).collect();
            let holds = |said: &String| {
                cells.iter().any(|cell| match cell {
                    Value::Text(text) => has_words(text, said),
                    cell => value.number().is_some() && format.spell(cell) == *said,
                })
            };
            let odd: Vec<&String> = said.iter().filter(|said| !holds(said)).collect();
            if !odd.is_empty() {
                faults.push(format!(
                    "`{column}` says {odd:?}, which stands in no row beside it: {}",
                    sentence.tekst
                ));
            }
        }
    }
    faults
}

/// The parts of a list for a sentence.
fn items(list: &str) -> Vec<String> {
    list.replace(" en ", ", ").split(", ").map(str::to_owned).collect()
}
