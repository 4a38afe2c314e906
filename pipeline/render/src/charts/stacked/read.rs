//! Reads the card and rows of stacked bars, returns their drawing with a panel for each facet.
//!
//! A row of which any part is hidden keeps only its symbol.

use domain::dutch::{MISSING, SUPPRESSED};
use domain::rows::Value;

use super::{Bar, Stacked, stacked};
use crate::Error;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    stacked(&values(reading), &reading.room()).map(Some)
}

fn values(reading: &Reading<'_>) -> Stacked {
    Stacked {
        parts: reading.columns("part").iter().map(|column| reading.word_of(column)).collect(),
        bars: reading.lanes(|row| bar(reading, row)),
        reference_name: reading.word("reference"),
    }
}

fn bar(reading: &Reading<'_>, row: usize) -> Bar {
    let parts = 0..reading.columns("part").len();
    let cells: Vec<&Value> = parts.map(|part| reading.cell(row, "part", part)).collect();
    let symbol = if cells.contains(&&Value::Suppressed) {
        Some(SUPPRESSED.to_owned())
    } else {
        cells.iter().all(|cell| cell.number().is_none()).then(|| MISSING.to_owned())
    };
    let lines = 0..reading.columns("reference").len();
    let references = lines.filter_map(|line| reading.number(row, "reference", line)).collect();
    Bar { shares: cells.iter().map(|cell| cell.number()).collect(), symbol, references }
}
