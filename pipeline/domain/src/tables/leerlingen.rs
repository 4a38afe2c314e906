//! The tables of a school's own pupils and their tests.
//!
//! A pupil is a keyed hash; there is no column for a name, a number of a person, a birth date or an address.

use super::{INGEST, Kind, LEERLING, OVT, PUPIL_FILES, SCHOOLJAAR, Table, column, flag, float, int, text};

/// The pupils.
#[rustfmt::skip]
pub static LEERLINGEN: Table = Table {
    name: "leerlingen",
    meaning: "One pupil of one school.",
    columns: &[
        OVT,
        LEERLING,
        text("eerste_schooljaar", "first school year in which the pupil is seen", PUPIL_FILES).like("2021-2022"),
        text("laatste_schooljaar", "last school year in which the pupil is seen", PUPIL_FILES).like("2024-2025"),
        flag("in_register", "stands in a register of pupils (EDEXML)", PUPIL_FILES).like("true"),
    ],
};

/// In which leerjaar a pupil was.
#[rustfmt::skip]
pub static INSCHRIJVINGEN: Table = Table {
    name: "inschrijvingen",
    meaning: "One pupil in one school year.",
    columns: &[
        OVT,
        LEERLING,
        SCHOOLJAAR,
        int("leerjaar", "1 to 8; in a combination group it sits on the pupil", PUPIL_FILES).unit("leerjaar").like("5"),
        text("groep", "code of the group, such as `5/6b`; a group named in words has none", PUPIL_FILES).or_null().like("5/6b"),
        text("bron", "`register` (EDEXML, OSO) or `resultaten`", INGEST).like("register"),
    ],
};

/// What pupils scored between the years.
#[rustfmt::skip]
pub static TOETSRESULTATEN: Table = Table {
    name: "toetsresultaten",
    meaning: "One test of one pupil at one moment.",
    columns: &[
        OVT,
        LEERLING,
        SCHOOLJAAR,
        int("leerjaar", "1 to 8, of the pupil and not of the test", PUPIL_FILES).unit("leerjaar").like("5"),
        text("moment", "`B` (begin), `M` (midden) or `E` (eind)", PUPIL_FILES).like("M"),
        column("afnamedatum", Kind::Date, "the day of the test", PUPIL_FILES).or_null().like("2025-01-20"),
        text("toets", "name of the test", PUPIL_FILES).or_null().like("Rekenen-Wiskunde"),
        text("vakgebied", "`rekenen`, `begrijpend lezen`, `lezen`, `technisch lezen`, `spelling`, `taalverzorging`, `woordenschat`, `luisteren`, `schrijven`, `studievaardigheden` or `engels`", PUPIL_FILES).like("rekenen"),
        text("aanbieder", "`Cito`, `IEP`, `DIA`, `Boom` ... or `anders`", PUPIL_FILES).like("Cito"),
        text("toetsniveau", "the test that was taken, such as `M5`; with toets op maat not that of the leerjaar", PUPIL_FILES).or_null().like("M5"),
        float("vaardigheidsscore", "score on the scale of this test", PUPIL_FILES).or_null().unit("score of the test").like("168.4"),
        text("schaal", "scale of the niveau: `I-V` or `A-E`; the two are never converted", PUPIL_FILES).or_null().like("I-V"),
        text("niveau", "`I` to `V`, or `A` to `E`", PUPIL_FILES).or_null().like("III"),
        text("functioneringsniveau", "the moment at which the average pupil has this score, such as `M4`, `<M3`, `>E8`", PUPIL_FILES).or_null().like("M5"),
        text("referentieniveau", "`<1F`, `1F`, `1S` or `2F`, where the test reports one", PUPIL_FILES).or_null().like("1F"),
        int("dl", "didactische leeftijd", PUPIL_FILES).or_null().unit("months of teaching").like("25"),
        int("dle", "didactische leeftijdsequivalent", PUPIL_FILES).or_null().unit("months of teaching").like("24"),
        flag("dle_begrensd", "the source says `>`: the DLE is at least this", PUPIL_FILES).or_null().like("false"),
    ],
};

/// The final test, per pupil.
#[rustfmt::skip]
pub static DOORSTROOMTOETS: Table = Table {
    name: "doorstroomtoets",
    meaning: "The final test (eindtoets up to 2022-2023) of one pupil in one school year.",
    columns: &[
        OVT,
        LEERLING,
        SCHOOLJAAR,
        text("aanbieder", "`CET`, `IEP`, `Route 8`, `DIA`, `AMN`, `DOE`, `LIB` or `anders`", PUPIL_FILES).like("DIA"),
        flag("ontheffing", "meets an ontheffingsgrond and does not count, even with a score", PUPIL_FILES).like("false"),
        text("lezen", "`<1F`, `1F` or `2F`", PUPIL_FILES).or_null().like("2F"),
        text("taalverzorging", "`<1F`, `1F` or `2F`", PUPIL_FILES).or_null().like("1F"),
        text("rekenen", "`<1F`, `1F` or `1S`; `2F` counts as 1S reached", PUPIL_FILES).or_null().like("1S"),
        float("standaardscore", "score on the scale of this provider", PUPIL_FILES).or_null().unit("score of the provider").like("352"),
        text("toetsadvies", "`pro`, `vmbo-bb` ... `vwo`", PUPIL_FILES).or_null().like("vmbo-gt/havo"),
    ],
};

/// What the school advises, per pupil.
#[rustfmt::skip]
pub static SCHOOLADVIEZEN: Table = Table {
    name: "schooladviezen",
    meaning: "The advice for one pupil in one school year.",
    columns: &[
        OVT,
        LEERLING,
        SCHOOLJAAR,
        text("voorlopig", "advice before the test: `pro`, `vmbo-bb` ... `vwo`", PUPIL_FILES).or_null().like("vmbo-gt"),
        text("definitief", "advice after heroverweging", PUPIL_FILES).or_null().like("vmbo-gt/havo"),
    ],
};
