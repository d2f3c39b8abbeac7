//! [`Resampling`]: intervals of figures that have no simple formula.

use rand_mt::Mt64;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Interval;

/// The bootstrap by item (Efron 1979), stratified: each time as many items of every stratum are drawn, with
/// replacement, as there are. An item keeps all that was said of it together, so differences between two who judged
/// the same items are paired.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Resampling {
    /// How often it is drawn; 2,000 is usual.
    pub draws: usize,
    /// What chance starts from: the same seed gives the same interval.
    #[ts(type = "number")]
    pub seed: u64,
    /// The level of confidence, such as .95.
    pub level: f64,
}

impl Resampling {
    /// The percentile interval of a figure. `strata` gives the items of each stratum by number; `figure` is told which
    /// items were drawn, and may say that it is not defined for them.
    ///
    /// `None` where no stratum has two items, so that every draw is the same; or the figure was not defined for every
    /// twentieth draw.
    pub fn interval(
        &self,
        strata: &[Vec<usize>],
        figure: impl Fn(&[usize]) -> Option<f64>,
    ) -> Option<Interval> {
        let [interval] = self.intervals(strata, |drawn| [figure(drawn)]);
        interval
    }

    /// The percentile intervals of several figures of the same draws; `None` as [`interval`](Self::interval).
    pub fn intervals<const N: usize>(
        &self,
        strata: &[Vec<usize>],
        figures: impl Fn(&[usize]) -> [Option<f64>; N],
    ) -> [Option<Interval>; N] {
        let items: usize = strata.iter().map(Vec::len).sum();
        let varies = strata.iter().any(|stratum| stratum.len() > 1);
        if !varies || self.draws == 0 || !(self.level > 0.0 && self.level < 1.0) {
            return [None; N];
        }
        let mut random = Mt64::new(self.seed);
        let mut drawn = Vec::with_capacity(items);
        let mut found: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(self.draws));
        for _ in 0..self.draws {
            drawn.clear();
            for stratum in strata {
                drawn
                    .extend((0..stratum.len()).map(|_| stratum[below(&mut random, stratum.len())]));
            }
            for (values, figure) in found.iter_mut().zip(figures(&drawn)) {
                values.extend(figure.filter(|value| value.is_finite()));
            }
        }
        found.map(|mut values| {
            if values.len() * 20 < self.draws * 19 {
                return None;
            }
            values.sort_unstable_by(f64::total_cmp);
            let tail = (1.0 - self.level) / 2.0;
            Some(Interval {
                low: quantile(&values, tail),
                high: quantile(&values, 1.0 - tail),
            })
        })
    }
}

/// A number below `end`, which is not 0. The bias of the remainder is below 2⁻⁴⁰ for any number of items.
fn below(random: &mut Mt64, end: usize) -> usize {
    (random.next_u64() % end as u64) as usize
}

/// The quantile of sorted values, linear between neighbours (type 7 of Hyndman & Fan 1996). `at` runs
/// from 0 to 1; no number of no values.
pub fn quantile(sorted: &[f64], at: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = at.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let value = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    let (low, high) = (value(below), value((below + 1).min(last)));
    low + (place - below as f64) * (high - low)
}
