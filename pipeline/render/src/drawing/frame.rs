//! Reads the size that a card asks for and the rows that must stand in it, returns the height of a row and the sheet.
//!
//! Measures no text and draws nothing.

use super::axis::count;
use super::palette::Palette;
use crate::Error;

/// Points in a millimetre.
pub(crate) const POINTS_PER_MM: f64 = 72.0 / 25.4;

/// The size and the colours in which a chart is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame<'a> {
    /// Width in millimetres.
    pub(crate) width_mm: f64,
    /// Height in millimetres.
    pub(crate) height_mm: f64,
    /// The colours.
    pub(crate) palette: &'a Palette,
}

impl Frame<'_> {
    /// The error for a frame that leaves no room.
    pub(crate) fn too_small(&self) -> Error {
        Error::FrameTooSmall { width_mm: self.width_mm, height_mm: self.height_mm }
    }
}

/// The room that a chart gets on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Room<'a> {
    /// Width in millimetres.
    pub(crate) width_mm: f64,
    /// Height in millimetres; without it the chart takes what its rows need.
    pub(crate) height_mm: Option<f64>,
    /// The colours.
    pub(crate) palette: &'a Palette,
}

/// How high a row may be, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pitch {
    /// Lower than this its texts would touch.
    pub(crate) least: f64,
    /// The height when there is a choice.
    pub(crate) usual: f64,
    /// Higher than this it falls apart.
    pub(crate) most: f64,
}

/// What a chart without a height takes at most while its rows can still shrink: a page with its heading.
const PAGE_MM: f64 = 215.0;
/// The lowest sheet.
const LOWEST_MM: f64 = 13.0;

impl<'a> Room<'a> {
    /// The sheet to measure texts on.
    pub(crate) fn page(&self) -> Frame<'a> {
        self.frame(self.height_mm.unwrap_or(PAGE_MM))
    }

    fn frame(&self, height_mm: f64) -> Frame<'a> {
        Frame { width_mm: self.width_mm, height_mm, palette: self.palette }
    }

    /// The height of a row and the sheet, for a number of rows under something of a fixed height in points.
    pub(crate) fn share_out(&self, fixed: f64, rows: usize, pitch: Pitch) -> Result<(f64, Frame<'a>), Error> {
        let each = |height_mm: f64| (height_mm * POINTS_PER_MM - fixed) / count(rows.max(1));
        let Some(height_mm) = self.height_mm else {
            let height = each(PAGE_MM).clamp(pitch.least, pitch.usual);
            let needed = (fixed + height * count(rows)) / POINTS_PER_MM;
            return Ok((height, self.frame(needed.ceil().max(LOWEST_MM))));
        };
        let frame = self.frame(height_mm);
        if each(height_mm) >= pitch.least {
            Ok((each(height_mm).min(pitch.most), frame))
        } else {
            Err(frame.too_small())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PITCH: Pitch = Pitch { least: 12.0, usual: 16.0, most: 24.0 };

    fn room(height_mm: Option<f64>) -> Room<'static> {
        Room { height_mm, ..crate::drawing::test_support::room() }
    }

    #[test]
    fn the_height_follows_the_rows() {
        let heights = [1, 6, 12].map(|rows| room(None).share_out(30.0, rows, PITCH).unwrap());
        assert!(heights.iter().all(|(pitch, _)| (pitch - 16.0).abs() < 1e-9), "{heights:?}");
        let frames = heights.map(|(_, frame)| frame.height_mm);
        assert_eq!(frames.map(f64::to_bits), [17.0_f64, 45.0, 79.0].map(f64::to_bits));
    }

    #[test]
    fn many_rows_draw_together_before_they_pass_the_page() {
        let (pitch, frame) = room(None).share_out(30.0, 45, PITCH).unwrap();
        assert!(pitch < 16.0 && frame.height_mm <= PAGE_MM, "{pitch} {frame:?}");
        let (pitch, frame) = room(None).share_out(30.0, 90, PITCH).unwrap();
        assert!((pitch - 12.0).abs() < 1e-9 && frame.height_mm > PAGE_MM, "{pitch} {frame:?}");
    }

    #[test]
    fn a_given_height_is_kept_or_refused() {
        let (pitch, frame) = room(Some(100.0)).share_out(30.0, 12, PITCH).unwrap();
        assert!(pitch > 16.0 && pitch <= 24.0, "{pitch}");
        assert_eq!(frame.height_mm.to_bits(), 100.0_f64.to_bits());
        assert!(matches!(room(Some(40.0)).share_out(30.0, 40, PITCH), Err(Error::FrameTooSmall { .. })));
    }
}
