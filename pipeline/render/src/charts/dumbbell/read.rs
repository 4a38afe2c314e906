//! Reads the card and rows of a dumbbell chart, returns its drawing with a panel for each facet.
//!
//! Spells the values as the printed table does; places nothing.

use domain::dutch::Format;

use super::{Dumbbell, DumbbellPanel, DumbbellRow, dumbbell};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    dumbbell(&values(reading), &reading.room()).map(Some)
}

/// Maps card and rows onto what is drawn.
fn values(reading: &Reading<'_>) -> Dumbbell {
    let format = match reading.format("from", 0) {
        Format::Text => reading.format("to", 0),
        format => format,
    };
    let row = |row: usize| DumbbellRow {
        label: reading.name(row, "label"),
        from: reading.figure(row, "from", format),
        to: reading.figure(row, "to", format),
        count: reading.count(row),
    };
    let panels = reading.facets().into_iter().map(|(title, rows)| DumbbellPanel {
        title,
        rows: rows.into_iter().map(row).collect(),
        number: NumberStyle::of(format),
    });
    Dumbbell {
        from_name: reading.word("from"),
        to_name: reading.word("to"),
        panels: panels.collect(),
        count_name: reading.word("count"),
    }
}
