//! Reads names and the poles on which they may hang, returns for each a line, a pole and a side.
//!
//! Pure geometry in points: measures no text and draws nothing.

/// Least distance between two texts side by side.
const GAP: f64 = 6.0;
/// Distance between a pole and the text that hangs on it.
pub(crate) const ARM: f64 = 3.0;

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
}
