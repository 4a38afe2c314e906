//! Reads titles, categories, scales and breaks, returns panels side by side: small multiples.
//!
//! Draws the frame that lines and ranges share; the marks themselves are drawn by their kinds.

use super::area::{Area, Taken};
use super::axis::{NumberStyle, Scale, count};
use super::canvas::{Canvas, Point};
use super::flags::ARM;
use super::frame::Frame;
use super::pens::{BREAK, GRID, Lettering, NAME, TICK, TITLE, ZERO};
use super::text::Align;
use crate::error::Error;

/// A break in a series: what stands before it cannot be compared with what stands after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Break {
    /// Index of the first category after the break.
    pub(crate) before: usize,
    /// What changed, printed on the line of the break; may be empty.
    pub(crate) label: String,
}

/// One panel: categories, of which each kind has its own marks.
pub(crate) struct Panel<M> {
    /// Title over the panel.
    pub(crate) title: String,
    /// The categories from left to right.
    pub(crate) categories: Vec<Category<M>>,
    /// Breaks between categories.
    pub(crate) breaks: Vec<Break>,
    /// How its numbers are written.
    pub(crate) number: NumberStyle,
    /// Name of what its marks are compared with; empty when another panel names it.
    pub(crate) reference_name: String,
}

/// One category of a panel.
pub(crate) struct Category<M> {
    /// Its label under the axis.
    pub(crate) label: String,
    /// A second line under the label, such as `n = 24`.
    pub(crate) note: Option<String>,
    /// What is drawn over it.
    pub(crate) marks: M,
}

const BETWEEN: f64 = 17.0;
const TITLE_LINE: f64 = 10.5;
const STRIP: f64 = 11.0;
const HEADROOM: f64 = 12.0;
/// A panel this wide keeps room free for a name at its right.
const WIDE: f64 = 190.0;

/// About so many intervals a scale has.
pub(crate) const INTERVALS: usize = 4;
/// Between a mark and the name at its right.
pub(super) const BESIDE: f64 = 6.0;
/// Width at which a name at the right of a mark is broken.
pub(super) const END_NAME: f64 = 58.0;

/// The room for marks of one panel, in points.
pub(crate) struct Plot<'a, 'c> {
    /// The sheet.
    pub(crate) canvas: &'a Canvas<'c>,
    /// The scale of the heights.
    pub(crate) scale: &'a Scale,
    /// Left side of the panel.
    pub(crate) left: f64,
    /// Right side of the panel.
    pub(crate) right: f64,
    /// Height of the top of the scale.
    pub(crate) top: f64,
    /// Height of the bottom of the scale.
    pub(crate) bottom: f64,
    /// Left side of the first category.
    first: f64,
    /// Width of a category.
    pub(crate) slot: f64,
}

impl Plot<'_, '_> {
    /// The middle of a category.
    pub(crate) fn x(&self, category: usize) -> f64 {
        self.first + (count(category) + 0.5) * self.slot
    }

    /// The height of a value.
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.scale.place(value, self.bottom, self.top)
    }

    /// Where texts about marks may stand.
    pub(crate) fn bounds(&self) -> Area {
        Area { left: self.left, top: self.top - HEADROOM, right: self.right, bottom: self.bottom - 1.0 }
    }

    fn break_x(&self, before: usize) -> f64 {
        self.first + count(before) * self.slot
    }
}

/// Draws titles, grids, categories and breaks, and gives each panel to `marks` with what is already taken. Beside the last
/// mark, of which `half` is half the width, a name has room.
pub(crate) fn paint<M>(
    panels: &[Panel<M>],
    scales: &[Scale],
    half: f64,
    frame: &Frame<'_>,
    marks: impl Fn(&Plot<'_, '_>, &Panel<M>, &mut Taken) -> Result<(), Error>,
) -> Result<String, Error> {
    if panels.iter().all(|panel| panel.categories.is_empty()) {
        return Err(Error::Empty);
    }
    Canvas::paint(frame, |canvas| {
        for (plot, panel, title) in plots(canvas, panels, scales, half)? {
            for (line, words) in title.iter().enumerate() {
                let baseline = 8.0 + count(line) * TITLE_LINE;
                canvas.text(words, (plot.left, baseline), TITLE, Align::Left)?;
            }
            let mut taken = Taken::default();
            plot.grid(&panel.number, &mut taken)?;
            plot.categories(&panel.categories)?;
            plot.breaks(&panel.breaks, &mut taken)?;
            marks(&plot, panel, &mut taken)?;
        }
        Ok(())
    })
}

