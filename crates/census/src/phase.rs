//! The phase of a trial, as its record states it.

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::{Evidence, Place, Sentence};

/// The phase of a clinical trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CensusPhase")]
pub enum Phase {
    /// I, with Ia and Ib.
    One,
    /// I/II.
    OneTwo,
    /// II, with IIa and IIb.
    Two,
    /// II/III.
    TwoThree,
    /// III, with IIIa and IIIb.
    Three,
    /// IV.
    Four,
}

impl Phase {
    /// As it is written: `I/II`.
    pub fn word(self) -> &'static str {
        match self {
            Phase::One => "I",
            Phase::OneTwo => "I/II",
            Phase::Two => "II",
            Phase::TwoThree => "II/III",
            Phase::Three => "III",
            Phase::Four => "IV",
        }
    }

    /// The phase that [`Phase::word`] stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Phase::One,
            Phase::OneTwo,
            Phase::Two,
            Phase::TwoThree,
            Phase::Three,
            Phase::Four,
        ]
        .into_iter()
        .find(|phase| phase.word() == word.trim())
    }
}

const NUMERAL: &str = "(iv|i{1,3}|[1-4])";

static PHASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"\bphases?[- ]?{NUMERAL}[abc]?(?: ?(?:/|-|and|to) ?(?:phase[- ]?)?{NUMERAL}[abc]?)?\b"
    ))
    .ok()
});

/// What makes the phase that of a trial and not of a cycle, a wave or a project.
static OF_A_TRIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(trials?|stud(y|ies)|clinical|randomi[sz]ed|dose|patients|open-? ?label|double-? ?blind|placebo)\b",
    )
    .ok()
});

/// The phase that the title, else the abstract, states first, with the sentence.
pub(crate) fn phase(sentences: &[Sentence<'_>]) -> Option<(Phase, Evidence)> {
    let (pattern, context) = (PHASE.as_ref()?, OF_A_TRIAL.as_ref()?);
    sentences
        .iter()
        .filter(|s| {
            matches!(
                s.place,
                Place::Title | Place::Abstract | Place::PublicationType
            )
        })
        .find_map(|sentence| {
            if !context.is_match(&sentence.folded) {
                return None;
            }
            let found = pattern.captures(&sentence.folded)?;
            let number = |at: usize| found.get(at).and_then(|m| value(m.as_str()));
            let phase = match (number(1)?, number(2)) {
                (1, Some(2)) => Phase::OneTwo,
                (2, Some(3)) => Phase::TwoThree,
                (1, _) => Phase::One,
                (2, _) => Phase::Two,
                (3, _) => Phase::Three,
                _ => Phase::Four,
            };
            Some((phase, sentence.evidence()))
        })
}

fn value(numeral: &str) -> Option<u8> {
    match numeral {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use review::Record;

    use super::*;
    use crate::text::sentences;

    fn of(title: &str) -> Option<Phase> {
        let record = Record {
            title: Some(title.to_owned()),
            ..Record::default()
        };
        phase(&sentences(&record, true)).map(|(phase, _)| phase)
    }

    #[test]
    fn phases_are_read_as_they_are_written() {
        assert_eq!(of("A phase III trial of aspirin"), Some(Phase::Three));
        assert_eq!(of("Phase 1b/2a study of X"), Some(Phase::OneTwo));
        assert_eq!(of("A Phase II/III randomised study"), Some(Phase::TwoThree));
        assert_eq!(of("Phase-IV trial"), Some(Phase::Four));
        assert_eq!(of("phase I and II trials"), Some(Phase::OneTwo));
        assert_eq!(of("The luteal phase in women"), None);
        assert_eq!(of("Phase 2 of the housing project"), None);
        assert_eq!(of("Two-phase study"), None);
    }
}
