//! [`Bench`]: what trials used, as tables of frequencies, for the design of the next one.
//!
//! Each count names the trials it rests on and shows their words. Nothing is predicted: a register does not hold what a
//! trial's completion hangs on (decision 28).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::time_frame::times_in;
use crate::trial::{CriterionKind, OutcomeRank, Trial};
use crate::words::word_set;

/// Quotes shown of a row; the trials are all named.
const QUOTES: usize = 5;

/// Something a trial used, with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Used {
    /// What it is, as it is counted.
    pub text: String,
    /// Its words in the registration or the paper, where they are more than the text.
    pub quote: Option<String>,
}

/// What one trial used: of a registration, or of a paper by extracted values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrialFacts {
    /// What names the trial.
    pub trial: String,
    /// Names of arms.
    pub arms: Vec<Used>,
    /// Criteria that must be met.
    pub inclusion: Vec<Used>,
    /// Criteria that must not be met.
    pub exclusion: Vec<Used>,
    /// Primary outcomes.
    pub primary_outcomes: Vec<Used>,
    /// Secondary outcomes.
    pub secondary_outcomes: Vec<Used>,
    /// Time frames of primary outcomes.
    pub time_frames: Vec<Used>,
    /// Time frames of all outcomes, the longest of which is the follow-up.
    pub all_time_frames: Vec<Used>,
    /// Phases.
    pub phases: Vec<Used>,
    /// Allocation.
    pub allocation: Vec<Used>,
    /// Masking.
    pub masking: Vec<Used>,
    /// People.
    pub people: Option<u64>,
    /// The words that the number stands in.
    pub people_quote: Option<String>,
}

impl From<&Trial> for TrialFacts {
    fn from(trial: &Trial) -> Self {
        let used = |text: &str| Used {
            text: text.to_owned(),
            quote: None,
        };
        let all = |texts: &[String]| texts.iter().map(|text| used(text)).collect();
        let of = |text: &Option<String>| text.iter().map(|text| used(text)).collect();
        let criteria = |kind| {
            let of_kind = trial
                .eligibility
                .criteria
                .iter()
                .filter(move |c| c.kind == kind);
            of_kind.map(|c| used(&c.text)).collect()
        };
        let outcomes = |rank| trial.outcomes_of(rank).map(|o| used(&o.measure)).collect();
        let times = |keep: &dyn Fn(OutcomeRank) -> bool| {
            trial
                .outcomes
                .iter()
                .filter(|outcome| keep(outcome.rank))
                .filter_map(|outcome| {
                    Some(Used {
                        text: outcome.time_frame.clone()?,
                        quote: Some(outcome.measure.clone()),
                    })
                })
                .collect()
        };
        Self {
            trial: trial.id.clone(),
            arms: trial
                .arms
                .iter()
                .map(|arm| Used {
                    text: arm.label.clone(),
                    quote: arm.description.clone(),
                })
                .collect(),
            inclusion: criteria(CriterionKind::Inclusion),
            exclusion: criteria(CriterionKind::Exclusion),
            primary_outcomes: outcomes(OutcomeRank::Primary),
            secondary_outcomes: outcomes(OutcomeRank::Secondary),
            time_frames: times(&|rank| rank == OutcomeRank::Primary),
            all_time_frames: times(&|_| true),
            phases: all(&trial.design.phases),
            allocation: of(&trial.design.allocation),
            masking: of(&trial.design.masking),
            people: trial.size.as_ref().map(|size| size.people),
            people_quote: trial.size.as_ref().and_then(|size| size.as_written.clone()),
        }
    }
}

/// A quote with its trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialQuote")]
pub struct BenchQuote {
    /// The trial.
    pub trial: String,
    /// Its words.
    pub text: String,
}

/// How many trials used one thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialFrequency")]
pub struct FrequencyRow {
    /// What, in the words of the first trial that used it.
    pub text: String,
    /// How many trials, each counted once.
    pub count: usize,
    /// Their share of the trials that say anything on this, 0 to 1.
    pub share: f64,
    /// The trials.
    pub trials: Vec<String>,
    /// The words of the first of them.
    pub quotes: Vec<BenchQuote>,
}

