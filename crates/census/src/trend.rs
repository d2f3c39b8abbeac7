//! Whether something grows or shrinks over the years, or the classifier only sees it better or worse.

use agreement::{Interval, Proportion};
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};
use ts_rs::TS;

use crate::prevalence::corrected_share;

/// Years that belong together, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[ts(rename = "CensusPeriod")]
pub struct Period {
    /// First year.
    pub first: i32,
    /// Last year.
    pub last: i32,
}

impl Period {
    /// Whether a year belongs to it.
    pub fn contains(&self, year: i32) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}–{}", self.first, self.last)
    }
}

/// What a hand-labelled sample says of the classifier in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accuracy {
    /// The years the sample is from; `None` of all of it.
    pub period: Option<Period>,
    /// Of those that truly are, how many were found.
    pub sensitivity: Proportion,
    /// Of those that are not, how many were left out.
    pub specificity: Proportion,
}

/// Whether sensitivity or specificity differ between periods.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "CensusDrift")]
pub struct Drift {
    /// Pearson's χ² test that sensitivity is the same in all periods; `None` where fewer than two have a sample.
    pub p_sensitivity: Option<f64>,
    /// The same of specificity.
    pub p_specificity: Option<f64>,
    /// Whether either is below .05.
    pub flagged: bool,
}

/// Tests whether the classifier drifts. A drift that is not flagged may be there all the same: samples are small. A trend
/// is therefore judged with the accuracy of each period whether it is flagged or not ([`trend`]).
pub fn drift(by_period: &[Accuracy]) -> Drift {
    let p_sensitivity = homogeneity(by_period.iter().map(|a| a.sensitivity));
    let p_specificity = homogeneity(by_period.iter().map(|a| a.specificity));
    let low = |p: Option<f64>| p.is_some_and(|p| p < 0.05);
    Drift {
        p_sensitivity,
        p_specificity,
        flagged: low(p_sensitivity) || low(p_specificity),
    }
}

/// Pearson's χ² test of the same share in all.
fn homogeneity(shares: impl Iterator<Item = Proportion>) -> Option<f64> {
    let shares: Vec<Proportion> = shares.filter(|share| share.of > 0).collect();
    if shares.len() < 2 {
        return None;
    }
    let successes: u64 = shares.iter().map(|s| s.successes).sum();
    let of: u64 = shares.iter().map(|s| s.of).sum();
    let common = successes as f64 / of as f64;
    if common == 0.0 || common == 1.0 {
        return Some(1.0);
    }
    let statistic: f64 = shares
        .iter()
        .map(|s| {
            let n = s.of as f64;
            let difference = s.successes as f64 - n * common;
            difference * difference / (n * common * (1.0 - common))
        })
        .sum();
    let distribution = ChiSquared::new((shares.len() - 1) as f64).ok()?;
    Some(1.0 - distribution.cdf(statistic))
}

/// How many were found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Yearly {
    /// The year.
    pub year: i32,
    /// Found, of all records of the year.
    pub found: Proportion,
}

/// How the true share changes over the years.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "CensusTrend")]
pub struct Trend {
    /// Percentage points in ten years.
    pub points_per_decade: f64,
    /// Its interval: it covers chance in the counts and in the samples that sensitivity and specificity are known from.
    pub interval: Interval,
    /// How many periods it rests on.
    pub periods: usize,
    /// Whether the interval leaves 0 out.
    pub claimed: bool,
}

/// The trend of the true share between periods, each corrected by the classifier's accuracy in that very period.
///
/// Within a period the accuracy is taken from one sample, so that a change within it can be the classifier's; periods are
/// therefore compared as wholes, by a line through their corrected shares weighted by their variances (Lang and
/// Reiczigel's, see [`corrected_share`]). The samples of different periods being different records, nothing is shared
/// between them, and a drift of the classifier is no trend.
///
/// `None` where fewer than two periods can be corrected.
pub fn trend(years: &[Yearly], by_period: &[Accuracy], level: f64) -> Option<Trend> {
    let mut points = Vec::new();
    for accuracy in by_period {
        let Some(period) = accuracy.period else {
            continue;
        };
        let within = || years.iter().filter(|y| period.contains(y.year));
        let found: u64 = within().map(|y| y.found.successes).sum();
        let of: u64 = within().map(|y| y.found.of).sum();
        let weighted: f64 = within()
            .map(|y| f64::from(y.year) * y.found.of as f64)
            .sum();
        let apparent = Proportion::new(found, of);
        if let Some(corrected) =
            corrected_share(apparent, accuracy.sensitivity, accuracy.specificity, level)
        {
            points.push((
                weighted / of as f64,
                corrected.adjusted,
                corrected.standard_error.powi(2),
            ));
        }
    }
    if points.len() < 2 {
        return None;
    }
    let total: f64 = points.iter().map(|(_, _, v)| 1.0 / v).sum();
    let mean = points.iter().map(|(x, _, v)| x / v).sum::<f64>() / total;
    let spread: f64 = points.iter().map(|(x, _, v)| (x - mean).powi(2) / v).sum();
    let slope = points
        .iter()
        .map(|(x, y, v)| (x - mean) * y / v)
        .sum::<f64>()
        / spread;
    if !slope.is_finite() || spread <= 0.0 {
        return None;
    }
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    let half = z / spread.sqrt();
    let shown = |slope: f64| slope * 1000.0;
    Some(Trend {
        points_per_decade: shown(slope),
        interval: Interval {
            low: shown(slope - half),
            high: shown(slope + half),
        },
        periods: points.len(),
        claimed: slope.abs() > half,
    })
}
