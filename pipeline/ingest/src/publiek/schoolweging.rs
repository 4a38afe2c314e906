//! Reads the schoolweging file of the Inspectie, returns schools with their mean, and with each of their years.
//!
//! Lines of the main sheet and of the year sheets all count as rows of the file. It recomputes no mean.

use std::collections::{BTreeMap, BTreeSet};

use domain::periode::Periode;
use domain::schooljaar::Schooljaar;
use domain::tables::{SCHOOLWEGING, SCHOOLWEGING_JAAR};

use super::publication::{Batch, Publication, Sheet};
use super::rows::{self, Rules};

use crate::check::headings::Columns;
use crate::check::ledger::Ledger;
use crate::check::reason::Reason;
use crate::check::{cells, doubles};
use crate::error::Error;
use crate::read::grid::{Grid, Header, Row};
use crate::soort::Soort;
use crate::tabulate::Rows;
use crate::warning::{Oddity, Warning};

/// The sheet that makes a workbook a schoolweging file.
const MAIN_SHEET: &str = "Driejaarsgemiddelde";

/// The rows of one schoolweging file.
#[derive(Debug)]
pub(crate) struct Schoolweging {
    /// The three school years of the mean.
    pub(crate) jaren: Periode,
    pub(crate) scholen: Vec<School>,
    pub(crate) schooljaren: Vec<SchoolInJaar>,
}

/// One row of the main sheet.
#[derive(Debug, PartialEq)]
pub(crate) struct School {
    pub(crate) ovt: String,
    pub(crate) naam: String,
    pub(crate) bevoegd_gezag: Option<String>,
    pub(crate) schoolweging: Option<f64>,
}

/// One row of a year sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SchoolInJaar {
    pub(crate) ovt: String,
    pub(crate) schooljaar: Schooljaar,
    pub(crate) schoolweging: Option<f64>,
    pub(crate) aantal_leerlingen: Option<i32>,
    pub(crate) spreiding: Option<f64>,
}

impl Schoolweging {
    /// Returns the school years as the publication lists them: `2021-2022, 2022-2023, 2023-2024`.
    pub(crate) fn inhoud(&self) -> String {
        self.jaren.jaren().map(|jaar| jaar.to_string()).join(", ")
    }
}

/// Tells whether a sheet is one of a schoolweging file.
fn is_schoolweging(grid: &Grid) -> bool {
    is_main(grid) || year_of(grid).is_some()
}

impl Publication for Schoolweging {
    const SOORT: Soort = Soort::Schoolweging;
    const EVERY_SHEET: bool = true;

    fn find(grid: &Grid) -> Option<Header> {
        let header = || grid.header(is_header).unwrap_or_default();
        is_schoolweging(grid).then(header)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        read(sheets, ledger)
    }

    fn contents(&self) -> Vec<String> {
        vec![self.inhoud()]
    }

    fn tables(files: Vec<(String, Self)>, warnings: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        weights(files, warnings)
    }
}

fn is_main(grid: &Grid) -> bool {
    grid.title.trim().eq_ignore_ascii_case(MAIN_SHEET)
}

/// Returns the school year of a year sheet: named after the year, with headings of the schoolweging.
fn year_of(grid: &Grid) -> Option<Schooljaar> {
    let schooljaar = grid.title.split_whitespace().find_map(|word| word.parse().ok())?;
    grid.header(|header| header.has("schoolweging") || header.has("spreiding"))?;
    Some(schooljaar)
}

fn is_header(header: &Header) -> bool {
    let known = ["ovt", "naam", "bgnr"].iter().filter(|name| header.has(name)).count();
    known + usize::from(!header.starting_with("schoolweging").is_empty()) >= 2
}

