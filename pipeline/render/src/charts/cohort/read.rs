//! Reads the card and rows of a matrix of small lines, returns its drawing.
//!
//! All series share their categories, so that the same moment stands at the same place in every panel.

use domain::dutch::Format;

use super::{CohortPoint, CohortSeries, Cohorts, cohort};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::drawing::panel::Break;
use crate::reading::Reading;
use crate::reading::grid::merged;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    cohort(&values(reading), &reading.room()).map(Some)
}

fn values(reading: &Reading<'_>) -> Cohorts {
    let table = reading.table();
    let categories = merged(table.all().map(|rows| rows.iter().map(|row| reading.name(*row, "x")).collect()));
    let series = |rows: Vec<usize>| (!rows.is_empty()).then(|| cohort_series(reading, &rows, &categories));
    let table = table.map(series);
    let format = match reading.format("y", 0) {
        Format::Percentage(_) => Format::Percentage(0),
        format => format,
    };
    Cohorts {
        table,
        categories,
        reference_name: reading.word("reference"),
        break_name: reading.word("break"),
        number: NumberStyle::of(format),
    }
}

fn cohort_series(reading: &Reading<'_>, rows: &[usize], categories: &[String]) -> CohortSeries {
    let found: Vec<Option<usize>> = categories
        .iter()
        .map(|category| rows.iter().copied().find(|row| reading.name(*row, "x") == *category))
        .collect();
    let point = |row: usize| CohortPoint {
        value: reading.number(row, "y", 0),
        symbol: reading.symbol(row, "y", 0),
        reference: reading.number(row, "reference", 0),
    };
    CohortSeries {
        points: found.iter().map(|row| row.map(point)).collect(),
        breaks: breaks_between(reading, &found),
        note: counts_note(reading, rows),
    }
}

/// A break stands before the first category of a series whose text in the break column is new.
fn breaks_between(reading: &Reading<'_>, found: &[Option<usize>]) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut last: Option<String> = None;
    for (before, row) in found.iter().enumerate() {
        let Some(row) = row else { continue };
        let text = reading.text(*row, "break");
        if last.as_ref().is_some_and(|last| *last != text) {
            breaks.push(Break { before, label: String::new() });
        }
        last = Some(text);
    }
    breaks
}

/// The smallest and the largest number of pupils behind the points of a series.
fn counts_note(reading: &Reading<'_>, rows: &[usize]) -> Option<String> {
    reading.published.card().channel("count")?;
    let mut known: Vec<usize> = rows.to_vec();
    known.retain(|row| reading.number(*row, "count", 0).is_some());
    known.sort_by(|a, b| {
        let (a, b) = (reading.number(*a, "count", 0), reading.number(*b, "count", 0));
        a.unwrap_or_default().total_cmp(&b.unwrap_or_default())
    });
    let first = rows.first()?;
    let cell = |row: Option<&usize>| reading.cell(*row.unwrap_or(first), "count", 0);
    let range = Format::Int.spell_interval(cell(known.first()), cell(known.last()));
    Some(format!("{} {}", reading.word("count"), range.replace('\u{2009}', "")).trim_start().to_owned())
}
