//! Reads the stretches of sound rows of all files, as they were taken in, returns the file and the line of a row.
//!
//! Rows on lines that follow each other, which is nearly all, take no room each.

/// All stretches, in order.
#[derive(Debug, Default)]
pub(crate) struct Stretches {
    stretches: Vec<Stretch>,
    /// The rows of all of them.
    rows: u32,
}

/// The lines of a stretch of sound rows.
#[derive(Debug)]
struct Stretch {
    file: usize,
    first: u32,
    rows: u32,
    /// The line of the first row, when the rows stand on lines that follow each other.
    line: u32,
    /// Else the line of each row.
    lines: Vec<u32>,
}

impl Stretches {
    /// The number of the next row.
    pub(crate) fn next(&self) -> u32 {
        self.rows
    }

    /// Adds a stretch of a file by the lines of its rows, counted from `line`.
    pub(crate) fn add(&mut self, file: usize, line: u32, mut lines: Vec<u32>) {
        let rows = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let start = lines.first().copied().unwrap_or_default();
        let follow = lines.iter().zip(start..).all(|(one, wanted)| *one == wanted);
        for at in &mut lines {
            *at += line;
        }
        let lines = if follow { Vec::new() } else { lines };
        self.stretches.push(Stretch { file, first: self.rows, rows, line: line + start, lines });
        self.rows += rows;
    }

    /// The file and the line of a row.
    pub(crate) fn place(&self, row: u32) -> Option<(usize, u32)> {
        let after = self.stretches.partition_point(|stretch| stretch.first + stretch.rows <= row);
        let stretch = self.stretches.get(after)?;
        let at = row - stretch.first;
        let line = stretch.lines.get(usize::try_from(at).ok()?).copied().unwrap_or(stretch.line + at);
        Some((stretch.file, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_again_whether_lines_follow_each_other_or_not() {
        let mut all = Stretches::default();
        all.add(0, 2, vec![0, 1, 2]);
        all.add(0, 10, Vec::new());
        all.add(1, 2, vec![0, 4]);
        assert_eq!(all.next(), 5);
        let places: Vec<Option<(usize, u32)>> = (0..6).map(|row| all.place(row)).collect();
        assert_eq!(places, [Some((0, 2)), Some((0, 3)), Some((0, 4)), Some((1, 2)), Some((1, 6)), None]);
    }
}
