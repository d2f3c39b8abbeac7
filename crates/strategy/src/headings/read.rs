//! The three files in which NLM gives MeSH away: descriptors as XML (`desc2026.xml`), descriptors as text (`d2026.bin`), and
//! the tree alone (`mtrees2026.bin`).

use std::fmt;
use std::io::{self, BufRead, Read};

use formats::{XmlElement, XmlEntries, XmlFound};

use super::HeadingTree;

/// The entries of the XML file.
const DESCRIPTOR: &[&str] = &["DescriptorRecord"];
/// Names are cut here; the longest of MeSH has some hundred characters.
const LONGEST_NAME: usize = 300;
/// MeSH has 31,000 headings. A file with many more is none of it.
const MOST_HEADINGS: usize = 1_000_000;
/// A descriptor in XML may have this many bytes; the longest has some hundred thousand.
const LARGEST_DESCRIPTOR: usize = 16 << 20;
/// No line of the text files is nearly as long.
const LONGEST_LINE: u64 = 1 << 20;

/// Why a file of headings could not be read.
#[derive(Debug)]
pub enum HeadingsError {
    /// The file could not be read.
    Unreadable(io::Error),
    /// Nothing in it is a heading.
    NoHeadings,
    /// It holds more than any thesaurus.
    TooMany,
}

impl fmt::Display for HeadingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "it could not be read: {error}"),
            Self::NoHeadings => f.write_str(
                "no heading was found in it; NLM's desc….xml, d….bin or mtrees….bin are read, unpacked",
            ),
            Self::TooMany => write!(f, "it has more than {MOST_HEADINGS} headings"),
        }
    }
}

impl std::error::Error for HeadingsError {}

impl From<io::Error> for HeadingsError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl HeadingTree {
    /// Reads any of NLM's three files, told apart by how they begin. A record in another form costs only itself.
    ///
    /// # Errors
    /// A file that cannot be read, that holds no heading, or that is no thesaurus.
    pub fn read(mut source: impl BufRead) -> Result<Self, HeadingsError> {
        let mut tree = Self::default();
        let begins_as_xml = {
            let start = source.fill_buf()?;
            let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
            start.trim_ascii_start().starts_with(b"<")
        };
        if begins_as_xml {
            descriptors(source, &mut tree)?;
        } else {
            lines(source, &mut tree)?;
        }
        if tree.headings.is_empty() {
            return Err(HeadingsError::NoHeadings);
        }
        tree.places.sort();
        Ok(tree)
    }
}

fn descriptors(source: impl BufRead, tree: &mut HeadingTree) -> Result<(), HeadingsError> {
    let mut entries =
        XmlEntries::new(source, DESCRIPTOR, DESCRIPTOR).with_largest(LARGEST_DESCRIPTOR);
    while let Some(found) = entries.read_next()? {
        let XmlFound::Entry { element, .. } = found else {
            continue;
        };
        let Some(name) = element.child("DescriptorName").and_then(string_of) else {
            continue;
        };
        let numbers = element
            .child("TreeNumberList")
            .into_iter()
            .flat_map(XmlElement::children)
            .filter_map(XmlElement::line)
            .collect();
        let terms = element
            .child("ConceptList")
            .into_iter()
            .flat_map(XmlElement::children)
            .filter_map(|concept| concept.child("TermList"))
            .flat_map(XmlElement::children)
            .filter_map(string_of)
            .collect();
        take(tree, &name, numbers, terms)?;
    }
    Ok(())
}

/// MeSH puts the text of a name into an element of its own.
fn string_of(element: &XmlElement) -> Option<String> {
    element.child("String")?.line()
}

/// `*NEWRECORD` with `MH = `, `ENTRY = ` and `MN = `, or lines `Asthma;C08.127.108`.
fn lines(mut source: impl BufRead, tree: &mut HeadingTree) -> Result<(), HeadingsError> {
    let mut record = Record::default();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = source
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&bytes);
        let line = text.trim_start_matches('\u{feff}').trim();
        if line == "*NEWRECORD" {
            record.finish(tree)?;
        } else if let Some((field, value)) = line.split_once(" = ") {
            match field {
                "MH" => record.name = Some(value.to_owned()),
                "MN" => record.numbers.push(value.to_owned()),
                // Behind the first bar stand codes.
                "ENTRY" | "PRINT ENTRY" => {
                    let term = value.split('|').next().unwrap_or(value);
                    record.terms.push(term.to_owned());
                }
                _ => {}
            }
        } else if let Some((name, number)) = line.rsplit_once(';')
            && is_tree_number(number)
        {
            take(tree, name, vec![number.to_owned()], Vec::new())?;
        }
    }
    record.finish(tree)
}

#[derive(Default)]
struct Record {
    name: Option<String>,
    numbers: Vec<String>,
    terms: Vec<String>,
}

impl Record {
    /// Takes what was collected, if it is a heading, and begins anew.
    fn finish(&mut self, tree: &mut HeadingTree) -> Result<(), HeadingsError> {
        let Record {
            name,
            numbers,
            terms,
        } = std::mem::take(self);
        match name {
            Some(name) => take(tree, &name, numbers, terms),
            None => Ok(()),
        }
    }
}

/// A letter, digits, and groups of three behind points: `C08.127.108`.
fn is_tree_number(text: &str) -> bool {
    let mut parts = text.split('.');
    let first = parts.next().unwrap_or_default();
    first.len() == 3
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first[1..].bytes().all(|b| b.is_ascii_digit())
        && parts.all(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn take(
    tree: &mut HeadingTree,
    name: &str,
    numbers: Vec<String>,
    terms: Vec<String>,
) -> Result<(), HeadingsError> {
    if tree.headings.len() >= MOST_HEADINGS {
        return Err(HeadingsError::TooMany);
    }
    let cut = |text: String| -> String { text.trim().chars().take(LONGEST_NAME).collect() };
    let numbers = numbers
        .into_iter()
        .map(|number| number.trim().to_owned())
        .filter(|number| is_tree_number(number))
        .collect();
    let terms = terms
        .into_iter()
        .map(cut)
        .filter(|term| !term.is_empty())
        .collect();
    tree.add(&cut(name.to_owned()), numbers, terms);
    Ok(())
}
