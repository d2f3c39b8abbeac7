//! The variance between studies, τ²: three estimators and an interval.

use agreement::Interval;

use crate::quantile::{chi_squared_upper, falls_to};
use crate::weighted::weighted;
use crate::{Method, PoolError, StudyEffect};

/// Steps after which the restricted likelihood is given up.
const MOST_STEPS: usize = 1000;

/// The method of moments of DerSimonian and Laird (1986).
pub(crate) fn dersimonian_laird(effects: &[StudyEffect]) -> f64 {
    let at = weighted(effects, 0.0);
    let df = effects.len() as f64 - 1.0;
    ((at.q - df) / (at.sum - at.squares / at.sum)).max(0.0)
}

/// Paule and Mandel (1982): where the generalised Q equals its expectation.
pub(crate) fn paule_mandel(effects: &[StudyEffect]) -> f64 {
    where_q_is(effects, effects.len() as f64 - 1.0)
}

/// The τ² at which Σ(y − μ)²/(v + τ²) falls to `aim`; 0 where it is below at 0.
fn where_q_is(effects: &[StudyEffect], aim: f64) -> f64 {
    let q = |tau2| weighted(effects, tau2).q;
    if q(0.0) <= aim {
        return 0.0;
    }
    let mut high = effects
        .iter()
        .map(|e| e.vi)
        .fold(f64::MIN_POSITIVE, f64::max);
    while q(high) > aim && high < 1e300 {
        high *= 4.0;
    }
    falls_to(0.0, high, aim, q)
}

/// Restricted maximum likelihood by Fisher scoring; a step after which the likelihood is less is halved, so that it
/// cannot swing.
pub(crate) fn reml(effects: &[StudyEffect]) -> Result<f64, PoolError> {
    let mut tau2 = dersimonian_laird(effects);
    let mut likelihood = restricted_likelihood(effects, tau2);
    let typical = effects.iter().map(|e| e.vi).sum::<f64>() / effects.len() as f64;
    for _ in 0..MOST_STEPS {
        let at = weighted(effects, tau2);
        let trace = at.sum - at.squares / at.sum;
        let trace_of_square = at.squares - 2.0 * at.cubes / at.sum + (at.squares / at.sum).powi(2);
        let mut step = (at.q_squares - trace) / trace_of_square;
        let mut next = (tau2 + step).max(0.0);
        let mut there = restricted_likelihood(effects, next);
        while there < likelihood && (next - tau2).abs() > 1e-14 * (typical + tau2) {
            step /= 2.0;
            next = (tau2 + step).max(0.0);
            there = restricted_likelihood(effects, next);
        }
        let moved = (next - tau2).abs();
        if there < likelihood {
            return Ok(polished(effects, tau2, typical));
        }
        (tau2, likelihood) = (next, there);
        if moved <= 1e-13 * (typical + tau2) {
            return Ok(polished(effects, tau2, typical));
        }
    }
    Err(PoolError::NotConverged {
        method: Method::Reml,
        steps: MOST_STEPS,
    })
}

/// The root of the derivative of the restricted likelihood close to a place where the likelihood itself, by its rounding,
/// can no longer tell. The place itself where there is none, as at 0.
fn polished(effects: &[StudyEffect], tau2: f64, typical: f64) -> f64 {
    let slope = |tau2: f64| {
        let at = weighted(effects, tau2);
        at.q_squares - (at.sum - at.squares / at.sum)
    };
    let near = 1e-4 * (typical + tau2);
    let (low, high) = ((tau2 - near).max(0.0), tau2 + near);
    if slope(low) > 0.0 && slope(high) < 0.0 {
        falls_to(low, high, 0.0, slope)
    } else {
        tau2
    }
}

/// The restricted log likelihood but for a constant.
fn restricted_likelihood(effects: &[StudyEffect], tau2: f64) -> f64 {
    let at = weighted(effects, tau2);
    let logs: f64 = effects.iter().map(|e| (e.vi + tau2).ln()).sum();
    -0.5 * (logs + at.sum.ln() + at.q)
}

/// The interval of τ² by the Q-profile (Viechtbauer 2007); `None` where the effects differ less than chance would have
/// it even at τ² = 0, so that the interval is empty.
pub(crate) fn q_profile(effects: &[StudyEffect], level: f64) -> Option<Interval> {
    let df = effects.len() as f64 - 1.0;
    let tail = (1.0 - level) / 2.0;
    let (little, much) = (
        chi_squared_upper(1.0 - tail, df),
        chi_squared_upper(tail, df),
    );
    (weighted(effects, 0.0).q > little).then(|| Interval {
        low: where_q_is(effects, much),
        high: where_q_is(effects, little),
    })
}

/// The variance within a typical study (Higgins and Thompson 2002), on which I² and H² rest.
pub(crate) fn typical_variance(effects: &[StudyEffect]) -> f64 {
    let at = weighted(effects, 0.0);
    (effects.len() as f64 - 1.0) / (at.sum - at.squares / at.sum)
}
