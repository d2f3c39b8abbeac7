//! [`PartialDate`]: a day, a month or a year, as registries give them.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A date of which the day, or the month too, may not be known. It is written as `2015-03-09`, `2015-03` or `2015`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// What is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDate(pub String);

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” is no date; dates are written as 2015-03-09, 2015-03 or 2015",
            self.0
        )
    }
}

impl std::error::Error for NoDate {}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl PartialDate {
    /// A date of the Gregorian calendar; `None` where there is no such day or month, or the year is not of this era of
    /// registries (1900 to 2199).
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1900..2200).contains(&year) || (day.is_some() && month.is_none()) {
            return None;
        }
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return None;
        }
        if let (Some(month), Some(day)) = (month, day)
            && (day == 0 || day > days_in(year, month))
        {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The date that a registry wrote: `2015-03-09`, `2015-03`, `March 9, 2015`, `March 2015`, `9 March 2015`,
    /// `20150309`, `2015/03/09`, and `09/03/2015`, whose day comes first (ICTRP) unless that cannot be. A time of day
    /// behind it does not matter. `None` where nothing of this stands there.
    ///
    /// ```
    /// use registry::PartialDate;
    /// let written = |text| PartialDate::read(text).map(|date| date.to_string());
    /// assert_eq!(written("March 9, 2015").as_deref(), Some("2015-03-09"));
    /// assert_eq!(written("09/03/2015").as_deref(), Some("2015-03-09"));
    /// assert_eq!(written("Mar 2015").as_deref(), Some("2015-03"));
    /// assert_eq!(written("soon"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 64 {
            return None;
        }
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
            return Self::new(year.parse().ok()?, month.parse().ok(), day.parse().ok());
        }
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.' | 'T'))
            .filter(|part| !part.is_empty() && !part.contains(':'))
            .filter(|part| !matches!(part.to_lowercase().as_str(), "am" | "pm"))
            .collect();
        let number = |part: &str| part.parse::<u16>().ok();
        let small = |part: &str| part.parse::<u8>().ok();
        match parts.as_slice() {
            [year] => Self::new(number(year)?, None, None),
            [first, second] => match (named(first), named(second)) {
                (Some(month), _) => Self::new(number(second)?, Some(month), None),
                (None, Some(month)) => Self::new(number(first)?, Some(month), None),
                (None, None) if first.len() == 4 => {
                    Self::new(number(first)?, Some(small(second)?), None)
                }
                (None, None) => Self::new(number(second)?, Some(small(first)?), None),
            },
            [first, second, third] => {
                if let Some(month) = named(first) {
                    return Self::new(number(third)?, Some(month), Some(small(second)?));
                }
                if let Some(month) = named(second) {
                    let (day, year) = if first.len() == 4 {
                        (third, first)
                    } else {
                        (first, third)
                    };
                    return Self::new(number(year)?, Some(month), Some(small(day)?));
                }
                if first.len() == 4 {
                    return Self::new(number(first)?, Some(small(second)?), Some(small(third)?));
                }
                let (a, b, year) = (small(first)?, small(second)?, number(third)?);
                Self::new(year, Some(b), Some(a)).or_else(|| Self::new(year, Some(a), Some(b)))
            }
            _ => None,
        }
    }

    /// Whether this date is before, on or after another; `None` where they do not say it, as `2015-03` and `2015-03-09`.
    pub fn against(self, other: Self) -> Option<Ordering> {
        let (low, high) = self.bounds();
        let (other_low, other_high) = other.bounds();
        if high < other_low {
            Some(Ordering::Less)
        } else if low > other_high {
            Some(Ordering::Greater)
        } else if low == high && (low, high) == (other_low, other_high) {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    /// Days from the other date to this one, where both are known to the day.
    pub fn days_after(self, other: Self) -> Option<i64> {
        let number = |date: Self| {
            let month = date.month?;
            Some(day_number(date.year, month, date.day?))
        };
        Some(number(self)? - number(other)?)
    }

    fn bounds(self) -> ((u16, u8, u8), (u16, u8, u8)) {
        let (first, last) = self.month.map_or((1, 12), |month| (month, month));
        let low = (self.year, first, self.day.unwrap_or(1));
        let high = (
            self.year,
            last,
            self.day.unwrap_or_else(|| days_in(self.year, last)),
        );
        (low, high)
    }
}

fn named(part: &str) -> Option<u8> {
    let part = part.to_lowercase();
    if part.len() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|month| month.starts_with(&part))?;
    u8::try_from(found + 1).ok()
}

fn leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn day_number(year: u16, month: u8, day: u8) -> i64 {
    let years: i64 = (1900..year).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let months: i64 = (1..month).map(|m| i64::from(days_in(year, m))).sum();
    years + months + i64::from(day)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = NoDate;

    fn from_str(text: &str) -> Result<Self, NoDate> {
        Self::read(text).ok_or_else(|| NoDate(text.chars().take(64).collect()))
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NoDate;

    fn try_from(text: String) -> Result<Self, NoDate> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    #[test]
    fn what_registries_write_is_read() {
        for (written, meant) in [
            ("2021-04-27", "2021-04-27"),
            ("2021-04", "2021-04"),
            ("April 2021", "2021-04"),
            ("April 27, 2021", "2021-04-27"),
            ("27 April 2021", "2021-04-27"),
            ("2021-Apr-27", "2021-04-27"),
            ("20210427", "2021-04-27"),
            ("27/04/2021", "2021-04-27"),
            ("04/27/2021", "2021-04-27"),
            ("27/04/2021 00:00:00", "2021-04-27"),
            ("4/27/2021 8:14:44 PM", "2021-04-27"),
            ("2021-04-27T00:00:00", "2021-04-27"),
            ("2021", "2021"),
        ] {
            assert_eq!(PartialDate::read(written), Some(date(meant)), "{written}");
        }
        for no in [
            "",
            "soon",
            "2021-13",
            "31/02/2021",
            "3021-01-01",
            "N/A",
            "1",
        ] {
            assert_eq!(PartialDate::read(no), None, "{no}");
        }
    }

    #[test]
    fn the_order_is_told_only_where_it_is_known() {
        assert_eq!(date("2015-03").against(date("2015-03-09")), None);
        assert_eq!(
            date("2015-04").against(date("2015-03-09")),
            Some(Ordering::Greater)
        );
        assert_eq!(date("2014").against(date("2015-01")), Some(Ordering::Less));
        assert_eq!(date("2015-03").against(date("2015-03")), None);
        assert_eq!(
            date("2015-03-09").against(date("2015-03-09")),
            Some(Ordering::Equal)
        );
        assert_eq!(date("2016-03-01").days_after(date("2016-02-28")), Some(2));
        assert_eq!(date("2016-03").days_after(date("2016-02-28")), None);
    }

    proptest! {
        #[test]
        fn a_date_written_is_read_again(year in 1900_u16..2200, month in 1_u8..=12, day in 1_u8..=28, parts in 1..=3) {
            let made = PartialDate::new(year, (parts > 1).then_some(month), (parts > 2).then_some(day)).expect("a date");
            prop_assert_eq!(PartialDate::read(&made.to_string()), Some(made));
        }

        #[test]
        fn no_text_ends_the_reader(text in "\\PC{0,40}") {
            let _read = PartialDate::read(&text);
        }
    }
}
