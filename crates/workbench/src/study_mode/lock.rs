//! A protocol is locked: from then on nothing of the plan changes, and its hash may be published.

use review::ReviewerId;
use sha2::{Digest, Sha256};
use store::{NewStudyMode, StudyModeRole};
use study::Protocol;
use uuid::Uuid;

use super::design::StudyDesign;
use super::standing::StudyOverview;
use super::tampered;
use crate::error::{Error, Result};
use crate::open_review::Review;

impl Review {
    /// Locks the study that a design asks for, and draws its allocation. Refused where something is in the way
    /// ([`StudyDraft::problems`](super::StudyDraft)), or while another study runs.
    pub async fn lock_study(&self, design: &StudyDesign, by: &ReviewerId) -> Result<StudyOverview> {
        let by = self.reviewer(by.as_str()).await?;
        let design = self.save_study_design(design).await?;
        let drawn = self.draw_study(&design).await?;
        if !drawn.draft.problems.is_empty() {
            return Err(Error::refused(
                format!(
                    "the study cannot be locked: {}",
                    drawn.draft.problems.join("; ")
                ),
                if drawn.draft.lacking > 0 {
                    "Have the model read the records first (attest suggest, or wait for the reading ahead), then lock."
                } else {
                    "Change the plan, then lock it."
                },
            ));
        }
        let seed = chance();
        let locked = Protocol::lock(drawn.plan, seed).map_err(tampered)?;
        // What is stored opens again, or is not stored.
        Protocol::open(&locked.text, &locked.sha256, seed).map_err(tampered)?;
        let design_text = serde_json::to_string(&design)
            .map_err(|e| Error::internal(format!("the design could not be written: {e}")))?;
        let people: Vec<(ReviewerId, StudyModeRole)> = design
            .readers
            .iter()
            .map(|id| (id.clone(), StudyModeRole::Reader))
            .chain(
                design
                    .adjudicators
                    .iter()
                    .map(|id| (id.clone(), StudyModeRole::Adjudicator)),
            )
            .collect();
        let mut change = self.study_change(&by, "lock study").await?;
        let study = change
            .add_study_mode(&NewStudyMode {
                design: &design_text,
                text: &locked.text,
                sha256: &locked.sha256,
                seed,
                locked_by: &by,
                people: &people,
                items: &drawn.items,
            })
            .await?
            .ok_or_else(|| {
                Error::refused(
                    "a study is running",
                    "One study runs at a time: finish or end it before the next is locked.",
                )
            })?;
        change.add_study_mode_values(&study, &drawn.values).await?;
        change
            .commit(&serde_json::json!({
                "study": study, "title": design.title, "protocol_sha256": locked.sha256,
                "of": design.of, "items": drawn.draft.items, "practice": drawn.draft.practice, "drawn_from_seed": design.seed,
            }))
            .await?;
        self.advance_ledger(|_| ()).await?;
        self.study_overview(Some(&by)).await
    }
}

/// 64 bits of chance from the operating system; two UUIDs (version 4) hold 122 each.
fn chance() -> u64 {
    let mut hasher = Sha256::new();
    hasher.update(Uuid::new_v4().as_bytes());
    hasher.update(Uuid::new_v4().as_bytes());
    let digest: [u8; 32] = hasher.finalize().into();
    digest
        .iter()
        .take(8)
        .fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}
