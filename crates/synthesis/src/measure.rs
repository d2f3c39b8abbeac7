//! [`Measure`]: what is estimated, the scale it is pooled on and the one it is shown on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is estimated of each study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "EffectSizeMeasure")]
pub enum Measure {
    /// Odds ratio, pooled as its logarithm.
    OddsRatio,
    /// Risk ratio, pooled as its logarithm.
    RiskRatio,
    /// Risk difference.
    RiskDifference,
    /// Odds ratio as (O − E)/V, pooled as its logarithm (Yusuf et al. 1985); needs no correction for zero cells.
    PetoOddsRatio,
    /// Mean difference, its variance from each arm's own standard deviation.
    MeanDifference,
    /// Standardised mean difference: Hedges' g with the exact correction, variance 1/n₁ + 1/n₂ + g²/2(n₁ + n₂)
    /// (Hedges 1981, 1982; metafor's `SMD` with `vtype = "LS"`).
    StandardizedMeanDifference,
    /// A single proportion, pooled as its logit.
    LogitProportion,
    /// A single proportion, pooled as its double arcsine (Freeman and Tukey 1950), shown by Miller's inverse (1978).
    FreemanTukey,
    /// Any estimate of which 0 means no effect, pooled as it is.
    Difference,
    /// Any ratio, such as a hazard ratio, pooled as its logarithm.
    Ratio,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 10] = [
        Measure::OddsRatio,
        Measure::RiskRatio,
        Measure::RiskDifference,
        Measure::PetoOddsRatio,
        Measure::MeanDifference,
        Measure::StandardizedMeanDifference,
        Measure::LogitProportion,
        Measure::FreemanTukey,
        Measure::Difference,
        Measure::Ratio,
    ];

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Measure::OddsRatio => "odds ratio",
            Measure::RiskRatio => "risk ratio",
            Measure::RiskDifference => "risk difference",
            Measure::PetoOddsRatio => "Peto odds ratio",
            Measure::MeanDifference => "mean difference",
            Measure::StandardizedMeanDifference => "standardised mean difference",
            Measure::LogitProportion | Measure::FreemanTukey => "proportion",
            Measure::Difference => "effect",
            Measure::Ratio => "ratio",
        }
    }

    /// How the scale is told that the studies are pooled on.
    pub fn scale(self) -> &'static str {
        match self {
            Measure::OddsRatio | Measure::RiskRatio | Measure::Ratio | Measure::PetoOddsRatio => {
                "log"
            }
            Measure::LogitProportion => "logit",
            Measure::FreemanTukey => "double arcsine",
            _ => "as it is",
        }
    }

    /// Whether it is pooled as a logarithm and shown as a ratio.
    pub fn is_ratio(self) -> bool {
        self.scale() == "log"
    }

    /// Whether it is a share, 0 to 1.
    pub fn is_proportion(self) -> bool {
        matches!(self, Measure::LogitProportion | Measure::FreemanTukey)
    }

    /// The value that means no effect, as it is shown: 1 of a ratio, 0 of a difference, none of a proportion.
    pub fn no_effect(self) -> Option<f64> {
        match self {
            _ if self.is_proportion() => None,
            _ if self.is_ratio() => Some(1.0),
            _ => Some(0.0),
        }
    }

    /// A value of the pooling scale as it is shown. `n` is the number of people of the double arcsine's inverse: that of
    /// the study, and of the pooled estimate the harmonic mean of all (Miller 1978).
    pub fn shown(self, value: f64, n: f64) -> f64 {
        match self {
            Measure::LogitProportion => 1.0 / (1.0 + (-value).exp()),
            Measure::FreemanTukey => double_arcsine_inverse(value, n),
            _ if self.is_ratio() => value.exp(),
            _ => value,
        }
    }

    /// The inverse of [`Measure::shown`], of the double arcsine for many people: from what is shown to the pooling scale.
    pub(crate) fn pooled_scale(self, shown: f64) -> f64 {
        match self {
            Measure::LogitProportion => (shown / (1.0 - shown)).ln(),
            Measure::FreemanTukey => shown.sqrt().asin(),
            _ if self.is_ratio() => shown.ln(),
            _ => shown,
        }
    }
}

/// The double arcsine ½(asin √(x/(n+1)) + asin √((x+1)/(n+1))).
pub(crate) fn double_arcsine(events: f64, n: f64) -> f64 {
    0.5 * ((events / (n + 1.0)).sqrt().asin() + ((events + 1.0) / (n + 1.0)).sqrt().asin())
}

/// Miller's inverse (The American Statistician 1978;32:138); beyond what 0 and n events give, 0 and 1.
fn double_arcsine_inverse(value: f64, n: f64) -> f64 {
    if value <= double_arcsine(0.0, n) {
        return 0.0;
    }
    if value >= double_arcsine(n, n) {
        return 1.0;
    }
    let sine = (2.0 * value).sin();
    let inner = sine + (sine - 1.0 / sine) / n;
    let root = (1.0 - inner * inner).max(0.0).sqrt();
    0.5 * (1.0 - (2.0 * value).cos().signum() * root)
}
