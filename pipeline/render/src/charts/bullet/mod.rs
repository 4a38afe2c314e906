//! Reads rows with a value, its margin and the lines it is held against, returns a bullet chart.
//!
//! Judges nothing: which side of a line is good is for the sentences around the chart.

use crate::Error;
use crate::drawing::pens::{
    AMBITION, BAND_EDGE, GRID, Lettering, MEAN, NAME, NAME_DOEL, NAME_LIJN, OWN, Pen, ROW, SIGNAL, SUBLABEL,
    TICK, VALUE_LARGE,
};
use crate::drawing::{ARM, Align, Canvas, Color, Flag, Frame, Hang, NumberStyle, Scale, count, finite, hang};

pub(super) mod read;

/// One row of a bullet chart.
struct BulletRow {
    /// What is measured, in bold at the left.
    label: String,
    /// The same in other words, under the label.
    sublabel: Option<String>,
    /// The school's value; without it `no_data` is printed.
    value: Option<Reference>,
    /// Lower and upper end of the margin around the value.
    margin: Option<(f64, f64)>,
    /// The middle half of comparable schools.
    band: Option<BulletBand>,
    /// The mean of comparable schools: a dotted line.
    gemiddelde: Option<Reference>,
    /// The signaleringswaarde: a solid line.
    signaleringswaarde: Option<Reference>,
    /// The school's own ambition: a dashed line.
    ambitie: Option<Reference>,
    /// What is printed when there is no value.
    no_data: String,
    /// How the numbers of this row are written.
    number: NumberStyle,
}

/// A band from a low to a high value.
struct BulletBand {
    low: f64,
    high: f64,
    /// Its name, hung on one of its ends.
    name: String,
}

/// A value, or a line to hold it against.
struct Reference {
    /// Where it stands.
    value: f64,
    /// What is printed of it, such as `51,4%` or `signaleringswaarde 47,1%`.
    name: String,
}

const GUTTER: f64 = 14.0;
const HALF_BAND: f64 = 12.0;
/// Height of a line of names.
const TIER: f64 = 10.0;
/// From the top of a row to the middle of its band.
const MIDDLE: f64 = 31.5;
/// From the middle of the band to the first line of names.
const BELOW: f64 = HALF_BAND + 4.0;
/// Between the end of a scale and its number.
const END: f64 = 8.0;

/// The height in which this many rows have room for two lines of names each, in millimetres.
fn height_mm(rows: usize) -> f64 {
    count(rows) * (MIDDLE + BELOW + 2.0 * TIER) * 25.4 / 72.0 + 1.0
}

/// Draws one bullet per row, all with the same number of points to a unit.
fn bullet(rows: &[BulletRow], frame: &Frame<'_>) -> Result<String, Error> {
    if rows.is_empty() {
        return Err(Error::Empty);
    }
    let scales = scales(rows)?;
    Canvas::paint(frame, |canvas| {
        let height = canvas.height / count(rows.len());
        let column = label_column(canvas, rows)?;
        let ends = end_numbers(canvas, rows, &scales)?;
        let room = (column + ends.0, canvas.width - ends.1);
        let tiers = tiers(height);
        if tiers < 2 || room.1 - room.0 < 120.0 {
            return Err(frame.too_small());
        }
        for (i, (row, scale)) in rows.iter().zip(&scales).enumerate() {
            let middle = count(i) * height + MIDDLE;
            Lane { canvas, row, scale, middle, room, column, tiers }.draw()?;
        }
        Ok(())
    })
}

/// The lines of names that fit under a band.
fn tiers(height: f64) -> usize {
    (1..=4).rev().find(|n| MIDDLE + BELOW + count(*n) * TIER <= height).unwrap_or(0)
}

/// From this many rows on, people read one under the other: they have one scale.
const MANY: usize = 3;

