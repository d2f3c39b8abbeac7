//! How much each agent was used: the numbers that a statement on the use of models needs.

use review::AgentId;
use serde::Serialize;

use crate::{Store, StoreError};

/// How much an agent suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgentUse {
    /// The agent.
    pub agent_id: AgentId,
    /// Records, or studies for suggested values, of which it said anything.
    pub read: i64,
    /// Suggestions, superseded ones included.
    pub suggestions: i64,
    /// Of these without an answer in the form that was asked for; always 0 for values.
    pub unread: i64,
    /// When the first was made, milliseconds since 1970-01-01 UTC.
    pub first_at: i64,
    /// When the last was made.
    pub last_at: i64,
}

impl Store {
    /// How much each agent suggested on criteria.
    pub async fn criterion_use(&self) -> Result<Vec<AgentUse>, StoreError> {
        self.agent_use(
            "SELECT agent_id, COUNT(DISTINCT record_id), COUNT(*), COUNT(unread), MIN(made_at), MAX(made_at)
             FROM suggestions GROUP BY agent_id ORDER BY agent_id",
        )
        .await
    }

    /// How much each agent suggested of values.
    pub async fn value_use(&self) -> Result<Vec<AgentUse>, StoreError> {
        self.agent_use(
            "SELECT agent_id, COUNT(DISTINCT study_id), COUNT(*), CAST(0 AS BIGINT), MIN(made_at), MAX(made_at)
             FROM value_suggestions GROUP BY agent_id ORDER BY agent_id",
        )
        .await
    }

    async fn agent_use(&self, sql: &'static str) -> Result<Vec<AgentUse>, StoreError> {
        let rows: Vec<(String, i64, i64, i64, i64, i64)> =
            sqlx::query_as(sql).fetch_all(self.reachable()?).await?;
        Ok(rows
            .into_iter()
            .map(
                |(agent, read, suggestions, unread, first_at, last_at)| AgentUse {
                    agent_id: agent.into(),
                    read,
                    suggestions,
                    unread,
                    first_at,
                    last_at,
                },
            )
            .collect())
    }
}
