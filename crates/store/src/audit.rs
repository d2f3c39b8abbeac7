//! The audit log: one row per change, chained by hashes.

use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{Any, AnyConnection, Transaction};
use ts_rs::TS;

use crate::{Store, StoreError};

/// One change as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuditRow {
    /// Number of the change, from 1 without gaps.
    pub sequence: i64,
    /// When, milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// Identifier of the reviewer, or `attest`.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// What exactly, JSON.
    pub detail: String,
    /// SHA-256 over the previous row's hash and this row, hexadecimal.
    pub hash: String,
}

/// The first row whose hash does not follow from the row before: the log was altered there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainBreak {
    /// Number of the row.
    pub sequence: i64,
}

type Columns = (i64, i64, String, String, String, String);

impl From<Columns> for AuditRow {
    fn from((sequence, at, actor, action, detail, hash): Columns) -> Self {
        Self {
            sequence,
            at,
            actor,
            action,
            detail,
            hash,
        }
    }
}

impl Store {
    /// The whole log in order.
    pub async fn audit(&self) -> Result<Vec<AuditRow>, StoreError> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT sequence, at, actor, action, detail, hash FROM audit ORDER BY sequence",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows.into_iter().map(AuditRow::from).collect())
    }

    /// Number of the last change: it moves whenever anything was written, by whomever.
    pub async fn last_change(&self) -> Result<i64, StoreError> {
        let last = sqlx::query_as("SELECT sequence, at FROM audit ORDER BY sequence DESC LIMIT 1");
        let answer = last.fetch_optional(self.reachable()?).await;
        let last: Option<(i64, i64)> = self.heard(answer.map_err(StoreError::from))?;
        Ok(last.map_or(0, |(sequence, at)| {
            self.clock.after(at);
            sequence
        }))
    }

    /// The rows after a change, at most `limit`, in order.
    pub async fn audit_after(&self, change: i64, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT sequence, at, actor, action, detail, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        )
        .bind(change)
        .bind(limit)
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows.into_iter().map(AuditRow::from).collect())
    }

    /// Follows the chain of hashes; `None` if it is whole.
    pub async fn verify_audit(&self) -> Result<Option<ChainBreak>, StoreError> {
        let mut previous = String::new();
        for (expected, row) in (1..).zip(self.audit().await?) {
            let hash = chained(
                &previous,
                row.sequence,
                row.at,
                &row.actor,
                &row.action,
                &row.detail,
            );
            if row.sequence != expected || hash != row.hash {
                return Ok(Some(ChainBreak { sequence: expected }));
            }
            previous = row.hash;
        }
        Ok(None)
    }
}

/// The time of the newest row, milliseconds since 1970-01-01 UTC; `None` where there is none.
pub(crate) async fn last_recorded(
    connection: &mut AnyConnection,
) -> Result<Option<i64>, StoreError> {
    let last: Option<(i64,)> =
        sqlx::query_as("SELECT at FROM audit ORDER BY sequence DESC LIMIT 1")
            .fetch_optional(connection)
            .await?;
    Ok(last.map(|(at,)| at))
}

pub(crate) async fn append_audit_row(
    transaction: &mut Transaction<'static, Any>,
    at: i64,
    actor: &str,
    action: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1")
            .fetch_optional(&mut **transaction)
            .await?;
    let (sequence, previous) =
        last.map_or((1, String::new()), |(sequence, hash)| (sequence + 1, hash));
    sqlx::query("INSERT INTO audit (sequence, at, actor, action, detail, hash) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(sequence)
        .bind(at)
        .bind(actor)
        .bind(action)
        .bind(detail)
        .bind(chained(&previous, sequence, at, actor, action, detail))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Lengths are part of what is hashed, so that text cannot be moved from one column to the next unnoticed.
fn chained(
    previous: &str,
    sequence: i64,
    at: i64,
    actor: &str,
    action: &str,
    detail: &str,
) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous);
    hasher.update(sequence.to_le_bytes());
    hasher.update(at.to_le_bytes());
    for text in [actor, action, detail] {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    hexadecimal(&hasher.finalize())
}

/// Bytes as they are written in hashes: two lower-case digits each.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
