//! The size of the next trial, begun from what the trials of an analysis found: each number with its source and the words
//! that it rests on.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use synthesis::Data;
use synthesis::size::{Aim, Plan, Question, SampleSize};
use ts_rs::TS;

use super::analysis_shown::AnalysisView;
use super::certainty::second_arms;
use super::numbers::AnalysisNumber;
use super::together::Together;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::trial_size::sample_size;

/// What an analysis gives to the size of the next trial.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NextTrial {
    /// Name of the analysis.
    pub analysis: String,
    /// Its outcome.
    pub outcome: String,
    /// Whether studies of it are still being extracted.
    pub is_draft: bool,
    /// Numbers that are known.
    pub numbers: Vec<PrefilledNumber>,
    /// Questions that can be asked with them.
    pub questions: Vec<PrefilledTrial>,
    /// Why something could not be filled in.
    pub notes: Vec<String>,
}

/// A number with its source.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PrefilledNumber {
    /// What it is.
    pub what: String,
    /// The number.
    pub value: f64,
    /// Lowest and highest over studies, or the limits of the pooled estimate.
    pub range: Option<(f64, f64)>,
    /// How it came about, in words.
    pub source: String,
    /// The studies that it rests on, with the extracted numbers and their words.
    pub studies: Vec<(String, Vec<AnalysisNumber>)>,
}

/// A question that is filled in.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PrefilledTrial {
    /// With which effect, such as `the pooled estimate`.
    pub with: String,
    /// The question.
    pub question: Question,
}

/// What a size is asked for.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SizeAsked {
    /// What is compared.
    pub question: Question,
    /// How sure the trial is to be.
    pub plan: Plan,
}

/// A size with how it changes with the effect.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialSizes {
    /// The size.
    pub size: SampleSize,
    /// The same for other effects, from smaller to larger, the asked one among them; effects without a size are left out.
    pub curve: Vec<SizeAtEffect>,
    /// What the effect is that changes along the curve, in words.
    pub effect: String,
    /// What the calculation is, in words.
    pub in_words: String,
}

/// A size at an effect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
pub struct SizeAtEffect {
    /// The effect: a difference, a proportion of the first arm, or a hazard ratio; of non-inferiority the margin.
    pub effect: f64,
    /// People to recruit.
    pub total: u64,
}

/// How many people a trial needs, and how that changes with the effect.
///
/// # Errors
/// A number that cannot be what it is given as, or no size that suffices.
pub fn trial_sizes(asked: &SizeAsked) -> Result<TrialSizes> {
    let size = sample_size(&asked.question, &asked.plan).map_err(|error| {
        // The hints there name options of the command line.
        let hint = match error.hint.as_str() {
            "Leave --equivalence out." => "Choose a difference or non-inferiority.".to_owned(),
            other => other.to_owned(),
        };
        Error::invalid(error.message, hint)
    })?;
    let (effect, others) = along(&asked.question);
    let mut curve: Vec<SizeAtEffect> = others
        .into_iter()
        .filter_map(|(effect, question)| {
            let total = synthesis::size::sample_size(&question, &asked.plan)
                .ok()?
                .total;
            Some(SizeAtEffect { effect, total })
        })
        .collect();
    curve.sort_by(|a, b| a.effect.total_cmp(&b.effect));
    Ok(TrialSizes {
        in_words: in_words(asked),
        size,
        curve,
        effect: effect.to_owned(),
    })
}

/// Shares of the asked effect that the curve shows.
const SHARES: [f64; 11] = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5];

