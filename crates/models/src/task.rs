//! What a worker can be asked, and what it answers. The same types cross to the child process.

use serde::{Deserialize, Serialize};

/// A question (or criterion) and a text that may answer (or meet) it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The question; cut after [`LONGEST_QUESTION`] tokens, which the answer then says.
    pub question: String,
    /// The text; cut where the model's context ends.
    pub text: String,
}

/// Tokens of a question that are read, so that a long one leaves room for the text: as many as the shipped reader was
/// trained and measured with. The longest criterion of the development reviews has 88.
pub const LONGEST_QUESTION: u32 = 96;

/// What a reader gives for a pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scored {
    /// The numbers of its classification head, before any sigmoid.
    Logits {
        /// One for each output of the model.
        values: Vec<f32>,
        /// The question was longer than [`LONGEST_QUESTION`].
        question_cut: bool,
        /// The end of the text was not read.
        text_cut: bool,
    },
    /// It could not be read, and why.
    Unread(String),
}

impl Scored {
    /// The probability that the pair belongs together, 0 to 1, not calibrated: the sigmoid of a single output, or the
    /// softmax of the second of two. `None` where it was not read, or the outputs have no such meaning.
    pub fn probability(&self) -> Option<f64> {
        let Self::Logits { values, .. } = self else {
            return None;
        };
        let logit = match values[..] {
            [only] => f64::from(only),
            [no, yes] => f64::from(yes) - f64::from(no),
            _ => return None,
        };
        logit.is_finite().then(|| 1.0 / (1.0 + (-logit).exp()))
    }
}

/// A request to a decoder: a conversation of one question, and the form of its answer.
///
/// All of the text is tokenised as plain text: no marker of a chat template can be smuggled in by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What the model is told first of all.
    pub system: String,
    /// The beginning of the question that many requests share, such as instructions and criteria. It is computed once
    /// and kept.
    pub fixed: String,
    /// The rest of the question, such as the record.
    pub rest: String,
    /// The form of the answer, step by step.
    pub steps: Vec<Step>,
}

/// A part of the form of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Words that are put into the model's mouth.
    Say(String),
    /// One of these texts, the likeliest. They must differ early.
    Choose(Vec<String>),
    /// Text that follows a grammar.
    Write {
        /// In llama.cpp's GBNF, with the rule `root`.
        grammar: String,
        /// Tokens at most. An answer that is not complete by then is unread.
        tokens: u32,
    },
}

/// A decoder's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What was given for each [`Step::Choose`] and [`Step::Write`], in their order.
    Given {
        /// The parts.
        parts: Vec<Part>,
        /// Tokens that were computed.
        computed: u32,
        /// Tokens of the shared beginning that were already known.
        reused: u32,
    },
    /// It could not be read, and why.
    Unread(String),
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The choice among the texts offered.
    Chosen {
        /// Number of the text, from 0.
        option: usize,
        /// Probability of each, from the logits of the token in which they first differ; they add up to 1.
        probabilities: Vec<f64>,
    },
    /// What was written.
    Written(String),
}

/// Cuts a text to at most `most` bytes, at the end of a character.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
