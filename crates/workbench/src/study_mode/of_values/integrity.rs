//! Whether a study of values is still what was locked and read.

use std::collections::HashMap;

use review::{Finding, Proposal, ValueSuggestionId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{StudyModeSays, StudyModeValueReading, StudyModeValueTruth};

use super::draw::fingerprint;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::study_mode::Opened;
use crate::study_mode::integrity::StudyIntegrity;

/// The verb of a reading in the audit trail.
pub(crate) const READ_VALUE: &str = "read value in study";
/// The verb of an adjudicator's judgement.
pub(crate) const JUDGE_VALUE: &str = "judge value in study";

/// A hash that holds the identity of the row, which the audit trail does not tell: answers cannot be tried out
/// against it.
pub(super) fn sealed_reading(row: &StudyModeValueReading) -> Result<String> {
    sealed(&(
        (&row.id, &row.study_id, &row.reader_id, &row.item),
        (row.practice, &row.arm, row.period, row.position),
        (row.step.as_str(), &row.finding, row.accepted),
        (&row.shown, row.time),
    ))
}

/// The same of a judgement.
pub(super) fn sealed_truth(row: &StudyModeValueTruth) -> Result<String> {
    let (right, answer, correct): (Option<&Finding>, &str, Option<bool>) = match &row.says {
        StudyModeSays::Right(finding) => (Some(finding), "", None),
        StudyModeSays::Of { answer, correct } => (None, answer, Some(*correct)),
    };
    sealed(&(
        (&row.id, &row.study_id, &row.reviewer_id, &row.item),
        (row.consensus, right, answer, correct, row.time),
    ))
}

fn sealed(row: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(row)
        .map_err(|e| Error::internal(format!("a row could not be sealed: {e}")))?;
    Ok(store::hexadecimal(&Sha256::digest(text)))
}

impl Review {
    pub(super) async fn value_integrity(
        &self,
        opened: &Opened,
        readings: &[StudyModeValueReading],
        truths: &[StudyModeValueTruth],
    ) -> Result<StudyIntegrity> {
        let mut rows = Vec::new();
        for row in readings {
            rows.push(sealed_reading(row)?);
        }
        for row in truths {
            rows.push(sealed_truth(row)?);
        }
        let locked = fingerprint(&opened.values)?;
        let as_locked = opened.locked.protocol.plan.agent.ends_with(&locked)
            && self.suggestions_stand(opened).await?;
        self.integrity_of(opened, &[READ_VALUE, JUDGE_VALUE], rows, as_locked)
            .await
    }

    /// Whether the suggestions that were shown are still what they were when the protocol was locked.
    async fn suggestions_stand(&self, opened: &Opened) -> Result<bool> {
        let mut now: HashMap<ValueSuggestionId, Finding> = HashMap::new();
        let mut studies: Vec<_> = opened.values.iter().map(|v| &v.extracted).collect();
        studies.sort_unstable();
        studies.dedup();
        for study in studies {
            for stored in self.store.value_suggestions(study).await? {
                if let Proposal::Read { finding, .. } = stored.suggestion.proposal {
                    now.insert(stored.suggestion.id, finding);
                }
            }
        }
        let mut values = opened.values.iter();
        Ok(values.all(|value| now.get(&value.suggestion) == Some(&value.suggested)))
    }
}
