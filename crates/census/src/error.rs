//! [`CensusError`]: what can be wrong with the files that a census is given.

/// Why a census cannot be made: what, where, and what to try.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CensusError {
    /// A file of cues, criteria or operating points is not in its form.
    #[error(
        "{file} cannot be understood: {reason}; compare it with the file that ships with the program"
    )]
    File {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A regular expression that is none.
    #[error(
        "{file}: the pattern “{pattern}” is no regular expression ({reason}); brackets and a backslash before marks often help"
    )]
    Pattern {
        /// The file.
        file: String,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// References that cannot be read.
    #[error("{0}")]
    Read(String),
    /// The result cannot be written.
    #[error("the result could not be written: {0}; look whether there is space left")]
    Write(String),
    /// A table that lacks a column.
    #[error("the table has no column “{column}”; it has: {found}")]
    Column {
        /// The column that is needed.
        column: String,
        /// Those that are there.
        found: String,
    },
    /// Labels from which nothing can be told.
    #[error("{0}")]
    Labels(String),
    /// The caller wished to stop.
    #[error("stopped; what was written so far is no census")]
    Stopped,
}
