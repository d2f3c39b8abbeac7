//! Notes and tags on records.

use review::{RecordId, ReviewerId};
use serde::Serialize;
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::{Change, Store, StoreError};

/// A note of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoteRow {
    /// The record.
    pub record_id: RecordId,
    /// Who wrote it.
    pub reviewer_id: ReviewerId,
    /// The note.
    pub body: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub written_at: i64,
}

/// A tag that a record carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagRow {
    /// The record.
    pub record_id: RecordId,
    /// The tag.
    pub tag: String,
}

pub(crate) async fn tags_in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<TagRow>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT record_id, tag FROM tags
         WHERE present = 1 AND id IN (SELECT MAX(id) FROM tags GROUP BY record_id, tag) ORDER BY tag, id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(record_id, tag)| TagRow {
            record_id: record_id.into(),
            tag,
        })
        .collect())
}

impl Store {
    /// Every note in order of time, of one record or of all.
    pub async fn notes(&self, record: Option<&RecordId>) -> Result<Vec<NoteRow>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT record_id, reviewer_id, body, written_at FROM notes
             WHERE CAST($1 AS TEXT) IS NULL OR record_id = $1 ORDER BY id",
        )
        .bind(record.map(|id| id.as_str().to_owned()))
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(record_id, reviewer_id, body, written_at)| NoteRow {
                record_id: record_id.into(),
                reviewer_id: reviewer_id.into(),
                body,
                written_at,
            })
            .collect())
    }
}

impl Change {
    /// Adds a note.
    pub async fn add_note(
        &mut self,
        record: &RecordId,
        reviewer: &ReviewerId,
        body: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO notes (id, record_id, reviewer_id, body, written_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(self.new_id())
            .bind(record.as_str())
            .bind(reviewer.as_str())
            .bind(body)
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Puts a tag on a record or takes it off.
    pub async fn set_tag(
        &mut self,
        record: &RecordId,
        tag: &str,
        present: bool,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO tags (id, record_id, tag, present, reviewer_id, tagged_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(tag)
        .bind(i64::from(present))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
