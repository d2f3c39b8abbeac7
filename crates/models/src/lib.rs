//! Language models on this computer: llama.cpp, kept at arm's length.
//!
//! *What it is:* [`inspect`] says what a GGUF file is without running any of it; an [`Agent`] turns a model into
//! judgements of records, each with its evidence.
//!
//! *What it is not:* it knows no review and no store, and nothing a model says is a decision. llama.cpp never runs in
//! the process of the program itself, where a failed assertion would end it.

mod agent;
mod error;
mod file;
mod gguf;
mod memory;
mod options;
mod quantization;
mod stop;
mod task;

pub use agent::{
    Agent, AgentIdentity, Asked, Evidence, Item, JudgedLabel, Judgement, Judging, Polarity,
    Sentence,
};
pub use error::ModelError;
pub use file::{ModelFile, ModelKind, Shape, inspect};
pub use memory::{memory_free, memory_needed};
pub use options::{Launch, WORKER_COMMAND, WorkerOptions};
pub use stop::StopFlag;
pub use task::{Answer, Ask, LONGEST_QUESTION, Pair, Part, Scored, Step};
