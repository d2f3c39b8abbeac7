//! [`AutomationBias`]: whether people follow suggestions where they should not.

use std::collections::{BTreeMap, BTreeSet};

use agreement::{Interval, Resampling};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::estimate::{Estimate, Share};
use crate::plan::Arm;
use crate::reading::{Answer, Reading, Shown};

/// Whether people follow suggestions where they should not, in one assisted arm (Goddard, Roudsari & Wyatt 2012).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AutomationBias {
    /// The arm.
    pub arm: Arm,
    /// Of the wrong suggestions, how many were taken.
    pub wrong_taken: Share,
    /// Of the right suggestions, how many were overridden.
    pub right_overridden: Share,
    /// Where the suggestion is wrong: the share of wrong answers in this arm, minus that of the same items read without
    /// suggestions. Above 0, suggestions bring people to errors that they do not make alone. `None` where no wrong
    /// suggestion was shown on an item that was read in both arms.
    pub errors_added: Option<Estimate>,
    /// Arm C: what happened after the suggestion was shown.
    pub switches: Option<Switches>,
}

/// What happened to answers after the suggestion was shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Switches {
    /// Answers that were followed by a suggestion.
    pub shown: usize,
    /// Wrong, then right.
    pub to_right: usize,
    /// Right, then wrong.
    pub to_wrong: usize,
    /// Changed from one wrong answer to another.
    pub between_wrong: usize,
    /// Left as they were.
    pub kept: usize,
}

impl AutomationBias {
    /// Of one assisted arm; `None` where no suggestion was shown in it.
    pub fn of(readings: &[Reading], arm: Arm, by: &Resampling) -> Option<Self> {
        let of_arm = || readings.iter().filter(|reading| reading.arm == arm);
        let seen = |answer: &Answer| answer.suggestion;
        if !of_arm().any(|reading| reading.answers.iter().any(|a| seen(a).is_some())) {
            return None;
        }
        let share = |of: fn(&Shown) -> bool, wanted: fn(&Shown) -> bool| {
            let mut items: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
            for reading in of_arm() {
                for shown in reading.answers.iter().filter_map(seen).filter(of) {
                    let (count, all) = items.entry(reading.unit()).or_default();
                    *count += u64::from(wanted(&shown));
                    *all += 1;
                }
            }
            Share::of(&items.into_values().collect::<Vec<_>>(), by)
        };
        Some(Self {
            arm,
            wrong_taken: share(|shown| !shown.right, |shown| shown.taken),
            right_overridden: share(|shown| shown.right, |shown| !shown.taken),
            errors_added: errors_added(readings, arm, by),
            switches: (arm == Arm::PersonFirst).then(|| {
                let mut switches = Switches::default();
                let answers = of_arm().flat_map(|reading| &reading.answers);
                for answer in answers {
                    switches.count(answer);
                }
                switches
            }),
        })
    }
}

impl Switches {
    fn count(&mut self, answer: &Answer) {
        let Some(before) = answer.suggestion.and_then(|shown| shown.right_before) else {
            return;
        };
        let changed = answer.suggestion.and_then(|shown| shown.changed);
        self.shown += 1;
        *match (before, answer.right) {
            (false, true) => &mut self.to_right,
            (true, false) => &mut self.to_wrong,
            (false, false) if changed == Some(true) => &mut self.between_wrong,
            _ => &mut self.kept,
        } += 1;
    }
}

/// Errors in the arm minus errors alone, on the items and fields whose suggestion is wrong.
fn errors_added(readings: &[Reading], arm: Arm, by: &Resampling) -> Option<Estimate> {
    let places = |wanted: Arm| {
        let of_arm = readings.iter().filter(move |reading| reading.arm == wanted);
        of_arm.flat_map(|reading| {
            reading
                .answers
                .iter()
                .map(move |answer| (reading, answer.field.clone(), answer))
        })
    };
    let mut misled: BTreeMap<(&str, Option<String>), bool> = BTreeMap::new();
    for (reading, field, answer) in places(arm) {
        if answer.suggestion.is_some_and(|shown| !shown.right) {
            misled.insert((reading.item.as_str(), field), !answer.right);
        }
    }
    let mut items: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut known: BTreeSet<(&str, Option<String>)> = BTreeSet::new();
    for (reading, field, answer) in places(Arm::Alone) {
        let place = (reading.item.as_str(), field);
        let Some(&wrong) = misled.get(&place) else {
            continue;
        };
        if known.insert(place) {
            let (sum, of) = items.entry(reading.unit()).or_default();
            *sum += f64::from(u8::from(wrong)) - f64::from(u8::from(!answer.right));
            *of += 1.0;
        }
    }
    let items: Vec<(f64, f64)> = items.into_values().collect();
    let figure = |drawn: &[usize]| {
        let (sum, of) = drawn
            .iter()
            .map(|&item| items[item])
            .fold((0.0, 0.0), |(sum, of), (s, n)| (sum + s, of + n));
        (of > 0.0).then(|| sum / of)
    };
    let all: Vec<usize> = (0..items.len()).collect();
    let value = figure(&all)?;
    // Of a handful of items that all went alike, resampling would claim to be sure.
    let interval = by
        .interval(&[all], figure)
        .filter(|interval: &Interval| interval.low < interval.high);
    Some(Estimate { value, interval })
}
