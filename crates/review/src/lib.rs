//! The vocabulary of a systematic review and the rules that hold between its words.
//!
//! *What it is:* the nouns of PRISMA 2020 ([`Record`], [`Report`], [`Study`]), of the protocol
//! ([`Protocol`], [`Criterion`]) and of screening ([`Decision`], [`Verdict`], [`Outcome`]), as plain data,
//! with the derivations that need nothing but that data, such as whether two decisions conflict.
//!
//! *What it is not:* it reads no file, no clock and no random source; identifiers and times are
//! given to it. How things are stored is the business of `store`, how they are read of `formats`.
//!
//! ```
//! use review::{Decision, Outcome, ReviewersPerRecord, Verdict, outcome};
//!
//! let decisions = [
//!     Decision::example("adams", Verdict::Include),
//!     Decision::example("silva", Verdict::Exclude),
//! ];
//! assert_eq!(outcome(&decisions, ReviewersPerRecord::Two), Outcome::Conflict);
//! ```

mod decision;
mod duplicate;
mod id;
mod outcome;
mod problem;
mod protocol;
mod record;
mod report;
mod search;
mod suggestion;

pub use decision::{Decision, Role, Stage, Verdict};
pub use duplicate::{Agreement, ComparedField, FieldComparison, PairEvidence};
pub use id::{
    AgentId, CriterionId, DecisionId, DocumentHash, MergeId, RecordId, ReviewerId, SearchId,
    StudyId, SuggestionId,
};
pub use outcome::{Outcome, outcome};
pub use problem::{Problem, Severity};
pub use protocol::{
    Criterion, HighlightList, HighlightShape, Independence, Pico, Polarity, Protocol,
    ReviewersPerRecord,
};
pub use record::{Author, OtherField, Record, RecordKind};
pub use report::{Report, Retrieval, Study};
pub use search::{Search, SourceKind};
pub use suggestion::{Agent, CitedSentence, Reading, Sighting, SuggestedLabel, Suggestion};
