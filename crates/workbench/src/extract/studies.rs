//! The studies to extract: what was included at full text, as studies with their reports.

use std::collections::HashMap;

use review::{DocumentHash, Outcome, Record, RecordId, Retrieval, ReviewerId, Stage, StudyId};
use serde::Serialize;
use store::{Actor, DocumentRow, ExtractionFacts};
use ts_rs::TS;

use super::standing::Standing;
use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::find::cited;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::retrieve::study_of;

/// A study that is to be extracted, as a list shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyRow {
    /// The study; `None` where the report belongs to none yet. It gets one when extraction begins.
    pub study: Option<StudyId>,
    /// What it is called in tables.
    pub label: String,
    /// Its reports that were included at full text; none where they were taken away from it since.
    pub reports: Vec<StudyReport>,
    /// Where it stands for the reviewer who asks.
    pub stage: ExtractionStage,
    /// Who extracts it, in the order in which they began.
    pub extractors: Vec<ReviewerId>,
    /// Values that the form asks for.
    pub asked: usize,
    /// Of these, how many the reviewer has answered; with one extractor, how many anybody has.
    pub answered: usize,
    /// Values on which the extractors differ; 0 while they are not to be compared.
    pub differing: usize,
    /// Whether models have proposed values.
    pub suggested: bool,
}

/// A report of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyReport {
    /// Its record.
    pub record: RecordId,
    /// Title.
    pub title: String,
    /// First authors and year.
    pub citation: String,
    /// The attached document.
    pub document: Option<DocumentHash>,
    /// Its name when it was attached.
    pub file_name: Option<String>,
    /// Whether it has pages to be drawn: a PDF, and not a text.
    pub has_pages: bool,
}

/// Where a study stands for a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExtractionStage {
    /// The reviewer has values to enter.
    ToExtract,
    /// Everything is answered; the reviewer has still to say that they have finished.
    ToFinish,
    /// The reviewer has finished, the other extractor has not.
    Waiting,
    /// Two others extract it.
    Others,
    /// Both have finished and differ.
    Differs,
    /// Everything is settled.
    Done,
}

/// A study with the groups of its reports.
pub(crate) struct ToExtract {
    pub(crate) study: Option<StudyId>,
    pub(crate) label: String,
    pub(crate) reports: Vec<StudyReport>,
}

impl Review {
    /// The studies to extract, in the order in which their reports were imported.
    pub async fn studies_to_extract(&self, reviewer: &ReviewerId) -> Result<Vec<StudyRow>> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let suggested = self.store.studies_with_value_suggestions().await?;
        let nobody = StudyId::from("");
        let required = ledger.protocol().reviewers_extraction;
        let all = self.to_extract(&ledger, &facts).await?;
        Ok(all
            .into_iter()
            .map(|one| {
                let standing =
                    Standing::of(&facts, one.study.as_ref().unwrap_or(&nobody), required);
                StudyRow {
                    stage: stage(&standing, reviewer),
                    extractors: standing.extractors().cloned().collect(),
                    asked: standing.addresses.len(),
                    answered: standing.addresses.len() - standing.unanswered(reviewer).len(),
                    differing: standing.differing().len(),
                    suggested: one.study.as_ref().is_some_and(|s| suggested.contains(s)),
                    study: one.study,
                    label: one.label,
                    reports: one.reports,
                }
            })
            .collect())
    }

    /// How many studies wait for a reviewer; without one, how many are not settled.
    pub(crate) async fn extraction_waits(&self, reviewer: Option<&ReviewerId>) -> Result<usize> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let required = ledger.protocol().reviewers_extraction;
        let mut studies: Vec<Option<StudyId>> = Vec::new();
        for group in included(&ledger) {
            let study = study_of(&ledger, group);
            if study.is_none() || !studies.contains(&study) {
                studies.push(study);
            }
        }
        let nobody = StudyId::from("");
        let waits = studies.iter().filter(|study| {
            let standing = Standing::of(&facts, study.as_ref().unwrap_or(&nobody), required);
            let stage = stage(&standing, reviewer.unwrap_or(&ReviewerId::from("")));
            match reviewer {
                Some(_) => matches!(
                    stage,
                    ExtractionStage::ToExtract
                        | ExtractionStage::ToFinish
                        | ExtractionStage::Differs
                ),
                None => stage != ExtractionStage::Done,
            }
        });
        Ok(waits.count())
    }

    /// Makes a study of a report that belongs to none, named by first author and year, so that values can be entered
    /// for it. Returns the study it belongs to where it has one.
    pub async fn begin_study(&self, record: &RecordId, reviewer: &ReviewerId) -> Result<StudyId> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        if let Some(study) = study_of(&ledger, group) {
            return Ok(study);
        }
        if ledger.outcome(group, Stage::FullText) != Outcome::Included {
            return Err(Error::refused(
                "this report is not included",
                "Values are extracted of reports that were included at full text.",
            ));
        }
        let combined = self.combined(&ledger, group).await?;
        let labels: Vec<&str> = ledger
            .facts()
            .studies
            .iter()
            .map(|s| s.label.as_str())
            .collect();
        let label = unused_label(&usual_label(&combined), &labels);
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "link study")
            .await?;
        let study = change.add_study(&label).await?;
        let record = ledger.id(group).clone();
        change.link_study(&record, Some(&study), reviewer).await?;
        change
            .commit(&serde_json::json!({ "study": study, "label": label, "records": [record] }))
            .await?;
        Ok(study)
    }

    /// The studies with their reports; those that have values but no report any more come last.
    pub(crate) async fn to_extract(
        &self,
        ledger: &Ledger,
        facts: &ExtractionFacts,
    ) -> Result<Vec<ToExtract>> {
        let documents: HashMap<DocumentHash, DocumentRow> = self
            .store
            .documents()
            .await?
            .into_iter()
            .map(|row| (row.hash.clone(), row))
            .collect();
        let groups: Vec<usize> = included(ledger).collect();
        let label_of = |study: &StudyId| {
            let studies = &ledger.facts().studies;
            studies
                .iter()
                .find(|s| s.id == *study)
                .map_or_else(|| study.as_str().to_owned(), |study| study.label.clone())
        };
        let mut all: Vec<ToExtract> = Vec::new();
        for (group, record) in self.combined_page(ledger, &groups).await? {
            let study = study_of(ledger, group);
            let report = report(ledger, group, &record, &documents);
            let known = study
                .as_ref()
                .and_then(|id| all.iter_mut().find(|one| one.study.as_ref() == Some(id)));
            match known {
                Some(known) => known.reports.push(report),
                None => all.push(ToExtract {
                    label: study
                        .as_ref()
                        .map_or_else(|| usual_label(&record), label_of),
                    study,
                    reports: vec![report],
                }),
            }
        }
        for value in &facts.values {
            if !all
                .iter()
                .any(|one| one.study.as_ref() == Some(&value.study_id))
            {
                all.push(ToExtract {
                    label: label_of(&value.study_id),
                    study: Some(value.study_id.clone()),
                    reports: Vec::new(),
                });
            }
        }
        Ok(all)
    }
}