/// A scale per row; all have the span of the widest, so that one point is worth the same in each. Many rows share one.
fn scales(rows: &[BulletRow]) -> Result<Vec<Scale>, Error> {
    let mut scales = Vec::new();
    for row in rows {
        let values = finite(&row.label, values(row))?;
        scales.push(Scale::around(&values, &row.number, 6));
    }
    let same = rows.windows(2).all(|pair| pair[0].number == pair[1].number);
    if let (true, Some(row)) = (same, rows.get(MANY - 1)) {
        let all = finite(&row.label, rows.iter().flat_map(values))?;
        scales.fill(Scale::around(&all, &row.number, 6));
    } else if same {
        let shown = scales.iter().zip(rows).filter(|(_, row)| !values(row).is_empty());
        let span = shown.map(|(s, _)| s.high - s.low).fold(0.0, f64::max);
        scales = scales.iter().zip(rows).map(|(s, r)| s.stretched(span, &r.number)).collect();
    }
    Ok(scales)
}

fn values(row: &BulletRow) -> Vec<f64> {
    let mut values: Vec<f64> = row.value.iter().map(|v| v.value).collect();
    values.extend(row.margin.iter().flat_map(|(low, high)| [*low, *high]));
    values.extend(row.band.iter().flat_map(|band| [band.low, band.high]));
    values.extend(
        [&row.gemiddelde, &row.signaleringswaarde, &row.ambitie].into_iter().flatten().map(|line| line.value),
    );
    values
}

/// Width of the labels at the left, gutter included.
fn label_column(canvas: &Canvas<'_>, rows: &[BulletRow]) -> Result<f64, Error> {
    let labels = canvas.widest(rows.iter().map(|row| &row.label), ROW)?;
    let sublabels = canvas.widest(rows.iter().filter_map(|row| row.sublabel.as_ref()), SUBLABEL)?;
    let widest = labels.max(sublabels);
    Ok(widest.clamp(44.0, canvas.width * 0.24) + GUTTER)
}

/// Width of the numbers at both ends of the scales.
fn end_numbers(canvas: &Canvas<'_>, rows: &[BulletRow], scales: &[Scale]) -> Result<(f64, f64), Error> {
    let mut ends = (0.0_f64, 0.0_f64);
    for (row, scale) in rows.iter().zip(scales) {
        let width = |v| canvas.width_of(&scale.tick_text(v, &row.number), TICK);
        ends = (ends.0.max(width(scale.low)?), ends.1.max(width(scale.high)?));
    }
    Ok((ends.0 + END, ends.1 + END))
}

/// A name and the pole it hangs on.
struct Named {
    words: String,
    pole: f64,
    other: Option<f64>,
    /// How far the pole stands out above the middle of the band.
    above: f64,
    pen: Pen,
    lettering: Lettering,
}

/// One row on the sheet.
struct Lane<'a, 'c> {
    canvas: &'a Canvas<'c>,
    row: &'a BulletRow,
    scale: &'a Scale,
    /// Height of the middle of the band.
    middle: f64,
    /// Ends of the scale.
    room: (f64, f64),
    /// Where the part right of the labels begins.
    column: f64,
    /// Lines of names under the band.
    tiers: usize,
}

impl Lane<'_, '_> {
    fn x(&self, value: f64) -> f64 {
        self.scale.place(value, self.room.0, self.room.1)
    }

    fn draw(&self) -> Result<(), Error> {
        self.label()?;
        let empty = values(self.row).is_empty();
        if !empty {
            self.band()?;
            self.axis()?;
            self.lines()?;
        }
        match &self.row.value {
            Some(value) => self.value(value),
            None => self.no_data(empty),
        }
    }

    fn label(&self) -> Result<(), Error> {
        let room = self.column - GUTTER;
        let label = self.canvas.wrapped(&self.row.label, ROW, room, 2)?;
        let sublabel = self.row.sublabel.as_deref().unwrap_or_default();
        let sublabel = self.canvas.wrapped(sublabel, SUBLABEL, room, 3)?;
        let mut baseline = self.middle + 3.0 - (count(label.len()) - 1.0) * 5.5;
        if !sublabel.is_empty() {
            baseline -= 3.0;
        }
        for line in &label {
            self.canvas.text(line, (0.0, baseline), ROW, Align::Left)?;
            baseline += 11.0;
        }
        for line in &sublabel {
            self.canvas.text(line, (0.0, baseline - 1.0), SUBLABEL, Align::Left)?;
            baseline += 9.5;
        }
        Ok(())
    }

