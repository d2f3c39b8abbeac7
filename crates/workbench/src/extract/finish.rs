//! Finish: an extractor says that a study is done, or takes it up again. Until both have finished, neither sees the
//! other's values.

use review::{ReviewerId, StudyId};
use store::Actor;

use super::addresses::in_words;
use super::standing::Standing;
use crate::error::{Error, Result};
use crate::open_review::Review;

impl Review {
    /// Says that the reviewer has finished a study, or (`false`) takes it up again.
    ///
    /// Refused to finish while a value is neither entered nor marked as not reported, and to take up again once both
    /// have finished: what was entered apart must stay so.
    pub async fn finish_study(
        &self,
        study: &StudyId,
        reviewer: &ReviewerId,
        finished: bool,
    ) -> Result<()> {
        self.known_study(study).await?;
        self.known_reviewer(reviewer).await?;
        let facts = self.extraction_facts().await?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let standing = Standing::of(&facts, study, required);
        if !standing.is_double() {
            return Err(Error::refused(
                "with one extractor a study is done once everything is answered",
                "There is nothing to finish.",
            ));
        }
        if standing.has_finished(reviewer) == finished {
            return Ok(());
        }
        if finished {
            let open = standing.unanswered(reviewer);
            if standing.addresses.is_empty() {
                return Err(Error::refused(
                    "the form asks for nothing of this study yet",
                    "Name its arms and outcomes first.",
                ));
            }
            if let Some(first) = open.first() {
                return Err(Error::refused(
                    format!(
                        "{} values are neither entered nor marked as not reported; the first is {}",
                        open.len(),
                        in_words(standing.form, first)
                    ),
                    "Answer every field. What the report does not say is marked as not reported.",
                ));
            }
            let doubts = standing.own_doubts(reviewer);
            let mut doubtful = doubts.iter().filter(|doubted| doubted.is_open());
            if let Some(first) = doubtful.next() {
                return Err(Error::refused(
                    format!(
                        "{} of the values cannot be as they stand; the first is {}: {}",
                        1 + doubtful.count(),
                        in_words(standing.form, &first.address),
                        first.gate.says.trim_end_matches('.')
                    ),
                    "Correct them. Where the report prints it so, say that in the note of the value.",
                ));
            }
        } else if standing.is_unsealed() {
            return Err(Error::refused(
                "both extractors have finished this study, and their values may have been compared",
                "Settle values under Differences.",
            ));
        }
        let action = if finished {
            "finish study"
        } else {
            "take study up again"
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), action)
            .await?;
        change.add_study_finish(study, reviewer, finished).await?;
        change
            .commit(&serde_json::json!({ "study": study }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(())
    }
}
