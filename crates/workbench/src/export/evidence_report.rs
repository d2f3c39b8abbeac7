//! The evidence report: one page that needs no program and no network, in which each value shows its quote, marked in
//! the words that stand around it.
//!
//! Everything in it comes from papers and people and is escaped; the page forbids itself scripts and everything from
//! elsewhere.

use std::path::Path;

use documents::{Anchors, Found};
use review::{EvidenceQuote, StudyId};

use super::evidence_table::{Extracted, ExtractedValue, shown, status_words};
use super::page::{Page, escaped};
use crate::error::Result;
use crate::open_review::Review;

/// Characters of the document shown before and behind a quote.
const CONTEXT: usize = 400;

const STYLE: &str = include_str!("evidence_report.css");

/// A quote with what stands around it.
struct InContext {
    before: String,
    words: String,
    after: String,
    page: Option<u32>,
}

impl Review {
    /// The evidence report as HTML. Returns the number of values.
    pub async fn export_evidence_report(&self, out: &Path, is_final: bool) -> Result<usize> {
        let extracted = self.extracted_for(is_final).await?;
        let mut page = begun(&extracted, is_final);
        let mut values = 0;
        for study in &extracted.studies {
            page.push("<section>");
            page.element("h2", &study.label);
            for (cited, title) in &study.reports {
                let line = format!(
                    "<p class=\"report\">{}. {}</p>",
                    escaped(cited),
                    escaped(title)
                );
                page.push(&line);
            }
            let mut section = "";
            for value in &study.values {
                values += 1;
                if value.section != section {
                    section = &value.section;
                    page.element("h3", section);
                }
                let mut quotes = Vec::new();
                for quote in value.finding().iter().flat_map(|f| &f.evidence) {
                    quotes.push(self.in_context(study.study.as_ref(), quote).await);
                }
                page.push(&article(value, &quotes));
            }
            page.push("</section>");
        }
        page.write(out)?;
        Ok(values)
    }

    /// A quote with the words around it, from the document as it is read now; with those that were kept where it cannot
    /// be read.
    async fn in_context(&self, study: Option<&StudyId>, quote: &EvidenceQuote) -> InContext {
        let kept = InContext {
            before: quote.prefix.clone(),
            words: quote.exact.clone(),
            after: quote.suffix.clone(),
            page: quote.page,
        };
        if study.is_none() {
            return kept;
        }
        let document = match self.read_attached(&quote.document).await {
            Ok(document) => document,
            Err(error) => {
                tracing::info!(%error, "a quote is shown with the few words that were kept around it");
                return kept;
            }
        };
        let Found::Once(anchor) = Anchors::of_document(&document).find_again(quote) else {
            return kept;
        };
        let (Some(before), Some(after)) = (
            document.text.get(..anchor.range.start),
            document.text.get(anchor.range.end..),
        ) else {
            return kept;
        };
        let near = before
            .char_indices()
            .rev()
            .nth(CONTEXT)
            .map_or(0, |(at, _)| at);
        let far = after
            .char_indices()
            .nth(CONTEXT)
            .map_or(after.len(), |(at, _)| at);
        // Not beyond the paragraph that the quote stands in, if that is near.
        let (before, after) = (&before[near..], &after[..far]);
        InContext {
            before: before.rsplit("\n\n").next().unwrap_or(before).to_owned(),
            words: quote.exact.clone(),
            after: after.split("\n\n").next().unwrap_or(after).to_owned(),
            page: quote.page,
        }
    }
}

fn begun(extracted: &Extracted, is_final: bool) -> Page {
    let mut page = Page::begin(&format!("Evidence: {}", extracted.title), STYLE);
    page.element("h1", &extracted.title);
    let draft = if is_final {
        ""
    } else {
        " <strong class=\"draft\">Draft: not every value is settled.</strong>"
    };
    page.push(&format!(
        "<p>Each value with the words it rests on. Form: {}.{draft}</p>",
        escaped(&extracted.form)
    ));
    page
}

fn article(value: &ExtractedValue, quotes: &[InContext]) -> String {
    let mut html = String::from("<article><div class=\"value\"><h4>");
    html.push_str(&escaped(&value.label));
    let of: Vec<&str> = [
        &value.address.arm,
        &value.address.outcome,
        &value.address.time_point,
    ]
    .into_iter()
    .filter_map(|part| part.as_deref())
    .collect();
    if !of.is_empty() {
        html.push_str(&format!(" <span>{}</span>", escaped(&of.join(", "))));
    }
    html.push_str("</h4>");
    match value.finding() {
        Some(finding) => {
            html.push_str(&format!(
                "<p class=\"given\">{}</p>",
                escaped(&shown(finding))
            ));
            if let Some(formula) = &finding.formula {
                html.push_str(&format!("<p class=\"formula\">{}</p>", escaped(formula)));
            }
            let by = format!(
                "{}; {} by {}",
                status_words(finding.status),
                value.state(),
                value.by
            );
            html.push_str(&format!("<p class=\"by\">{}</p>", escaped(&by)));
        }
        None => html.push_str(&format!("<p class=\"by\">{}</p>", value.state())),
    }
    if let Some(note) = value.value().and_then(|v| v.note.as_deref()) {
        html.push_str(&format!("<p class=\"note\">{}</p>", escaped(note)));
    }
    html.push_str("</div><div class=\"quotes\">");
    for quote in quotes {
        let page = quote
            .page
            .map_or_else(String::new, |page| format!("<cite>Page {page}</cite>"));
        let line = format!(
            "<blockquote>{page}<p>{}<mark>{}</mark>{}</p></blockquote>",
            escaped(&quote.before),
            escaped(&quote.words),
            escaped(&quote.after)
        );
        html.push_str(&line);
    }
    if quotes.is_empty() && value.finding().is_some() {
        html.push_str("<p class=\"by\">No words were named for it.</p>");
    }
    html.push_str("</div></article>");
    html
}
