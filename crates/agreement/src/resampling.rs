//! [`Resampling`]: intervals of figures that have no simple formula.

use rand_mt::Mt64;

use crate::Interval;

/// The bootstrap by item (Efron 1979), stratified: each time as many items of every stratum are drawn, with
/// replacement, as there are. An item keeps all that was said of it together, so differences between two who judged
/// the same items are paired.
#[derive(Clone, Copy, Debug)]
pub struct Resampling {
    /// How often it is drawn; 2,000 is usual.
    pub draws: usize,
    /// What chance starts from: the same seed gives the same interval.
    pub seed: u64,
    /// The level of confidence, such as .95.
    pub level: f64,
}

impl Resampling {
    /// The percentile interval of a figure. `strata` gives the items of each stratum by number; `figure` is told which
    /// items were drawn, and may say that it is not defined for them.
    ///
    /// `None` where there is nothing to draw from, or the figure was not defined for every twentieth draw.
    pub fn interval(
        &self,
        strata: &[Vec<usize>],
        figure: impl Fn(&[usize]) -> Option<f64>,
    ) -> Option<Interval> {
        let items: usize = strata.iter().map(Vec::len).sum();
        if items == 0 || self.draws == 0 || !(self.level > 0.0 && self.level < 1.0) {
            return None;
        }
        let mut random = Mt64::new(self.seed);
        let mut drawn = Vec::with_capacity(items);
        let mut figures = Vec::with_capacity(self.draws);
        for _ in 0..self.draws {
            drawn.clear();
            for stratum in strata {
                drawn
                    .extend((0..stratum.len()).map(|_| stratum[below(&mut random, stratum.len())]));
            }
            figures.extend(figure(&drawn).filter(|value| value.is_finite()));
        }
        if figures.len() * 20 < self.draws * 19 {
            return None;
        }
        figures.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - self.level) / 2.0;
        Some(Interval {
            low: quantile(&figures, tail),
            high: quantile(&figures, 1.0 - tail),
        })
    }
}

/// A number below `end`, which is not 0. The bias of the remainder is below 2⁻⁴⁰ for any number of items.
fn below(random: &mut Mt64, end: usize) -> usize {
    (random.next_u64() % end as u64) as usize
}

/// The quantile of sorted values, linear between neighbours (type 7 of Hyndman & Fan 1996).
fn quantile(sorted: &[f64], at: f64) -> f64 {
    let place = at * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}
