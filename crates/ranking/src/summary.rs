//! [`Summary`]: the measures of several simulations of one review, from different priors.

use serde::{Deserialize, Serialize};

use crate::measures::{At, Measures};

/// Mean and range of every measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Number of simulations.
    pub runs: usize,
    /// Of recall, by share screened.
    pub recall: Vec<RangeAt>,
    /// Of work saved over sampling by ASReview's definition, by recall.
    pub wss: Vec<RangeAt>,
    /// Of work saved over sampling by Cohen's definition, by recall.
    pub wss_cohen: Vec<RangeAt>,
    /// Of extra relevant records found, by share screened.
    pub erf: Vec<RangeAt>,
    /// Of the average time to discovery, in records.
    pub average_time_to_discovery: Option<Range>,
    /// Of the loss.
    pub loss: Option<Range>,
    /// Of the normalised discounted cumulative gain.
    pub ndcg: Option<Range>,
}

/// Mean, least and greatest of one measure over the simulations in which it is defined.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the three values")]
pub struct Range {
    pub mean: f64,
    pub least: f64,
    pub greatest: f64,
}

/// A [`Range`] at a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangeAt {
    /// The threshold.
    pub at: f64,
    /// The range there.
    pub range: Range,
}

impl Summary {
    /// Of simulations that were measured at the same thresholds.
    pub fn of(runs: &[Measures]) -> Self {
        let single =
            |value: &dyn Fn(&Measures) -> Option<f64>| Range::of(runs.iter().filter_map(value));
        let series = |values: &dyn Fn(&Measures) -> &[At]| -> Vec<RangeAt> {
            let mut thresholds: Vec<f64> = Vec::new();
            for at in runs.iter().flat_map(values).map(|v| v.at) {
                if !thresholds.contains(&at) {
                    thresholds.push(at);
                }
            }
            thresholds
                .into_iter()
                .filter_map(|at| {
                    let there = runs
                        .iter()
                        .filter_map(|run| values(run).iter().find(|v| v.at == at));
                    Range::of(there.map(|v| v.value)).map(|range| RangeAt { at, range })
                })
                .collect()
        };
        Self {
            runs: runs.len(),
            recall: series(&|m| &m.recall),
            wss: series(&|m| &m.wss),
            wss_cohen: series(&|m| &m.wss_cohen),
            erf: series(&|m| &m.erf),
            average_time_to_discovery: single(&|m| m.average_time_to_discovery),
            loss: single(&|m| m.loss),
            ndcg: single(&|m| m.ndcg),
        }
    }
}

impl Range {
    /// `None` of nothing.
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let values: Vec<f64> = values.collect();
        (!values.is_empty()).then(|| Self {
            mean: values.iter().sum::<f64>() / values.len() as f64,
            least: values.iter().copied().fold(f64::INFINITY, f64::min),
            greatest: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        })
    }
}
