//! Records taken out before screening for another reason than being a duplicate.

use review::RecordId;
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::{Change, StoreError};

/// Which of the two PRISMA 2020 lines a removal counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemovalKind {
    /// Records marked as ineligible by automation tools.
    Automation,
    /// Records removed for other reasons.
    Other,
}

impl RemovalKind {
    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            RemovalKind::Automation => "automation",
            RemovalKind::Other => "other",
        }
    }
}

/// One removal in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// Identity, for taking it back.
    pub id: String,
    /// The record.
    pub record_id: RecordId,
    /// Which line of the diagram.
    pub kind: RemovalKind,
    /// Why, such as `not in a language of the protocol`.
    pub reason: String,
}

pub(crate) async fn in_force(connection: &mut AnyConnection) -> Result<Vec<Removal>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT id, record_id, kind, reason FROM removals
         WHERE id NOT IN (SELECT removal_id FROM removal_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, record_id, kind, reason)| {
            let kind = match kind.as_str() {
                "automation" => RemovalKind::Automation,
                "other" => RemovalKind::Other,
                word => return Err(StoreError::unreadable("kind of removal", word)),
            };
            Ok(Removal {
                id,
                record_id: record_id.into(),
                kind,
                reason,
            })
        })
        .collect()
}

impl Change {
    /// Takes a record out before screening.
    pub async fn remove_record(
        &mut self,
        record: &RecordId,
        kind: RemovalKind,
        reason: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO removals (id, record_id, kind, reason, actor, removed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(kind.as_str())
        .bind(reason)
        .bind(self.actor.clone())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Puts a removed record back.
    pub async fn withdraw_removal(&mut self, removal: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO removal_withdrawals (removal_id, withdrawn_at) VALUES ($1, $2)
             ON CONFLICT (removal_id) DO NOTHING",
        )
        .bind(removal)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
