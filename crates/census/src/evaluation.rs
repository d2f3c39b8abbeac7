//! How well designs were told, against labels given by people.

use agreement::{Interval, Proportion};
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};
use ts_rs::TS;

use crate::Design;
use crate::operating_point::OperatingPoint;

/// What a person says a record is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// A design.
    Design(Design),
    /// A randomised trial or not, where only that was asked.
    Randomised(bool),
    /// Something that is none of the designs here, such as `misc`: no randomised trial at any rate.
    Else(String),
}

impl Truth {
    /// Whether it is a randomised trial; `None` where the person could not tell.
    pub fn randomised(&self) -> Option<bool> {
        match self {
            Truth::Design(Design::Unclear) => None,
            Truth::Design(design) => Some(*design == Design::RandomisedTrial),
            Truth::Randomised(is) => Some(*is),
            Truth::Else(_) => Some(false),
        }
    }

    /// Whether it is of this design; `None` where that is not known.
    pub fn is(&self, design: Design) -> Option<bool> {
        match self {
            Truth::Design(Design::Unclear) => None,
            Truth::Design(truth) => Some(*truth == design),
            Truth::Randomised(is) if design == Design::RandomisedTrial => Some(*is),
            Truth::Randomised(true) => Some(false),
            Truth::Randomised(false) => None,
            // “misc” may hold any design but those that the labels name.
            Truth::Else(_) if design == Design::RandomisedTrial => Some(false),
            Truth::Else(_) => None,
        }
    }
}

/// A record with what a person and what the classifier said of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Labelled {
    /// Year of publication, where it is known.
    pub year: Option<i32>,
    /// What a person says.
    pub truth: Truth,
    /// What the classifier says.
    pub design: Design,
    /// Its probability that the record is a randomised trial.
    pub randomised_trial: f64,
}

/// The area under the receiver operating characteristic.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Auroc {
    /// The area, 0 to 1.
    pub area: f64,
    /// Its interval, by the variance of DeLong, DeLong and Clarke-Pearson (*Biometrics* 1988;44:837–845), cut to 0 … 1.
    pub interval: Interval,
}

/// A threshold at work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AtPoint {
    /// The operating point.
    pub point: OperatingPoint,
    /// The probability from which a record counts as a randomised trial.
    pub threshold: f64,
    /// Of the trials, how many are found.
    pub sensitivity: Shown,
    /// Of the others, how many are left out.
    pub specificity: Shown,
    /// Of what is found, how many are trials.
    pub precision: Shown,
    /// Of 1,000 trials, so many are lost.
    pub lost_per_1000_trials: f64,
    /// The interval of it.
    pub lost_interval: Interval,
    /// Of 1,000 others, so many come along.
    pub along_per_1000_others: f64,
    /// The interval of it.
    pub along_interval: Interval,
}

/// A share with its interval (Wilson's; at the edges that of Clopper and Pearson).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "CensusShare")]
pub struct Shown {
    /// So many.
    pub successes: u64,
    /// Of so many.
    pub of: u64,
    /// The share; `None` of nothing.
    pub value: Option<f64>,
    /// Its interval; `None` of nothing.
    pub interval: Option<Interval>,
}

impl Shown {
    /// A share at a level of confidence.
    pub fn new(share: Proportion, level: f64) -> Self {
        Self {
            successes: share.successes,
            of: share.of,
            value: share.value(),
            interval: share.interval(level),
        }
    }
}

/// How one design is told from all others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DesignFigure {
    /// The design.
    pub design: Design,
    /// Of those that are, how many were called so.
    pub sensitivity: Shown,
    /// Of those known not to be, how many were not called so.
    pub specificity: Shown,
}

/// All figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Records with a usable label.
    pub records: usize,
    /// Randomised trials among them.
    pub trials: u64,
    /// Of the probability of a randomised trial; `None` where there are no trials or nothing else.
    pub auroc: Option<Auroc>,
    /// At each operating point.
    pub points: Vec<AtPoint>,
    /// Of the likeliest design, for each design that the labels name.
    pub designs: Vec<DesignFigure>,
}

/// Compares labels with what the classifier said. `level` is that of all intervals, such as .95.
pub fn evaluate(
    labelled: &[Labelled],
    thresholds: &[(OperatingPoint, f64)],
    level: f64,
) -> Evaluation {
    let known: Vec<(bool, f64)> = labelled
        .iter()
        .filter_map(|one| Some((one.truth.randomised()?, one.randomised_trial)))
        .collect();
    let scores = |wanted: bool| -> Vec<f64> {
        known
            .iter()
            .filter(|(is, _)| *is == wanted)
            .map(|(_, score)| *score)
            .collect()
    };
    let (trials, others) = (scores(true), scores(false));
    let points = thresholds
        .iter()
        .map(|&(point, threshold)| {
            let at_least =
                |scores: &[f64]| scores.iter().filter(|s| **s >= threshold).count() as u64;
            let (found, along) = (at_least(&trials), at_least(&others));
            let lost = Proportion::new(trials.len() as u64 - found, trials.len() as u64);
            let with = Proportion::new(along, others.len() as u64);
            let (lost_per_1000_trials, lost_interval) = per_thousand(lost, level);
            let (along_per_1000_others, along_interval) = per_thousand(with, level);
            AtPoint {
                point,
                threshold,
                sensitivity: Shown::new(Proportion::new(found, trials.len() as u64), level),
                specificity: Shown::new(
                    Proportion::new(others.len() as u64 - along, others.len() as u64),
                    level,
                ),
                precision: Shown::new(Proportion::new(found, found + along), level),
                lost_per_1000_trials,
                lost_interval,
                along_per_1000_others,
                along_interval,
            }
        })
        .collect();
    let designs = Design::ALL
        .into_iter()
        .filter(|design| *design != Design::Unclear)
        .filter_map(|design| {
            let (sensitivity, specificity) =
                accuracy_of(labelled, |one| one.design == design, design);
            (sensitivity.of > 0).then(|| DesignFigure {
                design,
                sensitivity: Shown::new(sensitivity, level),
                specificity: Shown::new(specificity, level),
            })
        })
        .collect();
    Evaluation {
        records: known.len(),
        trials: trials.len() as u64,
        auroc: auroc(&trials, &others, level),
        points,
        designs,
    }
}

