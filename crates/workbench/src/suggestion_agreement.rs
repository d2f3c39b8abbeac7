//! How suggestions and people agree, counted only where a person has decided.

use std::collections::HashSet;

use review::{
    CriterionId, DecisionId, Independence, Polarity, ReviewerId, Sighting, Stage, SuggestedLabel,
};
use serde::Serialize;
use ts_rs::TS;

use crate::calibration::wilson;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::likeness::human_verdicts;
use crate::open_review::Review;

/// Agreement of suggestions with people. The agent is one of the two only here: its suggestions are never a decision.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SuggestionAgreement {
    /// For each agent and criterion with suggestions on decided records.
    pub criteria: Vec<CriterionAgreement>,
    /// Decisions at title and abstract in force with a suggestion on the screen.
    pub decided_with_suggestions: usize,
    /// Decisions after which suggestions were revealed.
    pub revealed_after: usize,
    /// Whether suggestions are hidden before one's own decision.
    pub independent: bool,
}

/// Agreement on one criterion. "For" and "against" are the label's direction for the record: an inclusion criterion
/// met, or an exclusion criterion not met, speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct CriterionAgreement {
    /// The agent, a model, by name.
    pub agent: String,
    /// The criterion.
    pub criterion: CriterionId,
    /// Its label in the protocol.
    pub label: String,
    /// The suggestion speaks for the record, and it was included.
    pub for_included: usize,
    /// The suggestion speaks for the record, and it was excluded. For one criterion of several this need not be an
    /// error: another may have excluded it.
    pub for_excluded: usize,
    /// The suggestion speaks against the record, and it was included.
    pub against_included: usize,
    /// The suggestion speaks against the record, and it was excluded.
    pub against_excluded: usize,
    /// Labelled partly met or unclear: neither for nor against.
    pub undirected: usize,
    /// Unread: no label at all.
    pub unread: usize,
    /// Share of agreeing pairs among those with a direction; `None` where there are none.
    pub agreement: Option<f64>,
    /// Lower limit of its 95 % interval (Wilson).
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

impl Review {
    /// How the suggestions agree with this reviewer's decisions and what is settled.
    pub async fn suggestion_agreement(&self, reviewer: &ReviewerId) -> Result<SuggestionAgreement> {
        let ledger = self.ledger().await?;
        let agents = self.store.agents().await?;
        let verdicts = human_verdicts(&ledger, reviewer);
        let mut criteria = Vec::new();
        let readings = self.readings_now().await?;
        for agent in &agents {
            for criterion in &ledger.protocol().criteria {
                let mut row = CriterionAgreement {
                    agent: agent.name.clone(),
                    criterion: criterion.id.clone(),
                    label: criterion.label.clone(),
                    for_included: 0,
                    for_excluded: 0,
                    against_included: 0,
                    against_excluded: 0,
                    undirected: 0,
                    unread: 0,
                    agreement: None,
                    low: None,
                    high: None,
                };
                let mut any = false;
                for (&group, &included) in &verdicts {
                    let of_group = ledger.members(group);
                    let reading = of_group
                        .iter()
                        .flat_map(|&member| readings.on(ledger.id(member)))
                        .filter(|r| r.agent_id == agent.id && r.criterion_id == criterion.id)
                        .max_by(|a, b| a.id.cmp(&b.id));
                    let Some(reading) = reading else { continue };
                    any = true;
                    let Some(label) = reading.label else {
                        row.unread += 1;
                        continue;
                    };
                    let count = match (speaks_for(label, criterion.polarity), included) {
                        (Some(true), true) => &mut row.for_included,
                        (Some(true), false) => &mut row.for_excluded,
                        (Some(false), true) => &mut row.against_included,
                        (Some(false), false) => &mut row.against_excluded,
                        (None, _) => &mut row.undirected,
                    };
                    *count += 1;
                }
                let agreeing = row.for_included + row.against_excluded;
                let directed = agreeing + row.for_excluded + row.against_included;
                if directed > 0 {
                    let (low, high) = wilson(agreeing, directed);
                    row.agreement = Some(agreeing as f64 / directed as f64);
                    (row.low, row.high) = (Some(low), Some(high));
                }
                if any {
                    criteria.push(row);
                }
            }
        }
        drop(readings);
        let own: Vec<_> = ledger
            .decisions()
            .filter(|d| d.stage == Stage::TitleAbstract && d.reviewer_id == *reviewer)
            .map(|d| d.id.clone())
            .collect();
        let sightings = self.store.sightings().await?;
        let with = |sighting: Sighting| {
            let seen = sightings
                .iter()
                .filter(|s| s.sighting == sighting)
                .map(|s| &s.decision_id);
            let seen: HashSet<_> = seen.collect();
            own.iter().filter(|id| seen.contains(id)).count()
        };
        Ok(SuggestionAgreement {
            criteria,
            decided_with_suggestions: with(Sighting::Before),
            revealed_after: with(Sighting::After),
            independent: ledger.protocol().independence == Independence::Independent,
        })
    }
}

impl Review {
    /// Decisions at title and abstract with a suggestion on the screen, and those after which suggestions were revealed
    /// without any having been on the screen.
    pub(crate) async fn decisions_with_suggestions(&self, ledger: &Ledger) -> Result<[usize; 2]> {
        let sightings = self.store.sightings().await?;
        let of = |wanted: Sighting| -> HashSet<&DecisionId> {
            sightings
                .iter()
                .filter(|s| s.sighting == wanted)
                .map(|s| &s.decision_id)
                .collect()
        };
        let (before, after) = (of(Sighting::Before), of(Sighting::After));
        let mut counts = [0, 0];
        for decision in ledger.decisions() {
            if before.contains(&decision.id) {
                counts[0] += 1;
            } else if after.contains(&decision.id) {
                counts[1] += 1;
            }
        }
        Ok(counts)
    }
}

/// Whether a label speaks for the record; `None` where it says neither.
pub(crate) fn speaks_for(label: SuggestedLabel, polarity: Polarity) -> Option<bool> {
    match (label, polarity) {
        (SuggestedLabel::Met, Polarity::Inclusion)
        | (SuggestedLabel::NotMet, Polarity::Exclusion) => Some(true),
        (SuggestedLabel::NotMet, Polarity::Inclusion)
        | (SuggestedLabel::Met, Polarity::Exclusion) => Some(false),
        (SuggestedLabel::Partly | SuggestedLabel::Unclear, _) => None,
    }
}
