//! [`Change`]: the only way to write. One transaction, one row of the audit log.

use std::path::PathBuf;
use std::sync::Arc;

use review::ReviewerId;
use serde::Serialize;
use sqlx::{Any, Transaction};

use crate::audit::{append_audit_row, last_recorded};
use crate::clock::ReviewClock;
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
    clock: Arc<ReviewClock>,
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
        let mut transaction = if self.is_shared() {
            let mut transaction = self.reachable()?.begin().await?;
            // A lock that needs no right on any table: a reviewer may add rows and nothing else.
            sqlx::query("SELECT CAST(pg_advisory_xact_lock(1095913555) AS TEXT)")
                .execute(&mut *transaction)
                .await?;
            transaction
        } else {
            self.reachable()?.begin_with("BEGIN IMMEDIATE").await?
        };
        if let Some(at) = last_recorded(&mut transaction).await? {
            self.clock.after(at);
        }
        Ok(Change {
            transaction,
            sends_documents: self.is_shared().then(|| self.folder().documents()),
            actor: actor.as_str().to_owned(),
            at: self.clock.now(),
            action,
            clock: Arc::clone(&self.clock),
        })
    }
}

impl Change {
    /// A new identity, which sorts after all that were made before.
    pub(crate) fn new_id(&self) -> String {
        self.clock.new_id()
    }

    /// Commits, with the row of the audit log. `detail` says what was changed, for a reader of the log.
    /// When this returns `Ok`, the change survives the end of the process and a power cut.
    pub async fn commit(mut self, detail: &impl Serialize) -> Result<(), StoreError> {
        let detail =
            serde_json::to_string(detail).map_err(|e| StoreError::unreadable("audit detail", e))?;
        append_audit_row(
            &mut self.transaction,
            // Identities were made until now: the next change begins after this.
            self.clock.now(),
            &self.actor,
            self.action,
            &detail,
        )
        .await?;
        self.transaction.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::expect_used,
        reason = "a test ends where what it needs is absent"
    )]

    use serde_json::json;

    use super::*;
    use crate::clock::computer_now;

    async fn named(store: &Store, name: &str) -> ReviewerId {
        let change = store.begin(&Actor::Program, "add reviewer").await;
        let mut change = change.expect("a change");
        let id = change.add_reviewer(name).await.expect("added");
        change.commit(&json!({})).await.expect("committed");
        id
    }

    #[tokio::test]
    async fn a_clock_that_is_set_back_puts_nothing_before_what_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Test.review");
        let store = Store::create(&path, "Test").await.expect("a review");
        // As on a computer whose clock is ahead by ten days.
        store.clock.after(computer_now() + 864_000_000);
        let first = named(&store, "R. Adams").await;
        store.close().await;
        let store = Store::open(&path, Access::Write).await.expect("opened");
        let second = named(&store, "M. Silva").await;
        assert!(first < second, "{first} {second}");
        let times: Vec<i64> = store
            .audit()
            .await
            .expect("audit")
            .iter()
            .map(|row| row.at)
            .collect();
        assert!(times.is_sorted(), "{times:?}");
        assert_eq!(store.verify_audit().await.expect("verified"), None);
    }

    #[tokio::test]
    async fn a_connection_whose_change_the_database_undid_by_itself_is_not_used_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Test.review");
        let store = Store::create(&path, "Test").await.expect("a review");
        for _ in 0..8 {
            let change = store.begin(&Actor::Program, "add reviewer").await;
            let mut change = change.expect("a change");
            // As SQLite does where the disk is full.
            sqlx::query("ROLLBACK")
                .execute(&mut *change.transaction)
                .await
                .expect("undone");
        }
        named(&store, "R. Adams").await;
    }
}
