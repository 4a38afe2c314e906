//! Reads the results file of the Inspectie, returns one `School` per row: 'Leerresultaten primair onderwijs'.
//!
//! It takes figures as published and recomputes nothing; replaying the arithmetic is another stage.

use domain::periode::Periode;
use domain::schooljaar::Schooljaar;
use domain::tables::{EINDRESULTATEN, LEERRESULTATEN};

use super::cijfers::{self, Cijfers, Status};
use super::publication::{Batch, Publication, Sheet};
use super::rows::{self, Rules};
use crate::check::headings::Columns;
use crate::check::ledger::{Ledger, Reading};
use crate::check::reason::Reason;
use crate::check::{cells, doubles};
use crate::error::Error;
use crate::read::grid::{Cell, Grid, Header, Row};
use crate::soort::Soort;
use crate::tabulate::Rows;
use crate::warning::Warning;

/// The sheet of the publication that holds the results; another name is fine, its headings count.
pub(crate) const MAIN_SHEET: &str = "Data";

/// What the Inspectie writes as verdict, word for word.
const VERDICTS: [&str; 4] = [
    "Boven de signaleringswaarde",
    "Onder de signaleringswaarde",
    "Te weinig gegevens",
    "Kleine school - Beoordeling over 5 jaar",
];

/// The rows of one results file.
#[derive(Debug)]
pub(crate) struct Leerresultaten {
    pub(crate) periode: Periode,
    pub(crate) scholen: Vec<School>,
}

