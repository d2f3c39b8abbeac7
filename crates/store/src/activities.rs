//! Activities: how long a reviewer worked on a record, logged from the first day.

use review::{DecisionId, RecordId, ReviewerId, Stage};
use serde::{Deserialize, Serialize};
use sqlx::Row;

use crate::{Change, Store, StoreError};

/// One stretch of work on one record, measured with a monotonic clock. All durations in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// The record.
    pub record_id: RecordId,
    /// The stage of screening.
    pub stage: Stage,
    /// Who worked.
    pub reviewer_id: ReviewerId,
    /// The decision it ended with, if it did.
    pub decision_id: Option<DecisionId>,
    /// When it began, milliseconds since 1970-01-01 UTC.
    pub started_at: i64,
    /// From beginning to end.
    pub elapsed_ms: i64,
    /// Active time if more than 30 s without input counts as idle.
    pub active_30_ms: i64,
    /// The same for 60 s: the rule of the program.
    pub active_60_ms: i64,
    /// The same for 120 s.
    pub active_120_ms: i64,
    /// Whether the record had been decided on by this reviewer before.
    pub reopened: bool,
}

impl Store {
    /// Every activity in order of time.
    pub async fn activities(&self) -> Result<Vec<Activity>, StoreError> {
        let rows = sqlx::query(
            "SELECT record_id, stage, reviewer_id, decision_id, started_at, elapsed_ms, active_30_ms, active_60_ms,
                    active_120_ms, reopened FROM activities ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let stage: String = row.try_get(1)?;
                Ok(Activity {
                    record_id: row.try_get::<String, _>(0)?.into(),
                    stage: Stage::from_word(&stage)
                        .ok_or_else(|| StoreError::unreadable("stage", &stage))?,
                    reviewer_id: row.try_get::<String, _>(2)?.into(),
                    decision_id: row.try_get::<Option<String>, _>(3)?.map(DecisionId),
                    started_at: row.try_get(4)?,
                    elapsed_ms: row.try_get(5)?,
                    active_30_ms: row.try_get(6)?,
                    active_60_ms: row.try_get(7)?,
                    active_120_ms: row.try_get(8)?,
                    reopened: row.try_get::<i64, _>(9)? != 0,
                })
            })
            .collect()
    }
}

impl Change {
    /// Logs an activity.
    pub async fn add_activity(&mut self, activity: &Activity) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO activities (id, record_id, stage, reviewer_id, decision_id, started_at, elapsed_ms,
             active_30_ms, active_60_ms, active_120_ms, reopened)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(self.new_id())
        .bind(activity.record_id.as_str())
        .bind(activity.stage.as_str())
        .bind(activity.reviewer_id.as_str())
        .bind(activity.decision_id.as_ref().map(|id| id.0.clone()))
        .bind(activity.started_at)
        .bind(activity.elapsed_ms)
        .bind(activity.active_30_ms)
        .bind(activity.active_60_ms)
        .bind(activity.active_120_ms)
        .bind(i64::from(activity.reopened))
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
