//! The fields of a RIS entry to a [`Record`].
//!
//! Where sources disagree about a tag, what stands in it decides: a DOI in `L3` or `M3` is a DOI, digits in `C5`
//! from Embase are a PubMed number. A value that two tags give alike is kept once; whatever has no place of its own
//! stays under its tag in `Record::other`.

use review::{Problem, Record, RecordKind, Severity};

use crate::carrier;
use crate::entries::shortened;
use crate::fields::{author, author_list, doi, isbns, issns, kind_from_words, pmcid, pmid};
use crate::tagged::{Field, fill, keep, prose, title, value_lines, word};

/// The tags that have a place of their own in [`Record`]; the others always go to `Record::other`.
const KNOWN: &[&str] = &[
    "TI", "T1", "BT", "CT", "T2", "JF", "JO", "JA", "J1", "J2", "JI", "AU", "A1", "A2", "ED", "PY",
    "Y1", "DA", "YR", "AB", "N2", "KW", "VL", "VO", "IS", "CP", "SP", "EP", "C7", "DO", "DI", "SN",
    "PB", "PU", "CY", "PP", "PI", "LA", "UR", "LK", "L1", "L2", "L3", "L4", "M3", "AN", "DB", "N1",
    "C2", "C5", "U1", "U2", "ID", "PM",
];

/// Further tags of the specification, by which a loosely written line is known to be a tag.
const SPECIFIED: &[&str] = &[
    "A3", "A4", "AD", "AV", "C1", "C3", "C4", "C6", "C8", "CA", "CN", "DP", "ET", "LB", "M1", "M2",
    "NV", "OP", "RI", "RN", "RP", "SE", "ST", "T3", "TA", "TT", "U3", "U4", "U5", "Y2",
];

/// Whether a tag belongs to the format.
pub(super) fn is_known(tag: &str) -> bool {
    KNOWN
        .iter()
        .chain(SPECIFIED)
        .any(|known| known.eq_ignore_ascii_case(tag))
}

/// Whether a tag is one of those by which a work is known, so that it cannot belong to the entry before.
pub(super) fn identifies(tag: &str) -> bool {
    let tags = [
        "TI", "T1", "T2", "BT", "CT", "AU", "A1", "JF", "JO", "JA", "PY", "Y1", "DO", "AB", "N2",
        "ID", "SN",
    ];
    tags.iter().any(|known| known.eq_ignore_ascii_case(tag))
}

/// Whether a value under this tag usually ends up in `Record::other`, so that it can be written under it.
pub(super) fn may_be_other(tag: &str) -> bool {
    let both = ["C2", "C5", "ID", "M3", "U1", "U2", "A2", "L1", "L2", "L4"];
    both.contains(&tag) || !(KNOWN.contains(&tag) || matches!(tag, "TY" | "ER"))
}

/// The record of an entry, and what in it could not be understood.
pub(super) fn of_fields(fields: &[Field<'_>]) -> (Record, Vec<Problem>) {
    let mut reading = Reading {
        record: Record::default(),
        problems: Vec::new(),
        loose: Loose::default(),
    };
    let mut carried = Vec::new();
    for field in fields {
        let value = field.value.trim();
        // Programs in R write `NA` where there is no value.
        if value.is_empty() || (value == "NA" && !matches!(field.tag, "TI" | "T1" | "AU" | "KW")) {
            continue;
        }
        if field.tag.len() != 2 {
            keep(&mut reading.record, field.tag, value);
            continue;
        }
        if value.starts_with(carrier::PREFIX) {
            // A carrier corrects what the other fields gave, so it comes after them; one that appends keeps its place.
            if !(value.starts_with("attest:other={") && carrier::apply(&mut reading.record, value))
            {
                carried.push((field, value));
            }
            continue;
        }
        let mut tag = [0; 2];
        tag.copy_from_slice(field.tag.as_bytes().get(..2).unwrap_or(b"  "));
        tag.make_ascii_uppercase();
        reading.field(&tag, value, field.line);
    }
    reading.settle();
    let Reading {
        mut record,
        problems,
        ..
    } = reading;
    for (field, value) in carried {
        if !carrier::apply(&mut record, value) {
            keep(&mut record, field.tag, value);
        }
    }
    (record, problems)
}

/// An entry while it is read.
pub(super) struct Reading<'a> {
    pub(super) record: Record,
    pub(super) problems: Vec<Problem>,
    pub(super) loose: Loose<'a>,
}

/// Values whose meaning depends on the rest of the entry.
#[derive(Default)]
pub(super) struct Loose<'a> {
    /// The word behind `TY`.
    pub(super) kind: &'a str,
    /// Names of the containing work in descending order of trust: `JF`, `T2`, `BT`.
    pub(super) journals: [Option<String>; 3],
    /// `JO`: some write the full name, some the abbreviation.
    pub(super) jo: Option<String>,
    pub(super) start_page: Option<String>,
    pub(super) end_page: Option<String>,
    pub(super) article_number: Option<String>,
    /// `PY` and its like before `DA`, each with its tag.
    pub(super) dates: Vec<(&'static str, &'a str, u64)>,
    /// Values that hold the DOI where `DO` is missing.
    pub(super) doi_elsewhere: Option<String>,
    pub(super) id: Option<&'a str>,
    pub(super) c2: Option<&'a str>,
    pub(super) c5: Option<&'a str>,
}

