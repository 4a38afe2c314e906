//! The tables of norms, of what the project file says, and of the files that were read.
//!
//! Nothing here is about a pupil; a refused value of a pupil file is described, never quoted.

use super::{INGEST, NORMS, PERCENT, PROJECT, ROWS, SPREAD, Table, WEGING, float, int, text};

/// The values below which the Inspectie looks closer.
#[rustfmt::skip]
pub static SIGNALERINGSWAARDEN: Table = Table {
    name: "signaleringswaarden",
    meaning: "The official signaleringswaarden of one schoolweging class in one period.",
    columns: &[
        text("periode", "period to which the values belong, such as `2023-2025`", NORMS).like("2023-2025"),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING).like("29"),
        int("schoolweging_tot", "upper end of the class, excluded but for 40", NORMS).unit(WEGING).like("30"),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F", NORMS).unit(PERCENT).like("85"),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F", NORMS).unit(PERCENT).like("47.1"),
        text("bron", "publication in which the values stand", NORMS).like("Inspectie van het Onderwijs, Leerresultaten primair onderwijs 2023-2024-2025 (26 september 2025)"),
    ],
};

/// How schools of the same schoolweging do.
#[rustfmt::skip]
pub static BENCHMARKS: Table = Table {
    name: "benchmarks",
    meaning: "All schools of one schoolweging class in one period, three-year figures.",
    columns: &[
        text("periode", "period to which the figures belong, such as `2023-2025`", NORMS).like("2023-2025"),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING).like("30"),
        int("schoolweging_tot", "upper end of the class, excluded but for 40", NORMS).unit(WEGING).like("31"),
        int("aantal_scholen", "schools in the class", NORMS).unit("schools").like("701"),
        float("gemiddelde_1f", "unweighted mean of the schools, 1F", NORMS).unit(PERCENT).like("95.7"),
        float("p25_1f", "a quarter of the schools is below it, 1F", NORMS).unit(PERCENT).like("94.2"),
        float("p75_1f", "a quarter of the schools is above it, 1F", NORMS).unit(PERCENT).like("97.6"),
        float("gemiddelde_1s_2f", "unweighted mean of the schools, 1S/2F", NORMS).unit(PERCENT).like("56"),
        float("p25_1s_2f", "a quarter of the schools is below it, 1S/2F", NORMS).unit(PERCENT).like("50"),
        float("p75_1s_2f", "a quarter of the schools is above it, 1S/2F", NORMS).unit(PERCENT).like("62"),
        text("bron", "data from which the figures were computed", NORMS).like("Eigen berekening op Inspectie van het Onderwijs, Leerresultaten primair onderwijs 2023-2024-2025 (6.098 scholen)"),
    ],
};

/// How schools of the same schoolweging do, year by year.
#[rustfmt::skip]
pub static BENCHMARKS_JAAR: Table = Table {
    name: "benchmarks_jaar",
    meaning: "All schools of one schoolweging class in one school year of a period.",
    columns: &[
        text("periode", "period to which the figures belong, such as `2023-2025`", NORMS).like("2023-2025"),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING).like("30"),
        text("schooljaar", "school year, such as `2022-2023`", NORMS).like("2022-2023"),
        float("gemiddelde_1f", "mean weighted with pupils, 1F", NORMS).unit(PERCENT).like("95.4"),
        float("gemiddelde_1s_2f", "mean weighted with pupils, 1S/2F", NORMS).unit(PERCENT).like("58.7"),
        text("bron", "data from which the figures were computed", NORMS).like("Eigen berekening op Inspectie van het Onderwijs, Leerresultaten primair onderwijs 2023-2024-2025 (6.098 scholen)"),
    ],
};

/// The bounds within which scores were seen.
#[rustfmt::skip]
pub static SCOREBEREIKEN: Table = Table {
    name: "scorebereiken",
    meaning: "The scores that one provider's tests can give; a pupil's score outside them is rejected.",
    columns: &[
        text("aanbieder", "provider of the test", NORMS).like("DIA"),
        text("maat", "`vaardigheidsscore` or `standaardscore`", NORMS).like("standaardscore"),
        float("laagst", "lowest score that is taken up", NORMS).unit("score of the test").like("300"),
        float("hoogst", "highest score that is taken up", NORMS).unit("score of the test").like("420"),
        text("bron", "where the bounds come from", NORMS).like("Te controleren: ruim om de schoolgemiddelden 2024-2025 in DUO (332 tot 374)"),
    ],
};

/// What the standards of the Inspectie are called.
#[rustfmt::skip]
pub static STANDAARDNAMEN: Table = Table {
    name: "standaardnamen",
    meaning: "The name of one standard in one version of the Onderzoekskader, where a source gives it.",
    columns: &[
        text("kader", "version of the kader as the Inspectie's files call it", NORMS).like("PO2021_V23"),
        text("code", "code of the standard", NORMS).like("OP2"),
        text("naam", "name of the standard", NORMS).like("Zicht op ontwikkeling en begeleiding"),
        text("bron", "publication in which the name stands", NORMS).like("Inspectie van het Onderwijs, Onderzoekskader 2021 primair onderwijs, toelichting bij de versie van 2023 (onderwijsinspectie.nl)"),
    ],
};

