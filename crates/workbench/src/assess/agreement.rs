//! How far assessors agree before they talk: of results that both have finished.

use bias::{Assessment, Comparison, RESAMPLING, Tool, compare};
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// Agreement of assessors.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasAgreement {
    /// One comparison for each tool in use.
    pub comparisons: Vec<Comparison>,
    /// Results that both have finished.
    pub finished: usize,
    /// Results that are still with their assessors.
    pub waiting: usize,
}

impl Review {
    /// How far assessors agree on each domain, with weighted κ: before anything was settled, and of results that both have
    /// finished only.
    pub async fn bias_agreement(&self) -> Result<BiasAgreement> {
        let at_hand = self.bias_at_hand().await?;
        let standings = at_hand.standings()?;
        let mut by_tool: Vec<(Tool, Vec<Assessment>, Vec<Assessment>)> = Vec::new();
        let mut finished = 0;
        for standing in &standings {
            let Some((first, second)) = standing.both() else {
                continue;
            };
            finished += 1;
            let known = by_tool
                .iter()
                .position(|(tool, ..)| *tool == standing.tool)
                .unwrap_or_else(|| {
                    by_tool.push((standing.tool, Vec::new(), Vec::new()));
                    by_tool.len() - 1
                });
            by_tool[known].1.push(first.clone());
            by_tool[known].2.push(second.clone());
        }
        let waiting = standings.len() - finished;
        let comparisons = off_thread("working out agreement", move || {
            by_tool
                .iter()
                .map(|(tool, first, second)| compare(first, second, *tool, RESAMPLING))
                .collect()
        })
        .await?;
        Ok(BiasAgreement {
            comparisons,
            finished,
            waiting,
        })
    }
}
