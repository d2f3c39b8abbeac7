//! Versions of the forms for extraction: changing one appends a version.

use review::{Form, FormId, ReviewerId};
use serde::Serialize;
use sqlx::AnyConnection;
use ts_rs::TS;

use crate::{Change, StoreError};

/// One version of a form.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct FormVersion {
    /// The form, with its number.
    pub form: Form,
    /// Why it was changed.
    pub remark: Option<String>,
    /// Who saved it.
    pub reviewer_id: ReviewerId,
    /// Milliseconds since 1970-01-01 UTC.
    pub created_at: i64,
}

/// Every version of every form, in order of time.
pub(crate) async fn versions(
    connection: &mut AnyConnection,
) -> Result<Vec<FormVersion>, StoreError> {
    let rows: Vec<(String, Option<String>, String, i64)> = sqlx::query_as(
        "SELECT body, remark, reviewer_id, created_at FROM form_versions ORDER BY created_at, form_id, version",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(body, remark, reviewer_id, created_at)| {
            Ok(FormVersion {
                form: serde_json::from_str(&body).map_err(|e| StoreError::unreadable("form", e))?,
                remark,
                reviewer_id: reviewer_id.into(),
                created_at,
            })
        })
        .collect()
}

impl Change {
    /// Appends a version of a form; a form without identity gets one. Returns the form as it was kept, with its number.
    pub async fn add_form_version(
        &mut self,
        form: &Form,
        remark: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<Form, StoreError> {
        let mut form = form.clone();
        if form.id.as_str().is_empty() {
            form.id = FormId(self.new_id());
        }
        let (version,): (i64,) = sqlx::query_as(
            "SELECT COALESCE(MAX(version), 0) + 1 FROM form_versions WHERE form_id = $1",
        )
        .bind(form.id.0.clone())
        .fetch_one(&mut *self.transaction)
        .await?;
        form.version = version;
        let body = serde_json::to_string(&form).map_err(|e| StoreError::unreadable("form", e))?;
        sqlx::query(
            "INSERT INTO form_versions (form_id, version, body, remark, reviewer_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(form.id.0.clone())
        .bind(version)
        .bind(body)
        .bind(remark)
        .bind(reviewer.as_str())
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        Ok(form)
    }
}
