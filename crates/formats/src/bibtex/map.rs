//! From the fields of an entry to a [`Record`].

use review::{OtherField, Record, RecordKind};

use super::latex::{Lines, decode, decode_verbatim};
use super::names;
use super::scan::RawEntry;
use crate::{carrier, fields};

/// The name of the field in which our own carriers travel.
pub(super) const CARRIER_FIELD: &str = "attest";
/// The line of that field which says that the citation key was made by the export.
pub(super) const KEY_WAS_MADE: &str = "key";
/// Under which tag the citation key is kept.
pub(super) const CITATION_KEY: &str = "citation_key";
/// Under which tag the entry type is kept, where it says more than the kind.
pub(super) const ENTRY_TYPE: &str = "entrytype";

/// A record, and the values that were kept as text because they could not be understood.
pub(super) struct Mapped {
    pub(super) record: Record,
    pub(super) doubts: Vec<(&'static str, String)>,
    /// Whether the entry is our own and its key says nothing.
    pub(super) key_was_made: bool,
}

/// What a field is, by its name in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    OriginalTitle,
    Abstract,
    Authors,
    Editors,
    Year,
    Date,
    Month,
    Day,
    Journal,
    BookTitle,
    JournalAbbreviation,
    Volume,
    Issue,
    Pages,
    ArticleNumber,
    Doi,
    Pmid,
    Pmcid,
    Eprint,
    SerialNumber,
    Publisher,
    Place,
    Language,
    Keywords,
    Url,
    Accession,
    Database,
    Note,
    /// Not prose: no LaTeX in it.
    Verbatim,
    Other,
}

/// The role of a field. Names are those of BibTeX, BibLaTeX, JabRef and the exports of the large databases.
pub(super) fn role(name: &str) -> Role {
    match name.to_ascii_lowercase().as_str() {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "origtitle" | "original_title" | "original-title" => Role::OriginalTitle,
        "abstract" => Role::Abstract,
        "author" | "authors" => Role::Authors,
        "editor" | "editors" => Role::Editors,
        "year" => Role::Year,
        "date" => Role::Date,
        "month" => Role::Month,
        "day" => Role::Day,
        "journal" | "journaltitle" => Role::Journal,
        "booktitle" => Role::BookTitle,
        "shortjournal"
        | "journal-abbreviation"
        | "journal_abbreviation"
        | "journal-iso"
        | "abbrev_source_title"
        | "journalabbr" => Role::JournalAbbreviation,
        "volume" => Role::Volume,
        "number" | "issue" => Role::Issue,
        "pages" => Role::Pages,
        "article-number" | "art_number" | "articleno" | "article_number" | "eid" => {
            Role::ArticleNumber
        }
        "doi" => Role::Doi,
        "pmid" | "pubmed_id" | "pubmedid" => Role::Pmid,
        "pmc" | "pmcid" => Role::Pmcid,
        "eprint" => Role::Eprint,
        "issn" | "eissn" | "e-issn" | "issn-linking" | "isbn" | "e-isbn" | "eisbn" => {
            Role::SerialNumber
        }
        "publisher" | "school" | "institution" | "organization" => Role::Publisher,
        "address" | "location" | "publocation" => Role::Place,
        "language" | "langid" => Role::Language,
        "keywords" | "keyword" | "author_keywords" | "keywords-plus" | "mesh" => Role::Keywords,
        "url" | "urls" => Role::Url,
        "unique-id" | "accession" | "accession-number" | "accession_number" | "accession_num" => {
            Role::Accession
        }
        "database" | "source" => Role::Database,
        "note" | "annote" | "annotation" => Role::Note,
        "file" | "pdf" | "link" | "biburl" | "crossref" | "xdata" | "howpublished-url" => {
            Role::Verbatim
        }
        _ => Role::Other,
    }
}

/// Makes the record of an entry.
pub(super) fn record(entry: &RawEntry<'_>) -> Mapped {
    let mut mapping = Mapping {
        record: Record {
            kind: kind(entry.kind),
            ..Record::default()
        },
        ..Mapping::default()
    };
    let mut carriers = Vec::new();
    let mut key_was_made = false;
    for (name, value) in &entry.fields {
        if name.eq_ignore_ascii_case(CARRIER_FIELD) {
            for line in value.lines().map(str::trim).filter(|line| !line.is_empty()) {
                if line == KEY_WAS_MADE {
                    key_was_made = true;
                } else {
                    carriers.push(line);
                }
            }
        }
    }
    if !entry.key.is_empty() && !key_was_made {
        mapping.other(CITATION_KEY, entry.key.to_owned());
    }
    if entry_type(&mapping.record.kind).is_none_or(|word| !word.eq_ignore_ascii_case(entry.kind)) {
        mapping.other(ENTRY_TYPE, entry.kind.to_owned());
    }
    for (name, value) in &entry.fields {
        if !name.eq_ignore_ascii_case(CARRIER_FIELD) {
            mapping.field(name, value);
        }
    }
    mapping.finish();
    for line in carriers {
        if !carrier::apply(&mut mapping.record, line) {
            mapping.other(CARRIER_FIELD, line.to_owned());
        }
    }
    Mapped {
        record: mapping.record,
        doubts: mapping.doubts,
        key_was_made,
    }
}

