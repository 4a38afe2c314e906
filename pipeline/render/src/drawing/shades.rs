//! Reads a number of levels, returns a shade for each; holds the shades of differences and of counts.
//!
//! Draws nothing. Every fill that does not stand out from paper by itself has an edge that does.

use plotters::style::RGBColor;

use super::axis::count;
use super::palette::{Color, Palette};

/// A surface: its fill, the edge that makes it stand out from paper and the colour of text on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shade {
    /// The fill.
    fill: Color,
    /// The edge; equal to the fill when that stands out by itself.
    edge: Color,
    /// The colour of text.
    pub(crate) text: Color,
    /// The fill and the edge of the shade that it lies on the way to, and how far.
    toward: (Color, Color, f64),
}

impl Shade {
    const fn new(fill: Color, edge: Color, text: Color) -> Self {
        Self { fill, edge, text, toward: (fill, edge, 0.0) }
    }

    const fn light(fill: Color, edge: Color) -> Self {
        Self::new(fill, edge, Color::Ink)
    }

    const fn dark(fill: Color) -> Self {
        Self::new(fill, fill, Color::Paper)
    }

    /// The colours of the fill and of the edge.
    pub(crate) fn colors(&self, palette: &Palette) -> (RGBColor, RGBColor) {
        let (fill, edge, share) = self.toward;
        let between = |from, to| mixed(palette.rgb(from), palette.rgb(to), share);
        (between(self.fill, fill), between(self.edge, edge))
    }
}

/// A cell or bar without a figure: an outline with the symbol that says why.
pub(crate) const NO_FIGURE: Shade = Shade::new(Color::Paper, Color::Hair, Color::Soft);

/// The lower levels, lowest first: from warm and light to grey, each darker than the one before.
const LOWER: [Shade; 3] = [
    Shade::light(Color::LevelLowest, Color::LevelLowestEdge),
    Shade::light(Color::LevelLow, Color::LevelLowEdge),
    Shade::light(Color::LevelMiddle, Color::LevelMiddleEdge),
];
/// The higher levels: two blues, the darkest for the highest.
const HIGHER: [Shade; 2] = [Shade::dark(Color::LevelHigh), Shade::dark(Color::School)];

/// A shade for each of a number of levels, lowest first; each is darker than the one before.
pub(crate) fn levels(number: usize) -> Vec<Shade> {
    let higher = number / 2;
    let lower = number - higher;
    let mut shades: Vec<Shade> = (0..lower).map(|i| along(&LOWER, share(i, lower, 0.0))).collect();
    shades.extend((0..higher).map(|i| along(&HIGHER, share(i, higher, 1.0))));
    shades
}

/// Where the first, second … of a number of things stands between 0 and 1; `alone` when it is the only one.
fn share(index: usize, number: usize, alone: f64) -> f64 {
    if number < 2 { alone } else { count(index) / count(number - 1) }
}

fn along(shades: &[Shade], share: f64) -> Shade {
    let last = shades.len() - 1;
    let lower = (0..last).rev().find(|i| share * count(last) >= count(*i)).unwrap_or(0);
    let (from, to) = (shades[lower], shades[(lower + 1).min(last)]);
    Shade { toward: (to.fill, to.edge, share * count(last) - count(lower)), ..from }
}

fn mixed(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let channel = |from: u8, to: u8| {
        let value = f64::from(from) + (f64::from(to) - f64::from(from)) * share;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let value = value.round() as u8;
        value
    };
    RGBColor(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

/// Differences from far below to far above, the middle one for what hardly differs; a warm and a
/// blue side that stay apart for colour-blind readers.
pub(crate) const DIFFERENCES: [Shade; 7] = [
    Shade::light(Color::FarBelow, Color::BelowEdge),
    Shade::light(Color::Below, Color::BelowEdge),
    Shade::light(Color::JustBelow, Color::BelowEdge),
    Shade::light(Color::NoDifference, Color::Hair),
    Shade::light(Color::JustAbove, Color::SchoolEdge),
    Shade::light(Color::Above, Color::SchoolEdge),
    Shade::light(Color::FarAbove, Color::FarAboveEdge),
];

/// Counts from none to the most.
pub(crate) const COUNTS: [Shade; 6] = [
    NO_FIGURE,
    Shade::light(Color::CountSmall, Color::SchoolEdge),
    Shade::light(Color::CountUsual, Color::SchoolEdge),
    Shade::light(Color::CountLarge, Color::SchoolEdge),
    Shade::dark(Color::CountLarger),
    Shade::dark(Color::School),
];
