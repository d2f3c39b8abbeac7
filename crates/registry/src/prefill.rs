//! [`Prefill`]: the numbers that a sample size asks for, taken from the table and the result of a meta-analysis.
//!
//! Each number names its source: the studies and columns it was computed from, or the pooled estimate. They are what was
//! seen, and a start: what difference matters to people is not in a table.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A number for a sample size, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sourced {
    /// The number.
    pub value: f64,
    /// Lowest and highest over studies, or the limits of the pooled estimate.
    pub range: Option<(f64, f64)>,
    /// How it was computed and from what, in words.
    pub source: String,
    /// The studies it rests on.
    pub studies: Vec<String>,
}

/// A question of `attest size`, filled in. As JSON it is a `synthesis::size::Question`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrefilledQuestion {
    /// The question.
    pub question: SizeQuestion,
    /// The words of the command line that ask it.
    pub command: Vec<String>,
    /// Which numbers it rests on, in words.
    pub source: String,
}

/// The shape of `synthesis::size::Question` for a difference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "question")]
pub enum SizeQuestion {
    /// Two means.
    TwoMeans {
        /// Expected difference.
        difference: f64,
        /// Standard deviation in either arm.
        sd: f64,
        /// What is to be shown.
        aim: DifferenceAim,
    },
    /// Two proportions.
    TwoProportions {
        /// Expected in the first arm.
        first: f64,
        /// Expected in the second arm.
        second: f64,
        /// The test.
        test: ChiSquaredTest,
        /// What is to be shown.
        aim: DifferenceAim,
    },
    /// Time to an event.
    Survival {
        /// Expected hazard in the first arm over that in the second.
        hazard_ratio: f64,
        /// Share of the second arm with the event by the end of follow-up.
        events_second: f64,
        /// The formula.
        formula: SchoenfeldsFormula,
        /// What is to be shown.
        aim: DifferenceAim,
    },
}

/// How the events of a log-rank test are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoenfeldsFormula {
    /// Schoenfeld (1983).
    #[default]
    Schoenfeld,
}

/// That the arms differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "aim")]
pub enum DifferenceAim {
    /// The only aim: margins are not in a table.
    #[default]
    Difference,
}

/// The test of two proportions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChiSquaredTest {
    /// χ² without continuity correction.
    #[default]
    ChiSquared,
}

/// What a pooled result gives to the size of the next trial.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prefill {
    /// Share with the event in the second arms.
    pub control_event_rate: Option<Sourced>,
    /// Standard deviation in the arms.
    pub sd: Option<Sourced>,
    /// The pooled estimate, on its own scale: of ratios the ratio.
    pub effect: Option<Sourced>,
    /// What measure the effect is.
    pub measure: Option<String>,
    /// The questions that can be asked with them: with the estimate, and with the limit nearer to no effect, which is the
    /// more careful one.
    pub questions: Vec<PrefilledQuestion>,
    /// Why something could not be filled in.
    pub notes: Vec<String>,
}

/// Fills the numbers from what `attest pool --json` tells: the studies with their numbers, and the pooled estimate.
/// `source` names it, such as the file. A value that is lacking is left out and noted; nothing fails.
pub fn prefill(pooled: &Value, source: &str) -> Prefill {
    let mut found = Prefill::default();
    let studies = pooled
        .pointer("/analysis/studies")
        .and_then(Value::as_array);
    let studies: &[Value] = studies.map_or(&[], Vec::as_slice);
    if studies.is_empty() {
        found.notes.push(format!(
            "{source} holds no studies (“analysis.studies”); it is not what `attest pool --json` writes"
        ));
        return found;
    }
    found.measure = pooled
        .pointer("/analysis/options/measure")
        .and_then(Value::as_str)
        .map(str::to_owned);
    found.control_event_rate = control_event_rate(studies, source);
    found.sd = sd(studies, source);
    found.effect = effect(pooled, studies, source);
    let kind = pooled
        .pointer("/analysis/effect_measure")
        .and_then(Value::as_str)
        .unwrap_or_default();
    questions(&mut found, kind.to_lowercase().contains("hazard"));
    found
}

fn id(study: &Value) -> String {
    study
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn number(study: &Value, kind: &str, key: &str) -> Option<f64> {
    study
        .get("data")?
        .get(kind)?
        .get(key)?
        .as_f64()
        .filter(|n| n.is_finite())
}

fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((value.min(low), value.max(high))),
    })
}

