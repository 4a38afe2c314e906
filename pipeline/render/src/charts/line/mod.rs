//! Reads values per category with their margin, returns small multiples of lines with a band.
//!
//! Never joins what a break or a gap keeps apart, and draws nothing where a value is missing
//! but the symbol that says why.

use crate::Error;
use crate::drawing::panel::{self, INTERVALS, Panel, Plot, runs};
use crate::drawing::pens::{OWN, OWN_EDGE, REFERENCE, VALUE};
use crate::drawing::{Area, Color, Frame, Mark, Point, Scale, Taken, around, finite, number};

pub(super) mod read;

/// What a line shows of one category.
struct Moment {
    /// The value, if there is one to show.
    value: Option<f64>,
    /// Lower and upper end of the margin around the value.
    band: Option<(f64, f64)>,
    /// What is printed in place of a missing value, such as `*` or `–`.
    symbol: Option<String>,
    /// The value to compare with: on a line that is drawn thin and dashed, with its name at its end.
    reference: Option<f64>,
}

/// Draws one panel per slice element, side by side, each with its own scale.
fn line(panels: &[Panel<Moment>], frame: &Frame<'_>) -> Result<String, Error> {
    let mut scales = Vec::new();
    for panel in panels {
        let values = panel.categories.iter().flat_map(|category| category.marks.values());
        scales.push(Scale::around(&finite(&panel.title, values)?, &panel.number, INTERVALS));
    }
    panel::paint(panels, &scales, REFERENCE_DOT, frame, |plot, panel, taken| {
        Strokes { plot, panel }.draw(taken)
    })
}

impl Moment {
    fn values(&self) -> impl Iterator<Item = f64> {
        let band = self.band.filter(|_| self.value.is_some()).map(|(low, high)| [low, high]);
        self.value.into_iter().chain(band.into_iter().flatten()).chain(self.reference)
    }
}

const DOT: f64 = 2.7;
const REFERENCE_DOT: f64 = 1.3;
/// Half the width of a margin that stands alone.
const ALONE: f64 = 4.5;

/// The marks of one panel.
struct Strokes<'a, 'p, 'c> {
    plot: &'a Plot<'p, 'c>,
    panel: &'a Panel<Moment>,
}

impl Strokes<'_, '_, '_> {
    fn draw(&self, taken: &mut Taken) -> Result<(), Error> {
        self.bands(taken)?;
        self.reference(taken)?;
        self.own(taken)?;
        self.value_labels(taken)?;
        self.band_ends(taken);
        self.gaps(taken)?;
        self.reference_name(taken)
    }

    fn places(&self, values: &[Option<f64>]) -> Vec<Vec<Point>> {
        let present: Vec<bool> = values.iter().map(Option::is_some).collect();
        let place = |i: usize| values[i].map(|value| (self.plot.x(i), self.plot.y(value)));
        let runs = runs(&present, &self.panel.breaks);
        runs.into_iter().map(|run| run.into_iter().filter_map(place).collect()).collect()
    }

    fn values(&self, of: impl Fn(&Moment) -> Option<f64>) -> Vec<Option<f64>> {
        self.panel.categories.iter().map(|category| of(&category.marks)).collect()
    }

    /// The lower and the upper edge of each part of the band.
    fn edges(&self) -> Vec<(Vec<Point>, Vec<Point>)> {
        let band = |moment: &Moment| moment.band.filter(|_| moment.value.is_some());
        let low = self.values(|moment| band(moment).map(|band| band.0));
        let high = self.values(|moment| band(moment).map(|band| band.1));
        let parts = self.places(&low).into_iter().zip(self.places(&high));
        parts.map(|(low, high)| (widened(low), widened(high))).collect()
    }

    /// The sides of the band: a value may stand across them, a name may not.
    fn band_ends(&self, taken: &mut Taken) {
        for (low, high) in self.edges() {
            let (start, end) = (low.first().zip(high.first()), low.last().zip(high.last()));
            for (bottom, top) in [start, end].into_iter().flatten() {
                taken.add_path(&[*bottom, *top]);
            }
        }
    }

    fn bands(&self, taken: &mut Taken) -> Result<(), Error> {
        for (low, high) in self.edges() {
            let corners: Vec<Point> = high.iter().chain(low.iter().rev()).copied().collect();
            self.plot.canvas.fill(&corners, Color::SchoolBand)?;
            self.plot.canvas.line(&low, OWN_EDGE)?;
            self.plot.canvas.line(&high, OWN_EDGE)?;
            taken.add_path(&low);
            taken.add_path(&high);
        }
        Ok(())
    }

    fn reference(&self, taken: &mut Taken) -> Result<(), Error> {
        for run in self.places(&self.values(|moment| moment.reference)) {
            self.plot.canvas.line(&run, REFERENCE)?;
            for &place in &run {
                self.plot.canvas.disc(place, REFERENCE_DOT, Color::Soft)?;
                taken.areas.push(Area::of_dot(place, REFERENCE_DOT));
            }
            taken.add_path(&run);
        }
        Ok(())
    }

    fn own(&self, taken: &mut Taken) -> Result<(), Error> {
        let runs = self.places(&self.values(|moment| moment.value));
        for run in &runs {
            if run.len() > 1 {
                self.plot.canvas.line(run, OWN)?;
            }
            taken.add_path(run);
        }
        for &place in runs.iter().flatten() {
            self.plot.canvas.dot(place, DOT, Color::School)?;
            taken.areas.push(Area::of_dot(place, DOT));
        }
        Ok(())
    }

    fn value_labels(&self, taken: &mut Taken) -> Result<(), Error> {
        for (i, category) in self.panel.categories.iter().enumerate() {
            let Some(value) = category.marks.value else { continue };
            let words = number(value, &self.panel.number);
            let at = (self.plot.x(i), self.plot.y(value));
            let width = self.plot.canvas.width_of(&words, VALUE)?;
            let places = around(at, (DOT + 1.0, DOT + 1.0), width, VALUE.size);
            self.plot.set(&words, &places, VALUE, &Area::of_dot(at, DOT), taken)?;
        }
        Ok(())
    }

    fn gaps(&self, taken: &mut Taken) -> Result<(), Error> {
        for (i, category) in self.panel.categories.iter().enumerate() {
            if let Moment { value: None, symbol: Some(symbol), .. } = &category.marks {
                self.plot.gap(i, symbol, taken)?;
            }
        }
        Ok(())
    }

    fn reference_name(&self, taken: &mut Taken) -> Result<(), Error> {
        let places = self.places(&self.values(|moment| moment.reference)).into_iter().flatten();
        let mark = |(x, y)| Mark { x, half: REFERENCE_DOT, top: y, bottom: y };
        let marks: Vec<Mark> = places.map(mark).collect();
        self.plot.name(&self.panel.reference_name, &marks, taken)
    }
}

