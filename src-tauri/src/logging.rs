//! What the program has to say to whoever looks after it: on standard error, by `ATTEST_LOG` (`warn` unless told).

use tracing_subscriber::EnvFilter;

/// Starts logging. Titles, abstracts and names are not logged at any level.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env("ATTEST_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    // Without a log the program works as well.
    drop(started);
}
