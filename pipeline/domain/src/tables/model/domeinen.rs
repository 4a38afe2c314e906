//! The model tables of rekenen, lezen and taalverzorging apart: how many pupils reached which level.
//!
//! Counts that DUO hides stay a range from least to most; no row is about a pupil.

use super::{COMPUTED, OF_PUPILS, SCHOOLS, domein, ovt, schooljaar};
use crate::tables::{PUPILS, Table, WEGING, flag, float, int, text};

/// Levels per vestiging, as DUO publishes them.
#[rustfmt::skip]
pub static DOMEINEN_VESTIGING: Table = Table {
    name: "domeinen_vestiging",
    meaning: "One domein at one vestiging in one school year, as DUO counts it.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", "referentieniveaus").like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", "referentieniveaus").like("00"),
        schooljaar("referentieniveaus"),
        domein("referentieniveaus"),
        int("streef_min", "fewest pupils that can be on the streefniveau (1S or 2F)", COMPUTED).unit(PUPILS).like("10"),
        int("streef_max", "most pupils that can be on the streefniveau", COMPUTED).unit(PUPILS).like("10"),
        int("midden_min", "fewest pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("midden_max", "most pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("onder_min", "fewest pupils that can be below 1F", COMPUTED).unit(PUPILS).like("1"),
        int("onder_max", "most pupils that can be below 1F", COMPUTED).unit(PUPILS).like("4"),
        int("leerlingen_min", "fewest pupils that it can be in all", COMPUTED).unit(PUPILS).like("23"),
        int("leerlingen_max", "most pupils that it can be in all", COMPUTED).unit(PUPILS).like("26"),
        float("streef_laag", "lowest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("38.46"),
        float("streef_hoog", "highest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("43.48"),
    ],
};

/// Levels per school, as DUO counts them.
#[rustfmt::skip]
pub static DOMEINEN_DUO: Table = Table {
    name: "domeinen_duo",
    meaning: "One domein of one school in one school year, as DUO counts it: the sum of its vestigingen, where these are of no other school.",
    columns: &[
        ovt("koppelingen"),
        schooljaar("referentieniveaus"),
        domein("referentieniveaus"),
        int("streef_min", "fewest pupils that can be on the streefniveau (1S or 2F)", COMPUTED).unit(PUPILS).like("10"),
        int("streef_max", "most pupils that can be on the streefniveau", COMPUTED).unit(PUPILS).like("10"),
        int("midden_min", "fewest pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("midden_max", "most pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("onder_min", "fewest pupils that can be below 1F", COMPUTED).unit(PUPILS).like("1"),
        int("onder_max", "most pupils that can be below 1F", COMPUTED).unit(PUPILS).like("4"),
        int("leerlingen_min", "fewest pupils that it can be in all", COMPUTED).unit(PUPILS).like("23"),
        int("leerlingen_max", "most pupils that it can be in all", COMPUTED).unit(PUPILS).like("26"),
        float("streef_laag", "lowest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("38.46"),
        float("streef_hoog", "highest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("43.48"),
    ],
};

/// Levels per school, from its own final tests.
#[rustfmt::skip]
pub static DOMEINEN_EIGEN: Table = Table {
    name: "domeinen_eigen",
    meaning: "One domein of one school in one school year from its own final tests, where these are complete and large enough to go before DUO.",
    columns: &[
        ovt("doorstroomtoets"),
        schooljaar("doorstroomtoets"),
        domein(COMPUTED),
        int("leerlingen", "pupils with a level and without ontheffing; at least ten", COMPUTED).unit(PUPILS).like("25"),
        int("streef", "pupils on the streefniveau (1S or 2F)", COMPUTED).unit(PUPILS).like("10"),
        int("midden", "pupils on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("onder", "pupils below 1F", COMPUTED).unit(PUPILS).like("3"),
    ],
};

/// Levels per school.
#[rustfmt::skip]
pub static DOMEINEN: Table = Table {
    name: "domeinen",
    meaning: "One domein of one school in one school year of the period: its own counts where `domeinen_eigen` has them, else those of DUO.",
    columns: &[
        ovt(COMPUTED),
        schooljaar(COMPUTED),
        domein(COMPUTED),
        text("bron", "`eigen` or `DUO`", COMPUTED).like("DUO"),
        int("streef_min", "fewest pupils that can be on the streefniveau (1S or 2F)", COMPUTED).unit(PUPILS).like("10"),
        int("streef_max", "most pupils that can be on the streefniveau; the same as `streef_min` in own counts", COMPUTED).unit(PUPILS).like("10"),
        int("midden_min", "fewest pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("midden_max", "most pupils that can be on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("onder_min", "fewest pupils that can be below 1F", COMPUTED).unit(PUPILS).like("1"),
        int("onder_max", "most pupils that can be below 1F", COMPUTED).unit(PUPILS).like("4"),
        int("leerlingen_min", "fewest pupils that it can be in all", COMPUTED).unit(PUPILS).like("23"),
        int("leerlingen_max", "most pupils that it can be in all", COMPUTED).unit(PUPILS).like("26"),
        float("streef_laag", "lowest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("38.46"),
        float("streef_hoog", "highest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("43.48"),
        flag("eigen_bron", "some row of the school comes from its own counts", COMPUTED).like("false"),
        text("toets", "`eindtoets` up to 2022-2023, `doorstroomtoets` after it", "eindresultaten").like("doorstroomtoets"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen_min`, or 0 where none of fewer than 15 is on the streefniveau", COMPUTED).unit(PUPILS).like("23"),
        float("marge_laag", "lower end of the margin (Wilson, 95%) of the lowest possible share", COMPUTED).or_null().unit(OF_PUPILS).like("22.43"),
        float("marge_hoog", "upper end of the margin of the highest possible share", COMPUTED).or_null().unit(OF_PUPILS).like("63.19"),
        float("klasse_laag", "lowest share that the streefniveau can have in the schoolweging class", COMPUTED).or_null().unit(OF_PUPILS).like("37.28"),
        float("klasse_hoog", "highest share that the streefniveau can have in the class", COMPUTED).or_null().unit(OF_PUPILS).like("42.02"),
        int("klasse_scholen", "schools of the class that are tied to DUO", COMPUTED).or_null().unit(SCHOOLS).like("28"),
        int("klasse_streef_min", "fewest pupils of the class that can be on the streefniveau", COMPUTED).or_null().unit(PUPILS).like("280"),
        int("klasse_streef_max", "most pupils of the class that can be on the streefniveau", COMPUTED).or_null().unit(PUPILS).like("295"),
        int("klasse_rest_min", "fewest pupils of the class that can be below the streefniveau", COMPUTED).or_null().unit(PUPILS).like("407"),
        int("klasse_rest_max", "most pupils of the class that can be below the streefniveau", COMPUTED).or_null().unit(PUPILS).like("471"),
    ],
};

/// Levels per schoolweging class.
#[rustfmt::skip]
pub static DOMEINEN_KLASSE: Table = Table {
    name: "domeinen_klasse",
    meaning: "One domein in one school year of all schools of one schoolweging class that are tied to DUO, where they are ten or more.",
    columns: &[
        int("schoolweging_van", "lower end of the class, included; 20 to 39", COMPUTED).unit(WEGING).like("29"),
        schooljaar("referentieniveaus"),
        domein("referentieniveaus"),
        int("aantal_scholen", "schools of the class that are tied to DUO; at least ten", COMPUTED).unit(SCHOOLS).like("28"),
        int("streef_min", "fewest pupils that can be on the streefniveau (1S or 2F)", COMPUTED).unit(PUPILS).like("280"),
        int("streef_max", "most pupils that can be on the streefniveau", COMPUTED).unit(PUPILS).like("295"),
        int("rest_min", "fewest pupils that can be below the streefniveau", COMPUTED).unit(PUPILS).like("407"),
        int("rest_max", "most pupils that can be below the streefniveau", COMPUTED).unit(PUPILS).like("471"),
        float("klasse_laag", "lowest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("37.28"),
        float("klasse_hoog", "highest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("42.02"),
    ],
};

/// Levels per school, several years together.
#[rustfmt::skip]
pub static DOMEINEN_SAMEN: Table = Table {
    name: "domeinen_samen",
    meaning: "One domein of one school, the school years together that have the same kind of test as its last one.",
    columns: &[
        ovt(COMPUTED),
        domein(COMPUTED),
        text("jaren", "the school years that were added up, joined by ` en `", COMPUTED).like("2023-2024 en 2024-2025"),
        flag("genoeg", "two years or more with 15 pupils or more together: enough for a statement", COMPUTED).like("true"),
        float("laag", "lowest share that the streefniveau (1S or 2F) can have", COMPUTED).or_null().unit(OF_PUPILS).like("38.46"),
        float("hoog", "highest share that the streefniveau can have", COMPUTED).or_null().unit(OF_PUPILS).like("43.48"),
        float("marge_laag", "lower end of the margin (Wilson, 95%) of the lowest possible share", COMPUTED).or_null().unit(OF_PUPILS).like("26.47"),
        float("marge_hoog", "upper end of the margin of the highest possible share", COMPUTED).or_null().unit(OF_PUPILS).like("57.75"),
        float("klasse_laag", "lowest share that the streefniveau can have in the schoolweging class; empty unless every year has it", COMPUTED).or_null().unit(OF_PUPILS).like("39.16"),
        float("klasse_hoog", "highest share that the streefniveau can have in the class", COMPUTED).or_null().unit(OF_PUPILS).like("43.71"),
    ],
};
