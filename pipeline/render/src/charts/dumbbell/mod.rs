//! Reads two values per row, returns panels of lines from an open to a filled dot.
//!
//! Says nothing about which direction is good; panels have scales of their own and are not compared.

use crate::Error;
use crate::drawing::cells::Figure;
use crate::drawing::key::{Item, Sign};
use crate::drawing::lanes::{Field, Lane, Lanes, Needs, Panel};
use crate::drawing::pens::{BETWEEN, EARLIER, GRID, Lettering, TICK, VALUE, VALUE_EARLIER};
use crate::drawing::{Align, Canvas, Color, NumberStyle, Point, Room, Scale, count, finite};

pub(super) mod read;

/// What a dumbbell chart shows.
struct Dumbbell {
    from_name: String,
    to_name: String,
    /// The pairs; each panel has its own scale.
    pairs: Lanes<Pair>,
    number: NumberStyle,
}

/// One line with a dot at both ends.
struct Pair {
    from: Figure,
    to: Figure,
}

/// Narrowest lane.
const LEAST_LANE: f64 = 116.0;
/// Room over the rows for the ticks.
const TICKS: f64 = 9.5;
const RING: f64 = 2.6;
const DOT: f64 = 3.0;
/// An open dot that would be hidden by the filled one is drawn around it.
const AROUND: f64 = 4.8;
/// A guide shorter than this leads nowhere.
const SHORTEST_GUIDE: f64 = 8.0;
/// Between a dot and its value.
const BESIDE: f64 = 3.0;

/// Draws one line per row, in a grid of panels when there are several.
fn dumbbell(chart: &Dumbbell, room: &Room<'_>) -> Result<String, Error> {
    if chart.pairs.rows().next().is_none() {
        return Err(Error::Empty);
    }
    let key = [
        Item { sign: Sign::Ring(EARLIER), name: &chart.from_name },
        Item { sign: Sign::Dot(Color::School), name: &chart.to_name },
    ];
    chart.pairs.paint(room, &Needs { lane: LEAST_LANE, head: TICKS }, &key, |canvas, panel, field| {
        let ends = panel.rows.iter().flat_map(|row| [row.marks.from.value, row.marks.to.value]).flatten();
        let scale = Scale::around(&finite(&panel.title, ends)?, &chart.number, 5);
        let texts = panel.rows.iter().flat_map(|row| [row.marks.from.text.as_str(), &row.marks.to.text]);
        let margin = canvas.widest(texts, VALUE)? + BESIDE + AROUND + 1.0;
        Lines { canvas, panel, scale: &scale, number: &chart.number, field, margin }.draw()
    })
}

/// The lines of one panel.
struct Lines<'a, 'c> {
    canvas: &'a Canvas<'c>,
    panel: &'a Panel<Pair>,
    scale: &'a Scale,
    number: &'a NumberStyle,
    field: &'a Field,
    /// Room at both ends of the scale for the widest value.
    margin: f64,
}

