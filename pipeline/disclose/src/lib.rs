//! Rows of a query in, rows that may be printed out.
//!
//! The one place where small groups are hidden; every chart, table, sentence and export takes [`Published`], which
//! only [`publish`] makes. It hides once per school, before audiences part, so that no two variants disclose more.

mod beside;

use std::sync::Arc;

use domain::card::Card;
use domain::rows::{Rows, Value};

use beside::{Lines, Sizes, sizes};

/// Rows that may be printed, with the card of their query.
///
/// Cheap to clone: rows that every report shares are held once.
#[derive(Debug, Clone)]
pub struct Published {
    name: String,
    card: Arc<Card>,
    rows: Arc<Rows>,
    hidden: usize,
}

impl Published {
    /// The name of the query.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The card of the query.
    #[must_use]
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// The rows, with hidden figures as [`Value::Suppressed`].
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The rows of one school, as they were hidden among those of all.
    #[must_use]
    pub fn of_school(mut self, ovt: &str) -> Self {
        if let Some(column) = self.rows.position("ovt") {
            Arc::make_mut(&mut self.rows).cells.retain(|row| row[column].text() == Some(ovt));
        }
        self.hidden = self.rows.cells.iter().filter(|row| row.contains(&Value::Suppressed)).count();
        self
    }

    /// Whether every row rests on too few pupils, so that there is nothing to show.
    #[must_use]
    pub fn shows_nothing(&self) -> bool {
        let count = self.card.n.as_deref().filter(|_| !self.card.guard.figures.is_empty());
        let Some(count) = count.and_then(|column| self.rows.position(column)) else { return false };
        !self.rows.is_empty() && self.rows.cells.iter().all(|row| row[count] == Value::Suppressed)
    }

    /// How many rows had figures hidden.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden
    }
}

/// Hides the figures of every row that rests on fewer pupils than the card's minimum.
///
/// Hidden are all numbers in the row, except columns that the card names as context; texts stay. The threshold is the
/// Inspectie's own: "minder dan 5 leerlingen" (Toelichting leerresultaten primair onderwijs 2023-2024-2025).
#[must_use]
pub fn publish(name: &str, card: &Arc<Card>, mut rows: Rows) -> Published {
    mark_withheld(&mut rows, card);
    let mut hidden = 0;
    if !card.guard.figures.is_empty() {
        hidden = guard(&mut rows, card);
    } else if let Some(count) = card.n.as_deref().and_then(|column| rows.position(column)) {
        let own = own_columns(&rows, card);
        for row in &mut rows.cells {
            let pupils = row.get(count).and_then(Value::number);
            if pupils.is_some_and(|pupils| pupils < f64::from(card.minimum)) {
                hide(row, &own);
                hidden += 1;
            }
        }
    }
    Published { name: name.to_owned(), card: Arc::clone(card), rows: Arc::new(rows), hidden }
}

/// Hides what rests on too few pupils in a result that was followed through its plan: every figure of such a row,
/// whatever its type, and elsewhere the numbers of a part that is small by itself. A row whose number of pupils is not
/// known is hidden too. What a total would give back is hidden with it.
fn guard(rows: &mut Rows, card: &Card) -> usize {
    let places =
        |names: &[String]| -> Vec<usize> { names.iter().filter_map(|name| rows.position(name)).collect() };
    let (figures, parts) = (places(&card.guard.figures), places(&card.guard.parts));
    let count = card.n.as_deref().and_then(|column| rows.position(column));
    let minimum = f64::from(card.minimum);
    let pupils: Sizes = count.map_or_else(|| vec![None; rows.len()], |count| sizes(rows, count));
    let of_parts: Vec<Sizes> = parts.iter().map(|part| sizes(rows, *part)).collect();
    let is_few = |size: Option<f64>| size.is_none_or(|size| size.is_nan() || size < minimum);
    let is_small = |size: f64| size > 0.0 && size < minimum;
    let few: Vec<bool> = pupils.iter().map(|size| is_few(*size)).collect();
    // Of what is left of a group when a part is taken away as much can be told as of the part.
    let small = |row: usize, part: usize| {
        let (whole, part) = (pupils[row], of_parts[part][row]);
        part.is_some_and(|part| is_small(part) || whole.is_some_and(|whole| is_small(whole - part)))
    };
    let of_part =
        |part: usize| -> Vec<bool> { (0..rows.len()).map(|row| few[row] || small(row, part)).collect() };
    let mut hidden_parts: Vec<Vec<bool>> = (0..parts.len()).map(of_part).collect();
    let mut hidden_rows = few;
    if hidden_rows.iter().chain(hidden_parts.iter().flatten()).any(|hidden| *hidden) {
        let is_label =
            |column: &usize| Some(*column) != count && !figures.contains(column) && !parts.contains(column);
        let labels: Vec<usize> = (0..rows.columns.len()).filter(is_label).collect();
        let lines = Lines::of(rows, &labels);
        for row in lines.beside(&pupils, hidden_rows.clone(), minimum) {
            hidden_rows[row] = true;
        }
        for (hidden, sizes) in hidden_parts.iter_mut().zip(&of_parts) {
            for row in lines.beside(sizes, hidden.clone(), minimum) {
                hidden[row] = true;
            }
        }
    }
    let mut hidden = 0;
    for (at, row) in rows.cells.iter_mut().enumerate() {
        let of_parts =
            parts.iter().zip(&hidden_parts).filter(|(_, hidden)| hidden[at]).map(|(part, _)| *part);
        let whole = figures.iter().copied().filter(|_| hidden_rows[at]);
        let hide: Vec<usize> = whole.chain(of_parts).filter(|place| row[*place] != Value::Null).collect();
        hidden += usize::from(!hide.is_empty());
        for place in hide {
            row[place] = Value::Suppressed;
        }
    }
    hidden
}

