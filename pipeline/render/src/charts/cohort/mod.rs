//! Reads a series for each row and column, returns a matrix of small lines with one scale.
//!
//! Joins no points that a break or a gap keeps apart; a place without a series stays empty.

use domain::dutch::MISSING;

use crate::Error;
use crate::drawing::cells::{Needs, Plan, Table};
use crate::drawing::key::{Item, Sign};
use crate::drawing::panel::{Break, runs};
use crate::drawing::pens::{BREAK, GRID, NAME, OWN, REFERENCE, TICK, TITLE, VALUE, VALUE_EARLIER, ZERO};
use crate::drawing::{
    Align, Area, Canvas, Color, NumberStyle, Pitch, Point, Room, Scale, Taken, around, count, number,
};

pub(super) mod read;

/// What a matrix of small lines shows.
struct Cohorts {
    /// The categories of every series, from left to right.
    categories: Vec<String>,
    /// The series; nothing where there is none.
    table: Table<Option<CohortSeries>>,
    reference_name: String,
    break_name: String,
    /// How values and ticks are written.
    number: NumberStyle,
}

/// One small line.
struct CohortSeries {
    /// A point for each category; nothing outside the time of the series.
    points: Vec<Option<CohortPoint>>,
    breaks: Vec<Break>,
    /// A line under the panel, such as `n 21–24`.
    note: Option<String>,
}

/// One point of a small line.
struct CohortPoint {
    /// The value, if there is one to show.
    value: Option<f64>,
    /// What is printed in place of a missing value, such as `*` or `–`.
    symbol: Option<String>,
    /// The value to compare with.
    reference: Option<f64>,
}

/// White between panels, and room for the ticks.
const GAP: f64 = 9.0;
const DOT: f64 = 1.9;
/// Over the scale, for values at its top.
const HEADROOM: f64 = 9.0;
/// Under the scale, for the note.
const NOTE: f64 = 9.0;
/// Under the last row, for the categories.
const CATEGORIES: f64 = 10.0;
/// A category this wide has its own value in print; otherwise only the first and the last have.
const ROOMY: f64 = 48.0;
/// In which order the places around a point are tried: over and under it where every point has a value, away from the
/// line at its two ends.
const OVER_FIRST: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
const AFTER_FIRST: [usize; 8] = [4, 2, 6, 0, 1, 3, 7, 5];
const BEFORE_FIRST: [usize; 8] = [5, 3, 7, 0, 1, 2, 6, 4];
/// Half the width of a reference that stands alone.
const ALONE: f64 = 4.0;

/// Draws a small line for each row and column.
fn cohort(chart: &Cohorts, room: &Room<'_>) -> Result<String, Error> {
    let values = chart.table.numbers(|series| {
        let points = series.iter().flat_map(|series| series.points.iter().flatten());
        points.flat_map(|point| [point.value, point.reference]).flatten().collect()
    })?;
    if chart.categories.is_empty() {
        return Err(Error::Empty);
    }
    let scale = Scale::around(&values, &chart.number, 3);
    let ticks = scale.ticks_in_print(&chart.number);
    let widest = |canvas: &Canvas<'_>| canvas.widest(&ticks, TICK);
    let needs = Needs {
        least: 36.0,
        most: 400.0,
        gap: GAP,
        axis: Canvas::measure(&room.page(), widest)? + 3.0,
        lettering: TITLE,
        align: Align::Left,
        titles: ("", ""),
        key: &chart.key(),
        foot: CATEGORIES - GAP + 3.0,
    };
    let pitch = |plan: &Plan| {
        let slot = plan.slot - GAP;
        let usual = (slot * 0.62).clamp(42.0, 54.0) + HEADROOM + chart.note_height() + GAP;
        Pitch { least: 50.0, usual, most: 130.0 }
    };
    let last = chart.table.rows.len() - 1;
    chart.table.paint(room, &needs, pitch, |canvas, (row, column), area, series| {
        let panel = Small::new(canvas, chart, &scale, area);
        if column == 0 {
            panel.ticks()?;
        }
        if row == last {
            panel.categories()?;
        }
        match series {
            Some(series) => panel.series(series),
            None => panel.empty(),
        }
    })
}

impl Cohorts {
    fn all(&self) -> impl Iterator<Item = &CohortSeries> {
        self.table.all().flatten()
    }

    fn note_height(&self) -> f64 {
        if self.all().any(|series| series.note.is_some()) { NOTE } else { 0.0 }
    }

