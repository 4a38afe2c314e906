//! Reads the norm table of score bounds, returns a check of one score.
//!
//! The bounds are data that a user can change; none stands in the code.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::words;

/// Which score of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Maat {
    /// Of a test between the years.
    Vaardigheidsscore,
    /// Of the final test.
    Standaardscore,
}

/// The bounds per provider.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bereiken(BTreeMap<(Maat, u8), (f64, f64)>);

impl Bereiken {
    /// Adds a row; `None` when the provider, the measure or the bounds are not what they should be.
    pub(crate) fn add(&mut self, aanbieder: &str, maat: &str, range: RangeInclusive<f64>) -> Option<()> {
        let maat = match maat {
            "vaardigheidsscore" => Maat::Vaardigheidsscore,
            "standaardscore" => Maat::Standaardscore,
            _ => return None,
        };
        let aanbieder = words::aanbieder(aanbieder.as_bytes())?;
        (range.start() <= range.end()).then_some(())?;
        self.0.insert((maat, aanbieder), (*range.start(), *range.end()));
        Some(())
    }

    /// Whether a score lies within the bounds of its provider; without bounds it does.
    pub(crate) fn holds(&self, maat: Maat, aanbieder: u8, score: f64) -> bool {
        self.0.get(&(maat, aanbieder)).is_none_or(|(low, high)| (*low..=*high).contains(&score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_held_against_the_bounds_of_its_provider() {
        let mut bereiken = Bereiken::default();
        assert_eq!(bereiken.add("LIB", "standaardscore", 150.0..=200.0), Some(()));
        assert_eq!(bereiken.add("onbekend", "standaardscore", 0.0..=1.0), None);
        assert_eq!(bereiken.add("IEP", "score", 0.0..=1.0), None);
        assert_eq!(bereiken.add("IEP", "standaardscore", 9.0..=1.0), None);
        assert!(bereiken.holds(Maat::Standaardscore, 6, 174.3));
        assert!(!bereiken.holds(Maat::Standaardscore, 6, 535.0));
        assert!(bereiken.holds(Maat::Vaardigheidsscore, 6, 535.0));
    }
}
