//! The headings of an Ovid record to a [`Record`].

use review::{Record, RecordKind};

use crate::fields::{author, doi, isbns, issns, kind_from_words, one_line, pmid, year};
use crate::tagged::{Field, fill, keep, prose, title, word};

/// The record of an entry.
pub(super) fn of_fields(fields: &[Field<'_>]) -> Record {
    let mut record = Record::default();
    let mut chapter = None;
    for field in fields {
        let value = field.value.trim();
        if value.is_empty() || value == "-" {
            continue;
        }
        let heading = field.tag;
        let rejected = match heading {
            "Title" => {
                let (bare, kind) = without_type(value);
                if let Some(kind) = kind {
                    keep(&mut record, "Title", kind);
                    if record.kind == RecordKind::Unknown {
                        record.kind = kind_from_words(kind).unwrap_or_default();
                    }
                }
                fill(&mut record.title, title(bare))
            }
            "Chapter Title" => fill(&mut chapter, title(value)),
            "Original Title" | "Vernacular Title" => fill(&mut record.original_title, title(value)),
            "Author" | "Authors" | "Author(s)" => {
                if authors(&mut record, value) {
                    None
                } else {
                    Some(value.to_owned())
                }
            }
            "Editor" | "Editors" => {
                record.editors.extend(value.split(';').filter_map(author));
                None
            }
            "Source" => {
                source(&mut record, &one_line(value));
                Some(value.to_owned())
            }
            "Status" => {
                // `Publish Ahead of Print, 30 November 2015`, where the source has no date yet.
                record.year = record.year.or_else(|| year(value));
                Some(value.to_owned())
            }
            "Journal Name" | "Journal" => fill(&mut record.journal, title(value)),
            "Abstract" => fill(&mut record.abstract_text, prose(value)),
            "Author Keywords"
            | "Keywords"
            | "Key Concepts"
            | "MeSH Subject Headings"
            | "Subject Headings"
            | "Keyword Heading"
            | "Emtree Heading"
            | "Index Terms"
            | "MeSH Headings" => {
                let list = one_line(value);
                let words = list
                    .split(';')
                    .map(|word| word.trim().trim_end_matches('.').trim_end())
                    .filter(|word| !word.is_empty());
                record.keywords.extend(words.map(str::to_owned));
                None
            }
            "Publication Type" | "Document Type" => {
                // The kind in words before its remark: `Original Article:  PDF Only.`
                let words = value.split(':').next().unwrap_or_default();
                if record.kind == RecordKind::Unknown {
                    record.kind = kind_from_words(words.trim_end_matches('.')).unwrap_or_default();
                }
                Some(value.to_owned())
            }
            "Language" => fill(&mut record.language, word(value.trim_end_matches('.'))),
            "ISSN" | "ISSN Print" | "ISSN Electronic" | "ISSN Linking" => {
                record.issn.extend(issns(value));
                if issns(value).is_empty() {
                    word(value)
                } else {
                    None
                }
            }
            "ISBN" => {
                record.isbn.extend(isbns(value));
                if isbns(value).is_empty() {
                    word(value)
                } else {
                    None
                }
            }
            "DOI Number" | "DOI" | "Digital Object Identifier" => match doi(value) {
                Some(found) => fill(&mut record.doi, Some(found)),
                None => word(value),
            },
            "PMID" | "PubMed ID" | "PubMed Identifier" => match pmid(value) {
                Some(found) => fill(&mut record.pmid, Some(found)),
                None => word(value),
            },
            "Accession Number" | "Unique Identifier" => {
                fill(&mut record.accession, word(value.trim_end_matches('.')))
            }
            "Database" => fill(&mut record.database, word(value)),
            "Publisher" => fill(&mut record.publisher, title(value)),
            "Country of Publication" => fill(&mut record.place, title(value)),
            "Year of Publication" | "Publication Year" => match year(value) {
                Some(found) => {
                    record.year = Some(found);
                    None
                }
                None => word(value),
            },
            _ if heading.starts_with("Link to")
                && value.starts_with("http")
                && !value.contains(' ') =>
            {
                record.urls.extend(word(value));
                None
            }
            _ => Some(value.to_owned()),
        };
        if let Some(value) = rejected {
            keep(&mut record, heading, &value);
        }
    }
    // What has a chapter title is the chapter; the title is that of the book.
    if let Some(chapter) = chapter {
        let book = record.title.replace(chapter);
        if let Some(book) = book.and_then(|book| fill(&mut record.journal, Some(book))) {
            keep(&mut record, "Title", &book);
        }
        if matches!(record.kind, RecordKind::Book | RecordKind::Unknown) {
            record.kind = RecordKind::BookSection;
        }
    }
    record
}

/// Splits the type off a title: `… systematic review.[Review]`.
fn without_type(value: &str) -> (&str, Option<&str>) {
    let value = value.trim_end();
    match value
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        Some((bare, kind)) if kind.len() <= 40 && bare.ends_with(['.', '?', '!']) => {
            (bare, Some(kind))
        }
        _ => (value, None),
    }
}

