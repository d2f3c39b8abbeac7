//! [`Marker`]: the words of a query marked in a text, and excerpts around them.

use std::ops::Range;

use review::Record;
use serde::Serialize;
use ts_rs::TS;

use crate::family::Family;
use crate::query::{Node, Scope, TextTerm};
use crate::text::{Word, Words};

/// Characters of an excerpt from an abstract, about three lines of a list.
const EXCERPT: usize = 280;

/// Marks what a query found, by the same rules by which it was found.
///
/// It works on any text of the record, so the reading pane can mark a whole abstract with it.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    terms: Vec<Marked>,
}

#[derive(Clone, Debug)]
struct Marked {
    term: TextTerm,
    last: Option<Family>,
    compound: Option<Family>,
}

/// The part of a record a text is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the part of that name")]
pub enum Place {
    Title,
    Abstract,
    Authors,
    Journal,
    Keywords,
}

/// Plain text in pieces, marked and not; together they are the text. There are no offsets to count in the wrong unit
/// and no markup that a text could smuggle in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct MarkedText {
    /// The pieces in order; none is empty.
    pub pieces: Vec<Piece>,
    /// Whether text before the first piece was left out.
    pub cut_before: bool,
    /// Whether text after the last piece was left out.
    pub cut_after: bool,
}

/// A piece of a [`MarkedText`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether the query found it.
    pub marked: bool,
}

/// Title and abstract of a found record for a list of results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The whole title.
    pub title: MarkedText,
    /// An excerpt of the abstract around most of the words; empty where there is no abstract.
    pub abstract_text: MarkedText,
}

impl MarkedText {
    /// The text without marks.
    pub fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// The marked pieces.
    pub fn marked(&self) -> Vec<&str> {
        let marked = self.pieces.iter().filter(|piece| piece.marked);
        marked.map(|piece| piece.text.as_str()).collect()
    }
}

impl Marker {
    pub(crate) fn of(root: &Node) -> Self {
        let mut marker = Self::default();
        marker.add(root);
        marker
    }

    fn add(&mut self, node: &Node) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.add(node)),
            Node::Text(term) => self.terms.push(Marked {
                last: term.parts.last().and_then(|last| term.family(last)),
                compound: term
                    .compound
                    .as_deref()
                    .and_then(|compound| term.family(compound)),
                term: term.clone(),
            }),
            // What must not be there is not looked for, and the rest is not text.
            Node::Not(_)
            | Node::All
            | Node::Years { .. }
            | Node::Identifier { .. }
            | Node::Fact(_) => {}
        }
    }

    /// Title whole, abstract as an excerpt.
    pub fn snippet(&self, record: &Record) -> Snippet {
        Snippet {
            title: self.mark(Place::Title, record.title.as_deref().unwrap_or_default()),
            abstract_text: self.excerpt(
                Place::Abstract,
                record.abstract_text.as_deref().unwrap_or_default(),
                EXCERPT,
            ),
        }
    }

    /// The whole text.
    pub fn mark(&self, place: Place, text: &str) -> MarkedText {
        pieces(text, 0..text.len(), &self.ranges(place, text))
    }

    /// About `length` characters (never less than a word, never more than twice as many) around the most marks; the
    /// beginning where there are none.
    pub fn excerpt(&self, place: Place, text: &str, length: usize) -> MarkedText {
        let marks = self.ranges(place, text);
        pieces(text, excerpt_range(text, &marks, length), &marks)
    }

    /// Where the text is to be marked, bytes, in order and apart from each other.
    fn ranges(&self, place: Place, text: &str) -> Vec<Range<usize>> {
        let words = Words::of(text);
        let parts: Vec<&Word> = words.iter().filter(|word| !word.compound).collect();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for marked in self
            .terms
            .iter()
            .filter(|marked| place.is_in(marked.term.scope))
        {
            let wanted = &marked.term.parts;
            for found in parts.windows(wanted.len()) {
                let (last, first) = (found.len() - 1, &wanted[..wanted.len() - 1]);
                let begins = first
                    .iter()
                    .zip(found)
                    .all(|(part, word)| part == words.folded(word));
                if begins
                    && marked.fits(
                        &wanted[last],
                        marked.last.as_ref(),
                        words.folded(found[last]),
                    )
                {
                    ranges.push(found[0].at.start..found[last].at.end);
                }
            }
            for word in words.iter().filter(|word| word.compound) {
                let folded = words.folded(word);
                let single =
                    wanted.len() == 1 && marked.fits(&wanted[0], marked.last.as_ref(), folded);
                let whole = marked.term.compound.as_deref();
                if single
                    || whole
                        .is_some_and(|whole| marked.fits(whole, marked.compound.as_ref(), folded))
                {
                    ranges.push(word.at.clone());
                }
            }
            // `betablocker` for `beta-blocker`.
            if let Some(whole) = &marked.term.compound {
                let fitting = parts.iter().filter(|word| {
                    marked.fits(whole, marked.compound.as_ref(), words.folded(word))
                });
                ranges.extend(fitting.map(|word| word.at.clone()));
            }
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        apart
    }
}

