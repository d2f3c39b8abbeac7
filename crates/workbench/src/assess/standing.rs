//! What follows from the recorded rows: who assesses a result, what each answered, what is settled, what is still open.
//! Pure; derived each time.

use std::collections::{BTreeMap, HashMap};

use bias::{
    Answer, Assessment, GivenAnswer, GivenJudgement, Judged, Judgement, Tool, consensus_draft,
    judge,
};
use review::{ReviewerId, ReviewersPerRecord};
use serde::Serialize;
use store::{BiasEntryRow, BiasFacts, BiasResultRow, BiasRole};
use ts_rs::TS;

use crate::error::{Error, Result};

/// Where a result stands for a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BiasStage {
    /// The reviewer has questions to answer.
    ToAssess,
    /// Nothing is missing; the reviewer has still to say that they have finished.
    ToFinish,
    /// The reviewer has finished, the other assessor has not.
    Waiting,
    /// Others assess it.
    Others,
    /// Both have finished and something is to be settled.
    Differs,
    /// Everything is settled.
    Done,
}

/// A result with the facts about it.
pub(crate) struct Standing<'f> {
    pub(crate) result: &'f BiasResultRow,
    pub(crate) tool: Tool,
    pub(crate) required: ReviewersPerRecord,
    /// What each assessor said, in the order in which they began.
    own: Vec<(ReviewerId, Assessment)>,
    /// What is in force of the settlements, by item.
    settlements: BTreeMap<&'f str, &'f BiasEntryRow>,
    finished: Vec<ReviewerId>,
}

/// Names that assessments bear.
pub(crate) struct Names<'n> {
    pub(crate) people: &'n HashMap<ReviewerId, String>,
    pub(crate) study: &'n str,
}

impl Names<'_> {
    fn of<'a>(&'a self, who: &'a ReviewerId) -> &'a str {
        self.people.get(who).map_or(who.as_str(), String::as_str)
    }
}

/// The tool of a word in the database.
pub(crate) fn tool_of(word: &str) -> Result<Tool> {
    Tool::from_word(word).ok_or_else(|| {
        Error::internal(format!(
            "a result is to be assessed with “{word}”, which is no tool"
        ))
    })
}

/// What one person said of the latest rows of each item.
fn assessment<'f>(
    result: &BiasResultRow,
    tool: Tool,
    study: &str,
    reviewer: &str,
    latest: impl Fn(&str) -> Option<&'f BiasEntryRow>,
) -> Assessment {
    let mut assessment = Assessment::new(study, &result.name, tool, reviewer);
    for domain in tool.form().domains {
        for question in domain.questions {
            if let Some(given) = latest(question.id).and_then(given_answer) {
                assessment.answers.push(given);
            }
        }
    }
    for item in judged_items(tool) {
        if let Some(given) = latest(&item).and_then(given_judgement) {
            assessment.judgements.push(given);
        }
    }
    assessment
}

fn given_answer(row: &BiasEntryRow) -> Option<GivenAnswer> {
    Some(GivenAnswer {
        question: row.item.clone(),
        answer: Answer::read(row.said.as_deref()?)?,
        quote: row.quote.clone(),
        comment: row.words.clone(),
    })
}

fn given_judgement(row: &BiasEntryRow) -> Option<GivenJudgement> {
    Some(GivenJudgement {
        of: row.item.clone(),
        judgement: Judgement::read(row.said.as_deref()?)?,
        reason: row.words.clone(),
    })
}

/// What is judged with a tool: its domains, their applicability, the whole.
pub(crate) fn judged_items(tool: Tool) -> Vec<String> {
    judge(&Assessment::new("", "", tool, ""))
        .items()
        .map(|item| item.id.clone())
        .collect()
}

