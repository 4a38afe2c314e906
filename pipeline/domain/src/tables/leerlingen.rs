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
        text("eerste_schooljaar", "first school year in which the pupil is seen", PUPIL_FILES),
        text("laatste_schooljaar", "last school year in which the pupil is seen", PUPIL_FILES),
        flag("in_register", "stands in a register of pupils (EDEXML)", PUPIL_FILES),
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
        int("leerjaar", "1 to 8; in a combination group it sits on the pupil", PUPIL_FILES).unit("leerjaar"),
        text("groep", "code of the group, such as `5/6b`; a group named in words has none", PUPIL_FILES).or_null(),
        text("bron", "`register` (EDEXML, OSO) or `resultaten`", INGEST),
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
        int("leerjaar", "1 to 8, of the pupil and not of the test", PUPIL_FILES).unit("leerjaar"),
        text("moment", "`B` (begin), `M` (midden) or `E` (eind)", PUPIL_FILES),
        column("afnamedatum", Kind::Date, "the day of the test", PUPIL_FILES).or_null(),
        text("toets", "name of the test", PUPIL_FILES).or_null(),
        text("vakgebied", "`rekenen`, `begrijpend lezen`, `lezen`, `technisch lezen`, `spelling`, `taalverzorging` ...", PUPIL_FILES),
        text("aanbieder", "`Cito`, `IEP`, `DIA`, `Boom` ... or `anders`", PUPIL_FILES),
        text("toetsniveau", "the test that was taken, such as `M5`; with toets op maat not that of the leerjaar", PUPIL_FILES).or_null(),
        float("vaardigheidsscore", "score on the scale of this test", PUPIL_FILES).or_null().unit("score of the test"),
        text("schaal", "scale of the niveau: `I-V` or `A-E`; the two are never converted", PUPIL_FILES).or_null(),
        text("niveau", "`I` to `V`, or `A` to `E`", PUPIL_FILES).or_null(),
        text("functioneringsniveau", "the moment at which the average pupil has this score, such as `M4`, `<M3`, `>E8`", PUPIL_FILES).or_null(),
        text("referentieniveau", "`<1F`, `1F`, `1S` or `2F`, where the test reports one", PUPIL_FILES).or_null(),
        int("dl", "didactische leeftijd", PUPIL_FILES).or_null().unit("months of teaching"),
        int("dle", "didactische leeftijdsequivalent", PUPIL_FILES).or_null().unit("months of teaching"),
        flag("dle_begrensd", "the source says `>`: the DLE is at least this", PUPIL_FILES).or_null(),
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
        text("aanbieder", "`CET`, `IEP`, `Route 8`, `DIA`, `AMN`, `DOE`, `LIB` or `anders`", PUPIL_FILES),
        flag("ontheffing", "meets an ontheffingsgrond and does not count, even with a score", PUPIL_FILES),
        text("lezen", "`<1F`, `1F` or `2F`", PUPIL_FILES).or_null(),
        text("taalverzorging", "`<1F`, `1F` or `2F`", PUPIL_FILES).or_null(),
        text("rekenen", "`<1F`, `1F` or `1S`; `2F` counts as 1S reached", PUPIL_FILES).or_null(),
        float("standaardscore", "score on the scale of this provider", PUPIL_FILES).or_null().unit("score of the provider"),
        text("toetsadvies", "`pro`, `vmbo-bb` ... `vwo`", PUPIL_FILES).or_null(),
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
        text("voorlopig", "advice before the test: `pro`, `vmbo-bb` ... `vwo`", PUPIL_FILES).or_null(),
        text("definitief", "advice after heroverweging", PUPIL_FILES).or_null(),
    ],
};
