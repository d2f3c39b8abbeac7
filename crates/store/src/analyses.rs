//! Meta-analyses that were kept, what people rated of them, and their paragraphs; append-only. What was chosen, rated and
//! written is JSON of the layer above.

use review::ReviewerId;
use serde::Serialize;

use crate::{Change, Store, StoreError};

/// The version of an analysis that is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnalysisRow {
    /// Identity, the same in all versions; in order of time.
    pub id: String,
    /// From 1.
    pub version: i64,
    /// What the team calls it.
    pub name: String,
    /// What was chosen, as JSON.
    pub choice: String,
    /// Who kept this version.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub kept_at: i64,
    /// Why, by whom and when it was withdrawn.
    pub withdrawn: Option<(String, ReviewerId, i64)>,
}

/// Something that a person said of an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnalysisRemark {
    /// The analysis.
    pub analysis_id: String,
    /// What was said, as JSON.
    pub body: String,
    /// Which numbers it was said of.
    pub numbers_sha256: String,
    /// Who said it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub at: i64,
}

impl Store {
    /// The analyses in the order in which they were first kept, each in its latest version, the withdrawn ones among them.
    pub async fn analyses(&self) -> Result<Vec<AnalysisRow>, StoreError> {
        type Columns = (
            String,
            i64,
            String,
            String,
            String,
            i64,
            Option<String>,
            Option<String>,
            Option<i64>,
        );
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT v.analysis_id, v.version, v.name, v.choice, v.reviewer_id, v.kept_at, w.reason, w.reviewer_id,
             w.withdrawn_at FROM analysis_versions v LEFT JOIN analysis_withdrawals w ON w.analysis_id = v.analysis_id
             WHERE v.version = (SELECT MAX(l.version) FROM analysis_versions l WHERE l.analysis_id = v.analysis_id)
             ORDER BY v.analysis_id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(
                |(id, version, name, choice, reviewer, kept_at, reason, by, at)| AnalysisRow {
                    id,
                    version,
                    name,
                    choice,
                    reviewer_id: reviewer.into(),
                    kept_at,
                    withdrawn: reason
                        .zip(by)
                        .zip(at)
                        .map(|((reason, by), at)| (reason, by.into(), at)),
                },
            )
            .collect())
    }

    /// The rating in force of every analysis that was rated.
    pub async fn certainty_ratings(&self) -> Result<Vec<AnalysisRemark>, StoreError> {
        self.remarks(
            "SELECT analysis_id, rating, numbers_sha256, reviewer_id, rated_at FROM certainty_ratings
             WHERE id IN (SELECT MAX(id) FROM certainty_ratings GROUP BY analysis_id) ORDER BY analysis_id",
        )
        .await
    }

    /// The paragraph in force of every analysis that one was written on.
    pub async fn analysis_paragraphs(&self) -> Result<Vec<AnalysisRemark>, StoreError> {
        self.remarks(
            "SELECT analysis_id, sentences, numbers_sha256, reviewer_id, written_at FROM analysis_paragraphs
             WHERE id IN (SELECT MAX(id) FROM analysis_paragraphs GROUP BY analysis_id) ORDER BY analysis_id",
        )
        .await
    }

    async fn remarks(&self, statement: &'static str) -> Result<Vec<AnalysisRemark>, StoreError> {
        let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(statement)
            .fetch_all(self.reachable()?)
            .await?;
        Ok(rows
            .into_iter()
            .map(
                |(analysis_id, body, numbers_sha256, reviewer, at)| AnalysisRemark {
                    analysis_id,
                    body,
                    numbers_sha256,
                    reviewer_id: reviewer.into(),
                    at,
                },
            )
            .collect())
    }
}

impl Change {
    /// Keeps an analysis, or the next version of one; returns its identity and the number of the version.
    pub async fn keep_analysis(
        &mut self,
        analysis: Option<&str>,
        name: &str,
        choice: &str,
        reviewer: &ReviewerId,
    ) -> Result<(String, i64), StoreError> {
        let id = analysis.map_or_else(|| self.new_id(), str::to_owned);
        let (version,): (i64,) = sqlx::query_as(
            "SELECT COALESCE(MAX(version), 0) + 1 FROM analysis_versions WHERE analysis_id = $1",
        )
        .bind(id.clone())
        .fetch_one(&mut *self.transaction)
        .await?;
        sqlx::query(
            "INSERT INTO analysis_versions (analysis_id, version, name, choice, reviewer_id, kept_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.clone())
        .bind(version)
        .bind(name)
        .bind(choice)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok((id, version))
    }

    /// Withdraws an analysis; its rows stay.
    pub async fn withdraw_analysis(
        &mut self,
        analysis: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO analysis_withdrawals (analysis_id, reason, reviewer_id, withdrawn_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(analysis)
        .bind(reason)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Rates the certainty of an analysis.
    pub async fn rate_certainty(
        &mut self,
        analysis: &str,
        rating: &str,
        numbers_sha256: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO certainty_ratings (id, analysis_id, rating, numbers_sha256, reviewer_id, rated_at)
             VALUES ($1, $2, $3, $4, $5, $6)";
        self.say_of_analysis(statement, [analysis, rating, numbers_sha256], reviewer)
            .await
    }

    /// Writes the paragraph on an analysis.
    pub async fn write_paragraph(
        &mut self,
        analysis: &str,
        sentences: &str,
        numbers_sha256: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        let statement = "INSERT INTO analysis_paragraphs (id, analysis_id, sentences, numbers_sha256, reviewer_id, written_at)
             VALUES ($1, $2, $3, $4, $5, $6)";
        self.say_of_analysis(statement, [analysis, sentences, numbers_sha256], reviewer)
            .await
    }

    /// Appends what a person said of an analysis: which one, what, and of which numbers.
    async fn say_of_analysis(
        &mut self,
        statement: &'static str,
        said: [&str; 3],
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        let [analysis, body, numbers_sha256] = said;
        sqlx::query(statement)
            .bind(self.new_id())
            .bind(analysis)
            .bind(body)
            .bind(numbers_sha256)
            .bind(reviewer.as_str())
            .bind(self.at)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}
