//! Reads the word of a chart, returns its kind with all that can be said of it: the one list that the card, the help, the
//! gallery and the README rest on.
//!
//! Draws nothing; how a kind looks is for `render`, where it has a folder of its own.

/// The kinds of chart that a card can ask for; what each is stands in [`CHARTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the list below says what each kind shows")]
pub enum ChartKind {
    Bullet,
    Line,
    Range,
    Scatter,
    Stacked,
    Funnel,
    Heatmap,
    Cohort,
    Dumbbell,
    Matrix,
}

/// A channel of a chart, and what the column that feeds it means there.
pub type Channel = (&'static str, &'static str);

/// What there is to know of a kind of chart without drawing it.
#[derive(Debug)]
pub struct ChartSpec {
    /// The kind.
    pub kind: ChartKind,
    /// Its word on a card, and the name of its example in the gallery.
    pub name: &'static str,
    /// What it shows, in one line.
    pub help: &'static str,
    /// The channels that a card must feed.
    pub required: &'static [Channel],
    /// The channels that a card may feed.
    pub optional: &'static [Channel],
    /// The words that are printed in it, for which a card has `--! word NAME: …`.
    pub words: &'static [&'static str],
}

// Channels that mean the same in several kinds.
const CATEGORIES: Channel = ("x", "the categories, from left to right");
const LABEL: Channel = ("label", "the rows");
const VALUES: Channel = ("y", "the values");
const ROW: Channel = ("row", "the rows");
const COLUMN: Channel = ("column", "the columns");
const LOW: Channel = ("low", "lower end of the margin around the value");
const HIGH: Channel = ("high", "upper end of that margin");
const BAND_LOW: Channel = ("band_low", "lower end of the middle half of comparable schools");
const BAND_HIGH: Channel = ("band_high", "upper end of that half");
const MEAN: Channel = ("mean", "the mean of comparable schools or groups");
const NORM: Channel = ("norm", "the signaleringswaarde");
const REFERENCE: Channel = ("reference", "a series to compare with");
const BREAK: Channel = ("break", "a text; where it changes stands a break");
const COUNT: Channel = ("count", "the number of pupils; two columns are its range");
const PUPILS: Channel = ("count", "the number of pupils");
const FACET: Channel = ("facet", "a panel for each of its names");
const OWN: Channel = ("own", "the ovt; that of the report is named");

/// Every kind of chart, in the order of the kinds.
pub static CHARTS: [ChartSpec; 10] = [
    ChartSpec {
        kind: ChartKind::Bullet,
        name: "bullet",
        help: "one row per measure, against its lines",
        required: &[LABEL, VALUES],
        optional: &[
            ("sublabel", "the same as the label, in other words"),
            LOW,
            HIGH,
            BAND_LOW,
            BAND_HIGH,
            MEAN,
            NORM,
            ("ambition", "the school's own ambition"),
        ],
        words: &["norm", "mean", "ambition", "band", "missing"],
    },
    ChartSpec {
        kind: ChartKind::Line,
        name: "line",
        help: "lines with their margin, side by side: a panel for each column of `y`",
        required: &[CATEGORIES, VALUES],
        optional: &[LOW, HIGH, REFERENCE, BREAK, COUNT],
        words: &["each column of `y`", "reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Range,
        name: "range",
        help: "intervals of which only the ends are known, side by side",
        required: &[CATEGORIES, ("low", "the lowest possible value"), ("high", "the highest possible value")],
        optional: &[
            FACET,
            ("margin_low", "lower end of the margin around the interval"),
            ("margin_high", "upper end of that margin"),
            ("reference_low", "lower end of the interval to compare with"),
            ("reference_high", "upper end of that interval"),
            BREAK,
            COUNT,
        ],
        words: &["reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Scatter,
        name: "scatter",
        help: "a cloud of schools, with the lines of their class of schoolweging",
        required: &[("x", "the place from left to right"), ("y", "the place from low to high")],
        optional: &[LOW, HIGH, BAND_LOW, BAND_HIGH, MEAN, NORM, OWN],
        words: &["own", "x", "y", "norm", "mean", "band"],
    },
    ChartSpec {
        kind: ChartKind::Stacked,
        name: "stacked",
        help: "bars of parts that make 100 together: a part for each column of `part`",
        required: &[LABEL, ("part", "the percentages, lowest part first")],
        optional: &[FACET, PUPILS, ("reference", "national lines, at these cumulative percentages")],
        words: &["each column of `part`", "count", "reference"],
    },
    ChartSpec {
        kind: ChartKind::Funnel,
        name: "funnel",
        help: "groups by their number of pupils, between the limits of chance",
        required: &[
            ("x", "the number of pupils"),
            VALUES,
            ("band_low", "lower limit of chance"),
            ("band_high", "upper limit of chance"),
        ],
        optional: &[MEAN, OWN],
        words: &["own", "x", "y", "mean", "band"],
    },
    ChartSpec {
        kind: ChartKind::Heatmap,
        name: "heatmap",
        help: "differences around zero, in rows and columns",
        required: &[ROW, COLUMN, ("value", "the difference")],
        optional: &[COUNT],
        words: &["count", "low", "high"],
    },
    ChartSpec {
        kind: ChartKind::Cohort,
        name: "cohort",
        help: "small lines with one scale, one for each row and column",
        required: &[ROW, COLUMN, ("x", "the moments of a line"), VALUES],
        optional: &[REFERENCE, PUPILS, BREAK],
        words: &["reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Dumbbell,
        name: "dumbbell",
        help: "two moments of the same pupils, one line for each row",
        required: &[LABEL, ("from", "the first moment"), ("to", "the second moment")],
        optional: &[FACET, PUPILS],
        words: &["from", "to", "count"],
    },
    ChartSpec {
        kind: ChartKind::Matrix,
        name: "matrix",
        help: "counts in rows and columns",
        required: &[ROW, COLUMN, ("value", "the count")],
        optional: &[("diagonal", "a yes or no: whether row and column agree")],
        words: &["row", "column"],
    },
];

impl ChartKind {
    /// What there is to know of this kind.
    #[must_use]
    pub fn spec(self) -> &'static ChartSpec {
        &CHARTS[self as usize]
    }
}

impl ChartSpec {
    /// The channels, those that a card must feed first.
    pub fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.required.iter().chain(self.optional)
    }

    /// Whether this kind knows a channel.
    #[must_use]
    pub fn knows(&self, channel: &str) -> bool {
        self.channels().any(|(name, _)| *name == channel)
    }
}

#[cfg(test)]
mod tests {
    use super::CHARTS;

    #[test]
    fn every_kind_stands_at_its_own_place_with_a_name_of_its_own() {
        for (index, spec) in CHARTS.iter().enumerate() {
            assert_eq!(spec.kind as usize, index, "{}", spec.name);
            assert!(CHARTS[..index].iter().all(|earlier| earlier.name != spec.name));
        }
    }
}