/// One row.
#[derive(Debug, PartialEq)]
pub(crate) struct School {
    pub(crate) ovt: String,
    pub(crate) jaren: [Cijfers; 3],
    pub(crate) schoolweging: Option<f64>,
    pub(crate) categorie: Option<String>,
    pub(crate) signaleringswaarden: [Option<f64>; 2],
    pub(crate) driejaars: Cijfers,
    pub(crate) uitkomsten: [Option<&'static str>; 2],
}

/// Tells whether headings are those of a results file, or were before somebody removed one.
pub(crate) fn is_header(header: &Header) -> bool {
    let prefixes =
        ["Gemiddelde %1F", "Gemiddelde %1S/2F", "Gewogen driejaarsgemiddelde", "Uitkomst indicator"];
    prefixes.iter().filter(|prefix| !header.starting_with(prefix).is_empty()).count() >= 2
}

/// Tells whether a workbook explains the results but lost the sheet that holds them.
pub(crate) fn is_explained_only(sheets: &[Grid]) -> bool {
    let explains = |grid: &Grid| {
        grid.rows.first().is_some_and(|row| {
            row.filled().any(|(_, cell)| {
                let Cell::Text(text) = cell else { return false };
                let start: String = text.chars().take(40).collect::<String>().to_lowercase();
                start.starts_with("toelichting leerresultaten")
                    || start.starts_with("bestandsbeschrijving leerresultaten")
            })
        })
    };
    sheets.iter().any(explains) && !sheets.iter().any(|grid| grid.header(is_header).is_some())
}

/// Where the columns are.
struct Places {
    ovt: usize,
    jaren: [[usize; 3]; 3],
    schoolweging: usize,
    categorie: usize,
    signaleringswaarden: [usize; 2],
    driejaars: [usize; 3],
    uitkomsten: [usize; 2],
}

/// Reads the rows below the headings.
///
/// # Errors
/// Fails when a column is missing or double, or when the headings do not name three school years in a row.
pub(crate) fn read(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<Leerresultaten, Error> {
    let (periode, places) = places(grid, header, ledger)?;
    let rules = Rules {
        code: places.ovt,
        double: (places.ovt, Reason::DuplicateOvt),
        school: Some((places.ovt, cells::ovt)),
        left: &|_| None,
    };
    let doubles = |rows: &[&Row]| doubles::doubles(rows, |row| cells::ovt(row.cell(places.ovt)).ok());
    let scholen =
        rows::read((grid, header), &rules, ledger, doubles, |reading, _, _| school(reading, &places))?;
    Ok(Leerresultaten { periode, scholen })
}

impl Publication for Leerresultaten {
    const SOORT: Soort = Soort::Leerresultaten;

    fn find(grid: &Grid) -> Option<Header> {
        grid.header(is_header)
    }

    fn read(sheets: &[Sheet], ledger: &mut Ledger) -> Result<Self, Error> {
        let (grid, header) = &sheets[0];
        read(grid, header, ledger)
    }

    fn contents(&self) -> Vec<String> {
        vec![self.periode.to_string()]
    }

    fn tables(files: Vec<(String, Self)>, _: &mut Vec<Warning>) -> Result<Vec<Batch>, Error> {
        results(files.into_iter().map(|(_, file)| file).collect())
    }
}

fn places(grid: &Grid, header: &Header, ledger: &mut Ledger) -> Result<(Periode, Places), Error> {
    let periode = periode(grid, header, ledger)?;
    let mut columns = Columns::new(grid, header);
    let mut jaar = |schooljaar: Schooljaar| {
        let short = format!("{:02}{:02}", schooljaar.start() % 100, schooljaar.peiljaar() % 100);
        ["Gemiddelde %1F", "Gemiddelde %1S/2F", "Aantal leerlingen"].map(|prefix| {
            let written =
                header.starting_with(prefix).into_iter().find(|(_, rest)| rest.parse() == Ok(schooljaar));
            let rest = written.map_or(short.clone(), |(_, rest)| rest.to_owned());
            columns.one(&format!("{prefix} {rest}"))
        })
    };
    let jaren = periode.jaren().map(&mut jaar);
    let places = Places {
        ovt: columns.one("ovt"),
        jaren,
        schoolweging: columns.one("Schoolweging"),
        categorie: columns.one("Schoolwegingscategorie"),
        signaleringswaarden: ["Signaleringswaarde 1F", "Signaleringswaarde 1S/2F"]
            .map(|name| columns.one(name)),
        driejaars: [
            "Gewogen driejaarsgemiddelde %1F",
            "Gewogen driejaarsgemiddelde %1S/2F",
            "Totaal aantal leerlingen 3 jaar",
        ]
        .map(|name| columns.one(name)),
        uitkomsten: ["Uitkomst indicator 1F", "Uitkomst indicator 1S/2F"].map(|name| columns.one(name)),
    };
    columns.close(ledger, Soort::Leerresultaten, &[])?;
    Ok((periode, places))
}

/// Reads the years from the headings; a year counts when any of its three columns is there.
fn periode(grid: &Grid, header: &Header, ledger: &Ledger) -> Result<Periode, Error> {
    let mut jaren: Vec<Schooljaar> = ["Gemiddelde %1F ", "Gemiddelde %1S/2F ", "Aantal leerlingen "]
        .iter()
        .flat_map(|prefix| header.starting_with(prefix))
        .filter_map(|(_, rest)| rest.parse().ok())
        .collect();
    jaren.sort_unstable();
    jaren.dedup();
    Periode::try_from(jaren.as_slice()).map_err(|error| Error::Years {
        bestand: ledger.bestand.clone(),
        blad: grid.sheet.clone(),
        regel: header.line,
        gevonden: error.text,
    })
}

fn school(reading: &mut Reading<'_>, places: &Places) -> Option<School> {
    let ovt = reading.take(places.ovt, cells::ovt);
    let jaren = places.jaren.map(|columns| cijfers::read(reading, columns));
    let driejaars = cijfers::read(reading, places.driejaars);
    if let ([Some(first), Some(second), Some(third)], Some(driejaars)) = (jaren, driejaars) {
        let statuses = [first, second, third].map(|jaar| jaar.status);
        cijfers::check_hiding(reading, &places.jaren, statuses);
        if statuses.contains(&Status::Bekend) && driejaars.status == Status::Onderdrukt {
            reading.fault_all(&places.driejaars, Reason::InconsistentStatus);
        }
    }
    let schoolweging = reading.take(places.schoolweging, |cell| cells::ranged(cell, 20.0..=40.0));
    let categorie = reading.take(places.categorie, category);
    if let (Some(Some(weging)), Some(Some(class))) = (schoolweging, categorie)
        && class != class_of(weging)
    {
        reading.fault(places.categorie, Reason::CategoryMismatch);
    }
    let signaleringswaarden =
        places.signaleringswaarden.map(|column| reading.take(column, cells::percentage));
    let uitkomsten = places.uitkomsten.map(|column| reading.take(column, verdict));
    let [first, second, third] = jaren;
    Some(School {
        ovt: ovt?,
        jaren: [first?, second?, third?],
        schoolweging: schoolweging?,
        categorie: categorie?.map(|low| format!("[{low},{})", low + 1)),
        signaleringswaarden: [signaleringswaarden[0]?, signaleringswaarden[1]?],
        driejaars: driejaars?,
        uitkomsten: [uitkomsten[0]?, uitkomsten[1]?],
    })
}

/// Reads a class such as `[30,31)` as its lower end.
fn category(cell: &Cell) -> Result<Option<i32>, Reason> {
    let Some(text) = cells::text(cell) else {
        return Ok(None);
    };
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    let (low, high) = inner.and_then(|inner| inner.split_once(',')).ok_or(Reason::UnknownCategory)?;
    match (low.trim().parse::<i32>(), high.trim().parse::<i32>()) {
        (Ok(low @ 20..=39), Ok(high)) if high == low + 1 => Ok(Some(low)),
        _ => Err(Reason::UnknownCategory),
    }
}

/// Returns the lower end of the class of a schoolweging from 20 to 40.
fn class_of(schoolweging: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "between 20 and 40")]
    let floor = schoolweging.floor() as i32;
    floor.min(39)
}

