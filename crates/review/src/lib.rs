//! The vocabulary of a systematic review and the rules that hold between its words.
//!
//! *What it is:* the nouns of PRISMA 2020 ([`Record`], [`Report`], [`Study`]), of the protocol
//! ([`Protocol`], [`Criterion`]), of screening ([`Decision`], [`Verdict`], [`Outcome`]) and of extraction ([`Form`],
//! [`FieldValue`], [`EvidenceQuote`]), as plain data,
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
//! assert_eq!(outcome(&decisions, ReviewersPerRecord::Two.count()), Outcome::Conflict);
//! ```

mod assignment;
mod decision;
mod duplicate;
mod evidence_quote;
mod field_value;
mod form;
mod id;
mod outcome;
mod problem;
mod protocol;
mod record;
mod report;
mod search;
mod suggestion;

pub use assignment::{Assignment, Blinding, CalibrationRound, Share};
pub use decision::{Decision, Role, Stage, Verdict};
pub use duplicate::{Agreement, ComparedField, FieldComparison, PairEvidence};
pub use evidence_quote::{EvidenceQuote, PageBox};
pub use field_value::{
    ExtractionRole, FieldValue, Finding, Gate, GateResult, Light, Proposal, ValueAct, ValueAddress,
    ValueStatus, ValueSuggestion,
};
pub use form::{Field, FieldKind, Form, Measure, Scope};
pub use id::{
    AgentId, CriterionId, DecisionId, DocumentHash, FieldId, FormId, MergeId, RecordId, ReviewerId,
    SearchId, StudyId, SuggestionId, ValueId, ValueSuggestionId,
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
