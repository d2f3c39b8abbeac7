//! Values that a report does not give, computed from others that it gives, with their formula.

use review::{Finding, Measure, ValueStatus};

use crate::answer::{Answer, Study};
use crate::candidate::{Candidate, Wanted};
use crate::conversion::{
    Computed, events_from_percent, mean_from_quartiles, mean_from_range, rest_of_group,
    sd_from_interval, sd_from_quartiles, sd_from_range, sd_from_se,
};
use crate::gates::Known;
use crate::number::{Number, written};
use crate::reading::{Ends, Shape};

/// Whether the women of an arm are asked for; where a report counts the men, they are the others.
fn asks_for_women(wanted: &Wanted<'_>) -> bool {
    wanted.outcome.is_some_and(|name| {
        let name = name.to_lowercase();
        ["women", "female"].iter().any(|word| name.contains(word))
    })
}

impl Study<'_, '_> {
    /// A value that the report does not give, computed from others that it gives.
    pub(crate) fn computed(
        &self,
        wanted: &Wanted<'_>,
        question: &str,
        baseline: bool,
    ) -> Option<Answer> {
        let arm = wanted.arm?;
        let find_of = |measure: Measure, outcome: Option<&str>| {
            let of = Wanted {
                measure,
                outcome,
                ..wanted.clone()
            };
            self.best(&of, question, baseline).map(|(best, _)| best)
        };
        let find = |measure: Measure| find_of(measure, wanted.outcome);
        // The people that the place itself speaks of, else those of the arm where the report is sure of them.
        let group = |place: &Candidate| -> Option<(f64, Vec<String>, String)> {
            let said = |number: Number, evidence| (number.value, evidence, number.text);
            if let Some((number, evidence)) = self.heading_size(place) {
                return Some(said(number, evidence));
            }
            if let Some(best) = find(Measure::GroupSize) {
                return Some(said(best.number, best.evidence));
            }
            let size = self
                .sizes
                .get(arm)?
                .as_ref()
                .filter(|size| size.is_sure())?;
            Some(said(size.said.number.clone(), size.said.evidence.clone()))
        };
        let (computed, from): (Computed, Candidate) = match wanted.measure {
            Measure::Events if baseline && asks_for_women(wanted) => {
                let men = find_of(Measure::Events, Some("Men (male)"))?;
                let (n, _, _) = group(&men)?;
                (rest_of_group(men.number.value, n)?, men)
            }
            Measure::Events => {
                let percent = find(Measure::Percent)?;
                let (n, _, _) = group(&percent)?;
                (
                    events_from_percent(percent.number.value, percent.number.decimals(), n)?,
                    percent,
                )
            }
            Measure::StandardDeviation => {
                if let Some(se) = find(Measure::StandardError) {
                    let (n, _, _) = group(&se)?;
                    (sd_from_se(se.number.value, n)?, se)
                } else if let Some((best, level)) =
                    find(Measure::Mean).and_then(|best| match best.reading.shape {
                        Shape::Estimate { level, .. } => Some((best, level.unwrap_or(95.0))),
                        _ => None,
                    })
                {
                    let Shape::Estimate { lower, upper, .. } = &best.reading.shape else {
                        return None;
                    };
                    let (n, _, _) = group(&best)?;
                    (sd_from_interval(lower.value, upper.value, n, level)?, best)
                } else {
                    let best = find(Measure::Median)?;
                    let Shape::Centre {
                        lower, upper, ends, ..
                    } = &best.reading.shape
                    else {
                        return None;
                    };
                    let (n, _, _) = group(&best)?;
                    let sd = match ends {
                        Ends::Quartiles => sd_from_quartiles(lower.value, upper.value, n),
                        Ends::Range => sd_from_range(lower.value, upper.value, n),
                    };
                    (sd?, best)
                }
            }
            Measure::Mean => {
                let best = find(Measure::Median)?;
                let Shape::Centre {
                    centre,
                    lower,
                    upper,
                    ends,
                    ..
                } = &best.reading.shape
                else {
                    return None;
                };
                let (n, _, _) = group(&best)?;
                let mean = match ends {
                    Ends::Quartiles => {
                        mean_from_quartiles(lower.value, centre.value, upper.value, n)
                    }
                    Ends::Range => mean_from_range(lower.value, centre.value, upper.value, n),
                };
                (mean?, best)
            }
            _ => return None,
        };
        let (_, group_evidence, group_text) = group(&from)?;
        let mut evidence = from.evidence.clone();
        evidence.extend(group_evidence);
        evidence.dedup();
        let mut inputs: Vec<String> = match wanted.measure {
            Measure::Events => vec![from.number.text.clone()],
            _ => match &from.reading.shape {
                Shape::MeanSpread { spread, .. } => vec![spread.text.clone()],
                shape => shape.numbers().iter().map(|n| n.text.clone()).collect(),
            },
        };
        inputs.push(group_text);
        let decimals = from
            .reading
            .shape
            .numbers()
            .iter()
            .map(|n| n.decimals())
            .max()
            .unwrap_or(0) as usize
            + 1;
        let finding = Finding {
            status: ValueStatus::Calculated,
            value: written(
                computed.value,
                if wanted.measure == Measure::Events {
                    0
                } else {
                    decimals.max(2)
                },
            ),
            unit: from.reading.unit.clone(),
            formula: Some(format!("{} ({})", computed.formula, computed.source)),
            evidence: self.source.quotes(&evidence),
        };
        let mut assumed = from.assumed.clone();
        if matches!(from.reading.shape, Shape::Centre { median: true, .. }) {
            assumed.push(
                "This is an estimate from a median and its ends: it holds for data that are not skewed."
                    .into(),
            );
        }
        let known = Known {
            named: evidence.len(),
            inputs,
            unit: from.reading.unit.clone(),
            assumed,
            names_arm: Some(self.names_arm(arm, &evidence)),
            support: from.score.min(1.0),
        };
        Some(Answer {
            finding,
            known,
            probability: Some((from.score * 0.9).clamp(0.0, 0.99)),
        })
    }
}
