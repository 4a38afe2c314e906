//! Reads the DUO file 'leerlingen bo referentieniveaus', returns one `Vestiging` with its counts per row.
//!
//! The postcode is dropped here and goes nowhere. A hidden `<5` becomes its bounds, never a midpoint.

use std::collections::BTreeSet;

use domain::schooljaar::Schooljaar;
use domain::tables::{REFERENTIENIVEAUS, VESTIGINGEN};

use super::publication::{Batch, Publication, Sheet};
use super::rows;
use super::vestigingen::Keys;
use crate::check::cells::{self, Count};
use crate::check::headings::Columns;
use crate::check::ledger::{Ledger, Reading};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};
use crate::soort::Soort;
use crate::tabulate::Rows;
use crate::warning::Warning;

/// One count column: heading, domein and niveau. LV is lezen, TV is taalverzorging.
const LEVELS: [(&str, &str, &str); 10] = [
    ("REKENEN_LAGER1F", "rekenen", "<1F"),
    ("REKENEN_1F", "rekenen", "1F"),
    ("REKENEN_1S", "rekenen", "1S"),
    ("REKENEN_2F", "rekenen", "2F"),
    ("LV_LAGER1F", "lezen", "<1F"),
    ("LV_1F", "lezen", "1F"),
    ("LV_2F", "lezen", "2F"),
    ("TV_LAGER1F", "taalverzorging", "<1F"),
    ("TV_1F", "taalverzorging", "1F"),
    ("TV_2F", "taalverzorging", "2F"),
];

/// Columns of DUO that no table takes up.
const DROPPED: [&str; 3] = ["POSTCODE_VESTIGING", "GEMEENTENUMMER", "SOORT_PO"];

/// One row.
#[derive(Debug, PartialEq)]
pub(crate) struct Vestiging {
    pub(crate) brin: String,
    /// Its two digits, DUO's VESTIGINGSCODE.
    pub(crate) code: String,
    pub(crate) schooljaar: Schooljaar,
    pub(crate) naam: String,
    /// plaats, gemeente, provincie, denominatie, bevoegd gezag
    pub(crate) kenmerken: [Option<String>; 5],
    /// In the order of `LEVELS`.
    pub(crate) aantallen: [Count; 10],
}

/// Tells whether headings are those of this file, or were before somebody removed one.
fn is_header(header: &Header) -> bool {
    LEVELS.iter().filter(|(name, _, _)| header.has(name)).count() >= 3
}

/// Where the columns are.
struct Places {
    keys: Keys,
    naam: usize,
    kenmerken: [usize; 5],
    aantallen: [usize; 10],
}

/// Reads the rows below the headings.
///
/// # Errors
/// Fails when a column is missing or double.
pub(crate) fn read(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Vec<Vestiging>, Error> {
    let places = places(grid, header, ledger)?;
    let keys = places.keys;
    rows::read(
        (grid, header),
        &keys.rules(),
        ledger,
        |rows| keys.doubles(rows),
        |reading, row, ledger| vestiging(reading, row, &places, ledger),
    )
}

/// The rows of one file.
pub(crate) struct Referentieniveaus(Vec<Vestiging>);

impl Publication for Referentieniveaus {
    const SOORT: Soort = Soort::Referentieniveaus;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_header)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, ledger).map(Self)
    }

    fn contents(&self) -> Vec<String> {
        let years: BTreeSet<Schooljaar> = self.0.iter().map(|vestiging| vestiging.schooljaar).collect();
        years.iter().map(ToString::to_string).collect()
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        levels(files.into_iter().flat_map(|(_, file)| file.0).collect())
    }
}

