//! How many there really are, where a test that errs has counted them.

use agreement::{Interval, Proportion};
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

/// A share corrected for misclassification.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Corrected {
    /// The share by Rogan and Gladen, (p + Sp − 1) / (Se + Sp − 1), cut to 0 … 1.
    pub share: f64,
    /// The interval of Lang and Reiczigel, cut to 0 … 1.
    pub interval: Interval,
    /// Their adjusted estimate, the middle of the interval before it is shifted; not cut.
    pub adjusted: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Below this sum of sensitivity and specificity less one (Youden's J) a classifier tells too little to correct a count by.
pub const LEAST_YOUDEN: f64 = 0.1;

/// The share of those that are what was looked for, from how many a classifier found and from what is known of its
/// sensitivity and specificity.
///
/// Sources: Rogan WJ, Gladen B. *Am J Epidemiol* 1978;107:71–76, equation 1; Lang Z, Reiczigel J. *Prev Vet Med*
/// 2014;113:13–22, equations 4, 7, 16 and 17.
///
/// `None` where one of the three rests on nothing, where `level` is not between 0 and 1, or where the classifier tells
/// too little ([`LEAST_YOUDEN`]).
///
/// ```
/// use agreement::Proportion;
/// use census::corrected_share;
///
/// // 150 of 1,000 found; 90 of 100 true ones are found, 5 of 100 others too: (.15 − .05) / .85.
/// let found = corrected_share(
///     Proportion::new(150, 1000), Proportion::new(90, 100), Proportion::new(95, 100), 0.95,
/// ).expect("a share");
/// assert!((found.share - 0.1 / 0.85).abs() < 1e-12);
/// ```
pub fn corrected_share(
    apparent: Proportion,
    sensitivity: Proportion,
    specificity: Proportion,
    level: f64,
) -> Option<Corrected> {
    if !(level > 0.0 && level < 1.0) {
        return None;
    }
    let (p, se, sp) = (
        apparent.value()?,
        sensitivity.value()?,
        specificity.value()?,
    );
    let youden = se + sp - 1.0;
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    let (n, n_se, n_sp) = (
        apparent.of as f64,
        sensitivity.of as f64,
        specificity.of as f64,
    );
    let n_adjusted = n + z * z;
    let p_adjusted = (n * p + z * z / 2.0) / n_adjusted;
    let se_adjusted = (n_se * se + 1.0) / (n_se + 2.0);
    let sp_adjusted = (n_sp * sp + 1.0) / (n_sp + 2.0);
    let youden_adjusted = se_adjusted + sp_adjusted - 1.0;
    if youden < LEAST_YOUDEN || youden_adjusted < LEAST_YOUDEN {
        return None;
    }
    let share = ((p + sp - 1.0) / youden).clamp(0.0, 1.0);
    let adjusted = (p_adjusted + sp_adjusted - 1.0) / youden_adjusted;
    let of_se = se_adjusted * (1.0 - se_adjusted) / (n_se + 2.0);
    let of_sp = sp_adjusted * (1.0 - sp_adjusted) / (n_sp + 2.0);
    let shift = 2.0 * z * z * (adjusted * of_se - (1.0 - adjusted) * of_sp);
    let standard_error = (p_adjusted * (1.0 - p_adjusted) / n_adjusted
        + adjusted * adjusted * of_se
        + (1.0 - adjusted) * (1.0 - adjusted) * of_sp)
        .sqrt()
        / youden_adjusted;
    let end = |sign: f64| (adjusted + shift + sign * z * standard_error).clamp(0.0, 1.0);
    Some(Corrected {
        share,
        interval: Interval {
            low: end(-1.0),
            high: end(1.0),
        },
        adjusted,
        standard_error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lang and Reiczigel's first example: 4,060 of 11,284, sensitivity 178 of 179, specificity 358 of 359; their interval
    /// is .349 to .372.
    #[test]
    fn the_published_example_is_met() {
        let found = corrected_share(
            Proportion::new(4060, 11284),
            Proportion::new(178, 179),
            Proportion::new(358, 359),
            0.95,
        )
        .expect("a share");
        assert!((found.interval.low - 0.349).abs() < 5e-4, "{found:?}");
        assert!((found.interval.high - 0.372).abs() < 5e-4, "{found:?}");
    }

    #[test]
    fn a_classifier_that_tells_nothing_corrects_nothing() {
        let half = Proportion::new(50, 100);
        assert!(corrected_share(half, half, half, 0.95).is_none());
        assert!(corrected_share(half, Proportion::new(0, 0), half, 0.95).is_none());
        assert!(
            corrected_share(half, Proportion::new(9, 10), Proportion::new(9, 10), 1.0).is_none()
        );
    }

    #[test]
    fn a_perfect_classifier_changes_nothing() {
        let found = corrected_share(
            Proportion::new(300, 1000),
            Proportion::new(1000, 1000),
            Proportion::new(1000, 1000),
            0.95,
        )
        .expect("a share");
        assert!((found.share - 0.3).abs() < 1e-12);
        assert!(found.interval.contains(0.3));
    }
}
