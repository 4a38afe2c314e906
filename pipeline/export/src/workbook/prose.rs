//! A line of text in, the same text across the first columns of a sheet out, in a row high enough to show it.
//!
//! A spreadsheet makes no row higher for cells that are joined, so the height is reckoned here, on the safe side.

use rust_xlsxwriter::{ColNum, Format as Look, RowNum, Worksheet, XlsxError};

/// How wide a line of text is at least, in letters: what an A4 in landscape holds.
const LINE: usize = 100;
/// The width of a column that is not set, in letters.
const ORDINARY: usize = 8;

/// The lines above and below the table of one sheet.
pub(super) struct Prose {
    last: ColNum,
    letters: usize,
}

/// How large the letters of a line are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Size {
    /// As in the table.
    Ordinary,
    /// As in a title.
    Large,
}

impl Prose {
    /// Takes as many columns as a line needs.
    pub(super) fn over(widths: &[usize]) -> Self {
        let (mut last, mut letters) = (0, 0);
        for width in widths.iter().copied().chain(std::iter::repeat(ORDINARY)) {
            letters += width;
            if letters >= LINE {
                break;
            }
            last += 1;
        }
        Self { last, letters }
    }

    /// Writes a text in a row.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        row: RowNum,
        text: &str,
        look: &Look,
        size: Size,
    ) -> Result<(), XlsxError> {
        let (letters, points) = match size {
            Size::Ordinary => (self.letters, 15),
            Size::Large => (self.letters * 7 / 10, 19),
        };
        sheet.merge_range(row, 0, row, self.last, text, look)?;
        sheet.set_row_height(row, lines(text, letters).saturating_mul(points))?;
        Ok(())
    }
}

/// Makes a row as high as its fullest cell: texts with the width of their columns, in letters.
pub(super) fn fit_height<'a>(
    sheet: &mut Worksheet,
    row: RowNum,
    cells: impl IntoIterator<Item = (&'a str, usize)>,
) -> Result<(), XlsxError> {
    // Bold letters and the button of a filter take room of two.
    let needed = cells.into_iter().map(|(text, width)| lines(text, width.saturating_sub(2).max(1)));
    sheet.set_row_height(row, needed.max().unwrap_or(1).saturating_mul(15))?;
    Ok(())
}

/// How many lines a text takes when it breaks between words.
fn lines(text: &str, letters: usize) -> u32 {
    let mut lines = 0;
    for line in text.split('\n') {
        let mut used = 0;
        lines += 1;
        for word in line.split_whitespace().map(|word| word.chars().count()) {
            if used > 0 && used + 1 + word > letters {
                lines += 1;
                used = 0;
            }
            used += word + usize::from(used > 0);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Prose, lines};

    #[test]
    fn breaks_between_words() {
        assert_eq!(lines("een twee drie", 8), 2);
        assert_eq!(lines("een twee drie", 13), 1);
        assert_eq!(lines("een\ntwee", 80), 2);
        assert_eq!(lines("", 80), 1);
    }

    #[test]
    fn takes_as_many_columns_as_a_line_needs() {
        let prose = Prose::over(&[60, 30, 60]);
        assert_eq!((prose.last, prose.letters), (2, 150));
        let prose = Prose::over(&[20]);
        assert_eq!((prose.last, prose.letters), (10, 100));
    }
}
