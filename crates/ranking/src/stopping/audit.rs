//! [`AuditSample`]: a random sample of the records that would be left unscreened, read by a person.
//!
//! It is the only thing from which recall may be stated: its bound is exact for a sample without replacement, whatever
//! the ranking did. A team that goes on after a sample and draws another one has more than one chance to be wrong, so
//! each sample has a confidence of its own ([`audit_confidence`]), and all together keep the one that was asked for.

use serde::{Deserialize, Serialize};
use statrs::function::beta::beta_reg;
use ts_rs::TS;

use super::hypergeometric::at_most;
use crate::random::RandomState;

/// What a random sample of the unscreened records showed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AuditSample {
    /// Unscreened records that the sample was drawn from.
    pub population: usize,
    /// Records of the sample that were read.
    pub read: usize,
    /// How many of them were relevant.
    pub relevant: usize,
    /// Confidence of the bounds, from 0 to 1.
    pub confidence: f64,
    /// Two-sided bounds of the share of relevant records among the unscreened.
    pub share: Interval,
    /// One-sided upper bound of that share: with this confidence it is no greater.
    pub share_at_most: f64,
    /// Upper bound of the number of relevant records among the unscreened, those of the sample counted: the greatest
    /// number with which so few in the sample would still have a probability above 1 − confidence (hypergeometric,
    /// exact).
    pub missed_at_most: usize,
    /// Lower bound of recall that follows, given the relevant records found in screening: with this confidence it is
    /// no smaller, taking the relevant records of the sample as found. `None` where there is nothing relevant at all.
    pub recall_at_least: Option<f64>,
}

/// Lower and upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "the two bounds")]
pub struct Interval {
    pub lower: f64,
    pub upper: f64,
}

impl AuditSample {
    /// Reads the sample: `read` of `population` unscreened records were read, `relevant` of them were relevant;
    /// `found` relevant records had been found in screening before.
    pub fn of(
        population: usize,
        read: usize,
        relevant: usize,
        found: usize,
        confidence: f64,
    ) -> Self {
        let (read, relevant) = (read.min(population), relevant.min(read));
        let share_at_most = if read == population {
            relevant as f64 / (population.max(1)) as f64
        } else {
            one_sided_upper(relevant, read, confidence)
        };
        let missed_at_most = missed_at_most(population, read, relevant, confidence);
        let known = found + relevant;
        let altogether = found + missed_at_most;
        Self {
            population,
            read,
            relevant,
            confidence,
            share: clopper_pearson(relevant, read, confidence),
            share_at_most,
            missed_at_most,
            recall_at_least: (altogether > 0).then(|| known as f64 / altogether as f64),
        }
    }
}

impl AuditSample {
    /// The same sample when, after it was drawn, `since` more records of its population were found relevant outside of
    /// it. The bound on what the population held stays: it speaks of the time of the draw, whatever was read later. What
    /// was found since counts as found. `found` is what is known to be relevant outside the population.
    ///
    /// ```
    /// use ranking::AuditSample;
    /// let drawn = AuditSample::of(1_000, 59, 0, 95, 0.95);
    /// assert_eq!(drawn.with_found_since(95, 0), drawn);
    /// assert_eq!(drawn.with_found_since(95, 20).recall_at_least, Some(115.0 / 143.0));
    /// ```
    #[must_use]
    pub fn with_found_since(mut self, found: usize, since: usize) -> Self {
        let in_population = self.relevant + since;
        // More may have been found than the bound allows: it is wrong in as many cases as its confidence says.
        self.missed_at_most = self.missed_at_most.max(in_population);
        let altogether = found + self.missed_at_most;
        self.recall_at_least =
            (altogether > 0).then(|| (found + in_population) as f64 / altogether as f64);
        self
    }
}

