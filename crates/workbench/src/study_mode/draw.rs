//! The records of a study are drawn by the machine from those that are screened; what would keep it from beginning is
//! said beforehand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use review::{
    CriterionId, Outcome, Protocol, Reading, RecordId, ReviewerId, Stage, SuggestedLabel,
    Suggestion, SuggestionId, Verdict,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{ReadingRow, StudyModeItem, StudyModeValue};
use study::{Item, Plan, Task};
use ts_rs::TS;

use super::design::{StudyDesign, StudyOf, StudyStrata};
use crate::asked::Asked;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::likeness::Readings;
use crate::open_review::Review;
use crate::suggestion_agreement::speaks_for;

/// What would be locked now, and what is in the way.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyDraft {
    /// What was asked for.
    pub design: StudyDesign,
    /// Records or values that could be drawn.
    pub available: usize,
    /// Records that are left out because one of the people has decided on them before.
    pub known: usize,
    /// Records or values that would be read.
    pub items: usize,
    /// Reports that the values belong to; 0 of records.
    pub reports: usize,
    /// Records for practice.
    pub practice: usize,
    /// Of which kinds the records are.
    pub strata: Vec<StudyStratum>,
    /// Records drawn on which not every criterion has a suggestion yet.
    pub lacking: usize,
    /// Records drawn on which the model gave no answer in form: they are read, and the model alone has no answer there.
    pub unread: usize,
    /// Readings of each reader, practice not among them.
    pub readings_each: usize,
    /// The models whose suggestions are shown.
    pub agents: Vec<String>,
    /// What is in the way of locking; empty where nothing is.
    pub problems: Vec<String>,
}

/// Records of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyStratum {
    /// The kind.
    pub name: String,
    /// Records of it.
    pub available: usize,
    /// Records of it that would be read.
    pub drawn: usize,
}

/// What was drawn.
pub(crate) struct Drawn {
    pub(crate) draft: StudyDraft,
    pub(crate) plan: Plan,
    pub(crate) items: Vec<StudyModeItem>,
    pub(crate) values: Vec<StudyModeValue>,
}

impl Review {
    /// What would be locked by a design now, and what is in the way. Nothing is stored.
    pub async fn plan_study(&self, design: &StudyDesign) -> Result<StudyDraft> {
        Ok(self.draw_study(design).await?.draft)
    }

    pub(crate) async fn draw_study(&self, design: &StudyDesign) -> Result<Drawn> {
        match design.of {
            StudyOf::Records => self.draw_records(design).await,
            StudyOf::Values => self.draw_values(design).await,
        }
    }

