//! What is right: adjudicators extract each value by themselves, blind to arms, readers and model; where they differ they
//! settle it together. Once everything is read they judge the answers that no rule can compare.

use review::{Finding, ReviewerId};
use serde::{Deserialize, Serialize};
use store::{StudyModeRole, StudyModeSays, StudyModeValueTruth};
use ts_rs::TS;

use super::StudiedValue;
use super::answers::{Question, Said, Verdict};
use super::integrity::{JUDGE_VALUE, sealed_truth};
use super::read::words_of;
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::study_mode::Opened;
use crate::study_mode::draw::by_chance;
use crate::study_mode::read::rules;

/// What an adjudicator is asked next.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ValueTruthTurn {
    /// Its place, from 1.
    pub position: usize,
    /// How many there are so far; answers to be judged are added once everything is read.
    pub of: usize,
    /// The value, without anything that anybody or a model said of it.
    pub value: StudiedValue,
    /// An answer that somebody or something gave, to be judged right or wrong; `None` where the value itself is asked for.
    pub answer: Option<Finding>,
    /// Its name.
    pub answer_name: Option<String>,
    /// The value that was settled as right, to hold the answer against.
    pub right: Option<Finding>,
}

/// What an adjudicator says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "says")]
pub enum ValueSays {
    /// Which value is right.
    Right {
        /// What the report says.
        finding: Finding,
    },
    /// Whether an answer is right as well.
    Answer {
        /// Its name.
        name: String,
        /// Whether it is.
        correct: bool,
    },
}

/// An adjudicator's judgement.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct GivenValueTruth {
    /// Who.
    pub reviewer: ReviewerId,
    /// Of which value; only the one whose turn it is.
    pub item: String,
    /// What.
    pub says: ValueSays,
    /// How long it took.
    pub time: Option<TimeSpent>,
}

/// A difference that is settled, together.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SettledValueTruth {
    /// Who notes it.
    pub reviewer: ReviewerId,
    /// Of which value.
    pub item: String,
    /// What was agreed on.
    pub says: ValueSays,
}

/// A question on which adjudicators differ.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ValueTruthDifference {
    /// The value.
    pub value: StudiedValue,
    /// The answer that is judged; `None` where the value itself is asked for.
    pub answer: Option<Finding>,
    /// Its name.
    pub answer_name: Option<String>,
    /// The value that was settled as right, where an answer is judged.
    pub right: Option<Finding>,
    /// Who said what, by name.
    pub judged: Vec<(String, ValueSays)>,
}

/// An adjudicator's order: reports by chance, another one for each, and the values of a report as the form has them.
fn order(opened: &Opened, adjudicator: &ReviewerId) -> Vec<String> {
    let seal = &opened.row.sha256;
    let mut items = opened.locked.protocol.plan.items.clone();
    items.sort_by_cached_key(|item| {
        let report = item.cluster.as_deref().unwrap_or(&item.id);
        by_chance(0, &format!("{seal}\n{adjudicator}\n{report}"))
    });
    items.into_iter().map(|item| item.id).collect()
}

/// How far adjudication is.
pub(crate) struct Adjudicated {
    /// Of each adjudicator, questions that are answered.
    pub(crate) done: Vec<(ReviewerId, usize)>,
    /// Questions so far.
    pub(crate) of: usize,
    /// Values on which what is right, and which answers are, is settled.
    pub(crate) settled: usize,
    /// Values on which adjudicators differ.
    pub(crate) differing: usize,
    /// Whether nothing is left to be asked.
    pub(crate) complete: bool,
}

/// How far adjudication is.
pub(crate) fn progress(said: &Said<'_>) -> Adjudicated {
    let items: Vec<String> = said.values().map(|value| value.item.clone()).collect();
    let questions = said.questions(&items);
    let done = said
        .opened
        .people(StudyModeRole::Adjudicator)
        .map(|id| {
            let answered = questions.iter().filter(|q| said.answered(q, id));
            (id.clone(), answered.count())
        })
        .collect();
    let (mut settled, mut differing) = (0, 0);
    for item in &items {
        let of_item = || questions.iter().filter(|question| question.item == *item);
        settled += usize::from(of_item().all(|q| said.stands(q) == Verdict::Settled(())));
        differing += usize::from(of_item().any(|q| said.stands(q) == Verdict::Differing));
    }
    Adjudicated {
        done,
        of: questions.len(),
        settled,
        differing,
        complete: said.answers_are_known() && settled == items.len(),
    }
}

