//! [`StoreError`]: what can go wrong with the folder and the database of a review, and what a person can try.

use std::path::{Path, PathBuf};

/// An error of the store. Its text says what failed and where; [`StoreError::hint`] says what to try.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is absent or holds no review.
    #[error("there is no review in {}", .0.display())]
    NotAReview(PathBuf),
    /// A review or another file is already there.
    #[error("{} already exists", .0.display())]
    AlreadyExists(PathBuf),
    /// Another process has the review open for writing.
    #[error("the review {} is open in another program ({holder})", folder.display())]
    InUse {
        /// The review.
        folder: PathBuf,
        /// Process and start, as that process wrote it.
        holder: String,
    },
    /// A newer version of the program wrote the database.
    #[error(
        "the review {} was last opened by a newer version of Attest (its database is of version {found}, this program knows {known})",
        folder.display()
    )]
    NewerVersion {
        /// The review.
        folder: PathBuf,
        /// Version of the database.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
    },
    /// A file or folder cannot be written.
    #[error("{} is read-only", .0.display())]
    ReadOnly(PathBuf),
    /// No space is left.
    #[error(
        "the disk is full: nothing of this change was saved, and everything saved before is intact"
    )]
    DiskFull,
    /// The database file is not readable as one.
    #[error("the database {} is damaged: {reason}", path.display())]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What the database library said.
        reason: String,
    },
    /// Something that was named does not exist in this review.
    #[error("there is no {what} “{name}” in this review")]
    Missing {
        /// The noun.
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// A stored value is not what this version writes.
    #[error("unreadable {what} in the database: {reason}")]
    Unreadable {
        /// The noun.
        what: &'static str,
        /// Why.
        reason: String,
    },
    /// The review was opened for reading only.
    #[error("the review was opened for reading only")]
    OpenedForReading,
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Bringing the database to this version's form failed; the backup is untouched.
    #[error("the database could not be brought to this version's form: {reason}")]
    Migration {
        /// What the database library said.
        reason: String,
        /// Copy of the database from before.
        backup: Option<PathBuf>,
    },
    /// What was given as the address of a team's server is none.
    #[error("this is not the address of a team's server: {why}")]
    ServerAddress {
        /// What is wrong with it.
        why: String,
    },
    /// The team's server does not answer.
    #[error("the team's server{} cannot be reached: {reason}", spaced(server))]
    Unreachable {
        /// Host and database; empty where only the connection is known.
        server: String,
        /// What the connection said.
        reason: String,
    },
    /// The database of the server that was named holds a review already.
    #[error("the database {server} holds a review already")]
    ServerOccupied {
        /// Host and database.
        server: String,
    },
    /// The database of the server that was named holds no review.
    #[error("the database {server} holds no review")]
    NotATeamReview {
        /// Host and database.
        server: String,
    },
    /// The team's server does not let this login do what was asked.
    #[error("the team's server does not let you do this")]
    NotAllowed,
    /// A copy is not what was copied.
    #[error("{what} arrived otherwise than it was sent")]
    CopyDiffers {
        /// Which part.
        what: String,
    },
    /// Any other answer of the database.
    #[error("the database answered: {0}")]
    Database(sqlx::Error),
}

/// A name in a sentence, if there is one.
fn spaced(name: &str) -> String {
    match name {
        "" => String::new(),
        name => format!(" {name}"),
    }
}

