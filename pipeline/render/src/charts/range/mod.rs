//! Reads the lowest and highest possible value per category, returns small multiples of capped bars.
//!
//! Draws no best guess inside an interval: where only the ends are known, only they are shown.

use crate::Error;
use crate::drawing::panel::{self, INTERVALS, Panel, Plot};
use crate::drawing::pens::{BAND_EDGE, OWN, VALUE};
use crate::drawing::{Area, Color, Frame, Mark, Scale, Taken, around, finite};

pub(super) mod read;

/// What is known of one category.
struct Known {
    /// Lowest and highest possible value; equal when the value is certain.
    interval: Option<(f64, f64)>,
    /// The interval in print, such as `40–58%`.
    text: String,
    /// The margin around the interval: a thin line through it.
    margin: Option<(f64, f64)>,
    /// The interval of comparable schools, drawn behind.
    reference: Option<(f64, f64)>,
    /// What is printed in place of a missing interval, such as `*` or `–`.
    symbol: Option<String>,
}

/// Draws one panel per slice element, side by side, all with one scale.
fn range(panels: &[Panel<Known>], frame: &Frame<'_>) -> Result<String, Error> {
    let mut values = Vec::new();
    for panel in panels {
        let marks = panel.categories.iter().map(|category| &category.marks);
        let ends = marks.flat_map(|m| m.interval.into_iter().chain(m.margin).chain(m.reference));
        values.extend(finite(&panel.title, ends.flat_map(|(a, b)| [a, b]))?);
    }
    let scales: Vec<Scale> =
        panels.iter().map(|panel| Scale::around(&values, &panel.number, INTERVALS)).collect();
    panel::paint(panels, &scales, HALF_REFERENCE, frame, |plot, panel, taken| {
        Bars { plot, panel }.draw(taken)
    })
}

const DOT: f64 = 2.7;
const HALF_CAP: f64 = 3.6;
/// Widest half of a reference interval.
const HALF_REFERENCE: f64 = 21.0;

/// The marks of one panel.
struct Bars<'a, 'p, 'c> {
    plot: &'a Plot<'p, 'c>,
    panel: &'a Panel<Known>,
}

