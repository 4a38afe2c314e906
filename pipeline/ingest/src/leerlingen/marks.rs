//! Finds where two bytes stand in a text, sixty-four bytes looked at together.
//!
//! A row of twenty cells has a mark every few bytes: asking for each next one anew takes longer than the reading itself.

use wide::u8x16;

/// Bytes that are looked at together: a bit of a word for each.
const WIDTH: usize = 64;

/// The places of two bytes in a text, in order.
pub(crate) struct Marks<'a> {
    text: &'a [u8],
    wanted: [u8x16; 2],
    /// Where the bytes after the ones in `found` start.
    next: usize,
    /// The marks that are left of the bytes before `next`, the first as the lowest bit.
    found: u64,
}

impl<'a> Marks<'a> {
    /// Looks for either of the two, of which neither is zero.
    pub(crate) fn new(text: &'a [u8], wanted: [u8; 2]) -> Self {
        Self { text, wanted: wanted.map(u8x16::splat), next: 0, found: 0 }
    }

    fn look(&self, bytes: &[u8; WIDTH]) -> u64 {
        let (parts, _) = bytes.as_chunks::<16>();
        let [one, other] = self.wanted;
        parts.iter().rev().fold(0, |found, part| {
            let part = u8x16::new(*part);
            let here = part.simd_eq(one) | part.simd_eq(other);
            found << 16 | u64::from(here.to_bitmask())
        })
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.text.get(self.next..).filter(|rest| !rest.is_empty())?;
            self.found = if let Some(bytes) = rest.first_chunk::<WIDTH>() {
                self.look(bytes)
            } else {
                let mut bytes = [0; WIDTH];
                bytes[..rest.len()].copy_from_slice(rest);
                self.look(&bytes)
            };
            self.next += WIDTH;
        }
        let at = self.next - WIDTH + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        for length in [0, 1, 15, 16, 63, 64, 65, 200] {
            let text: Vec<u8> = (0..length).map(|at| [b';', b'x', b'\n', b'y', b'z'][at * at % 5]).collect();
            let plain: Vec<usize> = (0..length).filter(|at| matches!(text[*at], b';' | b'\n')).collect();
            assert_eq!(Marks::new(&text, [b';', b'\n']).collect::<Vec<_>>(), plain, "{length}");
        }
    }
}
