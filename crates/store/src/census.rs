//! What people did for the trial census: criteria of the review's own, samples drawn to be labelled, labels; append-only.

use review::{RecordId, ReviewerId};

use crate::{Change, Store, StoreError};

/// A version of the criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CensusCriteriaRow {
    /// The whole file of criteria, TOML.
    pub body: String,
    /// Why it was changed.
    pub remark: Option<String>,
    /// Who saved it.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub written_at: i64,
}

/// What was drawn from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CensusDraw {
    /// Seed of the draw.
    pub seed: u32,
    /// First and last year of the records that it was drawn from; `None` of all years.
    pub years: Option<(i32, i32)>,
    /// How many records it was drawn from.
    pub population: usize,
    /// The records in the order in which they were drawn.
    pub records: Vec<RecordId>,
}

/// A sample of records that people label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CensusSampleRow {
    /// The draw.
    pub draw: CensusDraw,
    /// Who had it drawn.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub drawn_at: i64,
}

/// What a person said of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CensusLabelRow {
    /// The record.
    pub record_id: RecordId,
    /// `yes`, `no` or `unclear`.
    pub label: String,
    /// Whether the person had been shown before what the classifier says of it.
    pub after_seen: bool,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub labelled_at: i64,
}

impl Store {
    /// Every version of the criteria, the latest last; none where those of the program hold.
    pub async fn census_criteria(&self) -> Result<Vec<CensusCriteriaRow>, StoreError> {
        let rows: Vec<(String, Option<String>, String, i64)> = sqlx::query_as(
            "SELECT body, remark, reviewer_id, written_at FROM census_criteria ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(body, remark, reviewer, written_at)| CensusCriteriaRow {
                body,
                remark,
                reviewer_id: reviewer.into(),
                written_at,
            })
            .collect())
    }

    /// Every sample that was drawn, the latest last.
    pub async fn census_samples(&self) -> Result<Vec<CensusSampleRow>, StoreError> {
        type Columns = (i64, Option<i64>, Option<i64>, i64, String, String, i64);
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT seed, first_year, last_year, population, records, reviewer_id, drawn_at
             FROM census_samples ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        let unreadable = |e: &dyn std::fmt::Display| {
            StoreError::unreadable("sample of the trial census", e.to_string())
        };
        rows.into_iter()
            .map(
                |(seed, first, last, population, records, reviewer, drawn_at)| {
                    let year = |year: i64| i32::try_from(year).map_err(|e| unreadable(&e));
                    let years = match (first, last) {
                        (Some(first), Some(last)) => Some((year(first)?, year(last)?)),
                        _ => None,
                    };
                    let records: Vec<String> =
                        serde_json::from_str(&records).map_err(|e| unreadable(&e))?;
                    Ok(CensusSampleRow {
                        draw: CensusDraw {
                            seed: u32::try_from(seed).map_err(|e| unreadable(&e))?,
                            years,
                            population: usize::try_from(population).map_err(|e| unreadable(&e))?,
                            records: records.into_iter().map(RecordId::from).collect(),
                        },
                        reviewer_id: reviewer.into(),
                        drawn_at,
                    })
                },
            )
            .collect()
    }

    /// The label in force of each person on each record, in order of time.
    pub async fn census_labels(&self) -> Result<Vec<CensusLabelRow>, StoreError> {
        let rows: Vec<(String, String, i64, String, i64)> = sqlx::query_as(
            "SELECT record_id, label, after_seen, reviewer_id, labelled_at FROM census_labels
             WHERE id IN (SELECT MAX(id) FROM census_labels GROUP BY record_id, reviewer_id) ORDER BY id",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(
                |(record, label, after_seen, reviewer, labelled_at)| CensusLabelRow {
                    record_id: record.into(),
                    label,
                    after_seen: after_seen != 0,
                    reviewer_id: reviewer.into(),
                    labelled_at,
                },
            )
            .collect())
    }
}

impl Change {
    /// Saves a version of the criteria.
    pub async fn add_census_criteria(
        &mut self,
        body: &str,
        remark: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO census_criteria (id, body, remark, reviewer_id, written_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(self.new_id())
        .bind(body)
        .bind(remark)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Keeps a sample that was drawn; returns its identity.
    pub async fn add_census_sample(
        &mut self,
        draw: &CensusDraw,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        let records: Vec<&str> = draw.records.iter().map(|id| id.as_str()).collect();
        sqlx::query(
            "INSERT INTO census_samples (id, seed, first_year, last_year, population, records, reviewer_id, drawn_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.clone())
        .bind(i64::from(draw.seed))
        .bind(draw.years.map(|(first, _)| i64::from(first)))
        .bind(draw.years.map(|(_, last)| i64::from(last)))
        .bind(i64::try_from(draw.population).unwrap_or(i64::MAX))
        .bind(serde_json::json!(records).to_string())
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Labels a record.
    pub async fn add_census_label(
        &mut self,
        record: &RecordId,
        label: &str,
        after_seen: bool,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO census_labels (id, record_id, label, after_seen, reviewer_id, labelled_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.new_id())
        .bind(record.as_str())
        .bind(label)
        .bind(i64::from(after_seen))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}