/// All events of the second arms over all their people: studies count by their size.
fn control_event_rate(studies: &[Value], source: &str) -> Option<Sourced> {
    let rows: Vec<(String, f64, f64)> = studies
        .iter()
        .filter_map(|study| {
            let events = number(study, "two_by_two", "events2")?;
            let people = number(study, "two_by_two", "n2").filter(|n| *n > 0.0)?;
            Some((id(study), events, people))
        })
        .collect();
    let (events, people) = rows
        .iter()
        .fold((0.0, 0.0), |(e, n), row| (e + row.1, n + row.2));
    (people > 0.0).then(|| Sourced {
        value: events / people,
        range: range(rows.iter().map(|row| row.1 / row.2)),
        source: format!(
            "{events} events in {people} people of the second arms of {} studies in {source}; range over the studies",
            rows.len()
        ),
        studies: rows.into_iter().map(|row| row.0).collect(),
    })
}

/// The root of the variances of all arms, weighted by their degrees of freedom.
fn sd(studies: &[Value], source: &str) -> Option<Sourced> {
    let (mut squares, mut freedom) = (0.0, 0.0);
    let mut seen: Vec<f64> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for study in studies {
        let arm = |sd: &str, n: &str| {
            let sd = number(study, "means", sd).filter(|sd| *sd > 0.0)?;
            let n = number(study, "means", n).filter(|n| *n > 1.0)?;
            Some((sd, n))
        };
        for (sd, n) in [arm("sd1", "n1"), arm("sd2", "n2")].into_iter().flatten() {
            squares += (n - 1.0) * sd * sd;
            freedom += n - 1.0;
            seen.push(sd);
            if !ids.contains(&id(study)) {
                ids.push(id(study));
            }
        }
    }
    (freedom > 0.0).then(|| Sourced {
        value: (squares / freedom).sqrt(),
        range: range(seen.iter().copied()),
        source: format!(
            "pooled standard deviation of {} arms of {} studies in {source}; range over the arms",
            seen.len(),
            ids.len()
        ),
        studies: ids,
    })
}

fn effect(pooled: &Value, studies: &[Value], source: &str) -> Option<Sourced> {
    let of = |key: &str| {
        pooled
            .pointer(&format!("/pooled/{key}"))?
            .as_f64()
            .filter(|n| n.is_finite())
    };
    let words = pooled
        .get("in_words")
        .and_then(Value::as_str)
        .unwrap_or("pooled estimate");
    Some(Sourced {
        value: of("estimate")?,
        range: of("low").zip(of("high")),
        source: format!(
            "{words}, {} studies, in {source}; range is its interval",
            studies.len()
        ),
        studies: studies.iter().map(id).collect(),
    })
}

/// What the share in the first arm is by the effect; `None` of other measures.
fn first_share(measure: &str, effect: f64, second: f64) -> Option<f64> {
    let share = match measure {
        "risk_ratio" => effect * second,
        "odds_ratio" | "peto_odds_ratio" => {
            let odds = effect * second / (1.0 - second);
            odds / (1.0 + odds)
        }
        "risk_difference" => second + effect,
        _ => return None,
    };
    (share > 0.0 && share < 1.0).then_some(share)
}

