//! Rows of which some are hidden in, rows from which none of these can be worked out again out.
//!
//! A total, in the same result or elsewhere in a report, gives back what is hidden alone: something else is hidden with
//! it. Hides what is small by itself nowhere; that has been done.

use std::collections::{BTreeMap, VecDeque};

use domain::rows::{Rows, Value};

/// Years are no parts of a whole, unless somebody adds them up: the pupils of one year are those of another too.
const YEARS: [&str; 3] = ["schooljaar", "peiljaar", "jaar"];

/// The sizes of a column from before anything was hidden; nothing where a size is not known.
pub(crate) type Sizes = Vec<Option<f64>>;

/// The sizes in a column.
pub(crate) fn sizes(rows: &Rows, column: usize) -> Sizes {
    rows.cells.iter().map(|row| row[column].number()).collect()
}

/// The rows that a total could be the sum of: those that differ in one label only.
pub(crate) struct Lines {
    lines: Vec<Vec<usize>>,
    /// The lines in which each row stands.
    of_row: Vec<Vec<usize>>,
}

impl Lines {
    /// Finds the lines of rows by their labels.
    pub(crate) fn of(rows: &Rows, labels: &[usize]) -> Self {
        let labels = plain_labels(labels.iter().map(|label| Label::of(rows, *label)).collect());
        // Rows that differ in no label at all are parts of something too.
        let mut lines = groups(&labels.iter().collect::<Vec<_>>(), rows.len());
        lines.retain(|line| line.len() > 1);
        for varied in &labels {
            let others: Vec<&Label> = labels.iter().filter(|other| other.column != varied.column).collect();
            // Within what follows from the label, as the bouw from the leerjaar, and over all of it.
            let apart: Vec<&Label> =
                others.iter().filter(|other| !other.follows(&[varied])).copied().collect();
            for fixed in [others, apart] {
                lines.extend(groups(&fixed, rows.len()).into_iter().filter(|line| {
                    line.len() > 1 && (!varied.is_year || line.iter().any(|row| varied.is_total(rows, *row)))
                }));
            }
        }
        // What little hides is found first.
        lines.sort_by_key(Vec::len);
        lines.dedup();
        let mut of_row = vec![Vec::new(); rows.len()];
        for (at, line) in lines.iter().enumerate() {
            for row in line {
                of_row[*row].push(at);
            }
        }
        Self { lines, of_row }
    }

    /// The rows to hide with those that are hidden, so that no line gives one of them back: in each that has hidden rows
    /// these are several, and together as many pupils as may be shown.
    pub(crate) fn beside(&self, sizes: &Sizes, mut hidden: Vec<bool>, minimum: f64) -> Vec<usize> {
        let mut more = Vec::new();
        let mut due: VecDeque<usize> = (0..self.lines.len()).collect();
        let mut waits = vec![true; self.lines.len()];
        while let Some(at) = due.pop_front() {
            waits[at] = false;
            let line = &self.lines[at];
            while exposed(line, sizes, &hidden, minimum) {
                let known = line.iter().filter(|row| !hidden[**row]);
                let known = known.filter_map(|row| Some((*row, sizes[*row].filter(|size| *size > 0.0)?)));
                let Some((row, _)) = known.min_by(|(_, one), (_, other)| one.total_cmp(other)) else { break };
                hidden[row] = true;
                more.push(row);
                for other in self.of_row[row].iter().filter(|other| **other != at) {
                    if !std::mem::replace(&mut waits[*other], true) {
                        due.push_back(*other);
                    }
                }
            }
        }
        more
    }
}

/// Whether what is hidden in a line can be worked out from the sum of the line.
fn exposed(line: &[usize], sizes: &Sizes, hidden: &[bool], minimum: f64) -> bool {
    let (mut number, mut sum, mut all_empty) = (0.0, 0.0, true);
    for row in line.iter().filter(|row| hidden[**row]) {
        number += 1.0;
        sum += sizes[*row].unwrap_or(0.0);
        all_empty &= sizes[*row] == Some(0.0);
    }
    !all_empty && (number < 2.0 || sum < minimum || sum <= number)
}

/// One column of labels, each value as a number.
struct Label {
    column: usize,
    is_year: bool,
    values: Vec<usize>,
    distinct: usize,
}

impl Label {
    fn of(rows: &Rows, column: usize) -> Self {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |row: &Vec<Value>| {
            let next = known.len();
            *known.entry(format!("{:?}", row[column])).or_insert(next)
        };
        let values: Vec<usize> = rows.cells.iter().map(&mut number).collect();
        let is_year = YEARS.contains(&rows.columns[column].as_str());
        Self { column, is_year, values, distinct: known.len() }
    }

    /// Whether a row has no value here, as a total of all of them.
    fn is_total(&self, rows: &Rows, row: usize) -> bool {
        rows.cells[row][self.column] == Value::Null
    }

    /// Whether the label follows from others together.
    fn follows(&self, others: &[&Self]) -> bool {
        let mut seen: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        (0..self.values.len()).all(|row| {
            let from = others.iter().map(|other| other.values[row]).collect();
            *seen.entry(from).or_insert(self.values[row]) == self.values[row]
        })
    }
}