/// The same question with smaller and larger effects; of non-inferiority and equivalence, with other margins.
fn along(question: &Question) -> (&'static str, Vec<(f64, Question)>) {
    let margins = |aim: Aim, with: &dyn Fn(Aim) -> Question, ratio: bool| {
        let margin = match aim {
            Aim::NonInferiority { margin } | Aim::Equivalence { margin } => margin,
            Aim::Difference => return Vec::new(),
        };
        let changed = SHARES.map(|share| {
            let margin = if ratio {
                margin.powf(share)
            } else {
                margin * share
            };
            let aim = match aim {
                Aim::Equivalence { .. } => Aim::Equivalence { margin },
                _ => Aim::NonInferiority { margin },
            };
            (margin, with(aim))
        });
        changed.to_vec()
    };
    match *question {
        Question::TwoMeans {
            difference,
            sd,
            aim: Aim::Difference,
        } => (
            "Difference of means",
            SHARES
                .map(|share| {
                    let difference = difference * share;
                    let aim = Aim::Difference;
                    (
                        difference,
                        Question::TwoMeans {
                            difference,
                            sd,
                            aim,
                        },
                    )
                })
                .to_vec(),
        ),
        Question::TwoProportions {
            first,
            second,
            test,
            aim: Aim::Difference,
        } => (
            "Proportion in the first arm",
            SHARES
                .map(|share| second + (first - second) * share)
                .into_iter()
                .filter(|first| *first > 0.0 && *first < 1.0)
                .map(|first| {
                    let aim = Aim::Difference;
                    (
                        first,
                        Question::TwoProportions {
                            first,
                            second,
                            test,
                            aim,
                        },
                    )
                })
                .collect(),
        ),
        Question::Survival {
            hazard_ratio,
            events_second,
            formula,
            aim: Aim::Difference,
        } => (
            "Hazard ratio",
            SHARES
                .map(|share| {
                    let hazard_ratio = hazard_ratio.powf(share);
                    let aim = Aim::Difference;
                    (
                        hazard_ratio,
                        Question::Survival {
                            hazard_ratio,
                            events_second,
                            formula,
                            aim,
                        },
                    )
                })
                .to_vec(),
        ),
        Question::TwoMeans {
            difference,
            sd,
            aim,
        } => {
            let with = |aim| Question::TwoMeans {
                difference,
                sd,
                aim,
            };
            ("Margin", margins(aim, &with, false))
        }
        Question::TwoProportions {
            first,
            second,
            test,
            aim,
        } => {
            let with = |aim| Question::TwoProportions {
                first,
                second,
                test,
                aim,
            };
            ("Margin", margins(aim, &with, false))
        }
        Question::Survival {
            hazard_ratio,
            events_second,
            formula,
            aim,
        } => {
            let with = |aim| Question::Survival {
                hazard_ratio,
                events_second,
                formula,
                aim,
            };
            ("Margin", margins(aim, &with, true))
        }
    }
}

fn in_words(asked: &SizeAsked) -> String {
    let of = |value: f64| synthesis::figure(value, None);
    let percent = |share: f64| {
        let text = format!("{:.1}", 100.0 * share);
        format!("{} %", text.trim_end_matches(".0"))
    };
    let (compared, aim) = match asked.question {
        Question::TwoMeans {
            difference,
            sd,
            aim,
        } => (
            format!(
                "two means that differ by {} with a standard deviation of {}",
                of(difference),
                of(sd)
            ),
            aim,
        ),
        Question::TwoProportions {
            first, second, aim, ..
        } => (
            format!(
                "{} in the first arm and {} in the second",
                percent(first),
                percent(second)
            ),
            aim,
        ),
        Question::Survival {
            hazard_ratio,
            events_second,
            aim,
            ..
        } => (
            format!(
                "a hazard ratio of {} where {} of the second arm have the event",
                of(hazard_ratio),
                percent(events_second)
            ),
            aim,
        ),
    };
    let (shows, sides) = match aim {
        Aim::Difference => ("that the arms differ".to_owned(), "two-sided"),
        Aim::NonInferiority { margin } => (
            format!(
                "that the first arm is not worse by more than {}",
                of(margin)
            ),
            "one-sided",
        ),
        Aim::Equivalence { margin } => (
            format!("that the arms differ by no more than {}", of(margin)),
            "in each of two one-sided tests",
        ),
    };
    format!(
        "If there are {compared}, a trial of this size shows {shows} with a probability of {} (power), at an error of the first kind of {} ({sides}).",
        percent(asked.plan.power),
        percent(asked.plan.alpha)
    )
}

impl Review {
    /// What a kept analysis gives to the size of the next trial. Nothing of it says what difference matters to people, and
    /// whether a trial would be completed is not predicted.
    pub async fn next_trial(&self, analysis: &str) -> Result<NextTrial> {
        let (view, together) = self.whole_analysis(analysis).await?;
        let Some(together) = together else {
            let (message, hint) = view.not_pooled.unwrap_or_default();
            return Err(Error::refused(message, hint));
        };
        Ok(filled(&view, &together))
    }
}

