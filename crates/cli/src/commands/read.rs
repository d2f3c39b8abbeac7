//! Reading a report.

use workbench::documents::{DocumentStatus, HiddenReason};
use workbench::{DocumentSummary, Result, read_document, why_unread, write_json};

use crate::arguments::Read;
use crate::output::{Done, Output};

/// Exits with “done in part” where the file has no text.
pub(crate) async fn read(a: &Read, output: &Output) -> Result<Done> {
    let document = read_document(&a.file).await?;
    if let Some(out) = &a.out {
        write_json(out, &document)?;
    }
    let summary = DocumentSummary::from(&document);
    output.show(&summary, |summary| {
        let mut text = format!("{}: ", a.file.display());
        match why_unread(&summary.status) {
            Some(why) => text.push_str(&format!("not read: {why}")),
            None => text.push_str(&in_words(summary)),
        }
        if let Some(out) = &a.out {
            text.push_str(&format!("\nwritten to {}", out.display()));
        }
        text
    })?;
    Ok(match document.status {
        DocumentStatus::Read { .. } => Done::Whole,
        _ => Done::Partly,
    })
}

fn in_words(summary: &DocumentSummary) -> String {
    let mut text = format!(
        "{} pages, {} sentences, {} tables",
        summary.pages,
        summary.sentences,
        summary.tables.len()
    );
    if let DocumentStatus::Read { pages_without_text } = &summary.status
        && !pages_without_text.is_empty()
    {
        let pages: Vec<String> = pages_without_text.iter().map(u32::to_string).collect();
        text.push_str(&format!("\nwithout text: page {}", pages.join(", ")));
    }
    if !summary.sections.is_empty() {
        text.push_str(&format!("\nparts: {}", summary.sections.join("; ")));
    }
    for table in &summary.tables {
        text.push_str(&format!(
            "\n{} ({} rows, {} columns): {}",
            table.id, table.rows, table.columns, table.caption
        ));
    }
    for registration in &summary.registrations {
        text.push_str(&format!(
            "\nregistered: {} ({})",
            registration.number, registration.registry
        ));
    }
    if !summary.dois.is_empty() {
        text.push_str(&format!("\nDOIs: {}", summary.dois.join(", ")));
    }
    for hidden in &summary.hidden {
        let why = match hidden.why {
            HiddenReason::Unseen => "text that is not seen",
            HiddenReason::Tiny => "letters too small to read",
            HiddenReason::OffPage => "text outside the page",
            HiddenReason::Invisible => "characters that are not drawn",
            HiddenReason::Instruction => "words addressed to a machine",
        };
        let page = hidden
            .page
            .map(|page| format!(" on page {page}"))
            .unwrap_or_default();
        text.push_str(&format!("\nwarning: {why}{page}: {:?}", hidden.says));
    }
    text
}
