//! The words of a date in, a day as a number out.
//!
//! Knows the orders in which Dutch exports write a day; it asks no clock.

use domain::schooljaar::Schooljaar;

/// The order of day, month and year in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `2025-01-27`, `20250127`, or day first: `27-01-2025`, `27/1/2025`.
    #[default]
    Dutch,
    /// Month first: `01/27/2025`.
    MonthFirst,
    /// Year, day, month: `2025-27-01`.
    YearDayMonth,
}

impl DateOrder {
    /// Reads the form as a mapping writes it, such as `dd-mm-jjjj`.
    pub(crate) fn named(form: &str) -> Option<Self> {
        let letters: String = form.chars().filter(char::is_ascii_alphabetic).collect();
        match letters.to_lowercase().replace('y', "j").as_str() {
            "ddmmjjjj" | "dmjjjj" | "jjjjmmdd" => Some(Self::Dutch),
            "mmddjjjj" | "mdjjjj" => Some(Self::MonthFirst),
            "jjjjddmm" => Some(Self::YearDayMonth),
            _ => None,
        }
    }
}

/// A day that stands in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// Reads a day; a time behind it (`2025-01-27T10:00:00`) does not matter.
    pub(crate) fn parse(word: &[u8], order: DateOrder) -> Option<Self> {
        let word = word.split(|byte| matches!(byte, b'T' | b' ')).next()?;
        let (first, second, third) = parts(word)?;
        let (year, month, day) = match order {
            DateOrder::YearDayMonth if first > 999 => (first, third, second),
            _ if first > 999 => (first, second, third),
            DateOrder::MonthFirst => (third, first, second),
            _ => (third, second, first),
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let known = (1901..2099).contains(&year) && (1..=12).contains(&month);
        (known && (1..=days_in(year, month)).contains(&day)).then_some(Self { year, month, of_month: day })
    }

    /// The school year in which the day falls.
    pub(crate) fn schooljaar(self) -> Option<Schooljaar> {
        Schooljaar::from_date(self.year, self.month)
    }

    /// The moment at which tests of this month are taken: B from August, M from December, E from April.
    ///
    /// Source: the norm periods of Cito for 2026-2027, M in December to March and E in April to July.
    pub(crate) fn moment(self) -> u8 {
        match self.month {
            8..=11 => 0,
            12 | 1..=3 => 1,
            _ => 2,
        }
    }

    /// Days since 1 January 1970.
    ///
    /// Hinnant, H. (2013), "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub(crate) fn since_1970(self) -> i32 {
        let (month, day) = (i32::from(self.month), i32::from(self.of_month));
        let year = i32::from(self.year) - i32::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }
}

/// Three numbers with `-`, `/` or `.` between them, or eight digits.
fn parts(word: &[u8]) -> Option<(u16, u16, u16)> {
    if word.len() == 8 && word.iter().all(u8::is_ascii_digit) {
        return Some((number(&word[..4])?, number(&word[4..6])?, number(&word[6..])?));
    }
    let mut parts = word.split(|byte| matches!(byte, b'-' | b'/' | b'.')).map(number);
    let found = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(found)
}

fn number(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits
        .iter()
        .try_fold(0_u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(word: &str) -> Option<i32> {
        Day::parse(word.as_bytes(), DateOrder::Dutch).map(Day::since_1970)
    }

    #[test]
    fn reads_the_same_day_in_every_form() {
        for word in ["2025-01-27", "27-01-2025", "27/1/2025", "20250127", "27.01.2025", "2025-01-27T10:00:00"]
        {
            assert_eq!(days(word), Some(20_115), "{word}");
        }
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-03-01"), Some(11_017));
    }

    #[test]
    fn refuses_what_is_in_no_calendar() {
        for word in ["29-02-2025", "31-04-2025", "2025-13-01", "27-01-25", "", "morgen", "1-2-3-2025"] {
            assert_eq!(days(word), None, "{word}");
        }
        assert!(days("29-02-2024").is_some());
    }

    #[test]
    fn a_mapping_can_put_the_month_first() {
        let order = DateOrder::named("mm/dd/jjjj").unwrap();
        assert_eq!(Day::parse(b"01/27/2025", order).map(Day::since_1970), Some(20_115));
        assert_eq!(DateOrder::named("dd-mm-jjjj"), Some(DateOrder::Dutch));
        assert_eq!(DateOrder::named("week"), None);
    }

    #[test]
    fn a_day_has_its_school_year_and_moment() {
        let day = Day::parse(b"2025-07-31", DateOrder::Dutch).unwrap();
        assert_eq!(day.schooljaar().unwrap().to_string(), "2024-2025");
        assert_eq!(day.moment(), 2);
        assert_eq!(Day::parse(b"2024-12-10", DateOrder::Dutch).unwrap().moment(), 1);
    }
}
