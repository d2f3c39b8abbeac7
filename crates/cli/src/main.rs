//! `attest`, the headless program: every use case of a systematic review from the command line.
//!
//! *What it is:* arguments in, one use case of `workbench` called, text or JSON out. One file in `commands/` per verb.
//!
//! *What it is not:* it decides nothing itself; what a verb does is written in `workbench`.

mod arguments;
mod commands;
mod output;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::Output;

fn main() -> ExitCode {
    // Hidden: under these names the program runs a model, or reads a document, for another one of its kind, and does
    // nothing else.
    let hidden = std::env::args_os().nth(1).unwrap_or_default();
    if hidden == models::WORKER_COMMAND {
        return models::run_worker();
    }
    if hidden == workbench::documents::WORKER_COMMAND {
        return workbench::documents::run_worker();
    }
    workbench::give_memory_back();
    let arguments = Arguments::parse();
    log_to_stderr();
    let strict = arguments.strict;
    let output = Output::new(arguments.json, arguments.quiet);
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            return output.fail(&workbench::Error::internal(format!(
                "the program could not start: {error}"
            )));
        }
    };
    match runtime.block_on(commands::run(arguments.command, &output)) {
        Ok(done) => done.exit_code(strict),
        Err(error) => output.fail(&error),
    }
}

/// Libraries that report what is no concern of the reader.
const USUAL_LOG: &str = "warn,sqlx=off,tantivy=off";

/// What the program notes about itself goes to the error stream; more of it with `ATTEST_LOG=debug`.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ATTEST_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(USUAL_LOG));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .without_time()
        .init();
}
