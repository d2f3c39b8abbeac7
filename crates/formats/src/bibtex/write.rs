//! Records as BibTeX that every reference manager understands.
//!
//! Each entry is read back before it is written; what did not come back as it was travels in the field `attest`
//! (see [`carrier`](crate::carrier)), which reference managers show as a field they do not know and keep.

use std::collections::{HashMap, HashSet};
use std::io;

use review::{Author, Record};

use super::latex::encode;
use super::map::{
    self, CARRIER_FIELD, CITATION_KEY, ENTRY_TYPE, KEY_WAS_MADE, Role, entry_type, role,
};
use super::{names, scan};
use crate::carrier;

/// Writes records as one file.
pub(crate) fn write(records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    let mut keys = Keys::default();
    for (index, record) in records.iter().enumerate() {
        if index > 0 {
            out.write_all(b"\n")?;
        }
        let (key, made) = keys.unique(record);
        out.write_all(entry(record, &key, made).as_bytes())?;
    }
    Ok(())
}

/// One entry, with its carriers.
fn entry(record: &Record, key: &str, key_was_made: bool) -> String {
    let natural = natural_entry(record, key);
    let mut lines: Vec<String> = Vec::new();
    if key_was_made {
        lines.push(KEY_WAS_MADE.to_owned());
    }
    let read = |text: &str| match scan::Scanner::new(text).next() {
        Some(scan::Item::Entry(raw)) => map::record(&raw).record,
        _ => Record::default(),
    };
    let marked = with_lines(&natural, &lines);
    lines.extend(
        carrier::corrections(record, &read(&marked))
            .iter()
            .map(|carrier| balanced(carrier)),
    );
    with_lines(&natural, &lines)
}

fn with_lines(natural: &str, lines: &[String]) -> String {
    let mut text = natural.to_owned();
    if !lines.is_empty() {
        let lines = lines.join("\n");
        text.push_str(&format!("  {CARRIER_FIELD} = {{{lines}}},\n"));
    }
    text.push_str("}\n");
    text
}

/// A carrier in which every brace has its partner: those inside of JSON strings are written as escapes.
fn balanced(carrier: &str) -> String {
    let mut text = String::with_capacity(carrier.len());
    let mut in_string = false;
    let mut escaped = false;
    for character in carrier.chars() {
        match character {
            '{' if in_string => text.push_str("\\u007b"),
            '}' if in_string => text.push_str("\\u007d"),
            _ => text.push(character),
        }
        if in_string && !escaped && character == '\\' {
            escaped = true;
            continue;
        }
        if character == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = false;
    }
    text
}

/// The entry up to its last field, without closing brace.
fn natural_entry(record: &Record, key: &str) -> String {
    let own_type = record.other.iter().find(|field| field.tag == ENTRY_TYPE);
    let kind = own_type
        .map(|field| field.value.as_str())
        .filter(|word| {
            word.bytes().all(|byte| byte.is_ascii_alphabetic())
                && entry_type(&review::RecordKind::Other(word.to_ascii_lowercase())).is_some()
        })
        .or(entry_type(&record.kind))
        .unwrap_or("misc");
    let mut entry = EntryText {
        text: format!("@{kind}{{{key},\n"),
        names: HashSet::new(),
    };
    let others = |tag: &str| {
        record
            .other
            .iter()
            .any(|field| field.tag == tag && field.value == "and others")
    };
    entry.names("author", &record.authors, others("author"));
    entry.names("editor", &record.editors, others("editor"));
    entry.prose("title", record.title.as_deref());
    entry.prose("origtitle", record.original_title.as_deref());
    // A book has no journal; its sections and papers have a book.
    let container = match record.kind {
        review::RecordKind::BookSection | review::RecordKind::ConferencePaper => "booktitle",
        _ => "journal",
    };
    entry.prose(container, record.journal.as_deref());
    entry.prose("shortjournal", record.journal_abbreviation.as_deref());
    let year = record.year.map(|year| year.to_string());
    entry.prose("year", year.as_deref());
    entry.prose("date", record.date.as_deref());
    entry.prose("volume", record.volume.as_deref());
    entry.prose("number", record.issue.as_deref());
    let pages = record
        .pages
        .as_deref()
        .map(|pages| pages.replace('-', "--"));
    if let Some(pages) = pages {
        // The double hyphen is LaTeX already.
        entry.raw("pages", &encode(&pages).replace("-{}-", "--"));
    }
    entry.verbatim("doi", record.doi.as_deref());
    entry.prose("pmid", record.pmid.as_deref());
    entry.prose("pmcid", record.pmcid.as_deref());
    entry.prose("issn", joined(&record.issn, ", ").as_deref());
    entry.prose("isbn", joined(&record.isbn, ", ").as_deref());
    entry.prose("publisher", record.publisher.as_deref());
    entry.prose("address", record.place.as_deref());
    entry.prose("language", record.language.as_deref());
    entry.verbatim("url", joined(&record.urls, " ").as_deref());
    entry.prose("accession", record.accession.as_deref());
    entry.prose("database", record.database.as_deref());
    entry.prose("keywords", keywords(&record.keywords).as_deref());
    entry.prose("abstract", record.abstract_text.as_deref());
    for (name, note) in ["note", "annote", "annotation"]
        .into_iter()
        .zip(&record.notes)
    {
        entry.prose(name, Some(note));
    }
    for field in &record.other {
        match role(&field.tag) {
            // `crossref` was followed when the file was read; it must not be followed twice.
            Role::Verbatim if !is_reference(&field.tag) => {
                entry.verbatim(&field.tag, Some(&field.value))
            }
            Role::Other if is_field_name(&field.tag) => entry.prose(&field.tag, Some(&field.value)),
            _ => {}
        }
    }
    entry.text
}

