//! Reads what is on the sheet and where a text may stand, returns the place where it hides least.
//!
//! Pure geometry in points: measures no text and draws nothing.

use super::canvas::Point;

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    /// Left side.
    pub(crate) left: f64,
    /// Upper side.
    pub(crate) top: f64,
    /// Right side.
    pub(crate) right: f64,
    /// Lower side.
    pub(crate) bottom: f64,
}

impl Area {
    /// The area of a text of a given width, by the left end of its baseline.
    pub(crate) fn of_text(left: f64, baseline: f64, width: f64, size: f64) -> Self {
        Self { left, top: baseline - size * 0.74, right: left + width, bottom: baseline + size * 0.22 }
    }

    /// The area around a dot.
    pub(crate) fn of_dot(at: Point, radius: f64) -> Self {
        Self { left: at.0 - radius, top: at.1 - radius, right: at.0 + radius, bottom: at.1 + radius }
    }

    fn shared(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    fn outside(&self, bounds: &Self) -> f64 {
        let over = |by: f64| by.max(0.0);
        over(bounds.left - self.left)
            + over(self.right - bounds.right)
            + over(bounds.top - self.top)
            + over(self.bottom - bounds.bottom)
    }

    /// The place within the area that is nearest to another place.
    pub(crate) fn nearest(&self, to: Point) -> Point {
        (to.0.clamp(self.left, self.right), to.1.clamp(self.top, self.bottom))
    }

    /// The middle of the area.
    pub(crate) fn middle(&self) -> Point {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// How far two areas are apart; nothing when they touch.
    pub(crate) fn distance(&self, to: &Self) -> f64 {
        let across = (self.left - to.right).max(to.left - self.right).max(0.0);
        let down = (self.top - to.bottom).max(to.top - self.bottom).max(0.0);
        across.hypot(down)
    }

    /// Length of the part of a line that runs through the area.
    fn crossed_by(&self, (from, to): (Point, Point)) -> f64 {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, least, most) in
            [(from.0, dx, self.left, self.right), (from.1, dy, self.top, self.bottom)]
        {
            if step.abs() < 1e-9 {
                if start < least || start > most {
                    return 0.0;
                }
            } else {
                let (a, b) = ((least - start) / step, (most - start) / step);
                enter = enter.max(a.min(b));
                leave = leave.min(a.max(b));
            }
        }
        (leave - enter).max(0.0) * dx.hypot(dy)
    }
}

/// What is already on the sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taken {
    /// Texts and dots: nothing may lie on them.
    pub(crate) areas: Vec<Area>,
    /// Lines: better not crossed.
    pub(crate) lines: Vec<(Point, Point)>,
}

impl Taken {
    /// Adds the four sides of an area.
    pub(crate) fn add_sides(&mut self, area: &Area) {
        let (left, top) = (area.left, area.top);
        let (right, bottom) = (area.right, area.bottom);
        self.add_path(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]);
    }

    /// Adds a line through several places.
    pub(crate) fn add_path(&mut self, places: &[Point]) {
        self.lines.extend(places.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// What a text in this area would hide or lose, and how far it is from what it names.
    fn cost(&self, area: &Area, bounds: &Area, named: &Area) -> f64 {
        let hidden: f64 = self.areas.iter().map(|taken| taken.shared(area)).sum();
        let crossed: f64 = self.lines.iter().map(|line| area.crossed_by(*line)).sum();
        area.outside(bounds) * 50.0 + hidden * 10.0 + crossed + area.distance(named) * 0.25
    }

    /// The candidate that hides least and is nearest to what it names; of equals the first.
    /// It is then taken itself.
    pub(crate) fn choose(&mut self, candidates: &[Area], bounds: &Area, named: &Area) -> usize {
        let mut best = (0, f64::INFINITY);
        for (i, area) in candidates.iter().enumerate() {
            let cost = self.cost(area, bounds, named);
            if cost < best.1 - 1e-6 {
                best = (i, cost);
            }
        }
        self.areas.extend(candidates.get(best.0));
        best.0
    }
}

/// Places for a text around a mark, best first: over it, under it, then beside it.
pub(crate) fn around(at: Point, clear: (f64, f64), width: f64, size: f64) -> Vec<Point> {
    let (x, y) = at;
    let (over, under) = (y - clear.1 - 2.0, y + clear.1 + size * 0.74 + 1.0);
    let (after, before) = (x + clear.0 + 1.5, x - clear.0 - 1.5 - width);
    let level = y + size * 0.3;
    let mut places = vec![(x - width / 2.0, over), (x - width / 2.0, under)];
    places.extend([(after, over), (before, over), (after, level), (before, level)]);
    places.extend([(after, under), (before, under)]);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_around_a_mark_keep_clear_of_it() {
        let mark = Area::of_dot((50.0, 50.0), 2.0);
        for (x, y) in around((50.0, 50.0), (3.0, 3.0), 20.0, 8.5) {
            let text = Area::of_text(x, y, 20.0, 8.5);
            assert!(text.distance(&mark) > 0.0, "{text:?}");
        }
    }

    #[test]
    fn chooses_the_first_free_candidate() {
        let bounds = Area { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 };
        let here = Area::of_text(10.0, 20.0, 30.0, 8.0);
        let there = Area::of_text(10.0, 60.0, 30.0, 8.0);
        let mut taken = Taken::default();
        assert_eq!(taken.choose(&[here, there], &bounds, &here), 0);
        assert_eq!(taken.choose(&[here, there], &bounds, &here), 1);
    }

    #[test]
    fn lines_through_a_text_are_noticed() {
        let area = Area { left: 10.0, top: 10.0, right: 20.0, bottom: 20.0 };
        assert!((area.crossed_by(((0.0, 15.0), (30.0, 15.0))) - 10.0).abs() < 1e-9);
        assert!(area.crossed_by(((0.0, 5.0), (30.0, 5.0))) < 1e-9);
    }
}
