//! What can be computed from what a report gives: each with its formula and numbers, as a person would write it down.
//!
//! Sources: Cochrane Handbook for Systematic Reviews of Interventions, version 6.5, section 6.5.2; Wan X et al., BMC
//! Med Res Methodol 2014;14:135 (standard deviations from quartiles and ranges); Luo D et al., Stat Methods Med Res
//! 2018;27:1785–805 (means from them).

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use crate::number::written;

/// A computed value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Computed {
    /// The value.
    pub value: f64,
    /// How it was computed, with its numbers.
    pub formula: String,
    /// Where the formula comes from.
    pub source: &'static str,
}

const HANDBOOK_SE: &str = "Cochrane Handbook 6.5.2.2";
const HANDBOOK_P: &str = "Cochrane Handbook 6.5.2.3";
const HANDBOOK_CHANGE: &str = "Cochrane Handbook 6.5.2.8";
const HANDBOOK_COMBINE: &str = "Cochrane Handbook 6.5.2.10";
const WAN: &str = "Wan 2014";
const LUO: &str = "Luo 2018";

/// Groups below this size have intervals of the t distribution (Handbook 6.5.2.2).
const SMALL_GROUP: f64 = 60.0;

/// A number in a formula: as many decimals as say something.
fn f(value: f64) -> String {
    let decimals = if value.abs() >= 100.0 {
        1
    } else if value.abs() >= 1.0 {
        3
    } else {
        4
    };
    written(value, decimals)
}

fn computed(value: f64, formula: String, source: &'static str) -> Option<Computed> {
    value.is_finite().then_some(Computed {
        value,
        formula,
        source,
    })
}

fn normal_quantile(p: f64) -> Option<f64> {
    Some(Normal::standard().inverse_cdf(p)).filter(|z| z.is_finite())
}

fn t_quantile(p: f64, degrees: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, degrees).ok()?.inverse_cdf(p);
    t.is_finite().then_some(t)
}

/// SD from a standard error of a mean and the size of its group.
pub fn sd_from_se(se: f64, n: f64) -> Option<Computed> {
    (se >= 0.0 && n >= 1.0).then_some(())?;
    let sd = se * n.sqrt();
    computed(
        sd,
        format!("SD = SE × √n = {} × √{} = {}", f(se), f(n), f(sd)),
        HANDBOOK_SE,
    )
}

/// SD from a confidence interval of a mean and the size of its group; `level` in per cent.
pub fn sd_from_interval(lower: f64, upper: f64, n: f64, level: f64) -> Option<Computed> {
    (upper >= lower && n >= 2.0 && (50.0..100.0).contains(&level)).then_some(())?;
    let p = 0.5 + level / 200.0;
    let (factor, name) = if n < SMALL_GROUP {
        (t_quantile(p, n - 1.0)?, format!("t({})", f(n - 1.0)))
    } else {
        (normal_quantile(p)?, "z".to_owned())
    };
    let sd = n.sqrt() * (upper - lower) / (2.0 * factor);
    computed(
        sd,
        format!(
            "SD = √n × (upper − lower) / (2 × {name}) = √{} × ({} − {}) / (2 × {}) = {}",
            f(n),
            f(upper),
            f(lower),
            f(factor),
            f(sd)
        ),
        HANDBOOK_SE,
    )
}

/// Standard error of an estimate from its confidence interval; of its logarithm where it is a ratio.
pub fn se_from_interval(lower: f64, upper: f64, level: f64, ratio: bool) -> Option<Computed> {
    (upper >= lower && (50.0..100.0).contains(&level) && (!ratio || lower > 0.0)).then_some(())?;
    let z = normal_quantile(0.5 + level / 200.0)?;
    let (a, b) = if ratio {
        (lower.ln(), upper.ln())
    } else {
        (lower, upper)
    };
    let se = (b - a) / (2.0 * z);
    let (what, log) = if ratio {
        ("SE of the logarithm", "ln ")
    } else {
        ("SE", "")
    };
    computed(
        se,
        format!(
            "{what} = ({log}{} − {log}{}) / (2 × {}) = {}",
            f(upper),
            f(lower),
            f(z),
            f(se)
        ),
        HANDBOOK_SE,
    )
}

