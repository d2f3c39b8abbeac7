//! [`egger`]: whether small studies show other effects than large ones.

use serde::Serialize;

use crate::Analysis;
use crate::quantile::t_two_sided;

/// Studies below which the test says too little to be made (Sterne et al. 2011; Cochrane Handbook 13.3.5.4).
pub const FEWEST_FOR_EGGER: usize = 10;

/// Egger's regression test (Egger et al. 1997): the estimates on their standard errors, weighted by their inverse
/// variances, with a scale of its own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Egger {
    /// Slope on the standard error, which is the intercept of Egger's own form.
    pub bias: f64,
    /// Its standard error.
    pub se: f64,
    /// Its t.
    pub t: f64,
    /// Degrees of freedom, k − 2.
    pub df: f64,
    /// Two-sided p.
    pub p: f64,
    /// The estimate that a study without error would have, on the pooling scale.
    pub limit: f64,
}

/// The test, or why it was not made.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "asymmetry")]
pub enum Asymmetry {
    /// Made.
    Tested(Egger),
    /// Too few studies.
    TooFewStudies {
        /// How many there are.
        studies: usize,
        /// How many it takes.
        needed: usize,
    },
    /// All standard errors are the same, so that nothing can be seen.
    SameStandardErrors,
}

/// Egger's test, only with [`FEWEST_FOR_EGGER`] studies or more.
pub fn egger(analysis: &Analysis) -> Asymmetry {
    let studies = &analysis.studies;
    let k = studies.len();
    if k < FEWEST_FOR_EGGER {
        return Asymmetry::TooFewStudies {
            studies: k,
            needed: FEWEST_FOR_EGGER,
        };
    }
    let sum = |of: &dyn Fn(f64, f64, f64) -> f64| -> f64 {
        studies.iter().map(|s| of(1.0 / s.vi, s.se(), s.yi)).sum()
    };
    let all = sum(&|w, _, _| w);
    let (mean_x, mean_y) = (sum(&|w, x, _| w * x) / all, sum(&|w, _, y| w * y) / all);
    let varies = sum(&|w, x, _| w * (x - mean_x).powi(2));
    if varies <= 1e-12 * sum(&|w, x, _| w * x * x) {
        return Asymmetry::SameStandardErrors;
    }
    let bias = sum(&|w, x, y| w * (x - mean_x) * (y - mean_y)) / varies;
    let limit = mean_y - bias * mean_x;
    let df = k as f64 - 2.0;
    let scale = sum(&|w, x, y| w * (y - limit - bias * x).powi(2)) / df;
    let se = (scale / varies).sqrt();
    Asymmetry::Tested(Egger {
        bias,
        se,
        t: bias / se,
        df,
        p: t_two_sided(bias / se, df),
        limit,
    })
}
