//! Full text: the reports that are sought with what is needed to find and assess them, and the way of a dropped PDF to
//! its record.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use documents::{Document, DocumentStatus};
use review::{Decision, Outcome, Record, RecordId, Retrieval, ReviewerId, Stage};
use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::find::cited;
use crate::import::file_name;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::read_document::{read_pages, why_unread};
use crate::retrieve::{media_type, study_of};

/// A report that is sought, as a list shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReportRow {
    /// The record it was sought for.
    pub record: RecordId,
    /// Title.
    pub title: Option<String>,
    /// First authors.
    pub authors: String,
    /// Year.
    pub year: Option<i32>,
    /// Journal.
    pub journal: Option<String>,
    /// DOI, for finding it.
    pub doi: Option<String>,
    /// PubMed number, for finding it.
    pub pmid: Option<String>,
    /// Whether it is at hand.
    pub retrieval: Retrieval,
    /// Label of the study it belongs to.
    pub study: Option<String>,
    /// The reviewer's own decision.
    pub own: Option<Decision>,
    /// Where it stands; hidden (`undecided`) until one has decided, unless it is settled.
    pub outcome: Outcome,
    /// Label of the criterion cited where the report is excluded.
    pub reason: Option<String>,
}

/// Which record a PDF seems to belong to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentMatch {
    /// The file.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// The record, where one was found.
    pub record: Option<RecordId>,
    /// Title of that record.
    pub title: Option<String>,
    /// By what it was found.
    pub found_by: Option<FoundBy>,
    /// Why the file could not be read, in words.
    pub problem: Option<String>,
    /// Whether its first pages have text, by which its report could be found; a scan has none.
    pub has_text: bool,
    /// Whether it can be attached: a PDF, also one that could not be read, or a text.
    pub attachable: bool,
}

impl DocumentMatch {
    /// Whether what the document says of itself leads to its record, so that nobody has to look at it.
    pub fn is_sure(&self) -> bool {
        matches!(self.found_by, Some(FoundBy::Doi | FoundBy::Title))
    }
}

/// A PDF and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct AttachedDocument {
    /// The file and its record.
    pub found: DocumentMatch,
    /// Whether it was attached now.
    pub attached: bool,
}

/// By what a document found its record, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// The record's DOI stands on its first pages or in its name.
    Doi,
    /// The record's title stands on its first pages.
    Title,
    /// First author and year are in its name: to be looked at.
    FileName,
}

impl Review {
    /// The reports that are sought, in order of import.
    pub async fn report_rows(&self, viewer: &ReviewerId) -> Result<Vec<ReportRow>> {
        let ledger = self.ledger().await?;
        let groups = sought(&ledger);
        let mut rows = Vec::with_capacity(groups.len());
        for (group, record) in self.combined_page(&ledger, &groups).await? {
            let own = ledger.own_decision(group, Stage::FullText, viewer);
            let outcome = ledger.outcome(group, Stage::FullText);
            let settled = matches!(outcome, Outcome::Included | Outcome::Excluded { .. });
            let reason = match &outcome {
                Outcome::Excluded { reason: Some(id) } => ledger
                    .protocol()
                    .criteria
                    .iter()
                    .find(|criterion| criterion.id == *id)
                    .map(|criterion| criterion.label.clone()),
                _ => None,
            };
            rows.push(ReportRow {
                record: ledger.id(group).clone(),
                authors: cited(&record),
                title: record.title,
                year: record.year,
                journal: record.journal,
                doi: record.doi,
                pmid: record.pmid,
                retrieval: ledger.retrieval(group),
                study: study_of(&ledger, group).and_then(|id| {
                    let studies = &ledger.facts().studies;
                    studies.iter().find(|s| s.id == id).map(|s| s.label.clone())
                }),
                outcome: if settled || own.is_some() {
                    outcome
                } else {
                    Outcome::Undecided
                },
                reason,
                own,
            });
        }
        Ok(rows)
    }

    /// Finds the record of each PDF among the reports that are sought. Nothing is attached: a person confirms.
    pub async fn match_documents(
        &self,
        files: &[PathBuf],
        progress: &Progress,
    ) -> Result<Vec<DocumentMatch>> {
        let ledger = self.ledger().await?;
        let groups = sought(&ledger);
        let mut dois: HashMap<String, usize> = HashMap::new();
        // A DOI of any copy leads to the report, not only the one that was kept.
        for stored in self
            .store
            .records_at(
                &groups
                    .iter()
                    .flat_map(|&g| ledger.members(g))
                    .collect::<Vec<_>>(),
            )
            .await?
        {
            if let Some(doi) = stored.record.doi {
                dois.insert(doi.to_lowercase(), ledger.group(stored.ordinal));
            }
        }
        let reports = self.combined_page(&ledger, &groups).await?;
        let mut matches = Vec::with_capacity(files.len());
        for (done, path) in files.iter().enumerate() {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            progress.report("Reading PDFs", done as u64, files.len() as u64);
            let name = file_name(path);
            let (front, problem) = read(path).await;
            let found = by_doi(&front, &name, &dois)
                .or_else(|| by_title(&front, &reports))
                .or_else(|| by_name(&name, &reports));
            matches.push(DocumentMatch {
                record: found.map(|(group, _)| ledger.id(group).clone()),
                title: found.and_then(|(group, _)| {
                    let of_group = reports.iter().find(|(g, _)| *g == group);
                    of_group.and_then(|(_, record)| record.title.clone())
                }),
                found_by: found.map(|(_, how)| how),
                has_text: !front.text.trim().is_empty(),
                attachable: problem.is_none()
                    || std::fs::read(path).is_ok_and(|bytes| media_type(path, &bytes).is_some()),
                path: path.clone(),
                name,
                problem,
            });
        }
        progress.report("Reading PDFs", files.len() as u64, files.len() as u64);
        Ok(matches)
    }