/// The SD that two groups share, from the difference of their means and its two-sided p value of a t test.
pub fn sd_from_p(difference: f64, p: f64, n1: f64, n2: f64) -> Option<Computed> {
    (p > 0.0 && p < 1.0 && n1 >= 2.0 && n2 >= 2.0).then_some(())?;
    let t = t_quantile(1.0 - p / 2.0, n1 + n2 - 2.0)?;
    let sd = difference.abs() / t / (1.0 / n1 + 1.0 / n2).sqrt();
    computed(
        sd,
        format!(
            "SD = |difference| / t({}) / √(1/{} + 1/{}) = {} / {} / {} = {}",
            f(n1 + n2 - 2.0),
            f(n1),
            f(n2),
            f(difference.abs()),
            f(t),
            f((1.0 / n1 + 1.0 / n2).sqrt()),
            f(sd)
        ),
        HANDBOOK_P,
    )
}

/// Twice the normal quantile by which quartiles lie apart in a sample of this size, in standard deviations (Wan, η).
fn quartiles_apart(n: f64) -> Option<f64> {
    Some(2.0 * normal_quantile((0.75 * n - 0.125) / (n + 0.25))?)
}

/// The same of smallest and largest value (Wan, ξ).
fn extremes_apart(n: f64) -> Option<f64> {
    Some(2.0 * normal_quantile((n - 0.375) / (n + 0.25))?)
}

/// SD from quartiles.
pub fn sd_from_quartiles(q1: f64, q3: f64, n: f64) -> Option<Computed> {
    (q3 >= q1 && n >= 4.0).then_some(())?;
    let apart = quartiles_apart(n)?;
    let sd = (q3 - q1) / apart;
    computed(
        sd,
        format!(
            "SD = (Q3 − Q1) / η({}) = ({} − {}) / {} = {}",
            f(n),
            f(q3),
            f(q1),
            f(apart),
            f(sd)
        ),
        WAN,
    )
}

/// SD from smallest and largest value.
pub fn sd_from_range(minimum: f64, maximum: f64, n: f64) -> Option<Computed> {
    (maximum >= minimum && n >= 2.0).then_some(())?;
    let apart = extremes_apart(n)?;
    let sd = (maximum - minimum) / apart;
    computed(
        sd,
        format!(
            "SD = (max − min) / ξ({}) = ({} − {}) / {} = {}",
            f(n),
            f(maximum),
            f(minimum),
            f(apart),
            f(sd)
        ),
        WAN,
    )
}

/// Mean from median and quartiles.
pub fn mean_from_quartiles(q1: f64, median: f64, q3: f64, n: f64) -> Option<Computed> {
    (q1 <= median && median <= q3 && n >= 1.0).then_some(())?;
    let w = 0.7 + 0.39 / n;
    let mean = w * (q1 + q3) / 2.0 + (1.0 - w) * median;
    computed(
        mean,
        format!(
            "mean = w × (Q1 + Q3)/2 + (1 − w) × median, w = 0.7 + 0.39/{} = {}: {} × ({} + {})/2 + {} × {} = {}",
            f(n),
            f(w),
            f(w),
            f(q1),
            f(q3),
            f(1.0 - w),
            f(median),
            f(mean)
        ),
        LUO,
    )
}

/// Mean from median and smallest and largest value.
pub fn mean_from_range(minimum: f64, median: f64, maximum: f64, n: f64) -> Option<Computed> {
    (minimum <= median && median <= maximum && n >= 1.0).then_some(())?;
    let w = 4.0 / (4.0 + n.powf(0.75));
    let mean = w * (minimum + maximum) / 2.0 + (1.0 - w) * median;
    computed(
        mean,
        format!(
            "mean = w × (min + max)/2 + (1 − w) × median, w = 4/(4 + {}^0.75) = {}: {} × ({} + {})/2 + {} × {} = {}",
            f(n),
            f(w),
            f(w),
            f(minimum),
            f(maximum),
            f(1.0 - w),
            f(median),
            f(mean)
        ),
        LUO,
    )
}

