//! Decisions: append-only; correcting appends a later one, undoing appends a withdrawal.

use review::{CriterionId, Decision, DecisionId, RecordId, ReviewerId, Role, Stage, Verdict};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use crate::open::values_clause;
use crate::{Change, Store, StoreError};

/// Every decision that was not withdrawn, in order of time. Several of one reviewer on one record may be among them: the
/// latest is in force, the earlier ones are its history.
pub(crate) async fn not_withdrawn(
    connection: &mut AnyConnection,
) -> Result<Vec<Decision>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, record_id, stage, reviewer_id, role, verdict, reason, note, active_ms, protocol_version, decided_at
         FROM decisions WHERE id NOT IN (SELECT decision_id FROM decision_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.iter().map(decision).collect()
}

fn decision(row: &sqlx::any::AnyRow) -> Result<Decision, StoreError> {
    let stage: String = row.try_get(2)?;
    let role: String = row.try_get(4)?;
    let verdict: String = row.try_get(5)?;
    let text = |index| -> Result<String, StoreError> { Ok(row.try_get(index)?) };
    Ok(Decision {
        id: text(0)?.into(),
        record_id: text(1)?.into(),
        stage: Stage::from_word(&stage).ok_or_else(|| StoreError::unreadable("stage", &stage))?,
        reviewer_id: text(3)?.into(),
        role: Role::from_word(&role).ok_or_else(|| StoreError::unreadable("role", &role))?,
        verdict: Verdict::from_word(&verdict)
            .ok_or_else(|| StoreError::unreadable("verdict", &verdict))?,
        reason: row.try_get::<Option<String>, _>(6)?.map(CriterionId::from),
        note: row.try_get(7)?,
        active_ms: row.try_get(8)?,
        protocol_version: row.try_get(9)?,
        decided_at: row.try_get(10)?,
    })
}

/// What a decision is made of before it has an identity and a time.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::Decision` of that name"
)]
pub struct NewDecision<'a> {
    pub record_id: &'a RecordId,
    pub stage: Stage,
    pub reviewer_id: &'a ReviewerId,
    pub role: Role,
    pub verdict: Verdict,
    pub reason: Option<&'a CriterionId>,
    pub note: Option<&'a str>,
    pub active_ms: Option<i64>,
    pub protocol_version: i64,
}

impl Store {
    /// Every decision ever made, withdrawn ones included, with whether it was withdrawn: for the audit trail.
    pub async fn decision_history(&self) -> Result<Vec<(Decision, bool)>, StoreError> {
        let rows = sqlx::query(
            "SELECT d.id, d.record_id, d.stage, d.reviewer_id, d.role, d.verdict, d.reason, d.note, d.active_ms,
                    d.protocol_version, d.decided_at,
                    CASE WHEN w.decision_id IS NULL THEN 0 ELSE 1 END AS withdrawn
             FROM decisions d LEFT JOIN decision_withdrawals w ON w.decision_id = d.id ORDER BY d.id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| Ok((decision(row)?, row.try_get::<i64, _>(11)? != 0)))
            .collect()
    }
}

impl Change {
    /// Appends decisions; returns them with identity and time, in the same order.
    pub async fn add_decisions(
        &mut self,
        new: &[NewDecision<'_>],
    ) -> Result<Vec<Decision>, StoreError> {
        let made: Vec<Decision> = new
            .iter()
            .map(|one| Decision {
                id: DecisionId(self.new_id()),
                record_id: one.record_id.clone(),
                stage: one.stage,
                reviewer_id: one.reviewer_id.clone(),
                role: one.role,
                verdict: one.verdict,
                reason: one.reason.cloned(),
                note: one.note.map(str::to_owned),
                active_ms: one.active_ms,
                protocol_version: one.protocol_version,
                decided_at: self.at,
            })
            .collect();
        self.append_decisions(&made).await?;
        Ok(made)
    }

    /// Appends those that are not there yet; how many.
    pub(crate) async fn append_decisions(
        &mut self,
        decisions: &[Decision],
    ) -> Result<u64, StoreError> {
        const ROWS: usize = 60;
        let mut appended = 0;
        for chunk in decisions.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO decisions (id, record_id, stage, reviewer_id, role, verdict, reason, note, active_ms,
                 protocol_version, decided_at) VALUES",
                chunk.len(),
                11,
            );
            let sql = AssertSqlSafe(format!("{} ON CONFLICT (id) DO NOTHING", sql.0));
            let mut query = sqlx::query(sql);
            for decision in chunk {
                query = query
                    .bind(decision.id.as_str())
                    .bind(decision.record_id.as_str())
                    .bind(decision.stage.as_str())
                    .bind(decision.reviewer_id.as_str())
                    .bind(decision.role.as_str())
                    .bind(decision.verdict.as_str())
                    .bind(decision.reason.as_ref().map(|reason| reason.as_str()))
                    .bind(decision.note.as_deref())
                    .bind(decision.active_ms)
                    .bind(decision.protocol_version)
                    .bind(decision.decided_at);
            }
            appended += query.execute(&mut *self.transaction).await?.rows_affected();
        }
        Ok(appended)
    }

    /// Withdraws a decision: the reviewer's earlier one on the same record, if any, is in force again.
    pub async fn withdraw_decision(
        &mut self,
        decision: &DecisionId,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO decision_withdrawals (decision_id, reviewer_id, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (decision_id) DO NOTHING",
        )
        .bind(decision.as_str())
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
