//! Reads the Inspectie's monthly file of besturen, returns the besturen with schools for primary education.
//!
//! Only what it says of a bestuur as a whole is kept. Besturen of other sectors are counted and left.

use std::collections::BTreeSet;

use domain::tables::BESTUREN;

use super::publication::{Batch, Publication, Sheet};
use super::rows::{self, Rules};
use super::standaarden::{is_standard, oordeel};
use crate::check::dates::Day;
use crate::check::headings::Columns;
use crate::check::ledger::{Ledger, Reading};
use crate::check::reason::Reason;
use crate::check::{cells, doubles};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};
use crate::soort::Soort;
use crate::tabulate::Rows;
use crate::warning::Warning;

/// Headings by which the file is known; four of them are enough, so that one that was removed is told.
const KNOWN_BY: [&str; 6] = [
    "Bestuursnummer",
    "Bestuursnaam",
    "SectorenBijBestuur",
    "VaststellingsdatumEindoordeel",
    "FinancieelBeheer",
    "KwaliteitszorgEnAmbitie",
];
/// What the other headings of the file begin with: parts of the judgement, and how each came about.
const DROPPED: [&str; 6] = [
    "Financi",
    "Kwaliteitszorg",
    "Onderwijsresultaten",
    "Vaststellingsdatum",
    "Publicatiedatum",
    "Onderzoeksnummer",
];

/// One row.
#[derive(Debug, PartialEq)]
pub(crate) struct Bestuur {
    pub(crate) nummer: String,
    pub(crate) peildatum: Day,
    pub(crate) naam: String,
    pub(crate) sectoren: Option<String>,
    pub(crate) eindoordeel: Option<String>,
    pub(crate) vastgesteld: Option<Day>,
    pub(crate) gepubliceerd: Option<Day>,
}

/// Where the columns are.
struct Places {
    peildatum: usize,
    nummer: usize,
    naam: usize,
    sectoren: usize,
    eindoordeel: usize,
    vastgesteld: usize,
    gepubliceerd: usize,
}

/// Tells whether headings are those of this file, or were before somebody removed one.
pub(crate) fn is_header(header: &Header) -> bool {
    KNOWN_BY.iter().filter(|name| header.has(name)).count() >= 4
}

/// Reads the rows below the headings.
///
/// # Errors
/// Fails when a column is missing or double.
pub(crate) fn read(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Vec<Bestuur>, Error> {
    let places = places(grid, header, ledger)?;
    let other = |row: &Row| row.cell(places.sectoren).shown().filter(|sectoren| !has_po(sectoren));
    let double = (places.nummer, Reason::DuplicateBestuur);
    let rules = Rules { code: places.nummer, double, school: None, left: &other };
    let twice = |rows: &[&Row]| {
        doubles::doubles(rows, |row| {
            let nummer = cells::bestuur(row.cell(places.nummer)).ok()??;
            Some((nummer, row.cell(places.peildatum).shown()))
        })
    };
    rows::read((grid, header), &rules, ledger, twice, |reading, row, ledger| {
        bestuur(reading, row, &places, ledger)
    })
}

/// The rows of one file.
pub(crate) struct Besturen(Vec<Bestuur>);

impl Publication for Besturen {
    const SOORT: Soort = Soort::Besturen;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_header)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, ledger).map(Self)
    }

    fn contents(&self) -> Vec<String> {
        let days: BTreeSet<Day> = self.0.iter().map(|bestuur| bestuur.peildatum).collect();
        days.iter().map(ToString::to_string).collect()
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        Ok(vec![table(files.into_iter().flat_map(|(_, file)| file.0).collect())?])
    }
}

/// Whether a bestuur has schools for primary education: `PO`, `PO-VO`.
fn has_po(sectoren: &str) -> bool {
    sectoren.split(|sign: char| !sign.is_alphanumeric()).any(|sector| sector.eq_ignore_ascii_case("PO"))
}