/// How many of a group a percentage stands for, if it can only be one number; `decimals` are those of the percentage.
pub fn events_from_percent(percent: f64, decimals: u32, n: f64) -> Option<Computed> {
    ((0.0..=100.0).contains(&percent) && n >= 1.0 && n.fract() == 0.0 && decimals <= 6)
        .then_some(())?;
    let unit = 10_f64.powi(-i32::try_from(decimals).ok()?);
    let events = (percent * n / 100.0).round();
    // Half a unit of its last digit, and a little for rounding half up or to even.
    let fits =
        |k: f64| (0.0..=n).contains(&k) && (100.0 * k / n - percent).abs() <= unit / 2.0 + 1e-9;
    (fits(events) && !fits(events - 1.0) && !fits(events + 1.0)).then_some(())?;
    computed(
        events,
        format!(
            "events = {} % of {} = {}",
            written(percent, decimals as usize),
            f(n),
            f(events)
        ),
        "share of a whole number of people",
    )
}

/// Those of a group who are not of the other of two kinds, such as women where the men are counted.
pub(crate) fn rest_of_group(others: f64, n: f64) -> Option<Computed> {
    (others >= 0.0 && others <= n && others.fract() == 0.0 && n.fract() == 0.0).then_some(())?;
    computed(
        n - others,
        format!("{} − {} = {}", f(n), f(others), f(n - others)),
        "all people less those of the other sex",
    )
}

/// SD of changes from the SDs before and after and their correlation, which must be given or taken from another study.
pub fn sd_of_change(baseline: f64, last: f64, correlation: f64) -> Option<Computed> {
    (baseline >= 0.0 && last >= 0.0 && (-1.0..=1.0).contains(&correlation)).then_some(())?;
    let sd = (baseline.powi(2) + last.powi(2) - 2.0 * correlation * baseline * last)
        .max(0.0)
        .sqrt();
    computed(
        sd,
        format!(
            "SD of change = √({}² + {}² − 2 × {} × {} × {}) = {}",
            f(baseline),
            f(last),
            f(correlation),
            f(baseline),
            f(last),
            f(sd)
        ),
        HANDBOOK_CHANGE,
    )
}

/// The correlation of values before and after, from the three SDs of a study that gives them all.
pub fn correlation_of_change(baseline: f64, last: f64, change: f64) -> Option<Computed> {
    (baseline > 0.0 && last > 0.0 && change >= 0.0).then_some(())?;
    let r = (baseline.powi(2) + last.powi(2) - change.powi(2)) / (2.0 * baseline * last);
    (-1.0..=1.0).contains(&r).then_some(())?;
    computed(
        r,
        format!(
            "correlation = ({}² + {}² − {}²) / (2 × {} × {}) = {}",
            f(baseline),
            f(last),
            f(change),
            f(baseline),
            f(last),
            f(r)
        ),
        HANDBOOK_CHANGE,
    )
}

/// A group's size, mean and standard deviation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Group {
    /// People.
    pub n: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

