//! The interval of a mean of skewed times, and of the mean of times to come.

use agreement::{Interval, Resampling};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::Timing;

/// A pause of more than this, in milliseconds, ends a session.
const PAUSE_MS: i64 = 30 * 60_000;

/// Below so many sessions nobody knows how much they differ.
const LEAST_SESSIONS: usize = 4;

/// Times to come that are drawn at most; with more their mean only comes closer, as the root of their number.
const MOST_TO_COME: usize = 300;

/// Mean and standard deviation; the latter `None` of fewer than two.
pub(crate) fn moments(values: impl Iterator<Item = f64> + Clone) -> Option<(f64, Option<f64>)> {
    let (n, sum) = values
        .clone()
        .fold((0.0, 0.0), |(n, sum), v| (n + 1.0, sum + v));
    if n == 0.0 {
        return None;
    }
    let mean = sum / n;
    let squares: f64 = values.map(|value| (value - mean).powi(2)).sum();
    Some((mean, (n > 1.0).then(|| (squares / (n - 1.0)).sqrt())))
}

/// The interval in which the mean of `to_come` further times lies; with `None`, of the mean itself.
///
/// By the bootstrap-t (Efron & Tibshirani 1993, §12.5 and §25.2), which allows for the long tail of times to the right,
/// widened by the effect of sessions: what was quick on one evening was quick all evening.
pub(crate) fn mean_interval(
    seconds: &[f64],
    to_come: Option<usize>,
    sessions: &Sessions,
    by: &Resampling,
) -> Option<Interval> {
    let known = seconds.len();
    let (mean, deviation) = moments(seconds.iter().copied())?;
    let deviation = deviation.filter(|&s| s > 0.0)?;
    // As many as there are to come, in whole rounds of the known ones, so that each is as likely.
    let drawn_to_come = to_come.map_or(0, |n| n.min(MOST_TO_COME).div_ceil(known) * known);
    let shrink = to_come.map_or(0.0, |n| (drawn_to_come as f64 / n as f64).sqrt());
    let spread = (1.0 / known as f64 + to_come.map_or(0.0, |n| 1.0 / n as f64)).sqrt();
    let strata = [
        (0..known).collect::<Vec<_>>(),
        (0..drawn_to_come).map(|i| i % known).collect(),
    ];
    let pivots = by.interval(&strata, |drawn| {
        let (sample, coming) = drawn.split_at_checked(known)?;
        let value = |&i: &usize| seconds[i];
        let (its_mean, its_deviation) = moments(sample.iter().map(value))?;
        let coming = moments(coming.iter().map(value)).map_or(mean, |(m, _)| m);
        let pivot = mean + (coming - mean) * shrink - its_mean;
        Some(pivot / (its_deviation? * spread))
    })?;
    let width = deviation * spread * sessions.widening(by.level);
    Some(Interval {
        low: (mean + pivots.low * width).max(0.0),
        high: mean + pivots.high * width,
    })
}

/// How times hang together by session.
pub(crate) struct Sessions {
    /// How many there were.
    pub(crate) count: usize,
    /// By how much the variance of a mean is greater than with times that do not hang together; 1 where it is not, or
    /// where there are too few sessions to know.
    pub(crate) design_effect: f64,
}

impl Sessions {
    /// Of times in order of beginning.
    pub(crate) fn of(timings: &[Timing]) -> Self {
        let mut sessions: Vec<Vec<f64>> = Vec::new();
        let mut ended = None;
        for timing in timings {
            let paused = ended
                .is_none_or(|ended: i64| timing.started_at_ms.saturating_sub(ended) > PAUSE_MS);
            if paused {
                sessions.push(Vec::new());
            }
            if let Some(session) = sessions.last_mut() {
                session.push(timing.seconds);
            }
            let took = (timing.seconds * 1000.0) as i64;
            ended = Some(timing.started_at_ms.saturating_add(took));
        }
        Self {
            count: sessions.len(),
            design_effect: design_effect(&sessions).unwrap_or(1.0),
        }
    }

    /// By how much an interval is widened: the root of the design effect, and Student's quantile in place of the normal
    /// one where that rests on few sessions.
    fn widening(&self, level: f64) -> f64 {
        if self.design_effect <= 1.0 {
            return 1.0;
        }
        let at = (1.0 + level) / 2.0;
        let quantile =
            |freedom: f64| StudentsT::new(0.0, 1.0, freedom).map_or(1.0, |t| t.inverse_cdf(at));
        let few = quantile(self.count as f64 - 1.0) / quantile(1e6);
        self.design_effect.sqrt() * few
    }
}

/// 1 + (m − 1)ρ with the intraclass correlation ρ from a one-way analysis of variance, m the mean size of the session
/// that a time belongs to (Kish 1965).
fn design_effect(sessions: &[Vec<f64>]) -> Option<f64> {
    if sessions.len() < LEAST_SESSIONS {
        return None;
    }
    let count = sessions.len() as f64;
    let all: f64 = sessions.iter().map(|s| s.len() as f64).sum();
    let squares: f64 = sessions.iter().map(|s| (s.len() as f64).powi(2)).sum();
    let (mean, _) = moments(sessions.iter().flatten().copied())?;
    let (mut between, mut within) = (0.0, 0.0);
    for session in sessions {
        let (own, _) = moments(session.iter().copied())?;
        between += session.len() as f64 * (own - mean).powi(2);
        within += session.iter().map(|v| (v - own).powi(2)).sum::<f64>();
    }
    if all <= count {
        return None;
    }
    let (between, within) = (between / (count - 1.0), within / (all - count));
    let size = (all - squares / all) / (count - 1.0);
    let correlation = (between - within) / (between + (size - 1.0) * within);
    Some(1.0 + (squares / all - 1.0) * correlation.max(0.0)).filter(|effect| effect.is_finite())
}
