//! Reads the DUO files 'schooladviezen' and 'gemiddelde eindscores', returns counts per vestiging.
//!
//! A hidden `<5` becomes its bounds, never a midpoint. Postcodes are dropped; no mean is taken over providers.

use std::collections::BTreeSet;

use domain::schooljaar::Schooljaar;
use domain::tables::{DUO_EINDSCORES, DUO_SCHOOLADVIEZEN, Table};

use super::publication::{Batch, Publication, Sheet};
use super::rows;
use super::vestigingen::Keys;
use crate::check::cells::{self, Count};
use crate::check::headings::Columns;
use crate::check::ledger::{Ledger, Reading};
use crate::error::Error;
use crate::read::grid::{Cell, Grid, Header, Row};
use crate::soort::Soort;
use crate::tabulate::{Rows, Value};
use crate::warning::Warning;

/// One advice column of DUO and our word for it.
const ADVIEZEN: [(&str, &str); 12] = [
    ("VSO", "vso"),
    ("PRO", "pro"),
    ("VMBO_B", "vmbo-bb"),
    ("VMBO_B_K", "vmbo-bb/kb"),
    ("VMBO_K", "vmbo-kb"),
    ("VMBO_K_GT", "vmbo-kb/gt"),
    ("VMBO_GT", "vmbo-gt"),
    ("VMBO_GT_HAVO", "vmbo-gt/havo"),
    ("HAVO", "havo"),
    ("HAVO_VWO", "havo/vwo"),
    ("VWO", "vwo"),
    ("ADVIES_NIET_MOGELIJK", "niet mogelijk"),
];

/// The providers of DUO and our word for each; which of them a file has differs from year to year.
const AANBIEDERS: [(&str, &str); 7] = [
    ("CET", "CET"),
    ("IEP", "IEP"),
    ("ROUTE8", "Route 8"),
    ("DIA", "DIA"),
    ("AMN", "AMN"),
    ("DOE", "DOE"),
    ("LIB", "LIB"),
];

/// Columns of DUO that no table takes up.
const DROPPED: [&str; 13] = [
    "PRIKDATUM",
    "PRIKDATUM_SCORES",
    "INSTELLINGSNAAM_VESTIGING",
    "POSTCODE_VESTIGING",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTENAAM",
    "PROVINCIE",
    "SOORT_PO",
    "DENOMINATIE_VESTIGING",
    "BEVOEGD_GEZAG_NUMMER",
    "ONTHEFFING_REDEN_ND",
    "PEILDATUM_LEERLINGEN",
];

/// One word with its count, and with a mean where the file has one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aantal {
    pub(crate) word: &'static str,
    pub(crate) count: Count,
    pub(crate) mean: Option<f64>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Vestiging {
    pub(crate) brin: String,
    pub(crate) code: String,
    pub(crate) schooljaar: Schooljaar,
    pub(crate) aantallen: Vec<Aantal>,
}

/// Tells whether headings are those of the advices.
pub(crate) fn is_adviezen(header: &Header) -> bool {
    header.has("INSTELLINGSCODE") && ADVIEZEN.iter().filter(|(name, _)| header.has(name)).count() >= 6
}

/// Tells whether headings are those of the final scores.
pub(crate) fn is_eindscores(header: &Header) -> bool {
    let known = AANBIEDERS.iter().filter(|(name, _)| header.has(&format!("{name}_AANTAL"))).count();
    header.has("INSTELLINGSCODE") && known >= 2
}

/// Where the columns are.
struct Places {
    keys: Keys,
    /// Our word, the column with its count, and that with its mean.
    aantallen: Vec<(&'static str, usize, Option<usize>)>,
}

/// Reads the rows below the headings of either file.
///
/// # Errors
/// Fails when a column is missing or double.
pub(crate) fn read(
    grid: &Grid,
    header: &Header,
    soort: Soort,
    ledger: &mut Ledger,
) -> Result<Vec<Vestiging>, Error> {
    let places = places(grid, header, soort, ledger)?;
    let keys = places.keys;
    rows::read(
        (grid, header),
        &keys.rules(),
        ledger,
        |rows| keys.doubles(rows),
        |reading, row, _| vestiging(reading, row, &places),
    )
}

/// Returns the school years of the rows, oldest first.
fn schooljaren(rows: &[Vestiging]) -> Vec<String> {
    let years: BTreeSet<Schooljaar> = rows.iter().map(|row| row.schooljaar).collect();
    years.iter().map(ToString::to_string).collect()
}

fn places(grid: &Grid, header: &Header, soort: Soort, ledger: &mut Ledger) -> Result<Places, Error> {
    let mut columns = Columns::new(grid, header);
    let aantallen = if soort == Soort::Schooladviezen {
        ADVIEZEN.iter().map(|(name, word)| (*word, columns.one(name), None)).collect()
    } else {
        let there = AANBIEDERS.iter().filter(|(name, _)| header.has(&format!("{name}_AANTAL")));
        let place = |(name, word): &(&str, &'static str)| {
            let (count, mean) = (format!("{name}_AANTAL"), format!("{name}_GEM"));
            (*word, columns.one(&count), Some(columns.one(&mean)))
        };
        there.map(place).collect()
    };
    let places = Places {
        keys: Keys {
            peildatum: columns.one("PEILDATUM_LEERLINGEN"),
            brin: columns.one("INSTELLINGSCODE"),
            vestiging: columns.one("VESTIGINGSCODE"),
        },
        aantallen,
    };
    columns.close(ledger, soort, &DROPPED)?;
    Ok(places)
}

fn vestiging(reading: &mut Reading<'_>, row: &Row, places: &Places) -> Option<Vestiging> {
    let schooljaar = reading.take(places.keys.peildatum, cells::peildatum);
    let brin = reading.take(places.keys.brin, cells::brin);
    let code = reading.take(places.keys.vestiging, cells::vestiging);
    let mut aantallen = Vec::new();
    for (word, column, mean) in &places.aantallen {
        let Some(count) = reading.take(*column, cells::count) else { continue };
        let mean = mean.filter(|_| count.min > 0).and_then(|mean| {
            let hidden = matches!(row.cell(mean), Cell::Text(text) if &**text == "NA");
            if hidden { None } else { reading.take(mean, cells::decimal).flatten() }
        });
        if count.max > 0 {
            aantallen.push(Aantal { word, count, mean });
        }
    }
    Some(Vestiging { brin: brin?, code: code?, schooljaar: schooljaar?, aantallen })
}

/// The rows of one file with advices.
pub(crate) struct Adviezen(Vec<Vestiging>);

/// The rows of one file with final scores.
pub(crate) struct Eindscores(Vec<Vestiging>);

impl Publication for Adviezen {
    const SOORT: Soort = Soort::Schooladviezen;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_adviezen)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, Self::SOORT, ledger).map(Self)
    }

    fn contents(&self) -> Vec<String> {
        schooljaren(&self.0)
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        let rows = files.into_iter().flat_map(|(_, file)| file.0).collect();
        Ok(vec![table(&DUO_SCHOOLADVIEZEN, rows, false)?])
    }
}

