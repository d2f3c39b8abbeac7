//! [`pool`]: a meta-analysis.

use std::collections::BTreeSet;

use agreement::Interval;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::between_studies::{dersimonian_laird, paule_mandel, q_profile, reml, typical_variance};
use crate::effect::effects;
use crate::mantel_haenszel::mantel_haenszel;
use crate::note::{Note, notes};
use crate::quantile::{chi_squared_tail, normal, normal_two_sided, t_two_sided, t_upper};
use crate::weighted::weighted;
use crate::{DoubleZero, LeftOut, Measure, PoolError, Study, StudyEffect};

/// How studies are pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PoolingMethod")]
pub enum Method {
    /// One common effect, weights by the inverse of the variance.
    Fixed,
    /// One common effect by Mantel and Haenszel (1959), of odds ratio, risk ratio and risk difference.
    MantelHaenszel,
    /// One common effect by Peto's method (Yusuf et al. 1985), of the Peto odds ratio.
    Peto,
    /// Random effects, τ² by DerSimonian and Laird (1986).
    DerSimonianLaird,
    /// Random effects, τ² by restricted maximum likelihood.
    Reml,
    /// Random effects, τ² by Paule and Mandel (1982).
    PauleMandel,
}

impl Method {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Method::Fixed => "fixed effect, inverse variance",
            Method::MantelHaenszel => "fixed effect, Mantel–Haenszel",
            Method::Peto => "fixed effect, Peto",
            Method::DerSimonianLaird => "random effects, DerSimonian–Laird",
            Method::Reml => "random effects, restricted maximum likelihood",
            Method::PauleMandel => "random effects, Paule–Mandel",
        }
    }

    /// Whether the effects of the studies are taken to differ.
    pub fn is_random(self) -> bool {
        matches!(
            self,
            Method::DerSimonianLaird | Method::Reml | Method::PauleMandel
        )
    }
}

/// Which interval the pooled estimate of random effects gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HartungKnapp {
    /// That of the normal distribution (Wald).
    #[default]
    No,
    /// That of Hartung and Knapp (2001), and Sidik and Jonkman (2002): t with k − 1 degrees of freedom.
    Plain,
    /// The same, never narrower than its own scale of 1 (ad-hoc correction: Knapp and Hartung 2003; Röver 2015).
    AdHoc,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// What is estimated.
    pub measure: Measure,
    /// How it is pooled.
    pub method: Method,
    /// The interval of the pooled estimate.
    pub hartung_knapp: HartungKnapp,
    /// Level of all intervals, such as .95.
    pub level: f64,
    /// What becomes of studies that say nothing of a ratio.
    pub double_zero: DoubleZero,
}

impl Options {
    /// The measure by the method, with intervals of 95 % and nothing unusual.
    pub fn new(measure: Measure, method: Method) -> Self {
        Self {
            measure,
            method,
            hartung_knapp: HartungKnapp::No,
            level: 0.95,
            double_zero: DoubleZero::LeftOut,
        }
    }

    /// Whether measure, method, interval and level go together.
    ///
    /// # Errors
    /// What does not.
    pub fn check(&self) -> Result<(), PoolError> {
        let (measure, method) = (self.measure, self.method);
        if !(self.level > 0.0 && self.level < 1.0) {
            return Err(PoolError::Level(self.level));
        }
        let of_tables = matches!(
            measure,
            Measure::OddsRatio | Measure::RiskRatio | Measure::RiskDifference
        );
        if (method == Method::MantelHaenszel && !of_tables)
            || (method == Method::Peto && measure != Measure::PetoOddsRatio)
        {
            return Err(PoolError::Method { measure, method });
        }
        if self.hartung_knapp != HartungKnapp::No && !method.is_random() {
            return Err(PoolError::HartungKnapp {
                method,
                interval: self.hartung_knapp,
            });
        }
        Ok(())
    }

    /// The quantile beyond an interval of the level, of the normal distribution.
    pub(crate) fn z(&self) -> f64 {
        normal((1.0 + self.level) / 2.0)
    }
}

/// An estimate over studies, on the pooling scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pooled {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error; with Hartung and Knapp theirs.
    pub se: f64,
    /// Its interval.
    pub interval: Interval,
    /// Estimate over standard error.
    pub statistic: f64,
    /// Degrees of freedom of t; `None` of the normal distribution.
    pub df: Option<f64>,
    /// Two-sided p of no effect; `None` where the measure has none (proportions).
    pub p: Option<f64>,
}

