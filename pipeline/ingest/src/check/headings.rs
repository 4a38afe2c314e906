//! Reads wanted headings, returns column numbers, with every missing, double and unknown heading accounted for.
//!
//! It collects all missing headings before it fails, so that a user mends a file once.

use std::collections::BTreeSet;

use super::ledger::Ledger;
use crate::error::Error;
use crate::read::grid::{Grid, Header, letters};
use crate::soort::Soort;
use crate::warning::{Oddity, Warning};

/// Looks up headings in one sheet.
pub(crate) struct Columns<'a> {
    grid: &'a Grid,
    header: &'a Header,
    used: BTreeSet<usize>,
    missing: Vec<String>,
    double: Option<(String, usize, usize)>,
}

impl<'a> Columns<'a> {
    pub(crate) fn new(grid: &'a Grid, header: &'a Header) -> Self {
        Self { grid, header, used: BTreeSet::new(), missing: Vec::new(), double: None }
    }

    /// Returns the column with this heading; a missing one is noted and stands for column 0 until `close` fails.
    pub(crate) fn one(&mut self, name: &str) -> usize {
        let found = self.header.columns(name);
        self.single(name, &found)
    }

    /// Returns the column whose heading starts with `prefix`, and the rest of that heading.
    pub(crate) fn one_starting_with(&mut self, prefix: &str) -> (usize, &'a str) {
        let found = self.header.starting_with(prefix);
        let positions: Vec<usize> = found.iter().map(|(column, _)| *column).collect();
        (self.single(prefix, &positions), found.first().map_or("", |(_, rest)| rest))
    }

    fn single(&mut self, name: &str, found: &[usize]) -> usize {
        self.used.extend(found);
        match *found {
            [] => {
                self.missing.push(name.to_owned());
                0
            }
            [column] => column,
            [first, second, ..] => {
                self.double.get_or_insert_with(|| (name.to_owned(), first, second));
                first
            }
        }
    }

    /// Fails on a missing or double heading, and warns of headings that nobody asked for but `ignored`.
    pub(crate) fn close(self, ledger: &mut Ledger, soort: Soort, ignored: &[&str]) -> Result<(), Error> {
        let (bestand, blad, regel) = (ledger.bestand.clone(), self.grid.sheet.clone(), self.header.line);
        if !self.missing.is_empty() {
            return Err(Error::MissingColumn { bestand, blad, regel, kolommen: self.missing, soort });
        }
        if let Some((kolom, first, second)) = self.double {
            let (eerste, tweede) = (letters(first), letters(second));
            return Err(Error::DuplicateColumn { bestand, blad, regel, kolom, eerste, tweede });
        }
        let formulas = Warning::of_formulas(&bestand, blad.as_deref(), self.grid, self.used.iter().copied());
        ledger.warnings.extend(formulas);
        let known: BTreeSet<usize> =
            ignored.iter().flat_map(|name| self.header.columns(name)).chain(self.used).collect();
        let kolommen = extra(self.grid, self.header, &known);
        if !kolommen.is_empty() {
            ledger.warnings.push(Warning::in_sheet(
                &bestand,
                blad.as_deref(),
                Oddity::ExtraColumns(kolommen),
            ));
        }
        if self.grid.below(self.header).next().is_none() {
            return Err(Error::NoRows {
                bestand: ledger.bestand.clone(),
                blad: self.grid.sheet.clone(),
                soort,
            });
        }
        Ok(())
    }
}

/// Names the columns that hold something and are not `known`.
fn extra(grid: &Grid, header: &Header, known: &BTreeSet<usize>) -> Vec<String> {
    let named = |name: &String| !name.is_empty();
    let mut columns: BTreeSet<usize> =
        (0..header.names.len()).filter(|column| named(&header.names[*column])).collect();
    columns.extend(grid.below(header).flat_map(|row| row.filled().map(|(column, _)| column)));
    let name = |column: usize| match header.names.get(column).filter(|name| named(name)) {
        Some(name) => name.clone(),
        None => letters(column),
    };
    columns.difference(known).copied().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::delimited;

    fn close(text: &str, wanted: &[&str]) -> (Result<(), Error>, Vec<Warning>) {
        let grid = delimited::grid(text).unwrap();
        let header = Header::new(&grid.rows[0]);
        let mut columns = Columns::new(&grid, &header);
        for name in wanted {
            columns.one(name);
        }
        let mut ledger = Ledger::new("bestand.csv", Soort::Referentieniveaus);
        (columns.close(&mut ledger, Soort::Referentieniveaus, &["ignored"]), ledger.warnings)
    }

    #[test]
    fn names_all_missing_headings_at_once() {
        let (closed, _) = close("a;b\n1;2", &["a", "c", "d"]);
        assert!(matches!(closed, Err(Error::MissingColumn { kolommen, .. }) if kolommen == ["c", "d"]));
    }

    #[test]
    fn names_both_columns_with_one_heading() {
        let (closed, _) = close("a;b;A\n1;2;3", &["a", "b"]);
        assert!(
            matches!(closed, Err(Error::DuplicateColumn { eerste, tweede, .. }) if (eerste.as_str(), tweede.as_str()) == ("A", "C"))
        );
    }

    #[test]
    fn warns_of_unknown_columns_and_of_filled_ones_without_a_heading() {
        let (closed, warnings) = close("a;IGNORED;x;;\n1;2;3;4;", &["a"]);
        assert!(closed.is_ok());
        assert!(
            matches!(&warnings[..], [Warning { oddity: Oddity::ExtraColumns(names), .. }] if *names == ["x", "D"])
        );
    }

    #[test]
    fn headings_alone_are_no_export() {
        assert!(matches!(close("a;b\n", &["a", "b"]).0, Err(Error::NoRows { .. })));
    }
}
