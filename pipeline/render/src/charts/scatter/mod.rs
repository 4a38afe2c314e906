//! Reads schools by schoolweging, the lines of their class and the school itself, returns a scatter plot.
//!
//! Names no school but that of the report; the others are dots, thinned where print cannot tell them apart. A funnel is
//! drawn here too.

use std::collections::BTreeMap;

use self::own::Spot;
use crate::Error;
use crate::drawing::pens::{
    BAND_EDGE, CASING, GRID, LEADER, Lettering, MEAN_OVER_CLOUD, NAME, NAME_INK, NAME_LIJN, Pen, SIGNAL,
    TICK, ZERO,
};
use crate::drawing::{
    Align, Area, Canvas, Color, Frame, NumberStyle, Point, Scale, Taken, count, finite, spread,
};

mod own;
pub(super) mod read;

/// What a scatter plot shows.
struct Scatter {
    /// The other schools, as `(x, y)`.
    cloud: Vec<(f64, f64)>,
    /// The lower and the upper end of the middle half of the schools of each class.
    band: (Vec<Step>, Vec<Step>),
    /// Name of the bands; empty to leave it out.
    band_name: String,
    /// The mean of each class: a dotted line in steps.
    gemiddelde: Option<ScatterStep>,
    /// The signaleringswaarde of each class: a solid line in steps.
    signaleringswaarde: Option<ScatterStep>,
    /// Whether bands and lines run from place to place, and not in steps of classes.
    curved: bool,
    /// The schools that are named: those of the report.
    named: Vec<Named>,
    x_title: String,
    y_title: String,
    x_number: NumberStyle,
    y_number: NumberStyle,
}

/// A school that is named.
struct Named {
    x: f64,
    y: f64,
    /// Lower and upper end of the margin around `y`.
    margin: Option<(f64, f64)>,
    label: String,
}

/// The lower and the upper bound of a class and its value; a place when both are the same.
type Step = (f64, f64, f64);

/// A line in steps, one for each class.
struct ScatterStep {
    /// Its name, printed at its right end.
    name: String,
    /// The classes from left to right.
    steps: Vec<Step>,
}

/// Points closer than this, in points, cannot be told apart in print: 0.35 mm.
const GRAIN: f64 = 0.35 * 72.0 / 25.4;
const CLOUD_DOT: f64 = 0.58;
/// Fewer dots than this are seen one by one.
const HANDFUL: usize = 60;
/// Room at the right for the names of the lines.
const MARGIN: f64 = 100.0;
const NAME_LINE: f64 = 9.0;

/// Draws the schools, the lines of their classes and the named schools.
fn scatter(scatter: &Scatter, frame: &Frame<'_>) -> Result<String, Error> {
    let xs = finite(&scatter.x_title, scatter.xs())?;
    let ys = finite(&scatter.y_title, scatter.ys())?;
    if xs.is_empty() {
        return Err(Error::Empty);
    }
    let x_scale = Scale::around(&xs, &scatter.x_number, 8);
    let y_scale = Scale::around(&ys, &scatter.y_number, 6);
    Canvas::paint(frame, |canvas| {
        let right = canvas.width - if scatter.names().is_empty() { 6.0 } else { MARGIN };
        let (top, bottom) = (22.0, canvas.height - 25.0);
        let left = 2.0 + canvas.widest(y_scale.ticks_in_print(&scatter.y_number), TICK)?;
        if right - left < 100.0 || bottom - top < 60.0 {
            return Err(frame.too_small());
        }
        Sheet { canvas, scatter, x_scale, y_scale, left, right, top, bottom }.draw()
    })
}

/// A name at the right end of a line.
struct EndName<'a> {
    words: &'a str,
    lettering: Lettering,
    x: f64,
    value: f64,
}

impl Scatter {
    fn steps(&self) -> impl Iterator<Item = &Step> {
        let lines = [&self.gemiddelde, &self.signaleringswaarde].into_iter().flatten().flat_map(|s| &s.steps);
        lines.chain(&self.band.0).chain(&self.band.1)
    }

    fn xs(&self) -> Vec<f64> {
        let mut xs: Vec<f64> = self.cloud.iter().map(|point| point.0).collect();
        xs.extend(self.named.iter().map(|h| h.x));
        xs.extend(self.steps().flat_map(|s| [s.0, s.1]));
        xs
    }

