//! The text of a PDF: [`front_matter`] of its first pages, [`full_text`] of all.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use crate::doi::dois_in;

/// Pages that are read: title, authors and DOI stand on the first, or on the one after a cover sheet.
const PAGES: usize = 2;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Text of the first pages. Empty for a scan without a text layer.
    pub text: String,
    /// DOIs on these pages, bare and in lower case, in order; the first is usually the document's own.
    pub dois: Vec<String>,
    /// Number of pages in all.
    pub pages: usize,
}

/// Why a document could not be read. It can be attached to a record nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// It needs a password.
    #[error("the PDF is protected by a password")]
    Protected,
    /// Its structure is broken, or uses something that the reader does not know.
    #[error("the text of the PDF cannot be read: {0}")]
    Unreadable(String),
}

/// Reads the first pages. May take a second for a large file; run it where nothing waits for it.
///
/// # Errors
/// Where the file is protected or broken. A page that cannot be read costs only itself.
pub fn front_matter(bytes: Vec<u8>) -> Result<FrontMatter, DocumentError> {
    // The reader of PDFs ends in a panic on some broken files; that is an answer like any other.
    let read = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
    read.unwrap_or_else(|_| Err(DocumentError::Unreadable("it is damaged".into())))
}

/// The text of all pages, in order, with a form feed between two. Empty for a scan without a text layer. May take
/// seconds for a long document.
///
/// # Errors
/// As for [`front_matter`].
pub fn full_text(bytes: Vec<u8>) -> Result<String, DocumentError> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        Ok(pages(&bytes, usize::MAX)?.0.join("\u{c}"))
    }));
    read.unwrap_or_else(|_| Err(DocumentError::Unreadable("it is damaged".into())))
}

fn read(bytes: &[u8]) -> Result<FrontMatter, DocumentError> {
    let (texts, pages) = pages(bytes, PAGES)?;
    let text: String = texts.iter().flat_map(|page| [page, "\n"]).collect();
    Ok(FrontMatter {
        dois: dois_in(&text),
        pages,
        text,
    })
}

/// The texts of the first pages, and the number of pages in all.
fn pages(bytes: &[u8], first: usize) -> Result<(Vec<String>, usize), DocumentError> {
    let document =
        Document::load_mem(bytes).map_err(|e| DocumentError::Unreadable(e.to_string()))?;
    if document.is_encrypted() {
        return Err(DocumentError::Protected);
    }
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    let mut texts = Vec::new();
    for &number in numbers.iter().take(first) {
        let mut page = String::new();
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            output_doc_page(&document, &mut PlainTextOutput::new(&mut page), number)
        }));
        match drawn {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::debug!(%error, number, "a page was read in part"),
            Err(_) => tracing::debug!(number, "a page could not be read"),
        }
        texts.push(page);
    }
    Ok((texts, numbers.len()))
}
