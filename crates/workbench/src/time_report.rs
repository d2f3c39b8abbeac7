//! Where the time goes: per stage and reviewer, per field of the extraction, and what is left (METHODS §5).

use std::collections::{BTreeMap, HashMap, HashSet};

use agreement::{Resampling, quantile};
use review::{
    DecisionId, ExtractionRole, FieldId, ReviewerId, Role, Stage, StudyId, ValueAct, ValueId,
};
use serde::Serialize;
use store::Activity;
use timing::{Distribution, Forecast, Learning, Pace, Timing};
use ts_rs::TS;

use crate::assess::AssessmentTime;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// Where the time goes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TimeReport {
    /// Seconds without input after which one counts as away, in every figure below.
    pub idle_seconds: u32,
    /// Screening, by stage and reviewer. The unit is a record: stretches of work on one are added.
    pub screening: Vec<ScreeningTime>,
    /// Extraction, by reviewer. The unit is a study that the reviewer has finished.
    pub extraction: Vec<ExtractionTime>,
    /// Extraction, by field, over all reviewers and finished studies. The unit is a value.
    pub fields: Vec<FieldTime>,
    /// Risk of bias, by tool and assessor. The unit is a result that the assessor has finished.
    pub assessments: Vec<AssessmentTime>,
    /// All active time that was measured, seconds; adjudication included.
    pub total_seconds: f64,
    /// Of that, adjudication: overhead that reading alone does not show.
    pub adjudication_seconds: f64,
    /// How the intervals were made (bootstrap-t, 95 %).
    pub resampling: Resampling,
}

/// One reviewer at one stage of screening.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ScreeningTime {
    /// The stage.
    pub stage: Stage,
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// As reviewer, or settling conflicts.
    pub role: Role,
    /// Seconds a record.
    pub seconds: Distribution,
    /// Median seconds a record if 30, 60 and 120 s without input count as away.
    pub median_by_idle_rule: [f64; 3],
    /// Records an active hour.
    pub pace: Option<Pace>,
    /// Whether the reviewer gets faster.
    pub learning: Option<Learning>,
    /// Records that were opened again after a decision; their time is added.
    pub reopened: usize,
    /// Records decided on without a time, as imported decisions are.
    pub untimed: usize,
    /// Records that wait for this reviewer.
    pub open: usize,
    /// How long these will take, if this reviewer reads them all.
    pub forecast: Option<Forecast>,
}

/// One extractor.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExtractionTime {
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// Seconds a study.
    pub seconds: Distribution,
}

/// One field of the form.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FieldTime {
    /// The field.
    pub field: FieldId,
    /// Its label in the form; its identifier where it is not in the form any more.
    pub label: String,
    /// Seconds a value, whatever was done with it.
    pub seconds: Distribution,
    /// Seconds of a value that was accepted as suggested.
    pub accepted: Option<Distribution>,
    /// Seconds of a value that was entered or corrected.
    pub entered: Option<Distribution>,
}

/// The idle rules that are measured, seconds.
const RULES: [u32; 3] = [30, 60, 120];

/// Work on one record: when it began, and seconds by each rule.
struct OnRecord {
    started_at_ms: i64,
    seconds: [f64; 3],
    reopened: bool,
}

