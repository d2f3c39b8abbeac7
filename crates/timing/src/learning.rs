//! [`Learning`]: whether people get faster.

use agreement::{Interval, quantile};
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};
use ts_rs::TS;

use crate::Timing;
use crate::mean::moments;
use crate::pace::sound;

/// The law of practice (Newell & Rosenbloom 1981): each doubling of what was done changes the time by the same share.
/// Fitted to the logarithms, so that a single long one does not rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Learning {
    /// How many times it rests on.
    pub count: usize,
    /// By what share the time changes with each doubling: −.1 is a tenth less.
    pub per_doubling: f64,
    /// Its interval, taking the times as independent of each other.
    pub interval: Interval,
    /// What the law says of the first, seconds (geometric mean).
    pub first: f64,
    /// What it says of the latest.
    pub latest: f64,
    /// The times as they were, in at most forty stretches of equal length.
    pub curve: Vec<LearningPoint>,
}

/// A stretch of the times.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct LearningPoint {
    /// The first of it, from 1.
    pub from: usize,
    /// The last of it.
    pub to: usize,
    /// Seconds: half are quicker.
    pub median: f64,
    /// A quarter is quicker.
    pub lower_quartile: f64,
    /// Three quarters are quicker.
    pub upper_quartile: f64,
}

/// Below so many times no curve is drawn.
const LEAST: usize = 20;

/// Stretches of the curve at most.
const STRETCHES: usize = 40;

impl Learning {
    /// From times in any order. `None` of fewer than twenty, or for a level outside 0 to 1. Times of 0 count as a
    /// millisecond's tenth, which nobody is quicker than.
    pub fn of(timings: &[Timing], level: f64) -> Option<Self> {
        let timings = sound(timings);
        let n = timings.len();
        if n < LEAST || !(level > 0.0 && level < 1.0) {
            return None;
        }
        let done: Vec<f64> = (1..=n).map(|k| (k as f64).ln()).collect();
        let took: Vec<f64> = timings.iter().map(|t| t.seconds.max(1e-4).ln()).collect();
        let ((mean_done, _), (mean_took, _)) =
            moments(done.iter().copied()).zip(moments(took.iter().copied()))?;
        let spread: f64 = done.iter().map(|x| (x - mean_done).powi(2)).sum();
        let joint: f64 = done
            .iter()
            .zip(&took)
            .map(|(x, y)| (x - mean_done) * (y - mean_took))
            .sum();
        let slope = joint / spread;
        let at = |k: usize| (mean_took + slope * ((k as f64).ln() - mean_done)).exp();
        let rest: f64 = done
            .iter()
            .zip(&took)
            .map(|(x, y)| (y - mean_took - slope * (x - mean_done)).powi(2))
            .sum();
        let freedom = n as f64 - 2.0;
        let error = (rest / freedom / spread).sqrt();
        let t = StudentsT::new(0.0, 1.0, freedom).ok()?;
        let half = t.inverse_cdf((1.0 + level) / 2.0) * error;
        let doubling = |slope: f64| slope.exp2() - 1.0;
        Some(Self {
            count: n,
            per_doubling: doubling(slope),
            interval: Interval {
                low: doubling(slope - half),
                high: doubling(slope + half),
            },
            first: at(1),
            latest: at(n),
            curve: curve(&timings),
        })
    }
}

fn curve(timings: &[Timing]) -> Vec<LearningPoint> {
    let length = timings.len().div_ceil(STRETCHES);
    let mut from = 1;
    timings
        .chunks(length.max(1))
        .map(|stretch| {
            let mut seconds: Vec<f64> = stretch.iter().map(|t| t.seconds).collect();
            seconds.sort_unstable_by(f64::total_cmp);
            let point = LearningPoint {
                from,
                to: from + stretch.len() - 1,
                median: quantile(&seconds, 0.5),
                lower_quartile: quantile(&seconds, 0.25),
                upper_quartile: quantile(&seconds, 0.75),
            };
            from += stretch.len();
            point
        })
        .collect()
}
