//! [`Study`]: what one study gives to a meta-analysis.

use serde::{Deserialize, Serialize};

/// One study with its numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// What names it, once only.
    pub id: String,
    /// What is shown of it, such as `Aronson 1948`.
    pub label: String,
    /// The subgroup it belongs to, if any.
    pub group: Option<String>,
    /// Its numbers.
    pub data: Data,
}

/// The numbers of a study.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Data {
    /// Events in two arms.
    TwoByTwo(TwoByTwo),
    /// Means in two arms.
    Means(Means),
    /// Events in one group.
    Proportion(SingleProportion),
    /// An estimate with its standard error.
    Estimate(Estimate),
}

/// Events in two arms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoByTwo {
    /// Events in the first arm.
    pub events1: u64,
    /// People in the first arm.
    pub n1: u64,
    /// Events in the second arm, which is compared with.
    pub events2: u64,
    /// People in the second arm.
    pub n2: u64,
}

/// Means in two arms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Means {
    /// Mean of the first arm.
    pub mean1: f64,
    /// Standard deviation of the first arm.
    pub sd1: f64,
    /// People in the first arm.
    pub n1: u64,
    /// Mean of the second arm, which is compared with.
    pub mean2: f64,
    /// Standard deviation of the second arm.
    pub sd2: f64,
    /// People in the second arm.
    pub n2: u64,
}

/// Events in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SingleProportion {
    /// Events.
    pub events: u64,
    /// People.
    pub n: u64,
}

/// An estimate on the scale on which it is pooled: of ratios, the logarithm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub yi: f64,
    /// Its standard error.
    pub sei: f64,
}

impl Data {
    /// People in it; `None` where only an estimate is known.
    pub fn people(&self) -> Option<u64> {
        match self {
            Data::TwoByTwo(t) => t.n1.checked_add(t.n2),
            Data::Means(m) => m.n1.checked_add(m.n2),
            Data::Proportion(p) => Some(p.n),
            Data::Estimate(_) => None,
        }
    }
}