impl StoreError {
    /// What a person can try, in a sentence.
    pub fn hint(&self) -> String {
        match self {
            StoreError::NotAReview(_) => {
                "Check the path; a review is a folder that holds the file review.db.".into()
            }
            StoreError::AlreadyExists(_) => "Choose another name, or open the existing review.".into(),
            StoreError::InUse { .. } => {
                "Close the other window or stop that program, then try again. Reading (searching, exporting, the PRISMA diagram) works meanwhile.".into()
            }
            StoreError::NewerVersion { .. } => {
                "Update Attest on this computer. Nothing was changed; `backups/` in the review's folder holds the database from before the newer version.".into()
            }
            StoreError::ReadOnly(_) => {
                "Copy the review to a folder that you may write to, or ask for the right to write there. Reading works as it is.".into()
            }
            StoreError::DiskFull => "Free some space on this disk and repeat the last step.".into(),
            StoreError::Damaged { .. } => {
                "Keep the file, and restore the newest copy from the folder backups/ beside it or from your own backup.".into()
            }
            StoreError::Missing { .. } => "Check the spelling; listing shows what there is.".into(),
            StoreError::Unreadable { .. } => {
                "The database was changed by another program or version; restore a copy from backups/.".into()
            }
            StoreError::OpenedForReading => "Open the review for writing.".into(),
            StoreError::File { .. } => "Check that the file exists and that you may read and write it.".into(),
            StoreError::Migration { backup, .. } => match backup {
                Some(path) => format!("The database from before is kept as {}.", path.display()),
                None => "Nothing was changed.".into(),
            },
            StoreError::ServerAddress { .. } => {
                "Write it as postgres://user@host/database; whoever runs the server knows it.".into()
            }
            StoreError::Unreachable { .. } => {
                "Check the network, and that the server runs and knows this user. What was saved before is safe.".into()
            }
            StoreError::ServerOccupied { .. } => {
                "Join that review, or have an empty database made for this one.".into()
            }
            StoreError::NotATeamReview { .. } => {
                "Check the name of the database; a review is brought to it with `attest copy`.".into()
            }
            StoreError::NotAllowed => {
                "Your login has another role in this team, or acts under another's name. An owner of the review can change it with `attest team`.".into()
            }
            StoreError::CopyDiffers { .. } => {
                "Nothing of the copy was kept, and the review itself was not changed. Try again.".into()
            }
            StoreError::Database(_) => "Try again; if it happens again, copy the review's folder to keep it safe.".into(),
        }
    }

    pub(crate) fn file(path: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull => StoreError::DiskFull,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly(path.to_owned())
            }
            _ => StoreError::File {
                path: path.to_owned(),
                source,
            },
        }
    }

    pub(crate) fn unreadable(what: &'static str, reason: impl std::fmt::Display) -> Self {
        StoreError::Unreadable {
            what,
            reason: reason.to_string(),
        }
    }
}

/// `SQLITE_IOERR_SHMSIZE`.
const SHARED_MEMORY_SIZE: i64 = 4874;

/// The answers that deserve words of their own: the primary result codes of SQLite (<https://sqlite.org/rescode.html>;
/// the low byte of what the driver reports), and the classes of SQLSTATE by which PostgreSQL says that it goes or is full
/// (PostgreSQL 15, appendix A; five characters).
impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error::{Io, PoolTimedOut, Protocol, Tls};
        let code = error.as_database_error().and_then(|e| e.code());
        let sqlstate = code.as_deref().filter(|code| code.len() == 5).unwrap_or("");
        let gone = sqlstate.starts_with("08") || sqlstate.starts_with("57P");
        if gone || matches!(error, Io(_) | Tls(_) | Protocol(_) | PoolTimedOut) {
            return StoreError::Unreachable {
                server: String::new(),
                reason: error.to_string(),
            };
        }
        if sqlstate == "42501" {
            return StoreError::NotAllowed;
        }
        if sqlstate == "53100" {
            return StoreError::DiskFull;
        }
        let extended = code
            .filter(|code| code.len() < 5)
            .and_then(|code| code.parse::<i64>().ok());
        // The file by which readers and writers share what was not yet written into the database needs space, too.
        if extended == Some(SHARED_MEMORY_SIZE) {
            return StoreError::DiskFull;
        }
        match extended.map(|code| code & 0xff) {
            Some(13) => StoreError::DiskFull,
            Some(8) => StoreError::ReadOnly(PathBuf::from("the review's database")),
            Some(11 | 26) => StoreError::Damaged {
                path: PathBuf::from("review.db"),
                reason: error.to_string(),
            },
            _ => StoreError::Database(error),
        }
    }
}
