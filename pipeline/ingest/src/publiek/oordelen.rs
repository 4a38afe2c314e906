//! Reads the Inspectie's monthly file 'Oordeel en standaard PO/SO/VO', returns per OVT its vestigingen, its bestuur and its
//! judgements.
//!
//! Rows of the sectors SO and VO, and of the few rows of PO that are no school, are counted and left. It judges nothing
//! and ties nothing: which rows of DUO are whose is for the model.

mod rijen;
mod tabellen;

use std::collections::{BTreeMap, BTreeSet};

use super::publication::{Batch, Publication, Sheet};
use super::rows::{self, Rules};
use super::standaarden::{has_form, holds_judgements, is_standard};
use crate::check::dates::Day;
use crate::check::headings::Columns;
use crate::check::ledger::Ledger;
use crate::check::reason::Reason;
use crate::check::{cells, doubles};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};
use crate::soort::Soort;
use crate::warning::Warning;

use rijen::{Places, School};
pub use tabellen::OfficialTie;
pub(crate) use tabellen::official_ties;

/// Headings by which the file is known; five of them are enough, so that one that was removed is told.
const KNOWN_BY: [&str; 7] =
    ["Sector", "OVT", "OVTNaam", "KwaliteitOnderwijs", "TypeOVT", "BetrokkenVestigingen", "Bestuursnummer"];
/// Columns that no table takes up; BRIN and Vestiging are the first of `BetrokkenVestigingen`.
const DROPPED: [&str; 4] = ["Onderzoeksnummer", "TypeOnderzoekCode", "BRIN", "Vestiging"];

/// The rows of one file.
#[derive(Debug)]
pub(crate) struct Oordelen {
    pub(crate) scholen: Vec<School>,
}

/// Tells whether headings are those of this file, or were before somebody removed one.
pub(crate) fn is_header(header: &Header) -> bool {
    KNOWN_BY.iter().filter(|name| header.has(name)).count() >= 5
}

/// Reads the rows below the headings.
///
/// # Errors
/// Fails when a column is missing or double.
pub(crate) fn read(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Oordelen, Error> {
    let places = places(grid, header, ledger)?;
    let rules = Rules {
        code: places.ovt,
        double: (places.ovt, Reason::DuplicateOvt),
        school: Some((places.ovt, cells::ovt)),
        left: &|row| rijen::no_school(row, &places),
    };
    let scholen = rows::read(
        (grid, header),
        &rules,
        ledger,
        |rows| doubles(rows, &places),
        |reading, row, ledger| rijen::school(reading, row, &places, ledger),
    )?;
    Ok(Oordelen { scholen })
}

impl Publication for Oordelen {
    const SOORT: Soort = Soort::Oordelen;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_header)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, ledger)
    }

    /// The days that the rows tell of, oldest first: a monthly file has one.
    fn contents(&self) -> Vec<String> {
        let days: BTreeSet<Day> = self.scholen.iter().map(|school| school.peildatum).collect();
        days.iter().map(ToString::to_string).collect()
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        tabellen::tables(files.into_iter().flat_map(|(_, file)| file.scholen).collect())
    }
}

fn places(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Places, Error> {
    let mut columns = Columns::new(grid, header);
    let mut places = Places {
        peildatum: columns.one("Peildatum"),
        sector: columns.one("Sector"),
        ovt: columns.one("OVT"),
        naam: columns.one("OVTNaam"),
        element: columns.one("Elementtype"),
        eindoordeel: columns.one("KwaliteitOnderwijs"),
        onderzoek: columns.one("TypeOnderzoek"),
        vastgesteld: columns.one("Vaststellingsdatum"),
        gepubliceerd: columns.one("Publicatiedatum"),
        bestuursnummer: columns.one("Bestuursnummer"),
        bestuursnaam: columns.one("Bestuursnaam"),
        soort: columns.one("TypeOVT"),
        vestigingen: columns.one("BetrokkenVestigingen"),
        kader: columns.one("Kader"),
        standaarden: Vec::new(),
    };
    let holds = |(column, name): &(usize, &String)| {
        is_standard(name) || has_form(name) && holds_judgements(grid, header, *column)
    };
    let codes = header.names.iter().enumerate().filter(holds).map(|(_, name)| name);
    places.standaarden = codes.map(|code| (code.clone(), columns.one(code))).collect();
    columns.close(ledger, Soort::Oordelen, &DROPPED)?;
    Ok(places)
}

/// Returns the lines to refuse: those that contradict another of the same OVT.
///
/// One OVT has a row for each kader of its judgements; name, bestuur and vestigingen are then the same.
fn doubles(rows: &[&Row], places: &Places) -> BTreeSet<u32> {
    let shown = |row: &Row, column: usize| row.cell(column).shown();
    let key = |row: &Row| {
        let ovt = cells::ovt(row.cell(places.ovt)).ok()?;
        Some((ovt, shown(row, places.peildatum)))
    };
    let mut refused = doubles::doubles(rows, |row| Some((key(row)?, shown(row, places.kader))));
    let mut by_ovt: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !refused.contains(&row.line)) {
        if let Some(key) = key(row) {
            by_ovt.entry(key).or_default().push(row);
        }
    }
    let head = |row: &Row| {
        [places.naam, places.bestuursnummer, places.bestuursnaam, places.vestigingen]
            .map(|column| shown(row, column))
    };
    let contradict = |same: &Vec<&Row>| same.iter().any(|row| head(row) != head(same[0]));
    refused.extend(by_ovt.into_values().filter(contradict).flatten().map(|row| row.line));
    refused
}

#[cfg(test)]
mod tests;
