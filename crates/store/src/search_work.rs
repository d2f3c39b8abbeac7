//! The search as the team works it out: versions of its concept blocks, and the searches that were run; append-only.

use review::{ReviewerId, SearchId};
use serde::Serialize;

use crate::{Change, Store, StoreError};

/// A version of the concept blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchBlocksRow {
    /// Its number, from 1.
    pub version: i64,
    /// The blocks, JSON.
    pub body: String,
    /// Why it was changed.
    pub remark: Option<String>,
    /// Who saved it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub saved_at: i64,
}

/// What is in force of a search that was run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchRunRow {
    /// The run; the same for all corrections of it.
    pub run_id: String,
    /// The import that brought its records.
    pub search_id: Option<SearchId>,
    /// What was recorded, JSON.
    pub body: String,
    /// Who recorded it so.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub recorded_at: i64,
    /// How often it was recorded: 1, and one more for each correction.
    pub times: i64,
}

impl Store {
    /// Every version of the concept blocks, the first one first.
    pub async fn search_blocks(&self) -> Result<Vec<SearchBlocksRow>, StoreError> {
        let rows: Vec<(i64, String, Option<String>, String, i64)> = sqlx::query_as(
            "SELECT version, body, remark, reviewer_id, saved_at FROM search_block_versions ORDER BY version",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(
                |(version, body, remark, reviewer, saved_at)| SearchBlocksRow {
                    version,
                    body,
                    remark,
                    reviewer_id: reviewer.into(),
                    saved_at,
                },
            )
            .collect())
    }

    /// The searches that were run and not taken back, in the order in which they were first recorded.
    pub async fn search_runs(&self) -> Result<Vec<SearchRunRow>, StoreError> {
        let rows: Vec<(String, Option<String>, String, String, i64, i64)> = sqlx::query_as(
            "SELECT r.run_id, r.search_id, r.body, r.reviewer_id, r.recorded_at,
                    (SELECT COUNT(*) FROM search_runs o WHERE o.run_id = r.run_id)
             FROM search_runs r
             WHERE r.id IN (SELECT MAX(id) FROM search_runs GROUP BY run_id)
               AND r.run_id NOT IN (SELECT run_id FROM search_run_withdrawals)
             ORDER BY r.run_id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(
                |(run_id, search, body, reviewer, recorded_at, times)| SearchRunRow {
                    run_id,
                    search_id: search.map(SearchId::from),
                    body,
                    reviewer_id: reviewer.into(),
                    recorded_at,
                    times,
                },
            )
            .collect())
    }
}

impl Change {
    /// Appends a version of the concept blocks that follows `base` (0: the first); `None` where another one was appended
    /// meanwhile.
    pub async fn add_search_blocks(
        &mut self,
        base: i64,
        body: &str,
        remark: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<Option<i64>, StoreError> {
        let (latest,): (i64,) =
            sqlx::query_as("SELECT COALESCE(MAX(version), 0) FROM search_block_versions")
                .fetch_one(&mut *self.transaction)
                .await?;
        if latest != base {
            return Ok(None);
        }
        sqlx::query(
            "INSERT INTO search_block_versions (version, body, remark, reviewer_id, saved_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(latest + 1)
        .bind(body)
        .bind(remark)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(Some(latest + 1))
    }

    /// Records a search that was run, or (with `run`) corrects what was recorded of one; returns its identity.
    pub async fn add_search_run(
        &mut self,
        run: Option<&str>,
        search: Option<&SearchId>,
        body: &str,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        let run = run.unwrap_or(&id).to_owned();
        sqlx::query(
            "INSERT INTO search_runs (id, run_id, search_id, body, reviewer_id, recorded_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(run.clone())
        .bind(search.map(|search| search.as_str()))
        .bind(body)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(run)
    }

    /// Takes back that a search was run; its rows stay.
    pub async fn withdraw_search_run(
        &mut self,
        run: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO search_run_withdrawals (run_id, reason, reviewer_id, withdrawn_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (run_id) DO NOTHING",
        )
        .bind(run)
        .bind(reason)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
