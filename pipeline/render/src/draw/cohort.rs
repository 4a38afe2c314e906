//! The card and rows of a matrix of small lines in, its series out.
//!
//! All series share their categories, so that the same moment stands at the same place in every panel.

use domain::dutch::Format;

use super::order::merged;
use super::{Chart, style};
use crate::{Break, CohortPoint, CohortSeries, Cohorts};

impl Chart<'_> {
    pub(super) fn cohorts(&self) -> Cohorts {
        let grid = self.grid();
        let cells = grid.cells.iter().flatten();
        let categories = merged(cells.map(|rows| rows.iter().map(|row| self.name(*row, "x")).collect()));
        let series = |rows: &Vec<usize>| (!rows.is_empty()).then(|| self.cohort_series(rows, &categories));
        let series = grid.cells.iter().map(|row| row.iter().map(series).collect()).collect();
        let format = match self.format("y", 0) {
            Format::Percentage(_) => Format::Percentage(0),
            format => format,
        };
        Cohorts {
            series,
            rows: grid.rows,
            columns: grid.columns,
            categories,
            reference_name: self.word("reference"),
            break_name: self.word("break"),
            number: style(format),
        }
    }

    fn cohort_series(&self, rows: &[usize], categories: &[String]) -> CohortSeries {
        let found: Vec<Option<usize>> = categories
            .iter()
            .map(|category| rows.iter().copied().find(|row| self.name(*row, "x") == *category))
            .collect();
        let point = |row: usize| CohortPoint {
            value: self.number(row, "y", 0),
            symbol: self.symbol(row, "y", 0),
            reference: self.number(row, "reference", 0),
        };
        CohortSeries {
            points: found.iter().map(|row| row.map(point)).collect(),
            breaks: self.breaks_between(&found),
            note: self.counts_note(rows),
        }
    }

    /// A break stands before the first category of a series whose text in the break column is new.
    fn breaks_between(&self, found: &[Option<usize>]) -> Vec<Break> {
        let mut breaks = Vec::new();
        let mut last: Option<String> = None;
        for (before, row) in found.iter().enumerate() {
            let Some(row) = row else { continue };
            let text = self.text(*row, "break");
            if last.as_ref().is_some_and(|last| *last != text) {
                breaks.push(Break { before, label: String::new() });
            }
            last = Some(text);
        }
        breaks
    }

    /// The smallest and the largest number of pupils behind the points of a series.
    fn counts_note(&self, rows: &[usize]) -> Option<String> {
        self.published.card().channel("count")?;
        let mut known: Vec<usize> = rows.to_vec();
        known.retain(|row| self.number(*row, "count", 0).is_some());
        known.sort_by(|a, b| {
            let (a, b) = (self.number(*a, "count", 0), self.number(*b, "count", 0));
            a.unwrap_or_default().total_cmp(&b.unwrap_or_default())
        });
        let first = rows.first()?;
        let cell = |row: Option<&usize>| self.cell(*row.unwrap_or(first), "count", 0);
        let range = Format::Int.spell_interval(cell(known.first()), cell(known.last()));
        Some(format!("{} {}", self.word("count"), range.replace('\u{2009}', "")).trim_start().to_owned())
    }
}
