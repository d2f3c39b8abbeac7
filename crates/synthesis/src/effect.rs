//! [`StudyEffect`]: the estimate of one study and its variance, as metafor's `escalc` gives them.

use serde::{Deserialize, Serialize};
use statrs::function::gamma::ln_gamma;
use ts_rs::TS;

use crate::measure::double_arcsine;
use crate::{Data, Means, Measure, SingleProportion, Study, TwoByTwo};

/// What is added to each cell of a table that has an empty one.
const ADDED: f64 = 0.5;

/// The least variance with whose weight, its square and cube can be reckoned.
const LEAST_VARIANCE: f64 = 1e-90;

/// What becomes of studies without an event in either arm, or with events only, when a ratio is pooled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubleZero {
    /// Left out and listed: they say nothing of a ratio (Cochrane Handbook 10.4.4.1; metafor's `drop00 = TRUE`).
    #[default]
    LeftOut,
    /// Kept with the correction (metafor's `drop00 = FALSE`).
    Kept,
}

/// The estimate of one study, on the scale on which it is pooled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StudyEffect {
    /// The study.
    pub id: String,
    /// What is shown of it.
    pub label: String,
    /// Its subgroup.
    pub group: Option<String>,
    /// Its numbers.
    pub data: Data,
    /// The estimate.
    pub yi: f64,
    /// Its variance.
    pub vi: f64,
    /// What was added to each cell of its table because one is empty; 0 where nothing was.
    pub added: f64,
    /// Its share of the pooled estimate, 0 to 1.
    pub weight: f64,
}

impl StudyEffect {
    /// Its standard error.
    pub fn se(&self) -> f64 {
        self.vi.sqrt()
    }

    /// People, for the inverse of the double arcsine; 1 where unknown.
    pub(crate) fn n(&self) -> f64 {
        self.data.people().map_or(1.0, |n| n as f64)
    }
}

/// A study that is not in the pooled estimate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The study.
    pub id: String,
    /// What is shown of it.
    pub label: String,
    /// Why.
    pub because: LeftOutBecause,
}

/// Why a study is not in the pooled estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutBecause {
    /// Its numbers are of another kind than the measure needs.
    OtherNumbers,
    /// An arm has nobody in it, or too few for a standard deviation.
    TooFewPeople,
    /// More events than people.
    MoreEventsThanPeople,
    /// A standard deviation or standard error that is not above 0, or a number that is none.
    NoVariance,
    /// No events in either arm, or events in everybody: it says nothing of a ratio.
    DoubleZero,
}

impl LeftOutBecause {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::OtherNumbers => "its numbers are not those that this measure needs",
            Self::TooFewPeople => "an arm has too few people",
            Self::MoreEventsThanPeople => "it has more events than people",
            Self::NoVariance => "a standard deviation or standard error is not above 0",
            Self::DoubleZero => {
                "both arms have no event, or events only, which says nothing of a ratio"
            }
        }
    }
}

/// The estimate of each study that has one, weights still 0, and those that have none.
pub(crate) fn effects(
    studies: &[Study],
    measure: Measure,
    double_zero: DoubleZero,
) -> (Vec<StudyEffect>, Vec<LeftOut>) {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for study in studies {
        let one = one(&study.data, measure, double_zero).and_then(|one| {
            let usable = one.yi.is_finite() && one.vi.is_finite() && one.vi > LEAST_VARIANCE;
            usable.then_some(one).ok_or(LeftOutBecause::NoVariance)
        });
        match one {
            Ok(One { yi, vi, added }) => found.push(StudyEffect {
                id: study.id.clone(),
                label: study.label.clone(),
                group: study.group.clone(),
                data: study.data,
                yi,
                vi,
                added,
                weight: 0.0,
            }),
            Err(because) => left_out.push(LeftOut {
                id: study.id.clone(),
                label: study.label.clone(),
                because,
            }),
        }
    }
    (found, left_out)
}

struct One {
    yi: f64,
    vi: f64,
    added: f64,
}

fn one(data: &Data, measure: Measure, double_zero: DoubleZero) -> Result<One, LeftOutBecause> {
    use Measure as M;
    match (data, measure) {
        (
            Data::TwoByTwo(table),
            M::OddsRatio | M::RiskRatio | M::RiskDifference | M::PetoOddsRatio,
        ) => of_table(table, measure, double_zero),
        (Data::Means(means), M::MeanDifference | M::StandardizedMeanDifference) => {
            of_means(means, measure)
        }
        (Data::Proportion(one), M::LogitProportion | M::FreemanTukey) => {
            of_proportion(one, measure)
        }
        (Data::Estimate(estimate), M::Difference | M::Ratio) => {
            if estimate.sei.is_nan() || estimate.sei <= 0.0 {
                return Err(LeftOutBecause::NoVariance);
            }
            Ok(One {
                yi: estimate.yi,
                vi: estimate.sei * estimate.sei,
                added: 0.0,
            })
        }
        _ => Err(LeftOutBecause::OtherNumbers),
    }
}

