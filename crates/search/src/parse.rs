//! From the pieces of a query to its tree; repairs instead of failing.

use std::ops::Range;

use crate::facts::Standing;
use crate::lex::{Field, Lexeme, LexemeKind, bare_doi, is_doi, lex};
use crate::query::{
    FactField, FactTerm, Identifier, Node, Query, QueryProblem, QueryProblemKind, Scope, TextTerm,
    Typing,
};
use crate::text::folded_words;
use crate::years::years;

const MOST_TERMS: usize = 1_000;
const DEEPEST: usize = 50;
const MOST_PROBLEMS: usize = 20;

pub(crate) fn parse(text: &str, typing: Typing) -> Query {
    let lexemes = lex(text);
    let unfinished = match lexemes.last() {
        Some(last) if typing == Typing::AsYouType && last.at.end == text.len() => {
            match &last.kind {
                LexemeKind::Word(_) | LexemeKind::Phrase { closed: false, .. } => {
                    Some(lexemes.len() - 1)
                }
                _ => None,
            }
        }
        _ => None,
    };
    let mut parser = Parser {
        text,
        lexemes: &lexemes,
        next: 0,
        unfinished,
        terms: 0,
        problems: Vec::new(),
    };
    let root = parser.alternatives(Field::Anywhere, 0).unwrap_or(Node::All);
    Query {
        root,
        problems: parser.problems,
    }
}

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    next: usize,
    /// The word that is still being typed.
    unfinished: Option<usize>,
    terms: usize,
    problems: Vec<QueryProblem>,
}

/// What a tag in square brackets after it applies to.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// A word: the tag applies to all words right before it.
    Word,
    Other,
}

