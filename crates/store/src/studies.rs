//! Studies, the reports that belong to them, and what the previous version of an updated review included.

use review::{RecordId, ReviewerId, Study, StudyId};
use serde::Serialize;
use sqlx::AnyConnection;

use crate::{Change, StoreError};

/// A report that belongs to a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StudyLink {
    /// The record of the report.
    pub record_id: RecordId,
    /// The study.
    pub study_id: StudyId,
}

/// What the previous version of the review included (PRISMA 2020, updated reviews).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PreviousVersion {
    /// Studies included in the previous version.
    pub studies: i64,
    /// Reports of studies included in the previous version.
    pub reports: i64,
}

pub(crate) async fn all(connection: &mut AnyConnection) -> Result<Vec<Study>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT id, label FROM studies ORDER BY id")
        .fetch_all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, label)| Study {
            id: id.into(),
            label,
        })
        .collect())
}

pub(crate) async fn links_in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<StudyLink>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT record_id, study_id FROM study_links
         WHERE study_id IS NOT NULL AND id IN (SELECT MAX(id) FROM study_links GROUP BY record_id) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(record_id, study_id)| StudyLink {
            record_id: record_id.into(),
            study_id: study_id.into(),
        })
        .collect())
}

pub(crate) async fn previous_version(
    connection: &mut AnyConnection,
) -> Result<Option<PreviousVersion>, StoreError> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT studies, reports FROM previous_versions ORDER BY id DESC LIMIT 1")
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(studies, reports)| PreviousVersion { studies, reports }))
}

impl Change {
    /// Adds a study.
    pub async fn add_study(&mut self, label: &str) -> Result<StudyId, StoreError> {
        let id = self.new_id();
        sqlx::query("INSERT INTO studies (id, label, created_at) VALUES ($1, $2, $3)")
            .bind(&id)
            .bind(label)
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        Ok(id.into())
    }

    /// Says that a report belongs to a study, or, with `None`, to none.
    pub async fn link_study(
        &mut self,
        record: &RecordId,
        study: Option<&StudyId>,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO study_links (id, record_id, study_id, reviewer_id, linked_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(study.map(|id| id.as_str().to_owned()))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Says what the previous version of the review included.
    pub async fn set_previous_version(
        &mut self,
        previous: PreviousVersion,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO previous_versions (id, studies, reports, noted_at) VALUES ($1, $2, $3, $4)")
            .bind(self.new_id())
            .bind(previous.studies)
            .bind(previous.reports)
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}