    fn key(&self) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        if self.all().flat_map(|series| series.points.iter().flatten()).any(|point| point.reference.is_some())
        {
            items.push(Item { sign: Sign::Line(REFERENCE), name: &self.reference_name });
        }
        if self.all().any(|series| !series.breaks.is_empty()) {
            items.push(Item { sign: Sign::Upright(BREAK), name: &self.break_name });
        }
        items
    }
}

/// One small panel on the sheet.
struct Small<'a, 'c> {
    canvas: &'a Canvas<'c>,
    chart: &'a Cohorts,
    scale: &'a Scale,
    area: Area,
    /// Top and bottom of the scale.
    ends: (f64, f64),
}

impl<'a, 'c> Small<'a, 'c> {
    fn new(canvas: &'a Canvas<'c>, chart: &'a Cohorts, scale: &'a Scale, area: Area) -> Self {
        let ends = (area.top + HEADROOM, area.bottom - chart.note_height());
        Self { canvas, chart, scale, area, ends }
    }

    fn slot(&self) -> f64 {
        (self.area.right - self.area.left) / count(self.chart.categories.len())
    }

    fn x(&self, category: usize) -> f64 {
        self.area.left + (count(category) + 0.5) * self.slot()
    }

    fn y(&self, value: f64) -> f64 {
        self.scale.place(value, self.ends.1, self.ends.0)
    }

