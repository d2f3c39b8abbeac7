//! Records to RIS.

use std::io;

use review::{Author, Record};

use super::{Styles, parse, record, tag_of};
use crate::carrier;
use crate::fields::{one_line, paragraphs};
use crate::tagged::push_line;

/// Writes records as RIS. The tags are those that EndNote, Zotero and rispy read; the carriers of what has no tag
/// stand in `U5`.
pub(crate) fn write(records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    for record in records {
        let mut entry = String::with_capacity(2048);
        native(record, &mut entry);
        let corrections = match read_back(&entry) {
            Some(read) => carrier::corrections(record, &read),
            // The entry would fall apart; then everything travels in carriers.
            None => {
                entry.clear();
                push_line(&mut entry, "TY  - ", "GEN");
                carrier::corrections(record, &Record::default())
            }
        };
        for correction in corrections {
            push_line(&mut entry, "U5  - ", &correction);
        }
        push_line(&mut entry, "ER  - ", "");
        entry.push('\n');
        out.write_all(entry.as_bytes())?;
    }
    Ok(())
}

fn read_back(entry: &str) -> Option<Record> {
    let mut records = parse(entry).records;
    let only = records.pop()?;
    records.is_empty().then_some(only.record)
}

fn native(record: &Record, out: &mut String) {
    // The word of the source, where it says more than the kind does.
    let kind_field = record.other.first().filter(|field| {
        field.tag == "TY" && field.value.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    let kind = kind_field.map_or(record::word_of(&record.kind), |field| &field.value);
    push_line(out, "TY  - ", kind);
    line(out, "TI", record.title.as_deref());
    for author in &record.authors {
        line(out, "AU", Some(&name(author)));
    }
    for editor in &record.editors {
        line(out, "A2", Some(&name(editor)));
    }
    if let Some(year) = record.year {
        push_line(out, "PY  - ", &year.to_string());
    }
    line(out, "DA", record.date.as_deref());
    line(out, "T2", record.journal.as_deref());
    line(out, "J2", record.journal_abbreviation.as_deref());
    line(out, "VL", record.volume.as_deref());
    line(out, "IS", record.issue.as_deref());
    if let Some(pages) = &record.pages {
        match pages.split_once('-') {
            Some((start, end)) if !start.is_empty() && !end.contains('-') => {
                line(out, "SP", Some(start));
                line(out, "EP", Some(end));
            }
            _ => line(out, "SP", Some(pages)),
        }
    }
    line(out, "DO", record.doi.as_deref());
    if let Some(pmid) = &record.pmid {
        line(out, "U1", Some(&format!("{pmid}[pmid]")));
    }
    if let Some(pmcid) = &record.pmcid {
        line(out, "U2", Some(&format!("{pmcid}[pmcid]")));
    }
    for number in record.issn.iter().chain(&record.isbn) {
        line(out, "SN", Some(number));
    }
    line(out, "PB", record.publisher.as_deref());
    line(out, "CY", record.place.as_deref());
    line(out, "LA", record.language.as_deref());
    line(out, "AN", record.accession.as_deref());
    line(out, "DB", record.database.as_deref());
    if let Some(text) = &record.abstract_text {
        block(out, "AB", text);
    }
    for keyword in &record.keywords {
        line(out, "KW", Some(keyword));
    }
    for url in &record.urls {
        line(out, "UR", Some(url));
    }
    for note in &record.notes {
        block(out, "N1", note);
    }
    for field in record.other.iter().skip(usize::from(kind_field.is_some())) {
        let is_tag = matches!(field.tag.as_bytes(), [a, b]
            if a.is_ascii_uppercase() && (b.is_ascii_uppercase() || b.is_ascii_digit()));
        if is_tag
            && record::may_be_other(&field.tag)
            && field.value == one_line(&field.value)
            && !field.value.is_empty()
            && !field.value.starts_with(carrier::PREFIX)
        {
            line(out, &field.tag, Some(&field.value));
        } else {
            push_line(out, "U5  - ", &carrier::other(field));
        }
    }
}

/// `Family, Given, Suffix`; a group has a comma at its end, as EndNote writes it.
fn name(author: &Author) -> String {
    match author {
        Author::Group { name } => format!("{name},"),
        Author::Person { .. } => author.to_string(),
    }
}

fn line(out: &mut String, tag: &str, value: Option<&str>) {
    let Some(value) = value.map(one_line).filter(|value| !value.is_empty()) else {
        return;
    };
    out.push_str(tag);
    out.push_str("  - ");
    out.push_str(&value);
    out.push('\n');
}

/// A text of several paragraphs, each on a line of its own unless one could be taken for a tag.
fn block(out: &mut String, tag: &str, text: &str) {
    let clean = paragraphs(text);
    let loose = clean
        .split('\n')
        .any(|line| tag_of(line, Styles::ALL).is_some());
    if loose {
        line(out, tag, Some(&clean));
    } else if !clean.is_empty() {
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(&clean);
        out.push('\n');
    }
}
