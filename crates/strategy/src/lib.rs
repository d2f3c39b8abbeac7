//! Search strategies: one strategy, many syntaxes.
//!
//! *What it is:* a model of search strategies ([`Strategy`]), read from and written in the syntaxes of nine platforms
//! ([`parse`](fn@parse), [`write()`], [`detect()`]), told in plain words ([`explain()`]), checked ([`lint()`],
//! [`lint_on_corpus`]), carried from one platform to another with what is lost ([`translate()`]), built from concepts
//! ([`build`]) and read back into them ([`concept_blocks`]), and recorded as PRISMA-S asks ([`prisma_s()`]). On a [`Corpus`] it counts hits, recall and what each term
//! contributes ([`run()`], [`contributions`], [`suggest`]), and proposes terms from relevant records ([`propose_terms`]).
//! Pure: no network, no files, no chance.
//!
//! *What it is not:* it searches no database; numbers of a corpus are not those of the database. It holds no thesaurus; a
//! file of MeSH can be given ([`HeadingTree`]). It is not the search box of the program: that is the crate `search`.
//!
//! ```
//! use strategy::{Syntax, lint, parse, translate};
//!
//! let parsed = parse("(macula$ adj3 (oedema or edema)).tw.", Syntax::OvidMedline);
//! assert!(lint(&parsed).is_empty());
//! let translation = translate(&parsed.strategy, Syntax::Cochrane);
//! assert_eq!(translation.text, "(macula* NEAR/3 (oedema OR edema)):ti,ab\n");
//! ```

mod blocks;
mod corpus;
mod detect;
mod explain;
mod fields;
mod from_strategy;
mod headings;
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
pub use from_strategy::{NotBlocks, ReadBlocks, concept_blocks};
pub use headings::{HeadingTree, HeadingsError};
pub use lint::{lint, lint_headings, lint_on_corpus};
pub use model::{
    Expression, Heading, Limit, Line, Lines, Near, Piece, Place, Reference, Strategy, Term, Unread,
    Word,
};
pub use parse::{LineRead, Parsed, parse, parse_detected};
pub use prisma_s::{PrismaSItem, SearchRecord, limits, prisma_s};
pub use problem::{Problem, ProblemKind, Severity};
pub use run::{
    AddedTerm, Contribution, DroppedTerm, LineHits, Recall, RelevantRecords, RunReport,
    Suggestions, contributions, run, suggest,
};
pub use syntax::{Precedence, Syntax, Thesaurus, Unquoted};
pub use terms::{
    CheckedTerm, KnownBy, OfferedTerm, ProposedTerm, check_terms, propose_terms, telling_words,
};
pub use translate::{Loss, LossKind, Translation, translate};
pub use write::{write, write_expression};
