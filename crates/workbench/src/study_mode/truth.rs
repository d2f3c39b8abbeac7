//! What is right: adjudicators judge each record by themselves, blind to arms, readers and model; where they differ they
//! settle it together.

use review::{RecordId, ReviewerId};
use serde::{Deserialize, Serialize};
use store::{StudyModeRole, StudyModeTruth};
use ts_rs::TS;

use super::Opened;
use super::draw::by_chance;
use super::integrity::{JUDGE, sealed_truth};
use super::read::rules;
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::screen::RecordView;
use crate::suggestion_view::SuggestionsView;

/// What an adjudicator judges next.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TruthTurn {
    /// Its place, from 1.
    pub position: usize,
    /// How many there are.
    pub of: usize,
    /// The record, without anything that anybody or a model said of it.
    pub view: RecordView,
}

/// An adjudicator's judgement.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GivenTruth {
    /// Who.
    pub reviewer: ReviewerId,
    /// Of which record; only the one whose turn it is.
    pub record: RecordId,
    /// Whether it is relevant: whether it ought to go on to the next stage.
    pub relevant: bool,
    /// How long it took.
    pub time: Option<TimeSpent>,
}

/// A difference that is settled, together.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SettledTruth {
    /// Who notes it.
    pub reviewer: ReviewerId,
    /// Of which record.
    pub record: RecordId,
    /// Whether it is relevant.
    pub relevant: bool,
}

/// A record on which adjudicators differ.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TruthDifference {
    /// The record.
    pub view: RecordView,
    /// Who judged how, by name.
    pub judged: Vec<(String, bool)>,
}

/// Where the truth of a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Not all adjudicators have judged.
    Open,
    /// They differ.
    Differing,
    /// This is right.
    Settled(bool),
}

pub(crate) fn truth_of(opened: &Opened, record: &RecordId, truths: &[StudyModeTruth]) -> Verdict {
    let of_record = || truths.iter().filter(|truth| truth.record_id == *record);
    if let Some(together) = of_record().find(|truth| truth.consensus) {
        return Verdict::Settled(together.relevant);
    }
    let judged: Option<Vec<bool>> = opened
        .people(StudyModeRole::Adjudicator)
        .map(|id| {
            of_record()
                .find(|truth| truth.reviewer_id == *id)
                .map(|truth| truth.relevant)
        })
        .collect();
    match judged.as_deref() {
        None | Some([]) => Verdict::Open,
        Some([first, others @ ..]) if others.iter().all(|other| other == first) => {
            Verdict::Settled(*first)
        }
        Some(_) => Verdict::Differing,
    }
}

/// An adjudicator's order: by chance, and another one for each.
fn order(opened: &Opened, adjudicator: &ReviewerId) -> Vec<RecordId> {
    let mut records: Vec<RecordId> = opened
        .items
        .iter()
        .filter(|item| !item.practice)
        .map(|item| item.record_id.clone())
        .collect();
    let of = format!("{}\n{adjudicator}", opened.row.sha256);
    records.sort_by_cached_key(|record| by_chance(0, &format!("{of}\n{record}")));
    records
}

