//! [`Change`]: the only way to write. One transaction, one row of the audit log.

use std::time::{SystemTime, UNIX_EPOCH};

use review::ReviewerId;
use serde::Serialize;
use sqlx::{Any, Transaction};
use uuid::Uuid;

use crate::audit::append_audit_row;
use crate::{Access, Store, StoreError};

/// Who makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A named person.
    Reviewer(ReviewerId),
    /// The program itself, by a rule that is not a judgement, such as merging certain duplicates.
    Program,
}

impl Actor {
    /// The word that stands in the audit log: the reviewer's identifier, or `attest`.
    pub fn as_str(&self) -> &str {
        match self {
            Actor::Reviewer(id) => id.as_str(),
            Actor::Program => "attest",
        }
    }
}

/// An open transaction. Dropping it without [`commit`](Change::commit) undoes everything.
#[must_use = "a change that is not committed is undone"]
pub struct Change {
    pub(crate) transaction: Transaction<'static, Any>,
    pub(crate) actor: String,
    /// The time of everything written by this change, milliseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
    action: &'static str,
}

impl Store {
    /// Begins a change. `action` is the verb that stands in the audit log.
    ///
    /// Errors: [`StoreError::OpenedForReading`], or what the database says.
    pub async fn begin(&self, actor: &Actor, action: &'static str) -> Result<Change, StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::OpenedForReading);
        }
        // IMMEDIATE: two writers wait for each other at the beginning, instead of one failing at the end.
        let transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Change {
            transaction,
            actor: actor.as_str().to_owned(),
            at: now(),
            action,
        })
    }
}

impl Change {
    /// Commits, with the row of the audit log. `detail` says what was changed, for a reader of the log.
    /// When this returns `Ok`, the change survives the end of the process and a power cut.
    pub async fn commit(mut self, detail: &impl Serialize) -> Result<(), StoreError> {
        let detail =
            serde_json::to_string(detail).map_err(|e| StoreError::unreadable("audit detail", e))?;
        append_audit_row(
            &mut self.transaction,
            self.at,
            &self.actor,
            self.action,
            &detail,
        )
        .await?;
        self.transaction.commit().await?;
        Ok(())
    }
}

/// Milliseconds since 1970-01-01 UTC.
pub(crate) fn now() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

/// A new UUIDv7 (RFC 9562), which sorts by time of creation within this process.
pub(crate) fn new_id() -> String {
    Uuid::now_v7().to_string()
}
