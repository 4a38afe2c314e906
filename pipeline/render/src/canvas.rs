//! Marks and words in points in, SVG text out: the only file that calls plotters' drawing area.
//!
//! Knows nothing of schools or scales. Text is measured with the registered font, so a place
//! chosen here is right in print.

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::register_font;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::error::Error;
use crate::glyphs;
use crate::palette::{Dash, Lettering, PAPER, Pen, Shade};
use crate::svg;

/// The family named in every chart; the page must be set with the same one.
pub const FONT_FAMILY: &str = "Source Sans 3";

/// Drawing units in a point: plotters' coordinates are whole numbers.
const UNITS: f64 = 20.0;
/// Points in a millimetre.
pub(crate) const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// Ascender minus descender of Source Sans 3 in ems: `ab_glyph` takes a size as this height.
const EM_HEIGHT: f64 = 1.326;
/// Width of the edge of a block.
const EDGE_WIDTH: f64 = 0.5;
/// plotters writes a font size divided by this.
const SVG_SIZE: f64 = 1.24;

/// A place in points from the top left corner.
pub(crate) type Point = (f64, f64);

/// The size at which a chart is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Width in millimetres.
    pub width_mm: f64,
    /// Height in millimetres.
    pub height_mm: f64,
}

/// Makes the two faces known with which charts are measured and set.
///
/// # Errors
/// When the bytes of a face are not a font.
pub fn register_fonts(regular: &'static [u8], bold: &'static [u8]) -> Result<(), Error> {
    let register = |style, face, bytes| {
        register_font(FONT_FAMILY, style, bytes)
            .map_err(|_| Error::FontUnreadable { family: FONT_FAMILY, face })
    };
    register(FontStyle::Normal, "regular", regular)?;
    glyphs::register(regular);
    register(FontStyle::Bold, "bold", bold)
}

/// Which side of a text stands at the given place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Its left side.
    Left,
    /// Its middle.
    Center,
    /// Its right side.
    Right,
}

/// A sheet measured in points.
pub(crate) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    /// Width in points.
    pub(crate) width: f64,
    /// Height in points.
    pub(crate) height: f64,
}

