//! The PRISMA diagram, and everything else that leaves the review as a file.

use std::path::Path;
use std::str::FromStr;

use workbench::prisma::{DrawingOptions, Template, Theme};
use workbench::{
    DiagramFiles, DiagramOptions, Error, RecordFormat, RecordSet, Result, TableFormat,
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
    let rows = match a.what.as_str() {
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
        "audit" => {
            review
                .export_audit(out, TableFormat::from_str(&format)?)
                .await?
        }
        other => {
            return Err(Error::invalid(
                format!("“{other}” cannot be exported"),
                "Choose records, decisions, times or audit.",
            ));
        }
    };
    output.show(&serde_json::json!({ "rows": rows, "file": out }), |_| {
        format!("{rows} rows of {} written to {}", a.what, out.display())
    })?;
    Ok(Done::Whole)
}
