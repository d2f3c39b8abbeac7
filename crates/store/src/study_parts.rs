//! The arms, outcomes and time points of a study: what its values are asked for. Added and withdrawn, never changed.

use review::{ReviewerId, StudyId};
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::{Change, StoreError};

/// What a part of a study is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StudyPartKind {
    /// A group of participants.
    Arm,
    /// An outcome.
    Outcome,
    /// A time point at which outcomes were measured.
    TimePoint,
}

impl StudyPartKind {
    /// The word that stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            StudyPartKind::Arm => "arm",
            StudyPartKind::Outcome => "outcome",
            StudyPartKind::TimePoint => "time_point",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Arm, Self::Outcome, Self::TimePoint]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// One arm, outcome or time point of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyPart {
    /// Identity; in order of time.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// What it is.
    pub kind: StudyPartKind,
    /// What the team calls it, as the addresses of values name it.
    pub name: String,
}

/// The parts that were not withdrawn, in order of time.
pub(crate) async fn in_force(connection: &mut AnyConnection) -> Result<Vec<StudyPart>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT id, study_id, kind, name FROM study_parts
         WHERE id NOT IN (SELECT part_id FROM study_part_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, study_id, kind, name)| {
            Ok(StudyPart {
                id,
                study_id: study_id.into(),
                kind: StudyPartKind::from_word(&kind)
                    .ok_or_else(|| StoreError::unreadable("part of a study", &kind))?,
                name,
            })
        })
        .collect()
}

impl Change {
    /// Adds an arm, outcome or time point to a study.
    pub async fn add_study_part(
        &mut self,
        study: &StudyId,
        kind: StudyPartKind,
        name: &str,
        reviewer: &ReviewerId,
    ) -> Result<StudyPart, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO study_parts (id, study_id, kind, name, reviewer_id, added_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(study.as_str())
        .bind(kind.as_str())
        .bind(name)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(StudyPart {
            id,
            study_id: study.clone(),
            kind,
            name: name.to_owned(),
        })
    }

    /// Takes a part off its list; the values about it stay.
    pub async fn withdraw_study_part(
        &mut self,
        part: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO study_part_withdrawals (part_id, reviewer_id, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (part_id) DO NOTHING",
        )
        .bind(part)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
