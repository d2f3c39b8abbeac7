//! Where registry numbers stand: in the records' fields and abstracts, and in the documents that are attached and read.

use std::collections::HashMap;
use std::sync::Arc;

use registry::{ReportText, numbers_in};
use review::{DocumentHash, Record, Retrieval};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// All reports with the texts of theirs that state a number, as of one state of the records.
#[derive(Debug, Default)]
pub(crate) struct KeptTexts {
    mark: Option<TextsMark>,
    reports: Arc<Vec<ReportText>>,
    /// Texts of documents that state a number; empty ones too, so that each is looked through once.
    documents: HashMap<DocumentHash, Option<String>>,
}

/// What the texts follow from.
#[derive(Debug, Default, PartialEq, Eq)]
struct TextsMark {
    records: usize,
    withdrawn: usize,
    merges: Vec<String>,
    removals: usize,
    edits: usize,
    documents: Vec<(usize, DocumentHash)>,
}

impl Review {
    /// Each work of the review once, named by its record, with the texts of it that state a registry number.
    pub(crate) async fn report_texts_with_numbers(
        &self,
        ledger: &Ledger,
    ) -> Result<Arc<Vec<ReportText>>> {
        let documents: Vec<(usize, DocumentHash)> = attached(ledger)
            .filter(|(_, hash)| self.is_read(hash))
            .collect();
        let facts = ledger.facts();
        let mark = TextsMark {
            records: facts.records.len(),
            withdrawn: facts
                .searches
                .iter()
                .filter(|s| s.withdrawn.is_some())
                .count(),
            merges: facts
                .merges
                .iter()
                .map(|m| m.id.as_str().to_owned())
                .collect(),
            removals: facts.removals.len(),
            edits: self.store.edits().await?.len(),
            documents: documents.clone(),
        };
        let mut kept = self.trial_texts.lock().await;
        if kept.mark.as_ref() == Some(&mark) {
            return Ok(Arc::clone(&kept.reports));
        }
        let mut by_group: HashMap<usize, ReportText> = HashMap::new();
        self.store
            .each_record(|stored| {
                if ledger.is_live(stored.ordinal) {
                    let group = ledger.group(stored.ordinal);
                    let report = by_group.entry(group).or_insert_with(|| ReportText {
                        id: ledger.id(group).as_str().to_owned(),
                        ..ReportText::default()
                    });
                    add_record(report, &stored.record);
                }
                true
            })
            .await?;
        for (group, hash) in documents {
            let text = match kept.documents.get(&hash) {
                Some(known) => known.clone(),
                None => {
                    let text = self.document(&hash).await?.text;
                    let text = (!numbers_in(&text).is_empty()).then_some(text);
                    kept.documents.insert(hash, text.clone());
                    text
                }
            };
            if let (Some(report), Some(text)) = (by_group.get_mut(&group), text) {
                report.texts.push(("full text".to_owned(), text));
            }
        }
        let mut groups: Vec<usize> = by_group.keys().copied().collect();
        groups.sort_unstable();
        let reports = groups
            .into_iter()
            .filter(|group| ledger.removal(*group).is_none())
            .filter_map(|group| by_group.remove(&group));
        kept.reports = Arc::new(reports.collect());
        kept.mark = Some(mark);
        Ok(Arc::clone(&kept.reports))
    }

    /// Attached documents that nothing has read yet.
    pub(crate) async fn unread_documents(&self) -> Result<Vec<DocumentHash>> {
        let ledger = self.ledger().await?;
        Ok(attached(&ledger)
            .map(|(_, hash)| hash)
            .filter(|hash| !self.is_read(hash))
            .collect())
    }
}

fn attached(ledger: &Ledger) -> impl Iterator<Item = (usize, DocumentHash)> + '_ {
    ledger
        .groups()
        .filter_map(|group| match ledger.retrieval(group) {
            Retrieval::Retrieved {
                document: Some(hash),
            } => Some((group, hash)),
            _ => None,
        })
}

/// Adds the texts of a record that state a number. Of copies of one work each adds what it has.
fn add_record(report: &mut ReportText, record: &Record) {
    let mut add = |place: &str, text: &str| {
        let known = report.texts.iter().any(|(_, known)| known == text);
        if !known && !numbers_in(text).is_empty() {
            report.texts.push((place.to_owned(), text.to_owned()));
        }
    };
    if let Some(title) = &record.title {
        add("title", title);
    }
    if let Some(text) = &record.abstract_text {
        add("abstract", text);
    }
    for text in record.accession.iter().chain(&record.urls) {
        add("number or address", text);
    }
    for text in &record.notes {
        add("notes", text);
    }
    for text in &record.keywords {
        add("keywords", text);
    }
    for field in &record.other {
        add(&format!("field {}", field.tag), &field.value);
    }
    if report.pmid.is_none() {
        report.pmid.clone_from(&record.pmid);
    }
    if report.doi.is_none() {
        report.doi.clone_from(&record.doi);
    }
}
