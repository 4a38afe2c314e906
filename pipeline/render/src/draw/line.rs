//! The card and rows of a line chart in, a panel for each of its columns out.
//!
//! Places nothing; which values may be joined is said by the breaks.

use super::{Chart, style};
use crate::{LinePanel, LinePoint, LineReference};

impl Chart<'_> {
    pub(super) fn line_panels(&self) -> Vec<LinePanel> {
        let columns = self.published.card().channels.get("y").map_or(&[][..], Vec::as_slice);
        let panels = columns.iter().enumerate().map(|(panel, column)| LinePanel {
            title: self.word(column),
            points: self
                .rows()
                .map(|row| LinePoint {
                    label: self.name(row, "x"),
                    note: self.count_note(row),
                    value: self.number(row, "y", panel),
                    band: self.pair(row, "low", "high", panel),
                    symbol: self.symbol(row, "y", panel),
                })
                .collect(),
            reference: self.reference(panel),
            breaks: self.breaks(self.rows(), panel == 0),
            number: style(self.format("y", panel)),
        });
        panels.collect()
    }

    fn reference(&self, panel: usize) -> Option<LineReference> {
        let values: Vec<Option<f64>> = self.rows().map(|row| self.number(row, "reference", panel)).collect();
        let any = |panel: usize| self.rows().any(|row| self.number(row, "reference", panel).is_some());
        // Named once, in the first panel that has it.
        let name = if (0..panel).any(any) { String::new() } else { self.word("reference") };
        values.iter().any(Option::is_some).then_some(LineReference { name, values })
    }
}
