//! [`Simulated`]: a study as it might go, to see beforehand what a plan would show, and to test the analysis.

use std::collections::BTreeMap;

use rand_mt::Mt64;
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};
use ts_rs::TS;

use crate::allocation::{Allocation, Sequence};
use crate::estimate::Numbers;
use crate::plan::{Arm, Plan};
use crate::reading::{Answer, Reading, ReadingTime, Shown};

/// What is supposed to be true. Times are log-normal; answers depend on how hard an item is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedStudy")]
pub struct Simulated {
    /// Share of time that suggestions save.
    pub saved: f64,
    /// How much that differs from reader to reader (standard deviation of the logarithm).
    pub saved_sd: f64,
    /// How much readers differ in speed (standard deviation of the logarithm, as the next two).
    pub reader_sd: f64,
    /// How much items differ in length.
    pub item_sd: f64,
    /// Where items belong to clusters, how much a reader's speed differs from cluster to cluster.
    pub cluster_sd: f64,
    /// The rest.
    pub residual_sd: f64,
    /// By what share people are faster in each later period.
    pub practice: f64,
    /// Share of items that are relevant.
    pub relevant: f64,
    /// Share of right answers without suggestions, of relevant and irrelevant items alike.
    pub right_alone: f64,
    /// The same with suggestions.
    pub right_with: f64,
    /// Share of suggestions that are right.
    pub suggestion_right: f64,
}

impl Simulated {
    /// What is usual: a quarter of the time saved, nothing changed in what is right.
    pub const USUAL: Simulated = Simulated {
        saved: 0.25,
        saved_sd: 0.0,
        reader_sd: 0.3,
        item_sd: 0.5,
        cluster_sd: 0.3,
        residual_sd: crate::size::Size::USUAL_RESIDUAL_SD,
        practice: 0.05,
        relevant: 0.5,
        right_alone: 0.88,
        right_with: 0.88,
        suggestion_right: 0.85,
    };

    /// Readings of every assignment, and of the model where the plan has arm D.
    pub fn readings(&self, plan: &Plan, allocation: &Allocation, seed: u64) -> Vec<Reading> {
        let mut chance = Chance(Mt64::new(seed));
        let mut numbers = Numbers::default();
        let items: Vec<ItemTruth> = plan
            .items
            .iter()
            .map(|item| {
                numbers.of(&item.id);
                ItemTruth {
                    length: self.item_sd * chance.normal(),
                    hard: chance.normal(),
                    relevant: chance.uniform() < self.relevant,
                    suggestion_right: chance.uniform() < self.suggestion_right,
                }
            })
            .collect();
        let mut readers = Numbers::default();
        let speeds: Vec<(f64, f64)> = plan
            .readers
            .iter()
            .map(|reader| {
                readers.of(reader);
                (
                    self.reader_sd * chance.normal(),
                    self.saved_sd * chance.normal(),
                )
            })
            .collect();
        let of_item: BTreeMap<&str, Option<String>> = plan
            .items
            .iter()
            .map(|item| (item.id.as_str(), item.cluster.clone()))
            .collect();
        let mut together: BTreeMap<(&str, &str), f64> = BTreeMap::new();
        for assignment in &allocation.assignments {
            if let Some(Some(cluster)) = of_item.get(assignment.item.as_str()) {
                together
                    .entry((assignment.reader.as_str(), cluster))
                    .or_insert_with(|| self.cluster_sd * chance.normal());
            }
        }
        let mut readings: Vec<Reading> = allocation
            .assignments
            .iter()
            .map(|assignment| {
                let item = items[numbers.of(&assignment.item)];
                let cluster = of_item
                    .get(assignment.item.as_str())
                    .and_then(Option::as_deref);
                let own = cluster
                    .and_then(|cluster| together.get(&(assignment.reader.as_str(), cluster)))
                    .copied()
                    .unwrap_or_default();
                let (speed, own_saving) = speeds[readers.of(&assignment.reader)];
                let with = assignment.arm != Arm::Alone;
                let saving = if with {
                    (1.0 - self.saved).ln() + own_saving
                } else {
                    0.0
                };
                let with_first =
                    allocation.sequences.get(&assignment.reader) == Some(&Sequence::WithFirst);
                let practice = (1.0 - self.practice).ln() * f64::from(assignment.period - 1);
                // The sequences differ a little, so that leaving it out of the analysis would be noticed.
                let log = 4.0
                    + speed
                    + item.length
                    + own
                    + saving
                    + practice
                    + 0.05 * f64::from(u8::from(with_first))
                    + self.residual_sd * chance.normal();
                let seconds = log.exp();
                let right = self.right(with, item, &mut chance);
                Reading {
                    reader: assignment.reader.clone(),
                    item: assignment.item.clone(),
                    cluster: cluster.map(str::to_owned),
                    arm: assignment.arm,
                    period: assignment.period,
                    time: Some(ReadingTime {
                        seconds,
                        seconds_30: seconds * 0.95,
                        seconds_120: seconds * 1.03,
                        after_reveal: (assignment.arm == Arm::PersonFirst).then_some(seconds * 0.2),
                    }),
                    answers: vec![Answer {
                        field: None,
                        relevant: Some(item.relevant),
                        right,
                        suggestion: with.then(|| {
                            let first = assignment.arm == Arm::PersonFirst;
                            let before = self.right(false, item, &mut chance);
                            Shown {
                                right: item.suggestion_right,
                                taken: right == item.suggestion_right,
                                right_before: first.then_some(before),
                                changed: first.then_some(before != right),
                            }
                        }),
                    }],
                }
            })
            .collect();
        if plan.model_alone {
            readings.extend(plan.items.iter().zip(&items).map(|(item, truth)| Reading {
                reader: plan.agent.clone(),
                item: item.id.clone(),
                cluster: item.cluster.clone(),
                arm: Arm::ModelAlone,
                period: 1,
                time: None,
                answers: vec![Answer {
                    field: None,
                    relevant: Some(truth.relevant),
                    right: truth.suggestion_right,
                    suggestion: None,
                }],
            }));
        }
        readings
    }

    /// Half of what makes an answer right is the item's, so that two readings of one item resemble each other.
    fn right(&self, with: bool, item: ItemTruth, chance: &mut Chance) -> bool {
        let share = if with {
            self.right_with
        } else {
            self.right_alone
        };
        let bar = Normal::standard().inverse_cdf(share.clamp(1e-9, 1.0 - 1e-9));
        (item.hard + chance.normal()) * std::f64::consts::FRAC_1_SQRT_2 < bar
    }
}

#[derive(Clone, Copy)]
struct ItemTruth {
    length: f64,
    hard: f64,
    relevant: bool,
    suggestion_right: bool,
}

struct Chance(Mt64);

impl Chance {
    /// Above 0 and below 1.
    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        Normal::standard().inverse_cdf(self.uniform())
    }
}
