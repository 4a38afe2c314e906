//! The facts about a school's vakgebieden: how many stand where, and how many moved.
//!
//! Only of groups of ten pupils or more; every figure here may be told in a sentence.

use super::{COMPUTED, SUBJECTS, TESTS, ovt};
use crate::tables::{Table, int, text};

/// What a sentence may say about vakgebieden.
#[rustfmt::skip]
pub static FEITEN_VAKKEN: Table = Table {
    name: "feiten_vakken",
    meaning: "One school with a vakgebied that may be shown: what a sentence may say about its vakgebieden.",
    columns: &[
        ovt(TESTS),
        int("vakken", "vakgebieden whose stand may be shown", COMPUTED).unit(SUBJECTS).like("5"),
        int("trends", "vakgebieden whose movement since an earlier year may be shown", COMPUTED).unit(SUBJECTS).like("5"),
        int("trends_omlaag", "vakgebieden of these that went down, margin included", COMPUTED).unit(SUBJECTS).like("1"),
        int("trends_omhoog", "vakgebieden of these that went up, margin included", COMPUTED).unit(SUBJECTS).like("1"),
        text("trend_eerste_jaar", "earliest school year with which a vakgebied is compared", COMPUTED).or_null().like("2021-2022"),
        int("wisselvakken", "vakgebieden of which may be shown how the same pupils moved between niveaus", COMPUTED).unit(SUBJECTS).like("5"),
    ],
};
