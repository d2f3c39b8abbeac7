//! Status: where the review stands, what to do next, and whether to stop screening.

use prisma::{Flow, Mismatch};
use ranking::StoppingPanel;
use review::{ReviewerId, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::screen::Workload;

/// The overview of a review.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Status {
    /// Title.
    pub title: String,
    /// The PRISMA numbers.
    pub flow: Flow,
    /// Sums that do not agree, in words.
    pub mismatches: Vec<Mismatch>,
    /// What is still to be done before the numbers are final.
    pub unfinished: Vec<String>,
    /// How far each reviewer is at title and abstract, then at full text.
    pub reviewers: Vec<ReviewerStatus>,
    /// Whether to stop screening titles and abstracts; `None` before anything was settled.
    pub stopping: Option<StoppingPanel>,
}

/// How far one reviewer is.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReviewerStatus {
    /// Who.
    pub id: ReviewerId,
    /// Name.
    pub name: String,
    /// At title and abstract.
    pub title_abstract: Workload,
    /// At full text.
    pub full_text: Workload,
    /// Median active time per decision at title and abstract, seconds per record; `None` where nothing was measured.
    pub seconds_per_record: Option<f64>,
}

impl Review {
    /// The overview. `recall` and `confidence` are those of the stopping test.
    pub async fn status(&self, recall: f64, confidence: f64) -> Result<Status> {
        let ledger = self.ledger().await?;
        let flow = self.flow().await?;
        let mut reviewers = Vec::new();
        for reviewer in &ledger.facts().reviewers {
            reviewers.push(ReviewerStatus {
                title_abstract: self.workload(&reviewer.id, Stage::TitleAbstract).await?,
                full_text: self.workload(&reviewer.id, Stage::FullText).await?,
                seconds_per_record: seconds_per_record(&ledger, &reviewer.id),
                id: reviewer.id.clone(),
                name: reviewer.name.clone(),
            });
        }
        Ok(Status {
            title: self.title().await?,
            mismatches: flow.check(),
            unfinished: flow.unfinished(),
            flow,
            reviewers,
            stopping: self.stopping_panel(&ledger, recall, confidence).await?,
        })
    }

    /// Whether the audit trail is whole; if not, the number of the first change that was altered.
    pub async fn verify_audit(&self) -> Result<Option<i64>> {
        Ok(self
            .store
            .verify_audit()
            .await?
            .map(|broken| broken.sequence))
    }
}

fn seconds_per_record(ledger: &Ledger, reviewer: &ReviewerId) -> Option<f64> {
    let mut times: Vec<i64> = ledger
        .decisions()
        .filter(|d| d.reviewer_id == *reviewer && d.stage == Stage::TitleAbstract)
        .filter_map(|d| d.active_ms)
        .collect();
    times.sort_unstable();
    let middle = times.len() / 2;
    let median = match times.len() {
        0 => return None,
        n if n % 2 == 1 => times[middle] as f64,
        _ => (times[middle - 1] + times[middle]) as f64 / 2.0,
    };
    Some(median / 1000.0)
}
