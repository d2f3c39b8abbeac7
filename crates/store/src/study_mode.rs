//! A team's own study of what suggestions do for it: the locked protocol, its seal, readings and what is right.
//! Append-only; nothing of it is a decision of the review.

use review::{RecordId, ReviewerId, SuggestionId};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::{Store, StoreError};

/// What a person does in a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyModeRole {
    /// Reads the items.
    Reader,
    /// Settles what is right, blind to arms and answers.
    Adjudicator,
}

/// A locked study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyModeRow {
    /// UUIDv7.
    pub id: String,
    /// What the team had asked for, JSON.
    pub design: String,
    /// The protocol, canonical JSON.
    pub text: String,
    /// SHA-256 of the text, hexadecimal.
    pub sha256: String,
    /// Who locked it.
    pub locked_by: ReviewerId,
    /// When, UTC milliseconds.
    pub locked_at: i64,
    /// Who takes part.
    pub people: Vec<(ReviewerId, StudyModeRole)>,
    /// Its end, once it has come.
    pub end: Option<StudyModeEnd>,
}

/// The end of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyModeEnd {
    /// Who ended it.
    pub by: ReviewerId,
    /// Why; empty where everything was read and settled.
    pub reason: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// What is read, with the suggestions that were there when the protocol was locked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyModeItem {
    /// The record.
    pub record_id: RecordId,
    /// Whether it is for practice only.
    pub practice: bool,
    /// `include`, `exclude` or `unsure`; `None` where the model gave no answer in form.
    pub verdict: Option<String>,
    /// The suggestions.
    pub suggestions: Vec<SuggestionId>,
}

/// A study about to be locked.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `StudyModeRow` of that name"
)]
pub struct NewStudyMode<'n> {
    pub design: &'n str,
    pub text: &'n str,
    pub sha256: &'n str,
    /// What opens the sealed allocation.
    pub seed: u64,
    pub locked_by: &'n ReviewerId,
    pub people: &'n [(ReviewerId, StudyModeRole)],
    /// Of records; the values of a study of values are added beside.
    pub items: &'n [StudyModeItem],
}

/// A step of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyModeStep {
    /// Laid aside without an answer.
    Left,
    /// The own answer, before the suggestion is shown.
    First,
    /// The answer that counts.
    Final,
}

impl StudyModeStep {
    /// The word that stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            StudyModeStep::Left => "left",
            StudyModeStep::First => "first",
            StudyModeStep::Final => "final",
        }
    }

    pub(crate) fn from_word(word: &str) -> Result<Self, StoreError> {
        [Self::Left, Self::First, Self::Final]
            .into_iter()
            .find(|step| step.as_str() == word)
            .ok_or_else(|| StoreError::unreadable("step of a reading", word))
    }
}

/// One step of one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyModeReading {
    /// UUIDv7; empty before it is stored.
    pub id: String,
    /// Which study.
    pub study_id: String,
    /// Who read.
    pub reader_id: ReviewerId,
    /// What.
    pub record_id: RecordId,
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
    pub relevant: Option<bool>,
    /// The suggestions in view.
    pub shown: Vec<SuggestionId>,
    /// Elapsed milliseconds, and active ones where 30, 60 and 120 s without input count as idle.
    pub time: Option<[i64; 4]>,
    /// When, UTC milliseconds; set when it is stored.
    pub made_at: i64,
}

/// What an adjudicator says is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyModeTruth {
    /// UUIDv7; empty before it is stored.
    pub id: String,
    /// Which study.
    pub study_id: String,
    /// Who says it.
    pub reviewer_id: ReviewerId,
    /// Of what.
    pub record_id: RecordId,
    /// Whether it settles a difference, together.
    pub consensus: bool,
    /// Whether the record is relevant.
    pub relevant: bool,
    /// As of a reading.
    pub time: Option<[i64; 4]>,
    /// When, UTC milliseconds; set when it is stored.
    pub made_at: i64,
}

