//! What is appended to a study of values: what is read, the steps of readings, what adjudicators say.

use crate::open::values_clause;
use crate::study_mode_steps::time_part;
use crate::study_of_values::{
    ACCEPTED, ENTERED, StudyModeSays, StudyModeValue, StudyModeValueReading, StudyModeValueTruth,
    written,
};
use crate::{Change, StoreError};

impl Change {
    /// Stores what is read in a study that is being locked.
    pub async fn add_study_mode_values(
        &mut self,
        study: &str,
        values: &[StudyModeValue],
    ) -> Result<(), StoreError> {
        const ROWS: usize = 60;
        for some in values.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO study_mode_values (study_id, item, practice, extracted_id, field_id, arm, outcome,
                 time_point, field, suggestion_id, suggested) VALUES",
                some.len(),
                11,
            );
            let mut query = sqlx::query(sql);
            for value in some {
                query = query
                    .bind(study.to_owned())
                    .bind(value.item.clone())
                    .bind(i64::from(value.practice))
                    .bind(value.extracted.0.clone())
                    .bind(value.address.field.0.clone())
                    .bind(value.address.arm.clone())
                    .bind(value.address.outcome.clone())
                    .bind(value.address.time_point.clone())
                    .bind(written("field of a study", &value.field)?)
                    .bind(value.suggestion.0.clone())
                    .bind(written("suggestion of a study", &value.suggested)?);
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    /// Appends a step of a reading; its identity, or `None` where this step was taken already or the study has ended.
    pub async fn add_study_mode_value_reading(
        &mut self,
        new: &StudyModeValueReading,
    ) -> Result<Option<String>, StoreError> {
        let (taken,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM study_mode_value_readings WHERE study_id = $1 AND reader_id = $2 AND item = $3
             AND (step = $4 OR step = 'final') AND $4 <> 'left'",
        )
        .bind(new.study_id.clone())
        .bind(new.reader_id.as_str())
        .bind(new.item.clone())
        .bind(new.step.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        if taken > 0 || self.study_mode_ended(&new.study_id).await? {
            return Ok(None);
        }
        let finding = match &new.finding {
            Some(finding) => Some(written("answer in a study", finding)?),
            None => None,
        };
        let act = new
            .accepted
            .map(|accepted| if accepted { ACCEPTED } else { ENTERED }.to_owned());
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_mode_value_readings (id, study_id, reader_id, item, practice, arm, period, position,
             step, finding, act, shown, elapsed_ms, active_30_ms, active_60_ms, active_120_ms, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        )
        .bind(id.clone())
        .bind(new.study_id.clone())
        .bind(new.reader_id.as_str())
        .bind(new.item.clone())
        .bind(i64::from(new.practice))
        .bind(new.arm.clone())
        .bind(new.period)
        .bind(new.position)
        .bind(new.step.as_str())
        .bind(finding)
        .bind(act)
        .bind(new.shown.as_ref().map(|id| id.0.clone()))
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
    pub async fn add_study_mode_value_truth(
        &mut self,
        new: &StudyModeValueTruth,
    ) -> Result<Option<String>, StoreError> {
        let (answer, finding, correct) = match &new.says {
            StudyModeSays::Right(finding) => (
                String::new(),
                Some(written("answer in a study", finding)?),
                None,
            ),
            StudyModeSays::Of { answer, correct } => (answer.clone(), None, Some(*correct)),
        };
        let (said,): (i64,) = sqlx::query_as(
            "SELECT COUNT(*) FROM study_mode_value_truths WHERE study_id = $1 AND item = $2 AND answer = $3
             AND consensus = $4 AND ($4 = 1 OR reviewer_id = $5)",
        )
        .bind(new.study_id.clone())
        .bind(new.item.clone())
        .bind(answer.clone())
        .bind(i64::from(new.consensus))
        .bind(new.reviewer_id.as_str())
        .fetch_one(&mut *self.transaction)
        .await?;
        if said > 0 || self.study_mode_ended(&new.study_id).await? {
            return Ok(None);
        }
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_mode_value_truths (id, study_id, reviewer_id, item, answer, consensus, finding, correct,
             elapsed_ms, active_30_ms, active_60_ms, active_120_ms, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(id.clone())
        .bind(new.study_id.clone())
        .bind(new.reviewer_id.as_str())
        .bind(new.item.clone())
        .bind(answer)
        .bind(i64::from(new.consensus))
        .bind(finding)
        .bind(correct.map(i64::from))
        .bind(time_part(new.time, 0))
        .bind(time_part(new.time, 1))
        .bind(time_part(new.time, 2))
        .bind(time_part(new.time, 3))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(Some(id))
    }
}
