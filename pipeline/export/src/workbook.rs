//! Publishable rows in, a workbook (XLSX) out: a sheet that lists the others, and a sheet for every query.
//!
//! Every printed word that is not of a card arrives in [`Words`]; no text is ever written as a formula.

use disclose::Published;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::Error;

mod column;
mod contents;
mod names;
#[cfg(test)]
mod proof;
mod prose;
mod sheet;
mod style;
mod words;

use style::Styles;
pub use words::Words;

/// One sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// The rows with their card.
    pub published: &'a Published,
    /// What stands on top: the message, or the title of the card.
    pub title: String,
}

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The title of the whole.
    pub title: String,
    /// When its data were made, in seconds since 1970 (UTC).
    pub created: i64,
}

/// Writes a workbook with these sheets, in this order.
///
/// # Errors
/// When the library refuses: more rows or longer texts than a sheet holds, or a time outside 1900 to 9999.
pub fn workbook(sheets: &[Sheet<'_>], words: &Words, about: &About) -> Result<Vec<u8>, Error> {
    assembled(sheets, words, about).map_err(Error::Workbook)
}

fn assembled(sheets: &[Sheet<'_>], words: &Words, about: &About) -> Result<Vec<u8>, XlsxError> {
    let created = ExcelDateTime::from_timestamp(about.created)?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(&about.title).set_creation_datetime(&created));
    let styles = Styles::new();
    let queries = sheets.iter().map(|sheet| sheet.published.name());
    let (first, names) = names::of_sheets(&words.inhoud, queries);
    contents::write(book.add_worksheet().set_name(first)?, &about.title, &names, sheets, words, &styles)?;
    for (sheet, name) in sheets.iter().zip(names) {
        sheet::write(book.add_worksheet().set_name(name)?, sheet, words, &styles)?;
    }
    book.save_to_buffer()
}
