//! Attached documents as they are read, the latest kept in memory.

use std::collections::VecDeque;
use std::sync::Arc;

use documents::Document;
use review::DocumentHash;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// Documents that are kept in memory: those of the study that is extracted, and the ones before.
const KEPT: usize = 6;

/// The documents that were looked at last, the latest first.
#[derive(Debug, Default)]
pub(crate) struct KeptDocuments(VecDeque<Arc<Document>>);

impl KeptDocuments {
    fn known(&self, hash: &DocumentHash) -> Option<Arc<Document>> {
        let known = self.0.iter().find(|document| document.hash == *hash);
        known.map(Arc::clone)
    }
}

impl Review {
    /// An attached document as it is read. A document that cannot be read says so by its status.
    pub(crate) async fn read_attached(&self, hash: &DocumentHash) -> Result<Arc<Document>> {
        if let Some(known) = self.documents.lock().await.known(hash) {
            return Ok(known);
        }
        let rows = self.store.documents().await?;
        if !rows.iter().any(|row| row.hash == *hash) {
            return Err(Error::not_found(
                format!("there is no document {hash} in this review"),
                "Attach it again.",
            ));
        }
        let document = Arc::new(self.document(hash).await?);
        let mut kept = self.documents.lock().await;
        // Somebody else may have asked for it meanwhile.
        if let Some(known) = kept.known(hash) {
            return Ok(known);
        }
        kept.0.push_front(Arc::clone(&document));
        kept.0.truncate(KEPT);
        Ok(document)
    }
}
