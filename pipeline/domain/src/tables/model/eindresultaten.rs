//! The model tables of the published final results: per year, three years together, and the verdict on them.
//!
//! Nothing from a school's own pupil files.

use super::{COMPUTED, LEVELS, PLACE, YEARS, ovt};
use crate::tables::{PERCENT, PUPILS, Table, WEGING, float, int, text};

/// Results per school and school year, with the counts behind them.
#[rustfmt::skip]
pub static JAREN: Table = Table {
    name: "jaren",
    meaning: "One school in one of the three school years of the period, with the counts behind the published percentages.",
    columns: &[
        ovt("eindresultaten"),
        text("schooljaar", "school year of the test, such as `2022-2023`", "eindresultaten").like("2022-2023"),
        int("peiljaar", "calendar year of the test", "eindresultaten").unit("year").like("2023"),
        text("toets", "`eindtoets` up to 2022-2023, `doorstroomtoets` after it", "eindresultaten").like("eindtoets"),
        text("status", "`bekend`, `onderdrukt` (published as `*`) or `ontbreekt` (empty)", "eindresultaten").like("bekend"),
        int("volgnummer", "place of the year in the period, 1 to 3", COMPUTED).unit(PLACE).like("1"),
        int("aantal_leerlingen", "pupils who took the test and count", "eindresultaten").or_null().unit(PUPILS).like("26"),
        int("behaald_1f", "levels 1F or higher that were reached; a pupil counts for three", COMPUTED).or_null().unit(LEVELS).like("75"),
        int("behaald_1s_2f", "streefniveaus (1S rekenen, 2F lezen and taalverzorging) that were reached; a pupil counts for three", COMPUTED).or_null().unit(LEVELS).like("43"),
        float("percentage_1f", "`behaald_1f` of all levels, not rounded", COMPUTED).or_null().unit(PERCENT).like("96.15"),
        float("percentage_1s_2f", "`behaald_1s_2f` of all levels, not rounded", COMPUTED).or_null().unit(PERCENT).like("55.13"),
        float("laag_1f", "lower end of the margin (Wilson, 95%, per pupil) of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("81.11"),
        float("hoog_1f", "upper end of the margin of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("99.32"),
        float("laag_1s_2f", "lower end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("36.61"),
        float("hoog_1s_2f", "upper end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("72.33"),
    ],
};

/// Three years together.
#[rustfmt::skip]
pub static DRIEJAARS: Table = Table {
    name: "driejaars",
    meaning: "One school, the three school years of the period together, weighted with pupils.",
    columns: &[
        ovt("leerresultaten"),
        float("schoolweging", "mean of three school years, the one that the verdict uses", "leerresultaten").or_null().unit(WEGING).like("29.42"),
        text("status", "of the published three-year figures: `bekend`, `onderdrukt` or `ontbreekt`", "leerresultaten").like("bekend"),
        int("jaren_bekend", "years of the period with published figures", COMPUTED).unit(YEARS).like("3"),
        int("jaren_onderdrukt", "years of the period published as `*`", COMPUTED).unit(YEARS).like("0"),
        int("jaren_ontbreken", "years of the period without figures", COMPUTED).unit(YEARS).like("0"),
        int("behaald_1f", "levels 1F or higher that were reached; from the published figure when years are hidden", COMPUTED).or_null().unit(LEVELS).like("211"),
        int("behaald_1s_2f", "streefniveaus that were reached; from the published figure when years are hidden", COMPUTED).or_null().unit(LEVELS).like("114"),
        int("aantal_leerlingen", "pupils of the three years together", COMPUTED).or_null().unit(PUPILS).like("74"),
        float("percentage_1f", "weighted three-year percentage 1F; not rounded, but as published when years are hidden", COMPUTED).or_null().unit(PERCENT).like("95.05"),
        float("percentage_1s_2f", "weighted three-year percentage 1S/2F; not rounded, but as published when years are hidden", COMPUTED).or_null().unit(PERCENT).like("51.35"),
    ],
};

/// The verdict on three years.
#[rustfmt::skip]
pub static OORDELEN: Table = Table {
    name: "oordelen",
    meaning: "One school with the verdict that follows from its three-year figures by the rules of the Inspectie.",
    columns: &[
        ovt("leerresultaten"),
        text("status", "of the published three-year figures: `bekend`, `onderdrukt` or `ontbreekt`", "leerresultaten").like("bekend"),
        float("schoolweging", "mean of three school years, the one that the verdict uses", "leerresultaten").or_null().unit(WEGING).like("29.42"),
        int("schoolweging_van", "lower end of the schoolweging class, included; 40 falls in 39", COMPUTED).or_null().unit(WEGING).like("29"),
        int("jaren_bekend", "years of the period with published figures", COMPUTED).unit(YEARS).like("3"),
        int("jaren_onderdrukt", "years of the period published as `*`", COMPUTED).unit(YEARS).like("0"),
        int("jaren_ontbreken", "years of the period without figures; with any there is no verdict", COMPUTED).unit(YEARS).like("0"),
        int("aantal_leerlingen", "pupils of the three years together", COMPUTED).or_null().unit(PUPILS).like("74"),
        int("behaald_1f", "levels 1F or higher that were reached", COMPUTED).or_null().unit(LEVELS).like("211"),
        int("behaald_1s_2f", "streefniveaus that were reached", COMPUTED).or_null().unit(LEVELS).like("114"),
        float("percentage_1f", "weighted three-year percentage 1F", COMPUTED).or_null().unit(PERCENT).like("95.05"),
        float("percentage_1s_2f", "weighted three-year percentage 1S/2F", COMPUTED).or_null().unit(PERCENT).like("51.35"),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F in the period, the same for every class", "signaleringswaarden").or_null().unit(PERCENT).like("85"),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F of the class", "signaleringswaarden").or_null().unit(PERCENT).like("47.1"),
        float("laag_1f", "lower end of the margin (Wilson, 95%, per pupil) of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("87.51"),
        float("hoog_1f", "upper end of the margin of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("98.13"),
        float("laag_1s_2f", "lower end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("40.18"),
        float("hoog_1s_2f", "upper end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("62.39"),
        text("uitkomst_1f", "verdict on 1F, in the words of the Inspectie; equal to the signaleringswaarde is `Boven`", COMPUTED).like("Boven de signaleringswaarde"),
        text("uitkomst_1s_2f", "verdict on 1S/2F, in the words of the Inspectie", COMPUTED).like("Boven de signaleringswaarde"),
    ],
};

/// Three-year figures beside what they are compared with.
#[rustfmt::skip]
pub static VERGELIJKING: Table = Table {
    name: "vergelijking",
    meaning: "One indicator of one school: its three-year figure beside the signaleringswaarde, schools of the same schoolweging and its own aim.",
    columns: &[
        ovt("leerresultaten"),
        text("indicator", "`1F` or `1S/2F`", COMPUTED).like("1S/2F"),
        int("volgorde", "1 for 1F, 2 for 1S/2F", COMPUTED).unit(PLACE).like("2"),
        text("status", "of the published three-year figures: `bekend`, `onderdrukt` or `ontbreekt`", "leerresultaten").like("bekend"),
        int("aantal_leerlingen", "pupils of the three years together", COMPUTED).or_null().unit(PUPILS).like("74"),
        float("percentage", "weighted three-year percentage", COMPUTED).or_null().unit(PERCENT).like("51.35"),
        float("marge_laag", "lower end of the margin (Wilson, 95%, per pupil) of `percentage`", COMPUTED).or_null().unit(PERCENT).like("40.18"),
        float("marge_hoog", "upper end of the margin of `percentage`", COMPUTED).or_null().unit(PERCENT).like("62.39"),
        float("signaleringswaarde", "signaleringswaarde of the class", "signaleringswaarden").or_null().unit(PERCENT).like("47.1"),
        float("gemiddelde", "unweighted mean of the schools of the class", COMPUTED).or_null().unit(PERCENT).like("57.8"),
        float("p25", "a quarter of the schools of the class is below it", COMPUTED).or_null().unit(PERCENT).like("53.5"),
        float("p75", "a quarter of the schools of the class is above it", COMPUTED).or_null().unit(PERCENT).like("63.6"),
        float("ambitie", "what the school aims at", "opgegeven_scholen").or_null().unit(PERCENT).like("60"),
        text("uitkomst", "verdict, in the words of the Inspectie", COMPUTED).like("Boven de signaleringswaarde"),
    ],
};
