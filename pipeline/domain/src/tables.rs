//! The data dictionary: every table that a query can name, with its columns, what they mean and an example.
//!
//! Plain text and no Arrow: `ingest` makes schemas of it, the command `tables` prints it, and the tests hold
//! every loaded batch against it. It has no column for a name of a person, a number of a person or a postcode; a
//! pupil is a keyed hash.

mod eigen;
mod inspectie;
mod leerlingen;
pub mod model;
mod openbaar;

pub use eigen::{
    AFGEWEZEN_RIJEN, BENCHMARKS, BENCHMARKS_JAAR, BRONNEN, NIET_GELEZEN_BESTANDEN, OPGEGEVEN_SCHOLEN,
    SCOREBEREIKEN, SIGNALERINGSWAARDEN, SPREIDING_LANDELIJK, STANDAARDNAMEN,
};
pub use inspectie::{BESTUREN, BETROKKEN_VESTIGINGEN, OORDELEN_INSPECTIE, SCHOLEN_INSPECTIE};
pub use leerlingen::{DOORSTROOMTOETS, INSCHRIJVINGEN, LEERLINGEN, SCHOOLADVIEZEN, TOETSRESULTATEN};
pub use model::{FOR_SHIPPED_QUERIES, MODEL};
pub use openbaar::{
    DUO_EINDSCORES, DUO_SCHOOLADVIEZEN, EINDRESULTATEN, LEERRESULTATEN, REFERENTIENIVEAUS, SCHOOLWEGING,
    SCHOOLWEGING_JAAR, VESTIGINGEN,
};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number: of 32 bits where it was read, of 64 bits where the model counted.
    Int,
    /// A number with decimals, of 64 bits.
    Float,
    /// True or false.
    Bool,
    /// A whole number of 64 bits: the keyed hash that stands for a pupil.
    Key,
    /// A day.
    Date,
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
            Self::Key => "pupil key",
            Self::Date => "date",
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
    /// What a cell holds, for example.
    pub example: &'static str,
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

    const fn like(mut self, example: &'static str) -> Self {
        self.example = example;
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

/// Returns the loaded table with this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

/// Returns the table with this name, be it loaded or computed by the model.
#[must_use]
pub fn known(name: &str) -> Option<&'static Table> {
    all().find(|table| table.name == name)
}

/// Every table, the loaded ones first.
pub fn all() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().chain(MODEL).copied()
}

/// Every loaded table, in the order in which the data travels.
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
    &DUO_SCHOOLADVIEZEN,
    &DUO_EINDSCORES,
    &SCHOLEN_INSPECTIE,
    &BETROKKEN_VESTIGINGEN,
    &OORDELEN_INSPECTIE,
    &BESTUREN,
    &LEERLINGEN,
    &INSCHRIJVINGEN,
    &TOETSRESULTATEN,
    &DOORSTROOMTOETS,
    &SCHOOLADVIEZEN,
    &SCOREBEREIKEN,
    &STANDAARDNAMEN,
    &SPREIDING_LANDELIJK,
    &OPGEGEVEN_SCHOLEN,
    &BRONNEN,
    &NIET_GELEZEN_BESTANDEN,
    &AFGEWEZEN_RIJEN,
];

const fn column(name: &'static str, kind: Kind, meaning: &'static str, source: &'static str) -> Column {
    Column { name, kind, nullable: false, unit: None, meaning, source, example: "" }
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

const fn flag(name: &'static str, meaning: &'static str, source: &'static str) -> Column {
    column(name, Kind::Bool, meaning, source)
}

const fn date(name: &'static str, meaning: &'static str, source: &'static str) -> Column {
    column(name, Kind::Date, meaning, source)
}

/// The two columns with which every row about a pupil starts.
const OVT: Column =
    text("ovt", "the unit that the Inspectie judges, such as `00AP|C1`", PUPIL_FILES).like("00AP|C1");
const LEERLING: Column = column(
    "leerling",
    Kind::Key,
    "the pupil: a hash under the project's key, the same in every year; never in a result of a query",
    INGEST,
)
.like("5530218847013926417");
const SCHOOLJAAR: Column =
    text("schooljaar", "school year, such as `2024-2025`", PUPIL_FILES).like("2024-2025");

const PERCENT: &str = "percent of levels, 0 to 100";
const PUPILS: &str = "pupils";
const WEGING: &str = "schoolweging, 20 to 40";
const SPREAD: &str = "points of schoolweging";
const ROWS: &str = "rows";

const RESULTS: &str = "Inspectie, leerresultaten";
const WEIGHTS: &str = "Inspectie, schoolweging (CBS)";
const DUO: &str = "DUO, leerlingen bo referentieniveaus";
const ADVICES: &str = "DUO, leerlingen bo-sbo schooladviezen";
const SCORES: &str = "DUO, gemiddelde eindscores bo-sbo";
const JUDGEMENTS: &str = "Inspectie, oordeel en standaard PO/SO/VO";
const BOARDS: &str = "Inspectie, oordelen van besturen";
const PUPIL_FILES: &str = "pupil files in bronnen";
const NORMS: &str = "reports/normen";
const PROJECT: &str = "schoolanalyse.toml";
const INGEST: &str = "this program, while reading";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_are_found() {
        let names: BTreeSet<&str> = all().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len() + MODEL.len());
        for table in all() {
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
            assert_eq!(known(table.name), Some(table));
        }
        for table in TABLES {
            assert_eq!(super::table(table.name), Some(*table));
        }
        assert_eq!((super::table("feiten"), known("cijfers")), (None, None));
        assert!(EINDRESULTATEN.column("toets").is_some());
    }

    #[test]
    fn the_model_is_in_alphabetical_order() {
        assert!(MODEL.is_sorted_by_key(|table| table.name));
    }

    #[test]
    fn numbers_have_a_unit() {
        for table in all() {
            for column in table.columns {
                let number = matches!(column.kind, Kind::Int | Kind::Float);
                let needs = number && column.name != "regel";
                assert!(column.unit.is_some() || !needs, "{}.{}", table.name, column.name);
                assert!(column.unit.is_none() || number, "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn an_example_is_of_its_kind() {
        for table in all() {
            for column in table.columns {
                let example = column.example;
                let fits = match column.kind {
                    Kind::Text => !example.is_empty(),
                    Kind::Int => example.parse::<i32>().is_ok(),
                    Kind::Float => example.parse::<f64>().is_ok_and(f64::is_finite),
                    Kind::Bool => example.parse::<bool>().is_ok(),
                    Kind::Key => example.parse::<i64>().is_ok(),
                    Kind::Date => example.len() == 10 && example.parse::<jiff::civil::Date>().is_ok(),
                };
                assert!(fits, "{}.{}: `{example}`", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_percentage_is_of_a_hundred() {
        for table in all() {
            let shares = table
                .columns
                .iter()
                .filter(|column| column.unit.is_some_and(|unit| unit.starts_with("percent of ")));
            for column in shares {
                let example: f64 = column.example.parse().unwrap();
                assert!((1.0..=100.0).contains(&example), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn no_column_leads_to_a_person_or_an_address() {
        for table in all() {
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
