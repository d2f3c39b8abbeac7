//! [`Anchors`]: where a quote stands in a document, and whether it stands there at all.
//!
//! *What it is:* exact comparison after folding (`fold.rs`): what only is set in another way is the same, a digit, a
//! sign, a decimal point or a word more or less is not. What is found is widened to whole sentences and table cells, so
//! that no “not” is cut off, and given back as words of the document, never as those that were asked for.
//!
//! *What it is not:* a search by likeness. A quote at a similarity of .97 may have another digit.
//!
//! ```
//! let text = "Mortality was 0·7% with heparin. It was 1.7% with placebo.";
//! let anchors = documents::Anchors::of_text(text);
//! let documents::Found::Once(anchor) = anchors.find("mortality was 0.7 %") else { panic!() };
//! assert_eq!(anchor.units, ["S1"]);
//! assert_eq!(&text[anchor.range], "Mortality was 0·7% with heparin.");
//! assert_eq!(anchors.find("Mortality was 7% with heparin"), documents::Found::No(documents::NotFound::Absent));
//! ```

mod fold;

use std::ops::Range;

use review::{DocumentHash, EvidenceQuote};

use crate::{Document, sentences};
use fold::Folded;

/// A document made ready for finding quotes in it.
#[derive(Clone, Debug)]
pub struct Anchors<'a> {
    text: &'a str,
    folded: Folded,
    /// Sentences and cells in order of the text.
    units: Vec<Unit>,
    document: Option<&'a Document>,
}

#[derive(Clone, Debug)]
struct Unit {
    name: String,
    range: Range<usize>,
}

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The bytes that answer to the quote's own words.
    pub matched: Range<usize>,
    /// Those widened to whole sentences and cells: what is to be shown.
    pub range: Range<usize>,
    /// The names of these sentences and cells, in order.
    pub units: Vec<String>,
}

/// What came of looking for a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It stands at one place.
    Once(Anchor),
    /// It stands at several places, in order.
    Several(Vec<Anchor>),
    /// It does not stand there.
    No(NotFound),
}

/// Why a quote is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Its words are not in the document.
    Absent,
    /// Its words are, but it begins or ends within a number, or behind its sign: the document gives another number.
    CutsNumber,
    /// Its words are, but the word before them negates them.
    CutsNegation,
    /// It has no letter and no digit.
    Empty,
}

/// Places that are told apart at most; a quote of a few letters may stand anywhere.
const MOST_PLACES: usize = 100;
/// Characters of the words around a quote that are kept.
const CONTEXT: usize = 32;

impl<'a> Anchors<'a> {
    /// Of a document: its sentences and cells.
    pub fn of_document(document: &'a Document) -> Self {
        let sentences = document.sentences.iter().map(|s| (&s.id, &s.range));
        let cells = document
            .tables
            .iter()
            .flat_map(|table| table.cells.iter().map(|cell| (&cell.id, &cell.range)));
        let units = sentences
            .chain(cells)
            .map(|(name, range)| Unit {
                name: name.clone(),
                range: range.clone(),
            })
            .collect();
        Self::new(&document.text, units, Some(document))
    }

    /// Of a text without tables: its sentences, named `S1`, `S2`, …
    pub fn of_text(text: &'a str) -> Self {
        let units = sentences(text)
            .into_iter()
            .map(|sentence| Unit {
                name: sentence.id,
                range: sentence.body,
            })
            .collect();
        Self::new(text, units, None)
    }

    fn new(text: &'a str, mut units: Vec<Unit>, document: Option<&'a Document>) -> Self {
        // Ranges that are none of the text, as a damaged file could have, are left out.
        units.retain(|unit| {
            text.get(unit.range.clone())
                .is_some_and(|words| !words.is_empty())
        });
        units.sort_by_key(|unit| (unit.range.start, unit.range.end));
        Self {
            text,
            folded: Folded::new(text),
            units,
            document,
        }
    }

