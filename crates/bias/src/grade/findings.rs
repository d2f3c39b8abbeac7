//! [`work_out`]: a summary of findings from what people wrote down.

use serde::Serialize;
use ts_rs::TS;

use super::facts::{facts, number};
use super::{
    Certainty, Design, EffectMeasure, Fact, Lowered, Outcome, PerThousand, Raised, Raising,
    SummaryTable, absolute_difference, corresponding_risk,
};
use crate::Judged;

/// A summary of findings.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "GradeFindings")]
pub struct Findings {
    /// The title.
    pub title: String,
    /// What must be seen above the table, such as that its numbers are a draft; may be empty.
    pub notice: String,
    /// Who is treated.
    pub population: String,
    /// Where.
    pub setting: String,
    /// With what.
    pub intervention: String,
    /// Compared with what.
    pub comparison: String,
    /// The outcomes.
    pub outcomes: Vec<OutcomeFindings>,
    /// The footnotes, in the order of their marks.
    pub footnotes: Vec<Footnote>,
}

/// One outcome of a summary of findings.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "GradeOutcomeFindings")]
pub struct OutcomeFindings {
    /// Its name.
    pub name: String,
    /// How long people were followed.
    pub follow_up: String,
    /// Number of participants.
    #[ts(type = "number | null")]
    pub participants: Option<u64>,
    /// Number of studies.
    pub studies: Option<u32>,
    /// How they were designed.
    pub design: Design,
    /// The effect with its interval, such as `RR 0.10 (0.04 to 0.26)`; empty where nothing was estimated.
    pub effect: String,
    /// The level of intervals, such as 0.95.
    pub level: f64,
    /// Absolute effects, one for each assumed risk.
    pub risks: Vec<RiskFindings>,
    /// What is found without the intervention, where it is told in words.
    pub without: String,
    /// What is found with it, where it is told in words.
    pub with: String,
    /// The certainty that people gave; none as long as they did not, or something is missing.
    pub certainty: Option<Certainty>,
    /// What their ratings come to; none as long as one of the five is missing.
    pub ratings_come_to: Option<Certainty>,
    /// Marks of the footnotes to the certainty.
    pub marks: Vec<String>,
    /// What the numbers say to each reason.
    pub facts: Vec<Fact>,
    /// Who rated.
    pub rated_by: String,
    /// The last column.
    pub comment: String,
    /// What is still to be rated or given a reason for.
    pub missing: Vec<String>,
    /// What could not be used.
    pub problems: Vec<String>,
}

/// An assumed risk with what corresponds to it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "GradeRiskFindings")]
pub struct RiskFindings {
    /// Whose risk.
    pub label: String,
    /// People of 1,000 with the event without the intervention.
    pub assumed: f64,
    /// People of 1,000 with the event with it.
    pub corresponding: PerThousand,
    /// More of 1,000; fewer are below 0.
    pub difference: PerThousand,
    /// The mark of the footnote that says where the assumed risk comes from; may be empty.
    pub mark: String,
}

/// A footnote that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "GradeFootnote")]
pub struct Footnote {
    /// `1`, `2` …
    pub mark: String,
    /// The text.
    pub text: String,
}

/// The footnotes so far; a text that is there already keeps its mark.
struct Footnotes(Vec<Footnote>);

impl Footnotes {
    fn mark(&mut self, text: &str) -> String {
        let text = text.trim();
        if let Some(known) = self.0.iter().find(|footnote| footnote.text == text) {
            return known.mark.clone();
        }
        let mark = (self.0.len() + 1).to_string();
        self.0.push(Footnote {
            mark: mark.clone(),
            text: text.to_owned(),
        });
        mark
    }
}

/// A summary of findings. `judged` are assessments of risk of bias, put beside the outcomes whose name is that of their
/// result; those of a tool without results belong to all.
pub fn work_out(table: &SummaryTable, judged: &[Judged]) -> Findings {
    let mut footnotes = Footnotes(Vec::new());
    let outcomes = table
        .outcomes
        .iter()
        .map(|outcome| {
            let name = outcome.name.trim().to_lowercase();
            let of_it: Vec<&Judged> = judged
                .iter()
                .filter(|one| {
                    let result = one.result.trim().to_lowercase();
                    result.is_empty() || result == name
                })
                .collect();
            of_outcome(outcome, &of_it, &mut footnotes)
        })
        .collect();
    let title = match table.title.trim() {
        "" => format!(
            "{} compared with {} for {}",
            told(&table.intervention, "The intervention"),
            told(&table.comparison, "no intervention"),
            told(&table.population, "the population")
        ),
        title => title.to_owned(),
    };
    Findings {
        title,
        notice: table.notice.trim().to_owned(),
        population: table.population.clone(),
        setting: table.setting.clone(),
        intervention: table.intervention.clone(),
        comparison: table.comparison.clone(),
        outcomes,
        footnotes: footnotes.0,
    }
}

