//! Versions of the protocol: changing it appends one.

use review::Protocol;
use serde::Serialize;
use ts_rs::TS;

use crate::{Change, Store, StoreError};

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProtocolVersion {
    /// From 1; 0 where none was recorded yet.
    pub version: i64,
    /// The protocol.
    pub protocol: Protocol,
    /// Why it was changed.
    pub remark: Option<String>,
    /// Milliseconds since 1970-01-01 UTC.
    pub created_at: i64,
}

impl Store {
    /// Every version in order.
    pub async fn protocol_versions(&self) -> Result<Vec<ProtocolVersion>, StoreError> {
        let rows: Vec<(i64, String, Option<String>, i64)> = sqlx::query_as(
            "SELECT version, body, remark, created_at FROM protocol_versions ORDER BY version",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.into_iter()
            .map(|(version, body, remark, created_at)| {
                let protocol = serde_json::from_str(&body)
                    .map_err(|e| StoreError::unreadable("protocol", e))?;
                Ok(ProtocolVersion {
                    version,
                    protocol,
                    remark,
                    created_at,
                })
            })
            .collect()
    }
}

impl Change {
    /// Appends a version; returns its number.
    pub async fn add_protocol(
        &mut self,
        protocol: &Protocol,
        remark: Option<&str>,
    ) -> Result<i64, StoreError> {
        let body =
            serde_json::to_string(protocol).map_err(|e| StoreError::unreadable("protocol", e))?;
        let (version,): (i64,) =
            sqlx::query_as("SELECT COALESCE(MAX(version), 0) + 1 FROM protocol_versions")
                .fetch_one(&mut *self.transaction)
                .await?;
        sqlx::query("INSERT INTO protocol_versions (version, body, remark, created_at) VALUES ($1, $2, $3, $4)")
            .bind(version)
            .bind(body)
            .bind(remark)
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        Ok(version)
    }
}
