//! EndNote XML: of EndNote itself, and of Zotero, Mendeley, Bookends and others that write it.
//!
//! There is no public schema; the element names are those of EndNote's own exports since version 8. Text comes in
//! `style` runs, whose looks are dropped. What has no place in [`Record`] is kept in `other` under its element's name.

use review::{OtherField, Record, RecordKind, Severity};

use crate::entries::Entries;
use crate::fields;
use crate::xml::{self, Element, Found};

/// Reads a file that is in memory.
pub(crate) fn parse(text: &str) -> Entries {
    let mut entries = Entries::default();
    let mut found = xml::Entries::new(text.as_bytes(), &["record"], &["record"]);
    // Reading from memory cannot fail.
    while let Ok(Some(found)) = found.read_next() {
        match found {
            Found::Remark { line, reason } => {
                entries.problem(Severity::Note, Some(line), None, reason, None);
            }
            Found::Broken { line, reason, text } => {
                let entry = entries.begin();
                let reason = format!("This entry could not be read: {reason}.");
                entries.problem(
                    Severity::Entry,
                    Some(line),
                    Some(entry),
                    reason,
                    Some(&text),
                );
            }
            Found::Entry {
                element,
                line,
                untidy,
            } => {
                let entry = entries.begin();
                if untidy {
                    let reason = "Tags in this entry are not closed; it was read as far as it can be understood.";
                    entries.problem(Severity::Note, Some(line), Some(entry), reason, None);
                }
                let mut reader = Reader::default();
                reader.read(&element);
                for (reason, value) in &reader.doubts {
                    entries.problem(
                        Severity::Value,
                        Some(line),
                        Some(entry),
                        *reason,
                        Some(value),
                    );
                }
                if reader.record.is_blank() {
                    let reason = "This entry holds no field that EndNote XML has.";
                    entries.problem(
                        Severity::Entry,
                        Some(line),
                        Some(entry),
                        reason,
                        element.line().as_deref(),
                    );
                } else {
                    entries.record(reader.record, line, entry);
                }
            }
        }
    }
    entries
}

/// A record under way.
#[derive(Default)]
struct Reader {
    record: Record,
    doubts: Vec<(&'static str, String)>,
    /// The journal as `periodical` has it.
    periodical: Option<String>,
    /// What `pub-dates` says.
    publication_date: Option<String>,
}

impl Reader {
    fn other(&mut self, tag: &str, value: String) {
        self.record.other.push(OtherField {
            tag: tag.to_owned(),
            value,
        });
    }

    /// Keeps an element without a place: its text, or that of the elements in it.
    fn keep(&mut self, element: &Element) {
        if element.has_structure() {
            for child in element.children() {
                self.keep(child);
            }
        } else if let Some(text) = fields::non_empty(fields::paragraphs(&lines(element))) {
            self.other(&element.name, text);
        }
    }

    fn read(&mut self, entry: &Element) {
        for element in entry.children() {
            match element.name.as_str() {
                "ref-type" => self.kind(element),
                "contributors" => element.children().for_each(|list| self.contributors(list)),
                "titles" => element.children().for_each(|title| self.title(title)),
                "periodical" | "alt-periodical" => self.periodical(element),
                "keywords" => self
                    .record
                    .keywords
                    .extend(element.children().filter_map(Element::line)),
                "dates" => self.dates(element),
                "urls" => self.urls(element),
                "abstract" if self.record.abstract_text.is_none() => {
                    self.record.abstract_text =
                        fields::non_empty(fields::paragraphs(&lines(element)));
                }
                "notes" | "research-notes" => {
                    let note = fields::non_empty(fields::paragraphs(&lines(element)));
                    self.record.notes.extend(note);
                }
                _ if element.has_structure() => self.keep(element),
                _ => self.simple(element),
            }
        }
        self.finish();
    }

    /// The elements that are one line of text.
    fn simple(&mut self, element: &Element) {
        let Some(value) = element.line() else { return };
        let record = &mut self.record;
        let place = match element.name.as_str() {
            "volume" => &mut record.volume,
            // Zotero writes the issue twice.
            "number" | "issue" => &mut record.issue,
            "pages" => &mut record.pages,
            "publisher" => &mut record.publisher,
            "pub-location" => &mut record.place,
            "language" => &mut record.language,
            "accession-num" => &mut record.accession,
            "remote-database-name" => &mut record.database,
            "electronic-resource-num" => {
                match fields::doi(&value) {
                    Some(doi) if record.doi.is_none() => record.doi = Some(doi),
                    Some(doi) if record.doi.as_ref() == Some(&doi) => {}
                    found => {
                        if found.is_none() {
                            self.doubts
                                .push(("This is no DOI; it was kept as text.", value.clone()));
                        }
                        self.other(&element.name, value);
                    }
                }
                return;
            }
            "isbn" | "issn" => {
                let (issns, isbns) = (fields::issns(&value), fields::isbns(&value));
                if issns.is_empty() && isbns.is_empty() {
                    self.other(&element.name, value);
                } else {
                    record.issn.extend(issns);
                    record.isbn.extend(isbns);
                }
                return;
            }
            // EndNote's PubMed filter puts the PubMed Central number here.
            "custom2"
                if record.pmcid.is_none() && fields::pmcid(&value).as_ref() == Some(&value) =>
            {
                &mut record.pmcid
            }
            _ => return self.keep(element),
        };
        match place {
            None => *place = Some(value),
            Some(known) if *known == value => {}
            Some(_) => self.other(&element.name, value),
        }
    }

