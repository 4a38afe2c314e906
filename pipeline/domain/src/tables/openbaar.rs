//! The tables of what the Inspectie and DUO publish about schools.
//!
//! Counts and percentages only: no row is about a pupil.

use super::{
    ADVICES, DUO, INGEST, Kind, PERCENT, PUPILS, RESULTS, SCORES, Table, WEGING, WEIGHTS, column, flag,
    float, int, text,
};

/// Results per school and school year.
#[rustfmt::skip]
pub static EINDRESULTATEN: Table = Table {
    name: "eindresultaten",
    meaning: "One school in one of the three school years of a results file.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", RESULTS).like("00AP|C1"),
        text("periode", "first and last peiljaar of the file, such as `2023-2025`", RESULTS).like("2023-2025"),
        text("schooljaar", "school year of the test, such as `2022-2023`", RESULTS).like("2022-2023"),
        int("peiljaar", "calendar year of the test", RESULTS).unit("year").like("2023"),
        text("toets", "`eindtoets` up to 2022-2023, `doorstroomtoets` after it", RESULTS).like("eindtoets"),
        float("percentage_1f", "levels 1F or higher that were reached, three subjects together", RESULTS).or_null().unit(PERCENT).like("96.2"),
        float("percentage_1s_2f", "streefniveaus (1S rekenen, 2F lezen and taalverzorging) that were reached", RESULTS).or_null().unit(PERCENT).like("55.1"),
        int("aantal_leerlingen", "pupils who took the test and count", RESULTS).or_null().unit(PUPILS).like("26"),
        text("status", "`bekend`, `onderdrukt` (published as `*`) or `ontbreekt` (empty)", INGEST).like("bekend"),
    ],
};

/// Three-year results per school, as published.
#[rustfmt::skip]
pub static LEERRESULTATEN: Table = Table {
    name: "leerresultaten",
    meaning: "One school in one results file: the three years together, with the published verdict.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", RESULTS).like("00AP|C1"),
        text("periode", "first and last peiljaar of the file, such as `2023-2025`", RESULTS).like("2023-2025"),
        float("schoolweging", "mean of three school years, the one that the verdict uses", RESULTS).or_null().unit(WEGING).like("29.42"),
        text("schoolwegingscategorie", "class of the schoolweging, such as `[30,31)`; 40 falls in `[39,40)`", RESULTS).or_null().like("[29,30)"),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F as published", RESULTS).or_null().unit(PERCENT).like("85"),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F as published", RESULTS).or_null().unit(PERCENT).like("47.1"),
        float("percentage_1f", "weighted three-year percentage 1F", RESULTS).or_null().unit(PERCENT).like("95.05"),
        float("percentage_1s_2f", "weighted three-year percentage 1S/2F", RESULTS).or_null().unit(PERCENT).like("51.35"),
        int("aantal_leerlingen", "pupils of the three years together", RESULTS).or_null().unit(PUPILS).like("74"),
        text("status", "of the three-year figures: `bekend`, `onderdrukt` or `ontbreekt`", INGEST).like("bekend"),
        text("uitkomst_1f", "published verdict on 1F, in the words of the Inspectie", RESULTS).or_null().like("Boven de signaleringswaarde"),
        text("uitkomst_1s_2f", "published verdict on 1S/2F, in the words of the Inspectie", RESULTS).or_null().like("Boven de signaleringswaarde"),
    ],
};

/// Three-year schoolweging per school.
#[rustfmt::skip]
pub static SCHOOLWEGING: Table = Table {
    name: "schoolweging",
    meaning: "One school in one schoolweging file: the mean of its school years.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", WEIGHTS).like("00AP|C1"),
        text("naam", "name of the school", WEIGHTS).like("OBS 't Oeverriet"),
        text("bevoegd_gezag", "number of the board (BGNR)", WEIGHTS).or_null().like("99901"),
        text("schooljaren", "the school years of the mean, such as `2021-2022, 2022-2023, 2023-2024`", WEIGHTS).like("2021-2022, 2022-2023, 2023-2024"),
        text("laatste_schooljaar", "the last of those school years", WEIGHTS).like("2023-2024"),
        float("schoolweging", "unweighted mean of the years that are known", WEIGHTS).or_null().unit(WEGING).like("29.42"),
    ],
};

