//! Reads marks in points, returns SVG text: with `text` the only file that calls plotters' drawing area.
//!
//! Knows nothing of schools or scales, and chooses no place.

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::Color as _;

use super::frame::{Frame, POINTS_PER_MM};
use super::palette::Color;
use super::pens::{Dash, Pen};
use super::shades::Shade;
use super::svg;
use crate::Error;

/// Drawing units in a point: plotters' coordinates are whole numbers.
pub(super) const UNITS: f64 = 20.0;
/// Width of the edge of a block.
const EDGE_WIDTH: f64 = 0.5;
/// A place in points from the top left corner.
pub(crate) type Point = (f64, f64);

/// A sheet measured in points.
pub(crate) struct Canvas<'a> {
    /// The drawing area of plotters.
    pub(super) area: DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    /// The size at which it is printed.
    pub(crate) frame: &'a Frame<'a>,
    /// Width in points.
    pub(crate) width: f64,
    /// Height in points.
    pub(crate) height: f64,
}

impl Canvas<'_> {
    /// Gives a sheet of the size of the frame to `paint` and returns what it drew.
    pub(crate) fn paint(
        frame: &Frame<'_>,
        paint: impl FnOnce(&Canvas<'_>) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let (width, height) = (frame.width_mm * POINTS_PER_MM, frame.height_mm * POINTS_PER_MM);
        if !(width >= 36.0 && height >= 36.0 && width.is_finite() && height.is_finite()) {
            return Err(frame.too_small());
        }
        let mut raw = String::new();
        {
            let size = (units(width).unsigned_abs(), units(height).unsigned_abs());
            let root = SVGBackend::with_string(&mut raw, size).into_drawing_area();
            let canvas = Canvas { area: in_points(&root, width, height), frame, width, height };
            paint(&canvas)?;
            root.present()?;
        }
        let window = (width * UNITS, height * UNITS);
        Ok(svg::tidy(&raw, (frame.width_mm, frame.height_mm), window))
    }

    /// Gives a sheet to measure texts on to `plan` and returns what it made of them; nothing is drawn.
    pub(crate) fn measure<T>(
        frame: &Frame<'_>,
        plan: impl FnOnce(&Canvas<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut planned = None;
        Self::paint(frame, |canvas| {
            planned = Some(plan(canvas)?);
            Ok(())
        })?;
        planned.ok_or_else(|| frame.too_small())
    }

    /// The colour with this meaning.
    pub(super) fn rgb(&self, color: Color) -> RGBColor {
        self.frame.palette.rgb(color)
    }

    /// Draws a line through the places given.
    pub(crate) fn line(&self, places: &[Point], pen: Pen) -> Result<(), Error> {
        let style = self.rgb(pen.color).stroke_width(units(pen.width).unsigned_abs());
        match pen.dash {
            Dash::Solid => self.area.draw(&PathElement::new(places.to_vec(), style))?,
            Dash::Dashed => {
                let (dash, gap) = (units(pen.width * 2.6), units(pen.width * 1.8));
                let path = places.iter().copied();
                self.area.draw(&DashedPathElement::new(path, dash, gap, style))?;
            }
            Dash::Dotted => {
                for dot in along(places, pen.width * 2.0) {
                    self.disc(dot, pen.width / 2.0, pen.color)?;
                }
            }
        }
        Ok(())
    }

    /// Fills the shape with the corners given.
    pub(crate) fn fill(&self, corners: &[Point], color: Color) -> Result<(), Error> {
        Ok(self.area.draw(&Polygon::new(corners.to_vec(), self.rgb(color).filled()))?)
    }

    /// Fills an upright rectangle with an edge inside it.
    pub(crate) fn block(&self, from: Point, to: Point, shade: &Shade) -> Result<(), Error> {
        let (fill, edge) = shade.colors(self.frame.palette);
        self.area.draw(&Rectangle::new([from, to], edge.filled()))?;
        if edge == fill {
            return Ok(());
        }
        let inset = EDGE_WIDTH.min((to.0 - from.0) / 2.0).min((to.1 - from.1) / 2.0);
        let inner = [(from.0 + inset, from.1 + inset), (to.0 - inset, to.1 - inset)];
        Ok(self.area.draw(&Rectangle::new(inner, fill.filled()))?)
    }

    /// Fills an upright rectangle.
    pub(crate) fn bar(&self, from: Point, to: Point, color: Color) -> Result<(), Error> {
        Ok(self.area.draw(&Rectangle::new([from, to], self.rgb(color).filled()))?)
    }

    /// Lays a translucent sheet of paper under a text.
    pub(crate) fn plate(&self, from: Point, to: Point) -> Result<(), Error> {
        Ok(self.area.draw(&Rectangle::new([from, to], self.rgb(Color::Paper).mix(0.85).filled()))?)
    }

    /// Fills a circle.
    pub(crate) fn disc(&self, at: Point, radius: f64, color: Color) -> Result<(), Error> {
        Ok(self.area.draw(&Circle::new(at, units(radius), self.rgb(color).filled()))?)
    }

    /// Fills a circle with a rim of paper around it, so that it stands clear of what is below.
    pub(crate) fn dot(&self, at: Point, radius: f64, color: Color) -> Result<(), Error> {
        self.disc(at, radius + 0.9, Color::Paper)?;
        self.disc(at, radius, color)
    }

    /// Draws an open circle with paper inside.
    pub(crate) fn ring(&self, at: Point, radius: f64, pen: Pen) -> Result<(), Error> {
        self.disc(at, radius + pen.width / 2.0 + 0.7, Color::Paper)?;
        self.disc(at, radius + pen.width / 2.0, pen.color)?;
        self.disc(at, radius - pen.width / 2.0, Color::Paper)
    }
}

fn in_points<'a>(
    root: &DrawingArea<SVGBackend<'a>, Shift>,
    width: f64,
    height: f64,
) -> DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>> {
    let (right, bottom) = (units(width), units(height));
    let points = (0.0..f64::from(right) / UNITS, 0.0..f64::from(bottom) / UNITS);
    root.apply_coord_spec(Cartesian2d::new(points.0, points.1, (0..right, 0..bottom)))
}

/// Places at equal distances along a line, both ends included.
fn along(places: &[Point], apart: f64) -> Vec<Point> {
    let mut dots = Vec::new();
    for pair in places.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let gaps = ((x1 - x0).hypot(y1 - y0) / apart).round().max(1.0);
        let mut i = if dots.is_empty() { 0.0 } else { 1.0 };
        while i <= gaps {
            dots.push((x0 + (x1 - x0) * i / gaps, y0 + (y1 - y0) * i / gaps));
            i += 1.0;
        }
    }
    dots
}

#[expect(clippy::cast_possible_truncation, reason = "a sheet is a few thousand units wide")]
fn units(points: f64) -> i32 {
    (points * UNITS).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::pens::{MEAN, OWN};
    use crate::drawing::test_support::frame;

    #[test]
    fn dotted_lines_become_one_path() {
        let svg = Canvas::paint(&frame(100.0, 50.0), |canvas| {
            canvas.line(&[(0.0, 0.0), (50.0, 0.0)], MEAN)?;
            canvas.line(&[(0.0, 10.0), (50.0, 10.0)], OWN)
        })
        .unwrap();
        assert_eq!(svg.matches("<path").count(), 1, "{svg}");
    }

    #[test]
    fn refuses_a_frame_without_room() {
        let answer = Canvas::paint(&frame(3.0, f64::NAN), |_| Ok(()));
        assert!(matches!(answer, Err(Error::FrameTooSmall { .. })));
    }
}