/// The kind of an entry type.
fn kind(word: &str) -> RecordKind {
    match word.to_ascii_lowercase().as_str() {
        "article" | "suppperiodical" => RecordKind::JournalArticle,
        "book" | "mvbook" | "collection" | "mvcollection" | "booklet" => RecordKind::Book,
        "incollection" | "inbook" | "bookinbook" | "suppbook" | "suppcollection" => {
            RecordKind::BookSection
        }
        "inproceedings" | "conference" => RecordKind::ConferencePaper,
        "proceedings" | "mvproceedings" => RecordKind::Proceedings,
        "phdthesis" | "mastersthesis" | "thesis" => RecordKind::Thesis,
        "techreport" | "report" => RecordKind::TechnicalReport,
        "online" | "electronic" | "www" => RecordKind::WebPage,
        "dataset" => RecordKind::Dataset,
        "misc" => RecordKind::Unknown,
        other => RecordKind::Other(other.to_owned()),
    }
}

/// The entry type that is written for a kind; `None` if there is none.
pub(super) fn entry_type(kind: &RecordKind) -> Option<&str> {
    Some(match kind {
        RecordKind::JournalArticle => "article",
        RecordKind::Book => "book",
        RecordKind::BookSection => "incollection",
        RecordKind::ConferencePaper => "inproceedings",
        RecordKind::Proceedings => "proceedings",
        RecordKind::Thesis => "thesis",
        RecordKind::TechnicalReport => "techreport",
        RecordKind::WebPage => "online",
        RecordKind::Dataset => "dataset",
        RecordKind::Unknown | RecordKind::Preprint | RecordKind::TrialRegistration => "misc",
        RecordKind::Other(word) => {
            let is_type = (3..=30).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && !matches!(word.as_str(), "comment" | "string" | "preamble" | "others");
            return is_type.then_some(word);
        }
    })
}

#[derive(Default)]
struct Mapping {
    record: Record,
    doubts: Vec<(&'static str, String)>,
    subtitle: Option<String>,
    /// What `year` said, where it is no plain year.
    year_text: Option<String>,
    month: Option<String>,
    day: Option<String>,
    /// The name under which it stood, and the number.
    article_number: Option<(String, String)>,
}

impl Mapping {
    fn other(&mut self, tag: &str, value: String) {
        self.record.other.push(OtherField {
            tag: tag.to_owned(),
            value,
        });
    }

    fn field(&mut self, name: &str, latex: &str) {
        let role = role(name);
        let value = match role {
            Role::Authors | Role::Editors => return self.names(name, role, latex),
            Role::Doi | Role::Url | Role::Verbatim | Role::Eprint => decode_verbatim(latex),
            Role::Abstract | Role::Note | Role::Other => {
                fields::paragraphs(&fields::plain(&decode(latex, Lines::Paragraphs))).into_owned()
            }
            _ => fields::plain_line(&decode(latex, Lines::Join)).into_owned(),
        };
        if value.is_empty() {
            return;
        }
        let record = &mut self.record;
        let place = match role {
            Role::Title => &mut record.title,
            Role::Subtitle => &mut self.subtitle,
            Role::OriginalTitle => &mut record.original_title,
            Role::Abstract => &mut record.abstract_text,
            Role::Date => &mut record.date,
            Role::Month => &mut self.month,
            Role::Day => &mut self.day,
            Role::Journal | Role::BookTitle => &mut record.journal,
            Role::JournalAbbreviation => &mut record.journal_abbreviation,
            Role::Volume => &mut record.volume,
            Role::Issue => &mut record.issue,
            Role::Publisher => &mut record.publisher,
            Role::Place => &mut record.place,
            Role::Language => &mut record.language,
            Role::Accession => &mut record.accession,
            Role::Database => &mut record.database,
            _ => return self.special(role, name, value),
        };
        match place {
            None => *place = Some(value),
            // Said twice is said once.
            Some(known) if *known == value => {}
            Some(_) => self.other(name, value),
        }
    }

    fn names(&mut self, name: &str, role: Role, latex: &str) {
        let (mut names, others) = names::parse(latex);
        let list = match role {
            Role::Authors => &mut self.record.authors,
            _ => &mut self.record.editors,
        };
        list.append(&mut names);
        if others {
            // That the source named only some of them must not be lost.
            self.other(name, "and others".to_owned());
        }
    }

