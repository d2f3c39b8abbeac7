//! The fields of a MEDLINE entry to a [`Record`], after NLM's description of the elements of the format.

use review::{Author, Problem, Record, RecordKind, Severity};

use crate::carrier;
use crate::entries::shortened;
use crate::fields::{author, doi, isbns, issns, kind_from_words, one_line, pmcid, pmid, year};
use crate::tagged::{Field, fill, keep, title, word};

/// The tags that have a place of their own.
const KNOWN: &[&str] = &[
    "PMID", "UI", "TI", "TT", "BTI", "AB", "FAU", "FA", "AU", "CN", "FED", "ED", "DP", "JT", "TA",
    "VI", "IP", "PG", "LID", "AID", "IS", "ISSN", "ISBN", "LA", "PL", "PB", "MH", "OT", "KW",
    "PMC", "OID", "AN", "DB", "URL", "UR", "PT", "GN", "DO",
];

/// Further tags by which a loosely written line is known to be a tag.
const SPECIFIED: &[&str] = &[
    "OWN", "STAT", "DA", "DCOM", "LR", "AD", "GR", "DEP", "JID", "SB", "RN", "EDAT", "MHDA",
    "CRDT", "PHST", "PST", "SO", "CI", "CTI", "CON", "CIN", "MID", "AUID", "OTO", "PMCR", "IN",
    "SI", "EIN", "EFR", "UOF", "COIS",
];

/// Whether a tag belongs to the format.
pub(super) fn is_known(tag: &str) -> bool {
    KNOWN.contains(&tag) || SPECIFIED.contains(&tag)
}

/// Whether a value under this tag usually ends up in `Record::other`, so that it can be written under it.
pub(super) fn may_be_other(tag: &str) -> bool {
    matches!(tag, "LID" | "AID" | "PT" | "OID") || !KNOWN.contains(&tag)
}

