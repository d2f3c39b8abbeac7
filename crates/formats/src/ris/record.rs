//! The fields of a RIS entry to a [`Record`].
//!
//! Where sources disagree about a tag, what stands in it decides: a DOI in `L3` or `M3` is a DOI, digits in `C5`
//! from Embase are a PubMed number. A value that two tags give alike is kept once; whatever has no place of its own
//! stays under its tag in `Record::other`.

use review::{OtherField, Problem, Record, RecordKind, Severity};

use crate::carrier;
use crate::entries::shortened;
use crate::fields::{
    author, author_list, doi, isbns, issns, kind_from_words, one_line, pmcid, pmid, year,
};
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

struct Reading<'a> {
    record: Record,
    problems: Vec<Problem>,
    loose: Loose<'a>,
}

/// Values whose meaning depends on the rest of the entry.
#[derive(Default)]
struct Loose<'a> {
    /// The word behind `TY`.
    kind: &'a str,
    /// Names of the containing work in descending order of trust: `JF`, `T2`, `BT`.
    journals: [Option<String>; 3],
    /// `JO`: some write the full name, some the abbreviation.
    jo: Option<String>,
    start_page: Option<String>,
    end_page: Option<String>,
    article_number: Option<String>,
    /// `PY` and its like before `DA`, each with its tag.
    dates: Vec<(&'static str, &'a str, u64)>,
    /// Values that hold the DOI where `DO` is missing.
    doi_elsewhere: Option<String>,
    id: Option<&'a str>,
    c2: Option<&'a str>,
    c5: Option<&'a str>,
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
            _ => Some(value.to_owned()),
        };
        if let Some(value) = rejected {
            keep(record, &String::from_utf8_lossy(tag), &value);
        }
    }

    /// Decides what depends on several fields.
    fn settle(&mut self) {
        self.settle_kind();
        self.settle_journal();
        self.settle_pages();
        self.settle_dates();
        self.settle_numbers();
    }

    fn settle_kind(&mut self) {
        let word = self.loose.kind.trim();
        let (kind, usual) = kind_of(&word.to_ascii_uppercase());
        self.record.kind = kind;
        if !usual {
            // The word says more than the kind does. It stands first in the file.
            let field = OtherField {
                tag: "TY".to_owned(),
                value: one_line(word),
            };
            self.record.other.insert(0, field);
        }
        if self.record.kind == RecordKind::Unknown
            && let Some(named) = self
                .record
                .other
                .iter()
                .filter(|field| field.tag == "M3")
                .find_map(|field| kind_from_words(&field.value))
        {
            self.record.kind = named;
        }
    }

    fn settle_journal(&mut self) {
        let record = &mut self.record;
        let [jf, t2, bt] = std::mem::take(&mut self.loose.journals);
        let is_book = matches!(
            record.kind,
            RecordKind::Book | RecordKind::Thesis | RecordKind::TechnicalReport
        );
        if record.title.is_none() && is_book {
            record.title = bt;
        } else if let Some(value) = fill(&mut self.loose.jo, bt) {
            keep(record, "BT", &value);
        }
        record.journal = jf;
        if is_book {
            // Of a book, `T2` is the series.
            if let Some(series) = t2 {
                keep(record, "T2", &series);
            }
        } else if let Some(value) = fill(&mut record.journal, t2) {
            keep(record, "T2", &value);
        }
        let jo = self.loose.jo.take();
        match (&record.journal, &record.journal_abbreviation) {
            (None, _) => record.journal = jo,
            (Some(journal), None) if jo.as_ref() != Some(journal) => {
                record.journal_abbreviation = jo
            }
            (Some(journal), Some(short)) => {
                if let Some(jo) = jo.filter(|jo| jo != journal && jo != short) {
                    keep(record, "JO", &jo);
                }
            }
            _ => {}
        }
    }

    fn settle_pages(&mut self) {
        let record = &mut self.record;
        let loose = &mut self.loose;
        record.pages = match (loose.start_page.take(), loose.end_page.take()) {
            // PsycINFO on Ovid.
            (Some(start), Some(end)) if start == "No" && end == "Specified" => None,
            (Some(start), Some(end)) if start == end => Some(start),
            (Some(start), Some(end)) if start.contains(['-', '–']) => {
                if !start.ends_with(&end) {
                    keep(record, "EP", &end);
                }
                Some(start)
            }
            (Some(start), Some(end)) => Some(format!("{start}-{end}")),
            (start, end) => start.or(end),
        };
        let number = loose.article_number.take();
        if let Some(number) = fill(&mut record.pages, number) {
            keep(record, "C7", &number);
        }
    }

    fn settle_dates(&mut self) {
        for (tag, value, line) in std::mem::take(&mut self.loose.dates) {
            let value = value.trim();
            let bare = value.trim_matches('/').trim();
            let found = year(bare);
            match (self.record.year, found) {
                (None, Some(year)) => {
                    self.record.year = Some(year);
                    let says_more = bare.len() > 4;
                    if says_more && let Some(date) = fill(&mut self.record.date, word(bare)) {
                        keep(&mut self.record, tag, &date);
                    }
                }
                (Some(year), Some(again)) if year == again => {
                    let says_more = bare.len() > 4;
                    if says_more && let Some(date) = fill(&mut self.record.date, word(bare)) {
                        keep(&mut self.record, tag, &date);
                    }
                }
                (Some(_), Some(_)) => keep(&mut self.record, tag, bare),
                (_, None) if bare.is_empty() => {}
                (_, None) => {
                    let reason = "no year could be read from this date; it was kept as it is";
                    self.problems.push(value_problem(reason, value, line));
                    keep(&mut self.record, tag, value);
                }
            }
        }
        if self.record.year.is_none() {
            self.record.year = self.record.date.as_deref().and_then(year);
        }
    }

    fn settle_numbers(&mut self) {
        let record = &mut self.record;
        let elsewhere = self.loose.doi_elsewhere.take();
        match (&record.doi, elsewhere) {
            (Some(known), Some(other)) if *known != other => keep(record, "M3", &other),
            (None, elsewhere) => {
                record.doi = elsewhere.or_else(|| {
                    record
                        .urls
                        .iter()
                        .filter(|url| url.contains("doi.org/"))
                        .find_map(|url| doi(url))
                });
            }
            _ => {}
        }
        let database = record.database.clone().unwrap_or_default().to_lowercase();
        let provider = record
            .other
            .iter()
            .find(|field| field.tag == "DP")
            .map(|field| field.value.to_lowercase())
            .unwrap_or_default();
        let of_medline =
            database.contains("medline") || database.contains("pubmed") || provider == "nlm";
        let is_digits = |text: &&str| {
            (5..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let accession = record.accession.clone().unwrap_or_default();
        let lower = accession.to_lowercase();
        let named = ["pubmed", "medline", "pmid"]
            .iter()
            .any(|name| lower.starts_with(name));
        let from = |number: Option<&str>| number.filter(is_digits).map(str::to_owned);
        if record.pmid.is_none() {
            record.pmid = if named {
                pmid(&accession)
            } else if of_medline {
                from(Some(&accession)).or_else(|| from(self.loose.id))
            } else if database.contains("scopus") {
                from(self.loose.c2)
            } else {
                None
            };
            // Embase writes `Medline PMID` here.
            if record.pmid.is_none() && !record.other.iter().any(|field| field.tag == "C4") {
                record.pmid = from(self.loose.c5);
            }
            if record.pmid.is_none() {
                record.pmid = record
                    .urls
                    .iter()
                    .filter(|url| url.contains("ncbi.nlm.nih.gov") && url.contains("pubmed"))
                    .find_map(|url| pmid(url));
            }
        }
        if record.pmcid.is_none() {
            record.pmcid = self
                .loose
                .c2
                .filter(|c2| {
                    c2.len() < 12 && c2.get(..3).is_some_and(|p| p.eq_ignore_ascii_case("PMC"))
                })
                .and_then(pmcid);
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

fn value_problem(reason: &str, value: &str, line: u64) -> Problem {
    Problem {
        severity: Severity::Value,
        line: Some(line),
        entry: None,
        reason: reason.to_owned(),
        excerpt: Some(shortened(value)),
    }
}

/// The kind that a word behind `TY` names, and whether it is the usual word for it.
fn kind_of(word: &str) -> (RecordKind, bool) {
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
