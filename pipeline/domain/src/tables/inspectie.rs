//! The tables of what the Inspectie publishes every month about schools and besturen: who runs which school, where it
//! teaches, and what was judged.
//!
//! Each row is of one peildatum; of a school or a bestuur the newest counts. No row is about a pupil.

use super::{BOARDS, Column, JUDGEMENTS, Table, date, text};

const PEILDATUM: Column = date("peildatum", "the day of which the file tells", JUDGEMENTS).like("2026-03-01");

const fn ovt() -> Column {
    text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", JUDGEMENTS).like("00AP|C1")
}

/// Schools and their besturen.
#[rustfmt::skip]
pub static SCHOLEN_INSPECTIE: Table = Table {
    name: "scholen_inspectie",
    meaning: "One school for primary education at one peildatum.",
    columns: &[
        ovt(),
        PEILDATUM,
        text("naam", "name of the school", JUDGEMENTS).like("OBS 't Oeverriet"),
        text("soort", "kind of school (TypeOVT), such as `BAS` or `SBAS`", JUDGEMENTS).or_null().like("BAS"),
        text("bevoegd_gezag", "number of the bestuur, five digits; empty for schools abroad", JUDGEMENTS).or_null().like("99901"),
        text("bestuursnaam", "name of the bestuur", JUDGEMENTS).or_null().like("Stichting De Waterkant"),
    ],
};

/// The official tie of OVT and vestiging.
#[rustfmt::skip]
pub static BETROKKEN_VESTIGINGEN: Table = Table {
    name: "betrokken_vestigingen",
    meaning: "One vestiging of one school at one peildatum; DUO may count its pupils at vestiging `00` of the BRIN (see `koppelingen`).",
    columns: &[
        ovt(),
        PEILDATUM,
        text("brin", "code of the institution, as a rule the first four signs of the OVT", JUDGEMENTS).like("00AP"),
        text("vestiging", "two digits; not the number after the C of an OVT", JUDGEMENTS).like("00"),
    ],
};

/// Judgements of schools.
#[rustfmt::skip]
pub static OORDELEN_INSPECTIE: Table = Table {
    name: "oordelen_inspectie",
    meaning: "One judgement of one school at one peildatum, as published; a school that was not judged has no row.",
    columns: &[
        ovt(),
        PEILDATUM,
        text("standaard", "code of the standard, such as `OP2`, or `eindoordeel` for the school as a whole", JUDGEMENTS).like("OP2"),
        text("oordeel", "the judgement in the words of the Inspectie, such as `Voldoende` or `N.t.b.`", JUDGEMENTS).like("Voldoende"),
        text("kader", "the kader under which it was judged; a school can have the same judgement under two", JUDGEMENTS).or_null().like("PO2021_V23"),
        text("onderzoek", "kind of research", JUDGEMENTS).or_null().like("Stelselonderzoek"),
        date("vaststellingsdatum", "the day on which the report was adopted", JUDGEMENTS).or_null().like("2024-06-12"),
        date("publicatiedatum", "the day on which the report was published", JUDGEMENTS).or_null().like("2024-07-08"),
    ],
};

/// Besturen and their judgement as a whole.
#[rustfmt::skip]
pub static BESTUREN: Table = Table {
    name: "besturen",
    meaning: "One bestuur with schools for primary education at one peildatum.",
    columns: &[
        text("bevoegd_gezag", "number of the bestuur, five digits", BOARDS).like("99901"),
        date("peildatum", "the day of which the file tells", BOARDS).like("2026-03-01"),
        text("naam", "name of the bestuur", BOARDS).like("Stichting De Waterkant"),
        text("sectoren", "sectors of its schools, such as `PO-VO`", BOARDS).or_null().like("PO"),
        text("eindoordeel", "judgement of the bestuur as a whole, as published", BOARDS).or_null().like("Voldoende"),
        date("vaststellingsdatum", "the day on which that judgement was adopted", BOARDS).or_null().like("2024-06-12"),
        date("publicatiedatum", "the day on which that judgement was published", BOARDS).or_null().like("2024-07-08"),
    ],
};
