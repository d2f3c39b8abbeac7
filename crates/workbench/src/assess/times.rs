//! How long assessing the risk of bias takes (METHODS §5): by tool and assessor, and each answer as an event.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use agreement::Resampling;
use bias::Tool;
use review::ReviewerId;
use serde::Serialize;
use store::{BiasRole, ValueTime};
use timing::{Distribution, Timing};
use ts_rs::TS;

use crate::error::Result;
use crate::export::{TIME_COLUMNS, Table, TableFormat, TableWritten, time_cells, utc};
use crate::open_review::Review;

/// One assessor with one tool.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AssessmentTime {
    /// The tool.
    pub tool: Tool,
    /// Its name.
    pub tool_name: String,
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// Seconds a result.
    pub seconds: Distribution,
}

/// What the times of all assessments come to.
pub(crate) struct AssessmentTimes {
    pub(crate) assessments: Vec<AssessmentTime>,
    /// Seconds spent on settling differences.
    pub(crate) settling: f64,
}

impl Review {
    /// How long results took that their assessor has finished: what is begun would make them look shorter than they are,
    /// and would show what a colleague is at. `rule` is a place in the rules that are measured: 30, 60, 120 s.
    pub(crate) async fn assessment_times(
        &self,
        rule: usize,
        by: &Resampling,
    ) -> Result<AssessmentTimes> {
        let at_hand = self.bias_at_hand().await?;
        let times: HashMap<String, ValueTime> =
            self.store.bias_times().await?.into_iter().collect();
        let seconds = |entry: &str| -> Option<f64> {
            let rules = times.get(entry)?.rules?;
            Some(*rules.get(rule + 1)? as f64 / 1000.0)
        };
        let mut settling = 0.0;
        let mut by_assessor: BTreeMap<(usize, &ReviewerId), Vec<Timing>> = BTreeMap::new();
        for standing in at_hand.standings()? {
            let mut of_result: BTreeMap<&ReviewerId, Timing> = BTreeMap::new();
            let entries = &at_hand.facts.entries;
            for entry in entries.iter().filter(|e| e.result_id == standing.result.id) {
                let Some(seconds) = seconds(&entry.id) else {
                    continue;
                };
                if entry.role == BiasRole::Consensus {
                    settling += seconds;
                } else if standing.has_finished(&entry.reviewer_id) {
                    let started_at_ms = entry.made_at.saturating_sub((seconds * 1000.0) as i64);
                    of_result
                        .entry(&entry.reviewer_id)
                        .or_insert(Timing {
                            started_at_ms,
                            seconds: 0.0,
                        })
                        .seconds += seconds;
                }
            }
            let tool = Tool::ALL.iter().position(|tool| *tool == standing.tool);
            for (reviewer, timing) in of_result {
                let key = (tool.unwrap_or_default(), reviewer);
                by_assessor.entry(key).or_default().push(timing);
            }
        }
        let assessments = by_assessor
            .into_iter()
            .filter_map(|((tool, who), timings)| {
                let tool = *Tool::ALL.get(tool)?;
                Some(AssessmentTime {
                    tool,
                    tool_name: tool.form().name.to_owned(),
                    reviewer: who.clone(),
                    name: at_hand.name_of(who).to_owned(),
                    seconds: Distribution::of(&timings, by)?,
                })
            });
        Ok(AssessmentTimes {
            assessments: assessments.collect(),
            settling,
        })
    }

    /// Writes how long each answer and judgement took; of results that all assessors have finished, because the order
    /// in which a colleague answers is a part of what they think. Returns the number of rows.
    pub async fn export_assessment_times(
        &self,
        out: &Path,
        format: TableFormat,
    ) -> Result<TableWritten> {
        let at_hand = self.bias_at_hand().await?;
        let times: HashMap<String, ValueTime> =
            self.store.bias_times().await?.into_iter().collect();
        let mut rows = Vec::new();
        for standing in at_hand.standings()? {
            if !standing.is_unsealed() {
                continue;
            }
            let entries = at_hand.facts.entries.iter();
            for entry in entries.filter(|entry| entry.result_id == standing.result.id) {
                let mut row = vec![
                    at_hand.label_of(&standing.result.study_id).to_owned(),
                    standing.result.name.clone(),
                    standing.tool.form().name.to_owned(),
                    entry.item.clone(),
                    at_hand.name_of(&entry.reviewer_id).to_owned(),
                    match entry.role {
                        BiasRole::Assessor => "assessor",
                        BiasRole::Consensus => "consensus",
                    }
                    .to_owned(),
                    utc(entry.made_at),
                ];
                row.extend(time_cells(times.get(&entry.id)));
                rows.push(row);
            }
        }
        let table = Table {
            name: "Assessment times",
            header: [
                &[
                    "study", "result", "tool", "item", "reviewer", "role", "made_at",
                ],
                &TIME_COLUMNS[..],
            ]
            .concat(),
            rows,
        };
        table.write(out, format)
    }
}
