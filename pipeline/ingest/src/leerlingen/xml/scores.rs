//! The words and codes that UWLR and OSO have for the result of a test in, those of the import CSV out.
//!
//! It turns no scale into another one: what has no column is left out.

use std::borrow::Cow;

use domain::schooljaar::Schooljaar;

use super::row::Row;

/// The group with which a score is compared when that is the whole country; the other groups are school types.
///
/// Source: OSO gegevensset, codelijst 22.
const WHOLE_COUNTRY: &str = "Landelijk";

/// The scores of one result, as they are read.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    vaardigheidsscore: String,
    roman: String,
    letter: String,
    functioneringsniveau: String,
    referentieniveau: String,
    dle: String,
    code: String,
    group: String,
    value: String,
}

impl Scores {
    /// Takes the end of an element; `path` are the names from the result, with `oso:` where that is another schema.
    pub(crate) fn take(&mut self, path: &str, text: &str) {
        match path {
            "toetsscore/vaardigheidsscore" | "oso:toetsscore/oso:vaardigheidsscore" => {
                text.clone_into(&mut self.vaardigheidsscore);
            }
            "referentiescore/codereferentiescore" | "oso:referentiescore/oso:codereferentiescore" => {
                text.clone_into(&mut self.code);
            }
            "referentiescore/codevergelijkingsgroep" | "oso:referentiescore/oso:codevergelijkingsgroep" => {
                text.clone_into(&mut self.group);
            }
            "referentiescore/waarde" | "oso:referentiescore/oso:waarde" => text.clone_into(&mut self.value),
            "referentiescore" | "oso:referentiescore" => self.settle(),
            _ => {}
        }
    }

    /// Puts a reference score in its place, of which the first value stays.
    fn settle(&mut self) {
        let (code, group) = (std::mem::take(&mut self.code), std::mem::take(&mut self.group));
        let value = std::mem::take(&mut self.value);
        let place = match code.as_str() {
            "IV" => &mut self.roman,
            "AE" => &mut self.letter,
            "FN" if is_functioneringsniveau(&value) => &mut self.functioneringsniveau,
            "RNTRM" => &mut self.referentieniveau,
            "DLE" => &mut self.dle,
            _ => return,
        };
        if place.is_empty() && (group.is_empty() || group.eq_ignore_ascii_case(WHOLE_COUNTRY)) {
            *place = value;
        }
    }

    /// Sets the columns of the result; the Roman scale goes before the letters.
    pub(crate) fn fill(&self, row: &mut Row) {
        row.set("vaardigheidsscore", &exact(&self.vaardigheidsscore));
        let levels = [("I-V", &self.roman), ("A-E", &self.letter)];
        if let Some((scale, level)) = levels.into_iter().find(|(_, level)| !level.is_empty()) {
            row.set("niveau_schaal", scale);
            row.set("niveau", level);
        }
        row.set("functioneringsniveau", &self.functioneringsniveau);
        row.set("referentieniveau", referentieniveau(&self.referentieniveau));
        row.set("dle", &self.dle);
    }
}

/// Writes a number of XML, where a point is always the decimal sign, so that it cannot be taken for a mark of thousands.
pub(crate) fn exact(number: &str) -> Cow<'_, str> {
    match number.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => Cow::Owned(format!("{number}0")),
        _ => Cow::Borrowed(number),
    }
}

/// Returns the word for a code of a referentieniveau, and any other text as it stands.
///
/// Source: OSO gegevensset 2019.1.
pub(crate) fn referentieniveau(code: &str) -> &str {
    match code {
        "01" => "<1F",
        "02" => "1F",
        "03" => "1S",
        "04" => "2F",
        word => word,
    }
}

/// Finds the code of a test such as `M5`, standing apart, in the first text that has exactly one.
pub(crate) fn toetsniveau<'a>(texts: &[&'a str]) -> Option<&'a str> {
    texts.iter().find_map(|text| {
        let mut codes = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| is_moment(word));
        let code = codes.next()?;
        codes.all(|other| other == code).then_some(code)
    })
}

/// Tells whether a text is a moment such as `M5`, or lies before or after one; some systems have numbers instead.
fn is_functioneringsniveau(text: &str) -> bool {
    is_moment(text.strip_prefix(['<', '>']).unwrap_or(text))
}

fn is_moment(text: &str) -> bool {
    matches!(text.as_bytes(), [b'B' | b'M' | b'E', b'1'..=b'8'])
}

/// Returns the day at the start of a date or a moment, `2025-01-27` of `2025-01-27T10:00:00`.
pub(crate) fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let fits = |(place, byte): (usize, u8)| {
        if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    };
    day.bytes().enumerate().all(fits).then_some(day)
}

/// Returns the school year in which a day falls.
pub(crate) fn schooljaar(date: &str) -> Option<Schooljaar> {
    let day = day(date)?;
    let month = day[5..7].parse().ok().filter(|month| (1..=12).contains(month))?;
    Schooljaar::from_date(day[..4].parse().ok()?, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_test_stands_apart_and_alone() {
        for (text, code) in [
            ("RW-M5", Some("M5")),
            ("Rekenen-Wiskunde E7", Some("E7")),
            ("M8-digi S(B)O", Some("M8")),
            ("B8", Some("B8")),
            ("Spelling M6 (M6)", Some("M6")),
            ("Woordenschat M3/E3", None),
            ("RWM5", None),
            ("M55", None),
            ("M9", None),
            ("X5", None),
            ("", None),
        ] {
            assert_eq!(toetsniveau(&[text]), code, "{text}");
        }
        assert_eq!(toetsniveau(&["2.0", "Rekenen M3/E3", "RW-M3"]), Some("M3"));
    }

    #[test]
    fn a_school_year_turns_on_the_first_of_august() {
        for (date, year) in [
            ("2015-07-31", Some("2014-2015")),
            ("2015-08-01", Some("2015-2016")),
            ("2015-01-27T10:00:00+01:00", Some("2014-2015")),
            ("2015-13-01", None),
            ("27-01-2015", None),
            ("2015-1-2", None),
        ] {
            assert_eq!(schooljaar(date).map(|year| year.to_string()).as_deref(), year, "{date}");
        }
        assert_eq!(day("2015-01-2é7"), None);
    }

    #[test]
    fn the_old_numbers_for_a_functioneringsniveau_are_none() {
        for text in ["M5", "<M3", ">E8", "B8"] {
            assert!(is_functioneringsniveau(text), "{text}");
        }
        for text in ["87", "<", "<<M3", "M5>", "m5", "groep 5"] {
            assert!(!is_functioneringsniveau(text), "{text}");
        }
    }
}
