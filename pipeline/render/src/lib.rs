//! Reads the card and published rows of a query, returns the SVG of its chart.
//!
//! Reads no file, starts no program and knows no Dutch: fonts and colours are handed over, and every printed word stands on
//! the card. It never decides what may be shown; that is done before a row arrives here.

mod charts;
mod drawing;
mod error;
mod reading;

pub use charts::draw;
pub use drawing::{Palette, SUBSTITUTE, printable, register_fonts, unprintable};
pub use error::Error;
