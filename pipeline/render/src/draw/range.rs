//! The card and rows of a range chart in, a panel for each facet out.
//!
//! Makes no best guess inside an interval.

use domain::dutch::Format;

use super::{Chart, style};
use crate::{RangePanel, RangePoint};

impl Chart<'_> {
    pub(super) fn range_panels(&self) -> Vec<RangePanel> {
        let mut panels: Vec<RangePanel> = Vec::new();
        let mut start = 0;
        for row in self.rows() {
            let last = row + 1 == self.published.rows().len();
            if last || self.name(row, "facet") != self.name(row + 1, "facet") {
                panels.push(self.range_panel(start..row + 1, panels.is_empty()));
                start = row + 1;
            }
        }
        panels
    }

    fn range_panel(&self, rows: std::ops::Range<usize>, first: bool) -> RangePanel {
        let scale = match self.format("low", 0) {
            Format::Percentage(_) => Format::Percentage(0),
            format => format,
        };
        let points = rows.clone().map(|row| RangePoint {
            label: self.name(row, "x"),
            note: self.count_note(row),
            interval: self.pair(row, "low", "high", 0),
            text: scale.spell_interval(self.cell(row, "low", 0), self.cell(row, "high", 0)),
            margin: self.pair(row, "margin_low", "margin_high", 0),
            reference: self.pair(row, "reference_low", "reference_high", 0),
            symbol: self.symbol(row, "low", 0),
        });
        RangePanel {
            title: self.name(rows.start, "facet"),
            points: points.collect(),
            reference_name: if first { self.word("reference") } else { String::new() },
            breaks: self.breaks(rows, first),
            number: style(scale),
        }
    }
}