impl Review {
    /// Where the time goes. One counts as away after 30, 60 or 120 seconds without input.
    pub async fn time_report(&self, idle_seconds: u32) -> Result<TimeReport> {
        let Some(rule) = RULES.iter().position(|&rule| rule == idle_seconds) else {
            return Err(Error::invalid(
                format!("{idle_seconds} seconds without input is no rule that is measured"),
                "Choose 30, 60 or 120 seconds.",
            ));
        };
        let ledger = self.ledger().await?;
        let by = Resampling {
            draws: 2000,
            seed: 1,
            level: 0.95,
        };
        let mut report = TimeReport {
            idle_seconds,
            screening: Vec::new(),
            extraction: Vec::new(),
            fields: Vec::new(),
            assessments: Vec::new(),
            total_seconds: 0.0,
            adjudication_seconds: 0.0,
            resampling: by,
        };
        let history = self.store.decision_history().await?;
        let roles: HashMap<&DecisionId, Role> =
            history.iter().map(|(d, _)| (&d.id, d.role)).collect();
        let activities = self.store.activities().await?;
        for ((stage, reviewer, adjudicating), records) in on_records(&ledger, &activities, &roles) {
            let role = if adjudicating {
                Role::Adjudicator
            } else {
                Role::Reviewer
            };
            let open = match role {
                Role::Reviewer => self.workload(reviewer, stage).await?.open,
                Role::Adjudicator => 0,
            };
            let timings = |rule: usize| -> Vec<Timing> {
                let of_record = |record: &OnRecord| Timing {
                    started_at_ms: record.started_at_ms,
                    seconds: record.seconds[rule],
                };
                records.values().map(of_record).collect()
            };
            let medians = [0, 1, 2].map(|rule| {
                let mut seconds: Vec<f64> = timings(rule).iter().map(|t| t.seconds).collect();
                seconds.sort_unstable_by(f64::total_cmp);
                quantile(&seconds, 0.5)
            });
            let own = timings(rule);
            // Resampling ten thousand records takes a second of processor time.
            let figures = off_thread("working out times", move || {
                Some((
                    Distribution::of(&own, &by)?,
                    Pace::of(&own, &by),
                    Learning::of(&own, by.level),
                    Forecast::of(&own, open, &by),
                ))
            });
            let Some((seconds, pace, learning, forecast)) = figures.await? else {
                continue;
            };
            report.total_seconds += seconds.total;
            if adjudicating {
                report.adjudication_seconds += seconds.total;
            }
            report.screening.push(ScreeningTime {
                stage,
                name: ledger.reviewer_name(reviewer).to_owned(),
                role,
                seconds,
                median_by_idle_rule: medians,
                pace,
                learning,
                reopened: records.values().filter(|record| record.reopened).count(),
                untimed: decided(&ledger, stage, reviewer, role)
                    .filter(|group| !records.contains_key(group))
                    .count(),
                open,
                forecast,
                reviewer: reviewer.clone(),
            });
        }
        self.extraction_times(&ledger, rule, &by, &mut report)
            .await?;
        let assessed = self.assessment_times(rule, &by).await?;
        let assessing = assessed.assessments.iter().map(|one| one.seconds.total);
        report.total_seconds += assessing.sum::<f64>() + assessed.settling;
        report.adjudication_seconds += assessed.settling;
        report.assessments = assessed.assessments;
        Ok(report)
    }

