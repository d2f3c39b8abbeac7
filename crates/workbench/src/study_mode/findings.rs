//! What a study found: its readings held against what is right, and analysed by the crate `study`.

use std::collections::BTreeMap;

use review::RecordId;
use serde::Serialize;
use store::{StudyModeReading, StudyModeStep, StudyModeTruth};
use study::{Answer, Arm, Reading, ReadingTime, Report, Shown};
use ts_rs::TS;

use super::Opened;
use super::design::StudyOf;
use super::integrity::StudyIntegrity;
use super::of_values::{KnownValue, ValueFindings};
use super::standing::StudyEnd;
use super::truth::{Verdict, truth_of};
use crate::error::{Error, Result};
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// What the model says of the records of a study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ModelAlone {
    /// Records that it suggests to include.
    pub include: usize,
    /// Records that it suggests to exclude.
    pub exclude: usize,
    /// Records of which it says neither: alone they would go on, and they count as no suggestion that could be followed.
    pub neither: usize,
    /// Records without an answer in form; they count nowhere.
    pub unread: usize,
}

/// What a study found. Only of one that has ended.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyFindings {
    /// Identity of the study.
    pub id: String,
    /// Name of who locked it.
    pub locked_by: String,
    /// When, UTC milliseconds.
    pub locked_at: i64,
    /// How it ended.
    pub end: StudyEnd,
    /// The seed of the allocation, open now: with the protocol anybody can draw it again.
    pub allocation_seed: String,
    /// The analysis.
    pub analysis: Report,
    /// Titles of the records that the analysis names, or the words for values.
    pub titles: BTreeMap<String, String>,
    /// Active seconds of each analysed reading with a time, by the letter of its arm; for drawing.
    pub seconds: BTreeMap<String, Vec<f64>>,
    /// What the model says of records.
    pub model: ModelAlone,
    /// Of a study of values, what is told of it beside.
    pub values: Option<ValueFindings>,
    /// Records on which the adjudicators, each alone, judged the same.
    pub adjudicated_alike: usize,
    /// Records that all of them judged.
    pub adjudicated: usize,
    /// Records on which what is right is settled.
    pub settled: usize,
    /// Active seconds of practice: overhead that the times above do not show.
    pub practice_seconds: f64,
    /// Active seconds of adjudication: overhead likewise.
    pub adjudication_seconds: f64,
    /// Whether the study is what was locked and read.
    pub integrity: StudyIntegrity,
}

/// A reading with all that is known of it, as it stands in the table of readings.
pub(crate) struct Known {
    pub(crate) reader: String,
    pub(crate) record: RecordId,
    pub(crate) practice: bool,
    pub(crate) arm: String,
    pub(crate) period: i64,
    pub(crate) position: i64,
    pub(crate) first: Option<bool>,
    pub(crate) answer: Option<bool>,
    pub(crate) suggestion: Option<String>,
    pub(crate) shown: bool,
    pub(crate) truth: Option<bool>,
    /// Active seconds by the rules of 30, 60 and 120 s.
    pub(crate) seconds: Option<[f64; 3]>,
    /// Of these, after the suggestion was shown.
    pub(crate) after: Option<[f64; 3]>,
    /// How often it was laid aside.
    pub(crate) laid_aside: usize,
    pub(crate) answered_at: i64,
}

/// What a study was, with all its readings: for the files of the report.
pub(crate) struct Reported {
    pub(crate) findings: StudyFindings,
    /// Of a study of records.
    pub(crate) known: Vec<Known>,
    /// Of a study of values.
    pub(crate) values: Vec<KnownValue>,
    pub(crate) opened: Opened,
}

/// What resampling starts from.
pub(crate) const SEED: u64 = 1;

/// Which of the three times counts by a plan's rule of who is away.
pub(crate) fn place_of_rule(idle_seconds: u32) -> usize {
    match idle_seconds {
        30 => 0,
        120 => 2,
        _ => 1,
    }
}

impl Review {
    /// What a study found: of the one named, else of the last. Refused before it has ended.
    pub async fn study_findings(&self, study: Option<&str>) -> Result<StudyFindings> {
        Ok(self.reported_study(study).await?.findings)
    }

