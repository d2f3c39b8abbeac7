//! PDFs of reports: what a document says of itself on its first pages.
//!
//! *What it is:* [`front_matter`] reads the text of the first pages and the DOIs in it, so that a PDF that was dropped
//! on the program finds its record.
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

mod doi;
mod front_matter;

pub use doi::dois_in;
pub use front_matter::{DocumentError, FrontMatter, front_matter};
