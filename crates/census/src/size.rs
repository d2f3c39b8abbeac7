//! How many people a trial has, as its record states it.

use std::sync::LazyLock;

use documents::{small_number_word, tens_word};
use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::{Evidence, Place, Sentence};

/// Classes of size that counts are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CensusSize")]
pub enum SizeClass {
    /// Fewer than 50 people.
    Below50,
    /// 50 to 99.
    From50,
    /// 100 to 499.
    From100,
    /// 500 to 999.
    From500,
    /// 1,000 and more.
    From1000,
    /// The record does not say.
    Unknown,
}

impl SizeClass {
    /// The class of a number of people.
    pub fn of(people: Option<u64>) -> Self {
        match people {
            None => SizeClass::Unknown,
            Some(0..50) => SizeClass::Below50,
            Some(50..100) => SizeClass::From50,
            Some(100..500) => SizeClass::From100,
            Some(500..1000) => SizeClass::From500,
            Some(_) => SizeClass::From1000,
        }
    }

    /// As it is shown: `100–499`.
    pub fn word(self) -> &'static str {
        match self {
            SizeClass::Below50 => "under 50",
            SizeClass::From50 => "50–99",
            SizeClass::From100 => "100–499",
            SizeClass::From500 => "500–999",
            SizeClass::From1000 => "1000 and more",
            SizeClass::Unknown => "not stated",
        }
    }
}

const DIGITS: &str = r"(?:[0-9]{1,3}(?:[,\x{a0}\x{2009} ][0-9]{3})+|[0-9]{1,7})";
const WORDS: &str = r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|a hundred|hundred|thousand)(?:[- ]and[- ]|[- ]|\b))+";
const PEOPLE: &str = r"(?:(?:out-|in-|non-)?patients?|participants?|subjects?|volunteers?|women|men|males?|females?|adults?|children|infants?|neonates?|newborns?|babies|adolescents?|students?|people|persons?|individuals?|pupils|smokers|veterans|mothers|parents|caregivers|carers|residents|nurses|physicians|girls|boys|outpatients|inpatients|survivors|users|athletes|players|recipients|employees|workers|respondents|youths?|families|couples|households|eyes|teeth|pregnancies|seniors|elders|preschoolers|schoolchildren)";
/// Up to seven words of description, none of them a number or the end of a clause.
const BETWEEN: &str = r"(?:[a-z(][a-z'/()-]*,? ){0,7}?";

/// Patterns, the surest first; the first group is the number.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let number = format!(r"(?:^|[^0-9a-z.,/-])(?:n ?= ?)?({DIGITS}|{WORDS}) ?");
    let random = r"(?:randomi[sz]ed|randomly (?:assigned|allocated|divided)|assigned (?:randomly|at random))";
    [
        // "120 patients were randomised", "193 out-patients with OA of the knee were randomized".
        format!(r"{number}{BETWEEN}{PEOPLE}\b[^0-9;]{{0,60}}?\b(?:were|was) (?:then |centrally |equally |prospectively )?(?:enrolled and |included and |recruited and )?{random}"),
        // "Of 300 screened, 120 were randomised".
        format!(r"{number}(?:\([^)]*\) )?(?:were|was) (?:then |subsequently )?{random}"),
        // "We randomised 120 patients", "randomly assigned a total of 1,024 women".
        format!(r"{random} (?:a total of )?(?:n ?= ?)?({DIGITS}|{WORDS}) ?{BETWEEN}{PEOPLE}\b"),
        // "a total of 120 patients".
        format!(r"\btotal(?:ly)? (?:of|number of)? ?(?:n ?= ?)?({DIGITS}|{WORDS}) ?{BETWEEN}{PEOPLE}\b"),
        // "120 patients were enrolled", "participated", "received".
        format!(r"{number}{BETWEEN}{PEOPLE}\b[^0-9;]{{0,80}}?\b(?:enrolled|recruited|included|participated|entered|received|underwent|completed|took part|assigned|allocated|divided|studied|treated|randomi[sz]ed)\b"),
        // "In 120 patients with …".
        format!(r"{number}{BETWEEN}{PEOPLE}\b"),
        // "patients (n = 120)".
        format!(r"{PEOPLE} ?\(n ?= ?({DIGITS})\)"),
        // "(n = 120)" and "N = 120" anywhere.
        format!(r"\bn ?= ?({DIGITS})\b"),
    ]
    .iter()
    .filter_map(|pattern| Regex::new(&crate::patterns::fast(pattern)).ok())
    .collect()
});

