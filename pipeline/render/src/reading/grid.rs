//! Reads names as they appear in a result, returns each name once and in order.
//!
//! Knows no alphabet and no calendar: the order is that of the query.

use super::Reading;
use crate::drawing::cells::Table;

impl Reading<'_> {
    /// The table that the channels `row` and `column` span, with the rows of the result in each cell. Its columns stand in an
    /// order that agrees with that of every row.
    pub(crate) fn table(&self) -> Table<Vec<usize>> {
        let places: Vec<(String, String)> =
            self.rows().map(|row| (self.name(row, "row"), self.name(row, "column"))).collect();
        let mut rows: Vec<String> = Vec::new();
        for (row, _) in &places {
            if !rows.contains(row) {
                rows.push(row.clone());
            }
        }
        let series = rows.iter().map(|row| {
            places.iter().filter(|place| place.0 == *row).map(|place| place.1.clone()).collect::<Vec<_>>()
        });
        let columns = merged(series);
        let cell = |row: &String, column: &String| {
            let here = |(_, place): &(usize, &(String, String))| place.0 == *row && place.1 == *column;
            places.iter().enumerate().filter(here).map(|(index, _)| index).collect()
        };
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        Table { rows, columns, cells }
    }
}

/// Each name once, in the order of first appearance; a name that is new in a later series stands before the one that
/// follows it there. So a series that starts earlier than the first does not end up behind it.
pub(crate) fn merged(series: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for names in series {
        let mut next = order.len();
        for name in names.into_iter().rev() {
            match order.iter().position(|known| *known == name) {
                Some(place) => next = place,
                None => order.insert(next, name),
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::merged;

    fn order(series: &[&[&str]]) -> String {
        let owned = |names: &&[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        merged(series.iter().map(owned)).join(" ")
    }

    #[test]
    fn names_stand_in_the_order_of_first_appearance() {
        assert_eq!(order(&[&["V", "IV", "III"], &["IV", "II"]]), "V IV III II");
        assert_eq!(order(&[&["a", "a", "b"], &[]]), "a b");
    }

    #[test]
    fn a_series_that_starts_earlier_comes_first() {
        assert_eq!(order(&[&["M5", "E5", "M6"], &["M3", "E3", "M4", "E4", "M5"]]), "M3 E3 M4 E4 M5 E5 M6");
    }

    #[test]
    fn a_name_that_one_row_lacks_keeps_its_place() {
        assert_eq!(
            order(&[&["rekenen", "spelling"], &["rekenen", "lezen", "spelling"]]),
            "rekenen lezen spelling"
        );
    }
}
