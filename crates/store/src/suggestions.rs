//! Suggestions of agents, append-only, and which of them a reviewer saw when deciding.

use std::collections::HashSet;

use review::{
    Agent, AgentId, CitedSentence, CriterionId, DecisionId, Reading, RecordId, Sighting,
    SuggestedLabel, Suggestion, SuggestionId,
};
use sqlx::{AssertSqlSafe, Row};

use crate::open::values_clause;
use crate::{Change, Store, StoreError};

/// What a suggestion is made of before it has an identity and a time.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::Suggestion` of that name"
)]
pub struct NewSuggestion {
    pub record_id: RecordId,
    pub criterion_id: CriterionId,
    pub protocol_version: i64,
    pub input_sha256: String,
    pub reading: Reading,
    pub warning: Option<String>,
    pub elapsed_ms: i64,
}

/// What an agent is made of before it has an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::Agent` of that name"
)]
pub struct NewAgent {
    pub name: String,
    pub sha256: String,
    pub quantization: String,
    pub prompt_version: String,
    pub seed: String,
}

/// A suggestion in short, for counting.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is the one of `review::Suggestion` of that name"
)]
pub struct ReadingRow {
    pub id: SuggestionId,
    pub record_id: RecordId,
    pub criterion_id: CriterionId,
    pub agent_id: AgentId,
    /// `None` where it is unread.
    pub label: Option<SuggestedLabel>,
    pub probability: Option<f64>,
}

/// That a suggestion was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightingRow {
    /// With which decision.
    pub decision_id: DecisionId,
    /// Which suggestion.
    pub suggestion_id: SuggestionId,
    /// Before or after.
    pub sighting: Sighting,
}

const COLUMNS: &str =
    "SELECT id, record_id, criterion_id, protocol_version, agent_id, input_sha256, label, unread,
    probability, evidence, reason, warning, elapsed_ms, made_at FROM suggestions";

impl Store {
    /// The identities of all suggestions.
    pub async fn suggestion_ids(&self) -> Result<HashSet<SuggestionId>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as("SELECT id FROM suggestions")
            .fetch_all(self.reachable()?)
            .await?;
        Ok(rows.into_iter().map(|(id,)| SuggestionId(id)).collect())
    }

    /// Every agent that suggested anything in this review, the earliest first.
    pub async fn agents(&self) -> Result<Vec<Agent>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, name, model_sha256, quantization, prompt_version, seed FROM agents ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Agent {
                    id: row.try_get::<String, _>(0)?.into(),
                    name: row.try_get(1)?,
                    sha256: row.try_get(2)?,
                    quantization: row.try_get(3)?,
                    prompt_version: row.try_get(4)?,
                    seed: row.try_get(5)?,
                })
            })
            .collect()
    }

    /// Every suggestion on these records, in order of time, superseded ones included.
    pub async fn suggestions_on(
        &self,
        records: &[RecordId],
    ) -> Result<Vec<Suggestion>, StoreError> {
        const AT_ONCE: usize = 500;
        let mut found = Vec::new();
        for chunk in records.chunks(AT_ONCE) {
            let places: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
            // Placeholders hold no data.
            let sql = format!(
                "{COLUMNS} WHERE record_id IN ({}) ORDER BY id",
                places.join(", ")
            );
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for record in chunk {
                query = query.bind(record.as_str());
            }
            for row in query.fetch_all(self.reachable()?).await? {
                found.push(suggestion(&row)?);
            }
        }
        Ok(found)
    }

    /// Every suggestion after the one of this identity (empty: from the first), in short, in order of time.
    pub async fn readings_since(&self, last: &str) -> Result<Vec<ReadingRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, record_id, criterion_id, agent_id, label, probability FROM suggestions WHERE id > $1 ORDER BY id",
        )
        .bind(last.to_owned())
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let label: Option<String> = row.try_get(4)?;
                let label =
                    match label {
                        Some(word) => Some(SuggestedLabel::from_word(&word).ok_or_else(|| {
                            StoreError::unreadable("label of a suggestion", &word)
                        })?),
                        None => None,
                    };
                Ok(ReadingRow {
                    id: row.try_get::<String, _>(0)?.into(),
                    record_id: row.try_get::<String, _>(1)?.into(),
                    criterion_id: row.try_get::<String, _>(2)?.into(),
                    agent_id: row.try_get::<String, _>(3)?.into(),
                    label,
                    probability: row.try_get(5)?,
                })
            })
            .collect()
    }

    /// Which suggestions were seen with which decision, in order of the decisions.
    pub async fn sightings(&self) -> Result<Vec<SightingRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT decision_id, suggestion_id, sighting FROM suggestion_sightings ORDER BY decision_id, suggestion_id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter()
            .map(|row| {
                let word: String = row.try_get(2)?;
                Ok(SightingRow {
                    decision_id: row.try_get::<String, _>(0)?.into(),
                    suggestion_id: row.try_get::<String, _>(1)?.into(),
                    sighting: Sighting::from_word(&word)
                        .ok_or_else(|| StoreError::unreadable("sighting", &word))?,
                })
            })
            .collect()
    }
}

