//! The rows of a figure in, its description for someone who does not see it out.
//!
//! Every cell is told as the table spells it, so that description and table cannot differ.

use disclose::Published;
use domain::rows::Value;

/// What is to be seen in a figure: what the catalogue says of its form, else the words of its card, and its rows as the
/// table has them.
pub(crate) fn figure(rows: &Published, form: Option<String>) -> String {
    /// More rows than this say nothing to someone who listens; where the form is told, it says where the table stands.
    const HEARD: usize = 12;
    const HEARD_BESIDE: usize = 5;
    let card = rows.card();
    let words = [Some(&card.title), card.subtitle.as_ref(), card.question.as_ref()];
    let heard = match &form {
        Some(_) if rows.rows().len() > HEARD_BESIDE => 0,
        _ => HEARD,
    };
    let words = form.map_or_else(|| words.into_iter().flatten().cloned().collect(), |form| vec![form]);
    let mut told: Vec<String> = words.iter().map(|text| text.trim_end_matches('.').to_owned()).collect();
    told.extend(
        (0..rows.rows().len().min(heard)).map(|row| heard_row(rows, row)).filter(|text| !text.is_empty()),
    );
    told.join(". ")
}

/// A row as someone hears it: the heading and the content of every cell with something in it.
fn heard_row(rows: &Published, row: usize) -> String {
    let cell = |column: &str| rows.rows().cell(row, column);
    let columns = rows.card().table.iter().filter(|column| {
        let value = cell(&column.name);
        *value == Value::Suppressed || value.is_known() && value.text() != Some("")
    });
    let cells = columns.map(|column| {
        let unit = column.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        let low = cell(&column.name);
        let value = column
            .high
            .as_ref()
            .map_or_else(|| column.format.spell(low), |high| column.format.spell_interval(low, cell(high)));
        format!("{} {value}{unit}", column.label)
    });
    cells.collect::<Vec<_>>().join(", ")
}