impl Bars<'_, '_, '_> {
    fn draw(&self, taken: &mut Taken) -> Result<(), Error> {
        self.references(taken)?;
        for (i, known) in self.intervals().enumerate() {
            match (known.interval, &known.symbol) {
                (Some(interval), _) => self.bar(i, interval, known.margin, taken)?,
                (None, Some(symbol)) => self.plot.gap(i, symbol, taken)?,
                (None, None) => {}
            }
        }
        self.labels(taken)?;
        self.reference_name(taken)
    }

    fn intervals(&self) -> impl Iterator<Item = &Known> {
        self.panel.categories.iter().map(|category| &category.marks)
    }

    /// Wide enough for the label of a bar, and clear of the next category.
    fn half_reference(&self) -> f64 {
        (self.plot.slot / 2.0 - 2.0).min(HALF_REFERENCE)
    }

    fn references(&self, taken: &mut Taken) -> Result<(), Error> {
        for (i, known) in self.intervals().enumerate() {
            let Some((low, high)) = known.reference else { continue };
            let half = self.half_reference();
            let (left, right) = (self.plot.x(i) - half, self.plot.x(i) + half);
            let (top, bottom) = (self.plot.y(high), self.plot.y(low));
            self.plot.canvas.bar((left, top), (right, bottom), Color::Band)?;
            for y in [top, bottom] {
                self.plot.canvas.line(&[(left, y), (right, y)], BAND_EDGE)?;
            }
            taken.add_sides(&Area { left, top, right, bottom });
        }
        Ok(())
    }

    fn bar(
        &self,
        i: usize,
        (low, high): (f64, f64),
        margin: Option<(f64, f64)>,
        taken: &mut Taken,
    ) -> Result<(), Error> {
        let (x, top, bottom) = (self.plot.x(i), self.plot.y(high), self.plot.y(low));
        if let Some((low, high)) = margin {
            self.plot.canvas.line(&[(x, self.plot.y(high)), (x, self.plot.y(low))], OWN.wide(0.7))?;
            taken.areas.push(Area {
                left: x - 1.0,
                top: self.plot.y(high),
                right: x + 1.0,
                bottom: self.plot.y(low),
            });
        }
        if bottom - top < 2.0 * DOT {
            self.plot.canvas.dot((x, f64::midpoint(top, bottom)), DOT, Color::School)?;
        } else {
            self.plot.canvas.line(&[(x, top), (x, bottom)], OWN.wide(2.4))?;
            for y in [top, bottom] {
                self.plot.canvas.line(&[(x - HALF_CAP, y), (x + HALF_CAP, y)], OWN)?;
            }
        }
        taken.areas.push(self.bar_area(i, (low, high)));
        Ok(())
    }

    fn bar_area(&self, i: usize, (low, high): (f64, f64)) -> Area {
        let x = self.plot.x(i);
        let (top, bottom) = (self.plot.y(high) - DOT, self.plot.y(low) + DOT);
        Area { left: x - HALF_CAP, top, right: x + HALF_CAP, bottom }
    }

    fn labels(&self, taken: &mut Taken) -> Result<(), Error> {
        for (i, known) in self.intervals().enumerate() {
            let Some(interval) = known.interval else { continue };
            let (low, high) = known.margin.unwrap_or(interval);
            let full = self.plot.canvas.width_of(&known.text, VALUE)?;
            let size = (VALUE.size * (self.plot.slot - 3.0) / full.max(1.0)).clamp(7.0, VALUE.size);
            let lettering = VALUE.sized((size * 4.0).floor() / 4.0);
            let width = self.plot.canvas.width_of(&known.text, lettering)?;
            let (low_of_all, high_of_all) =
                known.reference.map_or((low, high), |(a, b)| (low.min(a), high.max(b)));
            let mut places = Vec::new();
            for (low, high) in [(low, high), (low_of_all, high_of_all)] {
                let (top, bottom) = (self.plot.y(high) - DOT, self.plot.y(low) + DOT);
                let middle = (self.plot.x(i), f64::midpoint(top, bottom));
                let clear = (HALF_CAP, (bottom - top) / 2.0);
                places.extend(around(middle, clear, width, lettering.size));
            }
            let named = self.bar_area(i, interval);
            self.plot.set(&known.text, &places, lettering, &named, taken)?;
        }
        Ok(())
    }

    /// The name of the reference intervals, over or under the one where it hides least.
    fn reference_name(&self, taken: &mut Taken) -> Result<(), Error> {
        let mark = |(i, known): (usize, &Known)| {
            let (low, high) = known.reference?;
            let (top, bottom) = (self.plot.y(high), self.plot.y(low));
            Some(Mark { x: self.plot.x(i), half: self.half_reference(), top, bottom })
        };
        let marks: Vec<Mark> = self.intervals().enumerate().filter_map(mark).collect();
        self.plot.name(&self.panel.reference_name, &marks, taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::NumberStyle;
    use crate::drawing::panel::Category;
    use crate::drawing::test_support::frame;

    fn draw(intervals: &[Option<(f64, f64)>]) -> String {
        let marks = |interval: &Option<(f64, f64)>| Known {
            interval: *interval,
            text: "40–58%".into(),
            margin: None,
            reference: Some((35.0, 65.0)),
            symbol: Some("–".into()),
        };
        let category = |interval| Category {
            label: "2023-2024".into(),
            note: Some("n = 20–24".into()),
            marks: marks(interval),
        };
        let panel = Panel {
            title: "Lezen".into(),
            categories: intervals.iter().map(category).collect(),
            breaks: Vec::new(),
            number: NumberStyle::percentage(0),
            reference_name: "zelfde schoolweging".into(),
        };
        range(&[panel], &frame(168.0, 58.0)).unwrap()
    }

    #[test]
    fn an_interval_is_a_capped_bar_and_a_certain_value_a_dot() {
        let svg = draw(&[Some((40.0, 58.0))]);
        assert!(svg.contains("stroke-width=\"48\"") && !svg.contains("<circle"), "{svg}");
        let svg = draw(&[Some((50.0, 50.0))]);
        assert!(!svg.contains("stroke-width=\"48\"") && svg.contains("<circle"), "{svg}");
    }

    #[test]
    fn a_missing_interval_shows_its_symbol() {
        assert!(draw(&[None, Some((0.0, 100.0))]).contains(">–</text>"));
    }

    #[test]
    fn names_the_reference_once() {
        let svg = draw(&[Some((40.0, 58.0)), Some((0.0, 0.0)), Some((100.0, 100.0))]);
        assert_eq!(svg.matches(">schoolweging</text>").count(), 1);
        assert!(!svg.contains("NaN"));
    }

    #[test]
    fn refuses_nothing() {
        assert!(matches!(range(&[], &frame(168.0, 58.0)), Err(Error::Empty)));
    }
}