/// `hazards`: an estimate that is a ratio is one of hazards.
fn questions(found: &mut Prefill, hazards: bool) {
    let Some(effect) = found.effect.clone() else {
        found.notes.push("there is no pooled estimate".to_owned());
        return;
    };
    let measure = found.measure.clone().unwrap_or_default();
    let ratio = measure.contains("ratio");
    let none = if ratio { 1.0 } else { 0.0 };
    let mut of_effect = vec![(effect.value, "the pooled estimate".to_owned())];
    match effect.range {
        Some((low, high)) if low <= none && none <= high => found.notes.push(
            "the interval of the pooled estimate holds no effect, so that its limit gives no size"
                .to_owned(),
        ),
        Some((low, high)) => {
            let nearer = if effect.value < none { high } else { low };
            of_effect.push((
                nearer,
                "the limit of its interval that is nearer to no effect".to_owned(),
            ));
        }
        None => {}
    }
    for (value, name) in of_effect {
        match measure.as_str() {
            "mean_difference" => {
                let Some(sd) = &found.sd else { continue };
                let words = ["size", "means", "--difference"];
                let mut command: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
                command.extend([value.to_string(), "--sd".to_owned(), sd.value.to_string()]);
                found.questions.push(PrefilledQuestion {
                    question: SizeQuestion::TwoMeans {
                        difference: value,
                        sd: sd.value,
                        aim: DifferenceAim::Difference,
                    },
                    command,
                    source: format!("difference: {name} ({}); sd: {}", effect.source, sd.source),
                });
            }
            "ratio" if hazards => {
                let Some(rate) = &found.control_event_rate else {
                    continue;
                };
                let words = ["size", "survival", "--hazard-ratio"];
                let mut command: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
                command.extend([
                    value.to_string(),
                    "--events".to_owned(),
                    rate.value.to_string(),
                ]);
                found.questions.push(PrefilledQuestion {
                    question: SizeQuestion::Survival {
                        hazard_ratio: value,
                        events_second: rate.value,
                        formula: SchoenfeldsFormula::Schoenfeld,
                        aim: DifferenceAim::Difference,
                    },
                    command,
                    source: format!(
                        "hazard ratio: {name} ({}); events: {}",
                        effect.source, rate.source
                    ),
                });
            }
            _ => {
                let Some(rate) = &found.control_event_rate else {
                    continue;
                };
                let Some(first) = first_share(&measure, value, rate.value) else {
                    continue;
                };
                let words = ["size", "proportions", "--first"];
                let mut command: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
                command.extend([
                    first.to_string(),
                    "--second".to_owned(),
                    rate.value.to_string(),
                ]);
                found.questions.push(PrefilledQuestion {
                    question: SizeQuestion::TwoProportions {
                        first,
                        second: rate.value,
                        test: ChiSquaredTest::ChiSquared,
                        aim: DifferenceAim::Difference,
                    },
                    command,
                    source: format!(
                        "second: {}; first: from it by {name} ({})",
                        rate.source, effect.source
                    ),
                });
            }
        }
    }
    if found.questions.is_empty() {
        found.notes.push(format!(
            "a pooled {} with these numbers fills no question of a size; give it by hand",
            if measure.is_empty() {
                "estimate".to_owned()
            } else {
                measure.replace('_', " ")
            }
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn events_give_two_proportions() {
        let pooled = json!({
            "in_words": "Risk ratio, random effects",
            "pooled": {"estimate": 0.5, "low": 0.4, "high": 0.8},
            "analysis": {"options": {"measure": "risk_ratio"}, "studies": [
                {"id": "A", "data": {"two_by_two": {"events1": 5, "n1": 100, "events2": 10, "n2": 100}}},
                {"id": "B", "data": {"two_by_two": {"events1": 30, "n1": 300, "events2": 90, "n2": 300}}},
            ]},
        });
        let found = prefill(&pooled, "pool.json");
        let rate = found.control_event_rate.expect("a rate");
        assert_eq!((rate.value, rate.range), (0.25, Some((0.1, 0.3))));
        assert!(rate.source.starts_with("100 events in 400 people"));
        assert_eq!(rate.studies, ["A", "B"]);
        assert_eq!(found.questions.len(), 2);
        assert_eq!(
            found.questions[0].command,
            [
                "size",
                "proportions",
                "--first",
                "0.125",
                "--second",
                "0.25"
            ]
        );
        // The limit nearer to no effect: 0.8 × 0.25.
        assert_eq!(
            serde_json::to_value(found.questions[1].question).expect("JSON"),
            json!({"question": "two_proportions", "first": 0.2, "second": 0.25, "test": "chi_squared",
                "aim": {"aim": "difference"}})
        );
    }

    #[test]
    fn means_give_two_means_and_an_interval_with_no_effect_is_told() {
        let pooled = json!({
            "pooled": {"estimate": -2.0, "low": -5.0, "high": 1.0},
            "analysis": {"options": {"measure": "mean_difference"}, "studies": [
                {"id": "A", "data": {"means": {"mean1": 1.0, "sd1": 3.0, "n1": 11, "mean2": 3.0, "sd2": 4.0, "n2": 11}}},
            ]},
        });
        let found = prefill(&pooled, "pool.json");
        // (10·9 + 10·16) / 20 = 12.5
        let sd = found.sd.expect("a standard deviation");
        assert!((sd.value - 12.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(found.questions.len(), 1);
        assert!(found.notes[0].contains("holds no effect"));
        let odds = first_share("odds_ratio", 0.5, 0.5).expect("a share");
        assert!((odds - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn hazards_give_survival_and_other_ratios_do_not() {
        let mut pooled = json!({
            "pooled": {"estimate": 0.7, "low": 0.5, "high": 0.9},
            "analysis": {"options": {"measure": "ratio"}, "effect_measure": "hazard ratio", "studies": [
                {"id": "A", "data": {"estimate": {"yi": -0.36, "sei": 0.1}, "two_by_two": {"events2": 30, "n2": 100}}},
            ]},
        });
        let found = prefill(&pooled, "pool.json");
        assert_eq!(
            found.questions[0].command,
            [
                "size",
                "survival",
                "--hazard-ratio",
                "0.7",
                "--events",
                "0.3"
            ]
        );
        assert_eq!(
            serde_json::to_value(found.questions[1].question).expect("JSON"),
            json!({"question": "survival", "hazard_ratio": 0.9, "events_second": 0.3, "formula": "schoenfeld",
                "aim": {"aim": "difference"}})
        );
        pooled["analysis"]["effect_measure"] = json!("rate ratio");
        assert!(prefill(&pooled, "pool.json").questions.is_empty());
    }

    #[test]
    fn what_is_no_pooled_result_is_told() {
        for other in [
            json!(null),
            json!({"analysis": {"studies": "x"}}),
            json!([1]),
        ] {
            assert!(prefill(&other, "x.json").notes[0].contains("x.json"));
        }
    }
}