/// Schoolweging per school and school year.
#[rustfmt::skip]
pub static SCHOOLWEGING_JAAR: Table = Table {
    name: "schoolweging_jaar",
    meaning: "One school in one school year, whole school and not only groep 8.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", WEIGHTS).like("00AP|C1"),
        text("schooljaar", "school year, such as `2023-2024`", WEIGHTS).like("2023-2024"),
        float("schoolweging", "schoolweging of this year, not yet cut off at 20 and 40", WEIGHTS).or_null().unit("schoolweging").like("29.22"),
        int("aantal_leerlingen", "pupils of the whole school", WEIGHTS).or_null().unit(PUPILS).like("211"),
        float("spreiding", "standard deviation of the expected scores within the school", WEIGHTS).or_null().unit("schoolweging").like("5.98"),
    ],
};

/// Counts per reference level.
#[rustfmt::skip]
pub static REFERENTIENIVEAUS: Table = Table {
    name: "referentieniveaus",
    meaning: "One level of one subject at one vestiging in one school year; the levels of a subject exclude each other.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", DUO).like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", DUO).like("00"),
        text("schooljaar", "school year in which the peildatum falls", DUO).like("2024-2025"),
        text("domein", "`rekenen`, `lezen` or `taalverzorging`", DUO).like("rekenen"),
        text("niveau", "highest level reached: `<1F`, `1F`, `1S` (rekenen only) or `2F`", DUO).like("1S"),
        int("aantal_min", "smallest number of pupils that it can be", DUO).unit(PUPILS).like("10"),
        int("aantal_max", "largest number of pupils that it can be", DUO).unit(PUPILS).like("10"),
        column("onderdrukt", Kind::Bool, "published as `<5`, so 1 to 4 pupils", DUO).like("false"),
    ],
};

/// Places where schools teach.
#[rustfmt::skip]
pub static VESTIGINGEN: Table = Table {
    name: "vestigingen",
    meaning: "One vestiging in one school year.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", DUO).like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", DUO).like("00"),
        text("schooljaar", "school year in which the peildatum falls", DUO).like("2024-2025"),
        text("naam", "name of the vestiging", DUO).like("OBS 't Oeverriet"),
        text("plaats", "town", DUO).or_null().like("WATERKANT"),
        text("gemeente", "municipality", DUO).or_null().like("Waterkant"),
        text("provincie", "province", DUO).or_null().like("Zeeland"),
        text("denominatie", "religious or other conviction of the school", DUO).or_null().like("Openbaar"),
        text("bevoegd_gezag", "number of the board", DUO).or_null().like("99901"),
    ],
};

/// Schooladviezen as DUO counts them.
#[rustfmt::skip]
pub static DUO_SCHOOLADVIEZEN: Table = Table {
    name: "duo_schooladviezen",
    meaning: "One definitive advice at one vestiging in one school year.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", ADVICES).like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", ADVICES).like("00"),
        text("schooljaar", "school year in which the peildatum falls", ADVICES).like("2024-2025"),
        text("advies", "`vso`, `pro`, `vmbo-bb` ... `havo/vwo`, `vwo`, or `niet mogelijk`", ADVICES).like("vmbo-bb"),
        int("aantal_min", "smallest number of pupils that it can be", ADVICES).unit(PUPILS).like("1"),
        int("aantal_max", "largest number of pupils that it can be", ADVICES).unit(PUPILS).like("4"),
        flag("onderdrukt", "published as `<5`, so 1 to 4 pupils", ADVICES).like("true"),
    ],
};

/// Mean final scores as DUO publishes them.
#[rustfmt::skip]
pub static DUO_EINDSCORES: Table = Table {
    name: "duo_eindscores",
    meaning: "One test provider at one vestiging in one school year, where at least one pupil took its test.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", SCORES).like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", SCORES).like("00"),
        text("schooljaar", "school year in which the peildatum falls", SCORES).like("2024-2025"),
        text("aanbieder", "`CET`, `IEP`, `Route 8`, `DIA`, `AMN`, `DOE` or `LIB`; each has a scale of its own", SCORES).like("DIA"),
        int("aantal_min", "smallest number of pupils that it can be", SCORES).unit(PUPILS).like("19"),
        int("aantal_max", "largest number of pupils that it can be", SCORES).unit(PUPILS).like("19"),
        flag("onderdrukt", "published as `<5`, so 1 to 4 pupils", SCORES).like("false"),
        float("gemiddelde", "mean score on the scale of this provider", SCORES).or_null().unit("score of the provider").like("349.8"),
    ],
};
