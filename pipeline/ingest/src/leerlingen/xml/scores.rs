//! Reads the words and codes that UWLR and OSO have for the result of a test, returns those of the import CSV.
//!
//! It turns no scale into another one: what has no column is left out.

use super::row::Row;
use crate::check::numbers::exact;
use crate::leerlingen::column::Column;

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
        row.set(Column::Vaardigheidsscore, &exact(&self.vaardigheidsscore));
        let levels = [("I-V", &self.roman), ("A-E", &self.letter)];
        if let Some((scale, level)) = levels.into_iter().find(|(_, level)| !level.is_empty()) {
            row.set(Column::NiveauSchaal, scale);
            row.set(Column::Niveau, level);
        }
        row.set(Column::Functioneringsniveau, &self.functioneringsniveau);
        row.set(Column::Referentieniveau, referentieniveau(&self.referentieniveau));
        row.set(Column::Dle, &self.dle);
    }
}

/// Tells whether a schema is one of the OSO gegevensset, in any edition.
pub(crate) fn is_oso(schema: &str) -> bool {
    let edition = schema.strip_prefix("http://www.edustandaard.nl/oso_gegevensset/");
    let edition = edition.and_then(|rest| rest.strip_suffix("/dossier"));
    edition.is_some_and(|edition| !edition.is_empty() && !edition.contains('/'))
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
    fn the_old_numbers_for_a_functioneringsniveau_are_none() {
        for text in ["M5", "<M3", ">E8", "B8"] {
            assert!(is_functioneringsniveau(text), "{text}");
        }
        for text in ["87", "<", "<<M3", "M5>", "m5", "groep 5"] {
            assert!(!is_functioneringsniveau(text), "{text}");
        }
    }
}
