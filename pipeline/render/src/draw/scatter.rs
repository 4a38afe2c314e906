//! The card and rows of a scatter plot in, the cloud and the school of the report out.
//!
//! Leaves out schools without a place; decides nothing about the others.

use domain::dutch::Format;

use super::Chart;
use crate::{Highlight, NumberStyle, Scatter, ScatterBand, ScatterStep};

impl Chart<'_> {
    pub(super) fn cloud(&self, own: &str) -> Scatter {
        let mut cloud = Vec::new();
        let mut highlights = Vec::new();
        for row in self.rows() {
            let Some((x, y)) = self.number(row, "x", 0).zip(self.number(row, "y", 0)) else { continue };
            if self.text(row, "own") == own {
                let label = format!("{} {}", self.word("own"), Format::Percentage(1).spell_number(y));
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
        let class = |row: usize| self.number(row, "x", 0).map(|from| (from, from + 1.0));
        let bands = self.rows().filter_map(|row| {
            let ((from, to), (low, high)) = class(row).zip(self.pair(row, "band_low", "band_high", 0))?;
            Some(ScatterBand { from, to, low, high })
        });
        Scatter {
            bands: bands.collect(),
            band_name: self.word("band"),
            gemiddelde: self.steps("mean"),
            signaleringswaarde: self.steps("norm"),
            cloud,
            highlights,
            x_title: self.word("x"),
            y_title: self.word("y"),
            // Schoolweging runs from 20 to 40 (Inspectie, Toelichting schoolweging 2021-2024).
            x_number: NumberStyle { decimals: 0, suffix: String::new(), limits: Some((20.0, 40.0)) },
            y_number: NumberStyle::percentage(0),
        }
    }

    fn steps(&self, channel: &str) -> Option<ScatterStep> {
        let steps: Vec<(f64, f64, f64)> = self
            .rows()
            .filter_map(|row| {
                let (from, value) = self.number(row, "x", 0).zip(self.number(row, channel, 0))?;
                Some((from, from + 1.0, value))
            })
            .collect();
        (!steps.is_empty()).then(|| ScatterStep { name: self.word(channel), steps })
    }
}
