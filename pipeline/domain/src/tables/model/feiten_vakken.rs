//! The facts about a school's vakgebieden: where they stand, how they moved, and whether the same pupils moved.
//!
//! Only of groups of ten pupils or more; every figure here may be told in a sentence.

use super::{COMPUTED, OF_PUPILS, POINTS, SUBJECTS, TESTS, ovt};
use crate::tables::{PUPILS, Table, float, int, text};

/// What a sentence may say about vakgebieden.
#[rustfmt::skip]
pub static FEITEN_VAKKEN: Table = Table {
    name: "feiten_vakken",
    meaning: "One school with a vakgebied that may be shown: what a sentence may say about its vakgebieden.",
    columns: &[
        ovt(TESTS),
        int("vakken", "vakgebieden whose stand may be shown", COMPUTED).unit(SUBJECTS).like("5"),
        int("vakken_lager", "vakgebieden of these below the share of the country, margin included", COMPUTED).unit(SUBJECTS).like("2"),
        int("vakken_hoger", "vakgebieden of these above the share of the country, margin included", COMPUTED).unit(SUBJECTS).like("1"),
        text("lager_lijst", "the vakgebieden below it, as a list for a sentence", COMPUTED).or_null().like("rekenen en spelling"),
        text("hoger_lijst", "the vakgebieden above it, as a list for a sentence", COMPUTED).or_null().like("technisch lezen"),
        text("rond_lijst", "the vakgebieden that cannot be told from it, as a list for a sentence", COMPUTED).or_null().like("begrijpend lezen en woordenschat"),
        text("vak_laag", "of those below it, the vakgebied that differs most", COMPUTED).or_null().like("Rekenen"),
        text("vak_laag_niveau", "favourable niveaus of `vak_laag`: `I-III` or `A-C`", COMPUTED).or_null().like("I-III"),
        int("vak_laag_n", "pupils with a niveau of `vak_laag`", COMPUTED).or_null().unit(PUPILS).like("140"),
        float("vak_laag_aandeel", "share of these with a favourable niveau", COMPUTED).or_null().unit(OF_PUPILS).like("41.43"),
        float("vak_laag_landelijk", "share of the country with a favourable niveau", COMPUTED).or_null().unit(OF_PUPILS).like("60"),
        float("vak_laag_marge_hoog", "upper end of the margin (Wilson, 95%) of `vak_laag_aandeel`", COMPUTED).or_null().unit(OF_PUPILS).like("49.71"),
        text("vak_hoog", "of those above it, the vakgebied that differs most", COMPUTED).or_null().like("Technisch lezen"),
        text("vak_hoog_niveau", "favourable niveaus of `vak_hoog`: `I-III` or `A-C`", COMPUTED).or_null().like("I-III"),
        float("vak_hoog_aandeel", "share of the pupils with a favourable niveau of `vak_hoog`", COMPUTED).or_null().unit(OF_PUPILS).like("72.46"),
        float("vak_hoog_landelijk", "share of the country with a favourable niveau", COMPUTED).or_null().unit(OF_PUPILS).like("60"),
        float("vak_hoog_marge_laag", "lower end of the margin (Wilson, 95%) of `vak_hoog_aandeel`", COMPUTED).or_null().unit(OF_PUPILS).like("64.48"),
        int("trends", "vakgebieden whose movement since an earlier year may be shown", COMPUTED).unit(SUBJECTS).like("5"),
        int("trends_omlaag", "vakgebieden of these that went down, margin included", COMPUTED).unit(SUBJECTS).like("1"),
        int("trends_omhoog", "vakgebieden of these that went up, margin included", COMPUTED).unit(SUBJECTS).like("1"),
        text("omlaag_lijst", "the vakgebieden that went down, as a list for a sentence", COMPUTED).or_null().like("spelling"),
        text("trend_eerste_jaar", "earliest school year with which a vakgebied is compared", COMPUTED).or_null().like("2021-2022"),
        text("vak_omlaag", "of those that went down, the vakgebied that moved most", COMPUTED).or_null().like("Spelling"),
        text("vak_omlaag_niveau", "favourable niveaus of `vak_omlaag`: `I-III` or `A-C`", COMPUTED).or_null().like("I-III"),
        text("vak_omlaag_jaar", "school year with which `vak_omlaag` is compared", COMPUTED).or_null().like("2021-2022"),
        float("vak_omlaag_toen", "share with a favourable niveau in that year", COMPUTED).or_null().unit(OF_PUPILS).like("64.29"),
        float("vak_omlaag_nu", "share with a favourable niveau now", COMPUTED).or_null().unit(OF_PUPILS).like("48.57"),
        float("vak_omlaag_marge_laag", "lower end of the margin (Newcombe, 95%) of now minus then", COMPUTED).or_null().unit(POINTS).like("-26.75"),
        float("vak_omlaag_marge_hoog", "upper end of that margin, below 0", COMPUTED).or_null().unit(POINTS).like("-4.1"),
        text("vak_omhoog", "of those that went up, the vakgebied that moved most", COMPUTED).or_null().like("Technisch lezen"),
        text("vak_omhoog_niveau", "favourable niveaus of `vak_omhoog`: `I-III` or `A-C`", COMPUTED).or_null().like("I-III"),
        text("vak_omhoog_jaar", "school year with which `vak_omhoog` is compared", COMPUTED).or_null().like("2021-2022"),
        float("vak_omhoog_toen", "share with a favourable niveau in that year", COMPUTED).or_null().unit(OF_PUPILS).like("55.71"),
        float("vak_omhoog_nu", "share with a favourable niveau now", COMPUTED).or_null().unit(OF_PUPILS).like("72.46"),
        float("vak_omhoog_marge_laag", "lower end of the margin (Newcombe, 95%) of now minus then, above 0", COMPUTED).or_null().unit(POINTS).like("5.47"),
        float("vak_omhoog_marge_hoog", "upper end of that margin", COMPUTED).or_null().unit(POINTS).like("27.44"),
        int("wisselvakken", "vakgebieden of which may be shown how the same pupils moved between niveaus", COMPUTED).unit(SUBJECTS).like("5"),
        text("wissel_omlaag_lijst", "the vakgebieden of these where more pupils went down than chance explains, as a list for a sentence", COMPUTED).or_null().like("spelling"),
        text("wissel_omhoog_lijst", "the vakgebieden of these where more pupils went up than chance explains, as a list for a sentence", COMPUTED).or_null().like("woordenschat"),
        text("wissel_gelijk_lijst", "the vakgebieden of these where up and down cannot be told apart, as a list for a sentence", COMPUTED).or_null().like("rekenen, begrijpend lezen en technisch lezen"),
        text("wissel_omlaag", "of `wissel_omlaag_lijst`, the vakgebied with the largest difference in pupils", COMPUTED).or_null().like("Spelling"),
        int("wissel_omlaag_n", "pupils with a niveau of `wissel_omlaag` in this school year and the one before", COMPUTED).or_null().unit(PUPILS).like("115"),
        float("wissel_omlaag_op", "share of these who went up", COMPUTED).or_null().unit(OF_PUPILS).like("13.04"),
        float("wissel_omlaag_neer", "share of these who went down", COMPUTED).or_null().unit(OF_PUPILS).like("31.3"),
        text("wissel_omhoog", "of `wissel_omhoog_lijst`, the vakgebied with the largest difference in pupils", COMPUTED).or_null().like("Woordenschat"),
        int("wissel_omhoog_n", "pupils with a niveau of `wissel_omhoog` in this school year and the one before", COMPUTED).or_null().unit(PUPILS).like("117"),
        float("wissel_omhoog_op", "share of these who went up", COMPUTED).or_null().unit(OF_PUPILS).like("29.06"),
        float("wissel_omhoog_neer", "share of these who went down", COMPUTED).or_null().unit(OF_PUPILS).like("12.82"),
    ],
};
