//! Values in, the same values as a Dutch reader expects them out: `57,3%`, `1.234`, `*`, `–`.
//!
//! Spelling only: no rounding rule of the official model lives here.

use std::str::FromStr;

use crate::rows::Value;

/// How a figure is spelled in a table, a sentence or a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The text as it stands; numbers with as many decimals as they need, two at most.
    #[default]
    Text,
    /// A whole number with thousands points: `1.234`.
    Int,
    /// A number with this many decimals: `29,4`.
    Decimal(usize),
    /// A percentage with this many decimals: `57,3%`.
    Percentage(usize),
    /// A difference in percentage points with its sign: `+4,2`, `−1,0`.
    Signed(usize),
    /// A year: `2023`, without a thousands point.
    Year,
}

/// The spellings that a card or a sentence can ask for.
pub const FORMATS: &[&str] =
    &["text", "int", "dec1", "dec2", "pct0", "pct1", "pct2", "sign0", "sign1", "year"];

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "text" => Self::Text,
            "int" => Self::Int,
            "dec1" => Self::Decimal(1),
            "dec2" => Self::Decimal(2),
            "pct0" => Self::Percentage(0),
            "pct1" => Self::Percentage(1),
            "pct2" => Self::Percentage(2),
            "sign0" => Self::Signed(0),
            "sign1" => Self::Signed(1),
            "year" => Self::Year,
            other => return Err(other.to_owned()),
        })
    }
}

/// What is printed for a figure that was hidden.
pub const SUPPRESSED: &str = "*";
/// What is printed for a figure that is not available.
pub const MISSING: &str = "–";

impl Format {
    /// Whether values of this format stand to the right in a table.
    #[must_use]
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Text | Self::Year)
    }

    /// How a column is spelled of which nothing is said: a year by its name, else as it stands.
    #[must_use]
    pub fn usual(column: &str) -> Self {
        if is_year(column) { Self::Year } else { Self::Text }
    }

    /// Spells one cell.
    #[must_use]
    pub fn spell(self, value: &Value) -> String {
        match value {
            Value::Null => MISSING.to_owned(),
            Value::Suppressed => SUPPRESSED.to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Text(value) => value.clone(),
            Value::Int(_) | Value::Float(_) => self.spell_number(value.number().unwrap_or_default()),
        }
    }

    /// Spells a number.
    #[must_use]
    pub fn spell_number(self, number: f64) -> String {
        match self {
            Self::Text => {
                let text = decimal(number, 2);
                if text.contains(',') {
                    text.trim_end_matches('0').trim_end_matches(',').to_owned()
                } else {
                    text
                }
            }
            Self::Int => decimal(number, 0),
            Self::Decimal(decimals) => decimal(number, decimals),
            Self::Percentage(decimals) => format!("{}%", decimal(number, decimals)),
            Self::Signed(decimals) => signed(number, decimals),
            Self::Year if number.fract() == 0.0 && (0.0..10_000.0).contains(&number) => {
                format!("{number:.0}")
            }
            Self::Year => Self::Text.spell_number(number),
        }
    }

    /// Spells a pair of cells as an interval: `40,2 – 62,4`; one value when both ends agree.
    #[must_use]
    pub fn spell_interval(self, low: &Value, high: &Value) -> String {
        let (from, to) = (self.spell(low), self.spell(high));
        if from == to {
            return from;
        }
        match from.strip_suffix('%') {
            Some(bare) if to.ends_with('%') => format!("{bare}\u{2009}–\u{2009}{to}"),
            _ => format!("{from}\u{2009}–\u{2009}{to}"),
        }
    }
}

/// Puts words in a list as a sentence has it: `a, b en c`.
#[must_use]
pub fn listed(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} en {last}", first.join(", ")),
        words => words.concat(),
    }
}