fn verdict(cell: &Cell) -> Result<Option<&'static str>, Reason> {
    let Some(text) = cells::text(cell) else {
        return Ok(None);
    };
    let plain =
        |text: &str| text.replace('–', "-").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = plain(&text);
    VERDICTS.into_iter().find(|verdict| plain(verdict) == wanted).map(Some).ok_or(Reason::UnknownVerdict)
}

/// Makes `eindresultaten` and `leerresultaten`.
fn results(mut files: Vec<Leerresultaten>) -> Result<Vec<Batch>, Error> {
    files.sort_by_key(|file| file.periode);
    let (mut years, mut periods) = (Rows::new(&EINDRESULTATEN), Rows::new(&LEERRESULTATEN));
    for file in &mut files {
        file.scholen.sort_by(|one, other| one.ovt.cmp(&other.ovt));
        for school in &file.scholen {
            push_years(&mut years, file.periode, school);
            push_period(&mut periods, file.periode, school);
        }
    }
    Ok(vec![(EINDRESULTATEN.name, years.finish()?), (LEERRESULTATEN.name, periods.finish()?)])
}

fn push_years(rows: &mut Rows, periode: Periode, school: &School) {
    let name = periode.to_string();
    for (jaar, cijfers) in periode.jaren().into_iter().zip(&school.jaren) {
        rows.push([
            (&school.ovt).into(),
            (&name).into(),
            (&jaar.to_string()).into(),
            i32::from(jaar.peiljaar()).into(),
            jaar.toets().into(),
            cijfers.percentage_1f.into(),
            cijfers.percentage_1s_2f.into(),
            cijfers.aantal_leerlingen.into(),
            cijfers.status.name().into(),
        ]);
    }
}

