//! [`Weighted`]: the mean of effects by the inverse of their variances, and what varies about it.

use crate::StudyEffect;

/// The sums of a weighted mean at a given variance between studies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighted {
    /// The mean.
    pub(crate) mean: f64,
    /// Σw.
    pub(crate) sum: f64,
    /// Σw².
    pub(crate) squares: f64,
    /// Σw³.
    pub(crate) cubes: f64,
    /// Σw(y − mean)².
    pub(crate) q: f64,
    /// Σw²(y − mean)².
    pub(crate) q_squares: f64,
}

/// The weighted mean with weights 1/(vᵢ + τ²).
pub(crate) fn weighted(effects: &[StudyEffect], tau2: f64) -> Weighted {
    let pairs = || effects.iter().map(|e| (e.yi, 1.0 / (e.vi + tau2)));
    let sum: f64 = pairs().map(|(_, w)| w).sum();
    let mean = pairs().map(|(y, w)| w * y).sum::<f64>() / sum;
    Weighted {
        mean,
        sum,
        squares: pairs().map(|(_, w)| w * w).sum(),
        cubes: pairs().map(|(_, w)| w * w * w).sum(),
        q: pairs().map(|(y, w)| w * (y - mean).powi(2)).sum(),
        q_squares: pairs().map(|(y, w)| w * w * (y - mean).powi(2)).sum(),
    }
}
