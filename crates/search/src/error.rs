//! [`SearchError`]: why an index could not be made, changed or asked.

use std::path::PathBuf;

/// What failed. No query text can cause one of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The work was cancelled, and what had been begun was removed.
    #[error("building the search index was cancelled")]
    Cancelled,
    /// The records could not be read from where the caller keeps them.
    #[error("the records to be indexed could not be read: {0}")]
    Records(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The index could not be written or read.
    #[error("{doing} failed in {}: {reason}", folder.display())]
    Index {
        /// What was being done, such as `adding a record to the search index`.
        doing: &'static str,
        /// The folder of the index.
        folder: PathBuf,
        /// What was reported.
        reason: String,
    },
    /// [`Facts`](crate::Facts) or an [`Order`](crate::Order) of another index were given.
    #[error("the facts or the order belong to another search index")]
    Foreign,
}

impl SearchError {
    /// What a person can try.
    pub fn hint(&self) -> &'static str {
        match self {
            SearchError::Cancelled => "Search again; the index is then built anew.",
            SearchError::Records(_) => {
                "Close the review and open it again; its data are not touched by searching."
            }
            SearchError::Index { .. } => {
                "Check that the disk is not full, then close the review, delete its folder `index` and open it again: \
                 the index is built anew from the review, and nothing is lost."
            }
            SearchError::Foreign => "Close the review and open it again.",
        }
    }
}
