//! [`TimeAnalysis`]: how much time suggestions save.
//!
//! Where items belong to clusters, which are read whole by a reader and in one arm, the model has one row for each
//! reader and cluster: the mean of the logarithms of its items' seconds. With as many items in each that gives what a
//! model of the items with a random effect for every reader in every cluster would give, and does not take the items of
//! one cluster for as many independent ones.

use std::collections::{BTreeMap, BTreeSet};

use agreement::{Interval, Resampling, quantile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::allocation::{Allocation, Sequence};
use crate::estimate::{Estimate, Numbers};
use crate::mixed_model::{Coefficient, MixedModel, ModelError, Observation};
use crate::plan::{Arm, Plan};
use crate::reading::{Reading, ReadingTime};

/// How much time suggestions save (METHODS §5): a mixed model of the logarithm of active seconds, with arm, period and
/// sequence, and with readers and items as crossed random effects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimeAnalysis {
    /// Time in each arm.
    pub arms: Vec<ArmTime>,
    /// What each assisted arm saves against reading without suggestions.
    pub saved: Vec<TimeSaved>,
    /// The model.
    pub model: MixedModel,
    /// Readings without a time above 0, which have no logarithm: not in the model.
    pub untimed: usize,
}

/// Active time in one arm, in seconds. The unit is said with each, as it changes the figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArmTime {
    /// The arm.
    pub arm: Arm,
    /// Readings with a time.
    pub readings: usize,
    /// Mean of an item read.
    pub per_item: f64,
    /// Half of the items took less.
    pub median: f64,
    /// Geometric mean of an item read.
    pub geometric_mean: f64,
    /// All time of the arm over the records it kept; of screening only.
    pub per_kept: Option<f64>,
    /// The mean of an item times all items of the plan: one person reading the whole set.
    pub per_set: f64,
}

/// What one assisted arm saves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimeSaved {
    /// The arm.
    pub arm: Arm,
    /// Items read in it and without suggestions.
    pub items: usize,
    /// Clusters that they belong to; `None` where each stands for itself.
    pub clusters: Option<usize>,
    /// The share of time saved, 1 − exp(β): .25 is a quarter less, and a negative one is more time.
    pub saved: Estimate,
    /// The two-sided probability of so great a difference if there were none.
    pub p: f64,
    /// 1 − the ratio of the mean times, which is what the clock on the wall shows; interval by resampling items.
    pub by_means: Estimate,
    /// The share saved if more than 30 s without input count as away.
    pub if_idle_after_30: Option<Estimate>,
    /// The same for 120 s.
    pub if_idle_after_120: Option<Estimate>,
}

impl TimeAnalysis {
    /// Analyses the readings of the study, practice not among them.
    pub fn of(
        plan: &Plan,
        allocation: &Allocation,
        readings: &[Reading],
        by: &Resampling,
    ) -> Result<Self, ModelError> {
        let timed = |reading: &&Reading| {
            reading.arm != Arm::ModelAlone && reading.time.is_some_and(|time| time.seconds > 0.0)
        };
        let people = readings.iter().filter(|r| r.arm != Arm::ModelAlone).count();
        let readings: Vec<&Reading> = readings.iter().filter(timed).collect();
        let clustered = !plan.clusters().is_empty();
        let twice = if clustered {
            read_twice(&readings)
        } else {
            readings.clone()
        };
        let model = fit(plan, allocation, &twice, |time| time.seconds, by.level)?;
        let saved = plan
            .assisted
            .iter()
            .filter_map(|&arm| {
                let effect = model.coefficient(effect_name(arm))?;
                let otherwise = |seconds: fn(ReadingTime) -> f64| {
                    let model = fit(plan, allocation, &twice, seconds, by.level).ok()?;
                    model.coefficient(effect_name(arm)).map(share_saved)
                };
                let ([items, clusters], by_means) = by_means(&twice, arm, by);
                Some(TimeSaved {
                    arm,
                    items,
                    clusters: clustered.then_some(clusters),
                    saved: share_saved(effect),
                    p: effect.p,
                    by_means: by_means?,
                    if_idle_after_30: otherwise(|time| time.seconds_30),
                    if_idle_after_120: otherwise(|time| time.seconds_120),
                })
            })
            .collect();
        let arms = std::iter::once(Arm::Alone)
            .chain(plan.assisted.iter().copied())
            .filter_map(|arm| arm_time(plan, &readings, arm))
            .collect();
        Ok(Self {
            arms,
            saved,
            untimed: people - readings.len(),
            model,
        })
    }
}

fn effect_name(arm: Arm) -> &'static str {
    match arm {
        Arm::Alone => "arm A",
        Arm::SuggestionFirst => "arm B",
        Arm::PersonFirst => "arm C",
        Arm::ModelAlone => "arm D",
    }
}

/// The readings of items that were read without and with suggestions: of a cluster that was read in part by one of the
/// two, the same items are compared.
fn read_twice<'r>(readings: &[&'r Reading]) -> Vec<&'r Reading> {
    let items = |with: bool| -> BTreeSet<&str> {
        let of = readings.iter().filter(|r| (r.arm != Arm::Alone) == with);
        of.map(|reading| reading.item.as_str()).collect()
    };
    let (without, with) = (items(false), items(true));
    let both = |item: &str| without.contains(item) && with.contains(item);
    readings
        .iter()
        .filter(|reading| both(&reading.item))
        .copied()
        .collect()
}