    fn ys(&self) -> Vec<f64> {
        let mut ys: Vec<f64> = self.cloud.iter().map(|point| point.1).collect();
        ys.extend(self.named.iter().map(|h| h.y));
        ys.extend(self.named.iter().filter_map(|h| h.margin).flat_map(|(a, b)| [a, b]));
        ys.extend(self.steps().map(|s| s.2));
        ys
    }

    fn names(&self) -> Vec<EndName<'_>> {
        let mut names = Vec::new();
        let lines = [(&self.gemiddelde, NAME_INK), (&self.signaleringswaarde, NAME_LIJN)];
        for (line, lettering) in lines {
            if let Some((line, step)) = line.as_ref().and_then(|l| Some((l, l.steps.last()?))) {
                names.push(EndName { words: &line.name, lettering, x: step.1, value: step.2 });
            }
        }
        if let Some((_, x, value)) = self.band.1.last() {
            names.push(EndName { words: &self.band_name, lettering: NAME, x: *x, value: *value });
        }
        names.retain(|name| !name.words.is_empty());
        names
    }
}

/// The plot on the sheet.
struct Sheet<'a, 'c> {
    canvas: &'a Canvas<'c>,
    scatter: &'a Scatter,
    x_scale: Scale,
    y_scale: Scale,
    /// Left end of the x axis.
    left: f64,
    /// Right end of the x axis.
    right: f64,
    top: f64,
    /// Height of the x axis.
    bottom: f64,
}

impl Sheet<'_, '_> {
    fn draw(&self) -> Result<(), Error> {
        self.axes()?;
        self.bands()?;
        self.cloud()?;
        self.band_edges()?;
        let mut taken = Taken::default();
        let lines = [(&self.scatter.gemiddelde, MEAN_OVER_CLOUD), (&self.scatter.signaleringswaarde, SIGNAL)];
        for (line, pen) in lines {
            self.steps(line.as_ref(), pen, &mut taken)?;
        }
        self.names()?;
        // Of a handful of dots each counts; a name may lie over a crowd.
        if self.scatter.cloud.len() < HANDFUL {
            taken.areas.extend(self.scatter.cloud.iter().map(|(x, y)| Area::of_dot(self.at(*x, *y), 3.2)));
        }
        let spots: Vec<Spot<'_>> = self.scatter.named.iter().map(|school| self.spot(school)).collect();
        let (left, right) = (self.left, self.right);
        own::draw(
            self.canvas,
            &spots,
            &Area { left, top: 10.0, right, bottom: self.bottom - 1.0 },
            &mut taken,
        )
    }

