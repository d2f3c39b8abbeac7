//! The evidence table: every value of every study with its quotes and pages, as a table for people and programs.
//!
//! What may not be told yet (values of studies that two extract apart from each other, before both have finished) is in
//! no export: an export can be read by everybody.

use std::path::Path;

use review::{EvidenceQuote, FieldValue, Finding, ValueAct, ValueAddress, ValueStatus};

use super::table::{Table, TableFormat, TableWritten};
use crate::error::{Error, Result};
use crate::export::decisions::utc;
use crate::export::{TIME_COLUMNS, time_cells};
use crate::extract::Unfinished;
use crate::extract::standing::{Settled, Standing};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// All that the exports of the extraction tell, read at one moment.
pub(crate) struct Extracted {
    /// Title of the review.
    pub(crate) title: String,
    /// Name and version of the form.
    pub(crate) form: String,
    /// Studies in the order in which their reports were imported.
    pub(crate) studies: Vec<ExtractedStudy>,
    /// What keeps the export from being final.
    pub(crate) unfinished: Vec<Unfinished>,
}

/// A study with its values.
pub(crate) struct ExtractedStudy {
    pub(crate) study: Option<review::StudyId>,
    pub(crate) label: String,
    /// Whether nothing keeps its values from being final.
    pub(crate) is_final: bool,
    /// First authors and year, and title, of its reports.
    pub(crate) reports: Vec<(String, String)>,
    pub(crate) values: Vec<ExtractedValue>,
}

/// A value that is asked for.
pub(crate) struct ExtractedValue {
    pub(crate) address: ValueAddress,
    pub(crate) section: String,
    pub(crate) label: String,
    pub(crate) unit: Option<String>,
    pub(crate) settled: Settled,
    /// Who gave it, by name.
    pub(crate) by: String,
}

impl ExtractedValue {
    /// The value in force, if there is one.
    pub(crate) fn value(&self) -> Option<&FieldValue> {
        match &self.settled {
            Settled::Value { value } => Some(value),
            Settled::Open | Settled::Differ { .. } => None,
        }
    }

    /// What was found, if anything is in force.
    pub(crate) fn finding(&self) -> Option<&Finding> {
        self.value().and_then(|value| value.finding.as_ref())
    }

    /// Where it stands, in a word.
    pub(crate) fn state(&self) -> &'static str {
        match &self.settled {
            Settled::Open => "open",
            Settled::Differ { .. } => "extractors differ",
            Settled::Value { value } => match (value.role, value.act) {
                (review::ExtractionRole::Consensus, _) => "consensus",
                (_, ValueAct::Accepted) => "confirmed",
                (_, ValueAct::Corrected) => "corrected",
                _ => "entered",
            },
        }
    }
}

/// A status in the words of a table.
pub(crate) fn status_words(status: ValueStatus) -> &'static str {
    match status {
        ValueStatus::Reported => "reported",
        ValueStatus::Calculated => "calculated",
        ValueStatus::NotReported => "not reported",
        ValueStatus::Unclear => "unclear",
        ValueStatus::Conflicting => "conflicting",
    }
}

/// A finding as it stands in a cell: the value with its unit, or that there is none.
pub(crate) fn shown(finding: &Finding) -> String {
    let value = finding.value.replace('\n', " ");
    let unit = finding.unit.as_deref().unwrap_or_default();
    match finding.status {
        ValueStatus::Reported | ValueStatus::Calculated => {
            format!("{value} {unit}").trim().to_owned()
        }
        status if value.is_empty() => status_words(status).to_owned(),
        status => format!("{} ({value})", status_words(status)),
    }
}

