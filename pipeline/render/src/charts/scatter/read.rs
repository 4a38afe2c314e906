//! Reads the card and rows of a scatter plot or a funnel, returns its drawing; `None` when it lacks its own school.
//!
//! Leaves out schools without a place; decides nothing about the others.

use domain::dutch::Format;

use super::{Named, Scatter, ScatterStep, scatter};
use crate::Error;
use crate::drawing::NumberStyle;
use crate::reading::Reading;

/// The column by which schools are put in classes of one wide.
const SCHOOLWEGING: &str = "schoolweging";

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    let plot = values(reading);
    // A cloud in which the school itself is missing answers no question about it.
    if plot.named.is_empty() && reading.published.card().channel("own").is_some() {
        return Ok(None);
    }
    scatter(&plot, &reading.frame()).map(Some)
}

fn values(reading: &Reading<'_>) -> Scatter {
    let mut cloud = Vec::new();
    let mut named = Vec::new();
    let y_format = match reading.format("y", 0) {
        Format::Text => Format::Percentage(1),
        format => format,
    };
    for row in reading.rows() {
        let Some((x, y)) = reading.number(row, "x", 0).zip(reading.number(row, "y", 0)) else { continue };
        if reading.text(row, "own") == reading.own {
            let label = format!("{} {}", reading.word("own"), y_format.spell_number(y)).trim().to_owned();
            named.push(Named { x, y, margin: reading.pair(row, "low", "high", 0), label });
        } else {
            cloud.push((x, y));
        }
    }
    let in_classes = in_classes(reading);
    let bands = placed(reading).into_iter().filter_map(|row| {
        let ((from, to), (low, high)) =
            class(reading, row).zip(reading.pair(row, "band_low", "band_high", 0))?;
        Some(((from, to, low), (from, to, high)))
    });
    Scatter {
        band: bands.unzip(),
        band_name: reading.word("band"),
        gemiddelde: steps(reading, "mean"),
        signaleringswaarde: steps(reading, "norm"),
        curved: !in_classes,
        cloud,
        named,
        x_title: title(reading, "x"),
        y_title: title(reading, "y"),
        x_number: if in_classes {
            // Schoolweging runs from 20 to 40 (Inspectie, Toelichting schoolweging 2021-2024).
            NumberStyle { decimals: 0, suffix: String::new(), limits: Some((20.0, 40.0)) }
        } else {
            NumberStyle::of(reading.format("x", 0))
        },
        y_number: match y_format {
            Format::Percentage(_) => NumberStyle::percentage(0),
            format => NumberStyle::of(format),
        },
    }
}

/// What an axis measures: the word of the card, else the heading of the column, else its name.
fn title(reading: &Reading<'_>, channel: &str) -> String {
    let card = reading.published.card();
    let word = card.word(channel);
    let column = reading.columns(channel).first().map_or("", String::as_str);
    let heading = card.table.iter().find(|entry| entry.name == column).map(|entry| entry.label.as_str());
    if word.is_empty() { heading.unwrap_or(column).to_owned() } else { word.to_owned() }
}

/// Whether the lines are those of classes, and not one for each row.
fn in_classes(reading: &Reading<'_>) -> bool {
    reading.columns("x").iter().any(|column| column == SCHOOLWEGING)
}

/// The class of a row: a place when there are none.
fn class(reading: &Reading<'_>, row: usize) -> Option<(f64, f64)> {
    let wide = if in_classes(reading) { 1.0 } else { 0.0 };
    reading.number(row, "x", 0).map(|from| (from, from + wide))
}

/// The rows in the order of a line: classes as they come, places from left to right.
fn placed(reading: &Reading<'_>) -> Vec<usize> {
    let mut rows: Vec<usize> = reading.rows().collect();
    if !in_classes(reading) {
        let place = |row: &usize| reading.number(*row, "x", 0).unwrap_or(f64::INFINITY);
        rows.sort_by(|one, other| place(one).total_cmp(&place(other)));
    }
    rows
}

fn steps(reading: &Reading<'_>, channel: &str) -> Option<ScatterStep> {
    let step = |row| {
        let ((from, to), value) = class(reading, row).zip(reading.number(row, channel, 0))?;
        Some((from, to, value))
    };
    let steps: Vec<(f64, f64, f64)> = placed(reading).into_iter().filter_map(step).collect();
    (!steps.is_empty()).then(|| ScatterStep { name: reading.word(channel), steps })
}
