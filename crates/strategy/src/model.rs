//! The model of a strategy that all syntaxes share: numbered lines, each a tree of terms, headings and operators.

use serde::{Deserialize, Serialize};

use crate::fields::Field;
use crate::syntax::Syntax;

/// Where something stands in the text it was read from, counted from 1 in lines and characters.
///
/// Two places are always equal, so that two strategies are the same wherever their terms stand.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    /// Line of the text; 0 where it was not read from a text.
    pub line: u32,
    /// Character in that line.
    pub column: u32,
}

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

/// A search strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strategy {
    /// The syntax whose rules hold: what an unquoted phrase means, which thesaurus headings are of.
    pub syntax: Syntax,
    /// Its lines in order; the last is the result.
    pub lines: Vec<Line>,
}

/// A numbered line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The number by which other lines refer to it.
    pub number: u32,
    /// Remarks that stand before it (lines that begin with `//`).
    pub comment: Option<String>,
    /// What it searches; `None` where nothing of it could be read.
    pub expression: Option<Expression>,
    /// The number of records that the export of the database gives for it.
    pub reported_hits: Option<u64>,
    /// Where it begins.
    pub at: Place,
}

/// What a line searches.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// Free text.
    Term(Term),
    /// A heading of a thesaurus (MeSH, Emtree, CINAHL headings).
    Heading(Heading),
    /// Another line.
    Reference(Reference),
    /// Several lines at once, such as `or/1-5,8`.
    Lines(Lines),
    /// All of these.
    And(Vec<Expression>),
    /// Any of these.
    Or(Vec<Expression>),
    /// The first without the second.
    Not {
        /// What is kept.
        of: Box<Expression>,
        /// What is taken away.
        without: Box<Expression>,
    },
    /// These near each other.
    Near(Near),
    /// Looked for in these fields only.
    InFields {
        /// The fields, any of them; sorted.
        fields: Vec<Field>,
        /// What is looked for.
        of: Box<Expression>,
    },
    /// All records that this limit lets through, such as years.
    Only(Limit),
    /// Limits put on a line or an expression as a whole.
    Limited {
        /// What is limited.
        of: Box<Expression>,
        /// To what; all of them hold.
        to: Vec<Limit>,
    },
    /// A part that could not be read, kept as it stands.
    Unread(Unread),
}

impl std::hash::Hash for Place {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}

/// Words to be found in the text of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    /// The words in order. Unquoted, they are a phrase or single words as the syntax has it ([`Syntax::unquoted`]).
    pub words: Vec<Word>,
    /// Whether it stands in quotes: always a phrase.
    pub quoted: bool,
    /// Where it stands.
    pub at: Place,
}

/// A word, perhaps with truncation or wildcards.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Word {
    /// Its parts in order.
    pub pieces: Vec<Piece>,
}

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// These letters.
    Text(String),
    /// Any number of characters, or none.
    Any,
    /// Up to so many characters.
    UpTo(u8),
    /// Exactly one character.
    One,
    /// One character or none.
    OneOrNone,
}

/// A heading of the thesaurus of the syntax.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// Its name, as written.
    pub name: String,
    /// With all narrower headings.
    pub explode: bool,
    /// Only where it is a main topic of the record.
    pub major: bool,
    /// Two-letter codes of MeSH qualifiers, lower case; any of them.
    pub subheadings: Vec<String>,
    /// Where it stands.
    pub at: Place,
}

/// The number of another line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// The line.
    pub line: u32,
    /// Where this stands.
    pub at: Place,
}

/// Several lines combined at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lines {
    /// Whether all of them (AND) or any (OR).
    pub all: bool,
    /// First and last line of each range; the same for a single line.
    pub ranges: Vec<(u32, u32)>,
    /// Where this stands.
    pub at: Place,
}

impl Lines {
    /// The numbers of the lines, at most 10,000.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranges
            .iter()
            .flat_map(|&(first, last)| first..=last)
            .take(10_000)
    }
}