/// Sensitivity and specificity of a way to call records `design`.
pub(crate) fn accuracy_of<'l>(
    labelled: impl IntoIterator<Item = &'l Labelled>,
    called: impl Fn(&Labelled) -> bool,
    design: Design,
) -> (Proportion, Proportion) {
    let mut counts = [[0_u64; 2]; 2];
    for one in labelled {
        if let Some(is) = one.truth.is(design) {
            counts[usize::from(is)][usize::from(called(one))] += 1;
        }
    }
    (
        Proportion::new(counts[1][1], counts[1][0] + counts[1][1]),
        Proportion::new(counts[0][0], counts[0][0] + counts[0][1]),
    )
}

pub(crate) fn per_thousand(share: Proportion, level: f64) -> (f64, Interval) {
    let all = Interval {
        low: 0.0,
        high: 1.0,
    };
    let interval = share.interval(level).unwrap_or(all);
    (
        share.value().unwrap_or_default() * 1000.0,
        Interval {
            low: interval.low * 1000.0,
            high: interval.high * 1000.0,
        },
    )
}

/// The area under the curve: the chance that a trial scores higher than something else, half of it where they are level.
pub fn auroc(positives: &[f64], negatives: &[f64], level: f64) -> Option<Auroc> {
    let (m, n) = (positives.len() as f64, negatives.len() as f64);
    if positives.len() < 2 || negatives.len() < 2 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    // How much of `others`, which is sorted, lies below the score, level ones by half.
    let below = |score: f64, others: &[f64]| {
        let less = others.partition_point(|other| *other < score);
        let up_to = others.partition_point(|other| *other <= score);
        (less as f64 + (up_to - less) as f64 / 2.0) / others.len() as f64
    };
    let (sorted_negatives, sorted_positives) = (sorted(negatives), sorted(positives));
    let of_positives: Vec<f64> = positives
        .iter()
        .map(|score| below(*score, &sorted_negatives))
        .collect();
    let of_negatives: Vec<f64> = negatives
        .iter()
        .map(|score| 1.0 - below(*score, &sorted_positives))
        .collect();
    let area = of_positives.iter().sum::<f64>() / m;
    let variance = |parts: &[f64]| {
        let count = parts.len() as f64;
        parts.iter().map(|part| (part - area).powi(2)).sum::<f64>() / (count - 1.0)
    };
    let standard_error = (variance(&of_positives) / m + variance(&of_negatives) / n).sqrt();
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    Some(Auroc {
        area,
        interval: Interval {
            low: (area - z * standard_error).max(0.0),
            high: (area + z * standard_error).min(1.0),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand: of 3 × 4 pairs 10 are in order and 1 is level; the parts are (1, 1, 5/8) and (1, 1, 2/3, 5/6).
    #[test]
    fn the_area_and_its_variance_are_those_worked_by_hand() {
        let found = auroc(&[0.9, 0.8, 0.3], &[0.1, 0.2, 0.4, 0.3], 0.95).expect("an area");
        let area = (1.0 + 1.0 + 2.5 / 4.0) / 3.0;
        assert!((found.area - area).abs() < 1e-12, "{found:?}");
        let variance = |parts: &[f64]| {
            parts.iter().map(|p| (p - area).powi(2)).sum::<f64>() / (parts.len() as f64 - 1.0)
        };
        let expected = (variance(&[1.0, 1.0, 0.625]) / 3.0
            + variance(&[1.0, 1.0, 2.0 / 3.0, 2.5 / 3.0]) / 4.0)
            .sqrt();
        let low = (area - 1.959_963_984_540_054 * expected).max(0.0);
        assert!((found.interval.low - low).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn what_was_not_asked_is_not_counted() {
        let one = |truth, design, randomised_trial| Labelled {
            year: None,
            truth,
            design,
            randomised_trial,
        };
        let labelled = [
            one(Truth::Design(Design::Animal), Design::Animal, 0.1),
            one(Truth::Else("misc".to_owned()), Design::Animal, 0.2),
            one(
                Truth::Design(Design::RandomisedTrial),
                Design::RandomisedTrial,
                0.9,
            ),
            one(Truth::Design(Design::Unclear), Design::RandomisedTrial, 0.9),
        ];
        let found = evaluate(&labelled, &[(OperatingPoint::Balanced, 0.5)], 0.95);
        assert_eq!((found.records, found.trials), (3, 1));
        assert_eq!(found.points[0].along_per_1000_others, 0.0);
        let animal = found
            .designs
            .iter()
            .find(|f| f.design == Design::Animal)
            .expect("animals");
        // “misc” may be an animal study: it tells nothing of the specificity.
        assert_eq!((animal.sensitivity.of, animal.specificity.of), (1, 1));
    }
}