    async fn draw_records(&self, design: &StudyDesign) -> Result<Drawn> {
        design.check()?;
        let ledger = self.ledger().await?;
        let people: Vec<&ReviewerId> = design.readers.iter().chain(&design.adjudicators).collect();
        let mut known = 0;
        let mut strata: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
        let mut available = 0;
        {
            let readings = self.readings_now().await?;
            for group in ledger.groups() {
                if !ledger.is_eligible(group, Stage::TitleAbstract) {
                    continue;
                }
                let in_force = ledger.in_force(group, Stage::TitleAbstract);
                if !design.known_too && in_force.iter().any(|d| people.contains(&&d.reviewer_id)) {
                    known += 1;
                    continue;
                }
                let name = match design.strata {
                    StudyStrata::None => "all records".to_owned(),
                    StudyStrata::Outcome => standing(&ledger, group).to_owned(),
                    StudyStrata::Suggestion => {
                        suggested_kind(latest(&ledger, &readings, group)).to_owned()
                    }
                };
                strata
                    .entry(name)
                    .or_default()
                    .push(ledger.id(group).clone());
                available += 1;
            }
        }
        for records in strata.values_mut() {
            records.sort_by_cached_key(|id| by_chance(design.seed, id.as_str()));
        }
        let (drawn, rest) = evenly(&strata, design.items as usize);
        let mut rest: Vec<RecordId> = rest;
        rest.sort_by_cached_key(|id| by_chance(design.seed ^ 0x7072_6163, id.as_str()));
        let practice: Vec<RecordId> = rest.into_iter().take(design.practice as usize).collect();

        let mut items = Vec::new();
        let (mut lacking, mut unread) = (0, 0);
        let mut agents: BTreeSet<String> = BTreeSet::new();
        let known_agents = self.store.agents().await?;
        let to_read = drawn.iter().map(|(id, _)| (id, false));
        for (id, is_practice) in to_read.chain(practice.iter().map(|id| (id, true))) {
            let group = crate::decide::known_group(&ledger, id)?;
            let record = self.combined(&ledger, group).await?;
            let asked = Asked::new(ledger.protocol(), &record);
            let suggestions = self.suggestions_in_force(&ledger, group, &asked).await?;
            if suggestions.len() < asked.criteria.len() || suggestions.is_empty() {
                lacking += 1;
            }
            let verdict = suggested(&ledger, &suggestions);
            unread += usize::from(verdict.is_none() && suggestions.len() == asked.criteria.len());
            for suggestion in &suggestions {
                if let Some(agent) = known_agents.iter().find(|a| a.id == suggestion.agent_id) {
                    agents.insert(format!(
                        "{} (SHA-256 {}, {}, wording {}, seed {})",
                        agent.name,
                        agent.sha256,
                        agent.quantization,
                        agent.prompt_version,
                        agent.seed
                    ));
                }
            }
            items.push(StudyModeItem {
                record_id: id.clone(),
                practice: is_practice,
                verdict: verdict.map(|verdict| verdict.as_str().to_owned()),
                suggestions: suggestions.into_iter().map(|s| s.id).collect(),
            });
        }
        let name = |id: &ReviewerId| ledger.reviewer_name(id).to_owned();
        let agents: Vec<String> = agents.into_iter().collect();
        let plan = Plan {
            title: design.title.trim().to_owned(),
            question: design.question.trim().to_owned(),
            task: Task::TitleAbstract,
            primary: design.primary,
            assisted: design.assisted.clone(),
            model_alone: design.model_alone,
            agent: format!(
                "{}; the suggestions on these records: SHA-256 {}",
                agents.join("; "),
                fingerprint(&items)
            ),
            readers: design.readers.iter().map(name).collect(),
            adjudicators: design.adjudicators.iter().map(name).collect(),
            items: drawn
                .iter()
                .map(|(id, stratum)| Item {
                    id: id.to_string(),
                    stratum: (design.strata != StudyStrata::None).then(|| stratum.clone()),
                    cluster: None,
                })
                .collect(),
            practice: practice.iter().map(ToString::to_string).collect(),
            periods: design.periods,
            margins: design.margins,
            level: design.level,
            draws: design.draws,
            idle_seconds: design.idle_seconds,
        };
        let mut problems: Vec<String> = plan.problems().iter().map(ToString::to_string).collect();
        if drawn.len() < design.items as usize && !drawn.is_empty() {
            problems.push(format!(
                "{} records are asked for, and there are {available} to draw from",
                design.items
            ));
        }
        if ledger.protocol().criteria.is_empty() {
            problems.push(
                "the protocol of the review has no criteria that a model could be asked about"
                    .into(),
            );
        } else if lacking > 0 {
            problems.push(format!(
                "{lacking} of the {} records drawn have no suggestion on every criterion yet: suggestions are made before the study begins",
                items.len()
            ));
        }
        let draft = StudyDraft {
            available,
            known,
            items: drawn.len(),
            reports: 0,
            practice: practice.len(),
            strata: strata
                .iter()
                .map(|(name, records)| StudyStratum {
                    name: name.clone(),
                    available: records.len(),
                    drawn: drawn.iter().filter(|(_, of)| of == name).count(),
                })
                .collect(),
            lacking,
            unread,
            readings_each: (2 * drawn.len()).div_ceil(design.readers.len().max(1)),
            agents,
            problems,
            design: design.clone(),
        };
        Ok(Drawn {
            draft,
            plan,
            items,
            values: Vec::new(),
        })
    }
}