/// How often what was used. Texts are one where they have the same words, whatever their order, case and plurals;
/// numbers, denials and `≥` `<` count as words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialFrequencies")]
pub struct Frequencies {
    /// Trials that say anything on this.
    pub trials: usize,
    /// What was used, the most frequent first.
    pub rows: Vec<FrequencyRow>,
}

/// Where a number lies over trials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialSpread")]
pub struct Spread {
    /// Trials that give it.
    pub count: usize,
    /// Smallest.
    pub minimum: f64,
    /// A quarter lies below (R's type 7, linear between values).
    pub lower_quartile: f64,
    /// Half lies below.
    pub median: f64,
    /// Three quarters lie below.
    pub upper_quartile: f64,
    /// Largest.
    pub maximum: f64,
    /// Each value with its trial, in order of size.
    pub values: Vec<SpreadValue>,
}

/// A number of one trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialSpreadValue")]
pub struct SpreadValue {
    /// The trial.
    pub trial: String,
    /// The number.
    pub value: f64,
    /// The words it rests on, where they are more than the number.
    pub quote: Option<String>,
}

/// What trials used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialBench")]
pub struct Bench {
    /// How many trials.
    pub trials: usize,
    /// Names of arms.
    pub arms: Frequencies,
    /// How many arms a trial has.
    pub arms_per_trial: Option<Spread>,
    /// Criteria that must be met.
    pub inclusion: Frequencies,
    /// Criteria that must not be met.
    pub exclusion: Frequencies,
    /// Primary outcomes.
    pub primary_outcomes: Frequencies,
    /// Secondary outcomes.
    pub secondary_outcomes: Frequencies,
    /// Time frames of primary outcomes.
    pub time_frames: Frequencies,
    /// Phases.
    pub phases: Frequencies,
    /// Allocation.
    pub allocation: Frequencies,
    /// Masking.
    pub masking: Frequencies,
    /// People.
    pub people: Option<Spread>,
    /// Follow-up in days: the longest time that a trial's time frames name.
    pub follow_up_days: Option<Spread>,
}

/// Counts what trials used. A trial that comes twice under one name is counted once in each row.
pub fn bench(trials: &[TrialFacts]) -> Bench {
    let names: BTreeSet<&str> = trials.iter().map(|trial| trial.trial.as_str()).collect();
    Bench {
        trials: names.len(),
        arms: frequencies(trials, |t| &t.arms),
        arms_per_trial: spread(
            trials
                .iter()
                .filter(|t| !t.arms.is_empty())
                .map(|t| SpreadValue {
                    trial: t.trial.clone(),
                    value: t.arms.len() as f64,
                    quote: None,
                }),
        ),
        inclusion: frequencies(trials, |t| &t.inclusion),
        exclusion: frequencies(trials, |t| &t.exclusion),
        primary_outcomes: frequencies(trials, |t| &t.primary_outcomes),
        secondary_outcomes: frequencies(trials, |t| &t.secondary_outcomes),
        time_frames: frequencies(trials, |t| &t.time_frames),
        phases: frequencies(trials, |t| &t.phases),
        allocation: frequencies(trials, |t| &t.allocation),
        masking: frequencies(trials, |t| &t.masking),
        people: spread(trials.iter().filter_map(|t| {
            Some(SpreadValue {
                trial: t.trial.clone(),
                value: t.people? as f64,
                quote: t.people_quote.clone(),
            })
        })),
        follow_up_days: spread(trials.iter().filter_map(follow_up)),
    }
}

fn follow_up(trial: &TrialFacts) -> Option<SpreadValue> {
    let times = trial.all_time_frames.iter().flat_map(|used| {
        times_in(&used.text)
            .into_iter()
            .map(move |time| (time.days(), &used.text))
    });
    let (days, text) = times.max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(SpreadValue {
        trial: trial.trial.clone(),
        value: days,
        quote: Some(text.clone()),
    })
}

