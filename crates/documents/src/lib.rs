//! The texts of records and reports: what a PDF says of itself on its first pages, and where sentences begin and end.
//!
//! *What it is:* [`front_matter`] reads the text of the first pages and the DOIs in it, so that a PDF that was dropped
//! on the program finds its record. [`sentences`](fn@sentences) cuts a text into numbered sentences with their places,
//! so that evidence is always cut from the source.
//!
//! *What it is not:* it draws no pages (the user interface does, with pdf.js), and it decides nothing: which record a
//! document belongs to is worked out in `workbench`.
//!
//! ```no_run
//! let bytes = std::fs::read("Adams 2018.pdf")?;
//! let front = documents::front_matter(bytes)?;
//! println!("{:?}", front.dois);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod anchoring;
mod document;
mod doi;
mod front_matter;
mod hidden;
mod sentences;

pub use anchoring::{Anchor, Anchors, Found, NotFound};
pub use document::{
    Document, DocumentSentence, DocumentStatus, EXTRACTOR, HiddenPassage, HiddenReason, Page,
    Registration, Section, SectionKind, Table, TableCell, Word,
};
pub use doi::dois_in;
pub use front_matter::{DocumentError, FrontMatter, front_matter, full_text};
pub use hidden::{HiddenKind, HiddenText, hidden_text, visible};
pub use sentences::{Sentence, sentences};
