//! Risk of bias: how the team assesses, the results that are assessed, and what people answered and judged. Append-only.
//!
//! Which tools, questions and judgements there are is not known here: they are words.

use review::{EvidenceQuote, ReviewerId, StudyId};
use sqlx::{AnyConnection, Row};

use crate::field_values::timed;
use crate::{Change, Store, StoreError, ValueTime};

/// How the team assesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BiasSettingsRow {
    /// The tool of results that are added from now on, as a word.
    pub tool: String,
    /// How many people assess each result, as a word.
    pub assessors: String,
    /// Whether sentences may be looked for by a model.
    pub finds_sentences: bool,
}

/// A result that is assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BiasResultRow {
    /// Identity; in order of time.
    pub id: String,
    /// The study.
    pub study_id: StudyId,
    /// The result; empty for the study as a whole.
    pub name: String,
    /// The tool, as a word.
    pub tool: String,
}

/// In which role something was answered or judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BiasRole {
    /// By one of the assessors.
    Assessor,
    /// By whoever settles a difference.
    Consensus,
}

impl BiasRole {
    fn as_str(self) -> &'static str {
        match self {
            BiasRole::Assessor => "assessor",
            BiasRole::Consensus => "consensus",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [BiasRole::Assessor, BiasRole::Consensus]
            .into_iter()
            .find(|role| role.as_str() == word)
    }
}

/// An answer to a question, or a judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct BiasEntryRow {
    /// Identity; in order of time.
    pub id: String,
    /// The result.
    pub result_id: String,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// In which role.
    pub role: BiasRole,
    /// The number of the question, or what was judged.
    pub item: String,
    /// The answer or judgement, as a word; `None` where it was taken back.
    pub said: Option<String>,
    /// The words of the report it rests on.
    pub quote: Option<EvidenceQuote>,
    /// The comment, or the reason.
    pub words: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
}

/// Such an entry before it has an identity and a time.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "each field is the one of `BiasEntryRow` of that name"
)]
pub struct NewBiasEntry<'e> {
    pub result_id: &'e str,
    pub reviewer_id: &'e ReviewerId,
    pub role: BiasRole,
    pub item: &'e str,
    pub said: Option<&'e str>,
    pub quote: Option<&'e EvidenceQuote>,
    pub words: &'e str,
    pub time: ValueTime,
}

/// Whether a reviewer has finished a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BiasFinish {
    /// The result.
    pub result_id: String,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// Finished, or taken up again.
    pub finished: bool,
}

/// All that the state of the assessments is derived from, read at one moment.
#[derive(Clone, Debug, Default)]
pub struct BiasFacts {
    /// The settings, if any were made.
    pub settings: Option<BiasSettingsRow>,
    /// Results that were not withdrawn, in order of time.
    pub results: Vec<BiasResultRow>,
    /// Every entry about them, in order of time.
    pub entries: Vec<BiasEntryRow>,
    /// Who has finished what.
    pub finishes: Vec<BiasFinish>,
}

async fn settings(connection: &mut AnyConnection) -> Result<Option<BiasSettingsRow>, StoreError> {
    let row: Option<(String, String, i64)> = sqlx::query_as(
        "SELECT tool, assessors, finds_sentences FROM bias_settings ORDER BY id DESC LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|(tool, assessors, finds)| BiasSettingsRow {
        tool,
        assessors,
        finds_sentences: finds != 0,
    }))
}

async fn results(connection: &mut AnyConnection) -> Result<Vec<BiasResultRow>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT id, study_id, name, tool FROM bias_results
         WHERE id NOT IN (SELECT result_id FROM bias_result_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, study_id, name, tool)| BiasResultRow {
            id,
            study_id: study_id.into(),
            name,
            tool,
        })
        .collect())
}

async fn entries(connection: &mut AnyConnection) -> Result<Vec<BiasEntryRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, result_id, reviewer_id, role, item, said, quote, words, made_at FROM bias_entries
         WHERE result_id NOT IN (SELECT result_id FROM bias_result_withdrawals) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let role: String = row.try_get(3)?;
            let quote: Option<String> = row.try_get(6)?;
            Ok(BiasEntryRow {
                id: row.try_get(0)?,
                result_id: row.try_get(1)?,
                reviewer_id: row.try_get::<String, _>(2)?.into(),
                role: BiasRole::from_word(&role)
                    .ok_or_else(|| StoreError::unreadable("role of an assessor", &role))?,
                item: row.try_get(4)?,
                said: row.try_get(5)?,
                quote: match quote {
                    Some(json) => Some(
                        serde_json::from_str(&json)
                            .map_err(|e| StoreError::unreadable("quote of an answer", e))?,
                    ),
                    None => None,
                },
                words: row.try_get(7)?,
                made_at: row.try_get(8)?,
            })
        })
        .collect()
}

