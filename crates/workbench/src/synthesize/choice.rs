//! [`AnalysisChoice`]: what a person chose for a meta-analysis.

use review::{FieldId, StudyId};
use serde::{Deserialize, Serialize};
use synthesis::{DoubleZero, HartungKnapp, Measure, Method, Options, PoolError, Wording};
use ts_rs::TS;

/// What a person chose for a meta-analysis. Studies call things by different names; what counts as the same is named here
/// and stays to be seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AnalysisChoice {
    /// What the analysis is called.
    pub name: String,
    /// Names of the outcome in the studies; the first is the one that is shown.
    pub outcomes: Vec<String>,
    /// Names of the time point; an empty one means results without a time point.
    pub time_points: Vec<String>,
    /// Names of the arm whose effect it is; the first is the one that is shown.
    pub first_arms: Vec<String>,
    /// Names of the arm that it is compared with; none for a proportion.
    pub second_arms: Vec<String>,
    /// What is estimated.
    pub measure: Measure,
    /// Of estimates as the reports give them: which kind, such as `hazard ratio`.
    pub effect_measure: Option<String>,
    /// How it is pooled.
    pub method: Method,
    /// The interval of the pooled estimate.
    pub hartung_knapp: HartungKnapp,
    /// Level of all intervals, such as 0.95.
    pub level: f64,
    /// What becomes of studies that say nothing of a ratio.
    pub double_zero: DoubleZero,
    /// A field of the form, asked for each study, whose values make subgroups.
    pub subgroups: Option<FieldId>,
    /// What lower values favour, under the axis.
    pub favours_low: String,
    /// What higher values favour, under the axis.
    pub favours_high: String,
    /// Studies that are left out by choice, each with the reason.
    pub omitted: Vec<OmittedStudy>,
}

/// A study that is left out by choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OmittedStudy {
    /// The study.
    pub study: StudyId,
    /// Why.
    pub reason: String,
}

impl AnalysisChoice {
    /// As the statistics ask for it.
    pub fn options(&self) -> Options {
        Options {
            measure: self.measure,
            method: self.method,
            hartung_knapp: self.hartung_knapp,
            level: self.level,
            double_zero: self.double_zero,
        }
    }

    /// Whether measure, method and interval go together.
    pub(crate) fn options_are_sound(&self) -> Result<(), PoolError> {
        self.options().check()
    }

    /// As drawings and sentences ask for it.
    pub fn wording(&self) -> Wording {
        let first = |names: &[String]| names.first().cloned().unwrap_or_default();
        let time = first(&self.time_points);
        let outcome = first(&self.outcomes);
        let one_arm = self.measure.is_proportion();
        Wording {
            outcome: match (time.is_empty(), one_arm) {
                (true, false) => outcome,
                (false, false) => format!("{outcome}, {time}"),
                (true, true) => format!("{outcome}, {}", first(&self.first_arms)),
                (false, true) => format!("{outcome}, {time}, {}", first(&self.first_arms)),
            },
            first_arm: if one_arm {
                String::new()
            } else {
                first(&self.first_arms)
            },
            second_arm: first(&self.second_arms),
            measure: self.effect_measure.clone().unwrap_or_default(),
            favours_low: self.favours_low.clone(),
            favours_high: self.favours_high.clone(),
            // Whether it is a draft hangs on the extraction, and is told by what leaves (`draft.rs`).
            notice: String::new(),
        }
    }

    /// All that it holds of the studies' own names, to be told from what a sentence claims.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        [
            &self.outcomes,
            &self.time_points,
            &self.first_arms,
            &self.second_arms,
        ]
        .into_iter()
        .flatten()
        .map(String::as_str)
    }
}

/// A name without what does not tell it from another: case and spaces.
pub(crate) fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Whether a study's own name is among those that were chosen.
pub(crate) fn is_among(name: &str, chosen: &[String]) -> bool {
    chosen.iter().any(|one| folded(one) == folded(name))
}
