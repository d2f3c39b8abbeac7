//! [`mcnemar`]: two who judged the same records.

use statrs::distribution::{Binomial, DiscreteCDF};

/// The exact test of McNemar (1947): the two-sided probability that of the records on which exactly one of two was
/// right, so uneven a share or a more uneven one belongs to the one. `b` records only the first had right, `c` only the
/// second. 1 where they never differ.
pub fn mcnemar(b: u64, c: u64) -> f64 {
    let differing = b.saturating_add(c);
    let Ok(even) = Binomial::new(0.5, differing) else {
        return 1.0;
    };
    (2.0 * even.cdf(b.min(c))).min(1.0)
}
