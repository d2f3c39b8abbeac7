//! Tables made elsewhere: what could be retrieved, which reports belong to one study, which pairs are duplicates.

use std::path::Path;

use review::{Retrieval, ReviewerId};
use serde::Deserialize;
use store::{Actor, PairVerdict};

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::matching::{Matcher, Wanted};
use crate::open_review::Review;
use crate::replay::{Replay, Unmatched};
use crate::table_input;

/// The columns that name a record, and those of either table.
#[derive(Debug, Deserialize)]
struct Row {
    #[serde(default)]
    record: Option<String>,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    entry: Option<i64>,
    #[serde(default)]
    doi: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    retrieval: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    study_label: Option<String>,
    #[serde(default)]
    other_file: Option<String>,
    #[serde(default)]
    other_entry: Option<i64>,
    #[serde(default)]
    verdict: Option<String>,
}

impl Row {
    fn place(&self, matcher: &Matcher) -> Result<usize> {
        matcher.find(&Wanted {
            record: self.record.as_deref(),
            file: self.file.as_deref(),
            entry: self.entry,
            doi: self.doi.as_deref(),
            title: self.title.as_deref(),
            ..Wanted::default()
        })
    }
}

impl Review {
    /// Replays a table of retrievals: `retrieval` (`retrieved`, `not_retrieved`, `sought`), `reason`, and what names the
    /// record.
    pub async fn replay_retrievals(&self, file: &Path, reviewer: &ReviewerId) -> Result<Replay> {
        self.replay_rows(file, "retrieval", async |row: &Row, group: usize| {
            let reason = row.reason.clone().unwrap_or_default();
            let retrieval = match row.retrieval.as_deref().unwrap_or_default() {
                "retrieved" => Retrieval::Retrieved { document: None },
                "not_retrieved" => Retrieval::NotRetrieved { reason },
                "sought" => Retrieval::Sought,
                other => {
                    return Err(Error::invalid(
                        format!("“{other}” is no retrieval"),
                        "retrieved, not_retrieved or sought",
                    ));
                }
            };
            let record = self.ledger().await?.id(group).clone();
            self.set_retrieval(&record, &retrieval, reviewer).await
        })
        .await
    }

    /// Replays a table of studies: `study_label`, and what names the record.
    pub async fn replay_studies(&self, file: &Path, reviewer: &ReviewerId) -> Result<Replay> {
        self.replay_rows(file, "study_label", async |row: &Row, group: usize| {
            let record = self.ledger().await?.id(group).clone();
            self.link_study(
                &[record],
                row.study_label.as_deref().unwrap_or_default(),
                reviewer,
            )
            .await?;
            Ok(())
        })
        .await
    }

    /// Replays a table of verdicts on pairs of records: `file`, `entry`, `other_file`, `other_entry`, `verdict` (`same`,
    /// `different`, `later`).
    pub async fn replay_pairs(&self, file: &Path, reviewer: &ReviewerId) -> Result<Replay> {
        let matcher = self.matcher().await?;
        self.replay_rows(file, "verdict", async |row: &Row, group: usize| {
            let other = matcher.find(&Wanted {
                file: row.other_file.as_deref(),
                entry: row.other_entry,
                ..Wanted::default()
            })?;
            let word = row.verdict.as_deref().unwrap_or_default();
            let verdict = PairVerdict::from_word(word).ok_or_else(|| {
                Error::invalid(
                    format!("“{word}” is no verdict on a pair"),
                    "same, different or later",
                )
            })?;
            let ledger = self.ledger().await?;
            self.judge_pair(ledger.id(group), ledger.id(other), verdict, reviewer)
                .await?;
            Ok(())
        })
        .await
    }

    /// Notes every report that is still sought as at hand; returns how many there were.
    pub async fn all_at_hand(&self, reviewer: &ReviewerId) -> Result<usize> {
        let sought: Vec<_> = self
            .reports()
            .await?
            .into_iter()
            .filter(|r| r.retrieval == Retrieval::Sought)
            .collect();
        let ledger = self.ledger().await?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "retrieve")
            .await?;
        for report in &sought {
            let group = known_group(&ledger, &report.record_id)?;
            change
                .add_retrieval(
                    ledger.id(group),
                    &Retrieval::Retrieved { document: None },
                    reviewer,
                )
                .await?;
        }
        change
            .commit(&serde_json::json!({ "at_hand": sought.len() }))
            .await?;
        Ok(sought.len())
    }

    async fn replay_rows(
        &self,
        file: &Path,
        needed: &str,
        record: impl AsyncFn(&Row, usize) -> Result<()>,
    ) -> Result<Replay> {
        let rows = table_input::rows::<Row>(file, &[needed])?;
        let matcher = self.matcher().await?;
        let mut replay = Replay::default();
        for (entry, row) in (1..).zip(rows) {
            let (what, done) = match row {
                Err(error) => (String::new(), Err(error)),
                Ok(row) => {
                    let what = row
                        .title
                        .clone()
                        .or_else(|| row.doi.clone())
                        .unwrap_or_default();
                    let done = match row.place(&matcher) {
                        Ok(group) => record(&row, group).await,
                        Err(error) => Err(error),
                    };
                    (what, done.map_err(|e| e.message))
                }
            };
            match done {
                Ok(()) => replay.recorded += 1,
                Err(reason) => replay.unmatched.push(Unmatched {
                    entry,
                    what,
                    reason,
                }),
            }
        }
        Ok(replay)
    }
}
