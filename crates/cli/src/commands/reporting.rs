//! What is decided and told at the end: stopping, the report, the audit trail.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use workbench::ranking::ClaimBasis;
use workbench::review::RecordId;
use workbench::{
    AuditPage, AuditQuery, Checklist, ChecklistKind, Error, ItemFilled, Reporting, Result,
    SampleRequest, SampleState, SampleView, Stopping, TableFormat, TableWritten,
};

use super::{for_reading, for_writing};
use crate::arguments::{Audit, Report, Stop, StopAction};
use crate::output::{Done, Output};

pub(crate) async fn stop(a: &Stop, output: &Output) -> Result<Done> {
    let Some(action) = &a.action else {
        let Some(dir) = &a.dir else {
            return Err(Error::invalid(
                "the folder of the review is not said",
                "Give it, such as Nudging.review.",
            ));
        };
        let review = for_reading(dir).await?;
        let stopping = review.stopping(a.recall, a.confidence).await?;
        output.show(&stopping, stopping_described)?;
        return Ok(Done::Whole);
    };
    let (dir, confidence, target) = match action {
        StopAction::Key {
            dir,
            paper,
            record,
            reviewer,
        } => {
            let review = for_writing(dir).await?;
            let reviewer = review.reviewer(reviewer).await?;
            let record = record.as_deref().map(RecordId::from);
            review
                .name_key_paper(
                    paper.as_deref().unwrap_or_default(),
                    record.as_ref(),
                    &reviewer,
                )
                .await?;
            (dir, a.confidence, a.recall)
        }
        StopAction::Unkey {
            dir,
            paper,
            reviewer,
        } => {
            let review = for_writing(dir).await?;
            let reviewer = review.reviewer(reviewer).await?;
            review.withdraw_key_paper(paper, &reviewer).await?;
            (dir, a.confidence, a.recall)
        }
        StopAction::Sample {
            dir,
            size,
            recall,
            confidence,
            reviewer,
        } => {
            let review = for_writing(dir).await?;
            let reviewer = review.reviewer(reviewer).await?;
            let wanted = SampleRequest {
                target: *recall,
                confidence: *confidence,
                size: *size,
            };
            review.draw_audit_sample(&wanted, &reviewer).await?;
            (dir, *confidence, *recall)
        }
        StopAction::GiveUp {
            dir,
            reason,
            reviewer,
        } => {
            let review = for_writing(dir).await?;
            let reviewer = review.reviewer(reviewer).await?;
            review.give_up_audit_sample(reason, &reviewer).await?;
            (dir, a.confidence, a.recall)
        }
    };
    let stopping = for_reading(dir).await?.stopping(target, confidence).await?;
    output.show(&stopping, stopping_described)?;
    Ok(Done::Whole)
}

fn stopping_described(stopping: &Stopping) -> String {
    let mut lines = Vec::new();
    match &stopping.panel {
        None => lines.push("Nothing is settled at title and abstract yet.".to_owned()),
        Some(panel) => {
            lines.push(format!(
                "{} of {} records are settled, {} of them relevant; {} irrelevant in a row.",
                panel.screened, panel.records, panel.found, panel.irrelevant_in_a_row
            ));
            lines.push(match (panel.claim.basis, panel.claim.recall_at_least) {
                (ClaimBasis::EverythingRead, _) => "Everything was read.".to_owned(),
                (ClaimBasis::AuditSample, Some(recall)) => format!(
                    "With {:.0} % confidence at least {:.1} % of the relevant records are found.",
                    panel.claim.confidence * 100.0,
                    (recall * 1000.0).floor() / 10.0
                ),
                _ => "Nothing may be stated of recall: no audit sample that covers the records as they are now was read to its end.".to_owned(),
            });
            if panel.next_audit_size > 0 {
                lines.push(format!(
                    "To show a recall of {:.0} % with {:.0} % confidence, a sample of {} of the {} unsettled records must hold no relevant one.",
                    panel.test.target * 100.0,
                    panel.test.confidence * 100.0,
                    panel.next_audit_size,
                    stopping.unsettled
                ));
            }
        }
    }
    for paper in &stopping.key_papers {
        let title = paper.title.as_deref().unwrap_or(&paper.given);
        lines.push(format!(
            "Key paper {}  {title}: {}",
            paper.id,
            paper.state.in_words()
        ));
    }
    for sample in &stopping.samples {
        lines.push(sample_described(sample));
        let missed = sample.outcome.iter().flat_map(|outcome| &outcome.missed);
        for one in missed {
            let title = one.title.as_deref().unwrap_or("without a title");
            lines.push(format!("  would have been missed: {}  {title}", one.record));
        }
    }
    lines.join("\n")
}

fn sample_described(sample: &SampleView) -> String {
    let head = format!(
        "Audit sample {}: {} of {} records, drawn by {} with seed {}",
        sample.number, sample.size, sample.population, sample.drawn_by, sample.seed
    );
    match (&sample.state, &sample.outcome) {
        (SampleState::GivenUp { reason }, _) => format!("{head}; given up: {reason}"),
        (SampleState::Open, _) => format!("{head}; {} are settled", sample.settled),
        (SampleState::Read, Some(outcome)) => format!("{head}. {}", outcome.statement),
        (SampleState::Read, None) => format!("{head}; none of its records is left"),
    }
}

