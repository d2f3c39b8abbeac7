//! Verbs on single records: remove, edit, note, tag; and search.

use workbench::review::RecordId;
use workbench::search::MarkedText;
use workbench::store::{EditableField, RemovalKind};
use workbench::{Error, Result, SearchRequest};

use super::{for_reading, for_writing, record_ids};
use crate::arguments::{Edit, Note, Remove, Search, Tag};
use crate::output::{Done, Output};

pub(crate) async fn remove(a: &Remove, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let records = record_ids(&a.records);
    if a.restore {
        let restored = review.restore(&records, &reviewer).await?;
        output.show(&restored, |n| format!("{n} records put back"))?;
    } else {
        let kind = if a.by_automation {
            RemovalKind::Automation
        } else {
            RemovalKind::Other
        };
        let reason = a.reason.as_deref().unwrap_or_default();
        review
            .remove_before_screening(&records, kind, reason, &reviewer)
            .await?;
        output.show(&records.len(), |n| {
            format!("{n} records removed before screening")
        })?;
    }
    Ok(Done::Whole)
}

pub(crate) async fn edit(a: &Edit, output: &Output) -> Result<Done> {
    let field = EditableField::from_word(&a.field).ok_or_else(|| {
        Error::invalid(
            format!("“{}” cannot be edited", a.field),
            "Choose title, abstract, year, doi, pmid or journal.",
        )
    })?;
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let record = RecordId::from(a.record.as_str());
    review
        .edit_record(&record, field, Some(&a.value), &reviewer)
        .await?;
    output.show(&record, |_| {
        "recorded; what stood there is kept in the audit trail".to_owned()
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn note(a: &Note, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let record = RecordId::from(a.record.as_str());
    review.add_note(&record, &reviewer, &a.text).await?;
    output.show(&record, |_| "noted".to_owned())?;
    Ok(Done::Whole)
}

pub(crate) async fn tag(a: &Tag, output: &Output) -> Result<Done> {
    let review = for_writing(&a.dir).await?;
    let reviewer = review.reviewer(&a.reviewer).await?;
    let records = record_ids(&a.records);
    review
        .set_tag(&records, &a.tag, !a.remove, &reviewer)
        .await?;
    output.show(&records.len(), |n| {
        format!(
            "{n} records {}",
            if a.remove { "untagged" } else { "tagged" }
        )
    })?;
    Ok(Done::Whole)
}

pub(crate) async fn search(a: &Search, output: &Output) -> Result<Done> {
    let review = for_reading(&a.dir).await?;
    let request = SearchRequest {
        query: a.query.clone(),
        as_you_type: a.as_you_type,
        offset: a.offset,
        limit: a.limit,
        ..SearchRequest::default()
    };
    let found = review.search(&request, &output.progress()).await?;
    output.show(&found, |found| {
        let mut text = format!("{} records found", found.total);
        if !found.understood.is_empty() {
            text.push_str(&format!(" for {}", found.understood));
        }
        for note in &found.notes {
            text.push_str(&format!("\n  note: {note}"));
        }
        for hit in &found.hits {
            text.push_str(&format!(
                "\n\n{}  {}\n    {} [{}]",
                hit.id,
                marked(&hit.title),
                hit.place,
                hit.outcome
            ));
            if !hit.abstract_text.pieces.is_empty() {
                text.push_str(&format!("\n    {}", marked(&hit.abstract_text)));
            }
        }
        text
    })?;
    Ok(Done::Whole)
}

/// Found words between asterisks, cuts as an ellipsis.
fn marked(text: &MarkedText) -> String {
    let pieces = text.pieces.iter().map(|p| {
        if p.marked {
            format!("*{}*", p.text)
        } else {
            p.text.clone()
        }
    });
    let middle: String = pieces.collect();
    let cut = |cut: bool| if cut { "…" } else { "" };
    format!(
        "{}{}{}",
        cut(text.cut_before),
        middle.replace('\n', " "),
        cut(text.cut_after)
    )
}
