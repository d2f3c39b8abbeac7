//! Full-text search over the records of a review.
//!
//! *What it is:* an index of titles, abstracts, authors, journals and keywords ([`Index`]), the language in which it
//! is asked ([`Query`]), conditions on what the review knows about a record ([`Facts`], [`Filter`]) and the words of
//! a query marked in a text ([`Marker`]). The only crate that uses tantivy.
//!
//! *What it is not:* a place where anything is kept. The index is derived and may be deleted at any time; it is built
//! anew when it is absent, stale or damaged. Decisions and tags are never in it, and texts are shown from the review.
//!
//! ```
//! use std::{convert::Infallible, sync::atomic::AtomicBool};
//! use review::{Record, RecordId};
//! use search::{Filter, Index, Query, RecordFacts, Request, Typing};
//!
//! let record = Record { title: Some("Beta-blockers in heart failure".into()), ..Record::default() };
//! let id = RecordId::from("r1");
//! let folder = std::env::temp_dir().join(format!("search-example-{}", std::process::id()));
//! let index = Index::open_or_rebuild(
//!     &folder,
//!     "state 1 of the review",
//!     || [Ok::<_, Infallible>((id.clone(), &record))],
//!     &mut |_records| {},
//!     &AtomicBool::new(false),
//! )?;
//! let mut facts = index.facts();
//! facts.set(&id, RecordFacts { tags: vec!["cardiology".into()], ..RecordFacts::default() });
//!
//! let query = Query::parse("betablocker tag:cardiology", Typing::Complete);
//! let found = index.search(&Request::new(&query, &facts))?;
//! assert_eq!(found.total, 1);
//! let snippet = query.marker().snippet(&record);
//! assert_eq!(snippet.title.marked(), ["Beta-blockers"]);
//! # std::fs::remove_dir_all(folder).ok();
//! # Ok::<(), search::SearchError>(())
//! ```

mod error;
mod facts;
mod family;
mod index;
mod lex;
mod mark;
mod open;
mod parse;
mod query;
mod run;
mod schema;
mod text;
mod view;
mod years;

pub use error::SearchError;
pub use facts::{Facts, RecordFacts, ReportPlace, Standing};
pub use index::{Filter, Found, Hit, Index, Order, Origin, Request, Sort};
pub use mark::{MarkedText, Marker, Piece, Place, Snippet};
pub use query::{Query, QueryProblem, QueryProblemKind, Typing};