impl<'a> Lines<'a, '_> {
    fn draw(&self) -> Result<(), Error> {
        self.ticks()?;
        for (i, row) in self.panel.rows.iter().enumerate() {
            self.row(&row.marks, &self.field.lane(i, self.panel.rows.len()))?;
        }
        Ok(())
    }

    fn x(&self, value: f64) -> f64 {
        self.scale.place(value, self.field.left + self.margin, self.field.right - self.margin)
    }

    /// Upright grid lines; where their numbers do not fit, only every second, third … has one.
    fn ticks(&self) -> Result<(), Error> {
        let ticks = self.scale.ticks();
        let names = self.scale.ticks_in_print(self.number);
        let needed = self.canvas.widest(&names, TICK)? + 5.0;
        let apart = self.x(self.scale.low + self.scale.step) - self.x(self.scale.low);
        let every = (1..names.len().max(2)).find(|every| needed <= apart * count(*every)).unwrap_or(1);
        for (i, (tick, name)) in ticks.iter().zip(&names).enumerate() {
            let x = self.x(*tick);
            self.canvas.line(&[(x, self.field.top - 1.5), (x, self.field.bottom)], GRID)?;
            if i.is_multiple_of(every) {
                self.canvas.text(name, (x, self.field.top - 4.0), TICK, Align::Center)?;
            }
        }
        Ok(())
    }

    fn row(&self, row: &'a Pair, lane: &Lane) -> Result<(), Error> {
        let end = |figure: &'a Figure| figure.value.map(|value| (self.x(value), figure.text.as_str()));
        let y = lane.middle;
        let (left, right) = match (end(&row.from), end(&row.to)) {
            (Some(from), Some(to)) => self.pair(from, to, y)?,
            (Some((x, words)), None) => {
                self.canvas.ring((x, y), RING, EARLIER)?;
                self.symbol((lane.right, y), &row.to.text, Align::Right)?;
                let left = self.beside((x - DOT, y), words, VALUE_EARLIER, Align::Right)?;
                (left, lane.right)
            }
            (None, Some((x, words))) => {
                self.canvas.dot((x, y), DOT, Color::School)?;
                self.symbol((lane.left, y), &row.from.text, Align::Left)?;
                let right = self.beside((x + DOT, y), words, VALUE, Align::Left)?;
                (lane.left, right)
            }
            (None, None) => {
                self.symbol((lane.left, y), &row.to.text, Align::Left)?;
                (lane.left, lane.right)
            }
        };
        self.guide((lane.left, left - BESIDE), y)?;
        self.guide((right + BESIDE, lane.right), y)
    }

    /// Both dots, each with its value on the side away from the other; returns the ends of what was drawn.
    fn pair(&self, from: (f64, &str), to: (f64, &str), y: f64) -> Result<(f64, f64), Error> {
        let hidden = (from.0 - to.0).abs() < DOT;
        let ring = if hidden { AROUND } else { RING };
        self.canvas.line(&[(from.0, y), (to.0, y)], BETWEEN)?;
        self.canvas.ring((from.0, y), ring, EARLIER)?;
        self.canvas.dot((to.0, y), DOT, Color::School)?;
        let (from, to) = ((from, VALUE_EARLIER), (to, VALUE));
        let (((low, low_words), low_lettering), ((high, high_words), high_lettering)) =
            if from.0.0 <= to.0.0 { (from, to) } else { (to, from) };
        let clear = ring.max(DOT);
        let left = self.beside((low - clear, y), low_words, low_lettering, Align::Right)?;
        let right = self.beside((high + clear, y), high_words, high_lettering, Align::Left)?;
        Ok((left, right))
    }

    /// Sets a value next to the edge of a dot; returns its far end.
    fn beside(&self, edge: Point, words: &str, lettering: Lettering, align: Align) -> Result<f64, Error> {
        let away = if align == Align::Right { -1.0 } else { 1.0 };
        let x = edge.0 + away * BESIDE;
        self.canvas.text(words, (x, edge.1 + lettering.size * 0.34), lettering, align)?;
        Ok(x + away * self.canvas.width_of(words, lettering)?)
    }

    /// Leads the eye from a label to its dots, and from the dots to the number of pupils.
    fn guide(&self, (from, to): (f64, f64), y: f64) -> Result<(), Error> {
        if to - from > SHORTEST_GUIDE { self.canvas.line(&[(from, y), (to, y)], GRID) } else { Ok(()) }
    }

    /// Sets the symbol of a value that is not drawn, at the edge where no dot can stand.
    fn symbol(&self, at: Point, symbol: &str, align: Align) -> Result<(), Error> {
        let baseline = at.1 + VALUE_EARLIER.size * 0.34;
        self.canvas.text(symbol, (at.0, baseline), VALUE_EARLIER, align)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::lanes::Row;
    use crate::drawing::test_support::{assert_legible, room, texts};

    fn figure(value: Option<f64>) -> Figure {
        let style = NumberStyle::amount(1);
        Figure { value, text: value.map_or("*".into(), |value| crate::drawing::number(value, &style)) }
    }

    fn chart(panels: usize, rows: &[(Option<f64>, Option<f64>)]) -> Dumbbell {
        let row = |(i, (from, to)): (usize, &(Option<f64>, Option<f64>))| Row {
            label: format!("groep {}", i + 3),
            count: Some("23".into()),
            marks: Pair { from: figure(*from), to: figure(*to) },
        };
        let titles = ["rekenen", "begrijpend lezen", "studievaardigheden"];
        let panels = (0..panels)
            .map(|i| Panel { title: titles[i % 3].into(), rows: rows.iter().enumerate().map(row).collect() });
        Dumbbell {
            from_name: "midden".into(),
            to_name: "eind".into(),
            pairs: Lanes { panels: panels.collect(), count_name: "n".into() },
            number: NumberStyle::amount(1),
        }
    }

    fn draw(chart: &Dumbbell) -> String {
        dumbbell(chart, &room()).unwrap()
    }

    fn place(svg: &str, words: &str) -> f64 {
        texts(svg).into_iter().find(|text| text.words == words).unwrap().area.left
    }

    #[test]
    fn values_stand_on_the_outer_sides_in_both_directions() {
        let svg = draw(&chart(1, &[(Some(110.0), Some(150.0))]));
        assert!(place(&svg, "110,0") < place(&svg, "150,0"));
        let svg = draw(&chart(1, &[(Some(150.0), Some(110.0))]));
        assert!(place(&svg, "110,0") < place(&svg, "150,0"));
    }

    #[test]
    fn texts_never_touch() {
        let rows = [
            (Some(110.0), Some(150.0)),
            (Some(150.0), Some(150.0)),
            (Some(150.5), Some(149.0)),
            (None, Some(110.0)),
            (Some(200.0), None),
            (None, None),
        ];
        for panels in 1..=8 {
            assert_legible(&draw(&chart(panels, &rows)));
        }
        let many: Vec<_> =
            (0..40).map(|i| (Some(100.0 + f64::from(i)), Some(104.0 + f64::from(i)))).collect();
        assert_legible(&draw(&chart(1, &many)));
        assert_legible(&draw(&chart(1, &rows[5..])));
    }

    #[test]
    fn a_missing_end_leaves_the_other_one() {
        let svg = draw(&chart(1, &[(None, Some(110.0))]));
        assert!(svg.contains(">*</text>") && svg.contains(">110,0</text>"), "{svg}");
        assert!(!svg.contains("stroke=\"#5B8AB8\""), "no line between: {svg}");
    }

    #[test]
    fn an_end_that_coincides_is_drawn_around_the_other() {
        let radius = format!("r=\"{}\"", ((AROUND + EARLIER.width / 2.0) * 20.0).round());
        assert!(draw(&chart(1, &[(Some(110.0), Some(110.0))])).contains(&radius));
        assert!(!draw(&chart(1, &[(Some(110.0), Some(150.0))])).contains(&radius));
    }

    #[test]
    fn every_panel_has_its_own_scale() {
        let mut chart = chart(2, &[(Some(110.0), Some(150.0))]);
        let low = &mut chart.pairs.panels[1].rows[0].marks;
        (low.from, low.to) = (figure(Some(10.0)), figure(Some(15.0)));
        let printed: Vec<String> = texts(&draw(&chart)).into_iter().map(|text| text.words).collect();
        assert!(printed.contains(&"120".to_owned()) && printed.contains(&"12".to_owned()), "{printed:?}");
    }

    #[test]
    fn refuses_nothing_and_what_is_not_a_number() {
        assert!(matches!(dumbbell(&chart(1, &[]), &room()), Err(Error::Empty)));
        let odd = chart(1, &[(Some(f64::INFINITY), None)]);
        assert!(matches!(dumbbell(&odd, &room()), Err(Error::NotFinite { .. })));
    }
}
