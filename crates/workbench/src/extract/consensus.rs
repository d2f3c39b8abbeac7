//! Consensus: what two extractors entered side by side, and what settles their differences.

use review::{
    ExtractionRole, FieldValue, Finding, GateResult, ReviewerId, StudyId, ValueAct, ValueAddress,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::doubts::Doubted;
use super::give::{Row, asked_field, noted};
use super::standing::{Settled, Standing};
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Two extractors' values of a study, once both have finished.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DifferencesView {
    /// Every value of the study, in the order of the form.
    pub values: Vec<Difference>,
    /// On how many of them the extractors agreed by themselves.
    pub agreed: usize,
    /// Values that both have answered.
    pub compared: usize,
}

/// What was entered for one address.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Difference {
    /// Which value.
    pub address: ValueAddress,
    /// What each extractor entered, in the order in which they began; empty where not both have answered.
    pub values: Vec<FieldValue>,
    /// Whether they differ.
    pub differs: bool,
    /// What arithmetic says against what holds.
    pub doubt: Option<GateResult>,
    /// Whether what holds cannot be as it stands, and nobody has said in a note that the report prints it so.
    pub doubtful: bool,
    /// What settled it.
    pub consensus: Option<FieldValue>,
}

/// A value that settles a difference.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Consensus {
    /// The study.
    pub study: StudyId,
    /// Which value.
    pub address: ValueAddress,
    /// Who settles it.
    pub reviewer: ReviewerId,
    /// What holds; `None` takes the consensus back.
    pub finding: Option<Finding>,
    /// Why, in the reviewer's words.
    pub note: Option<String>,
    /// How long it took, if it was measured.
    pub time: Option<TimeSpent>,
}

impl Review {
    /// The extractors' values side by side. Refused before both have finished.
    pub async fn differences(
        &self,
        study: &StudyId,
        reviewer: &ReviewerId,
    ) -> Result<DifferencesView> {
        self.known_study(study).await?;
        self.refuse_consensus(study, reviewer).await?;
        let facts = self.extraction_facts().await?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let standing = Standing::of(&facts, study, required);
        let mut view = DifferencesView {
            values: Vec::new(),
            agreed: 0,
            compared: 0,
        };
        let doubts = standing.settled_doubts();
        for address in &standing.addresses {
            let doubted = doubts.iter().find(|doubted| doubted.address == *address);
            let of_each = standing.answered_by_both(address);
            let differs = standing.differ(address);
            if !of_each.is_empty() {
                view.compared += 1;
                view.agreed += usize::from(!differs);
            }
            view.values.push(Difference {
                address: address.clone(),
                differs,
                doubt: doubted.map(|doubted| doubted.gate.clone()),
                doubtful: doubted.is_some_and(Doubted::is_open),
                values: of_each.into_iter().cloned().collect(),
                consensus: standing.consensus(address).cloned(),
            });
        }
        Ok(view)
    }

    /// Settles a difference, or takes the settlement back. Refused before both have finished, and where they agree on
    /// what can be.
    pub async fn settle_value(&self, consensus: &Consensus) -> Result<FieldValue> {
        self.known_study(&consensus.study).await?;
        self.known_reviewer(&consensus.reviewer).await?;
        self.refuse_consensus(&consensus.study, &consensus.reviewer)
            .await?;
        let facts = self.extraction_facts().await?;
        let field = asked_field(&facts, &consensus.study, &consensus.address)?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        let standing = Standing::of(&facts, &consensus.study, required);
        let settled = standing.consensus(&consensus.address).is_some();
        let differs = matches!(standing.settled(&consensus.address), Settled::Differ { .. });
        let doubts = standing.settled_doubts();
        let mut doubted = doubts.iter().filter(|doubted| doubted.is_open());
        let doubtful = doubted.any(|doubted| doubted.address == consensus.address);
        if !settled && !differs && !doubtful {
            return Err(Error::refused(
                format!("there is no difference to settle on “{}”", field.label),
                "Only values on which the extractors differ, or that cannot be as they stand, are settled.",
            ));
        }
        let finding = match &consensus.finding {
            Some(finding) => Some(
                self.checked_finding(&consensus.study, &field, finding)
                    .await?,
            ),
            None => None,
        };
        let row = Row {
            study: &consensus.study,
            address: &consensus.address,
            reviewer: &consensus.reviewer,
            role: ExtractionRole::Consensus,
            act: if finding.is_some() {
                ValueAct::Entered
            } else {
                ValueAct::Withdrawn
            },
            finding: finding.as_ref(),
            suggestion: None,
            note: noted(consensus.note.as_deref()),
            time: consensus.time,
        };
        self.append_value(&facts, &row).await
    }

    /// Refuses where this reviewer may not see both extractors' values.
    async fn refuse_consensus(&self, study: &StudyId, reviewer: &ReviewerId) -> Result<()> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let standing = Standing::of(&facts, study, ledger.protocol().reviewers_extraction);
        if !standing.is_double() {
            return Err(Error::refused(
                "the protocol asks for one extractor of each study",
                "There is nothing to compare.",
            ));
        }
        if !standing.is_unsealed() {
            return Err(Error::refused(
                "not both extractors have finished this study",
                "Values are compared once both have finished, so that they stay independent.",
            ));
        }
        let own = standing.extractors().any(|who| who == reviewer);
        if !own && !ledger.protocol().may_adjudicate(reviewer) {
            return Err(Error::refused(
                "you neither extracted this study nor settle differences in this review",
                "The protocol names who settles conflicts.",
            ));
        }
        Ok(())
    }
}