/// The column in which the canonical tables say whether the publisher gave a figure.
const STATUS: &str = "status";
/// Its value where the publisher printed `*`.
const WITHHELD: &str = "onderdrukt";

/// Keeps "hidden by the publisher" apart from "not available" in print.
fn mark_withheld(rows: &mut Rows, card: &Card) {
    let Some(status) = rows.position(STATUS) else { return };
    let own = own_columns(rows, card);
    for row in &mut rows.cells {
        if row[status].text() == Some(WITHHELD) {
            for (cell, own) in row.iter_mut().zip(&own) {
                if *own && *cell == Value::Null {
                    *cell = Value::Suppressed;
                }
            }
        }
    }
}

fn own_columns(rows: &Rows, card: &Card) -> Vec<bool> {
    rows.columns.iter().map(|column| !card.context.contains(column)).collect()
}

fn hide(row: &mut [Value], own: &[bool]) {
    for (cell, own) in row.iter_mut().zip(own) {
        if *own && cell.number().is_some() {
            *cell = Value::Suppressed;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::card::Card;
    use domain::rows::{Rows, Value};

    use super::publish;

    fn card(extra: &str) -> Arc<Card> {
        Arc::new(Card::parse(&format!("--! title: A\n--! n: n\n--! context: norm\n{extra}")).unwrap())
    }

    fn rows(pupils: i64) -> Rows {
        Rows {
            columns: ["naam", "n", "percentage", "norm"].map(str::to_owned).to_vec(),
            cells: vec![vec![
                Value::Text("1F".into()),
                Value::Int(pupils),
                Value::Float(50.0),
                Value::Float(85.0),
            ]],
        }
    }

    #[test]
    fn hides_the_figures_of_four_pupils_but_not_the_norm() {
        let published = publish("a", &card(""), rows(4));
        let expected = [Value::Text("1F".into()), Value::Suppressed, Value::Suppressed, Value::Float(85.0)];
        assert_eq!(published.rows().cells[0], expected);
        assert_eq!(published.hidden(), 1);
    }

    #[test]
    fn shows_the_figures_of_five_pupils() {
        assert_eq!(publish("a", &card(""), rows(5)).rows(), &rows(5));
    }

    #[test]
    fn keeps_what_the_publisher_withheld_apart_from_what_is_missing() {
        let mut given = rows(5);
        given.columns.push("status".to_owned());
        given.cells[0][2] = Value::Null;
        given.cells[0].push(Value::Text("onderdrukt".into()));
        assert_eq!(publish("a", &card(""), given.clone()).rows().cells[0][2], Value::Suppressed);
        given.cells[0][4] = Value::Text("ontbreekt".into());
        assert_eq!(publish("a", &card(""), given).rows().cells[0][2], Value::Null);
    }

    #[test]
    fn a_followed_result_hides_texts_and_small_parts_too() {
        let mut followed = (*card("")).clone();
        followed.guard.figures = ["n", "percentage", "oordeel"].map(str::to_owned).to_vec();
        followed.guard.parts = vec!["norm".to_owned()];
        let followed = Arc::new(followed);
        let row = |pupils: Value, part: i64| {
            let mut given = rows(0);
            given.columns.push("oordeel".to_owned());
            given.cells[0].push(Value::Bool(true));
            given.cells[0][1] = pupils;
            given.cells[0][3] = Value::Int(part);
            publish("a", &followed, given).rows().cells[0].clone()
        };
        let few = row(Value::Int(4), 3);
        assert_eq!((&few[1], &few[4], &few[3]), (&Value::Suppressed, &Value::Suppressed, &Value::Suppressed));
        assert_eq!(row(Value::Text("12".into()), 9)[2], Value::Suppressed);
        let enough = row(Value::Int(12), 4);
        assert_eq!((&enough[2], &enough[3]), (&Value::Float(50.0), &Value::Suppressed));
    }

    #[test]
    fn a_single_hidden_part_is_not_given_back_by_the_total() {
        let mut followed = (*card("")).clone();
        followed.guard.figures = vec!["n".to_owned()];
        followed.guard.parts = vec!["percentage".to_owned()];
        let mut given = rows(20);
        given.cells = [3, 7, 10]
            .map(|part| {
                let mut row = given.cells[0].clone();
                row[2] = Value::Int(part);
                row
            })
            .to_vec();
        let published = publish("a", &Arc::new(followed), given);
        let parts: Vec<&Value> = (0..3).map(|row| published.rows().cell(row, "percentage")).collect();
        assert_eq!(parts, [&Value::Suppressed, &Value::Suppressed, &Value::Int(10)]);
    }

    #[test]
    fn follows_a_card_that_asks_for_more() {
        assert_eq!(publish("a", &card("--! minimum: 10\n"), rows(9)).hidden(), 1);
    }
}