impl<'f> Standing<'f> {
    /// Works it out for one result.
    ///
    /// # Errors
    /// A tool that this program does not know.
    pub(crate) fn of(
        facts: &'f BiasFacts,
        result: &'f BiasResultRow,
        required: ReviewersPerRecord,
        names: &Names<'_>,
    ) -> Result<Self> {
        let tool = tool_of(&result.tool)?;
        let mut rows: Vec<(ReviewerId, HashMap<&str, &BiasEntryRow>)> = Vec::new();
        let mut settlements = BTreeMap::new();
        for entry in facts.entries.iter().filter(|e| e.result_id == result.id) {
            match entry.role {
                BiasRole::Consensus if entry.said.is_some() => {
                    settlements.insert(entry.item.as_str(), entry);
                }
                BiasRole::Consensus => {
                    settlements.remove(entry.item.as_str());
                }
                BiasRole::Assessor => {
                    let known = rows.iter().position(|(who, _)| *who == entry.reviewer_id);
                    let index = known.unwrap_or_else(|| {
                        rows.push((entry.reviewer_id.clone(), HashMap::new()));
                        rows.len() - 1
                    });
                    rows[index].1.insert(entry.item.as_str(), entry);
                }
            }
        }
        let finished = facts
            .finishes
            .iter()
            .filter(|f| f.result_id == result.id && f.finished)
            .map(|f| f.reviewer_id.clone())
            .collect();
        let own = rows
            .into_iter()
            .map(|(who, latest)| {
                let said = assessment(result, tool, names.study, names.of(&who), |item| {
                    latest.get(item).copied()
                });
                (who, said)
            })
            .collect();
        Ok(Self {
            result,
            tool,
            required,
            own,
            settlements,
            finished,
        })
    }

    /// Who assesses it, in the order in which they began.
    pub(crate) fn assessors(&self) -> impl Iterator<Item = &ReviewerId> {
        self.own.iter().map(|(who, _)| who)
    }

    /// Whether this reviewer is one of its assessors.
    pub(crate) fn is_assessor(&self, reviewer: &ReviewerId) -> bool {
        self.assessors().any(|who| who == reviewer)
    }

    /// Whether this reviewer has finished.
    pub(crate) fn has_finished(&self, reviewer: &ReviewerId) -> bool {
        self.finished.contains(reviewer)
    }

    /// Whether two work apart from each other.
    pub(crate) fn is_double(&self) -> bool {
        self.required == ReviewersPerRecord::Two
    }

    /// Whether all who are needed have finished: from now on what they said may be compared and told.
    pub(crate) fn is_unsealed(&self) -> bool {
        self.finished.len() >= self.required.count()
    }

    /// What this reviewer said; with one assessor, what that one said.
    pub(crate) fn own(&self, reviewer: &ReviewerId) -> Option<&Assessment> {
        if !self.is_double() {
            return self.own.first().map(|(_, said)| said);
        }
        let mut own = self.own.iter();
        own.find(|(who, _)| who == reviewer).map(|(_, said)| said)
    }

    /// What both said, in the order of their identities, so that a pair of people is always compared the same way round;
    /// `None` before both have finished.
    pub(crate) fn both(&self) -> Option<(&Assessment, &Assessment)> {
        if !self.is_double() || !self.is_unsealed() {
            return None;
        }
        let mut done: Vec<&(ReviewerId, Assessment)> = self
            .own
            .iter()
            .filter(|(who, _)| self.has_finished(who))
            .collect();
        done.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        match done[..] {
            [(_, first), (_, second), ..] => Some((first, second)),
            _ => None,
        }
    }