async fn finishes(connection: &mut AnyConnection) -> Result<Vec<BiasFinish>, StoreError> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT result_id, reviewer_id, finished FROM bias_finishes
         WHERE id IN (SELECT MAX(id) FROM bias_finishes GROUP BY result_id, reviewer_id) ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(result_id, reviewer_id, finished)| BiasFinish {
            result_id,
            reviewer_id: reviewer_id.into(),
            finished: finished != 0,
        })
        .collect())
}

impl Store {
    /// Reads the facts within one transaction, so that they belong together even while others write.
    ///
    /// # Errors
    /// What the database says; a row that cannot be read.
    pub async fn bias_facts(&self) -> Result<BiasFacts, StoreError> {
        let mut snapshot = self.reachable()?.begin_with(self.snapshot()).await?;
        let facts = BiasFacts {
            settings: settings(&mut snapshot).await?,
            results: results(&mut snapshot).await?,
            entries: entries(&mut snapshot).await?,
            finishes: finishes(&mut snapshot).await?,
        };
        snapshot.rollback().await?;
        Ok(facts)
    }

    /// How long each entry took, in order of time: its identity and the time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn bias_times(&self) -> Result<Vec<(String, ValueTime)>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, active_ms, elapsed_ms, active_30_ms, active_60_ms, active_120_ms FROM bias_entries ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        rows.iter().map(timed).collect()
    }
}

impl Change {
    /// Says how the team assesses from now on.
    pub async fn set_bias_settings(
        &mut self,
        settings: &BiasSettingsRow,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO bias_settings (id, tool, assessors, finds_sentences, reviewer_id, set_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(settings.tool.as_str())
        .bind(settings.assessors.as_str())
        .bind(i64::from(settings.finds_sentences))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Adds a result that is to be assessed; returns its identity.
    pub async fn add_bias_result(
        &mut self,
        study: &StudyId,
        name: &str,
        tool: &str,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO bias_results (id, study_id, name, tool, reviewer_id, added_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(study.as_str())
        .bind(name)
        .bind(tool)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Takes a result off the list; what was said about it stays in the database.
    pub async fn withdraw_bias_result(
        &mut self,
        result: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO bias_result_withdrawals (result_id, reviewer_id, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (result_id) DO NOTHING",
        )
        .bind(result)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Appends an answer or a judgement; returns its identity.
    pub async fn add_bias_entry(&mut self, new: &NewBiasEntry<'_>) -> Result<String, StoreError> {
        let quote = match new.quote {
            Some(quote) => Some(
                serde_json::to_string(quote)
                    .map_err(|e| StoreError::unreadable("quote of an answer", e))?,
            ),
            None => None,
        };
        let id = self.new_id();
        let rule = |index: usize| new.time.rules.map(|rules| rules[index]);
        sqlx::query(
            "INSERT INTO bias_entries (id, result_id, reviewer_id, role, item, said, quote, words, active_ms, made_at,
             elapsed_ms, active_30_ms, active_60_ms, active_120_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(id.clone())
        .bind(new.result_id)
        .bind(new.reviewer_id.as_str())
        .bind(new.role.as_str())
        .bind(new.item)
        .bind(new.said)
        .bind(quote)
        .bind(new.words)
        .bind(new.time.active_ms)
        .bind(self.at)
        .bind(rule(0))
        .bind(rule(1))
        .bind(rule(2))
        .bind(rule(3))
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Says that a reviewer has finished a result, or takes it up again.
    pub async fn add_bias_finish(
        &mut self,
        result: &str,
        reviewer: &ReviewerId,
        finished: bool,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO bias_finishes (id, result_id, reviewer_id, finished, noted_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(self.new_id())
        .bind(result)
        .bind(reviewer.as_str())
        .bind(i64::from(finished))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
