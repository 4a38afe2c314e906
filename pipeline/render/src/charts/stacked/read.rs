//! Reads the card and rows of stacked bars, returns their drawing with a panel for each facet.
//!
//! A row of which any part is hidden keeps only its symbol.

use domain::dutch::{MISSING, SUPPRESSED};
use domain::rows::Value;

use super::{Stacked, StackedPanel, StackedRow, stacked};
use crate::Error;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    stacked(&values(reading), &reading.room()).map(Some)
}

/// Maps card and rows onto what is drawn.
fn values(reading: &Reading<'_>) -> Stacked {
    let panels = reading.facets().into_iter().map(|(title, rows)| StackedPanel {
        title,
        rows: rows.into_iter().map(|row| stacked_row(reading, row)).collect(),
    });
    Stacked {
        parts: reading.columns("part").iter().map(|column| reading.word_of(column)).collect(),
        panels: panels.collect(),
        count_name: reading.word("count"),
        reference_name: reading.word("reference"),
    }
}

fn stacked_row(reading: &Reading<'_>, row: usize) -> StackedRow {
    let parts = 0..reading.columns("part").len();
    let cells: Vec<&Value> = parts.map(|part| reading.cell(row, "part", part)).collect();
    let symbol = if cells.contains(&&Value::Suppressed) {
        Some(SUPPRESSED.to_owned())
    } else {
        cells.iter().all(|cell| cell.number().is_none()).then(|| MISSING.to_owned())
    };
    let lines = 0..reading.columns("reference").len();
    StackedRow {
        label: reading.name(row, "label"),
        shares: cells.iter().map(|cell| cell.number()).collect(),
        symbol,
        count: reading.count(row),
        references: lines.filter_map(|line| reading.number(row, "reference", line)).collect(),
    }
}