fn told<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    match text.trim() {
        "" => otherwise,
        text => text,
    }
}

fn of_outcome(outcome: &Outcome, judged: &[&Judged], footnotes: &mut Footnotes) -> OutcomeFindings {
    let (mut missing, mut problems) = (Vec::new(), Vec::new());
    if outcome.name.trim().is_empty() {
        missing.push("the name of the outcome".to_owned());
    }
    let level = outcome.level.unwrap_or(0.95);
    if !(level > 0.0 && level < 1.0) {
        problems.push(format!(
            "the level of the interval is {level}; the usual one is 0.95"
        ));
    }
    let effect = effect(outcome, &mut problems);
    let mut risks = Vec::new();
    if let Some((measure, numbers)) = effect.filter(|(measure, _)| measure.is_of_events()) {
        if outcome.assumed_risk.is_empty() {
            missing.push("an assumed risk, for the absolute effect".to_owned());
        }
        for assumed in &outcome.assumed_risk {
            match corresponding_risk(measure, numbers, assumed.per_1000) {
                Ok(corresponding) => {
                    if corresponding.limited {
                        problems.push(format!(
                            "with an assumed risk of {} the effect reaches beyond 0 or 1,000 of 1,000; it is shown up to \
                             there",
                            number(assumed.per_1000)
                        ));
                    }
                    risks.push(RiskFindings {
                        label: assumed.label.clone(),
                        assumed: assumed.per_1000,
                        corresponding,
                        difference: absolute_difference(corresponding, assumed.per_1000),
                        mark: match assumed.source.trim() {
                            "" => String::new(),
                            source => footnotes.mark(source),
                        },
                    });
                }
                Err(error) => problems.push(error.to_string()),
            }
        }
    }
    let differences: Vec<PerThousand> = risks.iter().map(|risk| risk.difference).collect();
    let mut marks = Vec::new();
    let ratings_come_to = ratings(outcome, &mut missing, &mut problems, &mut marks, footnotes);
    let certainty = certainty(
        outcome,
        ratings_come_to,
        &mut missing,
        &mut marks,
        footnotes,
    );
    OutcomeFindings {
        name: outcome.name.clone(),
        follow_up: outcome.follow_up.clone(),
        participants: outcome.participants,
        studies: outcome.studies,
        design: outcome.design,
        effect: effect.map_or(String::new(), |(measure, (estimate, low, high))| {
            let none = measure.no_effect();
            let places = |value: f64| places(value, none);
            format!(
                "{} {} ({} to {})",
                measure.short(),
                places(estimate),
                places(low),
                places(high)
            )
        }),
        level,
        risks,
        without: outcome.without.clone(),
        with: outcome.with.clone(),
        certainty,
        ratings_come_to,
        marks,
        facts: facts(outcome, judged, &differences),
        rated_by: outcome.rated_by.clone(),
        comment: outcome.comment.clone(),
        missing,
        problems,
    }
}

/// The effect, if it is given whole.
fn effect(
    outcome: &Outcome,
    problems: &mut Vec<String>,
) -> Option<(EffectMeasure, (f64, f64, f64))> {
    let given = [
        outcome.estimate.is_some(),
        outcome.low.is_some(),
        outcome.high.is_some(),
    ];
    match (outcome.measure, outcome.estimate, outcome.low, outcome.high) {
        (Some(measure), Some(estimate), Some(low), Some(high)) => {
            let finite = [estimate, low, high].iter().all(|value| value.is_finite());
            if finite && low <= estimate && estimate <= high {
                return Some((measure, (estimate, low, high)));
            }
            problems.push(format!(
                "the estimate {estimate} does not lie between its limits {low} and {high}"
            ));
            None
        }
        (None, ..) if given.contains(&true) => {
            problems.push("the effect has no measure, such as risk_ratio".to_owned());
            None
        }
        (Some(_), ..) => {
            problems.push("of the effect estimate, low or high is not given".to_owned());
            None
        }
        (None, ..) => None,
    }
}

