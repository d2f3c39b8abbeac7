//! A reader extracts one value after the other, report by report: the machine says which comes next and whether the
//! suggestion may be seen.
//!
//! In arm C a report is gone through twice: first all own answers, then each with its suggestion. So no suggestion is in
//! view, nor was, where an own answer is given: one suggestion's quote may give its neighbour's value away.

use review::{Finding, Light, ReviewerId, ValueSuggestionId};
use serde::{Deserialize, Serialize};
use store::{StudyModeRole, StudyModeStep, StudyModeValueReading};
use study::Arm;
use ts_rs::TS;

use super::StudiedValue;
use super::integrity::{READ_VALUE, sealed_reading};
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::extract::{ProposedValue, in_words};
use crate::open_review::Review;
use crate::study_mode::Opened;
use crate::study_mode::read::rules;

/// What a reader extracts next. The arm is not told: what may be seen is in the suggestion.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ValueTurn {
    /// Whether it is for practice, and not analysed.
    pub practice: bool,
    /// Its place, from 1, among those of practice or of the study.
    pub position: usize,
    /// How many there are.
    pub of: usize,
    /// The value that is asked for.
    pub value: StudiedValue,
    /// One's own answer, where the suggestion is shown after it: it is kept or changed now.
    pub first: Option<Finding>,
    /// The suggestion, only where it may be seen now.
    pub proposed: Option<ProposedValue>,
}

/// A reader's answer: a value, or the suggestion in view as it is.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct GivenValueReading {
    /// Who.
    pub reviewer: ReviewerId,
    /// Of which value; only the one whose turn it is.
    pub item: String,
    /// What the report says. Words that it rests on are not kept: the value is what is measured.
    pub finding: Option<Finding>,
    /// The suggestion in view that is taken as it is, in place of a value of one's own.
    pub accepted: Option<ValueSuggestionId>,
    /// How long it took, since it was opened or since the suggestion was shown.
    pub time: Option<TimeSpent>,
}

/// A value that was laid aside without an answer: its time counts.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LeftValueReading {
    /// Who.
    pub reviewer: ReviewerId,
    /// Which value.
    pub item: String,
    /// How long it was read.
    pub time: TimeSpent,
}

/// Where a reader is.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) item: String,
    cluster: Option<String>,
    pub(crate) practice: bool,
    arm: Arm,
    period: i64,
    position: usize,
    of: usize,
}

impl Opened {
    /// All values that a reader extracts, in order: practice first, by turns without and with suggestions.
    pub(crate) fn value_places(&self, reader: &str) -> Vec<Place> {
        let plan = &self.locked.protocol.plan;
        let arms = &plan.assisted;
        let of = plan.practice.len();
        let practice = plan.practice.iter().enumerate().map(|(at, item)| Place {
            item: item.clone(),
            cluster: None,
            practice: true,
            arm: match arms.get(at / 2 % arms.len().max(1)) {
                Some(arm) if at % 2 == 1 => *arm,
                _ => Arm::Alone,
            },
            period: 0,
            position: at + 1,
            of,
        });
        let assignments = &self.locked.allocation.assignments;
        let mut own: Vec<_> = assignments.iter().filter(|a| a.reader == reader).collect();
        own.sort_by_key(|assignment| assignment.position);
        let of = own.len();
        practice
            .chain(own.into_iter().map(|assignment| {
                Place {
                    item: assignment.item.clone(),
                    cluster: plan
                        .items
                        .iter()
                        .find(|item| item.id == assignment.item)
                        .and_then(|item| item.cluster.clone()),
                    practice: false,
                    arm: assignment.arm,
                    period: i64::from(assignment.period),
                    position: assignment.position as usize,
                    of,
                }
            }))
            .collect()
    }
}

/// The next place of a reader, and the own answer where the suggestion is to be shown after it.
fn next_place(
    opened: &Opened,
    reader: &str,
    rows: &[StudyModeValueReading],
) -> Option<(Place, Option<Finding>)> {
    let step = |place: &Place, step: StudyModeStep| {
        rows.iter()
            .find(|row| row.item == place.item && row.step == step)
    };
    let places = opened.value_places(reader);
    let next = places
        .iter()
        .find(|place| step(place, StudyModeStep::Final).is_none())?;
    if next.arm != Arm::PersonFirst {
        return Some((next.clone(), None));
    }
    let unanswered = places.iter().find(|place| {
        let same = if next.practice {
            place.item == next.item
        } else {
            !place.practice && place.cluster == next.cluster
        };
        same && step(place, StudyModeStep::First).is_none()
    });
    Some(match unanswered {
        Some(place) => (place.clone(), None),
        None => {
            let first = step(next, StudyModeStep::First);
            (next.clone(), first.and_then(|row| row.finding.clone()))
        }
    })
}

/// Whether the suggestion may be seen now.
fn in_view(place: &Place, first: Option<&Finding>) -> bool {
    match place.arm {
        Arm::SuggestionFirst => true,
        Arm::PersonFirst => first.is_some(),
        Arm::Alone | Arm::ModelAlone => false,
    }
}

fn not_next() -> Error {
    Error::refused(
        "it is not this value's turn in the study",
        "The order is the machine's, and each answer is final. Go on with the value that is shown.",
    )
}

