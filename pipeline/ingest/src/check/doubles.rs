//! Reads the rows of a sheet, returns the lines that are no school, and the lines that stand there more than once.
//!
//! Of identical lines the first is kept; lines that contradict each other are all refused, for nobody can tell
//! which one is right.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};
use crate::warning::{Oddity, Warning};

/// Returns the rows below the headings, and warns of each line with a total.
///
/// # Errors
/// Fails when so many are totals that the file is not what its headings say.
pub(crate) fn without_totals<'a>(
    grid: &'a Grid,
    header: &Header,
    code: usize,
    ledger: &mut Ledger,
) -> Result<Vec<&'a Row>, Error> {
    let (totals, rows): (Vec<&Row>, Vec<&Row>) = grid.below(header).partition(|row| is_total(row, code));
    ledger.check(totals.len())?;
    let warn =
        |row: &Row| Warning::in_sheet(&ledger.bestand, grid.sheet.as_deref(), Oddity::TotalsRow(row.line));
    let warnings: Vec<Warning> = totals.into_iter().map(warn).collect();
    ledger.warnings.extend(warnings);
    Ok(rows)
}

fn is_total(row: &Row, code: usize) -> bool {
    let starts = |column: usize| {
        row.cell(column).shown().is_some_and(|text| {
            let text = text.to_lowercase();
            text.starts_with("totaal") || text.starts_with("eindtotaal")
        })
    };
    starts(code) || row.cell(code).is_empty() && starts(0)
}

/// Returns the lines to refuse because another line has the same key.
pub(crate) fn doubles<K: Ord>(rows: &[&Row], key: impl Fn(&Row) -> Option<K>) -> BTreeSet<u32> {
    let mut by_key: BTreeMap<K, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        if let Some(key) = key(row) {
            by_key.entry(key).or_default().push(row);
        }
    }
    let refused = |same: Vec<&Row>| {
        let identical = same.iter().all(|row| row.says_the_same(same[0]));
        let kept = usize::from(identical);
        same.into_iter().skip(kept).map(|row| row.line).collect::<Vec<_>>()
    };
    by_key.into_values().filter(|same| same.len() > 1).flat_map(refused).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::delimited;
    use crate::soort::Soort;

    fn lines(text: &str) -> Vec<u32> {
        let grid = delimited::grid(text).unwrap();
        let rows: Vec<&Row> = grid.rows.iter().collect();
        doubles(&rows, |row| row.cell(0).shown()).into_iter().collect()
    }

    #[test]
    fn keeps_the_first_of_identical_lines() {
        assert_eq!(lines("a;1\nb;2\na;1\na;1"), [3, 4]);
    }

    #[test]
    fn refuses_every_line_of_a_contradiction() {
        assert_eq!(lines("a;1\nb;2\na;2"), [1, 3]);
    }

    #[test]
    fn a_total_is_no_school_and_is_told() {
        let grid = delimited::grid("ovt;n\n00AP|C1;3\nTotaal;3\n").unwrap();
        let mut ledger = Ledger::new("x", Soort::Leerresultaten);
        let rows = without_totals(&grid, &Header::new(&grid.rows[0]), 0, &mut ledger).unwrap();
        assert_eq!(rows.len(), 1);
        assert!(matches!(ledger.warnings[..], [Warning { oddity: Oddity::TotalsRow(3), .. }]));
    }
}
