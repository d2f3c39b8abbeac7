//! [`differing_words`]: where two texts differ, word by word, for the view side by side.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::fold;

/// A stretch of a text, with the white space that follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "DifferingSegment")]
pub struct Segment {
    /// The text as given.
    pub text: String,
    /// Whether the other text lacks these words at this place.
    pub differs: bool,
}

/// Two texts in segments; the segments of a side joined are that text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordDifferences {
    /// The first text.
    pub a: Vec<Segment>,
    /// The second text.
    pub b: Vec<Segment>,
}

/// Cells of the comparison table above which the differing middle of two long texts is marked as a whole.
const TABLE: usize = 4_000_000;

/// Marks the words that differ: case, accents and punctuation are no difference, order is.
///
/// ```
/// let marked = dedup::differing_words("Stroke in young adults.", "Stroke in older adults");
/// let words: Vec<&str> = marked.a.iter().filter(|s| s.differs).map(|s| s.text.trim()).collect();
/// assert_eq!(words, ["young"]);
/// ```
pub fn differing_words(a: &str, b: &str) -> WordDifferences {
    let (left, right) = (pieces(a), pieces(b));
    let x: Vec<String> = left.iter().map(|p| fold(p)).collect();
    let y: Vec<String> = right.iter().map(|p| fold(p)).collect();
    let (in_a, in_b) = common(&x, &y);
    WordDifferences {
        a: segments(&left, &x, &in_a),
        b: segments(&right, &y, &in_b),
    }
}

/// Words with the white space after them; white space at the beginning goes with the first.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut seen_word = false;
    let mut in_space = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            in_space = true;
        } else {
            if in_space && seen_word {
                pieces.push(&text[start..at]);
                start = at;
            }
            in_space = false;
            seen_word = true;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Which words of each belong to a longest common subsequence.
fn common(x: &[String], y: &[String]) -> (Vec<bool>, Vec<bool>) {
    let (mut in_x, mut in_y) = (vec![false; x.len()], vec![false; y.len()]);
    let head = x.iter().zip(y).take_while(|(a, b)| a == b).count();
    let rest = x.len().min(y.len()) - head;
    let tail = x
        .iter()
        .rev()
        .zip(y.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let (x_end, y_end) = (x.len() - tail, y.len() - tail);
    in_x[..head].fill(true);
    in_y[..head].fill(true);
    in_x[x_end..].fill(true);
    in_y[y_end..].fill(true);
    let (rows, columns) = (x_end - head, y_end - head);
    if rows.saturating_mul(columns) > TABLE {
        return (in_x, in_y);
    }
    let width = columns + 1;
    let mut longest = vec![0_u32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            longest[i * width + j] = if x[head + i] == y[head + j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if x[head + i] == y[head + j] {
            in_x[head + i] = true;
            in_y[head + j] = true;
            i += 1;
            j += 1;
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_x, in_y)
}

fn segments(pieces: &[&str], folded: &[String], shared: &[bool]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for ((piece, folded), shared) in pieces.iter().zip(folded).zip(shared) {
        // Punctuation standing alone is no difference.
        let differs = !shared && !folded.is_empty();
        match segments.last_mut() {
            Some(last) if last.differs == differs => last.text.push_str(piece),
            _ => segments.push(Segment {
                text: (*piece).to_owned(),
                differs,
            }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_what_differs_and_nothing_else() {
        let marked = differing_words(
            "  The  haemolytic syndrome: a review",
            "the hemolytic syndrome - A Review.",
        );
        let of = |segments: &[Segment]| -> Vec<String> {
            segments
                .iter()
                .filter(|s| s.differs)
                .map(|s| s.text.trim().to_owned())
                .collect()
        };
        assert_eq!(of(&marked.a), ["haemolytic"]);
        assert_eq!(of(&marked.b), ["hemolytic"]);
    }

    proptest! {
        #[test]
        fn segments_are_the_texts(a in "[a-cé .\\n]{0,40}", b in "[a-cé .\\n]{0,40}") {
            let marked = differing_words(&a, &b);
            let join = |s: &[Segment]| s.iter().map(|s| s.text.as_str()).collect::<String>();
            prop_assert_eq!(join(&marked.a), a.clone());
            prop_assert_eq!(join(&marked.b), b);
            prop_assert!(differing_words(&a, &a).a.iter().all(|s| !s.differs));
        }
    }
}