fn places(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Places, Error> {
    let mut columns = Columns::new(grid, header);
    let places = Places {
        peildatum: columns.one("Peildatum"),
        nummer: columns.one("Bestuursnummer"),
        naam: columns.one("Bestuursnaam"),
        sectoren: columns.one("SectorenBijBestuur"),
        eindoordeel: columns.one("Eindoordeel"),
        vastgesteld: columns.one("VaststellingsdatumEindoordeel"),
        gepubliceerd: columns.one("PublicatiedatumEindoordeel"),
    };
    let is_dropped = |name: &&str| {
        is_standard(name)
            || *name == "Kader"
            || name.starts_with("TypeOnderzoek")
            || DROPPED.iter().any(|start| name.starts_with(start))
    };
    let dropped: Vec<&str> = header.names.iter().map(String::as_str).filter(is_dropped).collect();
    columns.close(ledger, Soort::Besturen, &dropped)?;
    Ok(places)
}

fn bestuur(reading: &mut Reading<'_>, row: &Row, places: &Places, ledger: &mut Ledger) -> Option<Bestuur> {
    let nummer = reading.take(places.nummer, |cell| cells::bestuur(cell)?.ok_or(Reason::MissingValue));
    let peildatum = reading.take(places.peildatum, |cell| cells::day(cell)?.ok_or(Reason::MissingValue));
    let naam = reading.take(places.naam, |cell| cells::plain(cell).ok_or(Reason::MissingValue));
    let eindoordeel = reading.take(places.eindoordeel, oordeel).flatten();
    let vastgesteld = reading.take(places.vastgesteld, cells::day).flatten();
    let gepubliceerd = reading.take(places.gepubliceerd, cells::day).flatten();
    Some(Bestuur {
        nummer: nummer?,
        peildatum: peildatum?,
        naam: ledger.mend(naam?),
        sectoren: cells::text(row.cell(places.sectoren)),
        eindoordeel,
        vastgesteld,
        gepubliceerd,
    })
}

/// Makes `besturen`.
fn table(mut besturen: Vec<Bestuur>) -> Result<Batch, Error> {
    besturen.sort_by(|one, other| (&one.nummer, one.peildatum).cmp(&(&other.nummer, other.peildatum)));
    let mut rows = Rows::new(&BESTUREN);
    for bestuur in &besturen {
        rows.push([
            (&bestuur.nummer).into(),
            bestuur.peildatum.into(),
            (&bestuur.naam).into(),
            bestuur.sectoren.as_ref().into(),
            bestuur.eindoordeel.as_ref().into(),
            bestuur.vastgesteld.into(),
            bestuur.gepubliceerd.into(),
        ]);
    }
    Ok((BESTUREN.name, rows.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::delimited;
    use crate::warning::Oddity;

    const HEADINGS: &str = "Peildatum;Bestuursnummer;Bestuursnaam;SectorenBijBestuur;Eindoordeel;\
        VaststellingsdatumEindoordeel;PublicatiedatumEindoordeel;OnderzoeksnummerEindoordeel;FinancieelBeheer;Kader;BKA1";

    fn read_lines(lines: &[&str]) -> (Vec<Bestuur>, Ledger) {
        let grid = delimited::grid(&[&[HEADINGS], lines].concat().join("\r\n")).unwrap();
        let header = grid.header(is_header).unwrap();
        let mut ledger = Ledger::new("besturen.csv", Soort::Besturen);
        let read = read(&grid, &header, &mut ledger).unwrap();
        (read, ledger)
    }

    #[test]
    fn a_number_kept_as_text_has_its_zeros_and_other_sectors_are_left() {
        let (read, mut ledger) = read_lines(&[
            "01-03-2026;=\"00008\";Stichting A;PO-VO;Voldoende;20240610;20240701;1;;BST2021;Voldoende",
            "01-03-2026;41;Stichting B;VO;;;;;;;",
            "01-03-2026;x;Stichting C;PO;;;;;;;",
        ]);
        assert_eq!((read.len(), read[0].nummer.as_str()), (1, "00008"));
        assert_eq!(read[0].vastgesteld.map(|day| day.to_string()).as_deref(), Some("2024-06-10"));
        assert_eq!((ledger.loaded, ledger.refused), (1, 1));
        assert_eq!(ledger.rejected[0].reden, Reason::MalformedBestuur);
        let told = ledger.warnings.pop().map(|warning| warning.oddity);
        assert_eq!(told, Some(Oddity::OtherSectors(vec![("VO".to_owned(), 1)])));
        assert!(ledger.warnings.is_empty());
    }

    #[test]
    fn one_bestuur_twice_with_other_words_is_refused_both_times() {
        let (read, ledger) =
            read_lines(&["01-03-2026;8;Een;PO;;;;;;;", "01-03-2026;=\"00008\";Ander;PO;;;;;;;"]);
        assert!(read.is_empty());
        assert!(ledger.rejected.iter().all(|row| row.reden == Reason::DuplicateBestuur));
        assert_eq!(ledger.refused, 2);
        let (read, ledger) = read_lines(&[
            "01-03-2026;8;Een;po, vo;;;;;;;",
            "01-03-2026;8;Ragged;PO",
            "01-03-2026;9;Twee;VO/PO;;;;;;;",
        ]);
        assert_eq!((read.len(), ledger.refused, ledger.rejected[0].reden), (2, 1, Reason::RaggedRow));
    }
}
