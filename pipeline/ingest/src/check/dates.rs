//! Reads the words of a date, returns a day as a number.
//!
//! Knows the forms in which Dutch exports write a day; it asks no clock, and guesses no order: a day that only another
//! order explains is said to be one.

use std::fmt;

use domain::schooljaar::Schooljaar;

mod words;

/// The order of day, month and year in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// `2025-01-27`, `20250127`, or day first: `27-01-2025`, `27/1/25`.
    #[default]
    Dutch,
    /// Month first: `01/27/2025`.
    MonthFirst,
    /// Year, day, month: `2025-27-01`.
    YearDayMonth,
    /// Year first, in two digits: `25-01-27`.
    ShortYearFirst,
}

impl DateOrder {
    const ALL: [Self; 4] = [Self::Dutch, Self::MonthFirst, Self::YearDayMonth, Self::ShortYearFirst];

    /// Reads the form as a mapping writes it, such as `dd-mm-jjjj`.
    pub(crate) fn named(form: &str) -> Option<Self> {
        let letters: String = form.chars().filter(char::is_ascii_alphabetic).collect();
        match letters.to_lowercase().replace('y', "j").as_str() {
            "ddmmjjjj" | "dmjjjj" | "jjjjmmdd" | "ddmmjj" | "dmjj" => Some(Self::Dutch),
            "mmddjjjj" | "mdjjjj" | "mmddjj" | "mdjj" => Some(Self::MonthFirst),
            "jjjjddmm" => Some(Self::YearDayMonth),
            "jjmmdd" => Some(Self::ShortYearFirst),
            _ => None,
        }
    }

    /// The form as a mapping writes it.
    pub(crate) fn form(self) -> &'static str {
        match self {
            Self::Dutch => "dd-mm-jjjj",
            Self::MonthFirst => "mm/dd/jjjj",
            Self::YearDayMonth => "jjjj-dd-mm",
            Self::ShortYearFirst => "jj-mm-dd",
        }
    }
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDay {
    /// It is in no calendar.
    Malformed,
    /// It is a day in this order only, which is not that of the column.
    Order(DateOrder),
}

/// A day that stands in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

/// Day 0 of a spreadsheet is 30 December 1899, in days since 1970.
const SPREADSHEET_START: i32 = -25_569;

impl Day {
    /// Reads a day; a time and a time zone behind it do not matter.
    ///
    /// # Errors
    /// When it is in no calendar, or in another order than that of the column.
    pub(crate) fn read(word: &[u8], order: DateOrder) -> Result<Self, NoDay> {
        let (first, second, third) = match words::parts(word).ok_or(NoDay::Malformed)? {
            words::Parts::Numbers(parts) => parts,
            words::Parts::Named { year, month, day } => {
                return Self::new(year.full(), month, day).ok_or(NoDay::Malformed);
            }
            words::Parts::Serial(days) => {
                return Self::from_1970(SPREADSHEET_START + days).ok_or(NoDay::Malformed);
            }
        };
        let read = |order: DateOrder| {
            let (year, month, day) = match order {
                DateOrder::YearDayMonth if first.has_century() => (first, third, second),
                _ if first.has_century() => (first, second, third),
                DateOrder::ShortYearFirst if !third.has_century() => (first, second, third),
                DateOrder::MonthFirst => (third, first, second),
                _ => (third, second, first),
            };
            // A day or a month never has four digits, a year never one.
            let (month, day) = (month.small()?, day.small()?);
            Self::new(year.year()?, month, day)
        };
        read(order).ok_or_else(|| {
            // A number that can be a day makes no short year likely.
            let likely = |other: &DateOrder| *other != DateOrder::ShortYearFirst || !first.can_be_a_day();
            let other = DateOrder::ALL.into_iter().filter(likely).find(|other| read(*other).is_some());
            other.map_or(NoDay::Malformed, NoDay::Order)
        })
    }

    fn new(year: u16, month: u8, of_month: u8) -> Option<Self> {
        let known = (1901..2099).contains(&year) && (1..=12).contains(&month);
        (known && (1..=days_in(year, month)).contains(&of_month)).then_some(Self { year, month, of_month })
    }

    /// Whether another day is read when day and month change places; of words that say which is which it never is.
    pub(crate) fn is_either_way(self, word: &[u8]) -> bool {
        let changes = self.of_month <= 12 && self.of_month != self.month;
        // The name of a weekday in front is that of one of the two.
        changes
            && word.first().is_some_and(u8::is_ascii_digit)
            && matches!(words::parts(word), Some(words::Parts::Numbers((first, ..))) if !first.has_century())
    }

