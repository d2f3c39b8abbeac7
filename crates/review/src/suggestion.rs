//! [`Suggestion`]: a model's advice on one criterion of one record. Never a decision.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AgentId, CriterionId, RecordId, SuggestionId};

/// Whoever judges records and is not a person: a model file with all that must be known to make its answers again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Agent {
    /// Identity.
    pub id: AgentId,
    /// What the model calls itself.
    pub name: String,
    /// SHA-256 of the model's file, hexadecimal; for a model on a server, `server:`, its address, and its name there.
    pub sha256: String,
    /// How its weights are stored, such as `Q8_0`.
    pub quantization: String,
    /// Version of the question's wording.
    pub prompt_version: String,
    /// What the delimiters of untrusted text are drawn from, a whole number.
    pub seed: String,
}

/// What an agent says about one criterion of one record. Rows like this are only ever appended; a later one about the
/// same supersedes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Identity; in order of time, as UUIDv7 are.
    pub id: SuggestionId,
    /// The record that stood for its group.
    pub record_id: RecordId,
    /// The criterion.
    pub criterion_id: CriterionId,
    /// Version of the protocol whose wording was asked.
    pub protocol_version: i64,
    /// Who says it.
    pub agent_id: AgentId,
    /// SHA-256 of all that was asked: question, criterion, title, abstract. A suggestion about another text or another
    /// wording is none.
    pub input_sha256: String,
    /// The advice, or why there is none.
    pub reading: Reading,
    /// What a reader of it should know, such as a text that was cut.
    pub warning: Option<String>,
    /// How long it took, milliseconds.
    pub elapsed_ms: i64,
    /// When, milliseconds since 1970-01-01 UTC.
    pub made_at: i64,
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// An answer in the form that was asked for.
    Read {
        /// Whether the record meets the criterion as it is worded.
        label: SuggestedLabel,
        /// Probability of [`SuggestedLabel::Met`] as the model gives it, 0 to 1, not calibrated.
        probability: Option<f64>,
        /// The sentences that support the label, the strongest first.
        evidence: Vec<CitedSentence>,
        /// The model's reason, where one was asked for.
        reason: Option<String>,
    },
    /// No answer, or a malformed one: never taken for a label.
    Unread {
        /// Why, in words.
        why: String,
    },
}

/// Whether a record meets a criterion, in the eyes of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuggestedLabel {
    /// The text shows that it does.
    Met,
    /// In part.
    Partly,
    /// The text shows that it does not.
    NotMet,
    /// The text does not say.
    Unclear,
}

impl SuggestedLabel {
    /// The word used in files, in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            SuggestedLabel::Met => "met",
            SuggestedLabel::Partly => "partly",
            SuggestedLabel::NotMet => "not_met",
            SuggestedLabel::Unclear => "unclear",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "met" => Some(SuggestedLabel::Met),
            "partly" => Some(SuggestedLabel::Partly),
            "not_met" => Some(SuggestedLabel::NotMet),
            "unclear" => Some(SuggestedLabel::Unclear),
            _ => None,
        }
    }
}

/// A sentence of the record that is cited as evidence: by its name, never by its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CitedSentence {
    /// Its name within the text that was read: `T1` for the title, `S1`, `S2`, … for the abstract.
    pub sentence: String,
    /// How strongly it supports, 0 to 1.
    pub weight: f64,
}

/// When a reviewer saw a suggestion, as seen from a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sighting {
    /// It was on the screen when the decision was made.
    Before,
    /// It was revealed by the decision.
    After,
}

impl Sighting {
    /// The word used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Sighting::Before => "before",
            Sighting::After => "after",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "before" => Some(Sighting::Before),
            "after" => Some(Sighting::After),
            _ => None,
        }
    }
}
