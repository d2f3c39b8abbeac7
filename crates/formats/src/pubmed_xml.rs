//! PubMed XML: `PubmedArticleSet`, books of the NCBI Bookshelf, and sets of `MedlineCitation` alone.
//!
//! Element names are those of NLM's PubMed DTD of 2019 and later. What has no place in [`Record`](review::Record) is
//! kept in `other` under the name of its element; left out are only attributes that identify an indexing term (`UI`)
//! or flag a value as valid.

mod article;
mod book;
mod parts;

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use review::{Problem, Record, Severity};

use crate::ImportedRecord;
use crate::entries::{Entries, shortened};
use crate::xml::{self, Element, Found};

/// One thing that [`read_pubmed_xml`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PubmedItem {
    /// A record.
    Record(Box<ImportedRecord>),
    /// What could not be read as it should.
    Problem(Problem),
    /// PubMed numbers of records that NLM has deleted, in an update file.
    Deleted(Vec<String>),
}

/// Reads PubMed XML record by record, so that a file of any size needs the memory of one record. The input must be
/// UTF-8, as all files of NLM are; unpack `.gz` files on the way in.
///
/// Stops early when `each` breaks.
///
/// # Errors
/// Only where the input itself cannot be read; everything else is a [`PubmedItem::Problem`].
///
/// ```
/// use std::ops::ControlFlow;
///
/// let file = b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>
///     <Article><ArticleTitle>Aspirin</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>";
/// let mut titles = Vec::new();
/// formats::read_pubmed_xml(&file[..], |item| {
///     if let formats::PubmedItem::Record(found) = item {
///         titles.extend(found.record.title);
///     }
///     ControlFlow::Continue(())
/// })
/// .unwrap();
/// assert_eq!(titles, ["Aspirin"]);
/// ```
pub fn read_pubmed_xml(
    input: impl BufRead,
    mut each: impl FnMut(PubmedItem) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut entries = xml::Entries::new(
        input,
        &[
            "PubmedArticle",
            "PubmedBookArticle",
            "MedlineCitation",
            "BookDocument",
            "DeleteCitation",
        ],
        &["PubmedArticle", "PubmedBookArticle", "DeleteCitation"],
    );
    let mut count = 0;
    while let Some(found) = entries.read_next()? {
        for item in items(found, &mut count) {
            if each(item).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Reads a file that is in memory.
pub(crate) fn parse(text: &str) -> Entries {
    let mut entries = Entries::default();
    // Reading from memory cannot fail.
    let read = read_pubmed_xml(text.as_bytes(), |item| {
        match item {
            PubmedItem::Record(found) => entries.records.push(*found),
            PubmedItem::Problem(problem) => entries.problems.push(problem),
            PubmedItem::Deleted(numbers) => entries.problem(
                Severity::Note,
                None,
                None,
                format!(
                    "The file lists {} records as deleted by PubMed.",
                    numbers.len()
                ),
                Some(&numbers.join(" ")),
            ),
        }
        ControlFlow::Continue(())
    });
    debug_assert!(read.is_ok());
    entries
}

fn problem(
    severity: Severity,
    line: u64,
    entry: Option<u64>,
    reason: &str,
    text: &str,
) -> PubmedItem {
    PubmedItem::Problem(Problem {
        severity,
        line: Some(line),
        entry,
        reason: reason.to_owned(),
        excerpt: (!text.is_empty()).then(|| shortened(text)),
    })
}

fn items(found: Found, count: &mut u64) -> Vec<PubmedItem> {
    match found {
        Found::Remark { line, reason } => vec![problem(Severity::Note, line, None, reason, "")],
        Found::Broken { line, reason, text } => {
            *count += 1;
            let reason = format!("This entry could not be read: {reason}.");
            vec![problem(Severity::Entry, line, Some(*count), &reason, &text)]
        }
        Found::Entry { element, .. } if element.name == "DeleteCitation" => {
            vec![PubmedItem::Deleted(
                element.children().filter_map(Element::line).collect(),
            )]
        }
        Found::Entry {
            element,
            line,
            untidy,
        } => {
            *count += 1;
            let entry = *count;
            let record = record(&element);
            if record.is_blank() {
                return vec![problem(
                    Severity::Entry,
                    line,
                    Some(entry),
                    "This entry holds no field that PubMed XML has.",
                    &element.line().unwrap_or_default(),
                )];
            }
            let mut items = Vec::new();
            if untidy {
                let reason = "Tags in this entry are not closed; it was read as far as it can be understood.";
                items.push(problem(Severity::Note, line, Some(entry), reason, ""));
            }
            items.push(PubmedItem::Record(Box::new(ImportedRecord {
                record,
                line,
                entry,
            })));
            items
        }
    }
}

fn record(element: &Element) -> Record {
    let mut record = Record::default();
    match element.name.as_str() {
        "MedlineCitation" => article::citation(element, &mut record),
        "BookDocument" => book::document(element, &mut record),
        _ => {
            for child in element.children() {
                match child.name.as_str() {
                    "MedlineCitation" => article::citation(child, &mut record),
                    "PubmedData" | "PubmedBookData" => article::pubmed_data(child, &mut record),
                    "BookDocument" => book::document(child, &mut record),
                    _ => parts::keep(child, &mut record),
                }
            }
        }
    }
    record
}
