//! Reads what tells results apart, returns the rows that stand there twice.
//!
//! Of identical rows the first counts; rows that contradict each other are all refused, for nobody can tell which one
//! is right. It looks at hashes and never at a value.

use std::panic::resume_unwind;
use std::thread;

use foldhash::fast::FixedState;
use hashbrown::HashSet;

use crate::check::reason::Reason;

/// One sound row, without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    /// What makes the result the same one, as a hash.
    pub(crate) key: u64,
    /// The number of the row.
    pub(crate) row: u32,
    /// Its values, as a hash.
    pub(crate) content: u32,
}

/// How many parts the entries are kept in: each is sorted by itself, within reach of the processor.
const PARTS: usize = 256;

/// All entries of a run.
#[derive(Debug)]
pub(crate) struct Doubles {
    parts: Vec<Vec<Entry>>,
}

impl Default for Doubles {
    fn default() -> Self {
        Self { parts: vec![Vec::new(); PARTS] }
    }
}

impl Doubles {
    /// Adds the entries of a stretch of rows, the first of which has number `first` in the run.
    pub(crate) fn add(&mut self, entries: &[Entry], first: u32) {
        for entry in entries {
            let part = usize::from(entry.key.to_be_bytes()[0]);
            self.parts[part].push(Entry { row: entry.row + first, ..*entry });
        }
    }

    /// Returns the rows to refuse, by their number in the run, sorted.
    pub(crate) fn refused(self) -> Vec<(u32, Reason)> {
        let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = PARTS.div_ceil(workers);
        let mut parts = self.parts;
        let mut found: Vec<(u32, Reason)> = thread::scope(|scope| {
            let work = parts
                .chunks_mut(share)
                .map(|part| scope.spawn(|| part.iter_mut().flat_map(doubles).collect()));
            let handles: Vec<thread::ScopedJoinHandle<'_, Vec<(u32, Reason)>>> = work.collect();
            handles
                .into_iter()
                .flat_map(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        });
        found.sort_unstable();
        found
    }
}

fn doubles(part: &mut Vec<Entry>) -> Vec<(u32, Reason)> {
    // Nearly always none: only what is there more than once is put in order.
    let mut seen = HashSet::with_capacity_and_hasher(part.len(), FixedState::with_seed(0));
    let twice: HashSet<u64> =
        part.iter().filter(|entry| !seen.insert(entry.key)).map(|entry| entry.key).collect();
    part.retain(|entry| twice.contains(&entry.key));
    part.sort_unstable();
    let mut found = Vec::new();
    for same in part.chunk_by(|one, other| one.key == other.key).filter(|same| same.len() > 1) {
        let identical = same.iter().all(|entry| entry.content == same[0].content);
        let (reden, from) =
            if identical { (Reason::DuplicateResult, 1) } else { (Reason::ContradictoryResult, 0) };
        found.extend(same[from..].iter().map(|entry| (entry.row, reden)));
    }
    *part = Vec::new();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: u64, row: u32, content: u32) -> Entry {
        Entry { key, row, content }
    }

    #[test]
    fn the_first_of_identical_rows_counts_and_contradictions_do_not() {
        let mut all = Doubles::default();
        all.add(&[entry(5, 0, 1), entry(6, 1, 1), entry(5, 2, 1)], 0);
        all.add(&[entry(6, 0, 2), entry(u64::MAX, 1, 9)], 3);
        assert_eq!(
            all.refused(),
            [
                (1, Reason::ContradictoryResult),
                (2, Reason::DuplicateResult),
                (3, Reason::ContradictoryResult)
            ]
        );
    }
}
