//! Reads the card and rows of a range chart, returns its drawing with a panel for each facet.
//!
//! Makes no best guess inside an interval.

use domain::dutch::Format;

use super::{Known, range};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::drawing::panel::Panel;
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    range(&values(reading), &reading.frame()).map(Some)
}

fn values(reading: &Reading<'_>) -> Vec<Panel<Known>> {
    let mut panels: Vec<Panel<Known>> = Vec::new();
    let mut start = 0;
    for row in reading.rows() {
        let last = row + 1 == reading.published.rows().len();
        if last || reading.name(row, "facet") != reading.name(row + 1, "facet") {
            panels.push(range_panel(reading, start..row + 1, panels.is_empty()));
            start = row + 1;
        }
    }
    panels
}

fn range_panel(reading: &Reading<'_>, rows: std::ops::Range<usize>, first: bool) -> Panel<Known> {
    let scale = match reading.format("low", 0) {
        Format::Percentage(_) => Format::Percentage(0),
        format => format,
    };
    let marks = |row| Known {
        interval: reading.pair(row, "low", "high", 0),
        text: scale.spell_interval(reading.cell(row, "low", 0), reading.cell(row, "high", 0)),
        margin: reading.pair(row, "margin_low", "margin_high", 0),
        reference: reading.pair(row, "reference_low", "reference_high", 0),
        symbol: reading.symbol(row, "low", 0),
    };
    Panel {
        title: reading.name(rows.start, "facet"),
        categories: reading.categories(rows.clone(), marks),
        reference_name: if first { reading.word("reference") } else { String::new() },
        breaks: reading.breaks(rows, first),
        number: NumberStyle::of(scale),
    }
}
