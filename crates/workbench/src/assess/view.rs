//! What a reviewer may see: the studies with their results, and one result at work. Of another assessor no more than
//! whether they have finished, before all have.

use std::collections::HashMap;

use bias::{Asked, Assessment, Form, Judged, Judgement, Tool, judge};
use review::{ReviewerId, ReviewersPerRecord, StudyId};
use serde::Serialize;
use store::{BiasFacts, BiasResultRow, ExtractionFacts, StudyPartKind};
use ts_rs::TS;

use super::methods::{BiasMethods, BiasToolChoice, choices, in_force};
use super::results::{known_result, same_name};
use super::standing::{BiasStage, Names, Standing};
use crate::error::{Error, Result};
use crate::extract::StudyReport;
use crate::open_review::Review;

/// The studies of the review with the results that are assessed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasOverview {
    /// How the team assesses.
    pub methods: BiasMethods,
    /// The tools that can be chosen.
    pub tools: Vec<BiasToolChoice>,
    /// Whether anything was answered.
    pub begun: bool,
    /// The forms of the tools in use, the team's first.
    pub forms: Vec<Form>,
    /// The studies that were included at full text.
    pub studies: Vec<BiasStudy>,
}

/// A study.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasStudy {
    /// It; `None` where its report belongs to no study yet. It gets one when its first result is added.
    pub study: Option<StudyId>,
    /// What it is called.
    pub label: String,
    /// Its reports; none where they were taken away from it since.
    pub reports: Vec<StudyReport>,
    /// Its results, in the order in which they were added.
    pub results: Vec<BiasResultLine>,
    /// Names of results that its extraction offers, by outcome and time point, and that are not on the list yet.
    pub offered: Vec<String>,
}

/// A result, as a list shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasResultLine {
    /// Identity.
    pub id: String,
    /// Its name; empty for the study as a whole.
    pub name: String,
    /// The tool it is assessed with.
    pub tool: Tool,
    /// Where it stands for the reviewer who asks.
    pub stage: BiasStage,
    /// Who assesses it.
    pub assessors: Vec<BiasAssessorView>,
    /// Questions that are asked, as far as that is known from the answers that may be shown.
    pub asked: usize,
    /// Of these, how many are answered.
    pub answered: usize,
    /// What it comes to: the team's once all have finished, else the reviewer's own.
    pub judgements: Vec<BiasCell>,
    /// Whether these are the team's and nothing is left to be settled.
    pub settled: bool,
}

/// A judgement, as a matrix shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BiasCell {
    /// `D1` …, `D1 applicability` or `Overall`.
    pub item: String,
    /// None as long as something is missing.
    pub judgement: Option<Judgement>,
    /// Whether a person gave it in place of the tool.
    pub by_reviewer: bool,
}

/// Who assesses a result.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasAssessorView {
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether they have finished.
    pub finished: bool,
}

/// A result at work.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasResultView {
    /// The result.
    pub result: BiasResultLine,
    /// Its study.
    pub study: StudyId,
    /// What the study is called.
    pub label: String,
    /// The reports of the study.
    pub reports: Vec<StudyReport>,
    /// The questions of the tool.
    pub form: Form,
    /// Which of them are asked, by the answers below.
    pub questions: Vec<BiasQuestionState>,
    /// What the reviewer said; the team's once all have finished.
    pub assessment: Assessment,
    /// What that comes to.
    pub judged: Judged,
    /// Whether two assess it apart from each other.
    pub double: bool,
    /// Whether all who are needed have finished.
    pub unsealed: bool,
    /// Why this reviewer cannot change answers now; `None` where they can.
    pub closed: Option<String>,
    /// Whether sentences that may bear on a question may be looked for.
    pub finds_sentences: bool,
}

/// A question as it stands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasQuestionState {
    /// Its number.
    pub id: String,
    /// Whether it is asked.
    pub asked: Asked,
    /// When it is asked, in words; empty where it always is.
    pub when: String,
    /// What helps to answer it.
    pub help: String,
}

/// The facts with the names that assessments bear.
pub(super) struct BiasAtHand {
    pub(super) facts: BiasFacts,
    pub(super) methods: BiasMethods,
    people: HashMap<ReviewerId, String>,
    studies: HashMap<StudyId, String>,
}

