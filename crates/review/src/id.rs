//! Identifiers: one type per noun, so that a record cannot be passed where a study is meant.
//!
//! The text inside is a UUIDv7 made by `store` (or, for [`DocumentHash`], a SHA-256 in hexadecimal);
//! nothing here checks or makes one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

identifiers! {
    /// One title/abstract entry of one search.
    RecordId;
    /// One imported file of one search.
    SearchId;
    /// One person who screens, extracts or adjudicates.
    ReviewerId;
    /// One eligibility rule; stays the same when its wording is refined.
    CriterionId;
    /// One row of the append-only decisions.
    DecisionId;
    /// One merge of a record into another.
    MergeId;
    /// One investigation, the unit of inclusion.
    StudyId;
    /// One model with one wording of its questions.
    AgentId;
    /// One row of the append-only suggestions.
    SuggestionId;
    /// One form for extraction, in all its versions.
    FormId;
    /// One field of a form; stays the same when its wording is refined.
    FieldId;
    /// One row of the append-only values of extraction.
    ValueId;
    /// One row of the append-only suggestions of values.
    ValueSuggestionId;
    /// The SHA-256 of a document's bytes, in lower-case hexadecimal; also its file name.
    DocumentHash;
}
