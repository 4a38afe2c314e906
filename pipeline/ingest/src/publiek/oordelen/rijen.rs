//! Reads one row of the file, returns the school that it tells of, or what it is of instead.
//!
//! Which rows contradict each other is for its caller to find.

use crate::check::cells;
use crate::check::dates::Day;
use crate::check::ledger::{Ledger, Reading};
use crate::check::reason::Reason;
use crate::publiek::standaarden::oordeel;
use crate::read::grid::{Cell, Row};

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

/// Where the columns are.
pub(crate) struct Places {
    pub(crate) peildatum: usize,
    pub(crate) sector: usize,
    pub(crate) ovt: usize,
    pub(crate) naam: usize,
    pub(crate) element: usize,
    pub(crate) eindoordeel: usize,
    pub(crate) onderzoek: usize,
    pub(crate) vastgesteld: usize,
    pub(crate) gepubliceerd: usize,
    pub(crate) bestuursnummer: usize,
    pub(crate) bestuursnaam: usize,
    pub(crate) soort: usize,
    pub(crate) vestigingen: usize,
    pub(crate) kader: usize,
    /// The standards, by their codes.
    pub(crate) standaarden: Vec<(String, usize)>,
}

/// What the file says of a school that was not judged as a whole.
const NO_EINDOORDEEL: &str = "Geen eindoordeel";
/// What a judgement of a school as a whole is called in column `standaard`.
const EINDOORDEEL: &str = "eindoordeel";

/// Says what a row is of, when it is of no school for primary education: another sector, or a place without pupils of
/// its own, which is an `Elementtype` and has no OVT such as `00AP|C1`.
pub(super) fn no_school(row: &Row, places: &Places) -> Option<String> {
    let sector = row.cell(places.sector).shown()?.to_uppercase();
    match sector.as_str() {
        "SO" | "VO" => Some(sector),
        "PO" if cells::ovt(row.cell(places.ovt)).is_err() => {
            let element = row.cell(places.element).shown().filter(|element| element != "CLR")?;
            Some(format!("PO ({element} {})", row.cell(places.soort).shown().unwrap_or_default()))
        }
        _ => None,
    }
}

/// Reads one row.
pub(super) fn school(
    reading: &mut Reading<'_>,
    row: &Row,
    places: &Places,
    ledger: &mut Ledger,
) -> Option<School> {
    reading.take(places.sector, sector);
    let ovt = reading.take(places.ovt, cells::ovt);
    let peildatum = reading.take(places.peildatum, |cell| cells::day(cell)?.ok_or(Reason::MissingValue));
    let naam = reading.take(places.naam, cells::required).map(|naam| ledger.mend(naam));
    let bevoegd_gezag = reading.take(places.bestuursnummer, cells::bestuur).flatten();
    let vestigingen = reading.take(places.vestigingen, vestigingen).unwrap_or_default();
    let vastgesteld = reading.take(places.vastgesteld, cells::day).flatten();
    let gepubliceerd = reading.take(places.gepubliceerd, cells::day).flatten();
    let whole = reading.take(places.eindoordeel, oordeel).flatten();
    let whole = whole.filter(|word| word != NO_EINDOORDEEL).map(|word| (EINDOORDEEL.to_owned(), word));
    let mut oordelen: Vec<(String, String)> = whole.into_iter().collect();
    for (code, column) in &places.standaarden {
        let word = reading.take(*column, oordeel).flatten();
        oordelen.extend(word.map(|word| (code.trim().to_owned(), word)));
    }
    Some(School {
        ovt: ovt?,
        peildatum: peildatum?,
        naam: naam?,
        bevoegd_gezag,
        bestuursnaam: cells::plain(row.cell(places.bestuursnaam)).map(|naam| ledger.mend(naam)),
        soort: cells::text(row.cell(places.soort)),
        vestigingen,
        kader: cells::text(row.cell(places.kader)),
        onderzoek: cells::text(row.cell(places.onderzoek)).map(|text| ledger.mend(text)),
        vastgesteld,
        gepubliceerd,
        oordelen,
    })
}

fn sector(cell: &Cell) -> Result<(), Reason> {
    let sector = cells::required(cell)?;
    if sector.eq_ignore_ascii_case("PO") { Ok(()) } else { Err(Reason::UnknownSector) }
}

/// Reads `01VQ|00,01VQ|01`; a vestiging that stands there twice counts once.
fn vestigingen(cell: &Cell) -> Result<Vec<(String, String)>, Reason> {
    let mut found = Vec::new();
    for part in cells::plain(cell).unwrap_or_default().split([',', ';']).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let (brin, code) = part.split_once('|').ok_or(Reason::MalformedVestiging)?;
        let one = (cells::brin(&Cell::from_text(brin))?, cells::vestiging(&Cell::from_text(code))?);
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(found)
}
