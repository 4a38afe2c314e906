//! The sheets of a workbook in, its first sheet out: what there is, with a link to each.
//!
//! Knows no rows, only how many there are.

use domain::dutch::Format;
use rust_xlsxwriter::{ColNum, RowNum, Url, Worksheet, XlsxError};

use super::prose::{Prose, Size, fit_height};
use super::style::{Styles, number, page};
use super::{Sheet, Words};

/// The row of the headings: under the title and an empty row.
const HEADINGS: RowNum = 2;
/// The widths of the columns, in letters.
const WIDTHS: [usize; 5] = [34, 56, 48, 8, 40];

/// Writes the list of the sheets.
pub(super) fn write(
    to: &mut Worksheet,
    title: &str,
    names: &[String],
    sheets: &[Sheet<'_>],
    words: &Words,
    styles: &Styles,
) -> Result<(), XlsxError> {
    page(to, HEADINGS)?;
    let headings = [&words.blad, &words.titel, &words.vraag, &words.rijen, &words.bron];
    for (column, (heading, width)) in (0..).zip(headings.into_iter().zip(WIDTHS)) {
        let look = if *heading == words.rijen { &styles.heading_right } else { &styles.heading };
        to.write_string_with_format(HEADINGS, column, heading, look)?;
        to.set_column_width(column, u32::try_from(width).unwrap_or_default())?;
    }
    Prose::over(&WIDTHS).write(to, 0, title, &styles.title, Size::Large)?;
    let count = number(Format::Int);
    for (row, (name, sheet)) in (HEADINGS + 1..).zip(names.iter().zip(sheets)) {
        let card = sheet.published.card();
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        to.write_url_with_format(row, 0, link, &styles.link)?;
        let texts: [(ColNum, Option<&str>); 3] =
            [(1, Some(&sheet.title)), (2, card.question.as_deref()), (4, card.source.as_deref())];
        for (column, text) in texts {
            to.write_string_with_format(row, column, text.unwrap_or_default(), &styles.text)?;
        }
        let cells = texts
            .iter()
            .filter_map(|(column, text)| Some((*text)?).zip(WIDTHS.get(usize::from(*column)).copied()));
        fit_height(to, row, cells.chain([(name.as_str(), WIDTHS[0])]))?;
        let rows = u32::try_from(sheet.published.rows().len()).unwrap_or(u32::MAX);
        to.write_number_with_format(row, 3, rows, &count)?;
    }
    Ok(())
}
