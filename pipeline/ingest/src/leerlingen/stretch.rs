//! Keeps where rows stand: file and line of each, in little room, because most rows follow each other.
//!
//! It knows no row, only how many there are.

/// The lines of a stretch of sound rows.
#[derive(Debug)]
pub(crate) struct Stretch {
    file: usize,
    first: u32,
    pub(crate) rows: u32,
    /// The line of the first row, when the rows stand on lines that follow each other.
    line: u32,
    /// Else the line of each row.
    lines: Vec<u32>,
}

impl Stretch {
    /// Keeps the lines of rows, or only the first where they follow each other; `first` is the number of the first row,
    /// `line` the line at which the file was cut.
    pub(crate) fn new(file: usize, first: u32, line: u32, mut lines: Vec<u32>) -> Self {
        let rows = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let start = lines.first().copied().unwrap_or_default();
        let follow = lines.iter().zip(start..).all(|(one, wanted)| *one == wanted);
        for at in &mut lines {
            *at += line;
        }
        Self { file, first, rows, line: line + start, lines: if follow { Vec::new() } else { lines } }
    }
}

/// The file and the line of a row, by its number among all rows of the stretches.
pub(crate) fn place(stretches: &[Stretch], row: u32) -> Option<(usize, u32)> {
    let after = stretches.partition_point(|stretch| stretch.first + stretch.rows <= row);
    let stretch = stretches.get(after)?;
    let at = row - stretch.first;
    let line = stretch.lines.get(usize::try_from(at).ok()?).copied().unwrap_or(stretch.line + at);
    Some((stretch.file, line))
}
