//! Every shipped `.sql` file, found by walking `reports/`, on the demo board: its rows against golden files.
//!
//! Rows of the background are left out of the golden files, not out of the tests.

use std::collections::BTreeMap;

use domain::rows::{Rows, Value};
use tests::golden::Shelf;
use tests::{World, sha256, shipped_sql};

/// Rows that a golden file holds of a result that is not about schools.
const HEAD: usize = 40;
/// With more columns than this a golden file has a line per column instead of a line per school.
const WIDE: usize = 16;
/// Lines that a golden file holds at the most.
const MOST_LINES: usize = 700;
/// Instellingscodes of the schools with a story begin so; those of the background begin with 98.
const BOARD: &str = "99";

#[test]
fn every_query_gives_its_golden_rows() {
    let world = World::of("bestuur");
    let mut shelf = Shelf::open("queries");
    let mut earlier: BTreeMap<String, String> = BTreeMap::new();
    for path in shipped_sql() {
        let result = world.answer(&path);
        let rows = if result.query.file.path.contains("/model/") {
            result.all_rows()
        } else {
            let card = std::sync::Arc::new(result.query.card.clone());
            disclose::publish("test", &card, result.all_rows()).rows().clone()
        };
        let (report, file) = report_and_file(&path);
        let stem = file.trim_end_matches(".sql");
        let text = capped(&spelled(&rows));
        // What an earlier file holds already says no more a second time.
        let long = text.lines().count() > HEAD;
        let shown = match earlier.get(&text).filter(|_| long) {
            Some(other) => format!("# the same as {other}.csv\n"),
            None => text.clone(),
        };
        earlier.entry(text).or_insert_with(|| stem.to_owned());
        shelf.compare(&format!("{report}/{stem}.csv"), &shown);
    }
    shelf.close();
}

#[test]
fn every_query_gives_the_same_rows_whatever_the_order_of_its_input() {
    let (world, reversed) = (World::of("bestuur"), World::reversed("bestuur"));
    for path in shipped_sql() {
        let (rows, other) = (world.answer(&path).all_rows(), reversed.answer(&path).all_rows());
        let lines = |rows: &Rows| -> Vec<String> { rows.cells.iter().map(|row| line(row)).collect() };
        let differs = lines(&rows).into_iter().zip(lines(&other)).find(|(one, other)| one != other);
        assert_eq!(rows.len(), other.len(), "{path}");
        assert!(differs.is_none(), "{path}: `order by` leaves the order open:\n{differs:?}");
    }
}

#[test]
fn every_query_ends_in_an_order_by() {
    let world = World::of("bestuur");
    for path in shipped_sql() {
        let text = std::fs::read_to_string(tests::workspace().join(&path)).unwrap();
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        let code = code.join("\n").to_lowercase();
        let ordered = code.rfind("order by").is_some_and(|last| !code[last..].contains("select "));
        assert!(ordered || world.answer(&path).all_rows().len() == 1, "{path} does not end in an `order by`");
    }
}

#[test]
fn refuses_a_query_that_writes() {
    let world = World::of("xlsx");
    for statement in [
        "create table kopie as select ovt from jaren",
        "create view kopie as select ovt from jaren",
        "create external table kopie stored as csv location 'kopie.csv'",
        "drop table jaren",
        "insert into jaren select * from jaren",
        "update jaren set aantal_leerlingen = 5",
        "delete from jaren",
        "copy (select ovt from jaren) to 'kopie.csv'",
        "set datafusion.execution.batch_size = 1",
        "select ovt from jaren; drop table jaren",
    ] {
        let refusal = world.ask(statement).expect_err(statement);
        assert!(
            refusal.contains("a query only reads") || statement.contains(';'),
            "`{statement}`: {refusal}"
        );
    }
    assert!(!std::path::Path::new("kopie.csv").exists());
    assert_eq!(
        world.rows("select count(distinct ovt) as aantal from jaren").cell(0, "aantal"),
        &Value::Int(6)
    );
}

#[test]
fn refuses_a_query_that_reads_a_file_by_its_name() {
    let world = World::of("xlsx");
    for file in
        ["Cargo.toml", "suite/main.rs", "/etc/hostname", "../fixtures/xlsx/bronnen/leerresultaten.xlsx"]
    {
        assert!(world.ask(&format!("select * from '{file}'")).is_err(), "`{file}` can be read");
    }
}

fn report_and_file(path: &str) -> (&str, &str) {
    let inside = path.trim_start_matches("reports/");
    let (report, rest) = inside.split_once('/').expect("a report is a folder");
    (report, rest.rsplit('/').next().unwrap_or(rest))
}

/// The rows as a golden file holds them: those of the board, or the first ones and how many there are.
fn spelled(rows: &Rows) -> String {
    let school = rows.position("ovt").or_else(|| rows.position("brin"));
    let Some(school) = school else { return table(&rows.columns, rows.cells.iter().take(HEAD), rows.len()) };
    let of_board = |row: &&Vec<Value>| row[school].text().is_none_or(|code| code.starts_with(BOARD));
    let board: Vec<&Vec<Value>> = rows.cells.iter().filter(of_board).collect();
    if rows.columns.len() <= WIDE {
        return table(&rows.columns, board.into_iter(), rows.len());
    }
    let mut text = String::new();
    for (position, column) in rows.columns.iter().enumerate() {
        let cells: Vec<Value> = board.iter().map(|row| row[position].clone()).collect();
        text = text + column + "," + &line(&cells) + "\n";
    }
    text + &format!("# of {} rows\n", rows.len())
}

/// The text without the end that nobody reads; the hash of that end still tells when it changes.
fn capped(text: &str) -> String {
    let (head, rest): (Vec<_>, Vec<_>) =
        text.split_inclusive('\n').enumerate().partition(|(at, _)| *at < MOST_LINES);
    let text = |lines: Vec<(usize, &str)>| lines.into_iter().map(|(_, line)| line).collect::<String>();
    let (more, head, rest) = (rest.len(), text(head), text(rest));
    if more == 0 {
        head
    } else {
        format!("{head}# and {more} more lines, SHA-256 {}\n", sha256(rest.as_bytes()))
    }
}

fn table<'a>(columns: &[String], rows: impl Iterator<Item = &'a Vec<Value>>, all: usize) -> String {
    let mut text = format!("{}\n", columns.join(","));
    let mut shown = 0;
    for row in rows {
        text.push_str(&line(row));
        text.push('\n');
        shown += 1;
    }
    if shown < all { text + &format!("# {shown} of {all} rows\n") } else { text }
}

fn line(row: &[Value]) -> String {
    let quoted = |value: &Value| {
        let text = value.to_string();
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    row.iter().map(quoted).collect::<Vec<_>>().join(",")
}
