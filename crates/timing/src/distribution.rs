//! [`Distribution`]: how times are distributed.

use agreement::{Interval, Resampling, quantile};
use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};
use ts_rs::TS;

use crate::Timing;
use crate::mean::{Sessions, mean_interval, moments};

/// How times are distributed. Everything in seconds of one unit of work, such as a record.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TimeDistribution")]
pub struct Distribution {
    /// How many were measured.
    pub count: usize,
    /// All together.
    pub total: f64,
    /// Their mean.
    pub mean: f64,
    /// Its interval (bootstrap-t, widened where sessions differ); absent of fewer than ten.
    pub mean_interval: Option<Interval>,
    /// Their geometric mean, which a single long one does not move much; of those above 0.
    pub geometric_mean: Option<f64>,
    /// Its interval, from the logarithms.
    pub geometric_interval: Option<Interval>,
    /// The shortest.
    pub shortest: f64,
    /// A quarter is quicker.
    pub lower_quartile: f64,
    /// Half are quicker.
    pub median: f64,
    /// Three quarters are quicker.
    pub upper_quartile: f64,
    /// Of a hundred, ninety-five are quicker.
    pub percentile_95: f64,
    /// The longest.
    pub longest: f64,
}

/// Below so many times a mean has no interval worth the name.
const LEAST: usize = 10;

impl Distribution {
    /// Of times in any order; `None` of none. Times that are negative or no number are left out.
    pub fn of(timings: &[Timing], by: &Resampling) -> Option<Self> {
        let timings = crate::pace::sound(timings);
        let seconds: Vec<f64> = timings.iter().map(|t| t.seconds).collect();
        let mut sorted = seconds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let (shortest, longest) = (*sorted.first()?, *sorted.last()?);
        let (mean, _) = moments(seconds.iter().copied())?;
        let logs = seconds.iter().filter(|&&s| s > 0.0).map(|s| s.ln());
        let of_logs = moments(logs.clone());
        let inside = by.level > 0.0 && by.level < 1.0;
        Some(Self {
            count: seconds.len(),
            total: seconds.iter().sum(),
            mean,
            mean_interval: (seconds.len() >= LEAST)
                .then(|| mean_interval(&seconds, None, &Sessions::of(&timings), by))
                .flatten(),
            geometric_mean: of_logs.map(|(mean, _)| mean.exp()),
            geometric_interval: of_logs.filter(|_| inside).and_then(|(mean, deviation)| {
                let n = logs.count() as f64;
                let t = StudentsT::new(0.0, 1.0, n - 1.0).ok()?;
                let half = t.inverse_cdf((1.0 + by.level) / 2.0) * deviation? / n.sqrt();
                Some(Interval {
                    low: (mean - half).exp(),
                    high: (mean + half).exp(),
                })
            }),
            shortest,
            lower_quartile: quantile(&sorted, 0.25),
            median: quantile(&sorted, 0.5),
            upper_quartile: quantile(&sorted, 0.75),
            percentile_95: quantile(&sorted, 0.95),
            longest,
        })
    }
}
