//! The model tables of schooladviezen: how many pupils got which advice, before and after the test.
//!
//! Counts of pupils only; which pupil got which advice stays in the loaded tables.

use super::{ADVICE_TABLES, COMPUTED, OF_PUPILS, RANK, TERUG, ovt, schooljaar};
use crate::tables::{PUPILS, Table, flag, float, int, text};

/// The order of the advices.
#[rustfmt::skip]
pub static ADVIESLADDER: Table = Table {
    name: "adviesladder",
    meaning: "One schooladvies with its place from low to high.",
    columns: &[
        text("advies", "`vso`, `pro`, `vmbo-bb` ... `havo/vwo`, `vwo`", COMPUTED).like("vmbo-gt/havo"),
        int("rang", "place of the advice, 1 (`vso`) to 12 (`vwo`)", COMPUTED).unit(RANK).like("9"),
        int("band", "place in the division in five, 1 (up to vmbo-kb) to 5 (havo/vwo and vwo)", COMPUTED).unit(RANK).like("3"),
        int("groep", "place in the division in four, 1 (up to vmbo-kb) to 4 (vwo); a double advice goes with its highest", COMPUTED).unit(RANK).like("3"),
        text("groepnaam", "name of `groep`", COMPUTED).like("havo"),
    ],
};

/// Combinations of advices.
#[rustfmt::skip]
pub static ADVIEZEN: Table = Table {
    name: "adviezen",
    meaning: "The pupils of one school in one of the last five school years who share the same three advices.",
    columns: &[
        ovt(ADVICE_TABLES),
        schooljaar(ADVICE_TABLES),
        TERUG,
        int("voorlopig_rang", "place in `adviesladder` of the advice before the test", COMPUTED).or_null().unit(RANK).like("7"),
        int("toets_rang", "place in `adviesladder` of the toetsadvies", COMPUTED).or_null().unit(RANK).like("8"),
        int("definitief_rang", "place in `adviesladder` of the advice after heroverweging", COMPUTED).or_null().unit(RANK).like("8"),
        int("definitief_band", "place of the definitive advice in the division in five", COMPUTED).or_null().unit(RANK).like("3"),
        int("toets_groep", "place of the toetsadvies in the division in four", COMPUTED).or_null().unit(RANK).like("3"),
        int("definitief_groep", "place of the definitive advice in the division in four", COMPUTED).or_null().unit(RANK).like("3"),
        int("aantal", "pupils with these three advices", COMPUTED).unit(PUPILS).like("2"),
    ],
};

