//! Texts compared by their words: which are the same, which differ.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Words without a meaning of their own. Those of denial and comparison are none of them.
const STOP_WORDS: [&str; 26] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as",
    "is", "are", "be", "was", "were", "will", "this", "that", "which", "between", "measured",
];

/// A piece of a text, and whether the other text lacks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MarkedWords")]
pub struct MarkedPiece {
    /// Its words, with the space and signs behind them.
    pub text: String,
    /// Whether the other text does not have them.
    pub differs: bool,
}

struct Word {
    normal: String,
    place: Range<usize>,
}

/// The words of a text in lower case, `≥ ≤ < > %` as words of their own (`>=` is `≥`), numbers with their decimals.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign.is_alphanumeric() {
            let mut end = at + sign.len_utf8();
            while let Some((next, sign)) = signs.peek().copied() {
                // A point or comma between digits belongs to the number.
                let within = matches!(sign, '.' | ',' | '·')
                    && text
                        .get(..next)
                        .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
                    && text
                        .get(next + sign.len_utf8()..)
                        .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
                if !sign.is_alphanumeric() && !within {
                    break;
                }
                end = next + sign.len_utf8();
                signs.next();
            }
            let word = text.get(at..end).unwrap_or_default().to_lowercase();
            words.push(Word {
                normal: singular(&word.replace('·', ".")),
                place: at..end,
            });
        } else if matches!(sign, '≥' | '≤' | '<' | '>' | '%') {
            let or_equal =
                matches!(sign, '<' | '>') && signs.peek().is_some_and(|(_, c)| *c == '=');
            let mut end = at + sign.len_utf8();
            if or_equal {
                signs.next();
                end += 1;
            }
            let normal = match (sign, or_equal) {
                ('<', true) | ('≤', _) => "≤",
                ('>', true) | ('≥', _) => "≥",
                ('<', false) => "<",
                ('>', false) => ">",
                _ => "%",
            };
            words.push(Word {
                normal: normal.to_owned(),
                place: at..end,
            });
        }
    }
    words
}

/// The word without the s of a plural.
fn singular(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn counts(word: &Word) -> bool {
    !STOP_WORDS.contains(&word.normal.as_str())
}

/// The words that count, each once, in order of the alphabet: the same for two texts that differ in order, case,
/// punctuation, plurals and words without meaning.
pub(crate) fn word_set(text: &str) -> BTreeSet<String> {
    words(text)
        .into_iter()
        .filter(counts)
        .map(|word| word.normal)
        .collect()
}

/// The share of words that two texts have in common, 0 to 1 (Dice): twice the common words over the words of both.
/// Two texts without words have none in common.
pub(crate) fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.len() + b.len();
    if all == 0 {
        return 0.0;
    }
    2.0 * a.intersection(b).count() as f64 / all as f64
}

/// A text in pieces, marked where the other text lacks the words. The pieces together are the text.
pub(crate) fn marked(text: &str, other: &BTreeSet<String>) -> Vec<MarkedPiece> {
    let mut pieces: Vec<MarkedPiece> = Vec::new();
    let mut from = 0;
    let words = words(text);
    for (index, word) in words.iter().enumerate() {
        let end = words
            .get(index + 1)
            .map_or(text.len(), |next| next.place.start);
        let differs = counts(word) && !other.contains(&word.normal);
        let piece = text.get(from..end).unwrap_or_default();
        match pieces.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(piece),
            _ => pieces.push(MarkedPiece {
                text: piece.to_owned(),
                differs,
            }),
        }
        from = end;
    }
    if from < text.len() {
        pieces.push(MarkedPiece {
            text: text.get(from..).unwrap_or_default().to_owned(),
            differs: false,
        });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn order_case_and_plurals_are_no_difference_and_numbers_are() {
        let of = |a: &str, b: &str| overlap(&word_set(a), &word_set(b));
        assert_eq!(
            of("Change in HbA1c at 12 weeks", "12-week change of HbA1c"),
            1.0
        );
        assert_eq!(of("age >= 18 years", "Age ≥ 18 year"), 1.0);
        assert!(of("age ≥ 18 years", "age ≥ 81 years") < 1.0);
        assert!(of("pregnancy", "no pregnancy") < 1.0);
        assert!(of("BMI > 30", "BMI < 30") < 1.0);
        assert_eq!(of("", ""), 0.0);
        // By hand: {pain, week} and {pain, month, 6}: one common word of five.
        assert_eq!(of("pain, weeks", "pain, 6 months"), 0.4);
    }

    #[test]
    fn what_the_other_lacks_is_marked() {
        let pieces = marked("Death at 28 days", &word_set("Death at 90 days"));
        let marks: Vec<(&str, bool)> = pieces
            .iter()
            .map(|p| (p.text.as_str(), p.differs))
            .collect();
        assert_eq!(
            marks,
            [("Death at ", false), ("28 ", true), ("days", false)]
        );
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,60}", other in "\\PC{0,60}") {
            let joined: String = marked(&text, &word_set(&other)).into_iter().map(|p| p.text).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn overlap_is_symmetric_and_whole_with_itself(a in "[a-z0-9 ]{1,40}[a-z]{4}", b in "[a-z0-9 ]{0,40}") {
            let (a, b) = (word_set(&a), word_set(&b));
            prop_assert!((overlap(&a, &b) - overlap(&b, &a)).abs() < 1e-12);
            if !a.is_empty() {
                prop_assert_eq!(overlap(&a, &a), 1.0);
            }
        }
    }
}