/// Two groups as one: its size, mean and SD, each with its formula.
pub fn combine(a: Group, b: Group) -> Option<[Computed; 3]> {
    (a.n >= 1.0 && b.n >= 1.0 && a.n + b.n > 1.0 && a.sd >= 0.0 && b.sd >= 0.0).then_some(())?;
    let n = a.n + b.n;
    let mean = (a.n * a.mean + b.n * b.mean) / n;
    let between = a.n * b.n / n * (a.mean.powi(2) + b.mean.powi(2) - 2.0 * a.mean * b.mean);
    let sd =
        (((a.n - 1.0) * a.sd.powi(2) + (b.n - 1.0) * b.sd.powi(2) + between) / (n - 1.0)).sqrt();
    Some([
        computed(
            n,
            format!("n = {} + {} = {}", f(a.n), f(b.n), f(n)),
            HANDBOOK_COMBINE,
        )?,
        computed(
            mean,
            format!(
                "mean = ({} × {} + {} × {}) / {} = {}",
                f(a.n),
                f(a.mean),
                f(b.n),
                f(b.mean),
                f(n),
                f(mean)
            ),
            HANDBOOK_COMBINE,
        )?,
        computed(
            sd,
            format!(
                "SD = √((({} − 1) × {}² + ({} − 1) × {}² + {} × {} / {} × ({} − {})²) / ({} − 1)) = {}",
                f(a.n),
                f(a.sd),
                f(b.n),
                f(b.sd),
                f(a.n),
                f(b.n),
                f(n),
                f(a.mean),
                f(b.mean),
                f(n),
                f(sd)
            ),
            HANDBOOK_COMBINE,
        )?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<Computed>, expected: f64, tolerance: f64) -> String {
        let found = found.unwrap_or_else(|| panic!("can be computed: {expected}"));
        assert!(
            (found.value - expected).abs() <= tolerance,
            "{found:?}, expected {expected}"
        );
        found.formula
    }

    #[test]
    fn values_of_the_handbook() {
        // 6.5.2.2: n = 25, 95 % interval: 4.128 = 2 × 2.0639 in place of 3.92.
        near(sd_from_interval(0.0, 4.128, 25.0, 95.0), 5.0, 0.001);
        near(sd_from_interval(0.0, 3.92, 100.0, 95.0), 10.0, 0.001);
        // 6.5.2.3: difference 3.8, p = 0.008, 25 and 22 people: t 2.78, SE 1.37, SD 4.69.
        near(sd_from_p(3.8, 0.008, 25.0, 22.0), 4.69, 0.01);
        // 6.5.2.8: baseline 6.4, final 7.1, change 4.5: correlation 0.78.
        near(correlation_of_change(6.4, 7.1, 4.5), 0.78, 0.005);
        near(sd_of_change(6.4, 7.1, 0.78), 4.5, 0.05);
        assert_eq!(
            near(sd_from_se(1.2, 50.0), 8.485, 0.001),
            "SD = SE × √n = 1.2 × √50 = 8.485"
        );
    }

    #[test]
    fn values_of_wan_and_luo() {
        // Expected ranges of normal samples: 2.326 (5), 3.931 (25), 4.498 (50); the formula is near them.
        for (n, expected) in [(5.0, 2.326), (25.0, 3.931), (50.0, 4.498)] {
            let found = sd_from_range(0.0, expected, n).map(|c| c.value);
            assert!(
                found.is_some_and(|sd| (sd - 1.0).abs() < 0.02),
                "{n}: {found:?}"
            );
        }
        // Large samples: quartiles are 1.349 SD apart.
        near(sd_from_quartiles(0.0, 1.349, 100_000.0), 1.0, 0.001);
        near(
            mean_from_quartiles(4.0, 7.0, 9.0, 100.0),
            0.7039 * 6.5 + 0.2961 * 7.0,
            1e-9,
        );
        near(
            mean_from_range(1.0, 7.0, 96.0, 16.0),
            (1.0 / 3.0) * 48.5 + (2.0 / 3.0) * 7.0,
            1e-9,
        );
    }

    #[test]
    fn a_percentage_gives_a_count_only_where_it_can_be_one() {
        assert_eq!(
            events_from_percent(68.7, 1, 99.0).map(|c| c.value),
            Some(68.0)
        );
        assert_eq!(
            events_from_percent(40.0, 0, 30.0).map(|c| c.value),
            Some(12.0)
        );
        assert_eq!(
            events_from_percent(13.6, 1, 4739.0),
            None,
            "several counts round to it"
        );
        assert_eq!(
            events_from_percent(41.0, 0, 30.0),
            None,
            "no count gives it"
        );
        assert_eq!(events_from_percent(140.0, 0, 30.0), None);
    }

    #[test]
    fn combined_groups_are_those_of_the_people_in_them() {
        // 1, 2, 3 and 5, 7: together 1, 2, 3, 5, 7, mean 3.6, SD √5.8.
        let a = Group {
            n: 3.0,
            mean: 2.0,
            sd: 1.0,
        };
        let b = Group {
            n: 2.0,
            mean: 6.0,
            sd: 2_f64.sqrt(),
        };
        let [n, mean, sd] = combine(a, b).unwrap_or_else(|| panic!("two groups"));
        assert_eq!(n.value, 5.0);
        assert!((mean.value - 3.6).abs() < 1e-12);
        assert!((sd.value - 5.8_f64.sqrt()).abs() < 1e-9, "{}", sd.formula);
    }

    #[test]
    fn what_cannot_be_is_not_computed() {
        assert_eq!(sd_from_se(-1.0, 10.0), None);
        assert_eq!(sd_from_interval(2.0, 1.0, 10.0, 95.0), None);
        assert_eq!(se_from_interval(0.0, 1.0, 95.0, true), None);
        assert_eq!(sd_from_quartiles(1.0, 2.0, 1.0), None);
        assert_eq!(sd_of_change(1.0, 1.0, 1.5), None);
        near(se_from_interval(0.65, 1.12, 95.0, true), 0.13881, 0.0001);
    }
}