fn included(ledger: &Ledger) -> impl Iterator<Item = usize> + '_ {
    ledger.groups().filter(|&group| {
        ledger.removal(group).is_none()
            && ledger.is_eligible(group, Stage::FullText)
            && ledger.outcome(group, Stage::FullText) == Outcome::Included
    })
}

fn report(
    ledger: &Ledger,
    group: usize,
    record: &Record,
    documents: &HashMap<DocumentHash, DocumentRow>,
) -> StudyReport {
    let document = match ledger.retrieval(group) {
        Retrieval::Retrieved { document } => document,
        Retrieval::Sought | Retrieval::NotRetrieved { .. } => None,
    };
    let row = document.as_ref().and_then(|hash| documents.get(hash));
    let year = record.year.map(|year| year.to_string()).unwrap_or_default();
    StudyReport {
        record: ledger.id(group).clone(),
        title: record.title.clone().unwrap_or_default(),
        citation: format!("{} {year}", cited(record)).trim().to_owned(),
        file_name: row.map(|row| row.file_name.clone()),
        has_pages: row.is_some_and(|row| row.media_type == "application/pdf"),
        document,
    }
}

/// Where a study stands for a reviewer.
pub(crate) fn stage(standing: &Standing<'_>, reviewer: &ReviewerId) -> ExtractionStage {
    let complete = standing.unanswered(reviewer).is_empty()
        && !standing.addresses.is_empty()
        && !standing
            .own_doubts(reviewer)
            .iter()
            .any(super::doubts::Doubted::is_open);
    if !standing.is_double() {
        return if complete {
            ExtractionStage::Done
        } else {
            ExtractionStage::ToExtract
        };
    }
    let own = standing.extractors().any(|who| who == reviewer);
    if standing.is_unsealed() {
        let doubts = standing.settled_doubts();
        if !standing.differing().is_empty() || doubts.iter().any(super::doubts::Doubted::is_open) {
            return ExtractionStage::Differs;
        }
        return if own && !complete {
            ExtractionStage::ToExtract
        } else {
            ExtractionStage::Done
        };
    }
    if standing.has_finished(reviewer) {
        return ExtractionStage::Waiting;
    }
    if !own && standing.extractors().count() >= standing.required.count() {
        return ExtractionStage::Others;
    }
    if complete {
        ExtractionStage::ToFinish
    } else {
        ExtractionStage::ToExtract
    }
}

/// First author and year; the beginning of the title where there is neither.
fn usual_label(record: &Record) -> String {
    let author = record.authors.first().map(review::Author::family);
    let year = record.year.map(|year| year.to_string());
    let label = [author, year.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    if author.is_some() {
        return label;
    }
    let title: String = record
        .title
        .iter()
        .flat_map(|t| t.chars())
        .take(60)
        .collect();
    match title.trim() {
        "" => "Study without a name".to_owned(),
        title => title.to_owned(),
    }
}

/// The label with a letter where another study has it: Adams 2018, Adams 2018b.
fn unused_label(label: &str, taken: &[&str]) -> String {
    let letters = ('b'..='z').map(|letter| format!("{label}{letter}"));
    let numbers = (2_u32..).map(|number| format!("{label} ({number})"));
    std::iter::once(label.to_owned())
        .chain(letters)
        .chain(numbers)
        .find(|candidate| !taken.contains(&candidate.as_str()))
        .unwrap_or_else(|| label.to_owned())
}
