//! The data dictionary: every table that a query can name, with its columns and what they mean.
//!
//! Plain text and no Arrow: `ingest` makes schemas of it, the command `tables` prints it, and the tests hold
//! every loaded batch against it. It has no column for a pupil, a name of a person or a postcode.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number of 32 bits.
    Int,
    /// A number with decimals, of 64 bits.
    Float,
    /// True or false.
    Bool,
}

impl Kind {
    /// Returns the name of the kind as a person reads it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "whole number",
            Self::Float => "number",
            Self::Bool => "true or false",
        }
    }
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in SQL.
    pub name: &'static str,
    /// What the column holds.
    pub kind: Kind,
    /// Whether a cell may be empty.
    pub nullable: bool,
    /// The unit of a number, or nothing.
    pub unit: Option<&'static str>,
    /// What the column means, in a few words.
    pub meaning: &'static str,
    /// Who publishes the values, or which part of the program writes them.
    pub source: &'static str,
}

impl Column {
    const fn or_null(mut self) -> Self {
        self.nullable = true;
        self
    }

    const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }
}

/// One table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name in SQL.
    pub name: &'static str,
    /// What one row is, in one sentence.
    pub meaning: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
}

impl Table {
    /// Returns the column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Returns the table with this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// Every table, in the order in which the data travels.
pub static TABLES: &[&Table] = &[
    &EINDRESULTATEN,
    &LEERRESULTATEN,
    &SCHOOLWEGING,
    &SCHOOLWEGING_JAAR,
    &REFERENTIENIVEAUS,
    &VESTIGINGEN,
    &SIGNALERINGSWAARDEN,
    &BENCHMARKS,
    &BENCHMARKS_JAAR,
    &OPGEGEVEN_SCHOLEN,
    &BRONNEN,
    &AFGEWEZEN_RIJEN,
];

const fn column(name: &'static str, kind: Kind, meaning: &'static str, source: &'static str) -> Column {
    Column { name, kind, nullable: false, unit: None, meaning, source }
}

const fn text(name: &'static str, meaning: &'static str, source: &'static str) -> Column {
    column(name, Kind::Text, meaning, source)
}

const fn int(name: &'static str, meaning: &'static str, source: &'static str) -> Column {
    column(name, Kind::Int, meaning, source)
}

const fn float(name: &'static str, meaning: &'static str, source: &'static str) -> Column {
    column(name, Kind::Float, meaning, source)
}

const PERCENT: &str = "percent of levels, 0 to 100";
const PUPILS: &str = "pupils";
const WEGING: &str = "schoolweging, 20 to 40";
const ROWS: &str = "rows";

const RESULTS: &str = "Inspectie, leerresultaten";
const WEIGHTS: &str = "Inspectie, schoolweging (CBS)";
const DUO: &str = "DUO, leerlingen bo referentieniveaus";
const NORMS: &str = "reports/normen";
const PROJECT: &str = "schoolanalyse.toml";
const INGEST: &str = "this program, while reading";

/// Results per school and school year.
#[rustfmt::skip]
pub static EINDRESULTATEN: Table = Table {
    name: "eindresultaten",
    meaning: "One school in one of the three school years of a results file.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", RESULTS),
        text("periode", "first and last peiljaar of the file, such as `2023-2025`", RESULTS),
        text("schooljaar", "school year of the test, such as `2022-2023`", RESULTS),
        int("peiljaar", "calendar year of the test", RESULTS).unit("year"),
        text("toets", "`eindtoets` up to 2022-2023, `doorstroomtoets` after it", RESULTS),
        float("percentage_1f", "levels 1F or higher that were reached, three subjects together", RESULTS).or_null().unit(PERCENT),
        float("percentage_1s_2f", "streefniveaus (1S rekenen, 2F lezen and taalverzorging) that were reached", RESULTS).or_null().unit(PERCENT),
        int("aantal_leerlingen", "pupils who took the test and count", RESULTS).or_null().unit(PUPILS),
        text("status", "`bekend`, `onderdrukt` (published as `*`) or `ontbreekt` (empty)", INGEST),
    ],
};

/// Three-year results per school, as published.
#[rustfmt::skip]
pub static LEERRESULTATEN: Table = Table {
    name: "leerresultaten",
    meaning: "One school in one results file: the three years together, with the published verdict.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", RESULTS),
        text("periode", "first and last peiljaar of the file, such as `2023-2025`", RESULTS),
        float("schoolweging", "mean of three school years, the one that the verdict uses", RESULTS).or_null().unit(WEGING),
        text("schoolwegingscategorie", "class of the schoolweging, such as `[30,31)`; 40 falls in `[39,40)`", RESULTS).or_null(),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F as published", RESULTS).or_null().unit(PERCENT),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F as published", RESULTS).or_null().unit(PERCENT),
        float("percentage_1f", "weighted three-year percentage 1F", RESULTS).or_null().unit(PERCENT),
        float("percentage_1s_2f", "weighted three-year percentage 1S/2F", RESULTS).or_null().unit(PERCENT),
        int("aantal_leerlingen", "pupils of the three years together", RESULTS).or_null().unit(PUPILS),
        text("status", "of the three-year figures: `bekend`, `onderdrukt` or `ontbreekt`", INGEST),
        text("uitkomst_1f", "published verdict on 1F, in the words of the Inspectie", RESULTS).or_null(),
        text("uitkomst_1s_2f", "published verdict on 1S/2F, in the words of the Inspectie", RESULTS).or_null(),
    ],
};

