//! [`Output`]: results as text for people or as JSON for programs, progress, errors, exit codes.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use workbench::{Code, Error, Progress, Step};

/// How a command ended, if it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// All of it was done.
    Whole,
    /// All files were read, but single entries of them were left out and listed.
    Listed,
    /// A part of what was asked for was not done: a file was refused, or sums do not agree.
    Partly,
    /// What was to be checked does not hold: a quote does not stand in its document.
    Refuted,
}

impl Done {
    /// Entries that were left out count as a failure only where the caller asked for that: real exports have bad
    /// entries, and a pipeline goes on with the good ones.
    pub(crate) fn exit_code(self, strict: bool) -> ExitCode {
        match self {
            Done::Listed if strict => ExitCode::from(3),
            Done::Whole | Done::Listed => ExitCode::SUCCESS,
            Done::Partly => ExitCode::from(3),
            Done::Refuted => ExitCode::FAILURE,
        }
    }
}

/// Where results go.
pub(crate) struct Output {
    json: bool,
    quiet: bool,
}

impl Output {
    pub(crate) fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    /// Shows a result: as JSON if that was asked for, else as the text that `text` makes of it.
    pub(crate) fn show<T: Serialize>(
        &self,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) -> Result<(), Error> {
        let shown = if self.json {
            serde_json::to_string_pretty(value).map_err(|e| Error::internal(e.to_string()))?
        } else {
            text(value)
        };
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{}", shown.trim_end()) {
            Ok(()) => Ok(()),
            // The reader of a pipe has seen enough.
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            Err(e) => Err(Error::internal(format!(
                "the result could not be written: {e}"
            ))),
        }
    }

    /// Reports an error and returns the exit code.
    pub(crate) fn fail(&self, error: &Error) -> ExitCode {
        let text = if self.json {
            serde_json::to_string(&serde_json::json!({ "error": error }))
                .unwrap_or_else(|_| error.to_string())
        } else {
            format!("attest: {}\n  {}", error.message, error.hint)
        };
        // With the error stream gone as well, the exit code is all that is left.
        let _written = writeln!(std::io::stderr(), "{text}");
        ExitCode::from(match error.code {
            Code::Cancelled => 130,
            _ => 1,
        })
    }

    /// Progress as a bar with rate and remaining time, where a person is watching. Ctrl-C stops the step.
    pub(crate) fn progress(&self) -> Progress {
        let progress = if self.quiet || self.json || !std::io::stderr().is_terminal() {
            Progress::silent()
        } else {
            let shown = Arc::new(Mutex::new(Bar::default()));
            Progress::new(move |step| {
                if let Ok(mut bar) = shown.lock() {
                    bar.show(&step);
                }
            })
        };
        let stop = progress.clone();
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.cancel();
                // A second Ctrl-C does not wait: everything acknowledged is on disk already.
                if tokio::signal::ctrl_c().await.is_ok() {
                    std::process::exit(130);
                }
            }
        });
        progress
    }
}

#[derive(Default)]
struct Bar {
    bar: Option<(ProgressBar, &'static str)>,
    drawn: Option<Instant>,
}

impl Bar {
    /// At most ten times a second, and always at the end of a step.
    fn show(&mut self, step: &Step) {
        let finished = step.total > 0 && step.done >= step.total;
        if !finished
            && self
                .drawn
                .is_some_and(|at| at.elapsed() < Duration::from_millis(100))
        {
            return;
        }
        self.drawn = Some(Instant::now());
        let known = matches!(&self.bar, Some((_, label)) if *label == step.label);
        if !known {
            let bar = ProgressBar::with_draw_target(Some(step.total), ProgressDrawTarget::stderr());
            let template = "{msg:24} {wide_bar} {percent:>3} %  {per_sec:>14}  {eta:>4} left";
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(step.label);
            self.bar = Some((bar, step.label));
        }
        if let Some((bar, _)) = &self.bar {
            bar.set_length(step.total);
            bar.set_position(step.done);
            if finished {
                bar.finish_and_clear();
            }
        }
        if finished {
            self.bar = None;
        }
    }
}