/// log(seconds) ~ arm + period + sequence + (1 | reader) + (1 | item), with clusters in place of items where there are
/// any.
fn fit(
    plan: &Plan,
    allocation: &Allocation,
    readings: &[&Reading],
    seconds: fn(ReadingTime) -> f64,
    level: f64,
) -> Result<MixedModel, ModelError> {
    let later: Vec<u32> = (2..=plan.periods).collect();
    let mut names: Vec<String> = plan
        .assisted
        .iter()
        .map(|&arm| effect_name(arm).to_owned())
        .collect();
    names.extend(later.iter().map(|period| format!("period {period}")));
    names.push("begins with suggestions".to_owned());
    let (mut readers, mut items) = (Numbers::default(), Numbers::default());
    let mut rows: BTreeMap<(&str, &str, Arm, u32), (f64, f64)> = BTreeMap::new();
    let mut order = Vec::new();
    for reading in readings {
        let seconds = reading.time.map(seconds);
        let Some(seconds) = seconds.filter(|&s| s > 0.0 && s.is_finite()) else {
            continue;
        };
        let place = (
            reading.reader.as_str(),
            reading.unit(),
            reading.arm,
            reading.period,
        );
        let (sum, count) = rows.entry(place).or_insert_with(|| {
            order.push((place, *reading));
            (0.0, 0.0)
        });
        *sum += seconds.ln();
        *count += 1.0;
    }
    let rows: Vec<Observation> = order
        .into_iter()
        .filter_map(|(place, reading)| {
            let (sum, count) = rows.get(&place)?;
            let with_first =
                allocation.sequences.get(&reading.reader) == Some(&Sequence::WithFirst);
            let truths = plan
                .assisted
                .iter()
                .map(|&arm| arm == reading.arm)
                .chain(later.iter().map(|&period| period == reading.period))
                .chain([with_first]);
            Some(Observation {
                response: sum / count,
                fixed: truths.map(|truth| f64::from(u8::from(truth))).collect(),
                reader: readers.of(&reading.reader),
                item: items.of(reading.unit()),
            })
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    MixedModel::fit(&rows, &names, level)
}

fn share_saved(effect: &Coefficient) -> Estimate {
    let saved = |log: f64| 1.0 - log.exp();
    Estimate {
        value: saved(effect.estimate),
        interval: Some(Interval {
            low: saved(effect.interval.high),
            high: saved(effect.interval.low),
        }),
    }
}

/// Of the items read in the arm and alone, how many they and their clusters are: 1 − the ratio of mean seconds.
fn by_means(readings: &[&Reading], arm: Arm, by: &Resampling) -> ([usize; 2], Option<Estimate>) {
    let mut numbers = Numbers::default();
    let mut items: Vec<[(f64, f64); 2]> = Vec::new();
    for reading in readings {
        let side = match reading.arm {
            Arm::Alone => 0,
            other if other == arm => 1,
            _ => continue,
        };
        let place = numbers.of(reading.unit());
        if place == items.len() {
            items.push([(0.0, 0.0); 2]);
        }
        let (count, seconds) = &mut items[place][side];
        *count += 1.0;
        *seconds += reading.time.map_or(0.0, |time| time.seconds);
    }
    items.retain(|sides| sides.iter().all(|(count, _)| *count > 0.0));
    let figure = |drawn: &[usize]| {
        let mean = |side: usize| {
            let (count, seconds) = drawn
                .iter()
                .map(|&item| items[item][side])
                .fold((0.0, 0.0), |(n, sum), (count, seconds)| {
                    (n + count, sum + seconds)
                });
            (count > 0.0).then(|| seconds / count)
        };
        let without = mean(0).filter(|&mean| mean > 0.0)?;
        Some(1.0 - mean(1)? / without)
    };
    let all: Vec<usize> = (0..items.len()).collect();
    let estimate = figure(&all).map(|value| Estimate {
        value,
        interval: by.interval(&[all], figure),
    });
    let count: f64 = items.iter().map(|sides| sides[1].0).sum();
    ([count as usize, items.len()], estimate)
}

fn arm_time(plan: &Plan, readings: &[&Reading], arm: Arm) -> Option<ArmTime> {
    let of_arm = || readings.iter().filter(|reading| reading.arm == arm);
    let mut seconds: Vec<f64> = of_arm().filter_map(|r| r.time.map(|t| t.seconds)).collect();
    if seconds.is_empty() {
        return None;
    }
    seconds.sort_unstable_by(f64::total_cmp);
    let n = seconds.len() as f64;
    let total: f64 = seconds.iter().sum();
    let kept = of_arm()
        .flat_map(|reading| &reading.answers)
        .filter_map(|answer| answer.kept())
        .filter(|kept| *kept)
        .count();
    let logs: f64 = seconds.iter().map(|s| s.ln()).sum();
    Some(ArmTime {
        arm,
        readings: seconds.len(),
        per_item: total / n,
        median: quantile(&seconds, 0.5),
        geometric_mean: (logs / n).exp(),
        per_kept: (kept > 0).then(|| total / kept as f64),
        per_set: total / n * plan.items.len() as f64,
    })
}
