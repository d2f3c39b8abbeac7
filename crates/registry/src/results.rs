//! [`Results`]: what a registry holds of a trial's results, as rows.

use serde::{Deserialize, Serialize};

/// Results as single numbers with what they are of. Values are as the registry wrote them: `NA` and `<0.001` occur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Results {
    /// How many started, completed and left, and why.
    pub flow: Vec<FlowCount>,
    /// Baseline characteristics.
    pub baseline: Vec<Measurement>,
    /// Measurements of outcomes.
    pub outcomes: Vec<Measurement>,
    /// Comparisons of groups.
    pub analyses: Vec<Comparison>,
    /// Adverse events.
    pub adverse_events: Vec<AdverseEvent>,
}

impl Results {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.flow.is_empty()
            && self.baseline.is_empty()
            && self.outcomes.is_empty()
            && self.analyses.is_empty()
            && self.adverse_events.is_empty()
    }
}

/// How many of a group were at a point of the participant flow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlowCount {
    /// Period of the trial.
    pub period: String,
    /// `STARTED`, `COMPLETED`, or why people left.
    pub milestone: String,
    /// Whether the milestone is a reason for leaving.
    pub is_withdrawal: bool,
    /// Group.
    pub group: String,
    /// People.
    pub people: String,
}

/// A number measured in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measurement {
    /// `PRIMARY`, `SECONDARY` …; empty for baseline characteristics.
    pub rank: String,
    /// What is measured.
    pub title: String,
    /// When.
    pub time_frame: String,
    /// The class and category it belongs to, such as `Female`.
    pub category: String,
    /// Group.
    pub group: String,
    /// `MEAN`, `NUMBER`, `COUNT_OF_PARTICIPANTS` …
    pub parameter: String,
    /// `STANDARD_DEVIATION`, `95% Confidence Interval` …
    pub dispersion: String,
    /// Unit.
    pub unit: String,
    /// The number.
    pub value: String,
    /// Its spread.
    pub spread: String,
    /// Lower limit of its range or interval.
    pub lower: String,
    /// Upper limit.
    pub upper: String,
    /// People analysed in the group.
    pub analysed: String,
}

/// A comparison of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comparison {
    /// The outcome.
    pub outcome: String,
    /// The groups.
    pub groups: Vec<String>,
    /// Statistical test.
    pub method: String,
    /// P value as written.
    pub p_value: String,
    /// What is estimated, such as `Hazard Ratio (HR)`.
    pub parameter: String,
    /// The estimate.
    pub value: String,
    /// Level of the interval in per cent.
    pub level: String,
    /// Lower limit.
    pub lower: String,
    /// Upper limit.
    pub upper: String,
}

/// How many of a group had an adverse event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdverseEvent {
    /// Whether it is counted among the serious ones.
    pub serious: bool,
    /// The event.
    pub term: String,
    /// Organ system.
    pub organ_system: String,
    /// Group.
    pub group: String,
    /// People affected.
    pub affected: String,
    /// People at risk.
    pub at_risk: String,
}
