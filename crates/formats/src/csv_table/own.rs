//! Attest's own table, which is written for spreadsheets and read back without loss.
//!
//! Columns: [`HEADER`]. Authors, editors, ISSNs, ISBNs, keywords and links stand in one cell each, `; ` between them;
//! authors as `Family, Given, Suffix`, groups as they are. `other` holds `tag: value`, a line each. What a cell cannot
//! hold exactly travels in the last column (see [`carrier`](crate::carrier)), a line each.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, tab or carriage return as a formula, so such a cell
//! gets an apostrophe in front (OWASP, *CSV Injection*), which is taken off again here.

use std::borrow::Cow;
use std::io;

use review::{Author, OtherField, Record, RecordKind};

use super::layout::Layout;
use super::rows::{Row, Rows};
use crate::carrier;
use crate::csv_columns::{ColumnGuess, ColumnMapping, ColumnTarget};
use crate::entries::Entries;

/// The header. Its last name is how the file is known again.
const HEADER: [&str; 27] = [
    "title",
    "authors",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "abstract",
    "keywords",
    "kind",
    "date",
    "original_title",
    "editors",
    "journal_abbreviation",
    "issn",
    "isbn",
    "publisher",
    "place",
    "language",
    "urls",
    "accession",
    "database",
    "notes",
    "other",
];
/// The name of the column of carriers.
const CARRIERS: &str = "attest";

/// What the columns hold, in the order of [`HEADER`].
const TARGETS: [ColumnTarget; 27] = [
    ColumnTarget::Title,
    ColumnTarget::Authors,
    ColumnTarget::Year,
    ColumnTarget::Journal,
    ColumnTarget::Volume,
    ColumnTarget::Issue,
    ColumnTarget::Pages,
    ColumnTarget::Doi,
    ColumnTarget::Pmid,
    ColumnTarget::Pmcid,
    ColumnTarget::Abstract,
    ColumnTarget::Keywords,
    ColumnTarget::Kind,
    ColumnTarget::Date,
    ColumnTarget::OriginalTitle,
    ColumnTarget::Editors,
    ColumnTarget::JournalAbbreviation,
    ColumnTarget::SerialNumber,
    ColumnTarget::SerialNumber,
    ColumnTarget::Publisher,
    ColumnTarget::Place,
    ColumnTarget::Language,
    ColumnTarget::Url,
    ColumnTarget::Accession,
    ColumnTarget::Database,
    ColumnTarget::Note,
    ColumnTarget::Other,
];

/// Whether a header is ours. The columns may have been moved.
pub(super) fn is_own(header: &[String]) -> bool {
    header.len() > HEADER.len()
        && header.iter().any(|name| name == CARRIERS)
        && HEADER
            .iter()
            .all(|name| header.iter().any(|known| known == name))
}

/// Reads a table that [`write`] wrote.
pub(super) fn parse(layout: Layout<'_>) -> (Entries, ColumnGuess) {
    let mut entries = Entries::default();
    let mapping = ColumnMapping {
        columns: layout
            .header
            .iter()
            .map(|name| {
                HEADER
                    .iter()
                    .position(|known| known == name)
                    .map_or(ColumnTarget::Other, |index| TARGETS[index])
            })
            .collect(),
    };
    // Without a number of columns to expect, no row is doubted: ours are quoted as they should be.
    let mut rows = layout.rows;
    rows.keep_blank_rows();
    for row in rows {
        let entry = entries.begin();
        if row.cells.len() != layout.header.len() {
            let reason = format!(
                "This row has {} cells and the header {}; the row was read as far as it goes.",
                row.cells.len(),
                layout.header.len()
            );
            entries.problem(
                review::Severity::Value,
                Some(row.line),
                Some(entry),
                reason,
                Some(row.text),
            );
        }
        entries.record(record(&layout.header, &row), row.line, entry);
    }
    let guess = ColumnGuess {
        source: Some("Attest".to_owned()),
        // Nobody is asked what its columns hold.
        samples: Vec::new(),
        header: layout.header,
        mapping,
        confident: true,
    };
    (entries, guess)
}

fn record(header: &[String], row: &Row<'_>) -> Record {
    let mut record = Record::default();
    let mut carriers = "";
    for (name, cell) in header.iter().zip(&row.cells) {
        let cell = unguarded(cell);
        if name == CARRIERS {
            carriers = cell;
        } else if !cell.is_empty() {
            set(&mut record, name, cell);
        }
    }
    for line in carriers.split('\n').filter(|line| !line.is_empty()) {
        if !carrier::apply(&mut record, line) {
            record.other.push(OtherField {
                tag: CARRIERS.to_owned(),
                value: line.to_owned(),
            });
        }
    }
    record
}

