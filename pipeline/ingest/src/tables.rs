//! Everything that was read in, the canonical tables out, sorted by their keys.
//!
//! Every table of the data dictionary is there, empty when nothing was read for it, so that a query can name it.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use domain::periode::Periode;
use domain::schooljaar::Schooljaar;
use domain::tables::{
    AFGEWEZEN_RIJEN, BRONNEN, DOORSTROOMTOETS, EINDRESULTATEN, INSCHRIJVINGEN, LEERLINGEN, LEERRESULTATEN,
    NIET_GELEZEN_BESTANDEN, OPGEGEVEN_SCHOLEN, REFERENTIENIVEAUS, SCHOOLADVIEZEN, SCHOOLWEGING,
    SCHOOLWEGING_JAAR, TOETSRESULTATEN, VESTIGINGEN,
};

use crate::check::ledger::Rejected;
use crate::error::Error;
use crate::publiek::leerresultaten::{Leerresultaten, School};
use crate::publiek::referentieniveaus::{LEVELS, Vestiging};
use crate::publiek::schoolweging::{SchoolInJaar, Schoolweging};
use crate::recognise::Unrecognised;
use crate::tabulate::Rows;
use crate::warning::{Oddity, Warning};
use crate::{Refused, Source};

type Batch = (&'static str, RecordBatch);

/// Makes `eindresultaten` and `leerresultaten`.
pub(crate) fn results(mut files: Vec<Leerresultaten>) -> Result<[Batch; 2], Error> {
    files.sort_by_key(|file| file.periode);
    let (mut years, mut periods) = (Rows::new(&EINDRESULTATEN), Rows::new(&LEERRESULTATEN));
    for file in &mut files {
        file.scholen.sort_by(|one, other| one.ovt.cmp(&other.ovt));
        for school in &file.scholen {
            push_years(&mut years, file.periode, school);
            push_period(&mut periods, file.periode, school);
        }
    }
    Ok([(EINDRESULTATEN.name, years.finish()?), (LEERRESULTATEN.name, periods.finish()?)])
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

/// Makes `schoolweging` and `schoolweging_jaar`; files come with their names.
///
/// A school year stands in up to three publications. Each school has one row per year: that of the newest one.
pub(crate) fn weights(
    mut files: Vec<(String, Schoolweging)>,
    warnings: &mut Vec<Warning>,
) -> Result<[Batch; 2], Error> {
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
    Ok([(SCHOOLWEGING.name, means.finish()?), (SCHOOLWEGING_JAAR.name, years.finish()?)])
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

/// Makes `referentieniveaus` and `vestigingen`.
pub(crate) fn levels(mut vestigingen: Vec<Vestiging>) -> Result<[Batch; 2], Error> {
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
    Ok([(REFERENTIENIVEAUS.name, counts.finish()?), (VESTIGINGEN.name, places.finish()?)])
}

fn key(row: &Vestiging) -> (&str, &str, Schooljaar) {
    (&row.brin, &row.code, row.schooljaar)
}

/// Makes the tables of pupils, empty.
pub(crate) fn pupils() -> Result<Vec<Batch>, Error> {
    let tables = [&LEERLINGEN, &INSCHRIJVINGEN, &TOETSRESULTATEN, &DOORSTROOMTOETS, &SCHOOLADVIEZEN];
    tables.into_iter().map(|table| Ok((table.name, Rows::new(table).finish()?))).collect()
}

/// Makes `bronnen` and `afgewezen_rijen`.
pub(crate) fn records(sources: &[Source], rejected: &[Rejected]) -> Result<[Batch; 2], Error> {
    let (mut bronnen, mut rijen) = (Rows::new(&BRONNEN), Rows::new(&AFGEWEZEN_RIJEN));
    for source in sources {
        bronnen.push([
            (&source.bestand).into(),
            source.blad.as_ref().into(),
            source.soort.name().into(),
            (&source.inhoud).into(),
            (&source.sha256).into(),
            source.rijen_gelezen.into(),
            source.rijen_geladen.into(),
            source.rijen_afgewezen.into(),
        ]);
    }
    for row in rejected {
        rijen.push([
            (&row.bestand).into(),
            row.blad.as_ref().into(),
            row.regel.into(),
            row.kolom.as_ref().into(),
            row.waarde.as_ref().into(),
            row.reden.code().into(),
            row.school.as_ref().into(),
            if row.cel { "cel" } else { "rij" }.into(),
        ]);
    }
    Ok([(BRONNEN.name, bronnen.finish()?), (AFGEWEZEN_RIJEN.name, rijen.finish()?)])
}

/// Makes `niet_gelezen_bestanden`: what was refused, and what was left in the folder of a school.
pub(crate) fn not_read(refused: &[Refused], left: &[Unrecognised]) -> Result<Batch, Error> {
    let mut rows = Rows::new(&NIET_GELEZEN_BESTANDEN);
    for file in refused {
        rows.push([file.school.as_ref().into(), (&file.told).into(), file.reden.as_str().into()]);
    }
    for file in left {
        if let Some(school) = crate::school_of(&file.bestand) {
            rows.push([(&school).into(), (&file.told).into(), file.waarom.code().into()]);
        }
    }
    Ok((NIET_GELEZEN_BESTANDEN.name, rows.finish()?))
}

/// Makes `opgegeven_scholen`, in the order in which the schools are given.
pub(crate) fn declared<'a>(
    schools: impl IntoIterator<Item = &'a domain::project::School>,
) -> Result<Batch, Error> {
    let mut rows = Rows::new(&OPGEGEVEN_SCHOLEN);
    for school in schools {
        let (brin, vestiging) = school.vestiging.as_ref().map(|(brin, vestiging)| (brin, vestiging)).unzip();
        rows.push([
            school.ovt.as_str().into(),
            school.naam.as_ref().into(),
            brin.into(),
            vestiging.into(),
            school.ambitie_1f.into(),
            school.ambitie_1s_2f.into(),
        ]);
    }
    Ok((OPGEGEVEN_SCHOLEN.name, rows.finish()?))
}