/// The toetsadvies beside the advice before it.
#[rustfmt::skip]
pub static ADVIES_JAREN: Table = Table {
    name: "advies_jaren",
    meaning: "The pupils of one school in one school year with a voorlopig advies and a toetsadvies, counted by which is higher.",
    columns: &[
        ovt(ADVICE_TABLES),
        schooljaar(ADVICE_TABLES),
        TERUG,
        int("leerlingen", "pupils with both advices", COMPUTED).unit(PUPILS).like("25"),
        int("hoger", "pupils with a toetsadvies above the voorlopig advies", COMPUTED).unit(PUPILS).like("14"),
        int("hoger_bijgesteld", "pupils of `hoger` with a definitief advies above the voorlopig advies", COMPUTED).unit(PUPILS).like("5"),
        int("hoger_niet", "pupils of `hoger` with a definitief advies no higher than the voorlopig advies", COMPUTED).unit(PUPILS).like("9"),
        int("hoger_open", "pupils of `hoger` without a definitief advies yet", COMPUTED).unit(PUPILS).like("0"),
        int("gelijk", "pupils with a toetsadvies equal to the voorlopig advies", COMPUTED).unit(PUPILS).like("6"),
        int("lager", "pupils with a toetsadvies below the voorlopig advies", COMPUTED).unit(PUPILS).like("5"),
        text("regel", "the rule of bijstelling: `tot 2023-2024` or `sinds 2023-2024`; the two are never added up", COMPUTED).like("sinds 2023-2024"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen`, or 0 where all are `lager` or all are `hoger_niet`", COMPUTED).unit(PUPILS).like("25"),
    ],
};

/// The figures of the toetsadvies beside the advice before it.
#[rustfmt::skip]
pub static TOETSADVIEZEN: Table = Table {
    name: "toetsadviezen",
    meaning: "The shares of `advies_jaren` for the figures: the school years of one school under one rule of bijstelling, where at least one of them may be shown.",
    columns: &[
        ovt(ADVICE_TABLES),
        schooljaar(ADVICE_TABLES),
        int("toonbaar", "`toonbaar` of `advies_jaren`", COMPUTED).unit(PUPILS).like("25"),
        int("leerlingen", "pupils with both advices", COMPUTED).unit(PUPILS).like("25"),
        float("deel_lager", "share with a toetsadvies below the voorlopig advies", COMPUTED).unit(OF_PUPILS).like("20"),
        float("deel_gelijk", "share with a toetsadvies equal to the voorlopig advies", COMPUTED).unit(OF_PUPILS).like("24"),
        float("deel_hoger", "share with a toetsadvies above the voorlopig advies", COMPUTED).unit(OF_PUPILS).like("56"),
        float("deel_hoger_bijgesteld", "share with a higher toetsadvies, whose definitief advies was raised", COMPUTED).unit(OF_PUPILS).like("20"),
        float("deel_hoger_niet", "share with a higher toetsadvies, whose definitief advies was not raised", COMPUTED).unit(OF_PUPILS).like("36"),
        float("deel_hoger_open", "share with a higher toetsadvies, without a definitief advies yet", COMPUTED).unit(OF_PUPILS).like("4.35"),
        int("hoger", "pupils with a toetsadvies above the voorlopig advies", COMPUTED).unit(PUPILS).like("14"),
        int("lager", "pupils with a toetsadvies below the voorlopig advies", COMPUTED).unit(PUPILS).like("5"),
        text("regel", "the rule of bijstelling: `tot 2023-2024` or `sinds 2023-2024`", COMPUTED).like("sinds 2023-2024"),
    ],
};

/// Definitive advices in five bands.
#[rustfmt::skip]
pub static ADVIES_BANDEN: Table = Table {
    name: "advies_banden",
    meaning: "The definitive advices of one school in one school year according to one source, in the division in five.",
    columns: &[
        ovt(COMPUTED),
        schooljaar(COMPUTED),
        text("bron", "`eigen gegevens` or `DUO`; own counts are exact", COMPUTED).like("DUO"),
        int("leerlingen_min", "fewest pupils that it can be in all", COMPUTED).unit(PUPILS).like("18"),
        int("leerlingen_max", "most pupils that it can be in all", COMPUTED).unit(PUPILS).like("39"),
        int("band_1_min", "fewest pupils with vso up to vmbo-kb", COMPUTED).unit(PUPILS).like("8"),
        int("band_1_max", "most pupils with vso up to vmbo-kb", COMPUTED).unit(PUPILS).like("14"),
        int("band_2_min", "fewest pupils with vmbo-kb/gt or vmbo-gt", COMPUTED).unit(PUPILS).like("6"),
        int("band_2_max", "most pupils with vmbo-kb/gt or vmbo-gt", COMPUTED).unit(PUPILS).like("9"),
        int("band_3_min", "fewest pupils with vmbo-gt/havo", COMPUTED).unit(PUPILS).like("1"),
        int("band_3_max", "most pupils with vmbo-gt/havo", COMPUTED).unit(PUPILS).like("4"),
        int("band_4_min", "fewest pupils with havo", COMPUTED).unit(PUPILS).like("1"),
        int("band_4_max", "most pupils with havo", COMPUTED).unit(PUPILS).like("4"),
        int("band_5_min", "fewest pupils with havo/vwo or vwo", COMPUTED).unit(PUPILS).like("2"),
        int("band_5_max", "most pupils with havo/vwo or vwo", COMPUTED).unit(PUPILS).like("8"),
    ],
};

/// The definitive advice against the toetsadvies.
#[rustfmt::skip]
pub static ADVIES_CELLEN: Table = Table {
    name: "advies_cellen",
    meaning: "One definitief advies with one toetsadvies at one school, in the division in four, its last three large enough school years together.",
    columns: &[
        ovt(ADVICE_TABLES),
        int("definitief_groep", "place of the definitive advice in the division in four", COMPUTED).unit(RANK).like("2"),
        text("definitief", "name of `definitief_groep`", COMPUTED).like("vmbo-gt"),
        int("toets_groep", "place of the toetsadvies in the division in four", COMPUTED).unit(RANK).like("3"),
        text("toetsadvies", "name of `toets_groep`", COMPUTED).like("havo"),
        int("leerlingen", "pupils in all cells of the school together", COMPUTED).unit(PUPILS).like("74"),
        int("aantal", "pupils in this cell", COMPUTED).unit(PUPILS).like("11"),
        flag("weg", "the cell is hidden: 1 to 4 pupils, or the smallest other one of a row with a single such cell", COMPUTED).like("false"),
    ],
};
