//! Words with truncation and wildcards, read and written.

use crate::model::{Piece, Word};
use crate::syntax::Syntax;

/// Reads one word (no spaces).
pub(crate) fn read(text: &str, syntax: Syntax) -> Word {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut literal = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let piece = match (c, syntax) {
            (_, Syntax::ClinicalTrialsGov) => None,
            ('*', _) | ('$', Syntax::OvidMedline | Syntax::OvidEmbase) => {
                let mut digits = String::new();
                while syntax.is_ovid()
                    && digits.len() < 2
                    && let Some(digit) = chars.next_if(char::is_ascii_digit)
                {
                    digits.push(digit);
                }
                Some(digits.parse().map_or(Piece::Any, Piece::UpTo))
            }
            ('#', Syntax::OvidMedline | Syntax::OvidEmbase) => Some(Piece::One),
            ('?', Syntax::OvidMedline | Syntax::OvidEmbase) => Some(Piece::OneOrNone),
            ('?', Syntax::Cochrane | Syntax::Scopus | Syntax::WebOfScience | Syntax::Cinahl) => {
                Some(Piece::One)
            }
            ('$', Syntax::WebOfScience) | ('#', Syntax::Cinahl) => Some(Piece::OneOrNone),
            _ => None,
        };
        match piece {
            Some(piece) => {
                if !literal.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut literal)));
                }
                pieces.push(piece);
            }
            None => literal.push(c),
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    Word { pieces }
}

/// Writes a word; a wildcard that the syntax lacks becomes its nearest wider one.
pub(crate) fn write(word: &Word, syntax: Syntax) -> String {
    let mut text = String::new();
    for piece in &word.pieces {
        match piece {
            Piece::Text(t) => text.push_str(t),
            _ if !syntax.has_truncation() => {}
            Piece::Any => text.push('*'),
            Piece::UpTo(n) if syntax.is_ovid() => text.push_str(&format!("*{n}")),
            Piece::UpTo(_) => text.push('*'),
            Piece::One => text.push_str(one(syntax)),
            Piece::OneOrNone => text.push_str(one_or_none(syntax)),
        }
    }
    text
}

/// The wildcard for exactly one character, or the nearest wider one.
fn one(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => "#",
        Syntax::Cochrane | Syntax::Scopus | Syntax::WebOfScience | Syntax::Cinahl => "?",
        _ => "*",
    }
}

/// The wildcard for one character or none, or the nearest wider one.
fn one_or_none(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => "?",
        Syntax::WebOfScience => "$",
        Syntax::Cinahl => "#",
        _ => "*",
    }
}

/// Whether the syntax has this wildcard itself.
pub(crate) fn has(piece: &Piece, syntax: Syntax) -> bool {
    match piece {
        Piece::Text(_) => true,
        Piece::Any => syntax.has_truncation(),
        Piece::UpTo(_) => syntax.is_ovid(),
        Piece::One => one(syntax) != "*" && syntax.has_truncation(),
        Piece::OneOrNone => one_or_none(syntax) != "*" && syntax.has_truncation(),
    }
}
