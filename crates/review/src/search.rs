//! [`Search`]: where records came from (PRISMA 2020 item 6, PRISMA-S items 1 to 4 and 13).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::SearchId;

/// One imported file with the source it was exported from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Search {
    /// Identity.
    pub id: SearchId,
    /// Name of the source as it shall stand in the diagram, such as `MEDLINE (Ovid)`.
    pub source: String,
    /// Which column of the PRISMA 2020 diagram the records belong to.
    pub kind: SourceKind,
    /// Day of the search, `YYYY-MM-DD`, if the reviewers gave it.
    pub searched_on: Option<String>,
    /// The search strategy as it was run, if the reviewers gave it.
    pub strategy: Option<String>,
    /// Name of the imported file, without folders.
    pub file_name: String,
    /// SHA-256 of the imported file, hexadecimal.
    pub file_sha256: String,
    /// Bibliographic format that was recognised, such as `RIS`.
    pub format: String,
    /// Character encoding that was recognised, such as `UTF-8`.
    pub encoding: String,
}

/// The kinds of source that PRISMA 2020 tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A bibliographic database.
    Database,
    /// A study register.
    Register,
    /// A website (other methods).
    Website,
    /// An organisation (other methods).
    Organisation,
    /// Citation searching, hand searching of reference lists (other methods).
    Citation,
    /// Any other method (other methods).
    Other,
}

impl SourceKind {
    /// Whether records of this kind stand in the "other methods" column of the diagram.
    pub fn is_other_method(self) -> bool {
        !matches!(self, SourceKind::Database | SourceKind::Register)
    }

    /// The word used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::Database => "database",
            SourceKind::Register => "register",
            SourceKind::Website => "website",
            SourceKind::Organisation => "organisation",
            SourceKind::Citation => "citation",
            SourceKind::Other => "other",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "database" => Some(SourceKind::Database),
            "register" => Some(SourceKind::Register),
            "website" => Some(SourceKind::Website),
            "organisation" => Some(SourceKind::Organisation),
            "citation" => Some(SourceKind::Citation),
            "other" => Some(SourceKind::Other),
            _ => None,
        }
    }
}
