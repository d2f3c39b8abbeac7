//! [`Certainty`]: GRADE's four levels, and what people's ratings come to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How certain the evidence on an outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GradeCertainty")]
pub enum Certainty {
    /// Very low.
    VeryLow,
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
}

impl Certainty {
    /// The word.
    pub fn words(self) -> &'static str {
        match self {
            Certainty::VeryLow => "Very low",
            Certainty::Low => "Low",
            Certainty::Moderate => "Moderate",
            Certainty::High => "High",
        }
    }

    /// GRADE's four circles.
    pub fn circles(self) -> &'static str {
        match self {
            Certainty::VeryLow => "⊕⊝⊝⊝",
            Certainty::Low => "⊕⊕⊝⊝",
            Certainty::Moderate => "⊕⊕⊕⊝",
            Certainty::High => "⊕⊕⊕⊕",
        }
    }

    /// So many levels lower and higher, within the four.
    pub(crate) fn moved(self, lowered: u32, raised: u32) -> Self {
        let levels = [
            Certainty::VeryLow,
            Certainty::Low,
            Certainty::Moderate,
            Certainty::High,
        ];
        let at = i64::from(self as u8) - i64::from(lowered) + i64::from(raised);
        let at = usize::try_from(at.max(0)).unwrap_or(0);
        levels[at.min(levels.len() - 1)]
    }
}

/// A rating of a reason to lower certainty, by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "GradeLowered")]
pub struct Lowered {
    /// By how much.
    pub rating: Lowering,
    /// Why: the footnote. Required where certainty is lowered.
    #[serde(default)]
    pub reason: String,
}

/// By how much certainty is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GradeLowering")]
pub enum Lowering {
    /// Not at all.
    NotSerious,
    /// By one level.
    Serious,
    /// By two levels.
    VerySerious,
}

impl Lowering {
    /// In levels.
    pub fn levels(self) -> u32 {
        match self {
            Lowering::NotSerious => 0,
            Lowering::Serious => 1,
            Lowering::VerySerious => 2,
        }
    }

    /// The words.
    pub fn words(self) -> &'static str {
        match self {
            Lowering::NotSerious => "not serious",
            Lowering::Serious => "serious",
            Lowering::VerySerious => "very serious",
        }
    }
}

/// A rating of a reason to raise certainty, by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "GradeRaised")]
pub struct Raised {
    /// By how much.
    pub rating: Raising,
    /// Why: the footnote. Required where certainty is raised.
    #[serde(default)]
    pub reason: String,
}

/// By how much certainty is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GradeRaising")]
pub enum Raising {
    /// Not at all.
    No,
    /// By one level: a large effect, a dose–response gradient, or confounding that would have hidden the effect.
    OneLevel,
    /// By two levels: a very large effect.
    TwoLevels,
}

impl Raising {
    /// In levels.
    pub fn levels(self) -> u32 {
        match self {
            Raising::No => 0,
            Raising::OneLevel => 1,
            Raising::TwoLevels => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_end_at_the_four() {
        assert_eq!(Certainty::High.moved(1, 0), Certainty::Moderate);
        assert_eq!(Certainty::High.moved(5, 0), Certainty::VeryLow);
        assert_eq!(Certainty::Low.moved(0, 2), Certainty::High);
        assert_eq!(Certainty::Low.moved(1, 1), Certainty::Low);
        assert_eq!(Certainty::High.moved(0, 2), Certainty::High);
    }
}