    fn axis(&self) -> Result<(), Error> {
        let (left, right) = self.room;
        self.canvas.line(&[(left, self.middle), (right, self.middle)], GRID)?;
        for tick in self.scale.ticks() {
            let x = self.x(tick);
            let pen = GRID.wide(0.6);
            self.canvas.line(&[(x, self.middle - 2.0), (x, self.middle + 2.0)], pen)?;
        }
        let baseline = self.middle + TICK.size * 0.33;
        let text = |v| self.scale.tick_text(v, &self.row.number);
        let (low, high) = (text(self.scale.low), text(self.scale.high));
        self.canvas.text(&low, (left - END, baseline), TICK, Align::Right)?;
        self.canvas.text(&high, (right + END, baseline), TICK, Align::Left)
    }

    fn band(&self) -> Result<(), Error> {
        let Some(band) = &self.row.band else { return Ok(()) };
        let (top, bottom) = (self.middle - HALF_BAND, self.middle + HALF_BAND);
        let (left, right) = (self.x(band.low), self.x(band.high));
        self.canvas.bar((left, top), (right, bottom), Color::Band)?;
        for x in [left, right] {
            self.canvas.line(&[(x, top), (x, bottom)], BAND_EDGE)?;
        }
        Ok(())
    }

    /// What a value is held against: where it stands, what it is called, how it is drawn.
    fn named(&self) -> Vec<Named> {
        let line = |line: &Option<Reference>, pen, lettering, above| {
            line.as_ref().map(|line| Named {
                words: line.name.clone(),
                pole: self.x(line.value),
                other: None,
                above,
                pen,
                lettering,
            })
        };
        let band = self.row.band.as_ref().map(|band| {
            let (pole, other) = (self.x(band.high), Some(self.x(band.low)));
            let (above, pen, lettering) = (-HALF_BAND, BAND_EDGE, NAME);
            Named { words: band.name.clone(), pole, other, above, pen, lettering }
        });
        let over = HALF_BAND + 3.5;
        let lines = [
            line(&self.row.signaleringswaarde, SIGNAL, NAME_LIJN, over),
            line(&self.row.gemiddelde, MEAN, NAME, HALF_BAND),
            line(&self.row.ambitie, AMBITION, NAME_DOEL, over),
            band,
        ];
        lines.into_iter().flatten().collect()
    }

    /// The lines with their names under them, each on its own pole.
    fn lines(&self) -> Result<(), Error> {
        let room = (self.column, self.canvas.width);
        let mut named = self.named();
        let mut flags = Vec::new();
        for name in &mut named {
            name.words = self.canvas.fitted(&name.words, name.lettering, room.1 - room.0)?;
            let width = self.canvas.width_of(&name.words, name.lettering)?;
            flags.push(Flag { pole: name.pole, other: name.other, width });
        }
        let places = hang(&flags, room, self.tiers);
        for (name, hung) in named.iter().zip(&places) {
            let tier = self.tier(hung.tier);
            let end = if hung.hang == Hang::Under { tier } else { tier + 8.0 };
            let top = self.middle - name.above;
            self.canvas.line(&[(hung.pole, top), (hung.pole, end)], name.pen)?;
        }
        for (name, hung) in named.iter().zip(&places) {
            let tier = self.tier(hung.tier);
            if places.iter().any(|pole| pole.runs_through(hung)) {
                self.canvas.plate((hung.left, tier), (hung.right, tier + 9.0))?;
            }
            let at = (hung.left, tier + 7.4);
            self.canvas.text(&name.words, at, name.lettering, Align::Left)?;
        }
        Ok(())
    }

    /// Height of the top of a line of names.
    fn tier(&self, tier: usize) -> f64 {
        self.middle + BELOW + count(tier) * TIER
    }

    fn value(&self, value: &Reference) -> Result<(), Error> {
        let y = self.middle;
        if let Some((low, high)) = self.row.margin {
            let (left, right) = (self.x(low), self.x(high));
            self.canvas.line(&[(left, y), (right, y)], OWN.wide(2.0))?;
            for x in [left, right] {
                self.canvas.line(&[(x, y - 3.0), (x, y + 3.0)], OWN.wide(1.0))?;
            }
        }
        let x = self.x(value.value);
        self.canvas.dot((x, y), 3.6, Color::School)?;
        let bold = self.canvas.width_of(&value.name, VALUE_LARGE)?;
        let left = (x - bold / 2.0).min(self.canvas.width - bold).max(self.column);
        let baseline = self.value_line();
        self.canvas.text(&value.name, (left, baseline), VALUE_LARGE, Align::Left)?;
        // Nothing stands behind the value; the text without words is in every golden drawing, and may go when these change.
        self.canvas.text("", (left + bold + ARM, baseline), SUBLABEL, Align::Left)
    }

