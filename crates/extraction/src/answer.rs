//! [`Answer`]: what a field's rule found in a document, before its gates; [`Study`]: what every rule asks of.

use review::{Finding, ValueStatus};

use crate::arms::Arms;
use crate::gates::Known;
use crate::grid::Grid;
use crate::relevance::ReaderScores;
use crate::sizes::{ArmSize, sizes};
use crate::source::Source;
use crate::study_lists::StudyLists;

/// A document with the arms of its study.
pub(crate) struct Study<'a, 'b> {
    pub(crate) source: &'a Source<'b>,
    pub(crate) arms: Arms,
    /// How large each arm is, in their order.
    pub(crate) sizes: Vec<Option<ArmSize>>,
    pub(crate) reader: &'a ReaderScores,
}

impl<'a, 'b> Study<'a, 'b> {
    /// Finds the arms in the document, and how large they are.
    pub(crate) fn new(
        source: &'a Source<'b>,
        lists: &StudyLists,
        reader: &'a ReaderScores,
    ) -> Self {
        let mut arms = Arms::new(&lists.arms, &source.abbreviations);
        for labels in source.grids.iter().flat_map(Grid::side_by_side) {
            arms.tell_apart(&labels, &source.rarity);
        }
        Self {
            sizes: sizes(source, &arms),
            arms,
            source,
            reader,
        }
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) finding: Finding,
    /// What the gates must know beside it.
    pub(crate) known: Known,
    /// How sure the rule is, 0 to 1, not calibrated.
    pub(crate) probability: Option<f64>,
}

impl Answer {
    /// Nothing in the document answers.
    pub(crate) fn not_reported() -> Self {
        Self {
            finding: Finding {
                status: ValueStatus::NotReported,
                value: String::new(),
                unit: None,
                formula: None,
                evidence: Vec::new(),
            },
            known: Known::default(),
            probability: None,
        }
    }
}
