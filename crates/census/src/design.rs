//! [`Design`]: what kind of study a record tells of.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The design of a study, as far as a title and an abstract tell it.
///
/// The classes are those that filters of literature databases and the census of trials tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CensusDesign")]
pub enum Design {
    /// People were assigned to what they received by chance; results are reported.
    RandomisedTrial,
    /// Something was done to people in order to study it, without randomisation.
    OtherTrial,
    /// Cohort, case-control, cross-sectional and other studies in which nothing was assigned.
    Observational,
    /// A test against a reference.
    DiagnosticAccuracy,
    /// Systematic review, meta-analysis, scoping or umbrella review.
    SystematicReview,
    /// Any other review.
    OtherReview,
    /// What will be done: of a trial, a review or any other study.
    Protocol,
    /// Case report or series.
    CaseReport,
    /// Interviews, focus groups and the like.
    Qualitative,
    /// Done on living animals.
    Animal,
    /// Done on cells, molecules, materials or plants.
    InVitro,
    /// Editorial, letter, correction, guideline, model of costs, and what is no study.
    Other,
    /// The text does not tell.
    Unclear,
}

impl Design {
    /// All designs, [`Design::Unclear`] last.
    pub const ALL: [Design; 13] = [
        Design::RandomisedTrial,
        Design::OtherTrial,
        Design::Observational,
        Design::DiagnosticAccuracy,
        Design::SystematicReview,
        Design::OtherReview,
        Design::Protocol,
        Design::CaseReport,
        Design::Qualitative,
        Design::Animal,
        Design::InVitro,
        Design::Other,
        Design::Unclear,
    ];

    /// Its place in [`Design::ALL`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// The word that stands for it in files: `randomised_trial` and so on.
    pub fn word(self) -> &'static str {
        match self {
            Design::RandomisedTrial => "randomised_trial",
            Design::OtherTrial => "other_trial",
            Design::Observational => "observational",
            Design::DiagnosticAccuracy => "diagnostic_accuracy",
            Design::SystematicReview => "systematic_review",
            Design::OtherReview => "other_review",
            Design::Protocol => "protocol",
            Design::CaseReport => "case_report",
            Design::Qualitative => "qualitative",
            Design::Animal => "animal",
            Design::InVitro => "in_vitro",
            Design::Other => "other",
            Design::Unclear => "unclear",
        }
    }

    /// The design that a word stands for, American spelling and blanks allowed; `None` for any other word.
    ///
    /// ```
    /// assert_eq!(census::Design::from_word("Randomized trial"), Some(census::Design::RandomisedTrial));
    /// assert_eq!(census::Design::from_word("opinion poll"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '-'], "_");
        let word = word.replace("randomized", "randomised");
        Design::ALL
            .into_iter()
            .find(|design| design.word() == word)
            .or(match word.as_str() {
                "rct" | "randomised_controlled_trial" => Some(Design::RandomisedTrial),
                "cohort" | "case_control" | "cross_sectional" => Some(Design::Observational),
                "meta_analysis" => Some(Design::SystematicReview),
                "review" => Some(Design::OtherReview),
                "case_series" => Some(Design::CaseReport),
                "rodent" => Some(Design::Animal),
                _ => None,
            })
    }

    /// Whether it is a trial in people that reports results.
    pub fn is_trial(self) -> bool {
        matches!(self, Design::RandomisedTrial | Design::OtherTrial)
    }
}

impl std::fmt::Display for Design {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
