//! The card and rows of stacked bars in, a panel for each facet out.
//!
//! A row of which any part is hidden keeps only its symbol.

use domain::dutch::{MISSING, SUPPRESSED};
use domain::rows::Value;

use super::Chart;
use crate::{Stacked, StackedPanel, StackedRow};

impl Chart<'_> {
    pub(super) fn stacked(&self) -> Stacked {
        let panels = self.facets().into_iter().map(|(title, rows)| StackedPanel {
            title,
            rows: rows.into_iter().map(|row| self.stacked_row(row)).collect(),
        });
        Stacked {
            parts: self.columns("part").iter().map(|column| self.word_of(column)).collect(),
            panels: panels.collect(),
            count_name: self.word("count"),
            reference_name: self.word("reference"),
        }
    }

    fn stacked_row(&self, row: usize) -> StackedRow {
        let parts = 0..self.columns("part").len();
        let cells: Vec<&Value> = parts.map(|part| self.cell(row, "part", part)).collect();
        let symbol = if cells.contains(&&Value::Suppressed) {
            Some(SUPPRESSED.to_owned())
        } else {
            cells.iter().all(|cell| cell.number().is_none()).then(|| MISSING.to_owned())
        };
        let lines = 0..self.columns("reference").len();
        StackedRow {
            label: self.name(row, "label"),
            shares: cells.iter().map(|cell| cell.number()).collect(),
            symbol,
            count: self.count(row),
            references: lines.filter_map(|line| self.number(row, "reference", line)).collect(),
        }
    }
}