impl Marked {
    fn fits(&self, wanted: &str, family: Option<&Family>, word: &str) -> bool {
        word == wanted
            || (self.term.prefix && word.starts_with(wanted))
            || family.is_some_and(|family| family.contains(word))
    }
}

impl Place {
    fn is_in(self, scope: Scope) -> bool {
        match scope {
            Scope::Anywhere => true,
            Scope::Title => self == Place::Title,
            Scope::Abstract => self == Place::Abstract,
            Scope::TitleAbstract => matches!(self, Place::Title | Place::Abstract),
            Scope::Author => self == Place::Authors,
            Scope::Journal => self == Place::Journal,
            Scope::Keyword => self == Place::Keywords,
        }
    }
}

/// The window with the most marks, begun at a sentence or word and ended at a word.
fn excerpt_range(text: &str, marks: &[Range<usize>], length: usize) -> Range<usize> {
    let after = |start: usize, count: usize| {
        text[start..]
            .char_indices()
            .nth(count)
            .map_or(text.len(), |(i, _)| start + i)
    };
    let end = after(0, length);
    if end == text.len() {
        return 0..end;
    }
    // The first window with the most marks, counted once for each way a word is written.
    let mut best = (0, 0, 0);
    for (i, first) in marks.iter().enumerate() {
        let window_end = after(first.start, length * 3 / 4);
        let mut distinct: Vec<String> = marks[i..]
            .iter()
            .take_while(|mark| mark.end <= window_end)
            .map(|mark| text[mark.clone()].to_lowercase())
            .collect();
        let all = distinct.len();
        distinct.sort_unstable();
        distinct.dedup();
        if (distinct.len(), all) > (best.0, best.1) {
            best = (distinct.len(), all, first.start);
        }
    }
    if best.1 == 0 || best.2 < after(0, length / 4) {
        return 0..word_end(text, end, marks);
    }
    let quarter = text[..best.2]
        .char_indices()
        .rev()
        .nth(length / 4)
        .map_or(0, |(i, _)| i);
    let lead = &text[quarter..best.2];
    // From the last sentence or line that begins in the quarter before, else from a word.
    let start = ["\n", ". ", "? ", "! "]
        .iter()
        .filter_map(|stop| lead.rfind(stop).map(|i| i + stop.len()))
        .max()
        .or_else(|| lead.find(' ').map(|i| i + 1))
        .map_or(best.2, |i| quarter + i);
    start..word_end(text, after(start, length), marks)
}

/// The end of a word at or before a place, so that no mark is cut.
fn word_end(text: &str, end: usize, marks: &[Range<usize>]) -> usize {
    if let Some(mark) = marks.iter().find(|mark| mark.start < end && end < mark.end) {
        return mark.end;
    }
    if end == text.len() || text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    let reached = marks
        .iter()
        .rev()
        .find(|mark| mark.end <= end)
        .map_or(0, |mark| mark.end);
    match text[..end].rfind(char::is_whitespace) {
        Some(space) if space >= reached && end - space < 40 => space,
        _ => end,
    }
}

fn pieces(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> MarkedText {
    let mut pieces = Vec::new();
    let mut push = |at: Range<usize>, marked| {
        if !at.is_empty() {
            let text = text[at].to_owned();
            pieces.push(Piece { text, marked });
        }
    };
    let mut at = range.start;
    for mark in marks
        .iter()
        .filter(|m| m.start >= range.start && m.end <= range.end)
    {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..range.end, false);
    MarkedText {
        pieces,
        cut_before: !text[..range.start].trim().is_empty(),
        cut_after: !text[range.end..].trim().is_empty(),
    }
}
