//! The card and rows of a scatter plot in, the cloud and the school of the report out.
//!
//! Leaves out schools without a place; decides nothing about the others.

use domain::dutch::Format;

use super::{Chart, style};
use crate::{Highlight, NumberStyle, Scatter, ScatterBand, ScatterStep};

/// The column by which schools are put in classes of one wide.
const SCHOOLWEGING: &str = "schoolweging";

impl Chart<'_> {
    pub(super) fn cloud(&self, own: &str) -> Scatter {
        let mut cloud = Vec::new();
        let mut highlights = Vec::new();
        let y_format = match self.format("y", 0) {
            Format::Text => Format::Percentage(1),
            format => format,
        };
        for row in self.rows() {
            let Some((x, y)) = self.number(row, "x", 0).zip(self.number(row, "y", 0)) else { continue };
            if self.text(row, "own") == own {
                let label = format!("{} {}", self.word("own"), y_format.spell_number(y)).trim().to_owned();
                highlights.push(Highlight {
                    x,
                    y,
                    margin: self.pair(row, "low", "high", 0),
                    label,
                    own: true,
                });
            } else {
                cloud.push((x, y));
            }
        }
        let in_classes = self.in_classes();
        let bands = self.placed().into_iter().filter_map(|row| {
            let ((from, to), (low, high)) =
                self.class(row).zip(self.pair(row, "band_low", "band_high", 0))?;
            Some(ScatterBand { from, to, low, high })
        });
        Scatter {
            bands: bands.collect(),
            band_name: self.word("band"),
            gemiddelde: self.steps("mean"),
            signaleringswaarde: self.steps("norm"),
            curved: !in_classes,
            cloud,
            highlights,
            x_title: self.title("x"),
            y_title: self.title("y"),
            x_number: if in_classes {
                // Schoolweging runs from 20 to 40 (Inspectie, Toelichting schoolweging 2021-2024).
                NumberStyle { decimals: 0, suffix: String::new(), limits: Some((20.0, 40.0)) }
            } else {
                style(self.format("x", 0))
            },
            y_number: match y_format {
                Format::Percentage(_) => NumberStyle::percentage(0),
                format => style(format),
            },
        }
    }

    /// What an axis measures: the word of the card, else the heading of the column, else its name.
    fn title(&self, channel: &str) -> String {
        let card = self.published.card();
        let word = card.word(channel);
        let column = self.columns(channel).first().map_or("", String::as_str);
        let heading = card.table.iter().find(|entry| entry.name == column).map(|entry| entry.label.as_str());
        if word.is_empty() { heading.unwrap_or(column).to_owned() } else { word.to_owned() }
    }

    /// Whether the lines are those of classes, and not one for each row.
    fn in_classes(&self) -> bool {
        self.columns("x").iter().any(|column| column == SCHOOLWEGING)
    }

    /// The class of a row: a place when there are none.
    fn class(&self, row: usize) -> Option<(f64, f64)> {
        let wide = if self.in_classes() { 1.0 } else { 0.0 };
        self.number(row, "x", 0).map(|from| (from, from + wide))
    }

    /// The rows in the order of a line: classes as they come, places from left to right.
    fn placed(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.rows().collect();
        if !self.in_classes() {
            let place = |row: &usize| self.number(*row, "x", 0).unwrap_or(f64::INFINITY);
            rows.sort_by(|one, other| place(one).total_cmp(&place(other)));
        }
        rows
    }

    fn steps(&self, channel: &str) -> Option<ScatterStep> {
        let step = |row| {
            let ((from, to), value) = self.class(row).zip(self.number(row, channel, 0))?;
            Some((from, to, value))
        };
        let steps: Vec<(f64, f64, f64)> = self.placed().into_iter().filter_map(step).collect();
        (!steps.is_empty()).then(|| ScatterStep { name: self.word(channel), steps })
    }
}
