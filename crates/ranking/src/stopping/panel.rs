//! [`StoppingPanel`]: everything a team looks at before it stops, in one place.

use serde::{Deserialize, Serialize};

use super::{AuditSample, RecallTest, SafeChecklist, SafeInput, recall_test};

/// What is known when the question of stopping comes up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoppingInput {
    /// Labels in the order of screening, priors at the front.
    pub screened: Vec<bool>,
    /// Records of the review, screened or not.
    pub records: usize,
    /// Recall aimed for, from 0 to 1.
    pub target: f64,
    /// Confidence aimed for, from 0 to 1.
    pub confidence: f64,
    /// Key papers that the team named before screening.
    pub key_papers: usize,
    /// How many of them were found.
    pub key_papers_found: usize,
    /// Estimate of all relevant records, see [`SafeInput::estimate`].
    pub estimated_relevant: Option<usize>,
    /// Records of the random sample of the unscreened that were read, and how many of them were relevant; the sample
    /// is not part of `screened`. `None` before it was read.
    pub audit: Option<(usize, usize)>,
}

/// The three answers side by side. None of them alone says stop: a person does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoppingPanel {
    /// Records of the review.
    pub records: usize,
    /// Records screened.
    pub screened: usize,
    /// Relevant records among them.
    pub found: usize,
    /// Irrelevant records since the last relevant one.
    pub irrelevant_in_a_row: usize,
    /// The test on what was screened.
    pub test: RecallTest,
    /// The check list.
    pub safe: SafeChecklist,
    /// The random sample of what was left.
    pub audit: Option<AuditSample>,
}

impl StoppingPanel {
    /// Works out all three.
    pub fn of(input: &StoppingInput) -> Self {
        let screened = input.screened.len();
        let records = input.records.max(screened);
        let found = input.screened.iter().filter(|&&relevant| relevant).count();
        let irrelevant_in_a_row = input
            .screened
            .iter()
            .rev()
            .take_while(|&&relevant| !relevant)
            .count();
        Self {
            records,
            screened,
            found,
            irrelevant_in_a_row,
            test: recall_test(&input.screened, records, input.target, input.confidence),
            safe: SafeChecklist::of(SafeInput {
                key_papers: input.key_papers,
                key_papers_found: input.key_papers_found,
                records,
                screened,
                estimated_relevant: input.estimated_relevant,
                irrelevant_in_a_row,
            }),
            audit: input.audit.map(|(read, relevant)| {
                AuditSample::of(records - screened, read, relevant, found, input.confidence)
            }),
        }
    }

    /// Whether the test, the check list and the audit sample all speak for stopping.
    pub fn all_met(&self) -> bool {
        self.test.reached
            && self.safe.all_met()
            && self
                .audit
                .and_then(|audit| audit.recall_at_least)
                .is_some_and(|recall| recall >= self.test.target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_are_told_apart() {
        let mut screened = vec![true; 90];
        screened.extend([false; 900]);
        let mut input = StoppingInput {
            screened,
            records: 1_090,
            target: 0.95,
            confidence: 0.95,
            key_papers: 3,
            key_papers_found: 3,
            estimated_relevant: Some(95),
            audit: None,
        };
        let panel = StoppingPanel::of(&input);
        assert_eq!(
            (panel.screened, panel.found, panel.irrelevant_in_a_row),
            (990, 90, 900)
        );
        assert!(panel.test.reached && panel.safe.all_met());
        assert!(!panel.all_met(), "there is no audit sample yet");
        input.audit = Some((80, 0));
        assert!(StoppingPanel::of(&input).all_met());
        input.audit = Some((80, 6));
        assert!(!StoppingPanel::of(&input).all_met());
    }
}
