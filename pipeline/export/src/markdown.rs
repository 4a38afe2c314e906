//! Publishable rows in, a table in GitHub's Markdown out.
//!
//! Escapes what would break the table; other marks in a text stay as they are.

use disclose::Published;

use crate::grid::Grid;

/// Writes the rows as a Markdown table: numbers to the right, `*` for what is hidden, `–` for what is missing.
#[must_use]
pub fn markdown(published: &Published) -> String {
    let grid = Grid::of(published);
    let rules: Vec<&str> = grid.right.iter().map(|right| if *right { "---:" } else { "---" }).collect();
    let mut text = line(grid.headings.iter().map(|heading| escaped(heading)));
    text.push_str(&line(rules.into_iter().map(str::to_owned)));
    for row in &grid.rows {
        text.push_str(&line(row.iter().map(|cell| escaped(cell))));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// A backslash goes first: before a stroke it would undo the stroke's own.
fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use domain::rows::Value;

    use super::markdown;
    use crate::proof::{published, pupils};

    #[test]
    fn writes_a_table_with_numbers_to_the_right() {
        let expected = "\
| naam | jaar | n | percentage | laag | hoog | verschil | voldoende |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
| 1F | 2024 | 1.234 | 57,3% | 40,2% | 62,4% | −1,25 | true |
| =1+1 | 2025 | * | * | * | * | * | – |
";
        assert_eq!(markdown(&pupils()), expected);
    }

    #[test]
    fn escapes_what_would_end_a_cell() {
        let cells = vec![vec![Value::Text("a|b\\|c\nd".into())]];
        assert_eq!(markdown(&published("", &["x|y"], cells)), "| x\\|y |\n| --- |\n| a\\|b\\\\\\|c d |\n");
    }
}
