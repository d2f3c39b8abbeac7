//! [`StoppingPanel`]: everything a team looks at before it stops, in one place.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AuditSample, RecallTest, SafeChecklist, SafeInput, audit_confidence, audit_sample_size,
    recall_test,
};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StoppingPanel {
    /// Records of the review.
    pub records: usize,
    /// Records screened.
    pub screened: usize,
    /// Relevant records among them.
    pub found: usize,
    /// Irrelevant records since the last relevant one.
    pub irrelevant_in_a_row: usize,
    /// The test on what was screened. Alone it does not keep its confidence (docs/decisions/0004): it is for planning.
    pub test: RecallTest,
    /// The check list.
    pub safe: SafeChecklist,
    /// The random sample of what was left, with its own confidence, see [`audit_confidence`].
    pub audit: Option<AuditSample>,
    /// Audit samples drawn before this one.
    pub earlier_audits: usize,
    /// How many of the unscreened records the next random sample needs, so that finding nothing relevant in it shows
    /// the target.
    pub next_audit_size: usize,
    /// What may be stated, in words or in a report. Nothing else in this panel may be.
    pub claim: Claim,
}

/// What may be stated about recall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Claim {
    /// Recall is at least this, the relevant records of the audit sample counted as found. `None`: nothing may be
    /// stated.
    pub recall_at_least: Option<f64>,
    /// With this confidence, from 0 to 1, over all audit samples of the review together.
    pub confidence: f64,
    /// Where it comes from.
    pub basis: ClaimBasis,
}

/// Where a [`Claim`] comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClaimBasis {
    /// No random sample of the unscreened records was read: nothing may be stated, whatever the test says.
    Nothing,
    /// The random sample of the unscreened records; holds whatever the ranking did.
    AuditSample,
    /// Every record was read.
    EverythingRead,
}

impl StoppingPanel {
    /// Works out all three before any audit sample, or after the first one.
    pub fn of(input: &StoppingInput) -> Self {
        Self::after_audits(input, 0)
    }

    /// Works out all three when `earlier` audit samples were read before and screening went on. The records of those
    /// samples belong to `screened` by now, at the place where they were read; `audit` is the sample drawn since, a
    /// fresh one.
    pub fn after_audits(input: &StoppingInput, earlier: usize) -> Self {
        let screened = input.screened.len();
        let records = input.records.max(screened);
        let unscreened = records - screened;
        let found = input.screened.iter().filter(|&&relevant| relevant).count();
        let irrelevant_in_a_row = input
            .screened
            .iter()
            .rev()
            .take_while(|&&relevant| !relevant)
            .count();
        let of_sample = |earlier| audit_confidence(input.confidence, earlier);
        let audit = input.audit.map(|(read, relevant)| {
            AuditSample::of(unscreened, read, relevant, found, of_sample(earlier))
        });
        let claim = match audit {
            _ if records > 0 && unscreened == 0 => Claim {
                recall_at_least: Some(1.0),
                confidence: 1.0,
                basis: ClaimBasis::EverythingRead,
            },
            Some(audit) if audit.read > 0 => Claim {
                recall_at_least: audit.recall_at_least,
                confidence: input.confidence,
                basis: ClaimBasis::AuditSample,
            },
            _ => Claim {
                recall_at_least: None,
                confidence: input.confidence,
                basis: ClaimBasis::Nothing,
            },
        };
        // After a sample that was read, the next one is drawn from what is left of it.
        let (left, known, next) = audit.map_or((unscreened, found, earlier), |audit| {
            (unscreened - audit.read, found + audit.relevant, earlier + 1)
        });
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
            audit,
            earlier_audits: earlier,
            next_audit_size: audit_sample_size(left, known, input.target, of_sample(next)),
            claim,
        }
    }

    /// The same panel with what an audit sample showed whose records are all among those screened. `confidence` is that
    /// of all audit samples of the review together, as it was set before the sample was drawn; `earlier` is how many were
    /// drawn before it.
    #[must_use]
    pub fn with_sample(mut self, sample: AuditSample, confidence: f64, earlier: usize) -> Self {
        self.audit = Some(sample);
        self.earlier_audits = earlier;
        if self.claim.basis != ClaimBasis::EverythingRead {
            self.claim = Claim {
                recall_at_least: sample.recall_at_least,
                confidence,
                basis: ClaimBasis::AuditSample,
            };
        }
        self
    }

    /// Whether the target recall may be stated.
    pub fn target_shown(&self) -> bool {
        let shown = self.claim.recall_at_least;
        shown.is_some_and(|recall| recall >= self.test.target)
    }

    /// Whether the test, the check list and the audit sample all speak for stopping, or nothing is left to read.
    pub fn all_met(&self) -> bool {
        self.claim.basis == ClaimBasis::EverythingRead
            || (self.test.reached && self.safe.all_met() && self.target_shown())
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
        assert_eq!(panel.claim.recall_at_least, None);
        // Four may be missed; five among 100 hide from 51 with a probability of .0253, from 52 with .0227.
        assert_eq!(panel.next_audit_size, 52);
        input.audit = Some((panel.next_audit_size, 0));
        let panel = StoppingPanel::of(&input);
        assert!(panel.all_met());
        assert_eq!(panel.claim.basis, ClaimBasis::AuditSample);
        assert_eq!(panel.claim.recall_at_least, Some(90.0 / 94.0));
        // The same sample as a second one says less, as there was a chance to be wrong before.
        assert!(!StoppingPanel::after_audits(&input, 1).all_met());
        input.audit = Some((52, 6));
        assert!(!StoppingPanel::of(&input).all_met());
        input.audit = Some((0, 0));
        assert_eq!(StoppingPanel::of(&input).claim.basis, ClaimBasis::Nothing);
        input.audit = None;
        input.records = 990;
        let panel = StoppingPanel::of(&input);
        assert_eq!(panel.claim.basis, ClaimBasis::EverythingRead);
        assert!(panel.all_met() && panel.next_audit_size == 0);
    }
}