    /// Looks for a quote, retyped or copied from anywhere.
    pub fn find(&self, quote: &str) -> Found {
        let folded = Folded::new(quote).text;
        if !folded.contains(char::is_alphanumeric) {
            return Found::No(NotFound::Empty);
        }
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut refused = NotFound::Absent;
        let mut from = 0;
        while let Some(at) = self
            .folded
            .text
            .get(from..)
            .and_then(|rest| rest.find(&folded))
        {
            let range = from + at..from + at + folded.len();
            // Places may overlap ("1 1 1"); the next search begins one character further.
            from = range.start + folded.chars().next().map_or(1, char::len_utf8);
            match self.objection(&range) {
                Some(objection) => refused = objection,
                None => {
                    if let Some(anchor) = self.anchor(&range)
                        && anchors.last().is_none_or(|last| last.range != anchor.range)
                    {
                        anchors.push(anchor);
                    }
                }
            }
            if anchors.len() == MOST_PLACES {
                break;
            }
        }
        if anchors.len() > 1 {
            return Found::Several(anchors);
        }
        anchors.pop().map_or(Found::No(refused), Found::Once)
    }

    /// Why the words at this place of the folded text do not say what the quote says.
    fn objection(&self, range: &Range<usize>) -> Option<NotFound> {
        let text = &self.folded.text;
        let (before, quote, after) = (
            &text[..range.start],
            &text[range.clone()],
            &text[range.end..],
        );
        // White space beside a dash is folded away: "5 -7" are two numbers, "5-7" is a range.
        let glued = self.folded.source(range).is_some_and(|source| {
            let ahead = self.text.get(..source.start).unwrap_or_default();
            !ahead.ends_with(char::is_whitespace)
        });
        if cut_at_start(before, quote, glued) || cut_at_end(quote, after) {
            return Some(NotFound::CutsNumber);
        }
        negated(before).then_some(NotFound::CutsNegation)
    }

    fn anchor(&self, folded: &Range<usize>) -> Option<Anchor> {
        let matched = self.folded.source(folded)?;
        Some(self.around(matched))
    }

    /// The sentences and cells that a stretch of the document touches, such as what a person selected. `None` where it
    /// is none of the text, or nothing but white space.
    pub fn at(&self, range: Range<usize>) -> Option<Anchor> {
        let words = self.text.get(range.clone())?;
        let start = range.start + (words.len() - words.trim_start().len());
        let matched = start..start + words.trim().len();
        (!matched.is_empty()).then(|| self.around(matched))
    }

    /// The sentence or cell of that name, as [`quote`](Self::quote) takes it.
    pub fn unit(&self, name: &str) -> Option<Anchor> {
        let unit = self.units.iter().find(|unit| unit.name == name)?;
        Some(Anchor {
            matched: unit.range.clone(),
            range: unit.range.clone(),
            units: vec![unit.name.clone()],
        })
    }

    fn around(&self, matched: Range<usize>) -> Anchor {
        let touched = || {
            self.units
                .iter()
                .filter(|unit| unit.range.start < matched.end && matched.start < unit.range.end)
        };
        let start = touched().map(|unit| unit.range.start).min();
        let end = touched().map(|unit| unit.range.end).max();
        Anchor {
            range: start.unwrap_or(matched.start).min(matched.start)
                ..end.unwrap_or(matched.end).max(matched.end),
            units: touched().map(|unit| unit.name.clone()).collect(),
            matched,
        }
    }

    /// The words at an anchor as evidence, with what stands around them, their page and their places.
    ///
    /// `unit` names the sentence or cell; where a quote goes over several, all of them, parted by blanks.
    pub fn quote(&self, anchor: &Anchor) -> EvidenceQuote {
        let hash = self.document.map(|document| document.hash.clone());
        let boxes = self
            .document
            .map(|document| document.boxes(&anchor.range))
            .unwrap_or_default();
        EvidenceQuote {
            document: hash.unwrap_or_else(|| DocumentHash(String::new())),
            unit: anchor.units.join(" "),
            exact: self
                .text
                .get(anchor.range.clone())
                .unwrap_or_default()
                .to_owned(),
            prefix: last_characters(self.text.get(..anchor.range.start).unwrap_or_default()),
            suffix: first_characters(self.text.get(anchor.range.end..).unwrap_or_default()),
            page: boxes.first().map(|place| place.page),
            boxes,
        }
    }

