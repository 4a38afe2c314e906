//! Reads rows of shares that are a hundred percent together, returns panels of stacked bars.
//!
//! Adds nothing up and rounds only in print: a bar of which one part is hidden is not drawn, since what
//! remains would tell it.

use crate::Error;
use crate::drawing::key::{Item, Sign};
use crate::drawing::lanes::{Field, Lane, Lanes, Needs, Panel, Row};
use crate::drawing::pens::{FIGURE, SHARE};
use crate::drawing::shades::{NO_FIGURE, Shade, levels};
use crate::drawing::{Align, Canvas, NumberStyle, Room, finite, number};

pub(super) mod read;

/// What a chart of stacked bars shows.
struct Stacked {
    /// The names of the parts, lowest first.
    parts: Vec<String>,
    bars: Lanes<Bar>,
    /// Name of the reference lines; may be empty.
    reference_name: String,
}

/// One bar.
struct Bar {
    /// The percentage of each part, in the order of the names; nothing where there is none.
    shares: Vec<Option<f64>>,
    /// What is printed in place of the bar, such as `*` or `–`.
    symbol: Option<String>,
    /// The cumulative percentages at which a reference line stands.
    references: Vec<f64>,
}

/// Narrowest bar.
const LEAST_LANE: f64 = 92.0;
/// A part from which its percentage is printed, if it fits.
const PRINTED: f64 = 8.0;
/// Paper between two parts.
const SEAM: f64 = 1.0;
/// A part this narrow can still be seen.
const THINNEST: f64 = 0.6;

/// Draws one bar per row, in a grid of panels when there are several.
fn stacked(chart: &Stacked, room: &Room<'_>) -> Result<String, Error> {
    if chart.parts.is_empty() || chart.bars.rows().next().is_none() {
        return Err(Error::Empty);
    }
    for Row { label, marks, .. } in chart.bars.rows() {
        finite(label, marks.shares.iter().flatten().chain(&marks.references).copied())?;
    }
    let shades = levels(chart.parts.len());
    let parts = chart.parts.iter().zip(&shades);
    let mut key: Vec<Item<'_>> =
        parts.map(|(name, shade)| Item { sign: Sign::Block(*shade), name }).collect();
    if chart.bars.rows().any(|row| !row.marks.references.is_empty()) {
        key.push(Item { sign: Sign::Upright(SHARE), name: &chart.reference_name });
    }
    chart.bars.paint(room, &Needs { lane: LEAST_LANE, head: 0.0 }, &key, |canvas, panel, field| {
        Bars::new(canvas, &shades, field.right - field.left)?.draw(panel, field)
    })
}

/// The bars on the sheet.
struct Bars<'a, 'c> {
    canvas: &'a Canvas<'c>,
    shades: &'a [Shade],
    /// How percentages are written: without their sign where bars are short.
    style: NumberStyle,
}

impl<'a, 'c> Bars<'a, 'c> {
    fn new(canvas: &'a Canvas<'c>, shades: &'a [Shade], lane: f64) -> Result<Self, Error> {
        let with_sign = NumberStyle::percentage(0);
        let roomy = canvas.width_of("10%", FIGURE)? + 3.0 <= lane * 0.1;
        let style = if roomy { with_sign } else { NumberStyle { suffix: String::new(), ..with_sign } };
        Ok(Self { canvas, shades, style })
    }

    fn draw(&self, panel: &Panel<Bar>, field: &Field) -> Result<(), Error> {
        for (i, row) in panel.rows.iter().enumerate() {
            let lane = field.lane(i, panel.rows.len());
            for at in &row.marks.references {
                let x = lane.left + (lane.right - lane.left) * at.clamp(0.0, 100.0) / 100.0;
                let half = lane.pitch / 2.0;
                self.canvas.line(&[(x, lane.middle - half), (x, lane.middle + half)], SHARE)?;
            }
            match &row.marks.symbol {
                Some(symbol) => self.empty(symbol, &lane)?,
                None => self.bar(&row.marks, &lane)?,
            }
        }
        Ok(())
    }