/// What makes a number none of people: "120 mg", "12 weeks", "5 years old".
static NOT_PEOPLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:-|(?:consecutive |different |separate |successive |more )?(?:%|per ?cent|mg|g|ml|kg|mcg|µg|iu|cm|mm|h|hours?|days?|weeks?|months?|years?|minutes?|min|times|sites|cent(?:er|re)s|hospitals|countries|clinics|groups|arms)\b|%)",
    )
    .ok()
});

/// The number of people that a record states, by the surest pattern that is found anywhere in title and abstract.
pub(crate) fn size(sentences: &[Sentence<'_>]) -> Option<(u64, Evidence)> {
    for pattern in PATTERNS.iter() {
        for place in [Place::Abstract, Place::Title] {
            for sentence in sentences.iter().filter(|s| s.place == place) {
                for found in pattern.captures_iter(&sentence.folded) {
                    if let Some(people) = people(&found, &sentence.folded) {
                        return Some((people, sentence.evidence()));
                    }
                }
            }
        }
    }
    None
}

fn people(found: &Captures<'_>, sentence: &str) -> Option<u64> {
    let number = found.get(1)?;
    let after = sentence.get(number.end()..)?.trim_start();
    if NOT_PEOPLE.as_ref()?.is_match(after) {
        return None;
    }
    let value = plain(number.as_str())?;
    let year = (1950..=2035).contains(&value) && !number.as_str().contains(',');
    let before = sentence.get(..number.start()).unwrap_or_default();
    let preposition = matches!(
        before.trim_end().rsplit(' ').next(),
        Some("in" | "since" | "from" | "to" | "until" | "and" | "through")
    );
    (value >= 4 && !(year && preposition)).then_some(value)
}

/// The value of digits with separators, or of English words for numbers.
fn plain(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        return digits.parse().ok();
    }
    let (mut whole, mut part, mut any) = (0_u64, 0_u64, false);
    for word in text.split([' ', '-']).filter(|word| !word.is_empty()) {
        match word {
            "and" | "a" => continue,
            "hundred" => part = part.max(1).checked_mul(100)?,
            "thousand" => {
                whole = whole.checked_add(part.max(1).checked_mul(1000)?)?;
                part = 0;
            }
            word => part = part.checked_add(value(word)?)?,
        }
        any = true;
    }
    any.then(|| whole.saturating_add(part))
}

fn value(word: &str) -> Option<u64> {
    // A misspelling that is common.
    let tens = if word == "fourty" { "forty" } else { word };
    small_number_word(word)
        .or_else(|| tens_word(tens))
        .map(u64::from)
}

#[cfg(test)]
mod tests {
    use review::Record;

    use super::*;
    use crate::text::sentences;

    fn of(text: &str) -> Option<u64> {
        let record = Record {
            abstract_text: Some(text.to_owned()),
            ..Record::default()
        };
        size(&sentences(&record, true)).map(|(people, _)| people)
    }

    #[test]
    fn the_number_randomised_is_taken_before_any_other() {
        assert_eq!(
            of("Of 300 patients screened, 120 were randomised."),
            Some(120)
        );
        assert_eq!(
            of("We randomly assigned 1,024 women to aspirin or placebo."),
            Some(1024)
        );
        assert_eq!(
            of(
                "Twelve healthy volunteers took part. Later, 48 patients were randomized to two groups."
            ),
            Some(48)
        );
        assert_eq!(
            of("The 193 out-patients with OA of the knee were randomized into four groups."),
            Some(193)
        );
    }

    #[test]
    fn numbers_in_words_are_read() {
        assert_eq!(of("Forty-eight patients were randomised."), Some(48));
        assert_eq!(
            of("One hundred and eighty six patients completed the study."),
            Some(186)
        );
        assert_eq!(
            of("Two thousand three hundred women were enrolled."),
            Some(2300)
        );
    }

    #[test]
    fn doses_times_and_years_are_no_people() {
        assert_eq!(of("Patients received 120 mg for 12 weeks."), None);
        assert_eq!(of("In 2015 patients were few."), None);
        assert_eq!(of("Nothing is said."), None);
    }
}
