//! The model tables with one row per vakgebied: where it stands, how it moved, and who is on course for 1F and 1S/2F.
//!
//! Per vakgebied the provider and scale with the most pupils; others are left out, never added up.

use super::{
    AANBIEDER, COMPUTED, LEERJAAR, LEERJAAR_NU, NAAM, OF_PUPILS, POINTS, SCHAAL, TESTS, VAKGEBIED, VOLGORDE,
    YEARS, ovt,
};
use crate::tables::{PUPILS, Table, float, int, text};

/// Where the vakgebieden stand.
#[rustfmt::skip]
pub static VAKSTAND: Table = Table {
    name: "vakstand",
    meaning: "One vakgebied of one school at the moment of the report, its leerjaren together.",
    columns: &[
        ovt(TESTS),
        VAKGEBIED,
        NAAM,
        VOLGORDE,
        AANBIEDER,
        SCHAAL,
        float("landelijk", "share of the country with a favourable niveau: 60 (I to III) or 75 (A to C)", COMPUTED).unit(OF_PUPILS).like("60"),
        int("leerlingen", "pupils with a niveau; a hidden leerjaar counts only when it cannot be worked out", COMPUTED).unit(PUPILS).like("144"),
        int("gunstig", "pupils of these with a favourable niveau: I to III, or A to C", COMPUTED).unit(PUPILS).like("75"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen`, or 0 where none has a favourable niveau", COMPUTED).unit(PUPILS).like("144"),
        float("aandeel", "share of `leerlingen` with a favourable niveau", COMPUTED).unit(OF_PUPILS).like("52.08"),
        float("marge_laag", "lower end of the margin (Wilson, 95%) of `aandeel`", COMPUTED).unit(OF_PUPILS).like("43.98"),
        float("marge_hoog", "upper end of the margin of `aandeel`", COMPUTED).unit(OF_PUPILS).like("60.08"),
        text("ligging", "the margin is wholly below `landelijk` (`lager`), wholly above it (`hoger`) or neither (`rond`)", COMPUTED).like("rond"),
    ],
};

/// How the vakgebieden moved.
#[rustfmt::skip]
pub static VAKTRENDS: Table = Table {
    name: "vaktrends",
    meaning: "One vakgebied of one school now and in the first comparable school year, over the leerjaren that have niveaus in both.",
    columns: &[
        ovt(TESTS),
        VAKGEBIED,
        NAAM,
        VOLGORDE,
        AANBIEDER,
        SCHAAL,
        float("landelijk", "share of the country with a favourable niveau: 60 (I to III) or 75 (A to C)", COMPUTED).unit(OF_PUPILS).like("60"),
        text("eerste_schooljaar", "the first comparable school year, at most four before that of the report", TESTS).like("2021-2022"),
        int("aantal_jaren", "comparable school years, that of the report included; at least three", COMPUTED).unit(YEARS).like("5"),
        int("leerlingen_toen", "pupils with a niveau in the first year", COMPUTED).unit(PUPILS).like("141"),
        int("leerlingen_nu", "pupils with a niveau now", COMPUTED).unit(PUPILS).like("144"),
        int("toonbaar", "pupils on whom the hiding of the row rests: the smaller of the two counts, or 0 where none has a favourable niveau in either year", COMPUTED).unit(PUPILS).like("141"),
        float("aandeel_toen", "share with a favourable niveau in the first year", COMPUTED).unit(OF_PUPILS).like("58.16"),
        float("aandeel_nu", "share with a favourable niveau now", COMPUTED).unit(OF_PUPILS).like("52.08"),
        float("verschil", "`aandeel_nu` minus `aandeel_toen`", COMPUTED).unit(POINTS).like("-6.07"),
        float("verschil_laag", "lower end of the margin (Newcombe, 95%) of `verschil`", COMPUTED).unit(POINTS).like("-17.34"),
        float("verschil_hoog", "upper end of the margin of `verschil`", COMPUTED).unit(POINTS).like("5.42"),
    ],
};

/// Pupils who moved between niveaus.
#[rustfmt::skip]
pub static NIVEAUWISSELS: Table = Table {
    name: "niveauwissels",
    meaning: "One vakgebied of one school: the pupils with a niveau in this school year and the one before, counted by how it moved.",
    columns: &[
        ovt(TESTS),
        VAKGEBIED,
        NAAM,
        VOLGORDE,
        AANBIEDER,
        SCHAAL,
        int("leerlingen", "pupils with a niveau in both years", COMPUTED).unit(PUPILS).like("116"),
        int("omhoog", "pupils of these who went one niveau up or more", COMPUTED).unit(PUPILS).like("20"),
        int("gelijk", "pupils of these who kept their niveau", COMPUTED).unit(PUPILS).like("72"),
        int("omlaag", "pupils of these who went one niveau down or more", COMPUTED).unit(PUPILS).like("24"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen`, or 0 where all went down", COMPUTED).unit(PUPILS).like("116"),
        text("richting", "more pupils went `omhoog` or `omlaag` than chance explains (Wilson, 95%), else `gelijk`", COMPUTED).like("gelijk"),
    ],
};

/// How scores grew.
#[rustfmt::skip]
pub static SCOREGROEI: Table = Table {
    name: "scoregroei",
    meaning: "One leerjaar of one school and one vakgebied: the pupils with a score of the same test at the same moment of this school year and the one before.",
    columns: &[
        ovt(TESTS),
        LEERJAAR_NU,
        VAKGEBIED,
        NAAM,
        VOLGORDE,
        AANBIEDER,
        text("toets", "name of the test without its toetsniveau; empty text when it has none", COMPUTED).like("Rekenen-Wiskunde"),
        int("leerlingen", "pupils with a score in both years", COMPUTED).unit(PUPILS).like("24"),
        float("score_toen", "their mean vaardigheidsscore one year before", COMPUTED).unit("score of the test").like("169.6"),
        float("score_nu", "their mean vaardigheidsscore now", COMPUTED).unit("score of the test").like("200.3"),
        float("groei", "`score_nu` minus `score_toen`", COMPUTED).unit("score of the test").like("30.7"),
    ],
};

/// Who is on course.
#[rustfmt::skip]
pub static KOERS: Table = Table {
    name: "koers",
    meaning: "One leerjaar (6 to 8) of one school and one vakgebied: its pupils by the referentieniveau on their last test of this school year.",
    columns: &[
        ovt(TESTS),
        LEERJAAR,
        VAKGEBIED,
        text("domein", "domein to which the vakgebied belongs: `rekenen`, `lezen` or `taalverzorging`", COMPUTED).like("lezen"),
        VOLGORDE,
        AANBIEDER,
        text("moment", "`B` (begin), `M` (midden) or `E` (eind): the last at which most pupils got a referentieniveau", TESTS).like("M"),
        int("getoetst", "pupils with this test, those without a referentieniveau included", COMPUTED).unit(PUPILS).like("22"),
        int("leerlingen", "pupils of these with a referentieniveau", COMPUTED).unit(PUPILS).like("22"),
        int("onder_1f", "pupils of these below 1F", COMPUTED).unit(PUPILS).like("3"),
        int("op_1f", "pupils of these on 1F and no higher", COMPUTED).unit(PUPILS).like("12"),
        int("op_streef", "pupils of these on the streefniveau: 1S or 2F", COMPUTED).unit(PUPILS).like("7"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen`, or 0 where none is on the streefniveau", COMPUTED).unit(PUPILS).like("22"),
    ],
};