    fn bar(&self, bar: &Bar, lane: &Lane) -> Result<(), Error> {
        let half = half_height(lane);
        let total: f64 = bar.shares.iter().flatten().sum();
        // Shares that were rounded one by one may pass a hundred by a few tenths.
        let unit = (lane.right - lane.left) / total.max(100.0);
        let mut from = lane.left;
        for (share, shade) in bar.shares.iter().zip(self.shades) {
            let Some(share) = share.filter(|share| *share > 0.0) else { continue };
            let to = from + share * unit;
            let left = if from > lane.left { from + SEAM / 2.0 } else { from };
            let right = if to < lane.right - 0.01 { to - SEAM / 2.0 } else { to };
            let right = right.max(left + THINNEST);
            self.canvas.block((left, lane.middle - half), (right, lane.middle + half), shade)?;
            let words = number(share, &self.style);
            let lettering = FIGURE.colored(shade.text);
            if share >= PRINTED && self.canvas.width_of(&words, lettering)? + 2.5 <= right - left {
                let at = (f64::midpoint(left, right), lane.middle + FIGURE.size * 0.34);
                self.canvas.text(&words, at, lettering, Align::Center)?;
            }
            from = to;
        }
        Ok(())
    }

    /// The outline of a bar that is not shown, with the symbol that says why.
    fn empty(&self, symbol: &str, lane: &Lane) -> Result<(), Error> {
        let half = half_height(lane);
        self.canvas.block((lane.left, lane.middle - half), (lane.right, lane.middle + half), &NO_FIGURE)?;
        let at = (lane.left + 5.0, lane.middle + FIGURE.size * 0.34);
        self.canvas.text(symbol, at, FIGURE.colored(NO_FIGURE.text), Align::Left)
    }
}

