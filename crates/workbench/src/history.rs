//! History: a reviewer's own decisions to look back on, and the audit trail to read in.

use review::{Decision, ReviewerId, Role, Stage};
use serde::Serialize;
use store::AuditRow;
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

/// A page of the audit trail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AuditPage {
    /// Changes that hold the words.
    pub total: usize,
    /// The page, the latest change first. `actor` is the reviewer's name, or the program's.
    pub rows: Vec<AuditRow>,
}

impl Review {
    /// The reviewer's decisions in force at a stage, the latest first.
    pub async fn history(
        &self,
        reviewer: &ReviewerId,
        stage: Stage,
        limit: usize,
    ) -> Result<Vec<HistoryEntry>> {
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

    /// A page of the audit trail: the changes that hold all the words, in any of their columns.
    pub async fn audit_page(&self, offset: usize, limit: usize, words: &str) -> Result<AuditPage> {
        let ledger = self.ledger().await?;
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let mut rows = self.store.audit().await?;
        for row in &mut rows {
            row.actor = ledger.reviewer_name(&row.actor.as_str().into()).to_owned();
        }
        rows.retain(|row| {
            let text = format!("{} {} {}", row.actor, row.action, row.detail).to_lowercase();
            words.iter().all(|word| text.contains(word))
        });
        Ok(AuditPage {
            total: rows.len(),
            rows: rows.into_iter().rev().skip(offset).take(limit).collect(),
        })
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
