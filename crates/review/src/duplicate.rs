//! Why two records are held to be the same work: the evidence that a person checks before undoing a merge.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The comparison of two records, as `dedup` made it and as it is shown side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PairEvidence {
    /// The rule that decided, in words a reviewer understands, such as `same DOI, title and pages`.
    pub reason: String,
    /// How alike the two are, from 0 to 1; an order for the queue, not a probability.
    pub score: f64,
    /// Field by field.
    pub fields: Vec<FieldComparison>,
}

/// The comparison of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FieldComparison {
    /// Which field.
    pub field: ComparedField,
    /// The verdict on it.
    pub agreement: Agreement,
    /// Similarity from 0 to 1 where both sides have a value.
    pub similarity: Option<f64>,
}

/// The fields that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each variant is the field of `Record` of that name"
)]
pub enum ComparedField {
    Title,
    Authors,
    Year,
    Journal,
    Volume,
    Issue,
    Pages,
    Doi,
    Pmid,
    Isbn,
    Abstract,
    Kind,
}

/// How two values of one field compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Equal after normalisation.
    Same,
    /// Unequal, but explained by spelling, abbreviation or truncation.
    Similar,
    /// Contradicting.
    Different,
    /// At least one side has no value.
    Missing,
}