fn frequencies(trials: &[TrialFacts], of: impl Fn(&TrialFacts) -> &Vec<Used>) -> Frequencies {
    let mut rows: BTreeMap<Vec<String>, FrequencyRow> = BTreeMap::new();
    let mut saying: BTreeSet<&str> = BTreeSet::new();
    for trial in trials {
        for used in of(trial) {
            let key: Vec<String> = word_set(&used.text).into_iter().collect();
            if key.is_empty() {
                continue;
            }
            saying.insert(&trial.trial);
            let row = rows.entry(key).or_insert_with(|| FrequencyRow {
                text: used.text.clone(),
                count: 0,
                share: 0.0,
                trials: Vec::new(),
                quotes: Vec::new(),
            });
            if row.trials.contains(&trial.trial) {
                continue;
            }
            row.count += 1;
            row.trials.push(trial.trial.clone());
            if row.quotes.len() < QUOTES {
                row.quotes.push(BenchQuote {
                    trial: trial.trial.clone(),
                    text: match &used.quote {
                        Some(quote) => format!("{}: {quote}", used.text),
                        None => used.text.clone(),
                    },
                });
            }
        }
    }
    let mut rows: Vec<FrequencyRow> = rows.into_values().collect();
    for row in &mut rows {
        row.share = row.count as f64 / saying.len() as f64;
    }
    rows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Frequencies {
        trials: saying.len(),
        rows,
    }
}

fn spread(values: impl Iterator<Item = SpreadValue>) -> Option<Spread> {
    let mut values: Vec<SpreadValue> = values.filter(|v| v.value.is_finite()).collect();
    values.sort_by(|a, b| {
        a.value
            .total_cmp(&b.value)
            .then_with(|| a.trial.cmp(&b.trial))
    });
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let low = values.get(place.floor() as usize)?.value;
        let high = values.get(place.ceil() as usize)?.value;
        Some(low + (high - low) * place.fract())
    };
    if values.is_empty() {
        return None;
    }
    Some(Spread {
        count: values.len(),
        minimum: at(0.0)?,
        lower_quartile: at(0.25)?,
        median: at(0.5)?,
        upper_quartile: at(0.75)?,
        maximum: at(1.0)?,
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(trial: &str, inclusion: &[&str], people: Option<u64>, times: &[&str]) -> TrialFacts {
        let used = |texts: &[&str]| {
            let of = texts.iter();
            of.map(|text| Used {
                text: (*text).to_owned(),
                quote: None,
            })
            .collect()
        };
        TrialFacts {
            trial: trial.to_owned(),
            inclusion: used(inclusion),
            people,
            all_time_frames: used(times),
            ..TrialFacts::default()
        }
    }

    #[test]
    fn counts_name_their_trials() {
        let trials = [
            facts(
                "A",
                &["Age ≥ 18 years", "Written informed consent"],
                Some(100),
                &["12 weeks", "1 year"],
            ),
            facts(
                "B",
                &["age >= 18 year", "age ≥ 18 years"],
                Some(200),
                &["6 months"],
            ),
            facts("C", &["Age ≥ 21 years"], Some(400), &["hospital stay"]),
            facts("D", &[], None, &[]),
        ];
        let found = bench(&trials);
        assert_eq!((found.trials, found.inclusion.trials), (4, 3));
        let first = &found.inclusion.rows[0];
        assert_eq!((first.text.as_str(), first.count), ("Age ≥ 18 years", 2));
        assert_eq!(first.trials, ["A", "B"]);
        assert!((first.share - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(first.quotes[1].text, "age >= 18 year");
        assert_eq!(found.inclusion.rows.len(), 3);
        // Quartiles of 100, 200, 400 by R: quantile(c(100, 200, 400)).
        let people = found.people.expect("sizes");
        assert_eq!(
            (people.lower_quartile, people.median, people.upper_quartile),
            (150.0, 200.0, 300.0)
        );
        let follow_up = found.follow_up_days.expect("times");
        assert_eq!((follow_up.count, follow_up.maximum), (2, 365.25));
        assert_eq!(follow_up.values[1].quote.as_deref(), Some("1 year"));
        assert!(bench(&[]).people.is_none());
    }
}