impl<'a> Parser<'a> {
    /// `a OR b OR c`, up to the closing parenthesis of this depth.
    fn alternatives(&mut self, field: Field, depth: usize) -> Option<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            nodes.extend(self.sequence(field, depth));
            if self.peek() != Some(&LexemeKind::Or) {
                return one(nodes, Node::Or);
            }
            let at = self.place();
            self.next += 1;
            if nodes.is_empty() || self.operand_is_missing() {
                self.problem(QueryProblemKind::MissingOperand, at);
            }
        }
    }

    /// `a b AND c NOT d`.
    fn sequence(&mut self, field: Field, depth: usize) -> Option<Node> {
        let mut items: Vec<(Node, Shape, &'a str)> = Vec::new();
        let mut year_range = false;
        while let Some(kind) = self.peek() {
            let at = self.place();
            match kind {
                LexemeKind::Close if depth == 0 => {
                    self.problem(QueryProblemKind::UnopenedParenthesis, at);
                    self.next += 1;
                }
                LexemeKind::Or | LexemeKind::Close => break,
                LexemeKind::And => {
                    self.next += 1;
                    // `AND NOT` is one operator.
                    if items.is_empty() || self.operand_is_missing() {
                        self.problem(QueryProblemKind::MissingOperand, at);
                    }
                    if let Some(last) = items.last_mut() {
                        last.1 = Shape::Other;
                    }
                }
                LexemeKind::Not => {
                    let mut negated = false;
                    while self.peek() == Some(&LexemeKind::Not) {
                        negated = !negated;
                        self.next += 1;
                    }
                    let before = self.next;
                    match self.operand(field, depth) {
                        Some((node, _)) if negated => {
                            items.push((negation(node), Shape::Other, ""));
                        }
                        Some((node, shape)) => items.push((node, shape, self.slice_from(before))),
                        None => self.problem(QueryProblemKind::MissingOperand, at),
                    }
                }
                LexemeKind::Tag(tag) => {
                    self.next += 1;
                    self.apply_tag(tag, at, &mut items, &mut year_range);
                }
                LexemeKind::Word(word) if word == ":" && ends_in_years(&items) => {
                    self.next += 1;
                    year_range = true;
                }
                _ => {
                    let before = self.next;
                    if let Some((node, shape)) = self.operand(field, depth) {
                        items.push((node, shape, self.slice_from(before)));
                    }
                }
            }
        }
        conjunction(items.into_iter().map(|(node, _, _)| node).collect())
    }

    /// A word, a phrase, a group, or one of these after a field. `None` where it holds nothing to search for.
    fn operand(&mut self, field: Field, depth: usize) -> Option<(Node, Shape)> {
        let at = self.place();
        let index = self.next;
        match self.peek()?.clone() {
            LexemeKind::Field(own) => {
                self.next += 1;
                match self.peek() {
                    Some(LexemeKind::Word(_) | LexemeKind::Phrase { .. } | LexemeKind::Open) => {
                        self.operand(own, depth)
                            .map(|(node, _)| (node, Shape::Other))
                    }
                    _ => {
                        self.problem(QueryProblemKind::MissingValue, at);
                        None
                    }
                }
            }
            LexemeKind::Open => {
                self.next += 1;
                if depth >= DEEPEST {
                    self.problem(QueryProblemKind::TooLong, at.start..self.text.len());
                    self.next = self.lexemes.len();
                    return None;
                }
                let node = self.alternatives(field, depth + 1);
                if self.peek() == Some(&LexemeKind::Close) {
                    self.next += 1;
                } else {
                    self.problem(QueryProblemKind::UnclosedParenthesis, at);
                }
                node.map(|node| (node, Shape::Other))
            }
            LexemeKind::Phrase { text, closed } => {
                self.next += 1;
                if !closed {
                    self.problem(QueryProblemKind::UnclosedQuote, at.clone());
                }
                let text = text.trim();
                let (typed, star) = match text.strip_suffix('*') {
                    Some(start) => (start.trim_end_matches('*'), true),
                    None => (text, false),
                };
                let node = self.leaf(field, typed, true, star, index, at)?;
                Some((node, Shape::Other))
            }
            LexemeKind::Word(word) => {
                self.next += 1;
                let bare = word.trim_end_matches(['*', '$']);
                let star = bare.len() < word.len();
                let wildcards: &[char] = &['*', '?'];
                let (bare, star) = match bare.find(wildcards) {
                    // A question mark ends a question more often than it stands for a letter.
                    Some(i)
                        if bare[i..]
                            .trim_start_matches(wildcards)
                            .starts_with(char::is_alphanumeric)
                            && field != Field::Doi
                            && !is_doi(bare) =>
                    {
                        self.problem(QueryProblemKind::InnerWildcard, at.clone());
                        (&bare[..i], true)
                    }
                    _ => (bare, star),
                };
                let node = self.leaf(field, bare, false, star, index, at)?;
                Some((node, Shape::Word))
            }
            // Operators and closing parentheses are the business of the caller.
            _ => None,
        }
    }

    fn leaf(
        &mut self,
        field: Field,
        typed: &str,
        quoted: bool,
        prefix: bool,
        index: usize,
        at: Range<usize>,
    ) -> Option<Node> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            self.problem(QueryProblemKind::TooLong, at.start..self.text.len());
            self.next = self.lexemes.len();
            return None;
        }
        let typing = self.unfinished == Some(index);
        let scope = match field {
            Field::Anywhere if !quoted && is_doi(typed) => {
                return identifier(Identifier::Doi, typed, prefix || typing);
            }
            Field::Anywhere => Scope::Anywhere,
            Field::Title => Scope::Title,
            Field::Abstract => Scope::Abstract,
            Field::TitleAbstract => Scope::TitleAbstract,
            Field::Author => Scope::Author,
            Field::Journal => Scope::Journal,
            Field::Keyword => Scope::Keyword,
            Field::Doi => return identifier(Identifier::Doi, typed, prefix || typing),
            Field::Pmid => return identifier(Identifier::Pmid, typed, prefix || typing),
            Field::Year => {
                let years = years(typed);
                if years.is_none() && !typing {
                    self.problem(QueryProblemKind::UnreadableYear, at);
                }
                return years;
            }
            Field::Source => {
                return self.fact(FactField::Source, typed, quoted, prefix || typing, at);
            }
            Field::Stage => {
                return self.fact(FactField::Stage, typed, quoted, prefix || typing, at);
            }
            Field::Decision => {
                return self.fact(FactField::Decision, typed, quoted, prefix || typing, at);
            }
            Field::Tag => return self.fact(FactField::Tag, typed, quoted, prefix || typing, at),
            Field::Reviewer => {
                return self.fact(FactField::Reviewer, typed, quoted, prefix || typing, at);
            }
            Field::Reason => {
                return self.fact(FactField::Reason, typed, quoted, prefix || typing, at);
            }
        };
        TextTerm::new(scope, typed, quoted, prefix, typing).map(Node::Text)
    }

    fn fact(
        &mut self,
        field: FactField,
        typed: &str,
        quoted: bool,
        prefix: bool,
        at: Range<usize>,
    ) -> Option<Node> {
        let typed = typed.trim();
        if folded_words(typed).is_empty() {
            self.problem(QueryProblemKind::MissingValue, at);
            return None;
        }
        let known = match field {
            FactField::Stage => Standing::stage_named(typed).is_some(),
            FactField::Decision => Standing::named(typed).is_some(),
            _ => true,
        };
        if !known {
            self.problem(QueryProblemKind::UnknownValue, at);
        }
        Some(Node::Fact(FactTerm {
            field,
            typed: typed.to_owned(),
            quoted,
            prefix,
        }))
    }

    /// Applies `[ti]` to the group or phrase before it, or to all words right before it.
    fn apply_tag(
        &mut self,
        tag: &str,
        at: Range<usize>,
        items: &mut Vec<(Node, Shape, &'a str)>,
        year_range: &mut bool,
    ) {
        let Some(field) = Field::of_tag(tag) else {
            self.problem(QueryProblemKind::UnknownTag, at);
            return;
        };
        let words = items
            .iter()
            .rev()
            .take_while(|(_, shape, _)| *shape == Shape::Word)
            .count();
        let tagged = items.split_off(items.len() - words.max(1).min(items.len()));
        let Some((_, _, first)) = tagged.first() else {
            self.problem(QueryProblemKind::MissingValue, at);
            return;
        };
        let node = match field {
            Field::Year => self.tagged_years(&tagged, at, items, year_range),
            Field::Doi => identifier(Identifier::Doi, first, false),
            Field::Pmid => identifier(Identifier::Pmid, first, false),
            // PubMed reads the words before [au] as one name.
            Field::Author if words > 1 => {
                let name: Vec<&str> = tagged.iter().map(|(_, _, typed)| *typed).collect();
                TextTerm::new(Scope::Author, &name.join(" "), true, false, false).map(Node::Text)
            }
            _ => {
                let scope = scope_of(field);
                conjunction(
                    tagged
                        .into_iter()
                        .map(|(node, _, _)| within(node, scope))
                        .collect(),
                )
            }
        };
        items.extend(node.map(|node| (node, Shape::Other, "")));
    }

    /// `2010[dp]`, `2010:2015[dp]` and `"2010/01/01"[dp] : "2015"[dp]`.
    fn tagged_years(
        &mut self,
        tagged: &[(Node, Shape, &'a str)],
        at: Range<usize>,
        items: &mut Vec<(Node, Shape, &'a str)>,
        year_range: &mut bool,
    ) -> Option<Node> {
        let typed: String = tagged.iter().map(|(_, _, typed)| *typed).collect();
        let Some(Node::Years { from, to }) = years(typed.trim_matches(['"', '“', '”'])) else {
            self.problem(QueryProblemKind::UnreadableYear, at);
            return None;
        };
        if std::mem::take(year_range)
            && ends_in_years(items)
            && let Some((Node::Years { from, .. }, _, _)) = items.pop()
        {
            return Some(Node::Years { from, to });
        }
        Some(Node::Years { from, to })
    }

    fn peek(&self) -> Option<&'a LexemeKind> {
        self.lexemes.get(self.next).map(|lexeme| &lexeme.kind)
    }

    fn operand_is_missing(&self) -> bool {
        matches!(
            self.peek(),
            None | Some(LexemeKind::And | LexemeKind::Or | LexemeKind::Close)
        )
    }

    /// Where the next piece stands; the end of the text after the last.
    fn place(&self) -> Range<usize> {
        self.lexemes
            .get(self.next)
            .map_or(self.text.len()..self.text.len(), |lexeme| lexeme.at.clone())
    }

    /// The text from a piece up to the next one.
    fn slice_from(&self, index: usize) -> &'a str {
        let at = |i: usize| self.lexemes.get(i).map(|lexeme| lexeme.at.clone());
        match (at(index), at(self.next.saturating_sub(1))) {
            (Some(first), Some(last)) if first.start <= last.end => {
                &self.text[first.start..last.end]
            }
            _ => "",
        }
    }

    fn problem(&mut self, kind: QueryProblemKind, at: Range<usize>) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let utf16 = |end: usize| self.text[..end].encode_utf16().count();
        let problem = QueryProblem {
            kind,
            text: self.text[at.clone()].chars().take(80).collect(),
            at: utf16(at.start)..utf16(at.end),
        };
        // One word about what was cut off is enough, and nobody reads a hundred.
        if kind != QueryProblemKind::TooLong || !self.problems.iter().any(|p| p.kind == kind) {
            self.problems.push(problem);
        }
    }
}

