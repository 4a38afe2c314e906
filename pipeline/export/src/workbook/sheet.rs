//! One query's publishable rows in, one sheet out: what it is about, the table, and where the figures come from.
//!
//! Chooses no columns and no words.

use disclose::Published;
use domain::dutch::SUPPRESSED;
use domain::rows::Value;
use rust_xlsxwriter::{ColNum, Format as Look, IgnoreError, RowNum, Worksheet, XlsxError};

use super::column::{Column, columns};
use super::prose::{Prose, Size, fit_height};
use super::style::{Styles, number, page};
use super::{Sheet, Words};
use crate::spelling::finite;

/// Writes a sheet.
pub(super) fn write(
    to: &mut Worksheet,
    sheet: &Sheet<'_>,
    words: &Words,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let columns = columns(sheet.published, words);
    let widths: Vec<usize> = columns.iter().map(|column| column.width).collect();
    let prose = Prose::over(&widths);
    let card = sheet.published.card();
    prose.write(to, 0, &sheet.title, &styles.title, Size::Large)?;
    let mut row = 1;
    for line in [&card.subtitle, &card.question].into_iter().flatten() {
        prose.write(to, row, line, &styles.subtitle, Size::Ordinary)?;
        row += 1;
    }
    let headings = row + 1;
    page(to, headings)?;
    let last = table(to, headings, &columns, styles)?;
    for (row, line) in (last + 2..).zip(notes(sheet.published, &columns, words)) {
        prose.write(to, row, &line, &styles.note, Size::Ordinary)?;
    }
    Ok(())
}

/// Writes the table and gives the number of its last row.
fn table(
    to: &mut Worksheet,
    headings: RowNum,
    columns: &[Column<'_>],
    styles: &Styles,
) -> Result<RowNum, XlsxError> {
    let (mut last_row, mut last_column) = (headings, 0);
    for (at, column) in (0..).zip(columns) {
        let heading = if column.number { &styles.heading_right } else { &styles.heading };
        to.write_string_with_format(headings, at, &column.heading, heading)?;
        to.set_column_width(at, u32::try_from(column.width).unwrap_or_default())?;
        let look = number(column.format);
        for (row, value) in (headings + 1..).zip(column.cells()) {
            cell(to, row, at, finite(value), &look, styles)?;
            last_row = row;
        }
        last_column = at;
    }
    fit_height(to, headings, columns.iter().map(|column| (column.heading.as_str(), column.width)))?;
    if !columns.is_empty() {
        to.autofilter(headings, 0, last_row, last_column)?;
        // A code such as 0123 is a text on purpose; without this every one gets a green corner.
        to.ignore_error_range(headings, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(last_row)
}

fn cell(
    to: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    value: &Value,
    look: &Look,
    styles: &Styles,
) -> Result<(), XlsxError> {
    match value {
        Value::Null => to.write_blank(row, column, &styles.text),
        Value::Suppressed => to.write_string_with_format(row, column, SUPPRESSED, &styles.hidden),
        Value::Bool(value) => to.write_boolean_with_format(row, column, *value, &styles.text),
        Value::Text(text) => to.write_string_with_format(row, column, text, &styles.text),
        Value::Int(_) | Value::Float(_) => {
            to.write_number_with_format(row, column, value.number().unwrap_or_default(), look)
        }
    }?;
    Ok(())
}

/// The lines under the table; `*` is explained where it stands.
fn notes(published: &Published, columns: &[Column<'_>], words: &Words) -> Vec<String> {
    let card = published.card();
    let source = card.source.as_ref().map(|source| words.bronregel.replace("{bron}", source));
    let note = card.note.as_ref().map(|note| words.nootregel.replace("{noot}", note));
    let hidden = columns.iter().any(|column| column.cells().any(|cell| *cell == Value::Suppressed));
    let hidden = hidden.then(|| words.onderdrukt.replace("{minimum}", &card.minimum.to_string()));
    [source, note, hidden].into_iter().flatten().collect()
}
