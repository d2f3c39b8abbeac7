//! [`ReviewFolder`]: what lies where in the folder of a review, and the lock that keeps two writers apart.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::StoreError;

/// How long a lock that another program holds is asked for: an ending program takes about a second on a busy machine.
const WAIT_FOR_ENDING: Duration = Duration::from_secs(2);

/// The pause between two tries.
const ASK_AGAIN: Duration = Duration::from_millis(50);

/// The folder of a review. Copying it is a backup; `index/` and `derived/` may be deleted at any time.
#[derive(Clone, Debug)]
pub struct ReviewFolder(PathBuf);

impl ReviewFolder {
    /// Names a folder; touches nothing.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The SQLite database.
    pub fn database(&self) -> PathBuf {
        self.0.join("review.db")
    }

    /// In place of the database, where it is kept on a team's server: the address.
    pub fn team_file(&self) -> PathBuf {
        self.0.join("team.toml")
    }

    /// Makes the folder with what every review has. Errors: it is there already and not empty.
    pub(crate) fn make(&self) -> Result<(), StoreError> {
        let occupied = match std::fs::read_dir(&self.0) {
            Ok(mut entries) => entries.next().is_some(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => false,
            Err(_) => true,
        };
        if occupied {
            return Err(StoreError::AlreadyExists(self.0.clone()));
        }
        for folder in [self.documents(), self.backups()] {
            std::fs::create_dir_all(&folder).map_err(|e| StoreError::file(&folder, e))?;
        }
        Ok(())
    }

    /// Attached documents, named by their SHA-256.
    pub fn documents(&self) -> PathBuf {
        self.0.join("documents")
    }

    /// Copies of the database from before each migration.
    pub fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// The search index: derived.
    pub fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    /// Other derived things, such as the last screening order.
    pub fn derived(&self) -> PathBuf {
        self.0.join("derived")
    }

    fn lock_file(&self) -> PathBuf {
        self.0.join("lock")
    }

    /// Takes the lock that a writer holds as long as it lives; the operating system frees it when the process ends, in
    /// whatever way. A program that was closed or killed a moment ago may take another to be gone: it is waited for.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another program keeps the folder open.
    pub(crate) async fn lock(&self) -> Result<File, StoreError> {
        let give_up = Instant::now() + WAIT_FOR_ENDING;
        loop {
            match self.try_lock() {
                Err(StoreError::InUse { .. }) if Instant::now() < give_up => {
                    tokio::time::sleep(ASK_AGAIN).await;
                }
                locked => return locked,
            }
        }
    }

    fn try_lock(&self) -> Result<File, StoreError> {
        let path = self.lock_file();
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| StoreError::file(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let read = file.read_to_string(&mut holder);
                if read.is_err() || holder.trim().is_empty() {
                    holder = "unknown process".into();
                }
                return Err(StoreError::InUse {
                    folder: self.0.clone(),
                    holder: holder.trim().to_owned(),
                });
            }
            Err(TryLockError::Error(e)) => return Err(StoreError::file(&path, e)),
        }
        // Who holds the lock is a courtesy to the next one; the lock is held even where it cannot be written.
        let note = format!("process {}\n", std::process::id());
        if let Err(error) = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(note.as_bytes()))
        {
            tracing::debug!(%error, "the lock file could not be labelled");
        }
        Ok(file)
    }
}