impl Canvas<'_> {
    /// Gives a sheet of the size of the frame to `paint` and returns what it drew.
    pub(crate) fn paint(
        frame: &Frame,
        paint: impl FnOnce(&Canvas<'_>) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let (width, height) = (frame.width_mm * POINTS_PER_MM, frame.height_mm * POINTS_PER_MM);
        if !(width >= 36.0 && height >= 36.0 && width.is_finite() && height.is_finite()) {
            return Err(too_small(frame));
        }
        let mut raw = String::new();
        {
            let size = (units(width).unsigned_abs(), units(height).unsigned_abs());
            let root = SVGBackend::with_string(&mut raw, size).into_drawing_area();
            let canvas = Canvas { area: in_points(&root, width, height), width, height };
            paint(&canvas)?;
            root.present()?;
        }
        let window = (width * UNITS, height * UNITS);
        Ok(svg::tidy(&raw, (frame.width_mm, frame.height_mm), window))
    }

    /// Gives a sheet to measure texts on to `plan` and returns what it made of them; nothing is drawn.
    pub(crate) fn measure<T>(
        frame: &Frame,
        plan: impl FnOnce(&Canvas<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut planned = None;
        Self::paint(frame, |canvas| {
            planned = Some(plan(canvas)?);
            Ok(())
        })?;
        planned.ok_or_else(|| too_small(frame))
    }

    /// Draws a line through the places given.
    pub(crate) fn line(&self, places: &[Point], pen: Pen) -> Result<(), Error> {
        let style = pen.color.stroke_width(units(pen.width).unsigned_abs());
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

    /// The error for a sheet that leaves no room.
    pub(crate) fn too_small(&self) -> Error {
        too_small(&Frame { width_mm: self.width / POINTS_PER_MM, height_mm: self.height / POINTS_PER_MM })
    }

    /// Fills the shape with the corners given.
    pub(crate) fn fill(&self, corners: &[Point], color: RGBColor) -> Result<(), Error> {
        Ok(self.area.draw(&Polygon::new(corners.to_vec(), color.filled()))?)
    }

    /// Fills an upright rectangle with an edge inside it.
    pub(crate) fn block(&self, from: Point, to: Point, shade: &Shade) -> Result<(), Error> {
        self.bar(from, to, shade.edge)?;
        if shade.edge == shade.fill {
            return Ok(());
        }
        let inset = EDGE_WIDTH.min((to.0 - from.0) / 2.0).min((to.1 - from.1) / 2.0);
        self.bar((from.0 + inset, from.1 + inset), (to.0 - inset, to.1 - inset), shade.fill)
    }

    /// Fills an upright rectangle.
    pub(crate) fn bar(&self, from: Point, to: Point, color: RGBColor) -> Result<(), Error> {
        Ok(self.area.draw(&Rectangle::new([from, to], color.filled()))?)
    }

    /// Lays a translucent sheet of paper under a text.
    pub(crate) fn plate(&self, from: Point, to: Point) -> Result<(), Error> {
        Ok(self.area.draw(&Rectangle::new([from, to], PAPER.mix(0.85).filled()))?)
    }

    /// Fills a circle.
    pub(crate) fn disc(&self, at: Point, radius: f64, color: RGBColor) -> Result<(), Error> {
        Ok(self.area.draw(&Circle::new(at, units(radius), color.filled()))?)
    }

    /// Fills a circle with a rim of paper around it, so that it stands clear of what is below.
    pub(crate) fn dot(&self, at: Point, radius: f64, color: RGBColor) -> Result<(), Error> {
        self.disc(at, radius + 0.9, PAPER)?;
        self.disc(at, radius, color)
    }

    /// Draws an open circle with paper inside.
    pub(crate) fn ring(&self, at: Point, radius: f64, pen: Pen) -> Result<(), Error> {
        self.disc(at, radius + pen.width / 2.0 + 0.7, PAPER)?;
        self.disc(at, radius + pen.width / 2.0, pen.color)?;
        self.disc(at, radius - pen.width / 2.0, PAPER)
    }

    /// Sets a text with its baseline at the place given.
    pub(crate) fn text(
        &self,
        words: &str,
        at: Point,
        lettering: Lettering,
        align: Align,
    ) -> Result<(), Error> {
        let side = match align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };
        // `tidy` drops the vertical shift that plotters writes for `Center`: what is left is the baseline.
        let style = font(lettering, SVG_SIZE).pos(Pos::new(side, VPos::Center));
        Ok(self.area.draw(&Text::new(clean(words), at, style))?)
    }

    /// Sets a text that reads upwards, with the start of its baseline at the place given.
    pub(crate) fn text_upwards(&self, words: &str, at: Point, lettering: Lettering) -> Result<(), Error> {
        let style = font(lettering, SVG_SIZE).pos(Pos::new(HPos::Left, VPos::Center));
        Ok(self.area.draw(&Text::new(clean(words), at, style.transform(FontTransform::Rotate270)))?)
    }

    /// The width of a text in points.
    pub(crate) fn width_of(&self, words: &str, lettering: Lettering) -> Result<f64, Error> {
        let style = font(lettering, EM_HEIGHT);
        style.font.box_size("x").map_err(|_| Error::FontMissing { family: FONT_FAMILY })?;
        let (width, _) = self.area.estimate_text_size(&clean(words), &style)?;
        Ok(f64::from(width) / UNITS)
    }

    /// The text if it fits, or else as much of it as fits with an ellipsis.
    pub(crate) fn fitted(&self, words: &str, lettering: Lettering, room: f64) -> Result<String, Error> {
        if self.width_of(words, lettering)? <= room {
            return Ok(words.to_owned());
        }
        let mut kept: Vec<char> = words.chars().collect();
        while kept.pop().is_some() {
            let start: String = kept.iter().collect();
            let short = format!("{}\u{2026}", start.trim_end());
            if self.width_of(&short, lettering)? <= room {
                return Ok(short);
            }
        }
        Ok(String::new())
    }

    /// The text broken at its spaces into at most `most` lines that fit.
    pub(crate) fn wrapped(
        &self,
        words: &str,
        lettering: Lettering,
        room: f64,
        most: usize,
    ) -> Result<Vec<String>, Error> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if lines.len() >= most || self.width_of(&longer, lettering)? <= room => {
                    lines.pop();
                    lines.push(longer);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| self.fitted(line, lettering, room)).collect()
    }

    /// The text broken into at most `most` lines, if all of it fits.
    pub(crate) fn whole(
        &self,
        words: &str,
        lettering: Lettering,
        room: f64,
        most: usize,
    ) -> Result<Option<Vec<String>>, Error> {
        let lines = self.wrapped(words, lettering, room, most)?;
        Ok(lines
            .iter()
            .flat_map(|line| line.split_whitespace())
            .eq(words.split_whitespace())
            .then_some(lines))
    }

    /// The width of the widest of some texts.
    pub(crate) fn widest<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
        lettering: Lettering,
    ) -> Result<f64, Error> {
        let mut widest = 0.0_f64;
        for words in texts {
            widest = widest.max(self.width_of(words, lettering)?);
        }
        Ok(widest)
    }
}

/// The error for a frame that leaves no room.
pub(crate) fn too_small(frame: &Frame) -> Error {
    Error::FrameTooSmall { width_mm: frame.width_mm, height_mm: frame.height_mm }
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

fn font(lettering: Lettering, em: f64) -> TextStyle<'static> {
    let style = if lettering.bold { FontStyle::Bold } else { FontStyle::Normal };
    FontDesc::new(FontFamily::Name(FONT_FAMILY), lettering.size * UNITS * em, style).color(&lettering.color)
}

/// Control characters have no place in SVG text.
fn clean(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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
pub(crate) mod tests;
