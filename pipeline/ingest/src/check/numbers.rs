//! Reads the words of a number, returns the number or why it is none.
//!
//! A comma and a point are both a decimal sign, and a mark of thousands where nothing else is possible; where both are
//! possible nothing is guessed.

use std::borrow::Cow;

use super::reason::Reason;

/// Reads a number with decimals.
///
/// # Errors
/// When it is not a number, or when one mark can be either that of thousands or that of decimals.
pub(crate) fn decimal(word: &[u8]) -> Result<f64, Reason> {
    match plain(word) {
        Some(_) if is_ambiguous(word) => Err(Reason::AmbiguousThousands),
        Some(number) => Ok(number),
        None => grouped(word).ok_or(Reason::NotANumber),
    }
}

/// Writes a number of XML, where a point is always the decimal sign, so that it cannot be taken for a mark of thousands.
pub(crate) fn exact(number: &str) -> Cow<'_, str> {
    match number.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => Cow::Owned(format!("{number}0")),
        _ => Cow::Borrowed(number),
    }
}

/// Reads a whole number of at most four digits, also as spreadsheets write one: `60.0`.
pub(crate) fn whole(word: &[u8]) -> Option<u16> {
    let bare = without_zero_decimals(word);
    if bare.is_empty() || bare.len() > 4 {
        return None;
    }
    bare.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

/// A whole number without the decimals that spreadsheets and databases put behind it; any other word as it is.
pub(crate) fn without_zero_decimals(word: &[u8]) -> &[u8] {
    let Some(at) = word.iter().position(|byte| matches!(byte, b'.' | b',')) else { return word };
    let (number, decimals) = (&word[..at], &word[at + 1..]);
    let is_whole = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
    // Three zeros can be those of a thousand.
    let is_zero = !decimals.is_empty() && decimals.len() != 3 && decimals.iter().all(|byte| *byte == b'0');
    if is_whole && is_zero { number } else { word }
}

/// Reads a number of at most nine digits before and nine behind one comma or point, which is the decimal sign.
pub(crate) fn plain(word: &[u8]) -> Option<f64> {
    const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
    let (negative, bare) = word.strip_prefix(b"-").map_or((false, word), |rest| (true, rest));
    let (mut sum, mut seen, mut decimals) = (0_u32, 0_usize, None);
    for byte in bare {
        match byte {
            b'0'..=b'9' if seen < 9 => {
                sum = sum * 10 + u32::from(byte - b'0');
                seen += 1;
                decimals = decimals.map(|count: usize| count + 1);
            }
            b',' | b'.' if decimals.is_none() && seen > 0 => decimals = Some(0),
            // More decimals than any test has add nothing.
            b'0'..=b'9' if decimals.is_some() => {}
            _ => return None,
        }
    }
    if seen == 0 || decimals == Some(0) {
        return None;
    }
    let number = f64::from(sum) / POWERS[decimals.unwrap_or(0)];
    Some(if negative { -number } else { number })
}

/// `1.200` is twelve hundred to one and a little over one to another.
fn is_ambiguous(word: &[u8]) -> bool {
    let bare = word.strip_prefix(b"-").unwrap_or(word);
    let mark = bare.iter().position(|byte| matches!(byte, b'.' | b','));
    mark.is_some_and(|at| (1..=3).contains(&at) && bare.len() == at + 4) && bare[0] != b'0'
}

/// Reads a number with marks of thousands that can be nothing else: `1.234,5`, `1 200`, `1.200.000`.
fn grouped(word: &[u8]) -> Option<f64> {
    let whole = std::str::from_utf8(word).ok()?;
    let (negative, text) = whole.strip_prefix('-').map_or((false, whole), |rest| (true, rest));
    let mark = text.chars().find(|sign| !sign.is_ascii_digit())?;
    let is_mark = matches!(mark, '.' | ',' | '\'' | '’') || mark.is_whitespace();
    let last = text.rfind(|sign: char| !sign.is_ascii_digit()).filter(|_| is_mark)?;
    let (groups, decimals) = match text[last..].chars().next()? {
        sign @ ('.' | ',') if sign != mark => (&text[..last], &text[last + 1..]),
        _ => (text, ""),
    };
    let mut parts = groups.split(mark);
    let first = parts.next().filter(|part| (1..=3).contains(&part.len()))?;
    let mut digits = first.to_owned();
    let mut groups_of_three = 0;
    for part in parts {
        (part.len() == 3).then(|| digits.push_str(part))?;
        groups_of_three += 1;
    }
    let all_digits = digits.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
    if !all_digits || groups_of_three == 0 {
        return None;
    }
    let number: f64 = format!("{digits}.{decimals}0").parse().ok()?;
    Some(if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_comma_or_a_point() {
        for (word, number) in [
            ("312,5", 312.5),
            ("0.25", 0.25),
            ("0.125", 0.125),
            ("-7", -7.0),
            ("174,250000000000", 174.25),
            ("187.1250", 187.125),
            ("1200", 1200.0),
        ] {
            assert_eq!(decimal(word.as_bytes()), Ok(number), "{word}");
        }
        for word in ["", ",5", "5,", "12a", "--1", "1234567890", "1-2", "veel"] {
            assert_eq!(decimal(word.as_bytes()), Err(Reason::NotANumber), "{word}");
        }
    }

    #[test]
    fn a_mark_of_thousands_is_read_where_it_can_be_nothing_else() {
        for (word, number) in [
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1 200", 1200.0),
            ("1\u{a0}200,25", 1200.25),
            ("1.200.000", 1_200_000.0),
            ("-1.200,0", -1200.0),
            ("1'200", 1200.0),
        ] {
            assert_eq!(decimal(word.as_bytes()), Ok(number), "{word}");
        }
        for word in ["1.200", "1,200", "12.345", "-1.200"] {
            assert_eq!(decimal(word.as_bytes()), Err(Reason::AmbiguousThousands), "{word}");
        }
        for word in ["1.20.300", "1 20", "1.2345,5", "1,2,3", "1 200 ", "12.34.56"] {
            assert_eq!(decimal(word.as_bytes()), Err(Reason::NotANumber), "{word}");
        }
    }

    #[test]
    fn a_whole_number_may_have_zeros_behind_it() {
        for (word, number) in [("60", Some(60)), ("60.0", Some(60)), ("60,00", Some(60)), ("60.5", None)] {
            assert_eq!(whole(word.as_bytes()), number, "{word}");
        }
        assert_eq!((whole(b"60.000"), whole(b".0"), whole(b"12345")), (None, None, None));
    }
}