    /// Finds a stored quote again in this reading of the document, which may be another than the one it was cut from.
    ///
    /// Of several places the one is taken that has the same words before and behind it; if that does not settle it, the
    /// one of the same name, if the document is the same file.
    pub fn find_again(&self, stored: &EvidenceQuote) -> Found {
        let Found::Several(places) = self.find(&stored.exact) else {
            return self.find(&stored.exact);
        };
        let prefix = Folded::new(&stored.prefix).text;
        let suffix = Folded::new(&stored.suffix).text;
        let before = |anchor: &&Anchor| {
            let text = self.text.get(..anchor.matched.start).unwrap_or_default();
            let near = Folded::new(&last_bytes(text, 4 * CONTEXT)).text;
            near.trim_end().ends_with(prefix.trim_end())
        };
        let behind = |anchor: &&Anchor| {
            let text = self.text.get(anchor.matched.end..).unwrap_or_default();
            let near = Folded::new(&first_bytes(text, 4 * CONTEXT)).text;
            near.trim_start().starts_with(suffix.trim_start())
        };
        let same_name = |anchor: &&Anchor| {
            anchor.units.join(" ") == stored.unit
                && self
                    .document
                    .is_some_and(|document| document.hash == stored.document)
        };
        let only = |mut of: Box<dyn Iterator<Item = &Anchor> + '_>| {
            let first = of.next()?;
            of.next().is_none().then(|| first.clone())
        };
        only(Box::new(places.iter().filter(|a| before(a) && behind(a))))
            .or_else(|| only(Box::new(places.iter().filter(|a| before(a) != behind(a)))))
            .or_else(|| only(Box::new(places.iter().filter(same_name))))
            .map_or(Found::Several(places.clone()), Found::Once)
    }
}

/// Whether a quote that begins with a number leaves out what belongs to it: digits, its point, its sign.
fn cut_at_start(before: &str, quote: &str, glued: bool) -> bool {
    let mut ahead = before.chars().rev();
    let Some(last) = ahead.next() else {
        return false;
    };
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let digits = starts_with_digit(quote);
    let point = quote.strip_prefix('.').is_some_and(starts_with_digit);
    let marked = quote
        .strip_prefix(['.', ',', '-', '+'])
        .is_some_and(|rest| starts_with_digit(rest.trim_start_matches('.')));
    match last {
        c if c.is_ascii_digit() => digits || (marked && glued) || quote.starts_with(['%', '^']),
        '.' | ',' => {
            digits
                && ahead
                    .next()
                    .is_none_or(|c| c.is_ascii_digit() || " =<>≤≥(±-".contains(c))
        }
        '-' | '+' | '^' | '<' | '>' | '≤' | '≥' | '~' | '≈' => digits || point,
        _ => false,
    }
}

/// Whether a quote that ends with a number leaves out digits of it.
fn cut_at_end(quote: &str, after: &str) -> bool {
    let ends_in_digit = quote.ends_with(|c: char| c.is_ascii_digit());
    let ends_in_point = quote
        .strip_suffix(['.', ','])
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let mut behind = after.chars();
    match behind.next() {
        Some(c) if c.is_ascii_digit() => {
            // "p = ." before "94" is the point of a number; ")." before "10" is the end of a sentence.
            let point = quote
                .strip_suffix('.')
                .is_some_and(|rest| rest.ends_with(['=', '<', '>', ' ', '(', '-', '±']));
            ends_in_digit
                || ends_in_point
                || point
                || quote.ends_with(['-', '+', '<', '>', '≤', '≥'])
        }
        Some('.' | ',') => ends_in_digit && behind.next().is_some_and(|c| c.is_ascii_digit()),
        Some('^') => ends_in_digit,
        _ => false,
    }
}

/// Whether the word that stands right before a quote turns its sense, or the part of a word that it begins in.
fn negated(before: &str) -> bool {
    let words = before.trim_end();
    let start = words
        .rfind(|c: char| !c.is_alphabetic() && c != '\'')
        .map_or(0, |at| {
            at + words[at..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &words[start..];
    let within_word = words.len() == before.len();
    matches!(
        word,
        "no" | "not" | "non" | "never" | "nor" | "neither" | "without" | "cannot" | "none"
    ) || word.ends_with("n't")
        || (within_word && matches!(word, "in" | "im" | "un" | "ir" | "dis"))
}

fn last_characters(text: &str) -> String {
    let start = text
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(at, _)| at);
    text[start..].to_owned()
}

fn first_characters(text: &str) -> String {
    text.chars().take(CONTEXT).collect()
}

fn last_bytes(text: &str, most: usize) -> String {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..].to_owned()
}

fn first_bytes(text: &str, most: usize) -> String {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
mod tests;
