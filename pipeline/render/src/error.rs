//! Reads what went wrong while drawing, returns it in words for whoever runs the program.
//!
//! Holds no drawing; odd but drawable data is not an error here.

use plotters::drawing::DrawingAreaErrorKind;

/// The reasons for which a chart is not drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes given for a face are not a font.
    #[error("the {face} face of `{family}` is not a readable font")]
    FontUnreadable {
        /// The family the face belongs to.
        family: &'static str,
        /// Which face: regular or bold.
        face: &'static str,
    },
    /// A chart was asked for before its font was registered.
    #[error("no font is registered for `{family}`")]
    FontMissing {
        /// The family that is missing.
        family: &'static str,
    },
    /// The file of colours is not TOML.
    #[error("{path}:{line}: {what}")]
    ColorsUnreadable {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What TOML says of it.
        what: String,
    },
    /// A colour is not in the file, or is none.
    #[error("{place}: {what}")]
    NoColor {
        /// The file, with the line when the colour stands there.
        place: String,
        /// Which colour, and what stands there instead.
        what: String,
        /// The key of the colour.
        key: String,
    },
    /// The frame leaves no room to draw in.
    #[error("a frame of {width_mm} x {height_mm} mm is too small for this chart")]
    FrameTooSmall {
        /// Width asked for.
        width_mm: f64,
        /// Height asked for.
        height_mm: f64,
    },
    /// A value is infinite or not a number.
    #[error("`{place}` has a value that is not a finite number")]
    NotFinite {
        /// The label of the row, panel or series that carries the value.
        place: String,
    },
    /// A chart without rows, panels or points was asked for.
    #[error("there is nothing to draw")]
    Empty,
    /// The drawing library refused.
    #[error("the chart could not be drawn")]
    Draw(#[source] DrawingAreaErrorKind<std::io::Error>),
}

impl Error {
    /// Says what the reader can do about it, if there is something.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::FontMissing { .. } => Some("call `register_fonts` once before drawing".into()),
            Self::FontUnreadable { .. } => Some("give a whole TrueType or OpenType file".into()),
            Self::ColorsUnreadable { .. } => Some("write each colour as `inkt = \"#1b2430\"`".into()),
            Self::NoColor { key, .. } => {
                Some(format!("write `{key} = \"#0b5394\"`: a `#` and six of the signs 0-9 and a-f"))
            }
            Self::FrameTooSmall { .. } => Some("ask for a larger frame or fewer rows".into()),
            Self::Empty => Some("leave the figure out when its query gives no rows".into()),
            Self::NotFinite { .. } | Self::Draw(_) => None,
        }
    }
}

impl From<DrawingAreaErrorKind<std::io::Error>> for Error {
    fn from(source: DrawingAreaErrorKind<std::io::Error>) -> Self {
        Self::Draw(source)
    }
}
