//! Where a text has paragraphs: line breaks that mean something, told apart from those of a fixed width.

use std::ops::Range;

/// The longest line of a text that was wrapped at a fixed width, in bytes.
const WIDTH: usize = 140;
/// The longest heading on a line of its own, in words.
const HEADING_WORDS: usize = 6;

/// The paragraphs of a text, in order, without its empty lines. A heading on a line of its own is part of the paragraph
/// after it.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (number, line) in lines.iter().enumerate() {
        let words = text[line.clone()].trim();
        if words.is_empty() {
            // A heading stays open over the empty line after it.
            if let Some(done) = open.take() {
                if is_heading(text[done.clone()].trim()) {
                    open = Some(done);
                } else {
                    paragraphs.push(done);
                }
            }
            continue;
        }
        let so_far = open
            .take()
            .map_or(line.clone(), |before| before.start..line.end);
        let next = lines
            .get(number + 1)
            .map(|next| text[next.clone()].trim())
            .unwrap_or_default();
        let goes_on =
            is_heading(words) || (!next.is_empty() && (wrapped || continues(words, next)));
        if goes_on {
            open = Some(so_far);
        } else {
            paragraphs.push(so_far);
        }
    }
    paragraphs.extend(open);
    paragraphs
}

/// The lines of a text without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split(['\n', '\u{2028}', '\u{2029}', '\u{c}'])
        .map(|line| {
            let range = start..start + line.len();
            start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
            range
        })
        .collect()
}

/// Whether line breaks come from a fixed width: many lines, none of them long, few of them ending with a sentence.
fn is_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    let filled: Vec<&str> = lines
        .iter()
        .map(|line| text[line.clone()].trim())
        .filter(|line| !line.is_empty() && !is_heading(line))
        .collect();
    let short = filled.iter().filter(|line| line.len() <= WIDTH).count();
    let ended = filled
        .iter()
        .filter(|line| line.ends_with(['.', '?', '!', ':', '。']))
        .count();
    filled.len() >= 4 && short * 10 >= filled.len() * 9 && ended * 2 < filled.len()
}

/// Whether a sentence goes on over a line break in a text that is not wrapped: nothing ended it, and the next line
/// begins in lower case.
fn continues(line: &str, next: &str) -> bool {
    !line.ends_with(['.', '?', '!', ':', ';', '。']) && next.starts_with(char::is_lowercase)
}

/// "METHODS", "Materials and methods:".
fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    if words == 0 || words > HEADING_WORDS || line.ends_with(['.', '?', '!']) {
        return false;
    }
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    line.ends_with(':') || (letters().count() >= 3 && letters().all(char::is_uppercase))
}
