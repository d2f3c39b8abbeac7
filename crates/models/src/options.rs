//! [`Launch`] and [`WorkerOptions`]: how the child process is started.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// The hidden command under which a program of Attest runs a model.
pub const WORKER_COMMAND: &str = "model-worker";

/// How the child process is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Launch {
    /// The present program, with [`WORKER_COMMAND`].
    ///
    /// # Errors
    /// When the system does not say which program this is.
    pub fn this_program() -> io::Result<Self> {
        Ok(Self {
            program: std::env::current_exe()?,
            arguments: vec![WORKER_COMMAND.into()],
        })
    }
}

/// How a model is run. The default is right for work in the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerOptions {
    /// How many texts are worked on at once, each in a context of its own; as many as there are cores.
    pub lanes: usize,
    /// Threads of each context. More than one pays only for a large decoder on an idle machine.
    pub threads: u32,
    /// Tokens of a context; 320 for readers and embedders, 4096 for decoders, unless given. Never more than the model
    /// was trained for.
    pub context: Option<u32>,
    /// Whether the shared beginning of requests is computed once and kept. `false` only to compare.
    pub keep_beginning: bool,
    /// How long a computation may stand still before the process counts as hung.
    pub patience: Duration,
    /// Bytes of address space of the child process beyond what the program itself takes; from the estimate unless given.
    pub memory_limit: Option<u64>,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            lanes: std::thread::available_parallelism().map_or(1, usize::from),
            threads: 1,
            context: None,
            keep_beginning: true,
            patience: Duration::from_secs(120),
            memory_limit: None,
        }
    }
}
