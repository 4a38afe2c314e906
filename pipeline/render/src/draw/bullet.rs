//! The card and rows of a bullet chart in, its rows out.
//!
//! Spells every name and figure that the chart prints; places nothing.

use super::{Chart, style};
use crate::{BulletBand, BulletRow, BulletValue, Reference};

impl Chart<'_> {
    pub(super) fn bullet_rows(&self) -> Vec<BulletRow> {
        let format = self.format("y", 0);
        // The word and the figure: a name that hangs on a line says where the line is.
        let reference = |row: usize, channel: &str| {
            let name = |value: f64| format!("{} {}", self.word(channel), format.spell_number(value));
            self.number(row, channel, 0).map(|value| Reference { value, name: name(value) })
        };
        let rows = self.rows().map(|row| BulletRow {
            label: self.name(row, "label"),
            sublabel: self.cell(row, "sublabel", 0).text().map(str::to_owned),
            value: self.number(row, "y", 0).map(|value| BulletValue {
                value,
                text: format.spell_number(value),
                note: None,
            }),
            margin: self.pair(row, "low", "high", 0),
            band: self.pair(row, "band_low", "band_high", 0).map(|(low, high)| BulletBand {
                low,
                high,
                name: Some(self.word("band")),
            }),
            gemiddelde: reference(row, "mean"),
            signaleringswaarde: reference(row, "norm"),
            ambitie: reference(row, "ambition"),
            no_data: self.word("missing"),
            number: style(format),
        });
        rows.collect()
    }
}
