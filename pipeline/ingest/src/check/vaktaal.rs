//! Reads a text, returns whether it consists of words of the field alone.
//!
//! Such a text can be told: it is no name, number or date of a person. Names of makers that are also names of people
//! are left out, and so are those of months.

/// Words that stand in headings and in names of tests, levels and moments, in small letters.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    // Subjects and their parts.
    "rekenen", "wiskunde", "rw", "bl", "tl", "sp", "tv", "ws", "lv", "rn", "fn", "lezen", "begrijpend", "technisch",
    "leesvaardigheid", "leesbegrip", "leestechniek", "leestempo", "dmt", "avi", "spelling", "werkwoordspelling",
    "werkwoorden", "taal", "taalverzorging", "grammatica", "interpunctie", "woordenschat", "luisteren",
    "luistervaardigheid", "schrijven", "schrijfvaardigheid", "studievaardigheden", "engels", "nederlands", "nederlandse",
    "getallen", "bewerkingen", "verhoudingen", "meten", "meetkunde", "verbanden", "hoofdrekenen", "automatiseren",
    "informatieverwerking", "kleuters", "basisvaardigheden", "gym", "bewegingsonderwijs",
    // Tests and what they give.
    "toets", "toetsen", "toetsnaam", "toetsdatum", "toetsscore", "toetsniveau", "toetsadvies", "toetsaanbieder",
    "toetsversie", "hoofdtoets", "deeltoets", "onderdeel", "onderdelen", "domein", "vak", "vakgebied", "leergebied",
    "meting", "afname", "afnamedatum", "afnamemoment", "datum", "moment", "periode", "niveau", "niveaus", "behaald",
    "score", "scores", "vs", "vaardigheid", "vaardigheidsscore", "ontwikkelscore", "standaardscore", "schaal",
    "referentieniveau", "functioneringsniveau", "functioneert", "percentiel", "percentage", "dle", "dl", "didactische",
    "leeftijd", "leeftijdsequivalent", "onderwijsmaanden", "maanden", "leerrendement", "groei", "verwacht", "streefniveau",
    "doorstroomtoets", "eindtoets", "ontheffing", "ontheffingsgrond", "versie", "digitaal", "papier", "adaptief", "lvs",
    "lovs", "cito", "iep", "amn", "aanbieder", "uitgever", "methode", "begin", "midden", "eind", "beginmeting",
    "middenmeting", "eindmeting", "nulmeting", "najaar", "voorjaar", "onder", "boven", "gemiddeld", "hoog", "laag", "ruim",
    "voldoende", "onvoldoende", "goed", "fout", "aantal", "totaal", "resultaat", "resultaten", "uitslag",
    // Advices.
    "advies", "schooladvies", "voorlopig", "definitief", "heroverweging", "bijgesteld", "vmbo", "havo", "vwo", "vso", "pro",
    // Pupils and schools.
    "leerling", "leerlingen", "leerlingid", "leerlingnummer", "leerlingnr", "nummer", "nr", "id", "eckid", "naam", "namen",
    "achternaam", "voornaam", "voornamen", "roepnaam", "tussenvoegsel", "voorvoegsel", "voorletters", "geboren",
    "geboortedatum", "geslacht", "bsn", "adres", "postcode", "woonplaats", "telefoon", "email", "mail", "groep", "groepen",
    "groepsnaam", "stamgroep", "klas", "leerjaar", "jaargroep", "jgroep", "schooljaar", "cursusjaar", "jaar", "school",
    "schoolnaam", "brin", "vestiging", "locatie", "ovt", "leerkracht", "docent", "opmerking", "opmerkingen", "toelichting",
    // Small words.
    "en", "of", "op", "per", "met", "zonder", "t", "m", "b", "e", "i", "ii", "iii", "iv", "v", "a", "c", "d", "f", "s",
    "1f", "1s", "2f", "3f",
];

/// Whether every word of a text is one of the field, a moment such as `M5`, or a number of one or two digits.
pub(crate) fn is_known(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let is_short_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
            is_short_number
                || WORDS.contains(&word)
                || matches!(word.as_bytes(), [b'b' | b'm' | b'e', b'1'..=b'8'])
        })
}

/// A letter and a digit with nothing else, such as `M9` or `3F`, with a sign in front or not.
pub(crate) fn is_moment(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"<").or_else(|| bytes.strip_prefix(b">")).unwrap_or(bytes);
    bare.len() == 2
        && bare.iter().filter(|byte| byte.is_ascii_digit()).count() == 1
        && bare.iter().filter(|byte| byte.is_ascii_alphabetic()).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_field_are_known_and_names_are_not() {
        for text in [
            "Taalverzorging (spelling)",
            "RW 3.0",
            "Niveau I-V",
            "Rekenen-Wiskunde M5",
            "Behaald niveau",
            "leerling_id",
        ] {
            assert!(is_known(text), "{text}");
        }
        for text in [
            "Jansen van Testnaam",
            "Sanne",
            "Boom",
            "Mei",
            "12-03-2015",
            "LN310133",
            "123",
            "",
            "Leerling Sanne",
            "--",
        ] {
            assert!(!is_known(text), "{text}");
        }
    }
}
