//! [`Pattern`]: a word of a strategy as the words of the corpus it matches.

use crate::corpus::for_each_word;
use crate::model::{Piece, Term, Word};

/// One word of the corpus, perhaps with wildcards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    pieces: Vec<Piece>,
}

/// The words of a term as the corpus cuts them.
pub(crate) fn patterns(term: &Term) -> Vec<Pattern> {
    term.words.iter().flat_map(of_word).collect()
}

/// “FP-CIT*” is “fp” and “cit*”.
fn of_word(word: &Word) -> Vec<Pattern> {
    let mut found: Vec<Vec<Piece>> = vec![vec![]];
    for piece in &word.pieces {
        let Piece::Text(text) = piece else {
            if let Some(last) = found.last_mut() {
                last.push(piece.clone());
            }
            continue;
        };
        if text.starts_with(|c: char| !c.is_alphanumeric()) {
            found.push(vec![]);
        }
        let mut first = true;
        for_each_word(text, |part| {
            if !std::mem::take(&mut first) {
                found.push(vec![]);
            }
            if let Some(last) = found.last_mut() {
                last.push(Piece::Text(part.to_owned()));
            }
        });
        if text.ends_with(|c: char| !c.is_alphanumeric()) {
            found.push(vec![]);
        }
    }
    // A wildcard by itself would match everything.
    found.retain(|pieces| pieces.iter().any(|p| matches!(p, Piece::Text(_))));
    found.into_iter().map(|pieces| Pattern { pieces }).collect()
}

impl Pattern {
    /// A word as it stands in the corpus.
    pub(crate) fn plain(word: &str) -> Self {
        Self {
            pieces: vec![Piece::Text(word.to_owned())],
        }
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.pieces.len() == 1
    }

    /// The letters that every match begins with.
    pub(crate) fn stem(&self) -> &str {
        match self.pieces.first() {
            Some(Piece::Text(text)) => text,
            _ => "",
        }
    }

    pub(crate) fn matches(&self, word: &str) -> bool {
        matches(&self.pieces, word)
    }
}

fn matches(pieces: &[Piece], word: &str) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return word.is_empty();
    };
    let after = |n: usize| word.char_indices().nth(n).map_or("", |(at, _)| &word[at..]);
    let length = word.chars().count();
    let mut skips = match first {
        Piece::Text(text) => {
            return word
                .strip_prefix(text.as_str())
                .is_some_and(|tail| matches(rest, tail));
        }
        Piece::Any => 0..=length,
        Piece::UpTo(n) => 0..=length.min(usize::from(*n)),
        Piece::One => 1..=1,
        Piece::OneOrNone => 0..=1,
    };
    // Words are short, so that trying every length is cheap.
    skips.any(|n| n <= length && matches(rest, after(n)))
}