/// Words or groups near each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Near {
    /// What is near each other; each is near the next.
    pub operands: Vec<Expression>,
    /// How many other words may stand between two of them. Ovid's `adj3` and Cochrane's `NEAR/3` are 2 (see
    /// [`Syntax::distance_counts_steps`]), `N3`, `W/3`, Web of Science's `NEAR/3` and PubMed's `~3` are 3.
    pub between: u32,
    /// Whether they stand in this order.
    pub ordered: bool,
}

/// A limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Studies of humans.
    Humans,
    /// Published in these years, ends included; `None` is open.
    Years {
        /// First year.
        from: Option<u16>,
        /// Last year.
        to: Option<u16>,
    },
    /// In this language, by its English name.
    Language(String),
    /// Of this type of publication.
    PublicationType(String),
    /// Any other, by the words of the platform.
    Named(String),
}

/// A part that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unread {
    /// As it stands.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

impl Word {
    /// A word without wildcards.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            pieces: vec![Piece::Text(text.into())],
        }
    }

    /// Whether it has truncation or wildcards.
    pub fn is_pattern(&self) -> bool {
        self.pieces.iter().any(|p| !matches!(p, Piece::Text(_)))
    }

    /// The letters before the first wildcard.
    pub fn stem(&self) -> &str {
        match self.pieces.first() {
            Some(Piece::Text(text)) => text,
            _ => "",
        }
    }

    /// For showing: `*` for any ending, `?` for one character or none, `#` for exactly one.
    pub fn shown(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(t) => text.push_str(t),
                Piece::Any => text.push('*'),
                Piece::UpTo(n) => text.push_str(&format!("*{n}")),
                Piece::One => text.push('#'),
                Piece::OneOrNone => text.push('?'),
            }
        }
        text
    }
}

impl Term {
    /// A term that was not read from a text.
    pub fn of(words: Vec<Word>, quoted: bool) -> Self {
        Self {
            words,
            quoted,
            at: Place::default(),
        }
    }

    /// Its words as they are shown, without quotes.
    pub fn shown(&self) -> String {
        let words: Vec<String> = self.words.iter().map(Word::shown).collect();
        words.join(" ")
    }
}

impl Expression {
    /// A reference that was not read from a text.
    pub fn line(number: u32) -> Self {
        Self::Reference(Reference {
            line: number,
            at: Place::default(),
        })
    }

    /// All of them; of a single one, that.
    pub fn all(mut parts: Vec<Expression>) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => Self::And(parts),
        }
    }

    /// Any of them; of a single one, that.
    pub fn any(mut parts: Vec<Expression>) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => Self::Or(parts),
        }
    }

    /// This, looked for in these fields; unchanged where there are none.
    pub fn within(self, fields: &[Field]) -> Self {
        if fields.is_empty() {
            return self;
        }
        let mut fields = fields.to_vec();
        fields.sort();
        fields.dedup();
        Self::InFields {
            fields,
            of: Box::new(self),
        }
    }

    /// The parts directly below.
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().collect(),
            Self::Near(near) => near.operands.iter().collect(),
            Self::Not { of, without } => vec![of, without],
            Self::InFields { of, .. } | Self::Limited { of, .. } => vec![of],
            Self::Term(_)
            | Self::Heading(_)
            | Self::Reference(_)
            | Self::Lines(_)
            | Self::Only(_)
            | Self::Unread(_) => vec![],
        }
    }

    /// Calls `visit` for this and everything below it, from the top.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expression)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }

    /// The lines it refers to, with where it does.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        self.walk(&mut |part| match part {
            Expression::Reference(reference) => found.push(*reference),
            Expression::Lines(lines) => {
                found.extend(lines.numbers().map(|line| Reference { line, at: lines.at }));
            }
            _ => {}
        });
        found
    }

    /// Whether a part of it could not be read.
    pub fn has_unread(&self) -> bool {
        let mut found = false;
        self.walk(&mut |part| found |= matches!(part, Expression::Unread(_)));
        found
    }
}

impl Strategy {
    /// The line of that number.
    pub fn line(&self, number: u32) -> Option<&Line> {
        self.lines.iter().find(|line| line.number == number)
    }

    /// The line whose records are the result: the last that searches anything.
    pub fn last(&self) -> Option<&Line> {
        self.lines.iter().rev().find(|l| l.expression.is_some())
    }
}
