//! Who was asked to decide on single records, and rounds of calibration. The rule for all other records lies in the
//! protocol.

use review::{CalibrationRound, RecordId, ReviewerId, Stage};
use serde::Serialize;
use sqlx::AnyConnection;

use crate::open::values_clause;
use crate::{Change, StoreError};

/// Whom a single record was assigned to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssignedRecord {
    /// The record.
    pub record_id: RecordId,
    /// The stage.
    pub stage: Stage,
    /// Who is asked; never empty.
    pub reviewers: Vec<ReviewerId>,
}

/// Rows of one statement.
const ROWS: usize = 500;

pub(crate) async fn in_force(
    connection: &mut AnyConnection,
) -> Result<Vec<AssignedRecord>, StoreError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT record_id, stage, reviewers FROM record_assignments
         WHERE id IN (SELECT MAX(id) FROM record_assignments GROUP BY record_id, stage) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    let mut assigned = Vec::new();
    for (record_id, stage, reviewers) in rows {
        let reviewers = people(&reviewers)?;
        if !reviewers.is_empty() {
            assigned.push(AssignedRecord {
                record_id: record_id.into(),
                stage: stage_of(&stage)?,
                reviewers,
            });
        }
    }
    Ok(assigned)
}

/// Every round, ended ones included, in order.
pub(crate) async fn rounds(
    connection: &mut AnyConnection,
) -> Result<Vec<CalibrationRound>, StoreError> {
    type Row = (i64, String, String, i64, i64, i64, Option<i64>);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT r.number, r.stage, r.reviewers, r.seed, r.protocol_version, r.started_at, e.ended_at
         FROM calibration_rounds r LEFT JOIN calibration_ends e ON e.round = r.number ORDER BY r.number",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut rounds = Vec::with_capacity(rows.len());
    for (number, stage, reviewers, seed, protocol_version, started_at, ended_at) in rows {
        let records: Vec<(String,)> = sqlx::query_as(
            "SELECT record_id FROM calibration_records WHERE round = $1 ORDER BY position",
        )
        .bind(number)
        .fetch_all(&mut *connection)
        .await?;
        rounds.push(CalibrationRound {
            number,
            stage: stage_of(&stage)?,
            reviewers: people(&reviewers)?,
            records: records.into_iter().map(|(id,)| id.into()).collect(),
            seed,
            protocol_version,
            started_at,
            ended_at,
        });
    }
    Ok(rounds)
}

fn people(json: &str) -> Result<Vec<ReviewerId>, StoreError> {
    serde_json::from_str(json).map_err(|e| StoreError::unreadable("list of reviewers", e))
}

fn stage_of(word: &str) -> Result<Stage, StoreError> {
    Stage::from_word(word).ok_or_else(|| StoreError::unreadable("stage", word))
}

fn json(reviewers: &[ReviewerId]) -> Result<String, StoreError> {
    serde_json::to_string(reviewers).map_err(|e| StoreError::unreadable("list of reviewers", e))
}

impl Change {
    /// Asks these reviewers to decide on each of the records; with none, the protocol's assignment holds again.
    pub async fn assign_records(
        &mut self,
        records: &[RecordId],
        stage: Stage,
        reviewers: &[ReviewerId],
    ) -> Result<(), StoreError> {
        let reviewers = json(reviewers)?;
        for page in records.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO record_assignments (id, record_id, stage, reviewers, actor, assigned_at) VALUES",
                page.len(),
                6,
            );
            let mut query = sqlx::query(sql);
            for record in page {
                query = query
                    .bind(self.new_id())
                    .bind(record.as_str())
                    .bind(stage.as_str())
                    .bind(reviewers.clone())
                    .bind(self.actor.clone())
                    .bind(self.at);
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    /// Starts a round; returns its number.
    pub async fn start_calibration(
        &mut self,
        stage: Stage,
        reviewers: &[ReviewerId],
        records: &[RecordId],
        seed: i64,
        protocol_version: i64,
    ) -> Result<i64, StoreError> {
        let (number,): (i64,) =
            sqlx::query_as("SELECT COALESCE(MAX(number), 0) + 1 FROM calibration_rounds")
                .fetch_one(&mut *self.transaction)
                .await?;
        sqlx::query(
            "INSERT INTO calibration_rounds (number, stage, reviewers, seed, protocol_version, started_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(number)
        .bind(stage.as_str())
        .bind(json(reviewers)?)
        .bind(seed)
        .bind(protocol_version)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        for (position, record) in (0_i64..).zip(records) {
            sqlx::query(
                "INSERT INTO calibration_records (round, position, record_id) VALUES ($1, $2, $3)",
            )
            .bind(number)
            .bind(position)
            .bind(record.as_str())
            .execute(&mut *self.transaction)
            .await?;
        }
        Ok(number)
    }

    /// Ends a round. What was decided in it stays.
    pub async fn end_calibration(&mut self, round: i64) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO calibration_ends (round, ended_at) VALUES ($1, $2) ON CONFLICT (round) DO NOTHING",
        )
        .bind(round)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
