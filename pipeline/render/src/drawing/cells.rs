//! Reads rows, columns and their names, returns an aligned table of cells.
//!
//! Places names and cells for heatmaps, matrices and small multiples; what a cell holds is for the kinds to draw.

use super::area::Area;
use super::axis::{count, finite};
use super::canvas::Canvas;
use super::frame::{Pitch, Room};
use super::key::{Item, Key};
use super::pens::{FIGURE, LABEL, Lettering, NAME};
use super::shades::{NO_FIGURE, Shade};
use super::text::Align;
use crate::error::Error;

/// A figure in print with the number to draw it by.
pub(crate) struct Figure {
    /// The number; without it only the text is printed.
    pub(crate) value: Option<f64>,
    /// The number in print, or what stands in its place, such as `*` or `–`.
    pub(crate) text: String,
}

/// Cells in rows and columns, of which each kind has its own.
pub(crate) struct Table<C> {
    /// The rows from top to bottom.
    pub(crate) rows: Vec<String>,
    /// The columns from left to right.
    pub(crate) columns: Vec<String>,
    /// The cells, row by row.
    pub(crate) cells: Vec<Vec<C>>,
}

impl<C> Table<C> {
    /// All cells, row by row.
    pub(crate) fn all(&self) -> impl Iterator<Item = &C> {
        self.cells.iter().flatten()
    }

    /// The same table with other cells.
    pub(crate) fn map<D>(self, cell: impl Fn(C) -> D) -> Table<D> {
        let cells = self.cells.into_iter().map(|row| row.into_iter().map(&cell).collect()).collect();
        Table { rows: self.rows, columns: self.columns, cells }
    }

    /// The numbers in the cells, when there are cells and all numbers can be drawn.
    pub(crate) fn numbers(&self, of: impl Fn(&C) -> Vec<f64>) -> Result<Vec<f64>, Error> {
        if self.rows.is_empty() || self.columns.is_empty() {
            return Err(Error::Empty);
        }
        let rows = self.cells.iter().zip(&self.rows);
        let numbers = rows.map(|(row, name)| finite(name, row.iter().flat_map(&of)));
        Ok(numbers.collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// Draws the key, the names and the cells, in rows as high as `pitch` says.
    pub(crate) fn paint(
        &self,
        room: &Room<'_>,
        needs: &Needs<'_>,
        pitch: impl Fn(&Plan) -> Pitch,
        cell: impl Fn(&Canvas<'_>, (usize, usize), Area, &C) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let (plan, key) = Canvas::measure(&room.page(), |canvas| {
            let plan = Plan::of(canvas, &self.rows, &self.columns, needs)?;
            let key = Key::plan(canvas, needs.key, (plan.left - needs.axis, canvas.width))?;
            Ok((plan, key))
        })?;
        let top = key.height + plan.head;
        let (pitch, frame) = room.share_out(top + needs.foot, self.rows.len(), pitch(&plan))?;
        Canvas::paint(&frame, |canvas| {
            key.draw(canvas)?;
            plan.draw(canvas, (top, pitch))?;
            for (row, cells) in self.cells.iter().enumerate() {
                for (column, content) in cells.iter().enumerate() {
                    cell(canvas, (row, column), plan.cell((row, column), (top, pitch)), content)?;
                }
            }
            Ok(())
        })
    }
}

/// What a kind asks of its cells, in points.
pub(crate) struct Needs<'a> {
    /// Narrowest cell.
    pub(crate) least: f64,
    /// Widest cell.
    pub(crate) most: f64,
    /// White between cells.
    pub(crate) gap: f64,
    /// Room between the names of the rows and the first column, for an axis.
    pub(crate) axis: f64,
    /// How the names of rows are set.
    pub(crate) lettering: Lettering,
    /// Where the name of a column stands over its cells.
    pub(crate) align: Align,
    /// What the rows and what the columns are; may be empty.
    pub(crate) titles: (&'a str, &'a str),
    /// What the key names.
    pub(crate) key: &'a [Item<'a>],
    /// Room under the last row, for an axis.
    pub(crate) foot: f64,
}

