//! [`ModelError`]: why a model could not be read, started or asked.

use std::io;
use std::path::PathBuf;

/// Why something with a model failed. [`ModelError::hint`] says what to try.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Not a GGUF file, or one that is cut off, damaged or made to do harm.
    #[error("{} is not a usable model file: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        reason: String,
    },
    /// A sound file that this program cannot use.
    #[error("{} cannot be used: {reason}", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The model would not fit into the memory that is free.
    #[error("the model {name} needs about {} MB of memory, but only {} MB are free", needed / 1_000_000, free / 1_000_000)]
    NotEnoughMemory {
        /// Name of the model.
        name: String,
        /// Bytes it is estimated to need.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// A model of another kind is needed for this.
    #[error("the model {name} cannot {task}")]
    WrongKind {
        /// Name of the model.
        name: String,
        /// What was asked of it.
        task: &'static str,
    },
    /// The program that runs the model could not be started.
    #[error("the model's own process could not be started: {0}")]
    NotStarted(String),
    /// llama.cpp refused the file.
    #[error("the model {name} could not be loaded: {reason}")]
    NotLoaded {
        /// Name of the model.
        name: String,
        /// What llama.cpp said.
        reason: String,
    },
    /// The process that runs the model ended twice without an answer between.
    #[error("the model {name} stopped working: {reason}")]
    Crashed {
        /// Name of the model.
        name: String,
        /// How its process ended.
        reason: String,
    },
    /// Stopped at the user's wish.
    #[error("stopped")]
    Stopped,
    /// A download that failed; what arrived is kept and continued from.
    #[error("the download from {address} failed: {reason}")]
    Download {
        /// The address.
        address: String,
        /// What happened.
        reason: String,
    },
    /// What was downloaded is not what was announced; it was deleted.
    #[error("what {address} sent is not the announced file: {reason}")]
    NotAsAnnounced {
        /// The address.
        address: String,
        /// What differs.
        reason: String,
    },
    /// A team's model server that is away, refuses, or answers in another form.
    #[error("the model server {address} cannot be used: {reason}")]
    Server {
        /// Its address.
        address: String,
        /// What happened.
        reason: String,
    },
    /// A list of models that cannot be understood.
    #[error("the list of models cannot be read: {0}")]
    Catalogue(String),
}

impl ModelError {
    pub(crate) fn file(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::File {
            path: path.into(),
            source,
        }
    }

    /// What to try, for the person in front of the program.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::File { .. } => {
                "See whether the file is there and may be read, and that the disk is not full."
            }
            Self::Damaged { .. } => {
                "Get the file again from where it came from, and compare its SHA-256 with the one given there."
            }
            Self::Unsupported { .. } => {
                "Choose another GGUF file: an instruction-tuned text model in one part."
            }
            Self::NotEnoughMemory { .. } => {
                "Close other programs, or choose a smaller model or a stronger quantization."
            }
            Self::WrongKind { .. } => {
                "Choose a model of the right kind: a reader scores, an embedder compares, a decoder answers."
            }
            Self::NotStarted(_) => "Start Attest again; if it fails again, install it again.",
            Self::NotLoaded { .. } => {
                "The file may need a newer version of Attest, or more memory than is free. Choose another model."
            }
            Self::Crashed { .. } => {
                "What was read so far is kept. Try again; if it happens again, choose another model."
            }
            Self::Stopped => "What was read so far is kept.",
            Self::Download { .. } => "Start the download again: it goes on where it stopped.",
            Self::NotAsAnnounced { .. } => "Start the download again, or choose another model.",
            Self::Server { .. } => {
                "What was read so far is kept. See whether the server runs and has this model, or choose a model on this computer."
            }
            Self::Catalogue(_) => "Install Attest again; the list is part of it.",
        }
    }
}
