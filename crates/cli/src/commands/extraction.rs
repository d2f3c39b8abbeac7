//! Extraction: the form, the studies, and values suggested for them.

use std::path::Path;

use workbench::review::{Form as ExtractionForm, FormId, ReviewerId, StudyId};
use workbench::store::StudyPartKind;
use workbench::{
    Error, ModelToUse, Preferences, Result, Review, StudyRow, ValuesSummary, form_templates,
};

use super::models::launch;
use super::{for_reading, for_writing, reviewer};
use crate::arguments::{Extract, Form};
use crate::output::{Done, Output};

pub(crate) async fn form(a: &Form, output: &Output) -> Result<Done> {
    if a.set.is_none() && a.templates.is_empty() {
        let review = for_reading(&a.dir).await?;
        if let Some(out) = &a.out {
            review.export_form(out).await?;
        }
        let view = review.extraction_form().await?;
        output.show(&view, |view| match &view.form {
            None => "There is no form yet. Make one: attest form DIR --template dichotomous --reviewer NAME".to_owned(),
            Some(form) => described(form),
        })?;
        return Ok(Done::Whole);
    }
    let review = for_writing(&a.dir).await?;
    let who = reviewer(&review, a.reviewer.as_deref()).await?;
    let mut form = match &a.set {
        Some(file) => review.read_form(file).await?,
        None => of_templates(&a.templates)?,
    };
    if let Some(name) = &a.name {
        form.name.clone_from(name);
    }
    let saved = review.save_form(&form, a.remark.as_deref(), &who).await?;
    if let Some(out) = &a.out {
        review.export_form(out).await?;
    }
    output.show(&saved, |saved| {
        let kept = if saved.kept_values_of.is_empty() {
            String::new()
        } else {
            format!(
                " The values of {} are kept.",
                saved.kept_values_of.join(", ")
            )
        };
        format!("saved as version {} of the form.{kept}", saved.version)
    })?;
    Ok(Done::Whole)
}

/// The fields of several templates, one after the other; where two have a field of the same name, the first one's.
fn of_templates(names: &[String]) -> Result<ExtractionForm> {
    let known = form_templates()?;
    let mut form = ExtractionForm {
        id: FormId(String::new()),
        version: 0,
        name: String::new(),
        guidance: String::new(),
        fields: Vec::new(),
    };
    for name in names {
        let template = known.iter().find(|t| t.name == *name).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|t| t.name.as_str()).collect();
            Error::invalid(
                format!("there is no template “{name}”"),
                format!("The templates are: {}.", names.join(", ")),
            )
        })?;
        if form.name.is_empty() {
            form.name.clone_from(&template.form.name);
            form.guidance.clone_from(&template.form.guidance);
        }
        for field in &template.form.fields {
            if !form.fields.iter().any(|known| known.id == field.id) {
                form.fields.push(field.clone());
            }
        }
    }
    Ok(form)
}

fn described(form: &ExtractionForm) -> String {
    let mut lines = vec![format!("{}, version {}", form.name, form.version)];
    let mut section = "";
    for field in &form.fields {
        if field.section != section {
            section = &field.section;
            lines.push(format!("\n{section}"));
        }
        lines.push(format!("  {:<28}  {}", field.id, field.label));
    }
    lines.join("\n")
}

pub(crate) async fn extract(a: &Extract, output: &Output) -> Result<Done> {
    match (&a.dir, &a.form, &a.document, &a.out) {
        (Some(dir), ..) => of_review(a, dir, output).await,
        (None, Some(form), Some(document), Some(out)) => {
            super::values::extract(a, [form, document, out], output).await
        }
        _ => Err(Error::invalid(
            "there is nothing to extract from",
            "Name the folder of a review, or --document with --form and --out.",
        )),
    }
}

async fn of_review(a: &Extract, dir: &Path, output: &Output) -> Result<Done> {
    let Some(name) = &a.reviewer else {
        let review = for_reading(dir).await?;
        let rows = review.studies_to_extract(&ReviewerId::from("")).await?;
        output.show(&rows, |rows| listed(rows))?;
        return Ok(Done::Whole);
    };
    let review = for_writing(dir).await?;
    let who = reviewer(&review, Some(name)).await?;
    let parts = [
        (StudyPartKind::Arm, &a.arms),
        (StudyPartKind::Outcome, &a.outcomes),
        (StudyPartKind::TimePoint, &a.time_points),
    ];
    if a.study.is_none() && parts.iter().any(|(_, names)| !names.is_empty()) {
        return Err(Error::invalid(
            "arms, outcomes and time points belong to one study",
            "Name it by --study.",
        ));
    }
    let study = match &a.study {
        Some(label) => Some(study_called(&review, label, &who).await?),
        None => None,
    };
    if let Some(study) = &study {
        for (kind, names) in parts {
            for name in names {
                review.add_study_part(study, kind, name, &who).await?;
            }
        }
    }
    let model = if a.without_model {
        None
    } else {
        let model = ModelToUse::find(a.model.as_deref(), &Preferences::of_user())?;
        Some((model, launch()?))
    };
    let summary = review
        .suggest_values(study.as_ref(), &who, model, &output.progress())
        .await?;
    output.show(&summary, summed)?;
    let whole = summary.unread == 0 && summary.unreadable.is_empty();
    Ok(if whole { Done::Whole } else { Done::Listed })
}

/// The study of that label; made where the label is that of a report without a study.
async fn study_called(review: &Review, label: &str, who: &ReviewerId) -> Result<StudyId> {
    let rows = review.studies_to_extract(who).await?;
    let found = rows.iter().find(|row| row.label == label);
    match found.map(|row| (&row.study, row.reports.first())) {
        Some((Some(study), _)) => Ok(study.clone()),
        Some((None, Some(report))) => review.begin_study(&report.record, who).await,
        _ => {
            let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
            Err(Error::not_found(
                format!("no study “{label}” is to be extracted"),
                if labels.is_empty() {
                    "Include reports at full text first.".to_owned()
                } else {
                    format!("The studies are: {}.", labels.join(", "))
                },
            ))
        }
    }
}

fn listed(rows: &[StudyRow]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let files = row.reports.iter().filter(|r| r.document.is_some()).count();
            format!(
                "{}: {} of {} values, {files} of {} reports with a document",
                row.label,
                row.answered,
                row.asked,
                row.reports.len()
            )
        })
        .collect();
    if lines.is_empty() {
        "No report is included at full text yet.".to_owned()
    } else {
        lines.join("\n")
    }
}

fn summed(summary: &ValuesSummary) -> String {
    let mut lines = vec![format!(
        "{} studies: {} values proposed, {} not reported, {} unread. Nothing counts before a person accepts it.",
        summary.studies, summary.proposed, summary.not_reported, summary.unread
    )];
    for label in &summary.without_parts {
        lines.push(format!(
            "{label}: the form asks for values of arms or outcomes that are not named yet."
        ));
    }
    lines.extend(summary.unreadable.iter().cloned());
    lines.join("\n")
}
