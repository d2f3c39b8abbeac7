//! Key papers: works that a person knows to be relevant.

use review::{RecordId, ReviewerId};
use serde::Serialize;
use sqlx::AnyConnection;

use crate::{Change, StoreError};

/// A key paper that was not taken off the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyPaperRow {
    /// Identity; in order of time.
    pub id: String,
    /// What makes it known.
    pub work: KeyWork,
    /// Who named it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub named_at: i64,
}

/// What makes a work known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeyWork {
    /// As the person wrote it.
    pub given: String,
    /// Bare DOI, lower case.
    pub doi: Option<String>,
    /// PubMed identifier, digits only.
    pub pmid: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// The record, where it was picked or found when it was named.
    pub record_id: Option<RecordId>,
}

pub(crate) async fn in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<KeyPaperRow>, StoreError> {
    type Columns = (
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        String,
        i64,
    );
    let rows: Vec<Columns> = sqlx::query_as(
        "SELECT id, given, doi, pmid, title, record_id, reviewer_id, named_at FROM key_papers
         WHERE id NOT IN (SELECT key_paper_id FROM key_paper_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(id, given, doi, pmid, title, record, reviewer, named_at)| KeyPaperRow {
                id,
                work: KeyWork {
                    given,
                    doi,
                    pmid,
                    title,
                    record_id: record.map(RecordId::from),
                },
                reviewer_id: reviewer.into(),
                named_at,
            },
        )
        .collect())
}

impl Change {
    /// Names a key paper; returns its identity.
    pub async fn add_key_paper(
        &mut self,
        work: &KeyWork,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO key_papers (id, given, doi, pmid, title, record_id, reviewer_id, named_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.clone())
        .bind(work.given.as_str())
        .bind(work.doi.as_deref())
        .bind(work.pmid.as_deref())
        .bind(work.title.as_deref())
        .bind(work.record_id.as_ref().map(|record| record.as_str()))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Takes a key paper off the list; its row stays.
    pub async fn withdraw_key_paper(
        &mut self,
        paper: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO key_paper_withdrawals (key_paper_id, reviewer_id, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (key_paper_id) DO NOTHING",
        )
        .bind(paper)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
