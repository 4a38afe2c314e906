//! The facts from a school's own files of pupils, and which of them may be shown.
//!
//! What is said here of vakgebieden stands in `feiten_vakken`; a figure of too small a group is empty.

use super::feiten_vakken::FEITEN_VAKKEN;
use super::{COMPUTED, OF_PUPILS, PUPIL_TABLES, TESTS, YEARS, after, joined, ovt};
use crate::tables::{Column, PERCENT, PUPILS, Table, flag, float, int, text};

const HEEFT_NIVEAUS: Column =
    flag("heeft_niveaus", "there are niveaus at the moment of the report", COMPUTED).like("true");
const TOONT_NIVEAUS: Column =
    flag("toont_niveaus", "some of these niveaus may be shown: a leerjaar has ten pupils or more", COMPUTED)
        .like("true");
const HEEFT_KOERS: Column =
    flag("heeft_koers", "tests of groep 6 to 8 report referentieniveaus", COMPUTED).like("true");
const ZONDER_REFERENTIE: Column = text(
    "zonder_referentie",
    "providers whose tests of groep 6 to 8 report no referentieniveau, as a list for a sentence",
    COMPUTED,
)
.or_null()
.like("Boom en DIA");
const TOONT_KOERS: Column =
    flag("toont_koers", "some of these referentieniveaus may be shown", COMPUTED).like("true");
const TOONT_TOETSADVIES: Column = flag(
    "toont_toetsadvies",
    "toetsadviezen may be shown beside voorlopige adviezen: a school year has ten pupils or more",
    COMPUTED,
)
.like("true");
const TOONT_ADVIEZEN: Column =
    flag("toont_adviezen", "own definitive adviezen of ten pupils or more may be shown", COMPUTED)
        .like("true");
const HEEFT_EIGEN_ADVIEZEN: Column =
    flag("heeft_eigen_adviezen", "the own files have adviezen, be they voorlopig or definitief", COMPUTED)
        .like("true");
const TOONT_EIGEN_EIND: Column =
    flag("toont_eigen_eind", "own final results of some school year may be shown", COMPUTED).like("true");

/// What a sentence may say about tests between the years.
#[rustfmt::skip]
pub static FEITEN_NIVEAUS: Table = Table {
    name: "feiten_niveaus",
    meaning: "One school with niveaus in its own files: which there are, and of which tests.",
    columns: &[
        ovt(TESTS),
        HEEFT_NIVEAUS,
        TOONT_NIVEAUS,
        int("reeksen", "combinations of provider and scale at the moment of the report", COMPUTED).or_null().unit("provider and scale").like("1"),
        text("toetsen_tekst", "these combinations with their vakgebieden, for a sentence", COMPUTED).or_null().like("Cito (I-V): rekenen, begrijpend lezen, spelling"),
        text("niet_getelde_toetsen", "tests that do not count beside another of the same vakgebied, as a list", COMPUTED).or_null().like("AVI (technisch lezen)"),
        int("lijn_jaren", "school years of the longest line in `lengtelijnen`; empty when none may be shown", COMPUTED).or_null().unit(YEARS).like("5"),
    ],
};

/// What a sentence may say about the course to 1F and 1S/2F.
#[rustfmt::skip]
pub static FEITEN_KOERS: Table = Table {
    name: "feiten_koers",
    meaning: "One school with tests in groep 6 to 8 this school year: how its highest leerjaar with figures stands for 1F and 1S/2F.",
    columns: &[
        ovt(TESTS),
        HEEFT_KOERS,
        ZONDER_REFERENTIE,
        TOONT_KOERS,
        int("koers_groep", "highest leerjaar with figures; groep 8 only in a report of midden", COMPUTED).or_null().unit("leerjaar").like("7"),
        float("koers_rekenen", "share of its pupils on 1S, rekenen", COMPUTED).or_null().unit(OF_PUPILS).like("36.36"),
        float("koers_rekenen_1f", "share of its pupils on 1F or higher, rekenen", COMPUTED).or_null().unit(OF_PUPILS).like("90.91"),
        float("koers_lezen", "share of its pupils on 2F, lezen or begrijpend lezen", COMPUTED).or_null().unit(OF_PUPILS).like("50"),
        float("koers_lezen_1f", "share of its pupils on 1F or higher, lezen or begrijpend lezen", COMPUTED).or_null().unit(OF_PUPILS).like("100"),
    ],
};

