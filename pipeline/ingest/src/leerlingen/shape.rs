//! Reads a refused value of a pupil file, returns what may be told of it.
//!
//! A value can be a name or a number that stands in the wrong column, so only what cannot be either is shown as it
//! is; of all else a reader gets the kind and the length.

use domain::ovt::{Ovt, is_brin};

use super::{cell, words};
use crate::check::vaktaal;
use crate::read::delimited;

/// Shows a value when it is harmless, and else describes it.
pub(crate) fn shape(value: &[u8]) -> String {
    let text = delimited::text(value);
    if is_harmless(&text) { text.into_owned() } else { format!("({})", described(&text)) }
}

/// Short numbers, school years, levels, moments and codes of schools tell nothing of a person.
fn is_harmless(text: &str) -> bool {
    if is_brin(text) || text.parse::<Ovt>().is_ok() {
        return true;
    }
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let signs = bytes.iter().filter(|byte| matches!(byte, b',' | b'.')).count();
    let minus = usize::from(bytes.first() == Some(&b'-'));
    let number = digits > 0 && digits <= 3 + 2 * signs && signs <= 1 && digits + signs + minus == bytes.len();
    let is_year = bytes.len() == 9 && bytes[4] == b'-' && digits == 8;
    let letters = bytes.len() <= 4 && bytes.iter().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let one = bytes.len() == 1;
    number
        || is_year
        || letters
        || one
        || words::toetsmoment(bytes, true).is_some()
        || vaktaal::is_moment(bytes)
}

/// Describes a value, whatever it is; signs that nobody sees are told apart, for they are what is wrong then.
pub(crate) fn described(text: &str) -> String {
    let length = text.chars().count();
    let unseen = text.chars().filter(|sign| *sign != ' ' && cell::is_blank(*sign)).count();
    if unseen > 0 {
        return format!("a text of {length} characters, of which {unseen} cannot be seen");
    }
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == length {
        format!("{length} digits")
    } else if letters == length {
        format!("a word of {length} letters")
    } else if letters == 0 && digits >= 6 {
        format!("{digits} digits with signs between them")
    } else {
        format!("a text of {length} characters")
    }
}

#[cfg(test)]
mod tests {
    use crate::leerlingen::shape::shape;

    #[test]
    fn what_tells_nothing_of_a_person_is_shown() {
        for value in ["9", "312,55", "-4", "2031-2032", "VI", "F", "M9", "<M3", "3F", "99ZZ", "99OE|C1"] {
            assert_eq!(shape(value.as_bytes()), value);
        }
    }

    #[test]
    fn a_name_a_number_and_a_birth_date_are_only_described() {
        for (value, told) in [
            ("Zwanenburg", "a word of 10 letters"),
            ("Bo", "a word of 2 letters"),
            ("123456782", "9 digits"),
            ("2731", "4 digits"),
            ("12-03-2015", "8 digits with signs between them"),
            ("1234AB", "a text of 6 characters"),
            ("sanne@voorbeeld.nl", "a text of 18 characters"),
            ("Noor van Dam", "a text of 12 characters"),
            ("2\u{a0}00", "a text of 4 characters, of which 1 cannot be seen"),
            ("vmbo\u{200b}\u{200b}", "a text of 6 characters, of which 2 cannot be seen"),
        ] {
            assert_eq!(shape(value.as_bytes()), format!("({told})"));
        }
    }
}
