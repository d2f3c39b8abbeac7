//! Differences: what two assessors said side by side once both have finished, and what settles it.

use bias::{Assessment, ComparedResult, Judged, RESAMPLING, compare, judge};
use review::ReviewerId;
use serde::Serialize;
use ts_rs::TS;

use super::view::{BiasQuestionState, question_states};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Two assessments of a result side by side.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasDifferences {
    /// What the one said.
    pub first: Assessment,
    /// What the other said.
    pub second: Assessment,
    /// What the one's answers come to.
    pub first_judged: Judged,
    /// What the other's answers come to.
    pub second_judged: Judged,
    /// Where they differ.
    pub compared: ComparedResult,
    /// What both said alike and what was settled.
    pub settled: Assessment,
    /// What that comes to.
    pub settled_judged: Judged,
    /// Which questions are asked, by what is settled.
    pub questions: Vec<BiasQuestionState>,
    /// What was settled, and by whom.
    pub settlements: Vec<BiasSettlement>,
    /// Judgements that one gave in place of the tool and the other did not, or differently, and that nobody settled.
    pub judgements_to_settle: Vec<String>,
    /// What is still to be settled, in words.
    pub open: Vec<String>,
}

/// Who settled something.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasSettlement {
    /// The number of the question, or what was judged.
    pub item: String,
    /// Who.
    pub reviewer: ReviewerId,
}

impl Review {
    /// Two assessments side by side.
    ///
    /// # Errors
    /// Not both have finished; this reviewer neither assessed the result nor settles differences.
    pub async fn bias_differences(
        &self,
        result: &str,
        reviewer: &ReviewerId,
    ) -> Result<BiasDifferences> {
        self.known_reviewer(reviewer).await?;
        let at_hand = self.bias_at_hand().await?;
        let standing = at_hand.standing(result)?;
        self.refuse_settling(&standing, reviewer).await?;
        let (Some((first, second)), Some(settled)) = (standing.both(), standing.settled()) else {
            return Err(Error::internal(
                "a result is finished by two people, and not both have answered",
            ));
        };
        let one = std::slice::from_ref(first);
        let other = std::slice::from_ref(second);
        // The agreement of one result says nothing and is not resampled.
        let resampling = agreement::Resampling {
            draws: 0,
            ..RESAMPLING
        };
        let mut compared = compare(one, other, standing.tool, resampling).results;
        let compared = compared
            .pop()
            .ok_or_else(|| Error::internal("two assessments of one result were not compared"))?;
        Ok(BiasDifferences {
            first_judged: judge(first),
            second_judged: judge(second),
            first: first.clone(),
            second: second.clone(),
            compared,
            settled_judged: judge(&settled),
            questions: question_states(&settled),
            settled,
            settlements: standing
                .settlements()
                .map(|row| BiasSettlement {
                    item: row.item.clone(),
                    reviewer: row.reviewer_id.clone(),
                })
                .collect(),
            judgements_to_settle: standing.judgements_to_settle(),
            open: standing.open(),
        })
    }
}
