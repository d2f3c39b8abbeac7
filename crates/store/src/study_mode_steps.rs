//! What is appended to a study: its lock, the steps of readings, what is right, its end.

use review::{ReviewerId, SuggestionId};

use crate::open::values_clause;
use crate::study_mode::{NewStudyMode, StudyModeReading, StudyModeRole, StudyModeTruth};
use crate::{Change, StoreError};

impl Change {
    /// Locks a study. `None` where another one has not ended: only one runs at a time.
    pub async fn add_study_mode(
        &mut self,
        new: &NewStudyMode<'_>,
    ) -> Result<Option<String>, StoreError> {
        const ROWS: usize = 200;
        let (open,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM study_mode_protocols p
             WHERE NOT EXISTS (SELECT 1 FROM study_mode_ends e WHERE e.study_id = p.id)",
        )
        .fetch_one(&mut *self.transaction)
        .await?;
        if open > 0 {
            return Ok(None);
        }
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_mode_protocols (id, design, text, sha256, locked_by, locked_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(new.design.to_owned())
        .bind(new.text.to_owned())
        .bind(new.sha256.to_owned())
        .bind(new.locked_by.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        sqlx::query("INSERT INTO study_mode_seals (study_id, seed) VALUES ($1, $2)")
            .bind(id.clone())
            .bind(new.seed.to_string())
            .execute(&mut *self.transaction)
            .await?;
        for (reviewer, role) in new.people {
            let role = match role {
                StudyModeRole::Reader => "reader",
                StudyModeRole::Adjudicator => "adjudicator",
            };
            sqlx::query(
                "INSERT INTO study_mode_people (study_id, reviewer_id, role) VALUES ($1, $2, $3)",
            )
            .bind(id.clone())
            .bind(reviewer.as_str())
            .bind(role)
            .execute(&mut *self.transaction)
            .await?;
        }
        for some in new.items.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO study_mode_items (study_id, record_id, practice, verdict, suggestions) VALUES",
                some.len(),
                5,
            );
            let mut query = sqlx::query(sql);
            for item in some {
                query = query
                    .bind(id.clone())
                    .bind(item.record_id.0.clone())
                    .bind(i64::from(item.practice))
                    .bind(item.verdict.clone())
                    .bind(suggestions_text(&item.suggestions)?);
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(Some(id))
    }

    /// Appends a step of a reading; its identity, or `None` where this step was taken already or the study has ended.
    pub async fn add_study_mode_reading(
        &mut self,
        new: &StudyModeReading,
    ) -> Result<Option<String>, StoreError> {
        let (taken,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM study_mode_readings WHERE study_id = $1 AND reader_id = $2 AND record_id = $3
             AND (step = $4 OR step = 'final') AND $4 <> 'left'",
        )
        .bind(new.study_id.clone())
        .bind(new.reader_id.as_str())
        .bind(new.record_id.as_str())
        .bind(new.step.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        if taken > 0 || self.study_mode_ended(&new.study_id).await? {
            return Ok(None);
        }
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_mode_readings (id, study_id, reader_id, record_id, practice, arm, period, position, step,
             relevant, shown, elapsed_ms, active_30_ms, active_60_ms, active_120_ms, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        )
        .bind(id.clone())
        .bind(new.study_id.clone())
        .bind(new.reader_id.as_str())
        .bind(new.record_id.as_str())
        .bind(i64::from(new.practice))
        .bind(new.arm.clone())
        .bind(new.period)
        .bind(new.position)
        .bind(new.step.as_str())
        .bind(new.relevant.map(i64::from))
        .bind(suggestions_text(&new.shown)?)
        .bind(time_part(new.time, 0))
        .bind(time_part(new.time, 1))
        .bind(time_part(new.time, 2))
        .bind(time_part(new.time, 3))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(Some(id))
    }

    /// Appends what an adjudicator says; its identity, or `None` where it was said already or the study has ended.
    pub async fn add_study_mode_truth(
        &mut self,
        new: &StudyModeTruth,
    ) -> Result<Option<String>, StoreError> {
        let (said,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM study_mode_truths WHERE study_id = $1 AND record_id = $2 AND consensus = $3
             AND ($3 = 1 OR reviewer_id = $4)",
        )
        .bind(new.study_id.clone())
        .bind(new.record_id.as_str())
        .bind(i64::from(new.consensus))
        .bind(new.reviewer_id.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        if said > 0 || self.study_mode_ended(&new.study_id).await? {
            return Ok(None);
        }
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_mode_truths (id, study_id, reviewer_id, record_id, consensus, relevant, elapsed_ms,
             active_30_ms, active_60_ms, active_120_ms, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(id.clone())
        .bind(new.study_id.clone())
        .bind(new.reviewer_id.as_str())
        .bind(new.record_id.as_str())
        .bind(i64::from(new.consensus))
        .bind(i64::from(new.relevant))
        .bind(time_part(new.time, 0))
        .bind(time_part(new.time, 1))
        .bind(time_part(new.time, 2))
        .bind(time_part(new.time, 3))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(Some(id))
    }

    /// Ends a study; `false` where it has ended already.
    pub async fn end_study_mode(
        &mut self,
        study: &str,
        by: &ReviewerId,
        reason: &str,
    ) -> Result<bool, StoreError> {
        if self.study_mode_ended(study).await? {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO study_mode_ends (study_id, ended_by, reason, ended_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(study.to_owned())
        .bind(by.as_str())
        .bind(reason.to_owned())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(true)
    }

    pub(crate) async fn study_mode_ended(&mut self, study: &str) -> Result<bool, StoreError> {
        let (ended,): (i64,) =
            sqlx::query_as("SELECT COUNT(*) FROM study_mode_ends WHERE study_id = $1")
                .bind(study.to_owned())
                .fetch_one(&mut *self.transaction)
                .await?;
        Ok(ended > 0)
    }
}

/// One of the four numbers of a time.
pub(crate) fn time_part(time: Option<[i64; 4]>, at: usize) -> Option<i64> {
    time.and_then(|time| time.get(at).copied())
}

fn suggestions_text(ids: &[SuggestionId]) -> Result<String, StoreError> {
    let ids: Vec<&str> = ids.iter().map(SuggestionId::as_str).collect();
    serde_json::to_string(&ids).map_err(|e| StoreError::unreadable("suggestions of a study", e))
}
