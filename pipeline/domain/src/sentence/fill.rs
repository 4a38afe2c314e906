//! Reads a text and what its placeholders stand for, returns printed text.
//!
//! Decides nothing: a figure that is not there is named, and the text not filled.

use super::placeholder::{Piece, pieces};
use crate::dutch::{Format, in_words, listed};
use crate::rows::Value;

/// What the placeholders of a sentence stand for.
pub trait Figures {
    /// The value of a column.
    fn value(&self, column: &str) -> &Value;

    /// Its value in every row that the sentence speaks of.
    fn all(&self, column: &str) -> Vec<&Value> {
        vec![self.value(column)]
    }

    /// The first sentence of a place, for `{>place}`; a place without one leaves nothing behind.
    fn part(&self, _place: &str) -> Option<String> {
        None
    }

    /// Every sentence of a place, for `{>place:lijst}`; none when one of them cannot be filled.
    fn parts(&self, _place: &str) -> Option<Vec<String>> {
        None
    }
}

/// Fills the placeholders of a text; `Err` names the first column that has no figure to print.
///
/// # Errors
/// When a placeholder's column is missing, empty or hidden, or the placeholder cannot be read.
pub fn fill(text: &str, figures: &impl Figures) -> Result<String, String> {
    let known = |column: &str| {
        let value = figures.value(column);
        if value.is_known() { Ok(value) } else { Err(column.to_owned()) }
    };
    let mut filled = String::new();
    for piece in pieces(text).map_err(|fault| fault.text)? {
        match piece {
            Piece::Plain(plain) => filled.push_str(plain),
            Piece::Figure(column, format) => filled.push_str(&format.spell(known(column)?)),
            Piece::Interval(low, high, format) => {
                let (from, to) = (known(low)?, known(high).map_err(|_| low.to_owned())?);
                filled.push_str(&format.spell_interval(from, to));
            }
            Piece::Word(column) => filled.push_str(&in_words(known(column)?)),
            Piece::Choice(column, one, more) => {
                let is_one =
                    known(column)?.number().is_some_and(|number| (number - 1.0).abs() < f64::EPSILON);
                filled.push_str(if is_one { one } else { more });
            }
            Piece::List(column) => {
                let all = figures.all(column);
                if all.is_empty() || all.iter().any(|value| !value.is_known()) {
                    return Err(column.to_owned());
                }
                let words: Vec<String> =
                    all.into_iter().map(|value| Format::usual(column).spell(value)).collect();
                filled.push_str(&listed(&words));
            }
            Piece::Part(place) => filled.push_str(&figures.part(place).unwrap_or_default()),
            Piece::Parts(place) => {
                filled.push_str(&listed(&figures.parts(place).ok_or_else(|| place.to_owned())?));
            }
        }
    }
    Ok(filled.split("  ").collect::<Vec<_>>().join(" ").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Figures, fill};
    use crate::rows::Value;

    /// Every column has these values, one for each row.
    struct Rows(Vec<Value>);

    impl Figures for Rows {
        fn value(&self, _: &str) -> &Value {
            &self.0[0]
        }

        fn all(&self, _: &str) -> Vec<&Value> {
            self.0.iter().collect()
        }

        fn part(&self, place: &str) -> Option<String> {
            (place == "een").then(|| "Eerst.".to_owned())
        }

        fn parts(&self, place: &str) -> Option<Vec<String>> {
            (place == "een").then(|| vec!["a".to_owned(), "b".to_owned()])
        }
    }

    #[test]
    fn fills_figures_in_dutch() {
        let filled = fill("De school haalt {p:pct1}.", &Rows(vec![Value::Float(51.4)]));
        assert_eq!(filled.unwrap(), "De school haalt 51,4%.");
    }

    #[test]
    fn puts_the_sentence_of_a_place_in_and_leaves_no_gap_without_one() {
        let filled = fill("Zo. {>een} {>twee} Klaar.", &Rows(vec![Value::Int(5)]));
        assert_eq!(filled.unwrap(), "Zo. Eerst. Klaar.");
    }

    #[test]
    fn names_the_figure_that_is_hidden() {
        assert_eq!(fill("{n:int} leerlingen", &Rows(vec![Value::Suppressed])).unwrap_err(), "n");
        let rows = Rows(vec![Value::Text("a".to_owned()), Value::Suppressed]);
        assert_eq!(fill("{naam:lijst}", &rows).unwrap_err(), "naam");
    }

    #[test]
    fn speaks_of_many_rows_at_once() {
        let rows = Rows(["rekenen", "spelling", "lezen"].map(|naam| Value::Text(naam.to_owned())).to_vec());
        assert_eq!(fill("Bij {vak:lijst}.", &rows).unwrap(), "Bij rekenen, spelling en lezen.");
        assert_eq!(fill("Ook {>een:lijst}.", &rows).unwrap(), "Ook a en b.");
        assert_eq!(fill("Ook {>twee:lijst}.", &rows).unwrap_err(), "twee");
        let text = "{n:woord} {n|vak|vakken}";
        assert_eq!(fill(text, &Rows(vec![Value::Int(1)])).unwrap(), "één vak");
        assert_eq!(fill(text, &Rows(vec![Value::Int(3)])).unwrap(), "drie vakken");
    }
}
