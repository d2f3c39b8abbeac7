//! [`read_text`]: a [`Document`] from plain text or Markdown.

mod tables;

use std::sync::LazyLock;

use regex::Regex;

use crate::assemble::{Block, Grid, Piece, assemble, hash_of, unread};
use crate::document::{Document, DocumentStatus};
use crate::section_kind::named;
use tables::table_at;

/// A line of text that was wrapped at a fixed width is not longer, in characters.
const WIDTH: usize = 140;
/// A heading is not longer, in words.
const HEADING_WORDS: usize = 14;

/// Reads plain text or Markdown (headings with `#`, tables with bars or in columns, `::: caption`). Plain text is
/// Markdown with nothing marked. Never fails; a text of nothing but white space is an empty document.
pub fn read_text(text: &str) -> Document {
    let hash = hash_of(text.as_bytes());
    let blocks = blocks(text);
    if blocks.is_empty() {
        return unread(hash, DocumentStatus::Empty);
    }
    let status = DocumentStatus::Read {
        pages_without_text: Vec::new(),
    };
    assemble(hash, status, Vec::new(), &blocks, Vec::new())
}

fn blocks(text: &str) -> Vec<Block> {
    let prepared = lines_of(text);
    let lines: Vec<&str> = prepared.iter().map(String::as_str).collect();
    let mut blocks = Vec::new();
    let mut caption: Option<String> = None;
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        if let Some((cells, after)) = table_at(&lines, at) {
            paragraphs(&mut open, &mut blocks);
            blocks.push(table(cells, caption.take()));
            at = after;
            continue;
        }
        let trimmed = line.trim();
        if trimmed.starts_with(":::") {
            paragraphs(&mut open, &mut blocks);
            if trimmed.trim_start_matches(':').trim() == "caption" {
                let end = (at + 1..lines.len())
                    .find(|&n| lines[n].trim().starts_with(":::"))
                    .unwrap_or(lines.len());
                let words = inline(&lines[at + 1..end].join(" "));
                // A caption without a table after it is a paragraph.
                if let Some(before) = caption.replace(words) {
                    blocks.push(paragraph(&before));
                }
                at = end + 1;
                continue;
            }
        } else if trimmed.is_empty() {
            paragraphs(&mut open, &mut blocks);
        } else if trimmed.starts_with('#') {
            paragraphs(&mut open, &mut blocks);
            heading(trimmed, &mut blocks);
        } else {
            open.push(line);
        }
        at += 1;
    }
    paragraphs(&mut open, &mut blocks);
    blocks.extend(caption.map(|words| paragraph(&words)));
    blocks
}

