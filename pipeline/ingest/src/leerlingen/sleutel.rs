//! The text of the key file and the words of a pupil's number in, a keyed hash out.
//!
//! The only place that sees the number of a pupil; it keeps none, and without the key no hash leads back to one.

use std::fmt;

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
    /// pupils two share a hash with a chance of one in 16 million. Spreadsheets drop the zeros in front of a number,
    /// so those say nothing.
    pub(crate) fn leerling(&self, ovt: &str, number: &[u8]) -> i64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(ovt.as_bytes()).update(b"\x1f").update(significant(number.trim_ascii()));
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        i64::from_le_bytes(first)
    }

    /// A word that tells two keys apart and gives neither away.
    pub(crate) fn fingerprint(&self) -> String {
        blake3::Hasher::new_keyed(&self.0).update(b"fingerprint").finalize().to_hex()[..16].to_owned()
    }
}

/// A number without the zeros in front of it; any other word as it is.
fn significant(number: &[u8]) -> &[u8] {
    if !number.iter().all(u8::is_ascii_digit) {
        return number;
    }
    let zeros = number.iter().take_while(|digit| **digit == b'0').count();
    &number[zeros.min(number.len().saturating_sub(1))..]
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
    fn a_key_is_sixty_four_digits_and_is_never_shown() {
        for text in ["", "# niets", "abc", &"z".repeat(64), &format!("{0}\n{0}", "a".repeat(64))] {
            assert_eq!(Sleutel::parse(text).unwrap_err(), NoSleutel, "{text}");
        }
        assert_eq!(format!("{:?}", key('7')), "Sleutel(..)");
        assert!(!key('7').fingerprint().contains("7777"));
    }
}