fn suggestion(row: &sqlx::any::AnyRow) -> Result<Suggestion, StoreError> {
    let text = |index| -> Result<String, StoreError> { Ok(row.try_get(index)?) };
    let label: Option<String> = row.try_get(6)?;
    let unread: Option<String> = row.try_get(7)?;
    let reading = match (label, unread) {
        (Some(word), None) => {
            let evidence = text(9)?;
            Reading::Read {
                label: SuggestedLabel::from_word(&word)
                    .ok_or_else(|| StoreError::unreadable("label of a suggestion", &word))?,
                probability: row.try_get(8)?,
                evidence: serde_json::from_str(&evidence)
                    .map_err(|e| StoreError::unreadable("evidence of a suggestion", e))?,
                reason: row.try_get(10)?,
            }
        }
        (None, Some(why)) => Reading::Unread { why },
        _ => {
            return Err(StoreError::unreadable(
                "suggestion",
                "it has both a label and none, or neither",
            ));
        }
    };
    Ok(Suggestion {
        id: text(0)?.into(),
        record_id: text(1)?.into(),
        criterion_id: text(2)?.into(),
        protocol_version: row.try_get(3)?,
        agent_id: text(4)?.into(),
        input_sha256: text(5)?,
        reading,
        warning: row.try_get(11)?,
        elapsed_ms: row.try_get(12)?,
        made_at: row.try_get(13)?,
    })
}

impl Change {
    /// The identity of an agent, given to it where it has none yet.
    pub async fn agent(&mut self, new: &NewAgent) -> Result<AgentId, StoreError> {
        let known: Option<(String,)> = sqlx::query_as(
            "SELECT id FROM agents WHERE model_sha256 = $1 AND prompt_version = $2 AND seed = $3",
        )
        .bind(new.sha256.clone())
        .bind(new.prompt_version.clone())
        .bind(new.seed.clone())
        .fetch_optional(&mut *self.transaction)
        .await?;
        if let Some((id,)) = known {
            return Ok(id.into());
        }
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO agents (id, name, model_sha256, quantization, prompt_version, seed, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.clone())
        .bind(new.name.clone())
        .bind(new.sha256.clone())
        .bind(new.quantization.clone())
        .bind(new.prompt_version.clone())
        .bind(new.seed.clone())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id.into())
    }

    /// Appends suggestions of one agent; returns their identities, in the same order.
    pub async fn add_suggestions(
        &mut self,
        agent: &AgentId,
        new: &[NewSuggestion],
    ) -> Result<Vec<SuggestionId>, StoreError> {
        const ROWS: usize = 60;
        let mut made = Vec::with_capacity(new.len());
        for chunk in new.chunks(ROWS) {
            let sql = values_clause(
                "INSERT INTO suggestions (id, record_id, criterion_id, protocol_version, agent_id, input_sha256, label,
                 unread, probability, evidence, reason, warning, elapsed_ms, made_at) VALUES",
                chunk.len(),
                14,
            );
            let mut query = sqlx::query(sql);
            for one in chunk {
                let id = self.new_id();
                let none: &[CitedSentence] = &[];
                let (label, unread, probability, evidence, reason) = match &one.reading {
                    Reading::Read {
                        label,
                        probability,
                        evidence,
                        reason,
                    } => (
                        Some(label.as_str()),
                        None,
                        *probability,
                        evidence.as_slice(),
                        reason.clone(),
                    ),
                    Reading::Unread { why } => (None, Some(why.clone()), None, none, None),
                };
                let evidence = serde_json::to_string(evidence)
                    .map_err(|e| StoreError::unreadable("evidence of a suggestion", e))?;
                query = query
                    .bind(id.clone())
                    .bind(one.record_id.0.clone())
                    .bind(one.criterion_id.0.clone())
                    .bind(one.protocol_version)
                    .bind(agent.0.clone())
                    .bind(one.input_sha256.clone())
                    .bind(label)
                    .bind(unread)
                    .bind(probability)
                    .bind(evidence)
                    .bind(reason)
                    .bind(one.warning.clone())
                    .bind(one.elapsed_ms)
                    .bind(self.at);
                made.push(SuggestionId(id));
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(made)
    }

    /// Notes which suggestions were seen with a decision.
    pub async fn add_sightings(
        &mut self,
        decision: &DecisionId,
        seen: &[(SuggestionId, Sighting)],
    ) -> Result<(), StoreError> {
        for (suggestion, sighting) in seen {
            sqlx::query(
                "INSERT INTO suggestion_sightings (decision_id, suggestion_id, sighting) VALUES ($1, $2, $3)
                 ON CONFLICT (decision_id, suggestion_id) DO NOTHING",
            )
            .bind(decision.as_str())
            .bind(suggestion.as_str())
            .bind(sighting.as_str())
            .execute(&mut *self.transaction)
            .await?;
        }
        Ok(())
    }
}
