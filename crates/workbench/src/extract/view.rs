//! What a reviewer may see of a study: the form with their own values and what models propose; of the other extractor
//! no more than whether they have finished.

use std::collections::HashMap;

use review::{
    DocumentHash, FieldValue, Finding, Form, Gate, GateResult, Light, Proposal, ReviewerId,
    StudyId, ValueAddress, ValueStatus, ValueSuggestion, ValueSuggestionId,
};
use serde::Serialize;
use store::{StudyPart, StudyPartKind};
use ts_rs::TS;

use super::doubts::Doubted;
use super::give::why_closed;
use super::standing::Standing;
use super::studies::{ExtractionStage, StudyReport, stage};
use super::suggest_values::asked_sha256;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// A study as one extractor sees it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyView {
    /// The study.
    pub study: StudyId,
    /// What it is called.
    pub label: String,
    /// Its reports.
    pub reports: Vec<StudyReport>,
    /// The form in force.
    pub form: Option<Form>,
    /// Arms, outcomes and time points.
    pub parts: Vec<StudyPart>,
    /// Names that other studies of the review have for outcomes and time points, to be offered.
    pub usual_outcomes: Vec<String>,
    /// The same for time points.
    pub usual_time_points: Vec<String>,
    /// Every value that is asked for, in the order of the form.
    pub values: Vec<AddressView>,
    /// Values that the form, or the lists of the study, do not ask for any more.
    pub former: Vec<FormerValue>,
    /// Where the study stands for this reviewer.
    pub stage: ExtractionStage,
    /// Who extracts it.
    pub extractors: Vec<ExtractorView>,
    /// Whether two extract it apart from each other.
    pub double: bool,
    /// Why this reviewer cannot change values of it now; `None` where they can.
    pub closed: Option<String>,
}

/// A value that is asked for.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AddressView {
    /// Which.
    pub address: ValueAddress,
    /// What the reviewer did with it last; with one extractor, what anybody did.
    pub own: Option<FieldValue>,
    /// What settled a difference about it.
    pub consensus: Option<FieldValue>,
    /// What a model proposes.
    pub proposed: Option<ProposedValue>,
    /// What arithmetic says against the value in force, alone or beside the others of its arm and outcome.
    pub doubt: Option<GateResult>,
    /// Whether it cannot be as it stands and nobody has said in a note that the report prints it so: it keeps a final
    /// export back.
    pub doubtful: bool,
    /// Whether the reviewer may change it now.
    pub open: bool,
}

/// A value that is not asked for any more.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormerValue {
    /// What the field was called.
    pub label: String,
    /// The value.
    pub value: FieldValue,
}

/// An extractor of a study.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExtractorView {
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether they have finished.
    pub finished: bool,
}

/// What a model proposes for a value.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ProposedValue {
    /// Identity of the suggestion.
    pub id: ValueSuggestionId,
    /// Which value.
    pub address: ValueAddress,
    /// The document that was read.
    pub document: DocumentHash,
    /// What is proposed, or why nothing was read.
    pub proposal: Proposal,
    /// The worst of its lights; amber where nothing was read.
    pub worst: Light,
    /// The gate that gave it.
    pub gate: Option<Gate>,
    /// Name of the model, or of the program's own rules.
    pub agent: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
}

impl ProposedValue {
    fn new(suggestion: ValueSuggestion, agent: String) -> Self {
        let worst = match &suggestion.proposal {
            Proposal::Unread { .. } => None,
            // Of equals the first gate, which `max_by_key` gives from behind.
            Proposal::Read { gates, .. } => gates.iter().rev().max_by_key(|gate| gate.light),
        };
        let unread = matches!(suggestion.proposal, Proposal::Unread { .. });
        Self {
            worst: match worst {
                Some(gate) => gate.light,
                None if unread => Light::Amber,
                None => Light::Green,
            },
            gate: worst
                .filter(|gate| gate.light != Light::Green)
                .map(|gate| gate.gate),
            id: suggestion.id,
            address: suggestion.address,
            document: suggestion.document,
            proposal: suggestion.proposal,
            agent,
            made_at: suggestion.made_at,
        }
    }

