//! [`Query`]: what a person typed, understood; never an error.

use std::ops::Range;

use serde::Serialize;

use crate::family::Family;
use crate::mark::Marker;
use crate::parse;
use crate::text::{Words, folded_words};

/// Whether the text is complete or still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// As entered.
    Complete,
    /// The last word, from two letters on, may be the beginning of a longer one.
    AsYouType,
}

/// An understood query. Every text is one: what cannot be understood is left out and listed as a problem.
///
/// Words, `"phrases"`, beginnings (`cardio*`), `AND`, `OR`, `NOT` in any case (adjacent words mean `AND`; `NOT` binds
/// tightest, then `AND`), parentheses, `field:` before a word, phrase or group, and the tags of PubMed after one.
/// A word also finds its English forms (`therapy`, `therapies`); in quotation marks it is taken exactly.
///
/// ```
/// use search::{Query, Typing};
///
/// let query = Query::parse("heart[ti] (failure or \"cardiac arrest", Typing::Complete);
/// assert_eq!(query.understood(), "title:heart AND (failure OR \"cardiac arrest\")");
/// assert_eq!(query.problems().len(), 2); // the quotation mark and the parenthesis were closed
/// ```
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) root: Node,
    pub(crate) problems: Vec<QueryProblem>,
}

impl Query {
    /// Understands a text.
    pub fn parse(text: &str, typing: Typing) -> Self {
        parse::parse(text, typing)
    }

    /// How the text was understood, in the same language: parsing this gives the same query.
    pub fn understood(&self) -> String {
        match &self.root {
            Node::All => String::new(),
            root => root.to_string(),
        }
    }

    /// What was left out or repaired, in the order of the text.
    pub fn problems(&self) -> &[QueryProblem] {
        &self.problems
    }

    /// Whether nothing restricts the records, as with an empty text.
    pub fn is_all(&self) -> bool {
        self.root == Node::All
    }

    /// Marks the words of this query in texts.
    pub fn marker(&self) -> Marker {
        Marker::of(&self.root)
    }
}

/// Something in a query that was left out or repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueryProblem {
    /// What it was.
    pub kind: QueryProblemKind,
    /// Where in the text, in UTF-16 code units, as a web page counts.
    pub at: Range<usize>,
    /// The text concerned, at most 80 characters.
    pub text: String,
}

/// The kinds of [`QueryProblem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QueryProblemKind {
    /// A quotation mark was never closed; the phrase was taken to the end.
    UnclosedQuote,
    /// A parenthesis was never closed; it was closed at the end.
    UnclosedParenthesis,
    /// A closing parenthesis without an opening one; ignored.
    UnopenedParenthesis,
    /// `AND`, `OR` or `NOT` with nothing to connect; ignored.
    MissingOperand,
    /// A field or a tag without a value; ignored.
    MissingValue,
    /// A tag in square brackets that is not known; ignored.
    UnknownTag,
    /// A year that cannot be read; ignored.
    UnreadableYear,
    /// A stage or decision that does not exist: finds nothing.
    UnknownValue,
    /// `*` inside a word: taken as its beginning only.
    InnerWildcard,
    /// More terms or deeper parentheses than a query may have (1,000; 50): the rest is ignored.
    TooLong,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    All,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Text(TextTerm),
    Years {
        from: Option<i32>,
        to: Option<i32>,
    },
    Identifier {
        kind: Identifier,
        value: String,
        prefix: bool,
    },
    Fact(FactTerm),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identifier {
    Doi,
    Pmid,
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Anywhere,
    Title,
    Abstract,
    TitleAbstract,
    Author,
    Journal,
    Keyword,
}

/// A word, a compound or a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextTerm {
    pub(crate) scope: Scope,
    /// As typed, without quotation marks and wildcard.
    pub(crate) typed: String,
    pub(crate) quoted: bool,
    /// The folded parts in order; never empty.
    pub(crate) parts: Vec<String>,
    /// All parts in one piece, for a compound outside quotation marks.
    pub(crate) compound: Option<String>,
    /// Whether the last part may be the beginning of a longer word.
    pub(crate) prefix: bool,
    /// Whether forms of the last part count.
    pub(crate) forms: bool,
}

