//! [`Report`]: everything that a study found.

use std::collections::{BTreeMap, BTreeSet};

use agreement::Resampling;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accuracy::{Accuracy, Measure};
use crate::allocation::Assignment;
use crate::bias::AutomationBias;
use crate::plan::{Arm, Plan, Task};
use crate::protocol::Locked;
use crate::reading::Reading;
use crate::statements::{Statement, statements};
use crate::time_saved::TimeAnalysis;

/// Everything that a study found, with what it cannot say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyAnalysis")]
pub struct Report {
    /// The plan as it was locked.
    pub plan: Plan,
    /// SHA-256 of the protocol, hexadecimal.
    pub protocol_sha256: String,
    /// How the intervals by resampling were made.
    pub resampling: Resampling,
    /// How the readings compare with the allocation.
    pub conduct: Conduct,
    /// How much time suggestions save; `None` where it cannot be told, for the reason beside it.
    pub time: Option<TimeAnalysis>,
    /// Why there is no analysis of time.
    pub no_time: Option<String>,
    /// How right the answers are, by each measure of the task.
    pub accuracy: Vec<Accuracy>,
    /// Of extraction, the share of right answers of items of each kind, as their strata name it up to a comma.
    pub by_kind: Vec<KindAccuracy>,
    /// Whether people follow wrong suggestions, in each assisted arm.
    pub bias: Vec<AutomationBias>,
    /// What may be said, in sentences that claim no more than the intervals.
    pub statements: Vec<Statement>,
}

/// The share of right answers of items of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KindAccuracy {
    /// The kind, such as `number`.
    pub kind: String,
    /// How many items are of it.
    pub items: usize,
    /// Their right answers, in every arm.
    pub accuracy: Accuracy,
}

/// The kind of an item is its stratum up to the comma: “number, suggested” and “number, not reported” are both numbers.
fn by_kind(plan: &Plan, readings: &[Reading], by: &Resampling) -> Vec<KindAccuracy> {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for item in &plan.items {
        if let Some(stratum) = &item.stratum {
            let kind = stratum.split(',').next().unwrap_or(stratum).trim();
            kinds.entry(kind).or_default().insert(&item.id);
        }
    }
    kinds
        .into_iter()
        .filter_map(|(kind, items)| {
            let of_kind: Vec<Reading> = readings
                .iter()
                .filter(|reading| items.contains(reading.item.as_str()))
                .cloned()
                .collect();
            Some(KindAccuracy {
                kind: kind.to_owned(),
                items: items.len(),
                accuracy: Accuracy::of(Measure::Accuracy, &of_kind, plan.margins, by)?,
            })
        })
        .collect()
}

/// How the readings compare with the allocation. What was not read as it was drawn is told and not analysed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyConduct")]
pub struct Conduct {
    /// Readings that were drawn.
    pub drawn: usize,
    /// Readings that were made as drawn, and are analysed.
    pub read: usize,
    /// Drawn and not read.
    pub missing: Vec<Assignment>,
    /// Read by another, in another arm or another period than drawn, or not drawn at all.
    pub otherwise: usize,
    /// Read again after the first time: only the first counts.
    pub repeated: usize,
    /// Readings without an answer that was held against the truth.
    pub unsettled: usize,
}

impl Report {
    /// Analyses a study. `seed` is what resampling starts from. Practice and anything else that is not in the allocation
    /// is not analysed.
    pub fn of(locked: &Locked, readings: &[Reading], seed: u64) -> Self {
        let plan = &locked.protocol.plan;
        let by = Resampling {
            draws: plan.draws as usize,
            seed,
            level: plan.level,
        };
        let (readings, conduct) = as_drawn(locked, readings);
        let time = TimeAnalysis::of(plan, &locked.allocation, &readings, &by);
        let measures: &[Measure] = match plan.task {
            Task::Extraction => &[Measure::Accuracy],
            Task::TitleAbstract | Task::FullText => {
                &[Measure::Recall, Measure::Specificity, Measure::Accuracy]
            }
        };
        let accuracy: Vec<Accuracy> = measures
            .iter()
            .filter_map(|&measure| Accuracy::of(measure, &readings, plan.margins, &by))
            .collect();
        let by_kind = if plan.task == Task::Extraction {
            by_kind(plan, &readings, &by)
        } else {
            Vec::new()
        };
        let bias: Vec<AutomationBias> = plan
            .assisted
            .iter()
            .filter_map(|&arm| AutomationBias::of(&readings, arm, &by))
            .collect();
        let mut report = Self {
            plan: plan.clone(),
            protocol_sha256: locked.sha256.clone(),
            resampling: by,
            conduct,
            no_time: time.as_ref().err().map(ToString::to_string),
            time: time.ok(),
            accuracy,
            by_kind,
            bias,
            statements: Vec::new(),
        };
        report.statements = statements(&report);
        report
    }
}

/// The readings that were made as drawn, and those of the model alone where the plan has them.
fn as_drawn(locked: &Locked, readings: &[Reading]) -> (Vec<Reading>, Conduct) {
    let plan = &locked.protocol.plan;
    let drawn: BTreeMap<(&str, &str), &Assignment> = locked
        .allocation
        .assignments
        .iter()
        .map(|a| ((a.reader.as_str(), a.item.as_str()), a))
        .collect();
    let items: BTreeMap<&str, &Option<String>> = plan
        .items
        .iter()
        .map(|item| (item.id.as_str(), &item.cluster))
        .collect();
    let practice: BTreeSet<&str> = plan.practice.iter().map(String::as_str).collect();
    let mut conduct = Conduct {
        drawn: drawn.len(),
        ..Conduct::default()
    };
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut kept = Vec::new();
    for reading in readings {
        if practice.contains(reading.item.as_str()) {
            continue;
        }
        let place = (reading.reader.as_str(), reading.item.as_str());
        let of_model = reading.arm == Arm::ModelAlone;
        let wanted = if of_model {
            plan.model_alone && items.contains_key(reading.item.as_str())
        } else {
            drawn
                .get(&place)
                .is_some_and(|a| a.arm == reading.arm && a.period == reading.period)
        };
        // A model has no reader's name of its own to be confused with: what it says of an item counts once.
        let place = if of_model { ("", place.1) } else { place };
        if !wanted {
            conduct.otherwise += 1;
        } else if !known.insert(place) {
            conduct.repeated += 1;
        } else {
            conduct.unsettled += usize::from(reading.answers.is_empty());
            conduct.read += usize::from(!of_model);
            kept.push(Reading {
                cluster: items.get(reading.item.as_str()).copied().cloned().flatten(),
                ..reading.clone()
            });
        }
    }
    conduct.missing = drawn
        .iter()
        .filter(|(place, _)| !known.contains(*place))
        .map(|(_, assignment)| (*assignment).clone())
        .collect();
    (kept, conduct)
}
