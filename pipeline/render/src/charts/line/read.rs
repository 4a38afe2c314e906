//! Reads the card and rows of a line chart, returns its drawing with a panel for each column.
//!
//! Places nothing; which values may be joined is said by the breaks.

use super::{Moment, line};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::drawing::panel::Panel;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    line(&values(reading), &reading.frame()).map(Some)
}

fn values(reading: &Reading<'_>) -> Vec<Panel<Moment>> {
    let compared = |panel| reading.rows().any(|row| reading.number(row, "reference", panel).is_some());
    // Named once, in the first panel that has it.
    let named = (0..reading.columns("y").len()).find(|panel| compared(*panel));
    let marks = |row, panel| Moment {
        value: reading.number(row, "y", panel),
        band: reading.pair(row, "low", "high", panel),
        symbol: reading.symbol(row, "y", panel),
        reference: reading.number(row, "reference", panel),
    };
    let panels = reading.columns("y").iter().enumerate().map(|(panel, column)| Panel {
        title: reading.word(column),
        categories: reading.categories(reading.rows(), |row| marks(row, panel)),
        breaks: reading.breaks(reading.rows(), panel == 0),
        number: NumberStyle::of(reading.format("y", panel)),
        reference_name: if named == Some(panel) { reading.word("reference") } else { String::new() },
    });
    panels.collect()
}