/// What people's ratings come to, with what is missing of them.
fn ratings(
    outcome: &Outcome,
    missing: &mut Vec<String>,
    problems: &mut Vec<String>,
    marks: &mut Vec<String>,
    footnotes: &mut Footnotes,
) -> Option<Certainty> {
    let lowering: [(&str, &Option<Lowered>); 5] = [
        ("risk of bias", &outcome.risk_of_bias),
        ("inconsistency", &outcome.inconsistency),
        ("indirectness", &outcome.indirectness),
        ("imprecision", &outcome.imprecision),
        ("publication bias", &outcome.publication_bias),
    ];
    let raising: [(&str, &Option<Raised>); 3] = [
        ("a large effect", &outcome.large_effect),
        ("a dose–response gradient", &outcome.dose_response),
        ("opposing confounding", &outcome.opposing_confounding),
    ];
    let before = missing.len();
    let (mut lowered, mut raised) = (0, 0);
    for (name, rating) in lowering {
        let Some(rating) = rating else {
            missing.push(format!("a rating of {name}"));
            continue;
        };
        let levels = rating.rating.levels();
        lowered += levels;
        note(name, levels > 0, &rating.reason, missing, marks, footnotes);
    }
    for (name, rating) in raising {
        let Some(rating) = rating else { continue };
        let levels = rating.rating.levels();
        if levels > 0 && outcome.design == Design::Randomised {
            problems.push(format!(
                "{name} raises certainty of studies that are not randomised only; it is not counted"
            ));
            continue;
        }
        if rating.rating == Raising::TwoLevels && name != "a large effect" {
            problems.push(format!(
                "{name} raises certainty by one level only; it is counted so"
            ));
        }
        raised += if name == "a large effect" {
            levels
        } else {
            levels.min(1)
        };
        note(name, levels > 0, &rating.reason, missing, marks, footnotes);
    }
    let start = outcome.start.unwrap_or(match outcome.design {
        Design::Randomised => Certainty::High,
        Design::NonRandomised => Certainty::Low,
    });
    (missing.len() == before).then(|| start.moved(lowered, raised))
}

/// The footnote of a rating; one that moves certainty needs it.
fn note(
    name: &str,
    moves: bool,
    reason: &str,
    missing: &mut Vec<String>,
    marks: &mut Vec<String>,
    footnotes: &mut Footnotes,
) {
    if !reason.trim().is_empty() {
        let mark = footnotes.mark(reason);
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    } else if moves {
        missing.push(format!("a reason for the rating of {name}"));
    }
}

/// The certainty that holds: that which people gave.
fn certainty(
    outcome: &Outcome,
    ratings_come_to: Option<Certainty>,
    missing: &mut Vec<String>,
    marks: &mut Vec<String>,
    footnotes: &mut Footnotes,
) -> Option<Certainty> {
    let Some(given) = outcome.certainty else {
        missing.push(match ratings_come_to {
            Some(come_to) => format!(
                "the certainty; the ratings come to {}",
                come_to.words().to_lowercase()
            ),
            None => "the certainty".to_owned(),
        });
        return None;
    };
    let come_to = ratings_come_to?;
    if given != come_to {
        if outcome.certainty_reason.trim().is_empty() {
            missing.push(format!(
                "a reason why certainty is {} though the ratings come to {}",
                given.words().to_lowercase(),
                come_to.words().to_lowercase()
            ));
            return None;
        }
        marks.push(footnotes.mark(&outcome.certainty_reason));
    }
    if outcome.rated_by.trim().is_empty() {
        missing.push("who rated".to_owned());
        return None;
    }
    Some(given)
}

/// A value in two decimals, or in more where it would look like no effect (or like nothing) and is not.
fn places(value: f64, none: f64) -> String {
    let looks_like = |text: &str, other: f64| text.parse() == Ok(other) && value != other;
    let text = (2..=6)
        .map(|decimals| format!("{value:.decimals$}"))
        .find(|text| !looks_like(text, none) && !looks_like(text, 0.0))
        .unwrap_or_else(|| format!("{value:.2}"));
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_no_effect_does_not_look_like_it() {
        assert_eq!(places(0.998, 1.0), "0.998");
        assert_eq!(places(1.0, 1.0), "1.00");
        assert_eq!(places(-0.003, 0.0), "−0.003");
        assert_eq!(places(0.0004, 1.0), "0.0004");
        assert_eq!(places(0.4894, 1.0), "0.49");
    }
}