/// How far the effects of the studies differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Heterogeneity {
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Its p under χ².
    pub p: f64,
    /// Variance between studies, on the pooling scale; 0 by definition with a fixed effect.
    pub tau2: f64,
    /// Its interval by the Q-profile (Viechtbauer 2007); `None` with a fixed effect, and where it is empty.
    pub tau2_interval: Option<Interval>,
    /// Share of the variation that is not by chance, 0 to 1: τ² over τ² and the variance of a typical study; with a
    /// fixed effect (Q − df)/Q (Higgins and Thompson 2002).
    pub i2: f64,
    /// Its interval, from that of τ².
    pub i2_interval: Option<Interval>,
    /// Total variation over that by chance.
    pub h2: f64,
    /// Its interval, from that of τ².
    pub h2_interval: Option<Interval>,
}

/// Where the effect of a further, similar study is expected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// The interval, on the pooling scale.
    pub interval: Interval,
    /// Degrees of freedom of its t: k − 2.
    pub df: f64,
}

/// A meta-analysis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// What was asked for.
    pub options: Options,
    /// The studies in it, in the order given.
    pub studies: Vec<StudyEffect>,
    /// Those that could not be in it, with the reason.
    pub left_out: Vec<LeftOut>,
    /// The pooled estimate.
    pub pooled: Pooled,
    /// How far the studies differ.
    pub heterogeneity: Heterogeneity,
    /// Where a further study is expected; of random effects with three studies or more (Higgins et al. 2009, with
    /// Hartung and Knapp as in Partlett and Riley 2017).
    pub prediction: Option<Prediction>,
    /// What a reader has to know.
    pub notes: Vec<Note>,
}

impl Analysis {
    /// A value over all studies as it is shown: of ratios its exponential, of proportions a share.
    pub fn shown(&self, value: f64) -> f64 {
        self.options.measure.shown(value, self.harmonic_n())
    }

    /// An interval over all studies as it is shown.
    pub fn shown_interval(&self, interval: Interval) -> Interval {
        Interval {
            low: self.shown(interval.low),
            high: self.shown(interval.high),
        }
    }

    /// Estimate and interval of one of its studies as they are shown.
    pub fn shown_study(&self, study: &StudyEffect) -> (f64, Interval) {
        let reach = self.options.z() * study.se();
        let shown = |value| self.options.measure.shown(value, study.n());
        (
            shown(study.yi),
            Interval {
                low: shown(study.yi - reach),
                high: shown(study.yi + reach),
            },
        )
    }

    /// People in the studies; `None` where one does not say.
    pub fn people(&self) -> Option<u64> {
        self.studies
            .iter()
            .try_fold(0_u64, |all, study| all.checked_add(study.data.people()?))
    }

    /// Whether the interval of the pooled estimate leaves no effect out; `None` where the measure has no such value.
    pub fn excludes_no_effect(&self) -> Option<bool> {
        self.options.measure.no_effect()?;
        Some(!self.pooled.interval.contains(0.0))
    }

    fn harmonic_n(&self) -> f64 {
        let inverse: f64 = self.studies.iter().map(|study| 1.0 / study.n()).sum();
        self.studies.len() as f64 / inverse
    }
}

/// Pools the studies.
///
/// # Errors
/// [`PoolError::TooFew`] where fewer than two studies have an estimate; the others say what does not go together.
pub fn pool(studies: &[Study], options: &Options) -> Result<Analysis, PoolError> {
    options.check()?;
    let mut ids = BTreeSet::new();
    if let Some(twice) = studies.iter().find(|study| !ids.insert(&study.id)) {
        return Err(PoolError::Twice(twice.id.clone()));
    }
    let (found, left_out) = effects(studies, options.measure, options.double_zero);
    if found.len() < 2 {
        return Err(PoolError::TooFew {
            given: studies.len(),
            with_effect: found.len(),
            left_out,
        });
    }
    pool_effects(found, left_out, options)
}

