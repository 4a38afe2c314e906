//! Rows and their card in, the columns of a sheet out: which, in what order, under what heading and how wide.
//!
//! Writes no cell.

use disclose::Published;
use domain::card::{TableColumn, heading as heading_of};
use domain::dutch::Format;
use domain::rows::{Rows, Value};

use super::Words;
use crate::grid::{is_number, spelled};

/// How wide a column is at least and at most, in letters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// On how many lines a heading may stand.
const LINES: usize = 3;
/// What the filter button of a heading takes, and the white beside a cell.
const BUTTON: usize = 3;
const MARGIN: usize = 2;

/// One column of a sheet.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// What stands above it.
    pub(super) heading: String,
    /// How its numbers are spelled.
    pub(super) format: Format,
    /// Whether it holds numbers.
    pub(super) number: bool,
    /// How wide it is, in letters.
    pub(super) width: usize,
    rows: &'a Rows,
    position: Option<usize>,
}

impl<'a> Column<'a> {
    fn new(rows: &'a Rows, name: &str, heading: String, format: Option<Format>) -> Self {
        let position = rows.position(name);
        let number = position.is_some_and(|position| is_number(rows, position, format));
        let mut column =
            Self { heading, format: format.unwrap_or_default(), number, width: NARROWEST, rows, position };
        let margin = MARGIN + usize::from(!number);
        let cells = column.cells().map(|cell| spelled(cell, format).chars().count() + margin);
        let widest = cells.chain([heading_width(&column.heading)]).max().unwrap_or(NARROWEST);
        column.width = widest.clamp(NARROWEST, WIDEST);
        column
    }

    /// The cells from top to bottom.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a Value> {
        let position = self.position;
        self.rows.cells.iter().map(move |row| position.and_then(|at| row.get(at)).unwrap_or(&Value::Null))
    }
}

/// The columns of the card's table; without a table all columns of the result but the one with the school.
pub(super) fn columns<'a>(published: &'a Published, words: &Words) -> Vec<Column<'a>> {
    let (rows, table) = (published.rows(), &published.card().table);
    if table.is_empty() {
        let owner = published.card().scope.column();
        let names = rows.columns.iter().filter(|name| Some(name.as_str()) != owner);
        return names.map(|name| Column::new(rows, name, heading_of(name), None)).collect();
    }
    let ends = table.iter().flat_map(|entry| {
        let heading = heading(entry);
        match &entry.high {
            None => vec![(entry.name.as_str(), heading, entry.format)],
            Some(high) => vec![
                (entry.name.as_str(), words.ondergrens.replace("{kop}", &heading), entry.format),
                (high.as_str(), words.bovengrens.replace("{kop}", &heading), entry.format),
            ],
        }
    });
    ends.map(|(name, heading, format)| Column::new(rows, name, heading, Some(format))).collect()
}

fn heading(entry: &TableColumn) -> String {
    let label = if entry.label.is_empty() { &entry.name } else { &entry.label };
    entry.unit.as_ref().map_or_else(|| label.clone(), |unit| format!("{label} ({unit})"))
}

fn heading_width(heading: &str) -> usize {
    let longest = heading.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    longest.max(heading.chars().count().div_ceil(LINES)) + BUTTON
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::columns;
    use crate::proof::published;
    use crate::workbook::proof::words;

    #[test]
    fn fits_the_width_to_the_content_and_the_heading() {
        let card = "--! column a: Een kop van heel veel woorden op een rij\n--! column b: B\n--! column c: C | int\n";
        let row = vec![Value::Int(1), Value::Text("x".repeat(90)), Value::Int(1_234_567)];
        let published = published(card, &["a", "b", "c"], vec![row]);
        let widths: Vec<usize> = columns(&published, &words()).iter().map(|column| column.width).collect();
        assert_eq!(widths, [17, 60, 11]);
    }
}
