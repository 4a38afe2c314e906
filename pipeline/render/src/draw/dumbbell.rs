//! The card and rows of a dumbbell chart in, a panel for each facet out.
//!
//! Spells the values as the printed table does; places nothing.

use domain::dutch::Format;

use super::{Chart, style};
use crate::{Dumbbell, DumbbellPanel, DumbbellRow};

impl Chart<'_> {
    pub(super) fn dumbbell(&self) -> Dumbbell {
        let format = match self.format("from", 0) {
            Format::Text => self.format("to", 0),
            format => format,
        };
        let row = |row: usize| DumbbellRow {
            label: self.name(row, "label"),
            from: self.figure(row, "from", format),
            to: self.figure(row, "to", format),
            count: self.count(row),
        };
        let panels = self.facets().into_iter().map(|(title, rows)| DumbbellPanel {
            title,
            rows: rows.into_iter().map(row).collect(),
            number: style(format),
        });
        Dumbbell {
            from_name: self.word("from"),
            to_name: self.word("to"),
            panels: panels.collect(),
            count_name: self.word("count"),
        }
    }
}
