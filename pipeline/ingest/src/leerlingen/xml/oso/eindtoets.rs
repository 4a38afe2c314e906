//! Reads the elements of one final test in an OSO dossier, returns the columns of its row in groep 8.
//!
//! It knows which code is which reference level and which maker; it judges neither a level nor an advice.

use crate::check::numbers::exact;
use crate::leerlingen::column::Column;
use crate::leerlingen::xml::row::Row;
use crate::leerlingen::xml::scores::referentieniveau;

/// Those who make a final test, with the words by which a description names them.
const MAKERS: [(&str, &[&str]); 9] = [
    ("CET", &["cet", "centrale eindtoets"]),
    ("Route 8", &["route 8", "route8"]),
    ("IEP", &["iep"]),
    ("DIA", &["dia"]),
    ("AMN", &["amn"]),
    ("LIB", &["lib", "leerling in beeld"]),
    ("DOE", &["doe"]),
    ("Boom", &["boom"]),
    ("Cito", &["cito"]),
];

/// A final test as it is read; of a part and of a domain the code waits for its level.
#[derive(Default)]
pub(crate) struct FinalTest {
    /// The line on which it starts.
    pub(crate) line: u64,
    soort: String,
    omschrijving: String,
    datum: String,
    ontheffing: String,
    standaardscore: String,
    advies: String,
    lezen: String,
    taalverzorging: String,
    rekenen: String,
    onderdeel: (String, String),
    domein: (String, String),
}

impl FinalTest {
    /// Makes an empty one.
    pub(crate) fn new(line: u64) -> Self {
        Self { line, ..Self::default() }
    }

    /// Takes the end of an element; `path` are the names from the final test.
    pub(crate) fn take(&mut self, path: &str, text: &str) {
        let place = match path {
            "/toetssoort" => &mut self.soort,
            "/toetsomschrijving" => &mut self.omschrijving,
            "/datum_afname" => &mut self.datum,
            "/wettelijke_ontheffing" => &mut self.ontheffing,
            "/standaardscore" => &mut self.standaardscore,
            "/toets_advies" => &mut self.advies,
            "/onderdelen/onderdeel/onderdeelcode" => &mut self.onderdeel.0,
            "/onderdelen/onderdeel/ond_referentieniveau" => &mut self.onderdeel.1,
            "/onderdelen/onderdeel/domeinen/domein/domeincode" => &mut self.domein.0,
            "/onderdelen/onderdeel/domeinen/domein/dom_referentieniveau" => &mut self.domein.1,
            "/onderdelen/onderdeel" => {
                let part = std::mem::take(&mut self.onderdeel);
                return self.settle(part);
            }
            "/onderdelen/onderdeel/domeinen/domein" => {
                let domain = std::mem::take(&mut self.domein);
                return self.settle(domain);
            }
            _ => return,
        };
        text.clone_into(place);
    }

    /// Puts the level of a part or of a domain in its place.
    fn settle(&mut self, (code, level): (String, String)) {
        match code.as_str() {
            "8001" => self.rekenen = level,
            "8050" => self.lezen = level,
            "8051" => self.taalverzorging = level,
            _ => {}
        }
    }

    /// Sets the columns.
    pub(crate) fn fill(&self, row: &mut Row) {
        row.set_schooljaar(&self.datum);
        row.set(Column::Toetsaanbieder, maker(&self.soort, &self.omschrijving));
        row.set(Column::Lezen, referentieniveau(&self.lezen));
        row.set(Column::Taalverzorging, referentieniveau(&self.taalverzorging));
        row.set(Column::Rekenen, referentieniveau(&self.rekenen));
        row.set(Column::Standaardscore, &exact(&self.standaardscore));
        row.set(Column::Toetsadvies, &self.advies);
        row.set(Column::Ontheffing, &self.ontheffing);
    }
}

/// Tells who made a final test: by its code, else by a word in its description.
fn maker(soort: &str, omschrijving: &str) -> &'static str {
    match soort {
        "0011" => return "CET",
        "0012" => return "Route 8",
        _ => {}
    }
    let lower = omschrijving.to_lowercase();
    let words: Vec<&str> =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let text = format!(" {} ", words.join(" "));
    let named = |names: &[&str]| names.iter().any(|name| text.contains(&format!(" {name} ")));
    MAKERS.iter().find(|(_, names)| named(names)).map_or("anders", |(maker, _)| maker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maker_is_known_by_code_or_by_name() {
        for (soort, omschrijving, name) in [
            ("0011", "", "CET"),
            ("0012", "IEP", "Route 8"),
            ("0013", "IEP Eindtoets", "IEP"),
            ("0014", "Dia-eindtoets", "DIA"),
            ("0015", "AMN eindtoets", "AMN"),
            ("0016", "Leerling in beeld - doorstroomtoets (Cito)", "LIB"),
            ("0016", "Media", "anders"),
            ("9", "ROUTE 8", "Route 8"),
            ("", "", "anders"),
        ] {
            assert_eq!(maker(soort, omschrijving), name, "{soort} {omschrijving}");
        }
    }
}
