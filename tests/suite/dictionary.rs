//! The data dictionary against the tables as they are: nothing is missing in it, and nothing in it is not there.

use std::collections::BTreeMap;

use domain::rows::Value;
use domain::tables::{Column, FOR_SHIPPED_QUERIES, Kind, MODEL, Table, all};
use tests::World;

/// The type of a column as the session tells it.
fn word(column: &Column) -> &'static str {
    match column.kind {
        Kind::Int | Kind::Key => "whole number",
        kind => kind.name(),
    }
}

#[test]
fn the_dictionary_has_every_table_and_column_with_its_type() {
    let shown = |(table, columns): (&str, Vec<(String, &str)>)| {
        let columns = columns.into_iter().map(|(name, kind)| format!("{table}.{name}: {kind}"));
        columns.collect::<Vec<_>>()
    };
    let real = World::of("bestuur").tables();
    let real: BTreeMap<&str, _> =
        real.iter().map(|table| (table.table.as_str(), table.columns.clone())).collect();
    let columns = |table: &Table| -> Vec<(String, &str)> {
        table.columns.iter().map(|column| (column.name.to_owned(), word(column))).collect()
    };
    let told: BTreeMap<&str, _> = all().map(|table| (table.name, columns(table))).collect();
    let real: Vec<String> = real.into_iter().flat_map(shown).collect();
    let told: Vec<String> = told.into_iter().flat_map(shown).collect();
    for (real, told) in real.iter().zip(&told) {
        assert_eq!(real, told, "the table has the left one, the dictionary the right one");
    }
    assert_eq!(real.len(), told.len());
}

#[test]
fn what_the_dictionary_calls_never_empty_is_never_empty_in_the_model() {
    let world = World::of("bestuur");
    let mut looked_at = 0;
    for table in MODEL.iter().filter(|table| table.column("leerling").is_none()) {
        let rows = world.rows(&format!("select * from {}", table.name));
        for column in table.columns.iter().filter(|column| !column.nullable) {
            let empty = (0..rows.len()).any(|row| *rows.cell(row, column.name) == Value::Null);
            assert!(!empty, "`{}.{}` has an empty cell", table.name, column.name);
            looked_at += usize::from(!rows.is_empty());
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}

#[test]
fn the_dictionary_says_which_tables_a_query_of_ones_own_cannot_show() {
    let world = World::of("bestuur");
    let refused = |table: &&&Table| {
        let sql = format!("--! title: A\n--! scope: all\nselect * from {0} order by 1", table.name);
        world.ask_own(&sql).is_err()
    };
    // Of a table with pupils these can be counted.
    let without_pupils = MODEL.iter().filter(|table| table.column("leerling").is_none());
    let refused: Vec<&str> = without_pupils.filter(refused).map(|table| table.name).collect();
    assert_eq!(refused, FOR_SHIPPED_QUERIES);
}
