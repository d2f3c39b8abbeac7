//! [`recall_test`]: the stopping test of Callaghan and Müller-Hansen, Systematic Reviews 2020;9:273.
//!
//! The null hypothesis is that the target recall is not reached yet. Take the last s records screened as if they had
//! been drawn by chance from everything that was unscreened before them. If the target is missed, at least K relevant
//! records were among those; the probability of drawing as few as were seen is that of the hypergeometric
//! distribution. The smallest such probability over all s is reported. Screening by rank draws relevant records sooner
//! than chance, so the test errs towards going on. That the smallest of many is taken, after every record, errs the
//! other way; docs/decisions/0004 has the measured outcome. So this test says when an audit sample is worth drawing, and
//! nothing is claimed from it.

use serde::{Deserialize, Serialize};
use statrs::function::factorial::ln_binomial;
use ts_rs::TS;

/// The outcome of the test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RecallTest {
    /// The recall aimed for, from 0 to 1.
    pub target: f64,
    /// The confidence aimed for, from 0 to 1.
    pub confidence: f64,
    /// Probability of seeing as little as was seen at the end if the target were missed. 1 before anything relevant
    /// was found.
    pub p_value: f64,
    /// Whether the p-value is below 1 − confidence.
    pub reached: bool,
    /// How many of the records screened last gave the smallest p-value.
    pub window: usize,
}

/// Tests whether recall has reached `target`, given the labels in the order of screening and the number of records
/// altogether, screened or not.
///
/// Records that were labelled before ranking began (priors) belong to the front of `screened`.
///
/// ```
/// // 40 of 1,000 records screened, 10 relevant at the start: far too early.
/// let mut screened = vec![true; 10];
/// screened.extend([false; 30]);
/// assert!(ranking::recall_test(&screened, 1_000, 0.95, 0.95).p_value > 0.9);
/// // After 920 more without a relevant one; with so few found, nothing less would do:
/// screened.extend([false; 920]);
/// assert!(ranking::recall_test(&screened, 1_000, 0.95, 0.95).reached);
/// ```
pub fn recall_test(screened: &[bool], records: usize, target: f64, confidence: f64) -> RecallTest {
    let records = records.max(screened.len());
    let seen = screened.iter().filter(|&&relevant| relevant).count();
    let mut test = RecallTest {
        target,
        confidence,
        p_value: 1.0,
        reached: false,
        window: 0,
    };
    if seen == 0 || !(0.0..=1.0).contains(&target) || target == 0.0 {
        return test;
    }
    // With the same relevant records inside, a longer window makes fewer relevant ones left less likely. So only
    // windows that begin right after a relevant record, or with the first record, can be the smallest.
    let mut inside = seen;
    let mut start = 0;
    loop {
        let window = screened.len() - start;
        if window > 0 {
            let urn = records - start;
            // The fewest relevant records in the urn with which the target is missed, in the order of buscarpy.
            let outside = (seen - inside) as f64;
            let needed = (seen as f64 / target + 1.0 - outside).floor() as usize;
            let p = at_most(inside, urn, needed, window);
            if p < test.p_value {
                test.p_value = p;
                test.window = window;
            }
        }
        let Some(next) = screened[start..].iter().position(|&relevant| relevant) else {
            break;
        };
        start += next + 1;
        inside -= 1;
    }
    test.reached = test.p_value < 1.0 - confidence;
    test
}

/// P(X ≤ k) of the hypergeometric distribution: `drawn` from an urn of `urn`, of which `relevant` are relevant.
pub(super) fn at_most(k: usize, urn: usize, relevant: usize, drawn: usize) -> f64 {
    if relevant > urn {
        return 0.0;
    }
    let fewest = (drawn + relevant).saturating_sub(urn);
    let most = relevant.min(drawn);
    if k >= most {
        return 1.0;
    }
    if k < fewest {
        return 0.0;
    }
    let [n, big_n, big_k] = [drawn, urn, relevant].map(|x| x as f64);
    let ln_choose = |n: usize, k: usize| ln_binomial(n as u64, k as u64);
    let probability = |x: usize| {
        (ln_choose(relevant, x) + ln_choose(urn - relevant, drawn - x) - ln_choose(urn, drawn))
            .exp()
    };
    // P(x+1) / P(x)
    let ratio = |x: usize| {
        let x = x as f64;
        (big_k - x) * (n - x) / ((x + 1.0) * (big_n - big_k - n + x + 1.0))
    };
    // Away from the middle of the distribution, so that the terms only shrink and one that is too small to be held
    // is also too small to matter.
    let mut sum = 0.0;
    if (k as f64) < n * big_k / big_n {
        let mut term = probability(k);
        for x in (fewest..=k).rev() {
            sum += term;
            if x == fewest || term < sum * 1e-17 {
                break;
            }
            term /= ratio(x - 1);
        }
        return sum.min(1.0);
    }
    let mut term = probability(k + 1);
    for x in k + 1..=most {
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
        term *= ratio(x);
    }
    (1.0 - sum).max(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The windows that are left out never hold the smallest probability.
        #[test]
        fn all_windows_give_the_same(
            screened in prop::collection::vec(prop::bool::weighted(0.2), 1..60),
            more in 0_usize..60,
            target in 0.5_f64..1.0,
        ) {
            let records = screened.len() + more;
            let seen = screened.iter().filter(|&&r| r).count();
            prop_assume!(seen > 0);
            let mut smallest = 1.0_f64;
            for start in 0..screened.len() {
                let inside = screened[start..].iter().filter(|&&r| r).count();
                let needed = (seen as f64 / target + 1.0 - (seen - inside) as f64).floor() as usize;
                smallest = smallest.min(at_most(inside, records - start, needed, screened.len() - start));
            }
            let found = recall_test(&screened, records, target, 0.95).p_value;
            prop_assert!((found - smallest).abs() < 1e-9, "{found} {smallest}");
        }
    }
}
