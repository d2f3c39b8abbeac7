//! How many people a trial needs.
//!
//! Each answer carries its formula, its source and the steps from the people that the comparison needs to those that
//! have to be recruited (clusters, drop-out). The tests compare with R: `pwr.t.test`, `pwr.t2n.test`, `pwr.2p.test`,
//! `power.prop.test`, epiR's `epi.ssninfb`, `epi.ssninfc`, `epi.ssequb`, `epi.ssequc` and `epi.sscomps`.
//!
//! ```
//! use synthesis::size::{Aim, Plan, Question, sample_size};
//!
//! // Half a standard deviation, 5 % two-sided, 80 % power: 64 people in each arm (Cohen 1988, table 2.4.1).
//! let question = Question::TwoMeans { difference: 0.5, sd: 1.0, aim: Aim::Difference };
//! let size = sample_size(&question, &Plan::new(0.05, 0.8))?;
//! assert_eq!((size.first, size.second), (64, 64));
//! # Ok::<(), synthesis::size::SizeError>(())
//! ```

mod comparison;
mod recruited;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use comparison::sample_size;

/// What the trial is to show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "aim")]
#[ts(rename = "TrialAim")]
pub enum Aim {
    /// That the arms differ; α is two-sided.
    Difference,
    /// That the first arm is not worse than the second by more than the margin; α is one-sided. Higher values are
    /// better; of hazards, lower ones.
    NonInferiority {
        /// The margin, above 0; of a hazard ratio, the ratio that is just not acceptable, above 1.
        margin: f64,
    },
    /// That the arms differ by no more than the margin either way, by two one-sided tests at α each.
    Equivalence {
        /// The margin, above 0.
        margin: f64,
    },
}

/// How the events of a log-rank test are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogRank {
    /// Schoenfeld (1983).
    #[default]
    Schoenfeld,
    /// Freedman (1982).
    Freedman,
}

/// How a difference of two proportions is tested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProportionsTest {
    /// The χ² test without continuity correction (Fleiss 1981), as R's `power.prop.test`.
    #[default]
    ChiSquared,
    /// The difference of arcsines (Cohen 1988), as `pwr.2p.test`.
    Arcsine,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "question")]
#[ts(rename = "TrialQuestion")]
pub enum Question {
    /// Two means with a common standard deviation.
    TwoMeans {
        /// Mean of the first arm less that of the second, as expected.
        difference: f64,
        /// Standard deviation in either arm.
        sd: f64,
        /// What is to be shown.
        aim: Aim,
    },
    /// Two proportions.
    TwoProportions {
        /// Expected in the first arm.
        first: f64,
        /// Expected in the second arm.
        second: f64,
        /// The test of a difference; the other aims have one formula.
        test: ProportionsTest,
        /// What is to be shown.
        aim: Aim,
    },
    /// Time to an event, by the log-rank test.
    Survival {
        /// Hazard in the first arm over that in the second, as expected.
        hazard_ratio: f64,
        /// Share of the second arm with the event by the end of follow-up.
        events_second: f64,
        /// Which formula.
        formula: LogRank,
        /// What is to be shown: a difference, or non-inferiority by Schoenfeld's formula.
        aim: Aim,
    },
}

/// Clusters that are allocated instead of people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialClusters")]
pub struct Clusters {
    /// People in a cluster on average, in the analysis.
    pub size: f64,
    /// Intracluster correlation, 0 to 1.
    pub icc: f64,
    /// Coefficient of variation of the sizes; 0 where all are the same.
    pub cv: f64,
}

/// How sure the trial is to be, and how it is done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "TrialPlan")]
pub struct Plan {
    /// The error of the first kind; [`Aim`] says on how many sides.
    pub alpha: f64,
    /// The power, above α and below 1.
    pub power: f64,
    /// People in the first arm for each one in the second.
    pub ratio: f64,
    /// Share of those recruited of whom no outcome will be known, 0 to below 1.
    pub drop_out: f64,
    /// Clusters, if these are allocated.
    pub clusters: Option<Clusters>,
}

impl Plan {
    /// Equal arms of single people, nobody lost.
    pub fn new(alpha: f64, power: f64) -> Self {
        Self {
            alpha,
            power,
            ratio: 1.0,
            drop_out: 0.0,
            clusters: None,
        }
    }
}

/// A step from what the comparison needs to what has to be recruited.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "TrialSizeStep")]
pub struct Step {
    /// What is counted after it.
    pub what: String,
    /// In the first arm, before it is rounded up.
    pub first: f64,
    /// In the second arm, before it is rounded up.
    pub second: f64,
}

/// How many people it takes.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(rename = "TrialSize")]
pub struct SampleSize {
    /// To recruit into the first arm.
    pub first: u64,
    /// To recruit into the second arm.
    pub second: u64,
    /// Both together.
    pub total: u64,
    /// Events that the analysis needs, of survival.
    pub events: Option<u64>,
    /// Clusters in the first and second arm.
    pub clusters: Option<(u64, u64)>,
    /// How it came to that, unrounded.
    pub steps: Vec<Step>,
    /// The formula of the comparison.
    pub formula: &'static str,
    /// Where it is published.
    pub source: &'static str,
}

/// Why no size can be given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SizeError {
    /// A number lies outside what it can be.
    #[error("{name} is {value}; {must}")]
    OutOfRange {
        /// What it is.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What it must be.
        must: &'static str,
    },
    /// What is expected is what is to be ruled out, or beyond it, so that no size suffices.
    #[error("no size suffices: {0}")]
    Unreachable(&'static str),
    /// There is no formula for this aim.
    #[error(
        "for survival there is a size for a difference and for non-inferiority, not for equivalence"
    )]
    NoFormula,
    /// More people than can be counted.
    #[error("it would take more than a thousand million people")]
    TooMany,
}
