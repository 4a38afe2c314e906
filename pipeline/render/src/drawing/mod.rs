//! Reads nothing, returns what charts share: each file here does one job, and is named after it.
//!
//! Knows no kind of chart, no card and no row.

mod area;
mod axis;
mod canvas;
pub(crate) mod cells;
mod flags;
mod fonts;
mod frame;
pub(crate) mod key;
pub(crate) mod lanes;
mod naming;
mod palette;
pub(crate) mod panel;
pub(crate) mod pens;
pub(crate) mod shades;
mod spread;
mod svg;
#[cfg(test)]
pub(crate) mod test_support;
mod text;

pub(crate) use area::{Area, Taken, around};
pub(crate) use axis::{NumberStyle, Scale, count, extent, finite, number};
pub(crate) use canvas::{Canvas, Point};
pub(crate) use flags::{ARM, Flag, Hang, hang};
pub use fonts::{SUBSTITUTE, printable, register_fonts, unprintable};
pub(crate) use frame::{Frame, Pitch, Room};
pub(crate) use naming::Mark;
pub(crate) use palette::Color;
pub use palette::Palette;
pub(crate) use spread::spread;
pub(crate) use text::Align;