/// A panel that has found its room, with the lines of its title.
type Placed<'a, 'c, M> = (Plot<'a, 'c>, &'a Panel<M>, Vec<String>);

/// Divides the sheet between the panels.
fn plots<'a, 'c, M>(
    canvas: &'a Canvas<'c>,
    panels: &'a [Panel<M>],
    scales: &'a [Scale],
    half: f64,
) -> Result<Vec<Placed<'a, 'c, M>>, Error> {
    let across = count(panels.len());
    let width = (canvas.width - BETWEEN * (across - 1.0)) / across;
    let (mut titles, mut ticks) = (Vec::new(), Vec::new());
    for (panel, scale) in panels.iter().zip(scales) {
        titles.push(canvas.wrapped(&panel.title, TITLE, width, 2)?);
        let words = scale.ticks_in_print(&panel.number);
        ticks.push(canvas.widest(&words, TICK)? + 2.0);
    }
    let title_lines = titles.iter().map(Vec::len).max().unwrap_or(0);
    let strip = panels.iter().any(|panel| panel.breaks.iter().any(|b| !b.label.is_empty()));
    let notes = panels.iter().any(|panel| panel.categories.iter().any(|c| c.note.is_some()));
    let head = count(title_lines) * TITLE_LINE + if strip { STRIP } else { 0.0 };
    let (top, bottom) = (head + HEADROOM + 3.0, canvas.height - if notes { 22.5 } else { 12.5 });
    if bottom - top < 40.0 || width < 60.0 {
        return Err(canvas.frame.too_small());
    }
    let reserved = reserved(canvas, panels, half, &ticks, width)?;
    let placed = panels.iter().zip(scales).zip(titles).enumerate().map(|(i, ((panel, scale), title))| {
        let left = count(i) * (width + BETWEEN);
        let slot = (width - ticks[i] - reserved) / count(panel.categories.len().max(1));
        let (right, first) = (left + width, left + ticks[i]);
        (Plot { canvas, scale, left, right, top, bottom, first, slot }, panel, title)
    });
    Ok(placed.collect())
}

/// Room kept free at the right of each panel, so that a name fits beside its last category.
fn reserved<M>(
    canvas: &Canvas<'_>,
    panels: &[Panel<M>],
    half: f64,
    ticks: &[f64],
    width: f64,
) -> Result<f64, Error> {
    let mut most = 0.0_f64;
    for (panel, ticks) in panels.iter().zip(ticks).filter(|_| width >= WIDE) {
        // The room is taken from the categories, and half of the last one helps to fill it.
        let halves = 2.0 * count(panel.categories.len().max(1));
        for line in canvas.wrapped(&panel.reference_name, NAME, END_NAME, 4)? {
            let needed = canvas.width_of(&line, NAME)? + half + BESIDE + 1.0;
            most = most.max((needed - (width - ticks) / halves) / (1.0 - 1.0 / halves));
        }
    }
    Ok(most)
}

impl Plot<'_, '_> {
    /// Grid lines over the whole width; each number stands on its line, at the left edge.
    fn grid(&self, number: &NumberStyle, taken: &mut Taken) -> Result<(), Error> {
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            let pen = if tick == 0.0 { ZERO } else { GRID };
            self.canvas.line(&[(self.left, y), (self.right, y)], pen)?;
            let words = self.scale.tick_text(tick, number);
            let width = self.canvas.width_of(&words, TICK)?;
            self.canvas.text(&words, (self.left, y - 2.2), TICK, Align::Left)?;
            taken.areas.push(Area::of_text(self.left, y - 2.2, width, TICK.size));
        }
        Ok(())
    }

    /// Categories under the plot: smaller when they are wide, and only every second, third …
    /// (counted from the last) when they still do not fit.
    fn categories<M>(&self, categories: &[Category<M>]) -> Result<(), Error> {
        let mut widest = 0.0_f64;
        for Category { label, note, .. } in categories {
            widest = widest.max(self.canvas.width_of(label, TICK)?);
            widest = widest.max(self.canvas.width_of(note.as_deref().unwrap_or_default(), TICK)?);
        }
        let size = (TICK.size * (self.slot - 4.0) / widest.max(1.0)).clamp(6.0, TICK.size);
        let size = (size * 4.0).floor() / 4.0;
        let lettering = TICK.sized(size);
        let needed = widest * size / TICK.size + 4.0;
        let every = (1..=categories.len().max(1))
            .find(|n| needed <= self.slot * count(*n))
            .unwrap_or(categories.len());
        for (i, Category { label, note, .. }) in categories.iter().enumerate() {
            if !(categories.len() - 1 - i).is_multiple_of(every.max(1)) {
                continue;
            }
            let room = self.slot * count(every) - 2.0;
            let (x, y) = (self.x(i), self.bottom);
            let label = self.canvas.fitted(label, lettering, room)?;
            self.canvas.text(&label, (x, y + 10.0), lettering, Align::Center)?;
            if let Some(note) = note {
                let note = self.canvas.fitted(note, lettering, room)?;
                self.canvas.text(&note, (x, y + 19.5), lettering, Align::Center)?;
            }
        }
        Ok(())
    }

    fn breaks(&self, breaks: &[Break], taken: &mut Taken) -> Result<(), Error> {
        let baseline = self.top - HEADROOM - 2.5;
        for point in breaks {
            let x = self.break_x(point.before);
            let named = !point.label.is_empty();
            let top = if named { baseline - 6.0 } else { self.top - HEADROOM };
            let line = [(x, top), (x, self.bottom)];
            self.canvas.line(&line, BREAK)?;
            taken.add_path(&line);
            if !named {
                continue;
            }
            let words = self.canvas.fitted(&point.label, TICK, self.right - self.left)?;
            let width = self.canvas.width_of(&words, TICK)?;
            let inside = (x - width / 2.0).min(self.right - width).max(self.left);
            let places = [x + ARM, x - ARM - width, inside];
            let bounds = Area { top: 0.0, ..self.bounds() };
            let areas = places.map(|left| Area::of_text(left, baseline, width, TICK.size));
            let chosen = places[taken.choose(&areas, &bounds, &Area::of_dot((x, baseline), 1.0))];
            self.canvas.text(&words, (chosen, baseline), TICK, Align::Left)?;
        }
        Ok(())
    }
}

