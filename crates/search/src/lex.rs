//! Cuts the text of a query into its marks and words.

use std::ops::Range;

/// A piece of a query with its place in the text, bytes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lexeme {
    pub(crate) kind: LexemeKind,
    pub(crate) at: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LexemeKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `title:` and the like.
    Field(Field),
    /// `[ti]` and the like, the name in lower case.
    Tag(String),
    Phrase {
        text: String,
        closed: bool,
    },
    Word(String),
}

/// What may stand before a colon or, for most, in square brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Anywhere,
    Title,
    Abstract,
    TitleAbstract,
    Author,
    Journal,
    Keyword,
    Year,
    Doi,
    Pmid,
    Source,
    Stage,
    Decision,
    Tag,
    Reviewer,
    Reason,
}

impl Field {
    /// The field of a name before a colon, in lower case.
    fn before_colon(name: &str) -> Option<Self> {
        Some(match name {
            "title" | "ti" => Field::Title,
            "abstract" | "ab" => Field::Abstract,
            "tiab" => Field::TitleAbstract,
            "author" | "au" => Field::Author,
            "journal" | "ta" | "jt" => Field::Journal,
            "keyword" | "keywords" | "kw" | "mesh" | "mh" => Field::Keyword,
            "year" | "dp" | "py" => Field::Year,
            "doi" => Field::Doi,
            "pmid" => Field::Pmid,
            "source" => Field::Source,
            "stage" => Field::Stage,
            "decision" => Field::Decision,
            "tag" => Field::Tag,
            "reviewer" => Field::Reviewer,
            "reason" => Field::Reason,
            _ => return None,
        })
    }

    /// The field of a PubMed tag, in lower case, without brackets.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        // `[mesh:noexp]` restricts what the index does not know; the heading itself is meant.
        let tag = tag.split(':').next().unwrap_or(tag).trim();
        Some(match tag {
            "all" | "all fields" | "tw" | "text word" | "text words" => Field::Anywhere,
            "title" => Field::Title,
            "title/abstract" => Field::TitleAbstract,
            "1au" | "author" | "fau" | "first author" | "last author" => Field::Author,
            "so" | "journal" => Field::Journal,
            "mesh" | "mh" | "majr" | "mesh terms" | "mesh major topic" | "ot" | "other term" => {
                Field::Keyword
            }
            "pdat" | "date - publication" | "publication date" => Field::Year,
            "aid" | "lid" => Field::Doi,
            "uid" => Field::Pmid,
            "source" | "stage" | "decision" | "tag" | "reviewer" | "reason" => return None,
            other => return Field::before_colon(other),
        })
    }
}

/// Cuts a text; nothing fails.
pub(crate) fn lex(text: &str) -> Vec<Lexeme> {
    let mut lexemes = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let rest = &text[at..];
        let kind = if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        } else if c == '(' || c == ')' {
            at += 1;
            if c == '(' {
                LexemeKind::Open
            } else {
                LexemeKind::Close
            }
        } else if is_quote(c) {
            let inside = &rest[c.len_utf8()..];
            let length = inside.find(is_quote);
            let phrase = &inside[..length.unwrap_or(inside.len())];
            at += c.len_utf8() + phrase.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            LexemeKind::Phrase {
                text: phrase.to_owned(),
                closed: length.is_some(),
            }
        } else if c == '[' {
            let length = rest.find(']').unwrap_or(rest.len());
            at += (length + 1).min(rest.len());
            LexemeKind::Tag(rest[1..length].trim().to_lowercase())
        } else if c == ']' {
            at += 1;
            continue;
        } else if let Some((field, length)) = field_before_colon(rest) {
            at += length;
            LexemeKind::Field(field)
        } else {
            let after_doi = matches!(
                lexemes.last(),
                Some(Lexeme {
                    kind: LexemeKind::Field(Field::Doi),
                    ..
                })
            );
            let length = if after_doi || is_doi(&rest[..word_length(rest)]) {
                doi_length(rest)
            } else {
                word_length(rest)
            };
            at += length;
            word_or_operator(&rest[..length])
        };
        lexemes.push(Lexeme {
            kind,
            at: start..at,
        });
    }
    lexemes
}

fn word_or_operator(word: &str) -> LexemeKind {
    match word.to_ascii_lowercase().as_str() {
        "and" => LexemeKind::And,
        "or" => LexemeKind::Or,
        "not" => LexemeKind::Not,
        _ => LexemeKind::Word(word.to_owned()),
    }
}

fn field_before_colon(rest: &str) -> Option<(Field, usize)> {
    let length = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    if !rest[length..].starts_with(':') {
        return None;
    }
    let field = Field::before_colon(&rest[..length].to_ascii_lowercase())?;
    Some((field, length + 1))
}

fn word_length(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '[' | ']'))
        .unwrap_or(rest.len())
        .max(1)
}

/// Whether a word is a DOI, with or without its resolver.
pub(crate) fn is_doi(word: &str) -> bool {
    let bare = bare_doi(word);
    bare.strip_prefix("10.").is_some_and(|rest| {
        let digits = rest
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count();
        digits >= 4 && rest[digits..].starts_with('/')
    })
}

/// A DOI as records hold it: lower case, without resolver.
pub(crate) fn bare_doi(word: &str) -> String {
    let lower = word.trim().to_lowercase();
    let mut bare = lower.as_str();
    for resolver in ["https://", "http://", "dx.", "doi.org/", "doi:"] {
        bare = bare.strip_prefix(resolver).unwrap_or(bare);
    }
    bare.to_owned()
}

/// DOIs may hold balanced parentheses and brackets, as in `10.1016/s0140-6736(05)70005-9`.
fn doi_length(rest: &str) -> usize {
    let mut depth = 0i32;
    for (i, c) in rest.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return i.max(1),
            ')' => depth -= 1,
            c if c.is_whitespace() || is_quote(c) => return i.max(1),
            _ => {}
        }
    }
    rest.len()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}