/// The exact two-sided interval of Clopper and Pearson (Biometrika 1934;26:404) for `successes` of `trials`.
///
/// ```
/// assert!((ranking::clopper_pearson(20, 20, 0.95).lower - 0.832).abs() < 5e-4);
/// assert!(ranking::clopper_pearson(72, 72, 0.95).lower >= 0.95);
/// ```
pub fn clopper_pearson(successes: usize, trials: usize, confidence: f64) -> Interval {
    let tail = (1.0 - confidence) / 2.0;
    Interval {
        lower: lower(successes, trials, tail),
        upper: 1.0 - lower(trials.saturating_sub(successes), trials, tail),
    }
}

/// The smallest sample that, if none of it is relevant, shows with `confidence` that no more than `share` of the
/// unscreened records are relevant. 59 for 5 % at 95 %. `None` where no sample can.
pub fn sample_size(share: f64, confidence: f64) -> Option<usize> {
    let inside = |x: f64| x > 0.0 && x < 1.0;
    (inside(share) && inside(confidence)).then(|| {
        let mut size = ((1.0 - confidence).ln() / (1.0 - share).ln()).ceil() as usize;
        // The quotient may be a hair above or below a whole number.
        while size > 1 && one_sided_upper(0, size - 1, confidence) <= share {
            size -= 1;
        }
        size.max(1)
    })
}

/// The confidence of the bound of one audit sample, after so many earlier ones, with which all of them together keep
/// `confidence`: the first may be wrong in half of the cases allowed, the second in a quarter, and so on.
///
/// ```
/// assert!((ranking::audit_confidence(0.95, 0) - 0.975).abs() < 1e-12);
/// assert!((ranking::audit_confidence(0.95, 1) - 0.9875).abs() < 1e-12);
/// ```
pub fn audit_confidence(confidence: f64, earlier: usize) -> f64 {
    1.0 - (1.0 - confidence) * 0.5_f64.powi(i32::try_from(earlier + 1).unwrap_or(i32::MAX))
}

