//! Entries of an XML file, one after the other, each as a small tree.
//!
//! `quick-xml` gives the events; what is added here is what exports need: a bad entry costs only itself, an entry that
//! is cut off is told apart from a complete one, lines are counted, nesting is bounded, and no entity but those of
//! XML and HTML is resolved, so that neither a file is fetched nor a document expanded.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::fields;

/// Elements nested deeper than this become part of the text around them.
const DEEPEST: usize = 64;

/// An element with everything in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Name without prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    content: Vec<Content>,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Element(Element),
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The elements directly inside, in order.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element of a name directly inside.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.name == name)
    }

    /// Whether there are elements inside that are no inline markup.
    pub(crate) fn has_structure(&self) -> bool {
        self.children().any(|child| !is_inline(&child.name))
    }

    /// All text inside, inline markup taken off, as it stands.
    pub(crate) fn text(&self) -> String {
        let mut raw = String::new();
        self.push_text(&mut raw);
        fields::plain(&raw).into_owned()
    }

    /// All text inside as one line; `None` where there is none.
    pub(crate) fn line(&self) -> Option<String> {
        fields::non_empty(fields::one_line(&self.text()))
    }

    /// The line of the first element of a name directly inside.
    pub(crate) fn line_of(&self, name: &str) -> Option<String> {
        self.child(name)?.line()
    }

    /// The depth of the tree is bounded by [`DEEPEST`], and with it this recursion.
    fn push_text(&self, out: &mut String) {
        for content in &self.content {
            match content {
                Content::Text(text) => out.push_str(text),
                Content::Element(element) => {
                    // Superscripts go through `plain` as tags: it knows when they are exponents.
                    let exponent = element.name == "sup" || element.name == "msup";
                    if exponent {
                        out.push_str("<sup>");
                    }
                    element.push_text(out);
                    if exponent {
                        out.push_str("</sup>");
                    }
                }
            }
        }
    }
}

/// Elements that only change the look of the text they are in.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "i" | "b"
            | "u"
            | "sup"
            | "sub"
            | "style"
            | "math"
            | "em"
            | "strong"
            | "DispFormula"
            | "italic"
            | "bold"
    )
}

/// What the file has next.
#[derive(Debug)]
pub(crate) enum Found {
    /// A complete entry.
    Entry {
        /// Its tree.
        element: Element,
        /// Line of its start tag, from 1.
        line: u64,
        /// Whether tags in it were not closed.
        untidy: bool,
    },
    /// An entry that has no end.
    Broken {
        /// Line of its start tag.
        line: u64,
        /// Why.
        reason: &'static str,
        /// Its text as far as it goes.
        text: String,
    },
    /// Something to tell about the file.
    Remark {
        /// Line.
        line: u64,
        /// What.
        reason: &'static str,
    },
}

/// Goes through a file, entry by entry.
pub(crate) struct Entries<R: BufRead> {
    reader: Reader<LineCounter<R>>,
    /// Names of the elements that are entries.
    names: &'static [&'static str],
    /// The subset of them that cannot stand inside another entry: where one begins, the entry before has ended.
    boundaries: &'static [&'static str],
    buffer: Vec<u8>,
    /// Open elements of the entry we are in.
    open: Vec<Element>,
    /// Open elements of it beyond [`DEEPEST`].
    too_deep: usize,
    untidy: bool,
    line: u64,
    /// Open elements around the entries.
    around: Vec<String>,
    /// A start tag that was read and belongs to the next entry.
    next: Option<Element>,
    done: bool,
}

