//! The rows of one query as plain values.
//!
//! What travels between the stages after SQL has run; it knows nothing of Arrow.

use std::fmt;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not available: the source has no figure.
    Null,
    /// Hidden because too few pupils stand behind it, by the publisher or by the disclosure stage.
    Suppressed,
    /// A yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Float(f64),
    /// A text.
    Text(String),
}

impl Value {
    /// The number in this cell, whole or not.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of pupils and schools stay far under 2^53")]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Int(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// The text in this cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    /// Whether this cell holds a figure, a text or a yes or no.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Null | Self::Suppressed)
    }
}

/// Spells a cell for machines and golden files: `NULL`, `(empty)`, floats with at most six decimals.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("NULL"),
            Self::Suppressed => f.write_str("*"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => {
                let text = format!("{value:.6}");
                f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
            }
            Self::Text(value) if value.is_empty() => f.write_str("(empty)"),
            Self::Text(value) => f.write_str(value),
        }
    }
}

/// Rows under named columns; every row has one cell per column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The column names, in the order of the query.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Value>>,
}

impl Rows {
    /// The position of a column.
    #[must_use]
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// The cell of one row under a named column; `Null` when there is no such column.
    #[must_use]
    pub fn cell(&self, row: usize, column: &str) -> &Value {
        self.position(column).and_then(|position| self.cells.get(row)?.get(position)).unwrap_or(&Value::Null)
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn spells_floats_without_surplus_zeros() {
        assert_eq!(Value::Float(57.5).to_string(), "57.5");
        assert_eq!(Value::Float(60.0).to_string(), "60");
        assert_eq!(Value::Text(String::new()).to_string(), "(empty)");
    }
}
