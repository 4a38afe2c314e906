//! The named schools of a scatter plot in, dots with their margin and their name out.
//!
//! Decides no colour by rank: the school of the report is filled, every other school is open.

use crate::canvas::{Align, Point};
use crate::error::Error;
use crate::label::{Area, Taken};
use crate::naming::around;
use crate::palette::{NAME_INK, NEIGHBOUR, OWN, SCHOOL, VALUE};
use crate::scatter::Sheet;

/// A school that is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// Its place on the x axis.
    pub x: f64,
    /// Its place on the y axis.
    pub y: f64,
    /// Lower and upper end of the margin around `y`.
    pub margin: Option<(f64, f64)>,
    /// Its name in print.
    pub label: String,
    /// Whether it is the school of the report; the others are drawn as open dots.
    pub own: bool,
}

const OWN_DOT: f64 = 3.8;
const OTHER_DOT: f64 = 2.6;

impl Sheet<'_, '_> {
    /// Draws the named schools over all else, the school of the report last and named first.
    pub(crate) fn highlights(&self, taken: &mut Taken) -> Result<(), Error> {
        let (own, others): (Vec<_>, Vec<_>) = self.scatter.highlights.iter().partition(|h| h.own);
        for highlight in others.iter().chain(&own) {
            let at = self.at(highlight.x, highlight.y);
            let radius = if highlight.own { OWN_DOT } else { OTHER_DOT };
            if let Some((low, high)) = highlight.margin {
                self.whisker(highlight, (low, high), taken)?;
            }
            if highlight.own {
                self.canvas.dot(at, radius, SCHOOL)?;
            } else {
                self.canvas.ring(at, radius, NEIGHBOUR)?;
            }
            taken.areas.push(Area::of_dot(at, radius));
        }
        for highlight in own.iter().chain(&others) {
            self.label(highlight, taken)?;
        }
        Ok(())
    }

    fn whisker(
        &self,
        highlight: &Highlight,
        (low, high): (f64, f64),
        taken: &mut Taken,
    ) -> Result<(), Error> {
        let pen = if highlight.own { OWN } else { NEIGHBOUR.wide(0.7) };
        let (x, top) = self.at(highlight.x, high);
        let (_, bottom) = self.at(highlight.x, low);
        for path in [
            [(x, top), (x, bottom)],
            [(x - 3.0, top), (x + 3.0, top)],
            [(x - 3.0, bottom), (x + 3.0, bottom)],
        ] {
            self.canvas.line(&path, pen)?;
            taken.add_path(&path);
        }
        Ok(())
    }

    fn label(&self, highlight: &Highlight, taken: &mut Taken) -> Result<(), Error> {
        let lettering = if highlight.own { VALUE } else { NAME_INK };
        let room = self.right - self.left;
        let words = self.canvas.fitted(&highlight.label, lettering, room)?;
        let width = self.canvas.width_of(&words, lettering)?;
        let at = self.at(highlight.x, highlight.y);
        let bounds = Area { left: self.left, top: 10.0, right: self.right, bottom: self.bottom - 1.0 };
        let mut places = Vec::new();
        for clear in [5.5, 9.0, 14.0, 20.0] {
            let ring = around(at, (clear, clear), width, lettering.size);
            // Beside first: over and under a dot stands its margin.
            places.extend([4, 5, 2, 3, 6, 7, 0, 1].map(|i| ring[i]));
            let inside = (at.0 - width / 2.0).min(bounds.right - width).max(bounds.left);
            places.extend([ring[0], ring[1]].map(|(_, y)| (inside, y)));
        }
        let areas: Vec<Area> =
            places.iter().map(|(x, y)| Area::of_text(*x, *y, width, lettering.size)).collect();
        let chosen = taken.choose(&areas, &bounds, &Area::of_dot(at, OTHER_DOT));
        self.leader(at, &areas[chosen])?;
        self.canvas.text(&words, places[chosen], lettering, Align::Left)
    }

    /// Ties a name to its dot when it stands away from it, and clears the ground under it.
    fn leader(&self, dot: Point, name: &Area) -> Result<(), Error> {
        let near = name.nearest(dot);
        let away = (near.0 - dot.0).hypot(near.1 - dot.1);
        if away > 9.0 {
            let start = (OTHER_DOT + 1.0) / away;
            let from = (dot.0 + (near.0 - dot.0) * start, dot.1 + (near.1 - dot.1) * start);
            self.canvas.line(&[from, near], NEIGHBOUR.wide(0.5))?;
        }
        let (left, right) = (name.left - 1.5, name.right + 1.5);
        self.canvas.plate((left, name.top - 0.5), (right, name.bottom + 0.5))
    }
}
