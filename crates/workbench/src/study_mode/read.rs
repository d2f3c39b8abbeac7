//! A reader reads: the machine says what comes next and what may be seen of it.

use review::{RecordId, ReviewerId};
use serde::{Deserialize, Serialize};
use store::{StudyModeReading, StudyModeRole, StudyModeStep};
use study::Arm;
use ts_rs::TS;

use super::Opened;
use super::integrity::{READ, sealed_reading};
use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::screen::RecordView;
use crate::suggestion_view::SuggestionsView;

/// What a reader reads next. The arm is not told: what may be seen is in the record's suggestions.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyTurn {
    /// Whether it is for practice, and not analysed.
    pub practice: bool,
    /// Its place, from 1, among those of practice or of the study.
    pub position: usize,
    /// How many there are.
    pub of: usize,
    /// The record. Its suggestions are there only where they may be seen now.
    pub view: RecordView,
    /// One's own answer, where the suggestion is shown after it: it is kept or changed now.
    pub first: Option<bool>,
}

/// A reader's answer.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct GivenReading {
    /// Who.
    pub reviewer: ReviewerId,
    /// Of which record; only the one whose turn it is.
    pub record: RecordId,
    /// Whether it goes on to the next stage.
    pub relevant: bool,
    /// How long it was read, since it was opened or since the suggestion was shown.
    pub time: Option<TimeSpent>,
}

/// A record that was laid aside without an answer: its time counts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct LeftReading {
    /// Who.
    pub reviewer: ReviewerId,
    /// Which record.
    pub record: RecordId,
    /// How long it was read.
    pub time: TimeSpent,
}

/// Where a reader is.
pub(crate) struct Place {
    pub(crate) record: RecordId,
    pub(crate) practice: bool,
    pub(crate) arm: Arm,
    pub(crate) period: i64,
    pub(crate) position: usize,
    pub(crate) of: usize,
}

impl Opened {
    /// Everything that a reader reads, in order: practice first.
    pub(crate) fn places(&self, reader: &str) -> Vec<Place> {
        let plan = &self.locked.protocol.plan;
        let arms = &plan.assisted;
        let of = plan.practice.len();
        // By turns without and with suggestions.
        let practice = plan.practice.iter().enumerate().map(|(at, id)| Place {
            record: id.as_str().into(),
            practice: true,
            arm: match arms.get(at / 2 % arms.len().max(1)) {
                Some(arm) if at % 2 == 1 => *arm,
                _ => Arm::Alone,
            },
            period: 0,
            position: at + 1,
            of,
        });
        let mut own: Vec<_> = self
            .locked
            .allocation
            .assignments
            .iter()
            .filter(|assignment| assignment.reader == reader)
            .collect();
        own.sort_by_key(|assignment| assignment.position);
        let of = own.len();
        practice
            .chain(own.into_iter().map(|assignment| Place {
                record: assignment.item.as_str().into(),
                practice: false,
                arm: assignment.arm,
                period: i64::from(assignment.period),
                position: assignment.position as usize,
                of,
            }))
            .collect()
    }
}

/// The next place of a reader, and the own answer where one was given to it.
fn next_place(
    opened: &Opened,
    reader: &str,
    rows: &[StudyModeReading],
) -> Option<(Place, Option<bool>)> {
    let step = |record: &RecordId, step: StudyModeStep| {
        rows.iter()
            .find(|row| row.record_id == *record && row.step == step)
    };
    let place = opened
        .places(reader)
        .into_iter()
        .find(|place| step(&place.record, StudyModeStep::Final).is_none())?;
    let first = step(&place.record, StudyModeStep::First).and_then(|row| row.relevant);
    Some((place, first))
}

/// Whether the suggestion may be seen now.
fn in_view(place: &Place, first: Option<bool>) -> bool {
    match place.arm {
        Arm::SuggestionFirst => true,
        Arm::PersonFirst => first.is_some(),
        Arm::Alone | Arm::ModelAlone => false,
    }
}

