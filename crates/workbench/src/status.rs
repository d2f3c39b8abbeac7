//! Status: where the review stands, what to do next, and whether to stop screening.

use prisma::{Flow, Mismatch};
use ranking::{StoppingInput, StoppingPanel};
use review::{Outcome, ReviewerId, Stage};
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
            stopping: stopping(&ledger, recall, confidence),
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

/// The stopping panel over the settled records, in the order in which they were settled.
fn stopping(ledger: &Ledger, target: f64, confidence: f64) -> Option<StoppingPanel> {
    let mut settled: Vec<(i64, usize, bool)> = Vec::new();
    let mut records = 0;
    for group in ledger.groups().filter(|&g| ledger.removal(g).is_none()) {
        records += 1;
        let relevant = match ledger.outcome(group, Stage::TitleAbstract) {
            Outcome::Included => true,
            Outcome::Excluded { .. } => false,
            Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => continue,
        };
        let at = ledger
            .in_force(group, Stage::TitleAbstract)
            .iter()
            .map(|d| d.decided_at)
            .max();
        settled.push((at.unwrap_or_default(), group, relevant));
    }
    if settled.is_empty() {
        return None;
    }
    settled.sort_unstable();
    Some(StoppingPanel::of(&StoppingInput {
        screened: settled
            .into_iter()
            .map(|(_, _, relevant)| relevant)
            .collect(),
        records,
        target,
        confidence,
        key_papers: 0,
        key_papers_found: 0,
        estimated_relevant: None,
        audit: None,
    }))
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