const LINE: f64 = 9.2;
/// Between the names of the rows and the cells.
const AFTER_LABEL: f64 = 8.0;
/// Between the names of the columns and the cells.
const UNDER_HEAD: f64 = 5.0;
/// Longest name of a column that reads upwards.
const LONGEST_UPRIGHT: f64 = 110.0;
/// Sizes at which a name of a column is tried before it is turned.
const SIZES: [f64; 5] = [8.0, 7.5, 7.0, 6.5, 6.0];

/// A table in which every name has found its room.
pub(crate) struct Plan {
    /// Left side of the first cell.
    left: f64,
    /// Width of a cell with the white at its right.
    pub(crate) slot: f64,
    /// Height over the cells.
    head: f64,
    gap: f64,
    lettering: Lettering,
    align: Align,
    labels: Vec<Vec<String>>,
    heads: Heads,
    row_title: Vec<String>,
    column_title: String,
}

/// The names of the columns: broken into lines, or reading upwards.
enum Heads {
    Level(Vec<Vec<String>>, Lettering),
    Upwards(Vec<String>, Lettering),
}

impl Plan {
    /// Chooses the width of the cells and how names are broken or turned.
    fn of(
        canvas: &Canvas<'_>,
        rows: &[String],
        columns: &[String],
        needs: &Needs<'_>,
    ) -> Result<Self, Error> {
        let across = count(columns.len().max(1));
        let most = canvas.width - AFTER_LABEL - needs.axis - (needs.least + needs.gap) * across;
        let (room, labels) = labels(canvas, rows, needs.lettering, most)?;
        let row_title = canvas.wrapped(needs.titles.0, NAME, room.max(canvas.width * 0.14).min(most), 3)?;
        let title = canvas.widest(&row_title, NAME)?;
        let left = room.max(title) + AFTER_LABEL + needs.axis;
        let slot = ((canvas.width - left + needs.gap) / across).min(needs.most + needs.gap);
        if slot < needs.least {
            return Err(canvas.frame.too_small());
        }
        let heads = heads(canvas, columns, slot - needs.gap.max(3.0))?;
        let column_title = canvas.fitted(needs.titles.1, NAME, canvas.width - left)?;
        let over = if column_title.is_empty() { 0.0 } else { LINE + 2.0 };
        let head = (over + heads.height(canvas)?).max(count(row_title.len()) * LINE) + UNDER_HEAD;
        let (gap, lettering, align) = (needs.gap, needs.lettering, needs.align);
        Ok(Self { left, slot, head, gap, lettering, align, labels, heads, row_title, column_title })
    }

    /// The most lines that the name of a row takes.
    fn label_lines(&self) -> usize {
        self.labels.iter().map(Vec::len).max().unwrap_or(1)
    }

    /// The height below which names of rows touch.
    pub(crate) fn label_height(&self) -> f64 {
        count(self.label_lines()) * LINE + 2.0
    }

    /// The area of a cell; rows begin under a given height and have a given pitch, gap included.
    fn cell(&self, (row, column): (usize, usize), (top, pitch): (f64, f64)) -> Area {
        let left = self.left + count(column) * self.slot;
        let top = top + count(row) * pitch;
        Area { left, top, right: left + self.slot - self.gap, bottom: top + pitch - self.gap }
    }

    /// Sets the names around cells that begin under a given height.
    fn draw(&self, canvas: &Canvas<'_>, (top, pitch): (f64, f64)) -> Result<(), Error> {
        let base = top - UNDER_HEAD;
        canvas.text(&self.column_title, (self.left, top - self.head + 7.0), NAME, Align::Left)?;
        for (line, words) in self.row_title.iter().rev().enumerate() {
            canvas.text(words, (0.0, base - count(line) * LINE), NAME, Align::Left)?;
        }
        self.heads_over(canvas, base)?;
        for (row, label) in self.labels.iter().enumerate() {
            let middle = self.cell((row, 0), (top, pitch)).middle().1;
            let first = middle + self.lettering.size * 0.34 - (count(label.len()) - 1.0) * LINE / 2.0;
            for (line, words) in label.iter().enumerate() {
                canvas.text(words, (0.0, first + count(line) * LINE), self.lettering, Align::Left)?;
            }
        }
        Ok(())
    }

