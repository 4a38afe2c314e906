//! Reads nothing, returns every lettering and every pen of the charts, by what they mean.
//!
//! Draws nothing and knows no colour but by its meaning. Each meaning also has a shape, a dash or a name beside its colour,
//! so that no chart depends on colour alone.

use super::palette::Color;

/// How a text is set: size in points, weight and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lettering {
    /// Size in points.
    pub(crate) size: f64,
    /// Bold or regular.
    pub(crate) bold: bool,
    /// Colour of the letters.
    pub(crate) color: Color,
}

impl Lettering {
    const fn regular(size: f64, color: Color) -> Self {
        Self { size, bold: false, color }
    }

    const fn bold(size: f64, color: Color) -> Self {
        Self { size, bold: true, color }
    }

    /// The same lettering in another colour.
    pub(crate) const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// The same lettering in another size.
    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }
}

/// Title of a panel.
pub(crate) const TITLE: Lettering = Lettering::bold(8.5, Color::Ink);
/// Label at the left of a row.
pub(crate) const ROW: Lettering = Lettering::bold(9.0, Color::Ink);
/// Line under a row label.
pub(crate) const SUBLABEL: Lettering = Lettering::regular(7.5, Color::Soft);
/// Numbers along an axis, categories, notes.
pub(crate) const TICK: Lettering = Lettering::regular(7.0, Color::Soft);
/// Names of bands, means, breaks and axes.
pub(crate) const NAME: Lettering = Lettering::regular(7.5, Color::Soft);
/// Name of the signaleringswaarde.
pub(crate) const NAME_LIJN: Lettering = Lettering::regular(7.5, Color::Signal);
/// Name of the ambition.
pub(crate) const NAME_DOEL: Lettering = Lettering::regular(7.5, Color::Ambition);
/// A figure in a cell or in a part of a bar; its colour is that of the shade.
pub(crate) const FIGURE: Lettering = Lettering::regular(8.0, Color::Ink);
/// Label of a row among many, head of a column.
pub(crate) const LABEL: Lettering = Lettering::regular(8.0, Color::Ink);
/// The value of the first of two moments.
pub(crate) const VALUE_EARLIER: Lettering = Lettering::regular(8.0, Color::Soft);
/// Name of another school.
pub(crate) const NAME_INK: Lettering = Lettering::regular(7.5, Color::Ink);
/// The value of the school.
pub(crate) const VALUE: Lettering = Lettering::bold(8.5, Color::School);
/// The value of the school where it stands alone in a row.
pub(crate) const VALUE_LARGE: Lettering = Lettering::bold(10.0, Color::School);

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Round dots.
    Dotted,
}

/// Colour, width in points and dash of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    /// Colour of the line.
    pub(crate) color: Color,
    /// Width in points.
    pub(crate) width: f64,
    /// Dash of the line.
    pub(crate) dash: Dash,
}

impl Pen {
    const fn new(color: Color, width: f64, dash: Dash) -> Self {
        Self { color, width, dash }
    }

    /// The same pen in another colour.
    pub(crate) const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// The same pen in another width.
    pub(crate) const fn wide(self, width: f64) -> Self {
        Self { width, ..self }
    }
}

/// Grid lines.
pub(crate) const GRID: Pen = Pen::new(Color::Hair, 0.4, Dash::Solid);
/// Frame of a cell on the diagonal.
pub(crate) const DIAGONAL: Pen = Pen::new(Color::Ink, 1.1, Dash::Solid);
/// From the first moment to the second.
pub(crate) const BETWEEN: Pen = Pen::new(Color::SchoolEdge, 2.0, Dash::Solid);
/// The first of two moments.
pub(crate) const EARLIER: Pen = Pen::new(Color::Soft, 1.1, Dash::Solid);
/// A cumulative share to hold the parts of a bar against.
pub(crate) const SHARE: Pen = Pen::new(Color::Soft, 0.8, Dash::Solid);
/// The line of zero.
pub(crate) const ZERO: Pen = Pen::new(Color::Soft, 0.6, Dash::Solid);
/// Edges of a band.
pub(crate) const BAND_EDGE: Pen = Pen::new(Color::Edge, 0.5, Dash::Solid);
/// Mean of comparable schools.
pub(crate) const MEAN: Pen = Pen::new(Color::Soft, 1.1, Dash::Dotted);
/// The same over a cloud of points.
pub(crate) const MEAN_OVER_CLOUD: Pen = Pen::new(Color::Ink, 1.4, Dash::Dotted);
/// The signaleringswaarde.
pub(crate) const SIGNAL: Pen = Pen::new(Color::Signal, 1.2, Dash::Solid);
/// The ambition.
pub(crate) const AMBITION: Pen = Pen::new(Color::Ambition, 1.2, Dash::Dashed);
/// The school's line, margin or interval.
pub(crate) const OWN: Pen = Pen::new(Color::School, 1.4, Dash::Solid);
/// Edges of the school's margin.
pub(crate) const OWN_EDGE: Pen = Pen::new(Color::SchoolEdge, 0.5, Dash::Solid);
/// Another school by name.
pub(crate) const NEIGHBOUR: Pen = Pen::new(Color::Ink, 1.0, Dash::Solid);
/// A series to compare with.
pub(crate) const REFERENCE: Pen = Pen::new(Color::Soft, 0.9, Dash::Dashed);
/// A break between two categories.
pub(crate) const BREAK: Pen = Pen::new(Color::Soft, 0.8, Dash::Dotted);
/// Under a line that runs over a cloud of points, so that it stands clear.
pub(crate) const CASING: Pen = Pen::new(Color::Paper, 3.0, Dash::Solid);
/// From a name to what it names.
pub(crate) const LEADER: Pen = Pen::new(Color::Edge, 0.4, Dash::Solid);
