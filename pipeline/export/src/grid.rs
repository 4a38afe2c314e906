//! Publishable rows in, the lines of a table for reading out: every cell spelled as in the report.
//!
//! Draws no table: how cells stand beside each other is up to each format.

use disclose::Published;
use domain::card::Card;
use domain::dutch::Format;
use domain::rows::{Rows, Value};

use crate::spelling::{finite, plain};

/// A table of texts.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The names of the result columns.
    pub(crate) headings: Vec<String>,
    /// Which columns stand to the right.
    pub(crate) right: Vec<bool>,
    /// The cells, row by row, each on one line.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Grid {
    /// Spells every cell of every column.
    pub(crate) fn of(published: &Published) -> Self {
        let (rows, card) = (published.rows(), published.card());
        let formats: Vec<Option<Format>> = rows.columns.iter().map(|name| named(card, name)).collect();
        let line = |cells: &Vec<Value>| {
            cells.iter().zip(&formats).map(|(cell, format)| on_one_line(&spelled(cell, *format))).collect()
        };
        Self {
            headings: rows.columns.iter().map(|name| on_one_line(name)).collect(),
            right: (0..).zip(&formats).map(|(position, format)| is_number(rows, position, *format)).collect(),
            rows: rows.cells.iter().map(line).collect(),
        }
    }
}

/// The format that the card gives a column; none when it does not name the column.
pub(crate) fn named(card: &Card, column: &str) -> Option<Format> {
    card.table
        .iter()
        .find(|entry| entry.name == column || entry.high.as_deref() == Some(column))
        .map(|entry| entry.format)
}

/// Whether a column holds numbers, those that are hidden included.
pub(crate) fn is_number(rows: &Rows, position: usize, format: Option<Format>) -> bool {
    let cells = || rows.cells.iter().filter_map(|row| row.get(position));
    let number = |cell: &Value| cell.number().is_some() || *cell == Value::Suppressed;
    format.is_some_and(Format::is_number)
        || cells().any(number) && cells().all(|cell| number(cell) || *cell == Value::Null)
}

/// Spells a cell as the card says, and a number that the card does not name plainly: a year has no thousands point.
pub(crate) fn spelled(cell: &Value, format: Option<Format>) -> String {
    let cell = finite(cell);
    match format {
        None if cell.number().is_some() => plain(cell).replace('-', "−"),
        format => format.unwrap_or_default().spell(cell),
    }
}

/// A line break would tear the row apart, and other control characters can steer a terminal.
fn on_one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::Grid;
    use crate::proof::{published, pupils};

    #[test]
    fn spells_as_the_card_says_and_else_plainly() {
        let grid = Grid::of(&pupils());
        assert_eq!(grid.rows[0], ["1F", "2024", "1.234", "57,3%", "40,2%", "62,4%", "−1,25", "true"]);
        assert_eq!(grid.rows[1], ["=1+1", "2025", "*", "*", "*", "*", "*", "–"]);
        assert_eq!(grid.right, [false, true, true, true, true, true, true, false]);
    }

    #[test]
    fn stands_to_the_right_when_every_number_is_hidden() {
        let cells = vec![vec![Value::Int(2), Value::Null], vec![Value::Int(3), Value::Null]];
        assert_eq!(Grid::of(&published("--! n: n\n", &["n", "leeg"], cells)).right, [true, false]);
    }

    #[test]
    fn keeps_a_cell_on_its_line() {
        let cells = vec![vec![Value::Text("a\r\nb\u{1b}[2Jc".into()), Value::Float(f64::INFINITY)]];
        assert_eq!(Grid::of(&published("", &["a", "b"], cells)).rows[0], ["a b [2Jc", "–"]);
    }
}
