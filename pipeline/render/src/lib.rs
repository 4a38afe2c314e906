//! Publishable values in, SVG text out: one function per chart kind.
//!
//! Knows no table, no file and no Dutch: every printed word arrives in the structs below.
//! It never decides what may be shown; that is done before a value arrives here.

mod axis;
mod bullet;
mod canvas;
mod cells;
mod cohort;
mod draw;
mod dumbbell;
mod error;
mod glyphs;
mod heatmap;
mod highlight;
mod key;
mod label;
mod lanes;
mod line;
mod matrix;
mod naming;
mod palette;
mod panel;
#[cfg(test)]
mod proof;
mod range;
mod room;
mod scatter;
mod stacked;
mod svg;

pub use axis::{NumberStyle, number};
pub use bullet::{BulletBand, BulletRow, BulletValue, Reference, bullet, bullet_height_mm};
pub use canvas::{FONT_FAMILY, Frame, register_fonts};
pub use cells::Figure;
pub use cohort::{CohortPoint, CohortSeries, Cohorts, cohort};
pub use draw::draw;
pub use dumbbell::{Dumbbell, DumbbellPanel, DumbbellRow, dumbbell};
pub use error::Error;
pub use glyphs::{SUBSTITUTE, printable, unprintable};
pub use heatmap::{Heatmap, HeatmapCell, heatmap};
pub use highlight::Highlight;
pub use line::{LinePanel, LinePoint, LineReference, line};
pub use matrix::{Matrix, MatrixCell, matrix};
pub use panel::{Break, Scaling};
pub use range::{RangePanel, RangePoint, range};
pub use room::Room;
pub use scatter::{Scatter, ScatterBand, ScatterStep, scatter};
pub use stacked::{Stacked, StackedPanel, StackedRow, stacked};