/// Reads the main sheet and every year sheet.
///
/// # Errors
/// Fails when the main sheet is not there, or when a sheet misses a column or names no school years.
fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Schoolweging, Error> {
    let bestand = ledger.bestand.clone();
    let main = sheets.iter().map(|(grid, _)| grid).find(|grid| is_main(grid));
    let main =
        main.ok_or_else(|| Error::MissingSheet { bestand: bestand.clone(), blad: MAIN_SHEET.to_owned() })?;
    let (jaren, scholen) = read_main(main, ledger)?;
    let mut schooljaren = Vec::new();
    let mut found = Vec::new();
    for (grid, _) in sheets {
        if let Some(schooljaar) = year_of(grid) {
            found.push(schooljaar);
            read_year(grid, schooljaar, ledger, &mut schooljaren)?;
        }
    }
    let missing = jaren.jaren().into_iter().filter(|schooljaar| !found.contains(schooljaar));
    let warn = |jaar: Schooljaar| Warning::new(&bestand, Oddity::MissingYearSheet(jaar.to_string()));
    ledger.warnings.extend(missing.map(warn));
    Ok(Schoolweging { jaren, scholen, schooljaren })
}

fn header_of(grid: &Grid, ledger: &Ledger, expected: &[&str]) -> Result<Header, Error> {
    grid.header(is_header).ok_or_else(|| Error::MissingColumn {
        bestand: ledger.bestand.clone(),
        blad: grid.sheet.clone(),
        regel: grid.rows.first().map_or(1, |row| row.line),
        kolommen: expected.iter().map(ToString::to_string).collect(),
        soort: Soort::Schoolweging,
    })
}

fn read_main(grid: &Grid, ledger: &mut Ledger) -> Result<(Periode, Vec<School>), Error> {
    let header = header_of(grid, ledger, &["OVT", "Naam", "BGNR", "schoolweging"])?;
    let mut columns = Columns::new(grid, &header);
    let [ovt_at, naam_at, bgnr_at] = ["OVT", "Naam", "BGNR"].map(|name| columns.one(name));
    let (weging_at, years) = columns.one_starting_with("schoolweging");
    columns.close(ledger, Soort::Schoolweging, &[])?;
    let jaren = parse_years(years).ok_or_else(|| Error::Years {
        bestand: ledger.bestand.clone(),
        blad: grid.sheet.clone(),
        regel: header.line,
        gevonden: header.names[weging_at].clone(),
    })?;
    let scholen =
        rows::read((grid, &header), &rules(ovt_at), ledger, twice(ovt_at), |reading, row, ledger| {
            let ovt = reading.take(ovt_at, cells::ovt);
            let naam = reading.take(naam_at, cells::required).map(|naam| ledger.mend(naam));
            let schoolweging = reading.take(weging_at, |cell| cells::ranged(cell, 20.0..=40.0));
            let bevoegd_gezag = cells::plain(row.cell(bgnr_at)).map(cells::five_digits);
            Some(School { ovt: ovt?, naam: naam?, bevoegd_gezag, schoolweging: schoolweging? })
        })?;
    Ok((jaren, scholen))
}

/// Reads `2021-2022, 2022-2023, 2023-2024`, also with slashes, in any order.
fn parse_years(text: &str) -> Option<Periode> {
    let words = text.split(|sign: char| sign == ',' || sign.is_whitespace()).filter(|word| !word.is_empty());
    let mut jaren = words.map(|word| word.parse().ok()).collect::<Option<Vec<Schooljaar>>>()?;
    jaren.sort_unstable();
    Periode::try_from(jaren.as_slice()).ok()
}

fn read_year(
    grid: &Grid,
    schooljaar: Schooljaar,
    ledger: &mut Ledger,
    scholen: &mut Vec<SchoolInJaar>,
) -> Result<(), Error> {
    let header = header_of(grid, ledger, &["OVT", "schoolweging", "aantal_leerlingen", "spreiding"])?;
    let mut columns = Columns::new(grid, &header);
    let [ovt_at, weging_at, pupils_at, spreiding_at] =
        ["OVT", "schoolweging", "aantal_leerlingen", "spreiding"].map(|name| columns.one(name));
    columns.close(ledger, Soort::Schoolweging, &["Naam", "BGNR"])?;
    scholen.extend(rows::read((grid, &header), &rules(ovt_at), ledger, twice(ovt_at), |reading, _, _| {
        let ovt = reading.take(ovt_at, cells::ovt);
        // Yearly values are not cut off at 20 and 40: 19,00 to 42,39 in 2021-2024.
        let weging = reading.take(weging_at, |cell| cells::ranged(cell, 15.0..=50.0));
        let pupils = reading.take(pupils_at, cells::pupils);
        let spreiding = reading.take(spreiding_at, |cell| cells::ranged(cell, 0.0..=f64::MAX));
        Some(SchoolInJaar {
            ovt: ovt?,
            schooljaar,
            schoolweging: weging?,
            aantal_leerlingen: pupils?,
            spreiding: spreiding?,
        })
    })?);
    Ok(())
}