impl Review {
    /// What a reader extracts next; `None` where everything is read. Refused for anybody else.
    pub async fn next_value(&self, reviewer: &ReviewerId) -> Result<Option<ValueTurn>> {
        let opened = self.running_study_of_values().await?;
        let Some((place, first)) = self.value_place(&opened, reviewer).await? else {
            return Ok(None);
        };
        let value = opened.value(&place.item)?;
        let proposed = if in_view(&place, first.as_ref()) {
            Some(
                self.named_proposal(&value.extracted, &value.suggestion)
                    .await?,
            )
        } else {
            None
        };
        Ok(Some(ValueTurn {
            practice: place.practice,
            position: place.position,
            of: place.of,
            value: self.studied_value(value).await?,
            first,
            proposed,
        }))
    }

    async fn value_place(
        &self,
        opened: &Opened,
        reviewer: &ReviewerId,
    ) -> Result<Option<(Place, Option<Finding>)>> {
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Reader, reviewer, &ledger)?;
        let rows = self
            .store
            .study_mode_value_readings(&opened.row.id, Some(reviewer))
            .await?;
        Ok(next_place(opened, ledger.reviewer_name(reviewer), &rows))
    }

    /// Records a reader's answer, and says what comes next. An answer that counts is final.
    ///
    /// A suggestion with a red light cannot be taken as it is, as in the extraction: its value can be entered.
    pub async fn give_value_reading(&self, given: &GivenValueReading) -> Result<Option<ValueTurn>> {
        let opened = self.running_study_of_values().await?;
        let (place, first) = self
            .value_place(&opened, &given.reviewer)
            .await?
            .filter(|(place, _)| place.item == given.item)
            .ok_or_else(not_next)?;
        let value = opened.value(&place.item)?;
        let (finding, accepted) = match (&given.finding, &given.accepted) {
            (Some(finding), None) => {
                let own = Finding {
                    evidence: Vec::new(),
                    ..finding.clone()
                };
                let kept = self
                    .checked_finding(&value.extracted, &value.field, &own)
                    .await?;
                (kept, false)
            }
            (None, Some(id)) if in_view(&place, first.as_ref()) && *id == value.suggestion => {
                let proposed = self
                    .named_proposal(&value.extracted, &value.suggestion)
                    .await?;
                if proposed.light() == Light::Red {
                    return Err(Error::refused(
                        "the suggestion failed a check and cannot be accepted unchanged",
                        "Enter what the report says.",
                    ));
                }
                (value.suggested.clone(), true)
            }
            _ => {
                return Err(Error::invalid(
                    "an answer is either a value or the suggestion in view",
                    "Enter what the report says, or mark it as not reported.",
                ));
            }
        };
        self.value_step(
            &opened,
            &given.reviewer,
            &place,
            first.as_ref(),
            Some((finding, accepted)),
            given.time,
        )
        .await?;
        self.next_value(&given.reviewer).await
    }

    /// Notes the time of a value that was laid aside without an answer.
    pub async fn leave_value_reading(&self, left: &LeftValueReading) -> Result<()> {
        let opened = self.running_study_of_values().await?;
        let (place, first) = self
            .value_place(&opened, &left.reviewer)
            .await?
            .filter(|(place, _)| place.item == left.item)
            .ok_or_else(not_next)?;
        self.value_step(
            &opened,
            &left.reviewer,
            &place,
            first.as_ref(),
            None,
            Some(left.time),
        )
        .await
    }

    async fn value_step(
        &self,
        opened: &Opened,
        reviewer: &ReviewerId,
        place: &Place,
        first: Option<&Finding>,
        answer: Option<(Finding, bool)>,
        time: Option<TimeSpent>,
    ) -> Result<()> {
        let value = opened.value(&place.item)?;
        let step = match (&answer, place.arm, first) {
            (None, _, _) => StudyModeStep::Left,
            (Some(_), Arm::PersonFirst, None) => StudyModeStep::First,
            (Some(_), _, _) => StudyModeStep::Final,
        };
        let (finding, accepted) = answer.unzip();
        let mut row = StudyModeValueReading {
            id: String::new(),
            study_id: opened.row.id.clone(),
            reader_id: reviewer.clone(),
            item: place.item.clone(),
            practice: place.practice,
            arm: place.arm.letter().to_string(),
            period: place.period,
            position: i64::try_from(place.position).unwrap_or(i64::MAX),
            step,
            finding,
            accepted,
            shown: in_view(place, first).then(|| value.suggestion.clone()),
            time: time.map(rules),
            made_at: 0,
        };
        let mut change = self.study_change(reviewer, READ_VALUE).await?;
        row.id = change
            .add_study_mode_value_reading(&row)
            .await?
            .ok_or_else(not_next)?;
        change
            .commit(&serde_json::json!({
                "study": row.study_id, "of": value.extracted, "field": words_of(value),
                "row_sha256": sealed_reading(&row)?,
            }))
            .await?;
        self.advance_ledger(|_| ()).await
    }
}

/// A value in words, such as “Events (placebo, death)”, by the field as it was locked.
pub(super) fn words_of(value: &store::StudyModeValue) -> String {
    let words = in_words(None, &value.address);
    words.replacen(value.address.field.as_str(), &value.field.label, 1)
}
