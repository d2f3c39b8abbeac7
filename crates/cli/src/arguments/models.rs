//! The words of the commands about models.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// GGUF file; without it, the chosen model, else the reader that comes with the program.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// Read this many records at most; without it, all.
    #[arg(long)]
    pub(crate) records: Option<usize>,
    /// In the order of this reviewer; without it, in that of the team.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// GGUF file of a reader; without it, the one that comes with the program.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// Question and criteria: Markdown with lists under “Inclusion criteria” and “Exclusion criteria”, or similar text.
    #[arg(long)]
    pub(crate) criteria: PathBuf,
    /// CSV with the columns record_id, title, abstract.
    #[arg(long)]
    pub(crate) records: PathBuf,
    /// Where the scores go: CSV with record_id, score (greater is more likely relevant), and the probability of each
    /// criterion (not calibrated).
    #[arg(long)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// GGUF file of a reader; without it, the one that comes with the program.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// The question, or a criterion.
    #[arg(long)]
    pub(crate) question: String,
    /// Text file (UTF-8) or PDF.
    #[arg(long)]
    pub(crate) document: PathBuf,
    /// Sentences wanted. Places are characters (Unicode scalar values) of the text, from 0.
    #[arg(long, default_value_t = 5)]
    pub(crate) top: usize,
    /// Write the text that the places count in to this file: for a PDF, its text layer.
    #[arg(long)]
    pub(crate) text: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// The question, in plain words.
    pub(crate) question: String,
    /// GGUF file of a reader; without it, the chosen one, else the one that comes with the program.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// Have the model that is chosen, where it writes, sum up the quoted sentences; what they do not hold is struck out.
    #[arg(long)]
    pub(crate) summary: bool,
    /// With --summary: GGUF file of the model that writes.
    #[arg(long, requires = "summary", value_name = "FILE")]
    pub(crate) writer: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Models {
    #[command(subcommand)]
    pub(crate) action: ModelsAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsAction {
    /// List the models that can be used.
    List,
    /// List the models that can be downloaded. Nothing is looked up for it.
    Offered,
    /// Add a GGUF file from disk, or download a model of the list: besides `models server`, the only command that uses the
    /// network.
    Add {
        /// The file, or the short name that `models offered` gives.
        model: String,
    },
    /// Have a model server of the team's own make the suggestions (llama-server, vLLM or another with the same interface):
    /// texts of the review are then sent to it. Without an address, say which is used.
    Server(ModelsServer),
    /// Take an added model off this computer; the file it was added from stays.
    Remove {
        /// Its SHA-256.
        sha256: String,
    },
    /// Say what a GGUF file is, whether llama.cpp loads it, in a process of its own, and what it makes of made-up records
    /// with known answers.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Compare models on the settled decisions of a review: accuracy and agreement with their intervals, time, memory,
    /// and which to take.
    Bench(ModelsBench),
}

#[derive(Debug, Args)]
pub(crate) struct ModelsServer {
    /// Its address, such as `https://models.hospital.example`; without https only in the own network. A key that it wants is
    /// taken from the variable ATTEST_MODEL_SERVER_KEY.
    pub(crate) address: Option<String>,
    /// The model's name there, where it has several.
    #[arg(long, requires = "address")]
    pub(crate) model: Option<String>,
    /// Questions under way at once, 1 to 64; 4 unless given.
    #[arg(long, requires = "address")]
    pub(crate) at_once: Option<u32>,
    /// Forget the server and its key; a model on this computer makes the suggestions again.
    #[arg(long, conflicts_with = "address")]
    pub(crate) forget: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ModelsBench {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// A GGUF file; give several to compare them.
    #[arg(long = "model", required = true)]
    pub(crate) models: Vec<PathBuf>,
    /// How judgements are taken: labels, threshold=0.3, or sensitivity=0.95 (the threshold that reaches it, fitted on
    /// other records); give several to compare them. sensitivity=0.95 unless given.
    #[arg(long = "rule")]
    pub(crate) rules: Vec<String>,
    /// How many settled records to draw by chance, 50 to 300.
    #[arg(long, default_value_t = 200)]
    pub(crate) records: usize,
    /// What the draw and the intervals start from.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}
