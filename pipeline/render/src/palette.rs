//! Every colour, every lettering and every pen of the charts, by what they mean.
//!
//! Nothing is drawn here. Each meaning also has a shape, a dash or a name beside its colour,
//! so that no chart depends on colour alone. Contrast is held by the tests below:
//! text 4.5:1 and marks 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

use plotters::style::RGBColor;

/// Paper.
pub(crate) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Titles and row labels.
pub(crate) const INK: RGBColor = RGBColor(0x1b, 0x24, 0x30);
/// Secondary text: ticks, categories, notes.
pub(crate) const SOFT: RGBColor = RGBColor(0x5a, 0x65, 0x72);
/// Grid lines: a help for the eye, never the carrier of a value.
pub(crate) const HAIR: RGBColor = RGBColor(0xd5, 0xda, 0xe0);
/// Fill of the middle half of comparable schools; its edges are drawn with [`EDGE`].
pub(crate) const BAND: RGBColor = RGBColor(0xe4, 0xe8, 0xec);
/// Edges of bands.
pub(crate) const EDGE: RGBColor = RGBColor(0x74, 0x80, 0x8c);
/// The school itself.
pub(crate) const SCHOOL: RGBColor = RGBColor(0x0b, 0x53, 0x94);
/// Fill of the school's own margin; its edges are drawn with [`SCHOOL_EDGE`].
pub(crate) const SCHOOL_BAND: RGBColor = RGBColor(0xdd, 0xe7, 0xf1);
/// Edges of the school's own margin.
pub(crate) const SCHOOL_EDGE: RGBColor = RGBColor(0x5b, 0x8a, 0xb8);
/// The signaleringswaarde.
pub(crate) const LIJN: RGBColor = RGBColor(0xa3, 0x32, 0x0b);
/// The school's own ambition.
pub(crate) const DOEL: RGBColor = RGBColor(0x00, 0x69, 0x5c);
/// The other schools in a cloud of points: one, a few, many in the same spot.
pub(crate) const CLOUD: [RGBColor; 3] =
    [RGBColor(0x88, 0x93, 0x9f), RGBColor(0x7b, 0x87, 0x94), RGBColor(0x66, 0x72, 0x80)];

/// How a text is set: size in points, weight and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lettering {
    /// Size in points.
    pub(crate) size: f64,
    /// Bold or regular.
    pub(crate) bold: bool,
    /// Colour of the letters.
    pub(crate) color: RGBColor,
}

impl Lettering {
    const fn regular(size: f64, color: RGBColor) -> Self {
        Self { size, bold: false, color }
    }

    const fn bold(size: f64, color: RGBColor) -> Self {
        Self { size, bold: true, color }
    }

    /// The same lettering in another size.
    pub(crate) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }
}

/// Title of a panel.
pub(crate) const TITLE: Lettering = Lettering::bold(8.5, INK);
/// Label at the left of a row.
pub(crate) const ROW: Lettering = Lettering::bold(9.0, INK);
/// Line under a row label.
pub(crate) const SUBLABEL: Lettering = Lettering::regular(7.5, SOFT);
/// Numbers along an axis, categories, notes.
pub(crate) const TICK: Lettering = Lettering::regular(7.0, SOFT);
/// Names of bands, means, breaks and axes.
pub(crate) const NAME: Lettering = Lettering::regular(7.5, SOFT);
/// Name of the signaleringswaarde.
pub(crate) const NAME_LIJN: Lettering = Lettering::regular(7.5, LIJN);
/// Name of the ambition.
pub(crate) const NAME_DOEL: Lettering = Lettering::regular(7.5, DOEL);
/// Name of another school.
pub(crate) const NAME_INK: Lettering = Lettering::regular(7.5, INK);
/// The value of the school.
pub(crate) const VALUE: Lettering = Lettering::bold(8.5, SCHOOL);
/// The value of the school where it stands alone in a row.
pub(crate) const VALUE_LARGE: Lettering = Lettering::bold(10.0, SCHOOL);

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
    pub(crate) color: RGBColor,
    /// Width in points.
    pub(crate) width: f64,
    /// Dash of the line.
    pub(crate) dash: Dash,
}

impl Pen {
    const fn new(color: RGBColor, width: f64, dash: Dash) -> Self {
        Self { color, width, dash }
    }

    /// The same pen in another colour.
    pub(crate) const fn colored(self, color: RGBColor) -> Self {
        Self { color, ..self }
    }

    /// The same pen in another width.
    pub(crate) const fn wide(self, width: f64) -> Self {
        Self { width, ..self }
    }
}

/// Grid lines.
pub(crate) const GRID: Pen = Pen::new(HAIR, 0.4, Dash::Solid);
/// The line of zero.
pub(crate) const ZERO: Pen = Pen::new(SOFT, 0.6, Dash::Solid);
/// Edges of a band.
pub(crate) const BAND_EDGE: Pen = Pen::new(EDGE, 0.5, Dash::Solid);
/// Mean of comparable schools.
pub(crate) const MEAN: Pen = Pen::new(SOFT, 1.1, Dash::Dotted);
/// The same over a cloud of points.
pub(crate) const MEAN_OVER_CLOUD: Pen = Pen::new(INK, 1.4, Dash::Dotted);
/// The signaleringswaarde.
pub(crate) const SIGNAL: Pen = Pen::new(LIJN, 1.2, Dash::Solid);
/// The ambition.
pub(crate) const AMBITION: Pen = Pen::new(DOEL, 1.2, Dash::Dashed);
/// The school's line, margin or interval.
pub(crate) const OWN: Pen = Pen::new(SCHOOL, 1.4, Dash::Solid);
/// Edges of the school's margin.
pub(crate) const OWN_EDGE: Pen = Pen::new(SCHOOL_EDGE, 0.5, Dash::Solid);
/// Another school by name.
pub(crate) const NEIGHBOUR: Pen = Pen::new(INK, 1.0, Dash::Solid);
/// A series to compare with.
pub(crate) const REFERENCE: Pen = Pen::new(SOFT, 0.9, Dash::Dashed);
/// A break between two categories.
pub(crate) const BREAK: Pen = Pen::new(SOFT, 0.8, Dash::Dotted);
/// Under a line that runs over a cloud of points, so that it stands clear.
pub(crate) const CASING: Pen = Pen::new(PAPER, 3.0, Dash::Solid);
/// From a name to what it names.
pub(crate) const LEADER: Pen = Pen::new(EDGE, 0.4, Dash::Solid);

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: RGBColor) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.0) + 0.7152 * channel(color.1) + 0.0722 * channel(color.2)
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_has_enough_contrast_on_paper_and_on_bands() {
        for color in [INK, SOFT, SCHOOL, LIJN, DOEL] {
            for ground in [PAPER, BAND, SCHOOL_BAND] {
                assert!(contrast(color, ground) >= 4.5, "{color:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn marks_have_enough_contrast_on_paper_and_on_bands() {
        for color in [EDGE, SOFT, SCHOOL, LIJN, DOEL] {
            assert!(contrast(color, PAPER) >= 3.0, "{color:?} on paper");
            assert!(contrast(color, BAND) >= 3.0, "{color:?} on band");
        }
        for color in [SCHOOL_EDGE].into_iter().chain(CLOUD) {
            assert!(contrast(color, PAPER) >= 3.0, "{color:?} on paper");
        }
        assert!(contrast(SCHOOL, SCHOOL_BAND) >= 3.0);
    }
}
