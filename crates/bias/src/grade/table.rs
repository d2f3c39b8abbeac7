//! [`SummaryTable`]: what people write down for a summary of findings, as a TOML file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Certainty, EffectMeasure, Lowered, Raised};
use crate::FileError;

/// The version of the file that this program knows.
pub const SUMMARY_VERSION: u32 = 1;

/// What a summary of findings is made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "GradeSummaryTable")]
pub struct SummaryTable {
    /// [`SUMMARY_VERSION`].
    #[serde(default = "first_version")]
    pub version: u32,
    /// The title; empty makes one from intervention, comparison and population.
    #[serde(default)]
    pub title: String,
    /// What must be seen above the table, such as that its numbers are a draft; may be empty.
    #[serde(default)]
    pub notice: String,
    /// Who is treated.
    #[serde(default)]
    pub population: String,
    /// Where.
    #[serde(default)]
    pub setting: String,
    /// With what.
    #[serde(default)]
    pub intervention: String,
    /// Compared with what.
    #[serde(default)]
    pub comparison: String,
    /// The outcomes, in the order of the table.
    #[serde(default, rename = "outcome")]
    pub outcomes: Vec<Outcome>,
}

/// One outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(rename = "GradeOutcome")]
pub struct Outcome {
    /// Its name; assessments of results with this name are put beside it.
    pub name: String,
    /// How long people were followed.
    pub follow_up: String,
    /// How the studies were designed.
    pub design: Design,
    /// Where rating starts, if not at high for randomised and at low for other studies (as where ROBINS-I was used).
    pub start: Option<Certainty>,
    /// Number of studies.
    pub studies: Option<u32>,
    /// Number of participants.
    #[ts(type = "number | null")]
    pub participants: Option<u64>,
    /// Number of events in all arms.
    #[ts(type = "number | null")]
    pub events: Option<u64>,
    /// What the pooled effect is measured in; none where nothing could be estimated.
    pub measure: Option<EffectMeasure>,
    /// The pooled effect: of ratios the ratio.
    pub estimate: Option<f64>,
    /// Its lower limit.
    pub low: Option<f64>,
    /// Its upper limit.
    pub high: Option<f64>,
    /// The level of its interval; 0.95 where not given.
    pub level: Option<f64>,
    /// Risks without the intervention, for which absolute effects are worked out.
    pub assumed_risk: Vec<AssumedRisk>,
    /// Of a measure without events, or where nothing could be estimated: what is found without the intervention.
    pub without: String,
    /// And with it.
    pub with: String,
    /// I², in per cent.
    pub i_squared: Option<f64>,
    /// The prediction interval, on the scale of the effect.
    pub prediction: Option<[f64; 2]>,
    /// Effects that would change what is recommended, on the scale of the effect.
    pub thresholds: Vec<f64>,
    /// The smallest difference that matters, in people of 1,000.
    pub important_per_1000: Option<f64>,
    /// Participants that one trial with enough power would take.
    #[ts(type = "number | null")]
    pub optimal_information_size: Option<u64>,
    /// The weight of each study in the meta-analysis, by name.
    pub weights: BTreeMap<String, f64>,
    /// Rating: risk of bias.
    pub risk_of_bias: Option<Lowered>,
    /// Rating: inconsistency.
    pub inconsistency: Option<Lowered>,
    /// Rating: indirectness.
    pub indirectness: Option<Lowered>,
    /// Rating: imprecision.
    pub imprecision: Option<Lowered>,
    /// Rating: publication bias.
    pub publication_bias: Option<Lowered>,
    /// Rating: a large effect.
    pub large_effect: Option<Raised>,
    /// Rating: a dose–response gradient.
    pub dose_response: Option<Raised>,
    /// Rating: confounding that would have hidden the effect.
    pub opposing_confounding: Option<Raised>,
    /// The certainty, as people say it.
    pub certainty: Option<Certainty>,
    /// Why it is not what the ratings come to, where it is not.
    pub certainty_reason: String,
    /// Who rated.
    pub rated_by: String,
    /// What is added in the last column.
    pub comment: String,
}

/// How studies were designed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "GradeDesign")]
pub enum Design {
    /// Randomised trials.
    #[default]
    Randomised,
    /// Other studies.
    NonRandomised,
}

/// A risk without the intervention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "GradeAssumedRisk")]
pub struct AssumedRisk {
    /// Whose risk, such as `Low risk population`; may be empty.
    #[serde(default)]
    pub label: String,
    /// People of 1,000 with the event.
    pub per_1000: f64,
    /// Where the number comes from.
    #[serde(default)]
    pub source: String,
}

fn first_version() -> u32 {
    SUMMARY_VERSION
}

/// Reads a summary of findings from TOML.
///
/// # Errors
/// What is no such file, or has a newer version.
pub fn read_summary(text: &str) -> Result<SummaryTable, FileError> {
    let table: SummaryTable = toml::from_str(text).map_err(|e| FileError::Unreadable {
        format: "TOML",
        message: e.to_string(),
    })?;
    if table.version > SUMMARY_VERSION {
        return Err(FileError::Newer {
            found: table.version,
        });
    }
    Ok(table)
}