pub(crate) async fn report(a: &Report, output: &Output) -> Result<Done> {
    let kind = a
        .checklist
        .as_deref()
        .map(ChecklistKind::from_word)
        .transpose()?;
    if let (Some(kind), Some(item), Some(reviewer)) = (kind, &a.item, &a.reviewer) {
        let review = for_writing(&a.dir).await?;
        let reviewer = review.reviewer(reviewer).await?;
        review
            .write_report_text(kind, item, &a.text, &a.place, &reviewer)
            .await?;
    }
    let reporting = for_reading(&a.dir).await?.reporting().await?;
    match kind {
        Some(kind) => {
            let checklist = reporting.checklists.iter().find(|list| list.kind == kind);
            if let Some(checklist) = checklist {
                output.show(checklist, checklist_described)?;
            }
        }
        None => output.show(&reporting, reporting_described)?,
    }
    Ok(Done::Whole)
}

fn checklist_described(checklist: &Checklist) -> String {
    let mut lines = vec![format!("{}. {}", checklist.name, checklist.source)];
    for item in &checklist.items {
        lines.push(format!(
            "{:>4}  {} [{}]",
            item.number,
            item.topic,
            item.state.in_words()
        ));
        lines.extend(item.recorded.iter().map(|text| format!("        {text}")));
        if let Some(text) = &item.written {
            lines.push(format!(
                "        {} wrote: {} {}",
                text.by, text.body, text.place
            ));
        } else {
            lines.extend(item.lacking.iter().map(|text| format!("      ? {text}")));
        }
    }
    lines.join("\n")
}

fn reporting_described(reporting: &Reporting) -> String {
    let mut lines = vec![reporting.title.clone()];
    for checklist in &reporting.checklists {
        let of = |state| {
            let fitting = checklist.items.iter().filter(|item| item.state == state);
            fitting.count()
        };
        lines.push(format!(
            "{}: {} items; {} from the log, {} written, {} in part, {} missing",
            checklist.name,
            checklist.items.len(),
            of(ItemFilled::Recorded),
            of(ItemFilled::Written),
            of(ItemFilled::Partly),
            of(ItemFilled::Missing)
        ));
    }
    lines.push("Use of artificial intelligence".to_owned());
    lines.extend(
        reporting
            .ai_use
            .paragraphs
            .iter()
            .map(|text| format!("  {text}")),
    );
    lines.join("\n")
}

pub(crate) async fn audit(a: &Audit, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let viewer = match &a.reviewer {
        Some(name) => Some(review.reviewer(name).await?),
        None => None,
    };
    let day = a.day.as_deref().map(day).transpose()?;
    let query = AuditQuery {
        offset: 0,
        limit: a.limit,
        words: a.words.clone(),
        person: a.person.clone(),
        action: a.action.clone(),
        record: a.record.as_deref().map(Into::into),
        from: day.map(|[from, _]| from),
        until: day.map(|[_, until]| until),
        viewer,
    };
    let Some(out) = &a.out else {
        let page = review.audit_page(&query).await?;
        output.show(&page, audit_described)?;
        return Ok(Done::Whole);
    };
    let extension = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let written: TableWritten = match extension.to_lowercase().as_str() {
        "html" => review.export_audit_page(out, &query).await?.into(),
        other => {
            let format = TableFormat::from_str(other)?;
            review.export_audit(out, format, &query).await?
        }
    };
    let rows = written.rows;
    let shown = serde_json::json!({ "rows": rows, "file": out, "cut_cells": written.cut_cells });
    output.show(&shown, |_| {
        let said = format!("{rows} changes written to {}", out.display());
        match written.remark() {
            Some(remark) => format!("{said}\n{remark}"),
            None => said,
        }
    })?;
    Ok(Done::Whole)
}

fn audit_described(page: &AuditPage) -> String {
    let mut lines = Vec::new();
    for entry in &page.rows {
        let at = jiff::Timestamp::from_millisecond(entry.row.at)
            .map_or_else(|_| String::new(), |at| at.to_string());
        lines.push(format!(
            "{:>6}  {at}  {} {}",
            entry.row.sequence, entry.row.actor, entry.text
        ));
        for record in &entry.records {
            let title = record.title.as_deref().unwrap_or("without a title");
            lines.push(format!("        {}  {title}", record.id));
        }
        if let Some(seen) = &entry.suggestions {
            for (words, what) in [(&seen.before, "in view"), (&seen.after, "revealed after")] {
                if !words.is_empty() {
                    lines.push(format!("        {what}: {}", words.join("; ")));
                }
            }
        }
    }
    lines.push(format!(
        "{} of {} changes fit. Head of the chain: {}",
        page.total,
        page.changes,
        page.head.as_deref().unwrap_or("none")
    ));
    lines.join("\n")
}

/// A day of this computer, from its beginning to that of the next, UTC milliseconds.
fn day(text: &str) -> Result<[i64; 2]> {
    let unclear = || {
        Error::invalid(
            format!("“{text}” is no day"),
            "Give it as YYYY-MM-DD, such as 2026-03-09.",
        )
    };
    let date: Date = text.parse().map_err(|_| unclear())?;
    let begins = |date: Date| -> Result<i64> {
        let zoned = date.to_zoned(TimeZone::system()).map_err(|_| unclear())?;
        Ok(zoned.timestamp().as_millisecond())
    };
    Ok([
        begins(date)?,
        begins(date.tomorrow().map_err(|_| unclear())?)?,
    ])
}
