//! What a sheet of a pupil file may be called in messages and reports.
//!
//! Sheets are named after groups and years, and after teachers and pupils too: only words that name no person are
//! shown, else the number of the sheet is.

use super::date::{DateOrder, Day, NoDay};
use super::{shape, vaktaal};

/// Words in the names of sheets that name nobody, beside those of the field.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "adviezen", "blad", "data", "export", "leerlingvolgsysteem", "legenda", "lijst", "overzicht", "referentieniveaus",
    "schooladviezen", "sheet", "tabel", "toetsoverzicht", "toetsresultaten", "uitleg", "uitstroom", "voorblad",
];

/// The name of a sheet as it is shown; `nummer` is its place in the workbook, from 0.
pub(crate) fn shown(name: &str, nummer: usize) -> String {
    let lower = name.to_lowercase();
    let mut words =
        lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    // A day can be that of a birth.
    let is_no_day = matches!(Day::read(name.as_bytes(), DateOrder::Dutch), Err(NoDay::Malformed));
    let names_nobody = is_no_day && words.peek().is_some() && words.all(is_harmless);
    if names_nobody { name.to_owned() } else { format!("#{}", nummer + 1) }
}

/// Known words, numbers, and codes of a group or a test, such as `5a` or `M7`.
fn is_harmless(word: &str) -> bool {
    let bare = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = &word[bare.len()..];
    // A longer number, unless it is a year, can be that of a pupil.
    let is_short = number.len() <= 2 || number.len() == 4 && number.starts_with("20");
    let is_known = bare.is_empty() || HARMLESS.contains(&bare) || vaktaal::is_known(bare);
    is_short && is_known || shape::is_moment(word.as_bytes())
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
}