    /// The worst of its lights.
    pub(crate) fn light(&self) -> Light {
        self.worst
    }

    /// What was found, where something was read.
    pub(crate) fn finding(&self) -> Option<&Finding> {
        match &self.proposal {
            Proposal::Read { finding, .. } => Some(finding),
            Proposal::Unread { .. } => None,
        }
    }

    /// Of the suggestions from several reports of a study, the one that says most comes first.
    fn rank(&self) -> u8 {
        match self.finding().map(|finding| finding.status) {
            Some(ValueStatus::Reported | ValueStatus::Calculated) => 0,
            Some(ValueStatus::Conflicting) => 1,
            Some(ValueStatus::Unclear) => 2,
            Some(ValueStatus::NotReported) => 3,
            None => 4,
        }
    }
}

impl Review {
    /// A study as this reviewer may see it.
    pub async fn study_view(&self, study: &StudyId, reviewer: &ReviewerId) -> Result<StudyView> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let listed = self.to_extract(&ledger, &facts).await?;
        let Some(listed) = listed.into_iter().find(|s| s.study.as_ref() == Some(study)) else {
            return Err(Error::not_found(
                "this study has no report that is included at full text",
                "Open the list of studies again.",
            ));
        };
        let standing = Standing::of(&facts, study, ledger.protocol().reviewers_extraction);
        let mut proposals: HashMap<ValueAddress, ProposedValue> = self
            .proposals_for(study, reviewer)
            .await?
            .into_iter()
            .map(|proposed| (proposed.address.clone(), proposed))
            .collect();
        let mut doubts: HashMap<ValueAddress, Doubted> = standing
            .own_doubts(reviewer)
            .into_iter()
            .map(|doubted| (doubted.address.clone(), doubted))
            .collect();
        let mut doubt_of = |address: &ValueAddress| doubts.remove(address);
        let values = standing
            .addresses
            .iter()
            .map(|address| (address, doubt_of(address)))
            .map(|(address, doubted)| AddressView {
                doubtful: doubted.as_ref().is_some_and(Doubted::is_open),
                doubt: doubted.map(|doubted| doubted.gate),
                own: standing.own(reviewer, address).cloned(),
                consensus: standing.consensus(address).cloned(),
                proposed: proposals.remove(address),
                open: why_closed(&standing, reviewer, Some(address)).is_none(),
                address: address.clone(),
            })
            .collect();
        let label_of = |value: &FieldValue| {
            let field = facts.forms.iter().rev().find_map(|version| {
                let fields = &version.form.fields;
                fields.iter().find(|f| f.id == value.address.field)
            });
            field.map_or_else(
                || value.address.field.0.clone(),
                |field| field.label.clone(),
            )
        };
        let usual = |kind: StudyPartKind| {
            let mut names: Vec<String> = facts
                .parts
                .iter()
                .filter(|part| part.kind == kind && part.study_id != *study)
                .map(|part| part.name.clone())
                .collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        Ok(StudyView {
            study: study.clone(),
            label: listed.label,
            reports: listed.reports,
            form: standing.form.cloned(),
            parts: standing.parts.iter().map(|part| (*part).clone()).collect(),
            usual_outcomes: usual(StudyPartKind::Outcome),
            usual_time_points: usual(StudyPartKind::TimePoint),
            values,
            former: standing
                .former(reviewer)
                .into_iter()
                .map(|value| FormerValue {
                    label: label_of(value),
                    value: value.clone(),
                })
                .collect(),
            stage: stage(&standing, reviewer),
            extractors: standing
                .extractors()
                .map(|who| ExtractorView {
                    reviewer: who.clone(),
                    finished: standing.has_finished(who),
                })
                .collect(),
            double: standing.is_double(),
            closed: why_closed(&standing, reviewer, None).map(|(message, hint)| {
                let mut letters = message.chars();
                let first = letters.next().map(|c| c.to_uppercase().to_string());
                format!("{}{}. {hint}", first.unwrap_or_default(), letters.as_str())
            }),
        })
    }

