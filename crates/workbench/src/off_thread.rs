//! Work that keeps a processor busy, or waits for the disk, done beside the requests that must be answered meanwhile.

use crate::error::{Error, Result};

/// Does `work` on a thread of its own; `what` names it in the sentence told if that thread dies, such as "the search".
///
/// # Errors
/// Where the thread ended without an answer, which is a fault of the program.
pub(crate) async fn off_thread<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Error::internal(format!("{what} ended unexpectedly: {e}")))
}
