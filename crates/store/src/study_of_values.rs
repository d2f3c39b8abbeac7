//! A team's own study of suggested values: what is read, the steps of readings, and what adjudicators say. Append-only;
//! nothing of it is a value of the review. Protocols, people and ends are those of `study_mode.rs`.

use review::{Field, Finding, ReviewerId, StudyId, ValueAddress, ValueSuggestionId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::field_values::address;
use crate::study_mode::{StudyModeStep, time};
use crate::{Store, StoreError};

/// A value that is read, with the suggestion that was there when the protocol was locked.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyModeValue {
    /// Its name in the protocol.
    pub item: String,
    /// Whether it is for practice only.
    pub practice: bool,
    /// The study of the review whose value it is.
    pub extracted: StudyId,
    /// Which value.
    pub address: ValueAddress,
    /// The field as the form had it when the protocol was locked.
    pub field: Field,
    /// The suggestion.
    pub suggestion: ValueSuggestionId,
    /// What it suggested then.
    pub suggested: Finding,
}

/// One step of one reading of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyModeValueReading {
    /// UUIDv7; empty before it is stored.
    pub id: String,
    /// Which study.
    pub study_id: String,
    /// Who read.
    pub reader_id: ReviewerId,
    /// What.
    pub item: String,
    /// Whether for practice.
    pub practice: bool,
    /// The letter of the arm.
    pub arm: String,
    /// In which period, from 1; 0 of practice.
    pub period: i64,
    /// At which place of the reader's work, from 1.
    pub position: i64,
    /// Which step.
    pub step: StudyModeStep,
    /// The answer; `None` where it was laid aside.
    pub finding: Option<Finding>,
    /// Whether the suggestion in view was taken by its key; `None` where it was laid aside.
    pub accepted: Option<bool>,
    /// The suggestion in view.
    pub shown: Option<ValueSuggestionId>,
    /// Elapsed milliseconds, and active ones where 30, 60 and 120 s without input count as idle.
    pub time: Option<[i64; 4]>,
    /// When, UTC milliseconds; set when it is stored.
    pub made_at: i64,
}

/// What an adjudicator says of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyModeValueTruth {
    /// UUIDv7; empty before it is stored.
    pub id: String,
    /// Which study.
    pub study_id: String,
    /// Who says it.
    pub reviewer_id: ReviewerId,
    /// Of what.
    pub item: String,
    /// Whether it settles a difference, together.
    pub consensus: bool,
    /// What is said.
    pub says: StudyModeSays,
    /// As of a reading.
    pub time: Option<[i64; 4]>,
    /// When, UTC milliseconds; set when it is stored.
    pub made_at: i64,
}

/// What an adjudicator says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StudyModeSays {
    /// Which value is right.
    Right(Finding),
    /// Whether an answer that is worded otherwise is right as well.
    Of {
        /// The answer, by the name that its distinct value has.
        answer: String,
        /// Whether it is right.
        correct: bool,
    },
}