/// Pages of the quotes, such as `3, 7`.
fn pages(evidence: &[EvidenceQuote]) -> String {
    let mut pages: Vec<u32> = evidence.iter().filter_map(|quote| quote.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    pages.join(", ")
}

impl Review {
    /// What keeps a final export of the extraction back, study by study.
    pub async fn extraction_unfinished(&self) -> Result<Vec<Unfinished>> {
        Ok(self.extracted().await?.unfinished)
    }

    /// All that may be told of the extraction.
    pub(crate) async fn extracted(&self) -> Result<Extracted> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let Some(form) = crate::extract::standing::form_in_force(&facts) else {
            return Err(Error::refused(
                "there is no form for extraction yet",
                "Make one first, for example from a template.",
            ));
        };
        let required = ledger.protocol().reviewers_extraction;
        let nobody = review::StudyId::from("");
        let mut studies = Vec::new();
        let mut unfinished = Vec::new();
        for one in self.to_extract(&ledger, &facts).await? {
            let standing = Standing::of(&facts, one.study.as_ref().unwrap_or(&nobody), required);
            // What has no report any more is told, and does not keep anything back.
            let mut open = None;
            if !one.reports.is_empty() {
                let name_of = |who: &review::ReviewerId| ledger.reviewer_name(who).to_owned();
                open = standing.unfinished(&one.label, name_of);
            }
            let is_final = open.is_none();
            unfinished.extend(open);
            let values = standing.addresses.iter().map(|address| {
                let field = form.fields.iter().find(|field| field.id == address.field);
                let settled = standing.settled(address);
                ExtractedValue {
                    section: field.map(|f| f.section.clone()).unwrap_or_default(),
                    label: field.map(|f| f.label.clone()).unwrap_or_default(),
                    unit: field.and_then(|field| match &field.kind {
                        review::FieldKind::Number { unit, .. } => unit.clone(),
                        _ => None,
                    }),
                    by: people(&ledger, &standing, address, &settled),
                    settled,
                    address: address.clone(),
                }
            });
            studies.push(ExtractedStudy {
                values: values.collect(),
                study: one.study.clone(),
                is_final,
                reports: one
                    .reports
                    .into_iter()
                    .map(|report| (report.citation, report.title))
                    .collect(),
                label: one.label,
            });
        }
        Ok(Extracted {
            title: self.title().await?,
            form: format!("{}, version {}", form.name, form.version),
            studies,
            unfinished,
        })
    }

    /// The same, refused while a value is open, the extractors differ, or a value cannot be as it stands.
    pub(crate) async fn extracted_for(&self, is_final: bool) -> Result<Extracted> {
        let extracted = self.extracted().await?;
        if !is_final || extracted.unfinished.is_empty() {
            return Ok(extracted);
        }
        let named: Vec<String> = extracted.unfinished.iter().take(5).map(why).collect();
        let more = extracted.unfinished.len().saturating_sub(named.len());
        let more = if more > 0 {
            format!("; and {more} more studies")
        } else {
            String::new()
        };
        Err(Error::refused(
            format!("the export cannot be final yet: {}{more}", named.join("; ")),
            "Answer, settle or confirm these values, or write a draft.",
        ))
    }

    /// Every value with its quotes and pages. Returns the number of rows.
    pub async fn export_evidence_table(
        &self,
        out: &Path,
        format: TableFormat,
        is_final: bool,
    ) -> Result<TableWritten> {
        let table = table(&self.extracted_for(is_final).await?);
        table.write(out, format)
    }

    /// How long each value took (METHODS §5). Returns the number of rows.
    pub async fn export_extraction_times(
        &self,
        out: &Path,
        format: TableFormat,
    ) -> Result<TableWritten> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let times: std::collections::HashMap<_, _> =
            self.store.value_times().await?.into_iter().collect();
        let form = crate::extract::standing::form_in_force(&facts);
        let rows = facts
            .values
            .iter()
            .map(|value| {
                let label = ledger
                    .facts()
                    .studies
                    .iter()
                    .find(|s| s.id == value.study_id)
                    .map_or_else(|| value.study_id.0.clone(), |s| s.label.clone());
                let mut row = vec![
                    label,
                    crate::extract::in_words(form, &value.address),
                    ledger.reviewer_name(&value.reviewer_id).to_owned(),
                    utc(value.made_at),
                ];
                row.extend(time_cells(times.get(&value.id)));
                row
            })
            .collect();
        let table = Table {
            name: "Extraction times",
            header: [
                &["study", "value", "reviewer", "made_at"],
                &TIME_COLUMNS[..],
            ]
            .concat(),
            rows,
        };
        table.write(out, format)
    }
}

/// Who gave a value: the person, both who agree, or who settled it.
fn people(
    ledger: &Ledger,
    standing: &Standing<'_>,
    address: &ValueAddress,
    settled: &Settled,
) -> String {
    let Settled::Value { value } = settled else {
        return String::new();
    };
    let both = standing.answered_by_both(address);
    let who: Vec<&str> = if value.role == review::ExtractionRole::Consensus || both.is_empty() {
        vec![ledger.reviewer_name(&value.reviewer_id)]
    } else {
        both.iter()
            .map(|value| ledger.reviewer_name(&value.reviewer_id))
            .collect()
    };
    who.join("; ")
}

/// Why a study is not final, in a line.
fn why(unfinished: &Unfinished) -> String {
    let mut reasons = Vec::new();
    if !unfinished.not_finished.is_empty() {
        reasons.push(format!(
            "not finished by {}",
            unfinished.not_finished.join(" and ")
        ));
    }
    for (values, what) in [
        (&unfinished.unanswered, "without a value"),
        (&unfinished.differing, "on which the extractors differ"),
        (
            &unfinished.doubtful,
            "to be corrected, or confirmed in a note as printed so",
        ),
    ] {
        if let Some(first) = values.first() {
            let others = match values.len() {
                1 => String::new(),
                n => format!(" and {} more", n - 1),
            };
            reasons.push(format!("{first}{others} {what}"));
        }
    }
    if reasons.is_empty() {
        reasons.push("nothing is asked of it".to_owned());
    }
    format!("{}: {}", unfinished.study, reasons.join(", "))
}

fn table(extracted: &Extracted) -> Table {
    let mut rows = Vec::new();
    for study in &extracted.studies {
        let reports: Vec<&str> = study
            .reports
            .iter()
            .map(|(cited, _)| cited.as_str())
            .collect();
        for value in &study.values {
            let finding = value.finding();
            let evidence = finding.map_or(&[][..], |finding| &finding.evidence);
            let quotes: Vec<&str> = evidence.iter().map(|quote| quote.exact.as_str()).collect();
            let text = |part: Option<&String>| part.cloned().unwrap_or_default();
            rows.push(vec![
                study.label.clone(),
                reports.join("; "),
                value.section.clone(),
                value.label.clone(),
                text(value.address.arm.as_ref()),
                text(value.address.outcome.as_ref()),
                text(value.address.time_point.as_ref()),
                finding.map_or(String::new(), |f| status_words(f.status).to_owned()),
                finding.map_or(String::new(), |f| f.value.clone()),
                text(
                    finding
                        .and_then(|f| f.unit.as_ref())
                        .or(value.unit.as_ref()),
                ),
                text(finding.and_then(|f| f.formula.as_ref())),
                quotes.join(" […] "),
                pages(evidence),
                value.state().to_owned(),
                value.by.clone(),
                text(value.value().and_then(|v| v.note.as_ref())),
            ]);
        }
    }
    Table {
        name: "Evidence table",
        header: vec![
            "study",
            "reports",
            "section",
            "field",
            "arm",
            "outcome",
            "time_point",
            "status",
            "value",
            "unit",
            "formula",
            "quotes",
            "pages",
            "state",
            "by",
            "note",
        ],
        rows,
    }
}
