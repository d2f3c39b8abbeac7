//! Extraction in the sample review: its form, one study that two people have extracted and differ on, one that is begun.

use std::collections::{BTreeSet, HashSet};

use review::{
    EvidenceQuote, FieldId, Finding, Form, FormId, ReviewerId, StudyId, ValueAddress, ValueStatus,
};
use serde::Deserialize;
use store::StudyPartKind;

use crate::decide::TimeSpent;
use crate::error::{Error, Result};
use crate::extract::{GivenValue, Selection, StudyReport};
use crate::open_review::Review;

const FORM: &str = include_str!("../../../../assets/sample/form.toml");
const VALUES: &str = include_str!("../../../../assets/sample/extraction.csv");

/// A row of `extraction.csv`.
#[derive(Deserialize)]
struct Row {
    study: String,
    reviewer: String,
    field: String,
    arm: Option<String>,
    outcome: Option<String>,
    time_point: Option<String>,
    status: ValueStatus,
    value: String,
    quote: String,
    seconds: i64,
}

impl Row {
    fn parts(&self) -> [(StudyPartKind, Option<&String>); 3] {
        [
            (StudyPartKind::Arm, self.arm.as_ref()),
            (StudyPartKind::Outcome, self.outcome.as_ref()),
            (StudyPartKind::TimePoint, self.time_point.as_ref()),
        ]
    }

    fn time(&self) -> TimeSpent {
        let ms = self.seconds * 1_000;
        TimeSpent {
            elapsed_ms: ms,
            active_30_ms: ms,
            active_60_ms: ms,
            active_120_ms: ms,
            idle_seconds: TimeSpent::USUAL_IDLE_SECONDS,
        }
    }
}

/// Saves the form of the sample, names arms and outcomes, and enters the values of `extraction.csv`, each with its
/// evidence; whoever has answered everything of a study has finished it.
pub(super) async fn extract_some(review: &Review, designer: &ReviewerId) -> Result<()> {
    let form: Form = extraction::read_form(FORM, FormId(String::new()))
        .map_err(|e| Error::internal(format!("the form of the sample: {e}")))?
        .form;
    review.save_form(&form, None, designer).await?;
    let rows: Vec<Row> = csv::Reader::from_reader(VALUES.as_bytes())
        .deserialize()
        .collect::<csv::Result<_>>()
        .map_err(|e| Error::internal(format!("the values of the sample: {e}")))?;
    let mut named: HashSet<(StudyId, StudyPartKind, String)> = HashSet::new();
    for row in &rows {
        let (study, report) = study_of(review, &row.study, designer).await?;
        for (kind, name) in row.parts() {
            if let Some(name) = name
                && named.insert((study.clone(), kind, name.clone()))
            {
                review.add_study_part(&study, kind, name, designer).await?;
            }
        }
        let given = GivenValue {
            address: ValueAddress {
                field: FieldId(row.field.clone()),
                arm: row.arm.clone(),
                outcome: row.outcome.clone(),
                time_point: row.time_point.clone(),
            },
            reviewer: review.reviewer(&row.reviewer).await?,
            finding: Finding {
                status: row.status,
                value: row.value.clone(),
                unit: None,
                formula: None,
                evidence: vec![quoted(review, &report, &row.quote).await?],
            },
            note: None,
            time: Some(row.time()),
            study,
        };
        review.give_value(&given).await?;
    }
    finish_whole(review, &rows, designer).await
}

/// Finishes each study for whoever has answered all of it.
async fn finish_whole(review: &Review, rows: &[Row], designer: &ReviewerId) -> Result<()> {
    let pairs: BTreeSet<(&str, &str)> = rows
        .iter()
        .map(|row| (row.study.as_str(), row.reviewer.as_str()))
        .collect();
    for (study, reviewer) in pairs {
        let (study, _) = study_of(review, study, designer).await?;
        let reviewer = review.reviewer(reviewer).await?;
        let known = review.studies_to_extract(&reviewer).await?;
        let whole = known
            .iter()
            .any(|row| row.study.as_ref() == Some(&study) && row.answered == row.asked);
        if whole {
            review.finish_study(&study, &reviewer, true).await?;
        }
    }
    Ok(())
}

/// The study whose report came as the PDF of this name.
async fn study_of(
    review: &Review,
    work: &str,
    reviewer: &ReviewerId,
) -> Result<(StudyId, StudyReport)> {
    let file = format!("{work}.pdf");
    let rows = review.studies_to_extract(reviewer).await?;
    rows.into_iter()
        .find_map(|row| {
            let study = row.study?;
            let mut reports = row.reports.into_iter();
            let report = reports.find(|report| report.file_name.as_deref() == Some(&file));
            report.map(|report| (study, report))
        })
        .ok_or_else(|| Error::internal(format!("no study of the sample has the report {file}")))
}

async fn quoted(review: &Review, report: &StudyReport, words: &str) -> Result<EvidenceQuote> {
    let document = report.document.clone();
    let document = document
        .ok_or_else(|| Error::internal(format!("{} of the sample has no PDF", report.title)))?;
    review
        .evidence_of(&Selection {
            document,
            text: words.to_owned(),
            boxes: Vec::new(),
        })
        .await
}