fn rules(ovt: usize) -> Rules<'static> {
    let double = (ovt, Reason::DuplicateOvt);
    Rules { code: ovt, double, school: Some((ovt, cells::ovt)), left: &|_| None }
}

/// Finds the lines of an OVT that stand there twice.
fn twice(ovt: usize) -> impl Fn(&[&Row]) -> BTreeSet<u32> {
    move |rows| doubles::doubles(rows, |row| cells::ovt(row.cell(ovt)).ok())
}

/// Makes `schoolweging` and `schoolweging_jaar`; files come with their names.
///
/// A school year stands in up to three publications. Each school has one row per year: that of the newest one.
fn weights(mut files: Vec<(String, Schoolweging)>, warnings: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
    files.sort_by_key(|(_, file)| file.jaren);
    let mut means = Rows::new(&SCHOOLWEGING);
    let mut newest: BTreeMap<(String, Schooljaar), SchoolInJaar> = BTreeMap::new();
    for (bestand, file) in &mut files {
        let (inhoud, laatste) = (file.inhoud(), file.jaren.laatste().to_string());
        file.scholen.sort_by(|one, other| one.ovt.cmp(&other.ovt));
        for school in &file.scholen {
            means.push([
                (&school.ovt).into(),
                (&school.naam).into(),
                school.bevoegd_gezag.as_ref().into(),
                (&inhoud).into(),
                (&laatste).into(),
                school.schoolweging.into(),
            ]);
        }
        warnings.extend(supersede(&mut newest, bestand, file));
    }
    let mut years = Rows::new(&SCHOOLWEGING_JAAR);
    for row in newest.values() {
        years.push([
            (&row.ovt).into(),
            (&row.schooljaar.to_string()).into(),
            row.schoolweging.into(),
            row.aantal_leerlingen.into(),
            row.spreiding.into(),
        ]);
    }
    Ok(vec![(SCHOOLWEGING.name, means.finish()?), (SCHOOLWEGING_JAAR.name, years.finish()?)])
}

/// Lets the rows of a newer file take the place of older ones, and counts where they differ.
fn supersede(
    newest: &mut BTreeMap<(String, Schooljaar), SchoolInJaar>,
    bestand: &str,
    file: &Schoolweging,
) -> Vec<Warning> {
    let mut changed: BTreeMap<Schooljaar, u32> = BTreeMap::new();
    for row in &file.schooljaren {
        let older = newest.insert((row.ovt.clone(), row.schooljaar), row.clone());
        if older.is_some_and(|older| older != *row) {
            *changed.entry(row.schooljaar).or_default() += 1;
        }
    }
    let warn = |(schooljaar, aantal): (Schooljaar, u32)| {
        Warning::new(bestand, Oddity::Superseded { schooljaar: schooljaar.to_string(), aantal })
    };
    changed.into_iter().map(warn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_years_with_hyphens_or_slashes() {
        for text in [
            "2021-2022, 2022-2023, 2023-2024",
            "2021/2022, 2022/2023, 2023/2024",
            "2021/2022,2022/2023,2023/2024",
        ] {
            assert_eq!(parse_years(text).unwrap().to_string(), "2022-2024");
        }
        assert!(parse_years("2021-2022, 2022-2023").is_none());
        assert!(parse_years("").is_none());
    }
}