/// How much pupils differ within the schools of the country.
#[rustfmt::skip]
pub static SPREIDING_LANDELIJK: Table = Table {
    name: "spreiding_landelijk",
    meaning: "All schools of the country in one school year: the spread of the expected scores within a school.",
    columns: &[
        text("schooljaar", "school year, such as `2023-2024`", NORMS).like("2023-2024"),
        float("gemiddelde", "mean of the schools", NORMS).unit(SPREAD).like("5.95"),
        float("p25", "a quarter of the schools is below it", NORMS).unit(SPREAD).like("5.49"),
        float("p75", "a quarter of the schools is above it", NORMS).unit(SPREAD).like("6.40"),
        text("bron", "data from which the figures were computed", NORMS).like("Eigen berekening op Inspectie van het Onderwijs, Schoolweging 2021-2022, 2022-2023, 2023-2024 (landelijk bestand)"),
    ],
};

/// The schools for which reports are made.
#[rustfmt::skip]
pub static OPGEGEVEN_SCHOLEN: Table = Table {
    name: "opgegeven_scholen",
    meaning: "One `[[school]]` of the project file.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", PROJECT).like("00AP|C1"),
        text("naam", "name that goes before the published one", PROJECT).or_null().like("OBS 't Oeverriet"),
        text("brin", "tie to DUO: code of the institution", PROJECT).or_null().like("00AP"),
        text("vestiging", "tie to DUO: two digits", PROJECT).or_null().like("00"),
        float("ambitie_1f", "what the school aims at, 1F", PROJECT).or_null().unit(PERCENT).like("95"),
        float("ambitie_1s_2f", "what the school aims at, 1S/2F", PROJECT).or_null().unit(PERCENT).like("50"),
    ],
};

/// The files that were read.
#[rustfmt::skip]
pub static BRONNEN: Table = Table {
    name: "bronnen",
    meaning: "One source file; rows read are rows loaded and rows rejected.",
    columns: &[
        text("bestand", "path within `bronnen`", INGEST).like("00AP-C1/toetsresultaten.csv"),
        text("blad", "sheet, of a workbook about pupils", INGEST).or_null().like("Groep 5"),
        text("soort", "what kind of file it is, such as `leerresultaten` or `toetsresultaten`", INGEST).like("toetsresultaten"),
        text("inhoud", "the period or the school years in the file", INGEST).like("2021-2022 … 2024-2025"),
        text("sha256", "hash of the bytes, in hexadecimal", INGEST).like("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        int("rijen_gelezen", "lines with data, year sheets included", INGEST).unit(ROWS).like("4452"),
        int("rijen_geladen", "rows that were taken up", INGEST).unit(ROWS).like("4451"),
        int("rijen_afgewezen", "rows that were refused", INGEST).unit(ROWS).like("1"),
    ],
};

/// The files about pupils that nothing is used of.
#[rustfmt::skip]
pub static NIET_GELEZEN_BESTANDEN: Table = Table {
    name: "niet_gelezen_bestanden",
    meaning: "One file about pupils of which nothing is used: it is damaged, or not what a file about pupils can be.",
    columns: &[
        text("school", "OVT of the school in whose folder it lies; empty when that is not known", INGEST).or_null().like("00AP|C1"),
        text("bestand", "path within `bronnen`, with `#3` for what may be a name: the third in its folder", INGEST).like("00AP-C1/toetsresultaten.xlsx"),
        text("reden", "code of the reason, such as `password` or `damaged_file`", INGEST).like("password"),
    ],
};

/// The rows and cells that were refused.
#[rustfmt::skip]
pub static AFGEWEZEN_RIJEN: Table = Table {
    name: "afgewezen_rijen",
    meaning: "One faulty value: of a row that was refused, or a cell that was refused in a row that counts; a row can have several.",
    columns: &[
        text("bestand", "path within `bronnen`", INGEST).like("leerresultaten 2023-2025.xlsx"),
        text("blad", "sheet of the workbook", INGEST).or_null().like("Data"),
        int("regel", "line in the file or the sheet, from 1", INGEST).like("17"),
        text("kolom", "heading of the column", INGEST).or_null().like("Aantal leerlingen 2425"),
        text("waarde", "the value as it was found; of a pupil file only what it looks like", INGEST).or_null().like("24,5"),
        text("reden", "code of the reason, such as `not_a_number`", INGEST).like("not_whole"),
        text("school", "OVT of the row, or its BRIN in a file without OVT, when known", INGEST).or_null().like("00AP|C1"),
        text("omvang", "`rij` when the whole row was refused, `cel` when the rest of the row counts", INGEST).like("rij"),
    ],
};