    /// The fields that need more than cleaning.
    fn special(&mut self, role: Role, name: &str, value: String) {
        let record = &mut self.record;
        match role {
            Role::Year => {
                if record.year.is_none() {
                    record.year = fields::year(&value);
                    let plain = value.len() == 4 && record.year.is_some();
                    if !plain {
                        self.year_text = Some(value);
                    }
                } else {
                    self.other(name, value);
                }
            }
            Role::Pages if record.pages.is_none() => record.pages = Some(fields::pages(&value)),
            Role::ArticleNumber if self.article_number.is_none() => {
                self.article_number = Some((name.to_owned(), value));
            }
            Role::Doi => match fields::doi(&value) {
                Some(doi) if record.doi.is_none() => record.doi = Some(doi),
                Some(doi) if record.doi.as_ref() == Some(&doi) => {}
                Some(_) => self.other(name, value),
                None => {
                    self.doubts
                        .push(("This is no DOI; it was kept as text.", value.clone()));
                    self.other(name, value);
                }
            },
            Role::Pmid if record.pmid.is_none() => match fields::pmid(&value) {
                Some(pmid) => record.pmid = Some(pmid),
                None => {
                    self.doubts.push((
                        "This is no PubMed number; it was kept as text.",
                        value.clone(),
                    ));
                    self.other(name, value);
                }
            },
            Role::Pmcid if record.pmcid.is_none() && fields::pmcid(&value).is_some() => {
                record.pmcid = fields::pmcid(&value);
            }
            Role::SerialNumber => {
                let issns = fields::issns(&value);
                let isbns = fields::isbns(&value);
                if issns.is_empty() && isbns.is_empty() {
                    self.other(name, value);
                    return;
                }
                record.issn.extend(issns);
                record.isbn.extend(isbns);
            }
            Role::Keywords => record.keywords.extend(keywords(&value)),
            Role::Url => record.urls.extend(urls(&value)),
            Role::Note => record.notes.push(value),
            _ => self.other(name, value),
        }
    }

    /// What can only be said once all fields are known.
    fn finish(&mut self) {
        if let Some(subtitle) = self.subtitle.take() {
            self.record.title = Some(match self.record.title.take() {
                Some(title) => format!("{title}: {subtitle}"),
                None => subtitle,
            });
        }
        if let Some((name, number)) = self.article_number.take() {
            if self.record.pages.is_none() {
                self.record.pages = Some(number);
            } else {
                self.other(&name, number);
            }
        }
        let written = [
            self.year_text
                .take()
                .or(self.record.year.map(|year| year.to_string())),
            self.month.take(),
            self.day.take(),
        ];
        let says_more = written[1].is_some()
            || self.record.year.is_none_or(|year| {
                written[0]
                    .as_ref()
                    .is_some_and(|text| *text != year.to_string())
            });
        match &self.record.date {
            None if says_more => {
                let parts: Vec<String> = written.into_iter().flatten().collect();
                self.record.date = fields::non_empty(parts.join(" "));
            }
            None => {}
            Some(date) => {
                self.record.year = self.record.year.or(fields::year(date));
                if let Some(month) = &written[1] {
                    let month = month.clone();
                    self.other("month", month);
                }
                if let Some(day) = &written[2] {
                    let day = day.clone();
                    self.other("day", day);
                }
            }
        }
        let archive = |field: &OtherField| {
            let name = field.tag.to_ascii_lowercase();
            let value = field.value.to_ascii_lowercase();
            (name == "eprinttype" || name == "archiveprefix").then_some(value)
        };
        let Some(archive) = self.record.other.iter().find_map(archive) else {
            return;
        };
        let eprint = |field: &&OtherField| field.tag.eq_ignore_ascii_case("eprint");
        let number = self
            .record
            .other
            .iter()
            .find(eprint)
            .map(|field| field.value.clone());
        match archive.as_str() {
            "pubmed" | "pmid" if self.record.pmid.is_none() => {
                self.record.pmid = number.and_then(|text| fields::pmid(&text));
            }
            "arxiv" | "biorxiv" | "medrxiv" if self.record.kind == RecordKind::Unknown => {
                self.record.kind = RecordKind::Preprint;
            }
            _ => {}
        }
    }
}

/// Keywords between semicolons, or between commas where there is no semicolon.
fn keywords(value: &str) -> impl Iterator<Item = String> {
    let separator = if value.contains(';') { ';' } else { ',' };
    value
        .split(separator)
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}

/// One link, or several between blanks.
fn urls(value: &str) -> Vec<String> {
    let words: Vec<&str> = value.split(' ').collect();
    if words.iter().all(|word| word.contains("://")) {
        words.into_iter().map(str::to_owned).collect()
    } else {
        vec![value.to_owned()]
    }
}