/// Runs of categories that belong together: consecutive, all present and with no break between.
pub(crate) fn runs(present: &[bool], breaks: &[Break]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for i in (0..present.len()).filter(|i| present[*i]) {
        let joined = i > 0 && present[i - 1] && !breaks.iter().any(|b| b.before == i);
        match runs.last_mut() {
            Some(run) if joined => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    runs
}

impl Plot<'_, '_> {
    /// Sets a text where it hides least of what is taken.
    pub(crate) fn set(
        &self,
        words: &str,
        places: &[Point],
        lettering: Lettering,
        named: &Area,
        taken: &mut Taken,
    ) -> Result<(), Error> {
        let width = self.canvas.width_of(words, lettering)?;
        let area = |(x, y): &Point| Area::of_text(*x, *y, width, lettering.size);
        let areas: Vec<Area> = places.iter().map(area).collect();
        let chosen = places[taken.choose(&areas, &self.bounds(), named)];
        self.canvas.text(words, chosen, lettering, Align::Left)
    }

    /// Sets the symbol of a missing value on the axis.
    pub(crate) fn gap(&self, i: usize, symbol: &str, taken: &mut Taken) -> Result<(), Error> {
        let lettering = NAME.sized(10.0);
        let (x, y) = (self.x(i), self.bottom - 4.0);
        let width = self.canvas.width_of(symbol, lettering)?;
        taken.areas.push(Area::of_text(x - width / 2.0, y, width, lettering.size));
        self.canvas.text(symbol, (x, y), lettering, Align::Center)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stop_at_gaps_and_breaks() {
        let breaks = [Break { before: 1, label: String::new() }];
        assert_eq!(runs(&[true, true, true], &breaks), [vec![0], vec![1, 2]]);
        assert_eq!(runs(&[true, false, true, true], &[]), [vec![0], vec![2, 3]]);
        assert!(runs(&[false, false], &[]).is_empty());
    }
}
