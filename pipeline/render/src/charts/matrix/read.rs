//! Reads the card and rows of a matrix, returns its drawing.
//!
//! A row and column that have no row in the result are missing, not zero.

use domain::dutch::Format;
use domain::rows::Value;

use super::{Matrix, MatrixCell, matrix};
use crate::Error;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    matrix(&values(reading), &reading.room()).map(Some)
}

fn values(reading: &Reading<'_>) -> Matrix {
    let format = match reading.format("value", 0) {
        Format::Text => Format::Int,
        format => format,
    };
    let cell = |rows: Vec<usize>| MatrixCell {
        figure: reading.figure_of(&rows, format),
        diagonal: rows.first().is_some_and(|row| *reading.cell(*row, "diagonal", 0) == Value::Bool(true)),
    };
    Matrix {
        table: reading.table().map(cell),
        row_title: reading.word("row"),
        column_title: reading.word("column"),
    }
}
