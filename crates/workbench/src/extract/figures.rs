//! Figures of the extraction for a report: only of studies whose extractors have finished, so that nothing of one
//! extractor's work can be told from them before the other's is done.

use std::collections::HashSet;

use review::{StudyId, ValueAct};

use super::standing::{Standing, form_in_force};
use crate::error::Result;
use crate::open_review::Review;

/// How far the extraction is, and what extractors did with suggested values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ExtractionFigures {
    /// Studies in which anything was entered.
    pub(crate) begun: usize,
    /// Studies whose extractors have finished; with one extractor, those in which everything is answered.
    pub(crate) finished: usize,
    /// Values that extractors entered in the finished studies, each with what was done, those taken back left out.
    pub(crate) acts: Vec<(ValueAct, usize)>,
}

impl Review {
    /// The figures, over all studies.
    pub(crate) async fn extraction_figures(&self) -> Result<ExtractionFigures> {
        let facts = self.extraction_facts().await?;
        let required = self.ledger().await?.protocol().reviewers_extraction;
        if form_in_force(&facts).is_none() {
            return Ok(ExtractionFigures::default());
        }
        let studies: HashSet<&StudyId> = facts.values.iter().map(|v| &v.study_id).collect();
        let mut figures = ExtractionFigures {
            begun: studies.len(),
            ..ExtractionFigures::default()
        };
        for study in studies {
            let standing = Standing::of(&facts, study, required);
            let done = if standing.is_double() {
                standing.is_unsealed()
            } else {
                standing
                    .extractors()
                    .all(|who| standing.unanswered(who).is_empty())
            };
            if !done {
                continue;
            }
            figures.finished += 1;
            let mut counted = HashSet::new();
            for (who, address) in standing
                .extractors()
                .flat_map(|who| standing.addresses.iter().map(move |address| (who, address)))
            {
                let Some(value) = standing.own(who, address) else {
                    continue;
                };
                if !counted.insert(&value.id) {
                    continue;
                }
                match figures.acts.iter_mut().find(|(act, _)| *act == value.act) {
                    Some((_, n)) => *n += 1,
                    None => figures.acts.push((value.act, 1)),
                }
            }
        }
        Ok(figures)
    }
}
