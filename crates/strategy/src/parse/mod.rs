//! A text as a strategy: what can be read is kept, what cannot is told with its place.

mod fold;
mod heading;
mod lines;
mod operand;
mod operator;
mod reader;
mod suffix;
mod tail;
pub(crate) mod word;

use serde::Serialize;

use crate::detect::{Detected, detect};
use crate::model::{Line, Strategy};
use crate::problem::{Problem, ProblemKind};
use crate::syntax::Syntax;

pub(crate) use lines::number_of;
pub(crate) use operator::is_operator_word;

/// What was read of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parsed {
    /// The strategy.
    pub strategy: Strategy,
    /// What could not be read as it should, by place.
    pub problems: Vec<Problem>,
    /// Each line as it stood, without its number, in the order of the strategy.
    pub texts: Vec<String>,
}

/// How far a line was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRead {
    /// All of it, without a remark.
    Whole,
    /// All of it, with an explained problem.
    Explained,
    /// A part could not be read; that is told, and the rest is kept.
    Partly,
}

impl Parsed {
    /// How far the line of that number was read.
    pub fn line_read(&self, number: u32) -> LineRead {
        let of_line = || self.problems.iter().filter(move |p| p.number == number);
        let unread = self
            .strategy
            .line(number)
            .and_then(|line| line.expression.as_ref())
            .is_none_or(|e| e.has_unread());
        if unread || of_line().any(|p| p.kind == ProblemKind::Unreadable) {
            LineRead::Partly
        } else if of_line().next().is_some() {
            LineRead::Explained
        } else {
            LineRead::Whole
        }
    }
}

/// Reads a strategy in a syntax. Never fails: what cannot be read is a problem with its place.
///
/// Lines may be numbered (`1.`, `#1`, `S1`) or not; then they are counted, empty lines and comments (`//`) left out.
pub fn parse(text: &str, syntax: Syntax) -> Parsed {
    let mut problems = Vec::new();
    let mut lines = Vec::new();
    let mut texts = Vec::new();
    for raw in lines::split(text, syntax) {
        let at = raw.places.first().copied().unwrap_or_default();
        texts.push(raw.chars.iter().collect());
        let mut reader = reader::Reader::new(syntax, raw.number, raw.chars, raw.places);
        let expression = tail::line(&mut reader);
        problems.append(&mut reader.problems);
        lines.push(Line {
            number: raw.number,
            comment: raw.comment,
            expression,
            reported_hits: raw.hits,
            at,
        });
    }
    Parsed {
        strategy: Strategy { syntax, lines },
        problems,
        texts,
    }
}

/// Reads a strategy in the syntax that it seems to be written in.
pub fn parse_detected(text: &str) -> (Detected, Parsed) {
    let detected = detect(text);
    let parsed = parse(text, detected.syntax);
    (detected, parsed)
}