impl Publication for Eindscores {
    const SOORT: Soort = Soort::Eindscores;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_eindscores)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, Self::SOORT, ledger).map(Self)
    }

    fn contents(&self) -> Vec<String> {
        schooljaren(&self.0)
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        let rows = files.into_iter().flat_map(|(_, file)| file.0).collect();
        Ok(vec![table(&DUO_EINDSCORES, rows, true)?])
    }
}

/// Makes one of the tables, of which one has means.
fn table(table: &'static Table, mut vestigingen: Vec<Vestiging>, with_mean: bool) -> Result<Batch, Error> {
    vestigingen.sort_by(|one, other| key(one).cmp(&key(other)));
    let mut rows = Rows::new(table);
    for row in &vestigingen {
        let schooljaar = row.schooljaar.to_string();
        for Aantal { word, count, mean } in &row.aantallen {
            let cells: [Value<'_>; 8] = [
                (&row.brin).into(),
                (&row.code).into(),
                (&schooljaar).into(),
                (*word).into(),
                count.min.into(),
                count.max.into(),
                count.suppressed.into(),
                (*mean).into(),
            ];
            rows.push_slice(if with_mean { &cells } else { &cells[..7] });
        }
    }
    Ok((table.name, rows.finish()?))
}

fn key(row: &Vestiging) -> (&str, &str, Schooljaar) {
    (&row.brin, &row.code, row.schooljaar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::reason::Reason;
    use crate::read::delimited;

    const FRONT: &str = "INSTELLINGSCODE;VESTIGINGSCODE;INSTELLINGSNAAM_VESTIGING;POSTCODE_VESTIGING";

    fn rows(text: &str, soort: Soort) -> (Vec<Vestiging>, Ledger) {
        let grid = delimited::grid(text).unwrap();
        let mut ledger = Ledger::new("bestand.csv", Soort::Eindscores);
        let rows = read(&grid, &Header::new(&grid.rows[0]), soort, &mut ledger).unwrap();
        (rows, ledger)
    }

    #[test]
    fn means_of_hidden_counts_stay_unknown_and_providers_come_and_go() {
        let text = format!(
            "PEILDATUM_LEERLINGEN;PRIKDATUM_SCORES;{FRONT};CET_AANTAL;CET_GEM;IEP_AANTAL;IEP_GEM\n\
             20221001;20230601;00BW;00;De Vlieger;6131KJ;<5;NA;15;78,6\n\
             20221001;20230601;00AP;00;WereldWijs;2716PH;18;533,5;0;0\n"
        );
        let (rows, ledger) = rows(&text, Soort::Eindscores);
        let hidden = Count { min: 1, max: 4, suppressed: true };
        assert_eq!(rows[0].aantallen[0], Aantal { word: "CET", count: hidden, mean: None });
        assert_eq!(rows[0].aantallen[1].mean, Some(78.6));
        assert_eq!(rows[1].aantallen.len(), 1);
        assert!(ledger.rejected.is_empty() && !format!("{rows:?}").contains("6131KJ"));
    }

    #[test]
    fn advices_are_counts_with_bounds() {
        let names: Vec<&str> = ADVIEZEN.iter().map(|(name, _)| *name).collect();
        let text = format!(
            "PEILDATUM_LEERLINGEN;PRIKDATUM;{FRONT};{}\n20241001;20250904;00AR;00;BS;6107AW;0;0;0;0;<5;0;10;0;<5;0;7;0\n\
             20241001;20250904;00AS;00;BS;6107AW;0;0;0;0;3;0;10;0;<5;0;7;0\n",
            names.join(";")
        );
        assert!(is_adviezen(&Header::new(&delimited::grid(&text).unwrap().rows[0])));
        let (rows, ledger) = rows(&text, Soort::Schooladviezen);
        let words: Vec<&str> = rows[0].aantallen.iter().map(|aantal| aantal.word).collect();
        assert_eq!(words, ["vmbo-kb", "vmbo-gt", "havo", "vwo"]);
        assert_eq!((rows.len(), ledger.rejected[0].reden), (1, Reason::CountUnderFive));
    }
}
