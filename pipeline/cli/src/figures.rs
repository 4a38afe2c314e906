//! Published rows in, the files beside a report out: figures as CSV and workbook, and the SQL behind them.
//!
//! The CSV opens in a Dutch spreadsheet: semicolons, decimal commas, a byte order mark. How one table is written is for
//! `export`.

use disclose::Published;
use domain::card::Scope;
use domain::dutch::{MISSING, SUPPRESSED};
use domain::rows::Value;

use crate::args::TableFormat;
use crate::content::Content;
use crate::error::Error;
use crate::prepare::Prepared;

/// The tables about the school or its board that have rows.
fn of_school(published: &[Published]) -> impl Iterator<Item = &Published> {
    published.iter().filter(|rows| rows.card().scope != Scope::All && !rows.rows().is_empty())
}

/// Every table about the school or its board, in each of the formats: path and bytes.
pub(crate) fn tables(
    published: &[Published],
    formats: &[TableFormat],
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    for rows in of_school(published) {
        for format in formats {
            files.push(match format {
                TableFormat::Csv => (format!("cijfers/{}.csv", rows.name()), export::csv(rows)),
                TableFormat::Parquet => (format!("cijfers/{}.parquet", rows.name()), export::parquet(rows)?),
            });
        }
    }
    Ok(files)
}

/// Every table about the school or its board, a sheet for each.
pub(crate) fn workbook(
    published: &[Published],
    naam: &str,
    words: &export::Words,
    created: i64,
) -> Result<Vec<u8>, Error> {
    let sheets: Vec<export::Sheet<'_>> = of_school(published)
        .map(|rows| export::Sheet { published: rows, title: rows.card().title.clone() })
        .collect();
    let about = export::About { title: naam.to_owned(), created };
    Ok(export::workbook(&sheets, words, &about)?)
}

/// Every figure of the school's own tables, one cell per line: `tabel;rij;kolom;waarde`. It travels in every PDF, so
/// what only some may see is not in it.
pub(crate) fn figures_csv(published: &[Published]) -> Vec<u8> {
    let mut text = String::from("\u{feff}tabel;rij;kolom;waarde\r\n");
    for rows in of_school(published).filter(|rows| rows.card().audience.is_empty()) {
        for (index, cells) in rows.rows().cells.iter().enumerate() {
            for (column, cell) in rows.rows().columns.iter().zip(cells) {
                let fields = [rows.name(), &(index + 1).to_string(), column, &spelled(cell)].map(quoted);
                text.push_str(&fields.join(";"));
                text.push_str("\r\n");
            }
        }
    }
    text.into_bytes()
}

fn spelled(cell: &Value) -> String {
    match cell {
        Value::Null => MISSING.to_owned(),
        Value::Suppressed => SUPPRESSED.to_owned(),
        Value::Float(_) => cell.to_string().replace('.', ","),
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Quotes where the format asks for it, and disarms a text that a spreadsheet would run as a formula.
fn quoted(field: &str) -> String {
    let number = field.strip_prefix('-').unwrap_or(field).starts_with(|c: char| c.is_ascii_digit());
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains([';', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

/// All SQL of the report in one text: the model first, then the queries and the facts behind the sentences.
pub(crate) fn all_sql(content: &Content, prepared: &Prepared) -> Result<Vec<u8>, Error> {
    let mut text = String::new();
    let queries = prepared.results.iter().chain(&prepared.checks).map(|result| &result.query.file);
    for file in prepared.model.iter().chain([&prepared.facts.query.file]).chain(queries) {
        for part in ["-- ==== ", &file.path, " ====\n", content.text(&file.path)?, "\n"] {
            text.push_str(part);
        }
    }
    Ok(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn disarms_formulas_but_not_numbers() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("-6,5"), "-6,5");
        assert_eq!(quoted("-x"), "'-x");
    }

    #[test]
    fn quotes_what_would_break_the_line() {
        assert_eq!(quoted("a;\"b\""), "\"a;\"\"b\"\"\"");
    }
}
