//! One child process: started, spoken with, ended.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::message::{FromChild, Load, ToChild};
use crate::{Launch, frame};

/// What a child's threads tell its supervisor.
pub(crate) enum News {
    /// It said something.
    Said(FromChild),
    /// It says no more, and why, as far as the stream tells.
    Silent(String),
}

/// A running child. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    to: Option<Sender<ToChild>>,
}

impl Process {
    /// Starts a child and has it load a model. `news` is called from its own threads.
    pub(crate) fn start(
        launch: &Launch,
        load: Load,
        news: impl Fn(News) + Send + 'static,
    ) -> std::io::Result<Self> {
        let mut command = Command::new(&launch.program);
        command
            .args(&launch.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // ggml would start a debugger for a backtrace, for seconds; threads must not spin while they wait.
            .env("GGML_NO_BACKTRACE", "1")
            .env("OMP_WAIT_POLICY", "passive")
            .env("GOMP_SPINCOUNT", "0");
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// Without a console window, below normal priority.
            const QUIET: u32 = 0x0800_0000 | 0x0000_4000;
            command.creation_flags(QUIET);
        }
        let mut child = command.spawn()?;
        let (to, messages) = mpsc::channel();
        if let Some(input) = child.stdin.take() {
            thread::Builder::new()
                .name("model-input".into())
                .spawn(move || write_all(input, &messages))?;
        }
        if let Some(errors) = child.stderr.take() {
            thread::Builder::new()
                .name("model-log".into())
                .spawn(move || {
                    for line in BufReader::new(errors).split(b'\n').map_while(Result::ok) {
                        let line = String::from_utf8_lossy(&line);
                        tracing::debug!(target: "models::llama_cpp", "{}", line.trim_end());
                    }
                })?;
        }
        if let Some(mut output) = child.stdout.take() {
            thread::Builder::new()
                .name("model-output".into())
                .spawn(move || {
                    loop {
                        match frame::read(&mut output) {
                            Ok(Some(message)) => news(News::Said(message)),
                            Ok(None) => break news(News::Silent("it ended".into())),
                            Err(error) => {
                                break news(News::Silent(format!(
                                    "it answered out of form: {error}"
                                )));
                            }
                        }
                    }
                })?;
        }
        let process = Self {
            child,
            to: Some(to),
        };
        process.send(ToChild::Load(load));
        Ok(process)
    }

    /// Sends a message. Where the child is gone, its silence will tell.
    pub(crate) fn send(&self, message: ToChild) {
        if let Some(to) = &self.to
            && to.send(message).is_err()
        {
            tracing::debug!("the model's process takes nothing more");
        }
    }

    /// Its number in the operating system.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, where it has not ended yet, and says how it ended.
    pub(crate) fn end(&mut self) -> String {
        self.to = None;
        // Fails only where it has ended already.
        if let Err(error) = self.child.kill() {
            tracing::debug!(%error, "the model's process had ended");
        }
        match self.child.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// How it ended, where it did.
    pub(crate) fn ended(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok()??;
        Some(status.to_string())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn write_all(mut input: ChildStdin, messages: &mpsc::Receiver<ToChild>) {
    for message in messages {
        if let Err(error) = frame::write(&mut input, &message) {
            // The child's silence is what counts.
            tracing::debug!(%error, "a message did not reach the model's process");
            return;
        }
    }
}
