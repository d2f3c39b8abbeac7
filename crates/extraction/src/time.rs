//! Which point in time a heading or sentence speaks of, and which is meant where none is asked for.

use crate::terms::{Rarity, Terms};

/// Where values stand in the course of a trial.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) enum When {
    /// Before the intervention: never what an outcome is asked for.
    Before,
    /// Nothing is said.
    NotSaid,
    /// So many days after the begin.
    After(f64),
    /// Said to be the end of the intervention: what is meant where no time is asked for.
    End,
}

const BEFORE: [&str; 12] = [
    "baseline",
    "admission",
    "pre-test",
    "pretest",
    "pre-intervention",
    "pre-treatment",
    "pretreatment",
    "before",
    "preoperative",
    "pre-operative",
    "t0",
    "initial",
];
const END: [&str; 12] = [
    "post-test",
    "posttest",
    "post-intervention",
    "postintervention",
    "post-treatment",
    "posttreatment",
    "endpoint",
    "end of treatment",
    "end of the intervention",
    "after treatment",
    "after intervention",
    "after the intervention",
];

impl When {
    /// What a text says of time; `None`-like [`When::NotSaid`] where it says nothing.
    pub(crate) fn of(text: &str) -> Self {
        let lower = text.to_lowercase().replace(['‐', '‑', '–', '—'], "-");
        let whole = |word: &str| {
            lower.match_indices(word).any(|(at, _)| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + word.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
        };
        if END.iter().any(|word| whole(word)) {
            return When::End;
        }
        let change = lower.contains("change") || lower.contains("from baseline");
        if !change && BEFORE.iter().any(|word| whole(word)) {
            return When::Before;
        }
        days(&lower)
            .into_iter()
            .max_by(f64::total_cmp)
            .map_or(When::NotSaid, When::After)
    }

    /// How good a place is where no time was asked for: the end of the intervention, else the last time, else what says
    /// nothing.
    pub(crate) fn preference(self, latest: f64) -> f64 {
        match self {
            When::Before => f64::NEG_INFINITY,
            When::NotSaid => 0.02,
            When::After(days) if latest > 0.0 => 0.03 * days / latest,
            When::After(_) => 0.0,
            When::End => 0.04,
        }
    }
}

/// The times in a text, in days: “0-3 months” ends after three months, “week 8” is day 56.
fn days(lower: &str) -> Vec<f64> {
    let mut found = Vec::new();
    for reading in &crate::parse::parse(lower, None) {
        let Some(unit) = reading.unit.as_deref().and_then(crate::units::unit_word) else {
            continue;
        };
        if unit.dimension != crate::units::Dimension::Time {
            continue;
        }
        let numbers = reading.shape.numbers().into_iter();
        found.extend(
            numbers
                .map(|number| number.value * unit.size)
                .max_by(f64::total_cmp),
        );
    }
    // "Week 8", "month 6", "day 28".
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    for pair in words.windows(2) {
        if let (Some(unit), Ok(number)) = (crate::units::unit_word(pair[0]), pair[1].parse::<f64>())
            && unit.dimension == crate::units::Dimension::Time
            && pair[0].len() >= 3
        {
            found.push(number * unit.size);
        }
    }
    found
}

/// Whether a text speaks of the time that was asked for; a caption may speak of several.
pub(crate) fn is_asked(asked: &str, text: &str, rarity: &Rarity) -> bool {
    match (When::of(asked), When::of(text)) {
        (When::After(asked), When::After(_)) => days(&text.to_lowercase())
            .iter()
            .any(|days| (asked - days).abs() <= 0.02 * asked.max(*days)),
        (When::NotSaid, _) => rarity.coverage(&Terms::of(asked), &Terms::of(text)) > 0.7,
        (a, b) => a == b,
    }
}
