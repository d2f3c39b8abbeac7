//! Reports and studies.

use workbench::review::{RecordId, Retrieval};
use workbench::{AttachedDocument, Error, FoundBy, Result};

use super::decisions::described;
use super::{for_reading, for_writing, record_ids, reviewer};
use crate::arguments::{Retrieve, Study, StudyLink};
use crate::output::{Done, Output};

pub(crate) async fn retrieve(a: &Retrieve, output: &Output) -> Result<Done> {
    if let Some(table) = &a.table {
        let review = for_writing(&a.dir).await?;
        let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
        let replay = review.replay_retrievals(table, &reviewer).await?;
        let partly = !replay.unmatched.is_empty();
        output.show(&replay, |r| described(r, "retrievals"))?;
        return Ok(if partly { Done::Listed } else { Done::Whole });
    }
    if a.all_at_hand {
        let review = for_writing(&a.dir).await?;
        let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
        let noted = review.all_at_hand(&reviewer).await?;
        output.show(&noted, |n| format!("{n} reports noted as at hand"))?;
        return Ok(Done::Whole);
    }
    if !a.pdfs.is_empty() {
        return attach_matched(a, output).await;
    }
    let Some(record) = &a.record else {
        return list(a, output).await;
    };
    let record = RecordId::from(record.as_str());
    let review = for_writing(&a.dir).await?;
    let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
    if let Some(pdf) = &a.pdf {
        let hash = review.attach(&record, pdf, &reviewer).await?;
        output.show(&hash, |h| format!("attached as {h}"))?;
        return Ok(Done::Whole);
    }
    let retrieval = match (&a.not_retrieved, a.at_hand) {
        (Some(reason), _) => Retrieval::NotRetrieved {
            reason: reason.clone(),
        },
        (None, true) => Retrieval::Retrieved { document: None },
        (None, false) => {
            return Err(Error::invalid(
                "what became of the report is not said",
                "Add --pdf FILE, --at-hand, or --not-retrieved REASON.",
            ));
        }
    };
    review.set_retrieval(&record, &retrieval, &reviewer).await?;
    output.show(&retrieval, |_| "recorded".to_owned())?;
    Ok(Done::Whole)
}

async fn attach_matched(a: &Retrieve, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = reviewer(&review, a.reviewer.as_deref()).await?;
    let rows = review
        .attach_matched(&a.pdfs, &reviewer, &output.progress())
        .await?;
    let left = rows.iter().any(|row| !row.found.is_sure());
    output.show(&rows, |rows| {
        let lines: Vec<String> = rows.iter().map(attached_line).collect();
        lines.join("\n")
    })?;
    Ok(if left { Done::Partly } else { Done::Whole })
}

fn attached_line(row: &AttachedDocument) -> String {
    let title = row.found.title.as_deref().unwrap_or_default();
    let by = match row.found.found_by {
        Some(FoundBy::Doi) => "by its DOI",
        Some(FoundBy::Title) => "by its title",
        Some(FoundBy::FileName) => "by the name of the file only",
        None => {
            let why = row.found.problem.as_deref();
            let why = why.unwrap_or("neither DOI nor title is that of a report sought");
            return format!("{}: not attached: {why}", row.found.name);
        }
    };
    match (row.attached, row.found.found_by) {
        (true, _) => format!("{}: attached {by}: {title}", row.found.name),
        (false, Some(FoundBy::FileName)) => format!(
            "{}: not attached, found {by}; attach it with --record if it is: {title}",
            row.found.name
        ),
        (false, _) => format!(
            "{}: not attached, the report has a PDF already: {title}",
            row.found.name
        ),
    }
}

async fn list(a: &Retrieve, output: &Output) -> Result<Done> {
    let reports = for_reading(&a.dir).await?.reports().await?;
    output.show(&reports, |reports| {
        let mut text = format!("{} reports sought", reports.len());
        for report in reports {
            let state = match &report.retrieval {
                Retrieval::Sought => "sought".to_owned(),
                Retrieval::Retrieved { document: None } => "at hand".to_owned(),
                Retrieval::Retrieved {
                    document: Some(hash),
                } => format!("attached {hash}"),
                Retrieval::NotRetrieved { reason } => format!("not retrieved: {reason}"),
            };
            text.push_str(&format!("\n{}  {state}", report.record_id));
        }
        text
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn study(a: &Study, output: &Output) -> Result<Done> {
    match (&a.action, &a.link) {
        (Some(action), _) => super::study::run(action, output).await,
        (None, Some(link)) => linked(link, output).await,
        (None, None) => Err(Error::invalid(
            "what to do is not said",
            "Give a review with --label and --records, or one of size, plan, lock, status, end and report.",
        )),
    }
}

async fn linked(a: &StudyLink, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    if let Some(table) = &a.table {
        let replay = review.replay_studies(table, &reviewer).await?;
        let partly = !replay.unmatched.is_empty();
        output.show(&replay, |r| described(r, "links"))?;
        return Ok(if partly { Done::Listed } else { Done::Whole });
    }
    let label = a.label.as_deref().unwrap_or_default();
    let study = review
        .link_study(&record_ids(&a.records), label, &reviewer)
        .await?;
    output.show(&study, |id| {
        format!("{} reports belong to {label} ({id})", a.records.len())
    })?;
    Ok(Done::Whole)
}