/// What a sentence may say about adviezen.
#[rustfmt::skip]
pub static FEITEN_ADVIEZEN: Table = Table {
    name: "feiten_adviezen",
    meaning: "One school with adviezen, own or of DUO: how the toetsadvies compares with the voorlopig advies, its last three school years that may be shown together.",
    columns: &[
        ovt(COMPUTED),
        TOONT_TOETSADVIES,
        TOONT_ADVIEZEN,
        HEEFT_EIGEN_ADVIEZEN,
        text("advies_jaren", "the school years that were added up, as a list for a sentence", COMPUTED).or_null().like("2023-2024 en 2024-2025"),
        int("advies_n", "pupils with a voorlopig advies and a toetsadvies in these years", COMPUTED).or_null().unit(PUPILS).like("74"),
        float("advies_hoger", "share of these with a toetsadvies above the voorlopig advies", COMPUTED).or_null().unit(OF_PUPILS).like("59.46"),
        float("advies_lager", "share of these with a toetsadvies below the voorlopig advies", COMPUTED).or_null().unit(OF_PUPILS).like("9.46"),
        float("advies_bijgesteld", "of those with a higher toetsadvies and a definitief advies: share whose advice was raised", COMPUTED).or_null().unit(OF_PUPILS).like("20.45"),
        flag("advies_vaker_hoger", "the toetsadvies is higher more often than lower, beyond chance (Wilson, 95%)", COMPUTED).like("true"),
        flag("advies_vaker_lager", "the toetsadvies is lower more often than higher, beyond chance (Wilson, 95%)", COMPUTED).like("false"),
    ],
};

/// What a sentence may say about the own final results.
#[rustfmt::skip]
pub static FEITEN_EIGEN_EIND: Table = Table {
    name: "feiten_eigen_eind",
    meaning: "One school with final results in its own files, beside those of the Inspectie.",
    columns: &[
        ovt(PUPIL_TABLES),
        TOONT_EIGEN_EIND,
        int("eigen_vergeleken", "school years in which own and published results may be compared", COMPUTED).unit(YEARS).like("3"),
        int("eigen_afwijkend", "school years of these in which the counts differ", COMPUTED).unit(YEARS).like("1"),
        text("eigen_afwijkende_jaren", "the school years in which the counts differ, as a list for a sentence", COMPUTED).or_null().like("2023-2024"),
        int("eigen_drie_n", "pupils who count in the three years of the period together", COMPUTED).or_null().unit(PUPILS).like("74"),
        float("eigen_drie_1f", "three-year percentage 1F of the period from the own files", COMPUTED).or_null().unit(PERCENT).like("95.05"),
        float("eigen_drie_1s_2f", "three-year percentage 1S/2F of the period from the own files", COMPUTED).or_null().unit(PERCENT).like("51.35"),
        text("eigen_nieuw_jaar", "newest school year after the period whose own results may be shown", COMPUTED).or_null().like("2025-2026"),
        int("eigen_nieuw_n", "pupils who count in that year", COMPUTED).or_null().unit(PUPILS).like("26"),
        float("eigen_nieuw_1f", "percentage 1F of that year", COMPUTED).or_null().unit(PERCENT).like("94.87"),
        float("eigen_nieuw_1s_2f", "percentage 1S/2F of that year", COMPUTED).or_null().unit(PERCENT).like("52.56"),
    ],
};

/// What a sentence may say about pupils.
#[rustfmt::skip]
pub static FEITEN_LEERLINGEN: Table = Table {
    name: "feiten_leerlingen",
    meaning: "One school with own files of pupils: the other tables `feiten_*` about pupils beside each other.",
    columns: &joined::<46>(
        &[
            ovt(COMPUTED),
            flag("heeft_leerlinggegevens", "there are own files of pupils; always true here", COMPUTED).like("true"),
            HEEFT_NIVEAUS,
            TOONT_NIVEAUS,
            flag("toont_lijnen", "some line in `lengtelijnen` may be shown", COMPUTED).like("true"),
            flag("toont_scores", "some growth in `scoregroei` may be shown: ten pupils or more", COMPUTED).like("true"),
            HEEFT_KOERS,
            TOONT_KOERS,
            TOONT_TOETSADVIES,
            TOONT_ADVIEZEN,
            HEEFT_EIGEN_ADVIEZEN,
            flag("heeft_eigen_eind", "there are own final results of the period or after it", COMPUTED).like("true"),
            TOONT_EIGEN_EIND,
        ],
        &[
            after(3, &FEITEN_NIVEAUS),
            after(1, &FEITEN_VAKKEN),
            &[ZONDER_REFERENTIE],
            after(4, &FEITEN_KOERS),
            after(4, &FEITEN_ADVIEZEN),
            after(2, &FEITEN_EIGEN_EIND),
        ],
    ),
};
