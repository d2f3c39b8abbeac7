//! How a child process gives up what it does not need, before it looks at anything untrusted.
//!
//! *What it is:* a few calls for the first lines of a child process: an end with the parent, limits, no files, no
//! network, no other programs. Readers of model files and of PDFs have had errors; whoever exploits one finds nothing.
//!
//! *What it is not:* it starts and watches no process. Where the system does not know a right, it is kept; each call
//! returns what could not be done, for the log.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     confine::run(|| {
//!         confine::note(confine::humble());
//!         confine::note(confine::limit_memory(1 << 30));
//!         confine::note(confine::close_off(None));
//!         Ok(())
//!     })
//! }
//! ```

#[cfg(target_os = "linux")]
mod linux;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Runs the work of a child process; how it failed goes to the program's log.
pub fn run(work: impl FnOnce() -> io::Result<()>) -> ExitCode {
    match work() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say("error", error);
            ExitCode::FAILURE
        }
    }
}

/// Notes rights that could not be given up.
pub fn note(unmet: Vec<String>) {
    for what in unmet {
        say("warning", what);
    }
}

/// Says something on the error stream: a child's is the program's log.
pub fn say(level: &str, what: impl std::fmt::Display) {
    // Where the error stream is gone there is nobody to tell.
    drop(writeln!(io::stderr(), "{level}: {what}"));
}

/// A low priority, no core dumps with texts in them, and an end with the parent.
#[must_use]
pub fn humble() -> Vec<String> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{
            Resource, Rlimit, Signal, set_parent_process_death_signal, setpriority_process,
            setrlimit,
        };
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // The end of standard input ends a child too; this is for a parent that is killed while its child computes.
        let end_with_parent = set_parent_process_death_signal(Some(Signal::KILL));
        [
            unmet("end with the parent", end_with_parent),
            unmet("lower the priority", setpriority_process(None, 10)),
            unmet("forbid core dumps", setrlimit(Resource::Core, none)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
    #[cfg(not(target_os = "linux"))]
    Vec::new()
}

/// Limits the address space to what is taken now and `more` bytes.
#[must_use]
pub fn limit_memory(more: u64) -> Vec<String> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = taken().unwrap_or(0).saturating_add(more);
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        Vec::from_iter(unmet("limit the memory", setrlimit(Resource::As, limit)))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _: u64 = more;
        Vec::new()
    }
}

/// Leaves this process nothing but reading `file`, if any, and the streams it has: Landlock for files and ports,
/// seccomp for the rest.
#[must_use]
pub fn close_off(file: Option<&Path>) -> Vec<String> {
    #[cfg(target_os = "linux")]
    {
        [
            unmet("close off the files", linux::only_file(file)),
            unmet("close off the system calls", linux::no_calls()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _: Option<&Path> = file;
        Vec::new()
    }
}

/// Standard output as only the caller knows it: what any library prints goes to the error stream instead.
///
/// # Errors
/// Where the system gives no second handle.
pub fn own_output() -> io::Result<File> {
    #[cfg(unix)]
    {
        let own = rustix::io::dup(rustix::stdio::stdout())?;
        rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
        Ok(own.into())
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
    }
}

/// Address space of this process, bytes.
#[cfg(target_os = "linux")]
fn taken() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}

#[cfg(target_os = "linux")]
fn unmet<E: std::fmt::Display>(what: &str, result: Result<(), E>) -> Option<String> {
    result
        .err()
        .map(|error| format!("could not {what}: {error}"))
}
