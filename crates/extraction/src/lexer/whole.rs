//! What is left out and put together once a text is cut: citations, and numbers that are written as words.

use documents::{small_number_word, tens_word};

use super::{Kind, Token};
use crate::number::Number;

/// Without citations: square brackets with nothing but whole numbers, commas and dashes that stand behind a word.
pub(super) fn without_citations(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.is_mark("[") {
            let close = tokens[at..]
                .iter()
                .position(|t| t.is_mark("]"))
                .map(|n| at + n);
            let behind_word = kept.last().is_none_or(|before| match &before.kind {
                Kind::Word(word) => !matches!(
                    word.as_str(),
                    "ci" | "iqr" | "range" | "sd" | "se" | "median"
                ),
                Kind::Mark(mark) => ".,;:)\"”".contains(*mark),
                Kind::Number(_) => false,
            });
            if let Some(close) = close
                && behind_word
                && close > at + 1
                && tokens[at + 1..close].iter().all(|t| {
                    t.is_mark(",-;")
                        || t.number()
                            .is_some_and(|n| n.is_whole() && (1.0..1000.0).contains(&n.value))
                })
            {
                at = close + 1;
                continue;
            }
        }
        kept.push(token.clone());
        at += 1;
    }
    kept
}

/// Joins words such as “one hundred and twenty-four” to numbers.
pub(super) fn spelled_numbers(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, end)) = spelled(&tokens, at) else {
            joined.push(tokens[at].clone());
            at += 1;
            continue;
        };
        let range = tokens[at].range.start..tokens[end - 1].range.end;
        joined.push(Token {
            kind: Kind::Number(Number {
                value: f64::from(value),
                text: value.to_string(),
                range: range.clone(),
                spelled: true,
            }),
            range,
        });
        at = end;
    }
    joined
}

fn spelled(tokens: &[Token], start: usize) -> Option<(u32, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let below_hundred = |at: usize| -> Option<(u32, usize)> {
        if let Some(tens) = tens_word(word(at)?) {
            let unit_at = if tokens.get(at + 1).is_some_and(|t| t.is_mark("-")) {
                at + 2
            } else {
                at + 1
            };
            return match word(unit_at).and_then(small_number_word) {
                Some(unit @ 1..=9) => Some((tens + unit, unit_at + 1)),
                _ => Some((tens, at + 1)),
            };
        }
        Some((small_number_word(word(at)?)?, at + 1))
    };
    let (first, next) = below_hundred(start)?;
    if word(next) != Some("hundred") {
        return Some((first, next));
    }
    let rest = if word(next + 1) == Some("and") {
        next + 2
    } else {
        next + 1
    };
    match below_hundred(rest) {
        Some((below, end)) => Some((first * 100 + below, end)),
        None => Some((first * 100, next + 1)),
    }
}
