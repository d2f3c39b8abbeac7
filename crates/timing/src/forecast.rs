//! [`Forecast`]: the time that is left.

use agreement::{Interval, Resampling};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Timing;
use crate::mean::{Sessions, mean_interval, moments};
use crate::pace::sound;

/// Below so many times nothing is forecast.
pub const LEAST_TIMES: usize = 20;

/// How many of the latest times are taken for the pace: enough to know it, few enough to be how one works now.
const LATEST: usize = 300;

/// How much active time is left at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TimeForecast")]
pub struct Forecast {
    /// How many are left.
    pub remaining: usize,
    /// Active seconds that they will take.
    pub seconds: f64,
    /// Where that will lie, if the records to come are like the latest ones. It allows for chance and for sessions that
    /// differ, not for a change of criteria or of person.
    pub interval: Interval,
    /// How many of the latest times this rests on.
    pub from: usize,
    /// In how many sessions these were measured (a pause of more than half an hour ends one).
    pub sessions: usize,
    /// By how much sessions that differ widen the variance; 1 where they do not, or are too few to know.
    pub design_effect: f64,
}

impl Forecast {
    /// From times in any order. `None` where nothing is left, fewer than [`LEAST_TIMES`] were measured, or all are the
    /// same to the millisecond, as no person's are.
    pub fn of(timings: &[Timing], remaining: usize, by: &Resampling) -> Option<Self> {
        let timings = sound(timings);
        let latest = &timings[timings.len().saturating_sub(LATEST)..];
        if latest.len() < LEAST_TIMES || remaining == 0 {
            return None;
        }
        let seconds: Vec<f64> = latest.iter().map(|t| t.seconds).collect();
        let sessions = Sessions::of(latest);
        let (mean, _) = moments(seconds.iter().copied())?;
        let of_mean = mean_interval(&seconds, Some(remaining), &sessions, by)?;
        let all = |mean: f64| mean * remaining as f64;
        Some(Self {
            remaining,
            seconds: all(mean),
            interval: Interval {
                low: all(of_mean.low),
                high: all(of_mean.high),
            },
            from: latest.len(),
            sessions: sessions.count,
            design_effect: sessions.design_effect,
        })
    }
}
