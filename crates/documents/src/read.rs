//! [`read_document`]: a [`Document`] from a file, by what it holds.

use crate::assemble::{hash_of, unread};
use crate::document::{Document, DocumentStatus};
use crate::jats::read_jats;
use crate::pdf::read_first_pages;
use crate::text_file::read_text;

/// Reads a PDF, an article in JATS XML, plain text or Markdown. The kind is told by the bytes. Never fails; the status
/// says what went wrong.
///
/// ```
/// let document = documents::read_document(b"# Results\n\nTwelve of 60 patients died.");
/// assert_eq!(document.words_of(&document.sentences[1].range), "Twelve of 60 patients died.");
/// ```
///
/// A PDF of a stranger is better read by a [`DocumentWorker`](crate::DocumentWorker): here it has no limits of time and
/// memory, and one that overflows the stack ends the process.
pub fn read_document(bytes: &[u8]) -> Document {
    read_pages(bytes, usize::MAX, &mut |_| {})
}

/// Reads the first pages of a document, and tells how many there are as soon as it is known.
pub(crate) fn read_pages(bytes: &[u8], most: usize, tell: &mut dyn FnMut(usize)) -> Document {
    let start = &bytes[..bytes.len().min(1024)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        return read_first_pages(bytes, most, tell);
    }
    tell(0);
    let bytes_of_text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes_of_text) {
        Ok(text) if !text.contains('\0') => {
            let mut document = if is_xml(text) {
                read_jats(text)
            } else {
                read_text(text)
            };
            // The file's hash is that of all its bytes.
            document.hash = hash_of(bytes);
            document
        }
        _ => unread(
            hash_of(bytes),
            DocumentStatus::Damaged {
                why: "it is neither a PDF nor a text in UTF-8".into(),
            },
        ),
    }
}

/// An XML file by its beginning; a part of an article may begin with its abstract or a section.
fn is_xml(text: &str) -> bool {
    let start = text.trim_start();
    [
        "<?xml",
        "<!DOCTYPE article",
        "<article",
        "<pmc-articleset",
        "<abstract",
        "<sec",
    ]
    .iter()
    .any(|mark| start.starts_with(mark))
}