/// A single place as a short stroke, so that a margin that stands alone can be seen.
fn widened(places: Vec<Point>) -> Vec<Point> {
    match places.as_slice() {
        [(x, y)] => vec![(x - ALONE, *y), (x + ALONE, *y)],
        _ => places,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::NumberStyle;
    use crate::drawing::panel::{Break, Category};
    use crate::drawing::test_support::frame;

    fn category(label: &str, value: Option<f64>) -> Category<Moment> {
        let band = value.map(|v| ((v - 10.0).max(0.0), (v + 10.0).min(100.0)));
        let marks = Moment { value, band, symbol: Some("*".into()), reference: None };
        Category { label: label.into(), note: Some("n = 24".into()), marks }
    }

    fn one_panel(values: &[Option<f64>]) -> Panel<Moment> {
        let categories = values.iter().enumerate().map(|(i, v)| category(&format!("jaar {i}"), *v));
        Panel {
            title: "Rekenen & meer".into(),
            categories: categories.collect(),
            breaks: Vec::new(),
            number: NumberStyle::percentage(0),
            reference_name: String::new(),
        }
    }

    fn draw(panel: &Panel<Moment>) -> String {
        line(std::slice::from_ref(panel), &frame(168.0, 58.0)).unwrap()
    }

    #[test]
    fn prints_a_symbol_for_a_missing_value_and_no_dot() {
        let svg = draw(&one_panel(&[Some(46.0), None, Some(37.0)]));
        assert!(svg.contains(">*</text>"), "{svg}");
        assert!(!svg.contains("NaN"));
        assert_eq!(svg.matches("<circle").count(), 2 * 2, "two dots with their rims");
    }

    #[test]
    fn a_break_parts_line_and_band() {
        let mut panel = one_panel(&[Some(46.0), Some(41.0)]);
        assert!(draw(&panel).contains("stroke=\"#0B5394\" stroke-width=\"28\""));
        panel.breaks.push(Break { before: 1, label: "doorstroomtoets".into() });
        let svg = draw(&panel);
        assert!(!svg.contains("stroke=\"#0B5394\" stroke-width=\"28\""), "{svg}");
        assert!(svg.contains(">doorstroomtoets</text>"));
        assert_eq!(svg.matches("<polygon").count(), 2);
    }

    #[test]
    fn draws_equal_single_and_extreme_values() {
        for values in [
            vec![Some(50.0); 3],
            vec![Some(72.0)],
            vec![Some(0.0), Some(100.0)],
            vec![Some(100.0); 4],
            vec![None, None],
        ] {
            let svg = draw(&one_panel(&values));
            assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN"), "{values:?}");
        }
    }

    #[test]
    fn names_the_reference_once_at_its_end() {
        let mut panel = one_panel(&[Some(46.0), Some(41.0), Some(37.0)]);
        for (category, value) in panel.categories.iter_mut().zip([44.0, 45.0, 46.0]) {
            category.marks.reference = Some(value);
        }
        panel.reference_name = "zelfde schoolweging".into();
        assert_eq!(draw(&panel).matches(">schoolweging</text>").count(), 1);
    }

    #[test]
    fn refuses_nothing_and_infinity() {
        assert!(matches!(line(&[], &frame(168.0, 58.0)), Err(Error::Empty)));
        let panel = one_panel(&[Some(f64::INFINITY)]);
        let answer = line(&[panel], &frame(168.0, 58.0));
        assert!(matches!(answer, Err(Error::NotFinite { .. })));
    }
}
