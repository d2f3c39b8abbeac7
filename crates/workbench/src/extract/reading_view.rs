//! What a person sees of the reading of a document: how much of it was read, what is suspicious, and, where it has no
//! pages to be drawn, its text.

use std::sync::Arc;

use documents::{Document, DocumentStatus};
use review::DocumentHash;
use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// How a document was read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReadingView {
    /// The document.
    pub document: DocumentHash,
    /// Its pages; none for a text without pages.
    pub pages: Vec<ReadingPage>,
    /// How many pages were read; pages without text (pictures, scans) are not.
    pub pages_read: usize,
    /// Pages without text, from 1.
    pub pages_without_text: Vec<u32>,
    /// Sentences and table cells that were read.
    pub units: usize,
    /// Why it could not be read, and what to try; `None` where it was.
    pub trouble: Option<Error>,
    /// Text that a person who looks at the pages does not see, or that speaks to a machine.
    pub suspicious: Vec<String>,
    /// Numbers of trial registries that it names.
    pub registrations: Vec<String>,
    /// Arms as the headings of a table name them, to be offered to a person.
    pub arms: Vec<String>,
    /// Its text, for a document without pages; empty for one with pages.
    pub text: String,
}

/// A page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReadingPage {
    /// From 1.
    pub number: u32,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

impl Review {
    /// How a document of the review was read.
    pub async fn reading_view(&self, hash: &DocumentHash) -> Result<ReadingView> {
        let document = self.read_attached(hash).await?;
        let trouble = trouble(&document.status);
        let pages_without_text = match &document.status {
            DocumentStatus::Read { pages_without_text } => pages_without_text.clone(),
            _ => document.pages.iter().map(|page| page.number).collect(),
        };
        let cells: usize = document.tables.iter().map(|table| table.cells.len()).sum();
        Ok(ReadingView {
            document: hash.clone(),
            pages_read: document
                .pages
                .len()
                .saturating_sub(pages_without_text.len()),
            pages: document
                .pages
                .iter()
                .map(|page| ReadingPage {
                    number: page.number,
                    width: page.width,
                    height: page.height,
                })
                .collect(),
            pages_without_text,
            units: document.sentences.len() + cells,
            trouble,
            suspicious: document
                .hidden
                .iter()
                .map(|passage| passage.says.clone())
                .collect(),
            registrations: document
                .registrations
                .iter()
                .map(|registration| registration.number.clone())
                .collect(),
            arms: extraction::found_arms(&extraction::Source::new(&document)),
            text: if document.pages.is_empty() {
                document.text.clone()
            } else {
                String::new()
            },
        })
    }

    /// A document that was read. Refused, with the reason, where it could not be.
    pub(crate) async fn readable(&self, hash: &DocumentHash) -> Result<Arc<Document>> {
        let document = self.read_attached(hash).await?;
        match trouble(&document.status) {
            None => Ok(document),
            Some(error) => Err(error),
        }
    }
}

/// Why a document has no text to quote from, in words; `None` where it has.
pub(super) fn trouble(status: &DocumentStatus) -> Option<Error> {
    let refused = |message: String, hint: &str| Some(Error::refused(message, hint));
    match status {
        DocumentStatus::Read { .. } => None,
        DocumentStatus::Scanned => refused(
            "the pages of this PDF are pictures without text".to_owned(),
            "Values can be entered by hand. For evidence, run text recognition (OCR) on the PDF and attach the result.",
        ),
        DocumentStatus::Encrypted => refused(
            "this PDF opens with a password only".to_owned(),
            "Save a copy without password and attach that.",
        ),
        DocumentStatus::Damaged { why } => refused(
            format!("this document is damaged: {why}"),
            "Download it again and attach it anew.",
        ),
        DocumentStatus::Empty => refused(
            "this document is empty".to_owned(),
            "Attach the article itself.",
        ),
        DocumentStatus::TooLarge { why } => refused(
            format!("this document is too large to be read: {why}"),
            "Values can be entered by hand. For evidence, attach the part that holds the article.",
        ),
    }
}
