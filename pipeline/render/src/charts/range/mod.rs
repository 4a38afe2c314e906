//! Reads the lowest and highest possible value per category, returns small multiples of capped bars.
//!
//! Draws no best guess inside an interval: where only the ends are known, only they are shown.

use crate::Error;
use crate::drawing::panel::{self, Break, Caption, INTERVALS, Plot};
use crate::drawing::pens::{BAND_EDGE, OWN, VALUE};
use crate::drawing::{Area, Canvas, Color, Frame, Mark, NumberStyle, Scale, Taken, around, finite};

pub(super) mod read;

/// One panel of a range chart.
#[derive(Debug, Clone, PartialEq)]
struct RangePanel {
    /// Title over the panel.
    title: String,
    /// The categories from left to right.
    points: Vec<RangePoint>,
    /// Name of the reference intervals; empty when another panel names them.
    reference_name: String,
    /// Breaks between categories.
    breaks: Vec<Break>,
    /// How ticks are written.
    number: NumberStyle,
}

/// One category of a panel.
#[derive(Debug, Clone, PartialEq)]
struct RangePoint {
    /// Its label under the axis.
    label: String,
    /// A second line under the label, such as `n = 20–24`.
    note: Option<String>,
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
fn range(panels: &[RangePanel], frame: &Frame<'_>) -> Result<String, Error> {
    if panels.iter().all(|panel| panel.points.is_empty()) {
        return Err(Error::Empty);
    }
    let mut values = Vec::new();
    for panel in panels {
        let ends =
            panel.points.iter().flat_map(|p| p.interval.into_iter().chain(p.margin).chain(p.reference));
        values.extend(finite(&panel.title, ends.flat_map(|(a, b)| [a, b]))?);
    }
    let scales: Vec<Scale> =
        panels.iter().map(|panel| Scale::around(&values, &panel.number, INTERVALS)).collect();
    let captions: Vec<Caption<'_>> = panels.iter().map(RangePanel::caption).collect();
    Canvas::paint(frame, |canvas| {
        panel::draw(canvas, &captions, &scales, |i, plot, taken| Bars { plot, panel: &panels[i] }.draw(taken))
    })
}

impl RangePanel {
    fn caption(&self) -> Caption<'_> {
        let categories = self.points.iter().map(|p| (p.label.as_str(), p.note.as_deref())).collect();
        Caption {
            title: &self.title,
            categories,
            breaks: &self.breaks,
            number: &self.number,
            end_name: &self.reference_name,
            end_half: HALF_REFERENCE,
        }
    }
}

const DOT: f64 = 2.7;
const HALF_CAP: f64 = 3.6;
/// Widest half of a reference interval.
const HALF_REFERENCE: f64 = 21.0;

/// The marks of one panel.
struct Bars<'a, 'p, 'c> {
    plot: &'a Plot<'p, 'c>,
    panel: &'a RangePanel,
}

impl Bars<'_, '_, '_> {
    fn draw(&self, taken: &mut Taken) -> Result<(), Error> {
        self.references(taken)?;
        for (i, point) in self.panel.points.iter().enumerate() {
            match (point.interval, &point.symbol) {
                (Some(interval), _) => self.bar(i, interval, taken)?,
                (None, Some(symbol)) => self.plot.gap(i, symbol, taken)?,
                (None, None) => {}
            }
        }
        self.labels(taken)?;
        self.reference_name(taken)
    }

    /// Wide enough for the label of a bar, and clear of the next category.
    fn half_reference(&self) -> f64 {
        (self.plot.slot / 2.0 - 2.0).min(HALF_REFERENCE)
    }

    fn references(&self, taken: &mut Taken) -> Result<(), Error> {
        for (i, point) in self.panel.points.iter().enumerate() {
            let Some((low, high)) = point.reference else { continue };
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

    fn bar(&self, i: usize, (low, high): (f64, f64), taken: &mut Taken) -> Result<(), Error> {
        let (x, top, bottom) = (self.plot.x(i), self.plot.y(high), self.plot.y(low));
        if let Some((low, high)) = self.panel.points[i].margin {
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
        for (i, point) in self.panel.points.iter().enumerate() {
            let Some(interval) = point.interval else { continue };
            let (low, high) = point.margin.unwrap_or(interval);
            let full = self.plot.canvas.width_of(&point.text, VALUE)?;
            let size = (VALUE.size * (self.plot.slot - 3.0) / full.max(1.0)).clamp(7.0, VALUE.size);
            let lettering = VALUE.sized((size * 4.0).floor() / 4.0);
            let width = self.plot.canvas.width_of(&point.text, lettering)?;
            let (low_of_all, high_of_all) =
                point.reference.map_or((low, high), |(a, b)| (low.min(a), high.max(b)));
            let mut places = Vec::new();
            for (low, high) in [(low, high), (low_of_all, high_of_all)] {
                let (top, bottom) = (self.plot.y(high) - DOT, self.plot.y(low) + DOT);
                let middle = (self.plot.x(i), f64::midpoint(top, bottom));
                let clear = (HALF_CAP, (bottom - top) / 2.0);
                places.extend(around(middle, clear, width, lettering.size));
            }
            let named = self.bar_area(i, interval);
            self.plot.set(&point.text, &places, lettering, &named, taken)?;
        }
        Ok(())
    }

    /// The name of the reference intervals, over or under the one where it hides least.
    fn reference_name(&self, taken: &mut Taken) -> Result<(), Error> {
        let mark = |(i, point): (usize, &RangePoint)| {
            let (low, high) = point.reference?;
            let (top, bottom) = (self.plot.y(high), self.plot.y(low));
            Some(Mark { x: self.plot.x(i), half: self.half_reference(), top, bottom })
        };
        let marks: Vec<Mark> = self.panel.points.iter().enumerate().filter_map(mark).collect();
        self.plot.name(&self.panel.reference_name, &marks, taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::frame;

    fn point(label: &str, interval: Option<(f64, f64)>) -> RangePoint {
        RangePoint {
            label: label.into(),
            note: Some("n = 20–24".into()),
            interval,
            text: "40–58%".into(),
            margin: None,
            reference: Some((35.0, 65.0)),
            symbol: Some("–".into()),
        }
    }

    fn draw(intervals: &[Option<(f64, f64)>]) -> String {
        let points = intervals.iter().map(|interval| point("2023-2024", *interval)).collect();
        let panel = RangePanel {
            title: "Lezen".into(),
            points,
            reference_name: "zelfde schoolweging".into(),
            breaks: Vec::new(),
            number: NumberStyle::percentage(0),
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