impl BiasAtHand {
    /// What a study is called.
    pub(super) fn label_of<'a>(&'a self, study: &'a StudyId) -> &'a str {
        let label = self.studies.get(study);
        label.map_or(study.as_str(), String::as_str)
    }

    /// What a person is called.
    pub(super) fn name_of<'a>(&'a self, who: &'a ReviewerId) -> &'a str {
        self.people.get(who).map_or(who.as_str(), String::as_str)
    }

    /// What follows for a result.
    pub(super) fn standing(&self, id: &str) -> Result<Standing<'_>> {
        self.standing_of(known_result(&self.facts, id)?)
    }

    fn standing_of<'f>(&'f self, row: &'f BiasResultRow) -> Result<Standing<'f>> {
        let names = Names {
            people: &self.people,
            study: self.label_of(&row.study_id),
        };
        Standing::of(&self.facts, row, self.methods.assessors, &names)
    }

    /// What follows for every result, in the order in which they were added.
    pub(super) fn standings(&self) -> Result<Vec<Standing<'_>>> {
        let rows = self.facts.results.iter();
        rows.map(|row| self.standing_of(row)).collect()
    }
}

impl Review {
    /// The facts of the assessments.
    pub(super) async fn bias_at_hand(&self) -> Result<BiasAtHand> {
        let facts = self.store.bias_facts().await?;
        let ledger = self.ledger().await?;
        let known = ledger.facts();
        Ok(BiasAtHand {
            methods: in_force(&facts)?,
            facts,
            people: known
                .reviewers
                .iter()
                .map(|r| (r.id.clone(), r.name.clone()))
                .collect(),
            studies: known
                .studies
                .iter()
                .map(|s| (s.id.clone(), s.label.clone()))
                .collect(),
        })
    }

    /// The studies with their results, as this reviewer may see them.
    pub async fn bias_overview(&self, reviewer: &ReviewerId) -> Result<BiasOverview> {
        let at_hand = self.bias_at_hand().await?;
        let ledger = self.ledger().await?;
        let extraction = self.extraction_facts().await?;
        let standings = at_hand.standings()?;
        let mut studies: Vec<BiasStudy> = self
            .to_extract(&ledger, &extraction)
            .await?
            .into_iter()
            .map(|listed| BiasStudy {
                study: listed.study,
                label: listed.label,
                reports: listed.reports,
                results: Vec::new(),
                offered: Vec::new(),
            })
            .collect();
        for standing in &standings {
            let id = &standing.result.study_id;
            let place = studies.iter().position(|s| s.study.as_ref() == Some(id));
            let place = place.unwrap_or_else(|| {
                studies.push(BiasStudy {
                    study: Some(id.clone()),
                    label: at_hand.label_of(id).to_owned(),
                    reports: Vec::new(),
                    results: Vec::new(),
                    offered: Vec::new(),
                });
                studies.len() - 1
            });
            studies[place].results.push(line(standing, reviewer));
        }
        // What has neither a report nor a result is not assessed.
        studies.retain(|study| !study.reports.is_empty() || !study.results.is_empty());
        for study in &mut studies {
            if let Some(id) = &study.study {
                study.offered = offered(&extraction, id, &study.results);
            }
        }
        let mut tools = vec![at_hand.methods.tool];
        for standing in &standings {
            if !tools.contains(&standing.tool) {
                tools.push(standing.tool);
            }
        }
        Ok(BiasOverview {
            methods: at_hand.methods,
            tools: choices(),
            begun: !at_hand.facts.entries.is_empty(),
            forms: tools.into_iter().map(|tool| *tool.form()).collect(),
            studies,
        })
    }

    /// A result at work, as this reviewer may see it: nothing of what another assessor said before all have finished.
    pub async fn bias_result(&self, result: &str, reviewer: &ReviewerId) -> Result<BiasResultView> {
        let at_hand = self.bias_at_hand().await?;
        let standing = at_hand.standing(result)?;
        let ledger = self.ledger().await?;
        let extraction = self.extraction_facts().await?;
        let study = standing.result.study_id.clone();
        let reports = self
            .to_extract(&ledger, &extraction)
            .await?
            .into_iter()
            .find(|listed| listed.study.as_ref() == Some(&study))
            .map_or_else(Vec::new, |listed| listed.reports);
        let label = at_hand.label_of(&study).to_owned();
        let assessment = shown(&standing, reviewer)
            .unwrap_or_else(|| Assessment::new(&label, &standing.result.name, standing.tool, ""));
        Ok(BiasResultView {
            result: line(&standing, reviewer),
            reports,
            form: *standing.tool.form(),
            questions: question_states(&assessment),
            judged: judge(&assessment),
            assessment,
            double: standing.is_double(),
            unsealed: standing.is_unsealed(),
            closed: standing
                .why_closed(reviewer)
                .map(|(message, hint)| told(message, hint)),
            finds_sentences: at_hand.methods.finds_sentences,
            study,
            label,
        })
    }
}