/// The same from estimates, of which there are two or more.
pub(crate) fn pool_effects(
    mut studies: Vec<StudyEffect>,
    left_out: Vec<LeftOut>,
    options: &Options,
) -> Result<Analysis, PoolError> {
    let k = studies.len() as f64;
    let tau2 = match options.method {
        Method::Fixed | Method::MantelHaenszel | Method::Peto => 0.0,
        Method::DerSimonianLaird => dersimonian_laird(&studies),
        Method::Reml => reml(&studies)?,
        Method::PauleMandel => paule_mandel(&studies),
    };
    let (estimate, usual_se) = if options.method == Method::MantelHaenszel {
        let (estimate, se, weights) = mantel_haenszel(&studies, options.measure)?;
        for (study, weight) in studies.iter_mut().zip(weights) {
            study.weight = weight;
        }
        (estimate, se)
    } else {
        let at = weighted(&studies, tau2);
        for study in &mut studies {
            study.weight = 1.0 / (study.vi + tau2) / at.sum;
        }
        (at.mean, (1.0 / at.sum).sqrt())
    };
    if !(estimate.is_finite() && usual_se.is_finite() && usual_se > 0.0) {
        return Err(PoolError::NotEstimable {
            measure: options.measure,
            why: "the numbers leave no standard error",
        });
    }
    let scale = match options.hartung_knapp {
        HartungKnapp::No => None,
        HartungKnapp::Plain => Some(weighted(&studies, tau2).q / (k - 1.0)),
        HartungKnapp::AdHoc => Some((weighted(&studies, tau2).q / (k - 1.0)).max(1.0)),
    };
    let se = usual_se * scale.unwrap_or(1.0).sqrt();
    // What differs by rounding only would give an interval by rounding only.
    if scale.is_some_and(|scale| scale < 1e-20) {
        return Err(PoolError::SameEstimates);
    }
    let df = scale.map(|_| k - 1.0);
    let pooled = pooled(estimate, se, df, options);
    let heterogeneity = heterogeneity(&studies, estimate, tau2, options);
    let prediction = (options.method.is_random() && studies.len() > 2).then(|| {
        let reach = t_upper((1.0 - options.level) / 2.0, k - 2.0) * (tau2 + se * se).sqrt();
        Prediction {
            interval: around(estimate, reach),
            df: k - 2.0,
        }
    });
    let narrower = scale.is_some_and(|scale| {
        se * t_upper((1.0 - options.level) / 2.0, k - 1.0) < usual_se * options.z() && scale < 1.0
    });
    let notes = notes(&studies, options, &heterogeneity, narrower);
    Ok(Analysis {
        options: *options,
        studies,
        left_out,
        pooled,
        heterogeneity,
        prediction,
        notes,
    })
}

pub(crate) fn around(middle: f64, reach: f64) -> Interval {
    Interval {
        low: middle - reach,
        high: middle + reach,
    }
}

/// An estimate with its interval and p by t or the normal distribution.
pub(crate) fn pooled(estimate: f64, se: f64, df: Option<f64>, options: &Options) -> Pooled {
    let statistic = estimate / se;
    let (quantile, p) = match df {
        Some(df) => (
            t_upper((1.0 - options.level) / 2.0, df),
            t_two_sided(statistic, df),
        ),
        None => (options.z(), normal_two_sided(statistic)),
    };
    Pooled {
        estimate,
        se,
        interval: around(estimate, quantile * se),
        statistic,
        df,
        p: options.measure.no_effect().map(|_| p),
    }
}

fn heterogeneity(
    studies: &[StudyEffect],
    estimate: f64,
    tau2: f64,
    options: &Options,
) -> Heterogeneity {
    let df = studies.len() as f64 - 1.0;
    // About the pooled estimate where that is not the mean by inverse variances.
    let q = if options.method == Method::MantelHaenszel {
        studies
            .iter()
            .map(|study| (study.yi - estimate).powi(2) / study.vi)
            .sum()
    } else {
        weighted(studies, 0.0).q
    };
    let typical = typical_variance(studies);
    let i2 = |tau2: f64| tau2 / (typical + tau2);
    let h2 = |tau2: f64| tau2 / typical + 1.0;
    let of = |interval: Interval, function: &dyn Fn(f64) -> f64| Interval {
        low: function(interval.low),
        high: function(interval.high),
    };
    let tau2_interval = if options.method.is_random() {
        q_profile(studies, options.level)
    } else {
        None
    };
    let by_q = if q > 0.0 {
        ((q - df) / q).max(0.0)
    } else {
        0.0
    };
    let random = options.method.is_random();
    Heterogeneity {
        q,
        df,
        p: chi_squared_tail(q, df),
        tau2,
        tau2_interval,
        i2: if random { i2(tau2) } else { by_q },
        i2_interval: tau2_interval.map(|interval| of(interval, &i2)),
        h2: if random { h2(tau2) } else { q / df },
        h2_interval: tau2_interval.map(|interval| of(interval, &h2)),
    }
}
