//! The model tables of the schools themselves, who goes there, and the schools that they are compared with.
//!
//! No results of a school and nothing about a single pupil.

use super::{COMPUTED, PLACE, SCHOOLS, ovt, schooljaar};
use crate::tables::{PERCENT, PUPILS, Table, WEGING, float, int, text};

/// The schools.
#[rustfmt::skip]
pub static SCHOLEN: Table = Table {
    name: "scholen",
    meaning: "One school of the results file of the period, with its tie to DUO.",
    columns: &[
        ovt("leerresultaten"),
        text("brin", "code of the institution: the first four signs of the OVT", COMPUTED).like("00AP"),
        text("brin_duo", "code of the institution at DUO; empty without a tie of its own", COMPUTED).or_null().like("00AP"),
        text("vestiging", "two digits of the vestiging at DUO, such as `00`, or `00 en 01`; to join by, take `koppelingen`", COMPUTED).or_null().like("00"),
        text("koppeling", "tie of the OVT to DUO: `opgegeven` (project file), `officieel` (monthly file of the Inspectie), `enig` (one school and one vestiging), `gedeeld` (counted together with another school), `onzeker` or `niet in duo`", COMPUTED).like("officieel"),
        text("gedeeld_met", "the schools with which it is counted together at DUO", COMPUTED).or_null().like("De Tweeling, locatie Zuid (00AP|C2)"),
        text("naam", "name in the project file, else the published one, else the OVT", COMPUTED).like("OBS 't Oeverriet"),
        text("plaats", "town, in the last school year of the vestiging", "vestigingen").or_null().like("WATERKANT"),
        text("bevoegd_gezag", "number of the bestuur, five digits, at the newest peildatum of monthly file, schoolweging and DUO", COMPUTED).or_null().like("99901"),
        text("bestuursnaam", "name of that bestuur in the newest monthly file", COMPUTED).or_null().like("Stichting De Waterkant"),
        float("ambitie_1f", "what the school aims at, 1F", "opgegeven_scholen").or_null().unit(PERCENT).like("95"),
        float("ambitie_1s_2f", "what the school aims at, 1S/2F", "opgegeven_scholen").or_null().unit(PERCENT).like("50"),
    ],
};

/// Who goes to the schools, year by year.
#[rustfmt::skip]
pub static POPULATIE_JAAR: Table = Table {
    name: "populatie_jaar",
    meaning: "One school in one school year with a known schoolweging, beside the schools of the country.",
    columns: &[
        ovt("schoolweging_jaar"),
        schooljaar("schoolweging_jaar"),
        int("aantal_leerlingen", "pupils of the whole school", "schoolweging_jaar").or_null().unit(PUPILS).like("211"),
        float("schoolweging", "schoolweging of this year, not yet cut off at 20 and 40", "schoolweging_jaar").unit("schoolweging").like("29.22"),
        float("spreiding", "standard deviation of the expected scores within the school", "schoolweging_jaar").or_null().unit("schoolweging").like("5.98"),
        float("schoolweging_landelijk", "unweighted mean of `schoolweging` of the country in this year; empty when the file holds a part of it", COMPUTED).or_null().unit("schoolweging").like("29.83"),
        float("spreiding_landelijk", "unweighted mean of `spreiding` of the country in this year", COMPUTED).or_null().unit("schoolweging").like("5.95"),
        float("spreiding_p25", "a quarter of the schools of the country is below it", COMPUTED).or_null().unit("schoolweging").like("5.49"),
        float("spreiding_p75", "a quarter of the schools of the country is above it", COMPUTED).or_null().unit("schoolweging").like("6.4"),
        int("volgnummer", "place of the year among those of the school, from 1", COMPUTED).unit(PLACE).like("3"),
    ],
};

/// Where the figures of comparable schools come from.
#[rustfmt::skip]
pub static VERGELIJKINGSBRON: Table = Table {
    name: "vergelijkingsbron",
    meaning: "The only row: where the figures of schools of the same schoolweging come from.",
    columns: &[
        text("bron", "`bestand` (the loaded results file) or `meegeleverd` (the table `benchmarks`)", COMPUTED).like("bestand"),
        int("aantal_scholen", "schools in the results file of the period; from 5000 it counts as nationwide", COMPUTED).unit(SCHOOLS).like("6098"),
    ],
};

/// How schools of the same schoolweging do.
#[rustfmt::skip]
pub static KLASSEN: Table = Table {
    name: "klassen",
    meaning: "All schools of one schoolweging class in the period, three-year figures, from the source in `vergelijkingsbron`.",
    columns: &[
        int("schoolweging_van", "lower end of the class, included; 20 to 39", COMPUTED).unit(WEGING).like("30"),
        int("aantal_scholen", "schools in the class; of a results file those with at least 15 pupils", COMPUTED).unit(SCHOOLS).like("701"),
        float("gemiddelde_1f", "unweighted mean of the schools, 1F, to one decimal", COMPUTED).unit(PERCENT).like("95.7"),
        float("p25_1f", "a quarter of the schools is below it, 1F", COMPUTED).unit(PERCENT).like("94.2"),
        float("p75_1f", "a quarter of the schools is above it, 1F", COMPUTED).unit(PERCENT).like("97.6"),
        float("gemiddelde_1s_2f", "unweighted mean of the schools, 1S/2F, to one decimal", COMPUTED).unit(PERCENT).like("56"),
        float("p25_1s_2f", "a quarter of the schools is below it, 1S/2F", COMPUTED).unit(PERCENT).like("50"),
        float("p75_1s_2f", "a quarter of the schools is above it, 1S/2F", COMPUTED).unit(PERCENT).like("62"),
        text("bron", "`bestand` or `meegeleverd`, as in `vergelijkingsbron`", COMPUTED).like("meegeleverd"),
    ],
};

/// How schools of the same schoolweging do, year by year.
#[rustfmt::skip]
pub static KLASSEN_JAAR: Table = Table {
    name: "klassen_jaar",
    meaning: "All pupils of the schools of one schoolweging class in one school year of the period.",
    columns: &[
        int("schoolweging_van", "lower end of the class, included; 20 to 39", COMPUTED).unit(WEGING).like("30"),
        text("schooljaar", "school year, such as `2022-2023`", COMPUTED).like("2022-2023"),
        float("gemiddelde_1f", "levels 1F or higher that were reached, all pupils together, to one decimal", COMPUTED).unit(PERCENT).like("95.4"),
        float("gemiddelde_1s_2f", "streefniveaus that were reached, all pupils together, to one decimal", COMPUTED).unit(PERCENT).like("58.7"),
    ],
};