    fn spot<'s>(&self, school: &'s Named) -> Spot<'s> {
        let height = |value| self.at(school.x, value).1;
        let margin = school.margin.map(|(low, high)| (height(low), height(high)));
        Spot { at: self.at(school.x, school.y), margin, label: &school.label }
    }

    /// The place of a pair of values.
    fn at(&self, x: f64, y: f64) -> Point {
        let x = self.x_scale.place(x, self.left, self.right);
        (x, self.y_scale.place(y, self.bottom, self.top))
    }

    fn axes(&self) -> Result<(), Error> {
        let y_title = self.canvas.fitted(&self.scatter.y_title, NAME, self.canvas.width)?;
        self.canvas.text(&y_title, (0.0, 7.5), NAME, Align::Left)?;
        for tick in self.y_scale.ticks() {
            let (_, y) = self.at(self.x_scale.low, tick);
            let pen = if tick == 0.0 { ZERO } else { GRID };
            self.canvas.line(&[(0.0, y), (self.right, y)], pen)?;
            let words = self.y_scale.tick_text(tick, &self.scatter.y_number);
            self.canvas.text(&words, (0.0, y - 2.2), TICK, Align::Left)?;
        }
        for tick in self.x_scale.ticks() {
            let (x, _) = self.at(tick, self.y_scale.low);
            self.canvas.line(&[(x, self.bottom), (x, self.bottom + 2.5)], GRID.wide(0.6))?;
            let words = self.x_scale.tick_text(tick, &self.scatter.x_number);
            self.canvas.text(&words, (x, self.bottom + 10.5), TICK, Align::Center)?;
        }
        let x_title = self.canvas.fitted(&self.scatter.x_title, NAME, self.right - self.left)?;
        let baseline = self.bottom + 21.5;
        self.canvas.text(&x_title, (self.right, baseline), NAME, Align::Right)
    }

    fn bands(&self) -> Result<(), Error> {
        let (low, high) = &self.scatter.band;
        if self.scatter.curved {
            let ends = high.iter().chain(low.iter().rev());
            let corners: Vec<Point> = ends.map(|(x, _, value)| self.at(*x, *value)).collect();
            return if corners.len() < 4 { Ok(()) } else { self.canvas.fill(&corners, Color::Band) };
        }
        high.iter().zip(low).try_for_each(|((from, to, high), (.., low))| {
            self.canvas.bar(self.at(*from, *high), self.at(*to, *low), Color::Band)
        })
    }

    fn band_edges(&self) -> Result<(), Error> {
        let (low, high) = &self.scatter.band;
        let paths = [low, high].into_iter().flat_map(|ends| self.paths(ends));
        paths.into_iter().try_for_each(|path| self.canvas.line(&path, BAND_EDGE))
    }

    fn steps(&self, line: Option<&ScatterStep>, pen: Pen, taken: &mut Taken) -> Result<(), Error> {
        for path in line.map(|line| self.paths(&line.steps)).unwrap_or_default() {
            // The mean runs through the band, the signaleringswaarde over paper.
            let ground = if pen == MEAN_OVER_CLOUD && !self.scatter.band.0.is_empty() {
                Color::Band
            } else {
                Color::Paper
            };
            self.canvas.line(&path, CASING.colored(ground))?;
            self.canvas.line(&path, pen)?;
            taken.add_path(&path);
        }
        Ok(())
    }

    /// Steps as paths: adjoining classes are joined, a missing class is a gap; a curve is one path.
    fn paths(&self, steps: &[Step]) -> Vec<Vec<Point>> {
        if self.scatter.curved {
            let path: Vec<Point> = steps.iter().map(|(x, _, value)| self.at(*x, *value)).collect();
            return if path.len() < 2 { Vec::new() } else { vec![path] };
        }
        let mut paths: Vec<Vec<Point>> = Vec::new();
        let mut end = f64::NAN;
        for (from, to, value) in steps {
            let ends = [self.at(*from, *value), self.at(*to, *value)];
            match paths.last_mut() {
                Some(path) if (from - end).abs() < 1e-9 => path.extend(ends),
                _ => paths.push(ends.to_vec()),
            }
            end = *to;
        }
        paths
    }

    /// One dot for all schools in the same grain of print; darker where there are more around.
    fn cloud(&self) -> Result<(), Error> {
        let mut grains: BTreeMap<(i32, i32), Point> = BTreeMap::new();
        let mut crowd: BTreeMap<(i32, i32), u32> = BTreeMap::new();
        for (x, y) in &self.scatter.cloud {
            let at = self.at(*x, *y);
            grains.entry(cell(at, GRAIN)).or_insert(at);
            *crowd.entry(cell(at, GRAIN * 4.0)).or_default() += 1;
        }
        let shade = |at: Point| match crowd.get(&cell(at, GRAIN * 4.0)) {
            Some(0..=2) | None => 0,
            Some(3..=5) => 1,
            Some(_) => 2,
        };
        // A handful of schools may have dots that the eye finds one by one.
        let radius = match grains.len() {
            0..HANDFUL => 1.6,
            HANDFUL..300 => 1.1,
            300..1500 => 0.85,
            _ => CLOUD_DOT,
        };
        for (i, color) in [Color::CloudOne, Color::CloudFew, Color::CloudMany].into_iter().enumerate() {
            for at in grains.values().filter(|at| shade(**at) == i) {
                self.canvas.disc(*at, radius, color)?;
            }
        }
        Ok(())
    }

    /// Names at the right, each level with the end of its line or as near as there is room.
    fn names(&self) -> Result<(), Error> {
        let names = self.scatter.names();
        let left = self.right + 12.0;
        let mut lines = Vec::new();
        for name in &names {
            lines.push(self.canvas.wrapped(name.words, name.lettering, self.canvas.width - left, 4)?);
        }
        let ends: Vec<Point> = names.iter().map(|name| self.at(name.x, name.value)).collect();
        let wanted: Vec<f64> = ends.iter().map(|end| end.1).collect();
        let heights: Vec<f64> = lines.iter().map(|l| count(l.len()) * NAME_LINE + 4.0).collect();
        let tops = spread(&wanted, &heights, (0.0, self.bottom + 6.0));
        for (((name, lines), end), (top, height)) in
            names.iter().zip(&lines).zip(&ends).zip(tops.iter().zip(&heights))
        {
            let middle = top + height / 2.0;
            let bend = (self.right + 4.0, end.1);
            self.canvas.line(&[*end, bend, (left - 2.0, middle)], LEADER)?;
            for (i, words) in lines.iter().enumerate() {
                let baseline = top + 2.0 + count(i) * NAME_LINE + 6.8;
                self.canvas.text(words, (left, baseline), name.lettering, Align::Left)?;
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a sheet is a few hundred cells wide")]
fn cell(at: Point, size: f64) -> (i32, i32) {
    ((at.0 / size).floor() as i32, (at.1 / size).floor() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::frame;

    fn empty() -> Scatter {
        Scatter {
            cloud: Vec::new(),
            band: (Vec::new(), Vec::new()),
            band_name: String::new(),
            gemiddelde: None,
            signaleringswaarde: None,
            curved: false,
            named: Vec::new(),
            x_title: "schoolweging".into(),
            y_title: "1S/2F".into(),
            x_number: NumberStyle { decimals: 0, suffix: String::new(), limits: Some((20.0, 40.0)) },
            y_number: NumberStyle::percentage(0),
        }
    }

    fn named(x: f64, y: f64, label: &str) -> Named {
        Named { x, y, margin: Some((y - 5.0, y + 5.0)), label: label.into() }
    }

    fn draw(plot: &Scatter) -> String {
        scatter(plot, &frame(168.0, 100.0)).unwrap()
    }

    #[test]
    fn thins_points_that_coincide_in_print() {
        let mut plot = empty();
        plot.cloud = (0..1000).map(|i| (30.0, 50.0 + f64::from(i) * 1e-5)).collect();
        plot.cloud.push((25.0, 90.0));
        assert_eq!(draw(&plot).matches("<circle").count(), 2);
    }

    #[test]
    fn six_thousand_schools_stay_small_and_the_same() {
        let mut plot = empty();
        plot.cloud = (0..6200u32)
            .map(|i| (20.0 + f64::from(i * 7919 % 2000) / 100.0, f64::from(i * 104_729 % 10_000) / 100.0))
            .collect();
        let svg = draw(&plot);
        assert!(svg.len() < 120_000, "{}", svg.len());
        assert_eq!(svg, draw(&plot));
    }

    #[test]
    fn names_the_own_school() {
        let mut plot = empty();
        plot.named = vec![named(29.4, 51.4, "De Wilgenhoek & 't Hof")];
        let svg = draw(&plot);
        assert!(svg.contains(">De Wilgenhoek &amp; &apos;t Hof</text>"), "{svg}");
    }

    #[test]
    fn steps_join_adjoining_classes_and_leave_gaps() {
        let mut plot = empty();
        let steps = vec![(20.0, 21.0, 60.0), (21.0, 22.0, 58.0), (23.0, 24.0, 55.0)];
        plot.signaleringswaarde = Some(ScatterStep { name: "signaleringswaarde".into(), steps });
        let svg = draw(&plot);
        assert_eq!(svg.matches("stroke=\"#A3320B\"").count(), 2, "{svg}");
        assert_eq!(svg.matches(">signaleringswaarde</text>").count(), 1);
    }

    #[test]
    fn a_curve_is_one_line_from_place_to_place() {
        let mut plot = empty();
        plot.curved = true;
        let steps = vec![(10.0, 10.0, 60.0), (40.0, 40.0, 62.0), (90.0, 90.0, 61.0)];
        plot.signaleringswaarde = Some(ScatterStep { name: "grens".into(), steps });
        let ends = |value| [10.0, 40.0, 90.0].map(|x| (x, x, value)).to_vec();
        plot.band = (ends(30.0), ends(80.0));
        let svg = draw(&plot);
        assert_eq!(svg.matches("stroke=\"#A3320B\"").count(), 1, "{svg}");
        assert!(svg.contains("<polygon") && !svg.contains("NaN"), "{svg}");
    }

    #[test]
    fn draws_a_single_point_and_extremes() {
        for (x, y) in [(20.0, 0.0), (40.0, 100.0), (29.4, 51.4)] {
            let mut plot = empty();
            let long = "een school met een naam die veel te lang is voor een plek in dit figuur";
            plot.named = vec![Named { margin: None, ..named(x, y, long) }];
            assert!(!draw(&plot).contains("NaN"));
        }
    }

    #[test]
    fn refuses_nothing_and_what_is_not_a_number() {
        assert!(matches!(scatter(&empty(), &frame(168.0, 100.0)), Err(Error::Empty)));
        let mut plot = empty();
        plot.cloud.push((f64::NAN, 50.0));
        assert!(matches!(scatter(&plot, &frame(168.0, 100.0)), Err(Error::NotFinite { .. })));
    }
}
