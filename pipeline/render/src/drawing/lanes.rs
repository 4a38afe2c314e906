//! Reads panels of rows, returns an aligned grid of lanes with labels at the left and numbers at the right.
//!
//! Draws the frame that stacked bars and dumbbells share; the marks themselves are drawn by their kinds.

use std::slice::Iter;

use super::axis::count;
use super::canvas::Canvas;
use super::frame::{Pitch, Room};
use super::key::{Item, Key};
use super::pens::{LABEL, Lettering, TICK, TITLE};
use super::text::Align;
use crate::error::Error;

/// Panels of rows, of which each kind has its own marks.
pub(crate) struct Lanes<M> {
    /// The panels.
    pub(crate) panels: Vec<Panel<M>>,
    /// Heads the numbers of pupils; may be empty.
    pub(crate) count_name: String,
}

/// A panel: a title over rows.
pub(crate) struct Panel<M> {
    /// Title over the panel; may be empty.
    pub(crate) title: String,
    /// The rows from top to bottom.
    pub(crate) rows: Vec<Row<M>>,
}

/// A row: what stands at both ends and what is drawn between them.
pub(crate) struct Row<M> {
    /// The label at the left.
    pub(crate) label: String,
    /// The number of pupils at the right, in print.
    pub(crate) count: Option<String>,
    /// What is drawn in its lane.
    pub(crate) marks: M,
}

impl<M> Lanes<M> {
    /// The rows of all panels.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row<M>> {
        self.panels.iter().flat_map(|panel| &panel.rows)
    }

    /// Draws the key, the panels in a grid when there are several, and in each field the `marks` of its panel.
    pub(crate) fn paint(
        &self,
        room: &Room<'_>,
        needs: &Needs,
        key: &[Item<'_>],
        marks: impl Fn(&Canvas<'_>, &Panel<M>, &Field) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let (plan, key, top) = Canvas::measure(&room.page(), |canvas| {
            let plan = Plan::of(canvas, self, needs)?;
            let (room, least) = plan.key_room(canvas);
            let key = Key::plan(canvas, key, room)?;
            let top = key.height.max(least);
            Ok((plan, key, top))
        })?;
        let (pitch, frame) = room.share_out(plan.fixed() + top, plan.rows(), plan.pitch())?;
        Canvas::paint(&frame, |canvas| {
            key.draw(canvas)?;
            let fields = plan.draw(canvas, self, (top, pitch))?;
            self.panels.iter().zip(&fields).try_for_each(|(panel, field)| marks(canvas, panel, field))
        })
    }
}

/// What a kind asks of its lanes, in points.
pub(crate) struct Needs {
    /// Narrowest lane in which its marks can be read.
    pub(crate) lane: f64,
    /// Room over the rows for an axis.
    pub(crate) head: f64,
}

/// The lane of one row.
pub(crate) struct Lane {
    /// Left end.
    pub(crate) left: f64,
    /// Right end.
    pub(crate) right: f64,
    /// Height of the middle.
    pub(crate) middle: f64,
    /// Height of the row.
    pub(crate) pitch: f64,
}

/// The lanes of one panel together.
pub(crate) struct Field {
    /// Left end.
    pub(crate) left: f64,
    /// Right end.
    pub(crate) right: f64,
    /// Top of the first row.
    pub(crate) top: f64,
    /// Bottom of the last row.
    pub(crate) bottom: f64,
}

/// Between panels side by side.
const GUTTER: f64 = 18.0;
/// Between panels under each other.
const BETWEEN: f64 = 13.0;
const TITLE_LINE: f64 = 10.5;
/// Between the title and what is under it.
const UNDER_TITLE: f64 = 2.5;
/// Between a label and its lane, and between a lane and its number.
const AFTER_LABEL: f64 = 8.0;
const BEFORE_COUNT: f64 = 7.0;
const LABEL_LINE: f64 = 8.6;
/// Height of a heading of the numbers by itself, and of its baseline over the first row.
const HEADER: f64 = 16.0;
const HEADER_RISE: f64 = 9.2;
/// Least share of a panel for the lanes where panels stand side by side.
const LANE_SHARE: f64 = 0.48;

