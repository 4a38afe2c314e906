//! The model tables of the niveaus on tests between the years: per leerjaar, and the same pupils over the years.
//!
//! Counts of pupils only; scales and providers are never added up or converted.

use super::{
    AANBIEDER, COMPUTED, LEERJAAR, LEERJAAR_NU, NAAM, OF_PUPILS, RANK, SCHAAL, TERUG, TESTS, VAKGEBIED,
    VOLGORDE, YEARS, ovt, schooljaar,
};
use crate::tables::{PUPILS, Table, flag, float, int, text};

/// The order of the niveaus.
#[rustfmt::skip]
pub static NIVEAULADDER: Table = Table {
    name: "niveauladder",
    meaning: "One niveau of one scale with its place from high to low.",
    columns: &[
        text("schaal", "`I-V` or `A-E`", COMPUTED).like("I-V"),
        text("niveau", "`I` to `V`, or `A` to `E`", COMPUTED).like("III"),
        int("rang", "place of the niveau within its scale, 1 (highest) to 5; 1 to 3 are favourable", COMPUTED).unit(RANK).like("3"),
        int("landelijk", "share of all pupils of the country that the niveau stands for", COMPUTED).unit(OF_PUPILS).like("20"),
    ],
};

/// Which test counts when pupils took several.
#[rustfmt::skip]
pub static DUBBELE_TOETSEN: Table = Table {
    name: "dubbele_toetsen",
    meaning: "One test of a leerjaar of one school in one school year where pupils took several of one vakgebied and provider at the moment of the report.",
    columns: &[
        ovt(TESTS),
        schooljaar(TESTS),
        LEERJAAR,
        VAKGEBIED,
        AANBIEDER,
        text("toets", "name of the test; empty text when it has none", TESTS).like("DMT"),
        flag("telt", "it is the one that the school takes most, and counts; the others do not", COMPUTED).like("true"),
    ],
};

/// Counts per niveau.
#[rustfmt::skip]
pub static NIVEAUS: Table = Table {
    name: "niveaus",
    meaning: "The pupils of one leerjaar of one school with one niveau of one vakgebied, at the moment of the report in one of the last five school years.",
    columns: &[
        ovt(TESTS),
        schooljaar(TESTS),
        TERUG,
        text("moment", "moment of the report: `M` (midden) or `E` (eind)", TESTS).like("M"),
        LEERJAAR,
        VAKGEBIED,
        AANBIEDER,
        SCHAAL,
        text("niveau", "`I` to `V`, or `A` to `E`", TESTS).like("III"),
        int("aantal", "pupils with this niveau", COMPUTED).unit(PUPILS).like("6"),
    ],
};

/// How the pupils of a leerjaar are spread over the niveaus.
#[rustfmt::skip]
pub static VERDELINGEN: Table = Table {
    name: "verdelingen",
    meaning: "One leerjaar of one school in one school year and one vakgebied: its pupils over the niveaus of one provider and scale.",
    columns: &[
        ovt(TESTS),
        schooljaar(TESTS),
        TERUG,
        LEERJAAR,
        VAKGEBIED,
        AANBIEDER,
        SCHAAL,
        int("leerlingen", "pupils with a niveau", COMPUTED).unit(PUPILS).like("25"),
        int("niveau_1", "pupils with niveau I or A", COMPUTED).unit(PUPILS).like("6"),
        int("niveau_2", "pupils with niveau II or B", COMPUTED).unit(PUPILS).like("5"),
        int("niveau_3", "pupils with niveau III or C", COMPUTED).unit(PUPILS).like("7"),
        int("niveau_4", "pupils with niveau IV or D", COMPUTED).unit(PUPILS).like("4"),
        int("niveau_5", "pupils with niveau V or E", COMPUTED).unit(PUPILS).like("3"),
        int("gunstig", "pupils with a favourable niveau: I to III, or A to C", COMPUTED).unit(PUPILS).like("18"),
        VOLGORDE,
        NAAM,
        float("landelijk", "share of the country with a favourable niveau: 60 (I to III) or 75 (A to C)", COMPUTED).unit(OF_PUPILS).like("60"),
        float("aandeel", "share of `leerlingen` with a favourable niveau", COMPUTED).unit(OF_PUPILS).like("72"),
        int("toonbaar", "pupils on whom the hiding of the row rests: `leerlingen`, or 0 where none has a favourable niveau", COMPUTED).unit(PUPILS).like("25"),
        text("reeks", "provider and scale", COMPUTED).like("Cito, I-V"),
        flag("hoofdreeks", "of several providers or scales for this leerjaar and vakgebied it has the most pupils", COMPUTED).like("true"),
        text("kolom", "heading: `naam`, with `reeks` when the vakgebied has several in that school year", COMPUTED).like("Begrijpend lezen (Cito, I-V)"),
    ],
};