fn set(record: &mut Record, name: &str, cell: &str) {
    let text = || Some(cell.to_owned());
    let list = || cell.split("; ").map(str::to_owned).collect();
    match name {
        "title" => record.title = text(),
        "authors" => record.authors = cell.split("; ").map(author).collect(),
        "year" => record.year = cell.parse().ok(),
        "journal" => record.journal = text(),
        "volume" => record.volume = text(),
        "issue" => record.issue = text(),
        "pages" => record.pages = text(),
        "doi" => record.doi = text(),
        "pmid" => record.pmid = text(),
        "pmcid" => record.pmcid = text(),
        "abstract" => record.abstract_text = text(),
        "keywords" => record.keywords = list(),
        "kind" => record.kind = kind(cell),
        "date" => record.date = text(),
        "original_title" => record.original_title = text(),
        "editors" => record.editors = cell.split("; ").map(author).collect(),
        "journal_abbreviation" => record.journal_abbreviation = text(),
        "issn" => record.issn = list(),
        "isbn" => record.isbn = list(),
        "publisher" => record.publisher = text(),
        "place" => record.place = text(),
        "language" => record.language = text(),
        "urls" => record.urls = list(),
        "accession" => record.accession = text(),
        "database" => record.database = text(),
        "notes" => record.notes = cell.split('\n').map(str::to_owned).collect(),
        "other" => {
            for line in cell.split('\n') {
                let (tag, value) = line.split_once(": ").unwrap_or(("", line));
                record.other.push(OtherField {
                    tag: tag.to_owned(),
                    value: value.to_owned(),
                });
            }
        }
        // A column that somebody has added.
        name => record.other.push(OtherField {
            tag: name.to_owned(),
            value: cell.to_owned(),
        }),
    }
}

fn author(text: &str) -> Author {
    let mut parts = text.splitn(3, ", ").map(str::to_owned);
    let family = parts.next().unwrap_or_default();
    match parts.next() {
        None => Author::Group { name: family },
        given => Author::Person {
            family,
            given,
            suffix: parts.next(),
        },
    }
}

/// The cells of a record in the order of [`HEADER`], as [`set`] reads them.
fn cells(record: &Record) -> [Cow<'_, str>; 27] {
    fn text(value: &Option<String>) -> Cow<'_, str> {
        Cow::Borrowed(value.as_deref().unwrap_or_default())
    }
    fn names(authors: &[Author]) -> Cow<'_, str> {
        let names: Vec<String> = authors.iter().map(ToString::to_string).collect();
        Cow::Owned(names.join("; "))
    }
    let others: Vec<String> = record
        .other
        .iter()
        .map(|field| format!("{}: {}", field.tag, field.value))
        .collect();
    [
        text(&record.title),
        names(&record.authors),
        Cow::Owned(record.year.map(|year| year.to_string()).unwrap_or_default()),
        text(&record.journal),
        text(&record.volume),
        text(&record.issue),
        text(&record.pages),
        text(&record.doi),
        text(&record.pmid),
        text(&record.pmcid),
        text(&record.abstract_text),
        Cow::Owned(record.keywords.join("; ")),
        Cow::Borrowed(kind_word(&record.kind)),
        text(&record.date),
        text(&record.original_title),
        names(&record.editors),
        text(&record.journal_abbreviation),
        Cow::Owned(record.issn.join("; ")),
        Cow::Owned(record.isbn.join("; ")),
        text(&record.publisher),
        text(&record.place),
        text(&record.language),
        Cow::Owned(record.urls.join("; ")),
        text(&record.accession),
        text(&record.database),
        Cow::Owned(record.notes.join("\n")),
        Cow::Owned(others.join("\n")),
    ]
}

/// Writes records as one table, with a byte order mark: without one, Excel spoils every accent.
pub(crate) fn write(records: &[Record], out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(HEADER.iter().chain([&CARRIERS]))?;
    let header: Vec<String> = HEADER.iter().map(|name| (*name).to_owned()).collect();
    for record in records {
        let cells: Vec<String> = cells(record).iter().map(|cell| guarded(cell)).collect();
        let read = read_back(&header, &cells)?;
        let carriers = carrier::corrections(record, &read).join("\n");
        writer.write_record(cells.iter().chain([&carriers]))?;
    }
    writer.flush()
}

/// What the cells would be read as.
fn read_back(header: &[String], cells: &[String]) -> io::Result<Record> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(cells)?;
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    let text = String::from_utf8(bytes).map_err(io::Error::other)?;
    let mut rows = Rows::new(&text, b',');
    rows.expect_columns(HEADER.len());
    Ok(rows
        .next()
        .map(|row| record(header, &row))
        .unwrap_or_default())
}

/// A cell that no spreadsheet takes for a formula and no program on the way changes: line breaks are line feeds, other
/// control characters are blanks.
fn guarded(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len() + 1);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.push('\'');
    }
    text.extend(cell.chars().map(|c| match c {
        '\n' => '\n',
        c if c.is_control() => ' ',
        c => c,
    }));
    text
}

fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', ' ']) => rest,
        _ => cell,
    }
}

fn kind_word(kind: &RecordKind) -> &str {
    match kind {
        RecordKind::Unknown => "",
        RecordKind::Other(word) => word,
        known => KINDS
            .iter()
            .find(|(candidate, _)| candidate == known)
            .map_or("", |(_, word)| word),
    }
}

fn kind(word: &str) -> RecordKind {
    KINDS.iter().find(|(_, known)| *known == word).map_or_else(
        || RecordKind::Other(word.to_owned()),
        |(kind, _)| kind.clone(),
    )
}

const KINDS: [(RecordKind, &str); 11] = [
    (RecordKind::JournalArticle, "journal article"),
    (RecordKind::Book, "book"),
    (RecordKind::BookSection, "book section"),
    (RecordKind::ConferencePaper, "conference paper"),
    (RecordKind::Proceedings, "proceedings"),
    (RecordKind::Thesis, "thesis"),
    (RecordKind::TechnicalReport, "report"),
    (RecordKind::Preprint, "preprint"),
    (RecordKind::TrialRegistration, "trial registration"),
    (RecordKind::WebPage, "web page"),
    (RecordKind::Dataset, "dataset"),
];
