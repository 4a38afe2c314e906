//! Holds cells with their place in a file: what every container (workbook or delimited text) is turned into.
//!
//! Lines count from 1, as a spreadsheet and an editor show them. Only filled cells are kept, so a cell far away costs
//! what one cell costs. It does not know what any column means.

use std::collections::BTreeMap;
use std::sync::Arc;

/// One cell, trimmed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing, or only white space.
    Empty,
    /// Text, without white space at either end; shared, because a workbook can repeat it many times.
    Text(Arc<str>),
    /// A number as a workbook stores it.
    Number(f64),
}

impl Cell {
    pub(crate) fn from_text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Returns what a person sees in the cell, or nothing when it is empty.
    pub(crate) fn shown(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(text.to_string()),
            Self::Number(number) => Some(number.to_string()),
        }
    }
}

/// One line with at least one filled cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Line in the file or the sheet, from 1.
    pub(crate) line: u32,
    /// How many cells a line of text was cut into; a line of a sheet has no end.
    width: Option<usize>,
    /// The filled cells with their columns from 0, in order.
    cells: Vec<(usize, Cell)>,
}

impl Row {
    /// A line of text that was cut into cells.
    pub(crate) fn of_text(line: u32, cells: impl Iterator<Item = Cell>) -> Self {
        let mut width = 0;
        let cells = cells.enumerate().inspect(|_| width += 1).filter(|(_, cell)| !cell.is_empty()).collect();
        Self { line, width: Some(width), cells }
    }

    /// A line of a sheet; its filled cells come in the order of their columns, each column once.
    pub(crate) fn of_sheet(line: u32, cells: Vec<(usize, Cell)>) -> Self {
        Self { line, width: None, cells }
    }

    pub(crate) fn cell(&self, column: usize) -> &Cell {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column);
        at.map_or(&Cell::Empty, |at| &self.cells[at].1)
    }

    /// Returns the filled cells with their columns.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().map(|(column, cell)| (*column, cell))
    }

    /// Tells whether the same cells stand in another line.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.cells == other.cells
    }

    /// Returns how many cells and bytes of text there are; a text that cells share counts for each of them.
    fn length(&self) -> usize {
        let texts =
            self.cells.iter().map(|(_, cell)| if let Cell::Text(text) = cell { text.len() } else { 0 });
        self.width.unwrap_or(self.cells.len()) + texts.sum::<usize>()
    }

    /// Returns the texts of all cells up to the last that is filled, or that the line was cut into.
    pub(crate) fn texts(&self) -> Vec<String> {
        let filled = self.cells.last().map_or(0, |(column, _)| column + 1);
        let mut texts = vec![String::new(); self.width.unwrap_or(filled)];
        for (column, cell) in self.filled() {
            texts[column] = cell.shown().unwrap_or_default();
        }
        texts
    }
}

/// The filled lines of one sheet or one text file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grid {
    /// What the sheet is called in messages and tables; nothing for a text file.
    pub(crate) sheet: Option<String>,
    /// The name that it has in the workbook, which may be that of a person: it is read and never told.
    pub(crate) title: String,
    /// Whether the sheet is hidden.
    pub(crate) hidden: bool,
    /// The columns with formulas of which the outcome is not stored, with how many there are.
    pub(crate) uncomputed: BTreeMap<usize, u32>,
    /// The lines that are not empty, in order.
    pub(crate) rows: Vec<Row>,
}

/// The most filled cells that a file may have, sheets together.
pub(crate) const MOST_CELLS: usize = 10_000_000;

/// How many filled lines may stand above the headings.
pub(crate) const LINES_BEFORE_HEADINGS: usize = 20;

/// The longest that a line with headings can be: cells and bytes together.
const LONGEST_HEADINGS: usize = 1 << 20;

impl Grid {
    /// A text file.
    pub(crate) fn of_text(rows: impl Iterator<Item = Row>) -> Self {
        Self { rows: rows.filter(|row| !row.cells.is_empty()).collect(), ..Self::default() }
    }

    /// Returns the first lines, among which that with the headings is; none that is too long to be it.
    pub(crate) fn top(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().take(LINES_BEFORE_HEADINGS).filter(|row| row.length() <= LONGEST_HEADINGS)
    }