/// Three-year schoolweging per school.
#[rustfmt::skip]
pub static SCHOOLWEGING: Table = Table {
    name: "schoolweging",
    meaning: "One school in one schoolweging file: the mean of its school years.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", WEIGHTS),
        text("naam", "name of the school", WEIGHTS),
        text("bevoegd_gezag", "number of the board (BGNR)", WEIGHTS).or_null(),
        text("schooljaren", "the school years of the mean, such as `2021-2022, 2022-2023, 2023-2024`", WEIGHTS),
        text("laatste_schooljaar", "the last of those school years", WEIGHTS),
        float("schoolweging", "unweighted mean of the years that are known", WEIGHTS).or_null().unit(WEGING),
    ],
};

/// Schoolweging per school and school year.
#[rustfmt::skip]
pub static SCHOOLWEGING_JAAR: Table = Table {
    name: "schoolweging_jaar",
    meaning: "One school in one school year, whole school and not only groep 8.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", WEIGHTS),
        text("schooljaar", "school year, such as `2023-2024`", WEIGHTS),
        float("schoolweging", "schoolweging of this year, not yet cut off at 20 and 40", WEIGHTS).or_null().unit("schoolweging"),
        int("aantal_leerlingen", "pupils of the whole school", WEIGHTS).or_null().unit(PUPILS),
        float("spreiding", "standard deviation of the expected scores within the school", WEIGHTS).or_null().unit("schoolweging"),
    ],
};

/// Counts per reference level.
#[rustfmt::skip]
pub static REFERENTIENIVEAUS: Table = Table {
    name: "referentieniveaus",
    meaning: "One level of one subject at one vestiging in one school year; the levels of a subject exclude each other.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", DUO),
        text("vestiging", "two digits; not the number after the C of an OVT", DUO),
        text("schooljaar", "school year in which the peildatum falls", DUO),
        text("domein", "`rekenen`, `lezen` or `taalverzorging`", DUO),
        text("niveau", "highest level reached: `<1F`, `1F`, `1S` (rekenen only) or `2F`", DUO),
        int("aantal_min", "smallest number of pupils that it can be", DUO).unit(PUPILS),
        int("aantal_max", "largest number of pupils that it can be", DUO).unit(PUPILS),
        column("onderdrukt", Kind::Bool, "published as `<5`, so 1 to 4 pupils", DUO),
    ],
};

/// Places where schools teach.
#[rustfmt::skip]
pub static VESTIGINGEN: Table = Table {
    name: "vestigingen",
    meaning: "One vestiging in one school year.",
    columns: &[
        text("brin", "code of the institution (INSTELLINGSCODE)", DUO),
        text("vestiging", "two digits; not the number after the C of an OVT", DUO),
        text("schooljaar", "school year in which the peildatum falls", DUO),
        text("naam", "name of the vestiging", DUO),
        text("plaats", "town", DUO).or_null(),
        text("gemeente", "municipality", DUO).or_null(),
        text("provincie", "province", DUO).or_null(),
        text("denominatie", "religious or other conviction of the school", DUO).or_null(),
        text("bevoegd_gezag", "number of the board", DUO).or_null(),
    ],
};

/// The values below which the Inspectie looks closer.
#[rustfmt::skip]
pub static SIGNALERINGSWAARDEN: Table = Table {
    name: "signaleringswaarden",
    meaning: "The official signaleringswaarden of one schoolweging class in one period.",
    columns: &[
        text("periode", "period to which the values belong, such as `2023-2025`", NORMS),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING),
        int("schoolweging_tot", "upper end of the class, excluded but for 40", NORMS).unit(WEGING),
        float("signaleringswaarde_1f", "signaleringswaarde for 1F", NORMS).unit(PERCENT),
        float("signaleringswaarde_1s_2f", "signaleringswaarde for 1S/2F", NORMS).unit(PERCENT),
        text("bron", "publication in which the values stand", NORMS),
    ],
};

