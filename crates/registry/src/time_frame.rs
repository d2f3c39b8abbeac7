//! Times in the words of registries: `12 weeks`, `up to 24 months`, `Day 28`, `baseline and one year`.

use serde::{Deserialize, Serialize};

/// A time that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedTime {
    /// The number as written.
    pub number: f64,
    /// Its unit.
    pub unit: TimeUnit,
}

/// The unit of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl NamedTime {
    /// In days; a month is 365.25 / 12 days, a year 365.25.
    pub fn days(self) -> f64 {
        self.number
            * match self.unit {
                TimeUnit::Minutes => 1.0 / 1440.0,
                TimeUnit::Hours => 1.0 / 24.0,
                TimeUnit::Days => 1.0,
                TimeUnit::Weeks => 7.0,
                TimeUnit::Months => 365.25 / 12.0,
                TimeUnit::Years => 365.25,
            }
    }
}

/// The times that a text names, in order: a number (or `one` to `twelve`) before or behind a unit; of `4, 8 and 12
/// weeks` all three. Numbers without a unit are none.
///
/// ```
/// let days: Vec<f64> = registry::times_in("baseline, 4 and 12 weeks; Day 28").iter().map(|t| t.days()).collect();
/// assert_eq!(days, [28.0, 84.0, 28.0]);
/// ```
pub fn times_in(text: &str) -> Vec<NamedTime> {
    let words = words(text);
    let mut found: Vec<NamedTime> = Vec::new();
    // Numbers that wait for the unit behind them.
    let mut waiting: Vec<f64> = Vec::new();
    let mut unit_before: Option<TimeUnit> = None;
    for word in &words {
        match word {
            Word::Number(number) => match unit_before {
                // “Day 28”, “weeks 4, 8 and 12”
                Some(unit) => found.push(NamedTime {
                    number: *number,
                    unit,
                }),
                None => waiting.push(*number),
            },
            Word::Unit(unit) => {
                let had = !waiting.is_empty();
                found.extend(waiting.drain(..).map(|number| NamedTime {
                    number,
                    unit: *unit,
                }));
                unit_before = (!had).then_some(*unit);
            }
            Word::Joins => {}
            Word::Other => {
                waiting.clear();
                unit_before = None;
            }
        }
    }
    found
}

/// Whether a text speaks of a time rather than of anything else.
pub(crate) fn is_time(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let lower = text.to_lowercase();
    !times_in(text).is_empty()
        || [
            "baseline",
            "discharge",
            "through study completion",
            "end of treatment",
            "end of study",
            "follow-up",
            "hospital stay",
            "immediately",
            "perioperative",
            "postoperative",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

enum Word {
    Number(f64),
    Unit(TimeUnit),
    /// Between the numbers of a list.
    Joins,
    Other,
}

fn words(text: &str) -> Vec<Word> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for piece in lower.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';' | '(' | ')' | '/' | '-' | '–' | '[' | ']' | ':' | '±' | '+' | '~'
            )
    }) {
        let piece = piece.trim_end_matches('.');
        if piece.is_empty() {
            continue;
        }
        // “12wk”, “6months”
        let digits = piece
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(piece.len());
        let (number, rest) = piece.split_at(digits);
        if let Ok(number) = number.parse::<f64>()
            && number < 1e6
        {
            words.push(Word::Number(number));
            if rest.is_empty() || matches!(rest, "th" | "st" | "nd" | "rd") {
                continue;
            }
            words.push(unit(rest).map_or(Word::Other, Word::Unit));
        } else if let Some(number) = spelled(piece) {
            words.push(Word::Number(number));
        } else if let Some(unit) = unit(piece) {
            words.push(Word::Unit(unit));
        } else if matches!(piece, "and" | "or" | "to" | "then" | "&") {
            words.push(Word::Joins);
        } else {
            words.push(Word::Other);
        }
    }
    words
}

fn unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" => TimeUnit::Minutes,
        "hour" | "hours" | "h" | "hr" | "hrs" => TimeUnit::Hours,
        "day" | "days" | "d" => TimeUnit::Days,
        "week" | "weeks" | "wk" | "wks" | "w" => TimeUnit::Weeks,
        "month" | "months" | "mo" | "mos" | "mth" | "mths" => TimeUnit::Months,
        "year" | "years" | "yr" | "yrs" | "y" => TimeUnit::Years,
        _ => return None,
    })
}

fn spelled(word: &str) -> Option<f64> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let at = NAMES.iter().position(|name| *name == word)?;
    u8::try_from(at + 1).ok().map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(text: &str) -> Vec<f64> {
        times_in(text).iter().map(|time| time.days()).collect()
    }

    #[test]
    fn times_are_read_as_a_person_would() {
        assert_eq!(days("Up to 24 weeks"), [168.0]);
        assert_eq!(days("Day 28"), [28.0]);
        assert_eq!(days("Weeks 4, 8, and 12"), [28.0, 56.0, 84.0]);
        assert_eq!(days("one year"), [365.25]);
        assert_eq!(days("6-month follow-up"), [182.625]);
        assert_eq!(days("12wk"), [84.0]);
        assert_eq!(days("72 hours"), [3.0]);
        assert_eq!(days("2.5 years"), [913.125]);
        assert_eq!(days("until 30 events have been seen"), Vec::<f64>::new());
        assert_eq!(
            days("through study completion, an average of 1 year"),
            [365.25]
        );
        assert_eq!(days(""), Vec::<f64>::new());
        assert!(is_time("Baseline") && !is_time("Pain on a scale from 0 to 10"));
    }

    proptest! {
        #[test]
        fn no_text_ends_the_reader(text in "\\PC{0,60}|([0-9.]{0,9}|week|day|,|and| ){0,20}") {
            let _read = times_in(&text);
        }
    }
}
