//! Reads the card and rows of a bullet chart, returns its drawing.
//!
//! Spells every name and figure that the chart prints; places nothing.

use super::{BulletBand, BulletRow, Reference, bullet, height_mm};
use crate::Error;
use crate::drawing::{Frame, NumberStyle};
use crate::reading::Reading;

/// Draws the chart.
pub(crate) fn draw(reading: &Reading<'_>) -> Result<Option<String>, Error> {
    let rows = values(reading);
    let frame = reading.frame();
    let needed = if reading.published.card().sized { 0.0 } else { height_mm(rows.len()) };
    bullet(&rows, &Frame { height_mm: frame.height_mm.max(needed), ..frame }).map(Some)
}

fn values(reading: &Reading<'_>) -> Vec<BulletRow> {
    let format = reading.format("y", 0);
    // The word and the figure: a name that hangs on a line says where the line is.
    let reference = |row: usize, channel: &str| {
        let name = |value: f64| format!("{} {}", reading.word(channel), format.spell_number(value));
        reading.number(row, channel, 0).map(|value| Reference { value, name: name(value) })
    };
    let rows = reading.rows().map(|row| BulletRow {
        label: reading.name(row, "label"),
        sublabel: reading.cell(row, "sublabel", 0).text().map(str::to_owned),
        value: reading.number(row, "y", 0).map(|value| Reference { value, name: format.spell_number(value) }),
        margin: reading.pair(row, "low", "high", 0),
        band: reading.pair(row, "band_low", "band_high", 0).map(|(low, high)| BulletBand {
            low,
            high,
            name: reading.word("band"),
        }),
        gemiddelde: reference(row, "mean"),
        signaleringswaarde: reference(row, "norm"),
        ambitie: reference(row, "ambition"),
        no_data: reading.word("missing"),
        number: NumberStyle::of(format),
    });
    rows.collect()
}
