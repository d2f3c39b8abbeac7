//! Finish: an assessor says that a result is done, or takes it up again. Until all who are needed have finished, nobody
//! sees what the other said.

use bias::judge;
use review::ReviewerId;
use store::Actor;

use crate::error::{Error, Result};
use crate::open_review::Review;

impl Review {
    /// Says that the reviewer has finished a result, or (`false`) takes it up again.
    ///
    /// # Errors
    /// Something is missing; both have finished, so that what they said may have been compared; somebody else's result.
    pub async fn finish_bias_result(
        &self,
        result: &str,
        reviewer: &ReviewerId,
        finished: bool,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let facts = self.bias_at_hand().await?;
        let standing = facts.standing(result)?;
        if standing.has_finished(reviewer) == finished {
            return Ok(());
        }
        if finished {
            if let Some((message, hint)) = standing.why_closed(reviewer) {
                return Err(Error::refused(message, hint));
            }
            let judged = standing
                .own(reviewer)
                .filter(|_| standing.is_assessor(reviewer))
                .map(judge);
            let missing =
                judged.map_or_else(|| vec!["every answer".to_owned()], |judged| judged.missing);
            if let Some(first) = missing.first() {
                return Err(Error::refused(
                    format!("the assessment is not complete; what is missing first is {first}"),
                    "Answer every question that is asked, and judge with a reason what the tool leaves to you.",
                ));
            }
        } else if standing.is_unsealed() && standing.is_double() {
            return Err(Error::refused(
                "both assessors have finished this result, and what they said may have been compared",
                "Settle what differs under Differences.",
            ));
        }
        let action = if finished {
            "finish bias result"
        } else {
            "take bias result up again"
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), action)
            .await?;
        change.add_bias_finish(result, reviewer, finished).await?;
        change
            .commit(&serde_json::json!({ "study": standing.result.study_id, "result": standing.result.name }))
            .await?;
        self.advance_ledger(|_| {}).await
    }
}
