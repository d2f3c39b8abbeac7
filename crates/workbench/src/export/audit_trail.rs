//! Export of the audit trail: as a table, or as a page to be read, with the head of the chain and how to verify it.

use std::path::Path;

use super::decisions::utc;
use super::page::{Page, escaped};
use super::table::{Table, TableFormat, TableWritten};
use crate::audit_trail::{AuditEntry, AuditQuery, AuditRecord};
use crate::error::Result;
use crate::open_review::Review;

const STYLE: &str = include_str!("report.css");

impl Review {
    /// The audit trail as a table. Returns the number of rows.
    ///
    /// `actor_id`, `number`, `at_milliseconds`, `action` and `detail` are what the hash is over (see the page), unless
    /// the detail is withheld because a decision of somebody else is still to come.
    pub async fn export_audit(
        &self,
        out: &Path,
        format: TableFormat,
        query: &AuditQuery,
    ) -> Result<TableWritten> {
        let rows: Vec<Vec<String>> = self
            .whole_trail(query)
            .await?
            .into_iter()
            .map(|entry| {
                let (before, after) = seen(&entry);
                vec![
                    entry.row.sequence.to_string(),
                    utc(entry.row.at),
                    entry.row.actor.clone(),
                    entry.text.clone(),
                    titles(&entry.records, entry.record_count),
                    before,
                    after,
                    entry.row.action,
                    entry.row.detail,
                    entry.actor_id,
                    entry.row.at.to_string(),
                    if entry.withheld { "yes" } else { "no" }.to_owned(),
                    entry.row.hash,
                ]
            })
            .collect();
        let table = Table {
            name: "Audit trail",
            header: vec![
                "number",
                "at",
                "actor",
                "what",
                "records",
                "suggestions_in_view",
                "suggestions_revealed",
                "action",
                "detail",
                "actor_id",
                "at_milliseconds",
                "withheld",
                "hash",
            ],
            rows,
        };
        table.write(out, format)
    }

    /// The audit trail as a page. Returns the number of changes.
    pub async fn export_audit_page(&self, out: &Path, query: &AuditQuery) -> Result<usize> {
        let title = self.title().await?;
        let entries = self.whole_trail(query).await?;
        let state = self.audit_page(&AuditQuery::default()).await?;
        let mut page = Page::begin(&format!("Audit trail: {title}"), STYLE);
        page.element("h1", &format!("Audit trail of “{title}”"));
        page.push("<section>");
        page.element(
            "p",
            &match self.verify_audit().await? {
                None => format!(
                    "The chain was whole when this page was written: {} changes, of which {} are listed here.",
                    state.changes,
                    entries.len()
                ),
                Some(sequence) => format!(
                    "The chain is broken: change {sequence} does not follow from the one before it. The changes from there on cannot be relied upon."
                ),
            },
        );
        page.push(&format!(
            "<p>Head of the chain: <code>{}</code></p>",
            escaped(state.head.as_deref().unwrap_or("none"))
        ));
        page.element("p", HOW_TO_VERIFY);
        page.push("</section><table><thead><tr><th>No.</th><th>When (UTC)</th><th>Who</th><th>What</th><th>Suggestions in view</th></tr></thead><tbody>");
        for entry in &entries {
            page.push(&row(entry));
        }
        page.push("</tbody></table>");
        page.write(out)?;
        Ok(entries.len())
    }
}

const HOW_TO_VERIFY: &str = "Each change carries a SHA-256 over the hash of the change before it, its number, its time, who made it, its verb and its detail (numbers as 64-bit little-endian, texts preceded by their length in bytes). To check the review, run “attest verify FOLDER”, or use “Check the chain” in the audit trail. Keep the head of the chain outside the review, such as in the published report: if the change of that number later has another hash, something before it was altered.";

fn row(entry: &AuditEntry) -> String {
    let (before, after) = seen(entry);
    let mut what = escaped(&entry.text);
    for record in &entry.records {
        let title = record.title.as_deref().unwrap_or("without a title");
        what.push_str("<br><i>");
        what.push_str(&escaped(title));
        what.push_str("</i>");
    }
    let more = entry.record_count - entry.records.len();
    if more > 0 {
        what.push_str(&format!("<br>and {more} more"));
    }
    let mut beside = Vec::new();
    if !before.is_empty() {
        beside.push(escaped(&before));
    }
    if !after.is_empty() {
        beside.push(format!("revealed after it: {}", escaped(&after)));
    }
    format!(
        "<tr id=\"{0}\"><td>{0}</td><td>{1}</td><td>{2}</td><td>{what}</td><td>{3}</td></tr>",
        entry.row.sequence,
        utc(entry.row.at)
            .chars()
            .take(19)
            .collect::<String>()
            .replace('T', " "),
        escaped(&entry.row.actor),
        beside.join("<br>")
    )
}

fn seen(entry: &AuditEntry) -> (String, String) {
    entry
        .suggestions
        .as_ref()
        .map(|seen| (seen.before.join("; "), seen.after.join("; ")))
        .unwrap_or_default()
}

fn titles(records: &[AuditRecord], all: usize) -> String {
    let mut words: Vec<String> = records
        .iter()
        .map(|record| {
            record
                .title
                .clone()
                .unwrap_or_else(|| record.id.to_string())
        })
        .collect();
    if all > records.len() {
        words.push(format!("and {} more", all - records.len()));
    }
    words.join(" | ")
}