/// How schools of the same schoolweging do.
#[rustfmt::skip]
pub static BENCHMARKS: Table = Table {
    name: "benchmarks",
    meaning: "All schools of one schoolweging class in one period, three-year figures.",
    columns: &[
        text("periode", "period to which the figures belong, such as `2023-2025`", NORMS),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING),
        int("schoolweging_tot", "upper end of the class, excluded but for 40", NORMS).unit(WEGING),
        int("aantal_scholen", "schools in the class", NORMS).unit("schools"),
        float("gemiddelde_1f", "unweighted mean of the schools, 1F", NORMS).unit(PERCENT),
        float("p25_1f", "a quarter of the schools is below it, 1F", NORMS).unit(PERCENT),
        float("p75_1f", "a quarter of the schools is above it, 1F", NORMS).unit(PERCENT),
        float("gemiddelde_1s_2f", "unweighted mean of the schools, 1S/2F", NORMS).unit(PERCENT),
        float("p25_1s_2f", "a quarter of the schools is below it, 1S/2F", NORMS).unit(PERCENT),
        float("p75_1s_2f", "a quarter of the schools is above it, 1S/2F", NORMS).unit(PERCENT),
        text("bron", "data from which the figures were computed", NORMS),
    ],
};

/// How schools of the same schoolweging do, year by year.
#[rustfmt::skip]
pub static BENCHMARKS_JAAR: Table = Table {
    name: "benchmarks_jaar",
    meaning: "All schools of one schoolweging class in one school year of a period.",
    columns: &[
        text("periode", "period to which the figures belong, such as `2023-2025`", NORMS),
        int("schoolweging_van", "lower end of the class, included; 20 to 39", NORMS).unit(WEGING),
        text("schooljaar", "school year, such as `2022-2023`", NORMS),
        float("gemiddelde_1f", "mean weighted with pupils, 1F", NORMS).unit(PERCENT),
        float("gemiddelde_1s_2f", "mean weighted with pupils, 1S/2F", NORMS).unit(PERCENT),
        text("bron", "data from which the figures were computed", NORMS),
    ],
};

/// The schools for which reports are made.
#[rustfmt::skip]
pub static OPGEGEVEN_SCHOLEN: Table = Table {
    name: "opgegeven_scholen",
    meaning: "One `[[school]]` of the project file.",
    columns: &[
        text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", PROJECT),
        text("naam", "name that goes before the published one", PROJECT).or_null(),
        text("brin", "tie to DUO: code of the institution", PROJECT).or_null(),
        text("vestiging", "tie to DUO: two digits", PROJECT).or_null(),
        float("ambitie_1f", "what the school aims at, 1F", PROJECT).or_null().unit(PERCENT),
        float("ambitie_1s_2f", "what the school aims at, 1S/2F", PROJECT).or_null().unit(PERCENT),
    ],
};

/// The files that were read.
#[rustfmt::skip]
pub static BRONNEN: Table = Table {
    name: "bronnen",
    meaning: "One source file; rows read are rows loaded and rows rejected.",
    columns: &[
        text("bestand", "path within `bronnen`", INGEST),
        text("soort", "`leerresultaten`, `schoolweging` or `referentieniveaus`", INGEST),
        text("inhoud", "the period or the school years in the file", INGEST),
        text("sha256", "hash of the bytes, in hexadecimal", INGEST),
        int("rijen_gelezen", "lines with data, year sheets included", INGEST).unit(ROWS),
        int("rijen_geladen", "rows that were taken up", INGEST).unit(ROWS),
        int("rijen_afgewezen", "rows that were refused", INGEST).unit(ROWS),
    ],
};

/// The rows that were refused.
#[rustfmt::skip]
pub static AFGEWEZEN_RIJEN: Table = Table {
    name: "afgewezen_rijen",
    meaning: "One faulty value of a row that was refused; a row can have several.",
    columns: &[
        text("bestand", "path within `bronnen`", INGEST),
        text("blad", "sheet of the workbook", INGEST).or_null(),
        int("regel", "line in the file or the sheet, from 1", INGEST),
        text("kolom", "heading of the column", INGEST).or_null(),
        text("waarde", "the value as it was found", INGEST).or_null(),
        text("reden", "code of the reason, such as `not_a_number`", INGEST),
        text("school", "OVT of the row, or its BRIN in a file without OVT, when known", INGEST).or_null(),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_are_found() {
        let names: BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
            assert_eq!(super::table(table.name).map(|found| found.name), Some(table.name));
        }
        assert!(EINDRESULTATEN.column("toets").is_some());
    }

    #[test]
    fn numbers_have_a_unit() {
        for table in TABLES {
            for column in table.columns.iter().filter(|column| matches!(column.kind, Kind::Int | Kind::Float))
            {
                assert!(column.unit.is_some() || column.name == "regel", "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn no_column_leads_to_a_person_or_an_address() {
        for table in TABLES {
            for column in table.columns {
                assert!(
                    !column.name.contains("postcode") && !column.name.contains("leerling_"),
                    "{}",
                    column.name
                );
            }
        }
    }
}
