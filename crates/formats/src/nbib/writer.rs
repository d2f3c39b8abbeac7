//! Records to MEDLINE/nbib.

use std::io;

use review::{Author, Record};

use super::{parse, record};
use crate::carrier;
use crate::fields::one_line;
use crate::tagged::push_line;

/// Writes records as nbib. The carriers of what has no tag stand in `GN` (general note).
pub(crate) fn write(records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    for record in records {
        let mut entry = String::with_capacity(2048);
        native(record, &mut entry);
        let corrections = match read_back(&entry) {
            Some(read) => carrier::corrections(record, &read),
            // The entry would fall apart; then everything travels in carriers.
            None => {
                entry.clear();
                push_line(&mut entry, "PMID- ", "");
                carrier::corrections(record, &Record::default())
            }
        };
        for correction in corrections {
            push_line(&mut entry, "GN  - ", &correction);
        }
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
    // Programs know the format, and the start of an entry, by this tag: it is written even where it is empty.
    let pmid = record.pmid.as_deref().map(one_line).unwrap_or_default();
    push_line(out, "PMID- ", &pmid);
    for number in &record.issn {
        line(out, "IS", Some(number));
    }
    for number in &record.isbn {
        line(out, "ISBN", Some(number));
    }
    line(out, "VI", record.volume.as_deref());
    line(out, "IP", record.issue.as_deref());
    let year = record.year.map(|year| year.to_string());
    let date_tells_year =
        crate::fields::year(record.date.as_deref().unwrap_or_default()) == record.year;
    line(
        out,
        "DP",
        record
            .date
            .as_deref()
            .filter(|_| date_tells_year)
            .or(year.as_deref()),
    );
    line(out, "TI", record.title.as_deref());
    line(out, "PG", record.pages.as_deref());
    if let Some(doi) = &record.doi {
        line(out, "LID", Some(&format!("{doi} [doi]")));
    }
    line(out, "AB", record.abstract_text.as_deref());
    for author in &record.authors {
        match author {
            Author::Group { name } => line(out, "CN", Some(name)),
            Author::Person { .. } => line(out, "FAU", Some(&author.to_string())),
        }
    }
    for editor in &record.editors {
        line(out, "FED", Some(&editor.to_string()));
    }
    line(out, "LA", record.language.as_deref());
    line(out, "PT", record::publication_type(&record.kind));
    line(out, "PL", record.place.as_deref());
    line(out, "PB", record.publisher.as_deref());
    line(out, "TA", record.journal_abbreviation.as_deref());
    line(out, "JT", record.journal.as_deref());
    line(out, "TT", record.original_title.as_deref());
    for keyword in &record.keywords {
        line(out, "OT", Some(keyword));
    }
    line(out, "PMC", record.pmcid.as_deref());
    line(out, "AN", record.accession.as_deref());
    line(out, "DB", record.database.as_deref());
    for url in &record.urls {
        line(out, "URL", Some(url));
    }
    for note in &record.notes {
        line(out, "GN", Some(note));
    }
    for field in &record.other {
        let is_tag = (2..=4).contains(&field.tag.len())
            && field
                .tag
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && field
                .tag
                .bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_uppercase());
        if is_tag
            && record::may_be_other(&field.tag)
            && field.value == one_line(&field.value)
            && !field.value.is_empty()
            && !field.value.starts_with(carrier::PREFIX)
        {
            line(out, &field.tag, Some(&field.value));
        } else {
            push_line(out, "GN  - ", &carrier::other(field));
        }
    }
}

fn line(out: &mut String, tag: &str, value: Option<&str>) {
    let Some(value) = value.map(one_line).filter(|value| !value.is_empty()) else {
        return;
    };
    out.push_str(tag);
    for _ in tag.len()..4 {
        out.push(' ');
    }
    out.push_str("- ");
    out.push_str(&value);
    out.push('\n');
}
