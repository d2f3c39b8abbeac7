//! [`Problem`]: what is the matter with a strategy, where, and what to try.

use serde::{Deserialize, Serialize};

use crate::model::Place;

/// What is the matter at a place of a strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its kind.
    pub kind: ProblemKind,
    /// How much it matters.
    pub severity: Severity,
    /// Number of the strategy's line.
    pub number: u32,
    /// Where in the text.
    pub at: Place,
    /// What is the matter, as a sentence.
    pub message: String,
    /// What to write or to try.
    pub hint: String,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The database will refuse it or search something else.
    Error,
    /// It may not do what was meant.
    Warning,
    /// Worth a look.
    Hint,
}

/// The kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// Curly quotation marks.
    CurlyQuote,
    /// A quotation mark without its partner.
    UnbalancedQuote,
    /// A bracket without its partner.
    UnbalancedBracket,
    /// A field tag that the platform does not know.
    UnknownField,
    /// A field tag after a bracket, where the platform allows none.
    FieldOnGroup,
    /// Two terms without an operator between them.
    MissingOperator,
    /// An operator without a term on one side.
    MissingOperand,
    /// A lower case operator where capitals are needed.
    LowerCaseOperator,
    /// AND and OR side by side without brackets.
    MixedOperators,
    /// `exp` without the slash at the end of the heading.
    MissingSlash,
    /// A part that could not be read.
    Unreadable,
    /// A reference to a line that is not there.
    MissingLine,
    /// A line that refers to itself or to a later one.
    CircularReference,
    /// A number that looks like a line but lacks its sign.
    NumberWithoutSign,
    /// Truncation after very few letters.
    ShortStem,
    /// Truncation inside quotes, where it has no effect.
    TruncationInQuotes,
    /// Truncation where the platform has none.
    NoTruncation,
    /// NOT may lose relevant records.
    NotLosesRecords,
    /// Another spelling is missing.
    SpellingVariant,
    /// A term without a field beside others that have one.
    NoField,
    /// A heading that the thesaurus does not have.
    UnknownHeading,
    /// A line that the last line does not use.
    UnusedLine,
    /// The same term twice in a line.
    DuplicateTerm,
    /// A term that finds nothing in the corpus.
    FindsNothing,
    /// A term or line without which the corpus gives the same.
    AddsNothing,
}
