//! What a comparison of models is asked and what it finds, as the screens and the command line show it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which models to compare on the team's own decisions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BenchRequest {
    /// The models, each with the rule by which its judgements count as keeping or dropping a record.
    pub contenders: Vec<Contender>,
    /// How many settled records to draw, 50 to 300; all of them where there are fewer.
    pub records: usize,
    /// What the draw starts from: the same seed draws the same records while the decisions stay the same.
    pub seed: u64,
}

/// A model with a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Contender {
    /// The GGUF file.
    pub model: PathBuf,
    /// How its judgements are taken.
    pub rule: BenchRule,
}

/// How the judgements of a record's criteria are taken for keeping or dropping it. A record of which a criterion was not
/// read is always kept: a person reads it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum BenchRule {
    /// By the labels: dropped where an inclusion criterion is not met or an exclusion criterion is met; anything unclear
    /// is kept.
    Labels {},
    /// By the probabilities: kept where every inclusion criterion, and the opposite of every exclusion criterion, is at
    /// least so probable. Of a reader, which has a better view of the whole: kept where at least this share of the sample
    /// fits the review question less well.
    Threshold {
        /// The least probability or share, 0 to 1.
        at_least: f64,
    },
    /// By the same numbers, with the highest threshold that reaches this sensitivity on other records of the sample:
    /// five parts, each judged by the threshold of the other four, so that no record takes part in setting its own.
    Fitted {
        /// The sensitivity to reach, 0 to 1.
        sensitivity: f64,
    },
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchReport {
    /// When it was made, UTC milliseconds.
    pub made_at: i64,
    /// The seed of the draw and of the intervals.
    pub seed: u64,
    /// Version of the protocol whose criteria were asked.
    pub protocol_version: i64,
    /// What the records are.
    pub sample: BenchSample,
    /// One row for each contender, in the order asked for.
    pub rows: Vec<BenchRow>,
    /// Every pair of contenders that both worked.
    pub comparisons: Vec<BenchComparison>,
    /// Which to take.
    pub recommendation: BenchRecommendation,
}

/// The records of a comparison: settled decisions at title and abstract, drawn by chance, as many included as excluded
/// as far as there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BenchSample {
    /// Included records in the sample.
    pub included: usize,
    /// Excluded records in the sample.
    pub excluded: usize,
    /// Included records in the review.
    pub all_included: usize,
    /// Excluded records in the review.
    pub all_excluded: usize,
}

/// How one contender did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchRow {
    /// The model.
    pub model: BenchModel,
    /// The rule.
    pub rule: BenchRule,
    /// Why it could not be compared; the figures are empty then.
    pub failed: Option<BenchFailure>,
    /// Of the included records, those it keeps.
    pub sensitivity: BenchShare,
    /// Of the excluded records, those it drops.
    pub specificity: BenchShare,
    /// The mean of the two: .5 is chance.
    pub balanced_accuracy: BenchFigure,
    /// Of what it keeps, the share that the team included; weighed to the shares of the whole review.
    pub precision: BenchFigure,
    /// Share of records on which it agrees with the team; weighed likewise.
    pub raw_agreement: BenchFigure,
    /// Cohen's κ with the team; weighed likewise.
    pub kappa: BenchFigure,
    /// Prevalence- and bias-adjusted κ; weighed likewise.
    pub pabak: BenchFigure,
    /// Gwet's AC1; weighed likewise.
    pub ac1: BenchFigure,
    /// Records of which every criterion was answered in the form that was asked for.
    pub read: BenchShare,
    /// Records that it left to a person: unclear by its labels, and not dropped by them.
    pub abstained: BenchShare,
    /// Time a record, seconds.
    pub seconds: Option<BenchSeconds>,
    /// Memory of its process at its peak, bytes; where it had nothing left to do, or the system does not say, an estimate
    /// from the file.
    pub memory: u64,
}

/// A model as it was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BenchModel {
    /// Its name, from its file.
    pub name: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// How its weights are stored, such as `Q8_0`.
    pub quantization: String,
    /// Length of its file, bytes.
    pub bytes: u64,
    /// Number of its weights.
    pub parameters: u64,
    /// Version of the question's wording.
    pub prompt_version: String,
}

/// Why a contender has no figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BenchFailure {
    /// What failed.
    pub message: String,
    /// What to try.
    pub hint: String,
}

/// So many of so many, with the interval of 95 % (Wilson; Clopper–Pearson where it is none or all).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchShare {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// The share, 0 to 1; absent of nothing.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

/// A figure with its interval of 95 % (bootstrap by record, 2,000 draws).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchFigure {
    /// The figure; absent where it is not defined.
    pub value: Option<f64>,
    /// Lower end of the interval; absent where the figure is not defined for most draws.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

/// Time a record.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchSeconds {
    /// The middle one.
    pub median: f64,
    /// Of a hundred records, ninety-five are quicker.
    pub high: f64,
    /// Their mean.
    pub mean: f64,
}

/// Two contenders on the same records. Differences are the first minus the second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchComparison {
    /// The first, by its place among the rows.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// Difference in sensitivity.
    pub sensitivity: BenchDifference,
    /// Difference in specificity.
    pub specificity: BenchDifference,
    /// Difference in balanced accuracy.
    pub balanced_accuracy: BenchDifference,
}

/// A difference between two on the same records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BenchDifference {
    /// The difference and its interval (bootstrap by record, so the pairs stay together).
    pub figure: BenchFigure,
    /// Records that only the first has right.
    pub only_first: u64,
    /// Records that only the second has right.
    pub only_second: u64,
    /// The exact test of McNemar on these two numbers; absent for balanced accuracy, which is no share of records.
    pub p: Option<f64>,
    /// Whether a difference is shown: the interval does not contain 0, and where there is a test, p < .05. Otherwise
    /// “no difference shown” is all that can be said.
    pub shown: bool,
}

/// Which contender to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "advice", rename_all = "snake_case")]
pub enum BenchRecommendation {
    /// The smallest of those that are not shown to be worse than the best, in balanced accuracy and in sensitivity.
    Take {
        /// Its place among the rows.
        row: usize,
        /// The place of the one with the greatest balanced accuracy.
        best: usize,
    },
    /// No contender is shown to be better than chance: the lower ends of their intervals do not exceed .5.
    NoneBetterThanChance {},
    /// No contender could be compared.
    NoneWorked {},
}
