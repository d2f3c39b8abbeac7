//! Bibliographic files in and out: records and problems.
//!
//! *What it is:* [`read`] takes the bytes of any export of a literature database, finds out its format, encoding
//! and line ends, and returns every entry as a [`Record`](review::Record) or as a [`Problem`](review::Problem) that
//! says where and why it could not be read. [`write`](fn@write) writes records so that reading them again gives
//! back the same records.
//!
//! *What it is not:* it touches no file, no network and no review: bytes come in and go out. It corrects spelling
//! nowhere, merges nothing (see `dedup`) and decides nothing.
//!
//! ```
//! let file = b"TY  - JOUR\nTI  - Aspirin and headache\nAU  - Smith, Jane\nPY  - 2019///\nER  - \n";
//! let import = formats::read(file, &formats::ReadOptions::default()).unwrap();
//! assert_eq!(import.format, formats::Format::Ris);
//! assert_eq!(import.records[0].record.title.as_deref(), Some("Aspirin and headache"));
//! assert_eq!(import.records[0].record.year, Some(2019));
//!
//! let records: Vec<_> = import.records.into_iter().map(|imported| imported.record).collect();
//! let mut out = Vec::new();
//! formats::write(&records, formats::Format::Bibtex, &mut out).unwrap();
//! assert!(String::from_utf8(out).unwrap().contains("Aspirin and headache"));
//! ```

mod bibtex;
mod carrier;
mod column_names;
mod csv_columns;
mod csv_table;
mod decode;
mod detect;
mod endnote_xml;
mod entries;
mod fields;
mod format;
mod json;
mod nbib;
mod ovid;
mod parts;
mod pubmed_xml;
mod read;
mod refer;
mod ris;
mod tagged;
mod wos;
mod write;
mod xml;

pub use column_names::columns_in_words;
pub use csv_columns::{ColumnGuess, ColumnMapping, ColumnTarget};
pub use decode::LineEnds;
pub use entries::ImportedRecord;
pub use format::{Format, UnknownFormat};
pub use pubmed_xml::{PubmedItem, read_pubmed_xml};
pub use read::{Import, ReadError, ReadOptions, read};
pub use write::{WriteError, write};
pub use xml::{Element as XmlElement, Entries as XmlEntries, Found as XmlFound};