    async fn extraction_times(
        &self,
        ledger: &Ledger,
        rule: usize,
        by: &Resampling,
        report: &mut TimeReport,
    ) -> Result<()> {
        let facts = self.extraction_facts().await?;
        // The latest row of a study and reviewer holds. What is not finished would make times look shorter than they
        // are, and shows what a colleague is at.
        let mut finished: HashSet<(&StudyId, &ReviewerId)> = HashSet::new();
        for finish in &facts.finishes {
            let key = (&finish.study_id, &finish.reviewer_id);
            if finish.finished {
                finished.insert(key);
            } else {
                finished.remove(&key);
            }
        }
        let times: HashMap<ValueId, f64> = self
            .store
            .value_times()
            .await?
            .into_iter()
            .filter_map(|(id, time)| Some((id, time.rules?[rule + 1] as f64 / 1000.0)))
            .collect();
        let mut of_study: BTreeMap<(&ReviewerId, &StudyId), Timing> = BTreeMap::new();
        let mut of_field: BTreeMap<&FieldId, [Vec<Timing>; 3]> = BTreeMap::new();
        for value in &facts.values {
            let key = (&value.study_id, &value.reviewer_id);
            let Some(&seconds) = times.get(&value.id) else {
                continue;
            };
            if value.role != ExtractionRole::Extractor || !finished.contains(&key) {
                continue;
            }
            let started_at_ms = value.made_at.saturating_sub((seconds * 1000.0) as i64);
            let timing = Timing {
                started_at_ms,
                seconds,
            };
            of_study
                .entry((key.1, key.0))
                .or_insert(Timing {
                    started_at_ms,
                    seconds: 0.0,
                })
                .seconds += seconds;
            let [all, accepted, entered] = of_field.entry(&value.address.field).or_default();
            match value.act {
                ValueAct::Accepted => accepted.push(timing),
                ValueAct::Corrected | ValueAct::Entered => entered.push(timing),
                ValueAct::Rejected => {}
                ValueAct::Withdrawn => continue,
            }
            all.push(timing);
        }
        let mut of_reviewer: BTreeMap<&ReviewerId, Vec<Timing>> = BTreeMap::new();
        for ((reviewer, _), timing) in of_study {
            of_reviewer.entry(reviewer).or_default().push(timing);
        }
        for (reviewer, timings) in of_reviewer {
            if let Some(seconds) = Distribution::of(&timings, by) {
                report.total_seconds += seconds.total;
                report.extraction.push(ExtractionTime {
                    reviewer: reviewer.clone(),
                    name: ledger.reviewer_name(reviewer).to_owned(),
                    seconds,
                });
            }
        }
        let form = facts.forms.last().map(|version| &version.form);
        for (field, [all, accepted, entered]) in of_field {
            let known = form.and_then(|form| form.fields.iter().find(|f| f.id == *field));
            if let Some(seconds) = Distribution::of(&all, by) {
                report.fields.push(FieldTime {
                    field: field.clone(),
                    label: known.map_or_else(|| field.to_string(), |known| known.label.clone()),
                    seconds,
                    accepted: Distribution::of(&accepted, by),
                    entered: Distribution::of(&entered, by),
                });
            }
        }
        // In the order of the form.
        if let Some(form) = form {
            let place = |id: &FieldId| form.fields.iter().position(|field| field.id == *id);
            report
                .fields
                .sort_by_key(|time| place(&time.field).unwrap_or(usize::MAX));
        }
        Ok(())
    }
}

/// Stage, reviewer, and whether conflicts were settled.
type Work<'a> = (Stage, &'a ReviewerId, bool);

/// All stretches of work on each record, added; by its group.
fn on_records<'a>(
    ledger: &Ledger,
    activities: &'a [Activity],
    roles: &HashMap<&DecisionId, Role>,
) -> BTreeMap<Work<'a>, BTreeMap<usize, OnRecord>> {
    let mut work: BTreeMap<Work<'a>, BTreeMap<usize, OnRecord>> = BTreeMap::new();
    for activity in activities {
        let Some(ordinal) = ledger.ordinal(&activity.record_id) else {
            continue;
        };
        let role = activity.decision_id.as_ref().and_then(|id| roles.get(id));
        let key = (
            activity.stage,
            &activity.reviewer_id,
            role == Some(&Role::Adjudicator),
        );
        let measured = [
            activity.active_30_ms,
            activity.active_60_ms,
            activity.active_120_ms,
        ];
        let record = work
            .entry(key)
            .or_default()
            .entry(ledger.group(ordinal))
            .or_insert(OnRecord {
                started_at_ms: activity.started_at,
                seconds: [0.0; 3],
                reopened: false,
            });
        for (sum, ms) in record.seconds.iter_mut().zip(measured) {
            *sum += ms as f64 / 1000.0;
        }
        record.reopened |= activity.reopened;
    }
    work
}

/// The groups that a reviewer has decided on.
fn decided<'l>(
    ledger: &'l Ledger,
    stage: Stage,
    reviewer: &'l ReviewerId,
    role: Role,
) -> impl Iterator<Item = usize> + 'l {
    let groups: HashSet<usize> = ledger
        .decisions()
        .filter(|d| d.stage == stage && d.reviewer_id == *reviewer && d.role == role)
        .filter_map(|d| Some(ledger.group(ledger.ordinal(&d.record_id)?)))
        .collect();
    groups.into_iter()
}
