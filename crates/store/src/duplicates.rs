//! Merges of duplicate records, what people said about pairs, and the queue of doubtful ones.

use std::collections::HashMap;

use review::{MergeId, PairEvidence, RecordId, ReviewerId};
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::open::values_clause;
use crate::{Change, Store, StoreError};

/// A merge in force: `duplicate` counts as the same record as `kept`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MergeRow {
    /// Identity, for undoing.
    pub id: MergeId,
    /// The record that stands for both.
    pub kept: RecordId,
    /// The record removed as a duplicate.
    pub duplicate: RecordId,
    /// The reviewer, or `attest` for a rule of the program.
    pub actor: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub merged_at: i64,
}

/// What a person said about two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairVerdict {
    /// The same work.
    Same,
    /// Different works; never merged again, not even through a third.
    Different,
    /// To be decided later; moves to the end of the queue.
    Later,
}

impl PairVerdict {
    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            PairVerdict::Same => "same",
            PairVerdict::Different => "different",
            PairVerdict::Later => "later",
        }
    }

    /// The verdict that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            PairVerdict::Same,
            PairVerdict::Different,
            PairVerdict::Later,
        ]
        .into_iter()
        .find(|verdict| verdict.as_str() == word)
    }
}

/// The verdict in force on a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairVerdictRow {
    /// The record imported first.
    pub a: RecordId,
    /// The other.
    pub b: RecordId,
    /// The latest verdict.
    pub verdict: PairVerdict,
    /// Who gave it.
    pub reviewer_id: ReviewerId,
}

/// A pair that a person should look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoubtfulPair {
    /// The record imported first.
    pub a: RecordId,
    /// The other.
    pub b: RecordId,
    /// How they compare.
    pub evidence: PairEvidence,
}

pub(crate) async fn merges_in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<MergeRow>, StoreError> {
    let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
        "SELECT id, kept_id, duplicate_id, actor, merged_at FROM merges
         WHERE id NOT IN (SELECT merge_id FROM merge_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, kept, duplicate, actor, merged_at)| MergeRow {
            id: id.into(),
            kept: kept.into(),
            duplicate: duplicate.into(),
            actor,
            merged_at,
        })
        .collect())
}

pub(crate) async fn verdicts_in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<PairVerdictRow>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT record_a, record_b, verdict, reviewer_id FROM pair_verdicts
         WHERE id IN (SELECT MAX(id) FROM pair_verdicts GROUP BY record_a, record_b) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(a, b, verdict, reviewer_id)| {
            Ok(PairVerdictRow {
                a: a.into(),
                b: b.into(),
                verdict: PairVerdict::from_word(&verdict)
                    .ok_or_else(|| StoreError::unreadable("verdict on a pair", &verdict))?,
                reviewer_id: reviewer_id.into(),
            })
        })
        .collect()
}

impl Store {
    /// Why a merge was made.
    pub async fn merge_evidence(&self, merge: &MergeId) -> Result<PairEvidence, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT evidence FROM merges WHERE id = $1")
            .bind(merge.as_str())
            .fetch_optional(self.reachable()?)
            .await?;
        let (evidence,) = row.ok_or_else(|| StoreError::Missing {
            what: "merge",
            name: merge.to_string(),
        })?;
        serde_json::from_str(&evidence)
            .map_err(|e| StoreError::unreadable("evidence of a merge", e))
    }

    /// The rule of every merge in words, taken-back merges included; for looking through many of them at once.
    pub async fn merge_reasons(&self) -> Result<HashMap<MergeId, String>, StoreError> {
        #[derive(Deserialize)]
        struct Reason {
            reason: String,
        }
        let rows: Vec<(String, String)> = sqlx::query_as("SELECT id, evidence FROM merges")
            .fetch_all(self.reachable()?)
            .await?;
        rows.into_iter()
            .map(|(id, evidence)| {
                let read: Reason = serde_json::from_str(&evidence)
                    .map_err(|e| StoreError::unreadable("evidence of a merge", e))?;
                Ok((id.into(), read.reason))
            })
            .collect()
    }

    /// The queue as the last run of the deduplication left it, answered pairs included.
    pub async fn doubtful_pairs(&self) -> Result<Vec<DoubtfulPair>, StoreError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT record_a, record_b, evidence FROM doubtful_pairs ORDER BY record_a, record_b",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.into_iter()
            .map(|(a, b, evidence)| {
                Ok(DoubtfulPair {
                    a: a.into(),
                    b: b.into(),
                    evidence: serde_json::from_str(&evidence)
                        .map_err(|e| StoreError::unreadable("evidence of a pair", e))?,
                })
            })
            .collect()
    }
}

impl Change {
    /// Merges records into the ones that stand for them: `(kept, duplicate, evidence)` each.
    pub async fn add_merges(
        &mut self,
        merges: &[(RecordId, RecordId, PairEvidence)],
    ) -> Result<Vec<MergeId>, StoreError> {
        const ROWS: usize = 60;
        let mut ids = Vec::with_capacity(merges.len());
        for chunk in merges.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO merges (id, kept_id, duplicate_id, evidence, actor, merged_at) VALUES",
                chunk.len(),
                6,
            );
            let mut query = sqlx::query(sql);
            for (kept, duplicate, evidence) in chunk {
                let evidence = serde_json::to_string(evidence)
                    .map_err(|e| StoreError::unreadable("evidence", e))?;
                let id = self.new_id();
                query = query
                    .bind(id.clone())
                    .bind(kept.as_str().to_owned())
                    .bind(duplicate.as_str().to_owned())
                    .bind(evidence)
                    .bind(self.actor.clone())
                    .bind(self.at);
                ids.push(id.into());
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(ids)
    }

    /// Undoes a merge.
    pub async fn withdraw_merge(&mut self, merge: &MergeId) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO merge_withdrawals (merge_id, withdrawn_at) VALUES ($1, $2) ON CONFLICT (merge_id) DO NOTHING",
        )
        .bind(merge.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Records what a person said about a pair; `a` is the record imported first.
    pub async fn add_pair_verdict(
        &mut self,
        a: &RecordId,
        b: &RecordId,
        verdict: PairVerdict,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO pair_verdicts (id, record_a, record_b, verdict, reviewer_id, decided_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(a.as_str())
        .bind(b.as_str())
        .bind(verdict.as_str())
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Replaces the queue: it is derived from the records and the verdicts.
    pub async fn replace_doubtful_pairs(
        &mut self,
        pairs: &[DoubtfulPair],
    ) -> Result<(), StoreError> {
        const ROWS: usize = 100;
        sqlx::query("DELETE FROM doubtful_pairs")
            .execute(&mut *self.transaction)
            .await?;
        for chunk in pairs.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO doubtful_pairs (record_a, record_b, evidence) VALUES",
                chunk.len(),
                3,
            );
            let mut query = sqlx::query(sql);
            for pair in chunk {
                let evidence = serde_json::to_string(&pair.evidence)
                    .map_err(|e| StoreError::unreadable("evidence", e))?;
                query = query
                    .bind(pair.a.as_str().to_owned())
                    .bind(pair.b.as_str().to_owned())
                    .bind(evidence);
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }
}
