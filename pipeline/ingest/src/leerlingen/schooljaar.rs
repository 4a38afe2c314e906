//! Reads the words of a school year in a pupil file, returns the calendar year in which it starts.
//!
//! Reads what schools type. A single year is refused whatever it is, for half of the people mean the year in which the
//! school year starts and the others that in which it ends.

use crate::check::reason::Reason;

/// The school years that pupil data can be about, by the calendar year in which they start.
pub(crate) const SCHOOLJAREN: std::ops::Range<u16> = 1990..2090;

/// What people write in front of a school year.
const BEFORE: [&str; 3] = ["schooljaar", "cursusjaar", "sj"];

/// Reads a school year.
///
/// # Errors
/// When it is one year alone, or not two years in a row.
pub(crate) fn schooljaar(word: &[u8]) -> Result<u16, Reason> {
    if let Some(start) = usual(word) {
        return Ok(start);
    }
    let text = std::str::from_utf8(word).map_err(|_| Reason::MalformedSchooljaar)?.to_lowercase();
    let bare = BEFORE.iter().find_map(|before| text.strip_prefix(before)).unwrap_or(&text);
    let is_sign =
        |sign: char| matches!(sign, '-' | '/' | '_' | '.' | ',' | '–' | '—' | '‑') || sign.is_whitespace();
    if !bare.chars().all(|sign| sign.is_ascii_digit() || is_sign(sign)) {
        return Err(Reason::MalformedSchooljaar);
    }
    let parts: Vec<&str> = bare.split(is_sign).filter(|part| !part.is_empty()).collect();
    let has_decimals = bare.contains(['.', ',']);
    let start = match parts[..] {
        [year] if is_single(year) => return Err(Reason::SingleYear),
        [year, "0" | "00"] if is_single(year) && has_decimals => return Err(Reason::SingleYear),
        [both] if both.len() == 4 || both.len() == 8 => years_in_a_row(both.split_at(both.len() / 2)),
        [first, second] => years_in_a_row((first, second)),
        _ => None,
    };
    start.ok_or(Reason::MalformedSchooljaar)
}

/// A school year as tables spell it.
pub(crate) fn spelled(start: u16) -> String {
    format!("{start}-{}", start + 1)
}

/// Reads `2024-2025` without looking at other forms.
fn usual(word: &[u8]) -> Option<u16> {
    let (first, second) = (word.first_chunk::<4>()?, word.get(5..)?);
    let (start, end) = (digits(first)?, digits(second).filter(|_| second.len() == 4)?);
    (word[4] == b'-' && end == start + 1).then_some(start)
}

fn digits(word: &[u8]) -> Option<u16> {
    word.iter().try_fold(0_u16, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| u16::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// A year with its century; also `2021`, which could be 2020-2021 written short.
fn is_single(year: &str) -> bool {
    year.len() == 4 && digits(year.as_bytes()).is_some_and(|year| SCHOOLJAREN.contains(&year))
}

/// The first of two years in a row, of which either may lack its century.
fn years_in_a_row((first, second): (&str, &str)) -> Option<u16> {
    let (start, end) = (digits(first.as_bytes())?, digits(second.as_bytes())?);
    let start = match first.len() {
        4 => start,
        2 if second.len() == 2 => start + if start < 90 { 2000 } else { 1900 },
        _ => return None,
    };
    let follows = match second.len() {
        4 => end == start + 1,
        2 => end == (start + 1) % 100,
        _ => false,
    };
    follows.then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_is_two_years_in_a_row() {
        for word in [
            "2024-2025",
            "2024/2025",
            "2024-25",
            "24-25",
            "24/25",
            "2425",
            "20242025",
            "2024 - 2025",
            "2024–2025",
            "schooljaar 2024-2025",
            "SJ 2024/2025",
        ] {
            assert_eq!(schooljaar(word.as_bytes()), Ok(2024), "{word}");
        }
        assert_eq!(schooljaar(b"1999-2000"), Ok(1999));
        for word in ["99-00", "1999-00", "1999/00"] {
            assert_eq!(schooljaar(word.as_bytes()), Ok(1999), "{word}");
        }
        assert_eq!(schooljaar(b"1999.00"), Err(Reason::SingleYear));
        for word in
            ["2024-2026", "02024-2025", "2024-12", "2024 en 2025", "2424", "24-2025", "5", "", "2025-2024"]
        {
            assert_eq!(schooljaar(word.as_bytes()), Err(Reason::MalformedSchooljaar), "{word}");
        }
    }

    #[test]
    fn every_single_year_is_refused_alike() {
        for word in
            ["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2021.0", "2021,0", "schooljaar 2021"]
        {
            assert_eq!(schooljaar(word.as_bytes()), Err(Reason::SingleYear), "{word}");
        }
    }
}
