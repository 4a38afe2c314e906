//! Reads the word of a chart, returns its kind with all that can be said of it: the one list that the card, the help, the
//! gallery and the README rest on.
//!
//! Draws nothing; how a kind looks is for `render`, where it has a folder of its own.

/// The kinds of chart that a card can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// `bullet`.
    Bullet,
    /// `line`.
    Line,
    /// `range`.
    Range,
    /// `scatter`.
    Scatter,
    /// `stacked`.
    Stacked,
    /// `funnel`.
    Funnel,
    /// `heatmap`.
    Heatmap,
    /// `cohort`.
    Cohort,
    /// `dumbbell`.
    Dumbbell,
    /// `matrix`.
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

/// Every kind of chart, in the order of the kinds.
pub static CHARTS: [ChartSpec; 10] = [
    ChartSpec {
        kind: ChartKind::Bullet,
        name: "bullet",
        help: "one row per measure, against its lines",
        required: &[("label", "what is measured"), ("y", "the value")],
        optional: &[
            ("sublabel", "the same in other words, under the label"),
            ("low", "lower end of the margin around the value"),
            ("high", "upper end of that margin"),
            ("band_low", "lower end of the middle half of comparable schools"),
            ("band_high", "upper end of that half"),
            ("mean", "the mean of comparable schools"),
            ("norm", "the signaleringswaarde"),
            ("ambition", "the school's own ambition"),
        ],
        words: &["norm", "mean", "ambition", "band", "missing"],
    },
    ChartSpec {
        kind: ChartKind::Line,
        name: "line",
        help: "lines with their margin, side by side: a panel for each column of `y`",
        required: &[("x", "the categories, from left to right"), ("y", "the values")],
        optional: &[
            ("low", "lower end of the margin around the value"),
            ("high", "upper end of that margin"),
            ("reference", "a series to compare with"),
            ("break", "a text; where it changes the line is broken"),
            ("count", "the number of pupils; two columns are its range"),
        ],
        words: &["each column of `y`", "reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Range,
        name: "range",
        help: "intervals of which only the ends are known, side by side",
        required: &[
            ("x", "the categories, from left to right"),
            ("low", "the lowest possible value"),
            ("high", "the highest possible value"),
        ],
        optional: &[
            ("facet", "a panel for each of its names"),
            ("margin_low", "lower end of the margin around the interval"),
            ("margin_high", "upper end of that margin"),
            ("reference_low", "lower end of the interval to compare with"),
            ("reference_high", "upper end of that interval"),
            ("break", "a text; where it changes stands a break"),
            ("count", "the number of pupils; two columns are its range"),
        ],
        words: &["reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Scatter,
        name: "scatter",
        help: "a cloud of schools, with the lines of their class of schoolweging",
        required: &[("x", "the place from left to right"), ("y", "the place from low to high")],
        optional: &[
            ("low", "lower end of the margin around the school of the report"),
            ("high", "upper end of that margin"),
            ("band_low", "lower end of the band"),
            ("band_high", "upper end of the band"),
            ("mean", "the mean of comparable schools"),
            ("norm", "the signaleringswaarde"),
            ("own", "the ovt; that of the report is named"),
        ],
        words: &["own", "x", "y", "norm", "mean", "band"],
    },
    ChartSpec {
        kind: ChartKind::Stacked,
        name: "stacked",
        help: "bars of parts that make 100 together: a part for each column of `part`",
        required: &[("label", "the rows"), ("part", "the percentages, lowest part first")],
        optional: &[
            ("facet", "a panel for each of its names"),
            ("count", "the number of pupils"),
            ("reference", "national lines, at these cumulative percentages"),
        ],
        words: &["each column of `part`", "count", "reference"],
    },
    ChartSpec {
        kind: ChartKind::Funnel,
        name: "funnel",
        help: "groups by their number of pupils, between the limits of chance",
        required: &[
            ("x", "the number of pupils"),
            ("y", "the value"),
            ("band_low", "lower limit of chance"),
            ("band_high", "upper limit of chance"),
        ],
        optional: &[("mean", "the mean of all groups"), ("own", "the ovt; that of the report is named")],
        words: &["own", "x", "y", "mean", "band"],
    },
    ChartSpec {
        kind: ChartKind::Heatmap,
        name: "heatmap",
        help: "differences around zero, in rows and columns",
        required: &[("row", "the rows"), ("column", "the columns"), ("value", "the difference")],
        optional: &[("count", "the number of pupils; two columns are its range")],
        words: &["count", "low", "high"],
    },
    ChartSpec {
        kind: ChartKind::Cohort,
        name: "cohort",
        help: "small lines with one scale, one for each row and column",
        required: &[
            ("row", "the rows"),
            ("column", "the columns"),
            ("x", "the moments of a line"),
            ("y", "the values"),
        ],
        optional: &[
            ("reference", "a series to compare with"),
            ("count", "the number of pupils"),
            ("break", "a text; where it changes the line is broken"),
        ],
        words: &["reference", "count", "break"],
    },
    ChartSpec {
        kind: ChartKind::Dumbbell,
        name: "dumbbell",
        help: "two moments of the same pupils, one line for each row",
        required: &[("label", "the rows"), ("from", "the first moment"), ("to", "the second moment")],
        optional: &[("facet", "a panel for each of its names"), ("count", "the number of pupils")],
        words: &["from", "to", "count"],
    },
    ChartSpec {
        kind: ChartKind::Matrix,
        name: "matrix",
        help: "counts in rows and columns",
        required: &[("row", "the rows"), ("column", "the columns"), ("value", "the count")],
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
