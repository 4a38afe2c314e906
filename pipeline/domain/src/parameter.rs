//! The values of `$name` in a query: typed, from a card, the project file or the command line.
//!
//! A value is handed to the query engine as a value; it never becomes part of the SQL text.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// What a parameter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// A number with decimals, with a comma or a point.
    Number,
    /// A day, as `2026-02-09`.
    Date,
    /// `true` or `false`.
    Bool,
}

impl ParameterKind {
    /// Every kind, with its word in a card.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Text, "text"),
        (Self::Int, "int"),
        (Self::Number, "number"),
        (Self::Date, "date"),
        (Self::Bool, "bool"),
    ];

    /// The word in a card.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Reads a value of this kind; nothing when the text is none.
    #[must_use]
    pub fn read(self, text: &str) -> Option<ParameterValue> {
        let text = text.trim();
        Some(match self {
            Self::Text => ParameterValue::Text(text.to_owned()),
            Self::Int => ParameterValue::Int(text.parse().ok()?),
            Self::Number => {
                let number: f64 = text.replace(',', ".").parse().ok()?;
                ParameterValue::Number(Some(number).filter(|number| number.is_finite())?)
            }
            Self::Date => ParameterValue::Date(Date::from_str(text).ok()?),
            Self::Bool => ParameterValue::Bool(text.parse().ok()?),
        })
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum ParameterValue {
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Number(f64),
    /// A day.
    Date(Date),
    /// A yes or no.
    Bool(bool),
}

impl fmt::Display for ParameterValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(value) => f.write_str(value),
            Self::Int(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Date(value) => write!(f, "{value}"),
            Self::Bool(value) => write!(f, "{value}"),
        }
    }
}

/// A parameter that a card declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The name, without `$`.
    pub name: String,
    /// What it holds.
    pub kind: ParameterKind,
    /// The value when nobody gives one.
    pub default: Option<ParameterValue>,
    /// The line of the card, from 1.
    pub line: usize,
}

#[cfg(test)]
mod tests {
    use super::{ParameterKind, ParameterValue};

    #[test]
    fn a_value_is_of_its_kind_or_none() {
        assert_eq!(ParameterKind::Number.read("62,5"), Some(ParameterValue::Number(62.5)));
        assert_eq!(ParameterKind::Int.read("8"), Some(ParameterValue::Int(8)));
        for (kind, text) in [
            (ParameterKind::Int, "8.5"),
            (ParameterKind::Number, "inf"),
            (ParameterKind::Date, "9 februari"),
            (ParameterKind::Bool, "ja"),
        ] {
            assert_eq!(kind.read(text), None, "{text}");
        }
    }

    #[test]
    fn every_kind_has_its_own_word() {
        for (index, (kind, word)) in ParameterKind::ALL.into_iter().enumerate() {
            assert_eq!((kind as usize, kind.word()), (index, word));
        }
    }
}
