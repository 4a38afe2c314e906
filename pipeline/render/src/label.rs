//! Names and what they must not touch in, a free place for each out.
//!
//! Pure geometry in points: it measures no text and draws nothing.

use crate::axis::count;
use crate::canvas::Point;

/// Least distance between two texts side by side.
const GAP: f64 = 6.0;
/// Distance between a pole and the text that hangs on it.
pub(crate) const ARM: f64 = 3.0;

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

/// A name that hangs on a pole: where the pole may stand and how wide the name is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flag {
    /// Place of the pole.
    pub(crate) pole: f64,
    /// Another place where the pole may stand.
    pub(crate) other: Option<f64>,
    /// Width of the name.
    pub(crate) width: f64,
}

/// How a name hangs on its pole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hang {
    /// At the right of the pole.
    Right,
    /// At the left of the pole.
    Left,
    /// Under the end of the pole.
    Under,
}

/// Where a name hangs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hung {
    /// Line of text, counted from the top.
    pub(crate) tier: usize,
    /// Left end of the name.
    pub(crate) left: f64,
    /// Right end of the name.
    pub(crate) right: f64,
    /// Place of the pole.
    pub(crate) pole: f64,
    /// Side of the pole.
    pub(crate) hang: Hang,
}

/// Hangs names on their poles, in as few lines as possible: no name lies on another, no pole
/// runs through a name, no name leaves the room. Tries every arrangement; names are few.
pub(crate) fn hang(flags: &[Flag], room: (f64, f64), tiers: usize) -> Vec<Hung> {
    let mut best = (f64::INFINITY, Vec::new());
    arrange(flags, room, tiers.max(1), &mut Vec::new(), 0.0, &mut best);
    best.1
}

fn arrange(
    flags: &[Flag],
    room: (f64, f64),
    tiers: usize,
    placed: &mut Vec<Hung>,
    cost: f64,
    best: &mut (f64, Vec<Hung>),
) {
    if cost >= best.0 {
        return;
    }
    let Some(flag) = flags.get(placed.len()) else {
        *best = (cost, placed.clone());
        return;
    };
    for pole in [Some(flag.pole), flag.other].into_iter().flatten() {
        for tier in 0..tiers {
            for side in [Hang::Right, Hang::Left, Hang::Under] {
                let next = hung(pole, flag.width, room, tier, side);
                let clashes: f64 = placed.iter().map(|other| clash(&next, other)).sum();
                let more = price(&next, room) + clashes;
                placed.push(next);
                arrange(flags, room, tiers, placed, cost + more, best);
                placed.pop();
            }
        }
    }
}

fn hung(pole: f64, width: f64, room: (f64, f64), tier: usize, hang: Hang) -> Hung {
    let left = match hang {
        Hang::Right => pole + ARM,
        Hang::Left => pole - ARM - width,
        Hang::Under => (pole - width / 2.0).min(room.1 - width).max(room.0),
    };
    Hung { tier, left, right: left + width, pole, hang }
}

/// The price of a place by itself: low lines and awkward sides cost, leaving the room costs most.
fn price(hung: &Hung, room: (f64, f64)) -> f64 {
    let tier = [0.0, 4.0, 9.0].get(hung.tier).copied().unwrap_or(15.0);
    let side = match hung.hang {
        Hang::Right => 0.0,
        Hang::Left => 1.0,
        Hang::Under => 6.0 + (f64::midpoint(hung.left, hung.right) - hung.pole).abs() / 100.0,
    };
    let lost = (room.0 - hung.left).max(0.0) + (hung.right - room.1).max(0.0);
    tier + side + lost * 100.0
}

fn clash(a: &Hung, b: &Hung) -> f64 {
    let mut cost = 0.0;
    if a.tier == b.tier {
        cost += (a.right.min(b.right) + GAP - a.left.max(b.left)).max(0.0) * 20.0;
    }
    for (pole, text) in [(a, b), (b, a)] {
        if pole.runs_through(text) {
            cost += 500.0;
        } else if pole.comes_between(text) {
            cost += 8.0;
        }
    }
    cost
}

impl Hung {
    /// Whether the pole of this name runs through another name.
    pub(crate) fn runs_through(&self, text: &Self) -> bool {
        let inside = self.pole > text.left - ARM / 2.0 && self.pole < text.right + ARM / 2.0;
        self.passes(text) && inside
    }