/// A whole number in words, to twelve; above it in digits.
#[must_use]
pub fn in_words(value: &Value) -> String {
    const WORDS: [&str; 13] = [
        "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
        "twaalf",
    ];
    let word = match value {
        Value::Int(number) => usize::try_from(*number).ok().and_then(|number| WORDS.get(number)),
        _ => None,
    };
    word.map_or_else(|| Format::Int.spell(value), |word| (*word).to_owned())
}

/// Whether a column holds years, by its name: `peiljaar`, `schooljaar_start`. A leerjaar is no year.
#[must_use]
pub fn is_year(column: &str) -> bool {
    let mut words = column.split('_');
    words.any(|word| word.ends_with("jaar") && word != "leerjaar") && !column.contains("leerjaar")
}

/// A plus for what is more, nothing for what rounds to zero.
fn signed(number: f64, decimals: usize) -> String {
    let zero = decimal(0.0, decimals);
    let size = decimal(number.abs(), decimals);
    if size == zero {
        zero
    } else if number > 0.0 {
        format!("+{size}")
    } else {
        decimal(number, decimals)
    }
}

/// Rounds halves away from zero, as people do by hand; `format!` alone rounds `0,25` to `0,2`.
fn decimal(number: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = (number * scale * (1.0 + 4.0 * f64::EPSILON)).round() / scale;
    let plain = format!("{:.decimals$}", scaled.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if scaled < 0.0 {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(',');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Format, in_words, is_year, listed};
    use crate::rows::Value;

    #[test]
    fn a_year_has_no_thousands_point() {
        assert_eq!(Format::usual("peiljaar").spell(&Value::Int(2023)), "2023");
        assert_eq!(Format::usual("leerlingen").spell(&Value::Int(2023)), "2.023");
        assert_eq!(Format::Year.spell(&Value::Int(171_234)), "171.234");
        assert_eq!(Format::Year.spell(&Value::Float(1.5)), "1,5");
        assert!(is_year("schooljaar_start") && is_year("eerste_jaar") && !is_year("leerjaar"));
        assert!(!is_year("jaargroep") && !is_year("leerjaar_vorig_jaar"));
    }

    #[test]
    fn spells_percentages_with_a_decimal_comma() {
        assert_eq!(Format::Percentage(1).spell_number(57.3), "57,3%");
        assert_eq!(Format::Percentage(1).spell_number(100.0), "100,0%");
        assert_eq!(Format::Decimal(1).spell_number(0.25), "0,3");
        assert_eq!(Format::Decimal(2).spell_number(1.005), "1,01");
    }

    #[test]
    fn spells_thousands_with_a_point() {
        assert_eq!(Format::Int.spell_number(1_234_567.0), "1.234.567");
        assert_eq!(Format::Int.spell_number(123.0), "123");
    }

    #[test]
    fn lists_and_counts_as_a_sentence_does() {
        let words = |all: &[&str]| listed(&all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            [words(&[]), words(&["a"]), words(&["a", "b"]), words(&["a", "b", "c"])],
            ["", "a", "a en b", "a, b en c"]
        );
        let counts = [0, 1, 12, 13, 1300].map(|number| in_words(&Value::Int(number)));
        assert_eq!(counts, ["nul", "één", "twaalf", "13", "1.300"]);
    }

    #[test]
    fn keeps_hidden_and_missing_apart() {
        assert_eq!(Format::Int.spell(&Value::Suppressed), "*");
        assert_eq!(Format::Int.spell(&Value::Null), "–");
    }

    #[test]
    fn spells_differences_with_a_sign() {
        assert_eq!(Format::Signed(1).spell_number(4.15), "+4,2");
        assert_eq!(Format::Signed(1).spell_number(-1.0), "−1,0");
        assert_eq!(Format::Signed(1).spell_number(-0.04), "0,0");
    }

    #[test]
    fn spells_an_interval_once_when_it_is_certain() {
        let (low, high) = (Value::Float(40.2), Value::Float(62.4));
        assert_eq!(Format::Percentage(1).spell_interval(&low, &high), "40,2\u{2009}–\u{2009}62,4%");
        assert_eq!(Format::Percentage(1).spell_interval(&low, &low), "40,2%");
    }
}
