//! [`sentences`]: a text cut into sentences, so that evidence can be named by number and shown by cutting it out of the
//! source.
//!
//! The rules are our own because those at hand fail on abstracts: the sentence boundaries of Unicode (UAX 29) end a
//! sentence after “Fig.”, “vs.” before a capital and “Dr.”, and never before one that begins with a number or with
//! “mTOR”; trained splitters are heavier than the model that reads the sentences.

mod abbreviations;
mod paragraphs;

use std::ops::Range;

use abbreviations::{Follower, begins_sentences, follower_of};
use paragraphs::paragraphs;

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its name within the text: `S1`, `S2`, …
    pub id: String,
    /// Bytes of the text that belong to it, white space around it included. The ranges of all sentences follow each
    /// other without a gap and cover the whole text.
    pub range: Range<usize>,
    /// Bytes of the sentence itself, without white space at its ends: what is shown as a quote.
    pub body: Range<usize>,
}

/// Longer sentences (tables and lists that a PDF gives as running text) are cut, so that each can be read and shown.
const LONGEST: usize = 1200;

/// The sentences of a text, in order. A text of nothing but white space has none.
///
/// A heading on a line of its own belongs to the sentence after it. Line breaks within a sentence do not end it where
/// the text is wrapped at a fixed width, as the text of PDFs is.
///
/// ```
/// let text = "BACKGROUND: Statins vs. placebo (e.g. in Dr. Smith's trial). 25 patients died, P < .05. mTOR rose.";
/// let found: Vec<&str> = documents::sentences(text).into_iter().map(|s| &text[s.body]).collect();
/// assert_eq!(found, [
///     "BACKGROUND: Statins vs. placebo (e.g. in Dr. Smith's trial).",
///     "25 patients died, P < .05.",
///     "mTOR rose.",
/// ]);
/// ```
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut bodies: Vec<Range<usize>> = Vec::new();
    for paragraph in paragraphs(text) {
        let mut start = paragraph.start;
        for end in ends(&text[paragraph.clone()])
            .into_iter()
            .map(|end| paragraph.start + end)
            .chain([paragraph.end])
        {
            cut_overlong(text, start..end, &mut bodies);
            start = end;
        }
    }
    let mut sentences: Vec<Sentence> = Vec::with_capacity(bodies.len());
    for body in bodies {
        let start = match sentences.last_mut() {
            Some(last) => {
                last.range.end = body.start;
                body.start
            }
            None => 0,
        };
        sentences.push(Sentence {
            id: format!("S{}", sentences.len() + 1),
            range: start..body.end,
            body,
        });
    }
    if let Some(last) = sentences.last_mut() {
        last.range.end = text.len();
    }
    sentences
}

/// Where sentences end within a paragraph, in bytes, the end of the paragraph itself not included.
fn ends(text: &str) -> Vec<usize> {
    let closed = closed_brackets(text);
    let mut ends = Vec::new();
    let mut start = 0;
    let mut bracket = 0;
    for (at, mark) in text.char_indices() {
        if at < start {
            continue;
        }
        while bracket < closed.len() && closed[bracket].end <= at {
            bracket += 1;
        }
        // "(It did.)" is a sentence in brackets; elsewhere a full stop in brackets ends nothing.
        let within = closed.get(bracket).is_some_and(|pair| {
            let whole = text[start..pair.start].trim().is_empty();
            pair.start < at && !(whole && at + mark.len_utf8() == pair.end)
        });
        let after = at + mark.len_utf8();
        let end = match mark {
            '.' if !within => full_stop(text, start, at),
            '?' | '!' if !within => {
                let end = past_closers(text, after);
                let rest = &text[end..];
                let next = rest.trim_start().chars().next();
                (rest.starts_with(char::is_whitespace) && !next.is_some_and(char::is_lowercase))
                    .then_some(end)
            }
            '。' | '！' | '？' if !within => Some(past_closers(text, after)),
            _ => None,
        };
        if let Some(end) = end.filter(|&end| end < text.len()) {
            ends.push(end);
            start = end;
        }
    }
    ends
}

/// Whether the full stop at `at` ends the sentence that began at `start`, and where then.
fn full_stop(text: &str, start: usize, at: usize) -> Option<usize> {
    let before = &text[start..at];
    let token = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '/' | '‘'))
        .next()
        .unwrap_or_default();
    let end = past_closers(text, at + 1);
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else {
        return Some(end);
    };
    if !next.is_whitespace() {
        return glued(text, token, at, end).then_some(end);
    }
    // "1. To compare …": the number of an item.
    if !token.is_empty() && before.trim() == token && token.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let following = rest.trim_start();
    let end = past_citation(text, end);
    let following = if end < text.len() {
        text[end..].trim_start()
    } else {
        following
    };
    let next = following.chars().next()?;
    let starts_anew = if next.is_lowercase() {
        is_name_in_lower_case(following)
    } else {
        true
    };
    if !starts_anew {
        return None;
    }
    let ends = match follower_of(token) {
        Some(Follower::Anything) => false,
        Some(Follower::Number) => !next.is_ascii_digit() && !is_short_label(following),
        Some(Follower::NotASentence) => {
            begins_sentences(following)
                || (next.is_uppercase() && !token.contains('.') && token.chars().count() > 2)
        }
        None if is_initial(token) => {
            let word_before = before[..before.len() - token.len()]
                .split_whitespace()
                .next_back();
            !starts_with_name(word_before) || begins_sentences(following)
        }
        None => true,
    };
    ends.then_some(end)
}