impl<R: BufRead> Entries<R> {
    pub(crate) fn new(
        input: R,
        names: &'static [&'static str],
        boundaries: &'static [&'static str],
    ) -> Self {
        let mut reader = Reader::from_reader(LineCounter { input, line: 1 });
        let config = reader.config_mut();
        // Names are matched here, more patiently.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self {
            reader,
            names,
            boundaries,
            buffer: Vec::new(),
            open: Vec::new(),
            too_deep: 0,
            untidy: false,
            line: 1,
            around: Vec::new(),
            next: None,
            done: false,
        }
    }

    /// The next entry or remark; `None` at the end of the file.
    ///
    /// # Errors
    /// Only where the input itself cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Found>> {
        if let Some(element) = self.next.take() {
            self.begin(element);
        }
        while !self.done {
            self.buffer.clear();
            let before = self.reader.buffer_position();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => {
                    return Err(io::Error::new(error.kind(), error.to_string()));
                }
                Err(error) => {
                    let syntax = matches!(error, quick_xml::Error::Syntax(_));
                    let line = self.reader.get_ref().line;
                    if syntax || self.reader.buffer_position() == before {
                        return Ok(self.at_end(true));
                    }
                    return Ok(Some(Found::Remark {
                        line,
                        reason: "This place is no proper XML or holds bytes that are no UTF-8; it was passed over.",
                    }));
                }
            };
            let found = match event {
                Event::Start(tag) => {
                    let element = start(&tag);
                    self.start(element)
                }
                Event::End(tag) => {
                    let name = tag.local_name().into_inner().trim().to_owned();
                    self.end(&name)
                }
                Event::Text(text) => {
                    let text = text.into_inner();
                    push(&mut self.open, &text);
                    None
                }
                Event::CData(text) => {
                    let text = text.into_inner();
                    push(&mut self.open, &text);
                    None
                }
                Event::GeneralRef(reference) => {
                    let text = resolve(&reference);
                    push(&mut self.open, &text);
                    None
                }
                Event::Eof => return Ok(self.at_end(false)),
                _ => None,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn begin(&mut self, element: Element) {
        self.line = self.reader.get_ref().line;
        self.open.push(element);
        self.too_deep = 0;
        self.untidy = false;
    }

    fn start(&mut self, element: Element) -> Option<Found> {
        if self.open.is_empty() {
            if self.names.contains(&element.name.as_str()) {
                self.begin(element);
            } else if self.around.len() < DEEPEST {
                self.around.push(element.name);
            }
            return None;
        }
        if self.boundaries.contains(&element.name.as_str()) {
            self.next = Some(element);
            return Some(self.broken("this entry is not closed before the next one begins"));
        }
        if self.open.len() < DEEPEST {
            self.open.push(element);
        } else {
            self.too_deep += 1;
        }
        None
    }

    fn end(&mut self, name: &str) -> Option<Found> {
        if self.open.is_empty() {
            if let Some(level) = self.around.iter().rposition(|open| open == name) {
                self.around.truncate(level);
            }
            return None;
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return None;
        }
        let Some(level) = self.open.iter().rposition(|open| open.name == name) else {
            if self.around.iter().any(|open| open == name) {
                let found = self.broken("this entry is not closed");
                self.end(name);
                return Some(found);
            }
            self.untidy = true;
            return None;
        };
        self.untidy |= level + 1 < self.open.len();
        while let Some(element) = self.open.pop() {
            let reached = self.open.len() == level;
            match self.open.last_mut() {
                Some(parent) => parent.content.push(Content::Element(element)),
                None => {
                    return Some(Found::Entry {
                        element,
                        line: self.line,
                        untidy: self.untidy,
                    });
                }
            }
            if reached {
                break;
            }
        }
        None
    }

    /// Gives up the entry we are in.
    fn broken(&mut self, reason: &'static str) -> Found {
        let text = self
            .open
            .iter()
            .map(Element::text)
            .collect::<Vec<_>>()
            .join(" ");
        self.open.clear();
        self.too_deep = 0;
        Found::Broken {
            line: self.line,
            reason,
            text: fields::one_line(&text).into_owned(),
        }
    }

    fn at_end(&mut self, inside_a_tag: bool) -> Option<Found> {
        self.done = true;
        if !self.open.is_empty() {
            return Some(
                self.broken("the file ends in the middle of this entry; it may be cut off"),
            );
        }
        (inside_a_tag || !self.around.is_empty()).then(|| Found::Remark {
            line: self.reader.get_ref().line,
            reason: "The file ends too early; it may be cut off. The entries before are complete.",
        })
    }
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        match element.content.last_mut() {
            Some(Content::Text(before)) => before.push_str(text),
            _ => element.content.push(Content::Text(text.to_owned())),
        }
    }
}

fn start(tag: &BytesStart<'_>) -> Element {
    let attributes = tag
        .html_attributes()
        .with_checks(false)
        .flatten()
        .map(|attribute| {
            (
                attribute.key.local_name().into_inner().to_owned(),
                fields::decode_entities(&attribute.value).into_owned(),
            )
        })
        .collect();
    Element {
        name: tag.local_name().into_inner().to_owned(),
        attributes,
        content: Vec::new(),
    }
}

/// The text of an entity; one that is not known stays as it is written.
fn resolve(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let written = format!("&{};", reference.borrow().into_inner());
    fields::decode_entities(&written).into_owned()
}

/// Counts the lines that were read.
struct LineCounter<R> {
    input: R,
    /// The line we are on, from 1.
    line: u64,
}

impl<R: BufRead> Read for LineCounter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let length = available.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for LineCounter<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(available) = self.input.fill_buf() {
            let passed = available.get(..amount).unwrap_or(available);
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        }
        self.input.consume(amount);
    }
}