    /// Whether the day can be no month, and so tells in which order day and month stand; with the year in front, or with
    /// words, it never does.
    pub(crate) fn settles_order(self, word: &[u8]) -> bool {
        self.of_month > 12
            && matches!(words::parts(word), Some(words::Parts::Numbers((first, ..))) if !first.has_century())
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

    /// The day that lies so many days after 1 January 1970; the same source, `civil_from_days`.
    fn from_1970(days: i32) -> Option<Self> {
        let days = days + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + i32::from(month <= 2);
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
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

    const JANUARY_27: i32 = 20_115;

    fn days(word: &str) -> Result<i32, NoDay> {
        Day::read(word.as_bytes(), DateOrder::Dutch).map(Day::since_1970)
    }

    #[test]
    fn reads_the_same_day_in_every_form() {
        for word in [
            "2025-01-27",
            "27-01-2025",
            "27/1/2025",
            "20250127",
            "27012025",
            "27.01.2025",
            "27 01 2025",
            "2025/1/27",
            "2025-01-27T10:00:00",
            "2025-01-27T10:00:00.000Z",
            "2025-01-27+01:00",
            "2025-01-27-05:00",
            "2025-01-27Z",
            "2025-01-27T23:30:00+01:00",
            "27-1-2025 0:00",
            "27-01-2025 10:15:30",
            "27-01-2025, 10:15",
            "27/1/2025 12:00:00 AM",
            "27-01-25",
            "27/1/25",
            "27-jan-2025",
            "27-jan.-25",
            "27jan2025",
            "27 januari 2025",
            "27 January 2025",
            "January 27, 2025",
            "2025-jan-27",
            "maandag 27 januari 2025",
            "ma 27-01-2025",
            "45684",
            "45684,0",
            "45684.41667",
        ] {
            assert_eq!(days(word), Ok(JANUARY_27), "{word}");
        }
        assert_eq!(days("1970-01-01"), Ok(0));
        assert_eq!(days("2000-03-01"), Ok(11_017));
        let day = Day::read(b"1-3-2026", DateOrder::Dutch).map(|day| day.to_string());
        assert_eq!(day.as_deref(), Ok("2026-03-01"));
        assert_eq!(days("3 mrt 2025"), days("03-03-2025"));
        assert_eq!(days("1 okt 1999"), days("1-10-99"));
    }

    #[test]
    fn refuses_what_is_in_no_calendar() {
        for word in [
            "29-02-2025",
            "31-04-2025",
            "2025-13-32",
            "",
            "morgen",
            "1-2-3-2025",
            "27-01-5",
            "270125",
            "123456",
            "27-foo-2025",
            "12345678",
            "27-01",
            "2025",
            "99999",
            "27-01-2025-",
            "27-01-2025x",
            "januari 2025",
            "000-01-27",
            "27-01-02025",
            "P1000",
        ] {
            assert_eq!(days(word), Err(NoDay::Malformed), "{word}");
        }
        assert!(days("29-02-2024").is_ok());
    }

    #[test]
    fn a_day_that_only_another_order_explains_says_so() {
        for (word, order) in [
            ("01/27/2025", DateOrder::MonthFirst),
            ("1/27/25", DateOrder::MonthFirst),
            ("01272025", DateOrder::MonthFirst),
            ("2025-27-01", DateOrder::YearDayMonth),
            ("99-12-31", DateOrder::ShortYearFirst),
        ] {
            assert_eq!(days(word), Err(NoDay::Order(order)), "{word}");
            assert_eq!(DateOrder::named(order.form()), Some(order));
            assert!(Day::read(word.as_bytes(), order).is_ok(), "{word}");
        }
        let month_first = Day::read(b"27-01-2025", DateOrder::MonthFirst);
        assert_eq!(month_first, Err(NoDay::Order(DateOrder::Dutch)));
    }

    #[test]
    fn a_day_that_can_be_a_month_is_one_either_way() {
        for (word, either) in [
            ("06-01-2025", true),
            ("6/1/25", true),
            ("06-06-2025", false),
            ("27-01-2025", false),
            ("2025-01-06", false),
            ("20250106", false),
            ("6-jan-2025", false),
            ("45663", false),
            ("6/1/2025 12:00:00 AM", true),
            ("06012025", true),
            ("ma 06-01-2025", false),
        ] {
            let day = Day::read(word.as_bytes(), DateOrder::Dutch).unwrap();
            assert_eq!(day.is_either_way(word.as_bytes()), either, "{word}");
        }
    }

    #[test]
    fn only_a_day_in_front_of_its_month_tells_the_order() {
        for (word, settles) in [
            ("27-01-2025", true),
            ("27/1/25", true),
            ("27012025", true),
            ("2025-01-27", false),
            ("20250127", false),
            ("27-jan-2025", false),
            ("45684", false),
            ("06-01-2025", false),
        ] {
            let day = Day::read(word.as_bytes(), DateOrder::Dutch).unwrap();
            assert_eq!(day.settles_order(word.as_bytes()), settles, "{word}");
        }
    }

    #[test]
    fn a_mapping_can_put_the_month_first() {
        let order = DateOrder::named("mm/dd/jjjj").unwrap();
        assert_eq!(Day::read(b"01/27/2025", order).map(Day::since_1970), Ok(JANUARY_27));
        assert_eq!(Day::read(b"1/6/2025", order).map(Day::since_1970), days("06-01-2025"));
        assert_eq!(Day::read(b"2025-01-06", order).map(Day::since_1970), days("06-01-2025"));
        assert_eq!(DateOrder::named("dd-mm-jjjj"), Some(DateOrder::Dutch));
        assert_eq!(DateOrder::named("week"), None);
    }

    #[test]
    fn a_day_has_its_school_year_and_moment() {
        let day = Day::read(b"2025-07-31", DateOrder::Dutch).unwrap();
        assert_eq!(day.schooljaar().unwrap().to_string(), "2024-2025");
        assert_eq!(day.moment(), 2);
        assert_eq!(Day::read(b"2024-12-10", DateOrder::Dutch).unwrap().moment(), 1);
    }
}
