//! The noncentral t distribution, for the power of t tests.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::beta_reg;

/// The probability of at most `t` under the noncentral t distribution, by the series of Lenth (AS 243, Applied Statistics
/// 1989;38:185), which is good for a noncentrality up to about 37. `None` where the series does not converge.
pub(crate) fn noncentral_t_at_most(t: f64, df: f64, noncentrality: f64) -> Option<f64> {
    const MOST_TERMS: usize = 10_000;
    if !(df > 0.0 && t.is_finite() && noncentrality.abs() < 37.0) {
        return None;
    }
    if t < 0.0 {
        return noncentral_t_at_most(-t, df, -noncentrality).map(|p| 1.0 - p);
    }
    let below = Normal::standard().cdf(-noncentrality);
    let x = t * t / (t * t + df);
    if x <= 0.0 {
        return Some(below);
    }
    let half = noncentrality * noncentrality / 2.0;
    let b = df / 2.0;
    // Terms of the Poisson weights p and q, of ½ and of whole numbers.
    let mut p = 0.5 * (-half).exp();
    let mut q = std::f64::consts::FRAC_2_PI.sqrt() * p * noncentrality;
    let (mut sum, mut left) = (0.0, 0.5 - p);
    for j in 0..MOST_TERMS {
        let j = j as f64;
        sum += p * beta_reg(j + 0.5, b, x) + q * beta_reg(j + 1.0, b, x);
        // What is left of the weights of whole numbers bounds both series.
        if left.abs() < 1e-15 && j > half {
            return Some((below + sum).clamp(0.0, 1.0));
        }
        p *= half / (j + 1.0);
        q *= half / (j + 1.5);
        left -= p;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_r_s() {
        // R: pt(2, 10, 1.5), pt(-1, 4, 0.5), pt(1.98, 126, 2.8284271247461903), pt(0, 7, 1)
        for ([t, df, ncp], expected) in [
            ([2.0, 10.0, 1.5], 0.65915407244203),
            ([-1.0, 4.0, 0.5], 0.08614956903695),
            ([1.98, 126.0, 2.828_427_124_746_190_3], 0.19882752298358),
            ([0.0, 7.0, 1.0], 0.15865525393146),
        ] {
            let p = noncentral_t_at_most(t, df, ncp);
            assert!(
                p.is_some_and(|p| (p - expected).abs() < 1e-10),
                "{p:?} {expected}"
            );
        }
    }
}
