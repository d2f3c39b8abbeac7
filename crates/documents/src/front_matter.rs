//! The text of a PDF: [`front_matter`] of its first pages, [`full_text`] of all.

use crate::document::{Document, DocumentStatus};
use crate::pdf::read_first_pages;

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
    let (document, pages) = read_first_pages(&bytes, PAGES);
    let document = readable(document)?;
    Ok(FrontMatter {
        text: document.text,
        dois: document.dois,
        pages,
    })
}

/// The text of all pages, in reading order, without running heads. Empty for a scan without a text layer.
///
/// # Errors
/// As for [`front_matter`].
pub fn full_text(bytes: Vec<u8>) -> Result<String, DocumentError> {
    Ok(readable(read_first_pages(&bytes, usize::MAX).0)?.text)
}

fn readable(document: Document) -> Result<Document, DocumentError> {
    match document.status {
        DocumentStatus::Read { .. } | DocumentStatus::Scanned | DocumentStatus::Empty => {
            Ok(document)
        }
        DocumentStatus::Encrypted => Err(DocumentError::Protected),
        DocumentStatus::Damaged { why } | DocumentStatus::TooLarge { why } => {
            Err(DocumentError::Unreadable(why))
        }
    }
}
