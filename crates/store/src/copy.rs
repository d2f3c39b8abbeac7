//! Copying a whole review between SQLite and PostgreSQL, both ways: every row of every table and every document, in one
//! transaction of each side, compared afterwards.

use std::path::Path;

use sqlx::AnyConnection;

use crate::rows::tables;
use crate::team::TeamServer;
use crate::{Actor, Store, StoreError};

/// What was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Copied {
    /// Rows of all tables.
    pub rows: usize,
    /// Documents.
    pub documents: usize,
}

impl Store {
    /// Copies this review to a new folder with a database of its own.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`]; what either database says; [`StoreError::CopyDiffers`] where what arrived is not
    /// what was sent. What was made is taken away again then.
    pub async fn copy_to_folder(&self, path: &Path) -> Result<Copied, StoreError> {
        let to = Self::create_empty(path, None).await?;
        self.copy_to(to, path).await
    }

    /// Copies this review to an empty database of a team's server, with a folder for it on this computer.
    ///
    /// # Errors
    /// As [`copy_to_folder`](Self::copy_to_folder); [`StoreError::ServerOccupied`] where a review is in it already.
    pub async fn copy_to_server(
        &self,
        server: &TeamServer,
        path: &Path,
    ) -> Result<Copied, StoreError> {
        let to = Self::create_empty(path, Some(server)).await?;
        self.copy_to(to, path).await
    }

    async fn copy_to(&self, to: Self, path: &Path) -> Result<Copied, StoreError> {
        let copied = self.copy_rows_and_documents(&to).await;
        to.close().await;
        if copied.is_err()
            && let Err(error) = std::fs::remove_dir_all(path)
        {
            tracing::warn!(%error, folder = %path.display(), "the unfinished copy could not be removed");
        }
        copied
    }

    async fn copy_rows_and_documents(&self, to: &Self) -> Result<Copied, StoreError> {
        let mut change = to.begin(&Actor::Program, "copy review").await?;
        let mut copied = Copied {
            rows: self.copy_rows(&mut change.transaction).await?,
            documents: 0,
        };
        for row in self.documents().await? {
            let path = self.bring_document(&row.hash).await?;
            let bytes = std::fs::read(&path).map_err(|e| StoreError::file(&path, e))?;
            let hash = to.put_document(&bytes)?;
            if hash != row.hash {
                return Err(StoreError::CopyDiffers {
                    what: format!("the document {}", row.file_name),
                });
            }
            if to.is_shared() {
                crate::documents::send_pieces(&mut change.transaction, &hash, &bytes).await?;
            }
            copied.documents += 1;
        }
        change
            .commit(&serde_json::json!({ "rows": copied.rows, "documents": copied.documents }))
            .await?;
        Ok(copied)
    }

    async fn copy_rows(&self, target: &mut AnyConnection) -> Result<usize, StoreError> {
        let tables = tables().await?;
        let mut source = self.reachable()?.begin_with(self.snapshot()).await?;
        let mut rows = 0;
        for table in &tables {
            let sent = table.send(&mut source, target).await?;
            let arrived = table.digest(target).await?;
            if sent != arrived {
                return Err(StoreError::CopyDiffers {
                    what: format!("the table {}", table.name),
                });
            }
            rows += sent.len();
        }
        source.rollback().await?;
        Ok(rows)
    }

    /// How a transaction begins whose reads all see the same moment.
    pub(crate) fn snapshot(&self) -> &'static str {
        if self.is_shared() {
            "BEGIN ISOLATION LEVEL REPEATABLE READ"
        } else {
            "BEGIN"
        }
    }

    /// Writes the rows into a new database file.
    pub(crate) async fn copy_to_file(&self, path: &Path) -> Result<(), StoreError> {
        let to = crate::open::empty_file(path).await?;
        let copied = async {
            let mut target = to.begin().await?;
            self.copy_rows(&mut target).await?;
            Ok(target.commit().await?)
        };
        let copied = copied.await;
        to.close().await;
        copied
    }
}
