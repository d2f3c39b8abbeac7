//! From the cells of a row to a [`Record`].

use std::borrow::Cow;

use review::{OtherField, Record, RecordKind};

use super::authors::{self, Divider, python_list};
use super::citation;
use crate::csv_columns::{ColumnGuess, ColumnTarget, normalised};
use crate::fields;

/// Reads rows of one table.
pub(super) struct Reader<'t> {
    columns: Vec<Column<'t>>,
}

struct Column<'t> {
    name: &'t str,
    target: ColumnTarget,
    divider: Divider,
}

/// A record with the values that were kept as text because they could not be understood.
type Doubtful = (Record, Vec<(&'static str, String)>);

impl<'t> Reader<'t> {
    /// `sample`: some rows, to find out how names are divided.
    pub(super) fn new(guess: &'t ColumnGuess, sample: &[Vec<String>]) -> Self {
        let columns = guess
            .header
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let target = guess.mapping.target(index);
                let cells = sample
                    .iter()
                    .filter_map(|row| row.get(index))
                    .map(String::as_str);
                Column {
                    name,
                    target,
                    divider: match target {
                        ColumnTarget::Authors
                        | ColumnTarget::AuthorsInFull
                        | ColumnTarget::Editors => authors::divider(cells),
                        _ => Divider::Unknown,
                    },
                }
            })
            .collect();
        Self { columns }
    }

    /// The record of a row.
    pub(super) fn record(&self, cells: &[Cow<'_, str>]) -> Doubtful {
        let mut under_way = UnderWay::default();
        for (index, cell) in cells.iter().enumerate() {
            match self.columns.get(index) {
                Some(column) => under_way.cell(column, cell),
                None if !cell.trim().is_empty() => {
                    under_way.other(&format!("Column {}", index + 1), cell.clone().into_owned());
                }
                None => {}
            }
        }
        under_way.finish();
        (under_way.record, under_way.doubts)
    }
}

#[derive(Default)]
struct UnderWay {
    record: Record,
    doubts: Vec<(&'static str, String)>,
    start_page: Option<String>,
    end_page: Option<String>,
    article_number: Option<(String, String)>,
    citation: citation::Citation,
    /// Whether the authors are those of a column with full names.
    in_full: bool,
}

impl UnderWay {
    fn other(&mut self, tag: &str, value: String) {
        self.record.other.push(OtherField {
            tag: tag.to_owned(),
            value,
        });
    }

    fn cell(&mut self, column: &Column<'_>, cell: &str) {
        let name = column.name;
        if cell.trim().is_empty() {
            return;
        }
        if column.target == ColumnTarget::Other || is_placeholder(cell) {
            // What says "nothing" is no value; under a name without target it may mean something.
            if column.target == ColumnTarget::Other || cell.trim().len() > 10 {
                self.other(name, fields::paragraphs(cell).into_owned());
            }
            return;
        }
        let record = &mut self.record;
        let line = || fields::plain_line(cell).into_owned();
        let place = match column.target {
            ColumnTarget::Title => &mut record.title,
            ColumnTarget::OriginalTitle => &mut record.original_title,
            ColumnTarget::Journal => &mut record.journal,
            ColumnTarget::JournalAbbreviation => &mut record.journal_abbreviation,
            ColumnTarget::Volume => &mut record.volume,
            ColumnTarget::Issue => &mut record.issue,
            ColumnTarget::Publisher => &mut record.publisher,
            ColumnTarget::Place => &mut record.place,
            ColumnTarget::Language => &mut record.language,
            ColumnTarget::Accession => &mut record.accession,
            ColumnTarget::Database => &mut record.database,
            ColumnTarget::StartPage => &mut self.start_page,
            ColumnTarget::EndPage => &mut self.end_page,
            _ => return self.special(column, cell, line()),
        };
        let value = line();
        match place {
            None => *place = Some(value),
            Some(known) if *known == value => {}
            Some(_) => self.other(name, value),
        }
    }

    /// The cells that need more than cleaning. `line`: the cell as one line.
    fn special(&mut self, column: &Column<'_>, cell: &str, line: String) {
        let name = column.name;
        let record = &mut self.record;
        match column.target {
            ColumnTarget::Abstract if record.abstract_text.is_none() => {
                record.abstract_text = fields::non_empty(fields::paragraphs(&fields::plain(cell)));
            }
            ColumnTarget::Authors => {
                if self.in_full || !record.authors.is_empty() {
                    self.other(name, line);
                } else {
                    record.authors = authors::parse(&fields::plain(cell), column.divider);
                }
            }
            ColumnTarget::AuthorsInFull => {
                let names = authors::parse(&without_numbers(cell), column.divider);
                if names.len() < record.authors.len() || names.is_empty() {
                    self.other(name, line);
                } else {
                    record.authors = names;
                    self.in_full = true;
                }
            }
            ColumnTarget::Editors => record
                .editors
                .extend(authors::parse(&fields::plain(cell), column.divider)),
            ColumnTarget::Year | ColumnTarget::Date => {
                let year = fields::year(&line);
                let plain = year
                    .is_some_and(|year| line == year.to_string() || line == format!("{year}.0"));
                if record.year.is_none() || column.target == ColumnTarget::Year {
                    record.year = year.or(record.year);
                }
                if !plain {
                    match &record.date {
                        None => record.date = Some(line),
                        Some(known) if *known == line => {}
                        Some(_) => self.other(name, line),
                    }
                }
            }
            ColumnTarget::Pages if record.pages.is_none() => {
                record.pages = Some(fields::pages(&line))
            }
            ColumnTarget::ArticleNumber if self.article_number.is_none() => {
                self.article_number = Some((name.to_owned(), line));
            }
            ColumnTarget::Doi => match fields::doi(&line) {
                Some(doi) if record.doi.is_none() => record.doi = Some(doi),
                Some(doi) if record.doi.as_ref() == Some(&doi) => {}
                Some(_) => self.other(name, line),
                None => self.doubt("This is no DOI; it was kept as text.", name, line),
            },
            ColumnTarget::Pmid if record.pmid.is_none() => {
                match fields::pmid(line.trim_end_matches(".0")) {
                    Some(pmid) => record.pmid = Some(pmid),
                    None if line == "0" => self.other(name, line),
                    None => {
                        self.doubt("This is no PubMed number; it was kept as text.", name, line)
                    }
                }
            }
            ColumnTarget::Pmcid if record.pmcid.is_none() => match fields::pmcid(&line) {
                Some(pmcid) => record.pmcid = Some(pmcid),
                None => self.other(name, line),
            },
            ColumnTarget::SerialNumber => {
                let (issns, isbns) = (fields::issns(&line), fields::isbns(&line));
                if issns.is_empty() && isbns.is_empty() {
                    self.other(name, line);
                    return;
                }
                for issn in issns {
                    if !record.issn.contains(&issn) {
                        record.issn.push(issn);
                    }
                }
                record.isbn.extend(isbns);
            }
            ColumnTarget::Keywords => record.keywords.extend(keywords(&fields::plain(cell))),
            ColumnTarget::Url => {
                for link in cell
                    .split(|c: char| c.is_whitespace() || c == ';')
                    .filter(|link| !link.is_empty())
                {
                    if !record.urls.iter().any(|known| known == link) {
                        record.urls.push(link.to_owned());
                    }
                }
            }
            ColumnTarget::Kind => {
                if record.kind == RecordKind::Unknown {
                    record.kind = kind(&line);
                }
                self.other(name, line);
            }
            ColumnTarget::Note => record.notes.push(fields::paragraphs(cell).into_owned()),
            ColumnTarget::Citation => {
                self.citation = citation::parse(&line);
                self.other(name, line);
            }
            _ => self.other(name, line),
        }
    }

    fn doubt(&mut self, reason: &'static str, name: &str, value: String) {
        self.doubts.push((reason, value.clone()));
        self.other(name, value);
    }

    fn finish(&mut self) {
        let record = &mut self.record;
        if let Some(start) = self.start_page.take() {
            let pages = match self.end_page.take() {
                Some(end) if end != start => format!("{start}-{end}"),
                _ => start,
            };
            if record.pages.is_none() {
                record.pages = Some(pages);
            }
        } else if let Some(end) = self.end_page.take() {
            self.other("End page", end);
        }
        if let Some((name, number)) = self.article_number.take() {
            if self.record.pages.is_none() {
                self.record.pages = Some(number);
            } else {
                self.other(&name, number);
            }
        }
        let record = &mut self.record;
        let citation = std::mem::take(&mut self.citation);
        record.journal = record.journal.take().or(citation.journal);
        record.year = record.year.or(citation.year);
        record.volume = record.volume.take().or(citation.volume);
        record.issue = record.issue.take().or(citation.issue);
        record.pages = record.pages.take().or(citation.pages);
    }
}

/// What programs write where there is nothing.
fn is_placeholder(cell: &str) -> bool {
    matches!(
        cell.trim(),
        "NA" | "N/A"
            | "n/a"
            | "NaN"
            | "nan"
            | "NULL"
            | "null"
            | "None"
            | "UNKNOWN"
            | "-"
            | "[]"
            | "[No abstract available]"
            | "[No author name available]"
            | "[No title available]"
    )
}

/// Scopus writes its number behind each full name: `Liu, Fengyuan (60410297700)`.
fn without_numbers(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(open) = rest.find('(') {
        let inside = &rest[open + 1..];
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 5 && inside[digits..].starts_with(')') {
            out.push_str(rest[..open].trim_end());
            rest = &inside[digits + 1..];
        } else {
            out.push_str(&rest[..=open]);
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

/// Keywords, divided by the first of these signs that the cell holds.
fn keywords(cell: &str) -> Vec<String> {
    if let Some(list) = python_list(cell.trim()) {
        return list;
    }
    let divider = ["//", ";", "|", "\n", ","]
        .into_iter()
        .find(|divider| cell.contains(divider) && !(*divider == "//" && cell.contains("://")));
    let parts: Vec<&str> = match divider {
        Some(divider) => cell.split(divider).collect(),
        None => vec![cell],
    };
    parts
        .into_iter()
        .filter_map(|word| fields::non_empty(fields::one_line(word)))
        .collect()
}

/// The kind that the word of a source names: its own words, the types of RIS and BibTeX, the letters of Web of Science.
fn kind(words: &str) -> RecordKind {
    match normalised(words).as_str() {
        "jour" | "article" | "j" | "journal" | "review" | "journalarticle" | "ejour" => {
            RecordKind::JournalArticle
        }
        "chap" | "inbook" | "incollection" => RecordKind::BookSection,
        "cpaper" | "conf" | "inproceedings" | "c" => RecordKind::ConferencePaper,
        "thes" | "phdthesis" | "mastersthesis" => RecordKind::Thesis,
        "rprt" | "techreport" => RecordKind::TechnicalReport,
        "book" | "b" => RecordKind::Book,
        "elec" | "online" => RecordKind::WebPage,
        "gen" | "misc" | "other" => RecordKind::Unknown,
        _ => fields::kind_from_words(words).unwrap_or_else(|| RecordKind::Other(words.to_owned())),
    }
}