/// As many of each stratum, as far as they go, in the order in which they are given; and what is left.
pub(crate) fn evenly<T: Clone>(
    strata: &BTreeMap<String, Vec<T>>,
    wanted: usize,
) -> (Vec<(T, String)>, Vec<T>) {
    let mut drawn = Vec::new();
    let longest = strata.values().map(Vec::len).max().unwrap_or(0);
    let mut rest = Vec::new();
    for place in 0..longest {
        for (name, records) in strata {
            let Some(record) = records.get(place) else {
                continue;
            };
            if drawn.len() < wanted {
                drawn.push((record.clone(), name.clone()));
            } else {
                rest.push(record.clone());
            }
        }
    }
    (drawn, rest)
}

/// A place in an order that looks like chance and is the same for the same seed, whatever else is in the review.
pub(crate) fn by_chance(seed: u32, name: &str) -> [u8; 32] {
    Sha256::digest(format!("attest study order\n{seed}\n{name}")).into()
}

/// The suggestions of a study and what they come to, so that a protocol tells whether one was changed.
pub(crate) fn fingerprint(items: &[StudyModeItem]) -> String {
    let mut items: Vec<&StudyModeItem> = items.iter().collect();
    items.sort_by(|a, b| a.record_id.cmp(&b.record_id));
    let mut hasher = Sha256::new();
    for item in items {
        let ids: Vec<&str> = item.suggestions.iter().map(SuggestionId::as_str).collect();
        hasher.update(format!(
            "{}\n{}\n{}\n{}\n",
            item.record_id,
            item.practice,
            item.verdict.as_deref().unwrap_or("unread"),
            ids.join(" ")
        ));
    }
    let digest = hasher.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn standing(ledger: &Ledger, group: usize) -> &'static str {
    match ledger.outcome(group, Stage::TitleAbstract) {
        Outcome::Included => "included",
        Outcome::Excluded { .. } => "excluded",
        Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => "open",
    }
}

fn suggested_kind(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Include) => "suggested for inclusion",
        Some(Verdict::Exclude) => "suggested for exclusion",
        Some(Verdict::Unsure) => "suggested neither way",
        None => "without a suggestion",
    }
}

/// What the suggestions that were made last on a group come to, whichever model made them.
fn latest(ledger: &Ledger, readings: &Readings, group: usize) -> Option<Verdict> {
    let mut latest: HashMap<&CriterionId, &ReadingRow> = HashMap::new();
    for member in ledger.members(group) {
        for row in readings.on(ledger.id(member)) {
            let known = latest.entry(&row.criterion_id).or_insert(row);
            if known.id < row.id {
                *known = row;
            }
        }
    }
    comes_to(ledger.protocol(), |criterion| latest.get(criterion)?.label)
}

fn suggested(ledger: &Ledger, suggestions: &[Suggestion]) -> Option<Verdict> {
    comes_to(ledger.protocol(), |criterion| {
        let found = suggestions.iter().find(|s| s.criterion_id == *criterion)?;
        match &found.reading {
            Reading::Read { label, .. } => Some(*label),
            Reading::Unread { .. } => None,
        }
    })
}

/// What suggestions come to: exclude where one criterion speaks against the record, include where all speak for it,
/// neither way otherwise. `None` where a criterion is unread and none speaks against the record.
fn comes_to(
    protocol: &Protocol,
    label: impl Fn(&CriterionId) -> Option<SuggestedLabel>,
) -> Option<Verdict> {
    let mut verdict = Some(Verdict::Include);
    for criterion in &protocol.criteria {
        match label(&criterion.id).map(|label| speaks_for(label, criterion.polarity)) {
            None => verdict = None,
            Some(Some(true)) => {}
            Some(Some(false)) => return Some(Verdict::Exclude),
            Some(None) => verdict = verdict.map(|_| Verdict::Unsure),
        }
    }
    verdict
}