/// The record of an entry, and what in it could not be understood.
pub(super) fn of_fields(fields: &[Field<'_>]) -> (Record, Vec<Problem>) {
    let mut record = Record::default();
    let mut problems = Vec::new();
    let mut carried = Vec::new();
    let full_names = fields.iter().filter(|field| is_full_name(field)).count();
    let short_names = fields.iter().filter(|field| field.tag == "AU").count();
    let from_eric = fields
        .iter()
        .any(|field| field.tag == "OWN" && field.value.trim() == "ERIC");
    let mut after_full_name = false;
    let mut book_title = None;
    let mut named_kind = None;
    for field in fields {
        let value = field.value.trim();
        if value.is_empty() {
            continue;
        }
        if value.starts_with(carrier::PREFIX) {
            // A carrier corrects what the other fields gave, so it comes after them; one that appends keeps its place.
            if !(value.starts_with("attest:other={") && carrier::apply(&mut record, value)) {
                carried.push((field, value));
            }
            continue;
        }
        let rejected = match field.tag {
            "PMID" | "UI" => {
                let first = value.split('\n').next().unwrap_or_default();
                match pmid(first) {
                    Some(number) => {
                        // A line that is no field stands behind the number.
                        let rest = value.get(first.len()..).unwrap_or_default().trim();
                        fill(&mut record.pmid, Some(number)).or_else(|| word(rest))
                    }
                    None => Some(value.to_owned()),
                }
            }
            "TI" => fill(&mut record.title, title(value)),
            "TT" => fill(&mut record.original_title, title(value)),
            "BTI" => fill(&mut book_title, title(value)),
            "AB" => {
                // The lines are wrapped; what they say about paragraphs is nothing.
                match (&mut record.abstract_text, title(value)) {
                    (Some(text), Some(more)) => {
                        text.push('\n');
                        text.push_str(&more);
                    }
                    (slot, text) => *slot = text,
                }
                None
            }
            "FAU" | "FA" => {
                record
                    .authors
                    .extend(title(value).and_then(|name| author(&name)));
                after_full_name = true;
                continue;
            }
            "AU" => {
                // The short form of the full name before it, unless there are more short names than full ones.
                let again = full_names >= short_names || after_full_name;
                if !again || full_names == 0 {
                    record
                        .authors
                        .extend(title(value).and_then(|name| author(&name)));
                }
                None
            }
            "CN" => {
                record
                    .authors
                    .extend(title(value).map(|name| Author::Group { name }));
                None
            }
            "FED" | "ED" => {
                let editor = title(value).and_then(|name| author(&name));
                let again = field.tag == "ED" && fields.iter().any(|field| field.tag == "FED");
                if !again {
                    record.editors.extend(editor);
                }
                None
            }
            "DP" => match year(value) {
                Some(found) if record.year.is_none() => {
                    record.year = Some(found);
                    if value.len() > 4 {
                        fill(&mut record.date, word(value))
                    } else {
                        None
                    }
                }
                Some(_) => word(value),
                None => {
                    problems.push(Problem {
                        severity: Severity::Value,
                        line: Some(field.line),
                        entry: None,
                        reason: "no year could be read from this date; it was kept as it is"
                            .to_owned(),
                        excerpt: Some(shortened(value)),
                    });
                    fill(&mut record.date, word(value))
                }
            },
            "JT" => fill(&mut record.journal, title(value)),
            "TA" => fill(&mut record.journal_abbreviation, title(value)),
            "VI" => fill(&mut record.volume, word(value)),
            "IP" => fill(&mut record.issue, word(value)),
            "PG" => fill(&mut record.pages, word(value)),
            "LID" | "AID" | "DO" => location(&mut record, value),
            "IS" | "ISSN" => {
                let found = issns(value);
                if found.is_empty() {
                    word(value)
                } else {
                    for issn in found {
                        if !record.issn.contains(&issn) {
                            record.issn.push(issn);
                        }
                    }
                    None
                }
            }
            "ISBN" => {
                let found = isbns(value);
                if found.is_empty() {
                    word(value)
                } else {
                    record.isbn.extend(found);
                    None
                }
            }
            "LA" => fill(&mut record.language, word(value)),
            "PL" => fill(&mut record.place, title(value)),
            "PB" => fill(&mut record.publisher, title(value)),
            "MH" | "OT" | "KW" => {
                record.keywords.extend(title(value));
                None
            }
            "PMC" => match pmcid(value) {
                Some(number) => fill(&mut record.pmcid, Some(number)),
                None => word(value),
            },
            "OID" if from_eric => fill(&mut record.accession, word(value)),
            "AN" => fill(&mut record.accession, word(value)),
            "DB" => fill(&mut record.database, word(value)),
            "URL" | "UR" => {
                record.urls.extend(word(value));
                None
            }
            "PT" => {
                // The usual words for a kind are that kind and nothing more; all others are kept, being study designs.
                match kind_of(value) {
                    Some(kind) if record.kind == RecordKind::Unknown => {
                        record.kind = kind;
                        None
                    }
                    _ => {
                        named_kind = named_kind.or_else(|| kind_from_words(value));
                        word(value)
                    }
                }
            }
            "GN" => {
                record.notes.extend(title(value));
                None
            }
            _ => Some(value.to_owned()),
        };
        after_full_name = false;
        if let Some(value) = rejected {
            keep(&mut record, field.tag, &one_line(&value));
        }
    }
    if record.kind == RecordKind::Unknown {
        record.kind = named_kind.unwrap_or_default();
    }
    // A book's title is the title of a book, and the container of its chapter.
    let slot = if record.title.is_none() {
        &mut record.title
    } else {
        &mut record.journal
    };
    if let Some(title) = fill(slot, book_title) {
        keep(&mut record, "BTI", &title);
    }
    for (field, value) in carried {
        if !carrier::apply(&mut record, value) {
            keep(&mut record, field.tag, value);
        }
    }
    (record, problems)
}

fn is_full_name(field: &Field<'_>) -> bool {
    matches!(field.tag, "FAU" | "FA")
}

/// `LID` and `AID`: a DOI, an address, or a number that is kept.
fn location(record: &mut Record, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let is_doi = lower.ends_with("[doi]") || lower.starts_with("10.") || lower.contains("doi");
    if let Some(found) = doi(value).filter(|_| is_doi) {
        fill(&mut record.doi, Some(found))
    } else if lower.starts_with("http") && !lower.contains(' ') {
        record.urls.extend(word(value));
        None
    } else {
        word(value)
    }
}

/// The publication types that are the kind itself.
const KINDS: &[(&str, RecordKind)] = &[
    ("Journal Article", RecordKind::JournalArticle),
    ("Book", RecordKind::Book),
    ("Book Chapter", RecordKind::BookSection),
    ("Conference Paper", RecordKind::ConferencePaper),
    ("Conference Proceedings", RecordKind::Proceedings),
    ("Academic Dissertation", RecordKind::Thesis),
    ("Technical Report", RecordKind::TechnicalReport),
    ("Preprint", RecordKind::Preprint),
    ("Clinical Trial Registration", RecordKind::TrialRegistration),
    ("Web Page", RecordKind::WebPage),
    ("Dataset", RecordKind::Dataset),
];

fn kind_of(value: &str) -> Option<RecordKind> {
    KINDS
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, kind)| kind.clone())
}

/// The publication type for a kind.
pub(super) fn publication_type(kind: &RecordKind) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|(_, known)| known == kind)
        .map(|(name, _)| *name)
}