fn filled(view: &AnalysisView, together: &Together) -> NextTrial {
    let name = format!("“{}”", view.choice.name);
    let found = registry::prefill(&pooled(view, together), &name);
    let studies = |names: &[String], wanted: &dyn Fn(&AnalysisNumber) -> bool| {
        names
            .iter()
            .map(|name| {
                let given = together.given.iter().find(|given| given.name == *name);
                let numbers = given.map_or_else(Vec::new, |given| {
                    given
                        .numbers
                        .iter()
                        .filter(|number| wanted(number))
                        .cloned()
                        .collect()
                });
                (name.clone(), numbers)
            })
            .collect()
    };
    let second: &[String] = &view.choice.second_arms;
    let of_second = |number: &AnalysisNumber| {
        number
            .address
            .arm
            .as_ref()
            .is_none_or(|arm| super::choice::is_among(arm, second))
    };
    let deviation = |number: &AnalysisNumber| number.what.starts_with("standard deviation");
    let mut numbers = Vec::new();
    let mut add = |what: &str,
                   sourced: &Option<registry::Sourced>,
                   wanted: &dyn Fn(&AnalysisNumber) -> bool| {
        if let Some(sourced) = sourced {
            numbers.push(PrefilledNumber {
                what: what.to_owned(),
                value: sourced.value,
                range: sourced.range,
                source: sourced.source.clone(),
                studies: studies(&sourced.studies, wanted),
            });
        }
    };
    let result = view.result.as_ref();
    add(
        &format!(
            "Pooled {}",
            result.map_or("estimate", |r| r.estimated.as_str())
        ),
        &found.effect,
        &|_| true,
    );
    add(
        "Share with the event in the second arm",
        &found.control_event_rate,
        &of_second,
    );
    add("Standard deviation", &found.sd, &deviation);
    let questions = found
        .questions
        .iter()
        .enumerate()
        .filter_map(|(index, filled)| {
            // The shape of `SizeQuestion` is that of `Question`; `registry` does not know `synthesis`.
            let question = serde_json::to_value(filled.question).ok()?;
            Some(PrefilledTrial {
                with: [
                    "the pooled estimate",
                    "the limit of its interval nearer to no effect",
                ]
                .get(index)
                .map_or_else(String::new, |words| (*words).to_owned()),
                question: serde_json::from_value(question).ok()?,
            })
        })
        .collect();
    let mut notes = found.notes;
    if second_arms(together).is_none() && found.sd.is_none() {
        notes.push(
            "The studies give neither how many have the event in the second arm nor a standard deviation; fill these in by hand."
                .to_owned(),
        );
    }
    NextTrial {
        analysis: view.choice.name.clone(),
        outcome: view.outcome.clone(),
        is_draft: !view.unfinished.is_empty(),
        numbers,
        questions,
        notes,
    }
}

/// The analysis as `registry::prefill` reads it.
fn pooled(view: &AnalysisView, together: &Together) -> Value {
    let analysis = &together.analysis;
    let interval = analysis.shown_interval(analysis.pooled.interval);
    let studies: Vec<Value> = analysis
        .studies
        .iter()
        .map(|study| {
            let mut data = serde_json::to_value(study.data).unwrap_or_default();
            let given = together.given.iter().find(|given| given.name == study.id);
            // A study that is pooled by its own estimate may tell its events too.
            if matches!(study.data, Data::Estimate(_))
                && let Some((events, people)) = given.and_then(|given| given.second_arm)
            {
                data["two_by_two"] = json!({ "events2": events, "n2": people });
            }
            json!({ "id": study.id, "data": data })
        })
        .collect();
    let result = view.result.as_ref();
    json!({
        "in_words": result.map(|r| format!("{}; {}", r.estimated, r.method)),
        "pooled": {
            "estimate": analysis.shown(analysis.pooled.estimate), "low": interval.low, "high": interval.high,
        },
        "analysis": {
            "options": { "measure": analysis.options.measure },
            "effect_measure": view.choice.effect_measure,
            "studies": studies,
        },
    })
}
