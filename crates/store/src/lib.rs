//! The database of a review: every fact that people and the program recorded, and the audit log of how it came about.
//!
//! *What it is:* a review is a folder ([`Store::create`], [`Store::open`]) with `review.db` (SQLite), the attached
//! documents, and backups. Decisions, edits, merges and links are append-only rows. The only way to write is a
//! [`Change`]: one transaction that also writes one row of the audit log, so that a fact without its trace, or half an
//! import, cannot exist.
//!
//! *What it is not:* it derives nothing. Which decisions are in conflict, which records are one group and what the
//! PRISMA diagram says is worked out in `workbench` from the rows read here. It is the only crate that knows SQL.
//!
//! ```
//! # async fn example(folder: &std::path::Path) -> Result<(), store::StoreError> {
//! use store::{Access, Actor, Store};
//!
//! let store = Store::create(&folder.join("Nudging.review"), "Nudging").await?;
//! let mut change = store.begin(&Actor::Program, "add reviewer").await?;
//! let adams = change.add_reviewer("R. Adams").await?;
//! change.commit(&serde_json::json!({ "name": "R. Adams" })).await?;
//! assert_eq!(store.reviewers().await?[0].id, adams);
//! # Ok(())
//! # }
//! ```

mod activities;
mod annotations;
mod audit;
mod change;
mod decisions;
mod documents;
mod duplicates;
mod error;
mod facts;
mod folder;
mod open;
mod protocol;
mod records;
mod removals;
mod retrievals;
mod reviewers;
mod searches;
mod settings;
mod sqlite_url;
mod studies;
mod suggestions;

pub use activities::Activity;
pub use annotations::{NoteRow, TagRow};
pub use audit::{AuditRow, ChainBreak};
pub use change::{Actor, Change};
pub use decisions::NewDecision;
pub use duplicates::{DoubtfulPair, MergeRow, PairVerdict, PairVerdictRow};
pub use error::StoreError;
pub use facts::Facts;
pub use folder::ReviewFolder;
pub use open::{Access, ReviewRow, Store};
pub use protocol::ProtocolVersion;
pub use records::{EditRow, EditableField, NewRecord, RecordRow, StoredRecord};
pub use removals::{Removal, RemovalKind};
pub use retrievals::RetrievalRow;
pub use reviewers::Reviewer;
pub use searches::{NewSearch, SearchRow};
pub use studies::{PreviousVersion, StudyLink};
pub use suggestions::{NewAgent, NewSuggestion, ReadingRow, SightingRow};