/// The smallest sample of the `unscreened` records that, if none of it is relevant, shows with `confidence` (that of
/// this sample, see [`audit_confidence`]) that recall is `target` or more, `found` relevant records being known.
///
/// With few relevant records this is most of what is left: nothing less can show it.
///
/// ```
/// // 100 found: five may be missed. Six among 1,000 would hide from 459 with a probability below .025.
/// assert_eq!(ranking::audit_sample_size(1_000, 100, 0.95, 0.975), 459);
/// ```
pub fn audit_sample_size(unscreened: usize, found: usize, target: f64, confidence: f64) -> usize {
    // One more missed than the target allows is what the sample must contradict.
    let known = found as f64;
    let mut too_many = 1 + (known / target - known).max(0.0).min(unscreened as f64) as usize;
    // The quotient may be a hair above or below a whole number.
    while too_many > 1 && known < target * (found + too_many - 1) as f64 {
        too_many -= 1;
    }
    while too_many <= unscreened && known >= target * (found + too_many) as f64 {
        too_many += 1;
    }
    let shown =
        |size| too_many > unscreened || at_most(0, unscreened, too_many, size) <= 1.0 - confidence;
    let (mut low, mut high) = (0, unscreened);
    while low < high {
        let middle = low.midpoint(high);
        if shown(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The greatest number of relevant records in the population that the sample does not contradict.
fn missed_at_most(population: usize, read: usize, relevant: usize, confidence: f64) -> usize {
    let (mut low, mut high) = (relevant, population - (read - relevant));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if at_most(relevant, population, middle, read) > 1.0 - confidence {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// Draws so many of the rows by chance, in the order in which they should be read. The same seed gives the same sample.
pub fn draw_audit_sample(unscreened: &[usize], size: usize, seed: u32) -> Vec<usize> {
    RandomState::new(seed).choose(unscreened, size)
}

fn one_sided_upper(successes: usize, trials: usize, confidence: f64) -> f64 {
    1.0 - lower(trials.saturating_sub(successes), trials, 1.0 - confidence)
}

/// The share at which as many successes or more have probability `tail`: a quantile of the beta distribution.
fn lower(successes: usize, trials: usize, tail: f64) -> f64 {
    if successes == 0 || trials == 0 {
        return 0.0;
    }
    let (a, b) = (successes as f64, (trials - successes) as f64 + 1.0);
    if successes >= trials {
        return tail.powf(1.0 / a);
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..200 {
        let middle = low.midpoint(high);
        if beta_reg(a, b, middle) < tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    low.midpoint(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_values() {
        assert!((clopper_pearson(20, 20, 0.95).lower - 0.832).abs() < 5e-4);
        // 59 of 59: one-sided .95; 58 do not do.
        assert!(1.0 - one_sided_upper(0, 59, 0.95) >= 0.95);
        assert!(1.0 - one_sided_upper(0, 58, 0.95) < 0.95);
        assert!(clopper_pearson(72, 72, 0.95).lower >= 0.95);
        assert!(clopper_pearson(71, 71, 0.95).lower < 0.95);
        assert_eq!(sample_size(0.05, 0.95), Some(59));
        assert_eq!(sample_size(0.0, 0.95), None);
    }

    /// Printed by scipy: `binomtest(3, 40).proportion_ci(.95, "exact")`.
    #[test]
    fn between_the_edges() {
        let interval = clopper_pearson(3, 40, 0.95);
        assert!((interval.lower - GOLDEN.0).abs() < 1e-9);
        assert!((interval.upper - GOLDEN.1).abs() < 1e-9);
        assert_eq!(
            clopper_pearson(0, 0, 0.95),
            Interval {
                lower: 0.0,
                upper: 1.0
            }
        );
    }

    const GOLDEN: (f64, f64) = (0.015_742_179_851_041_527, 0.203_864_748_732_898_7);

    #[test]
    fn a_sample_bounds_recall() {
        let sample = AuditSample::of(1_000, 59, 0, 95, 0.95);
        assert!(sample.share_at_most <= 0.05);
        // scipy: hypergeom.cdf(0, 1000, 48, 59) = .0502, and with 49 .0471.
        assert_eq!(sample.missed_at_most, 48);
        assert_eq!(sample.recall_at_least, Some(95.0 / 143.0));
        // All were read: nothing is left to chance.
        let whole = AuditSample::of(10, 10, 2, 8, 0.95);
        assert_eq!(
            (whole.missed_at_most, whole.recall_at_least),
            (2, Some(1.0))
        );
        assert_eq!(AuditSample::of(10, 0, 0, 0, 0.95).missed_at_most, 10);
    }

    /// Every number of relevant records is bounded from above at least as often as stated, by counting all samples.
    #[test]
    fn the_bound_holds_for_every_truth() {
        let (population, read, confidence) = (40, 13, 0.9);
        for truth in 0..=population {
            let wrong: f64 = (0..=truth.min(read))
                .filter(|&x| population - truth >= read - x)
                .filter(|&x| missed_at_most(population, read, x, confidence) < truth)
                .map(|x| {
                    let below = x.checked_sub(1);
                    at_most(x, population, truth, read)
                        - below.map_or(0.0, |b| at_most(b, population, truth, read))
                })
                .sum();
            assert!(wrong <= 1.0 - confidence + 1e-12, "{truth}: {wrong}");
        }
    }

    #[test]
    fn the_size_is_the_smallest_that_shows_it() {
        for (unscreened, found, target) in [(500, 40, 0.9), (90, 7, 0.8), (2_000, 300, 0.95)] {
            let size = audit_sample_size(unscreened, found, target, 0.975);
            let shown = |size| {
                let sample = AuditSample::of(unscreened, size, 0, found, 0.975);
                sample
                    .recall_at_least
                    .is_some_and(|recall| recall >= target)
            };
            assert!(
                shown(size) && !shown(size - 1),
                "{unscreened} {found}: {size}"
            );
        }
        assert_eq!(audit_sample_size(0, 5, 0.95, 0.975), 0);
    }

    #[test]
    fn samples_are_drawn_once_each() {
        let unscreened: Vec<usize> = (100..150).collect();
        let sample = draw_audit_sample(&unscreened, 20, 1);
        assert_eq!(sample, draw_audit_sample(&unscreened, 20, 1));
        assert_ne!(sample, draw_audit_sample(&unscreened, 20, 2));
        let mut sorted = sample.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 20);
    }
}