    pub(crate) async fn reported_study(&self, study: Option<&str>) -> Result<Reported> {
        let mut rows = self.store.study_modes().await?;
        let row = match study {
            Some(id) => rows.into_iter().find(|row| row.id == id),
            None => rows.pop(),
        }
        .ok_or_else(|| {
            Error::not_found(
                "there is no such study",
                "Plan one and lock its protocol first.",
            )
        })?;
        let Some(end) = row.end.clone() else {
            return Err(Error::refused(
                "the study has not ended: its allocation and answers are closed until then",
                "Read and settle everything, then end it.",
            ));
        };
        let opened = self.opened_study(row).await?;
        if opened.of() == StudyOf::Values {
            return self.reported_values(opened, end).await;
        }
        let ledger = self.ledger().await?;
        let id = &opened.row.id;
        let readings = self.store.study_mode_readings(id, None).await?;
        let truths = self.store.study_mode_truths(id).await?;
        let integrity = self.study_integrity(&opened, &readings, &truths).await?;
        let known = known(&opened, &readings, &truths, |id| {
            ledger.reviewer_name(id).to_owned()
        });
        let plan = &opened.locked.protocol.plan;
        let rule = place_of_rule(plan.idle_seconds);
        let mut analysed: Vec<Reading> = known
            .iter()
            .filter(|known| !known.practice && known.answer.is_some())
            .filter_map(|known| reading(known, rule))
            .collect();
        let mut seconds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for reading in &analysed {
            if let Some(time) = reading.time.filter(|time| time.seconds > 0.0) {
                let arm = reading.arm.letter().to_string();
                seconds.entry(arm).or_default().push(time.seconds);
            }
        }
        let mut model = ModelAlone::default();
        for item in opened.items.iter().filter(|item| !item.practice) {
            let kept = match item.verdict.as_deref() {
                Some("include") => {
                    model.include += 1;
                    Some(true)
                }
                Some("exclude") => {
                    model.exclude += 1;
                    Some(false)
                }
                Some(_) => {
                    model.neither += 1;
                    Some(true)
                }
                None => {
                    model.unread += 1;
                    None
                }
            };
            let truth = settled(truth_of(&opened, &item.record_id, &truths));
            if plan.model_alone {
                analysed.push(Reading {
                    reader: plan.agent.clone(),
                    item: item.record_id.to_string(),
                    cluster: None,
                    arm: Arm::ModelAlone,
                    period: 0,
                    time: None,
                    answers: answers(truth, kept, None),
                });
            }
        }
        let locked = opened.locked.clone();
        let analysis = off_thread("analysing the study", move || {
            Report::of(&locked, &analysed, SEED)
        })
        .await?;
        let mut titles = BTreeMap::new();
        let missed = analysis.accuracy.iter().flat_map(|a| &a.arms);
        let named = missed
            .flat_map(|arm| &arm.missed)
            .chain(analysis.conduct.missing.iter().map(|missing| &missing.item));
        for item in named {
            let title = match crate::decide::known_group(&ledger, &item.as_str().into()) {
                Ok(group) => self.combined(&ledger, group).await?.title,
                Err(_) => None,
            };
            titles.insert(
                item.clone(),
                title.unwrap_or_else(|| "without a title".into()),
            );
        }
        let (mut alike, mut adjudicated, mut settled_count) = (0, 0, 0);
        for item in opened.items.iter().filter(|item| !item.practice) {
            let alone: Vec<StudyModeTruth> =
                truths.iter().filter(|t| !t.consensus).cloned().collect();
            match truth_of(&opened, &item.record_id, &alone) {
                Verdict::Settled(_) => (alike, adjudicated) = (alike + 1, adjudicated + 1),
                Verdict::Differing => adjudicated += 1,
                Verdict::Open => {}
            }
            settled_count +=
                usize::from(settled(truth_of(&opened, &item.record_id, &truths)).is_some());
        }
        let practice_seconds = known
            .iter()
            .filter(|known| known.practice)
            .filter_map(|known| known.seconds.map(|seconds| seconds[rule]))
            .sum();
        let adjudication_seconds = truths
            .iter()
            .filter_map(|truth| truth.time.map(|time| time[rule + 1] as f64 / 1000.0))
            .sum();
        let findings = StudyFindings {
            id: id.clone(),
            locked_by: ledger.reviewer_name(&opened.row.locked_by).to_owned(),
            locked_at: opened.row.locked_at,
            end: StudyEnd {
                by: ledger.reviewer_name(&end.by).to_owned(),
                reason: end.reason,
                at: end.at,
            },
            allocation_seed: self.store.study_mode_seed(id).await?.to_string(),
            analysis,
            titles,
            seconds,
            model,
            values: None,
            adjudicated_alike: alike,
            adjudicated,
            settled: settled_count,
            practice_seconds,
            adjudication_seconds,
            integrity,
        };
        Ok(Reported {
            findings,
            known,
            values: Vec::new(),
            opened,
        })
    }
}

fn settled(truth: Verdict) -> Option<bool> {
    match truth {
        Verdict::Settled(relevant) => Some(relevant),
        Verdict::Open | Verdict::Differing => None,
    }
}

