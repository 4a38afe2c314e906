//! Reads the card and rows of a heatmap, returns its drawing.
//!
//! A row and column that have no row in the result are missing, not zero.

use domain::dutch::Format;

use super::{Heatmap, HeatmapCell, heatmap};
use crate::Error;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    heatmap(&values(reading), &reading.room()).map(Some)
}

fn values(reading: &Reading<'_>) -> Heatmap {
    // A difference without a format is spelled as differences are: with its sign.
    let format = match reading.format("value", 0) {
        Format::Text => Format::Signed(1),
        format => format,
    };
    let cell = |rows: Vec<usize>| HeatmapCell {
        figure: reading.figure_of(&rows, format),
        note: rows.first().and_then(|row| reading.count_note(*row)),
    };
    Heatmap {
        table: reading.table().map(cell),
        low_name: reading.word("low"),
        high_name: reading.word("high"),
        least_step: least_step(format),
    }
}

/// Two percentage points, or two of the last decimal of a number.
fn least_step(format: Format) -> f64 {
    match format {
        Format::Decimal(decimals) => 2.0 / 10f64.powi(i32::try_from(decimals).unwrap_or(0)),
        _ => 2.0,
    }
}
