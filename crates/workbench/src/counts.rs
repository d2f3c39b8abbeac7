//! Counts: what waits in each step of the method, for the navigation; cheap enough to ask for after every decision.

use review::{Outcome, Retrieval, ReviewerId, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::error::Result;
use crate::open_review::Review;

/// What waits where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Counts {
    /// Records after duplicates were merged.
    pub records: usize,
    /// Searches that were imported and not withdrawn.
    pub searches: usize,
    /// Pairs of possible duplicates that await a person.
    pub duplicates: usize,
    /// Records that await this reviewer at title and abstract; without a reviewer, those that are not settled.
    pub screen: usize,
    /// Records at title and abstract in all.
    pub screen_total: usize,
    /// Conflicts at both stages.
    pub conflicts: usize,
    /// Reports that are sought and not at hand.
    pub awaited: usize,
    /// Reports that await this reviewer at full text.
    pub full_text: usize,
    /// Of these, the reports that are at hand, so that they can be assessed.
    pub assessable: usize,
    /// Reports included.
    pub included: usize,
    /// Studies whose values await this reviewer; without a reviewer, those that are not settled.
    pub extract: usize,
}

impl Review {
    /// What waits for a reviewer, or for the team.
    pub async fn counts(&self, reviewer: Option<&ReviewerId>) -> Result<Counts> {
        if let Some(reviewer) = reviewer {
            self.known_reviewer(reviewer).await?;
        }
        let ledger = self.ledger().await?;
        let mut counts = Counts {
            duplicates: self.open_pairs().await?.len(),
            searches: ledger
                .facts()
                .searches
                .iter()
                .filter(|s| s.withdrawn.is_none())
                .count(),
            extract: self.extraction_waits(reviewer).await?,
            ..Counts::default()
        };
        let waits = |group, stage| match reviewer {
            Some(reviewer) => ledger.is_open_for(group, stage, reviewer),
            None => {
                ledger.is_eligible(group, stage)
                    && matches!(
                        ledger.outcome(group, stage),
                        Outcome::Undecided | Outcome::Waiting
                    )
            }
        };
        for group in ledger.groups() {
            counts.records += 1;
            if !ledger.is_eligible(group, Stage::TitleAbstract) {
                continue;
            }
            counts.screen_total += 1;
            counts.screen += usize::from(waits(group, Stage::TitleAbstract));
            match ledger.outcome(group, Stage::TitleAbstract) {
                Outcome::Conflict => counts.conflicts += 1,
                Outcome::Included => {
                    let retrieval = ledger.retrieval(group);
                    let awaits = waits(group, Stage::FullText);
                    counts.awaited += usize::from(retrieval == Retrieval::Sought);
                    counts.full_text += usize::from(awaits);
                    counts.assessable +=
                        usize::from(awaits && matches!(retrieval, Retrieval::Retrieved { .. }));
                    match ledger.outcome(group, Stage::FullText) {
                        Outcome::Conflict => counts.conflicts += 1,
                        Outcome::Included => counts.included += 1,
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(counts)
    }
}
