//! [`Report`] and [`Study`]: the second and third thing that PRISMA 2020 counts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DocumentHash, RecordId, StudyId};

/// A document about a study, sought because its record was included at title and abstract.
///
/// It has no identity of its own: it is the report of its record, or of the record that stands for a group of
/// merged duplicates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Report {
    /// The record it was sought for.
    pub record_id: RecordId,
    /// Whether it could be had.
    pub retrieval: Retrieval,
    /// The study it belongs to, once someone said so; several reports may belong to one study.
    pub study_id: Option<StudyId>,
}

/// Whether the full text of a report could be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "retrieval")]
pub enum Retrieval {
    /// Still sought.
    Sought,
    /// At hand: as an attached document, or on paper (`None`).
    Retrieved {
        /// The attached document.
        document: Option<DocumentHash>,
    },
    /// Could not be had.
    NotRetrieved {
        /// Why, in the reviewer's words.
        reason: String,
    },
}

/// An investigation: the unit of inclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Study {
    /// Identity.
    pub id: StudyId,
    /// Name used in tables, usually first author and year.
    pub label: String,
}
