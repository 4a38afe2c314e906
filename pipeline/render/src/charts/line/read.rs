//! Reads the card and rows of a line chart, returns its drawing with a panel for each column.
//!
//! Places nothing; which values may be joined is said by the breaks.

use super::{LinePanel, LinePoint, LineReference, line};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    line(&values(reading), &reading.frame()).map(Some)
}

/// Maps card and rows onto what is drawn.
fn values(reading: &Reading<'_>) -> Vec<LinePanel> {
    let columns = reading.published.card().channels.get("y").map_or(&[][..], Vec::as_slice);
    let panels = columns.iter().enumerate().map(|(panel, column)| LinePanel {
        title: reading.word(column),
        points: reading
            .rows()
            .map(|row| LinePoint {
                label: reading.name(row, "x"),
                note: reading.count_note(row),
                value: reading.number(row, "y", panel),
                band: reading.pair(row, "low", "high", panel),
                symbol: reading.symbol(row, "y", panel),
            })
            .collect(),
        reference: reference(reading, panel),
        breaks: reading.breaks(reading.rows(), panel == 0),
        number: NumberStyle::of(reading.format("y", panel)),
    });
    panels.collect()
}

fn reference(reading: &Reading<'_>, panel: usize) -> Option<LineReference> {
    let values: Vec<Option<f64>> =
        reading.rows().map(|row| reading.number(row, "reference", panel)).collect();
    let any = |panel: usize| reading.rows().any(|row| reading.number(row, "reference", panel).is_some());
    // Named once, in the first panel that has it.
    let name = if (0..panel).any(any) { String::new() } else { reading.word("reference") };
    values.iter().any(Option::is_some).then_some(LineReference { name, values })
}