impl TextTerm {
    /// `None` where the text has no word in it. `typing`: the last word may be unfinished.
    pub(crate) fn new(
        scope: Scope,
        typed: &str,
        quoted: bool,
        prefix: bool,
        typing: bool,
    ) -> Option<Self> {
        let words = Words::of(typed);
        let parts = words.parts();
        let last = parts.last()?;
        // Nearly every record has a word with any given first letter: one letter is not yet a beginning.
        let typing = typing && last.chars().nth(1).is_some();
        Some(Self {
            scope,
            typed: typed.trim().to_owned(),
            quoted,
            compound: (!quoted).then(|| words.single_compound()).flatten(),
            parts,
            prefix: prefix || typing,
            forms: !quoted && !prefix && scope != Scope::Author,
        })
    }

    /// The forms of a word at the end of the term, if they count.
    pub(crate) fn family(&self, word: &str) -> Option<Family> {
        self.forms.then(|| Family::of(word))
    }
}

/// A condition on what the review knows about a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FactTerm {
    pub(crate) field: FactField,
    pub(crate) typed: String,
    pub(crate) quoted: bool,
    pub(crate) prefix: bool,
}

impl FactTerm {
    /// Whether a value of the record fits: the whole value in quotation marks, else words in sequence within it.
    pub(crate) fn fits(&self, value: &str) -> bool {
        let wanted = folded_words(&self.typed);
        let value = folded_words(value);
        if self.quoted && !self.prefix {
            return value == wanted;
        }
        let value = format!(" {value} ");
        let end = if self.prefix { "" } else { " " };
        !wanted.is_empty() && value.contains(&format!(" {wanted}{end}"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactField {
    Source,
    Stage,
    Decision,
    Tag,
    Reviewer,
    Reason,
}

impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Node::All => f.write_str("*"),
            Node::And(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    match node {
                        _ if i == 0 => {}
                        Node::Not(_) => f.write_str(" ")?,
                        _ => f.write_str(" AND ")?,
                    }
                    node.fmt_within(f)?;
                }
                Ok(())
            }
            Node::Or(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" OR ")?;
                    }
                    node.fmt_within(f)?;
                }
                Ok(())
            }
            Node::Not(node) => {
                f.write_str("NOT ")?;
                node.fmt_within(f)
            }
            Node::Text(term) => {
                f.write_str(term.scope.prefix())?;
                write_value(f, &term.typed, term.quoted, term.prefix)
            }
            Node::Years { from, to } => {
                f.write_str("year:")?;
                match (from, to) {
                    (Some(from), Some(to)) if from == to => write!(f, "{from}"),
                    _ => {
                        from.iter().try_for_each(|year| write!(f, "{year}"))?;
                        f.write_str("..")?;
                        to.iter().try_for_each(|year| write!(f, "{year}"))
                    }
                }
            }
            Node::Identifier {
                kind,
                value,
                prefix,
            } => {
                let field = match kind {
                    Identifier::Doi => "doi",
                    Identifier::Pmid => "pmid",
                };
                write!(f, "{field}:{value}{}", if *prefix { "*" } else { "" })
            }
            Node::Fact(term) => {
                write!(f, "{}:", term.field.name())?;
                write_value(f, &term.typed, term.quoted, term.prefix)
            }
        }
    }
}

impl Node {
    /// In parentheses where it stands inside another.
    fn fmt_within(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Node::And(_) | Node::Or(_) => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

fn write_value(
    f: &mut std::fmt::Formatter<'_>,
    value: &str,
    quoted: bool,
    prefix: bool,
) -> std::fmt::Result {
    match (quoted, prefix) {
        (true, true) => write!(f, "\"{value}*\""),
        (true, false) => write!(f, "\"{value}\""),
        (false, true) => write!(f, "{value}*"),
        (false, false) => f.write_str(value),
    }
}

impl Scope {
    fn prefix(self) -> &'static str {
        match self {
            Scope::Anywhere => "",
            Scope::Title => "title:",
            Scope::Abstract => "abstract:",
            Scope::TitleAbstract => "tiab:",
            Scope::Author => "author:",
            Scope::Journal => "journal:",
            Scope::Keyword => "keyword:",
        }
    }
}

impl FactField {
    fn name(self) -> &'static str {
        match self {
            FactField::Source => "source",
            FactField::Stage => "stage",
            FactField::Decision => "decision",
            FactField::Tag => "tag",
            FactField::Reviewer => "reviewer",
            FactField::Reason => "reason",
        }
    }
}