/// The lines, with marks of blocks that stand within a line on lines of their own.
fn lines_of(text: &str) -> Vec<String> {
    static MARK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"::::+|\s(?P<heading>#{2,6}\s)").ok());
    let mut lines = Vec::new();
    for line in text.split(['\n', '\u{c}']) {
        let line = line.trim_end_matches('\r');
        match MARK.as_ref() {
            Some(mark) if line.contains("::::") || line.contains(" ##") => lines.extend(
                mark.replace_all(line, "\n$heading")
                    .split('\n')
                    .map(str::to_owned),
            ),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A heading with its level. One that goes on as running text gives up its first words only where they are a part's
/// name.
fn heading(line: &str, blocks: &mut Vec<Block>) {
    let marks = line.chars().take_while(|c| *c == '#').count();
    let level = u8::try_from(marks).unwrap_or(6);
    let words = inline(line.trim_start_matches('#').trim_end_matches('#'));
    if words.split_whitespace().count() <= HEADING_WORDS {
        blocks.push(Block::Heading {
            pieces: vec![Piece::plain(words)],
            level,
        });
        return;
    }
    let first = words.split_whitespace().next().unwrap_or_default();
    let rest = words[first.len()..].trim();
    if named(first).is_some() && rest.starts_with(char::is_uppercase) {
        blocks.push(Block::Heading {
            pieces: vec![Piece::plain(first)],
            level,
        });
        blocks.push(paragraph(rest));
    } else {
        blocks.push(paragraph(&words));
    }
}

/// The paragraphs of lines that no empty line parts: one where they were wrapped at a fixed width, else one a line.
fn paragraphs(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    let lines = std::mem::take(lines);
    let wrapped = lines.len() > 1 && lines.iter().all(|line| line.chars().count() <= WIDTH);
    let alone = lines.len() == 1;
    if wrapped && !lines.iter().all(|line| is_item(line)) {
        let first = lines[0].trim();
        if is_heading(first) && (first.ends_with(':') || named(first).is_some()) {
            blocks.push(Block::Heading {
                pieces: vec![Piece::plain(inline(first.trim_end_matches(':')))],
                level: 1,
            });
            blocks.push(paragraph(&inline(&lines[1..].join(" "))));
        } else {
            blocks.push(paragraph(&inline(&lines.join(" "))));
        }
        return;
    }
    for (number, line) in lines.iter().enumerate() {
        let words = line.trim();
        if (number == 0 || alone) && is_heading(words) {
            blocks.push(Block::Heading {
                pieces: vec![Piece::plain(inline(words.trim_end_matches(':')))],
                level: 1,
            });
        } else {
            blocks.push(paragraph(&inline(words)));
        }
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['-', '*', '•', '+'])
        || line
            .split_once(['.', ')'])
            .is_some_and(|(number, _)| number.len() <= 2 && number.parse::<u8>().is_ok())
}

/// A short line that names a part, or is written in capitals.
fn is_heading(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let name = line.trim_end_matches(':');
    let ends_as_sentence = name.ends_with(['.', '?', '!', ';', ',']);
    let capitals = name.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !name.chars().any(char::is_lowercase);
    words <= HEADING_WORDS && !ends_as_sentence && (named(name).is_some() || capitals)
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph {
        pieces: vec![Piece::plain(words)],
    }
}

fn table(cells: Vec<crate::assemble::GridCell>, caption: Option<String>) -> Block {
    Block::Table(Grid {
        label: caption.as_deref().map(label_of).unwrap_or_default(),
        caption: caption.map(Piece::plain).into_iter().collect(),
        cells,
    })
}

/// “Table 2” of “Table 2. Results at one year”.
pub(crate) fn label_of(caption: &str) -> String {
    static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?i:(?:supplementary |additional |web |appendix )?tab(?:le|\.)?)\s+(?:[A-Z]?\d{1,3}[a-z]?|[IVXL]{1,6}|[A-Z]\d?)\b").ok()
    });
    SHAPE
        .as_ref()
        .and_then(|shape| shape.find(caption))
        .map(|found| found.as_str().to_owned())
        .unwrap_or_default()
}

/// The words of a line without Markdown's marks of emphasis, links, superscripts and escapes.
fn inline(line: &str) -> String {
    static MARKS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        [
            (r"!?\[([^\]]*)\]\([^)\s]*\)", "$1"),
            (r"\*\*([^*]+)\*\*", "$1"),
            (r"(^|[\s(\[,;/])\*([^*\s][^*]*)\*", "$1$2"),
            (r"(^|[\s(])_([^_\s][^_]*)_($|[\s).,;:])", "$1$2$3"),
            // A superscript after a digit is not one more digit of the number.
            (r"(\d)\^(\d[\d,–-]*)\^", "$1[$2]"),
            (r"\^([^^\s]{1,12})\^", "$1"),
            (r"~([^~\s]{1,12})~", "$1"),
            (r"\\([*_#|<>\[\]()~^$'\x22!-])", "$1"),
        ]
        .iter()
        .filter_map(|(shape, with)| Some((Regex::new(shape).ok()?, *with)))
        .collect()
    });
    let mut line = line.trim().to_owned();
    for (shape, with) in MARKS.iter() {
        line = shape.replace_all(&line, *with).into_owned();
    }
    line
}

#[cfg(test)]
mod tests;
