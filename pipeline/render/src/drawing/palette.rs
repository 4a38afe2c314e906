//! Every colour, every lettering and every pen of the charts, by what they mean.
//!
//! Nothing is drawn here. Each meaning also has a shape, a dash or a name beside its colour,
//! so that no chart depends on colour alone. Contrast is held by the tests below:
//! text 4.5:1 and marks 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

use plotters::style::RGBColor;

use super::axis::count;

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

    /// The same lettering in another colour.
    pub(crate) const fn colored(self, color: RGBColor) -> Self {
        Self { color, ..self }
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
/// A figure in a cell or in a part of a bar; its colour is that of the shade.
pub(crate) const FIGURE: Lettering = Lettering::regular(8.0, INK);
/// Label of a row among many, head of a column.
pub(crate) const LABEL: Lettering = Lettering::regular(8.0, INK);
/// The value of the first of two moments.
pub(crate) const VALUE_EARLIER: Lettering = Lettering::regular(8.0, SOFT);
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

/// A surface: its fill, the edge that makes it stand out from paper and the colour of text on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shade {
    /// The fill.
    pub(crate) fill: RGBColor,
    /// The edge; equal to the fill when that stands out by itself.
    pub(crate) edge: RGBColor,
    /// The colour of text.
    pub(crate) text: RGBColor,
}

impl Shade {
    const fn light(fill: RGBColor, edge: RGBColor) -> Self {
        Self { fill, edge, text: INK }
    }

    const fn dark(fill: RGBColor) -> Self {
        Self { fill, edge: fill, text: PAPER }
    }
}

/// A cell or bar without a figure: an outline with the symbol that says why.
pub(crate) const NO_FIGURE: Shade = Shade { fill: PAPER, edge: HAIR, text: SOFT };

/// The lower levels, lowest first: from warm and light to grey, each darker than the one before.
const LOWER: [Shade; 3] = [
    Shade::light(RGBColor(0xf6, 0xcf, 0x87), RGBColor(0xbb, 0x86, 0x32)),
    Shade::light(RGBColor(0xcf, 0xc8, 0xb8), RGBColor(0x8f, 0x87, 0x75)),
    Shade::light(RGBColor(0xa6, 0xb4, 0xc0), RGBColor(0x78, 0x89, 0x9a)),
];
/// The higher levels: two blues, the darkest for the highest.
const HIGHER: [Shade; 2] = [Shade::dark(RGBColor(0x4a, 0x78, 0xa8)), Shade::dark(SCHOOL)];

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
    let rest = share * count(last) - count(lower);
    Shade { fill: mixed(from.fill, to.fill, rest), edge: mixed(from.edge, to.edge, rest), text: from.text }
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
    Shade::light(RGBColor(0xde, 0x83, 0x44), RGBColor(0xc8, 0x78, 0x3c)),
    Shade::light(RGBColor(0xf0, 0xb5, 0x8a), RGBColor(0xc8, 0x78, 0x3c)),
    Shade::light(RGBColor(0xf8, 0xe0, 0xcd), RGBColor(0xc8, 0x78, 0x3c)),
    Shade::light(RGBColor(0xf1, 0xf3, 0xf6), HAIR),
    Shade::light(RGBColor(0xd6, 0xe4, 0xf1), SCHOOL_EDGE),
    Shade::light(RGBColor(0xa6, 0xc6, 0xe3), SCHOOL_EDGE),
    Shade::light(RGBColor(0x6f, 0xa0, 0xcf), RGBColor(0x3f, 0x78, 0xb0)),
];

/// Counts from none to the most.
pub(crate) const COUNTS: [Shade; 6] = [
    Shade { text: SOFT, ..Shade::light(PAPER, HAIR) },
    Shade::light(RGBColor(0xe3, 0xec, 0xf5), SCHOOL_EDGE),
    Shade::light(RGBColor(0xbf, 0xd5, 0xea), SCHOOL_EDGE),
    Shade::light(RGBColor(0x8d, 0xb3, 0xd9), SCHOOL_EDGE),
    Shade::dark(RGBColor(0x3f, 0x76, 0xae)),
    Shade::dark(SCHOOL),
];

/// Grid lines.
pub(crate) const GRID: Pen = Pen::new(HAIR, 0.4, Dash::Solid);
/// Frame of a cell on the diagonal.
pub(crate) const DIAGONAL: Pen = Pen::new(INK, 1.1, Dash::Solid);
/// From the first moment to the second.
pub(crate) const BETWEEN: Pen = Pen::new(SCHOOL_EDGE, 2.0, Dash::Solid);
/// The first of two moments.
pub(crate) const EARLIER: Pen = Pen::new(SOFT, 1.1, Dash::Solid);
/// A cumulative share to hold the parts of a bar against.
pub(crate) const SHARE: Pen = Pen::new(SOFT, 0.8, Dash::Solid);
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

    /// Every shade that can be drawn, by the ramp it belongs to.
    fn ramps() -> Vec<Vec<Shade>> {
        let mut ramps: Vec<Vec<Shade>> = (1..=12).map(levels).collect();
        ramps.extend([DIFFERENCES.to_vec(), COUNTS.to_vec(), vec![NO_FIGURE]]);
        ramps
    }

    #[test]
    fn figures_have_enough_contrast_on_their_shade() {
        for shade in ramps().concat() {
            assert!(contrast(shade.text, shade.fill) >= 4.5, "{shade:?}");
        }
    }

    #[test]
    fn shades_stand_out_from_paper_by_their_edge() {
        // No figure, a count of none and a difference of nothing are meant to look like paper.
        for shade in ramps().concat().into_iter().filter(|shade| shade.edge != HAIR) {
            assert!(contrast(shade.edge, PAPER) >= 3.0, "{shade:?}");
        }
    }

    #[test]
    fn levels_and_counts_darken_step_by_step() {
        for ramp in ramps().into_iter().filter(|ramp| ramp != &DIFFERENCES) {
            for pair in ramp.windows(2) {
                assert!(luminance(pair[0].fill) > luminance(pair[1].fill), "{pair:?}");
            }
        }
    }

    #[test]
    fn differences_darken_away_from_the_middle_and_part_in_warmth() {
        for side in [[3, 2, 1, 0], [3, 4, 5, 6]] {
            for pair in side.windows(2) {
                assert!(luminance(DIFFERENCES[pair[0]].fill) > luminance(DIFFERENCES[pair[1]].fill));
            }
        }
        // Blue against red is what red-green blindness leaves whole.
        assert!(DIFFERENCES[..3].iter().all(|shade| shade.fill.0 > shade.fill.2));
        assert!(DIFFERENCES[4..].iter().all(|shade| shade.fill.0 < shade.fill.2));
    }

    #[test]
    fn five_levels_run_from_sand_to_the_school_s_blue() {
        let shades = levels(5);
        assert_eq!((shades[0], shades[2], shades[4].fill), (LOWER[0], LOWER[2], SCHOOL));
        assert_eq!(levels(3).len(), 3);
    }
}
