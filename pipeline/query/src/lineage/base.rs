//! A canonical table in, what each of its columns tells about pupils out.
//!
//! The one list of which columns are occasions, outcomes and values; a new column of a pupil table is a value until it
//! stands here.

use domain::tables::{Kind, Table};

use super::Refusal;
use super::taint::{Level, Relation, Taint};

/// The tables in which a row is about one pupil.
const OF_PUPILS: [&str; 5] =
    ["leerlingen", "inschrijvingen", "toetsresultaten", "doorstroomtoets", "schooladviezen"];
/// The table with values as they were found.
const WITH_RAW_VALUES: &str = "afgewezen_rijen";
/// When, where and with what a pupil was tested.
const OCCASIONS: [&str; 15] = [
    "ovt",
    "schooljaar",
    "leerjaar",
    "groep",
    "moment",
    "afnamedatum",
    "toets",
    "vakgebied",
    "aanbieder",
    "schaal",
    "bron",
    "eerste_schooljaar",
    "laatste_schooljaar",
    "ontheffing",
    "in_register",
];
/// What came of it, in a few words.
const OUTCOMES: [&str; 11] = [
    "niveau",
    "functioneringsniveau",
    "referentieniveau",
    "lezen",
    "taalverzorging",
    "rekenen",
    "toetsadvies",
    "toetsniveau",
    "voorlopig",
    "definitief",
    "dle_begrensd",
];

/// What a canonical table tells; `scan` names this reading of it.
pub(crate) fn relation(table: &Table, scan: &str) -> Relation {
    let pupils = OF_PUPILS.contains(&table.name);
    let columns = table.columns.iter().map(|column| {
        if !pupils {
            return Taint::public(!column.nullable);
        }
        let level = match column.name {
            _ if column.kind == Kind::Key => Level::Key,
            name if OCCASIONS.contains(&name) => Level::Occasion,
            name if OUTCOMES.contains(&name) => Level::Outcome,
            _ => Level::Value,
        };
        Taint { known: !column.nullable, origins: [scan.to_owned()].into(), ..Taint::new(level) }
    });
    let poison = (table.name == WITH_RAW_VALUES).then_some(Refusal::RawValues);
    Relation { columns: columns.collect(), pupils, picked: false, poison }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::tables::{TABLES, table};

    use super::*;

    #[test]
    fn every_name_in_the_lists_is_a_column_of_a_pupil_table() {
        let tables = OF_PUPILS.iter().map(|name| table(name).unwrap());
        let known: BTreeSet<&str> =
            tables.flat_map(|table| table.columns.iter().map(|column| column.name)).collect();
        for name in OCCASIONS.iter().chain(&OUTCOMES) {
            assert!(known.contains(name), "{name}");
        }
    }

    #[test]
    fn every_table_with_a_key_is_about_pupils() {
        for table in TABLES {
            let keyed = table.columns.iter().any(|column| column.kind == Kind::Key);
            assert_eq!(keyed, OF_PUPILS.contains(&table.name), "{}", table.name);
        }
    }

    #[test]
    fn only_numbers_are_values() {
        for name in OF_PUPILS {
            let table = table(name).unwrap();
            for (column, taint) in table.columns.iter().zip(relation(table, "s").columns) {
                let number = matches!(column.kind, Kind::Float | Kind::Int) && column.name != "leerjaar";
                assert_eq!(number, taint.level == Level::Value, "{name}.{}", column.name);
            }
        }
    }
}
