//! Reads the words of a date, returns its three parts in the order in which they stand.
//!
//! Passes over times, time zones and names of weekdays; which part is the day is for `date` to say.

/// Months in Dutch and English, by how their names start.
const MONTHS: [&[&str]; 12] = [
    &["jan", "januari", "january"],
    &["feb", "febr", "februari", "february"],
    &["mrt", "mar", "maart", "march"],
    &["apr", "april"],
    &["mei", "may"],
    &["jun", "juni", "june"],
    &["jul", "juli", "july"],
    &["aug", "augustus", "august"],
    &["sep", "sept", "september"],
    &["okt", "oct", "oktober", "october"],
    &["nov", "november"],
    &["dec", "december"],
];
/// Weekdays that may stand in front.
#[rustfmt::skip]
const WEEKDAYS: [&str; 28] = [
    "ma", "di", "wo", "do", "vr", "za", "zo",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
];
/// The days of spreadsheets that can be one of a test: 1990 to 2089.
const SERIALS: std::ops::Range<i32> = 32_874..69_399;
/// No date is longer: `donderdag 25 september 2025 om 10:00:00.000 +02:00`.
const LONGEST: usize = 60;

/// A number of a date with the count of its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    value: u16,
    digits: usize,
}

/// What a date consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    /// Three numbers.
    Numbers((Number, Number, Number)),
    /// A day with the name of its month, which can be nothing else.
    Named { year: Number, month: u8, day: u8 },
    /// The days that a spreadsheet counts.
    Serial(i32),
}

impl Number {
    fn of(digits: &[u8]) -> Option<Self> {
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        let value = digits
            .iter()
            .try_fold(0_u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))?;
        Some(Self { value, digits: digits.len() })
    }

    pub(super) fn has_century(self) -> bool {
        self.digits == 4
    }

    /// The number as a day or a month.
    pub(super) fn small(self) -> Option<u8> {
        u8::try_from(self.value).ok().filter(|_| self.digits <= 2)
    }

    pub(super) fn can_be_a_day(self) -> bool {
        self.value <= 31
    }

    /// The number as a year; of two digits those of 1990 to 2089.
    pub(super) fn year(self) -> Option<u16> {
        matches!(self.digits, 2 | 4).then(|| self.full())
    }

    /// The year with its century.
    pub(super) fn full(self) -> u16 {
        match (self.digits, self.value) {
            (2, 90..) => 1900 + self.value,
            (2, _) => 2000 + self.value,
            _ => self.value,
        }
    }
}

/// Takes a date apart.
pub(super) fn parts(word: &[u8]) -> Option<Parts> {
    if let Some(found) = usual(word) {
        return Some(found);
    }
    let text = std::str::from_utf8(word).ok().filter(|text| text.len() <= LONGEST)?.to_lowercase();
    let day = without_time(&text)?;
    if !day.ends_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '.' || sign == ',') {
        return None;
    }
    let mut pieces = pieces(day)?;
    if pieces.first().is_some_and(|first| WEEKDAYS.contains(first)) {
        pieces.remove(0);
    }
    match pieces[..] {
        [digits] if digits.len() == 8 => eight_digits(digits.as_bytes()),
        [digits] | [digits, _] if digits.len() == 5 => serial(&pieces),
        [first, second, third] => three(first, second, third),
        _ => None,
    }
}

/// `2025-01-27` and `27-01-2025` without looking further.
fn usual(word: &[u8]) -> Option<Parts> {
    let word: &[u8; 10] = word.try_into().ok()?;
    let is_mark = |byte: u8| matches!(byte, b'-' | b'/' | b'.');
    let (first, second, third) = if is_mark(word[4]) && is_mark(word[7]) {
        (&word[..4], &word[5..7], &word[8..])
    } else if is_mark(word[2]) && is_mark(word[5]) {
        (&word[..2], &word[3..5], &word[6..])
    } else {
        return None;
    };
    Some(Parts::Numbers((Number::of(first)?, Number::of(second)?, Number::of(third)?)))
}

/// The part of a text before the time of day and the time zone.
fn without_time(text: &str) -> Option<&str> {
    // xs:date and xs:dateTime: behind ten signs only a time or a zone can stand.
    if let Some((day, rest)) = text.split_at_checked(10)
        && is_iso(day.as_bytes())
        && rest.starts_with(['t', 'z', '+', '-', ' '])
    {
        let of_time = |sign: char| sign.is_ascii_digit() || "tz:+-., apm".contains(sign);
        return rest.chars().all(of_time).then_some(day);
    }
    let Some(colon) = text.find(':') else { return Some(text) };
    let hour = text[..colon].trim_end_matches(|sign: char| sign.is_ascii_digit());
    let rest = &text[colon..];
    let of_time = rest.chars().all(|sign| sign.is_ascii_digit() || ":., apmuz+-".contains(sign));
    let day = hour.strip_suffix(['t', ' '])?.trim_end().trim_end_matches([',', '.']);
    of_time.then(|| day.strip_suffix(" om").unwrap_or(day).trim_end())
}

fn is_iso(day: &[u8]) -> bool {
    day.iter()
        .enumerate()
        .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// Cuts a text at its signs, and where digits and letters meet.
fn pieces(text: &str) -> Option<Vec<&str>> {
    let is_sign = |sign: char| matches!(sign, '-' | '/' | '.' | ',' | '–' | '‑') || sign.is_whitespace();
    let mut found = Vec::new();
    for part in text.split(is_sign).filter(|part| !part.is_empty()) {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let end =
                rest.find(|sign: char| sign.is_ascii_digit() != first.is_ascii_digit()).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            found.push(piece);
            rest = after;
        }
    }
    (found.len() <= 4).then_some(found)
}

/// `20250127`, or `27012025`: never both, for a year starts with 19 or 20 and no month does.
fn eight_digits(digits: &[u8]) -> Option<Parts> {
    let cut = |ends: [usize; 2]| {
        let (first, second) = (Number::of(&digits[..ends[0]])?, Number::of(&digits[ends[0]..ends[1]])?);
        Some(Parts::Numbers((first, second, Number::of(&digits[ends[1]..])?)))
    };
    if matches!(digits[..2], [b'1', b'9'] | [b'2', b'0'])
        && !matches!(digits[4..6], [b'1', b'9'] | [b'2', b'0'])
    {
        cut([4, 6])
    } else {
        cut([2, 4])
    }
}

/// A day as a spreadsheet counts it, with a part of the day or not.
fn serial(pieces: &[&str]) -> Option<Parts> {
    let is_number = |piece: &&str| piece.bytes().all(|byte| byte.is_ascii_digit());
    let days = pieces[0].parse().ok().filter(|_| pieces.iter().all(is_number))?;
    SERIALS.contains(&days).then_some(Parts::Serial(days))
}

fn three(first: &str, second: &str, third: &str) -> Option<Parts> {
    let number = |piece: &str| Number::of(piece.as_bytes());
    let (year, name, day) = match (number(first), number(second), number(third)) {
        (Some(first), Some(second), Some(third)) => return Some(Parts::Numbers((first, second, third))),
        (Some(first), None, Some(third)) if first.has_century() => (first, second, third),
        (Some(first), None, Some(third)) => (third, second, first),
        (None, Some(second), Some(third)) => (third, first, second),
        _ => return None,
    };
    year.year()?;
    Some(Parts::Named { year, month: month(name)?, day: day.small()? })
}

/// The month with this name.
fn month(name: &str) -> Option<u8> {
    let found = MONTHS.iter().position(|names| names.contains(&name))?;
    u8::try_from(found + 1).ok()
}