fn of_table(
    table: &TwoByTwo,
    measure: Measure,
    double_zero: DoubleZero,
) -> Result<One, LeftOutBecause> {
    if table.n1 == 0 || table.n2 == 0 {
        return Err(LeftOutBecause::TooFewPeople);
    }
    if table.events1 > table.n1 || table.events2 > table.n2 {
        return Err(LeftOutBecause::MoreEventsThanPeople);
    }
    let [mut a, mut b, mut c, mut d] = cells(table);
    let says_nothing = (a == 0.0 && c == 0.0) || (b == 0.0 && d == 0.0);
    let peto = measure == Measure::PetoOddsRatio;
    // Without a correction, no events make O − E and V of Peto's method 0 each.
    if says_nothing && measure.is_ratio() && (peto || double_zero == DoubleZero::LeftOut) {
        return Err(LeftOutBecause::DoubleZero);
    }
    let mut added = 0.0;
    if !peto && [a, b, c, d].contains(&0.0) {
        added = ADDED;
        [a, b, c, d] = [a + ADDED, b + ADDED, c + ADDED, d + ADDED];
    }
    let (n1, n2) = (a + b, c + d);
    let (yi, vi) = match measure {
        Measure::RiskRatio => (
            (a / n1).ln() - (c / n2).ln(),
            1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n2,
        ),
        Measure::RiskDifference => (a / n1 - c / n2, a * b / n1.powi(3) + c * d / n2.powi(3)),
        Measure::PetoOddsRatio => {
            let n = n1 + n2;
            let (expected, events) = ((a + c) * n1 / n, a + c);
            let variance = events * (b + d) * (n1 / n) * (n2 / n) / (n - 1.0);
            ((a - expected) / variance, 1.0 / variance)
        }
        _ => (
            (a * d / (b * c)).ln(),
            1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d,
        ),
    };
    Ok(One { yi, vi, added })
}

/// Events and others of the first arm, then of the second.
pub(crate) fn cells(table: &TwoByTwo) -> [f64; 4] {
    let left = |n: u64, events: u64| n.saturating_sub(events) as f64;
    [
        table.events1 as f64,
        left(table.n1, table.events1),
        table.events2 as f64,
        left(table.n2, table.events2),
    ]
}

fn of_means(means: &Means, measure: Measure) -> Result<One, LeftOutBecause> {
    let least = if measure == Measure::MeanDifference {
        1
    } else {
        2
    };
    if means.n1 < least || means.n2 < least {
        return Err(LeftOutBecause::TooFewPeople);
    }
    if !(means.sd1 > 0.0 && means.sd2 > 0.0) {
        return Err(LeftOutBecause::NoVariance);
    }
    let (n1, n2) = (means.n1 as f64, means.n2 as f64);
    let difference = means.mean1 - means.mean2;
    let (s1, s2) = (means.sd1 * means.sd1, means.sd2 * means.sd2);
    if measure == Measure::MeanDifference {
        return Ok(One {
            yi: difference,
            vi: s1 / n1 + s2 / n2,
            added: 0.0,
        });
    }
    let df = n1 + n2 - 2.0;
    let pooled = (((n1 - 1.0) * s1 + (n2 - 1.0) * s2) / df).sqrt();
    let g = difference / pooled * small_sample_correction(df);
    Ok(One {
        yi: g,
        vi: 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2)),
        added: 0.0,
    })
}

/// Hedges' exact factor J (Hedges 1981, equation 6e).
fn small_sample_correction(df: f64) -> f64 {
    (ln_gamma(df / 2.0) - (df / 2.0).sqrt().ln() - ln_gamma((df - 1.0) / 2.0)).exp()
}

fn of_proportion(one: &SingleProportion, measure: Measure) -> Result<One, LeftOutBecause> {
    if one.n == 0 {
        return Err(LeftOutBecause::TooFewPeople);
    }
    if one.events > one.n {
        return Err(LeftOutBecause::MoreEventsThanPeople);
    }
    let (mut events, mut others) = (one.events as f64, (one.n - one.events) as f64);
    if measure == Measure::FreemanTukey {
        let n = one.n as f64;
        return Ok(One {
            yi: double_arcsine(events, n),
            vi: 1.0 / (4.0 * n + 2.0),
            added: 0.0,
        });
    }
    let mut added = 0.0;
    if events == 0.0 || others == 0.0 {
        added = ADDED;
        (events, others) = (events + ADDED, others + ADDED);
    }
    Ok(One {
        yi: (events / others).ln(),
        vi: 1.0 / events + 1.0 / others,
        added,
    })
}
