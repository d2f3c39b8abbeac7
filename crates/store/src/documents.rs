//! Attached documents: files named by the hash of their content, so that the same PDF is kept once.

use std::io::Write;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use review::DocumentHash;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use crate::audit::hexadecimal;
use crate::whole_file::unfinished_beside;
use crate::{Change, Store, StoreError};

/// The table of documents' contents on a team's server.
pub(crate) const PIECES: &str = "document_pieces";
/// The longest piece, bytes.
const PIECE: usize = 1 << 20;

/// An attached document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The hash of its content.
    pub hash: DocumentHash,
    /// Its name when it was attached.
    pub file_name: String,
    /// Such as `application/pdf` or `text/plain`.
    pub media_type: String,
}

impl Store {
    /// Every document that was attached, in order of time.
    pub async fn documents(&self) -> Result<Vec<DocumentRow>, StoreError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT hash, file_name, media_type FROM documents ORDER BY added_at, hash",
        )
        .fetch_all(self.reachable()?)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(hash, file_name, media_type)| DocumentRow {
                hash: hash.into(),
                file_name,
                media_type,
            })
            .collect())
    }

    /// Where a document lies; that of a team's review is brought from the server first, once.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where it is neither here nor there; [`StoreError::Unreadable`] where what arrived is not
    /// what was attached.
    pub async fn bring_document(&self, hash: &DocumentHash) -> Result<PathBuf, StoreError> {
        let path = self.document_path(hash);
        if !self.is_shared() || path.is_file() {
            return Ok(path);
        }
        let pieces: Vec<(String,)> = sqlx::query_as(
            "SELECT base64 FROM document_pieces WHERE document_hash = $1 ORDER BY ordinal",
        )
        .bind(hash.as_str())
        .fetch_all(self.reachable()?)
        .await?;
        let mut bytes = Vec::new();
        for (piece,) in &pieces {
            BASE64_STANDARD
                .decode_vec(piece, &mut bytes)
                .map_err(|e| StoreError::unreadable("document", e))?;
        }
        if pieces.is_empty() {
            return Err(StoreError::Missing {
                what: "document",
                name: hash.to_string(),
            });
        }
        if self.put_document(&bytes)? != *hash {
            return Err(StoreError::unreadable(
                "document",
                format!("{hash} has other contents on the server"),
            ));
        }
        Ok(path)
    }

    fn document_path(&self, hash: &DocumentHash) -> PathBuf {
        self.folder().documents().join(hash.as_str())
    }

    /// Puts the bytes into `documents/`, whole or not at all, and returns their hash. The row that refers to it follows
    /// with [`Change::add_document`]; a file without a row is harmless.
    pub fn put_document(&self, bytes: &[u8]) -> Result<DocumentHash, StoreError> {
        let hash = DocumentHash(hexadecimal(&Sha256::digest(bytes)));
        let folder = self.folder().documents();
        std::fs::create_dir_all(&folder).map_err(|e| StoreError::file(&folder, e))?;
        let path = self.document_path(&hash);
        if path.is_file() {
            return Ok(hash);
        }
        let write = || -> std::io::Result<()> {
            let mut file = unfinished_beside(&path)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(|e| StoreError::file(&path, e))?;
        Ok(hash)
    }
}

impl Change {
    /// Records that a document belongs to the review.
    pub async fn add_document(
        &mut self,
        hash: &DocumentHash,
        file_name: &str,
        media_type: &str,
        byte_count: usize,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO documents (hash, file_name, media_type, byte_count, added_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (hash) DO NOTHING",
        )
        .bind(hash.as_str())
        .bind(file_name)
        .bind(media_type)
        .bind(i64::try_from(byte_count).unwrap_or(i64::MAX))
        .bind(self.at)
        .execute(&mut *self.transaction)
        .await?;
        if let Some(folder) = &self.sends_documents {
            let path = folder.join(hash.as_str());
            let bytes = std::fs::read(&path).map_err(|e| StoreError::file(&path, e))?;
            send_pieces(&mut self.transaction, hash, &bytes).await?;
        }
        Ok(())
    }
}

/// Puts the contents of a document on the team's server, where they are not there yet.
pub(crate) async fn send_pieces(
    to: &mut AnyConnection,
    hash: &DocumentHash,
    bytes: &[u8],
) -> Result<(), StoreError> {
    // An empty document has one empty piece.
    let pieces = bytes.chunks(PIECE).chain(bytes.is_empty().then_some(bytes));
    for (ordinal, piece) in (0_i64..).zip(pieces) {
        sqlx::query(
            "INSERT INTO document_pieces (document_hash, ordinal, base64) VALUES ($1, $2, $3)
             ON CONFLICT (document_hash, ordinal) DO NOTHING",
        )
        .bind(hash.as_str())
        .bind(ordinal)
        .bind(BASE64_STANDARD.encode(piece))
        .execute(&mut *to)
        .await?;
    }
    Ok(())
}
