//! The texts of records and reports: a PDF, plain text or Markdown as a [`Document`] of numbered sentences and table
//! cells with their places, and where sentences begin and end.
//!
//! *What it is:* [`read_document`] gives the text of a file in reading order, with sections, sentences, tables, places
//! on the pages, registry numbers, DOIs and warnings of what is hidden in it. [`sentences`](fn@sentences) cuts a text
//! into numbered sentences, so that evidence is always cut from the source. A [`DocumentWorker`] reads a file of a
//! stranger in a process of its own, with limits.
//!
//! *What it is not:* it draws no pages (the user interface does, with pdf.js), it recognises no letters in pictures, and
//! it decides nothing: which record a document belongs to is worked out in `workbench`.
//!
//! ```no_run
//! let bytes = std::fs::read("Adams 2018.pdf")?;
//! let document = documents::read_document(&bytes);
//! for sentence in &document.sentences {
//!     println!("{} {}", sentence.id, document.words_of(&sentence.range));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod anchoring;
mod assemble;
mod child;
mod document;
mod doi;
mod hidden;
mod jats;
mod number_word;
mod pdf;
mod read;
mod registrations;
mod section_kind;
mod sentences;
mod text_file;
mod worker;

pub use anchoring::{Anchor, Anchors, Found, NotFound};
pub use child::{WORKER_COMMAND, run_worker};
pub use document::{
    Document, DocumentSentence, DocumentStatus, EXTRACTOR, HiddenPassage, HiddenReason, Page,
    Registration, Section, SectionKind, Table, TableCell, Word,
};
pub use doi::dois_in;
pub use hidden::{HiddenKind, HiddenText, for_model, hidden_text, visible};
pub use jats::read_jats;
pub use number_word::{small_number_word, tens_word};
pub use read::read_document;
pub use registrations::registrations_in;
pub use sentences::{Sentence, sentences};
pub use text_file::read_text;
pub use worker::DocumentWorker;