    /// What is proposed for each value of a study: of the documents that it has now, asked as the form asks now; the
    /// latest of each document, and of several documents the one that says most.
    pub(crate) async fn proposals_in_force(&self, study: &StudyId) -> Result<Vec<ProposedValue>> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let standing = Standing::of(&facts, study, ledger.protocol().reviewers_extraction);
        let Some(form) = standing.form else {
            return Ok(Vec::new());
        };
        let documents = self.documents_of(study).await?;
        let agents: HashMap<_, _> = self
            .store
            .agents()
            .await?
            .into_iter()
            .map(|agent| (agent.id, agent.name))
            .collect();
        // In order of time: a later one replaces an earlier one of the same document and address.
        let mut latest: HashMap<(ValueAddress, usize), ProposedValue> = HashMap::new();
        for stored in self.store.value_suggestions(study).await? {
            let suggestion = stored.suggestion;
            let Some(place) = documents.iter().position(|d| *d == suggestion.document) else {
                continue;
            };
            let field = form
                .fields
                .iter()
                .find(|f| f.id == suggestion.address.field);
            let asked = field.is_some_and(|field| {
                asked_sha256(&suggestion.document, field, &suggestion.address)
                    == stored.input_sha256
            });
            if asked && standing.addresses.contains(&suggestion.address) {
                let agent = agents
                    .get(&suggestion.agent_id)
                    .cloned()
                    .unwrap_or_default();
                latest.insert(
                    (suggestion.address.clone(), place),
                    ProposedValue::new(suggestion, agent),
                );
            }
        }
        let mut best: HashMap<ValueAddress, (u8, usize, ProposedValue)> = HashMap::new();
        for ((address, place), proposed) in latest {
            let rank = proposed.rank();
            let better = best
                .get(&address)
                .is_none_or(|(known, at, _)| (rank, place) < (*known, *at));
            if better {
                best.insert(address, (rank, place, proposed));
            }
        }
        Ok(best
            .into_values()
            .map(|(_, _, proposed)| proposed)
            .collect())
    }

    /// What is proposed for the values of a study, as far as this reviewer may see it: nothing while values of it are read
    /// in a study of suggestions in which the reviewer takes part. One suggestion's quote may tell its neighbour's value,
    /// so that all of the report are closed.
    pub(super) async fn proposals_for(
        &self,
        study: &StudyId,
        reviewer: &ReviewerId,
    ) -> Result<Vec<ProposedValue>> {
        if self.store.study_mode_holds_values(study, reviewer).await? {
            return Ok(Vec::new());
        }
        self.proposals_in_force(study).await
    }

    /// A certain suggestion, as a study of suggestions shows it: the one that was there when its protocol was locked.
    pub(crate) async fn named_proposal(
        &self,
        study: &StudyId,
        suggestion: &ValueSuggestionId,
    ) -> Result<ProposedValue> {
        let stored = self.store.value_suggestions(study).await?;
        let found = stored
            .into_iter()
            .find(|stored| stored.suggestion.id == *suggestion)
            .ok_or_else(|| Error::internal("a suggestion of a study is gone"))?;
        let agents = self.store.agents().await?;
        let agent = agents
            .into_iter()
            .find(|agent| agent.id == found.suggestion.agent_id);
        Ok(ProposedValue::new(
            found.suggestion,
            agent.map(|agent| agent.name).unwrap_or_default(),
        ))
    }

    /// What is proposed for one value, as far as this reviewer may see it.
    pub(super) async fn proposed(
        &self,
        study: &StudyId,
        address: &ValueAddress,
        reviewer: &ReviewerId,
    ) -> Result<Option<ProposedValue>> {
        let all = self.proposals_for(study, reviewer).await?;
        Ok(all.into_iter().find(|p| p.address == *address))
    }

    /// The documents of a study's included reports, in the order of the reports.
    pub(crate) async fn documents_of(&self, study: &StudyId) -> Result<Vec<DocumentHash>> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let listed = self.to_extract(&ledger, &facts).await?;
        let mut documents = Vec::new();
        for report in listed
            .into_iter()
            .filter(|listed| listed.study.as_ref() == Some(study))
            .flat_map(|listed| listed.reports)
        {
            documents.extend(report.document);
        }
        documents.dedup();
        Ok(documents)
    }
}
