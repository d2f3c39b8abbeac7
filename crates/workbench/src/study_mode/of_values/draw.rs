//! The values of a study are drawn by the machine from those for which something was suggested.
//!
//! Reports for practice are others than those of the study: who has practised on a report knows it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use review::{AgentId, Field, FieldKind, Finding, ReviewerId, ReviewersPerRecord, ValueStatus};
use sha2::{Digest, Sha256};
use store::{ExtractionFacts, StudyModeValue};
use study::{Item, Plan, Task};

use crate::error::{Error, Result};
use crate::extract::standing::Standing;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::study_mode::design::{StudyDesign, StudyStrata};
use crate::study_mode::draw::{Drawn, StudyDraft, StudyStratum, by_chance, evenly};

/// A value that could be drawn.
#[derive(Clone)]
struct Candidate {
    value: StudyModeValue,
    stratum: String,
    agent: AgentId,
}

/// What there is to draw from.
#[derive(Default)]
struct Available {
    /// The values of each report, in the order of the form.
    reports: Vec<Vec<Candidate>>,
    /// Values that are left out because one of the people has extracted them.
    known: usize,
    /// Values of which nothing could be read for a suggestion.
    unread: usize,
}

impl Review {
    pub(crate) async fn draw_values(&self, design: &StudyDesign) -> Result<Drawn> {
        design.check()?;
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let mut available = self.available_values(&ledger, &facts, design).await?;
        available.reports.sort_by_cached_key(|values| {
            let of = values.first().map(|one| one.value.extracted.as_str());
            by_chance(design.seed, of.unwrap_or_default())
        });
        let count = |reports: &[Vec<Candidate>]| reports.iter().map(Vec::len).sum::<usize>();
        let all = count(&available.reports);
        let mut for_practice = 0;
        while for_practice < available.reports.len()
            && count(&available.reports[..for_practice]) < design.practice as usize
        {
            for_practice += 1;
        }
        let to_read = available.reports.split_off(for_practice);
        let practice = drawn_from(
            &available.reports,
            design.practice as usize,
            design,
            0x7072_6163,
        );
        let drawn = drawn_from(&to_read, design.items as usize, design, 0);

        let mut agents: BTreeSet<String> = BTreeSet::new();
        let known_agents = self.store.agents().await?;
        for one in drawn.iter().chain(&practice) {
            if let Some(agent) = known_agents.iter().find(|a| a.id == one.agent) {
                agents.insert(match agent.sha256.as_str() {
                    "" => format!("{} ({})", agent.name, agent.prompt_version),
                    sha256 => format!(
                        "{} (SHA-256 {sha256}, {}, wording {}, seed {})",
                        agent.name, agent.quantization, agent.prompt_version, agent.seed
                    ),
                });
            }
        }
        let agents: Vec<String> = agents.into_iter().collect();
        let values: Vec<StudyModeValue> = drawn
            .iter()
            .map(|one| one.value.clone())
            .chain(practice.iter().map(|one| StudyModeValue {
                practice: true,
                ..one.value.clone()
            }))
            .collect();
        let plan = plan(design, &ledger, &agents, &drawn, &practice, &values)?;
        let mut problems: Vec<String> = plan.problems().iter().map(ToString::to_string).collect();
        if facts.forms.is_empty() {
            problems.push("there is no form for extraction yet".to_owned());
        } else if all == 0 {
            problems.push(
                "no value is suggested of a study whose report is at hand and could be read: have the values of all studies suggested before this study begins (Extraction)"
                    .to_owned(),
            );
        }
        if drawn.len() < design.items as usize && !drawn.is_empty() {
            problems.push(format!(
                "{} values are asked for, and {} reports have {}; {for_practice} more are for practice",
                design.items,
                to_read.len(),
                count(&to_read)
            ));
        }
        if design.strata == StudyStrata::Outcome {
            problems.push(
                "values are spread by kind and suggestion, or not at all: they do not stand anywhere as records do"
                    .to_owned(),
            );
        }
        let mut strata: BTreeMap<String, StudyStratum> = BTreeMap::new();
        for one in to_read.iter().flatten() {
            let name = one.stratum.clone();
            let stratum = strata.entry(name.clone()).or_insert(StudyStratum {
                drawn: drawn.iter().filter(|d| d.stratum == name).count(),
                available: 0,
                name,
            });
            stratum.available += 1;
        }
        let draft = StudyDraft {
            available: all,
            known: available.known,
            items: drawn.len(),
            reports: plan.clusters().len(),
            practice: practice.len(),
            strata: strata.into_values().collect(),
            lacking: 0,
            unread: available.unread,
            readings_each: (2 * drawn.len()).div_ceil(design.readers.len().max(1)),
            agents,
            problems,
            design: design.clone(),
        };
        Ok(Drawn {
            draft,
            plan,
            items: Vec::new(),
            values,
        })
    }