fn ends_in_years(items: &[(Node, Shape, &str)]) -> bool {
    matches!(items.last(), Some((Node::Years { .. }, _, _)))
}

/// `None` for no node, the node itself for one.
fn one(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 {
        return Some(several(nodes));
    }
    nodes.pop()
}

/// All of the nodes, conjunctions among them opened.
fn conjunction(nodes: Vec<Node>) -> Option<Node> {
    let mut flat = Vec::new();
    for node in nodes {
        match node {
            Node::And(inner) => flat.extend(inner),
            node => flat.push(node),
        }
    }
    one(flat, Node::And)
}

fn scope_of(field: Field) -> Scope {
    match field {
        Field::Title => Scope::Title,
        Field::Abstract => Scope::Abstract,
        Field::TitleAbstract => Scope::TitleAbstract,
        Field::Author => Scope::Author,
        Field::Journal => Scope::Journal,
        Field::Keyword => Scope::Keyword,
        _ => Scope::Anywhere,
    }
}

/// What is not meant; not of not is what is meant, so that a query reads the same however it was put together.
fn negation(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        other => Node::Not(Box::new(other)),
    }
}

/// The node with every word that has no field of its own in this one.
fn within(node: Node, scope: Scope) -> Node {
    let all = |nodes: Vec<Node>| nodes.into_iter().map(|node| within(node, scope)).collect();
    match node {
        Node::And(nodes) => Node::And(all(nodes)),
        Node::Or(nodes) => Node::Or(all(nodes)),
        Node::Not(node) => negation(within(*node, scope)),
        Node::Text(term) if term.scope == Scope::Anywhere => Node::Text(TextTerm {
            scope,
            forms: term.forms && scope != Scope::Author,
            ..term
        }),
        node => node,
    }
}

fn identifier(kind: Identifier, typed: &str, prefix: bool) -> Option<Node> {
    let value: String = match kind {
        Identifier::Doi => bare_doi(typed)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect(),
        Identifier::Pmid => typed.chars().filter(char::is_ascii_digit).collect(),
    };
    let value = value.trim_matches(['"', '*', '“', '”']).to_owned();
    (!value.is_empty()).then_some(Node::Identifier {
        kind,
        value,
        prefix,
    })
}
