//! Reads the name of a sheet or of a file, returns what it may be called in messages and reports.
//!
//! Sheets and files are named after groups and years, and after teachers and pupils too: only words that name no person
//! are shown, else a number. It does not look into the sheet or the file.

use domain::ovt::{Ovt, is_brin};

use super::dates::{DateOrder, Day, NoDay};
use super::vaktaal;

/// Words in the names of sheets and files that name nobody, beside those of the field.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "adviezen", "bestandsbeschrijving", "besturen", "blad", "data", "dossier", "dossiers", "driejaarsgemiddelde", "edex",
    "edexml", "eindscores", "export", "gegevens", "import", "leerlingregister", "leerlingvolgsysteem", "leerresultaten",
    "legenda", "lijst", "oordeel", "oordelen", "oso", "overzicht", "primair", "referentieniveaus", "register",
    "schooladviezen", "schoolweging", "sheet", "standaard", "tabel", "toetsoverzicht", "toetsresultaten", "uitleg",
    "uitstroom", "uwlr", "voorblad",
];
/// The endings of files that are told; behind another one a name can stand too.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "csv", "doc", "docx", "fods", "gif", "gz", "htm", "html", "jpeg", "jpg", "json", "ods", "odt", "pdf", "png", "pptx",
    "rtf", "tsv", "txt", "xls", "xlsb", "xlsm", "xlsx", "xml", "zip",
];

/// The name of a sheet as it is shown; `nummer` is its place in the workbook, from 0.
pub(crate) fn shown(name: &str, nummer: usize) -> String {
    if names_nobody(name) { name.to_owned() } else { format!("#{}", nummer + 1) }
}

/// The name of a file or folder as it is shown, with its ending; `nummer` is its place in its folder, from 0.
pub(crate) fn shown_file(name: &str, nummer: usize) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    if ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        format!("{}.{ending}", shown(stem, nummer))
    } else if Ovt::from_folder(name).is_ok() {
        name.to_owned()
    } else {
        shown(name, nummer)
    }
}

/// The OVT of the school in whose folder a file lies: the nearest folder that is named as one.
pub(crate) fn school_of(bestand: &str) -> Option<String> {
    bestand.rsplit('/').skip(1).find_map(|folder| Ovt::from_folder(folder).ok()).map(String::from)
}

fn names_nobody(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    // A day can be that of a birth.
    let is_no_day = matches!(Day::read(name.as_bytes(), DateOrder::Dutch), Err(NoDay::Malformed));
    is_no_day && words.peek().is_some() && words.all(is_harmless)
}

/// Known words, numbers, and codes of a group or a test, such as `5a` or `M7`.
fn is_harmless(word: &str) -> bool {
    let bare = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = &word[bare.len()..];
    // A longer number, unless it is a year, can be that of a pupil.
    let is_short = number.len() <= 2 || number.len() == 4 && number.starts_with("20");
    let is_known = bare.is_empty() || HARMLESS.contains(&bare) || vaktaal::is_known(bare);
    is_short && is_known || vaktaal::is_moment(word.as_bytes()) || is_brin(&word.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_by_its_name_unless_that_may_be_a_person() {
        for name in ["Groep 5", "Toetsresultaten 2024-2025", "5a", "Blad1", "M7 rekenen", "Export_groep8"] {
            assert_eq!(shown(name, 3), name);
        }
        for name in
            ["Juf Anja", "Jan Jansen", "Groep van Bo", "J", "", "漢字", "groep 5 (Sanne)", "Groep Boom"]
        {
            assert_eq!(shown(name, 3), "#4", "{name}");
        }
        for number in ["123456782", "Leerling 12340", "leerling12340", "P12340", "12-03-2015"] {
            assert_eq!(shown(number, 3), "#4", "{number}");
        }
    }

    #[test]
    fn a_file_is_called_by_its_name_unless_that_may_be_a_person_and_keeps_its_ending() {
        for name in [
            "edexml-2025-2026.xml",
            "Toetsoverzicht IEP.XLSX",
            "groep8.csv",
            "99WH-C1",
            "99WH-C1 toetsen.ods",
            "oso",
        ] {
            assert_eq!(shown_file(name, 0), name);
        }
        for (name, told) in [
            ("jan-jansen.pdf", "#1.pdf"),
            ("Anja", "#1"),
            ("export.jansen", "#1"),
            ("12-03-2015.csv", "#1.csv"),
            ("123456782.xml", "#1.xml"),
            (".csv", "#1.csv"),
        ] {
            assert_eq!(shown_file(name, 0), told);
        }
    }
}