    fn grid(&self) -> Result<(), Error> {
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            let pen = if tick == 0.0 { ZERO } else { GRID };
            self.canvas.line(&[(self.area.left, y), (self.area.right, y)], pen)?;
        }
        Ok(())
    }

    /// The numbers of the scale, at the left of the first panel of a row.
    fn ticks(&self) -> Result<(), Error> {
        for tick in self.scale.ticks() {
            let words = self.scale.tick_text(tick, &self.chart.number);
            let at = (self.area.left - 3.0, self.y(tick) + TICK.size * 0.33);
            self.canvas.text(&words, at, TICK, Align::Right)?;
        }
        Ok(())
    }

    /// The categories under the panel: each of them, every second, third …, or only the first and the last.
    fn categories(&self) -> Result<(), Error> {
        let names = &self.chart.categories;
        let lettering = TICK.sized(6.25);
        let widest = self.canvas.widest(names, lettering)?;
        let baseline = self.area.bottom + CATEGORIES - 2.0;
        let fits = |every: &usize| widest + 3.0 <= self.slot() * count(*every);
        // Two names say where a series begins and ends; fewer say nothing.
        let every = (1..names.len().max(2)).find(fits);
        if let Some(every) = every {
            let shown = |(i, _): &(usize, &String)| (names.len() - 1 - i).is_multiple_of(every);
            for (i, name) in names.iter().enumerate().filter(shown) {
                // A name wider than its category stays within the panel.
                let half = self.canvas.width_of(name, lettering)? / 2.0;
                let x = self.x(i).min(self.area.right - half).max(self.area.left + half);
                self.canvas.text(name, (x, baseline), lettering, Align::Center)?;
            }
            return Ok(());
        }
        let half = (self.area.right - self.area.left) / 2.0 - 2.0;
        for (name, x, align) in [
            (names.first(), self.area.left, Align::Left),
            (names.last().filter(|_| names.len() > 1), self.area.right, Align::Right),
        ] {
            let name = self.canvas.fitted(name.map_or("", String::as_str), lettering, half)?;
            self.canvas.text(&name, (x, baseline), lettering, align)?;
        }
        Ok(())
    }

    /// Says that there is no series here.
    fn empty(&self) -> Result<(), Error> {
        let (x, y) =
            (f64::midpoint(self.area.left, self.area.right), f64::midpoint(self.ends.0, self.ends.1));
        self.canvas.text(MISSING, (x, y + 3.0), NAME.sized(9.0), Align::Center)
    }

    fn series(&self, series: &CohortSeries) -> Result<(), Error> {
        let mut taken = Taken::default();
        self.grid()?;
        self.breaks(series, &mut taken)?;
        let values = |value: fn(&CohortPoint) -> Option<f64>| {
            series.points.iter().map(|point| point.as_ref().and_then(value)).collect::<Vec<_>>()
        };
        let own = values(|point| point.value);
        self.reference(&values(|point| point.reference), &mut taken)?;
        self.line(&own, &series.breaks, &mut taken)?;
        self.symbols(series, &mut taken)?;
        self.labels(&own, &mut taken)?;
        let note = series.note.as_deref().unwrap_or_default();
        let note = self.canvas.fitted(note, TICK.sized(6.25), self.area.right - self.area.left)?;
        self.canvas.text(&note, (self.area.left, self.area.bottom - 1.5), TICK.sized(6.25), Align::Left)
    }

    fn breaks(&self, series: &CohortSeries, taken: &mut Taken) -> Result<(), Error> {
        for point in &series.breaks {
            let x = self.area.left + count(point.before) * self.slot();
            let line = [(x, self.area.top + 2.0), (x, self.ends.1)];
            self.canvas.line(&line, BREAK)?;
            taken.add_path(&line);
        }
        Ok(())
    }

    /// The places of values that belong together.
    fn runs(&self, values: &[Option<f64>], breaks: &[Break]) -> Vec<Vec<Point>> {
        let present: Vec<bool> = values.iter().map(Option::is_some).collect();
        let place = |i: usize| values[i].map(|value| (self.x(i), self.y(value)));
        runs(&present, breaks).into_iter().map(|run| run.into_iter().filter_map(place).collect()).collect()
    }

    fn reference(&self, values: &[Option<f64>], taken: &mut Taken) -> Result<(), Error> {
        for run in self.runs(values, &[]) {
            let run = match run.as_slice() {
                [(x, y)] => vec![(x - ALONE, *y), (x + ALONE, *y)],
                _ => run,
            };
            self.canvas.line(&run, REFERENCE)?;
            taken.add_path(&run);
        }
        Ok(())
    }

    fn line(&self, values: &[Option<f64>], breaks: &[Break], taken: &mut Taken) -> Result<(), Error> {
        for run in self.runs(values, breaks) {
            if run.len() > 1 {
                self.canvas.line(&run, OWN)?;
            }
            taken.add_path(&run);
            for &place in &run {
                self.canvas.disc(place, DOT, Color::School)?;
                taken.areas.push(Area::of_dot(place, DOT));
            }
        }
        Ok(())
    }

    /// Symbols on the axis for points that are not drawn.
    fn symbols(&self, series: &CohortSeries, taken: &mut Taken) -> Result<(), Error> {
        for (i, point) in series.points.iter().enumerate() {
            let symbol =
                point.as_ref().filter(|point| point.value.is_none()).and_then(|p| p.symbol.as_deref());
            let Some(symbol) = symbol else { continue };
            let (x, y) = (self.x(i), self.ends.1 - 2.5);
            let width = self.canvas.width_of(symbol, VALUE_EARLIER)?;
            self.canvas.text(symbol, (x, y), VALUE_EARLIER, Align::Center)?;
            taken.areas.push(Area::of_text(x - width / 2.0, y, width, VALUE_EARLIER.size));
        }
        Ok(())
    }

    /// Values in print: all where there is room, else the last and the first.
    fn labels(&self, values: &[Option<f64>], taken: &mut Taken) -> Result<(), Error> {
        let present: Vec<usize> = (0..values.len()).filter(|i| values[*i].is_some()).collect();
        let (Some(first), Some(last)) = (present.first(), present.last()) else { return Ok(()) };
        let bounds = Area { bottom: self.ends.1 - 0.5, ..self.area };
        let roomy = self.slot() >= ROOMY;
        for &i in present.iter().rev().filter(|i| roomy || *i == first || *i == last) {
            let Some(value) = values[i] else { continue };
            let (lettering, words) = (VALUE.sized(7.5), number(value, &self.chart.number));
            let width = self.canvas.width_of(&words, lettering)?;
            let at = (self.x(i), self.y(value));
            let order = match i {
                _ if roomy => OVER_FIRST,
                _ if i == *last => AFTER_FIRST,
                _ => BEFORE_FIRST,
            };
            let mut places = Vec::new();
            for clear in [0.8, 3.5, 7.0, 11.0] {
                let ring = around(at, (DOT + 0.8, DOT + clear), width, lettering.size);
                places.extend(order.map(|place| ring[place]));
            }
            let inside = |(x, y): &Point| (x.min(self.area.right - width).max(self.area.left), *y);
            let places: Vec<Point> = places.iter().map(inside).collect();
            let area = |(x, y): &Point| Area::of_text(*x, *y, width, lettering.size);
            let areas: Vec<Area> = places.iter().map(area).collect();
            let chosen = places[taken.choose(&areas, &bounds, &Area::of_dot(at, DOT))];
            self.canvas.text(&words, chosen, lettering, Align::Left)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::{assert_legible, room, size, texts};

    const VAKKEN: [&str; 6] =
        ["rekenen", "begrijpend lezen", "technisch lezen", "spelling", "woordenschat", "studievaardigheden"];

    fn point(value: Option<f64>) -> CohortPoint {
        CohortPoint { value, symbol: value.is_none().then(|| "*".into()), reference: Some(60.0) }
    }

    fn series(values: &[Option<f64>]) -> CohortSeries {
        CohortSeries {
            points: values.iter().map(|value| Some(point(*value))).collect(),
            breaks: Vec::new(),
            note: Some("n 21–24".into()),
        }
    }

    fn chart(rows: usize, columns: usize, values: &[Option<f64>]) -> Cohorts {
        let moments = ["M3", "E3", "M4", "E4", "M5", "E5", "M6", "E6"];
        let row = |_| (0..columns).map(|_| Some(series(values))).collect();
        let names = VAKKEN.iter().cycle().take(rows).map(|vak| (*vak).to_owned());
        let heads = (0..columns).map(|column| format!("groep 3 in {}", 2017 + column)).collect();
        Cohorts {
            categories: moments.iter().take(values.len()).map(|moment| (*moment).to_owned()).collect(),
            table: Table { rows: names.collect(), columns: heads, cells: (0..rows).map(row).collect() },
            reference_name: "landelijk".into(),
            break_name: "andere toets".into(),
            number: NumberStyle::percentage(0),
        }
    }

    fn draw(chart: &Cohorts) -> String {
        cohort(chart, &room()).unwrap()
    }

    const SIX: [Option<f64>; 6] = [Some(55.0), Some(51.0), None, Some(72.0), Some(68.0), Some(40.0)];

    #[test]
    fn texts_never_touch_from_one_panel_to_thirty_six() {
        for (rows, columns) in [(1, 1), (2, 2), (6, 6), (3, 4), (1, 6), (6, 1), (4, 8)] {
            for values in [&SIX[..], &SIX[..1], &[Some(0.0), Some(100.0)], &[None, None]] {
                assert_legible(&draw(&chart(rows, columns, values)));
            }
        }
        let mut years = chart(3, 6, &SIX);
        years.categories = (2017..2023).map(|year| format!("{year}-{}", year + 1)).collect();
        assert_legible(&draw(&years));
    }

    #[test]
    fn all_panels_share_one_scale() {
        let mut chart = chart(1, 2, &[Some(10.0), Some(12.0)]);
        chart.table.cells[0][1] = Some(series(&[Some(90.0), Some(88.0)]));
        let printed = texts(&draw(&chart));
        let top = |words: &str| printed.iter().find(|text| text.words == words).unwrap().area.top;
        assert!(top("90%") + 20.0 < top("10%"), "{printed:?}");
        assert_eq!(
            printed.iter().filter(|text| text.words == "100%").count(),
            1,
            "ticks stand once in a row"
        );
    }

    #[test]
    fn a_gap_and_a_break_part_the_line() {
        let lines = |chart: &Cohorts| draw(chart).matches("stroke=\"#0B5394\" stroke-width=\"28\"").count();
        let mut one = chart(1, 1, &[Some(50.0), Some(60.0), Some(55.0), Some(58.0)]);
        assert_eq!(lines(&one), 1);
        one.table.cells[0][0].as_mut().unwrap().breaks.push(Break { before: 2, label: String::new() });
        assert_eq!(lines(&one), 2);
        assert!(draw(&one).contains(">andere toets</text>"));
        assert_eq!(lines(&chart(1, 1, &[Some(50.0), None, Some(55.0)])), 0);
    }

    #[test]
    fn a_small_panel_prints_its_first_and_last_value() {
        let mut values = SIX;
        values[0] = Some(31.0);
        let printed: Vec<String> =
            texts(&draw(&chart(1, 6, &values))).into_iter().map(|text| text.words).collect();
        let times = |words: &str| printed.iter().filter(|text| *text == words).count();
        assert_eq!(
            (times("31%"), times("51%"), times("68%"), times("40%")),
            (6, 0, 0, 6 + 1),
            "and one tick"
        );
        assert_eq!(times("*"), 6);
    }

    #[test]
    fn a_place_without_a_series_stays_empty() {
        let mut chart = chart(2, 2, &SIX);
        chart.table.cells[1][1] = None;
        let svg = draw(&chart);
        assert_eq!(svg.matches(">–</text>").count(), 1);
        assert_eq!(svg.matches(">n 21–24</text>").count(), 3);
    }

    #[test]
    fn six_by_six_fits_a_page() {
        assert!(size(&draw(&chart(6, 6, &SIX))).1 < 175.0 * 72.0 / 25.4);
    }

    #[test]
    fn refuses_nothing_and_infinity() {
        assert!(matches!(cohort(&chart(0, 2, &SIX), &room()), Err(Error::Empty)));
        let odd = chart(1, 1, &[Some(f64::INFINITY)]);
        assert!(matches!(cohort(&odd, &room()), Err(Error::NotFinite { .. })));
    }
}
