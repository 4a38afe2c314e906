//! Rows of which some are hidden in, rows from which none of these can be worked out again out.
//!
//! A total, in the same result or elsewhere in a report, gives back what is hidden alone: something else is hidden with
//! it. Hides what is small by itself nowhere; that has been done.

use std::collections::{BTreeMap, BTreeSet};

use domain::rows::{Rows, Value};

/// The columns of a followed result, by their positions.
pub(crate) struct Places<'a> {
    /// What rests on pupils and is hidden with a row.
    pub(crate) figures: &'a [usize],
    /// The column that counts the pupils of a row.
    pub(crate) count: Option<usize>,
}

/// Years are no parts of a whole: the pupils of one year are those of another too.
const YEARS: [&str; 3] = ["schooljaar", "peiljaar", "jaar"];

/// Where one part of a column is hidden, the total gives it back: the smallest other part is hidden with it.
pub(crate) fn hide_part(rows: &mut Rows, parts: &[usize]) -> usize {
    let mut hidden = 0;
    for part in parts {
        if rows.cells.iter().filter(|row| row[*part] == Value::Suppressed).count() != 1 {
            continue;
        }
        let others = rows.cells.iter_mut().filter_map(|row| {
            let size = row[*part].number().filter(|size| *size > 0.0)?;
            Some((size, &mut row[*part]))
        });
        if let Some((_, cell)) = others.min_by(|(one, _), (other, _)| one.total_cmp(other)) {
            *cell = Value::Suppressed;
            hidden += 1;
        }
    }
    hidden
}

/// Where one row is hidden among those that differ from it in one label only, the smallest of these is hidden too.
pub(crate) fn hide_rows(rows: &mut Rows, places: &Places<'_>) -> usize {
    let Some(count) = places.count else { return 0 };
    let labels: Vec<usize> = (0..rows.columns.len())
        .filter(|column| *column != count && !places.figures.contains(column))
        .collect();
    // The sizes as they were, for a row that is hidden meanwhile is no longer the smallest.
    let size = |row: &Vec<Value>| row[count].number().filter(|size| *size > 0.0);
    let sizes: Vec<Option<f64>> = rows.cells.iter().map(size).collect();
    let mut hidden: BTreeSet<usize> =
        (0..rows.len()).filter(|row| rows.cells[*row][count] == Value::Suppressed).collect();
    let before = hidden.len();
    if before == 0 {
        return 0;
    }
    let lines: Vec<Vec<usize>> = labels
        .iter()
        .filter(|label| !YEARS.contains(&rows.columns[**label].as_str()))
        .flat_map(|label| lines(rows, &labels, *label))
        .collect();
    loop {
        let exposed = |line: &&Vec<usize>| line.iter().filter(|row| hidden.contains(row)).count() == 1;
        let next = lines.iter().filter(exposed).find_map(|line| {
            let others = line.iter().filter(|row| !hidden.contains(row));
            let known = others.filter_map(|row| Some((*row, sizes[*row]?)));
            known.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(row, _)| row)
        });
        let Some(next) = next else { break };
        hidden.insert(next);
        for figure in places.figures {
            if rows.cells[next][*figure] != Value::Null {
                rows.cells[next][*figure] = Value::Suppressed;
            }
        }
    }
    hidden.len() - before
}

/// The rows that differ in one label only, and in the labels that follow from it; each line has two rows or more.
fn lines(rows: &Rows, labels: &[usize], varied: usize) -> Vec<Vec<usize>> {
    let fixed: Vec<usize> =
        labels.iter().filter(|label| **label != varied && !follows(rows, varied, **label)).copied().collect();
    let mut lines: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.cells.iter().enumerate() {
        lines.entry(fixed.iter().map(|label| spelled(&row[*label])).collect()).or_default().push(index);
    }
    lines.into_values().filter(|line| line.len() > 1).collect()
}

/// Whether one label follows from another, as the bouw from the leerjaar.
fn follows(rows: &Rows, from: usize, label: usize) -> bool {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    rows.cells.iter().all(|row| {
        let other = spelled(&row[label]);
        *seen.entry(spelled(&row[from])).or_insert_with(|| other.clone()) == other
    })
}

fn spelled(value: &Value) -> String {
    format!("{value:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a leerjaar, its bouw, a niveau and a count; a count under five is hidden.
    fn table(cells: &[(&str, &str, &str, i64)]) -> Rows {
        let text = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
        let row = |(leerjaar, bouw, niveau, n): &(&str, &str, &str, i64)| {
            let n = if *n < 5 { Value::Suppressed } else { Value::Int(*n) };
            vec![text(leerjaar), text(bouw), text(niveau), n]
        };
        let columns = ["leerjaar", "bouw", "niveau", "n"].map(str::to_owned).to_vec();
        Rows { columns, cells: cells.iter().map(row).collect() }
    }

    fn hidden(mut rows: Rows) -> Vec<usize> {
        hide_rows(&mut rows, &Places { figures: &[3], count: Some(3) });
        (0..rows.len()).filter(|row| rows.cells[*row][3] == Value::Suppressed).collect()
    }

    #[test]
    fn a_total_beside_its_parts_gives_no_part_back() {
        let parts = [("4", "m", "I", 4), ("4", "m", "II", 6), ("4", "m", "III", 5), ("4", "m", "", 25)];
        assert_eq!(hidden(table(&parts)), [0, 2]);
    }

    #[test]
    fn two_that_are_hidden_keep_each_other() {
        let parts = [("4", "m", "I", 4), ("4", "m", "II", 3), ("4", "m", "III", 15)];
        assert_eq!(hidden(table(&parts)), [0, 1]);
    }

    #[test]
    fn a_label_that_follows_from_another_does_not_part_the_rows() {
        let parts = [("3", "o", "I", 20), ("4", "o", "I", 22), ("5", "m", "I", 3), ("6", "m", "I", 24)];
        assert_eq!(hidden(table(&parts)), [0, 2], "over all leerjaren, not only those of the same bouw");
    }

    #[test]
    fn the_years_are_no_parts_of_a_whole() {
        let mut years = table(&[("4", "m", "I", 4), ("5", "m", "I", 12), ("6", "m", "I", 13)]);
        years.columns[0] = "schooljaar".to_owned();
        assert_eq!(hidden(years), [0]);
    }

    #[test]
    fn nothing_is_hidden_where_nothing_was() {
        assert!(hidden(table(&[("4", "m", "I", 14), ("5", "m", "I", 12)])).is_empty());
    }
}
