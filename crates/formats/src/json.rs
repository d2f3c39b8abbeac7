//! Attest's own JSON: a list of records with the field names of [`Record`].
//!
//! Each record is read for itself, so a bad one costs only itself; a field that [`Record`] does not have is kept in
//! `other` under its name.

use std::fmt;
use std::io;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use review::{OtherField, Record, Severity};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::entries::Entries;

/// Reads a list of records, one record, or records one after the other.
pub(crate) fn parse(text: &str) -> Entries {
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    let mut raws: Vec<&RawValue> = Vec::new();
    let failed = if text.trim_start().starts_with('[') {
        let mut json = serde_json::Deserializer::from_str(text);
        List(&mut raws)
            .deserialize(&mut json)
            .and_then(|()| json.end())
            .err()
    } else {
        let mut failed = None;
        for raw in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
            match raw {
                Ok(raw) => raws.push(raw),
                Err(error) => failed = Some(error),
            }
        }
        failed
    };
    let mut entries = Entries::default();
    for raw in raws {
        let entry = entries.begin();
        let line = lines.of(raw.get());
        match record(raw.get()) {
            Ok(record) => entries.record(record, line, entry),
            Err(error) => {
                let reason = format!("This is no record: {error}.");
                entries.problem(
                    Severity::Entry,
                    Some(line),
                    Some(entry),
                    reason,
                    Some(raw.get()),
                );
            }
        }
    }
    if let Some(error) = failed {
        let entry = entries.begin();
        let reason = format!("From here on the file is no JSON: {error}. It may be cut off.");
        entries.problem(
            Severity::Entry,
            Some(error.line() as u64),
            Some(entry),
            reason,
            None,
        );
    }
    entries
}

/// One record, with the fields that are not ours.
fn record(json: &str) -> Result<Record, serde_json::Error> {
    let mut record: Record = serde_json::from_str(json)?;
    let fields: Fields = serde_json::from_str(json)?;
    for (name, value) in fields.0 {
        if !is_field(&name) {
            record.other.push(OtherField {
                tag: name,
                value: match value {
                    Value::String(text) => text,
                    other => other.to_string(),
                },
            });
        }
    }
    Ok(record)
}

/// Whether [`Record`] has a field of this name.
fn is_field(name: &str) -> bool {
    const FIELDS: [&str; 27] = [
        "kind",
        "title",
        "original_title",
        "abstract_text",
        "authors",
        "editors",
        "year",
        "date",
        "journal",
        "journal_abbreviation",
        "volume",
        "issue",
        "pages",
        "doi",
        "pmid",
        "pmcid",
        "issn",
        "isbn",
        "publisher",
        "place",
        "language",
        "keywords",
        "urls",
        "accession",
        "database",
        "notes",
        "other",
    ];
    FIELDS.contains(&name)
}

/// The members of an object, in file order.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Fields(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// Collects the elements of a list, those before an error too.
struct List<'a, 'de>(&'a mut Vec<&'de RawValue>);

impl<'de> DeserializeSeed<'de> for List<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            self.0.push(element);
        }
        Ok(())
    }
}

/// Counts lines. Asked in file order, it goes through the text once.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a part of the text starts.
    fn of(&mut self, part: &str) -> u64 {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if let Some(passed) = self.text.as_bytes().get(self.at..start) {
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.at = start;
        }
        self.line
    }
}

/// Writes records as one list, a record a line, so that two exports can be compared line by line.
pub(crate) fn write(records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(b"[")?;
    // All cores work on one stretch of records at a time, so that little of the text is in memory at once.
    for (stretch, records) in records.chunks(STRETCH).enumerate() {
        let texts = records
            .par_chunks(STRETCH / 32)
            .map(lines_of)
            .collect::<io::Result<Vec<_>>>()?;
        for (place, text) in texts.iter().enumerate() {
            // Each line begins with the comma behind the record before it.
            let first = usize::from(stretch == 0 && place == 0);
            out.write_all(text.get(first..).unwrap_or_default())?;
        }
    }
    out.write_all(b"\n]\n")
}

/// Records that are turned into text before they are written, a few megabytes.
const STRETCH: usize = 4096;

/// A comma, a line end and the JSON of each record.
fn lines_of(records: &[Record]) -> io::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(records.len() * 2048);
    for record in records {
        text.extend_from_slice(b",\n");
        serde_json::to_writer(&mut text, record)?;
    }
    Ok(text)
}
