//! [`Change`]: the only way to write. One transaction, one row of the audit log.

use std::path::PathBuf;
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
    /// Where the files of documents lie whose contents go to the team's server; `None` where they stay files.
    pub(crate) sends_documents: Option<PathBuf>,
}

impl Store {
    /// Begins a change. `action` is the verb that stands in the audit log.
    ///
    /// Errors: [`StoreError::OpenedForReading`], or what the database says.
    pub async fn begin(&self, actor: &Actor, action: &'static str) -> Result<Change, StoreError> {
        if self.access == Access::Read {
            return Err(StoreError::OpenedForReading);
        }
        // Two writers wait for each other at the beginning, instead of one failing at the end; the audit log has its
        // rows in the order in which changes became real.
        let transaction = if self.is_shared() {
            let mut transaction = self.reachable()?.begin().await?;
            // A lock that needs no right on any table: a reviewer may add rows and nothing else.
            sqlx::query("SELECT CAST(pg_advisory_xact_lock(1095913555) AS TEXT)")
                .execute(&mut *transaction)
                .await?;
            transaction
        } else {
            self.reachable()?.begin_with("BEGIN IMMEDIATE").await?
        };
        Ok(Change {
            transaction,
            sends_documents: self.is_shared().then(|| self.folder().documents()),
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
