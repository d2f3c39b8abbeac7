//! The child process alone, for the tests and benchmarks of this crate. The programs of Attest carry it as a hidden
//! command. With a word as its argument it ends, as after a failed assertion in llama.cpp, whenever it is given a text
//! that has the word in it.

use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};

fn main() -> ExitCode {
    match std::env::args().nth(1) {
        None => models::run_worker(),
        Some(word) => match ends_on(&word) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
    }
}

/// Passes message after message on to a worker, but for the one that has the word in it.
fn ends_on(word: &str) -> io::Result<()> {
    let mut worker = Command::new(std::env::current_exe()?)
        .stdin(Stdio::piped())
        .spawn()?;
    let mut to = worker.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let mut from = io::stdin().lock();
    let mut length = [0; 4];
    while from.read_exact(&mut length).is_ok() {
        let mut message = vec![0; u32::from_le_bytes(length) as usize];
        from.read_exact(&mut message)?;
        if String::from_utf8_lossy(&message).contains(word) {
            std::process::abort();
        }
        to.write_all(&length)?;
        to.write_all(&message)?;
    }
    drop(to);
    worker.wait().map(drop)
}
