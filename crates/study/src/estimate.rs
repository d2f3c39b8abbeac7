//! [`Estimate`] and [`Share`]: figures with their intervals, as all the analyses give them.

use std::collections::BTreeMap;

use agreement::{Interval, Proportion, Resampling};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A figure with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyEstimate")]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its interval; absent where there is too little to know.
    pub interval: Option<Interval>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyShare")]
pub struct Share {
    /// How many of how many answers.
    pub count: Proportion,
    /// The share's interval: Wilson's (Clopper and Pearson's at the edges), or by resampling items where an item has
    /// several answers, and then never narrower than if every answer stood for itself.
    pub interval: Option<Interval>,
}

impl Share {
    /// From the number of successes and answers of each item.
    pub(crate) fn of(items: &[(u64, u64)], by: &Resampling) -> Self {
        let successes = items.iter().map(|(successes, _)| successes).sum();
        let count = Proportion::new(successes, items.iter().map(|(_, of)| of).sum());
        let single = items.iter().all(|(_, of)| *of <= 1);
        let interval = if single {
            count.interval(by.level)
        } else if count.successes == 0 || count.successes == count.of {
            // Nothing differs that could be drawn: as if each item had one answer.
            let clusters = items.iter().filter(|(_, of)| *of > 0).count() as u64;
            let all = if count.successes == 0 { 0 } else { clusters };
            Proportion::new(all, clusters).interval(by.level)
        } else {
            let resampled = by.interval(&[(0..items.len()).collect()], |drawn| {
                let (successes, of) = drawn
                    .iter()
                    .map(|&item| items[item])
                    .fold((0, 0), |(s, n), (successes, of)| (s + successes, n + of));
                (of > 0).then(|| successes as f64 / of as f64)
            });
            // Few items that happen to have the same share would leave no width.
            match (resampled, count.interval(by.level)) {
                (Some(a), Some(b)) => Some(Interval {
                    low: a.low.min(b.low),
                    high: a.high.max(b.high),
                }),
                _ => None,
            }
        };
        Self { count, interval }
    }

    /// The share, 0 to 1; `None` of nothing.
    pub fn value(&self) -> Option<f64> {
        self.count.value()
    }
}

/// Numbers for names, in order of appearance.
#[derive(Default)]
pub(crate) struct Numbers<'n>(BTreeMap<&'n str, usize>);

impl<'n> Numbers<'n> {
    pub(crate) fn of(&mut self, name: &'n str) -> usize {
        let next = self.0.len();
        *self.0.entry(name).or_insert(next)
    }
}