fn joined(values: &[String], separator: &str) -> Option<String> {
    (!values.is_empty()).then(|| values.join(separator))
}

/// Keywords between semicolons, which are there even for a single one: it may have a comma in it.
fn keywords(words: &[String]) -> Option<String> {
    match words {
        [only] if only.contains(',') => Some(format!("{only};")),
        _ => joined(words, "; "),
    }
}

fn is_reference(tag: &str) -> bool {
    tag.eq_ignore_ascii_case("crossref") || tag.eq_ignore_ascii_case("xdata")
}

fn is_field_name(tag: &str) -> bool {
    tag.starts_with(|first: char| first.is_ascii_alphabetic())
        && tag.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':' | b'+')
        })
        && ![CARRIER_FIELD, CITATION_KEY, ENTRY_TYPE]
            .iter()
            .any(|own| tag.eq_ignore_ascii_case(own))
}

/// The text of an entry under way.
struct EntryText {
    text: String,
    /// Names in use, lower case: a second field of a name is an error to many programs.
    names: HashSet<String>,
}

impl EntryText {
    fn raw(&mut self, name: &str, latex: &str) {
        if self.names.insert(name.to_ascii_lowercase()) {
            self.text.push_str("  ");
            self.text.push_str(name);
            self.text.push_str(" = {");
            self.text.push_str(latex);
            self.text.push_str("},\n");
        }
    }

    fn prose(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.raw(name, &encode(value));
        }
    }

    /// A value that other programs take as it stands. One that would break the entry is left to the carrier.
    fn verbatim(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value
            && !value.contains(['{', '}', '\\', '@'])
            && !value.contains(char::is_control)
        {
            self.raw(name, value);
        }
    }

    fn names(&mut self, name: &str, authors: &[Author], others: bool) {
        if authors.is_empty() {
            return;
        }
        let mut list = names::write(authors);
        if others {
            list.push_str(" and others");
        }
        self.raw(name, &list);
    }
}

/// Citation keys that are in use.
#[derive(Default)]
struct Keys {
    used: HashSet<String>,
    /// How many keys were asked for with this beginning.
    begun: HashMap<String, usize>,
}

impl Keys {
    /// The record's own key if it can be used, else one made of author, year and title; and whether it was made.
    fn unique(&mut self, record: &Record) -> (String, bool) {
        let own = record
            .other
            .first()
            .filter(|field| field.tag == CITATION_KEY && is_key(&field.value));
        if let Some(own) = own
            && self.used.insert(own.value.clone())
        {
            return (own.value.clone(), false);
        }
        let base = made_key(record);
        loop {
            let count = self.begun.entry(base.clone()).or_default();
            *count += 1;
            let key = if *count == 1 {
                base.clone()
            } else {
                format!("{base}-{count}")
            };
            if self.used.insert(key.clone()) {
                return (key, true);
            }
        }
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.trim() == key
        && !key.contains(|c: char| {
            c.is_whitespace() || c.is_control() || ",{}\"=#%~\\()'@".contains(c)
        })
}

/// `Smith2019Aspirin`
fn made_key(record: &Record) -> String {
    let family = record.authors.first().map_or("Anonymous", Author::family);
    let mut key: String = family
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(30)
        .collect();
    if key.is_empty() {
        key.push_str("Anonymous");
    }
    if let Some(year) = record.year {
        key.push_str(&year.to_string());
    }
    let word = record
        .title
        .as_deref()
        .unwrap_or_default()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| word.len() > 3)
        .unwrap_or_default();
    key.extend(word.chars().take(30));
    key
}
