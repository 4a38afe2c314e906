//! Reads a name and the marks it belongs to, returns it set in a free place beside, over or under one of them.
//!
//! Serves the small multiples; which name a series has is for their kinds to say.

use super::area::{Area, Taken};
use super::axis::count;
use super::canvas::Canvas;
use super::panel::{BESIDE, END_NAME, Plot};
use super::pens::{LEADER, NAME};
use super::text::Align;
use crate::error::Error;

/// Part of a name beside a mark that stands above the middle of the mark.
const BESIDE_SHARES: [f64; 3] = [0.5, 0.75, 0.25];
const NAME_LINE: f64 = 9.0;
/// From here a name over or under a mark is far from it.
const FAR: f64 = 30.0;

/// A mark that can be named: the middle, half the width and both ends of its height.
pub(crate) struct Mark {
    /// The middle.
    pub(crate) x: f64,
    /// Half the width.
    pub(crate) half: f64,
    /// Upper end.
    pub(crate) top: f64,
    /// Lower end.
    pub(crate) bottom: f64,
}

impl Plot<'_, '_> {
    /// Sets a name beside the last of the marks given, or else over or under one of them, and
    /// ties it to its mark when it has to stand away from it.
    pub(crate) fn name(&self, words: &str, marks: &[Mark], taken: &mut Taken) -> Result<(), Error> {
        let Some(last) = marks.last().filter(|_| !words.is_empty()) else { return Ok(()) };
        let mut blocks = Vec::new();
        let narrow = Block::of(self.canvas, words, END_NAME)?;
        let middle = f64::midpoint(last.top, last.bottom);
        for share in BESIDE_SHARES {
            let top = middle - narrow.height * share;
            blocks.push(narrow.at(last.x + last.half + BESIDE, top));
        }
        let wide = Block::of(self.canvas, words, (self.right - self.left) * 0.55)?;
        for mark in marks.iter().rev() {
            for clear in [3.0, 6.0, 10.0, 16.0, 24.0, 34.0, 46.0, 58.0] {
                // Far away it stands aside, or its tie would run along what stands on the mark.
                let near = [self.right - wide.width, mark.x - wide.width / 2.0, mark.x - 8.0];
                let aside = [mark.x - wide.width - 6.0, mark.x + 6.0];
                for left in near.into_iter().filter(|_| clear < FAR).chain(aside) {
                    let left = left.min(self.right - wide.width).max(self.left);
                    blocks.push(wide.at(left, mark.top - clear - wide.height));
                    blocks.push(wide.at(left, mark.bottom + clear));
                }
            }
        }
        let end = Area::of_dot((last.x + last.half + BESIDE, middle), 0.0);
        let chosen = taken.choose(&blocks, &self.bounds(), &end);
        let area = blocks[chosen];
        let lines = if chosen < BESIDE_SHARES.len() { narrow.lines } else { wide.lines };
        self.tie(marks, &area)?;
        for (i, line) in lines.iter().enumerate() {
            let baseline = area.top + 5.8 + count(i) * NAME_LINE;
            self.canvas.text(line, (area.left, baseline), NAME, Align::Left)?;
        }
        Ok(())
    }

    /// A thin line from the nearest mark to a name that stands away from it.
    fn tie(&self, marks: &[Mark], name: &Area) -> Result<(), Error> {
        let areas = marks.iter().map(Mark::area);
        let nearest = areas.min_by(|a, b| a.distance(name).total_cmp(&b.distance(name)));
        let Some(mark) = nearest.filter(|mark| mark.distance(name) > 8.0) else { return Ok(()) };
        let end = mark.nearest(name.nearest(mark.middle()));
        self.canvas.line(&[end, name.nearest(end)], LEADER)
    }
}

impl Mark {
    fn area(&self) -> Area {
        let (left, right) = (self.x - self.half, self.x + self.half);
        Area { left, top: self.top, right, bottom: self.bottom }
    }
}

/// A name broken into lines.
struct Block {
    lines: Vec<String>,
    width: f64,
    height: f64,
}

impl Block {
    fn of(canvas: &Canvas<'_>, words: &str, room: f64) -> Result<Self, Error> {
        let lines = canvas.wrapped(words, NAME, room, 4)?;
        let mut width = 0.0_f64;
        for line in &lines {
            width = width.max(canvas.width_of(line, NAME)?);
        }
        let height = count(lines.len()) * NAME_LINE - 1.5;
        Ok(Self { lines, width, height })
    }

    fn at(&self, left: f64, top: f64) -> Area {
        Area { left, top, right: left + self.width, bottom: top + self.height }
    }
}