impl Review {
    /// What a reader reads next; `None` where everything is read. Refused for anybody else.
    pub async fn next_reading(&self, reviewer: &ReviewerId) -> Result<Option<StudyTurn>> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Reader, reviewer, &ledger)?;
        let rows = self
            .store
            .study_mode_readings(&opened.row.id, Some(reviewer))
            .await?;
        match next_place(&opened, ledger.reviewer_name(reviewer), &rows) {
            Some((place, first)) => Ok(Some(
                self.turn(&opened, &ledger, &place, first, reviewer).await?,
            )),
            None => Ok(None),
        }
    }

    async fn turn(
        &self,
        opened: &Opened,
        ledger: &Ledger,
        place: &Place,
        first: Option<bool>,
        reviewer: &ReviewerId,
    ) -> Result<StudyTurn> {
        let suggestions = if in_view(place, first) {
            let ids = opened
                .item(&place.record)
                .map(|item| item.suggestions.as_slice());
            self.named_suggestions(
                ledger,
                &place.record,
                reviewer,
                ids.unwrap_or_default(),
                first.is_some(),
            )
            .await?
        } else {
            SuggestionsView::Hidden
        };
        Ok(StudyTurn {
            practice: place.practice,
            position: place.position,
            of: place.of,
            view: self
                .study_record(ledger, &place.record, reviewer, suggestions)
                .await?,
            first,
        })
    }

    /// Records a reader's answer, and says what comes next: the same record with the suggestion, where it is shown after
    /// the own answer; else the next one. An answer that counts is final.
    pub async fn give_reading(&self, given: &GivenReading) -> Result<Option<StudyTurn>> {
        self.step_of(
            &given.reviewer,
            &given.record,
            Some(given.relevant),
            given.time,
        )
        .await?;
        self.next_reading(&given.reviewer).await
    }

    /// Notes the time of a record that was laid aside without an answer.
    pub async fn leave_reading(&self, left: &LeftReading) -> Result<()> {
        self.step_of(&left.reviewer, &left.record, None, Some(left.time))
            .await
    }

    async fn step_of(
        &self,
        reviewer: &ReviewerId,
        record: &RecordId,
        relevant: Option<bool>,
        time: Option<TimeSpent>,
    ) -> Result<()> {
        let opened = self.running_study().await?;
        let ledger = self.ledger().await?;
        opened.refuse_unless(StudyModeRole::Reader, reviewer, &ledger)?;
        let rows = self
            .store
            .study_mode_readings(&opened.row.id, Some(reviewer))
            .await?;
        let not_next = || {
            Error::refused(
                "it is not this record's turn in the study",
                "The order is the machine's, and each answer is final. Go on with the record that is shown.",
            )
        };
        let (place, first) = next_place(&opened, ledger.reviewer_name(reviewer), &rows)
            .filter(|(place, _)| place.record == *record)
            .ok_or_else(not_next)?;
        let step = match (relevant, place.arm, first) {
            (None, _, _) => StudyModeStep::Left,
            (Some(_), Arm::PersonFirst, None) => StudyModeStep::First,
            (Some(_), _, _) => StudyModeStep::Final,
        };
        let shown = match opened.item(record) {
            Some(item) if in_view(&place, first) => item.suggestions.clone(),
            _ => Vec::new(),
        };
        let mut row = StudyModeReading {
            id: String::new(),
            study_id: opened.row.id.clone(),
            reader_id: reviewer.clone(),
            record_id: record.clone(),
            practice: place.practice,
            arm: place.arm.letter().to_string(),
            period: place.period,
            position: i64::try_from(place.position).unwrap_or(i64::MAX),
            step,
            relevant,
            shown,
            time: time.map(rules),
            made_at: 0,
        };
        let mut change = self.study_change(reviewer, READ).await?;
        row.id = change
            .add_study_mode_reading(&row)
            .await?
            .ok_or_else(not_next)?;
        change
            .commit(&serde_json::json!({
                "study": row.study_id, "record": row.record_id, "row_sha256": sealed_reading(&row)?,
            }))
            .await?;
        drop(ledger);
        self.advance_ledger(|_| ()).await
    }
}

/// Elapsed and active milliseconds as they are stored.
pub(crate) fn rules(time: TimeSpent) -> [i64; 4] {
    let time = time.believed();
    [
        time.elapsed_ms,
        time.active_30_ms,
        time.active_60_ms,
        time.active_120_ms,
    ]
}