/// The labels without those that only repeat coarser ones, such as `8 III` beside a leerjaar and a niveau.
fn plain_labels(mut labels: Vec<Label>) -> Vec<Label> {
    labels.sort_by_key(|label| std::cmp::Reverse(label.distinct));
    let mut at = 0;
    while at < labels.len() {
        let coarser: Vec<&Label> = labels[at + 1..].iter().collect();
        if labels[at].follows(&coarser) {
            labels.remove(at);
        } else {
            at += 1;
        }
    }
    labels
}

/// The rows with the same values of these labels.
fn groups(labels: &[&Label], rows: usize) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for row in 0..rows {
        groups.entry(labels.iter().map(|label| label.values[row]).collect()).or_default().push(row);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a leerjaar, its bouw, a niveau and a count; a count under five is hidden.
    fn hidden_in(names: [&str; 3], cells: &[(&str, &str, &str, i64)]) -> Vec<usize> {
        let text = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
        let row = |(one, two, three, n): &(&str, &str, &str, i64)| {
            vec![text(one), text(two), text(three), Value::Int(*n)]
        };
        let columns = names.into_iter().chain(["n"]).map(str::to_owned).collect();
        let rows = Rows { columns, cells: cells.iter().map(row).collect() };
        let sizes = sizes(&rows, 3);
        let hidden: Vec<bool> = cells.iter().map(|cell| cell.3 < 5).collect();
        let mut all: Vec<usize> = (0..cells.len()).filter(|row| hidden[*row]).collect();
        all.extend(Lines::of(&rows, &[0, 1, 2]).beside(&sizes, hidden, 5.0));
        all.sort_unstable();
        all
    }

    fn hidden(cells: &[(&str, &str, &str, i64)]) -> Vec<usize> {
        hidden_in(["leerjaar", "bouw", "niveau"], cells)
    }

    #[test]
    fn a_total_beside_its_parts_gives_no_part_back() {
        let parts = [("4", "m", "I", 4), ("4", "m", "II", 6), ("4", "m", "III", 5), ("4", "m", "", 25)];
        assert_eq!(hidden(&parts), [0, 2]);
    }

    #[test]
    fn two_that_are_hidden_keep_each_other_unless_their_sum_tells() {
        assert_eq!(hidden(&[("4", "m", "I", 4), ("4", "m", "II", 3), ("4", "m", "III", 15)]), [0, 1]);
        assert_eq!(hidden(&[("4", "m", "I", 1), ("4", "m", "II", 1), ("4", "m", "III", 10)]), [0, 1, 2]);
    }

    #[test]
    fn a_label_that_repeats_others_parts_no_rows() {
        let names = ["leerjaar", "wie", "niveau"];
        let rows = [
            ("8", "8 B", "B", 5),
            ("8", "8 C", "C", 2),
            ("8", "8 D", "D", 5),
            ("8", "8 alle", "", 12),
            ("7", "7 B", "B", 9),
            ("7", "7 C", "C", 8),
        ];
        let hidden = hidden_in(names, &rows);
        assert!(hidden.contains(&1) && (hidden.contains(&0) || hidden.contains(&2)), "{hidden:?}");
    }

    #[test]
    fn what_follows_from_a_label_is_looked_at_apart_and_together() {
        let rows = [("3", "o", "I", 20), ("4", "o", "I", 22), ("5", "m", "I", 3), ("6", "m", "I", 24)];
        assert_eq!(hidden(&rows), [2, 3], "within the bouw");
        assert_eq!(hidden(&rows[..3]), [0, 1, 2], "a bouw of one leerjaar is given back by all together");
    }

    #[test]
    fn the_years_are_no_parts_of_a_whole_unless_they_are_added_up() {
        let names = ["schooljaar", "bouw", "niveau"];
        let rows =
            [("2023", "m", "I", 4), ("2024", "m", "I", 12), ("2025", "m", "I", 13), ("", "m", "I", 29)];
        assert_eq!(hidden_in(names, &rows[..3]), [0]);
        assert_eq!(hidden_in(names, &rows), [0, 1]);
    }

    #[test]
    fn each_of_many_schools_is_looked_at_by_itself() {
        let names: Vec<String> = (0..6000).map(|school| format!("99{school}")).collect();
        let sizes = [("I", 3), ("II", 8), ("III", 9), ("IV", 7)];
        let cells: Vec<(&str, &str, &str, i64)> = names
            .iter()
            .flat_map(|school| sizes.iter().map(|(niveau, n)| (school.as_str(), "b", *niveau, *n)))
            .collect();
        let hidden = hidden_in(["ovt", "bouw", "niveau"], &cells);
        assert_eq!((hidden.len(), &hidden[..4]), (12_000, &[0, 3, 4, 7][..]));
    }

    #[test]
    fn nothing_is_hidden_where_nothing_was() {
        assert!(hidden(&[("4", "m", "I", 14), ("5", "m", "I", 12), ("5", "m", "II", 7)]).is_empty());
        assert_eq!(
            hidden(&[("4", "m", "I", 14), ("5", "m", "I", 12), ("6", "m", "I", 0)]),
            [2],
            "nobody is no part"
        );
    }
}
