//! Entries of an XML file, one after the other, each as a small tree.
//!
//! `quick-xml` gives the events; what is added here is what exports need: a bad entry costs only itself, an entry that
//! is cut off is told apart from a complete one, lines are counted, nesting is bounded, and no entity but those of
//! XML and HTML is resolved, so that neither a file is fetched nor a document expanded. `registry` reads the files of
//! trial registries by it too.

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::fields;

/// Elements nested deeper than this become part of the text around them.
const DEEPEST: usize = 64;

/// What an element costs beside its text, in bytes, roughly.
const COST_OF_ELEMENT: usize = 128;

/// An element with everything in it.
#[derive(Debug, Default)]
pub struct Element {
    /// Name without prefix.
    pub name: String,
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
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The elements directly inside, in order.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element of a name directly inside.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.name == name)
    }

    /// Whether there are elements inside that are no inline markup.
    pub fn has_structure(&self) -> bool {
        self.children().any(|child| !is_inline(&child.name))
    }

    /// All text inside, inline markup taken off, as it stands.
    pub fn text(&self) -> String {
        let mut raw = String::new();
        self.push_text(&mut raw);
        fields::plain(&raw).into_owned()
    }

    /// All text inside as one line; `None` where there is none.
    pub fn line(&self) -> Option<String> {
        fields::non_empty(fields::one_line(&self.text()))
    }

    /// The line of the first element of a name directly inside.
    pub fn line_of(&self, name: &str) -> Option<String> {
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
pub enum Found {
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
pub struct Entries<R: BufRead> {
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
    /// Bytes that an entry may take.
    largest: usize,
    /// Bytes that the entry we are in takes.
    held: usize,
}

impl<R: BufRead> Entries<R> {
    /// A file whose entries are the elements of these names; where one of `boundaries` begins inside an entry, that
    /// entry has ended without its end tag. Entries may be of any size.
    pub fn new(
        input: R,
        names: &'static [&'static str],
        boundaries: &'static [&'static str],
    ) -> Self {
        let mut reader = Reader::from_reader(LineCounter {
            input,
            line: 1,
            left: usize::MAX,
        });
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
            largest: usize::MAX,
            held: 0,
        }
    }

    /// Entries that take more memory than this, in bytes, are given up as broken, and so is the rest of a file in which
    /// a single text or tag is larger: memory stays bounded whatever the file holds.
    #[must_use]
    pub fn with_largest(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }

    /// The next entry or remark; `None` at the end of the file.
    ///
    /// # Errors
    /// Only where the input itself cannot be read.
    pub fn read_next(&mut self) -> io::Result<Option<Found>> {
        if let Some(element) = self.next.take() {
            self.begin(element);
        }
        while !self.done {
            self.buffer.clear();
            // The space of one huge text is given back.
            self.buffer.shrink_to(1 << 20);
            self.reader.get_mut().left = self.largest;
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
            if self.reader.get_ref().left == 0 {
                return Ok(self.at_end(true));
            }
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
                    push(&mut self.open, &text, &mut self.held, self.largest);
                    None
                }
                Event::CData(text) => {
                    let text = text.into_inner();
                    push(&mut self.open, &text, &mut self.held, self.largest);
                    None
                }
                Event::GeneralRef(reference) => {
                    let text = resolve(&reference);
                    push(&mut self.open, &text, &mut self.held, self.largest);
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
        self.held = cost(&element);
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
            self.held = self.held.saturating_add(cost(&element));
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
                Some(_) if self.held > self.largest => {}
                Some(parent) => parent.content.push(Content::Element(element)),
                None if self.held > self.largest => {
                    return Some(Found::Broken {
                        line: self.line,
                        reason: "it is larger than any true entry",
                        text: String::new(),
                    });
                }
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
        if self.reader.get_ref().left == 0 {
            let line = self.reader.get_ref().line;
            self.open.clear();
            return Some(Found::Broken {
                line,
                reason: "a single text or tag here is larger than any true entry; the file was read up to it",
                text: String::new(),
            });
        }
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

fn cost(element: &Element) -> usize {
    let attributes = element.attributes.iter();
    attributes.fold(COST_OF_ELEMENT, |sum, (name, value)| {
        sum + COST_OF_ELEMENT + name.len() + value.len()
    })
}

fn push(open: &mut [Element], text: &str, held: &mut usize, largest: usize) {
    if open.is_empty() {
        return;
    }
    *held = held.saturating_add(text.len());
    if *held > largest {
        return;
    }
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
    /// Bytes that may still be read before the next event; the file ends where there are none.
    left: usize,
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
        let available = self.input.fill_buf()?;
        let allowed = available.len().min(self.left);
        Ok(available.get(..allowed).unwrap_or(available))
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(available) = self.input.fill_buf() {
            let passed = available.get(..amount).unwrap_or(available);
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        }
        self.left = self.left.saturating_sub(amount);
        self.input.consume(amount);
    }
}
