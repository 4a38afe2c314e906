//! Reads the card and rows of a dumbbell chart, returns its drawing with a panel for each facet.
//!
//! Spells the values as the printed table does; places nothing.

use domain::dutch::Format;

use super::{Dumbbell, Pair, dumbbell};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    dumbbell(&values(reading), &reading.room()).map(Some)
}

fn values(reading: &Reading<'_>) -> Dumbbell {
    let format = match reading.format("from", 0) {
        Format::Text => reading.format("to", 0),
        format => format,
    };
    let figure = |row, channel| reading.figure(row, channel, format);
    Dumbbell {
        from_name: reading.word("from"),
        to_name: reading.word("to"),
        pairs: reading.lanes(|row| Pair { from: figure(row, "from"), to: figure(row, "to") }),
        number: NumberStyle::of(format),
    }
}