impl Store {
    /// What is read in a study of values.
    pub async fn study_mode_values(&self, study: &str) -> Result<Vec<StudyModeValue>, StoreError> {
        let rows = sqlx::query(
            "SELECT item, practice, extracted_id, field_id, arm, outcome, time_point, field, suggestion_id, suggested
             FROM study_mode_values WHERE study_id = $1 ORDER BY item",
        )
        .bind(study.to_owned())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(StudyModeValue {
                    item: row.try_get(0)?,
                    practice: row.try_get::<i64, _>(1)? != 0,
                    extracted: row.try_get::<String, _>(2)?.into(),
                    address: address(row, 3)?,
                    field: parsed("field of a study", row.try_get::<String, _>(7)?.as_str())?,
                    suggestion: row.try_get::<String, _>(8)?.into(),
                    suggested: parsed(
                        "suggestion of a study",
                        row.try_get::<String, _>(9)?.as_str(),
                    )?,
                })
            })
            .collect()
    }

    /// Whether values of this study of the review are read in a study that has not ended and in which this person takes
    /// part.
    pub async fn study_mode_holds_values(
        &self,
        extracted: &StudyId,
        reviewer: &ReviewerId,
    ) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(*) FROM study_mode_values v JOIN study_mode_people p ON p.study_id = v.study_id
             WHERE p.reviewer_id = $1 AND v.extracted_id = $2
             AND NOT EXISTS (SELECT 1 FROM study_mode_ends e WHERE e.study_id = v.study_id)",
        )
        .bind(reviewer.as_str().to_owned())
        .bind(extracted.as_str().to_owned())
        .fetch_one(self.reachable()?)
        .await?;
        Ok(row.try_get::<i64, _>(0)? > 0)
    }

    /// The readings of values of a study in order of time: of one reader, or of all.
    pub async fn study_mode_value_readings(
        &self,
        study: &str,
        reader: Option<&ReviewerId>,
    ) -> Result<Vec<StudyModeValueReading>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, study_id, reader_id, item, practice, arm, period, position, step, finding, act, shown, made_at,
             elapsed_ms, active_30_ms, active_60_ms, active_120_ms FROM study_mode_value_readings
             WHERE study_id = $1 AND ($2 = '' OR reader_id = $2) ORDER BY id",
        )
        .bind(study.to_owned())
        .bind(reader.map_or_else(String::new, ToString::to_string))
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let step: String = row.try_get(8)?;
                let act: Option<String> = row.try_get(10)?;
                let shown: Option<String> = row.try_get(11)?;
                Ok(StudyModeValueReading {
                    id: row.try_get(0)?,
                    study_id: row.try_get(1)?,
                    reader_id: row.try_get::<String, _>(2)?.into(),
                    item: row.try_get(3)?,
                    practice: row.try_get::<i64, _>(4)? != 0,
                    arm: row.try_get(5)?,
                    period: row.try_get(6)?,
                    position: row.try_get(7)?,
                    step: StudyModeStep::from_word(&step)?,
                    finding: finding(row, 9)?,
                    accepted: act.map(|act| act == ACCEPTED),
                    shown: shown.map(Into::into),
                    made_at: row.try_get(12)?,
                    time: time(row, 13)?,
                })
            })
            .collect()
    }

    /// What adjudicators said of a study's values and answers, in order of time.
    pub async fn study_mode_value_truths(
        &self,
        study: &str,
    ) -> Result<Vec<StudyModeValueTruth>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, study_id, reviewer_id, item, answer, consensus, finding, correct, made_at, elapsed_ms,
             active_30_ms, active_60_ms, active_120_ms FROM study_mode_value_truths WHERE study_id = $1 ORDER BY id",
        )
        .bind(study.to_owned())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let answer: String = row.try_get(4)?;
                let correct: Option<i64> = row.try_get(7)?;
                let says = match (finding(row, 6)?, correct) {
                    (Some(finding), None) if answer.is_empty() => StudyModeSays::Right(finding),
                    (None, Some(correct)) if !answer.is_empty() => StudyModeSays::Of {
                        answer,
                        correct: correct != 0,
                    },
                    _ => {
                        return Err(StoreError::unreadable(
                            "judgement in a study of values",
                            "it is about neither a value nor an answer",
                        ));
                    }
                };
                Ok(StudyModeValueTruth {
                    id: row.try_get(0)?,
                    study_id: row.try_get(1)?,
                    reviewer_id: row.try_get::<String, _>(2)?.into(),
                    item: row.try_get(3)?,
                    consensus: row.try_get::<i64, _>(5)? != 0,
                    says,
                    made_at: row.try_get(8)?,
                    time: time(row, 9)?,
                })
            })
            .collect()
    }
}

/// The words of `act` in the database.
pub(crate) const ACCEPTED: &str = "accepted";
/// Likewise.
pub(crate) const ENTERED: &str = "entered";

fn finding(row: &AnyRow, column: usize) -> Result<Option<Finding>, StoreError> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| parsed("answer in a study", &text))
        .transpose()
}

fn parsed<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::unreadable(what, e))
}

pub(crate) fn written(what: &'static str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::unreadable(what, e))
}
