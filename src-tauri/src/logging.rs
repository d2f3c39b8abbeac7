//! What the program has to say to whoever looks after it: on standard error, by `ATTEST_LOG` (warnings unless told).

use tracing_subscriber::EnvFilter;

/// Libraries that report what is no concern of the reader, such as every unusual letter of every font.
const USUAL: &str = "warn,sqlx=off,tantivy=off,pdf_extract=off,lopdf=off";

/// Starts logging. Titles, abstracts and names are not logged at any level.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env("ATTEST_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    // Without a log the program works as well.
    drop(started);
}
