//! What the program and its child say to each other.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::ModelKind;
use crate::task::{Answer, Ask, Pair, Scored};

/// To the child.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum ToChild {
    /// The first message, once.
    Load(Load),
    /// Work on this; the answer carries the same number.
    Work { number: u64, task: Task },
    /// Give up what carries this number.
    Stop { number: u64 },
}

/// Which model, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Load {
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) kind: ModelKind,
    pub(crate) lanes: usize,
    pub(crate) threads: u32,
    pub(crate) context: u32,
    pub(crate) keep_beginning: bool,
    /// Bytes of address space beyond what the program takes before it loads.
    pub(crate) memory: u64,
}

/// One piece of work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    Score(Pair),
    Embed(String),
    Ask(Ask),
}

/// From the child.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum FromChild {
    /// Still loading.
    Loading,
    /// Loaded.
    Ready,
    /// llama.cpp does not take the file.
    Refused { reason: String },
    /// Alive; `steps` grows while something is computed.
    Beat { steps: u64 },
    /// Done with the work of this number.
    Done { number: u64, outcome: Outcome },
}

/// What became of a piece of work.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Outcome {
    Scored(Scored),
    /// `None` where the text could not be read.
    Vector(Option<Vec<f32>>),
    Answer(Answer),
    /// Given up as asked.
    Stopped,
}