impl<'a> Reading<'a> {
    fn field(&mut self, tag: &[u8; 2], value: &'a str, line: u64) {
        let record = &mut self.record;
        let loose = &mut self.loose;
        let rejected = match tag {
            b"TY" => {
                loose.kind = value;
                None
            }
            b"TI" | b"T1" | b"CT" => fill(&mut record.title, title(value)),
            b"BT" => {
                let [_, _, slot] = &mut loose.journals;
                fill(slot, title(value))
            }
            b"T2" => {
                let [_, slot, _] = &mut loose.journals;
                fill(slot, title(value))
            }
            b"JF" => {
                let [slot, _, _] = &mut loose.journals;
                fill(slot, title(value))
            }
            b"JO" => fill(&mut loose.jo, title(value)),
            b"JA" | b"J1" | b"J2" | b"JI" => fill(&mut record.journal_abbreviation, title(value)),
            b"AU" | b"A1" => {
                for name in value_lines(value) {
                    if name.contains(';') {
                        record.authors.extend(author_list(&name));
                    } else {
                        record.authors.extend(author(&name));
                    }
                }
                None
            }
            // Ovid puts whole lists of cited authors here.
            b"A2" | b"ED" if value.matches(',').count() < 3 && !value.contains('\n') => {
                match title(value).and_then(|name| author(&name)) {
                    Some(editor) => {
                        record.editors.push(editor);
                        None
                    }
                    None => word(value),
                }
            }
            b"PY" => push_date(loose, "PY", value, line),
            b"Y1" => push_date(loose, "Y1", value, line),
            b"YR" => push_date(loose, "YR", value, line),
            b"DA" => fill(&mut record.date, word(value.trim_end_matches('/'))),
            b"AB" | b"N2" => match (&mut record.abstract_text, prose(value)) {
                // A second line of the same tag goes on with the text; the other tag repeats it or is another text.
                (Some(text), Some(more)) if *text != more => {
                    if tag == b"AB" && !text.contains(&more) {
                        text.push('\n');
                        text.push_str(&more);
                        None
                    } else {
                        Some(more)
                    }
                }
                (slot @ None, text) => {
                    *slot = text;
                    None
                }
                _ => None,
            },
            b"KW" => {
                for line in value_lines(value) {
                    let words = line
                        .split(';')
                        .map(str::trim)
                        .filter(|word| !word.is_empty());
                    record.keywords.extend(words.map(str::to_owned));
                }
                None
            }
            b"VL" | b"VO" => fill(&mut record.volume, word(value)),
            b"IS" => fill(&mut record.issue, word(value)),
            b"CP" => {
                if value
                    .bytes()
                    .next()
                    .is_some_and(|byte| byte.is_ascii_digit())
                {
                    fill(&mut record.issue, word(value))
                } else {
                    fill(&mut record.place, word(value))
                }
            }
            b"SP" => fill(&mut loose.start_page, word(value)),
            b"EP" => fill(&mut loose.end_page, word(value)),
            b"C7" => fill(&mut loose.article_number, word(value)),
            b"DO" | b"DI" => match doi(value) {
                Some(found) => fill(&mut record.doi, Some(found)),
                None => {
                    let reason = "this is no DOI; it was kept as it is";
                    self.problems.push(value_problem(reason, value, line));
                    word(value)
                }
            },
            b"L3" | b"M3" => {
                let is_doi = value.starts_with("10.")
                    || value.get(..4).is_some_and(|start| {
                        start.eq_ignore_ascii_case("doi:") || start.eq_ignore_ascii_case("http")
                    });
                match doi(value).filter(|_| is_doi) {
                    Some(found) => fill(&mut loose.doi_elsewhere, Some(found)),
                    None => word(value),
                }
            }
            b"SN" => {
                let (serial, book) = (issns(value), isbns(value));
                let unknown = serial.is_empty() && book.is_empty();
                add_new(&mut record.issn, serial);
                add_new(&mut record.isbn, book);
                if unknown { word(value) } else { None }
            }
            b"PB" | b"PU" => fill(&mut record.publisher, title(value)),
            b"CY" | b"PP" | b"PI" => fill(&mut record.place, title(value)),
            b"LA" => fill(&mut record.language, word(value)),
            b"UR" | b"LK" | b"L1" | b"L2" | b"L4" => {
                let links = links(value);
                if links.is_empty() {
                    if tag == b"UR" {
                        record.urls.extend(word(value));
                        None
                    } else {
                        word(value)
                    }
                } else {
                    add_new(&mut record.urls, links);
                    None
                }
            }
            b"AN" => fill(&mut record.accession, word(value)),
            b"DB" => fill(&mut record.database, word(value)),
            b"N1" => {
                if loose.doi_elsewhere.is_none()
                    && value
                        .get(..4)
                        .is_some_and(|start| start.eq_ignore_ascii_case("doi:"))
                {
                    loose.doi_elsewhere = doi(value);
                }
                record.notes.extend(prose(value));
                None
            }
            b"PM" => match pmid(value) {
                Some(number) => fill(&mut record.pmid, Some(number)),
                None => word(value),
            },
            b"U1" | b"U2" if value.ends_with(']') => marked_number(record, value),
            b"C2" => {
                loose.c2 = Some(value);
                word(value)
            }
            b"C5" => {
                loose.c5 = Some(value);
                word(value)
            }
            b"ID" => {
                loose.id = Some(value);
                word(value)
            }
            _ => {
                keep(record, &String::from_utf8_lossy(tag), value);
                None
            }
        };
        if let Some(value) = rejected {
            keep(record, &String::from_utf8_lossy(tag), &value);
        }
    }
}

