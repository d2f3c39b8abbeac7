//! Cuts a text into numbers, words and marks, each with its place, before [`parse`](crate::parse) puts them together.
//!
//! Here it is decided what is a number at all: `CD4`, `EQ-5D`, `2nd` and the citation in “trials [3, 4]” are none. And
//! what its sign is: in `5–7` the dash parts a range, in `(–7)` it is a minus.

mod letters;
mod numbers;
mod whole;

use std::ops::Range;

use crate::number::Number;
use letters::{Letter, MINUS, THIN, letters};
use whole::{spelled_numbers, without_citations};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A number.
    Number(Number),
    /// A word in lower case, without dots: `s.d.` is `sd`.
    Word(String),
    /// `±` also for `+/-`; `-` for every dash; anything else as it is.
    Mark(char),
}

impl Token {
    pub(crate) fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is_mark(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }
}

/// Cuts a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let letters = letters(text);
    let mut cutter = Cutter {
        letters: &letters,
        at: 0,
        tokens: Vec::new(),
    };
    cutter.cut();
    spelled_numbers(without_citations(cutter.tokens))
}

struct Cutter<'a> {
    letters: &'a [Letter],
    at: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn c(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.c)
    }

    fn digit(&self, at: usize) -> bool {
        self.c(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn blank(&self, at: usize) -> bool {
        self.c(at).is_none_or(|c| c == ' ' || c == THIN)
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.c(at))
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.letters.get(from).map_or(0, |l| l.start);
        let end = to
            .checked_sub(1)
            .and_then(|at| self.letters.get(at))
            .map_or(start, |l| l.end);
        start..end
    }

    fn push(&mut self, kind: Kind, from: usize, to: usize) {
        let range = self.range(from, to);
        self.tokens.push(Token { kind, range });
        self.at = to;
    }

    fn cut(&mut self) {
        while let Some(c) = self.c(self.at) {
            let at = self.at;
            if c == ' ' || c == THIN {
                self.at += 1;
            } else if c.is_ascii_digit()
                || (c == '.' && self.digit(at + 1) && !self.digit(at.wrapping_sub(1)))
            {
                self.number(at, at);
            } else if c == '+'
                && matches!(
                    (self.c(at + 1), self.c(at + 2)),
                    (Some('/'), Some('-' | MINUS))
                )
            {
                self.push(Kind::Mark('±'), at, at + 3);
            } else if c == '+' && matches!(self.c(at + 1), Some('-' | MINUS)) && self.digit(at + 2)
            {
                self.push(Kind::Mark('±'), at, at + 2);
            } else if let Some(start) = self.sign(at) {
                self.number(at, start);
            } else if c.is_alphabetic() {
                self.word(at);
            } else {
                self.push(Kind::Mark(if c == MINUS { '-' } else { c }), at, at + 1);
            }
        }
    }

    /// Something with digits that is no number, as a word.
    fn name(&mut self, from: usize) {
        let mut end = from + 1;
        while self.c(end).is_some_and(|c| {
            c.is_alphanumeric()
                || (matches!(c, '.' | ':' | '_')
                    && self.c(end + 1).is_some_and(char::is_alphanumeric))
        }) {
            end += 1;
        }
        let word: String = (from..end)
            .filter_map(|n| self.c(n))
            .collect::<String>()
            .to_lowercase();
        self.push(Kind::Word(word), from, end);
    }

    fn word(&mut self, from: usize) {
        let mut word = String::new();
        let mut at = from;
        while let Some(c) = self.c(at) {
            let dotted = c == '.'
                && self.c(at + 1).is_some_and(char::is_alphabetic)
                && at - from <= 3
                && (at - from) % 2 == 1;
            if c.is_alphanumeric() || (c == '\'' && self.c(at + 1).is_some_and(char::is_alphabetic))
            {
                word.extend(c.to_lowercase());
            } else if !dotted {
                break;
            }
            at += 1;
        }
        self.push(Kind::Word(word), from, at);
    }
}
