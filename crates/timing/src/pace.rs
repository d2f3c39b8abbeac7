//! [`Pace`]: how many an hour.

use agreement::{Interval, Resampling};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Timing;
use crate::mean::{Sessions, mean_interval, moments};

/// How many units of work an active hour, such as records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "WorkPace")]
pub struct Pace {
    /// From how many times.
    pub count: usize,
    /// How many an active hour: 3,600 over the mean seconds.
    pub per_hour: f64,
    /// The interval; absent of fewer than ten.
    pub interval: Option<Interval>,
}

impl Pace {
    /// Of times in any order; `None` where there are none, or no time passed.
    pub fn of(timings: &[Timing], by: &Resampling) -> Option<Self> {
        let timings = sound(timings);
        let seconds: Vec<f64> = timings.iter().map(|t| t.seconds).collect();
        let (mean, _) = moments(seconds.iter().copied()).filter(|(mean, _)| *mean > 0.0)?;
        let hourly = |seconds: f64| 3600.0 / seconds;
        Some(Self {
            count: seconds.len(),
            per_hour: hourly(mean),
            interval: (seconds.len() >= 10)
                .then(|| mean_interval(&seconds, None, &Sessions::of(&timings), by))
                .flatten()
                .filter(|of_mean| of_mean.low > 0.0)
                .map(|of_mean| Interval {
                    low: hourly(of_mean.high),
                    high: hourly(of_mean.low),
                }),
        })
    }
}

/// What can be a time, in order of beginning.
pub(crate) fn sound(timings: &[Timing]) -> Vec<Timing> {
    let mut sound: Vec<Timing> = timings
        .iter()
        .filter(|t| t.seconds.is_finite() && t.seconds >= 0.0)
        .copied()
        .collect();
    sound.sort_by_key(|t| t.started_at_ms);
    sound
}
