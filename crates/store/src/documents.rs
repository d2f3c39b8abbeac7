//! Attached documents: files named by the hash of their content, so that the same PDF is kept once.

use std::io::Write;
use std::path::PathBuf;

use review::DocumentHash;
use sha2::{Digest, Sha256};

use crate::audit::hexadecimal;
use crate::{Change, Store, StoreError};

impl Store {
    /// Where a document lies.
    pub fn document_path(&self, hash: &DocumentHash) -> PathBuf {
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
        let unfinished = folder.join(format!("{hash}.unfinished"));
        let written = std::fs::File::create(&unfinished)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&unfinished, &path));
        written.map_err(|e| StoreError::file(&path, e))?;
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
        Ok(())
    }
}
