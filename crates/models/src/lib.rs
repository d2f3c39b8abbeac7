//! Language models: llama.cpp on this computer, kept at arm's length, or a server that the team runs itself.
//!
//! *What it is:* [`inspect`] says what a GGUF file is without running any of it; a [`Worker`] runs llama.cpp in a child
//! process and has it score, embed or answer; a [`ModelServer`], where a team names one, answers too; an [`Agent`] makes
//! judgements of records from that, each with its evidence.
//!
//! *What it is not:* it knows no review and no store, and nothing a model says is a decision. llama.cpp never runs in
//! the process of the program itself, where a failed assertion would end it.

mod agent;
mod catalogue;
mod child;
mod decoder_agent;
mod download;
mod error;
mod file;
mod folder;
mod frame;
mod gguf;
mod memory;
mod message;
mod options;
mod quantization;
mod reader_agent;
mod server;
mod smoke;
mod stop;
mod summary_question;
mod task;
mod term_question;
mod value_question;
mod worker;

pub use agent::{
    Agent, AgentIdentity, Asked, Evidence, Item, JudgedLabel, Judgement, Judging, Polarity,
    Sentence,
};
pub use catalogue::{CatalogueEntry, Field, catalogue, catalogue_of};
pub use child::run_worker;
pub use decoder_agent::DecoderAgent;
pub use download::{Download, download};
pub use error::ModelError;
pub use file::{ModelFile, ModelKind, Shape, inspect};
pub use folder::{AddedModel, ModelFolder};
pub use memory::{memory_free, memory_needed};
pub use options::{Launch, WORKER_COMMAND, WorkerOptions};
pub use reader_agent::{Band, ReaderAgent, Thresholds};
pub use server::{ModelServer, ServerChoice};
pub use smoke::{SmokeCheck, SmokeKind, SmokeReport, smoke};
pub use stop::StopFlag;
pub use summary_question::{CitingSentence, SUMMARY_VERSION, SummaryQuestion, SummaryReply};
pub use task::{Answer, Ask, LONGEST_QUESTION, Pair, Part, Scored, Step};
pub use term_question::{NamedTerm, NamedTermKind, TERMS_VERSION, TermQuestion, TermReply};
pub use value_question::{VALUES_VERSION, ValueQuestion, ValueReply};
pub use worker::Worker;