/// A grid of panels for which every text has found its room.
struct Plan {
    columns: Columns,
    /// Room for the numbers, with the white towards the lane.
    number: f64,
    titles: Vec<Vec<String>>,
    /// Title lines and rows of each line of panels.
    tiers: Vec<(usize, usize)>,
    head: f64,
    /// Width of the heading of the numbers.
    header: f64,
}

impl Plan {
    /// Chooses how many panels stand side by side and where labels are broken.
    fn of<M>(canvas: &Canvas<'_>, chart: &Lanes<M>, needs: &Needs) -> Result<Self, Error> {
        let panels = &chart.panels;
        let number = match canvas.widest(chart.rows().filter_map(|row| row.count.as_deref()), TICK)? {
            0.0 => 0.0,
            widest => widest + BEFORE_COUNT,
        };
        let labels: Vec<&str> = chart.rows().map(|row| row.label.as_str()).collect();
        let columns = Columns::choose(canvas, &labels, panels.len(), number, needs)?;
        let mut titles = Vec::new();
        let header = if number > 0.0 { canvas.width_of(&chart.count_name, TICK)? } else { 0.0 };
        let taken = if header > 0.0 { header + BEFORE_COUNT } else { 0.0 };
        for panel in panels {
            titles.push(canvas.wrapped(&panel.title, TITLE, columns.width - taken, 2)?);
        }
        let mut tiers: Vec<(usize, usize)> = Vec::new();
        for (titles, panels) in titles.chunks(columns.across).zip(panels.chunks(columns.across)) {
            let lines = titles.iter().map(Vec::len).max().unwrap_or(0);
            tiers.push((lines, panels.iter().map(|panel| panel.rows.len()).max().unwrap_or(0)));
        }
        if let Some(first) =
            tiers.first_mut().filter(|_| header > 0.0 && titles.iter().any(|t| !t.is_empty()))
        {
            first.0 = first.0.max(1);
        }
        Ok(Self { columns, number, titles, tiers, head: needs.head, header })
    }

    /// The height that does not depend on the height of a row.
    fn fixed(&self) -> f64 {
        let heads: f64 = self.tiers.iter().map(|(lines, _)| self.head_of(*lines)).sum();
        heads + BETWEEN * count(self.tiers.len() - 1)
    }

    /// The rows under each other.
    fn rows(&self) -> usize {
        self.tiers.iter().map(|(_, rows)| rows).sum()
    }

    /// How high a row may be with these labels.
    fn pitch(&self) -> Pitch {
        let lines = self.columns.lines.iter().map(Vec::len).max().unwrap_or(1);
        let broken = LABEL_LINE * count(lines.saturating_sub(1));
        Pitch { least: 12.0 + broken * 0.75, usual: 15.0 + broken * 0.6, most: 24.0 + broken * 0.6 }
    }

    /// Where the key may stand, and the least height over the first title: without titles the heading of the numbers
    /// stands at the end of the key.
    fn key_room(&self, canvas: &Canvas<'_>) -> ((f64, f64), f64) {
        let left = if self.columns.across > 1 { 0.0 } else { self.columns.label };
        if self.header > 0.0 && self.is_bare() {
            ((left, canvas.width - self.header - GUTTER), HEADER)
        } else {
            ((left, canvas.width), 0.0)
        }
    }

    fn is_bare(&self) -> bool {
        self.titles.iter().all(Vec::is_empty)
    }

    fn head_of(&self, lines: usize) -> f64 {
        let title = if lines > 0 { count(lines) * TITLE_LINE + UNDER_TITLE } else { 0.0 };
        title + self.head
    }

