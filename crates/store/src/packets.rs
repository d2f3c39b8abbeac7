//! Packets that were given to reviewers who work away from the review, or from which this review was made.

use std::collections::HashSet;

use review::{RecordId, ReviewerId, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::{Change, Store, StoreError};

/// Which end of a packet this review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PacketRole {
    /// It was taken from this review.
    Given,
    /// This review was made of it.
    Received,
}

impl PacketRole {
    fn as_str(self) -> &'static str {
        match self {
            PacketRole::Given => "given",
            PacketRole::Received => "received",
        }
    }
}

/// One packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Packet {
    /// Identity, the same at both ends.
    pub id: String,
    /// Which end this is.
    pub role: PacketRole,
    /// Whose work it is.
    pub reviewer_id: ReviewerId,
    /// The stage.
    pub stage: Stage,
    /// Milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
    /// Number of its records.
    pub records: i64,
}

/// Whose packet this review was made of.
pub(crate) async fn received_for(
    connection: &mut sqlx::AnyConnection,
) -> Result<Option<ReviewerId>, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT reviewer_id FROM packets WHERE role = 'received'")
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(id,)| id.into()))
}

impl Store {
    /// Every packet, in order of time.
    pub async fn packets(&self) -> Result<Vec<Packet>, StoreError> {
        let rows: Vec<(String, String, String, String, i64, i64)> = sqlx::query_as(
            "SELECT p.id, p.role, p.reviewer_id, p.stage, p.made_at,
                    (SELECT COUNT(*) FROM packet_records r WHERE r.packet_id = p.id)
             FROM packets p ORDER BY p.id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.into_iter()
            .map(|(id, role, reviewer_id, stage, made_at, records)| {
                Ok(Packet {
                    id,
                    role: match role.as_str() {
                        "given" => PacketRole::Given,
                        "received" => PacketRole::Received,
                        word => return Err(StoreError::unreadable("role of a packet", word)),
                    },
                    reviewer_id: reviewer_id.into(),
                    stage: Stage::from_word(&stage)
                        .ok_or_else(|| StoreError::unreadable("stage", &stage))?,
                    made_at,
                    records,
                })
            })
            .collect()
    }

    /// The records of a packet.
    pub async fn packet_records(&self, packet: &str) -> Result<HashSet<RecordId>, StoreError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT record_id FROM packet_records WHERE packet_id = $1")
                .bind(packet)
                .fetch_all(self.reachable()?)
                .await?;
        Ok(rows.into_iter().map(|(id,)| id.into()).collect())
    }
}

impl Change {
    /// Notes a packet with its records.
    pub async fn add_packet(
        &mut self,
        packet: &Packet,
        records: &[RecordId],
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO packets (id, role, reviewer_id, stage, made_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(packet.id.clone())
            .bind(packet.role.as_str())
            .bind(packet.reviewer_id.as_str())
            .bind(packet.stage.as_str())
            .bind(packet.made_at)
            .execute(&mut *self.transaction)
            .await?;
        for record in records {
            sqlx::query("INSERT INTO packet_records (packet_id, record_id) VALUES ($1, $2)")
                .bind(packet.id.clone())
                .bind(record.as_str())
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }
}
