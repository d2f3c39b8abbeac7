//! Readings of values with all that is known of them once a study has ended.

use std::collections::BTreeMap;

use review::Finding;
use store::{StudyModeStep, StudyModeValueReading};
use study::{Answer, Arm, Reading, ReadingTime, Shown};

use super::answers::Said;
use super::read::words_of;
use crate::error::Result;
use crate::extract::standing::agree;
use crate::study_mode::findings::seconds;

/// A reading with all that is known of it, as it stands in the table of readings.
pub(crate) struct KnownValue {
    pub(crate) reader: String,
    pub(crate) item: String,
    /// The study of the review.
    pub(crate) extracted: String,
    /// The value in words.
    pub(crate) words: String,
    /// Its stratum: kind, and whether a value was suggested; empty of practice.
    pub(crate) stratum: String,
    pub(crate) practice: bool,
    pub(crate) arm: String,
    pub(crate) period: i64,
    pub(crate) position: i64,
    pub(crate) first: Option<Finding>,
    pub(crate) first_right: Option<bool>,
    pub(crate) answer: Option<Finding>,
    pub(crate) answer_right: Option<bool>,
    /// Whether the answer is the suggestion, taken by its key.
    pub(crate) accepted: bool,
    pub(crate) suggestion: Finding,
    pub(crate) suggestion_right: Option<bool>,
    pub(crate) shown: bool,
    /// What was settled as right.
    pub(crate) truth: Option<Finding>,
    /// Active seconds by the rules of 30, 60 and 120 s.
    pub(crate) seconds: Option<[f64; 3]>,
    /// Of these, after the suggestion was shown.
    pub(crate) after: Option<[f64; 3]>,
    /// How often it was laid aside.
    pub(crate) laid_aside: usize,
    pub(crate) answered_at: i64,
}

/// Every reading that was begun, its steps put together, in the order in which they were begun.
pub(super) fn known(
    said: &Said<'_>,
    name: impl Fn(&review::ReviewerId) -> String,
) -> Result<Vec<KnownValue>> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut readings: Vec<Vec<&StudyModeValueReading>> = Vec::new();
    for row in said.readings {
        let next = readings.len();
        let place = *places
            .entry((row.reader_id.as_str(), row.item.as_str()))
            .or_insert(next);
        if place == next {
            readings.push(Vec::new());
        }
        readings[place].push(row);
    }
    let plan = &said.opened.locked.protocol.plan;
    let mut all = Vec::new();
    for steps in readings {
        let (Some(begun), Some(last)) = (steps.first(), steps.last()) else {
            continue;
        };
        let value = said.opened.value(&begun.item)?;
        let of = |step: StudyModeStep| {
            let row = steps.iter().find(|row| row.step == step);
            row.and_then(|row| row.finding.clone())
        };
        let (first, answer) = (of(StudyModeStep::First), of(StudyModeStep::Final));
        let right = |finding: &Finding| {
            (!begun.practice)
                .then(|| said.is_right(value, finding))
                .flatten()
        };
        let in_plan = plan.items.iter().find(|item| item.id == begun.item);
        all.push(KnownValue {
            reader: name(&begun.reader_id),
            item: begun.item.clone(),
            extracted: value.extracted.to_string(),
            words: words_of(value),
            stratum: in_plan
                .and_then(|item| item.stratum.clone())
                .unwrap_or_default(),
            practice: begun.practice,
            arm: begun.arm.clone(),
            period: begun.period,
            position: begun.position,
            first_right: first.as_ref().and_then(right),
            first,
            answer_right: answer.as_ref().and_then(right),
            answer,
            accepted: steps.iter().any(|row| row.accepted == Some(true)),
            suggestion_right: right(&value.suggested),
            suggestion: value.suggested.clone(),
            shown: steps.iter().any(|row| row.shown.is_some()),
            truth: (!begun.practice)
                .then(|| said.right(&begun.item).settled())
                .flatten(),
            seconds: seconds(steps.iter().map(|row| row.time)),
            after: if begun.arm == "A" {
                None
            } else {
                let with = steps.iter().filter(|row| row.shown.is_some());
                seconds(with.map(|row| row.time))
            },
            laid_aside: steps
                .iter()
                .filter(|row| row.step == StudyModeStep::Left)
                .count(),
            answered_at: last.made_at,
        });
    }
    Ok(all)
}

impl KnownValue {
    /// As it is analysed; `None` where it has no answer, or is for practice.
    pub(super) fn reading(&self, rule: usize) -> Option<Reading> {
        let answer = self.answer.as_ref().filter(|_| !self.practice)?;
        let arm = [Arm::Alone, Arm::SuggestionFirst, Arm::PersonFirst]
            .into_iter()
            .find(|arm| arm.letter().to_string() == self.arm)?;
        let suggestion = self
            .suggestion_right
            .filter(|_| self.shown)
            .map(|right| Shown {
                right,
                taken: agree(answer, &self.suggestion),
                right_before: self.first_right,
                changed: self.first.as_ref().map(|first| !agree(first, answer)),
            });
        Some(Reading {
            reader: self.reader.clone(),
            item: self.item.clone(),
            cluster: None,
            arm,
            period: u32::try_from(self.period).ok()?,
            time: self.seconds.map(|seconds| ReadingTime {
                seconds: seconds[rule],
                seconds_30: seconds[0],
                seconds_120: seconds[2],
                after_reveal: self.after.map(|after| after[rule]),
            }),
            answers: self
                .answer_right
                .map(|right| Answer {
                    field: Some(self.words.clone()),
                    relevant: None,
                    right,
                    suggestion,
                })
                .into_iter()
                .collect(),
        })
    }
}
