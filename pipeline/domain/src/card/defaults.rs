//! Reads a card that leaves things open and the columns of its result, returns a card that says everything.
//!
//! Chooses a chart and a table by the types of the columns; what the card says itself is never changed.

use super::{Card, ChartKind, Role, TableColumn};
use crate::dutch::{Format, is_year};

/// What a result column holds, as far as charts and tables care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A whole number.
    Int,
    /// A number with decimals.
    Number,
    /// A yes or no.
    Bool,
}

/// A column that has school years, by its name.
const YEARS: [&str; 3] = ["schooljaar", "peiljaar", "jaar"];
/// Numbers that are names.
const LABELS: [&str; 2] = ["leerjaar", "jaargroep"];
/// The start of the names of columns with percentages.
const SHARES: [&str; 3] = ["percentage", "aandeel", "pct"];

impl Card {
    /// Fills in the chart and the table that the card leaves open, for a result with these columns.
    #[must_use]
    pub fn completed(mut self, columns: &[(String, ColumnKind)]) -> Self {
        let owner = self.scope.column();
        let shown: Vec<&(String, ColumnKind)> =
            columns.iter().filter(|(name, _)| Some(name.as_str()) != owner).collect();
        if self.chart.is_none() && matches!(self.role, None | Some(Role::Figure)) && self.table.is_empty() {
            self.choose_chart(&shown);
        }
        // A card that says `figure` wants the chart alone.
        if self.table.is_empty() && !matches!(self.role, Some(Role::Bevinding | Role::Figure)) {
            self.table = shown.iter().map(|(name, kind)| column(name, *kind)).collect();
        }
        self
    }

    fn choose_chart(&mut self, columns: &[&(String, ColumnKind)]) {
        let is_n = |name: &str| self.n.as_deref() == Some(name);
        let of = |wanted: fn(ColumnKind) -> bool| -> Vec<&str> {
            let fitting = columns.iter().filter(|(name, kind)| wanted(*kind) && !is_n(name));
            fitting.map(|(name, _)| name.as_str()).collect()
        };
        // A leerjaar is a number that names a group.
        let (words, numbers): (Vec<&str>, Vec<&str>) =
            of(|kind| kind != ColumnKind::Bool).into_iter().partition(|name| {
                LABELS.contains(name)
                    || columns.iter().any(|(column, kind)| column == name && *kind == ColumnKind::Text)
            });
        let chosen: Option<(ChartKind, Vec<(&str, &str)>)> = match (words.as_slice(), numbers.as_slice()) {
            ([x], [y]) if YEARS.contains(x) => Some((ChartKind::Line, vec![("x", *x), ("y", *y)])),
            ([label], [y]) if is_share(y) => Some((ChartKind::Bullet, vec![("label", *label), ("y", *y)])),
            ([row, column], [value]) => {
                Some((ChartKind::Matrix, vec![("row", *row), ("column", *column), ("value", *value)]))
            }
            _ => None,
        };
        if let Some((kind, mut channels)) = chosen {
            self.chart = Some(kind);
            let n = self.n.clone();
            if let (ChartKind::Line, Some(n)) = (kind, &n) {
                channels.push(("count", n));
            }
            self.channels = channels
                .into_iter()
                .map(|(name, column)| (name.to_owned(), vec![column.to_owned()]))
                .collect();
        }
    }
}

fn is_share(name: &str) -> bool {
    SHARES.iter().any(|start| name.starts_with(start))
}

/// A column under its own name, spelled by its type.
fn column(name: &str, kind: ColumnKind) -> TableColumn {
    let format = match kind {
        ColumnKind::Number if is_share(name) => Format::Percentage(1),
        ColumnKind::Number => Format::Decimal(1),
        ColumnKind::Int if !is_year(name) => Format::Int,
        ColumnKind::Int => Format::Year,
        ColumnKind::Text | ColumnKind::Bool => Format::Text,
    };
    TableColumn { name: name.to_owned(), high: None, label: heading(name), format, unit: None }
}

/// The heading of a column that the card does not name: its name as words.
#[must_use]
pub fn heading(name: &str) -> String {
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get(..1).map(str::to_uppercase) {
        words.replace_range(..1, &first);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(card: &str, columns: &[(&str, ColumnKind)]) -> Card {
        let columns: Vec<_> = columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        Card::parse(&format!("--! title: A\n{card}")).unwrap().completed(&columns)
    }

    #[test]
    fn a_year_and_a_number_make_a_line() {
        let columns = [
            ("ovt", ColumnKind::Text),
            ("schooljaar", ColumnKind::Text),
            ("score", ColumnKind::Number),
            ("n", ColumnKind::Int),
        ];
        let card = completed("--! n: n\n", &columns);
        assert_eq!(
            (card.chart, card.channel("x"), card.channel("y")),
            (Some(ChartKind::Line), Some("schooljaar"), Some("score"))
        );
        let headings: Vec<&str> = card.table.iter().map(|column| column.label.as_str()).collect();
        assert_eq!(headings, ["Schooljaar", "Score", "N"]);
    }

    #[test]
    fn a_leerjaar_is_a_label() {
        let columns = [("leerjaar", ColumnKind::Int), ("percentage", ColumnKind::Number)];
        let card = completed("--! scope: all\n", &columns);
        assert_eq!((card.chart, card.channel("label")), (Some(ChartKind::Bullet), Some("leerjaar")));
    }

    #[test]
    fn what_fits_no_chart_is_a_table() {
        let columns = [("ovt", ColumnKind::Text), ("naam", ColumnKind::Text), ("score", ColumnKind::Number)];
        assert_eq!(completed("", &columns).chart, None);
        assert_eq!(
            completed("--! role: table\n", &[("percentage", ColumnKind::Number)]).table[0].format,
            Format::Percentage(1)
        );
    }

    #[test]
    fn two_words_and_a_number_make_a_matrix() {
        let columns =
            [("leerjaar", ColumnKind::Text), ("niveau", ColumnKind::Text), ("aantal", ColumnKind::Int)];
        let card = completed("--! scope: all\n", &columns);
        assert_eq!((card.chart, card.channel("value")), (Some(ChartKind::Matrix), Some("aantal")));
    }

    #[test]
    fn a_card_that_names_columns_keeps_them() {
        let card =
            completed("--! column a: Aantal | int\n", &[("a", ColumnKind::Int), ("b", ColumnKind::Text)]);
        assert_eq!((card.table.len(), card.chart), (1, None));
    }
}