impl Store {
    /// Every study that was locked, the earliest first.
    pub async fn study_modes(&self) -> Result<Vec<StudyModeRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.id, p.design, p.text, p.sha256, p.locked_by, p.locked_at, e.ended_by, e.reason, e.ended_at
             FROM study_mode_protocols p LEFT JOIN study_mode_ends e ON e.study_id = p.id ORDER BY p.id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        let people: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT study_id, reviewer_id, role FROM study_mode_people ORDER BY study_id, role, reviewer_id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let id: String = row.try_get(0)?;
                let ended_by: Option<String> = row.try_get(6)?;
                let (reason, at): (Option<String>, Option<i64>) =
                    (row.try_get(7)?, row.try_get(8)?);
                let people = people
                    .iter()
                    .filter(|(study, _, _)| *study == id)
                    .map(|(_, reviewer, role)| {
                        let role = match role.as_str() {
                            "reader" => StudyModeRole::Reader,
                            "adjudicator" => StudyModeRole::Adjudicator,
                            other => {
                                return Err(StoreError::unreadable("role in a study", other));
                            }
                        };
                        Ok((reviewer.as_str().into(), role))
                    })
                    .collect::<Result<_, _>>()?;
                Ok(StudyModeRow {
                    design: row.try_get(1)?,
                    text: row.try_get(2)?,
                    sha256: row.try_get(3)?,
                    locked_by: row.try_get::<String, _>(4)?.into(),
                    locked_at: row.try_get(5)?,
                    people,
                    end: match (ended_by, reason, at) {
                        (Some(by), Some(reason), Some(at)) => Some(StudyModeEnd {
                            by: by.into(),
                            reason,
                            at,
                        }),
                        _ => None,
                    },
                    id,
                })
            })
            .collect()
    }

    /// What opens the allocation of a study. Whoever asks for it must not tell it before the end.
    pub async fn study_mode_seed(&self, study: &str) -> Result<u64, StoreError> {
        let (seed,): (String,) =
            sqlx::query_as("SELECT seed FROM study_mode_seals WHERE study_id = $1")
                .bind(study.to_owned())
                .fetch_one(self.reachable()?)
                .await?;
        seed.parse()
            .map_err(|_| StoreError::unreadable("seed of a study", "it is no number"))
    }

    /// What is read in a study.
    pub async fn study_mode_items(&self, study: &str) -> Result<Vec<StudyModeItem>, StoreError> {
        let rows = sqlx::query(
            "SELECT record_id, practice, verdict, suggestions FROM study_mode_items WHERE study_id = $1
             ORDER BY record_id",
        )
        .bind(study.to_owned())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(StudyModeItem {
                    record_id: row.try_get::<String, _>(0)?.into(),
                    practice: row.try_get::<i64, _>(1)? != 0,
                    verdict: row.try_get(2)?,
                    suggestions: suggestions(row, 3)?,
                })
            })
            .collect()
    }

    /// Whether one of these records is read in a study that has not ended and in which this person takes part.
    pub async fn study_mode_holds(
        &self,
        records: &[RecordId],
        reviewer: &ReviewerId,
    ) -> Result<bool, StoreError> {
        let places: Vec<String> = (2..records.len() + 2).map(|n| format!("${n}")).collect();
        if places.is_empty() {
            return Ok(false);
        }
        // Placeholders hold no data.
        let sql = AssertSqlSafe(format!(
            "SELECT COUNT(*) FROM study_mode_items i JOIN study_mode_people p ON p.study_id = i.study_id
             WHERE p.reviewer_id = $1 AND i.record_id IN ({})
             AND NOT EXISTS (SELECT 1 FROM study_mode_ends e WHERE e.study_id = i.study_id)",
            places.join(", ")
        ));
        let mut query = sqlx::query(sql).bind(reviewer.as_str().to_owned());
        for record in records {
            query = query.bind(record.as_str().to_owned());
        }
        let row = query.fetch_one(self.reachable()?).await?;
        Ok(row.try_get::<i64, _>(0)? > 0)
    }

    /// The readings of a study in order of time: of one reader, or of all.
    pub async fn study_mode_readings(
        &self,
        study: &str,
        reader: Option<&ReviewerId>,
    ) -> Result<Vec<StudyModeReading>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, study_id, reader_id, record_id, practice, arm, period, position, step, relevant, shown, made_at,
             elapsed_ms, active_30_ms, active_60_ms, active_120_ms FROM study_mode_readings
             WHERE study_id = $1 AND ($2 = '' OR reader_id = $2) ORDER BY id",
        )
        .bind(study.to_owned())
        .bind(reader.map_or_else(String::new, ToString::to_string))
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let step: String = row.try_get(8)?;
                let relevant: Option<i64> = row.try_get(9)?;
                Ok(StudyModeReading {
                    id: row.try_get(0)?,
                    study_id: row.try_get(1)?,
                    reader_id: row.try_get::<String, _>(2)?.into(),
                    record_id: row.try_get::<String, _>(3)?.into(),
                    practice: row.try_get::<i64, _>(4)? != 0,
                    arm: row.try_get(5)?,
                    period: row.try_get(6)?,
                    position: row.try_get(7)?,
                    step: StudyModeStep::from_word(&step)?,
                    relevant: relevant.map(|relevant| relevant != 0),
                    shown: suggestions(row, 10)?,
                    made_at: row.try_get(11)?,
                    time: time(row, 12)?,
                })
            })
            .collect()
    }

    /// What adjudicators said of a study's items, in order of time.
    pub async fn study_mode_truths(&self, study: &str) -> Result<Vec<StudyModeTruth>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, study_id, reviewer_id, record_id, consensus, relevant, made_at, elapsed_ms, active_30_ms,
             active_60_ms, active_120_ms FROM study_mode_truths WHERE study_id = $1 ORDER BY id",
        )
        .bind(study.to_owned())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(StudyModeTruth {
                    id: row.try_get(0)?,
                    study_id: row.try_get(1)?,
                    reviewer_id: row.try_get::<String, _>(2)?.into(),
                    record_id: row.try_get::<String, _>(3)?.into(),
                    consensus: row.try_get::<i64, _>(4)? != 0,
                    relevant: row.try_get::<i64, _>(5)? != 0,
                    made_at: row.try_get(6)?,
                    time: time(row, 7)?,
                })
            })
            .collect()
    }
}

fn suggestions(row: &AnyRow, column: usize) -> Result<Vec<SuggestionId>, StoreError> {
    let text: String = row.try_get(column)?;
    let ids: Vec<String> = serde_json::from_str(&text)
        .map_err(|e| StoreError::unreadable("suggestions of a study", e))?;
    Ok(ids.into_iter().map(SuggestionId).collect())
}

/// The four columns of a time, beginning at `first`.
pub(crate) fn time(row: &AnyRow, first: usize) -> Result<Option<[i64; 4]>, StoreError> {
    let part = |at| -> Result<Option<i64>, StoreError> { Ok(row.try_get(first + at)?) };
    Ok(match (part(0)?, part(1)?, part(2)?, part(3)?) {
        (Some(a), Some(b), Some(c), Some(d)) => Some([a, b, c, d]),
        _ => None,
    })
}
