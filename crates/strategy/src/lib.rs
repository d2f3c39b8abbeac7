//! placeholder
mod blocks;
mod corpus;
mod detect;
mod explain;
mod fields;
mod lint;
mod model;
mod parse;
mod prisma_s;
mod problem;
mod qualifiers;
mod run;
mod spelling;
mod syntax;
mod terms;
mod translate;
mod write;
pub use blocks::{BlockHeading, BuiltStrategy, Concept, ConceptBlocks, build};
pub use corpus::{Corpus, CorpusRecord};
pub use detect::{Detected, detect};
pub use explain::{ExplainedLine, explain};
pub use fields::{Field, did_you_mean, fields_of, tag_of};
pub use lint::{lint, lint_on_corpus};
pub use model::{
    Expression, Heading, Limit, Line, Lines, Near, Piece, Place, Reference, Strategy, Term, Unread,
    Word,
};
pub use parse::{LineRead, Parsed, parse, parse_detected};
pub use prisma_s::{PrismaSItem, SearchRecord, limits, prisma_s};
pub use problem::{Problem, ProblemKind, Severity};
pub use run::{
    AddedTerm, Contribution, DroppedTerm, HeadingTree, LineHits, Recall, RelevantRecords,
    RunReport, Suggestions, contributions, run, suggest,
};
pub use syntax::{Precedence, Syntax, Thesaurus, Unquoted};
pub use terms::{CheckedTerm, KnownBy, OfferedTerm, ProposedTerm, check_terms, propose_terms};
pub use translate::{Loss, LossKind, Translation, translate};
pub use write::{write, write_expression};
