//! [`ExtractionFacts`]: all that the state of the extraction is derived from, read at one moment.

use review::FieldValue;

use crate::field_values::{self, StudyFinish};
use crate::forms::{self, FormVersion};
use crate::study_parts::{self, StudyPart};
use crate::{Store, StoreError};

/// The facts of the extraction. What models propose is read apart from them, study by study.
#[derive(Clone, Debug, Default)]
pub struct ExtractionFacts {
    /// Moves whenever one of these facts was added.
    pub mark: ExtractionMark,
    /// Every version of every form, in order of time.
    pub forms: Vec<FormVersion>,
    /// Arms, outcomes and time points in force, in order of time.
    pub parts: Vec<StudyPart>,
    /// Every row of values, in order of time.
    pub values: Vec<FieldValue>,
    /// Who has finished what.
    pub finishes: Vec<StudyFinish>,
}

/// Numbers of rows: as rows are only ever appended, the facts are the same while these are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtractionMark([i64; 5]);

async fn mark(connection: &mut sqlx::AnyConnection) -> Result<ExtractionMark, StoreError> {
    let (forms, parts, withdrawn, values, finishes): (i64, i64, i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM form_versions), (SELECT COUNT(*) FROM study_parts),
         (SELECT COUNT(*) FROM study_part_withdrawals), (SELECT COUNT(*) FROM field_values),
         (SELECT COUNT(*) FROM study_finishes)",
    )
    .fetch_one(connection)
    .await?;
    Ok(ExtractionMark([forms, parts, withdrawn, values, finishes]))
}

impl Store {
    /// Whether the facts are still those of that mark.
    pub async fn extraction_mark(&self) -> Result<ExtractionMark, StoreError> {
        mark(&mut *self.reachable()?.acquire().await?).await
    }

    /// Reads the facts within one transaction, so that they belong together even while others write.
    pub async fn extraction_facts(&self) -> Result<ExtractionFacts, StoreError> {
        let mut snapshot = self.reachable()?.begin().await?;
        let facts = ExtractionFacts {
            mark: mark(&mut snapshot).await?,
            forms: forms::versions(&mut snapshot).await?,
            parts: study_parts::in_force(&mut snapshot).await?,
            values: field_values::all(&mut snapshot).await?,
            finishes: field_values::finishes(&mut snapshot).await?,
        };
        snapshot.rollback().await?;
        Ok(facts)
    }
}