/// Adds authors written as `Verbeek, Jan MD *;  Hermans, Erik MD +`. Returns whether nothing but marks was left out.
fn authors(record: &mut Record, value: &str) -> bool {
    let mut complete = true;
    for part in value.split(';') {
        let line = one_line(part);
        let unmarked =
            line.trim_end_matches(|c: char| c.is_ascii_digit() || " *+,()#[]|".contains(c));
        let is_editor = line.contains("[Ed");
        let unmarked = if is_editor {
            line.split('[').next().unwrap_or_default().trim_end()
        } else {
            unmarked
        };
        let mut name = unmarked;
        while let Some((rest, last)) = name.rsplit_once([' ', ',']) {
            if !is_degree(last) {
                break;
            }
            complete = false;
            name = rest.trim_end_matches([' ', ',']);
        }
        if is_degree(name) || name.is_empty() {
            // `Bunkers, Sandra RN; PhD; FAAN` is one person.
            complete &= name.is_empty();
        } else if is_editor {
            record.editors.extend(author(name));
        } else {
            record.authors.extend(author(name));
        }
    }
    complete
}

fn is_degree(word: &str) -> bool {
    matches!(
        word.trim_end_matches(['.', ',']),
        "MD" | "PhD"
            | "RN"
            | "FAAN"
            | "MSc"
            | "BSc"
            | "MPH"
            | "DO"
            | "DDS"
            | "MBBS"
            | "MA"
            | "MS"
            | "DrPH"
            | "PharmD"
            | "BS"
            | "BA"
            | "EdD"
            | "PsyD"
            | "FACP"
            | "FRCP"
            | "FRCS"
            | "MBA"
            | "DPhil"
            | "MSN"
            | "ScD"
            | "MRCP"
            | "M.D"
            | "Ph.D"
            | "PT"
            | "DPT"
            | "FACS"
            | "MBChB"
            | "DVM"
    )
}

/// Takes the journal and its numbers out of `Nursing Science Quarterly.   28(2):103-106, April 2015.`
fn source(record: &mut Record, value: &str) {
    let value = value.trim_end_matches(['.', ' ']);
    // The year stands behind the pages, which may look like one.
    let tail = value.rsplit_once(',').map_or(value, |(_, tail)| tail);
    if record.year.is_none() {
        record.year = year(tail).or_else(|| year(value));
    }
    let Some((journal, rest)) = value.split_once(". ") else {
        if record.journal.is_none() && !value.contains(|c: char| c.is_ascii_digit()) {
            record.journal = title(value);
        }
        return;
    };
    let rest = rest.trim();
    let numbers = rest
        .strip_prefix("Vol ")
        .or_else(|| rest.strip_prefix("Vol. "))
        .unwrap_or(rest);
    if !numbers.starts_with(|c: char| c.is_ascii_digit()) || journal.starts_with('(') {
        return;
    }
    if record.journal.is_none() {
        record.journal = title(journal);
    }
    let end = numbers.find(['(', ':', ' ', ',']).unwrap_or(numbers.len());
    let (volume, mut rest) = numbers.split_at(end);
    if record.volume.is_none() {
        record.volume = word(volume);
    }
    if let Some((issue, after)) = rest
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'))
    {
        if record.issue.is_none() {
            record.issue = word(issue);
        }
        rest = after;
    }
    let pages = match rest.strip_prefix(':') {
        Some(after) => after.split(',').next().unwrap_or_default(),
        // `Vol 28(2) April 2015, 103-106`
        None => rest.rsplit_once(", ").map_or("", |(_, pages)| pages),
    };
    let is_pages = pages.starts_with(|c: char| c.is_ascii_alphanumeric())
        && pages.contains(|c: char| c.is_ascii_digit());
    if record.pages.is_none() && is_pages && pages.len() < 30 {
        record.pages = word(pages);
    }
}
