//! Rows and a card in, publishable rows for the tests of this crate out.
//!
//! Hides nothing itself: the real disclosure stage does.

use std::sync::Arc;

use disclose::{Published, publish};
use domain::card::Card;
use domain::rows::{Rows, Value};

/// Publishes rows under a card with these lines below its title.
pub(crate) fn published(card: &str, columns: &[&str], cells: Vec<Vec<Value>>) -> Published {
    let card = Arc::new(Card::parse(&format!("--! title: Referentieniveaus\n{card}")).unwrap());
    publish(
        "niveaus",
        &card,
        Rows { columns: columns.iter().map(|name| (*name).to_owned()).collect(), cells },
    )
}

/// The card of [`pupils`].
pub(crate) const CARD: &str = "--! subtitle: Per jaar
--! question: Hoeveel leerlingen halen het niveau?
--! n: n
--! context: jaar
--! column naam: Naam
--! column n: Leerlingen | int
--! column percentage: Behaald | pct1
--! column laag..hoog: Marge | pct1
--! source: Inspectie
--! note: Een noot.
";

/// Two rows: one that may be shown, one on three pupils with a text that a spreadsheet would run.
pub(crate) fn pupils() -> Published {
    let columns = ["naam", "jaar", "n", "percentage", "laag", "hoog", "verschil", "voldoende"];
    let row = |name: &str, year: i64, pupils: i64| {
        vec![
            Value::Text(name.to_owned()),
            Value::Int(year),
            Value::Int(pupils),
            Value::Float(57.25),
            Value::Float(40.2),
            Value::Float(62.4),
            Value::Float(-1.25),
            Value::Bool(true),
        ]
    };
    let mut few = row("=1+1", 2025, 3);
    few[7] = Value::Null;
    published(CARD, &columns, vec![row("1F", 2024, 1234), few])
}
