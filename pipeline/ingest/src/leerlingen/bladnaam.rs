//! What a sheet of a pupil file may be called in messages and reports.
//!
//! Sheets are named after groups and years, and after teachers and pupils too: only words that name no person are
//! shown, else the number of the sheet is.

/// Words in the names of sheets that name nobody.
const HARMLESS: &[&str] = &[
    "advies",
    "adviezen",
    "aanbieder",
    "begin",
    "begrijpend",
    "blad",
    "blad1",
    "boom",
    "cito",
    "data",
    "definitief",
    "dia",
    "doorstroomtoets",
    "e",
    "eind",
    "eindtoets",
    "en",
    "export",
    "groep",
    "groepen",
    "groep8",
    "iep",
    "jaar",
    "jaargroep",
    "leerjaar",
    "leerling",
    "leerlingen",
    "legenda",
    "leerlingvolgsysteem",
    "lezen",
    "lijst",
    "m",
    "lvs",
    "meting",
    "midden",
    "niveau",
    "overzicht",
    "periode",
    "referentieniveaus",
    "rekenen",
    "resultaten",
    "schooladvies",
    "schooladviezen",
    "schooljaar",
    "scores",
    "sheet",
    "sheet1",
    "spelling",
    "taal",
    "taalverzorging",
    "tabel",
    "technisch",
    "toelichting",
    "toets",
    "toetsen",
    "toetsoverzicht",
    "toetsresultaten",
    "uitleg",
    "uitstroom",
    "voorblad",
    "woordenschat",
];

/// The name of a sheet as it is shown; `nummer` is its place in the workbook, from 0.
pub(crate) fn shown(name: &str, nummer: usize) -> String {
    let lower = name.to_lowercase();
    let mut words =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let names_nobody = words.peek().is_some() && words.all(is_harmless);
    if names_nobody { name.to_owned() } else { format!("#{}", nummer + 1) }
}

/// Known words, numbers, and codes of a group or a test, such as `5a` or `M7`.
fn is_harmless(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let code = digits > 0 && word.chars().count() - digits <= 1;
    let bare = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    code || HARMLESS.contains(&word) || HARMLESS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_by_its_name_unless_that_may_be_a_person() {
        for name in ["Groep 5", "Toetsresultaten 2024-2025", "5a", "Blad1", "M7 rekenen", "Export_groep8"] {
            assert_eq!(shown(name, 3), name);
        }
        for name in ["Juf Anja", "Jan Jansen", "Groep van Bo", "J", "", "漢字", "groep 5 (Sanne)"] {
            assert_eq!(shown(name, 3), "#4", "{name}");
        }
    }
}
