//! Values that people extracted, append-only, and whether a reviewer has finished a study.

use review::{
    ExtractionRole, FieldValue, Finding, FormId, ReviewerId, StudyId, ValueAct, ValueAddress,
    ValueId, ValueSuggestionId,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, Row};

use crate::{Change, Store, StoreError};

/// What a value is made of before it has an identity and a time.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::FieldValue` of that name"
)]
pub struct NewFieldValue<'v> {
    pub study_id: &'v StudyId,
    pub form_id: &'v FormId,
    pub form_version: i64,
    pub address: &'v ValueAddress,
    pub reviewer_id: &'v ReviewerId,
    pub role: ExtractionRole,
    pub act: ValueAct,
    pub finding: Option<&'v Finding>,
    pub suggestion_id: Option<&'v ValueSuggestionId>,
    pub note: Option<&'v str>,
    pub time: ValueTime,
}

/// How long a reviewer was at a value, milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ValueTime {
    /// Active time by the reviewer's own rule of what counts as idle.
    pub active_ms: i64,
    /// Elapsed time and active time where 30, 60 and 120 seconds without input count as idle; `None` where it was not
    /// measured.
    pub rules: Option<[i64; 4]>,
}

/// Whether a reviewer has finished a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyFinish {
    /// The study.
    pub study_id: StudyId,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// Finished, or taken up again.
    pub finished: bool,
}

/// Every row in order of time.
pub(crate) async fn all(connection: &mut AnyConnection) -> Result<Vec<FieldValue>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, study_id, form_id, form_version, field_id, arm, outcome, time_point, reviewer_id, role, act, finding,
         suggestion_id, note, active_ms, made_at FROM field_values ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.iter().map(field_value).collect()
}

/// What is in force of each reviewer and study.
pub(crate) async fn finishes(
    connection: &mut AnyConnection,
) -> Result<Vec<StudyFinish>, StoreError> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT study_id, reviewer_id, finished FROM study_finishes
         WHERE id IN (SELECT MAX(id) FROM study_finishes GROUP BY study_id, reviewer_id) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(study_id, reviewer_id, finished)| StudyFinish {
            study_id: study_id.into(),
            reviewer_id: reviewer_id.into(),
            finished: finished != 0,
        })
        .collect())
}

/// An address from its four columns, beginning at `first`.
pub(crate) fn address(row: &sqlx::any::AnyRow, first: usize) -> Result<ValueAddress, StoreError> {
    Ok(ValueAddress {
        field: row.try_get::<String, _>(first)?.into(),
        arm: row.try_get(first + 1)?,
        outcome: row.try_get(first + 2)?,
        time_point: row.try_get(first + 3)?,
    })
}

fn field_value(row: &sqlx::any::AnyRow) -> Result<FieldValue, StoreError> {
    let text = |index| -> Result<String, StoreError> { Ok(row.try_get(index)?) };
    let finding: Option<String> = row.try_get(11)?;
    let finding = match finding {
        Some(json) => Some(
            serde_json::from_str(&json)
                .map_err(|e| StoreError::unreadable("value of a field", e))?,
        ),
        None => None,
    };
    let suggestion: Option<String> = row.try_get(12)?;
    Ok(FieldValue {
        id: text(0)?.into(),
        study_id: text(1)?.into(),
        form_id: text(2)?.into(),
        form_version: row.try_get(3)?,
        address: address(row, 4)?,
        reviewer_id: text(8)?.into(),
        role: from_word("role of an extractor", &text(9)?)?,
        act: from_word("act on a value", &text(10)?)?,
        finding,
        suggestion_id: suggestion.map(Into::into),
        note: row.try_get(13)?,
        active_ms: row.try_get(14)?,
        made_at: row.try_get(15)?,
    })
}

/// The words in the database are those of the types' JSON.
fn from_word<T: DeserializeOwned>(what: &'static str, word: &str) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|e| StoreError::unreadable(what, e))
}

fn word_of(what: &'static str, value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(StoreError::unreadable(what, other)),
        Err(error) => Err(StoreError::unreadable(what, error)),
    }
}

/// A row of identity, active time, elapsed time and the active times by the three rules.
pub(crate) fn timed(row: &sqlx::any::AnyRow) -> Result<(String, ValueTime), StoreError> {
    let part = |index| -> Result<Option<i64>, StoreError> { Ok(row.try_get(index)?) };
    let rules = match (part(2)?, part(3)?, part(4)?, part(5)?) {
        (Some(a), Some(b), Some(c), Some(d)) => Some([a, b, c, d]),
        _ => None,
    };
    let time = ValueTime {
        active_ms: row.try_get(1)?,
        rules,
    };
    Ok((row.try_get(0)?, time))
}

impl Store {
    /// Active seconds and rules of every value, in order of time: identity, elapsed and the three active times.
    pub async fn value_times(&self) -> Result<Vec<(ValueId, ValueTime)>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, active_ms, elapsed_ms, active_30_ms, active_60_ms, active_120_ms FROM field_values ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        let times = rows.iter().map(timed);
        times
            .map(|time| time.map(|(id, time)| (id.into(), time)))
            .collect()
    }
}

impl Change {
    /// Appends what a reviewer did with a value.
    pub async fn add_field_value(
        &mut self,
        new: &NewFieldValue<'_>,
    ) -> Result<FieldValue, StoreError> {
        let finding = match new.finding {
            Some(finding) => Some(
                serde_json::to_string(finding)
                    .map_err(|e| StoreError::unreadable("value of a field", e))?,
            ),
            None => None,
        };
        let id = self.new_id();
        let rule = |index: usize| new.time.rules.map(|rules| rules[index]);
        sqlx::query(
            "INSERT INTO field_values (id, study_id, form_id, form_version, field_id, arm, outcome, time_point,
             reviewer_id, role, act, finding, suggestion_id, note, active_ms, made_at, elapsed_ms, active_30_ms,
             active_60_ms, active_120_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        )
        .bind(id.clone())
        .bind(new.study_id.as_str())
        .bind(new.form_id.as_str())
        .bind(new.form_version)
        .bind(new.address.field.as_str())
        .bind(new.address.arm.clone())
        .bind(new.address.outcome.clone())
        .bind(new.address.time_point.clone())
        .bind(new.reviewer_id.as_str())
        .bind(word_of("role of an extractor", &new.role)?)
        .bind(word_of("act on a value", &new.act)?)
        .bind(finding)
        .bind(new.suggestion_id.map(|id| id.0.clone()))
        .bind(new.note)
        .bind(new.time.active_ms)
        .bind(self.at)
        .bind(rule(0))
        .bind(rule(1))
        .bind(rule(2))
        .bind(rule(3))
        .execute(&mut *self.transaction)
        .await?;
        Ok(FieldValue {
            id: id.into(),
            study_id: new.study_id.clone(),
            form_id: new.form_id.clone(),
            form_version: new.form_version,
            address: new.address.clone(),
            reviewer_id: new.reviewer_id.clone(),
            role: new.role,
            act: new.act,
            finding: new.finding.cloned(),
            suggestion_id: new.suggestion_id.cloned(),
            note: new.note.map(str::to_owned),
            active_ms: new.time.active_ms,
            made_at: self.at,
        })
    }

    /// Says that a reviewer has finished a study, or takes it up again.
    pub async fn add_study_finish(
        &mut self,
        study: &StudyId,
        reviewer: &ReviewerId,
        finished: bool,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO study_finishes (id, study_id, reviewer_id, finished, noted_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(self.new_id())
        .bind(study.as_str())
        .bind(reviewer.as_str())
        .bind(i64::from(finished))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
