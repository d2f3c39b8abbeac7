//! The child gives up every right it does not need before it looks at a model's file.
//!
//! llama.cpp's reader of model files has had memory errors. Whoever exploits one in here finds no files but the model,
//! no network, and no way to start or watch other programs; and it ends with its parent.

use std::path::Path;

/// What is done before anything is read: a low priority, no core dumps with texts in them, and an end with the parent.
pub(crate) fn humble() {
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
        // The end of standard input ends the child too; this is for a parent that is killed while a text is computed.
        note(
            "end with the parent",
            set_parent_process_death_signal(Some(Signal::KILL)),
        );
        note("lower the priority", setpriority_process(None, 10));
        note("forbid core dumps", setrlimit(Resource::Core, none));
    }
}

/// Limits the address space to what is taken now and `more` bytes.
pub(crate) fn limit_memory(more: u64) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = taken().unwrap_or(0).saturating_add(more);
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        note("limit the memory", setrlimit(Resource::As, limit));
    }
    #[cfg(not(target_os = "linux"))]
    let _: u64 = more;
}

/// Address space of this process, bytes.
#[cfg(target_os = "linux")]
fn taken() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(pages * rustix::param::page_size() as u64)
}

/// Leaves this process nothing but reading `model`: Landlock for files and ports, seccomp for the rest. What the
/// kernel does not know is left out and noted.
pub(crate) fn confine(model: &Path) {
    #[cfg(target_os = "linux")]
    {
        note("close off the files", linux::only_file(model));
        note("close off the system calls", linux::no_calls());
    }
    #[cfg(not(target_os = "linux"))]
    let _: &Path = model;
}

fn note<E: std::fmt::Display>(what: &str, result: Result<(), E>) {
    if let Err(error) = result {
        super::say("warning", format_args!("could not {what}: {error}"));
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::path::Path;

    use landlock::{
        ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetStatus,
    };
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

    /// The newest set of rights that is asked for; an older kernel gives what it has.
    const RIGHTS: ABI = ABI::V5;

    pub(super) fn only_file(model: &Path) -> Result<(), Box<dyn std::error::Error>> {
        let status = Ruleset::default()
            .handle_access(AccessFs::from_all(RIGHTS))?
            .handle_access(AccessNet::from_all(RIGHTS))?
            .create()?
            .add_rule(PathBeneath::new(PathFd::new(model)?, AccessFs::ReadFile))?
            .restrict_self()?;
        match status.ruleset {
            RulesetStatus::NotEnforced => Err("this kernel has no Landlock".into()),
            RulesetStatus::FullyEnforced | RulesetStatus::PartiallyEnforced => Ok(()),
        }
    }

    /// Starting programs, the network, looking into other processes, and ways around these rules.
    const DENIED: [i64; 24] = [
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept4,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_open,
        libc::SYS_pidfd_getfd,
        libc::SYS_kill,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_io_uring_setup,
        libc::SYS_userfaultfd,
        libc::SYS_open_by_handle_at,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_keyctl,
        libc::SYS_init_module,
    ];

    pub(super) fn no_calls() -> Result<(), Box<dyn std::error::Error>> {
        let rules: BTreeMap<i64, Vec<_>> = DENIED.iter().map(|call| (*call, Vec::new())).collect();
        let filter = SeccompFilter::new(
            rules,
            SeccompAction::Allow,
            SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            std::env::consts::ARCH.try_into()?,
        )?;
        let program: BpfProgram = filter.try_into()?;
        seccompiler::apply_filter_all_threads(&program)?;
        Ok(())
    }
}
