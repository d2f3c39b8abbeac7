//! Audit samples: random samples of the records that were not settled, with all that it takes to draw them again.

use review::ReviewerId;
use serde::Serialize;
use sqlx::{AnyConnection, Row};

use crate::{Change, StoreError};

/// A sample as it was drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AuditSampleRow {
    /// Identity; in order of time.
    pub id: String,
    /// The draw.
    pub draw: SampleDraw,
    /// Who had it drawn.
    pub reviewer_id: ReviewerId,
    /// When, milliseconds since 1970-01-01 UTC.
    pub drawn_at: i64,
    /// Why it was given up, if it was.
    pub given_up: Option<String>,
}

/// What was drawn from what, and to show what.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SampleDraw {
    /// The recall that shall be shown, from 0 to 1.
    pub target: f64,
    /// With which confidence, from 0 to 1, over all samples of the review together.
    pub confidence: f64,
    /// Seed of the draw.
    pub seed: u32,
    /// Ordinals of the records that it was drawn from, ascending.
    pub population: Vec<usize>,
    /// Ordinals of the sample in the order in which they were drawn.
    pub sample: Vec<usize>,
}

pub(crate) async fn all(connection: &mut AnyConnection) -> Result<Vec<AuditSampleRow>, StoreError> {
    let rows = sqlx::query(
        "SELECT s.id, s.target, s.confidence, s.seed, s.population, s.sample, s.reviewer_id, s.drawn_at, e.reason
         FROM audit_samples s LEFT JOIN audit_sample_endings e ON e.sample_id = s.id ORDER BY s.id",
    )
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let seed: i64 = row.try_get(3)?;
            Ok(AuditSampleRow {
                id: row.try_get(0)?,
                draw: SampleDraw {
                    target: row.try_get(1)?,
                    confidence: row.try_get(2)?,
                    seed: u32::try_from(seed)
                        .map_err(|e| StoreError::unreadable("seed of a sample", e))?,
                    population: numbers(&row.try_get::<String, _>(4)?)?,
                    sample: numbers(&row.try_get::<String, _>(5)?)?,
                },
                reviewer_id: row.try_get::<String, _>(6)?.into(),
                drawn_at: row.try_get(7)?,
                given_up: row.try_get(8)?,
            })
        })
        .collect()
}

impl Change {
    /// Keeps a sample that was drawn; returns its identity.
    pub async fn add_audit_sample(
        &mut self,
        draw: &SampleDraw,
        reviewer: &ReviewerId,
    ) -> Result<String, StoreError> {
        let id = self.new_id();
        sqlx::query(
            "INSERT INTO audit_samples (id, target, confidence, seed, population, sample, reviewer_id, drawn_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.clone())
        .bind(draw.target)
        .bind(draw.confidence)
        .bind(i64::from(draw.seed))
        .bind(ranges(&draw.population))
        .bind(listed(&draw.sample))
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(id)
    }

    /// Gives a sample up before it is read to its end.
    pub async fn end_audit_sample(
        &mut self,
        sample: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO audit_sample_endings (sample_id, reason, reviewer_id, ended_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (sample_id) DO NOTHING",
        )
        .bind(sample)
        .bind(reason)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }
}

fn listed(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
    words.join(",")
}

/// Ascending numbers as `0-41,43`.
fn ranges(numbers: &[usize]) -> String {
    let mut words = Vec::new();
    for run in numbers.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [first, .., last] => words.push(format!("{first}-{last}")),
            [only] => words.push(only.to_string()),
            [] => {}
        }
    }
    words.join(",")
}

fn numbers(text: &str) -> Result<Vec<usize>, StoreError> {
    let number = |word: &str| {
        word.parse::<usize>()
            .map_err(|e| StoreError::unreadable("list of records", e))
    };
    let mut found = Vec::new();
    for word in text.split(',').filter(|word| !word.is_empty()) {
        match word.split_once('-') {
            Some((first, last)) => found.extend(number(first)?..=number(last)?),
            None => found.push(number(word)?),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_records_are_read_as_they_were_written() {
        let population = [0, 1, 2, 5, 7, 8];
        assert_eq!(ranges(&population), "0-2,5,7-8");
        for text in ["0-2,5,7-8", "0,1,2,5,7,8"] {
            assert_eq!(numbers(text).ok(), Some(population.to_vec()));
        }
        assert_eq!(numbers("").ok(), Some(Vec::new()));
        assert!(numbers("3,x").is_err());
        assert_eq!(listed(&[7, 0, 5]), "7,0,5");
    }
}