/// Half the height of a bar; what is left of the row shows the reference lines.
fn half_height(lane: &Lane) -> f64 {
    ((lane.pitch - 4.5) / 2.0).clamp(3.5, 6.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::{assert_legible, palette, room, size, texts};

    const LEVELS: [&str; 5] = ["V", "IV", "III", "II", "I"];

    fn row(label: &str, shares: &[f64]) -> Row<Bar> {
        let shares = shares.iter().copied().map(Some).collect();
        let marks = Bar { shares, symbol: None, references: vec![20.0, 40.0, 60.0, 80.0] };
        Row { label: label.into(), count: Some("24".into()), marks }
    }

    fn chart(panels: &[(&str, usize)]) -> Stacked {
        let labels = ["M3", "groep 4", "begrijpend lezen", "2024-2025"];
        let shares = [[3.0, 17.0, 30.0, 25.0, 25.0], [20.0; 5], [0.0, 0.0, 0.5, 7.9, 91.6]];
        let rows = |number: usize| (0..number).map(|i| row(labels[i % 4], &shares[i % 3])).collect();
        let panels =
            panels.iter().map(|(title, number)| Panel { title: (*title).to_owned(), rows: rows(*number) });
        Stacked {
            parts: LEVELS.map(str::to_owned).to_vec(),
            bars: Lanes { panels: panels.collect(), count_name: "leerlingen".into() },
            reference_name: "landelijk (20% per niveau)".into(),
        }
    }

    fn draw(chart: &Stacked) -> String {
        stacked(chart, &room()).unwrap()
    }

    #[test]
    fn prints_what_is_wide_enough_and_nothing_else() {
        let svg = draw(&chart(&[("", 1)]));
        let printed: Vec<String> = texts(&svg).into_iter().map(|text| text.words).collect();
        assert!(
            ["17%", "30%", "25%"].iter().all(|words| printed.contains(&(*words).to_owned())),
            "{printed:?}"
        );
        assert!(!printed.contains(&"3%".to_owned()));
    }

    #[test]
    fn every_part_that_is_not_zero_is_drawn() {
        let mut chart = chart(&[("", 1)]);
        chart.bars.panels[0].rows = vec![row("M5", &[0.0, 0.1, 0.1, 0.1, 99.7])];
        let svg = draw(&chart);
        let shades = levels(5);
        let drawn = |shade: &Shade| {
            let color = shade.colors(palette()).0;
            svg.matches(&format!("fill=\"#{:02X}{:02X}{:02X}\"", color.0, color.1, color.2)).count()
        };
        // The key has one of each; the part of zero has no other.
        assert_eq!(shades.iter().map(drawn).collect::<Vec<_>>(), [1, 2, 2, 2, 2]);
    }

    #[test]
    fn shares_that_were_rounded_up_stay_within_the_bar() {
        let mut one = chart(&[("", 1)]);
        one.bars.panels[0].rows = vec![row("M5", &[20.1, 20.1, 20.1, 20.1, 20.1])];
        let svg = draw(&one);
        let right = |svg: &str| {
            let ends = svg.lines().filter(|line| line.starts_with("<rect")).map(|line| {
                let number = |name: &str| {
                    let start = line.find(name).unwrap() + name.len();
                    line[start..].split('"').next().unwrap().parse::<u32>().unwrap()
                };
                number(" x=\"") + number(" width=\"")
            });
            ends.max().unwrap()
        };
        one.bars.panels[0].rows = vec![row("M5", &[0.0, 0.0, 0.0, 0.0, 100.0])];
        assert_eq!(right(&svg), right(&draw(&one)));
    }

    #[test]
    fn a_hidden_bar_shows_its_symbol_and_no_part() {
        let mut chart = chart(&[("", 1)]);
        chart.bars.panels[0].rows[0].marks.symbol = Some("*".into());
        let svg = draw(&chart);
        assert!(svg.contains(">*</text>") && !svg.contains(">30%</text>"), "{svg}");
    }

    #[test]
    fn names_the_reference_only_where_it_is_drawn() {
        let mut chart = chart(&[("", 2)]);
        assert_eq!(draw(&chart).matches(">landelijk (20% per niveau)</text>").count(), 1);
        for row in &mut chart.bars.panels[0].rows {
            row.marks.references.clear();
        }
        assert!(!draw(&chart).contains("landelijk"));
    }

    #[test]
    fn texts_never_touch_from_one_row_to_forty_and_from_one_panel_to_eight() {
        let names = ["rekenen", "begrijpend lezen", "spelling", "studievaardigheden: informatieverwerking"];
        for rows in [1, 2, 7, 40] {
            assert_legible(&draw(&chart(&[("", rows)])));
        }
        for panels in 2..=8 {
            let panels: Vec<(&str, usize)> = (0..panels).map(|i| (names[i % 4], 1 + i % 5)).collect();
            assert_legible(&draw(&chart(&panels)));
        }
    }

    #[test]
    fn the_height_follows_the_rows() {
        let height = |rows| size(&draw(&chart(&[("", rows)]))).1;
        assert!(height(12) - height(6) > 6.0 * 12.0 && height(40) < 215.0 * 72.0 / 25.4 + 1.0);
    }

    #[test]
    fn keeps_to_a_given_height_or_refuses() {
        let chart = chart(&[("", 6)]);
        let given = |height| stacked(&chart, &Room { height_mm: Some(height), ..room() });
        assert!((size(&given(60.0).unwrap()).1 - 60.0 * 72.0 / 25.4).abs() < 0.1);
        assert!(matches!(given(20.0), Err(Error::FrameTooSmall { .. })));
    }

    #[test]
    fn refuses_nothing_and_what_is_not_a_number() {
        assert!(matches!(stacked(&chart(&[]), &room()), Err(Error::Empty)));
        let mut odd = chart(&[("", 1)]);
        odd.bars.panels[0].rows[0].marks.shares[0] = Some(f64::NAN);
        assert!(matches!(stacked(&odd, &room()), Err(Error::NotFinite { .. })));
    }
}
