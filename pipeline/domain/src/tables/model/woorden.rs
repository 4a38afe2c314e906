//! The model tables of words and lists that other tables and the report lean on.
//!
//! No figures of a school.

use super::{AGO, COMPUTED, PLACE, schooljaar};
use crate::tables::{ROWS, Table, int, text};

/// The school years that the report looks back on.
#[rustfmt::skip]
pub static TERUGBLIK: Table = Table {
    name: "terugblik",
    meaning: "One of the five school years up to and including that of the report.",
    columns: &[
        schooljaar(COMPUTED),
        int("terug", "how long before the school year of the report; 0 is that year", COMPUTED).unit(AGO).like("1"),
    ],
};

/// The subjects of tests.
#[rustfmt::skip]
pub static VAKGEBIEDEN: Table = Table {
    name: "vakgebieden",
    meaning: "One vakgebied of tests, with its place in the report.",
    columns: &[
        text("vakgebied", "subject as `toetsresultaten` has it", COMPUTED).like("begrijpend lezen"),
        int("volgorde", "place in the report, from 1", COMPUTED).unit(PLACE).like("3"),
        text("naam", "name for a heading", COMPUTED).like("Begrijpend lezen"),
        text("domein", "domein to which it belongs: `rekenen`, `lezen` or `taalverzorging`", COMPUTED).or_null().like("lezen"),
    ],
};

/// Why rows were refused, in words.
#[rustfmt::skip]
pub static REDENEN: Table = Table {
    name: "redenen",
    meaning: "One reason for which a row can be refused, in words for the school.",
    columns: &[
        text("reden", "code of the reason, as in `afgewezen_rijen`", COMPUTED).like("not_a_number"),
        text("uitleg", "the reason in Dutch", COMPUTED).like("dit is geen getal"),
    ],
};

/// The files with data of pupils.
#[rustfmt::skip]
pub static LEERLINGBESTANDEN: Table = Table {
    name: "leerlingbestanden",
    meaning: "One source file with data of pupils.",
    columns: &[
        text("bestand", "path within `bronnen`", "bronnen").like("00AP-C1/toetsresultaten.csv"),
        text("blad", "sheet of the workbook", "bronnen").or_null().like("Groep 5"),
        text("soort", "what kind of file it is, such as `toetsresultaten`", "bronnen").like("toetsresultaten"),
        text("inhoud", "the school years in the file", "bronnen").like("2021-2022 … 2024-2025"),
        int("rijen_gelezen", "lines with data", "bronnen").unit(ROWS).like("4452"),
        int("rijen_geladen", "rows that were taken up", "bronnen").unit(ROWS).like("4451"),
        int("rijen_afgewezen", "rows that were refused", "bronnen").unit(ROWS).like("1"),
        text("sha256", "hash of the bytes, in hexadecimal", "bronnen").like("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        text("ovt", "school of whose folder it is; empty for a file outside such a folder", COMPUTED).or_null().like("00AP|C1"),
    ],
};