/// "A", "S1", "IV": what figures and tables are called.
fn is_short_label(text: &str) -> bool {
    let word = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    word.len() <= 3 && word.starts_with(char::is_uppercase) && !begins_sentences(text)
}

/// A single capital letter, as in "J. Smith", "S. aureus" and "hepatitis B.", or several with dots as in "U.S.".
fn is_initial(token: &str) -> bool {
    let mut letters = token
        .split(['.', '-'])
        .filter(|part| !part.is_empty())
        .peekable();
    letters.peek().is_some()
        && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// Whether the word before an initial lets it be part of a person's name.
fn starts_with_name(word: Option<&str>) -> bool {
    let Some(word) = word else { return true };
    matches!(
        word,
        "by" | "and" | "with" | "of" | "from" | "to" | "in" | "the" | "&" | "see" | "for"
    ) || word.starts_with(char::is_uppercase)
        || word.ends_with([',', '.'])
}

/// Sentences without a blank between them: "the disease.Methods: We …".
fn glued(text: &str, token: &str, at: usize, end: usize) -> bool {
    let chunk_end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |n| at + n);
    let chunk = &text[at..chunk_end];
    if ["://", "www", "@", "/"]
        .iter()
        .any(|part| token.contains(part) || chunk.contains(part))
    {
        return false;
    }
    let word: String = text[end..]
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let capitalised = word.chars().count() >= 3
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).all(char::is_lowercase);
    let heading = word.chars().count() >= 3
        && word.chars().all(char::is_uppercase)
        && text[end + word.len()..].starts_with(':');
    let a_word_before = token
        .chars()
        .rev()
        .take(3)
        .filter(|c| c.is_lowercase())
        .count()
        == 3
        || token.ends_with([')', ']', '%'])
        || token.ends_with(|c: char| c.is_ascii_digit());
    (capitalised || heading) && a_word_before && follower_of(token).is_none()
}

/// "mTOR", "pH", "eGFR", "p53", "α-synuclein": words that keep their lower case at the start of a sentence.
fn is_name_in_lower_case(text: &str) -> bool {
    let word = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ')'))
        .next()
        .unwrap_or_default();
    let mut letters = word.chars();
    let first = letters.next();
    let second = letters.next();
    first.is_some_and(|c| !c.is_ascii())
        || second.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        || (word.starts_with("mi") && word[2..].starts_with(['R', '-']))
}

/// Behind quotation marks and brackets that close with the sentence.
fn past_closers(text: &str, from: usize) -> usize {
    let closers = text[from..]
        .char_indices()
        .find(|(_, c)| !matches!(c, ')' | ']' | '"' | '”' | '’' | '\'' | '»'));
    closers.map_or(text.len(), |(n, _)| from + n)
}

/// Behind references that follow their sentence: "… in adults. [3, 4] We …".
fn past_citation(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let trimmed = rest.trim_start();
    let Some(inner) = trimmed.strip_prefix('[') else {
        return from;
    };
    let Some(close) = inner.find(']') else {
        return from;
    };
    let numbers = inner[..close]
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | ';'));
    let end = text.len() - inner.len() + close + 1;
    let alone = text[end..].chars().next().is_none_or(char::is_whitespace);
    if numbers && close > 0 && alone {
        end
    } else {
        from
    }
}

/// Outermost pairs of brackets that close again within 400 bytes; sentences do not end inside them.
fn closed_brackets(text: &str) -> Vec<Range<usize>> {
    const WIDEST: usize = 400;
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open.push((at, if c == '(' { ')' } else { ']' })),
            ')' | ']' => {
                if let Some(place) = open.iter().rposition(|(_, close)| *close == c) {
                    let (start, _) = open[place];
                    open.truncate(place);
                    if at - start <= WIDEST {
                        while pairs.last().is_some_and(|inner| inner.start > start) {
                            pairs.pop();
                        }
                        pairs.push(start..at);
                    }
                }
            }
            _ => {}
        }
        // What is open for so long never closes.
        open.retain(|(start, _)| at - start <= WIDEST);
    }
    pairs
}

/// Adds the part of the text without the white space at its ends, in pieces where it is too long for one.
fn cut_overlong(text: &str, part: Range<usize>, bodies: &mut Vec<Range<usize>>) {
    let mut rest = trimmed(text, part);
    while rest.len() > LONGEST {
        let mut limit = rest.start + LONGEST;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let piece = &text[rest.start..limit];
        let cut = ["; ", ", ", " ", "\n"]
            .iter()
            .filter_map(|mark| piece.rfind(mark).map(|at| at + mark.len()))
            .find(|&at| at > LONGEST / 2)
            .unwrap_or(piece.len());
        bodies.push(trimmed(text, rest.start..rest.start + cut));
        rest = trimmed(text, rest.start + cut..rest.end);
    }
    if !rest.is_empty() {
        bodies.push(rest);
    }
}

fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let inner = &text[part.clone()];
    let start = part.start + (inner.len() - inner.trim_start().len());
    start..(start + inner.trim().len())
}

#[cfg(test)]
mod tests;
