//! [`Proportion`]: so many of so many, with its interval.

use serde::{Deserialize, Serialize};
use statrs::distribution::{Beta, ContinuousCDF, Normal};
use ts_rs::TS;

/// An interval of confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ConfidenceInterval")]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies within, the ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Proportion {
    /// How many have it.
    #[ts(type = "number")]
    pub successes: u64,
    /// Of how many.
    #[ts(type = "number")]
    pub of: u64,
}

impl Proportion {
    /// `successes` of `of`.
    pub fn new(successes: u64, of: u64) -> Self {
        Self { successes, of }
    }

    /// The share, 0 to 1; `None` of nothing.
    pub fn value(&self) -> Option<f64> {
        (self.of > 0).then(|| self.successes as f64 / self.of as f64)
    }

    /// Wilson's score interval; at the edges, 0 or all, the exact one of Clopper and Pearson, which Wilson's falls short
    /// of there. `level` such as .95.
    pub fn interval(&self, level: f64) -> Option<Interval> {
        if self.successes == 0 || self.successes >= self.of {
            self.clopper_pearson(level)
        } else {
            self.wilson(level)
        }
    }

    /// Wilson's score interval (1927); `None` of nothing or for a level outside 0 to 1.
    pub fn wilson(&self, level: f64) -> Option<Interval> {
        let z = Normal::standard().inverse_cdf(1.0 - tail(level)?);
        let (n, p) = (self.of as f64, self.value()?);
        let middle = p + z * z / (2.0 * n);
        let width = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let all = 1.0 + z * z / n;
        Some(Interval {
            low: ((middle - width) / all).max(0.0),
            high: ((middle + width) / all).min(1.0),
        })
    }

    /// The exact interval of Clopper and Pearson (1934); `None` of nothing or for a level outside 0 to 1.
    pub fn clopper_pearson(&self, level: f64) -> Option<Interval> {
        let tail = tail(level)?;
        let (k, n) = (self.successes as f64, self.of as f64);
        if self.of == 0 || k > n {
            return None;
        }
        let quantile = |a, b, at| Beta::new(a, b).ok().map(|beta| beta.inverse_cdf(at));
        Some(Interval {
            low: if k == 0.0 {
                0.0
            } else {
                quantile(k, n - k + 1.0, tail)?
            },
            high: if k == n {
                1.0
            } else {
                quantile(k + 1.0, n - k, 1.0 - tail)?
            },
        })
    }
}

/// What lies outside on either side.
fn tail(level: f64) -> Option<f64> {
    (level > 0.0 && level < 1.0).then(|| (1.0 - level) / 2.0)
}
