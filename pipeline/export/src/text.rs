//! Publishable rows in, an aligned table for a terminal out.
//!
//! Knows no colour and no width of a screen, and adds nothing under the table.

use disclose::Published;

use crate::grid::Grid;

/// What stands between two columns.
const GAP: &str = "  ";
/// What the rule under the headings is made of.
const RULE: &str = "─";

/// Writes the rows as an aligned table: numbers to the right, `*` for what is hidden, `–` for what is missing.
#[must_use]
pub fn text(published: &Published) -> String {
    let grid = Grid::of(published);
    let widths: Vec<usize> = (0..)
        .zip(&grid.headings)
        .map(|(position, heading)| {
            let cells = grid.rows.iter().filter_map(|row| row.get(position));
            cells.chain([heading]).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let rules: Vec<String> = widths.iter().map(|width| RULE.repeat(*width)).collect();
    let mut text = String::new();
    for cells in [&grid.headings, &rules].into_iter().chain(&grid.rows) {
        text.push_str(line(cells, &widths, &grid.right).trim_end());
        text.push('\n');
    }
    text
}

fn line(cells: &[String], widths: &[usize], right: &[bool]) -> String {
    let padded = cells.iter().zip(widths).zip(right).map(|((cell, width), right)| {
        if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
    });
    padded.collect::<Vec<_>>().join(GAP)
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::text;
    use crate::proof::{published, pupils};

    #[test]
    fn aligns_numbers_to_the_right_and_texts_to_the_left() {
        let expected = "\
naam  jaar      n  percentage   laag   hoog  verschil  voldoende
────  ────  ─────  ──────────  ─────  ─────  ────────  ─────────
1F    2024  1.234       57,3%  40,2%  62,4%     −1,25  true
=1+1  2025      *           *      *      *         *  –
";
        assert_eq!(text(&pupils()), expected);
    }

    #[test]
    fn counts_letters_not_bytes() {
        let cells = vec![vec![Value::Text("één".into()), Value::Int(1)]];
        assert_eq!(text(&published("", &["a", "n"], cells)), "a    n\n───  ─\néén  1\n");
    }

    #[test]
    fn shows_the_columns_of_a_table_without_rows() {
        assert_eq!(text(&published("", &["a", "bc"], vec![])), "a  bc\n─  ──\n");
    }
}