/// A finding without the words that it rests on: they would tell a suggestion, and what is compared is the value.
fn bare(finding: Finding) -> Finding {
    Finding {
        evidence: Vec::new(),
        ..finding
    }
}

fn not_open() -> Error {
    Error::refused(
        "it is not this value's turn, or it is judged already",
        "Each judgement is final. Go on with the value that is shown.",
    )
}

impl Review {
    /// What an adjudicator is asked next; `None` where nothing is left for now. Refused for anybody else.
    pub async fn next_value_truth(&self, reviewer: &ReviewerId) -> Result<Option<ValueTruthTurn>> {
        let opened = self.running_study_of_values().await?;
        let (readings, truths) = self.said_of(&opened, reviewer).await?;
        let said = Said {
            opened: &opened,
            readings: &readings,
            truths: &truths,
        };
        let questions = said.questions(&order(&opened, reviewer));
        let Some(at) = questions.iter().position(|q| !said.answered(q, reviewer)) else {
            return Ok(None);
        };
        let question = &questions[at];
        let (answer_name, answer) = question.answer.clone().unzip();
        Ok(Some(ValueTruthTurn {
            position: at + 1,
            of: questions.len(),
            value: self.studied_value(opened.value(&question.item)?).await?,
            right: answer
                .is_some()
                .then(|| said.right(&question.item).settled().map(bare))
                .flatten(),
            answer,
            answer_name,
        }))
    }

