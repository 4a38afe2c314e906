//! The Inspectie's monthly file 'Oordeel en standaard PO/SO/VO' in; per OVT its vestigingen, its bestuur and its
//! judgements out.
//!
//! Rows of the sectors SO and VO, and of the few rows of PO that are no school, are counted and left. It judges nothing
//! and ties nothing: which rows of DUO are whose is for the model.

mod rijen;
mod tabellen;

use std::collections::{BTreeMap, BTreeSet};

use crate::Soort;
use crate::check::cells;
use crate::check::dates::Day;
use crate::check::doubles;
use crate::check::headings::Columns;
use crate::check::ledger::{Ledger, Reading, Reason};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};

pub(crate) use rijen::oordeel;
pub use tabellen::OfficialTie;
pub(crate) use tabellen::tables;

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

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct School {
    pub(crate) ovt: String,
    pub(crate) peildatum: Day,
    pub(crate) naam: String,
    pub(crate) bevoegd_gezag: Option<String>,
    pub(crate) bestuursnaam: Option<String>,
    pub(crate) soort: Option<String>,
    /// BRIN and the two digits of each vestiging, in the order of the file.
    pub(crate) vestigingen: Vec<(String, String)>,
    pub(crate) kader: Option<String>,
    pub(crate) onderzoek: Option<String>,
    pub(crate) vastgesteld: Option<Day>,
    pub(crate) gepubliceerd: Option<Day>,
    /// The code of a standard, or `eindoordeel`, and the judgement.
    pub(crate) oordelen: Vec<(String, String)>,
}

impl Oordelen {
    /// Returns the days that the rows tell of, oldest first: a monthly file has one.
    pub(crate) fn peildata(&self) -> Vec<String> {
        let days: BTreeSet<Day> = self.scholen.iter().map(|school| school.peildatum).collect();
        days.iter().map(ToString::to_string).collect()
    }
}

/// Tells whether headings are those of this file, or were before somebody removed one.
pub(crate) fn is_header(header: &Header) -> bool {
    KNOWN_BY.iter().filter(|name| header.has(name)).count() >= 5
}

/// Where the columns are.
struct Places {
    peildatum: usize,
    sector: usize,
    ovt: usize,
    naam: usize,
    element: usize,
    eindoordeel: usize,
    onderzoek: usize,
    vastgesteld: usize,
    gepubliceerd: usize,
    bestuursnummer: usize,
    bestuursnaam: usize,
    soort: usize,
    vestigingen: usize,
    kader: usize,
    /// The standards, by their codes.
    standaarden: Vec<(String, usize)>,
}

/// Reads the rows below the headings.
///
/// # Errors
/// Fails when a column is missing or double.
pub(crate) fn read(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Oordelen, Error> {
    let places = places(grid, header, ledger)?;
    let mut left: BTreeMap<String, u32> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in doubles::without_totals(grid, header, places.ovt, ledger)? {
        match header.fits(row).then(|| rijen::no_school(row, &places)).flatten() {
            Some(what) => *left.entry(what).or_default() += 1,
            None => rows.push(row),
        }
    }
    let whole: Vec<&Row> = rows.iter().copied().filter(|row| header.fits(row)).collect();
    let doubles = doubles(&whole, &places);
    let mut scholen = Vec::with_capacity(rows.len());
    for row in rows {
        let mut reading = Reading::new(header, row);
        let school = if header.fits(row) {
            if doubles.contains(&row.line) {
                reading.fault(places.ovt, Reason::DuplicateOvt);
            }
            rijen::school(&mut reading, row, &places, ledger)
        } else {
            // The cells of a ragged line can stand under the wrong heading: none is read.
            reading.fault_of_line(Reason::RaggedRow);
            None
        };
        let ovt = cells::ovt(row.cell(places.ovt)).ok();
        scholen.extend(ledger.book(grid, reading, school, ovt.as_deref())?);
    }
    ledger.leave(grid, left)?;
    Ok(Oordelen { scholen })
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

/// What the codes of standards start with, in the kaders since 2017: a column with such a code holds judgements.
const STANDARDS: [&str; 11] = ["BA", "BKA", "FB", "KA", "OP", "OR", "RPO", "SK", "SKA", "VS", "WV"];

/// Tells whether a heading is the code of a known standard: `OP2`, `SKA1`, `OP2SN`, and `2.1` in older kaders.
pub(crate) fn is_standard(heading: &str) -> bool {
    let (letters, _) = split(heading.trim(), |byte| byte.is_ascii_uppercase());
    has_form(heading) && (letters.is_empty() || STANDARDS.contains(&letters))
}

/// Tells whether a heading has the form of a code, as the standards of a new kader can have: `OP2SN`, `KVK`.
fn has_form(heading: &str) -> bool {
    let (letters, rest) = split(heading.trim(), |byte| byte.is_ascii_uppercase());
    let (digits, tail) = split(rest, |byte| byte.is_ascii_digit());
    match letters.len() {
        0 => digits.len() == 1 && tail.len() == 2 && tail.starts_with('.') && tail[1..].parse::<u8>().is_ok(),
        2 | 3 => {
            heading.trim() != "OVT" && digits.len() <= 2 && tail.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Tells whether most of what stands in a column are judgements, or nothing stands there.
fn holds_judgements(grid: &Grid, header: &Header, column: usize) -> bool {
    let cells = || grid.below(header).map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    2 * cells().filter(|cell| oordeel(cell).is_ok()).count() >= cells().count()
}

fn split(text: &str, belongs: impl Fn(u8) -> bool) -> (&str, &str) {
    text.split_at(text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len()))
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