    /// Attaches each PDF whose record is found by its DOI or its title; what was found only by the name of the file, or
    /// not at all, is left to a person. A report that has a PDF already keeps it.
    ///
    /// # Errors
    /// The first file that cannot be attached ends it; those before it stay attached.
    pub async fn attach_matched(
        &self,
        files: &[PathBuf],
        reviewer: &ReviewerId,
        progress: &Progress,
    ) -> Result<Vec<AttachedDocument>> {
        let matches = self.match_documents(files, progress).await?;
        let reports = self.reports().await?.into_iter();
        let mut with_document: HashSet<RecordId> = reports
            .filter(|r| matches!(r.retrieval, Retrieval::Retrieved { document: Some(_) }))
            .map(|report| report.record_id)
            .collect();
        let mut rows = Vec::with_capacity(matches.len());
        for found in matches {
            let record = found.record.as_ref().filter(|_| found.is_sure());
            let attached = match record {
                Some(record) if with_document.insert(record.clone()) => {
                    self.attach(record, &found.path, reviewer).await?;
                    true
                }
                _ => false,
            };
            rows.push(AttachedDocument { found, attached });
        }
        Ok(rows)
    }
}

fn sought(ledger: &Ledger) -> Vec<usize> {
    ledger
        .groups()
        .filter(|&g| {
            ledger.removal(g).is_none()
                && ledger.outcome(g, Stage::TitleAbstract) == Outcome::Included
        })
        .collect()
}

/// Pages that are read: title, authors and DOI stand on the first, or on the one after a cover sheet.
const FRONT_PAGES: u32 = 2;

/// What a document says of itself.
#[derive(Debug, Default)]
struct FrontMatter {
    text: String,
    /// Bare and in lower case, in order; the first is usually the document's own.
    dois: Vec<String>,
}

async fn read(path: &Path) -> (FrontMatter, Option<String>) {
    match read_pages(path, Some(FRONT_PAGES)).await {
        Ok(Document {
            status, text, dois, ..
        }) => {
            // A scan is attached as any other; only its record is not found by what it says.
            let problem = match status {
                DocumentStatus::Scanned | DocumentStatus::Empty => None,
                _ => why_unread(&status),
            };
            (FrontMatter { text, dois }, problem)
        }
        Err(error) => (FrontMatter::default(), Some(error.message)),
    }
}

fn by_doi(
    front: &FrontMatter,
    name: &str,
    dois: &HashMap<String, usize>,
) -> Option<(usize, FoundBy)> {
    // File names cannot hold the slash of a DOI; an underscore or hyphen stands in its place.
    let name = name.to_lowercase();
    let in_name = dois.iter().find(|(doi, _)| {
        let stem = name.trim_end_matches(".pdf");
        ["_", "-", "%2f", ":"]
            .iter()
            .any(|slash| stem == doi.replace('/', slash))
    });
    // A paper cites others: the first DOI is its own, further ones count only where nothing else fits.
    let in_text = || front.dois.first().and_then(|doi| dois.get(doi));
    in_name
        .map(|(_, group)| group)
        .or_else(in_text)
        .map(|group| (*group, FoundBy::Doi))
}

/// Letters and digits that a title needs to be told from a phrase.
const TITLE_LENGTH: usize = 25;

fn by_title(front: &FrontMatter, reports: &[(usize, Record)]) -> Option<(usize, FoundBy)> {
    let text = letters(&front.text);
    let found = reports.iter().filter_map(|(group, record)| {
        let title = letters(record.title.as_deref()?);
        (title.len() >= TITLE_LENGTH && text.contains(&title)).then_some((title.len(), *group))
    });
    // Of two titles that both stand there the longer one says more; two of the same length say nothing.
    let mut best: Option<(usize, usize)> = None;
    let mut tied = false;
    for (length, group) in found {
        let longest = best.map_or(0, |(length, _)| length);
        if length == longest {
            tied = true;
        }
        if length > longest {
            (best, tied) = (Some((length, group)), false);
        }
    }
    best.filter(|_| !tied)
        .map(|(_, group)| (group, FoundBy::Title))
}

fn by_name(name: &str, reports: &[(usize, Record)]) -> Option<(usize, FoundBy)> {
    let name = letters(name);
    let mut found = reports.iter().filter(|(_, record)| {
        let author = record.authors.first().map(|a| letters(a.family()));
        let year = record.year.map(|y| y.to_string());
        author.is_some_and(|a| a.len() > 2 && name.contains(&a))
            && year.is_some_and(|y| name.contains(&y))
    });
    let only = found.next()?;
    found
        .next()
        .is_none()
        .then_some((only.0, FoundBy::FileName))
}

/// Letters and digits in lower case: hyphenation, line ends and typographic variants fall away.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
