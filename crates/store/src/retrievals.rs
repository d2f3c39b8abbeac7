//! Retrievals: whether the report of a record could be had.

use review::{RecordId, Retrieval, ReviewerId};
use serde::Serialize;
use sqlx::AnyConnection;

use crate::{Change, StoreError};

/// What is known of the report of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetrievalRow {
    /// The record.
    pub record_id: RecordId,
    /// Its state.
    pub retrieval: Retrieval,
}

pub(crate) async fn in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<RetrievalRow>, StoreError> {
    let rows: Vec<(String, String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT record_id, status, document_hash, reason FROM retrievals
         WHERE id IN (SELECT MAX(id) FROM retrievals GROUP BY record_id) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(record_id, status, document, reason)| {
            let retrieval = match status.as_str() {
                "sought" => Retrieval::Sought,
                "retrieved" => Retrieval::Retrieved {
                    document: document.map(Into::into),
                },
                "not_retrieved" => Retrieval::NotRetrieved {
                    reason: reason.unwrap_or_default(),
                },
                word => return Err(StoreError::unreadable("retrieval", word)),
            };
            Ok(RetrievalRow {
                record_id: record_id.into(),
                retrieval,
            })
        })
        .collect()
}

impl Change {
    /// Appends what is known now.
    pub async fn add_retrieval(
        &mut self,
        record: &RecordId,
        retrieval: &Retrieval,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        let (status, document, reason) = match retrieval {
            Retrieval::Sought => ("sought", None, None),
            Retrieval::Retrieved { document } => ("retrieved", document.as_ref(), None),
            Retrieval::NotRetrieved { reason } => ("not_retrieved", None, Some(reason.as_str())),
        };
        sqlx::query(
            "INSERT INTO retrievals (id, record_id, status, document_hash, reason, reviewer_id, noted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(status)
        .bind(document.map(|hash| hash.as_str().to_owned()))
        .bind(reason)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
