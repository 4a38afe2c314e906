//! Published rows in, the files beside a report out: figures as CSV and workbook, and the SQL behind them.
//!
//! How a line or a table is written is for `export`; what a reader may have is for `reader`.

use disclose::Published;
use domain::dutch::MISSING;
use domain::rows::Value;
use export::Csv;

use crate::compute::prepared::Prepared;
use crate::error::Error;
use crate::make::reader::Reader;
use crate::project::content::{Content, REPORT};
use crate::wanted::TableFormat;

/// The Dutch words of a workbook.
pub(crate) fn words(content: &Content) -> Result<export::Words, Error> {
    let path = format!("{REPORT}/werkmap.toml");
    toml::from_str(content.text(&path)?)
        .map_err(|error| Error::Words { path, what: error.message().to_owned() })
}

/// Every table, in each of the formats: path and bytes.
pub(crate) fn tables(
    published: &[Published],
    formats: &[TableFormat],
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    for rows in published {
        for format in formats {
            files.push(match format {
                TableFormat::Csv => (format!("cijfers/{}.csv", rows.name()), export::csv(rows, Csv::file())),
                TableFormat::Parquet => (format!("cijfers/{}.parquet", rows.name()), export::parquet(rows)?),
            });
        }
    }
    Ok(files)
}

/// Every table, a sheet for each.
pub(crate) fn workbook(
    published: &[Published],
    naam: &str,
    words: &export::Words,
    created: i64,
) -> Result<Vec<u8>, Error> {
    let sheets: Vec<export::Sheet<'_>> = published
        .iter()
        .map(|rows| export::Sheet { published: rows, title: rows.card().title.clone() })
        .collect();
    let about = export::About { title: naam.to_owned(), created };
    Ok(export::workbook(&sheets, words, &about)?)
}

/// Every figure that a reader sees, one cell per line: `tabel;rij;kolom;waarde`.
pub(crate) fn figures_csv(published: &[Published], reader: Reader) -> Vec<u8> {
    let mut lines = Csv::file().headed(["tabel", "rij", "kolom", "waarde"]);
    for rows in published.iter().filter(|rows| reader.sees(rows.card())) {
        for (number, cells) in (1..).zip(&rows.rows().cells) {
            for (column, cell) in rows.rows().columns.iter().zip(cells) {
                let cell = match cell {
                    Value::Null => &Value::Text(MISSING.to_owned()),
                    known => known,
                };
                let text = |text: &str| Value::Text(text.to_owned());
                lines.line([&text(rows.name()), &Value::Int(number), &text(column), cell]);
            }
        }
    }
    lines.into_bytes()
}

/// All SQL that a reader sees in one text: the model first, then the queries and the facts behind the sentences.
pub(crate) fn all_sql(content: &Content, prepared: &Prepared, reader: Reader) -> Result<Vec<u8>, Error> {
    let mut text = String::new();
    let all = prepared.results.iter().chain(&prepared.checks).map(|result| &result.query.file);
    let queries = all.filter(|file| reader.knows(&file.path, prepared));
    for file in prepared.model.iter().chain(prepared.behind_sentences()).chain(queries) {
        for part in ["-- ==== ", &file.path, " ====\n", content.text(&file.path)?, "\n"] {
            text.push_str(part);
        }
    }
    Ok(text.into_bytes())
}
