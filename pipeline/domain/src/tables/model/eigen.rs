//! The model tables of groep 8 in a school's own files, beside what the Inspectie published, and who came and left.
//!
//! Counts of pupils only; tests between the years are in `niveaus` and `vakken`.

use super::{COMPUTED, LEERJAAR_NU, LEVELS, PUPIL_TABLES, TERUG, ovt, schooljaar};
use crate::tables::{PERCENT, PUPILS, Table, flag, float, int, text};

/// The groep 8 of the next test.
#[rustfmt::skip]
pub static KOMENDE_GROEP8: Table = Table {
    name: "komende_groep8",
    meaning: "The groep 8 of one school in the school year after the period of the Inspectie, from its register; five pupils or more.",
    columns: &[
        ovt(PUPIL_TABLES),
        schooljaar(PUPIL_TABLES),
        int("leerlingen", "pupils who are registered in groep 8", COMPUTED).unit(PUPILS).like("22"),
    ],
};

/// Pupils of groep 8.
#[rustfmt::skip]
pub static GROEP8: Table = Table {
    name: "groep8",
    meaning: "Groep 8 of one school in one school year with final tests, from its own files.",
    columns: &[
        ovt(PUPIL_TABLES),
        schooljaar(PUPIL_TABLES),
        TERUG,
        int("peiljaar", "calendar year of the test", COMPUTED).unit("year").like("2025"),
        int("in_beeld", "pupils who are registered in groep 8 or took the test", COMPUTED).unit(PUPILS).like("27"),
        int("ontheffing", "pupils of these with an ontheffing; they do not count, even with a score", COMPUTED).unit(PUPILS).like("1"),
        int("geen_score", "pupils of these without ontheffing who lack a level in one domein or more", COMPUTED).unit(PUPILS).like("1"),
        int("meegeteld", "pupils of these who count: all three levels and no ontheffing", COMPUTED).unit(PUPILS).like("25"),
        int("behaald_1f", "levels 1F or higher of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("71"),
        int("behaald_1s_2f", "streefniveaus (1S rekenen, 2F lezen and taalverzorging) of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("36"),
    ],
};

/// Own results per school and school year.
#[rustfmt::skip]
pub static EIGEN_JAREN: Table = Table {
    name: "eigen_jaren",
    meaning: "One school in one school year of the period or after it: results from its own files beside those of the Inspectie.",
    columns: &[
        ovt(PUPIL_TABLES),
        schooljaar(PUPIL_TABLES),
        int("peiljaar", "calendar year of the test", COMPUTED).unit("year").like("2025"),
        TERUG,
        text("toets", "`eindtoets` or `doorstroomtoets`; after the period always the latter", COMPUTED).like("doorstroomtoets"),
        flag("in_periode", "the year belongs to the period of the results file", COMPUTED).like("true"),
        text("status", "of the published figures: `bekend`, `onderdrukt` or `ontbreekt`; after the period always the last", COMPUTED).like("bekend"),
        int("in_beeld", "pupils who are registered in groep 8 or took the test", COMPUTED).unit(PUPILS).like("27"),
        int("ontheffing", "pupils of these with an ontheffing; they do not count, even with a score", COMPUTED).unit(PUPILS).like("1"),
        int("geen_score", "pupils of these without ontheffing who lack a level in one domein or more", COMPUTED).unit(PUPILS).like("1"),
        int("meegeteld", "pupils of these who count: all three levels and no ontheffing", COMPUTED).unit(PUPILS).like("25"),
        int("behaald_1f", "levels 1F or higher of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("71"),
        int("behaald_1s_2f", "streefniveaus of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("36"),
        int("toonbaar", "pupils on whom the hiding of the row rests: the smallest `meegeteld` of the years in (or after) the period, or 0 where one of them has no streefniveau", COMPUTED).unit(PUPILS).like("23"),
        float("percentage_1f", "`behaald_1f` of all levels, not rounded", COMPUTED).or_null().unit(PERCENT).like("94.67"),
        float("percentage_1s_2f", "`behaald_1s_2f` of all levels, not rounded", COMPUTED).or_null().unit(PERCENT).like("48"),
        float("laag_1f", "lower end of the margin (Wilson, 95%, per pupil) of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("78.59"),
        float("hoog_1f", "upper end of the margin of `percentage_1f`", COMPUTED).or_null().unit(PERCENT).like("98.85"),
        float("laag_1s_2f", "lower end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("30.03"),
        float("hoog_1s_2f", "upper end of the margin of `percentage_1s_2f`", COMPUTED).or_null().unit(PERCENT).like("66.5"),
        int("inspectie_leerlingen", "pupils who count according to the Inspectie", "eindresultaten").or_null().unit(PUPILS).like("25"),
        int("inspectie_behaald_1f", "levels 1F or higher behind the published percentage", COMPUTED).or_null().unit(LEVELS).like("71"),
        int("inspectie_behaald_1s_2f", "streefniveaus behind the published percentage", COMPUTED).or_null().unit(LEVELS).like("36"),
        float("inspectie_1f", "percentage 1F of the Inspectie, not rounded", COMPUTED).or_null().unit(PERCENT).like("94.67"),
        float("inspectie_1s_2f", "percentage 1S/2F of the Inspectie, not rounded", COMPUTED).or_null().unit(PERCENT).like("48"),
    ],
};

/// Own results, three years together.
#[rustfmt::skip]
pub static EIGEN_DRIEJAARS: Table = Table {
    name: "eigen_driejaars",
    meaning: "One school, three school years from its own files together, weighted with pupils: those of the period, or the newest three.",
    columns: &[
        ovt(PUPIL_TABLES),
        int("venster", "1 for the period of the results file, 2 for the newest three years when they go beyond it", COMPUTED).unit("kind of period").like("1"),
        text("periode", "first and last peiljaar of the three, such as `2023-2025`", COMPUTED).like("2023-2025"),
        int("toonbaar", "pupils on whom the hiding of the row rests: the smallest `toonbaar` of the three years", COMPUTED).unit(PUPILS).like("23"),
        int("meegeteld", "pupils of the three years who count", COMPUTED).unit(PUPILS).like("74"),
        int("behaald_1f", "levels 1F or higher of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("211"),
        int("behaald_1s_2f", "streefniveaus of those who count; a pupil counts for three", COMPUTED).unit(LEVELS).like("114"),
        float("percentage_1f", "`behaald_1f` of all levels, not rounded", COMPUTED).unit(PERCENT).like("95.05"),
        float("percentage_1s_2f", "`behaald_1s_2f` of all levels, not rounded", COMPUTED).unit(PERCENT).like("51.35"),
        float("inspectie_1f", "three-year percentage 1F from the figures of the Inspectie; only of the period", COMPUTED).or_null().unit(PERCENT).like("95.05"),
        float("inspectie_1s_2f", "three-year percentage 1S/2F from the figures of the Inspectie; only of the period", COMPUTED).or_null().unit(PERCENT).like("51.35"),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F; only of the period", "signaleringswaarden").or_null().unit(PERCENT).like("85"),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F of the schoolweging class; only of the period", "signaleringswaarden").or_null().unit(PERCENT).like("47.1"),
        text("uitkomst_1f", "verdict on 1F that would follow from the own files; only of the period", COMPUTED).or_null().like("Boven de signaleringswaarde"),
        text("uitkomst_1s_2f", "verdict on 1S/2F that would follow from the own files; only of the period", COMPUTED).or_null().like("Boven de signaleringswaarde"),
    ],
};

/// Which final tests a school took.
#[rustfmt::skip]
pub static TOETSAANBIEDERS: Table = Table {
    name: "toetsaanbieders",
    meaning: "The providers of the final test of one school in one of the last five school years: from its own files, else from DUO.",
    columns: &[
        ovt(COMPUTED),
        schooljaar(COMPUTED),
        text("aanbieders", "provider of the final test; several are joined by ` en `", COMPUTED).like("LIB"),
    ],
};

/// Which final tests a school took, in one line.
#[rustfmt::skip]
pub static TOETSGESCHIEDENIS: Table = Table {
    name: "toetsgeschiedenis",
    meaning: "The providers of the final tests of one school in the years of the period.",
    columns: &[
        ovt(COMPUTED),
        text("toets_aanbieders", "the provider, or when it changed each with its school year", COMPUTED).like("CET in 2022-2023, LIB in 2023-2024 en LIB in 2024-2025"),
        flag("toets_gewisseld", "the provider is not the same in every year", COMPUTED).like("true"),
    ],
};

/// Who came and left.
#[rustfmt::skip]
pub static VERLOOP: Table = Table {
    name: "verloop",
    meaning: "One leerjaar (4 to 8) of one school now, beside the same group of pupils in an earlier school year.",
    columns: &[
        ovt("inschrijvingen"),
        LEERJAAR_NU,
        text("sinds", "the earlier school year: when the group was in groep 3, but at most four years ago and within the files", COMPUTED).like("2021-2022"),
        int("betrokken", "pupils who are in the group now or were in it then", COMPUTED).unit(PUPILS).like("24"),
        int("gebleven", "pupils of these who are in it now and were in it then", COMPUTED).unit(PUPILS).like("18"),
        int("vertrokken", "pupils of these who were in it then and are no longer at the school", COMPUTED).unit(PUPILS).like("3"),
        int("gekomen", "pupils of these who are in it now and were not at the school then", COMPUTED).unit(PUPILS).like("2"),
        int("gewisseld", "pupils of these who came from, or went to, another leerjaar of the school", COMPUTED).unit(PUPILS).like("1"),
    ],
};