    /// The suggested values of the studies whose reports could be read.
    async fn available_values(
        &self,
        ledger: &Ledger,
        facts: &ExtractionFacts,
        design: &StudyDesign,
    ) -> Result<Available> {
        let people: Vec<&ReviewerId> = design.readers.iter().chain(&design.adjudicators).collect();
        let mut available = Available::default();
        for one in self.to_extract(ledger, facts).await? {
            let Some(study) = one.study else { continue };
            let mut readable = Vec::new();
            for document in one.reports.iter().filter_map(|r| r.document.as_ref()) {
                if self.readable(document).await.is_ok() {
                    readable.push(document);
                }
            }
            let standing = Standing::of(facts, &study, ReviewersPerRecord::One);
            let mut agents: HashMap<_, _> = self
                .store
                .value_suggestions(&study)
                .await?
                .into_iter()
                .map(|stored| (stored.suggestion.id, stored.suggestion.agent_id))
                .collect();
            let proposals = self.proposals_in_force(&study).await?;
            let mut values = Vec::new();
            for address in &standing.addresses {
                let Some(proposed) = proposals.iter().find(|p| p.address == *address) else {
                    continue;
                };
                if !readable.contains(&&proposed.document) {
                    continue;
                }
                let Some(suggested) = proposed.finding() else {
                    available.unread += 1;
                    continue;
                };
                let known = facts.values.iter().any(|value| {
                    value.study_id == study
                        && value.address == *address
                        && people.contains(&&value.reviewer_id)
                });
                if known && !design.known_too {
                    available.known += 1;
                    continue;
                }
                let fields = standing.form.iter().flat_map(|form| &form.fields);
                let field = fields.into_iter().find(|field| field.id == address.field);
                let (Some(field), Some(agent)) = (field, agents.remove(&proposed.id)) else {
                    continue;
                };
                values.push(Candidate {
                    stratum: stratum(field, suggested),
                    agent,
                    value: StudyModeValue {
                        item: serde_json::to_string(&(
                            &study,
                            &address.field,
                            &address.arm,
                            &address.outcome,
                            &address.time_point,
                        ))
                        .map_err(|e| Error::internal(format!("a value could not be named: {e}")))?,
                        practice: false,
                        extracted: study.clone(),
                        address: address.clone(),
                        field: field.clone(),
                        suggestion: proposed.id.clone(),
                        suggested: suggested.clone(),
                    },
                });
            }
            if !values.is_empty() {
                available.reports.push(values);
            }
        }
        Ok(available)
    }
}

