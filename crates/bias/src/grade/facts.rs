//! [`Fact`]: what the numbers say to a reason for lowering certainty. A fact is never a rating.

use serde::Serialize;
use ts_rs::TS;

use super::{Outcome, PerThousand};
use crate::{Judged, Judgement};

/// Something that the numbers say to a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "GradeFact")]
pub struct Fact {
    /// The reason it speaks to, such as `Imprecision`.
    pub of: &'static str,
    /// What it says, as a sentence.
    pub says: String,
}

/// What the numbers of an outcome say.
pub(super) fn facts(
    outcome: &Outcome,
    judged: &[&Judged],
    differences: &[PerThousand],
) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |of: &'static str, says: String| facts.push(Fact { of, says });
    for says in risk_of_bias(outcome, judged) {
        add("Risk of bias", says);
    }
    if let Some(i_squared) = outcome.i_squared {
        add("Inconsistency", format!("I² is {i_squared:.0} %."));
    }
    if let Some([low, high]) = outcome.prediction {
        let none = outcome.measure.map(|measure| measure.no_effect());
        let holds = none.is_some_and(|none| low <= none && none <= high);
        add(
            "Inconsistency",
            format!(
                "The prediction interval goes from {} to {}{}.",
                number(low),
                number(high),
                match (none, holds) {
                    (None, _) => "",
                    (Some(_), true) => " and includes no effect",
                    (Some(_), false) => " and does not include no effect",
                }
            ),
        );
    }
    if let (Some(measure), Some(low), Some(high)) = (outcome.measure, outcome.low, outcome.high) {
        let inside = |value: f64| low <= value && value <= high;
        add(
            "Imprecision",
            format!(
                "The interval ({} to {}) {} no effect ({}).",
                number(low),
                number(high),
                if inside(measure.no_effect()) {
                    "includes"
                } else {
                    "does not include"
                },
                number(measure.no_effect())
            ),
        );
        for threshold in &outcome.thresholds {
            add(
                "Imprecision",
                format!(
                    "The interval {} the threshold {}.",
                    if inside(*threshold) {
                        "includes"
                    } else {
                        "does not include"
                    },
                    number(*threshold)
                ),
            );
        }
    }
    if let Some(important) = outcome.important_per_1000.map(f64::abs) {
        for difference in differences {
            let (low, high) = (difference.low, difference.high);
            let crossed: Vec<&str> = [(-important, "fewer"), (important, "more")]
                .into_iter()
                .filter(|(at, _)| low < *at && *at < high)
                .map(|(_, word)| word)
                .collect();
            add(
                "Imprecision",
                if crossed.is_empty() {
                    format!(
                        "The interval of the difference does not cross {} of 1,000 in either direction.",
                        number(important)
                    )
                } else {
                    format!(
                        "The interval of the difference crosses {} {} of 1,000.",
                        number(important),
                        crossed.join(" and ")
                    )
                },
            );
        }
    }
    match (outcome.participants, outcome.optimal_information_size) {
        (Some(people), Some(size)) => add(
            "Imprecision",
            format!(
                "{people} participants are {} the optimal information size of {size}.",
                if people >= size {
                    "at least"
                } else {
                    "fewer than"
                }
            ),
        ),
        (Some(people), None) => add("Imprecision", format!("{people} participants.")),
        (None, _) => {}
    }
    if let Some(events) = outcome.events {
        add("Imprecision", format!("{events} events."));
    }
    if let Some(studies) = outcome.studies {
        add(
            "Publication bias",
            if studies < 10 {
                format!("{studies} studies: too few for a test of asymmetry (ten are usual).")
            } else {
                format!("{studies} studies: enough for a test of asymmetry.")
            },
        );
    }
    facts
}

/// How much of the evidence is at which risk of bias.
fn risk_of_bias(outcome: &Outcome, judged: &[&Judged]) -> Vec<String> {
    if judged.is_empty() {
        return Vec::new();
    }
    let plain = |text: &str| text.trim().to_lowercase();
    let weight_of = |study: &str| {
        outcome
            .weights
            .iter()
            .find(|(name, _)| plain(name) == plain(study))
            .map(|(_, weight)| *weight)
            .filter(|weight| *weight >= 0.0 && weight.is_finite())
    };
    let all: f64 = outcome
        .weights
        .values()
        .filter(|w| w.is_finite() && **w >= 0.0)
        .sum();
    let mut says = Vec::new();
    let mut judgements: Vec<Option<Judgement>> = Vec::new();
    for one in judged {
        for judgement in one.tool.judgements().iter().rev().copied().map(Some) {
            if !judgements.contains(&judgement) {
                judgements.push(judgement);
            }
        }
    }
    judgements.push(None);
    for judgement in judgements {
        let those: Vec<&&Judged> = judged
            .iter()
            .filter(|one| one.overall.judgement == judgement)
            .collect();
        if those.is_empty() {
            continue;
        }
        let word = judgement.map_or("not judged yet".to_owned(), |j| j.words().to_lowercase());
        let weights: Vec<f64> = those
            .iter()
            .filter_map(|one| weight_of(&one.study))
            .collect();
        let share = if all > 0.0 && !weights.is_empty() {
            let weight: f64 = weights.iter().sum();
            format!(", with {:.0} % of the weight", 100.0 * weight / all)
        } else {
            String::new()
        };
        says.push(format!(
            "Overall risk of bias {word}: {} of {} assessed results{share}.",
            those.len(),
            judged.len()
        ));
    }
    let lacking: Vec<&str> = outcome
        .weights
        .keys()
        .filter(|name| judged.iter().all(|one| plain(&one.study) != plain(name)))
        .map(String::as_str)
        .collect();
    if !lacking.is_empty() {
        says.push(format!("Not assessed: {}.", lacking.join(", ")));
    }
    let unweighted: Vec<&str> = judged
        .iter()
        .filter(|one| all > 0.0 && weight_of(&one.study).is_none())
        .map(|one| one.study.as_str())
        .collect();
    if !unweighted.is_empty() {
        says.push(format!(
            "Assessed, but without a weight: {}.",
            unweighted.join(", ")
        ));
    }
    says
}

/// A number as it is written: no more than four decimals, none that say nothing.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.replace('-', "−")
    }
}