/// Every reading that was begun, its steps put together, in the order in which they were begun.
fn known(
    opened: &Opened,
    rows: &[StudyModeReading],
    truths: &[StudyModeTruth],
    name: impl Fn(&review::ReviewerId) -> String,
) -> Vec<Known> {
    let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut readings: Vec<Vec<&StudyModeReading>> = Vec::new();
    for row in rows {
        let next = readings.len();
        let place = *places
            .entry((row.reader_id.as_str(), row.record_id.as_str()))
            .or_insert(next);
        if place == next {
            readings.push(Vec::new());
        }
        readings[place].push(row);
    }
    readings
        .into_iter()
        .filter_map(|steps| {
            let begun = *steps.first()?;
            let last = *steps.last()?;
            let of = |step: StudyModeStep| steps.iter().find(|row| row.step == step);
            let answer = of(StudyModeStep::Final).and_then(|row| row.relevant);
            let verdict = opened
                .item(&begun.record_id)
                .and_then(|item| item.verdict.clone());
            Some(Known {
                reader: name(&begun.reader_id),
                record: begun.record_id.clone(),
                practice: begun.practice,
                arm: begun.arm.clone(),
                period: begun.period,
                position: begun.position,
                first: of(StudyModeStep::First).and_then(|row| row.relevant),
                answer,
                suggestion: verdict,
                shown: steps.iter().any(|row| !row.shown.is_empty()),
                truth: (!begun.practice)
                    .then(|| settled(truth_of(opened, &begun.record_id, truths)))
                    .flatten(),
                seconds: seconds(steps.iter().map(|row| row.time)),
                after: if begun.arm == "A" {
                    None
                } else {
                    seconds(
                        steps
                            .iter()
                            .filter(|row| !row.shown.is_empty())
                            .map(|row| row.time),
                    )
                },
                laid_aside: steps
                    .iter()
                    .filter(|row| row.step == StudyModeStep::Left)
                    .count(),
                answered_at: last.made_at,
            })
        })
        .collect()
}

/// The seconds of all steps; `None` where one of the answers has no time, or there is no step.
pub(crate) fn seconds(times: impl Iterator<Item = Option<[i64; 4]>>) -> Option<[f64; 3]> {
    let mut sum: Option<[f64; 3]> = None;
    for time in times {
        let time = time?;
        let known = sum.get_or_insert([0.0; 3]);
        for (rule, seconds) in known.iter_mut().enumerate() {
            *seconds += time[rule + 1] as f64 / 1000.0;
        }
    }
    sum
}

fn reading(known: &Known, rule: usize) -> Option<Reading> {
    let arm = [Arm::Alone, Arm::SuggestionFirst, Arm::PersonFirst]
        .into_iter()
        .find(|arm| arm.letter().to_string() == known.arm)?;
    // A suggestion that says neither can be neither followed nor overridden.
    let suggested = match known.suggestion.as_deref() {
        Some("include") => Some(true),
        Some("exclude") => Some(false),
        _ => None,
    };
    let shown = suggested.filter(|_| known.shown);
    Some(Reading {
        reader: known.reader.clone(),
        item: known.record.to_string(),
        cluster: None,
        arm,
        period: u32::try_from(known.period).ok()?,
        time: known.seconds.map(|seconds| ReadingTime {
            seconds: seconds[rule],
            seconds_30: seconds[0],
            seconds_120: seconds[2],
            after_reveal: known.after.map(|after| after[rule]),
        }),
        answers: answers(known.truth, known.answer, shown.map(|s| (s, known.first))),
    })
}

/// The answer to a record, held against what is right; none where that is not settled.
fn answers(
    truth: Option<bool>,
    kept: Option<bool>,
    shown: Option<(bool, Option<bool>)>,
) -> Vec<Answer> {
    let (Some(truth), Some(kept)) = (truth, kept) else {
        return Vec::new();
    };
    vec![Answer {
        field: None,
        relevant: Some(truth),
        right: kept == truth,
        suggestion: shown.map(|(suggested, first)| Shown {
            right: suggested == truth,
            taken: suggested == kept,
            right_before: first.map(|first| first == truth),
            changed: first.map(|first| first != kept),
        }),
    }]
}

impl Reported {
    /// Titles of all records of the study; those whose import was withdrawn have none.
    pub(crate) async fn titles(&self, review: &Review) -> Result<BTreeMap<String, String>> {
        let ledger = review.ledger().await?;
        let mut titles = BTreeMap::new();
        for item in &self.opened.items {
            let Ok(group) = crate::decide::known_group(&ledger, &item.record_id) else {
                continue;
            };
            let record = review.combined(&ledger, group).await?;
            titles.insert(item.record_id.to_string(), record.title.unwrap_or_default());
        }
        Ok(titles)
    }
}
