//! [`ColumnMapping`]: which column of a table holds what.

use serde::{Deserialize, Serialize};

/// What each column of a table holds, in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// One target per column.
    pub columns: Vec<ColumnTarget>,
}

/// Where the values of a column go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnTarget {
    /// Kept in `Record::other` under the name of the column.
    Other,
    /// The title.
    Title,
}

/// The mapping that was used for a table, with the header it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnGuess {
    /// The header, column by column.
    pub header: Vec<String>,
    /// What each column was taken for.
    pub mapping: ColumnMapping,
    /// Whether the header is that of a known source, or the mapping came from the user: no question is needed.
    pub confident: bool,
}