fn places(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Places, Error> {
    let mut columns = Columns::new(grid, header);
    let places = Places {
        keys: Keys {
            peildatum: columns.one("PEILDATUM"),
            brin: columns.one("INSTELLINGSCODE"),
            vestiging: columns.one("VESTIGINGSCODE"),
        },
        naam: columns.one("INSTELLINGSNAAM_VESTIGING"),
        kenmerken: [
            "PLAATSNAAM",
            "GEMEENTENAAM",
            "PROVINCIE",
            "DENOMINATIE_VESTIGING",
            "BEVOEGD_GEZAG_NUMMER",
        ]
        .map(|name| columns.one(name)),
        aantallen: LEVELS.map(|(name, _, _)| columns.one(name)),
    };
    columns.close(ledger, Soort::Referentieniveaus, &DROPPED)?;
    Ok(places)
}

fn vestiging(
    reading: &mut Reading<'_>,
    row: &Row,
    places: &Places,
    ledger: &mut Ledger,
) -> Option<Vestiging> {
    let schooljaar = reading.take(places.keys.peildatum, cells::peildatum);
    let brin = reading.take(places.keys.brin, cells::brin);
    let code = reading.take(places.keys.vestiging, cells::vestiging);
    let naam = reading.take(places.naam, cells::required).map(|naam| ledger.mend(naam));
    let kenmerken =
        places.kenmerken.map(|column| cells::plain(row.cell(column)).map(|text| ledger.mend(text)));
    let [plaats, gemeente, provincie, denominatie, gezag] = kenmerken;
    let kenmerken = [plaats, gemeente, provincie, denominatie, gezag.map(cells::five_digits)];
    let none = Count { min: 0, max: 0, suppressed: false };
    let aantallen = places.aantallen.map(|column| reading.take(column, cells::count).unwrap_or(none));
    // A faulty count was noted by `take`, so the row is refused whatever stands in its place.
    Some(Vestiging { brin: brin?, code: code?, schooljaar: schooljaar?, naam: naam?, kenmerken, aantallen })
}

/// Makes `referentieniveaus` and `vestigingen`.
fn levels(mut vestigingen: Vec<Vestiging>) -> Result<Vec<Batch>, Error> {
    vestigingen.sort_by(|one, other| key(one).cmp(&key(other)));
    let (mut counts, mut places) = (Rows::new(&REFERENTIENIVEAUS), Rows::new(&VESTIGINGEN));
    for row in &vestigingen {
        let schooljaar = row.schooljaar.to_string();
        let (brin, vestiging) = (&row.brin, &row.code);
        for ((_, domein, niveau), count) in LEVELS.into_iter().zip(&row.aantallen) {
            counts.push([
                brin.into(),
                vestiging.into(),
                (&schooljaar).into(),
                domein.into(),
                niveau.into(),
                count.min.into(),
                count.max.into(),
                count.suppressed.into(),
            ]);
        }
        let [plaats, gemeente, provincie, denominatie, gezag] =
            row.kenmerken.each_ref().map(|kenmerk| kenmerk.as_ref().into());
        let (brin, vestiging, naam) = (brin.into(), vestiging.into(), (&row.naam).into());
        places.push([
            brin,
            vestiging,
            (&schooljaar).into(),
            naam,
            plaats,
            gemeente,
            provincie,
            denominatie,
            gezag,
        ]);
    }
    Ok(vec![(REFERENTIENIVEAUS.name, counts.finish()?), (VESTIGINGEN.name, places.finish()?)])
}

fn key(row: &Vestiging) -> (&str, &str, Schooljaar) {
    (&row.brin, &row.code, row.schooljaar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::reason::Reason;
    use crate::read::delimited;

    const HEADINGS: &str = "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;INSTELLINGSNAAM_VESTIGING;POSTCODE_VESTIGING;\
        PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PROVINCIE;SOORT_PO;DENOMINATIE_VESTIGING;BEVOEGD_GEZAG_NUMMER;\
        REKENEN_LAGER1F;REKENEN_1F;REKENEN_1S;REKENEN_2F;LV_LAGER1F;LV_1F;LV_2F;TV_LAGER1F;TV_1F;TV_2F";
    const ROW: &str = "20241001;99WW;0;WereldWijs;1234AB;STAD;0637;Stad;Provincie;Bo;Openbaar;41646;\
        <5;7;<5;0;0;<5;8;<5;5;5";

    fn read_lines(lines: &[&str]) -> (Vec<Vestiging>, Ledger) {
        let text = [&[HEADINGS], lines].concat().join("\r\n");
        let grid = delimited::grid(&text).unwrap();
        let mut ledger = Ledger::new("bestand.csv", Soort::Referentieniveaus);
        let read = read(&grid, &Header::new(&grid.rows[0]), &mut ledger).unwrap();
        assert_eq!(ledger.loaded + ledger.refused, u32::try_from(lines.len()).unwrap());
        (read, ledger)
    }

    #[test]
    fn hidden_counts_become_bounds_and_the_postcode_is_dropped() {
        let (read, ledger) = read_lines(&[ROW]);
        assert_eq!((read[0].code.as_str(), read[0].schooljaar.to_string()), ("00", "2024-2025".to_owned()));
        assert_eq!(read[0].aantallen[0], Count { min: 1, max: 4, suppressed: true });
        assert_eq!(read[0].aantallen[6], Count { min: 8, max: 8, suppressed: false });
        assert!(!format!("{:?}", read[0]).contains("1234AB"));
        assert!(ledger.warnings.is_empty());
    }

    #[test]
    fn every_line_is_loaded_or_refused_with_its_line() {
        let short = ROW.replace(";Bo", "");
        let low = ROW.replace("99WW", "99XX").replace(";7;", ";3;");
        let (read, ledger) = read_lines(&[ROW, &short, &low, ROW]);
        assert_eq!(read.len(), 1);
        let faults: Vec<(u32, Reason)> = ledger.rejected.iter().map(|row| (row.regel, row.reden)).collect();
        assert_eq!(
            faults,
            [(3, Reason::RaggedRow), (4, Reason::CountUnderFive), (5, Reason::DuplicateVestiging)]
        );
    }
}