    /// Whether the pole of this name stands between another name and its pole.
    fn comes_between(&self, text: &Self) -> bool {
        let near = self.pole > text.left - ARM && self.pole < text.right + ARM;
        self.passes(text) && near && (self.pole - text.pole).abs() > 0.01
    }

    fn passes(&self, text: &Self) -> bool {
        text.tier < self.tier || (text.tier == self.tier && self.hang != Hang::Under)
    }
}

/// Texts that touch and move as one.
struct Pile {
    members: Vec<usize>,
    /// Sum over the members of the place they would like the top of the pile to have.
    wish: f64,
    height: f64,
}

impl Pile {
    fn top(&self, room: (f64, f64)) -> f64 {
        let top = self.wish / count(self.members.len());
        top.min(room.1 - self.height).max(room.0)
    }
}

/// The tops of texts whose middles are wanted at given places: in the same order, not
/// overlapping, within the room and otherwise as near as can be.
pub(crate) fn spread(wanted: &[f64], heights: &[f64], room: (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    let mut piles: Vec<Pile> = Vec::new();
    for i in order {
        let top = wanted[i] - heights[i] / 2.0;
        let mut pile = Pile { members: vec![i], wish: top, height: heights[i] };
        while let Some(above) = piles.pop_if(|p| p.top(room) + p.height > pile.top(room)) {
            let pushed = pile.wish - above.height * count(pile.members.len());
            pile = Pile {
                members: [above.members, pile.members].concat(),
                wish: above.wish + pushed,
                height: above.height + pile.height,
            };
        }
        piles.push(pile);
    }
    let mut tops = vec![0.0; wanted.len()];
    for pile in &piles {
        let mut top = pile.top(room);
        for &i in &pile.members {
            tops[i] = top;
            top += heights[i];
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: (f64, f64) = (0.0, 400.0);

    fn no_clash(hung: &[Hung], room: (f64, f64)) {
        for (i, a) in hung.iter().enumerate() {
            assert!(a.left >= room.0 && a.right <= room.1, "{hung:?}");
            for b in &hung[i + 1..] {
                assert!(clash(a, b) < 1e-9, "{hung:?}");
            }
        }
    }

    fn flag(pole: f64, width: f64) -> Flag {
        Flag { pole, other: None, width }
    }

    fn flags(poles: [f64; 3]) -> [Flag; 3] {
        [flag(poles[0], 90.0), flag(poles[1], 60.0), flag(poles[2], 110.0)]
    }

    #[test]
    fn names_far_apart_share_one_line() {
        let flags = flags([20.0, 150.0, 250.0]);
        let hung = hang(&flags, ROOM, 3);
        assert!(hung.iter().all(|h| h.tier == 0 && h.hang == Hang::Right), "{hung:?}");
    }

    #[test]
    fn names_that_coincide_do_not_overlap() {
        for at in [0.0, 1.0, 60.0, 200.0, 330.0, 399.0, 400.0] {
            let flags = flags([at, at, at]);
            no_clash(&hang(&flags, ROOM, 3), ROOM);
        }
    }

    #[test]
    fn names_that_almost_coincide_do_not_overlap() {
        for poles in [[200.0, 201.0, 203.0], [5.0, 2.0, 9.0], [398.0, 390.0, 395.0]] {
            let flags = flags(poles);
            no_clash(&hang(&flags, ROOM, 3), ROOM);
        }
    }

    #[test]
    fn a_wide_name_hangs_under_its_pole_inside_the_room() {
        let flags = [flag(200.0, 390.0)];
        assert_eq!(hang(&flags, ROOM, 3)[0].hang, Hang::Under);
        no_clash(&hang(&flags, ROOM, 3), ROOM);
    }

    #[test]
    fn a_name_may_hang_on_its_other_pole() {
        let flags = [Flag { other: Some(100.0), ..flag(399.0, 150.0) }, flag(380.0, 100.0)];
        let hung = hang(&flags, ROOM, 1);
        assert_eq!((hung[0].pole, hung[0].hang), (100.0, Hang::Right));
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

    #[test]
    fn spreading_keeps_order_and_room() {
        let tops = spread(&[50.0, 50.0, 51.0], &[10.0, 10.0, 10.0], (0.0, 100.0));
        assert!(tops[0] + 10.0 <= tops[1] + 1e-9 && tops[1] + 10.0 <= tops[2] + 1e-9, "{tops:?}");
        let tops = spread(&[99.0, 99.0], &[10.0, 10.0], (0.0, 100.0));
        assert!(tops.iter().all(|t| *t >= 0.0 && *t <= 90.0), "{tops:?}");
    }
}
