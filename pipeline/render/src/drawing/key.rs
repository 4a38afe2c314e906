//! Reads the signs of a chart with their names, returns a compact key over the chart.
//!
//! Breaks into lines when it is wider than its room; what the signs mean is for the kinds to say.

use super::axis::count;
use super::canvas::Canvas;
use super::palette::Color;
use super::pens::{FIGURE, Lettering, NAME, Pen};
use super::shades::Shade;
use super::text::Align;
use crate::error::Error;

/// A sign of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sign {
    /// A surface, with its name inside; surfaces that follow each other touch.
    Block(Shade),
    /// A line from left to right.
    Line(Pen),
    /// A line from top to bottom.
    Upright(Pen),
    /// An open dot.
    Ring(Pen),
    /// A filled dot.
    Dot(Color),
    /// A word by itself.
    Word,
}

/// A sign and its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Item<'a> {
    /// The sign.
    pub(crate) sign: Sign,
    /// Its name; a sign without one is left out, unless it is a surface.
    pub(crate) name: &'a str,
}

/// Height of a line of the key.
const LINE: f64 = 13.0;
/// Between the key and what is under it.
const BELOW: f64 = 5.0;
/// Between two items.
const APART: f64 = 14.0;
/// Between a surface and a word at its end.
const BESIDE: f64 = 5.0;
/// Between two surfaces.
const SEAM: f64 = 1.0;
/// Narrowest surface.
const NARROWEST: f64 = 22.0;
/// White at both sides of the name in a surface, together.
const PADDING: f64 = 9.0;

/// A key that has found its place.
pub(crate) struct Key {
    placed: Vec<Placed>,
    /// The height it takes, with the white under it; nothing when there is nothing to name.
    pub(crate) height: f64,
}

struct Placed {
    sign: Sign,
    name: String,
    left: f64,
    width: f64,
    line: usize,
}

impl Key {
    /// Lays the items in lines between a left and a right side.
    pub(crate) fn plan(canvas: &Canvas<'_>, items: &[Item<'_>], room: (f64, f64)) -> Result<Self, Error> {
        let mut placed: Vec<Placed> = Vec::new();
        for item in items.iter().filter(|item| !item.name.is_empty() || matches!(item.sign, Sign::Block(_))) {
            let beside = item.sign.width();
            let name = canvas.fitted(item.name, item.sign.lettering(), room.1 - room.0 - beside - PADDING)?;
            let words = canvas.width_of(&name, item.sign.lettering())?;
            let width = match item.sign {
                Sign::Block(_) => (words + PADDING).max(NARROWEST),
                _ => words + beside,
            };
            let (left, line) = match placed.last() {
                None => (room.0, 0),
                Some(last) => {
                    let left = last.left + last.width + last.sign.gap(item.sign);
                    if left + width <= room.1 { (left, last.line) } else { (room.0, last.line + 1) }
                }
            };
            placed.push(Placed { sign: item.sign, name, left, width, line });
        }
        let height = placed.last().map_or(0.0, |last| count(last.line + 1) * LINE + BELOW);
        Ok(Self { placed, height })
    }

    /// Draws the key from the top of the sheet.
    pub(crate) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), Error> {
        for item in &self.placed {
            let top = count(item.line) * LINE;
            let (middle, right) = (top + LINE / 2.0 - 0.5, item.left + item.width);
            let baseline = middle + NAME.size * 0.33;
            let lettering = item.sign.lettering();
            match item.sign {
                Sign::Block(shade) => {
                    canvas.block((item.left, middle - 5.5), (right, middle + 5.5), &shade)?;
                    let center = f64::midpoint(item.left, right);
                    canvas.text(&item.name, (center, baseline), lettering, Align::Center)?;
                    continue;
                }
                Sign::Line(pen) => canvas.line(&[(item.left, middle), (item.left + 15.0, middle)], pen)?,
                Sign::Upright(pen) => {
                    let x = item.left + 1.0;
                    canvas.line(&[(x, middle - 5.5), (x, middle + 5.5)], pen)?;
                }
                Sign::Ring(pen) => canvas.ring((item.left + 3.2, middle), 2.6, pen)?,
                Sign::Dot(color) => canvas.disc((item.left + 3.2, middle), 3.0, color)?,
                Sign::Word => {}
            }
            canvas.text(&item.name, (right, baseline), lettering, Align::Right)?;
        }
        Ok(())
    }
}

impl Sign {
    /// The width of the sign with the white before its name.
    fn width(self) -> f64 {
        match self {
            Self::Block(_) | Self::Word => 0.0,
            Self::Line(_) => 19.0,
            Self::Upright(_) => 5.0,
            Self::Ring(_) | Self::Dot(_) => 10.0,
        }
    }

    fn lettering(self) -> Lettering {
        match self {
            Self::Block(shade) => FIGURE.sized(NAME.size).colored(shade.text),
            _ => NAME,
        }
    }

    fn gap(self, next: Self) -> f64 {
        match (self, next) {
            (Self::Block(_), Self::Block(_)) => SEAM,
            (Self::Block(_), Self::Word) | (Self::Word, Self::Block(_)) => BESIDE,
            _ => APART,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::pens::SHARE;
    use crate::drawing::shades::levels;
    use crate::drawing::test_support::frame;

    fn plan(names: &[&str], right: f64) -> Key {
        let shades = levels(names.len());
        let blocks = names.iter().zip(&shades);
        let mut items: Vec<Item<'_>> =
            blocks.map(|(name, shade)| Item { sign: Sign::Block(*shade), name }).collect();
        items.push(Item { sign: Sign::Upright(SHARE), name: "landelijk" });
        Canvas::measure(&frame(168.0, 60.0), |canvas| Key::plan(canvas, &items, (0.0, right))).unwrap()
    }

    #[test]
    fn a_key_that_fits_is_one_line() {
        let key = plan(&["V", "IV", "III", "II", "I"], 476.0);
        assert!(key.placed.iter().all(|item| item.line == 0));
        assert!((key.height - LINE - BELOW).abs() < 1e-9);
        assert!((key.placed[1].left - key.placed[0].left - key.placed[0].width - SEAM).abs() < 1e-9);
    }

    #[test]
    fn a_wide_key_breaks_and_stays_within_its_room() {
        let names =
            ["praktijkonderwijs", "vmbo basisberoepsgericht", "vmbo kaderberoepsgericht", "havo", "vwo"];
        let key = plan(&names, 160.0);
        assert!(key.placed.iter().all(|item| item.left + item.width <= 160.0));
        assert!(key.placed.last().is_some_and(|last| last.line >= 2));
    }

    #[test]
    fn nothing_to_name_takes_no_height() {
        let items = [Item { sign: Sign::Word, name: "" }];
        let key =
            Canvas::measure(&frame(168.0, 60.0), |canvas| Key::plan(canvas, &items, (0.0, 100.0))).unwrap();
        assert!(key.height == 0.0 && key.placed.is_empty());
    }
}