    /// What settled an item.
    pub(crate) fn settlement(&self, item: &str) -> Option<&'f BiasEntryRow> {
        self.settlements.get(item).copied()
    }

    /// Every settlement in force.
    pub(crate) fn settlements(&self) -> impl Iterator<Item = &'f BiasEntryRow> + '_ {
        self.settlements.values().copied()
    }

    /// What the team says, as far as it is settled: what both said alike and what settled the rest; with one assessor, what
    /// that one said. `None` before all have finished.
    pub(crate) fn settled(&self) -> Option<Assessment> {
        if !self.is_unsealed() {
            return None;
        }
        if !self.is_double() {
            return self.own.first().map(|(_, said)| said.clone());
        }
        let (first, second) = self.both()?;
        let who = format!("Consensus of {} and {}", first.reviewer, second.reviewer);
        let mut settled = consensus_draft(first, second, &who);
        for row in self.settlements() {
            if let Some(given) = self.question(&row.item).and_then(|()| given_answer(row)) {
                settled.answers.retain(|known| known.question != row.item);
                settled.answers.push(given);
            } else if let Some(given) = given_judgement(row) {
                settled.judgements.retain(|known| known.of != row.item);
                settled.judgements.push(given);
            }
        }
        let order = |id: &str| {
            let questions = self.tool.form().domains.iter().flat_map(|d| d.questions);
            questions.into_iter().position(|q| q.id == id)
        };
        settled.answers.sort_by_key(|given| order(&given.question));
        Some(settled)
    }

    fn question(&self, item: &str) -> Option<()> {
        self.tool.form().question(item).map(|_| ())
    }

    /// Judgements that only one of the two gave in place of the tool, or that they gave differently, and that nobody
    /// settled.
    pub(crate) fn judgements_to_settle(&self) -> Vec<String> {
        let Some((first, second)) = self.both() else {
            return Vec::new();
        };
        let (first, second) = (judge(first), judge(second));
        let given = |item: &bias::JudgedItem| item.judgement.filter(|_| item.by_reviewer);
        first
            .items()
            .zip(second.items())
            .filter(|(a, b)| given(a) != given(b) && self.settlement(&a.id).is_none())
            .map(|(a, _)| a.id.clone())
            .collect()
    }

    /// What is still to be settled, in words; empty before all have finished.
    pub(crate) fn open(&self) -> Vec<String> {
        let Some(settled) = self.settled() else {
            return Vec::new();
        };
        let judgements = self.judgements_to_settle();
        let mut open = judge(&settled).missing;
        open.extend(
            judgements
                .iter()
                .map(|item| format!("a judgement of {item} on which both agree")),
        );
        open
    }

    /// What the team says, once all of it is settled.
    pub(crate) fn conclusion(&self) -> Option<(Assessment, Judged)> {
        let settled = self.settled()?;
        let judged = judge(&settled);
        (judged.complete && self.judgements_to_settle().is_empty()).then_some((settled, judged))
    }

    /// Where it stands for a reviewer.
    pub(crate) fn stage(&self, reviewer: &ReviewerId) -> BiasStage {
        if self.is_unsealed() {
            return if self.conclusion().is_some() {
                BiasStage::Done
            } else {
                BiasStage::Differs
            };
        }
        if self.has_finished(reviewer) {
            return BiasStage::Waiting;
        }
        if !self.is_assessor(reviewer) && self.own.len() >= self.required.count() {
            return BiasStage::Others;
        }
        match self.own(reviewer) {
            Some(said) if judge(said).complete => BiasStage::ToFinish,
            _ => BiasStage::ToAssess,
        }
    }

    /// Why this reviewer may not answer now, and what can be done; `None` where they may.
    pub(crate) fn why_closed(&self, reviewer: &ReviewerId) -> Option<(&'static str, &'static str)> {
        if self.has_finished(reviewer) && !self.is_unsealed() {
            return Some((
                "you have finished this result",
                "Take it up again first; that is possible until the other assessor has finished as well.",
            ));
        }
        if self.is_unsealed() && self.is_double() {
            return Some((
                "both assessors have finished this result, and what they said is compared",
                "Settle what differs under Differences.",
            ));
        }
        if self.is_unsealed() {
            return Some((
                "this result is finished",
                "Whoever assessed it can take it up again.",
            ));
        }
        if !self.is_assessor(reviewer) && self.own.len() >= self.required.count() {
            return Some(match self.required {
                ReviewersPerRecord::One => (
                    "somebody else assesses this result",
                    "The team asks for one assessor of each result. Choose another result.",
                ),
                ReviewersPerRecord::Two => (
                    "two others assess this result",
                    "The team asks for two assessors of each result. Choose another result.",
                ),
            });
        }
        None
    }
}
