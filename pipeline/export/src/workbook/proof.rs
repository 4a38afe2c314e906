//! Sheets in, a whole workbook read back out, for the tests of the workbook.
//!
//! Checks the file, not the modules that made it.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use disclose::Published;
use domain::rows::Value;

use super::{About, Sheet, Words, workbook};
use crate::proof::{published, pupils};

/// The words that ship.
pub(super) const WORDS: &str = include_str!("../../../../reports/schoolanalyse/werkmap.toml");

pub(super) fn words() -> Words {
    toml::from_str(WORDS).unwrap()
}

fn written(sheets: &[&Published]) -> Vec<u8> {
    let about = About { title: "=Schoolanalyse".to_owned(), created: 1_700_000_000 };
    let sheets: Vec<Sheet<'_>> =
        sheets.iter().map(|published| Sheet { published, title: "=Boodschap".to_owned() }).collect();
    workbook(&sheets, &words(), &about).unwrap()
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells of a row as a reader sees them, from the first column on.
fn line(range: &Range<Data>, row: u32) -> Vec<String> {
    let end = range.end().unwrap().1;
    (0..=end).map(|column| range.get_value((row, column)).unwrap_or(&Data::Empty).to_string()).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn lists_the_sheets_first() {
    let bytes = written(&[&pupils(), &pupils()]);
    let mut book = opened(bytes.clone());
    assert_eq!(book.sheet_names(), ["Inhoud", "niveaus", "niveaus (2)"]);
    let range = book.worksheet_range("Inhoud").unwrap();
    assert_eq!(line(&range, 0)[0], "=Schoolanalyse");
    assert_eq!(line(&range, 2), ["Blad", "Titel", "Vraag", "Rijen", "Bron"]);
    let question = "Hoeveel leerlingen halen het niveau?";
    assert_eq!(line(&range, 3), ["niveaus", "=Boodschap", question, "2", "Inspectie"]);
    let first = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(first.contains("location=\"'niveaus (2)'!A1\""), "{first}");
}

#[test]
fn writes_the_table_of_the_card_and_nothing_else() {
    let range = opened(written(&[&pupils()])).worksheet_range("niveaus").unwrap();
    let first = |row| line(&range, row)[0].clone();
    assert_eq!((first(0), first(1)), ("=Boodschap".to_owned(), "Per jaar".to_owned()));
    assert_eq!((first(2), first(3)), ("Hoeveel leerlingen halen het niveau?".to_owned(), String::new()));
    assert_eq!(line(&range, 4), ["Naam", "Leerlingen", "Behaald", "Marge, van", "Marge, tot"]);
    assert_eq!(line(&range, 5), ["1F", "1234", "57.25", "40.2", "62.4"]);
    assert_eq!(line(&range, 6), ["=1+1", "*", "*", "*", "*"]);
    assert_eq!(range.get_value((5, 2)), Some(&Data::Float(57.25)));
    assert_eq!((first(7), first(8)), (String::new(), "Bron: Inspectie".to_owned()));
    assert_eq!(first(9), "Toelichting: Een noot.");
    assert!(first(10).starts_with("* Onderdrukt: minder dan 5 leerlingen"), "{}", first(10));
}

#[test]
fn takes_all_columns_without_a_table_and_explains_no_star_that_is_not_there() {
    let cells = vec![
        vec![Value::Text("a".into()), Value::Null, Value::Bool(true), Value::Float(0.123_456_789)],
        vec![Value::Text("b".into()), Value::Int(7), Value::Null, Value::Float(f64::NAN)],
    ];
    let published = published("", &["Naam", "X", "Ja", "Y"], cells);
    let range = opened(written(&[&published])).worksheet_range("niveaus").unwrap();
    assert_eq!(line(&range, 2), ["Naam", "X", "Ja", "Y"]);
    assert_eq!(line(&range, 3), ["a", "", "true", "0.123456789"]);
    assert_eq!(line(&range, 4), ["b", "7", "", ""]);
    assert_eq!(range.get_value((3, 2)), Some(&Data::Bool(true)));
    assert_eq!(range.end().unwrap().0, 4);
}

#[test]
fn puts_the_unit_in_the_heading() {
    let mut card = domain::card::Card::parse("--! title: A\n--! column a: Behaald | pct1\n").unwrap();
    card.table[0].unit = Some("van alle leerlingen".to_owned());
    let rows = domain::rows::Rows { columns: vec!["a".to_owned()], cells: vec![vec![Value::Float(1.0)]] };
    let published = disclose::publish("a", &std::sync::Arc::new(card), rows);
    let range = opened(written(&[&published])).worksheet_range("a").unwrap();
    assert_eq!(line(&range, 2)[0], "Behaald (van alle leerlingen)");
}

#[test]
fn writes_no_formula_at_all() {
    let bytes = written(&[&pupils()]);
    let mut book = opened(bytes.clone());
    for name in ["Inhoud", "niveaus"] {
        assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none(), "{name}");
    }
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("<f>"));
}

#[test]
fn formats_freezes_filters_and_fits_the_page() {
    let bytes = written(&[&pupils()]);
    let (styles, sheet) = (part(&bytes, "xl/styles.xml"), part(&bytes, "xl/worksheets/sheet2.xml"));
    assert!(styles.contains("formatCode=\"0.0&quot;%&quot;\""), "{styles}");
    for expected in [
        "<autoFilter ref=\"A5:E7\"/>",
        "topLeftCell=\"A6\"",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "showGridLines=\"0\"",
    ] {
        assert!(sheet.contains(expected), "{expected} is not in {sheet}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("niveaus!$5:$5"), "the headings are on every page");
}

#[test]
fn asks_no_clock_and_gives_the_same_bytes_twice() {
    let sheets = [&pupils(), &pupils(), &pupils()];
    let bytes = written(&sheets);
    assert!(bytes == written(&sheets), "two runs differ");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2023-11-14T22:13:20Z") && core.contains("=Schoolanalyse"), "{core}");
}

#[test]
fn takes_no_sheets_and_no_rows() {
    assert_eq!(opened(written(&[])).sheet_names(), ["Inhoud"]);
    let range = opened(written(&[&published("", &["a"], vec![])])).worksheet_range("niveaus").unwrap();
    assert_eq!(line(&range, 2)[0], "A");
}

#[test]
fn says_when_the_time_is_none() {
    let about = About { title: String::new(), created: i64::MAX };
    assert!(workbook(&[], &words(), &about).is_err());
}