    async fn said_of(
        &self,
        opened: &Opened,
        reviewer: &ReviewerId,
    ) -> Result<(Vec<store::StudyModeValueReading>, Vec<StudyModeValueTruth>)> {
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Adjudicator, reviewer, &ledger)?;
        let id = &opened.row.id;
        Ok((
            self.store.study_mode_value_readings(id, None).await?,
            self.store.study_mode_value_truths(id).await?,
        ))
    }

    /// Records an adjudicator's judgement, and says what comes next. It is final.
    pub async fn give_value_truth(
        &self,
        given: &GivenValueTruth,
    ) -> Result<Option<ValueTruthTurn>> {
        let opened = self.running_study_of_values().await?;
        let (readings, truths) = self.said_of(&opened, &given.reviewer).await?;
        let said = Said {
            opened: &opened,
            readings: &readings,
            truths: &truths,
        };
        let questions = said.questions(&order(&opened, &given.reviewer));
        let next = questions
            .into_iter()
            .find(|q| !said.answered(q, &given.reviewer))
            .filter(|question| is_about(question, &given.item, &given.says))
            .ok_or_else(not_open)?;
        let row = self
            .value_truth(&opened, &next, &given.reviewer, &given.says)
            .await?;
        self.note_value_truth(
            &opened,
            StudyModeValueTruth {
                time: given.time.map(rules),
                ..row
            },
        )
        .await?;
        self.next_value_truth(&given.reviewer).await
    }

    /// What adjudicators differ on and have not settled. Refused for anybody else, and before this adjudicator has
    /// answered everything that is asked so far.
    pub async fn value_truth_differences(
        &self,
        reviewer: &ReviewerId,
    ) -> Result<Vec<ValueTruthDifference>> {
        let opened = self.running_study_of_values().await?;
        let (readings, truths) = self.said_of(&opened, reviewer).await?;
        let said = Said {
            opened: &opened,
            readings: &readings,
            truths: &truths,
        };
        let ledger = self.ledger().await?;
        let mut differences = Vec::new();
        for question in differing(&said, reviewer)? {
            let of_question = truths.iter().filter(|row| question.is_of(row));
            let (answer_name, answer) = question.answer.clone().unzip();
            differences.push(ValueTruthDifference {
                value: self.studied_value(opened.value(&question.item)?).await?,
                right: answer
                    .is_some()
                    .then(|| said.right(&question.item).settled().map(bare))
                    .flatten(),
                answer,
                answer_name,
                judged: of_question
                    .map(|row| {
                        let name = ledger.reviewer_name(&row.reviewer_id).to_owned();
                        let says = match row.says.clone() {
                            StudyModeSays::Right(finding) => ValueSays::Right { finding },
                            StudyModeSays::Of { answer, correct } => ValueSays::Answer {
                                name: answer,
                                correct,
                            },
                        };
                        (name, says)
                    })
                    .collect(),
            });
        }
        Ok(differences)
    }

    /// Settles a difference between adjudicators, for all of them; returns those that are left.
    pub async fn settle_value_truth(
        &self,
        settled: &SettledValueTruth,
    ) -> Result<Vec<ValueTruthDifference>> {
        let opened = self.running_study_of_values().await?;
        let (readings, truths) = self.said_of(&opened, &settled.reviewer).await?;
        let said = Said {
            opened: &opened,
            readings: &readings,
            truths: &truths,
        };
        let question = differing(&said, &settled.reviewer)?
            .into_iter()
            .find(|question| is_about(question, &settled.item, &settled.says))
            .ok_or_else(not_open)?;
        let row = self
            .value_truth(&opened, &question, &settled.reviewer, &settled.says)
            .await?;
        self.note_value_truth(
            &opened,
            StudyModeValueTruth {
                consensus: true,
                ..row
            },
        )
        .await?;
        self.value_truth_differences(&settled.reviewer).await
    }

    async fn value_truth(
        &self,
        opened: &Opened,
        question: &Question,
        reviewer: &ReviewerId,
        says: &ValueSays,
    ) -> Result<StudyModeValueTruth> {
        let value = opened.value(&question.item)?;
        let says = match says {
            ValueSays::Right { finding } => {
                let own = bare(finding.clone());
                StudyModeSays::Right(
                    self.checked_finding(&value.extracted, &value.field, &own)
                        .await?,
                )
            }
            ValueSays::Answer { name, correct } => StudyModeSays::Of {
                answer: name.clone(),
                correct: *correct,
            },
        };
        Ok(StudyModeValueTruth {
            id: String::new(),
            study_id: opened.row.id.clone(),
            reviewer_id: reviewer.clone(),
            item: question.item.clone(),
            consensus: false,
            says,
            time: None,
            made_at: 0,
        })
    }

    async fn note_value_truth(&self, opened: &Opened, mut row: StudyModeValueTruth) -> Result<()> {
        let value = opened.value(&row.item)?;
        let mut change = self.study_change(&row.reviewer_id, JUDGE_VALUE).await?;
        row.id = change
            .add_study_mode_value_truth(&row)
            .await?
            .ok_or_else(not_open)?;
        change
            .commit(&serde_json::json!({
                "study": row.study_id, "of": value.extracted, "field": words_of(value), "together": row.consensus,
                "row_sha256": sealed_truth(&row)?,
            }))
            .await?;
        self.advance_ledger(|_| ()).await
    }
}

/// Whether what is said answers the question.
fn is_about(question: &Question, item: &str, says: &ValueSays) -> bool {
    let same = match (says, &question.answer) {
        (ValueSays::Right { .. }, None) => true,
        (ValueSays::Answer { name, .. }, Some((known, _))) => name == known,
        _ => false,
    };
    same && question.item == item
}

/// What adjudicators differ on; refused before this one has answered everything that is asked so far.
fn differing(said: &Said<'_>, reviewer: &ReviewerId) -> Result<Vec<Question>> {
    let questions = said.questions(&order(said.opened, reviewer));
    if questions.iter().any(|q| !said.answered(q, reviewer)) {
        return Err(Error::refused(
            "you have not judged every value yet",
            "What the others say is shown once you have: adjudicators judge by themselves first.",
        ));
    }
    Ok(questions
        .into_iter()
        .filter(|question| said.stands(question) == Verdict::Differing)
        .collect())
}
