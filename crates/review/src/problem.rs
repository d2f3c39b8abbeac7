//! [`Problem`]: what an importer could not read as it should, so that nothing is dropped silently.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that went wrong, or was doubtful, while a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// How much was lost.
    pub severity: Severity,
    /// Line in the decoded file, from 1; `None` where the format has no lines or the whole file is meant.
    pub line: Option<u64>,
    /// The entry in the file, from 1 in file order, counting bad entries too.
    pub entry: Option<u64>,
    /// What was wrong, in words for the person who exported the file.
    pub reason: String,
    /// The text concerned, cut to at most 200 characters.
    pub excerpt: Option<String>,
}

/// How much a [`Problem`] cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Read as meant in all likelihood, but worth knowing (a missing end tag, a repaired character).
    Note,
    /// The record was kept, but a value could not be understood and was kept as text or under `other`.
    Value,
    /// A whole entry could not be read; it is not among the records.
    Entry,
}
