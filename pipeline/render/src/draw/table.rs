//! The card and rows of a heatmap or a matrix in, its cells out.
//!
//! A row and column that have no row in the result are missing, not zero.

use domain::dutch::{Format, MISSING};
use domain::rows::Value;

use super::Chart;
use crate::{Figure, Heatmap, HeatmapCell, Matrix, MatrixCell};

impl Chart<'_> {
    pub(super) fn heatmap(&self) -> Heatmap {
        // A difference without a format is spelled as differences are: with its sign.
        let format = match self.format("value", 0) {
            Format::Text => Format::Signed(1),
            format => format,
        };
        let grid = self.grid();
        let cell = |rows: &Vec<usize>| HeatmapCell {
            figure: self.figure_of(rows, format),
            note: rows.first().and_then(|row| self.count_note(*row)),
        };
        let cells = grid.cells.iter().map(|row| row.iter().map(cell).collect()).collect();
        Heatmap {
            cells,
            rows: grid.rows,
            columns: grid.columns,
            low_name: self.word("low"),
            high_name: self.word("high"),
            least_step: least_step(format),
        }
    }

    pub(super) fn matrix(&self) -> Matrix {
        let format = match self.format("value", 0) {
            Format::Text => Format::Int,
            format => format,
        };
        let grid = self.grid();
        let cell = |rows: &Vec<usize>| MatrixCell {
            figure: self.figure_of(rows, format),
            diagonal: rows.first().is_some_and(|row| *self.cell(*row, "diagonal", 0) == Value::Bool(true)),
        };
        let cells = grid.cells.iter().map(|row| row.iter().map(cell).collect()).collect();
        Matrix {
            cells,
            rows: grid.rows,
            columns: grid.columns,
            row_title: self.word("row"),
            column_title: self.word("column"),
        }
    }

    fn figure_of(&self, rows: &[usize], format: Format) -> Figure {
        let missing = || Figure { value: None, text: MISSING.to_owned() };
        rows.first().map_or_else(missing, |row| self.figure(*row, "value", format))
    }
}

/// Two percentage points, or two of the last decimal of a number.
fn least_step(format: Format) -> f64 {
    match format {
        Format::Decimal(decimals) => 2.0 / 10f64.powi(i32::try_from(decimals).unwrap_or(0)),
        _ => 2.0,
    }
}