/// The same pupils over the years.
#[rustfmt::skip]
pub static COHORTEN: Table = Table {
    name: "cohorten",
    meaning: "The pupils of one leerjaar of one school now who have a niveau of one vakgebied for equally many school years in a row.",
    columns: &[
        ovt(TESTS),
        LEERJAAR_NU,
        VAKGEBIED,
        AANBIEDER,
        SCHAAL,
        int("reeks", "school years in a row with a niveau, back from that of the report; 1 to 5", COMPUTED).unit(YEARS).like("3"),
        int("leerlingen", "pupils", COMPUTED).unit(PUPILS).like("21"),
        int("gunstig_0", "pupils of these with a favourable niveau (I to III, or A to C) in the school year of the report", COMPUTED).unit(PUPILS).like("10"),
        int("gunstig_1", "pupils of these with a favourable niveau one year before", COMPUTED).unit(PUPILS).like("11"),
        int("gunstig_2", "pupils of these with a favourable niveau two years before", COMPUTED).unit(PUPILS).like("12"),
        int("gunstig_3", "pupils of these with a favourable niveau three years before", COMPUTED).unit(PUPILS).like("0"),
        int("gunstig_4", "pupils of these with a favourable niveau four years before", COMPUTED).unit(PUPILS).like("0"),
        int("omhoog", "pupils of these with a higher niveau than one year before", COMPUTED).unit(PUPILS).like("4"),
        int("omlaag", "pupils of these with a lower niveau than one year before", COMPUTED).unit(PUPILS).like("5"),
    ],
};

/// One fixed group of pupils over the years, for a line.
#[rustfmt::skip]
pub static LENGTELIJNEN: Table = Table {
    name: "lengtelijnen",
    meaning: "One point of the line of one leerjaar now and one vakgebied of one school: the same fixed group of pupils in every year.",
    columns: &[
        ovt(TESTS),
        LEERJAAR_NU,
        VAKGEBIED,
        NAAM,
        VOLGORDE,
        AANBIEDER,
        SCHAAL,
        TERUG,
        int("leerjaar_toen", "leerjaar of these pupils in the year of the point", COMPUTED).unit("leerjaar").like("5"),
        int("leerlingen_min", "smallest size that the fixed group can have: a range of five", COMPUTED).unit(PUPILS).like("20"),
        int("leerlingen_max", "largest size that the fixed group can have", COMPUTED).unit(PUPILS).like("24"),
        float("aandeel", "share of the group with a favourable niveau (I to III, or A to C), rounded to 5", COMPUTED).unit(OF_PUPILS).like("55"),
        float("landelijk", "share of the country with a favourable niveau: 60 (I to III) or 75 (A to C)", COMPUTED).unit(OF_PUPILS).like("60"),
        int("toonbaar", "pupils on whom the hiding of the row rests: 10, or 0 where none has a favourable niveau", COMPUTED).unit(PUPILS).like("10"),
    ],
};
