//! [`Agent`]: whoever judges records against criteria and is not a person.
//!
//! *What it is:* one trait, the same for a small reader, a large decoder and a team's own model server.
//!
//! *What it is not:* a judgement is advice with its evidence. It decides nothing, and what could not be understood is
//! `unread`, never a label.

use std::pin::Pin;

use serde::{Deserialize, Serialize};

use crate::{ModelError, StopFlag};

/// What must be recorded with every judgement so that it can be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentIdentity {
    /// The model's name, from its file.
    pub name: String,
    /// SHA-256 of the model's file, hexadecimal; for a model on a server, which shows no file,
    /// [`ServerChoice::id`](crate::ServerChoice::id).
    pub sha256: String,
    /// How its weights are stored, such as `Q8_0`.
    pub quantization: String,
    /// Version of the question's wording; it changes whenever the same model could answer differently.
    pub prompt_version: String,
    /// What the delimiters of untrusted text are drawn from. Nothing else is random: answers are the likeliest ones.
    pub seed: u64,
}

/// One record as an agent sees it: nothing of other people's decisions is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The question of the review.
    pub question: String,
    /// Title of the record.
    pub title: String,
    /// The sentences of title and abstract that may be cited, in order.
    pub sentences: Vec<Sentence>,
    /// What is asked about the record.
    pub criteria: Vec<Asked>,
}

/// A sentence that can be cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its name, such as `S1`.
    pub id: String,
    /// Its text, as in the source.
    pub text: String,
}

/// A criterion that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The criterion's id in the protocol.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether it speaks for or against the record.
    pub polarity: Polarity,
}

/// Whether meeting a criterion speaks for or against the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Records must meet it.
    Inclusion,
    /// Records must not meet it.
    Exclusion,
}

/// What an agent thinks of one criterion. Exactly one of `label` and `unread` is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The criterion's id.
    pub criterion: String,
    /// Whether the record meets the criterion as it is worded; `None` where it was not read.
    pub label: Option<JudgedLabel>,
    /// Probability of [`JudgedLabel::Met`], 0 to 1, as the model gives it: **not calibrated**.
    pub probability: Option<f64>,
    /// The sentences that support the label, the strongest first; at most three.
    pub evidence: Vec<Evidence>,
    /// The model's reason, at most 40 words, where one was asked for and given.
    pub reason: Option<String>,
    /// Why there is no label.
    pub unread: Option<String>,
    /// What a reader of the judgement should know, such as a text that was cut.
    pub warning: Option<String>,
}

impl Judgement {
    /// A criterion that was not read, and why.
    pub fn unread(criterion: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            criterion: criterion.into(),
            label: None,
            probability: None,
            evidence: Vec::new(),
            reason: None,
            unread: Some(why.into()),
            warning: None,
        }
    }
}

/// Whether a record meets a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JudgedLabel {
    /// The text shows that it does.
    Met,
    /// In part.
    Partly,
    /// The text shows that it does not.
    NotMet,
    /// The text does not say.
    Unclear,
}

/// A sentence that supports a label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The sentence's id; always one of those offered.
    pub sentence: String,
    /// How strongly, 0 to 1. A reader's probability; for a decoder, which only names sentences, 1.
    pub weight: f64,
}

/// What [`Agent::judge`] returns.
pub type Judging<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<Judgement>, ModelError>> + Send + 'a>>;

/// Whoever judges records against criteria and is not a person.
pub trait Agent: Send + Sync {
    /// What to record with each judgement.
    fn identity(&self) -> &AgentIdentity;

    /// Judges one record: one judgement for each criterion of `item`, in their order.
    ///
    /// # Errors
    /// [`ModelError::Stopped`] when `stop` is raised; [`ModelError::Crashed`] and others when the model cannot work at
    /// all. A record that cannot be read is no error: its judgements say why they are unread.
    fn judge<'a>(&'a self, item: &'a Item, stop: &'a StopFlag) -> Judging<'a>;
}