impl Review {
    /// What an adjudicator judges next; `None` where everything is judged. Refused for anybody else.
    pub async fn next_truth(&self, reviewer: &ReviewerId) -> Result<Option<TruthTurn>> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Adjudicator, reviewer, &ledger)?;
        let truths = self.store.study_mode_truths(&opened.row.id).await?;
        let order = order(&opened, reviewer);
        let Some(at) = next_of(&order, reviewer, &truths) else {
            return Ok(None);
        };
        Ok(Some(TruthTurn {
            position: at + 1,
            of: order.len(),
            view: self
                .study_record(&ledger, &order[at], reviewer, SuggestionsView::Hidden)
                .await?,
        }))
    }

    /// Records an adjudicator's judgement, and says what comes next. It is final.
    pub async fn give_truth(&self, given: &GivenTruth) -> Result<Option<TruthTurn>> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Adjudicator, &given.reviewer, &ledger)?;
        let truths = self.store.study_mode_truths(&opened.row.id).await?;
        let order = order(&opened, &given.reviewer);
        if next_of(&order, &given.reviewer, &truths).map(|at| &order[at]) != Some(&given.record) {
            return Err(not_open());
        }
        self.note_truth(StudyModeTruth {
            id: String::new(),
            study_id: opened.row.id,
            reviewer_id: given.reviewer.clone(),
            record_id: given.record.clone(),
            consensus: false,
            relevant: given.relevant,
            time: given.time.map(rules),
            made_at: 0,
        })
        .await?;
        self.next_truth(&given.reviewer).await
    }

    /// The records on which the adjudicators differ and that are not settled. Refused for anybody else, and before this
    /// adjudicator has judged all records.
    pub async fn truth_differences(&self, reviewer: &ReviewerId) -> Result<Vec<TruthDifference>> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Adjudicator, reviewer, &ledger)?;
        let truths = self.store.study_mode_truths(&opened.row.id).await?;
        refuse_unfinished(&opened, reviewer, &truths)?;
        let mut differences = Vec::new();
        for record in order(&opened, reviewer) {
            if truth_of(&opened, &record, &truths) != Verdict::Differing {
                continue;
            }
            let of_record = truths.iter().filter(|truth| truth.record_id == record);
            differences.push(TruthDifference {
                judged: of_record
                    .map(|truth| {
                        let name = ledger.reviewer_name(&truth.reviewer_id).to_owned();
                        (name, truth.relevant)
                    })
                    .collect(),
                view: self
                    .study_record(&ledger, &record, reviewer, SuggestionsView::Hidden)
                    .await?,
            });
        }
        Ok(differences)
    }

    /// Settles a difference between adjudicators, for all of them.
    pub async fn settle_truth(&self, settled: &SettledTruth) -> Result<Vec<TruthDifference>> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Adjudicator, &settled.reviewer, &ledger)?;
        let truths = self.store.study_mode_truths(&opened.row.id).await?;
        refuse_unfinished(&opened, &settled.reviewer, &truths)?;
        if truth_of(&opened, &settled.record, &truths) != Verdict::Differing {
            return Err(not_open());
        }
        self.note_truth(StudyModeTruth {
            id: String::new(),
            study_id: opened.row.id,
            reviewer_id: settled.reviewer.clone(),
            record_id: settled.record.clone(),
            consensus: true,
            relevant: settled.relevant,
            time: None,
            made_at: 0,
        })
        .await?;
        self.truth_differences(&settled.reviewer).await
    }

    async fn note_truth(&self, mut row: StudyModeTruth) -> Result<()> {
        let mut change = self.study_change(&row.reviewer_id, JUDGE).await?;
        row.id = change
            .add_study_mode_truth(&row)
            .await?
            .ok_or_else(not_open)?;
        change
            .commit(&serde_json::json!({
                "study": row.study_id, "record": row.record_id, "together": row.consensus,
                "row_sha256": sealed_truth(&row)?,
            }))
            .await?;
        self.advance_ledger(|_| ()).await
    }
}

fn next_of(order: &[RecordId], reviewer: &ReviewerId, truths: &[StudyModeTruth]) -> Option<usize> {
    order.iter().position(|record| {
        !truths
            .iter()
            .any(|t| t.record_id == *record && t.reviewer_id == *reviewer && !t.consensus)
    })
}

fn refuse_unfinished(
    opened: &Opened,
    reviewer: &ReviewerId,
    truths: &[StudyModeTruth],
) -> Result<()> {
    if next_of(&order(opened, reviewer), reviewer, truths).is_none() {
        return Ok(());
    }
    Err(Error::refused(
        "you have not judged every record yet",
        "How the others judged is shown once you have: adjudicators judge by themselves first.",
    ))
}

fn not_open() -> Error {
    Error::refused(
        "it is not this record's turn, or it is judged already",
        "Each judgement is final. Go on with the record that is shown.",
    )
}
