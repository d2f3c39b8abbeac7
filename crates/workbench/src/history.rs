//! History: a reviewer's own decisions to look back on.

use review::{Decision, ReviewerId, Role, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;
use crate::open_review::Review;

/// One of the reviewer's own decisions, with its record's title.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryEntry {
    /// The decision.
    pub decision: Decision,
    /// Title of the record.
    pub title: Option<String>,
}

impl Review {
    /// The reviewer's decisions in force at a stage, the latest first.
    pub async fn history(
        &self,
        reviewer: &ReviewerId,
        stage: Stage,
        limit: usize,
    ) -> Result<Vec<HistoryEntry>> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let own = ledger
            .decisions()
            .rev()
            .filter(|d| d.reviewer_id == *reviewer && d.stage == stage && d.role == Role::Reviewer);
        let mut seen = Vec::new();
        let mut entries = Vec::new();
        for decision in own {
            let Some(ordinal) = ledger.ordinal(&decision.record_id) else {
                continue;
            };
            let group = ledger.group(ordinal);
            if entries.len() == limit {
                break;
            }
            if seen.contains(&group) || !ledger.is_live(group) {
                continue;
            }
            seen.push(group);
            entries.push(HistoryEntry {
                title: self.combined(&ledger, group).await?.title,
                decision: decision.clone(),
            });
        }
        Ok(entries)
    }

    /// Every tag that is in use, in order of the alphabet.
    pub async fn tags_in_use(&self) -> Result<Vec<String>> {
        let ledger = self.ledger().await?;
        let mut tags: Vec<String> = ledger.facts().tags.iter().map(|t| t.tag.clone()).collect();
        tags.sort_unstable();
        tags.dedup();
        Ok(tags)
    }
}