/// What may be shown of a result to this reviewer.
fn shown(standing: &Standing<'_>, reviewer: &ReviewerId) -> Option<Assessment> {
    if standing.is_double() && standing.is_unsealed() {
        return standing.settled();
    }
    standing.own(reviewer).cloned()
}

fn line(standing: &Standing<'_>, reviewer: &ReviewerId) -> BiasResultLine {
    let empty = || Assessment::new("", &standing.result.name, standing.tool, "");
    let assessment = shown(standing, reviewer).unwrap_or_else(empty);
    let answers = assessment.usable_answers().0;
    let judged = judge(&assessment);
    let settled = standing.conclusion().is_some();
    let mut asked = 0;
    for domain in standing.tool.form().domains {
        asked += domain
            .questions
            .iter()
            .filter(|question| domain.asked(question, &answers) == Asked::Yes)
            .count();
    }
    let differing = standing.judgements_to_settle();
    BiasResultLine {
        id: standing.result.id.clone(),
        name: standing.result.name.clone(),
        tool: standing.tool,
        stage: standing.stage(reviewer),
        assessors: standing
            .assessors()
            .map(|who| BiasAssessorView {
                reviewer: who.clone(),
                finished: standing.has_finished(who),
            })
            .collect(),
        asked,
        answered: answers.len(),
        judgements: judged
            .items()
            .map(|item| BiasCell {
                item: item.id.clone(),
                judgement: item.judgement.filter(|_| !differing.contains(&item.id)),
                by_reviewer: item.by_reviewer,
            })
            .collect(),
        settled,
    }
}

/// Which questions are asked, by these answers.
pub(super) fn question_states(assessment: &Assessment) -> Vec<BiasQuestionState> {
    let answers = assessment.usable_answers().0;
    let mut states = Vec::new();
    for domain in assessment.tool.form().domains {
        for question in domain.questions {
            states.push(BiasQuestionState {
                id: question.id.to_owned(),
                asked: domain.asked(question, &answers),
                when: question.asked_in_words(),
                help: bias::help(assessment.tool, question.id).to_owned(),
            });
        }
    }
    states
}

/// Outcome and time point as the extraction names them; without time points the outcomes alone.
fn offered(extraction: &ExtractionFacts, study: &StudyId, known: &[BiasResultLine]) -> Vec<String> {
    let of = |kind: StudyPartKind| {
        let parts = extraction.parts.iter();
        parts.filter(move |part| part.study_id == *study && part.kind == kind)
    };
    let mut names = Vec::new();
    for outcome in of(StudyPartKind::Outcome) {
        let mut times = of(StudyPartKind::TimePoint).peekable();
        if times.peek().is_none() {
            names.push(outcome.name.clone());
        }
        names.extend(times.map(|time| format!("{}, {}", outcome.name, time.name)));
    }
    names.retain(|name| !known.iter().any(|line| same_name(&line.name, name)));
    names
}

/// A refusal as a sentence.
fn told(message: &str, hint: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}. {hint}", first.unwrap_or_default(), letters.as_str())
}

impl BiasMethods {
    /// Whether two people assess each result.
    pub fn is_double(&self) -> bool {
        self.assessors == ReviewersPerRecord::Two
    }
}

/// The study of that label among those that are assessed, whatever the capitals.
pub(super) fn study_called<'s>(studies: &'s [BiasStudy], label: &str) -> Result<&'s BiasStudy> {
    let found = studies.iter().find(|study| same_name(&study.label, label));
    found.ok_or_else(|| {
        let labels: Vec<&str> = studies.iter().map(|s| s.label.as_str()).collect();
        Error::not_found(
            format!("no study “{label}” was included at full text"),
            if labels.is_empty() {
                "Include reports at full text first.".to_owned()
            } else {
                format!("The studies are: {}.", labels.join(", "))
            },
        )
    })
}