    fn value_line(&self) -> f64 {
        self.middle - HALF_BAND - 7.5
    }

    fn no_data(&self, empty: bool) -> Result<(), Error> {
        let baseline = if empty { self.middle + NAME.size * 0.33 } else { self.value_line() };
        let words = self.canvas.fitted(&self.row.no_data, NAME, self.canvas.width - self.column)?;
        self.canvas.text(&words, (self.column, baseline), NAME, Align::Left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::frame;

    fn reference(value: f64, name: &str) -> Reference {
        Reference { value, name: name.into() }
    }

    fn row(value: Option<f64>) -> BulletRow {
        BulletRow {
            label: "1S/2F".into(),
            sublabel: Some("streefniveau".into()),
            value: value.map(|value| reference(value, "51,4%")),
            margin: value.map(|v| ((v - 11.0).max(0.0), (v + 11.0).min(100.0))),
            band: Some(BulletBand { low: 51.6, high: 63.0, name: "zelfde weging".into() }),
            gemiddelde: Some(reference(57.4, "gemiddelde")),
            signaleringswaarde: Some(reference(47.1, "signaleringswaarde")),
            ambitie: Some(reference(60.0, "ambitie")),
            no_data: "geen gegevens".into(),
            number: NumberStyle::percentage(1),
        }
    }

    fn draw(rows: &[BulletRow]) -> String {
        bullet(rows, &frame(168.0, 62.0)).unwrap()
    }

    #[test]
    fn prints_value_and_every_name_once() {
        let svg = draw(&[row(Some(51.4))]);
        for words in ["51,4%", "gemiddelde", "signaleringswaarde", "ambitie", "zelfde weging"] {
            assert_eq!(svg.matches(&format!(">{words}</text>")).count(), 1, "{words}");
        }
        assert!(!svg.contains("geen gegevens"));
    }

    #[test]
    fn says_so_when_there_is_no_value() {
        let bare =
            BulletRow { band: None, gemiddelde: None, signaleringswaarde: None, ambitie: None, ..row(None) };
        let svg = draw(&[row(None), bare]);
        assert_eq!(svg.matches(">geen gegevens</text>").count(), 2);
        assert!(!svg.contains("<circle"), "{svg}");
    }

    #[test]
    fn one_point_is_worth_the_same_in_every_row() {
        let high = BulletRow { signaleringswaarde: Some(reference(85.0, "85")), ..row(Some(97.0)) };
        let scales = scales(&[row(Some(51.4)), high]).unwrap();
        let spans: Vec<f64> = scales.iter().map(|s| s.high - s.low).collect();
        assert!((spans[0] - spans[1]).abs() < 1e-9 && scales[1].high <= 100.0, "{scales:?}");
    }

    #[test]
    fn draws_extremes_and_lines_that_coincide() {
        for value in [0.0, 47.1, 100.0] {
            let line = |name| Some(reference(47.1, name));
            let same =
                || BulletRow { gemiddelde: line("gemiddelde"), ambitie: line("ambitie"), ..row(Some(value)) };
            assert!(!draw(&[same(), same()]).contains("NaN"));
        }
    }

    #[test]
    fn scales_hold_everything_that_is_drawn() {
        let row = row(Some(3.0));
        let scale = &scales(std::slice::from_ref(&row)).unwrap()[0];
        assert!(values(&row).iter().all(|v| (scale.low..=scale.high).contains(v)), "{scale:?}");
    }

    #[test]
    fn refuses_no_rows_and_a_frame_without_room() {
        assert!(matches!(bullet(&[], &frame(168.0, 62.0)), Err(Error::Empty)));
        let rows: Vec<BulletRow> = (0..6).map(|_| row(Some(51.4))).collect();
        assert!(matches!(bullet(&rows, &frame(168.0, 62.0)), Err(Error::FrameTooSmall { .. })));
    }
}
