//! Where the review stands, and whether its audit trail is whole.

use workbench::prisma::{Key, thousands};
use workbench::ranking::ClaimBasis;
use workbench::{Code, Error, Result, Status};

use super::for_reading;
use crate::arguments::{Status as StatusArguments, Verify};
use crate::output::{Done, Output};

pub(crate) async fn status(a: &StatusArguments, output: &Output) -> Result<Done> {
    for (name, value) in [("recall", a.recall), ("confidence", a.confidence)] {
        if !(value > 0.0 && value < 1.0) {
            return Err(Error::invalid(
                format!("a {name} of {value} makes no sense"),
                "Give a share such as 0.95.",
            ));
        }
    }
    let review = for_reading(&a.dir).await?;
    let status = review.status(a.recall, a.confidence).await?;
    output.show(&status, described)?;
    Ok(Done::Whole)
}

fn described(status: &Status) -> String {
    let mut lines = vec![status.title.clone()];
    let keys = [
        Key::DatabaseResults,
        Key::RegisterResults,
        Key::Duplicates,
        Key::RecordsScreened,
        Key::RecordsExcluded,
        Key::DbrSoughtReports,
        Key::DbrAssessed,
        Key::NewStudies,
        Key::NewReports,
    ];
    for key in keys {
        if let Some(n) = status.flow.count(key) {
            lines.push(format!("{:>9}  {}", thousands(n), key.description()));
        }
    }
    for reviewer in &status.reviewers {
        let pace = reviewer
            .seconds_per_record
            .map(|s| format!("; median {s:.0} s a record"))
            .unwrap_or_default();
        lines.push(format!(
            "{}: {} of {} decided at title and abstract, {} open; {} of {} at full text{pace}",
            reviewer.name,
            reviewer.title_abstract.decided,
            reviewer.title_abstract.total,
            reviewer.title_abstract.open,
            reviewer.full_text.decided,
            reviewer.full_text.total,
        ));
    }
    if let Some(panel) = &status.stopping {
        lines.push(format!(
            "Stopping: {} of {} records settled, {} relevant, {} irrelevant in a row; test for a recall of {:.0} %: p = {:.4}",
            panel.screened,
            panel.records,
            panel.found,
            panel.irrelevant_in_a_row,
            panel.test.target * 100.0,
            panel.test.p_value,
        ));
        lines.push(match (panel.claim.basis, panel.claim.recall_at_least) {
            (ClaimBasis::EverythingRead, _) => "  Everything was read.".to_owned(),
            (ClaimBasis::AuditSample, Some(recall)) => format!(
                "  With {:.0} % confidence at least {:.0} % of the relevant records are found.",
                panel.claim.confidence * 100.0,
                recall * 100.0
            ),
            _ => {
                "  No recall can be claimed before a random sample of the unread records was read."
                    .to_owned()
            }
        });
    }
    for mismatch in &status.mismatches {
        lines.push(format!("MISMATCH: {}", mismatch.explanation));
    }
    for phrase in &status.unfinished {
        lines.push(format!("To do: {phrase}"));
    }
    lines.join("\n")
}

pub(crate) async fn verify(a: &Verify, output: &Output) -> Result<Done> {
    let dir = match (&a.dir, &a.document, &a.quotes) {
        (_, Some(document), Some(quotes)) => {
            return super::values::quotes(document, quotes, output).await;
        }
        (Some(dir), ..) => dir,
        _ => {
            return Err(Error::invalid(
                "what is to be checked is not said",
                "Give the folder of a review, or --document and --quotes.",
            ));
        }
    };
    match for_reading(dir).await?.verify_audit().await? {
        None => {
            output.show(&serde_json::json!({ "whole": true }), |_| {
                "the audit trail is whole: every change in it follows from the one before"
                    .to_owned()
            })?;
            Ok(Done::Whole)
        }
        Some(sequence) => Err(Error::new(
            Code::Damaged,
            format!("the audit trail was altered at change {sequence}"),
            "Compare with a backup; changes from that number on cannot be relied upon.",
        )),
    }
}
