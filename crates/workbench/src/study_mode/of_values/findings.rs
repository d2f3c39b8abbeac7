//! What a study of values found: its readings held against what is right, and analysed by the crate `study`.

use std::collections::BTreeMap;

use review::ValueStatus;
use serde::Serialize;
use study::{Answer, Arm, Reading, Report};
use ts_rs::TS;

use super::answers::{Said, Verdict};
use super::known::known;
use super::read::words_of;
use crate::error::Result;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::study_mode::Opened;
use crate::study_mode::findings::{ModelAlone, Reported, SEED, StudyFindings, place_of_rule};
use crate::study_mode::standing::StudyEnd;

/// What is told of a study of values beside its analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ValueFindings {
    /// Reports whose values were read.
    pub reports: usize,
    /// Values of which the suggestion gives one.
    pub suggested: usize,
    /// Values of which the suggestion says that they are not reported.
    pub not_reported: usize,
    /// Suggestions that are right, of those where that is settled.
    pub right: usize,
    /// Suggestions of which that is settled.
    pub settled: usize,
    /// Answers of readers that took the suggestion by its key.
    pub accepted: usize,
    /// Distinct answers that no rule could compare, and adjudicators judged.
    pub judged: usize,
}

impl Review {
    pub(crate) async fn reported_values(
        &self,
        opened: Opened,
        end: store::StudyModeEnd,
    ) -> Result<Reported> {
        let ledger = self.ledger().await?;
        let id = opened.row.id.clone();
        let readings = self.store.study_mode_value_readings(&id, None).await?;
        let truths = self.store.study_mode_value_truths(&id).await?;
        let integrity = self.value_integrity(&opened, &readings, &truths).await?;
        let said = Said {
            opened: &opened,
            readings: &readings,
            truths: &truths,
        };
        let known = known(&said, |id| ledger.reviewer_name(id).to_owned())?;
        let plan = &opened.locked.protocol.plan;
        let rule = place_of_rule(plan.idle_seconds);
        let mut analysed: Vec<Reading> = known.iter().filter_map(|k| k.reading(rule)).collect();
        let mut seconds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for reading in &analysed {
            if let Some(time) = reading.time.filter(|time| time.seconds > 0.0) {
                let arm = reading.arm.letter().to_string();
                seconds.entry(arm).or_default().push(time.seconds);
            }
        }
        let mut values = ValueFindings {
            reports: plan.clusters().len(),
            accepted: known.iter().filter(|k| !k.practice && k.accepted).count(),
            judged: said
                .questions(&plan.items.iter().map(|i| i.id.clone()).collect::<Vec<_>>())
                .iter()
                .filter(|question| question.answer.is_some())
                .count(),
            ..ValueFindings::default()
        };
        let (mut alike, mut adjudicated, mut settled) = (0, 0, 0);
        let alone: Vec<_> = truths.iter().filter(|t| !t.consensus).cloned().collect();
        let by_themselves = Said {
            opened: &opened,
            readings: &readings,
            truths: &alone,
        };
        for value in said.values() {
            if value.suggested.status == ValueStatus::NotReported {
                values.not_reported += 1;
            } else {
                values.suggested += 1;
            }
            let right = said.is_right(value, &value.suggested);
            values.settled += usize::from(right.is_some());
            values.right += usize::from(right == Some(true));
            match by_themselves.right(&value.item) {
                Verdict::Settled(_) => (alike, adjudicated) = (alike + 1, adjudicated + 1),
                Verdict::Differing => adjudicated += 1,
                Verdict::Open => {}
            }
            settled += usize::from(said.right(&value.item).settled().is_some());
            if plan.model_alone {
                analysed.push(Reading {
                    reader: plan.agent.clone(),
                    item: value.item.clone(),
                    cluster: None,
                    arm: Arm::ModelAlone,
                    period: 0,
                    time: None,
                    answers: right
                        .map(|right| Answer {
                            field: Some(words_of(value)),
                            relevant: None,
                            right,
                            suggestion: None,
                        })
                        .into_iter()
                        .collect(),
                });
            }
        }
        let locked = opened.locked.clone();
        let analysis = off_thread("analysing the study", move || {
            Report::of(&locked, &analysed, SEED)
        })
        .await?;
        let mut titles = BTreeMap::new();
        for missing in &analysis.conduct.missing {
            let words = words_of(opened.value(&missing.item)?);
            titles.insert(missing.item.clone(), words);
        }
        let findings = StudyFindings {
            id: id.clone(),
            locked_by: ledger.reviewer_name(&opened.row.locked_by).to_owned(),
            locked_at: opened.row.locked_at,
            end: StudyEnd {
                by: ledger.reviewer_name(&end.by).to_owned(),
                reason: end.reason,
                at: end.at,
            },
            allocation_seed: self.store.study_mode_seed(&id).await?.to_string(),
            analysis,
            titles,
            seconds,
            model: ModelAlone::default(),
            values: Some(values),
            adjudicated_alike: alike,
            adjudicated,
            settled,
            practice_seconds: known
                .iter()
                .filter(|known| known.practice)
                .filter_map(|known| known.seconds.map(|seconds| seconds[rule]))
                .sum(),
            adjudication_seconds: truths
                .iter()
                .filter_map(|truth| truth.time.map(|time| time[rule + 1] as f64 / 1000.0))
                .sum(),
            integrity,
        };
        Ok(Reported {
            findings,
            known: Vec::new(),
            values: known,
            opened,
        })
    }
}
