//! Quantiles and tails of the normal, t and χ² distributions, to the last digits that the distribution functions have.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal, StudentsT};

/// Halvings of an interval after which nothing is left to halve.
const HALVINGS: usize = 200;

/// The place between `low` and `high` where a function that falls from above `aim` gets there.
pub(crate) fn falls_to(
    mut low: f64,
    mut high: f64,
    aim: f64,
    function: impl Fn(f64) -> f64,
) -> f64 {
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) > aim {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The quantile of the standard normal distribution for a share `p` below it.
pub fn normal(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The probability of something at least as far from 0, on either side.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// The upper quantile of Student's t for a share `tail` (at most ½) above it. NaN for no degrees of freedom.
pub(crate) fn t_upper(tail: f64, df: f64) -> f64 {
    let Ok(t) = StudentsT::new(0.0, 1.0, df) else {
        return f64::NAN;
    };
    let mut high = 2.0;
    while t.sf(high) > tail && high < 1e300 {
        high *= 2.0;
    }
    falls_to(0.0, high, tail, |x| t.sf(x))
}

/// The probability of something at least as far from 0, on either side, under Student's t.
pub(crate) fn t_two_sided(value: f64, df: f64) -> f64 {
    StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |t| 2.0 * t.sf(value.abs()))
}

/// The upper quantile of χ² for a share `tail` above it.
pub(crate) fn chi_squared_upper(tail: f64, df: f64) -> f64 {
    let Ok(chi) = ChiSquared::new(df) else {
        return f64::NAN;
    };
    let mut high = df + 2.0;
    while chi.sf(high) > tail && high < 1e300 {
        high *= 2.0;
    }
    falls_to(0.0, high, tail, |x| chi.sf(x))
}

/// The probability of at least so much under χ².
pub(crate) fn chi_squared_tail(value: f64, df: f64) -> f64 {
    ChiSquared::new(df).map_or(f64::NAN, |chi| chi.sf(value.max(0.0)))
}