    fn kind(&mut self, element: &Element) {
        let name = element.attribute("name").map(str::trim).unwrap_or_default();
        let number = element.line().unwrap_or_default();
        self.record.kind = match (name, number.as_str()) {
            ("Generic", _) | ("", "13") => RecordKind::Unknown,
            ("Edited Book", _) | ("", "6" | "28") => RecordKind::Book,
            ("", "17" | "19" | "23" | "43") => RecordKind::JournalArticle,
            ("", "5") => RecordKind::BookSection,
            ("", "10" | "47") => RecordKind::ConferencePaper,
            ("", "32") => RecordKind::Thesis,
            ("", "27" | "46") => RecordKind::TechnicalReport,
            ("", "12" | "16") => RecordKind::WebPage,
            ("", "59") => RecordKind::Dataset,
            ("", "") => RecordKind::Unknown,
            ("", number) => fields::kind_from_words(number).unwrap_or(RecordKind::Unknown),
            (name, _) => {
                fields::kind_from_words(name).unwrap_or_else(|| RecordKind::Other(name.to_owned()))
            }
        };
    }

    fn contributors(&mut self, list: &Element) {
        for element in list.children() {
            // Some programs put all names into one element, a line each.
            let text = lines(element);
            for name in text.split('\n').filter(|name| !name.trim().is_empty()) {
                let Some(author) = fields::author(name) else {
                    continue;
                };
                match list.name.as_str() {
                    "authors" => self.record.authors.push(author),
                    "secondary-authors" => self.record.editors.push(author),
                    role => self.other(role, author.to_string()),
                }
            }
        }
    }

    fn title(&mut self, element: &Element) {
        let Some(value) = element.line() else { return };
        let record = &mut self.record;
        let place = match element.name.as_str() {
            "title" => &mut record.title,
            "secondary-title" => &mut record.journal,
            _ => return self.other(&element.name, value),
        };
        match place {
            None => *place = Some(value),
            Some(_) => self.other(&element.name, value),
        }
    }

    /// `periodical` says the journal again, `alt-periodical` and `alt-title` its other name.
    fn periodical(&mut self, element: &Element) {
        for name in element.children() {
            let Some(value) = name.line() else { continue };
            if element.name == "periodical" && name.name == "full-title" {
                self.periodical = Some(value);
            } else if name.name.starts_with("abbr") && self.record.journal_abbreviation.is_none() {
                self.record.journal_abbreviation = Some(value);
            } else {
                self.other(&format!("{} {}", element.name, name.name), value);
            }
        }
    }

    fn dates(&mut self, dates: &Element) {
        for element in dates.children() {
            match element.name.as_str() {
                "year" => {
                    let Some(value) = element.line() else {
                        continue;
                    };
                    self.record.year = fields::year(&value);
                    if self.record.year.map(|year| year.to_string()).as_deref()
                        != Some(value.as_str())
                    {
                        self.record.date = Some(value);
                    }
                }
                "pub-dates" => {
                    self.publication_date = element.children().filter_map(Element::line).next();
                }
                _ => self.keep(element),
            }
        }
    }

    fn urls(&mut self, urls: &Element) {
        for list in urls.children() {
            let links: Vec<String> = match list.has_structure() {
                true => list.children().filter_map(Element::line).collect(),
                false => list.line().into_iter().collect(),
            };
            for link in links {
                match list.name.as_str() {
                    "related-urls" | "web-urls" | "url" => {
                        if !self.record.urls.contains(&link) {
                            self.record.urls.push(link);
                        }
                    }
                    // Attachments on the computer of whoever made the file.
                    attachment => self.other(attachment, link),
                }
            }
        }
    }

    fn finish(&mut self) {
        let record = &mut self.record;
        if let Some(name) = self.periodical.take() {
            match &record.journal {
                None => record.journal = Some(name),
                Some(journal) if *journal == name => {}
                Some(_) => record.other.push(OtherField {
                    tag: "periodical full-title".to_owned(),
                    value: name,
                }),
            }
        }
        // What repeats the name of the journal under another heading says nothing more.
        let journal = record.journal.clone();
        let abbreviation = record.journal_abbreviation.clone();
        record.other.retain(|field| {
            let again = field.tag == "alt-title"
                || field.tag.ends_with("full-title")
                || field.tag.contains("abbr-");
            let said = Some(&field.value) == journal.as_ref()
                || Some(&field.value) == abbreviation.as_ref();
            !(again && said)
        });
        if let Some(date) = self.publication_date.take() {
            if record.year.is_none() {
                record.year = fields::year(&date);
            }
            let has_year = fields::year(&date).is_some();
            let whole = match record.year.filter(|_| !has_year) {
                Some(year) => format!("{year} {date}"),
                None => date,
            };
            match &record.date {
                None if Some(&whole) != record.year.map(|year| year.to_string()).as_ref() => {
                    record.date = Some(whole);
                }
                None => {}
                Some(_) => record.other.push(OtherField {
                    tag: "pub-dates".to_owned(),
                    value: whole,
                }),
            }
        }
        record.pmid = pubmed_number(record);
    }
}

/// The accession number is PubMed's where the record names PubMed or Medline, or links to that number there.
fn pubmed_number(record: &Record) -> Option<String> {
    let accession = record.accession.as_deref()?;
    let number = fields::pmid(accession)?;
    let database = record
        .database
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    let named = accession != number || database.contains("pubmed") || database.contains("medline");
    let linked = || {
        record
            .urls
            .iter()
            .any(|url| url.contains("pubmed") && fields::pmid(url).as_ref() == Some(&number))
    };
    (named || linked()).then_some(number)
}

/// The text of an element with EndNote's line ends, which are carriage returns, as line feeds. A break before an
/// indented line only lays out the XML.
fn lines(element: &Element) -> String {
    let text = element.text();
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push(if line.starts_with([' ', '\t']) {
                ' '
            } else {
                '\n'
            });
        }
        out.push_str(line);
    }
    out.replace("\r\n", "\n").replace('\r', "\n")
}
