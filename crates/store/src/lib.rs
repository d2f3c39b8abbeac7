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
mod agent_use;
mod analyses;
mod annotations;
mod assignments;
mod audit;
mod audit_samples;
mod bias;
mod census;
mod change;
mod clock;
mod copy;
mod decisions;
mod documents;
mod duplicates;
mod error;
mod extraction_facts;
mod facts;
mod field_values;
mod folder;
mod forms;
mod key_papers;
mod members;
mod open;
mod outbox;
mod packets;
mod protocol;
mod records;
mod registries;
mod removals;
mod report_texts;
mod retrievals;
mod reviewers;
mod rows;
mod search_work;
mod searches;
mod settings;
mod slice;
mod sqlite_url;
mod studies;
mod study_mode;
mod study_mode_steps;
mod study_of_values;
mod study_of_values_steps;
mod study_parts;
mod suggestions;
mod team;
mod value_suggestions;
mod whole_file;

pub use activities::Activity;
pub use agent_use::AgentUse;
pub use analyses::{AnalysisRemark, AnalysisRow};
pub use annotations::{NoteRow, TagRow};
pub use assignments::AssignedRecord;
pub use audit::{AuditRow, ChainBreak, hexadecimal};
pub use audit_samples::{AuditSampleRow, SampleDraw};
pub use bias::{
    BiasEntryRow, BiasFacts, BiasFinish, BiasResultRow, BiasRole, BiasSettingsRow, NewBiasEntry,
};
pub use census::{CensusCriteriaRow, CensusDraw, CensusLabelRow, CensusSampleRow};
pub use change::{Actor, Change};
pub use copy::Copied;
pub use decisions::NewDecision;
pub use documents::DocumentRow;
pub use duplicates::{DoubtfulPair, MergeRow, PairVerdict, PairVerdictRow};
pub use error::StoreError;
pub use extraction_facts::{ExtractionFacts, ExtractionMark};
pub use facts::Facts;
pub use field_values::{NewFieldValue, StudyFinish, ValueTime};
pub use folder::ReviewFolder;
pub use forms::FormVersion;
pub use key_papers::{KeyPaperRow, KeyWork};
pub use members::{Member, TeamRole};
pub use open::{Access, ReviewRow, Store};
pub use outbox::{RecordedDecision, Whereabouts};
pub use packets::{Packet, PacketRole};
pub use protocol::ProtocolVersion;
pub use records::{EditRow, EditableField, NewRecord, RecordRow, StoredRecord};
pub use registries::{
    NewRegistryTrial, RegistryFacts, RegistryImportRow, RegistryLinkRow, RegistryMark,
    RegistryPaperValueRow, RegistryTrialRow,
};
pub use removals::{Removal, RemovalKind};
pub use report_texts::ReportTextRow;
pub use retrievals::RetrievalRow;
pub use reviewers::Reviewer;
pub use search_work::{SearchBlocksRow, SearchRunRow};
pub use searches::{NewSearch, SearchRow};
pub use slice::{Slice, SliceOf};
pub use studies::{PreviousVersion, StudyLink};
pub use study_mode::{
    NewStudyMode, StudyModeEnd, StudyModeItem, StudyModeReading, StudyModeRole, StudyModeRow,
    StudyModeStep, StudyModeTruth,
};
pub use study_of_values::{
    StudyModeSays, StudyModeValue, StudyModeValueReading, StudyModeValueTruth,
};
pub use study_parts::{StudyPart, StudyPartKind};
pub use suggestions::{NewAgent, NewSuggestion, ReadingRow, SightingRow};
pub use team::TeamServer;
pub use value_suggestions::{NewValueSuggestion, StoredValueSuggestion};
pub use whole_file::{is_unfinished, unfinished_beside};
