//! The PRISMA diagram, and everything else that leaves the review as a file.

use std::path::Path;
use std::str::FromStr;

use workbench::prisma::{DrawingOptions, Template, Theme};
use workbench::{
    AuditQuery, ChecklistKind, DiagramFiles, DiagramOptions, Error, RecordFormat, RecordSet,
    ReportFormat, Result, TableFormat, TableWritten,
};

use super::{for_reading, for_writing};
use crate::arguments::{Export, Prisma};
use crate::output::{Done, Output};

pub(crate) async fn prisma(a: &Prisma, output: &Output) -> Result<Done> {
    if let Some([studies, reports]) = a.previous {
        for_writing(&a.dir)
            .await?
            .set_previous_version(studies, reports)
            .await?;
    }
    let review = for_reading(&a.dir).await?;
    let mut drawing = DrawingOptions::default();
    if a.dark {
        drawing.theme = Theme::Dark;
    }
    if let Some(word) = &a.other_methods {
        let other_methods = match word.as_str() {
            "yes" => true,
            "no" => false,
            _ => {
                return Err(Error::invalid(
                    "--other-methods takes yes or no",
                    "Leave it out to let the review decide.",
                ));
            }
        };
        let flow = review.flow().await?;
        if !other_methods && flow.other_methods.is_some() {
            return Err(Error::refused(
                "this review has records from other methods, and without their column the sums do not agree",
                "Leave --other-methods out.",
            ));
        }
        let updated = flow.template().updated;
        drawing.template = Some(Template {
            updated,
            other_methods,
        });
    }
    let written = review
        .export_prisma(
            &a.out,
            &DiagramOptions {
                drawing,
                dpi: a.dpi,
            },
        )
        .await?;
    let consistent = written.mismatches.is_empty();
    output.show(&written, described)?;
    Ok(if consistent {
        Done::Whole
    } else {
        Done::Partly
    })
}

fn described(written: &DiagramFiles) -> String {
    use workbench::prisma::Key;
    let flow = &written.flow;
    let mut lines: Vec<String> = Key::ALL
        .into_iter()
        .filter_map(|key| Some(format!("{:>8}  {}", flow.count(key)?, key.description())))
        .collect();
    for mismatch in &written.mismatches {
        lines.push(format!("MISMATCH  {}", mismatch.explanation));
    }
    for phrase in &written.unfinished {
        lines.push(format!("    to do  {phrase}"));
    }
    for note in &written.table_notes {
        lines.push(format!("     note  {}", note.message));
    }
    for file in &written.files {
        lines.push(format!("  written  {}", file.display()));
    }
    lines.join("\n")
}

pub(crate) async fn export(a: &Export, output: &Output) -> Result<Done> {
    if a.what == "revman" {
        return revman(a, output).await;
    }
    let format = match (&a.to, a.out.extension().and_then(|e| e.to_str())) {
        (Some(word), _) => word.clone(),
        (None, Some(extension)) => extension.to_lowercase(),
        (None, None) => {
            return Err(Error::invalid(
                "the format is not said",
                "Add --to, or give the file an extension.",
            ));
        }
    };
    let review = for_reading(&a.dir).await?;
    let out: &Path = &a.out;
    let written: TableWritten = match a.what.as_str() {
        "records" => {
            review
                .export_records(
                    RecordSet::from_str(&a.set)?,
                    RecordFormat::from_str(&format)?,
                    out,
                )
                .await?
        }
        "decisions" => {
            review
                .export_decisions(out, TableFormat::from_str(&format)?)
                .await?
        }
        "times" => {
            review
                .export_times(out, TableFormat::from_str(&format)?)
                .await?
        }
        "audit" if format == "html" => review
            .export_audit_page(out, &AuditQuery::default())
            .await?
            .into(),
        "audit" => {
            review
                .export_audit(out, TableFormat::from_str(&format)?, &AuditQuery::default())
                .await?
        }
        "ai-use" => review
            .export_ai_use(out, ReportFormat::from_str(&format)?)
            .await?
            .into(),
        "prisma-2020" | "prisma-s" | "prisma-traice" => {
            let checklist = ChecklistKind::from_word(&a.what)?;
            review
                .export_checklist(checklist, out, ReportFormat::from_str(&format)?)
                .await?
                .into()
        }
        "evidence" if format == "docx" => review.export_evidence_docx(out, !a.draft).await?.into(),
        "evidence" => {
            review
                .export_evidence_table(out, TableFormat::from_str(&format)?, !a.draft)
                .await?
        }
        "evidence-report" => review.export_evidence_report(out, !a.draft).await?.into(),
        "metafor" => review.export_metafor(out, !a.draft).await?.into(),
        "extraction-times" => {
            review
                .export_extraction_times(out, TableFormat::from_str(&format)?)
                .await?
        }
        "assessment-times" => {
            review
                .export_assessment_times(out, TableFormat::from_str(&format)?)
                .await?
        }
        other => {
            return Err(Error::invalid(
                format!("“{other}” cannot be exported"),
                "Choose records, decisions, times, audit, prisma-2020, prisma-s, prisma-traice, ai-use, evidence, evidence-report, metafor, revman, extraction-times or assessment-times.",
            ));
        }
    };
    let rows = written.rows;
    let shown = serde_json::json!({ "rows": rows, "file": out, "cut_cells": written.cut_cells });
    output.show(&shown, |_| {
        let said = format!("{rows} rows of {} written to {}", a.what, out.display());
        match written.remark() {
            Some(remark) => format!("{said}\n{remark}"),
            None => said,
        }
    })?;
    Ok(Done::Whole)
}

/// Files for RevMan Web, in a folder.
async fn revman(a: &Export, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let (files, rows) = review.export_revman(&a.out, !a.draft).await?;
    output.show(&serde_json::json!({ "rows": rows, "files": files }), |_| {
        let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
        format!("{rows} rows for RevMan Web written to {}", names.join(", "))
    })?;
    Ok(Done::Whole)
}
