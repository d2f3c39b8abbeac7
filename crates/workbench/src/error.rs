//! [`Error`]: what the boundary says when something cannot be done: a code to act on, a message, a hint.

use serde::Serialize;
use store::StoreError;
use ts_rs::TS;

/// The closed set of reasons. The command line and the window act on them; people read message and hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A file, review, record, reviewer or the like that was named does not exist.
    NotFound,
    /// It exists already.
    Exists,
    /// Another program has the review open for writing.
    InUse,
    /// A newer version of the program wrote the review.
    NewerVersion,
    /// The place cannot be written.
    ReadOnly,
    /// The team's server does not answer.
    ServerAway,
    /// No space left.
    DiskFull,
    /// The database is damaged.
    Damaged,
    /// A file that was given cannot be understood.
    BadInput,
    /// Understood, but against a rule of the review, such as deciding in a role one does not have.
    Refused,
    /// An argument is missing or makes no sense.
    Invalid,
    /// A language model stopped working, or could not be started.
    Model,
    /// Stopped at the user's wish.
    Cancelled,
    /// A fault of the program.
    Internal,
}

/// An error at the boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error, TS)]
#[error("{message}")]
pub struct Error {
    /// What to act on.
    pub code: Code,
    /// What failed and where.
    pub message: String,
    /// What to try.
    pub hint: String,
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error from its parts.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// Against a rule of the review.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::Refused, message, hint)
    }

    /// An argument that makes no sense.
    pub fn invalid(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message, hint)
    }

    /// Something named does not exist.
    pub fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::NotFound, message, hint)
    }

    /// A file that cannot be understood.
    pub fn bad_input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::BadInput, message, hint)
    }

    /// Stopped at the user's wish.
    pub fn cancelled() -> Self {
        Self::new(
            Code::Cancelled,
            "stopped",
            "Nothing of this step was saved; start it again when you like.",
        )
    }

    /// A fault of the program.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(
            Code::Internal,
            message,
            "This is a fault of the program. Everything saved before is intact; please report it with this message.",
        )
    }

    /// An error of the file system, with the file.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let message = format!("{}: {error}", path.display());
        match error.kind() {
            ErrorKind::NotFound => Self::new(Code::NotFound, message, "Check the path."),
            ErrorKind::AlreadyExists => Self::new(Code::Exists, message, "Choose another name."),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::new(
                Code::ReadOnly,
                message,
                "Choose a folder that you may read and write, or ask for the right to do so.",
            ),
            ErrorKind::StorageFull => Self::new(
                Code::DiskFull,
                message,
                "Free some space on this disk and repeat the last step.",
            ),
            _ => Self::new(
                Code::BadInput,
                message,
                "Check that the file can be opened by other programs.",
            ),
        }
    }

    /// A table that could not be written, with its file.
    pub(crate) fn table(path: &std::path::Path, error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::file(path, &error),
            other => Self::internal(format!("{}: {other:?}", path.display())),
        }
    }
}

impl From<ranking::Cancelled> for Error {
    fn from(_: ranking::Cancelled) -> Self {
        Self::cancelled()
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NotAReview(_)
            | StoreError::Missing { .. }
            | StoreError::NotATeamReview { .. } => Code::NotFound,
            StoreError::AlreadyExists(_) | StoreError::ServerOccupied { .. } => Code::Exists,
            StoreError::InUse { .. } => Code::InUse,
            StoreError::NewerVersion { .. } => Code::NewerVersion,
            StoreError::ReadOnly(_) | StoreError::OpenedForReading => Code::ReadOnly,
            StoreError::NotAllowed => Code::Refused,
            StoreError::DiskFull => Code::DiskFull,
            StoreError::Damaged { .. } | StoreError::Unreadable { .. } => Code::Damaged,
            StoreError::File { .. } | StoreError::ServerAddress { .. } => Code::BadInput,
            StoreError::Unreachable { .. } => Code::ServerAway,
            StoreError::Migration { .. }
            | StoreError::CopyDiffers { .. }
            | StoreError::Database(_) => Code::Internal,
        };
        Self::new(code, error.to_string(), error.hint())
    }
}