fn push_period(rows: &mut Rows, periode: Periode, school: &School) {
    let driejaars = &school.driejaars;
    rows.push([
        (&school.ovt).into(),
        (&periode.to_string()).into(),
        school.schoolweging.into(),
        school.categorie.as_ref().into(),
        school.signaleringswaarden[0].into(),
        school.signaleringswaarden[1].into(),
        driejaars.percentage_1f.into(),
        driejaars.percentage_1s_2f.into(),
        driejaars.aantal_leerlingen.into(),
        driejaars.status.name().into(),
        school.uitkomsten[0].into(),
        school.uitkomsten[1].into(),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::delimited;

    const HEADINGS: &str = "ovt;Gemiddelde %1F 2223;Gemiddelde %1S/2F 2223;Aantal leerlingen 2223;\
        Gemiddelde %1F 2324;Gemiddelde %1S/2F 2324;Aantal leerlingen 2324;\
        Gemiddelde %1F 2425;Gemiddelde %1S/2F 2425;Aantal leerlingen 2425;\
        Schoolweging;Schoolwegingscategorie;Signaleringswaarde 1F;Signaleringswaarde 1S/2F;\
        Gewogen driejaarsgemiddelde %1F;Gewogen driejaarsgemiddelde %1S/2F;Totaal aantal leerlingen 3 jaar;\
        Uitkomst indicator 1F;Uitkomst indicator 1S/2F";
    const YEARS: &str = "94,44;55,56;18;92,31;51,28;13;91,67;47,22;12";
    const REST: &str =
        "31.47;[31,32);85;43.5;93,02;51,94;43;Boven de signaleringswaarde;Boven de signaleringswaarde";

    fn read_text(text: &str) -> Result<(Leerresultaten, Ledger), Error> {
        let grid = delimited::grid(text).unwrap();
        let mut ledger = Ledger::new("bestand", Soort::Leerresultaten);
        let read = read(&grid, &Header::new(&grid.rows[0]), &mut ledger)?;
        Ok((read, ledger))
    }

    fn read_row(years: &str, rest: &str) -> Result<School, Vec<(Option<String>, Reason)>> {
        let (mut read, ledger) = read_text(&format!("{HEADINGS}\n00AP|C1;{years};{rest}\n")).unwrap();
        assert_eq!(ledger.loaded + ledger.refused, 1);
        let faults = ledger.rejected.into_iter().map(|row| (row.kolom, row.reden)).collect();
        read.scholen.pop().ok_or(faults)
    }

    fn reasons(years: &str, rest: &str) -> Vec<Reason> {
        read_row(years, rest).unwrap_err().into_iter().map(|(_, reason)| reason).collect()
    }

    #[test]
    fn reads_the_worked_example() {
        let school = read_row(YEARS, REST).unwrap();
        assert_eq!(school.jaren[2].percentage_1s_2f, Some(47.22));
        assert_eq!((school.driejaars.aantal_leerlingen, school.schoolweging), (Some(43), Some(31.47)));
        assert_eq!(school.categorie.as_deref(), Some("[31,32)"));
        assert_eq!(school.uitkomsten, [Some("Boven de signaleringswaarde"); 2]);
    }

    #[test]
    fn a_hidden_school_keeps_its_total_or_hides_it_too() {
        let school = read_row("*;*;*;*;*;*;*;*;*", REST).unwrap();
        assert_eq!(school.jaren.map(|jaar| jaar.status), [Status::Onderdrukt; 3]);
        assert_eq!(school.driejaars.status, Status::Bekend);
        let small = "31.47;[31,32);85;43.5;*;*;*;Kleine school - Beoordeling over 5 jaar;Kleine school - Beoordeling over 5 jaar";
        assert_eq!(read_row("*;*;*;*;*;*;*;*;*", small).unwrap().driejaars.status, Status::Onderdrukt);
    }

    #[test]
    fn a_year_without_pupils_can_stand_beside_hidden_ones() {
        let school = read_row(";;;*;*;*;*;*;*", REST).unwrap();
        assert_eq!(
            school.jaren.map(|jaar| jaar.status),
            [Status::Ontbreekt, Status::Onderdrukt, Status::Onderdrukt]
        );
    }

    #[test]
    fn an_unknown_schoolweging_is_no_fault() {
        let school =
            read_row(YEARS, ";;85;;93,02;51,94;43;Boven de signaleringswaarde;Te weinig gegevens").unwrap();
        assert_eq!(
            (school.schoolweging, school.categorie, school.signaleringswaarden),
            (None, None, [Some(85.0), None])
        );
    }

    #[test]
    fn refuses_stars_among_figures() {
        let faults = read_row("94,44;*;18;92,31;51,28;13;91,67;47,22;12", REST).unwrap_err();
        assert_eq!(faults, [(Some("Gemiddelde %1S/2F 2223".to_owned()), Reason::InconsistentStatus)]);
        assert_eq!(reasons("*;*;*;92,31;51,28;13;91,67;47,22;12", REST), [Reason::InconsistentStatus; 3]);
        assert_eq!(reasons("94,44;;18;92,31;51,28;13;91,67;47,22;12", REST), [Reason::InconsistentStatus]);
    }

    #[test]
    fn names_every_fault_of_a_row() {
        let rest = "41,00;[31,32);85;43.5;93,02;51,94;43;Ruim boven;Boven de signaleringswaarde";
        assert_eq!(
            reasons("94,40;55,56;18;192,31;51,28;13;91,67;47,22;12,5", rest),
            [
                Reason::NotACount,
                Reason::OutOfRange,
                Reason::NotWhole,
                Reason::OutOfRange,
                Reason::UnknownVerdict
            ]
        );
    }

    #[test]
    fn the_class_holds_the_schoolweging() {
        let rest =
            |weging: &str, class: &str| REST.replacen("31.47;[31,32)", &format!("{weging};{class}"), 1);
        assert!(read_row(YEARS, &rest("40", "[39,40)")).is_ok());
        assert_eq!(reasons(YEARS, &rest("31,47", "[30,31)")), [Reason::CategoryMismatch]);
        assert_eq!(reasons(YEARS, &rest("31,47", "31-32")), [Reason::UnknownCategory]);
    }

    #[test]
    fn years_come_from_the_headings() {
        let later = HEADINGS.replace("2425", "2526").replace("2324", "2425").replace("2223", "2023/2024");
        let (read, _) = read_text(&format!("{later}\n00AP|C1;{YEARS};{REST}\n")).unwrap();
        assert_eq!(read.periode.to_string(), "2024-2026");
        let gap = HEADINGS.replace("2425", "2526");
        assert!(matches!(read_text(&format!("{gap}\n00AP|C1;{YEARS};{REST}\n")), Err(Error::Years { .. })));
    }

    #[test]
    fn names_the_column_that_somebody_removed() {
        let without = HEADINGS.replace("Aantal leerlingen 2324", "n");
        let error = read_text(&format!("{without}\n00AP|C1;{YEARS};{REST}\n")).unwrap_err();
        assert!(
            matches!(error, Error::MissingColumn { kolommen, .. } if kolommen == ["Aantal leerlingen 2324"])
        );
    }
}
