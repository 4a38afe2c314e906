//! Reads the place of a school among others with its margin and its name, returns them drawn over the rest.
//!
//! Knows no scale: places are in points. Decides no colour by rank.

use crate::Error;
use crate::drawing::pens::{NEIGHBOUR, OWN, VALUE};
use crate::drawing::{Align, Area, Canvas, Color, Point, Taken, around};

/// A school on the sheet.
pub(super) struct Spot<'a> {
    /// The place of its dot.
    pub(super) at: Point,
    /// The heights of the lower and the upper end of its margin.
    pub(super) margin: Option<(f64, f64)>,
    /// Its name in print.
    pub(super) label: &'a str,
}

const DOT: f64 = 3.8;
/// The part of the dot that a name and its leader keep clear of.
const CORE: f64 = 2.6;

/// Draws schools over all else, and their names where they hide least.
pub(super) fn draw(
    canvas: &Canvas<'_>,
    spots: &[Spot<'_>],
    bounds: &Area,
    taken: &mut Taken,
) -> Result<(), Error> {
    for spot in spots {
        if let Some(ends) = spot.margin {
            whisker(canvas, spot.at.0, ends, taken)?;
        }
        canvas.dot(spot.at, DOT, Color::School)?;
        taken.areas.push(Area::of_dot(spot.at, DOT));
    }
    spots.iter().try_for_each(|spot| label(canvas, spot, bounds, taken))
}

fn whisker(canvas: &Canvas<'_>, x: f64, (bottom, top): (f64, f64), taken: &mut Taken) -> Result<(), Error> {
    for path in
        [[(x, top), (x, bottom)], [(x - 3.0, top), (x + 3.0, top)], [(x - 3.0, bottom), (x + 3.0, bottom)]]
    {
        canvas.line(&path, OWN)?;
        taken.add_path(&path);
    }
    Ok(())
}

fn label(canvas: &Canvas<'_>, spot: &Spot<'_>, bounds: &Area, taken: &mut Taken) -> Result<(), Error> {
    let (at, size) = (spot.at, VALUE.size);
    let words = canvas.fitted(spot.label, VALUE, bounds.right - bounds.left)?;
    let width = canvas.width_of(&words, VALUE)?;
    let mut places = Vec::new();
    for clear in [5.5, 9.0, 14.0, 20.0] {
        let ring = around(at, (clear, clear), width, size);
        // Beside first: over and under a dot stands its margin.
        places.extend([4, 5, 2, 3, 6, 7, 0, 1].map(|i| ring[i]));
        let inside = (at.0 - width / 2.0).min(bounds.right - width).max(bounds.left);
        places.extend([ring[0], ring[1]].map(|(_, y)| (inside, y)));
    }
    let areas: Vec<Area> = places.iter().map(|(x, y)| Area::of_text(*x, *y, width, size)).collect();
    let chosen = taken.choose(&areas, bounds, &Area::of_dot(at, CORE));
    leader(canvas, at, &areas[chosen])?;
    canvas.text(&words, places[chosen], VALUE, Align::Left)
}

/// Ties a name to its dot when it stands away from it, and clears the ground under it.
fn leader(canvas: &Canvas<'_>, dot: Point, name: &Area) -> Result<(), Error> {
    let near = name.nearest(dot);
    let away = (near.0 - dot.0).hypot(near.1 - dot.1);
    if away > 9.0 {
        let start = (CORE + 1.0) / away;
        let from = (dot.0 + (near.0 - dot.0) * start, dot.1 + (near.1 - dot.1) * start);
        canvas.line(&[from, near], NEIGHBOUR.wide(0.5))?;
    }
    let (left, right) = (name.left - 1.5, name.right + 1.5);
    canvas.plate((left, name.top - 0.5), (right, name.bottom + 0.5))
}