/// As many values of each stratum as there are, and within a stratum as many of each report, by chance; in the order of
/// reports and form.
fn drawn_from(
    reports: &[Vec<Candidate>],
    wanted: usize,
    design: &StudyDesign,
    salt: u32,
) -> Vec<Candidate> {
    let seed = design.seed ^ salt;
    /// Rank within the report, chance, and place: report and value.
    type Ranked = (usize, [u8; 32], (usize, usize));
    let mut strata: BTreeMap<String, Vec<Ranked>> = BTreeMap::new();
    for (report, values) in reports.iter().enumerate() {
        let mut of_report: BTreeMap<String, Vec<([u8; 32], usize)>> = BTreeMap::new();
        for (at, one) in values.iter().enumerate() {
            let name = match design.strata {
                StudyStrata::None => String::new(),
                StudyStrata::Suggestion | StudyStrata::Outcome => one.stratum.clone(),
            };
            let chance = by_chance(seed, &one.value.item);
            of_report.entry(name).or_default().push((chance, at));
        }
        for (name, mut values) in of_report {
            values.sort_unstable();
            let ranked = values
                .into_iter()
                .enumerate()
                .map(|(rank, (chance, at))| (rank, chance, (report, at)));
            strata.entry(name).or_default().extend(ranked);
        }
    }
    let strata: BTreeMap<String, Vec<(usize, usize)>> = strata
        .into_iter()
        .map(|(name, mut values)| {
            values.sort_unstable();
            (
                name,
                values.into_iter().map(|(_, _, place)| place).collect(),
            )
        })
        .collect();
    let (drawn, _) = evenly(&strata, wanted);
    let mut places: Vec<(usize, usize)> = drawn.into_iter().map(|(place, _)| place).collect();
    places.sort_unstable();
    places
        .into_iter()
        .map(|(report, at)| reports[report][at].clone())
        .collect()
}

fn plan(
    design: &StudyDesign,
    ledger: &Ledger,
    agents: &[String],
    drawn: &[Candidate],
    practice: &[Candidate],
    values: &[StudyModeValue],
) -> Result<Plan> {
    let name = |id: &ReviewerId| ledger.reviewer_name(id).to_owned();
    Ok(Plan {
        title: design.title.trim().to_owned(),
        question: design.question.trim().to_owned(),
        task: Task::Extraction,
        primary: design.primary,
        assisted: design.assisted.clone(),
        model_alone: design.model_alone,
        agent: format!(
            "{}; the suggestions of these values: SHA-256 {}",
            agents.join("; "),
            fingerprint(values)?
        ),
        readers: design.readers.iter().map(name).collect(),
        adjudicators: design.adjudicators.iter().map(name).collect(),
        items: drawn
            .iter()
            .map(|one| Item {
                id: one.value.item.clone(),
                stratum: Some(one.stratum.clone()),
                cluster: Some(one.value.extracted.to_string()),
            })
            .collect(),
        practice: practice.iter().map(|one| one.value.item.clone()).collect(),
        periods: design.periods,
        margins: design.margins,
        level: design.level,
        draws: design.draws,
        idle_seconds: design.idle_seconds,
    })
}

/// What is read with its fields and suggestions, so that a protocol tells whether one was changed.
pub(super) fn fingerprint(values: &[StudyModeValue]) -> Result<String> {
    let mut values: Vec<&StudyModeValue> = values.iter().collect();
    values.sort_by(|a, b| a.item.cmp(&b.item));
    let mut hasher = Sha256::new();
    for value in values {
        let text = serde_json::to_string(&(
            &value.item,
            value.practice,
            &value.extracted,
            &value.address,
            &value.field,
            &value.suggestion,
            &value.suggested,
        ))
        .map_err(|e| Error::internal(format!("a value could not be sealed: {e}")))?;
        hasher.update(format!("{text}\n"));
    }
    Ok(store::hexadecimal(&hasher.finalize()))
}

/// What kind of value it is, and whether one is suggested. The kind stands before the comma: the report tells right
/// answers by it.
fn stratum(field: &Field, suggested: &Finding) -> String {
    let kind = match field.kind {
        FieldKind::Text => "text",
        FieldKind::Number { .. } => "number",
        FieldKind::Choice { .. } => "choice",
        FieldKind::Date => "date",
        FieldKind::YesNoUnclear => "yes or no",
    };
    let is = match suggested.status {
        ValueStatus::NotReported => "not reported",
        ValueStatus::Reported
        | ValueStatus::Calculated
        | ValueStatus::Unclear
        | ValueStatus::Conflicting => "suggested",
    };
    format!("{kind}, {is}")
}
