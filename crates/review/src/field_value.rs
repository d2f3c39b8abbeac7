//! [`FieldValue`]: what a person entered or accepted; [`ValueSuggestion`]: what a model proposes. Two types, and no way
//! from the second to the first but through a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AgentId, DocumentHash, EvidenceQuote, FieldId, FormId, ReviewerId, StudyId, ValueId,
    ValueSuggestionId,
};

/// Which value of a study is meant: a field, with the arm, outcome and time point that its [`Scope`](crate::Scope) asks
/// for. Names are those of the study's own lists of arms, outcomes and time points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct ValueAddress {
    /// The field.
    pub field: FieldId,
    /// The arm, such as “eptifibatide”.
    #[serde(default)]
    pub arm: Option<String>,
    /// The outcome, such as “death or myocardial infarction”.
    #[serde(default)]
    pub outcome: Option<String>,
    /// The time point, such as “30 days”.
    #[serde(default)]
    pub time_point: Option<String>,
}

/// What the report says about the field (METHODS §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueStatus {
    /// It gives the value.
    Reported,
    /// The value was computed from others that it gives; the formula says how.
    Calculated,
    /// It does not give it.
    NotReported,
    /// It cannot be said what it gives.
    Unclear,
    /// It gives several that disagree.
    Conflicting,
}

/// A value with its unit and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// What the report says about the field.
    pub status: ValueStatus,
    /// The value as text: a number with a decimal point and no thousands separator, a date, an option, or words.
    /// Empty where nothing is reported.
    pub value: String,
    /// Its unit, such as `mg`.
    pub unit: Option<String>,
    /// How it was computed, where it was: the formula with its numbers, such as `SD = SE × √n = 1.2 × √50`.
    pub formula: Option<String>,
    /// The words it rests on, the strongest first.
    pub evidence: Vec<EvidenceQuote>,
}

/// What a reviewer did. Rows like this are only ever appended; the latest of a reviewer about the same address holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldValue {
    /// Identity; in order of time, as UUIDv7 are.
    pub id: ValueId,
    /// The study.
    pub study_id: StudyId,
    /// The form.
    pub form_id: FormId,
    /// The version of the form that was filled in.
    pub form_version: i64,
    /// Which value.
    pub address: ValueAddress,
    /// Who.
    pub reviewer_id: ReviewerId,
    /// As extractor, or settling two extractors' difference.
    pub role: ExtractionRole,
    /// What was done.
    pub act: ValueAct,
    /// The value; none where the act leaves none.
    pub finding: Option<Finding>,
    /// The suggestion that was on the screen, if any.
    pub suggestion_id: Option<ValueSuggestionId>,
    /// In the reviewer's words.
    pub note: Option<String>,
    /// How long the reviewer was at it, milliseconds, without idle time.
    pub active_ms: i64,
    /// When, milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
}

/// In which role a value was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExtractionRole {
    /// One of the extractors.
    Extractor,
    /// Whoever settles a difference.
    Consensus,
}

/// What a reviewer did with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueAct {
    /// Took the suggestion as it was.
    Accepted,
    /// Took it with a change.
    Corrected,
    /// Entered a value without a suggestion, or another one in its place.
    Entered,
    /// Said that the suggestion is wrong; leaves no value.
    Rejected,
    /// Took back the value before.
    Withdrawn,
}

/// What an agent proposes for one address of one document. Never a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ValueSuggestion {
    /// Identity; in order of time.
    pub id: ValueSuggestionId,
    /// The study.
    pub study_id: StudyId,
    /// The document that was read.
    pub document: DocumentHash,
    /// The form.
    pub form_id: FormId,
    /// Its version.
    pub form_version: i64,
    /// Which value.
    pub address: ValueAddress,
    /// Who proposes.
    pub agent_id: AgentId,
    /// What it proposes with its gates, or why it was not read.
    pub proposal: Proposal,
    /// When, milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
}

/// What came of asking for a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "came")]
pub enum Proposal {
    /// An answer in the form that was asked for.
    Read {
        /// The value with its evidence.
        finding: Finding,
        /// What was checked, in order.
        gates: Vec<GateResult>,
        /// What the agent thinks of its answer, 0 to 1, not calibrated.
        probability: Option<f64>,
        /// Other places of the document that speak of the field, the strongest first.
        other_evidence: Vec<EvidenceQuote>,
    },
    /// No answer, or a malformed one: never taken for a value.
    Unread {
        /// Why, in words.
        why: String,
    },
}

/// How a gate judged a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct GateResult {
    /// The gate.
    pub gate: Gate,
    /// How it judged.
    pub light: Light,
    /// What it found, in words; empty where it passed.
    pub says: String,
}

/// The gates a proposal goes through before a person sees it as sound, in order (METHODS §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// The answer has the form that was asked for.
    Form,
    /// The sentences and cells it names exist.
    Evidence,
    /// Its number stands in them.
    Number,
    /// The quote is made of whole sentences or cells.
    WholeSentences,
    /// The unit is the field's, or can be converted.
    Unit,
    /// The quote speaks of the arm.
    Arm,
    /// Numbers fit each other: events ≤ group, per cent = events / group, interval around its estimate, arms add up.
    Arithmetic,
    /// The quote supports the field.
    Support,
}

/// How a gate judged: what is amber or red is shown so, and cannot be accepted unchanged when red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// Passed.
    Green,
    /// Look twice.
    Amber,
    /// Failed.
    Red,
}
