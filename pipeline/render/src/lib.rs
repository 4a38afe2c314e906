//! Publishable values in, SVG text out: one function per chart kind.
//!
//! Knows no table, no file and no Dutch: every printed word arrives in the structs below.
//! It never decides what may be shown; that is done before a value arrives here.

mod axis;
mod bullet;
mod canvas;
mod draw;
mod error;
mod highlight;
mod label;
mod line;
mod naming;
mod palette;
mod panel;
mod range;
mod scatter;
mod svg;

pub use axis::{NumberStyle, number};
pub use bullet::{BulletBand, BulletRow, BulletValue, Reference, bullet};
pub use canvas::{FONT_FAMILY, Frame, register_fonts};
pub use draw::draw;
pub use error::Error;
pub use highlight::Highlight;
pub use line::{LinePanel, LinePoint, LineReference, line};
pub use panel::{Break, Scaling};
pub use range::{RangePanel, RangePoint, range};
pub use scatter::{Scatter, ScatterBand, ScatterStep, scatter};
