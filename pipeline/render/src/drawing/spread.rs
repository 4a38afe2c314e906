//! Reads the heights at which texts are wanted, returns tops that keep their order and do not overlap.
//!
//! Pure geometry in points: measures no text and draws nothing.

use super::axis::count;

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
    use super::spread;

    #[test]
    fn spreading_keeps_order_and_room() {
        let tops = spread(&[50.0, 50.0, 51.0], &[10.0, 10.0, 10.0], (0.0, 100.0));
        assert!(tops[0] + 10.0 <= tops[1] + 1e-9 && tops[1] + 10.0 <= tops[2] + 1e-9, "{tops:?}");
        let tops = spread(&[99.0, 99.0], &[10.0, 10.0], (0.0, 100.0));
        assert!(tops.iter().all(|t| *t >= 0.0 && *t <= 90.0), "{tops:?}");
    }
}