fn push_date<'a>(
    loose: &mut Loose<'a>,
    tag: &'static str,
    value: &'a str,
    line: u64,
) -> Option<String> {
    loose.dates.push((tag, value, line));
    None
}

/// `12345[pmid]` and `PMC12345[pmcid]`, as PubMed Central writes them.
fn marked_number(record: &mut Record, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    if let Some(number) = lower.strip_suffix("[pmid]").and_then(pmid) {
        fill(&mut record.pmid, Some(number))
    } else if let Some(number) = lower.strip_suffix("[pmcid]").and_then(pmcid) {
        fill(&mut record.pmcid, Some(number))
    } else {
        word(value)
    }
}

/// The links in a value: separated by white space or semicolons, each beginning like an address.
fn links(value: &str) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    for word in value.split_whitespace() {
        for part in word.split_inclusive(';') {
            let begins = ["http://", "https://", "www.", "ftp://", "doi.org/"]
                .iter()
                .any(|start| {
                    part.get(..start.len())
                        .is_some_and(|p| p.eq_ignore_ascii_case(start))
                });
            if begins {
                links.push(part.to_owned());
            } else {
                match links.last_mut() {
                    // A semicolon inside of an address.
                    Some(last) if last.ends_with(';') && word.len() > part.len() => {
                        last.push_str(part)
                    }
                    _ => return Vec::new(),
                }
            }
        }
    }
    for link in &mut links {
        if link.ends_with(';') {
            link.pop();
        }
    }
    links
}

fn add_new(list: &mut Vec<String>, values: Vec<String>) {
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
}

pub(super) fn value_problem(reason: &str, value: &str, line: u64) -> Problem {
    Problem {
        severity: Severity::Value,
        line: Some(line),
        entry: None,
        reason: reason.to_owned(),
        excerpt: Some(shortened(value)),
    }
}

/// The kind that a word behind `TY` names, and whether it is the usual word for it.
pub(super) fn kind_of(word: &str) -> (RecordKind, bool) {
    match word {
        "" | "GEN" => (RecordKind::Unknown, true),
        "JOUR" => (RecordKind::JournalArticle, true),
        "EJOUR" | "JFULL" | "MGZN" | "NEWS" | "INPR" | "ABST" => {
            (RecordKind::JournalArticle, false)
        }
        "BOOK" => (RecordKind::Book, true),
        "EBOOK" | "EDBOOK" => (RecordKind::Book, false),
        "CHAP" => (RecordKind::BookSection, true),
        "ECHAP" => (RecordKind::BookSection, false),
        "CONF" => (RecordKind::ConferencePaper, true),
        "CPAPER" => (RecordKind::ConferencePaper, false),
        "THES" => (RecordKind::Thesis, true),
        "RPRT" => (RecordKind::TechnicalReport, true),
        "ELEC" => (RecordKind::WebPage, true),
        "BLOG" | "WEB" => (RecordKind::WebPage, false),
        "DATA" => (RecordKind::Dataset, true),
        "AGGR" | "DBASE" => (RecordKind::Dataset, false),
        _ => match kind_from_words(word) {
            // Some write words in place of the code: `Journal Article`.
            Some(kind) => (kind, false),
            None => (RecordKind::Other(word.to_owned()), true),
        },
    }
}

/// The word behind `TY` for a kind.
pub(super) fn word_of(kind: &RecordKind) -> &str {
    match kind {
        RecordKind::JournalArticle => "JOUR",
        RecordKind::Book => "BOOK",
        RecordKind::BookSection => "CHAP",
        RecordKind::ConferencePaper | RecordKind::Proceedings => "CONF",
        RecordKind::Thesis => "THES",
        RecordKind::TechnicalReport => "RPRT",
        RecordKind::WebPage => "ELEC",
        RecordKind::Dataset => "DATA",
        RecordKind::Preprint => "UNPB",
        RecordKind::TrialRegistration | RecordKind::Unknown => "GEN",
        RecordKind::Other(word)
            if (2..=6).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            word
        }
        RecordKind::Other(_) => "GEN",
    }
}
