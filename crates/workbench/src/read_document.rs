//! Reading reports: a file becomes a [`Document`] of numbered sentences and table cells with their places.
//!
//! A PDF is read in a process of its own, with limits of time and memory. What was read of a review's own documents is
//! kept in its folder `derived/documents/`, until documents are read in another way.

use std::path::{Path, PathBuf};

use documents::{Document, DocumentStatus, DocumentWorker, HiddenReason};
use review::DocumentHash;
use serde::Serialize;

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// What is in a document, in short.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentSummary {
    /// Whether it could be read.
    pub status: DocumentStatus,
    /// Pages; 0 for a file without pages.
    pub pages: usize,
    /// Sentences of its running text and captions.
    pub sentences: usize,
    /// Words that have a place on a page.
    pub placed_words: usize,
    /// The parts that its headings make.
    pub sections: Vec<String>,
    /// Its tables.
    pub tables: Vec<TableSummary>,
    /// Numbers of trial registries.
    pub registrations: Vec<documents::Registration>,
    /// DOIs.
    pub dois: Vec<String>,
    /// What a person does not see, or what speaks to a machine.
    pub hidden: Vec<HiddenSummary>,
}

/// A table, in short.
#[derive(Clone, Debug, Serialize)]
pub struct TableSummary {
    /// `T1`, `T2`, …
    pub id: String,
    /// What it calls itself.
    pub label: String,
    /// Its caption.
    pub caption: String,
    /// How many rows.
    pub rows: u32,
    /// How many columns.
    pub columns: u32,
}

/// A hidden passage, in short.
#[derive(Clone, Debug, Serialize)]
pub struct HiddenSummary {
    /// Why it is suspicious.
    pub why: HiddenReason,
    /// What it says.
    pub says: String,
    /// On which page.
    pub page: Option<u32>,
}

impl From<&Document> for DocumentSummary {
    fn from(document: &Document) -> Self {
        let caption = |table: &documents::Table| {
            let range = table.caption.as_ref();
            range
                .map_or("", |range| document.words_of(range))
                .to_owned()
        };
        Self {
            status: document.status.clone(),
            pages: document.pages.len(),
            sentences: document.sentences.len(),
            placed_words: document.words.len(),
            sections: document
                .sections
                .iter()
                .map(|section| section.title.clone())
                .filter(|title| !title.is_empty())
                .collect(),
            tables: document
                .tables
                .iter()
                .map(|table| TableSummary {
                    id: table.id.clone(),
                    label: table.label.clone(),
                    caption: caption(table),
                    rows: table.rows,
                    columns: table.columns,
                })
                .collect(),
            registrations: document.registrations.clone(),
            dois: document.dois.clone(),
            hidden: document
                .hidden
                .iter()
                .map(|hidden| HiddenSummary {
                    why: hidden.why,
                    says: hidden.says.clone(),
                    page: hidden.place.map(|place| place.page),
                })
                .collect(),
        }
    }
}

/// Reads a PDF, a plain text or Markdown in a process of its own. What cannot be read of it is said by its status.
///
/// # Errors
/// A file that is not there, or a process that cannot be started.
pub async fn read_document(path: &Path) -> Result<Document> {
    read_pages(path, None).await
}

/// The document of a file that has text.
///
/// # Errors
/// As for [`read_document`]; a file without text, with the reason.
pub(crate) async fn read_legible(path: &Path) -> Result<Document> {
    let document = read_document(path).await?;
    match why_unread(&document.status) {
        None => Ok(document),
        Some(why) => Err(Error::bad_input(
            format!("{}: {why}", path.display()),
            "Open it in a PDF reader and save it anew; a scan needs text recognition first.",
        )),
    }
}

/// Reads a file, or its first pages only.
pub(crate) async fn read_pages(path: &Path, first_pages: Option<u32>) -> Result<Document> {
    let path = path.to_owned();
    // The process that reads ends with the thread that started it; this one waits for it.
    let read = off_thread("reading a document", move || {
        let bytes = std::fs::read(&path).map_err(|e| Error::file(&path, &e))?;
        let worker = DocumentWorker::this_program();
        let read = worker.and_then(|worker| worker.read(&bytes, first_pages));
        read.map_err(|e| Error::internal(format!("{}: {e}", path.display())))
    });
    read.await?
}

/// In words, why a document has no text; none where it has.
pub fn why_unread(status: &DocumentStatus) -> Option<String> {
    match status {
        DocumentStatus::Read { .. } => None,
        DocumentStatus::Scanned => Some("its pages are pictures without a text layer".into()),
        DocumentStatus::Encrypted => Some("it is protected by a password".into()),
        DocumentStatus::Empty => Some("the file is empty, or there is nothing on its pages".into()),
        DocumentStatus::Damaged { why } | DocumentStatus::TooLarge { why } => Some(why.clone()),
    }
}

impl Review {
    /// A document of this review, read now or as it was read before.
    ///
    /// # Errors
    /// A document that is not in the folder of the review.
    pub async fn document(&self, hash: &DocumentHash) -> Result<Document> {
        let kept = self.document_file(hash);
        let known = std::fs::read(&kept).ok();
        let known = known.and_then(|json| serde_json::from_slice::<Document>(&json).ok());
        if let Some(document) = known.filter(|known| known.hash == *hash && known.is_sound()) {
            return Ok(document);
        }
        let document = read_document(&self.document_path(hash).await?).await?;
        if document.hash != *hash {
            return Err(Error::bad_input(
                format!("the document {hash} of this review was changed on disk"),
                "Attach the report again.",
            ));
        }
        // On another day there may be more time or memory.
        let passing = matches!(document.status, DocumentStatus::TooLarge { .. });
        if !passing && let Err(error) = keep(&kept, &document) {
            // A review on read-only media is read anew each time.
            tracing::debug!(%error, "what was read of a document is not kept");
        }
        Ok(document)
    }

    /// Whether the document of that content was read and is kept.
    pub(crate) fn is_read(&self, hash: &DocumentHash) -> bool {
        self.document_file(hash).is_file()
    }

    fn document_file(&self, hash: &DocumentHash) -> PathBuf {
        let folder = self.store.folder().derived().join("documents");
        folder.join(format!("{hash}.json"))
    }
}

fn keep(path: &Path, document: &Document) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
    }
    write_whole(path, |file| {
        serde_json::to_writer(file, document)
            .map_err(|e| Error::internal(format!("a document could not be written: {e}")))
    })
}
