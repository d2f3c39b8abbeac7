//! [`mcnemar`] and [`paired_difference`]: two who judged the same records.

use statrs::distribution::{Binomial, DiscreteCDF};

use crate::{Interval, Proportion};

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

/// The interval of a difference between two shares of the same records, first minus second (Newcombe 1998, method 10:
/// Wilson's interval of each share, joined by their correlation). Unlike resampling it does not shrink to nothing where
/// few records were judged and no two judgements differ. `None` of nothing or for a level outside 0 to 1.
///
/// `both` and `neither` are the records that both, or neither, had right; `only_first` and `only_second` the others.
pub fn paired_difference(
    both: u64,
    only_first: u64,
    only_second: u64,
    neither: u64,
    level: f64,
) -> Option<Interval> {
    let of = both + only_first + only_second + neither;
    let share = |count: u64| Proportion::new(count, of);
    let (first, second) = (share(both + only_first), share(both + only_second));
    let (p1, p2) = (first.value()?, second.value()?);
    let (i1, i2) = (first.wilson(level)?, second.wilson(level)?);
    let [a, b, c, d] = [both, only_first, only_second, neither].map(|count| count as f64);
    let margins = (a + b) * (c + d) * (a + c) * (b + d);
    let product = a * d - b * c;
    // The correction for continuity is Newcombe's: half the records, where the product is positive.
    let corrected = if product > 0.0 {
        (product - of as f64 / 2.0).max(0.0)
    } else {
        product
    };
    let correlation = if margins > 0.0 {
        corrected / margins.sqrt()
    } else {
        0.0
    };
    let joined = |x: f64, y: f64| (x * x - 2.0 * correlation * x * y + y * y).max(0.0).sqrt();
    let difference = p1 - p2;
    Some(Interval {
        low: difference - joined(p1 - i1.low, i2.high - p2),
        high: difference + joined(i1.high - p1, p2 - i2.low),
    })
}