    fn heads_over(&self, canvas: &Canvas<'_>, base: f64) -> Result<(), Error> {
        let side = |column: usize| self.left + count(column) * self.slot;
        let center = |column: usize| side(column) + (self.slot - self.gap) / 2.0;
        match &self.heads {
            Heads::Level(heads, lettering) => {
                for (column, head) in heads.iter().enumerate() {
                    let x = if self.align == Align::Left { side(column) } else { center(column) };
                    for (line, words) in head.iter().rev().enumerate() {
                        canvas.text(words, (x, base - count(line) * LINE), *lettering, self.align)?;
                    }
                }
            }
            Heads::Upwards(heads, lettering) => {
                for (column, words) in heads.iter().enumerate() {
                    canvas.text_upwards(
                        words,
                        (center(column) + lettering.size * 0.34, base + 1.5),
                        *lettering,
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// The names of the rows, on one line where that leaves room for the cells.
fn labels(
    canvas: &Canvas<'_>,
    rows: &[String],
    lettering: Lettering,
    most: f64,
) -> Result<(f64, Vec<Vec<String>>), Error> {
    let texts: Vec<&str> = rows.iter().map(String::as_str).collect();
    for (share, lines) in
        [(0.16, 1), (0.12, 2), (0.16, 2), (0.2, 2), (0.24, 2), (0.28, 3), (0.34, 3), (0.45, 3)]
    {
        let room = (canvas.width * share).min(most.max(0.0));
        if let Some(lines) = canvas.all_whole(&texts, lettering, room, lines)? {
            return Ok((canvas.widest(lines.iter().flatten(), lettering)?, lines));
        }
    }
    let room = (canvas.width * 0.34).min(most.max(0.0));
    let lines: Result<Vec<_>, Error> =
        rows.iter().map(|row| canvas.wrapped(row, lettering, room, 3)).collect();
    Ok((room, lines?))
}

/// The names of the columns: level while they fit in three lines, else upwards.
fn heads(canvas: &Canvas<'_>, columns: &[String], room: f64) -> Result<Heads, Error> {
    let texts: Vec<&str> = columns.iter().map(String::as_str).collect();
    for lettering in SIZES.map(|size| LABEL.sized(size)) {
        if let Some(lines) = canvas.all_whole(&texts, lettering, room, 3)? {
            return Ok(Heads::Level(lines, lettering));
        }
    }
    let lettering = LABEL.sized(7.5);
    let fitted: Result<Vec<_>, Error> =
        columns.iter().map(|words| canvas.fitted(words, lettering, LONGEST_UPRIGHT)).collect();
    Ok(Heads::Upwards(fitted?, lettering))
}

impl Heads {
    fn height(&self, canvas: &Canvas<'_>) -> Result<f64, Error> {
        match self {
            Self::Level(heads, _) => Ok(count(heads.iter().map(Vec::len).max().unwrap_or(0)) * LINE),
            Self::Upwards(heads, lettering) => canvas.widest(heads, *lettering),
        }
    }
}

/// Draws a cell with its figure, and a note under it when there is one.
pub(crate) fn cell(
    canvas: &Canvas<'_>,
    area: &Area,
    shade: &Shade,
    figure: &Figure,
    note: Option<&str>,
) -> Result<(), Error> {
    canvas.block((area.left, area.top), (area.right, area.bottom), shade)?;
    let (center, middle) = area.middle();
    let room = area.right - area.left - 3.0;
    let shrunk = |words: &str, lettering: Lettering| {
        let width = canvas.width_of(words, lettering)?;
        let size = (lettering.size * room / width.max(1.0)).clamp(5.5, lettering.size);
        Ok::<Lettering, Error>(lettering.sized((size * 4.0).floor() / 4.0))
    };
    let lettering = shrunk(&figure.text, FIGURE.colored(shade.text))?;
    let baseline = middle + if note.is_some() { -0.8 } else { lettering.size * 0.34 };
    canvas.text(&figure.text, (center, baseline), lettering, Align::Center)?;
    let Some(note) = note else { return Ok(()) };
    let lettering = shrunk(note, FIGURE.sized(6.25).colored(shade.text))?;
    canvas.text(note, (center, middle + 7.6), lettering, Align::Center)
}

/// The shade of a figure, or the outline of a cell that has none.
pub(crate) fn shade_of(figure: &Figure, shade: impl FnOnce(f64) -> Shade) -> Shade {
    figure.value.map_or(NO_FIGURE, shade)
}