    /// Sets titles, labels and numbers from a given height down; returns the field of each panel.
    fn draw<M>(
        &self,
        canvas: &Canvas<'_>,
        chart: &Lanes<M>,
        (top, pitch): (f64, f64),
    ) -> Result<Vec<Field>, Error> {
        let (mut fields, mut top, mut labels) = (Vec::new(), top, self.columns.lines.iter());
        for (tier, (lines, rows)) in self.tiers.iter().enumerate() {
            let first = tier * self.columns.across;
            let head = self.head_of(*lines);
            for (column, panel) in chart.panels.iter().skip(first).take(self.columns.across).enumerate() {
                let left = count(column) * (self.columns.width + GUTTER);
                for (line, words) in self.titles[first + column].iter().enumerate() {
                    let baseline = top + 8.0 + count(line) * TITLE_LINE;
                    canvas.text(words, (left, baseline), TITLE, Align::Left)?;
                }
                let last = top + 8.0 + (count(*lines) - 1.0) * TITLE_LINE;
                let baseline = if self.is_bare() { top - HEADER_RISE } else { last };
                // Said once: the panels below mean the same.
                if tier == 0 && self.header > 0.0 {
                    canvas.text(
                        &chart.count_name,
                        (left + self.columns.width, baseline),
                        TICK,
                        Align::Right,
                    )?;
                }
                let field = Field {
                    left: left + self.columns.label,
                    right: left + self.columns.width - self.number,
                    top: top + head,
                    bottom: top + head + pitch * count(panel.rows.len()),
                };
                self.headings(canvas, panel, &mut labels, &field)?;
                fields.push(field);
            }
            top += head + pitch * count(*rows) + BETWEEN;
        }
        Ok(fields)
    }

    fn headings<M>(
        &self,
        canvas: &Canvas<'_>,
        panel: &Panel<M>,
        labels: &mut Iter<'_, Vec<String>>,
        field: &Field,
    ) -> Result<(), Error> {
        for (i, (row, label)) in panel.rows.iter().zip(labels).enumerate() {
            let middle = field.lane(i, panel.rows.len()).middle;
            let first =
                middle + self.columns.lettering.size * 0.34 - (count(label.len()) - 1.0) * LABEL_LINE / 2.0;
            for (line, words) in label.iter().enumerate() {
                let at = (field.left - self.columns.label, first + count(line) * LABEL_LINE);
                canvas.text(words, at, self.columns.lettering, Align::Left)?;
            }
            let at = (field.right + self.number, middle + TICK.size * 0.34);
            canvas.text(row.count.as_deref().unwrap_or_default(), at, TICK, Align::Right)?;
        }
        Ok(())
    }
}

impl Field {
    /// The lane of a row, out of a number of rows.
    pub(crate) fn lane(&self, row: usize, rows: usize) -> Lane {
        let pitch = (self.bottom - self.top) / count(rows.max(1));
        let middle = self.top + (count(row) + 0.5) * pitch;
        Lane { left: self.left, right: self.right, middle, pitch }
    }
}

/// A division of the sheet in columns of panels.
struct Columns {
    across: usize,
    width: f64,
    label: f64,
    lettering: Lettering,
    lines: Vec<Vec<String>>,
}

