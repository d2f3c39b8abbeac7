//! The child process alone, for the tests and benchmarks of this crate. The programs of Attest carry it as a hidden
//! command.
fn main() -> std::process::ExitCode {
    models::run_worker()
}
