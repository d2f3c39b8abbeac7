//! Reviewers: the people of a review, as profiles within it.

use review::ReviewerId;
use serde::Serialize;
use ts_rs::TS;

use crate::{Change, Store, StoreError};

/// A person who screens, extracts or adjudicates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reviewer {
    /// Identity.
    pub id: ReviewerId,
    /// Name, unique within the review.
    pub name: String,
}

impl Store {
    /// All reviewers in the order in which they were added.
    pub async fn reviewers(&self) -> Result<Vec<Reviewer>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT id, name FROM reviewers ORDER BY created_at, id")
                .fetch_all(self.reachable()?)
                .await?;
        Ok(rows
            .into_iter()
            .map(|(id, name)| Reviewer {
                id: id.into(),
                name,
            })
            .collect())
    }
}

impl Change {
    /// Adds a reviewer, or returns the one of that name.
    pub async fn add_reviewer(&mut self, name: &str) -> Result<ReviewerId, StoreError> {
        sqlx::query(
            "INSERT INTO reviewers (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        )
        .bind(self.new_id())
        .bind(name)
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        let (id,): (String,) = sqlx::query_as("SELECT id FROM reviewers WHERE name = $1")
            .bind(name)
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(id.into())
    }
}
