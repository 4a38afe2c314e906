//! Tells which headings are the codes of standards, and reads the judgements below them.
//!
//! It knows no name of a standard and gives none a meaning.

use crate::check::cells;
use crate::check::reason::Reason;
use crate::read::grid::{Cell, Grid, Header};

/// The longest word that is taken for a judgement.
const LONGEST_OORDEEL: usize = 40;

/// What the codes of standards start with, in the kaders since 2017: a column with such a code holds judgements.
const STANDARDS: [&str; 11] = ["BA", "BKA", "FB", "KA", "OP", "OR", "RPO", "SK", "SKA", "VS", "WV"];

/// Tells whether a heading is the code of a known standard: `OP2`, `SKA1`, `OP2SN`, and `2.1` in older kaders.
pub(crate) fn is_standard(heading: &str) -> bool {
    let (letters, _) = split(heading.trim(), |byte| byte.is_ascii_uppercase());
    has_form(heading) && (letters.is_empty() || STANDARDS.contains(&letters))
}

/// Tells whether a heading has the form of a code, as the standards of a new kader can have: `OP2SN`, `KVK`.
pub(crate) fn has_form(heading: &str) -> bool {
    let (letters, rest) = split(heading.trim(), |byte| byte.is_ascii_uppercase());
    let (digits, tail) = split(rest, |byte| byte.is_ascii_digit());
    match letters.len() {
        0 => digits.len() == 1 && tail.len() == 2 && tail.starts_with('.') && tail[1..].parse::<u8>().is_ok(),
        2 | 3 => {
            heading.trim() != "OVT" && digits.len() <= 2 && tail.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Tells whether most of what stands in a column are judgements, or nothing stands there.
pub(crate) fn holds_judgements(grid: &Grid, header: &Header, column: usize) -> bool {
    let cells = || grid.below(header).map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
    2 * cells().filter(|cell| oordeel(cell).is_ok()).count() >= cells().count()
}

fn split(text: &str, belongs: impl Fn(u8) -> bool) -> (&str, &str) {
    text.split_at(text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len()))
}

/// Reads a judgement as published. New kaders bring new words, so any word will do; a number or a mark will not.
pub(crate) fn oordeel(cell: &Cell) -> Result<Option<String>, Reason> {
    let Some(word) = cells::plain(cell) else { return Ok(None) };
    let is_word = word.starts_with(char::is_alphabetic)
        && word.chars().all(|sign| sign.is_alphabetic() || matches!(sign, ' ' | '.' | '-' | '/' | '(' | ')'));
    if is_word && word.chars().count() <= LONGEST_OORDEEL {
        Ok(Some(word))
    } else {
        Err(Reason::MalformedOordeel)
    }
}
