//! What people wrote on the items of reporting checklists; append-only.

use review::ReviewerId;
use serde::Serialize;

use crate::{Change, Store, StoreError};

/// What is in force of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportTextRow {
    /// The checklist.
    pub checklist: String,
    /// Its item.
    pub item: String,
    /// What was written.
    pub body: String,
    /// Where it is reported, such as a page.
    pub place: String,
    /// Who wrote it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub written_at: i64,
}

impl Store {
    /// What is in force of every item on which anything was written.
    pub async fn report_texts(&self) -> Result<Vec<ReportTextRow>, StoreError> {
        let rows: Vec<(String, String, String, String, String, i64)> = sqlx::query_as(
            "SELECT checklist, item, body, place, reviewer_id, written_at FROM report_texts
             WHERE id IN (SELECT MAX(id) FROM report_texts GROUP BY checklist, item) ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(
                |(checklist, item, body, place, reviewer, written_at)| ReportTextRow {
                    checklist,
                    item,
                    body,
                    place,
                    reviewer_id: reviewer.into(),
                    written_at,
                },
            )
            .filter(|row| !(row.body.is_empty() && row.place.is_empty()))
            .collect())
    }
}

impl Change {
    /// Writes on an item.
    pub async fn add_report_text(
        &mut self,
        checklist: &str,
        item: &str,
        body: &str,
        place: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO report_texts (id, checklist, item, body, place, reviewer_id, written_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.new_id())
        .bind(checklist)
        .bind(item)
        .bind(body)
        .bind(place)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
