//! What the line-based tagged formats share: lines with numbers and places, fields, and filling a record.

use std::borrow::Cow;

use review::{OtherField, Record};

use crate::fields::{is_simple, non_empty, one_line, paragraphs, plain, plain_line};

/// A line with its number and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    /// From 1.
    pub(crate) number: u64,
    /// Offset of its first byte.
    pub(crate) start: usize,
}

impl Line<'_> {
    /// Offset behind its last byte, without the line end.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether there is nothing to read: white space, or the byte order mark of a file that was appended.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte == b' ' || byte == b'\t')
            || self
                .text
                .chars()
                .all(|c| c.is_whitespace() || c == '\u{feff}')
    }
}

/// The lines of a text.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut number = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = Line {
            text: rest.get(..length)?,
            number: number + 1,
            start,
        };
        start += length + 1;
        number += 1;
        Some(line)
    })
}

/// A tag with its value: the raw text from behind the tag to the end of the last line that continues it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field<'a> {
    pub(crate) tag: &'a str,
    pub(crate) value: &'a str,
    pub(crate) line: u64,
    /// Offset of the value in the text.
    start: usize,
}

impl<'a> Field<'a> {
    /// A field of one line, of which `value` is the end.
    pub(crate) fn new(tag: &'a str, value: &'a str, line: Line<'a>) -> Self {
        Self {
            tag,
            value,
            line: line.number,
            start: line.end() - value.len(),
        }
    }

    /// Offset behind the value in the text.
    pub(crate) fn end(&self) -> usize {
        self.start + self.value.len()
    }

    /// Goes on with the value to the end of a later line.
    pub(crate) fn extend(&mut self, text: &'a str, line: Line<'a>) {
        self.value = text.get(self.start..line.end()).unwrap_or(self.value);
    }
}

/// A title or name: one line without markup.
pub(crate) fn title(value: &str) -> Option<String> {
    non_empty(plain_line(value))
}

/// An abstract or a note: paragraphs without markup.
pub(crate) fn prose(value: &str) -> Option<String> {
    if is_simple(value) {
        return non_empty(value);
    }
    non_empty(paragraphs(&plain(value)))
}

/// Any other value: one line, as given.
pub(crate) fn word(value: &str) -> Option<String> {
    non_empty(one_line(value))
}

/// Keeps a field for which the record has no place. An empty field says nothing and is not kept.
pub(crate) fn keep(record: &mut Record, tag: &str, value: &str) {
    if let Some(value) = non_empty(paragraphs(value)) {
        record.other.push(OtherField {
            tag: tag.to_owned(),
            value,
        });
    }
}

/// Fills a single-valued field: the first value stays, the same value again adds nothing, another one is handed
/// back to be kept elsewhere.
pub(crate) fn fill(slot: &mut Option<String>, value: Option<String>) -> Option<String> {
    match (slot.as_ref(), value) {
        (None, value) => {
            *slot = value;
            None
        }
        (Some(first), Some(value)) if *first != value => Some(value),
        _ => None,
    }
}

/// The lines of a value, cleaned, without empty ones.
pub(crate) fn value_lines(value: &str) -> impl Iterator<Item = Cow<'_, str>> {
    value
        .split('\n')
        .map(plain_line)
        .filter(|line| !line.is_empty())
}

/// Writes one field: `tag`, then the value, both as they are.
pub(crate) fn push_line(out: &mut String, tag: &str, value: &str) {
    out.push_str(tag);
    out.push_str(value);
    out.push('\n');
}
