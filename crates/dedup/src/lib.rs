//! Duplicate records: which are certainly one work, which only perhaps, and why.
//!
//! *What it is:* [`find`] takes all records of a review and returns groups of certain duplicates with the evidence
//! for each link, and a queue of doubtful pairs for a person. [`compare`] shows any two records field by field,
//! [`differing_words`] marks where two texts differ, [`combine`] joins the fields of the copies into one record.
//!
//! *What it is not:* it stores nothing and removes nothing; merging, undoing and the person's answers are kept by
//! `store`, and given back to [`find`] as [`Options`]. It does not decide doubtful cases by a threshold: a pair is
//! certain only under rules that two different works cannot meet (`docs/decisions/0003-deduplication.md`).
//! Notices of retraction, errata, comments, preprints and conference abstracts are other documents than the article.
//!
//! ```
//! use std::ops::ControlFlow;
//! use dedup::{Options, find};
//! use review::Record;
//!
//! let record = |title: &str, pages: &str| Record {
//!     title: Some(title.into()),
//!     year: Some(2009),
//!     journal: Some("Journal of Clinical Apheresis".into()),
//!     volume: Some("24".into()),
//!     pages: Some(pages.into()),
//!     ..Record::default()
//! };
//! let records = [
//!     record("Plasma exchange in haemolytic uraemic syndrome", "209-214"),
//!     record("PLASMA EXCHANGE IN HEMOLYTIC UREMIC SYNDROME.", "209-14"),
//!     record("Erratum: Plasma exchange in haemolytic uraemic syndrome", "301"),
//! ];
//! let records: Vec<&Record> = records.iter().collect();
//! let found = find(&records, &Options::default(), &|_| ControlFlow::Continue(())).unwrap();
//! assert_eq!(found.groups.len(), 1);
//! assert_eq!(found.groups[0].members, [0, 1]);
//! assert!(found.groups[0].evidence[0].evidence.reason.starts_with("same title but for spelling"));
//! ```

mod blocking;
mod combine;
mod comparison;
mod find;
mod groups;
mod journal;
mod notice;
mod pages;
mod people;
mod prepared;
mod spelling;
mod text;
mod title;
mod verdict;
mod words;

pub use combine::combine;
pub use find::{Deduplication, Link, Options, compare, find};
pub use groups::Group;
pub use words::{Segment, WordDifferences, differing_words};