    /// Finds the line with headings: the first of the top lines that `fits`.
    pub(crate) fn header(&self, fits: impl Fn(&Header) -> bool) -> Option<Header> {
        self.top().map(Header::new).find(|header| fits(header))
    }

    /// Returns the lines below the headings.
    pub(crate) fn below<'a>(&'a self, header: &Header) -> impl Iterator<Item = &'a Row> + use<'a> {
        let line = header.line;
        self.rows.iter().filter(move |row| row.line > line)
    }
}

/// The line with headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Header {
    /// Its line, from 1.
    pub(crate) line: u32,
    /// The headings as written, empty ones included.
    pub(crate) names: Vec<String>,
    keys: Vec<String>,
}

impl Header {
    pub(crate) fn new(row: &Row) -> Self {
        let names = row.texts();
        let keys = names.iter().map(|name| key(name)).collect();
        Self { line: row.line, names, keys }
    }

    /// Returns the number of headings, without empty ones at the end.
    pub(crate) fn width(&self) -> usize {
        self.keys.iter().rposition(|key| !key.is_empty()).map_or(0, |last| last + 1)
    }

    /// Tells whether a line has a cell for every heading and no more.
    pub(crate) fn fits(&self, row: &Row) -> bool {
        row.width.is_none_or(|width| width == self.names.len())
    }

    /// Returns the columns whose heading is `wanted`, but for case and white space.
    pub(crate) fn columns(&self, wanted: &str) -> Vec<usize> {
        let wanted = key(wanted);
        self.positions(|found| found == wanted)
    }

    /// Returns the columns whose heading starts with `prefix`, each with the rest of its heading.
    pub(crate) fn starting_with(&self, prefix: &str) -> Vec<(usize, &str)> {
        let prefix = key(prefix);
        let rest = |(column, key): (usize, &'_ String)| key.starts_with(&prefix).then_some(column);
        self.keys
            .iter()
            .enumerate()
            .filter_map(rest)
            .map(|column| (column, self.keys[column][prefix.len()..].trim()))
            .collect()
    }

    /// Tells whether a heading is there.
    pub(crate) fn has(&self, wanted: &str) -> bool {
        !self.columns(wanted).is_empty()
    }

    fn positions(&self, fits: impl Fn(&str) -> bool) -> Vec<usize> {
        let found = |(column, key): (usize, &String)| fits(key).then_some(column);
        self.keys.iter().enumerate().filter_map(found).collect()
    }
}

/// Returns the letters of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = String::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

/// Reduces a heading to what it is compared by: lower case, single spaces.
pub(crate) fn key(heading: &str) -> String {
    let words: Vec<String> = heading.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u32, cells: &[&str]) -> Row {
        Row::of_text(line, cells.iter().map(|text| Cell::from_text(text)))
    }

    #[test]
    fn headings_match_but_for_case_and_white_space() {
        let header = Header::new(&row(1, &[" OVT ", "Gemiddelde  %1F\u{a0}2223", ""]));
        assert_eq!(header.columns("ovt"), [0]);
        assert_eq!(header.starting_with("gemiddelde %1F"), [(1, "2223")]);
        assert_eq!(header.width(), 2);
    }

    #[test]
    fn the_weighted_mean_is_not_taken_for_a_year() {
        let header = Header::new(&row(1, &["Gewogen driejaarsgemiddelde %1F"]));
        assert!(header.starting_with("Gemiddelde %1F").is_empty());
    }

    #[test]
    fn headings_may_stand_below_a_title_and_empty_lines_do_not_count() {
        let rows = [row(1, &["Titel"]), row(2, &["", " "]), row(4, &["ovt", "naam"]), row(5, &["00AP|C1"])];
        let grid = Grid::of_text(rows.into_iter());
        assert_eq!(grid.rows.len(), 3);
        let header = grid.header(|header| header.has("ovt")).unwrap();
        assert_eq!(header.line, 4);
        assert_eq!(grid.below(&header).map(|row| row.line).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_cell_far_away_costs_one_cell() {
        let row = Row::of_sheet(1_048_576, vec![(0, Cell::Number(1.0)), (16_383, Cell::from_text("x"))]);
        assert_eq!((row.cell(16_383), row.cell(7)), (&Cell::from_text("x"), &Cell::Empty));
        assert_eq!(row.filled().count(), 2);
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
    }
}
