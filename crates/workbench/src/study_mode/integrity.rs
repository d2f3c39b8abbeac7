//! Whether a study is still what was locked and read: the audit trail holds a hash of each of its rows.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{AuditRow, StudyModeReading, StudyModeTruth};
use ts_rs::TS;

use super::Opened;
use super::draw::fingerprint;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// What was checked when a study was reported. The protocol's hash and the sealed allocation are checked whenever the
/// study is opened, and refused where they do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyIntegrity {
    /// Whether the audit trail is whole.
    pub audit_whole: bool,
    /// Whether the protocol's hash is the one that the audit trail noted when it was locked.
    pub protocol_as_noted: bool,
    /// Whether the suggestions are those that the protocol names.
    pub suggestions_as_locked: bool,
    /// Readings and judgements that are not as they were noted when they were made, that were not noted at all, or that
    /// were noted and are gone.
    pub altered: usize,
}

impl StudyIntegrity {
    /// Whether everything is as it was noted.
    pub fn holds(&self) -> bool {
        self.audit_whole
            && self.protocol_as_noted
            && self.suggestions_as_locked
            && self.altered == 0
    }
}

/// The verb of a reading in the audit trail.
pub(crate) const READ: &str = "read in study";
/// The verb of an adjudicator's judgement.
pub(crate) const JUDGE: &str = "judge in study";

/// A hash that holds the identity of the row, which the audit trail does not tell: answers cannot be tried out
/// against it.
pub(crate) fn sealed_reading(row: &StudyModeReading) -> Result<String> {
    sealed(&(
        &row.id,
        &row.study_id,
        &row.reader_id,
        &row.record_id,
        row.practice,
        &row.arm,
        row.period,
        row.position,
        row.step.as_str(),
        row.relevant,
        &row.shown,
        row.time,
    ))
}

/// The same of a judgement.
pub(crate) fn sealed_truth(row: &StudyModeTruth) -> Result<String> {
    sealed(&(
        &row.id,
        &row.study_id,
        &row.reviewer_id,
        &row.record_id,
        row.consensus,
        row.relevant,
        row.time,
    ))
}

fn sealed(row: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(row)
        .map_err(|e| Error::internal(format!("a row could not be sealed: {e}")))?;
    let digest = Sha256::digest(text);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Review {
    pub(crate) async fn study_integrity(
        &self,
        opened: &Opened,
        readings: &[StudyModeReading],
        truths: &[StudyModeTruth],
    ) -> Result<StudyIntegrity> {
        let mut rows = Vec::new();
        for row in readings {
            rows.push(sealed_reading(row)?);
        }
        for row in truths {
            rows.push(sealed_truth(row)?);
        }
        let agent = &opened.locked.protocol.plan.agent;
        let as_locked = agent.ends_with(&fingerprint(&opened.items));
        self.integrity_of(opened, &[READ, JUDGE], rows, as_locked)
            .await
    }

    /// Compares the hashes of all rows of a study with those that the audit trail noted under these verbs.
    pub(crate) async fn integrity_of(
        &self,
        opened: &Opened,
        verbs: &[&str],
        rows: Vec<String>,
        suggestions_as_locked: bool,
    ) -> Result<StudyIntegrity> {
        let audit = self.store.audit().await?;
        let mut noted: BTreeMap<String, i64> = BTreeMap::new();
        for row in &audit {
            if verbs.contains(&row.action.as_str())
                && field(row, "study").as_deref() == Some(opened.row.id.as_str())
                && let Some(hash) = field(row, "row_sha256")
            {
                *noted.entry(hash).or_default() += 1;
            }
        }
        let mut unknown = 0;
        let mut found = |hash: String| match noted.get_mut(&hash) {
            Some(count) if *count > 0 => *count -= 1,
            _ => unknown += 1,
        };
        for hash in rows {
            found(hash);
        }
        let gone: i64 = noted.values().sum();
        let protocol_as_noted = audit.iter().any(|row| {
            row.action == "lock study"
                && field(row, "study").as_deref() == Some(opened.row.id.as_str())
                && field(row, "protocol_sha256").as_deref() == Some(opened.row.sha256.as_str())
        });
        Ok(StudyIntegrity {
            audit_whole: self.store.verify_audit().await?.is_none(),
            protocol_as_noted,
            suggestions_as_locked,
            altered: unknown + usize::try_from(gone).unwrap_or(usize::MAX),
        })
    }
}

fn field(row: &AuditRow, name: &str) -> Option<String> {
    let detail: serde_json::Value = serde_json::from_str(&row.detail).ok()?;
    detail.get(name)?.as_str().map(str::to_owned)
}
