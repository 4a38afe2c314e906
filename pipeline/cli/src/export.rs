//! Published rows in, the attachments of a report out: figures as CSV and the SQL behind them.
//!
//! The CSV opens in a Dutch spreadsheet: semicolons, decimal commas, a byte order mark.

use disclose::Published;
use domain::card::Scope;
use domain::dutch::{MISSING, SUPPRESSED};
use domain::rows::Value;

use crate::content::Content;
use crate::error::Error;
use crate::prepare::Prepared;

/// Every figure of the school's own tables, one cell per line: `tabel;rij;kolom;waarde`.
pub(crate) fn figures_csv(published: &[Published]) -> Vec<u8> {
    let mut text = String::from("\u{feff}tabel;rij;kolom;waarde\r\n");
    for rows in published.iter().filter(|rows| rows.card().scope == Scope::School) {
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
    let queries = prepared.results.iter().map(|result| &result.query.file);
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
