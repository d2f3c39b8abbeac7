//! Values that agents propose, append-only. Never a value.

use std::collections::HashSet;

use review::{AgentId, DocumentHash, FormId, Proposal, StudyId, ValueAddress, ValueSuggestion};
use sqlx::Row;

use crate::field_values::address;
use crate::open::values_clause;
use crate::{Change, Store, StoreError};

/// What a suggestion of a value is made of before it has an identity and a time.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::ValueSuggestion` of that name"
)]
pub struct NewValueSuggestion {
    pub study_id: StudyId,
    pub document: DocumentHash,
    pub form_id: FormId,
    pub form_version: i64,
    pub address: ValueAddress,
    pub proposal: Proposal,
    /// SHA-256, hexadecimal, over all that was asked.
    pub input_sha256: String,
}

/// A suggestion of a value with what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredValueSuggestion {
    /// The suggestion.
    pub suggestion: ValueSuggestion,
    /// SHA-256, hexadecimal, over all that was asked.
    pub input_sha256: String,
}

impl Store {
    /// Every suggestion of values of a study, in order of time, superseded ones included.
    pub async fn value_suggestions(
        &self,
        study: &StudyId,
    ) -> Result<Vec<StoredValueSuggestion>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, study_id, document_hash, form_id, form_version, field_id, arm, outcome, time_point, agent_id,
             input_sha256, proposal, made_at FROM value_suggestions WHERE study_id = $1 ORDER BY id",
        )
        .bind(study.as_str())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let text = |index| -> Result<String, StoreError> { Ok(row.try_get(index)?) };
                let proposal = text(11)?;
                Ok(StoredValueSuggestion {
                    suggestion: ValueSuggestion {
                        id: text(0)?.into(),
                        study_id: text(1)?.into(),
                        document: text(2)?.into(),
                        form_id: text(3)?.into(),
                        form_version: row.try_get(4)?,
                        address: address(row, 5)?,
                        agent_id: text(9)?.into(),
                        proposal: serde_json::from_str(&proposal)
                            .map_err(|e| StoreError::unreadable("suggestion of a value", e))?,
                        made_at: row.try_get(12)?,
                    },
                    input_sha256: text(10)?,
                })
            })
            .collect()
    }

    /// What these agents were asked about a study already.
    pub async fn value_inputs(
        &self,
        study: &StudyId,
        agents: &HashSet<AgentId>,
    ) -> Result<HashSet<String>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT agent_id, input_sha256 FROM value_suggestions WHERE study_id = $1",
        )
        .bind(study.as_str())
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .filter(|(agent, _)| agents.contains(&AgentId::from(agent.as_str())))
            .map(|(_, input)| input)
            .collect())
    }

    /// How many suggestions of values there are in each study.
    pub async fn studies_with_value_suggestions(&self) -> Result<HashSet<StudyId>, StoreError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT study_id FROM value_suggestions")
                .fetch_all(self.reachable()?)
                .await?;
        Ok(rows.into_iter().map(|(study,)| study.into()).collect())
    }
}

impl Change {
    /// Appends suggestions of one agent.
    pub async fn add_value_suggestions(
        &mut self,
        agent: &AgentId,
        new: &[NewValueSuggestion],
    ) -> Result<(), StoreError> {
        const ROWS: usize = 60;
        for chunk in new.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO value_suggestions (id, study_id, document_hash, form_id, form_version, field_id, arm,
                 outcome, time_point, agent_id, input_sha256, proposal, made_at) VALUES",
                chunk.len(),
                13,
            );
            let mut query = sqlx::query(sql);
            for one in chunk {
                let proposal = serde_json::to_string(&one.proposal)
                    .map_err(|e| StoreError::unreadable("suggestion of a value", e))?;
                query = query
                    .bind(self.new_id())
                    .bind(one.study_id.0.clone())
                    .bind(one.document.0.clone())
                    .bind(one.form_id.0.clone())
                    .bind(one.form_version)
                    .bind(one.address.field.0.clone())
                    .bind(one.address.arm.clone())
                    .bind(one.address.outcome.clone())
                    .bind(one.address.time_point.clone())
                    .bind(agent.0.clone())
                    .bind(one.input_sha256.clone())
                    .bind(proposal)
                    .bind(self.at);
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }
}
