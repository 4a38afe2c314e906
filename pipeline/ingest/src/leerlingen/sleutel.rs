//! Reads the text of the key file and the words of a pupil's number, returns a keyed hash.
//!
//! The only place that sees the number of a pupil; it keeps none, and without the key no hash leads back to one.

use std::fmt;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::cell;
use crate::check::numbers;

/// The secret under which pupils are hashed.
#[derive(Clone)]
pub struct Sleutel([u8; 32]);

/// A text that holds no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSleutel;

impl fmt::Debug for Sleutel {
    /// Says that it is a key and not which.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sleutel(..)")
    }
}

impl Sleutel {
    /// Reads the text of a key file: 64 hexadecimal digits on a line of their own; lines that start with `#` explain.
    ///
    /// # Errors
    /// When no line, or more than one, is such a key.
    pub fn parse(text: &str) -> Result<Self, NoSleutel> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (Some(line), None) = (lines.next(), lines.next()) else { return Err(NoSleutel) };
        if line.len() != 64 || !line.is_ascii() {
            return Err(NoSleutel);
        }
        let mut key = [0; 32];
        for (byte, pair) in key.iter_mut().zip(line.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NoSleutel)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NoSleutel)?;
        }
        Ok(Self(key))
    }

    /// The hash that stands for a pupil of one school, the same in every year and from every file.
    ///
    /// BLAKE3 in keyed mode (O'Connor, Aumasson, Neves and Wilcox-O'Hearn, 2020), the first 64 bits. Among 1.5 million
    /// pupils two share a hash with a chance of one in 16 million. One number in several spellings is one pupil, see
    /// [`significant`].
    pub(crate) fn leerling(&self, ovt: &str, number: &[u8]) -> i64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(ovt.as_bytes()).update(b"\x1f").update(significant(number));
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        i64::from_le_bytes(first)
    }

    /// A word that tells two keys apart and gives neither away.
    pub(crate) fn fingerprint(&self) -> String {
        blake3::Hasher::new_keyed(&self.0).update(b"fingerprint").finalize().to_hex()[..16].to_owned()
    }
}

/// The part of a number that tells pupils apart; any other word as it is, capitals included.
///
/// Spreadsheets drop the zeros in front of a number and put `.0` behind it, so those say nothing.
fn significant(number: &[u8]) -> &[u8] {
    let number = numbers::without_zero_decimals(cell::meant(cell::trimmed(number)));
    if !number.iter().all(u8::is_ascii_digit) {
        return number;
    }
    let zeros = number.iter().take_while(|digit| **digit == b'0').count();
    &number[zeros.min(number.len().saturating_sub(1))..]
}

/// Whether a spreadsheet wrote the number as `1,23E+11`, which many numbers share.
pub(crate) fn is_rounded(number: &[u8]) -> bool {
    let Some(at) = number.windows(2).position(|pair| matches!(pair, b"E+" | b"e+")) else { return false };
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    at > 0 && number[..at].iter().all(is_number) && number[at + 2..].iter().all(u8::is_ascii_digit)
}

/// What a number has in common with the same number at another school; it lives as long as a run and is stored nowhere.
pub(crate) fn nummer(number: &[u8]) -> u32 {
    let hash = FixedState::with_seed(0).hash_one(significant(number));
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digit: char) -> Sleutel {
        Sleutel::parse(&format!("# uitleg\n\n{}\n", digit.to_string().repeat(64))).unwrap()
    }

    #[test]
    fn a_pupil_has_one_hash_under_one_key() {
        let (one, other) = (key('1'), key('2'));
        let hash = one.leerling("99WH|C1", b"00123");
        assert_eq!(hash, one.leerling("99WH|C1", b" 123 "));
        assert_ne!(hash, one.leerling("99WH|C2", b"123"));
        assert_ne!(hash, one.leerling("99WH|C1", b"124"));
        assert_ne!(hash, other.leerling("99WH|C1", b"123"));
        assert_ne!(one.leerling("99WH|C1", b"0a"), one.leerling("99WH|C1", b"a"));
    }

    #[test]
    fn one_number_in_several_spellings_is_one_pupil() {
        let hash = |number: &str| key('1').leerling("99WH|C1", number.as_bytes());
        for number in
            ["0012340", "12340.0", "12340,00", "=\"0012340\"", "'12340", "12340\u{a0}", " 12340\u{202f}"]
        {
            assert_eq!(hash(number), hash("12340"), "{number}");
            assert_eq!(nummer(number.as_bytes()), nummer(b"12340"), "{number}");
        }
        assert_eq!(hash("P12\u{a0}"), hash("=\"P12\""));
        for number in ["p12", "P012", "P12.0", "12.340", "12340.5"] {
            assert_ne!(hash(number), hash("P12"), "{number}");
            assert_ne!(hash(number), hash("12340"), "{number}");
        }
        assert!(is_rounded(b"1,23457E+11") && is_rounded(b"5e+10"));
        assert!(!is_rounded(b"E+5") && !is_rounded(b"12E5") && !is_rounded(b"LE+5"));
    }

    #[test]
    fn a_key_is_sixty_four_digits_and_is_never_shown() {
        for text in ["", "# niets", "abc", &"z".repeat(64), &format!("{0}\n{0}", "a".repeat(64))] {
            assert_eq!(Sleutel::parse(text).unwrap_err(), NoSleutel, "{text}");
        }
        assert_eq!(format!("{:?}", key('7')), "Sleutel(..)");
        assert!(!key('7').fingerprint().contains("7777"));
    }
}