impl Columns {
    /// As many panels side by side as leave room for labels and lanes, three at most.
    fn choose(
        canvas: &Canvas<'_>,
        labels: &[&str],
        panels: usize,
        number: f64,
        needs: &Needs,
    ) -> Result<Self, Error> {
        let wanted = match panels {
            0 | 1 => 1,
            2 | 4 => 2,
            _ => 3,
        };
        for across in (1..=wanted).rev() {
            let width = (canvas.width - GUTTER * count(across - 1)) / count(across);
            let lettering = if across == 1 { LABEL } else { LABEL.sized(7.5) };
            let share = if across > 1 { LANE_SHARE } else { 0.0 };
            let most = width - number - AFTER_LABEL - needs.lane.max(share * width);
            for (share, lines) in [(0.34, 1), (0.2, 2), (0.27, 2), (0.34, 2), (0.42, 2), (0.5, 2)] {
                let room = (width * share).min(most);
                if let Some(lines) = canvas.all_whole(labels, lettering, room, lines)? {
                    let label = canvas.widest(lines.iter().flatten(), lettering)?;
                    return Ok(Self { across, width, label: label + AFTER_LABEL, lettering, lines });
                }
            }
        }
        let room = canvas.width * 0.4;
        if canvas.width - room - AFTER_LABEL - number < needs.lane {
            return Err(canvas.frame.too_small());
        }
        let lines: Result<Vec<_>, Error> =
            labels.iter().map(|label| canvas.wrapped(label, LABEL, room, 2)).collect();
        let (width, label) = (canvas.width, room + AFTER_LABEL);
        Ok(Self { across: 1, width, label, lettering: LABEL, lines: lines? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::test_support::frame;

    const NEEDS: Needs = Needs { lane: 92.0, head: 0.0 };

    fn lanes(number: usize, labels: &[&str]) -> Lanes<()> {
        let row = |label: &&str| Row { label: (*label).to_owned(), count: Some("24".into()), marks: () };
        let panel = |_| Panel { title: "rekenen".into(), rows: labels.iter().map(row).collect() };
        Lanes { panels: (0..number).map(panel).collect(), count_name: "leerlingen".into() }
    }

    fn plan(number: usize, labels: &[&str]) -> Plan {
        Canvas::measure(&frame(168.0, 215.0), |canvas| Plan::of(canvas, &lanes(number, labels), &NEEDS))
            .unwrap()
    }

    fn lane_width(plan: &Plan) -> f64 {
        plan.columns.width - plan.columns.label - plan.number
    }

    #[test]
    fn panels_stand_in_an_even_grid() {
        let across = [1, 2, 3, 4, 5, 6, 7, 8].map(|number| plan(number, &["M5", "E5"]).columns.across);
        assert_eq!(across, [1, 2, 3, 2, 3, 3, 3, 3]);
    }

    #[test]
    fn long_labels_take_panels_from_the_grid_and_are_not_cut() {
        let long = "Begrijpend lezen en woordenschat in de bovenbouw";
        for number in [1, 2, 3, 8] {
            let plan = plan(number, &[long, "M5"]);
            assert_eq!(plan.columns.lines[0].join(" "), long);
            assert!(lane_width(&plan) >= NEEDS.lane);
        }
        assert_eq!(plan(3, &[long]).columns.across, 1);
    }

    #[test]
    fn lanes_of_all_panels_have_the_same_width_and_stay_on_the_sheet() {
        let lanes = lanes(5, &["M5", "E5", "M6"]);
        Canvas::paint(&frame(168.0, 215.0), |canvas| {
            let plan = Plan::of(canvas, &lanes, &NEEDS)?;
            let fields = plan.draw(canvas, &lanes, (18.0, 16.0))?;
            assert_eq!(fields.len(), 5);
            for field in &fields {
                assert!((field.right - field.left - lane_width(&plan)).abs() < 1e-9);
                assert!(field.right < canvas.width && (field.bottom - field.top - 48.0).abs() < 1e-9);
            }
            assert!((fields[0].left - fields[3].left).abs() < 1e-9 && fields[3].top > fields[0].bottom);
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn the_numbers_are_headed_once() {
        let lanes = lanes(4, &["M5"]);
        let svg = Canvas::paint(&frame(168.0, 215.0), |canvas| {
            let plan = Plan::of(canvas, &lanes, &NEEDS)?;
            plan.draw(canvas, &lanes, (18.0, 16.0)).map(|_| ())
        })
        .unwrap();
        assert_eq!(svg.matches(">leerlingen</text>").count(), 2, "over both columns");
        assert_eq!(svg.matches(">24</text>").count(), 4);
    }
}
